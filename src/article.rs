//! A parsed article: the one format in which articles are exchanged, as JSON.
//!
//! [`newsreader parse`](crate::cli) prints this type, other programs may pass it to `newsreader`,
//! and the application holds it in memory. Real pages may lack any field except the headline, so
//! the JSON may omit every field except `id`, `headline`, `origin` and the lists.
//! `assets/article.schema.json` describes the same format for programs in other languages.

mod address;
mod block;
mod identity;
mod list_item;
mod listing;
mod media;
mod offer;
mod rich_text;
mod shown_address;
mod table;

pub(crate) use address::{address_fragment, canonical_address};
pub use address::{untracked_address, web_url};
pub use block::{Block, Quotation, Subheading};
pub use identity::ArticleId;
pub use list_item::ListItem;
pub use listing::{ListPart, Listing, Marks, PageStart};
pub use media::{Image, Media, MediaKind};
pub use offer::{Offer, Why};
pub use rich_text::{Mark, MarkKind, RichText};
pub use shown_address::shown_address;
pub use table::{ColumnAlign, DataTable, TableCell};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// A time as the publisher wrote it: an instant with its offset from UTC.
///
/// The offset is kept so that a user in Durban sees that an article was published at 18:04 in
/// Delhi.
pub type Timestamp = DateTime<FixedOffset>;

/// An article, with everything that was found out about it.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The identity of the article; see [`ArticleId`].
    #[serde(default)]
    pub id: ArticleId,
    /// A few words above the headline that name its topic or series.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kicker: Option<String>,
    /// The headline without the kicker; empty only if the page had none.
    #[serde(default)]
    pub headline: String,
    /// The standfirst: one or two sentences that summarise the article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The links and emphasis of the summary, as ranges of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub summary_marks: Vec<Mark>,
    /// The authors, people and agencies, in the order of the page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// When the article was first published; RFC 3339 in JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Timestamp>,
    /// When the article was last changed; RFC 3339 in JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Timestamp>,
    /// The section of the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The language as a BCP 47 tag; detected from the script if the input does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The publisher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// The address of the article's own page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The name by which the article's feed knows it (`guid` of RSS, `id` of Atom). It stays the same when the
    /// address or the text changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guid: Option<String>,
    /// The address of the page where readers discuss the article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comments: Option<String>,
    /// The path or address from which the article was read.
    #[serde(default)]
    pub origin: String,
    /// The publisher's keywords.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The body, in reading order.
    #[serde(default)]
    pub blocks: Vec<Block>,
    /// Articles to which the publisher links from this one.
    #[serde(default)]
    pub related: Vec<Related>,
    /// Text of the page that is not part of the article, each with the reason why it was left out,
    /// so that nothing is dropped silently.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
}

/// A publisher.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// The publisher's name as the public knows it.
    pub name: String,
    /// The address of the publisher's front page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// An article to which another article's page links.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
pub struct Related {
    /// The headline as the linking page wrote it.
    pub title: String,
    /// The address of the article, if the page gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Text of the page that is not part of the article.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The text itself.
    pub text: String,
    /// Why the text was left out, in a few words of English.
    pub reason: String,
}

impl LeftOut {
    /// The reason of a line that only repeats the headline.
    pub const HEADLINE_AGAIN: &str = "the headline again";
}

impl Article {
    /// Returns what was left out and says something that the article does not show.
    pub fn left_out_words(&self) -> impl Iterator<Item = &LeftOut> {
        let parts = self.left_out.iter();
        parts.filter(|part| part.reason != LeftOut::HEADLINE_AGAIN)
    }

    /// Returns the images of the body with the indexes of their blocks, in reading order.
    pub fn images(&self) -> impl Iterator<Item = (usize, &str)> {
        self.blocks
            .iter()
            .enumerate()
            .filter_map(|(index, block)| match block {
                Block::Image(image) => Some((index, image.url.as_str())),
                Block::Paragraph(_)
                | Block::Subheading(_)
                | Block::Quote(_)
                | Block::List { .. }
                | Block::Table(_)
                | Block::Code { .. }
                | Block::Media(_)
                | Block::Rule => None,
            })
    }

    /// Returns the summary with its links and emphasis.
    pub fn rich_summary(&self) -> Option<RichText> {
        let text = self.summary.clone()?;
        let marks = self.summary_marks.clone();
        Some(RichText { text, marks })
    }

    /// Returns all words of the article, headline first, a line for each block.
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

    /// Returns whether the article has any text: a headline, a summary or a body.
    pub fn says_something(&self) -> bool {
        !self.headline.is_empty() || !self.blocks.is_empty() || self.summary.is_some()
    }

    /// Sets the id from the current content of the article; see [`ArticleId::of`].
    #[must_use]
    pub fn identified(mut self) -> Self {
        self.id = ArticleId::of(&self);
        self
    }
}
