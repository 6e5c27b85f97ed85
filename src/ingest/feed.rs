//! Parses feeds: RSS 0.9 to 2.0, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1.
//!
//! All formats are parsed into one [`Feed`], with one rule for each field in every vocabulary. XML
//! is parsed into a tolerant tree (`xml_tree`), so no strict parser with a fallback is needed.
//! Links are http or https addresses, texts have no markup, bodies are blocks.

mod dates;
mod entry;
mod identity;
mod json_feed;
mod preamble;
mod served;
mod xml;
mod xml_fields;
mod xml_media;

pub use entry::FeedEntry;
pub(super) use json_feed::is_json_feed;
pub(super) use preamble::is_behind_preamble;
pub use served::{ServedFile, ServedStory, served_article, served_line};

use super::binary::binary_kind;
use super::{Problem, decode, effort};
use crate::article::{Article, Timestamp};
use std::borrow::Cow;
use std::time::Duration;

/// The maximum number of entries of one feed.
const MOST_ENTRIES: usize = 10_000;

/// The maximum length of a title, in bytes.
const LONGEST_TITLE: usize = 2_000;

/// The maximum length of any text except titles, in bytes.
const LONGEST_TEXT: usize = 20_000;

/// A feed and its entries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feed {
    /// The title.
    pub title: Option<String>,
    /// The address of the site.
    pub link: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// The declared language, which is often the default of the publisher's software.
    pub language: Option<String>,
    /// The time when the feed last changed.
    pub updated: Option<Timestamp>,
    /// The author or editor of the feed.
    pub author: Option<String>,
    /// How long to wait before requesting the feed again.
    pub ttl: Option<Duration>,
    /// The entries, in the order of the feed.
    pub entries: Vec<FeedEntry>,
    /// What was wrong with the feed, and how it was handled.
    pub problems: Vec<Problem>,
    /// Whether parsing was stopped because it took more processor time than any honest feed needs.
    pub is_cut: bool,
}

impl Feed {
    /// Returns the entries as articles. Entries with neither a headline nor a text are dropped.
    pub fn into_articles(self, origin: &str) -> Vec<Article> {
        let articles = self.entries.into_iter().map(|entry| entry.article);
        articles
            .filter(Article::says_something)
            .map(|article| super::complete(article, origin))
            .collect()
    }
}

/// Parses the feed in `bytes`; `origin` is its address or path. If the input is not a feed, the
/// result has a problem and no entries.
pub fn read(bytes: &[u8], origin: &str) -> Feed {
    let mut problems = Vec::new();
    if let Some(kind) = binary_kind(bytes) {
        let what = format!("not text ({kind}); nothing was read");
        problems.push(Problem::new(origin, None, what));
        return Feed {
            problems,
            ..Feed::default()
        };
    }
    let (mut feed, is_cut) = effort::bounded(|| {
        let text = decode::decode(bytes, origin, &mut problems);
        of_text(&text, origin)
    });
    problems.append(&mut feed.problems);
    if is_cut {
        problems.push(Problem::new(origin, None, effort::SPENT));
    }
    Feed {
        problems,
        is_cut,
        ..feed
    }
}

/// Parses the entries of a feed as articles.
pub(super) fn articles(text: &str, origin: &str, problems: &mut Vec<Problem>) -> Vec<Article> {
    let mut feed = of_text(text, origin);
    problems.append(&mut feed.problems);
    let entries = feed.entries.into_iter().map(|entry| entry.article);
    let count = entries.len();
    let articles: Vec<Article> = entries.filter(Article::says_something).collect();
    if articles.len() < count {
        let what = format!(
            "{} of {count} entries have neither a headline nor a text; they were passed over",
            count - articles.len()
        );
        problems.push(Problem::new(origin, None, what));
    } else if count == 0 {
        problems.push(Problem::new(origin, None, "a feed without entries"));
    }
    articles
}

fn of_text(text: &str, origin: &str) -> Feed {
    let text = without_controls(text);
    let mut feed = if is_json_feed(&text) {
        json_feed::read(&text, origin)
    } else {
        let own = preamble::without_preamble(&text);
        let mut feed = xml::read(own.unwrap_or(&text), origin);
        if own.is_some() {
            let what = "text before the feed was passed over";
            feed.problems.push(Problem::new(origin, None, what));
        }
        feed
    };
    identity::identify(&mut feed.entries);
    feed
}

/// Removes control characters, which XML forbids and which occur in feeds with pasted text.
fn without_controls(text: &str) -> Cow<'_, str> {
    let is_bad = |c: char| c.is_ascii_control() && !matches!(c, '\n' | '\r' | '\t');
    if text.contains(is_bad) {
        Cow::Owned(text.replace(is_bad, ""))
    } else {
        Cow::Borrowed(text)
    }
}
