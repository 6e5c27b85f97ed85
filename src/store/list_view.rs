//! How the user looks at each list: its order, and whether read articles are hidden.

use super::{Error, Store};
use crate::search::SortOrder;
use rusqlite::params;

/// The query of a list, its order if the user chose one, and whether read articles are hidden.
pub type StoredView = (String, Option<SortOrder>, bool);

impl Store {
    /// Stores how the user looks at the list of a query.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written.
    pub fn set_list_view(
        &mut self,
        query: &str,
        sort: Option<SortOrder>,
        hides_read: bool,
    ) -> Result<(), Error> {
        if sort.is_none() && !hides_read {
            return self.write("DELETE FROM list_view WHERE query = ?1", [query]);
        }
        self.write(
            "INSERT OR REPLACE INTO list_view (query, sort, hides_read) VALUES (?1, ?2, ?3)",
            params![query, sort.map(SortOrder::name), hides_read],
        )
    }

    /// Returns how the user looks at lists, for each that is not looked at in the usual way.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn list_views(&self) -> Result<Vec<StoredView>, Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT query, sort, hides_read FROM list_view")?;
        let rows = statement.query_map([], |row| {
            let sort: Option<String> = row.get(1)?;
            let sort = sort.as_deref().and_then(SortOrder::named);
            Ok((row.get(0)?, sort, row.get(2)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
