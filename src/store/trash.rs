//! Articles that the user removed in the reader, which can still be brought back.
//!
//! Removing moves an article into the trash within one transaction, so whenever the program is killed it is either in
//! the library or in the trash. The trash keeps it until the reader is started a day later.

use super::packed::unpack;
use super::put::put_numbered;
use super::removal::delete;
use super::unread::MARKS;
use super::{Error, ImportCounts, Prepared, Store, key};
use crate::article::{Article, ArticleId, Timestamp};
use rusqlite::{OptionalExtension as _, params};

/// The table of removed articles. It is created in every library, like that of other names.
pub(super) const TRASH: &str = "
    CREATE TABLE IF NOT EXISTS trash (
        number INTEGER PRIMARY KEY,
        id INTEGER NOT NULL UNIQUE,
        body BLOB NOT NULL,
        marks INTEGER NOT NULL,
        place INTEGER NOT NULL,
        opened INTEGER,
        at INTEGER NOT NULL
    );
";

/// How long the trash keeps an article, in seconds.
const KEPT: i64 = 24 * 3_600;

impl Store {
    /// Moves articles into the trash, all in one transaction; returns those that were in the library.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written; then none is removed.
    pub fn throw_away(
        &mut self,
        ids: &[ArticleId],
        now: Timestamp,
    ) -> Result<Vec<ArticleId>, Error> {
        self.changing(|transaction, terms| {
            let mut number_of =
                transaction.prepare_cached("SELECT number FROM article WHERE id = ?1")?;
            let sql = format!(
                "INSERT OR REPLACE INTO trash (number, id, body, marks, place, opened, at)
                 SELECT number, id, body, {MARKS}, place, opened, ?2
                 FROM article JOIN story USING (number) WHERE number = ?1"
            );
            let mut keep = transaction.prepare_cached(&sql)?;
            let mut removed = Vec::new();
            for id in ids {
                let number: Option<i64> = number_of
                    .query_row([key(*id)], |row| row.get(0))
                    .optional()?;
                let Some(number) = number else { continue };
                keep.execute([number, now.timestamp()])?;
                delete(transaction, terms, number, key(*id))?;
                removed.push(*id);
            }
            Ok(removed)
        })
    }

    /// Brings articles back from the trash with their marks, all in one transaction; returns how many. An
    /// article that has arrived again meanwhile stays as it is.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written; then none is brought back.
    pub fn bring_back(&mut self, ids: &[ArticleId]) -> Result<usize, Error> {
        self.changing(|transaction, terms| {
            let mut body_of =
                transaction.prepare_cached("SELECT number, body FROM trash WHERE id = ?1")?;
            let mut marks = transaction.prepare_cached(
                "INSERT OR REPLACE INTO orphaned (id, marks, place, opened)
                 SELECT id, marks, place, opened FROM trash
                 WHERE id = ?1 AND id NOT IN (SELECT id FROM article)",
            )?;
            let mut count = 0;
            for id in ids {
                let kept: Option<(i64, Vec<u8>)> = body_of
                    .query_row([key(*id)], |row| Ok((row.get(0)?, row.get(1)?)))
                    .optional()?;
                let Some((number, body)) = kept else { continue };
                if let Some(article) = unpack(&body) {
                    marks.execute([key(*id)])?;
                    let story = Prepared::new(Article { id: *id, ..article })?;
                    let written = &mut ImportCounts::default();
                    put_numbered(transaction, terms, &story, number, written)?;
                    count += written.new;
                }
                for table in ["trash", "hidden"] {
                    let sql = format!("DELETE FROM {table} WHERE id = ?1");
                    transaction.prepare_cached(&sql)?.execute([key(*id)])?;
                }
            }
            Ok(count)
        })
    }

    /// Empties the trash of articles that were removed a day ago.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written.
    pub fn empty_trash(&self, now: Timestamp) -> Result<(), Error> {
        self.write(
            "DELETE FROM trash WHERE at < ?1",
            params![now.timestamp() - KEPT],
        )
    }
}
