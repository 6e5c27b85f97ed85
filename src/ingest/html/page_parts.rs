//! Removes elements of a page whose names show that they are not the article, such as
//! `related-stories` (`boilerplate::element_name`).
//!
//! An element with much of the page's text is kept whatever its name, because then the name
//! describes the page, as in `article has-comments`.

use super::super::boilerplate::{self, reason};
use super::super::markup::words;
use crate::article::{LeftOut, Related};
use crate::text::script::count_words;
use dom_query::{Document, NodeId, NodeRef};
use std::collections::HashMap;

/// Elements whose names are checked.
const NAMED: &str = "div[class], div[id], section[class], section[id], aside, ul[class], ul[id], ol[class], \
    p[class], span[class], nav, form, dialog, figure[class], h2[class], h3[class], h4[class], a[class], amp-ad, amp-consent";

/// The maximum number of removed elements that are reported.
const MOST: usize = 60;

/// The titles and reasons of the removed elements, and the related articles that they link to.
#[derive(Debug, Default)]
pub(super) struct RemovedParts {
    pub(super) left_out: Vec<LeftOut>,
    pub(super) related: Vec<Related>,
}

/// Removes from `document` the elements that are not the article.
pub(super) fn remove_page_parts(document: &Document) -> RemovedParts {
    let mut removed = RemovedParts::default();
    let lengths = TextLengths::of(document);
    for node in document.select(NAMED).nodes() {
        let Some(reason) = removal_reason(node) else {
            continue;
        };
        // A consent dialog can have most of the page's text, so it is removed unless it contains a
        // headline.
        let is_page =
            lengths.is_main_part(node) && (reason != reason::CONSENT || has_headline(node));
        if node.parent().is_none() || is_page {
            continue;
        }
        if reason == reason::OTHER_ARTICLES && !lengths.offers(node) {
            continue;
        }
        removed.take(node, reason);
        node.remove_from_parent();
    }
    removed
}

fn has_headline(node: &NodeRef<'_>) -> bool {
    node.descendants_it()
        .any(|node| node.has_name("h1") || node.has_name("article"))
}

/// For each element, the length of its text in bytes, outside and inside of links.
struct TextLengths {
    of: HashMap<NodeId, usize>,
    linked: HashMap<NodeId, usize>,
    all: usize,
}

impl TextLengths {
    fn of(document: &Document) -> Self {
        let mut lengths = Self {
            of: HashMap::new(),
            linked: HashMap::new(),
            all: 0,
        };
        let root = document.root();
        for text in root.descendants_it().filter(NodeRef::is_text) {
            let length = text.text().trim().len();
            if length == 0 {
                continue;
            }
            let around = text.ancestors(None);
            let is_story = |node: &NodeRef<'_>| {
                !["a", "script", "style", "noscript", "head"]
                    .iter()
                    .any(|name| node.has_name(name))
            };
            if around.iter().all(is_story) {
                lengths.all += length;
                for node in around {
                    *lengths.of.entry(node.id).or_default() += length;
                }
            } else if around.iter().any(|node| node.has_name("a")) {
                for node in around {
                    *lengths.linked.entry(node.id).or_default() += length;
                }
            }
        }
        lengths
    }

    /// Whether an element has more than a quarter of the page's text.
    fn is_main_part(&self, node: &NodeRef<'_>) -> bool {
        let part = self.of.get(&node.id).copied().unwrap_or_default();
        part > 1_500 && part * 4 > self.all
    }

    /// Whether an element offers related articles: it has links, and not much other text.
    fn offers(&self, node: &NodeRef<'_>) -> bool {
        let letters = |of: &HashMap<NodeId, usize>| of.get(&node.id).copied().unwrap_or_default();
        letters(&self.linked) * 3 > letters(&self.of)
    }
}

/// Returns the reason for removing an element, judging by its names.
fn removal_reason(node: &NodeRef<'_>) -> Option<&'static str> {
    let name = node.node_name()?;
    match name.as_ref() {
        "nav" => return Some(reason::NAVIGATION),
        "form" | "dialog" => return Some("form"),
        "amp-ad" => return Some(reason::ADVERTISEMENT),
        "amp-consent" => return Some(reason::CONSENT),
        _ => {}
    }
    // The `id` of a heading is a link target for a table of contents, so it says nothing about the
    // element.
    let is_heading = matches!(name.as_ref(), "h2" | "h3" | "h4");
    let mut names = String::new();
    for attribute in ["class", "id", "data-testid", "data-component"] {
        if attribute == "id" && is_heading {
            continue;
        }
        if let Some(value) = node.attr(attribute) {
            names.push_str(&value);
            names.push(' ');
        }
    }
    let is_small = matches!(
        name.as_ref(),
        "p" | "span" | "a" | "h2" | "h3" | "h4" | "figure"
    );
    names
        .split_whitespace()
        .take(24)
        .filter(|name| name.len() < 80)
        .find_map(|name| boilerplate::part_named(name, is_small))
}

impl RemovedParts {
    /// Reports a removed element, if it was inside the article and not in the frame of the site.
    fn take(&mut self, node: &NodeRef<'_>, reason: &'static str) {
        let mut around = node.ancestors_it(None);
        if !around.any(|node| node.has_name("article") || node.has_name("main")) {
            return;
        }
        if reason == reason::OTHER_ARTICLES {
            self.add_related(node);
        }
        let Some(text) = words(&node.html()) else {
            return;
        };
        if self.left_out.len() < MOST {
            let text: String = text.chars().take(300).collect();
            self.left_out.push(LeftOut {
                text,
                reason: reason.to_owned(),
            });
        }
    }

    /// Adds the titles in a box of related articles: links of at least four words.
    fn add_related(&mut self, node: &NodeRef<'_>) {
        let links = node.descendants_it().filter(|node| node.has_name("a"));
        for link in links.take(MOST) {
            let title = words(&link.html()).filter(|title| count_words(title) >= 4);
            let Some(title) = title else { continue };
            let url = link.attr("href").map(|url| url.to_string());
            self.related.push(Related { title, url });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_with_most_of_the_text_stays() {
        let text = "क".repeat(600);
        let html = format!(
            "<div class=share-page><p>{text}</p><p>{text}</p><div class=share>साझा</div></div>"
        );
        let document = Document::from(html.as_str());
        remove_page_parts(&document);
        assert!(document.text().contains(&text));
        assert!(!document.text().contains("साझा"));
    }
}
