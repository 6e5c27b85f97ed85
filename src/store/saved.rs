//! Searches that the user keeps as lists: their names and their order.

use super::{Error, Store};
use rusqlite::params;

/// A search that is kept as a list.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct SavedSearch {
    /// The query.
    pub query: String,
    /// The name that the user gave it.
    pub name: Option<String>,
    /// Its position among the others: lower ones come first. A search that was never moved has none,
    /// and comes last.
    pub position: Option<i64>,
}

impl Store {
    /// Saves a search as the last of the lists. Saving it again has no effect.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written.
    pub fn save_search(&mut self, query: &str) -> Result<(), Error> {
        self.write(
            "INSERT OR IGNORE INTO saved (query, position)
             VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM saved))",
            [query],
        )
    }

    /// Saves a search under a name, which may be another one than before.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written.
    pub fn name_search(&mut self, query: &str, name: &str) -> Result<(), Error> {
        self.save_search(query)?;
        self.write("UPDATE saved SET name = ?2 WHERE query = ?1", [query, name])
    }

    /// Stores a search with its name and position, in place of one with the same query.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written.
    pub fn put_saved_search(&mut self, search: &SavedSearch) -> Result<(), Error> {
        self.write(
            "INSERT OR REPLACE INTO saved (query, name, position) VALUES (?1, ?2, ?3)",
            params![search.query, search.name, search.position],
        )
    }

    /// Gives the saved searches these positions: the first query comes first.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written.
    pub fn order_saved_searches(&mut self, queries: &[String]) -> Result<(), Error> {
        self.changing(|transaction, _| {
            let mut update =
                transaction.prepare_cached("UPDATE saved SET position = ?2 WHERE query = ?1")?;
            for (position, query) in queries.iter().enumerate() {
                update.execute(params![query, i64::try_from(position).unwrap_or(i64::MAX)])?;
            }
            Ok(())
        })
    }

    /// Deletes a saved search.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written.
    pub fn forget_search(&mut self, query: &str) -> Result<(), Error> {
        self.write("DELETE FROM saved WHERE query = ?1", [query])
    }

    /// Returns the saved searches in their order.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn saved_searches(&self) -> Result<Vec<SavedSearch>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT query, name, position FROM saved ORDER BY position IS NULL, position, query",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(SavedSearch {
                query: row.get(0)?,
                name: row.get(1)?,
                position: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
