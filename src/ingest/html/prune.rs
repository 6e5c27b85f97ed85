//! What a page carries beside its story, taken out of the tree before the story is looked for.
//!
//! Sites name the parts of their pages for their own style sheets, in English whatever language they
//! write in: `related-stories`, `share-bar`, `newsletter_signup`. These names are split into words and
//! looked up. A part that holds much of the page's text stays whatever it is called: then the name says
//! something of the page, as in `article has-comments`.

use super::super::json_ld::words;
use crate::article::{LeftOut, Related};
use crate::text::script::count_words;
use dom_query::{Document, NodeId, NodeRef};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Parts of a page, with what they are: a name has the first words all, one after the other.
const PARTS: [(&str, &[&str]); 8] = [
    (
        RELATED,
        &[
            "related",
            "also read",
            "alsoread",
            "read also",
            "readmore",
            "read more",
            "recommended",
            "recommendations",
            "recirc",
            "recirculation",
            "outbrain",
            "taboola",
            "most read",
            "mostread",
            "trending",
            "popular",
            "most popular",
            "more stories",
            "more from",
            "more news",
            "top stories",
            "latest news",
            "next story",
            "up next",
            "see also",
            "you may like",
            "teaser",
            "teasers",
            "promo",
            "internal link",
            "web stories",
            "webstories",
            "must read",
        ],
    ),
    (
        "share bar",
        &[
            "share",
            "sharing",
            "shares",
            "sharebar",
            "sharethis",
            "addthis",
            "addtoany",
            "social",
            "socials",
            "sociable",
            "follow us",
            "whatsapp",
            "telegram",
        ],
    ),
    (
        "request of the site",
        &[
            "newsletter",
            "newsletters",
            "subscribe",
            "subscription",
            "signup",
            "sign up",
            "signin",
            "sign in",
            "donate",
            "donation",
            "login",
            "registration",
            "regwall",
            "app download",
            "download app",
            "appeal",
            "membership",
        ],
    ),
    (
        "comments",
        &[
            "comments",
            "commentlist",
            "disqus",
            "respond",
            "livefyre",
            "coral",
        ],
    ),
    (
        "keywords of the page",
        &[
            "tags",
            "taglist",
            "tag list",
            "tagcloud",
            "post tags",
            "article tags",
            "topics",
            "keywords",
        ],
    ),
    (
        "navigation",
        &[
            "breadcrumb",
            "breadcrumbs",
            "nav",
            "navbar",
            "navigation",
            "menu",
            "pagination",
            "skip link",
            "toc",
        ],
    ),
    (
        "consent to be watched",
        &[
            "cookie", "cookies", "consent", "onetrust", "gdpr", "ccpa", "privacy",
        ],
    ),
    (
        "advertisement",
        &[
            "ad",
            "ads",
            "advert",
            "adverts",
            "advertisement",
            "advertising",
            "adsbygoogle",
            "sponsored",
            "sponsor",
            "dfp",
            "gpt",
            "mpu",
            "leaderboard",
            "affiliate",
            "merch",
        ],
    ),
];

/// The most words that a part is named with.
const MOST_WORDS: usize = 3;

/// Which of [`PARTS`] each name belongs to: a page has thousands of names.
static PHRASES: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let parts = PARTS.iter().enumerate().rev();
    let phrases = parts.flat_map(|(part, (_, names))| names.iter().map(move |name| (*name, part)));
    phrases.collect()
});

/// The part that offers other stories.
const RELATED: &str = "list of other stories";

/// The part that asks whether it may watch the reader.
const CONSENT: &str = "consent to be watched";

/// Elements whose names are looked at.
const NAMED: &str = "div[class], div[id], section[class], section[id], aside, ul[class], ul[id], ol[class], \
    p[class], span[class], nav, form, dialog, figure[class], h2[class], h3[class], h4[class], a[class], amp-ad, amp-consent";

/// The most pieces that are told of.
const MOST: usize = 60;

/// What was taken out.
#[derive(Debug, Default)]
pub(super) struct Pruned {
    pub(super) left_out: Vec<LeftOut>,
    pub(super) related: Vec<Related>,
}

/// Takes out of `document` what is named as something else than the story.
pub(super) fn prune(document: &Document) -> Pruned {
    let mut pruned = Pruned::default();
    let masses = Masses::of(document);
    for node in document.select(NAMED).nodes() {
        let Some(reason) = part(node) else { continue };
        // What asks for consent is longer than many a story.
        let is_page = masses.is_much(node) && (reason != CONSENT || has_headline(node));
        if node.parent().is_none() || is_page {
            continue;
        }
        if reason == RELATED && !masses.offers(node) {
            continue;
        }
        pruned.take(node, reason);
        node.remove_from_parent();
    }
    pruned
}

fn has_headline(node: &NodeRef<'_>) -> bool {
    node.descendants_it()
        .any(|node| node.has_name("h1") || node.has_name("article"))
}

/// How many letters outside of links each element holds.
struct Masses {
    of: HashMap<NodeId, usize>,
    linked: HashMap<NodeId, usize>,
    all: usize,
}

impl Masses {
    fn of(document: &Document) -> Self {
        let mut masses = Self {
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
                masses.all += length;
                for node in around {
                    *masses.of.entry(node.id).or_default() += length;
                }
            } else if around.iter().any(|node| node.has_name("a")) {
                for node in around {
                    *masses.linked.entry(node.id).or_default() += length;
                }
            }
        }
        masses
    }

    /// More than a quarter of the page's words is no box beside them.
    fn is_much(&self, node: &NodeRef<'_>) -> bool {
        let part = self.of.get(&node.id).copied().unwrap_or_default();
        part > 1_500 && part * 4 > self.all
    }

    /// Whether an element offers other stories: it has links, and not much beside them.
    fn offers(&self, node: &NodeRef<'_>) -> bool {
        let letters = |of: &HashMap<NodeId, usize>| of.get(&node.id).copied().unwrap_or_default();
        letters(&self.linked) * 3 > letters(&self.of)
    }
}

/// What part of the page an element is, by its names.
fn part(node: &NodeRef<'_>) -> Option<&'static str> {
    let name = node.node_name()?;
    match name.as_ref() {
        "nav" => return Some("navigation"),
        "form" | "dialog" => return Some("form"),
        "amp-ad" => return Some("advertisement"),
        "amp-consent" => return Some(CONSENT),
        _ => {}
    }
    // What a heading is called by its id is where the table of contents leads to.
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
        .find_map(|name| part_named(name, is_small))
}

/// What part has this name; of small elements only what begins with it is one, since a paragraph's
/// names tell of its surroundings too.
fn part_named(name: &str, is_small: bool) -> Option<&'static str> {
    let spelt = spelt(name);
    let later = spelt.match_indices(' ').map(|(at, _)| at + 1);
    let starts = std::iter::once(0).chain(later.filter(|_| !is_small));
    let part = starts.filter_map(|start| {
        let rest = spelt.get(start..)?;
        let ends = rest.match_indices(' ').map(|(at, _)| at);
        let ends = ends.chain(std::iter::once(rest.len())).take(MOST_WORDS);
        ends.filter_map(|end| PHRASES.get(rest.get(..end)?).copied())
            .min()
    });
    PARTS.get(part.min()?).map(|(reason, _)| *reason)
}

/// The words of a name, whichever way they are joined: `shareBar`, `share-bar`, `share_bar`.
fn spelt(name: &str) -> String {
    let mut spelt = String::with_capacity(name.len() + 8);
    let mut before = ' ';
    for c in name.chars() {
        if !c.is_alphanumeric() {
            if before != ' ' {
                spelt.push(' ');
            }
            before = ' ';
            continue;
        }
        if c.is_uppercase() && before.is_lowercase() {
            spelt.push(' ');
        }
        spelt.extend(c.to_lowercase());
        before = c;
    }
    spelt.trim_end().to_owned()
}

impl Pruned {
    /// Tells of a piece that stood where the story is; the site's frame is not told of.
    fn take(&mut self, node: &NodeRef<'_>, reason: &'static str) {
        let mut around = node.ancestors_it(None);
        if !around.any(|node| node.has_name("article") || node.has_name("main")) {
            return;
        }
        if reason == RELATED {
            self.relate(node);
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

    /// The titles of a box of other stories: links of several words.
    fn relate(&mut self, node: &NodeRef<'_>) {
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
    fn parts_are_known_by_their_names() {
        for (name, is_small, expected) in [
            ("related-stories", false, Some(RELATED)),
            ("articleRelated", false, Some(RELATED)),
            ("c-share_bar", false, Some("share bar")),
            ("post-ad", false, Some("advertisement")),
            ("shared-layout", false, None),
            ("headline", false, None),
            ("adjacent", false, None),
            ("story-related", true, None),
        ] {
            assert_eq!(part_named(name, is_small), expected, "{name}");
        }
    }

    #[test]
    fn a_part_that_is_the_page_stays() {
        let text = "क".repeat(600);
        let html = format!(
            "<div class=share-page><p>{text}</p><p>{text}</p><div class=share>साझा</div></div>"
        );
        let document = Document::from(html.as_str());
        prune(&document);
        assert!(document.text().contains(&text));
        assert!(!document.text().contains("साझा"));
    }
}
