//! Lists of articles in an order, read page by page from either end or from any row.
//!
//! The list of all articles and the list of unread articles show only the newest of near duplicates;
//! each row has the number of publishers.

mod count;
mod order;
mod page;

pub use page::StoredRows;

use super::unread::marks;
use super::{Error, Store, id_of};
use crate::article::{Listing, Marks, Timestamp};
use crate::search::LibraryQuery;
use crate::text::clean_text::CleanText;
use order::{Direction, ListOrder};
use rusqlite::params_from_iter;
use rusqlite::types::Value;

/// The columns that [`listing`] reads. For an article from a feed, they include the title that the
/// user gave the feed.
pub(super) const LISTING: &str = concat!(
    "article.id, headline, topic,
    coalesce((SELECT title FROM subscription WHERE address = origin), source) AS publisher,
    published_text, url, origin, ",
    marks!(),
    " AS all_marks,
    (SELECT count(DISTINCT coalesce(other.source, other.id)) FROM article AS other
     WHERE other.same = article.same) AS sources"
);

/// The SQL condition that an article is the newest of its near duplicates, or has none.
const IS_NEWEST: &str = "NOT EXISTS (SELECT 1 FROM article AS newer WHERE newer.same = article.same
    AND (coalesce(newer.published, -1e18), newer.number)
        > (coalesce(article.published, -1e18), article.number))";

/// A list in an order, as SQL conditions, each preceded by `AND`, and their parameters.
struct SortedList {
    order: ListOrder,
    conditions: String,
    values: Vec<Value>,
    /// Whether near duplicates share one row.
    is_collapsed: bool,
    /// The SQL condition that selects the newest of near duplicates; empty if they do not share one
    /// row.
    newest_only: String,
}

impl Store {
    /// Passes each row of the list that `query` selects to `sink`, from the top, until `sink` returns
    /// `false` or `most` rows have been passed. Returns the number of rows passed.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn listings(
        &self,
        query: &LibraryQuery,
        most: usize,
        mut sink: impl FnMut(Listing) -> bool,
    ) -> Result<usize, Error> {
        let mut read = 0;
        self.each_row(query, LISTING, most, |row| {
            read += 1;
            Ok(sink(listing(row)?))
        })?;
        Ok(read)
    }

    /// Passes these columns of each row of the list that `query` selects to `sink`, from the top, until
    /// `sink` returns `false` or `most` rows have been passed.
    pub(super) fn each_row(
        &self,
        query: &LibraryQuery,
        columns: &str,
        most: usize,
        mut sink: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<bool>,
    ) -> Result<(), Error> {
        let list = self.sorted(query)?;
        let mut left = most;
        for part in list.order.parts(Direction::Down, None, 0) {
            let sql = list.statement(columns, Direction::Down, &part, list.values.len());
            let limit = Value::from(i64::try_from(left).unwrap_or(i64::MAX));
            let values = list.values.iter().cloned().chain([limit]);
            let mut statement = self.connection.prepare_cached(&sql)?;
            let mut rows = statement.query(params_from_iter(values))?;
            while let Some(row) = rows.next()? {
                left -= 1;
                if !sink(row)? {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Returns the highest article number, or 0 in an empty library.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn last_number(&self) -> Result<i64, Error> {
        Ok(self.connection.query_row(
            "SELECT coalesce(max(number), 0) FROM article",
            [],
            |row| row.get(0),
        )?)
    }

    /// Returns the articles with a higher number than `number`, newest first, and the highest
    /// article number in the library. Near duplicates of earlier articles are left out.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn listings_after(&self, number: i64) -> Result<(Vec<Listing>, i64), Error> {
        let last = self.last_number()?;
        let sql = format!(
            "SELECT {LISTING} FROM article
             WHERE number > ?1 AND number <= ?2 AND (same = number OR same > ?1)
             ORDER BY published DESC, number DESC"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let listings = statement.query_map([number, last], listing)?;
        Ok((listings.collect::<Result<_, _>>()?, last))
    }

    fn sorted(&self, query: &LibraryQuery) -> Result<SortedList, Error> {
        let mut values = Vec::new();
        let order = ListOrder::of(query);
        let conditions = if order.is_of_unread() {
            // All articles in the table `unread` are unread, so no condition is needed.
            self.conditions(&query.clone().without_read_marks(), &mut values)?
        } else {
            self.conditions(query, &mut values)?
        };
        let words = self.with_words(query, &mut values)?;
        Ok(SortedList {
            order,
            conditions: format!("{conditions}{words}"),
            values,
            is_collapsed: query.has_only_read_marks(),
            newest_only: newest_rows(query),
        })
    }
}

impl SortedList {
    /// Returns the SQL statement that reads columns of the rows of a part; `count` parameters precede
    /// the maximum number of rows.
    fn statement(&self, columns: &str, direction: Direction, part: &str, count: usize) -> String {
        format!(
            "SELECT {columns} FROM {} WHERE 1 {} {} {part} ORDER BY {} LIMIT ?{}",
            self.order.with_articles(),
            self.conditions,
            self.newest_only,
            self.order.clause(direction),
            count + 1
        )
    }
}

/// Returns the SQL condition, preceded by `AND`, that selects only the newest of near duplicates;
/// empty for lists in which each has its own row.
pub(super) fn newest_rows(query: &LibraryQuery) -> String {
    if query.has_only_read_marks() {
        format!("AND {IS_NEWEST} ")
    } else {
        String::new()
    }
}

/// Reads the columns of [`LISTING`].
pub(super) fn listing(row: &rusqlite::Row<'_>) -> rusqlite::Result<Listing> {
    let published: Option<String> = row.get("published_text")?;
    Ok(Listing {
        id: id_of(row.get("id")?),
        headline: row.get("headline")?,
        topic: row.get("topic")?,
        source: row.get("publisher")?,
        published: published.and_then(|text| Timestamp::parse_from_rfc3339(&text).ok()),
        url: row.get("url")?,
        // Earlier versions stored file names without cleaning them.
        origin: CleanText::from(row.get::<_, String>("origin")?).into_string(),
        marks: Marks::from_bits(row.get("all_marks")?),
        sources: row.get("sources")?,
    })
}
