//! Lists of articles in an order, read page by page from either end or from any row.
//!
//! A page is requested by the article next to it, not by an offset: articles arrive and are read
//! while the user scrolls, and no row may be skipped or repeated. The list of all articles and the
//! list of unread articles show only the newest of near duplicates; each row has the number of
//! publishers.

mod order;

use super::unread::marks;
use super::{Error, Store, id_of};
use crate::article::{ArticleId, ListPart, Listing, Marks, PageStart, Timestamp};
use crate::search::{Condition, LibraryQuery};
use crate::text::clean_text::CleanText;
use order::{Direction, ListOrder, Position};
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

/// A page of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoredRows {
    /// The articles from top to bottom.
    pub listings: Vec<Listing>,
    /// Whether the list has no more rows in the direction of reading.
    pub is_end: bool,
    /// The number of rows above the first row of the page, if it was counted.
    pub above: Option<usize>,
    /// Whether no article has all words of the query, and these have some.
    pub is_partial: bool,
    /// The article that was searched for, if any.
    pub found: Option<ArticleId>,
}

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
    /// Returns a page of at most `most` rows from the list that `query` selects, in the order that it
    /// names, or else by time. The rows are ordered from top to bottom wherever the page begins.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn rows_in_order(
        &self,
        query: &LibraryQuery,
        start: PageStart,
        most: usize,
    ) -> Result<StoredRows, Error> {
        let _snapshot = self.read_snapshot()?;
        let list = self.sorted(query)?;
        match start {
            PageStart::First => Ok(StoredRows {
                above: Some(0),
                ..self.span(&list, Direction::Down, None, most)?
            }),
            PageStart::Last => {
                let rows = self.span(&list, Direction::Up, None, most)?;
                let all = self.count_where(&list, "", &[])?;
                Ok(StoredRows {
                    above: Some(all.saturating_sub(rows.listings.len())),
                    ..rows
                })
            }
            PageStart::After(id) => self.beside(&list, Direction::Down, id, most),
            PageStart::Before(id) => self.beside(&list, Direction::Up, id, most),
            PageStart::Around(id) => match self.listing_of(id)? {
                Some(row) => self.around(&list, row, most),
                None => self.span(&list, Direction::Down, None, most),
            },
            PageStart::NextUnread(id) => self.round_next_unread(query, &list, id, most),
        }
    }

    /// Returns the number of rows in the list that `query` selects.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn count_in_order(&self, query: &LibraryQuery) -> Result<usize, Error> {
        self.count_where(&self.sorted(query)?, "", &[])
    }

    /// Returns the number of rows below the article `id` in the list that `query` selects.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn count_below(&self, query: &LibraryQuery, id: ArticleId) -> Result<usize, Error> {
        let list = self.sorted(query)?;
        if list.is_collapsed && list.order.is_newest_first {
            // Near duplicates of articles in rows above are older than this article, but have no
            // row of their own.
            let all = self.count_where(&list, "", &[])?;
            let above = self.count_part(&list, ListPart::Above(id))?;
            return Ok(all.saturating_sub(above + 1));
        }
        self.count_part(&list, ListPart::Below(id))
    }

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

    /// Returns the number of all articles and the number of unread articles; near duplicates count
    /// once.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn totals(&self) -> Result<(usize, usize), Error> {
        let unread = LibraryQuery::default().with(Condition::Unread(true));
        Ok((
            self.count_in_order(&LibraryQuery::default())?,
            self.count_in_order(&unread)?,
        ))
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

    /// Reads the rows next to the article `id`; returns none if the article no longer exists.
    fn beside(
        &self,
        list: &SortedList,
        direction: Direction,
        id: ArticleId,
        most: usize,
    ) -> Result<StoredRows, Error> {
        match self.position(list.order, id)? {
            Some(position) => self.span(list, direction, Some(&position), most),
            None => Ok(StoredRows {
                is_end: true,
                ..StoredRows::default()
            }),
        }
    }

    /// Reads the rows after `from`, or from the end of the list if `from` is `None`.
    fn span(
        &self,
        list: &SortedList,
        direction: Direction,
        from: Option<&Position>,
        most: usize,
    ) -> Result<StoredRows, Error> {
        let mut values = list.values.clone();
        let count = values.len();
        values.extend(from.into_iter().flatten().cloned());
        let mut listings = Vec::new();
        for part in list.order.parts(direction, from, count) {
            let sql = list.statement(LISTING, direction, &part, values.len());
            let left = Value::from(i64::try_from(most - listings.len()).unwrap_or(i64::MAX));
            let values = values.iter().cloned().chain([left]);
            let mut statement = self.connection.prepare(&sql)?;
            let rows = statement.query_map(params_from_iter(values), listing)?;
            for row in rows {
                listings.push(row?);
            }
            if listings.len() == most {
                break;
            }
        }
        let is_end = listings.len() < most;
        if direction == Direction::Up {
            listings.reverse();
        }
        Ok(StoredRows {
            listings,
            is_end,
            ..StoredRows::default()
        })
    }

    /// Reads a page that contains the next unread article after `id` and some rows above that
    /// article. The page is empty if no unread article follows.
    fn round_next_unread(
        &self,
        query: &LibraryQuery,
        list: &SortedList,
        id: ArticleId,
        most: usize,
    ) -> Result<StoredRows, Error> {
        let nothing = StoredRows {
            is_end: true,
            ..StoredRows::default()
        };
        if query.unread() == Some(false) {
            return Ok(nothing);
        }
        let unread = query.clone().without_read_marks();
        let unread = self.sorted(&unread.with(Condition::Unread(true)))?;
        let next = self.beside(&unread, Direction::Down, id, 1)?;
        let Some(next) = next.listings.into_iter().next() else {
            return Ok(nothing);
        };
        self.around(list, next, most)
    }

    /// Reads a page that contains `row` and some rows above it.
    fn around(&self, list: &SortedList, row: Listing, most: usize) -> Result<StoredRows, Error> {
        let id = row.id;
        let mut rows = self.beside(list, Direction::Up, id, most / 4)?;
        rows.listings.push(row);
        rows.found = Some(id);
        let rest = most.saturating_sub(rows.listings.len()).max(1);
        let below = self.beside(list, Direction::Down, id, rest)?;
        rows.listings.extend(below.listings);
        rows.is_end = below.is_end;
        rows.above = match rows.listings.first() {
            Some(first) => Some(self.count_part(list, ListPart::Above(first.id))?),
            None => None,
        };
        Ok(rows)
    }

    /// Counts the rows in a part of the list.
    fn count_part(&self, list: &SortedList, part: ListPart) -> Result<usize, Error> {
        let mut values = list.values.clone();
        let condition = self.part_of(list.order, part, &mut values)?;
        let own = values.get(list.values.len()..).unwrap_or_default();
        self.count_where(list, &condition, own)
    }

    /// Counts the rows of the list that also fulfil `condition`, whose parameters are `values`.
    fn count_where(
        &self,
        list: &SortedList,
        condition: &str,
        values: &[Value],
    ) -> Result<usize, Error> {
        // Each group of near duplicates has one row. Counting all of the list, or from the top of a
        // list with the newest first, the row of a group is included if any of its articles is.
        let is_by_group = condition.is_empty() || list.order.is_newest_first;
        let (counted, newest_only) = match (list.is_collapsed, is_by_group) {
            (true, true) => (format!("DISTINCT {}", list.order.group()), ""),
            (true, false) => ("*".to_owned(), list.newest_only.as_str()),
            (false, _) => ("*".to_owned(), ""),
        };
        let tables = if list.conditions.is_empty() && newest_only.is_empty() {
            list.order.table()
        } else {
            list.order.with_articles()
        };
        let sql = format!(
            "SELECT count({counted}) FROM {tables} WHERE 1 {} {newest_only} {condition}",
            list.conditions
        );
        let mut statement = self.connection.prepare(&sql)?;
        let values = params_from_iter(list.values.iter().chain(values));
        let count: i64 = statement.query_row(values, |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
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
