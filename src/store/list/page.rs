//! Pages of lists: rows from either end of a list, or next to a row.
//!
//! A page is requested by the article next to it, not by an offset: articles arrive and are read
//! while the user scrolls, and no row may be skipped or repeated.

use super::order::{Direction, Position};
use super::{LISTING, SortedList, listing};
use crate::article::{ArticleId, ListPart, Listing, PageStart};
use crate::search::{Condition, LibraryQuery};
use crate::store::{Error, Store};
use rusqlite::params_from_iter;
use rusqlite::types::Value;

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
}
