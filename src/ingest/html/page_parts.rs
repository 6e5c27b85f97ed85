//! Removes elements of a page whose names show that they are not the article, such as
//! `related-stories` (`boilerplate::element_name`).
//!
//! An element with much of the page's text is kept whatever its name, because then the name
//! describes the page, as in `article has-comments`.

use super::super::boilerplate::{self, ends_sentence, reason};
use super::super::markup::words;
use crate::article::{Block, LeftOut, Related};
use crate::text::script::count_words;
use dom_query::{Document, NodeId, NodeRef};
use std::collections::{HashMap, HashSet};

/// Elements whose names are checked.
const NAMED: &str = "div[class], div[id], section[class], section[id], aside, ul[class], ul[id], ol[class], \
    p[class], span[class], nav, form, dialog, figure[class], h2[class], h3[class], h4[class], a[class], amp-ad, amp-consent";

/// Elements of which the readability crate keeps nothing.
const NEVER_READ: &str = "form, fieldset, aside, footer, header, nav, dialog";

/// The maximum number of removed elements that are reported.
const MOST: usize = 60;

/// The longest text that is reported of a removed element, in characters.
const LONGEST: usize = 300;

/// The minimum number of characters of the main part of a page.
const FEWEST_OF_MAIN: usize = 300;

/// The minimum number of characters of a text that is prose, if it ends like a sentence and if it does not.
const FEWEST_ENDED: usize = 25;
const FEWEST_UNENDED: usize = 80;

/// The titles and reasons of the removed elements, and the related articles that they link to.
#[derive(Debug, Default)]
pub(super) struct RemovedParts {
    pub(super) left_out: Vec<LeftOut>,
    pub(super) related: Vec<Related>,
}

/// Removes from `document` the elements that are not the article.
pub(super) fn remove_page_parts(document: &Document) -> RemovedParts {
    remove(document, |_| true)
}

/// Removes only the elements that are never an article, for a page of which nothing was left.
pub(super) fn remove_certain_parts(document: &Document) -> RemovedParts {
    remove(document, |reason| {
        [
            reason::CONSENT,
            reason::SHARE_BAR,
            reason::NAVIGATION,
            reason::ADVERTISEMENT,
        ]
        .contains(&reason)
    })
}

fn remove(document: &Document, is_removed: impl Fn(&str) -> bool) -> RemovedParts {
    let mut removed = RemovedParts::default();
    let lengths = TextLengths::of(document);
    let found = document.select(NAMED);
    let named = found.nodes().iter();
    let named: Vec<(NodeRef<'_>, NamedPart)> = named
        .filter_map(|node| Some((*node, named_part(node)?)))
        .collect();
    let habits = NamingHabits::of(&named, &lengths);
    for (node, part) in named {
        if !is_removed(part.reason)
            || node.parent().is_none()
            || lengths.is_article(&node, &part)
            || habits.is_habit(&part)
        {
            continue;
        }
        removed.take(&node, part.reason, &lengths);
        node.remove_from_parent();
    }
    for node in document.select(NEVER_READ).nodes() {
        if lengths.has_most_prose(node) {
            node.rename("div");
        }
    }
    lengths.unname_main_parts(document);
    removed
}

fn has_headline(node: &NodeRef<'_>) -> bool {
    node.descendants_it()
        .any(|node| node.has_name("h1") || node.has_name("article"))
}

/// An element whose name shows that it may not be the article.
#[derive(Debug)]
struct NamedPart {
    reason: &'static str,
}

/// The names that a site gives to the parts of its articles, although they look like names of other parts, such as
/// `privacy-law` on each paragraph of an article about privacy.
struct NamingHabits(HashSet<&'static str>);

impl NamingHabits {
    fn of(named: &[(NodeRef<'_>, NamedPart)], lengths: &TextLengths) -> Self {
        let mut prose: HashMap<&'static str, usize> = HashMap::new();
        let mut ends = HashSet::new();
        for (node, part) in named {
            let is_within_another = node.ancestors_it(None).any(|node| ends.contains(&node.id));
            if !is_within_another && lengths.has_few_links(node) && is_in_article(node) {
                *prose.entry(part.reason).or_default() += lengths.prose(node);
            }
            ends.insert(node.id);
        }
        // Below an article, comments can be longer than the article.
        let is_habit = |(reason, prose): &(&'static str, usize)| {
            let most = if *reason == reason::COMMENTS { 3 } else { 1 };
            *prose > FEWEST_OF_MAIN && prose * 4 > lengths.all_prose * most
        };
        let habits = prose.into_iter().filter(is_habit);
        Self(habits.map(|(reason, _)| reason).collect())
    }

    fn is_habit(&self, part: &NamedPart) -> bool {
        self.0.contains(part.reason)
    }
}

/// Whether an element is within the article's element, or beside its headline.
fn is_in_article(node: &NodeRef<'_>) -> bool {
    let mut around = node.ancestors_it(Some(8));
    around.any(|node| {
        node.has_name("article")
            || node.has_name("main")
            || node
                .element_children()
                .iter()
                .any(|node| node.has_name("h1"))
    })
}

/// For each element, the length of its text in characters.
#[derive(Default)]
struct TextLengths {
    of: HashMap<NodeId, PartLengths>,
    all: usize,
    all_prose: usize,
}

/// The lengths of the texts of an element, in characters.
#[derive(Clone, Copy, Default)]
struct PartLengths {
    /// The length of the text outside of links.
    plain: usize,
    /// The length of the sentences outside of links.
    prose: usize,
    linked: usize,
}

impl TextLengths {
    fn of(document: &Document) -> Self {
        let mut lengths = Self::default();
        let root = document.root();
        for text in root.descendants_it().filter(NodeRef::is_text) {
            let content = text.text();
            let content = content.trim();
            if content.is_empty() {
                continue;
            }
            let around = text.ancestors(None);
            let is_any = |names: &[&str]| {
                let mut around = around.iter().filter_map(NodeRef::qual_name_ref);
                around.any(|node| names.contains(&node.local.as_ref()))
            };
            let length = content.chars().count();
            let mut part = PartLengths::default();
            if is_any(&["script", "style", "noscript", "head", "template"]) {
                continue;
            }
            if is_any(&["a"]) {
                part.linked = length;
            } else {
                part.plain = length;
                let is_prose =
                    length >= FEWEST_UNENDED || (length >= FEWEST_ENDED && ends_sentence(content));
                part.prose = if is_prose { length } else { 0 };
            }
            lengths.all += part.plain;
            lengths.all_prose += part.prose;
            for node in around {
                let sum = lengths.of.entry(node.id).or_default();
                sum.plain += part.plain;
                sum.prose += part.prose;
                sum.linked += part.linked;
            }
        }
        lengths
    }

    fn part(&self, node: &NodeRef<'_>) -> PartLengths {
        self.of.get(&node.id).copied().unwrap_or_default()
    }

    fn prose(&self, node: &NodeRef<'_>) -> usize {
        self.part(node).prose
    }

    fn has_few_links(&self, node: &NodeRef<'_>) -> bool {
        let part = self.part(node);
        part.linked * 3 < part.plain
    }

    /// Whether an element has more than a quarter of the page's text.
    fn is_main_part(&self, node: &NodeRef<'_>) -> bool {
        let part = self.part(node);
        part.plain > FEWEST_OF_MAIN && part.plain * 4 > self.all && part.prose * 2 > part.plain
    }

    /// Whether an element has more than half of the page's sentences and the headline, or nearly all of them.
    fn has_most_prose(&self, node: &NodeRef<'_>) -> bool {
        let prose = self.prose(node);
        let is_nearly_all = prose * 4 > self.all_prose * 3;
        prose > LONGEST / 2 && (is_nearly_all || prose * 2 > self.all_prose && has_headline(node))
    }

    /// Whether an element is the article or a part of it, although its name says otherwise.
    fn is_article(&self, node: &NodeRef<'_>, named: &NamedPart) -> bool {
        let part = self.part(node);
        let has_much_prose = part.prose > LONGEST / 2 && self.has_few_links(node);
        match named.reason {
            // A consent dialog can have most of the page's text, so it is removed unless it contains a headline.
            reason::CONSENT => self.is_main_part(node) && has_headline(node),
            reason::OTHER_ARTICLES => self.is_main_part(node) || part.linked * 3 <= part.plain,
            // These parts have no sentences.
            reason::NAVIGATION => has_much_prose || leads_within_page(node),
            reason::SHARE_BAR | reason::KEYWORDS => has_much_prose,
            _ => self.is_main_part(node),
        }
    }

    /// Takes their names from the elements with most of the text, because the readability crate judges by them.
    fn unname_main_parts(&self, document: &Document) {
        for node in document
            .select("div, section, article, main, td, table, ul")
            .nodes()
        {
            if !self.has_most_prose(node) {
                continue;
            }
            let is_comments =
                || node.attr_or("class", "").contains("comment") && !has_headline(node);
            if is_distrusted(node) && !is_comments() {
                node.remove_attrs(&["class", "id", "role"]);
            }
        }
    }
}

/// Words in names for which the readability crate drops an element.
const DISTRUSTED: [&str; 27] = [
    "-ad-",
    "banner",
    "breadcrumb",
    "combx",
    "comment",
    "community",
    "contact",
    "cover-wrap",
    "disqus",
    "extra",
    "footer",
    "gdpr",
    "header",
    "hid",
    "menu",
    "meta",
    "promo",
    "related",
    "remark",
    "replies",
    "rss",
    "shar",
    "sidebar",
    "social",
    "sponsor",
    "tags",
    "widget",
];

/// Whether the readability crate may drop an element for its names.
pub(super) fn is_distrusted(node: &NodeRef<'_>) -> bool {
    let names = [node.attr_or("class", ""), node.attr_or("id", "")];
    let names = names.map(|name| name.to_ascii_lowercase()).join(" ");
    DISTRUSTED.iter().any(|word| names.contains(word))
}

/// Whether all links of an element lead to other places of the same page, as those of a table of contents do.
fn leads_within_page(node: &NodeRef<'_>) -> bool {
    let links = node.descendants_it().filter(|node| node.has_name("a"));
    let targets: Vec<bool> = links
        .filter_map(|link| Some(link.attr("href")?.starts_with('#')))
        .collect();
    let around = node.ancestors(None);
    let is_within = around
        .iter()
        .any(|node| node.has_name("article") || node.has_name("main"));
    targets.len() >= 3 && is_within && targets.into_iter().all(|is_within| is_within)
}

/// Returns what an element may be instead of the article, judging by its names.
fn named_part(node: &NodeRef<'_>) -> Option<NamedPart> {
    let name = node.node_name()?;
    let reason = match name.as_ref() {
        "nav" => Some(reason::NAVIGATION),
        "form" | "dialog" => Some(reason::FORM),
        "amp-ad" => Some(reason::ADVERTISEMENT),
        "amp-consent" => Some(reason::CONSENT),
        _ => None,
    };
    if let Some(reason) = reason {
        return Some(NamedPart { reason });
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
    let reason = names
        .split_whitespace()
        .take(24)
        .filter(|name| name.len() < 80)
        .find_map(|name| boilerplate::part_named(name, is_small))?;
    Some(NamedPart { reason })
}

impl RemovedParts {
    /// Whether the removed elements have more text than `blocks`.
    pub(super) fn have_more_than(&self, blocks: &[Block]) -> bool {
        let kept: usize = blocks.iter().flat_map(Block::texts).map(str::len).sum();
        let removed = self
            .left_out
            .iter()
            .filter(|part| part.reason != reason::CONSENT);
        removed.map(|part| part.text.len()).sum::<usize>() > 2 * kept
    }

    /// Reports a removed element, if it was inside the article and not in the frame of the site, or if it had
    /// sentences.
    fn take(&mut self, node: &NodeRef<'_>, reason: &'static str, lengths: &TextLengths) {
        let mut around = node.ancestors_it(None);
        let is_within = around.any(|node| node.has_name("article") || node.has_name("main"));
        if !is_within && lengths.prose(node) == 0 {
            return;
        }
        if is_within && reason == reason::OTHER_ARTICLES {
            self.add_related(node);
        }
        if self.left_out.len() >= MOST {
            return;
        }
        if let Some(text) = words(&node.html()) {
            let text: String = text.chars().take(LONGEST).collect();
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

    #[test]
    fn sentences_outweigh_names() {
        let text = "नदी का पानी रात में उतर गया और लोग अपने घरों को लौटने लगे।";
        let paragraphs = format!("<p>{text}</p>").repeat(8);
        let with_class = |class: &str| format!("<p class={class}>{text}</p>").repeat(8);
        let sections = |id: &str| {
            [1, 2, 3, 4]
                .map(|n| format!("<div id={id}-{n}><h3>{n}</h3><p>{text}</p><p>{text}</p></div>"))
                .concat()
        };
        for (html, count) in [
            (format!("<form>{paragraphs}</form>"), 8),
            (
                format!(
                    "<form action=/s><input name=q><article><h1>क</h1>{paragraphs}</article></form>"
                ),
                8,
            ),
            (
                format!("<article><h1>क</h1>{}</article>", with_class("privacy-law")),
                8,
            ),
            (
                format!("<article><h1>क</h1>{}</article>", sections("toc")),
                8,
            ),
            (
                format!(
                    "<article><h1>क</h1><div class='share-body read-more'>{paragraphs}</div></article>"
                ),
                8,
            ),
            (
                format!(
                    "<article><h1>क</h1>{paragraphs}</article><form><p>{text}</p><input></form>"
                ),
                8,
            ),
            (
                format!(
                    "<article><h1>क</h1>{paragraphs}</article><div class=cookie-consent><p>{text}</p></div>"
                ),
                8,
            ),
            (
                format!(
                    "<article><h1>क</h1>{paragraphs}<div class=newsletter><p>{text}</p></div></article>"
                ),
                8,
            ),
        ] {
            let document = Document::from(html.as_str());
            remove_page_parts(&document);
            assert_eq!(document.text().matches(text).count(), count, "{html}");
        }
    }
}
