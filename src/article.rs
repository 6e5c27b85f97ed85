//! A parsed article: the one format in which stories are exchanged, as JSON.
//!
//! What [`newsreader parse`](crate::cli) prints, what programs may hand to the reader, and what the
//! reader itself holds are this one type. Every field but the headline may be missing on a real
//! page, so every field but `id`, `headline`, `origin` and the lists may be absent in the JSON too.
//! `assets/article.schema.json` says the same for programs that are not written in Rust.

mod address;
mod block;
mod identity;
mod listing;
mod offer;
mod shown_address;

pub(crate) use address::canonical_address;
pub use block::{Block, Mark, MarkKind, RichText};
pub use identity::ArticleId;
pub use listing::{ListPart, Listing, Marks, PageStart};
pub use offer::{Offer, Why};
pub use shown_address::shown_address;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// A moment as the publisher wrote it: an instant with its offset from UTC.
///
/// The offset is kept because a reader in Durban wants to see that a story came at 18:04 in Delhi.
pub type Timestamp = DateTime<FixedOffset>;

/// A story with all that was found of it.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// What the article is known by; see [`ArticleId`].
    #[serde(default)]
    pub id: ArticleId,
    /// A few words above the headline that name the topic or the series.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kicker: Option<String>,
    /// The headline, without the kicker. Empty only if the page had none.
    #[serde(default)]
    pub headline: String,
    /// The standfirst: one or two sentences that say what the story is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// Who wrote it: persons and agencies, in the page's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// When it was first published, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Timestamp>,
    /// When it was last changed, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Timestamp>,
    /// The part of the paper it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The language as a BCP 47 tag; detected from the script where the input does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The publisher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// The address of the story's own page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Where this article was read from: a path or an address.
    #[serde(default)]
    pub origin: String,
    /// Keywords that the publisher gave.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The body, in reading order.
    #[serde(default)]
    pub blocks: Vec<Block>,
    /// Stories that the publisher offers beside this one.
    #[serde(default)]
    pub related: Vec<Related>,
    /// What stood on the page and is not the story, each with the reason: nothing disappears
    /// silently.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
}

/// A publisher.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// The name as readers know it.
    pub name: String,
    /// The address of its front page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A story that is offered beside another one.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
pub struct Related {
    /// Its headline, as the offering page wrote it.
    pub title: String,
    /// Its address, if the page gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A piece of the page that is not the story.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The piece as it stood.
    pub text: String,
    /// Why it was left out, in a few words of English.
    pub reason: String,
}

impl Article {
    /// Returns the images of the body with their place among the blocks, in reading order.
    pub fn images(&self) -> impl Iterator<Item = (usize, &str)> {
        self.blocks
            .iter()
            .enumerate()
            .filter_map(|(index, block)| match block {
                Block::Image { url, .. } => Some((index, url.as_str())),
                Block::Paragraph(_)
                | Block::Subheading(_)
                | Block::Quote(_)
                | Block::List { .. } => None,
            })
    }

    /// Returns all the words of the story, headline first, a line for each piece.
    pub fn plain_text(&self) -> String {
        let mut text = self.headline.clone();
        let pieces = self
            .summary
            .iter()
            .map(String::as_str)
            .chain(self.blocks.iter().flat_map(Block::texts));
        for piece in pieces {
            text.push('\n');
            text.push_str(piece);
        }
        text
    }

    /// Returns whether there is anything to read: a headline, a summary or a body.
    pub fn says_something(&self) -> bool {
        !self.headline.is_empty() || !self.blocks.is_empty() || self.summary.is_some()
    }

    /// Sets the id from what the article now holds; see [`ArticleId::of`].
    #[must_use]
    pub fn identified(mut self) -> Self {
        self.id = ArticleId::of(&self);
        self
    }
}
