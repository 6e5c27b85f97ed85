//! Which of the headlines of a page is the story's.
//!
//! A page says it up to four times: for search engines (schema.org), for those who share it
//! (`og:title`), in print (`h1`) and in the window's frame (`title`), often with the site's name behind
//! it. What is printed and said once more is the headline; where all differ, the description of the
//! story is nearer to it than the one of the page, unless only the window's frame agrees with the print:
//! what describes a page without a word for those who share it is often written by a machine.
//!
//! Some sites keep `h1` for search engines too, small above the story, and print the headline as the
//! story's first `h2`. No heading of a section is told to anybody as the story's headline, so an `h2`
//! that is was printed as one.

use super::super::markup;
use dom_query::Document;
use dom_smoothie::Readability;

/// What a site puts between a headline and its own name.
const SEPARATORS: [char; 10] = ['|', '-', '–', '—', '·', '»', '›', '｜', 'ㅣ', ':'];

/// The most headings that are looked at.
const MOST_HEADINGS: usize = 8;

/// The fewest letters of a headline that is known again within other words.
const FEWEST: usize = 12;

/// The headlines of a page.
#[derive(Debug, Default)]
pub(super) struct HeadlineCandidates {
    /// By schema.org's description of the story.
    pub(super) described: Option<String>,
    /// By what is shown where the page is shared, the most exact first.
    pub(super) shared: Vec<String>,
    pub(super) site: Option<String>,
}

/// Returns the headline of a page, empty if it has none.
pub(super) fn headline(document: &Document, said: &HeadlineCandidates) -> String {
    let printed = texts(document, "h1", MOST_HEADINGS);
    let others: Vec<&str> = printed
        .iter()
        .chain(&said.shared)
        .chain(&said.described)
        .map(String::as_str)
        .collect();
    let pure = |text: &String| without_site(text, &others, said.site.as_deref());
    let told: Vec<String> = said.described.iter().map(pure).collect();
    let told = [told, said.shared.iter().take(1).map(pure).collect()].concat();
    let is_printed = |text: &&String| printed.iter().any(|heading| is_same(heading, text));
    set_as_second(document, &told, &printed)
        .or_else(|| told.iter().find(is_printed))
        .or_else(|| framed(document, &printed).filter(|_| said.shared.is_empty()))
        .or_else(|| told.first())
        .cloned()
        .unwrap_or_else(|| of_frame(document, &printed))
}

/// The told headline that the story's first `h2` ends with, behind a word or two on the subject.
fn set_as_second<'a>(
    document: &Document,
    told: &'a [String],
    printed: &[String],
) -> Option<&'a String> {
    let second = ["article h2", "main h2"]
        .iter()
        .find_map(|place| texts(document, place, 1).pop())?;
    told.iter().find(|text| {
        let is_first = || printed.iter().any(|heading| is_same(heading, text));
        ends_with(&second, text) && !is_first()
    })
}

/// The heading that the title of the window begins with: printed, and said once more.
fn framed<'a>(document: &Document, printed: &'a [String]) -> Option<&'a String> {
    let frame = texts(document, "title", 1).pop()?;
    printed.iter().find(|heading| {
        let rest = frame.strip_prefix(heading.as_str());
        let rest = rest.map(str::trim_start);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(SEPARATORS))
            && heading.chars().count() >= FEWEST
    })
}

/// The words of the first elements that `selector` finds.
fn texts(document: &Document, selector: &str, most: usize) -> Vec<String> {
    let found = document.select(selector);
    let found = found.nodes().iter().take(most);
    found
        .filter_map(|node| markup::words(&node.html()))
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
        .filter(|other| other.chars().count() >= FEWEST)
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
    letters(one).eq(letters(other))
}

/// Whether a line is a headline behind a word or two on its subject.
pub(super) fn ends_with(line: &str, headline: &str) -> bool {
    let (line, headline): (String, String) = (letters(line).collect(), letters(headline).collect());
    headline.chars().count() >= FEWEST
        && line.ends_with(&headline)
        && line.len() <= headline.len() * 2
}

/// Letters and digits only, in small.
fn letters(text: &str) -> impl Iterator<Item = char> {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, described: Option<&str>, shared: Option<&str>, expected: &str) {
        let said = HeadlineCandidates {
            described: described.map(str::to_owned),
            shared: shared.iter().map(|text| (*text).to_owned()).collect(),
            site: Some("दैनिक उदाहरण".to_owned()),
        };
        assert_eq!(headline(&Document::from(html), &said), expected, "{html}");
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

    #[test]
    fn what_is_told_and_printed_as_the_first_h2_of_the_story_is_the_headline() {
        let page = "<title>रेल बजट: मुख्य बातें</title><h1>रेल बजट: मुख्य बातें</h1>\
            <article><h2>संसद में <span>रेल बजट पर लंबी बहस</span></h2><h2>किराया बढ़ेगा या नहीं</h2></article>";
        let told = Some("रेल बजट पर लंबी बहस");
        check(page, Some("रेल बजट: मुख्य बातें"), told, "रेल बजट पर लंबी बहस");
        check(page, told, Some("रेल बजट: मुख्य बातें"), "रेल बजट पर लंबी बहस");
        // A heading of a section below is none.
        let section = Some("किराया बढ़ेगा या नहीं");
        check(page, Some("रेल बजट: मुख्य बातें"), section, "रेल बजट: मुख्य बातें");
    }

    #[test]
    fn a_description_that_nobody_else_says_gives_way_to_what_print_and_frame_say() {
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
