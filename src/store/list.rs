//! Lists of the library: rows of it, newest first, a page at a time from either end or from any row.
//!
//! A page is asked for by the story beside which it begins, not by a number of rows: stories come and
//! are read while somebody scrolls, and a row must neither be skipped nor told twice for it. Of near
//! duplicates the lists of all stories and of unread ones have the newest only; each row says how many
//! publishers have the story.

mod order;

use super::unread::marks;
use super::{Error, Store, id_of};
use crate::article::{ArticleId, ListPart, Listing, Marks, PageStart, Timestamp};
use crate::search::LibraryQuery;
use crate::text::clean_text::CleanText;
use order::{Direction, OrderedBy, Position, parts};
use rusqlite::params_from_iter;
use rusqlite::types::Value;

/// The columns that [`listing`] reads. A story of a feed is called after what the user calls the feed.
pub(super) const LISTING: &str = concat!(
    "article.id, headline, topic,
    coalesce((SELECT title FROM subscription WHERE address = origin), source) AS publisher,
    published_text, url, origin, ",
    marks!(),
    " AS all_marks,
    (SELECT count(DISTINCT coalesce(other.source, other.id)) FROM article AS other
     WHERE other.same = article.same) AS sources"
);

/// The newest of near duplicates, and every story that has none.
const IS_NEWEST: &str = "NOT EXISTS (SELECT 1 FROM article AS newer WHERE newer.same = article.same
    AND (coalesce(newer.published, -1e18), newer.number)
        > (coalesce(article.published, -1e18), article.number))";

/// Rows of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoredRows {
    /// The stories, from top to bottom.
    pub listings: Vec<Listing>,
    /// Whether the list ends with them, in the direction in which they were read.
    pub is_end: bool,
    /// How many rows of the list stand above the first of them, where that was counted.
    pub above: Option<usize>,
    /// The story that was looked for, where one was.
    pub found: Option<ArticleId>,
}

/// A list by time: its conditions in SQL, each with `AND` before it, and their values.
struct ByTime {
    ordered_by: OrderedBy,
    conditions: String,
    values: Vec<Value>,
    /// Whether near duplicates are one row of it.
    is_collapsed: bool,
    /// The condition that leaves the newest of near duplicates, where they are.
    newest_only: String,
}

impl Store {
    /// Returns a page of at most `most` rows of the list by time that `question` names; words in it
    /// are passed over. Rows are returned from top to bottom wherever the page begins.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn rows_by_time(
        &self,
        question: &LibraryQuery,
        start: PageStart,
        most: usize,
    ) -> Result<StoredRows, Error> {
        let _snapshot = self.read_snapshot()?;
        let list = self.by_time(question)?;
        match start {
            PageStart::First => Ok(StoredRows {
                above: Some(0),
                ..self.span(&list, Direction::Down, None, most)?
            }),
            PageStart::Last => {
                let rows = self.span(&list, Direction::Up, None, most)?;
                let all = self.count_by_time(question)?;
                Ok(StoredRows {
                    above: Some(all.saturating_sub(rows.listings.len())),
                    ..rows
                })
            }
            PageStart::After(id) => self.beside(&list, Direction::Down, id, most),
            PageStart::Before(id) => self.beside(&list, Direction::Up, id, most),
            PageStart::NextUnread(id) => self.round_next_unread(question, &list, id, most),
        }
    }

    /// Returns how many rows the list by time has that `question` names.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn count_by_time(&self, question: &LibraryQuery) -> Result<usize, Error> {
        self.count_where(&self.by_time(question)?, "")
    }

    /// Returns how many rows of the list by time that `question` names stand below the story `id`.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn count_below(&self, question: &LibraryQuery, id: ArticleId) -> Result<usize, Error> {
        let list = self.by_time(question)?;
        if list.is_collapsed {
            // Near duplicates of rows above stand below too, and are no rows.
            let all = self.count_where(&list, "")?;
            let part = self.part_of(list.ordered_by, ListPart::Above(id))?;
            let above = self.count_where(&list, &part)?;
            return Ok(all.saturating_sub(above + 1));
        }
        self.count_where(&list, &self.part_of(list.ordered_by, ListPart::Below(id))?)
    }

    /// Hands each row of the list by time that `question` names to `sink`, newest first, until it
    /// refuses or `most` were handed over; returns how many were.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn listings(
        &self,
        question: &LibraryQuery,
        most: usize,
        mut sink: impl FnMut(Listing) -> bool,
    ) -> Result<usize, Error> {
        let list = self.by_time(question)?;
        let sql = format!(
            "SELECT {LISTING} FROM {} WHERE 1 {} {} ORDER BY {} LIMIT ?{}",
            list.ordered_by.with_articles(),
            list.conditions,
            list.newest_only,
            list.ordered_by.newest_first(),
            list.values.len() + 1
        );
        let mut values = list.values;
        values.push(Value::from(i64::try_from(most).unwrap_or(i64::MAX)));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut read = 0;
        while let Some(row) = rows.next()? {
            read += 1;
            if !sink(listing(row)?) {
                break;
            }
        }
        Ok(read)
    }

    /// Returns how many stories there are, near duplicates counted once, and how many of them are
    /// unread.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn totals(&self) -> Result<(usize, usize), Error> {
        let unread = LibraryQuery {
            unread: Some(true),
            ..LibraryQuery::default()
        };
        Ok((
            self.count_by_time(&LibraryQuery::default())?,
            self.count_by_time(&unread)?,
        ))
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
    /// last of them; a near duplicate of one that was there is left out.
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

    fn by_time(&self, question: &LibraryQuery) -> Result<ByTime, Error> {
        let mut values = Vec::new();
        let ordered_by = OrderedBy::of(question);
        let other = LibraryQuery {
            // What has a row in the table is unread.
            unread: question.unread.filter(|_| ordered_by == OrderedBy::Article),
            ..question.clone()
        };
        let conditions = self.conditions(&other, &mut values)?;
        let unwanted = self.without_unwanted(question, &mut values)?;
        Ok(ByTime {
            ordered_by,
            conditions: format!("{conditions}{unwanted}"),
            values,
            is_collapsed: is_collapsed(question),
            newest_only: newest_rows(question),
        })
    }

    /// Reads the rows from the story `id` on, without it; none where it is no longer there.
    fn beside(
        &self,
        list: &ByTime,
        direction: Direction,
        id: ArticleId,
        most: usize,
    ) -> Result<StoredRows, Error> {
        match self.position(list.ordered_by, id)? {
            Some(position) => self.span(list, direction, Some(position), most),
            None => Ok(StoredRows {
                is_end: true,
                ..StoredRows::default()
            }),
        }
    }

    /// Reads the rows from `from` on, without it, or from the end of the list.
    fn span(
        &self,
        list: &ByTime,
        direction: Direction,
        from: Option<Position>,
        most: usize,
    ) -> Result<StoredRows, Error> {
        let table = list.ordered_by.table();
        let order = match direction {
            Direction::Down => list.ordered_by.newest_first(),
            Direction::Up => format!("{table}.published, {table}.number"),
        };
        let mut listings = Vec::new();
        for part in parts(table, direction, from) {
            let sql = format!(
                "SELECT {LISTING} FROM {} WHERE 1 {} {} {part} ORDER BY {order} LIMIT ?{}",
                list.ordered_by.with_articles(),
                list.conditions,
                list.newest_only,
                list.values.len() + 1
            );
            let left = i64::try_from(most - listings.len()).unwrap_or(i64::MAX);
            let values = list.values.iter().cloned().chain([Value::from(left)]);
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

    /// Reads a page with the next unread story after `id` in it, and some rows above that; an empty
    /// one where there is none.
    fn round_next_unread(
        &self,
        question: &LibraryQuery,
        list: &ByTime,
        id: ArticleId,
        most: usize,
    ) -> Result<StoredRows, Error> {
        let nothing = StoredRows {
            is_end: true,
            ..StoredRows::default()
        };
        if question.unread == Some(false) {
            return Ok(nothing);
        }
        let unread = self.by_time(&LibraryQuery {
            unread: Some(true),
            ..question.clone()
        })?;
        let next = self.beside(&unread, Direction::Down, id, 1)?;
        let Some(next) = next.listings.into_iter().next() else {
            return Ok(nothing);
        };
        let id = next.id;
        let mut rows = self.beside(list, Direction::Up, id, most / 4)?;
        rows.listings.push(next);
        rows.found = Some(id);
        let rest = most.saturating_sub(rows.listings.len()).max(1);
        let below = self.beside(list, Direction::Down, id, rest)?;
        rows.listings.extend(below.listings);
        rows.is_end = below.is_end;
        rows.above = match rows.listings.first() {
            Some(first) => {
                let above = self.part_of(list.ordered_by, ListPart::Above(first.id))?;
                Some(self.count_where(list, &above)?)
            }
            None => None,
        };
        Ok(rows)
    }

    /// Counts rows of the list that fulfil `condition` too.
    fn count_where(&self, list: &ByTime, condition: &str) -> Result<usize, Error> {
        // Each group of near duplicates has one row, and a part of the list that begins at its top
        // has the rows of all groups of which it has a story.
        let table = list.ordered_by.table();
        let counted = if list.is_collapsed {
            format!("DISTINCT {table}.same")
        } else {
            "*".to_owned()
        };
        let tables = if list.conditions.is_empty() {
            table
        } else {
            list.ordered_by.with_articles()
        };
        let sql = format!(
            "SELECT count({counted}) FROM {tables} WHERE 1 {} {condition}",
            list.conditions
        );
        let mut statement = self.connection.prepare(&sql)?;
        let values = params_from_iter(list.values.iter());
        let count: i64 = statement.query_row(values, |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }
}

/// Whether near duplicates are one row of the list: where they differ in nothing that is asked.
fn is_collapsed(question: &LibraryQuery) -> bool {
    let asks_for_marks_alone = LibraryQuery {
        unread: question.unread,
        ignored: question.ignored.clone(),
        ..LibraryQuery::default()
    };
    *question == asks_for_marks_alone
}

/// The condition, with `AND` before it, that leaves the newest of near duplicates where the list has
/// one row for them.
pub(super) fn newest_rows(question: &LibraryQuery) -> String {
    if is_collapsed(question) {
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
        // Earlier versions stored file names as they are.
        origin: CleanText::from(row.get::<_, String>("origin")?).into_string(),
        marks: Marks::from_bits(row.get("all_marks")?),
        sources: row.get("sources")?,
    })
}
