//! The list of a library's stories: rows of it, newest first, a page at a time.
//!
//! Of stories that tell the same only the newest is told. Each row says how many publishers tell it.

use super::{Error, Store, id_of};
use crate::article::{Listing, Marks, Timestamp};

/// The columns that [`listing`] reads. A story of a feed is called after what the person calls the feed.
pub(super) const LISTING: &str = "article.id, headline, topic,
    coalesce((SELECT title FROM subscription WHERE address = origin), source), published_text, url, origin, marks,
    (SELECT count(DISTINCT coalesce(other.source, other.id)) FROM article AS other
     WHERE other.same = article.same)";

/// Whether a newer story tells the same; asked only where another one does.
pub(super) const IS_TOLD: &str =
    "EXISTS (SELECT 1 FROM article AS newer WHERE newer.same = article.same
    AND (coalesce(newer.published, -1e18), newer.number)
        > (coalesce(article.published, -1e18), article.number))";

impl Store {
    /// Hands each story's listing to `sink`, newest first, until it refuses; of those that tell the
    /// same, the newest only. Begins after `skipped` rows and reads at most `most`; returns how many it
    /// has read, the untold ones too.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn listings(
        &self,
        skipped: usize,
        most: usize,
        mut sink: impl FnMut(Listing) -> bool,
    ) -> Result<usize, Error> {
        let sql = format!(
            "SELECT {LISTING}, {IS_TOLD} FROM article
             ORDER BY published DESC, number DESC LIMIT ?1 OFFSET ?2"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let skipped = i64::try_from(skipped).unwrap_or(i64::MAX);
        let mut rows = statement.query([most, skipped])?;
        let mut read = 0;
        while let Some(row) = rows.next()? {
            read += 1;
            let is_told: bool = row.get(9)?;
            if !is_told && !sink(listing(row)?) {
                break;
            }
        }
        Ok(read)
    }

    /// Returns how many rows the list has, and how many of them are unread: near duplicates are one row,
    /// that of the newest.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn told(&self) -> Result<(usize, usize), Error> {
        let _still = self.still()?;
        let read = "SELECT count(*) FROM article WHERE marks <> 0 AND marks & 1";
        let read: i64 = self
            .connection
            .prepare_cached(read)?
            .query_row([], |row| row.get(0))?;
        // Few stories have near duplicates, so that one index is read from end to end and little else.
        let sql = format!(
            "WITH shared AS MATERIALIZED
                 (SELECT same, count(*) AS stories FROM article GROUP BY same HAVING stories > 1)
             SELECT (SELECT coalesce(sum(stories - 1), 0) FROM shared),
                 (SELECT count(*) FROM shared JOIN article USING (same) WHERE marks & 1 AND {IS_TOLD})"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let (hidden, read_and_hidden): (i64, i64) =
            statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let count = |count: i64| usize::try_from(count).unwrap_or(0);
        let rows = self.len()?.saturating_sub(count(hidden));
        Ok((rows, rows.saturating_sub(count(read - read_and_hidden))))
    }

    /// Returns the number of the last story that came.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn last_number(&self) -> Result<i64, Error> {
        Ok(self.connection.query_row(
            "SELECT coalesce(max(number), 0) FROM article",
            [],
            |row| row.get(0),
        )?)
    }

    /// Returns the stories that came after that of `number`, newest first, and the number of the
    /// last of them; one that only tells again what is there already is left out.
    ///
    /// # Errors
    /// Where the file cannot be read.
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
}

/// Reads the columns of [`LISTING`].
pub(super) fn listing(row: &rusqlite::Row<'_>) -> rusqlite::Result<Listing> {
    let published: Option<String> = row.get(4)?;
    Ok(Listing {
        id: id_of(row.get(0)?),
        headline: row.get(1)?,
        topic: row.get(2)?,
        source: row.get(3)?,
        published: published.and_then(|text| Timestamp::parse_from_rfc3339(&text).ok()),
        url: row.get(5)?,
        origin: row.get(6)?,
        marks: Marks::from_bits(row.get(7)?),
        sources: row.get(8)?,
    })
}
