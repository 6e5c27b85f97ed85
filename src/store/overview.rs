//! What the library holds, for lists of it: sections, publishers and keywords, and what is unread.

use super::unread::IS_UNREAD;
use super::{Error, Store};
use std::collections::HashMap;

/// Something that stories have in common, and how many of them are unread.
pub type NamedCount = (String, usize);

/// At most so many of a kind are told.
const MOST: usize = 30;

impl Store {
    /// Returns the sections that stories stand in, the fullest first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn sections(&self) -> Result<Vec<NamedCount>, Error> {
        self.fullest("section", "section IS NOT NULL")
    }

    /// Returns the publishers whose stories came otherwise than by a feed that is followed, those with
    /// the most stories first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn sources(&self) -> Result<Vec<NamedCount>, Error> {
        self.fullest(
            "source",
            "source IS NOT NULL AND origin NOT IN (SELECT address FROM subscription)",
        )
    }

    /// Returns the commonest keywords; one that a single story has is none to choose by.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn tags(&self) -> Result<Vec<String>, Error> {
        self.column(&format!(
            "SELECT name FROM tag GROUP BY name HAVING count(*) > 1
             ORDER BY count(*) DESC LIMIT {MOST}"
        ))
    }

    /// Returns how many unread stories there are of each feed, by what the stories say they came from.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn unread_of_feeds(&self) -> Result<HashMap<String, usize>, Error> {
        let named_counts = self.named_counts(
            "SELECT origin, count(*) FROM unread CROSS JOIN article ON article.number = unread.number
             WHERE origin LIKE 'http%' GROUP BY origin",
        )?;
        Ok(named_counts.into_iter().collect())
    }

    /// Returns how many unread stories have a star.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn unread_starred(&self) -> Result<usize, Error> {
        let sql = format!("SELECT count(*) FROM article WHERE marks & 2 = 2 AND {IS_UNREAD}");
        let count: i64 = self.connection.query_row(&sql, [], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    fn fullest(&self, column: &str, condition: &str) -> Result<Vec<NamedCount>, Error> {
        self.named_counts(&format!(
            "SELECT {column}, count(*) FILTER (WHERE {IS_UNREAD}) FROM article
             WHERE {condition} GROUP BY {column} ORDER BY count(*) DESC LIMIT {MOST}"
        ))
    }

    fn named_counts(&self, sql: &str) -> Result<Vec<NamedCount>, Error> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            let unread: i64 = row.get(1)?;
            Ok((row.get(0)?, usize::try_from(unread).unwrap_or(0)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
