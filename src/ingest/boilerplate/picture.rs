//! Pictures that belong to the site and not to the article.

use super::reason;
use crate::text::script::count_words;

/// Substrings of the addresses under which sites keep logos, portraits and advertisements.
const SITE_PATHS: [&str; 14] = [
    "author",
    "avatar",
    "logo",
    "icon",
    "banner",
    "sponsor",
    "countdown",
    "advert",
    "/ads/",
    "button",
    "pixel",
    "placeholder",
    "profile",
    "imagebank",
];

/// The minimum width of a photograph, in pixels.
const LEAST_WIDTH: u32 = 150;

/// Returns the reason for leaving out a picture that does not belong to the article.
///
/// `is_after_article` means that the picture is below the last paragraph, where a picture described
/// in few words is a logo or a portrait.
pub(in crate::ingest) fn not_of_article(
    alt: &str,
    url: &str,
    is_after_article: bool,
) -> Option<&'static str> {
    if !url.starts_with("http://") && !url.starts_with("https://") {
        return Some(reason::PICTURE_WITHOUT_ADDRESS);
    }
    let lower = url.to_ascii_lowercase();
    let path = lower
        .split_once("://")
        .and_then(|(_, rest)| rest.split_once('/'));
    let path = path.map_or("", |(_, path)| path);
    if path.contains("author") || path.contains("avatar") || path.contains("profile") {
        return Some(reason::PICTURE_OF_AUTHOR);
    }
    if SITE_PATHS
        .iter()
        .any(|part| format!("/{path}").contains(part))
    {
        return Some(reason::PICTURE_OF_SITE);
    }
    if is_thumbnail(path) {
        return Some(reason::PICTURE_TOO_SMALL);
    }
    // A photograph has a description of several words; a logo or a portrait has only a name.
    let words = count_words(alt);
    (is_after_article && words <= 4).then_some(reason::PICTURE_BELOW)
}

/// Whether the address asks for a picture narrower than [`LEAST_WIDTH`].
fn is_thumbnail(path: &str) -> bool {
    let parameters = path
        .split(['?', '&'])
        .skip(1)
        .filter_map(|pair| pair.split_once('='));
    let widths = parameters.filter(|(name, _)| matches!(*name, "imwidth" | "width" | "w"));
    widths
        .filter_map(|(_, value)| value.parse::<u32>().ok())
        .any(|width| width < LEAST_WIDTH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_of_the_site_are_recognised_by_their_address() {
        for (url, is_article) in [
            ("https://example.org/photos/river.jpg", true),
            ("https://author.example.org/photos/river.jpg", true),
            ("https://example.org/authors/asha.jpg", false),
            ("https://example.org/static/logo.png", false),
            ("https://example.org/river.jpg?w=120", false),
            ("https://example.org/river.jpg?w=1200", true),
            ("river.jpg", false),
        ] {
            assert_eq!(
                not_of_article("नदी", url, false).is_none(),
                is_article,
                "{url}"
            );
        }
        let url = "https://example.org/river.jpg";
        assert!(not_of_article("आशा राव", url, true).is_some());
        assert_eq!(not_of_article("नदी के किनारे जमा हुए लोग", url, true), None);
    }
}
