//! Articles with everything that can be computed without the library.

use crate::article::{Article, ArticleId};
use crate::store::Error;
use crate::store::facts::ArticleFacts;
use crate::store::near_duplicate::{self, Compared, Publisher, seconds};
use crate::store::packed::pack;
use crate::store::vector::{ArticleWords, TermCounts};

/// An article with everything that can be computed without the library, and therefore on another
/// thread.
#[derive(Debug)]
pub struct Prepared {
    pub(super) article: Article,
    pub(super) words: ArticleWords,
    pub(super) packed: Vec<u8>,
    pub(super) keys: Vec<i64>,
    pub(super) facts: ArticleFacts,
}

impl Prepared {
    /// Prepares `article`.
    ///
    /// # Errors
    /// Returns an error if it cannot be serialized as JSON.
    pub fn new(article: Article) -> Result<Self, Error> {
        let words = ArticleWords::of(&article);
        Ok(Self {
            packed: pack(&article)?,
            facts: ArticleFacts::of(&article),
            keys: near_duplicate::keys(&words, seconds(&article)),
            words,
            article,
        })
    }

    /// Prepares the article again under another id.
    ///
    /// # Errors
    /// Same as [`Prepared::new`].
    pub(crate) fn with_id(&self, id: ArticleId) -> Result<Self, Error> {
        Self::new(Article {
            id,
            ..self.article.clone()
        })
    }

    /// Returns the article.
    pub fn article(&self) -> &Article {
        &self.article
    }

    pub(in crate::store) fn words(&self) -> &ArticleWords {
        &self.words
    }

    /// Returns the properties that are compared to find near duplicates.
    pub(in crate::store) fn compared<'a>(
        &'a self,
        number: Option<i64>,
        terms: &'a [(u32, TermCounts)],
    ) -> Compared<'a> {
        Compared {
            number,
            keys: &self.keys,
            terms,
            published: seconds(&self.article),
            publisher: Publisher::of(&self.article),
        }
    }
}
