//! A suggested article, with the reason for the suggestion.

use super::{ArticleId, Related, Timestamp};

/// An article that is suggested together with another one, by the publisher or because the library
/// found the two similar.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Offer {
    /// The headline.
    pub title: String,
    /// The address of the article's page, if known.
    pub url: Option<String>,
    /// The id of the article, if a library has it.
    pub id: Option<ArticleId>,
    /// The publisher; `None` if the article is not in a library.
    pub source: Option<String>,
    /// The publication time, if a library has the article.
    pub published: Option<Timestamp>,
    /// Why the article is suggested.
    pub why: Why,
}

/// The reason for a suggestion.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Why {
    /// The publisher's page links to the article.
    ByPublisher,
    /// The article is a near duplicate.
    Same,
    /// Both articles contain these words, which few other articles contain.
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
