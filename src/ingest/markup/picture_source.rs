//! Chooses one of the addresses that a page gives for a picture.
//!
//! Pages give several addresses for screens of different widths (`srcset`), and a placeholder in
//! `src` for a picture that is loaded only when it is scrolled into view.

/// The width in pixels to which the chosen picture should be nearest: enough for any terminal.
const WIDTH: u32 = 1_200;

/// Attributes that contain the real address of a picture that is loaded late, the most common first.
const LATE: [&str; 9] = [
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-url",
    "data-image",
    "data-img-src",
    "data-hi-res-src",
    "data-full-src",
];

/// Attributes that contain several addresses, one for each width.
const SETS: [&str; 3] = ["data-srcset", "data-lazy-srcset", "srcset"];

/// The names of all attributes that can contain an address of a picture besides `src`.
pub(in super::super) fn other_attributes() -> impl Iterator<Item = &'static str> {
    LATE.into_iter().chain(SETS)
}

/// Returns the address of a picture whose attributes are given by `attribute`. `sets` are the
/// `srcset` values of the `source` elements beside it.
///
/// A width that a set declares decides, unless `src` has at least half and at most twice the width
/// that is needed. If no width is declared, an address for late loading precedes `src`.
pub(in super::super) fn picture_source(
    attribute: impl Fn(&str) -> Option<String>,
    sets: &[String],
) -> Option<String> {
    let own_sets = SETS.iter().filter_map(|name| attribute(name));
    let all: Vec<String> = own_sets.chain(sets.iter().cloned()).collect();
    let mut choices: Vec<(Option<u32>, &str)> = Vec::new();
    for set in &all {
        choices.extend(candidates(set));
    }
    choices.retain(|(_, address)| is_address(address));
    // Where the set has the picture in `src` too, that is the publisher's own choice.
    let own = attribute("src").unwrap_or_default();
    let is_own = |address: &str| path(address) == path(&own) && !path(&own).is_empty();
    let is_enough = |width: &u32| (WIDTH / 2..=WIDTH * 2).contains(width);
    let mut of_set = choices.iter();
    if of_set.any(|(width, address)| is_own(address) && width.as_ref().is_some_and(is_enough)) {
        return Some(own);
    }
    let of_width = choices
        .iter()
        .filter_map(|(width, address)| Some(((*width)?, *address)));
    let nearest = of_width.min_by_key(|(width, _)| width.abs_diff(WIDTH));
    if let Some((_, address)) = nearest {
        return Some(address.to_owned());
    }
    let late = LATE.iter().filter_map(|name| attribute(name));
    late.chain(attribute("src"))
        .find(|address| is_address(address))
        .or_else(|| choices.first().map(|(_, address)| (*address).to_owned()))
}

/// Whether a text can be the address of a picture: neither a placeholder in a `data:` address nor a
/// template.
fn is_address(text: &str) -> bool {
    let text = text.trim();
    let is_data = text
        .get(..5)
        .is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"));
    !text.is_empty() && !is_data && !text.contains(['{', '<'])
}

/// Returns an address without its scheme, its host and its parameters.
fn path(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let after_host = path.split_once("//").map_or(path, |(_, rest)| rest);
    after_host
        .split_once('/')
        .map_or(after_host, |(_, path)| path)
}

/// Returns the addresses of a `srcset` with their widths. A density (`2x`) says nothing about the
/// width.
fn candidates(set: &str) -> Vec<(Option<u32>, &str)> {
    let mut found = Vec::new();
    let mut rest = set;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        if rest.is_empty() {
            return found;
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        if let Some(address) = address.strip_suffix(',') {
            found.push((None, address.trim_end_matches(',')));
            rest = after;
            continue;
        }
        let (size, after) = after.split_once(',').unwrap_or((after, ""));
        let width = size.trim().strip_suffix('w');
        found.push((width.and_then(|width| width.parse().ok()), address));
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(attributes: &[(&str, &str)], sets: &[&str]) -> Option<String> {
        let value = |name: &str| {
            let found = attributes.iter().find(|(own, _)| *own == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let sets: Vec<String> = sets.iter().map(|set| (*set).to_owned()).collect();
        picture_source(value, &sets)
    }

    #[test]
    fn the_width_nearest_to_what_is_needed_is_chosen() {
        for (attributes, sets, expected) in [
            (
                &[
                    ("src", "s.jpg"),
                    ("srcset", "a.jpg 400w, b.jpg 1100w, c.jpg 3000w"),
                ][..],
                &[][..],
                Some("b.jpg"),
            ),
            (
                &[
                    ("src", "https://a.example/i/full.jpg"),
                    ("srcset", "https://b.example/i/full.jpg 1600w, b.jpg 1000w"),
                ],
                &[],
                Some("https://a.example/i/full.jpg"),
            ),
            (
                &[("src", "s.jpg"), ("srcset", "a.jpg 1x, b.jpg 2x")],
                &[],
                Some("s.jpg"),
            ),
            (
                &[("src", "data:image/gif;base64,x"), ("data-src", "a.jpg")],
                &[],
                Some("a.jpg"),
            ),
            (
                &[("src", "DATA:x")],
                &["c_fit,w_9/a.jpg, b.jpg 2x"],
                Some("c_fit,w_9/a.jpg"),
            ),
            (
                &[("src", "s.jpg")],
                &["a.jpg 1000w, b{w}.jpg 1200w"],
                Some("a.jpg"),
            ),
            (&[("src", "data:x")], &[], None),
        ] {
            assert_eq!(
                source(attributes, sets).as_deref(),
                expected,
                "{attributes:?}"
            );
        }
    }
}
