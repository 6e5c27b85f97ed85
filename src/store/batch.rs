//! Writes articles and the state of their feeds in one transaction.

use super::put::put_one;
use super::terms::Terms;
use super::{Error, ImportCounts, Prepared, Store, Subscription, resolve, subscriptions};
use crate::article::{Article, ArticleId};
use rusqlite::Transaction;
use std::borrow::Borrow;

/// A write transaction for a caller that stores articles and other data together; see
/// [`Store::at_once`].
#[derive(Debug)]
pub struct WriteBatch<'a> {
    transaction: &'a Transaction<'a>,
    terms: &'a mut Terms,
}

impl<'a> WriteBatch<'a> {
    pub(super) fn transaction(&self) -> &'a Transaction<'a> {
        self.transaction
    }

    /// Returns the stored version of `article`, even if this transaction wrote it, and the id to store it under. An
    /// article with a damaged text is treated as absent, so that the next fetch repairs it.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn stored_version(&self, article: &Article) -> Result<(ArticleId, Option<Article>), Error> {
        let (id, stored) = resolve::stored_version(self.transaction, article)?;
        Ok((id, stored.filter(Article::says_something)))
    }

    /// Returns the stored article of the same feed with the headline, the time and the text of `article`.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn same_text(&self, article: &Article) -> Result<Option<Article>, Error> {
        resolve::same_text(self.transaction, article)
    }

    /// Returns whether the user removed the article with this id.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn was_removed(&self, id: ArticleId) -> Result<bool, Error> {
        let mut hidden = self
            .transaction
            .prepare_cached("SELECT 1 FROM hidden WHERE id = ?1")?;
        Ok(hidden.exists([super::key(id)])?)
    }

    /// Stores articles as [`Store::put_prepared`] does.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written; then nothing of the batch is stored.
    pub fn put(
        &mut self,
        stories: impl IntoIterator<Item = impl Borrow<Prepared>>,
    ) -> Result<ImportCounts, Error> {
        let mut written = ImportCounts::default();
        for story in stories {
            put_one(self.transaction, self.terms, story.borrow(), &mut written)?;
        }
        Ok(written)
    }

    /// Updates a subscription as [`Store::update_subscription`] does.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written; then nothing of the batch is stored.
    pub fn update_subscription(
        &mut self,
        address: &str,
        subscription: &Subscription,
    ) -> Result<(), Error> {
        subscriptions::update(self.transaction, address, subscription)
    }
}

impl Store {
    /// Runs `change` in one transaction: either all its writes are stored or none, and no other
    /// connection writes meanwhile.
    ///
    /// # Errors
    /// Returns the error of `change`, or an error if the file cannot be written.
    pub fn at_once<T>(
        &mut self,
        change: impl FnOnce(&mut WriteBatch<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.changing(|transaction, terms| change(&mut WriteBatch { transaction, terms }))
    }
}
