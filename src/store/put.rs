//! Writing articles to the library.

mod index_entries;
mod prepared;
mod version;

pub(super) use index_entries::index_again;
pub use prepared::Prepared;
pub(super) use version::{put_numbered, put_one};

use super::terms::Terms;
use super::{Error, Store, key, opening};
use crate::article::Article;
use rusqlite::{Transaction, TransactionBehavior};
use std::borrow::Borrow;

/// How many articles of an import are new, changed or known.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct ImportCounts {
    /// The number of articles that were not in the library.
    pub new: usize,
    /// The number of articles that were in the library with other content.
    pub changed: usize,
    /// The number of articles that were in the library unchanged.
    pub known: usize,
}

impl std::ops::AddAssign for ImportCounts {
    fn add_assign(&mut self, other: Self) {
        self.new += other.new;
        self.changed += other.changed;
        self.known += other.known;
    }
}

impl Store {
    /// Stores `articles` in one transaction.
    ///
    /// # Errors
    /// Same as [`Store::put_prepared`].
    pub fn put(&mut self, articles: &[Article]) -> Result<ImportCounts, Error> {
        let prepared: Result<Vec<Prepared>, Error> =
            articles.iter().cloned().map(Prepared::new).collect();
        self.put_prepared(&prepared?)
    }

    /// Stores articles in one transaction.
    ///
    /// An article that is already in the library is recognized by its id. A changed article
    /// replaces the old one and keeps its marks.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written; then none of `articles` is stored.
    pub fn put_prepared(
        &mut self,
        stories: impl IntoIterator<Item = impl Borrow<Prepared>>,
    ) -> Result<ImportCounts, Error> {
        self.put_and_return(stories, drop)
    }

    /// Stores articles as [`Store::put_prepared`] does, and passes each to `spent` afterwards. The
    /// caller can then free it on the thread that allocated it, because freeing memory on another
    /// thread is expensive.
    ///
    /// # Errors
    /// Same as [`Store::put_prepared`].
    pub fn put_and_return<S: Borrow<Prepared>>(
        &mut self,
        stories: impl IntoIterator<Item = S>,
        mut spent: impl FnMut(S),
    ) -> Result<ImportCounts, Error> {
        self.changing(|transaction, terms| {
            let mut written = ImportCounts::default();
            for story in stories {
                put_one(transaction, terms, story.borrow(), &mut written)?;
                spent(story);
            }
            Ok(written)
        })
    }

    /// Returns whether the library is unused: it has no articles, and none has been removed.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn is_new(&self) -> Result<bool, Error> {
        let mut hidden = self
            .connection
            .prepare_cached("SELECT 1 FROM hidden LIMIT 1")?;
        Ok(self.is_empty()? && !hidden.exists([])?)
    }

    /// Stores the bundled articles, except articles that the user has removed.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written.
    pub fn put_bundled(&mut self, articles: Vec<Article>) -> Result<ImportCounts, Error> {
        let mut wanted = Vec::new();
        for article in articles {
            let is_hidden = self
                .connection
                .prepare_cached("SELECT 1 FROM hidden WHERE id = ?1")?
                .exists([key(article.id)])?;
            if !is_hidden {
                wanted.push(Prepared::new(article)?);
            }
        }
        self.put_prepared(&wanted)
    }

    /// Runs `change` in an immediate transaction, which is rolled back if it fails.
    pub(super) fn changing<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>, &mut Terms) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let is_full = self.is_full;
        let Self {
            connection, terms, ..
        } = self;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another program may have written since the last transaction. Cached term numbers are only
        // valid if `data_version` is the same.
        let version: i64 =
            transaction.pragma_query_value(None, "data_version", |row| row.get(0))?;
        if self.seen != version {
            terms.forget();
            self.seen = version;
        }
        let outcome = change(&transaction, terms).and_then(|outcome| {
            terms.write(&transaction)?;
            transaction.commit()?;
            Ok(outcome)
        });
        if outcome.is_err() {
            terms.forget();
        }
        outcome.map_err(|error| opening::unwritten(is_full, error))
    }
}

/// Stores one article within `transaction`.
pub(super) fn put_in(
    transaction: &Transaction<'_>,
    terms: &mut Terms,
    article: Article,
) -> Result<(), Error> {
    put_one(
        transaction,
        terms,
        &Prepared::new(article)?,
        &mut ImportCounts::default(),
    )
}
