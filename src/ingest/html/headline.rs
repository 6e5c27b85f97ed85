//! Chooses the headline of a page.
//!
//! A page has up to four headlines: in JSON-LD for search engines, in `og:title` for social
//! networks, in `h1`, and in `title`, often followed by the name of the site. If another of them
//! repeats the `h1`, the `h1` is the headline. If all differ, JSON-LD is preferred, because it
//! describes the article and not the page. There is one exception: if a page has no `og:title` and
//! its `title` repeats its `h1`, the JSON-LD is often generated, so the `h1` is the headline.
//!
//! Some sites also write their `h1` for search engines, in small letters above the article, and set
//! the headline as the first `h2` of the article. Metadata never contains the heading of a section,
//! so an `h2` that the metadata repeats is the headline.

use super::super::markup;
use dom_query::Document;
use dom_smoothie::Readability;

/// Separators between a headline and the name of the site.
const SEPARATORS: [char; 10] = ['|', '-', '–', '—', '·', '»', '›', '｜', 'ㅣ', ':'];

/// The maximum number of headings that are examined.
const MOST_HEADINGS: usize = 8;

/// The minimum number of characters of a headline that is searched for within another text.
const FEWEST: usize = 12;

/// The headlines in the metadata of a page.
#[derive(Debug, Default)]
pub(super) struct HeadlineCandidates {
    /// The headline in JSON-LD.
    pub(super) described: Option<String>,
    /// The headlines in `og:title` and similar elements, the most specific first.
    pub(super) shared: Vec<String>,
    pub(super) site: Option<String>,
}

/// Returns the headline of a page; empty if it has none.
pub(super) fn headline(document: &Document, candidates: &HeadlineCandidates) -> String {
    let headings = texts(document, "h1", MOST_HEADINGS);
    let others: Vec<&str> = headings
        .iter()
        .chain(&candidates.shared)
        .chain(&candidates.described)
        .map(String::as_str)
        .collect();
    let pure = |text: &String| without_site(text, &others, candidates.site.as_deref());
    let declared: Vec<String> = candidates.described.iter().map(pure).collect();
    let declared = [
        declared,
        candidates.shared.iter().take(1).map(pure).collect(),
    ]
    .concat();
    let is_heading = |text: &&String| headings.iter().any(|heading| is_same(heading, text));
    second_heading(document, &declared, &headings)
        .or_else(|| declared.iter().find(is_heading))
        .or_else(|| heading_in_title(document, &headings).filter(|_| candidates.shared.is_empty()))
        .or_else(|| declared.first())
        .cloned()
        .unwrap_or_else(|| readability_title(document, &headings))
}

/// Returns the headline of the metadata with which the first `h2` of the article ends, possibly
/// after a word or two.
fn second_heading<'a>(
    document: &Document,
    declared: &'a [String],
    headings: &[String],
) -> Option<&'a String> {
    let second = ["article h2", "main h2"]
        .iter()
        .find_map(|place| texts(document, place, 1).pop())?;
    declared.iter().find(|text| {
        let is_first = || headings.iter().any(|heading| is_same(heading, text));
        ends_with(&second, text) && !is_first()
    })
}

/// Returns the `h1` that the `title` begins with.
fn heading_in_title<'a>(document: &Document, headings: &'a [String]) -> Option<&'a String> {
    let title = texts(document, "title", 1).pop()?;
    headings.iter().find(|heading| {
        let rest = title.strip_prefix(heading.as_str());
        let rest = rest.map(str::trim_start);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(SEPARATORS))
            && is_specific(heading)
    })
}

/// Returns the texts of the first `most` elements that match `selector`.
fn texts(document: &Document, selector: &str, most: usize) -> Vec<String> {
    let found = document.select(selector);
    let found = found.nodes().iter().take(most);
    found
        .filter_map(|node| markup::words(&node.html()))
        .collect()
}

/// Returns the headline in the `title`, by the rules of the readability crate.
fn readability_title(document: &Document, headings: &[String]) -> String {
    let readability = Readability::with_document(document.clone(), None, None);
    let title = readability.map_or_else(
        |_| String::new(),
        |page| page.get_article_title().to_string(),
    );
    let title = markup::one_line(&title);
    // If the title begins with the `h1`, the `h1` does not contain the name of the site.
    let heading = headings
        .iter()
        .find(|heading| title.starts_with(heading.as_str()));
    match heading.or_else(|| headings.first().filter(|_| title.is_empty())) {
        Some(heading) => heading.clone(),
        None => title,
    }
}

/// Returns `text` without the name of the site, if another headline shows where it begins, or if it is known.
fn without_site(text: &str, others: &[&str], site: Option<&str>) -> String {
    let of_site = site.and_then(|site| text.trim_end().strip_suffix(site));
    let of_site = of_site
        .map(str::trim_end)
        .filter(|rest| rest.ends_with(SEPARATORS));
    let of_others = others
        .iter()
        .filter(|other| is_specific(other))
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

/// Whether a text is a headline rather than the name of a place or section, with which longer
/// headlines also begin. Headlines can have two short words: सोना महंगा.
fn is_specific(text: &str) -> bool {
    text.chars().count() >= FEWEST || text.split_whitespace().nth(1).is_some()
}

/// Whether two headlines have the same letters and digits.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}

/// Whether a line ends with the headline, after a word or two.
pub(super) fn ends_with(line: &str, headline: &str) -> bool {
    let headline: String = letters(headline).collect();
    let mut own = String::new();
    for letter in letters(line) {
        own.push(letter);
        if own.len() > headline.len() * 2 {
            return false;
        }
    }
    headline.chars().count() >= FEWEST && own.ends_with(&headline)
}

/// Returns the letters and digits in lower case.
fn letters(text: &str) -> impl Iterator<Item = char> {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, described: Option<&str>, shared: Option<&str>, expected: &str) {
        let candidates = HeadlineCandidates {
            described: described.map(str::to_owned),
            shared: shared.iter().map(|text| (*text).to_owned()).collect(),
            site: Some("दैनिक उदाहरण".to_owned()),
        };
        assert_eq!(
            headline(&Document::from(html), &candidates),
            expected,
            "{html}"
        );
    }

    #[test]
    fn a_headline_of_two_short_words_is_one() {
        let page = "<title>सोना महंगा | एक और समाचार</title><h1>सोना महंगा</h1>";
        check(page, None, None, "सोना महंगा");
        check(page, Some("सोना महंगा | एक और समाचार"), None, "सोना महंगा");
        check(page, None, Some("सोना महंगा | एक और समाचार"), "सोना महंगा");
        let section = "<title>दिल्ली - एनसीआर में बारिश</title><h1>दिल्ली</h1>";
        let own = "दिल्ली - एनसीआर में बारिश";
        check(section, None, Some(own), own);
    }

    #[test]
    fn the_h1_is_preferred_and_the_name_of_the_site_removed() {
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

    #[test]
    fn the_first_h2_is_the_headline_if_the_metadata_repeats_it() {
        let page = "<title>रेल बजट: मुख्य बातें</title><h1>रेल बजट: मुख्य बातें</h1>\
            <article><h2>संसद में <span>रेल बजट पर लंबी बहस</span></h2><h2>किराया बढ़ेगा या नहीं</h2></article>";
        let declared = Some("रेल बजट पर लंबी बहस");
        check(page, Some("रेल बजट: मुख्य बातें"), declared, "रेल बजट पर लंबी बहस");
        check(page, declared, Some("रेल बजट: मुख्य बातें"), "रेल बजट पर लंबी बहस");
        // The heading of a later section is not the headline.
        let section = Some("किराया बढ़ेगा या नहीं");
        check(page, Some("रेल बजट: मुख्य बातें"), section, "रेल बजट: मुख्य बातें");
    }

    #[test]
    fn json_ld_gives_way_to_h1_and_title_if_there_is_no_og_title() {
        let page = "<title>समय में लौटने वाली फ़िल्में – दैनिक उदाहरण</title><h1>समय में लौटने वाली फ़िल्में</h1>";
        check(page, Some("एक सूची"), None, "समय में लौटने वाली फ़िल्में");
        check(page, Some("एक सूची"), Some("घड़ी"), "एक सूची");
        check(
            page,
            None,
            Some("समय में लौटने वाली फ़िल्में-सिनेमा"),
            "समय में लौटने वाली फ़िल्में",
        );
    }
}
