//! A story that a person is offered beside the one they read, with the reason.

use super::{ArticleId, Related, Timestamp};

/// A story beside another: by its publisher, or by a library that found them alike.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Offer {
    /// Its headline.
    pub title: String,
    /// The address of its page, where that is known.
    pub url: Option<String>,
    /// The story, where a library has it.
    pub id: Option<ArticleId>,
    /// Its publisher, where a library has it.
    pub source: Option<String>,
    /// When it was published, where a library has it.
    pub published: Option<Timestamp>,
    /// Why it is offered.
    pub why: Why,
}

/// Why a story is offered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Why {
    /// The page offered it itself.
    ByPublisher,
    /// It tells the same story.
    Same,
    /// These words stand in both and in few others.
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
