//! The orders of lists: the tables and columns that have an order, and the conditions that select a
//! part of a list.
//!
//! An order is a list of columns. SQLite uses an index for a range of one column where the columns
//! before it are fixed, but not for such ranges joined by `OR`; so the rows on one side of an article
//! are read range by range.

use crate::article::{ArticleId, ListPart};
use crate::search::{LibraryQuery, SortOrder};
use crate::store::unread::UNDATED;
use crate::store::{Error, Store, key};
use rusqlite::OptionalExtension as _;
use rusqlite::types::Value;

/// The direction in which a list is read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Direction {
    Down,
    Up,
}

/// The table by which a list is ordered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum OrderedBy {
    Article,
    Unread,
    Fact,
}

/// A column of an order.
#[derive(Clone, Copy, Debug)]
struct OrderColumn {
    /// The column in SQL.
    name: &'static str,
    /// Whether greater values come first.
    is_descending: bool,
    /// How the column is compared, in SQL after a blank; empty for the usual way.
    collation: &'static str,
    /// The SQL condition that the column has no value; such rows come last. `None` if each row has a
    /// value.
    lacks_value: Option<&'static str>,
}

const fn column(name: &'static str, is_descending: bool) -> OrderColumn {
    OrderColumn {
        name,
        is_descending,
        collation: "",
        lacks_value: None,
    }
}

const NUMBER: OrderColumn = column("article.number", true);
const PUBLISHED: OrderColumn = OrderColumn {
    lacks_value: Some("article.published IS NULL"),
    ..column("article.published", true)
};
const UNREAD_PUBLISHED: OrderColumn = OrderColumn {
    // This is `UNDATED`.
    lacks_value: Some("unread.published = -9223372036854775808"),
    ..column("unread.published", true)
};
const SOURCE: OrderColumn = OrderColumn {
    collation: " COLLATE NOCASE",
    lacks_value: Some("article.source IS NULL"),
    ..column("article.source", false)
};

const fn ascending(column: OrderColumn) -> OrderColumn {
    OrderColumn {
        is_descending: false,
        ..column
    }
}

const NEWEST: &[OrderColumn] = &[PUBLISHED, NUMBER];
const OLDEST: &[OrderColumn] = &[ascending(PUBLISHED), ascending(NUMBER)];
const UNREAD_NEWEST: &[OrderColumn] = &[UNREAD_PUBLISHED, column("unread.number", true)];
const UNREAD_OLDEST: &[OrderColumn] =
    &[ascending(UNREAD_PUBLISHED), column("unread.number", false)];
const BY_SOURCE: &[OrderColumn] = &[SOURCE, PUBLISHED, NUMBER];
const LONGEST: &[OrderColumn] = &[column("fact.words", true), column("fact.number", true)];

/// The order of a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct ListOrder {
    ordered_by: OrderedBy,
    columns: &'static [OrderColumn],
    /// Whether the newest of near duplicates comes before the others.
    pub(super) is_newest_first: bool,
}

/// The values of an article in the columns of an order.
pub(super) type Position = Vec<Value>;

impl ListOrder {
    /// Returns the order of the list that a query selects, by the smallest table that has it. Starred
    /// articles are few and have their own index.
    pub(super) fn of(query: &LibraryQuery) -> Self {
        let is_unread = query.unread() == Some(true) && !query.is_starred();
        let sort = query.sort.unwrap_or(SortOrder::Newest);
        let (ordered_by, columns) = match (sort, is_unread) {
            (SortOrder::Newest | SortOrder::Best, true) => (OrderedBy::Unread, UNREAD_NEWEST),
            (SortOrder::Newest | SortOrder::Best, false) => (OrderedBy::Article, NEWEST),
            (SortOrder::Oldest, true) => (OrderedBy::Unread, UNREAD_OLDEST),
            (SortOrder::Oldest, false) => (OrderedBy::Article, OLDEST),
            (SortOrder::Source, _) => (OrderedBy::Article, BY_SOURCE),
            (SortOrder::Length, _) => (OrderedBy::Fact, LONGEST),
        };
        Self {
            ordered_by,
            columns,
            is_newest_first: matches!(sort, SortOrder::Newest | SortOrder::Best),
        }
    }

    /// Whether all rows of the table are unread.
    pub(super) fn is_of_unread(self) -> bool {
        self.ordered_by == OrderedBy::Unread
    }

    /// Returns the table that has the number of each row and, except that of facts, its group of near
    /// duplicates.
    pub(super) fn table(self) -> &'static str {
        match self.ordered_by {
            OrderedBy::Article => "article",
            OrderedBy::Unread => "unread",
            OrderedBy::Fact => self.with_articles(),
        }
    }

    /// Returns the column of the group of near duplicates.
    pub(super) fn group(self) -> &'static str {
        match self.ordered_by {
            OrderedBy::Article | OrderedBy::Fact => "article.same",
            OrderedBy::Unread => "unread.same",
        }
    }

    /// Returns the tables in SQL from which the columns of `article` can be read. `CROSS JOIN` makes
    /// SQLite begin with the first table, which has the order.
    pub(super) fn with_articles(self) -> &'static str {
        match self.ordered_by {
            OrderedBy::Article => "article",
            OrderedBy::Unread => "unread CROSS JOIN article ON article.number = unread.number",
            OrderedBy::Fact => "fact CROSS JOIN article ON article.number = fact.number",
        }
    }

    /// Returns the columns for `ORDER BY`, from top to bottom or from bottom to top.
    pub(super) fn clause(self, direction: Direction) -> String {
        let columns = self.columns.iter().map(|column| {
            let is_descending = column.is_descending == (direction == Direction::Down);
            let way = if is_descending { " DESC" } else { "" };
            format!("{}{}{way}", column.name, column.collation)
        });
        columns.collect::<Vec<_>>().join(", ")
    }

    /// Returns the SQL conditions, each preceded by `AND`, for the rows beyond `from`, one for each
    /// range of rows, in reading order; all rows without `from`. Their parameters are numbered after
    /// `count` others, and are the values of `from`.
    pub(super) fn parts(
        self,
        direction: Direction,
        from: Option<&Position>,
        count: usize,
    ) -> Vec<String> {
        let Some(from) = from else {
            return match self.columns.first().and_then(|first| first.lacks_value) {
                // A statement reads rows without a value in the right order if greater values come
                // first.
                Some(lacks) if self.has_nulls_first() => match direction {
                    Direction::Down => vec![format!("AND NOT {lacks}"), format!("AND {lacks}")],
                    Direction::Up => vec![format!("AND {lacks}"), format!("AND NOT {lacks}")],
                },
                Some(_) | None => vec![String::new()],
            };
        };
        let mut parts = Vec::new();
        for (index, column) in self.columns.iter().enumerate().rev() {
            let before = self.columns.iter().zip(count + 1..).take(index);
            let same = before.map(|(column, at)| {
                let (name, case) = (column.name, column.collation);
                format!("AND {name} IS ?{at}{case} ")
            });
            let same = same.collect::<Vec<_>>().concat();
            let value = format!("?{}", count + index + 1);
            let undated = Value::Integer(UNDATED);
            let value_here = from.get(index);
            let lacks = |value: &Value| *value == Value::Null || *value == undated;
            let is_missing = column.lacks_value.is_some() && value_here.is_none_or(lacks);
            let ranges = column.beyond(direction, &value, is_missing);
            parts.extend(ranges.into_iter().map(|range| format!("{same}AND {range}")));
        }
        parts
    }

    /// Whether SQLite's order has rows first that lack a value, which come last.
    fn has_nulls_first(self) -> bool {
        self.columns
            .first()
            .is_some_and(|first| !first.is_descending)
    }

    /// Returns the SQL condition, preceded by `AND`, for the rows on one side of `from`.
    fn side(self, direction: Direction, from: &Position, count: usize) -> String {
        let parts = self.parts(direction, Some(from), count);
        let parts = parts
            .iter()
            .map(|part| format!("({})", part.strip_prefix("AND ").unwrap_or(part)));
        format!("AND ({})", parts.collect::<Vec<_>>().join(" OR "))
    }
}

impl OrderColumn {
    /// Returns the conditions for the rows beyond one with this value, in reading order.
    fn beyond(self, direction: Direction, value: &str, is_missing: bool) -> Vec<String> {
        let name = self.name;
        let case = self.collation;
        let is_less = self.is_descending == (direction == Direction::Down);
        let compared = if is_less { "<" } else { ">" };
        let Some(lacks) = self.lacks_value else {
            return vec![format!("{name} {compared} {value}{case}")];
        };
        match (direction, is_missing) {
            (Direction::Down, true) => Vec::new(),
            (Direction::Up, true) => vec![format!("NOT {lacks}")],
            (Direction::Down, false) => vec![
                format!("({name} {compared} {value}{case} AND NOT {lacks})"),
                lacks.to_owned(),
            ],
            (Direction::Up, false) => {
                vec![format!("({name} {compared} {value}{case} AND NOT {lacks})")]
            }
        }
    }
}

impl Store {
    /// Returns the SQL condition, preceded by `AND`, for the rows in a part of a list, and appends its
    /// parameters to `values`. It excludes all rows if the article at the boundary of that part no
    /// longer exists.
    pub(super) fn part_of(
        &self,
        order: ListOrder,
        part: ListPart,
        values: &mut Vec<Value>,
    ) -> Result<String, Error> {
        let (id, direction) = match part {
            ListPart::All => return Ok(String::new()),
            ListPart::Above(id) => (id, Direction::Up),
            ListPart::Below(id) => (id, Direction::Down),
        };
        let Some(position) = self.position(order, id)? else {
            return Ok("AND 0".to_owned());
        };
        let condition = order.side(direction, &position, values.len());
        values.extend(position);
        Ok(condition)
    }

    /// Returns the SQL condition, preceded by `AND`, for the unread articles in a part of the list that
    /// a query selects, and the tables in which it can be evaluated.
    pub(in crate::store) fn part_of_unread(
        &self,
        query: &LibraryQuery,
        part: ListPart,
        values: &mut Vec<Value>,
    ) -> Result<(String, &'static str), Error> {
        let unread = query.clone().without_read_marks();
        let order = ListOrder::of(&unread.with(crate::search::Condition::Unread(true)));
        let tables = match order.ordered_by {
            OrderedBy::Article | OrderedBy::Unread => OrderedBy::UNREAD_ARTICLES,
            OrderedBy::Fact => OrderedBy::UNREAD_FACTS,
        };
        Ok((self.part_of(order, part, values)?, tables))
    }

    /// Returns the values of an article in the columns of an order; `None` if it does not exist.
    pub(super) fn position(
        &self,
        order: ListOrder,
        id: ArticleId,
    ) -> Result<Option<Position>, Error> {
        let columns: Vec<&str> = order.columns.iter().map(|column| column.name).collect();
        // An article that was read since is no longer in the table of unread ones.
        let (columns, tables) = match order.ordered_by {
            OrderedBy::Article | OrderedBy::Fact => (columns.join(", "), order.with_articles()),
            OrderedBy::Unread => (crate::store::unread::KEY.to_owned(), "article"),
        };
        let sql = format!("SELECT {columns} FROM {tables} WHERE article.id = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let position = statement.query_row([key(id)], |row| {
            let columns = 0..order.columns.len();
            columns.map(|index| row.get(index)).collect()
        });
        Ok(position.optional()?)
    }
}

impl OrderedBy {
    const UNREAD_ARTICLES: &'static str =
        "unread CROSS JOIN article ON article.number = unread.number";
    const UNREAD_FACTS: &'static str = "unread CROSS JOIN article ON article.number = unread.number
         CROSS JOIN fact ON fact.number = unread.number";
}
