//! Finds the date, the authors and the kicker in the visible page if the metadata lacks them.

use super::super::json::DescribedArticle;
use super::super::markup::words;
use super::super::{date, markup};
use crate::article::Timestamp;
use crate::text::script::count_words;
use dom_query::{Document, NodeRef};

/// Selectors of elements with a date in an attribute, the most specific first.
const DATES: [&str; 6] = [
    "[itemprop=datePublished]",
    "time[pubdate]",
    "article time[datetime]",
    "main time[datetime]",
    "time[datetime]",
    "abbr.published[title]",
];

/// Selectors of elements with a date in their text, the most specific first.
const DATED: [&str; 4] = [
    "[class*=publish i], [id*=publish i]",
    "[class*=posted i], [class*=pubdate i]",
    "[class*=date i], [id*=date i], [class*=dateline i]",
    "[class*=time i], [class*=stand i], time",
];

/// Selectors of elements with the name of an author.
const AUTHORS: [&str; 4] = [
    "[itemprop=author] [itemprop=name], [itemprop=author]",
    "a[rel~=author]",
    "[class*=author-name i], [class*=authorname i]",
    "[class*=byline i] a",
];

/// Selectors of the line above a headline.
const KICKERS: &str = "[class*=kicker i], [class*=overline i], [class*=eyebrow i], [class*=dachzeile i], [class*=supertitle i]";

/// Metadata that the page displays.
#[derive(Debug, Default)]
pub(super) struct VisibleMetadata {
    pub(super) kicker: Option<String>,
    pub(super) published: Option<Timestamp>,
    pub(super) authors: Vec<String>,
    pub(super) language: Option<String>,
    /// The canonical address that the page declares.
    pub(super) canonical: Option<String>,
    /// The address or path that the page came from.
    pub(super) address: String,
}

impl VisibleMetadata {
    /// Searches `document` for the fields that `described` lacks.
    pub(super) fn find(document: &Document, described: &DescribedArticle, address: &str) -> Self {
        let attribute = |selector: &str, name: &str| {
            let found = document.select(selector);
            found
                .nodes()
                .first()
                .and_then(|node| node.attr(name))
                .map(|value| value.to_string())
        };
        Self {
            kicker: kicker(document, described.headline.as_deref().unwrap_or_default()),
            published: if described.published.is_none() {
                published(document)
            } else {
                None
            },
            authors: if described.authors.is_empty() {
                authors(document)
            } else {
                Vec::new()
            },
            language: attribute("html[lang]", "lang"),
            canonical: attribute("link[rel=canonical][href]", "href"),
            address: address.to_owned(),
        }
    }
}

fn published(document: &Document) -> Option<Timestamp> {
    let exact = DATES.iter().find_map(|selector| {
        let found = document.select(selector);
        found.nodes().iter().take(4).find_map(|node| {
            let written = ["datetime", "content", "title"]
                .iter()
                .find_map(|name| node.attr(name));
            date::parse(&written.unwrap_or_else(|| node.text()))
        })
    });
    exact.or_else(|| DATED.iter().find_map(|selector| dated(document, selector)))
}

/// Returns the date in the first few elements that match `selector`. Their text must be short,
/// because a date within a sentence is not the date of the article.
fn dated(document: &Document, selector: &str) -> Option<Timestamp> {
    let found = document.select(selector);
    found.nodes().iter().take(12).find_map(|node| {
        let text = markup::one_line(markup::head(&node.text(), 400));
        let is_short = count_words(&text) <= 16;
        date::parse(&text).filter(|_| is_short)
    })
}

fn authors(document: &Document) -> Vec<String> {
    let lists = AUTHORS.iter().map(|selector| {
        let mut names: Vec<String> = Vec::new();
        for node in document.select(selector).nodes().iter().take(8) {
            let content = node
                .attr("content")
                .or_else(|| node.attr("title").filter(|_| node.text().trim().is_empty()));
            let name = words(&content.unwrap_or_else(|| node.html()));
            let is_name = |name: &String| count_words(name) <= 5 && !name.contains("://");
            if let Some(name) = name.filter(is_name).filter(|name| !names.contains(name)) {
                names.push(name);
            }
        }
        names
    });
    lists
        .into_iter()
        .find(|names| !names.is_empty())
        .unwrap_or_default()
}

/// Returns the few words above the headline in the same box.
fn kicker(document: &Document, headline: &str) -> Option<String> {
    let found = document.select(KICKERS);
    found.nodes().iter().take(12).find_map(|node| {
        let text = words(&node.html())?;
        let is_short = count_words(&text) <= 6 && text.len() <= 120;
        let is_of_headline = node.ancestors(Some(3)).iter().any(holds_headline);
        (is_short && is_of_headline && !headline.starts_with(&text)).then_some(text)
    })
}

fn holds_headline(node: &NodeRef<'_>) -> bool {
    !node.has_name("body")
        && !node.has_name("main")
        && node.descendants_it().any(|node| node.has_name("h1"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_missing_fields_are_searched_for() {
        let document = Document::from(
            "<html lang=hi><main><div><span class=kicker>मौसम</span><h1>नदी का पानी उतरा</h1></div>\
             <time datetime='2021-12-13T18:55:00+05:30'>कल</time><a rel=author>आशा राव</a></main>",
        );
        let nothing = DescribedArticle::default();
        let found = VisibleMetadata::find(&document, &nothing, "a.html");
        assert_eq!(found.kicker.as_deref(), Some("मौसम"));
        assert_eq!(found.authors, ["आशा राव"]);
        assert_eq!(found.language.as_deref(), Some("hi"));
        assert!(found.published.is_some());
        let known = DescribedArticle {
            authors: vec!["राम".to_owned()],
            published: found.published,
            ..DescribedArticle::default()
        };
        let found = VisibleMetadata::find(&document, &known, "a.html");
        assert_eq!((found.published, found.authors), (None, Vec::new()));
    }
}
