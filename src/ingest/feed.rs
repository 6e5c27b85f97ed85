//! Feeds: RSS 0.9 to 2.0, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1.
//!
//! All kinds are read into one [`Feed`] by one rule for each field, whatever vocabulary it was said
//! in. The XML ones go through a tree that takes what feeds really send (`feed::tree`), so that there is
//! one reading and not a strict one with a second one for what the first refuses. Only what is an
//! address of the web is a link; text is text, its markup gone; bodies are blocks.

mod entry;
mod json_feed;
mod xml;
mod xml_fields;
mod xml_media;

pub use entry::FeedEntry;
pub(super) use json_feed::is_json_feed;

use super::binary::binary_kind;
use super::{Problem, decode, effort};
use crate::article::{Article, Timestamp};
use std::borrow::Cow;
use std::time::Duration;

/// The most entries that are read of one feed.
const MOST_ENTRIES: usize = 10_000;

/// The longest title, in bytes.
const LONGEST_TITLE: usize = 2_000;

/// The longest text of any other field, in bytes.
const LONGEST_TEXT: usize = 20_000;

/// A feed with what it says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feed {
    /// Its name.
    pub title: Option<String>,
    /// The address of the site that it stands for.
    pub link: Option<String>,
    /// What it says it is about.
    pub description: Option<String>,
    /// Its language as it says, which is often the language of its software.
    pub language: Option<String>,
    /// When it last changed.
    pub updated: Option<Timestamp>,
    /// Who is responsible for it.
    pub author: Option<String>,
    /// How long it wants to be left alone after it was read.
    pub ttl: Option<Duration>,
    /// What it offers, in its own order.
    pub entries: Vec<FeedEntry>,
    /// What was wrong, and what was done about it.
    pub problems: Vec<Problem>,
    /// Whether reading it took more work than any honest feed does, and ended early.
    pub is_cut: bool,
}

impl Feed {
    /// Returns what it offers as articles like those of any other input; entries that say nothing are
    /// passed over.
    pub fn into_articles(self, origin: &str) -> Vec<Article> {
        let articles = self.entries.into_iter().map(|entry| entry.article);
        articles
            .filter(Article::says_something)
            .map(|article| super::complete(article, origin))
            .collect()
    }
}

/// Reads a feed, which came from `origin`: an address or a path. Never fails: what is no feed has no
/// entries and a problem.
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

/// Reads the entries of a feed as articles.
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
    if is_json_feed(&text) {
        return json_feed::read(&text, origin);
    }
    xml::read(&text, origin)
}

/// Control characters are not allowed in XML, and are in feeds that were pasted together.
fn without_controls(text: &str) -> Cow<'_, str> {
    let is_bad = |c: char| c.is_ascii_control() && !matches!(c, '\n' | '\r' | '\t');
    if text.contains(is_bad) {
        Cow::Owned(text.replace(is_bad, ""))
    } else {
        Cow::Borrowed(text)
    }
}
