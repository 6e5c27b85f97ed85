//! A suggested article, with the reason for the suggestion.

use super::{ArticleId, Related, Timestamp};

/// An article that is suggested beside another one, by its publisher or because a library found the
/// two similar.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Offer {
    /// Its headline.
    pub title: String,
    /// The address of its page, if known.
    pub url: Option<String>,
    /// The id of the article, if a library has it.
    pub id: Option<ArticleId>,
    /// Its publisher; `None` if the article is not in a library.
    pub source: Option<String>,
    /// Its publication time, if a library has it.
    pub published: Option<Timestamp>,
    /// Why it is suggested.
    pub why: Why,
}

/// The reason for a suggestion.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Why {
    /// The page links it.
    ByPublisher,
    /// It is a near duplicate.
    Same,
    /// Both contain these words, which few others contain.
    Shares(Vec<String>),
}

impl From<&Related> for Offer {
    fn from(related: &Related) -> Self {
        Self {
            title: related.title.clone(),
            url: related.url.clone(),
            id: None,
            source: None,
            published: None,
            why: Why::ByPublisher,
        }
    }
}
