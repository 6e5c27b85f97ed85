//! Stories and what is known of their feeds, in one transaction.

use super::load::article_of;
use super::put::put_one;
use super::terms::Terms;
use super::{Error, ImportCounts, Prepared, Store, Subscription, subscriptions};
use crate::article::{Article, ArticleId};
use rusqlite::Transaction;
use std::borrow::Borrow;

/// A transaction of somebody who has more to write than stories; see [`Store::at_once`].
#[derive(Debug)]
pub struct WriteBatch<'a> {
    transaction: &'a Transaction<'a>,
    terms: &'a mut Terms,
}

impl WriteBatch<'_> {
    /// Returns the story called `id`, also where this batch wrote it; one whose text is damaged counts as
    /// absent, so that whatever comes of it repairs it.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn article(&self, id: ArticleId) -> Result<Option<Article>, Error> {
        match article_of(self.transaction, id) {
            Err(Error::Unreadable { .. }) => Ok(None),
            other => other,
        }
    }

    /// Puts stories into the library, as [`Store::put_prepared`] does.
    ///
    /// # Errors
    /// Where the file cannot be written: then nothing of the batch will be in it.
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

    /// Writes what is now known of a subscription, as [`Store::update_subscription`] does.
    ///
    /// # Errors
    /// Where the file cannot be written: then nothing of the batch will be in it.
    pub fn update_subscription(
        &mut self,
        address: &str,
        subscription: &Subscription,
    ) -> Result<(), Error> {
        subscriptions::update(self.transaction, address, subscription)
    }
}

impl Store {
    /// Runs `change` in one transaction: all that it writes is in the library together, or nothing.
    /// Nobody else writes meanwhile.
    ///
    /// # Errors
    /// What `change` fails with; or where the file cannot be written.
    pub fn at_once<T>(
        &mut self,
        change: impl FnOnce(&mut WriteBatch<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.changing(|transaction, terms| change(&mut WriteBatch { transaction, terms }))
    }
}
