//! Which of the headlines of a page is the story's.
//!
//! A page says it up to four times: for search engines (schema.org), for those who share it
//! (`og:title`), in print (`h1`) and in the window's frame (`title`), often with the site's name behind
//! it. What is printed and said once more is the headline; where all differ, the description of the
//! story is nearer to it than the one of the page.

use super::super::{json_ld, markup};
use dom_query::Document;
use dom_smoothie::Readability;

/// What a site puts between a headline and its own name.
const SEPARATORS: [char; 10] = ['|', '-', '–', '—', '·', '»', '›', '｜', 'ㅣ', ':'];

/// The most headings that are looked at.
const MOST_HEADINGS: usize = 8;

/// The headlines of a page.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// By schema.org's description of the story.
    pub(super) described: Option<String>,
    /// By what is shown where the page is shared.
    pub(super) shared: Option<String>,
    pub(super) site: Option<String>,
}

/// Returns the headline of a page, empty if it has none.
pub(super) fn of(document: &Document, said: &Said) -> String {
    let printed = printed(document);
    let shared = said.shared.as_deref();
    let described = said.described.as_deref();
    let others: Vec<&str> = printed
        .iter()
        .map(String::as_str)
        .chain(shared)
        .chain(described)
        .collect();
    let pure = |text: &str| without_site(text, &others, said.site.as_deref());
    let (shared, described) = (shared.map(pure), described.map(pure));
    let is_printed = |text: &String| printed.iter().any(|heading| is_same(heading, text));
    [&described, &shared]
        .into_iter()
        .flatten()
        .find(|text| is_printed(text))
        .or(described.as_ref())
        .or(shared.as_ref())
        .cloned()
        .unwrap_or_else(|| of_frame(document, &printed))
}

/// The headings of the first order.
fn printed(document: &Document) -> Vec<String> {
    let headings = document.select("h1");
    let headings = headings.nodes().iter().take(MOST_HEADINGS);
    headings
        .filter_map(|heading| json_ld::words(&heading.html()))
        .collect()
}

/// Readability's rules for the title of the window; they need no second telling.
fn of_frame(document: &Document, printed: &[String]) -> String {
    let readability = Readability::with_document(document.clone(), None, None);
    let title = readability.map_or_else(
        |_| String::new(),
        |page| page.get_article_title().to_string(),
    );
    let title = markup::one_line(&title);
    // The heading that the title begins with, without what the site puts behind it.
    let heading = printed
        .iter()
        .find(|heading| title.starts_with(heading.as_str()));
    match heading.or_else(|| printed.first().filter(|_| title.is_empty())) {
        Some(heading) => heading.clone(),
        None => title,
    }
}

/// The headline that `text` begins with, if another one says so, or if the site's name ends it.
fn without_site(text: &str, others: &[&str], site: Option<&str>) -> String {
    let of_site = site.and_then(|site| text.trim_end().strip_suffix(site));
    let of_site = of_site
        .map(str::trim_end)
        .filter(|rest| rest.ends_with(SEPARATORS));
    let of_others = others
        .iter()
        .filter(|other| other.chars().count() >= 12)
        .find_map(|other| {
            let rest = text.strip_prefix(*other)?.trim_start();
            rest.starts_with(SEPARATORS).then_some(*other)
        });
    let pure = of_others.or(of_site).unwrap_or(text);
    pure.trim_end()
        .trim_end_matches(SEPARATORS)
        .trim_end()
        .to_owned()
}

/// Whether two headlines are one, whatever marks and quotation marks they are written with.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let letters = |text: &str| -> Vec<char> {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    letters(one) == letters(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, described: Option<&str>, shared: Option<&str>, expected: &str) {
        let said = Said {
            described: described.map(str::to_owned),
            shared: shared.map(str::to_owned),
            site: Some("दैनिक उदाहरण".to_owned()),
        };
        assert_eq!(of(&Document::from(html), &said), expected, "{html}");
    }

    #[test]
    fn the_printed_headline_wins_and_the_sites_name_goes() {
        let page = "<title>रेल बजट पर बहस - दैनिक उदाहरण</title><h1>रेल बजट पर लंबी बहस</h1>";
        check(
            page,
            None,
            Some("रेल बजट पर लंबी बहस | दैनिक उदाहरण"),
            "रेल बजट पर लंबी बहस",
        );
        check(
            page,
            Some("बजट"),
            Some("रेल बजट पर लंबी बहस"),
            "रेल बजट पर लंबी बहस",
        );
        check(
            page,
            Some("रेल बजट पर ‘लंबी’ बहस"),
            Some("बजट"),
            "रेल बजट पर ‘लंबी’ बहस",
        );
        check(page, Some("बजट आया"), Some("बजट"), "बजट आया");
        check("<h1>रेल बजट</h1>", None, None, "रेल बजट");
        check("<p>क", None, None, "");
    }
}
