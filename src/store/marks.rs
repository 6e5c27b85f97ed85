//! What the person did with stories: read, starred, how far, when.
//!
//! Each change is one small transaction and can be taken back: it tells what was before.

use super::{Error, Store, id_of, key, opening};
use crate::article::{ArticleId, Marks};
use rusqlite::{Params, params};

impl Store {
    /// Sets the marks of stories; returns what each had before.
    ///
    /// # Errors
    /// Where the file cannot be written: then nothing is changed.
    pub fn set_marks(
        &mut self,
        marks: &[(ArticleId, Marks)],
    ) -> Result<Vec<(ArticleId, Marks)>, Error> {
        self.changing(|transaction, _| {
            let mut before = Vec::new();
            let mut read = transaction.prepare_cached("SELECT marks FROM article WHERE id = ?1")?;
            let mut write =
                transaction.prepare_cached("UPDATE article SET marks = ?2 WHERE id = ?1")?;
            for (id, marks) in marks {
                let Ok(old) = read.query_row([key(*id)], |row| row.get(0)) else {
                    continue;
                };
                before.push((*id, Marks::from_bits(old)));
                write.execute(params![key(*id), marks.bits()])?;
            }
            Ok(before)
        })
    }

    /// Returns the marks of all stories that have any.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn marks(&self) -> Result<Vec<(ArticleId, Marks)>, Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, marks FROM article WHERE marks <> 0")?;
        let rows = statement.query_map([], |row| {
            Ok((id_of(row.get(0)?), Marks::from_bits(row.get(1)?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Remembers that a story is open, at this moment and at this byte of its text.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn set_place(&mut self, id: ArticleId, place: usize, at: i64) -> Result<(), Error> {
        let place = i64::try_from(place).unwrap_or(0);
        let sql = "UPDATE article SET place = ?2, opened = ?3 WHERE id = ?1";
        self.write(sql, params![key(id), place, at])
    }

    /// Returns the stories that were opened last, the last one last, each with its place.
    ///
    /// # Errors
    /// Where the file cannot be read.
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

    /// Keeps a search as a list; one that is kept already stays.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn save_search(&mut self, query: &str) -> Result<(), Error> {
        self.write("INSERT OR IGNORE INTO saved VALUES (?1)", [query])
    }

    /// Gives a kept search up.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn forget_search(&mut self, query: &str) -> Result<(), Error> {
        self.write("DELETE FROM saved WHERE query = ?1", [query])
    }

    /// Returns the searches that were kept.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn saved_searches(&self) -> Result<Vec<String>, Error> {
        self.column("SELECT query FROM saved ORDER BY query")
    }

    /// Carries out one statement that writes.
    fn write(&self, sql: &str, values: impl Params) -> Result<(), Error> {
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
