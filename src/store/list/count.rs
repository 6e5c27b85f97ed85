//! The numbers of rows of a list, and of a part of it.

use super::SortedList;
use crate::article::{ArticleId, ListPart};
use crate::search::{Condition, LibraryQuery};
use crate::store::{Error, Store};
use rusqlite::params_from_iter;
use rusqlite::types::Value;

impl Store {
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

    /// Counts the rows in a part of the list.
    pub(super) fn count_part(&self, list: &SortedList, part: ListPart) -> Result<usize, Error> {
        let mut values = list.values.clone();
        let condition = self.part_of(list.order, part, &mut values)?;
        let own = values.get(list.values.len()..).unwrap_or_default();
        self.count_where(list, &condition, own)
    }

    /// Counts the rows of the list that also fulfil `condition`, whose parameters are `values`.
    pub(super) fn count_where(
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
