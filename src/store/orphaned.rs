//! Marks of articles whose text was lost, kept by id until the article is fetched again.

use super::{Error, Store, id_of, key, unread};
use crate::article::{ArticleId, Marks};
use rusqlite::{OptionalExtension as _, Transaction, params};

/// The user's marks on an article.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct UserState {
    pub(super) id: ArticleId,
    pub(super) marks: Marks,
    /// The byte offset at which the user stopped reading.
    pub(super) place: i64,
    /// The time when the article was last opened, in Unix seconds.
    pub(super) opened: Option<i64>,
}

impl UserState {
    /// Whether the article has neither marks nor a history.
    pub(super) fn is_empty(&self) -> bool {
        self.marks == Marks::default() && self.opened.is_none()
    }
}

/// Restores the marks of an article whose text was lost and is stored again.
pub(super) fn give_back(transaction: &Transaction<'_>, number: i64, id: i64) -> Result<(), Error> {
    let marks: Option<i64> = transaction
        .prepare_cached("SELECT marks FROM orphaned WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    if let Some(marks) = marks {
        unread::set(transaction, number, Marks::from_bits(marks).read)?;
        transaction.execute(
            "UPDATE article SET (marks, place, opened) =
             (SELECT marks & 2, place, opened FROM orphaned WHERE id = ?2) WHERE number = ?1",
            [number, id],
        )?;
        transaction.execute("DELETE FROM orphaned WHERE id = ?1", [id])?;
    }
    Ok(())
}

impl Store {
    /// Stores `states` until their articles are imported.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written; then none of `states` is stored.
    pub(super) fn keep_for_later(&mut self, states: &[UserState]) -> Result<(), Error> {
        self.changing(|transaction, _| {
            let mut insert = transaction
                .prepare_cached("INSERT OR REPLACE INTO orphaned VALUES (?1, ?2, ?3, ?4)")?;
            for state in states {
                insert.execute(params![
                    key(state.id),
                    state.marks.bits(),
                    state.place,
                    state.opened
                ])?;
            }
            Ok(())
        })
    }

    /// Returns the missing articles that have marks.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn awaited(&self) -> Result<Vec<(ArticleId, Marks)>, Error> {
        let mut statement = self
            .connection
            .prepare("SELECT id, marks FROM orphaned ORDER BY id")?;
        let rows = statement.query_map([], |row| {
            Ok((id_of(row.get(0)?), Marks::from_bits(row.get(1)?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
