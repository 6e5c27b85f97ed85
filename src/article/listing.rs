//! What a list shows of an article: enough for a row and for finding it again, and no more.
//!
//! A folder of 100,000 articles is held in memory as listings; a story itself is read when it is
//! opened.

use super::{Article, ArticleId, Timestamp};

/// A row of a list.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Listing {
    /// The article's id.
    pub id: ArticleId,
    /// The words above the headline: the kicker, or the section where there is none.
    pub topic: Option<String>,
    /// The headline.
    pub headline: String,
    /// The publisher's name.
    pub source: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// The address of its page.
    pub url: Option<String>,
    /// The path or address that it was read from.
    pub origin: String,
    /// What the person did with it.
    pub marks: Marks,
    /// How many publishers tell this story, where a library knows; 0 elsewhere.
    pub sources: u16,
}

/// What a person did with a story.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Marks {
    /// It was opened, or marked as read.
    pub read: bool,
    /// It was set apart.
    pub starred: bool,
}

impl Marks {
    /// Returns the marks as a store keeps them.
    pub fn bits(self) -> i64 {
        i64::from(self.read) | i64::from(self.starred) << 1
    }

    /// Returns the marks that [`Marks::bits`] gave.
    pub fn from_bits(bits: i64) -> Self {
        Self {
            read: bits & 1 != 0,
            starred: bits & 2 != 0,
        }
    }
}

impl From<&Article> for Listing {
    fn from(article: &Article) -> Self {
        Self {
            id: article.id,
            topic: article.kicker.clone().or_else(|| article.section.clone()),
            headline: article.headline.clone(),
            source: article.source.as_ref().map(|source| source.name.clone()),
            published: article.published,
            url: article.url.clone(),
            origin: article.origin.clone(),
            marks: Marks::default(),
            sources: 0,
        }
    }
}
