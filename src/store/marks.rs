//! The user's marks: read, starred, reading position, history.
//!
//! Near duplicates become read and unread together; a star belongs to one article only.

use super::list::newest_rows;
use super::unread::{KEY, MARKS, MarkedRead, ReadRanges};
use super::{Error, Store, id_of, key, opening, unread};
use crate::article::{ArticleId, ListPart, Marks};
use crate::search::LibraryQuery;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension as _, Params, params, params_from_iter};

impl Store {
    /// Sets the marks of articles; their near duplicates become read or unread with them. Returns
    /// the near duplicates that changed.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written; then nothing is changed.
    pub fn set_marks(&mut self, marks: &[(ArticleId, Marks)]) -> Result<Vec<ArticleId>, Error> {
        self.changing(|transaction, _| {
            let mut also = Vec::new();
            let mut row_of = transaction
                .prepare_cached("SELECT number, same, marks & 2 FROM article WHERE id = ?1")?;
            let mut set_star =
                transaction.prepare_cached("UPDATE article SET marks = ?2 WHERE number = ?1")?;
            let mut members_of =
                transaction.prepare_cached("SELECT number, id FROM article WHERE same = ?1")?;
            for (id, marks) in marks {
                let row: Option<(i64, i64, i64)> = row_of
                    .query_row([key(*id)], |row| {
                        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                    })
                    .optional()?;
                let Some((number, same, star)) = row else {
                    continue;
                };
                if star != marks.bits() & 2 {
                    set_star.execute([number, marks.bits() & 2])?;
                }
                let members = members_of.query_map([same], |row| Ok((row.get(0)?, row.get(1)?)))?;
                for member in members.collect::<Result<Vec<(i64, i64)>, _>>()? {
                    let changed = unread::set(transaction, member.0, marks.read)?;
                    if changed && member.0 != number {
                        also.push(id_of(member.1));
                    }
                }
            }
            Ok(also)
        })
    }

    /// Marks all unread articles in a part of a list read, with their near duplicates. Returns the
    /// information for undoing it.
    ///
    /// Ranked results have no order that SQL can express, so only the whole list can be marked.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written; then nothing is changed.
    pub fn mark_read(&mut self, query: &LibraryQuery, part: ListPart) -> Result<MarkedRead, Error> {
        if part == ListPart::All && unread::means_all_unread(query) {
            return self.changing(|transaction, _| unread::sweep(transaction));
        }
        let mut values = Vec::new();
        let mut rows = self.rows_found(query, &mut values)?;
        let (part, tables) = self.part_of_unread(query, part, &mut values)?;
        rows.push_str(&part);
        let sql = format!(
            "DELETE FROM unread WHERE (published, number) IN
             (SELECT {KEY} FROM article WHERE same IN
              (SELECT article.same FROM {tables} WHERE 1 {rows}))
             RETURNING number, same"
        );
        self.changing(|transaction, _| {
            let mut statement = transaction.prepare(&sql)?;
            let changed = statement.query_map(params_from_iter(values), |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
            Ok(MarkedRead::of(changed.collect::<Result<_, _>>()?))
        })
    }

    /// Undoes [`Store::mark_read`].
    ///
    /// # Errors
    /// Returns an error if the file cannot be written; then nothing is changed.
    pub fn mark_unread(&mut self, read: &ReadRanges) -> Result<(), Error> {
        self.changing(|transaction, _| unread::take_back(transaction, read))
    }

    /// Returns the SQL conditions, each preceded by `AND`, for the rows of the list that a query selects.
    fn rows_found(&self, query: &LibraryQuery, values: &mut Vec<Value>) -> Result<String, Error> {
        let mut rows = self.conditions(query, values)?;
        rows.push_str(&self.with_words(query, values)?);
        rows.push_str(&newest_rows(query));
        Ok(rows)
    }

    /// Returns the ids and addresses of all articles that a query selects, at most `limit`, in the order that it
    /// names or else the newest first.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn range(
        &self,
        query: &LibraryQuery,
        limit: Option<usize>,
    ) -> Result<Vec<(ArticleId, Option<String>)>, Error> {
        let _snapshot = self.read_snapshot()?;
        let mut found = Vec::new();
        self.each_row(
            query,
            "article.id, url",
            limit.unwrap_or(usize::MAX),
            |row| {
                found.push((id_of(row.get(0)?), row.get(1)?));
                Ok(true)
            },
        )?;
        Ok(found)
    }

    /// Returns the marks of all articles that are read or starred.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn marks(&self) -> Result<Vec<(ArticleId, Marks)>, Error> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT id, {MARKS} AS bits FROM article WHERE bits <> 0"
        ))?;
        let rows = statement.query_map([], |row| {
            Ok((id_of(row.get(0)?), Marks::from_bits(row.get(1)?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns the marks of the articles `ids`, skipping articles that are not in the library.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn marks_of(&self, ids: &[ArticleId]) -> Result<Vec<(ArticleId, Marks)>, Error> {
        let _snapshot = self.read_snapshot()?;
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT {MARKS} FROM article WHERE id = ?1"))?;
        let mut marks = Vec::new();
        for id in ids {
            let bits: Option<i64> = statement
                .query_row([key(*id)], |row| row.get(0))
                .optional()?;
            marks.extend(bits.map(|bits| (*id, Marks::from_bits(bits))));
        }
        Ok(marks)
    }

    /// Stores that the article was opened at the time `at`, and that the user's reading position is
    /// the byte offset `place`.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written.
    pub fn set_place(&mut self, id: ArticleId, place: usize, at: i64) -> Result<(), Error> {
        let place = i64::try_from(place).unwrap_or(0);
        let sql = "UPDATE article SET place = ?2, opened = ?3 WHERE id = ?1";
        self.write(sql, params![key(id), place, at])
    }

    /// Returns the most recently opened articles with the byte offset of the reading position in
    /// each. The article that was opened last is at the end.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn history(&self, most: usize) -> Result<Vec<(ArticleId, usize)>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, place FROM article WHERE opened IS NOT NULL ORDER BY opened DESC LIMIT ?1",
        )?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows = statement.query_map([most], |row| {
            let place: i64 = row.get(1)?;
            Ok((id_of(row.get(0)?), usize::try_from(place).unwrap_or(0)))
        })?;
        let mut opened: Vec<_> = rows.collect::<Result<_, _>>()?;
        opened.reverse();
        Ok(opened)
    }

    /// Executes one statement that writes.
    pub(super) fn write(&self, sql: &str, values: impl Params) -> Result<(), Error> {
        let written = self
            .connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute(values));
        written.map_err(|error| opening::unwritten(self.is_full, error.into()))?;
        Ok(())
    }

    pub(super) fn column(&self, sql: &str) -> Result<Vec<String>, Error> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
