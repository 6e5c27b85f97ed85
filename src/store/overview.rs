//! Counts by section, publisher and feed for the list of lists.

use super::unread::IS_UNREAD;
use super::{Error, Store};
use std::collections::HashMap;

/// A name of a section, publisher or feed, and its number of unread articles.
pub type NamedCount = (String, usize);

/// Names that occur in articles.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(missing_docs, reason = "the variants say it")]
pub enum Names {
    Sources,
    Sections,
    Authors,
    Tags,
}

/// The maximum number of sections, of publishers or of keywords.
const MOST: usize = 30;

impl Store {
    /// Returns the sections, those with the most articles first.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn sections(&self) -> Result<Vec<NamedCount>, Error> {
        self.fullest("section", "section IS NOT NULL")
    }

    /// Returns the publishers of articles that did not come from a followed feed, those with the most
    /// articles first.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn sources(&self) -> Result<Vec<NamedCount>, Error> {
        self.fullest(
            "source",
            "source IS NOT NULL AND origin NOT IN (SELECT address FROM subscription)",
        )
    }

    /// Returns the most common keywords that more than one article has.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn tags(&self) -> Result<Vec<String>, Error> {
        self.column(&format!(
            "SELECT name FROM tag GROUP BY name HAVING count(*) > 1
             ORDER BY count(*) DESC LIMIT {MOST}"
        ))
    }

    /// Returns the names in a column or table by which queries select articles, the most frequent first.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn names(&self, of: Names) -> Result<Vec<String>, Error> {
        /// More than anybody goes through.
        const MOST_NAMES: usize = 500;
        let (name, table) = match of {
            Names::Sources => ("source", "article"),
            Names::Sections => ("section", "article"),
            Names::Authors => ("name", "author"),
            Names::Tags => ("name", "tag"),
        };
        self.column(&format!(
            "SELECT {name} FROM {table} WHERE {name} IS NOT NULL GROUP BY {name}
             ORDER BY count(*) DESC, {name} LIMIT {MOST_NAMES}"
        ))
    }

    /// Returns the number of unread articles of each feed, keyed by the feed's origin.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read.
    pub fn unread_of_feeds(&self) -> Result<HashMap<String, usize>, Error> {
        let named_counts = self.named_counts(
            "SELECT origin, count(*) FROM unread CROSS JOIN article ON article.number = unread.number
             WHERE origin LIKE 'http%' GROUP BY origin",
        )?;
        Ok(named_counts.into_iter().collect())
    }

    /// Returns the number of unread articles with a star.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
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
