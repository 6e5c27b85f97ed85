//! The order of lists by time: the table that has this order, and the conditions that select a part
//! of a list.

use crate::article::{ArticleId, ListPart};
use crate::search::LibraryQuery;
use crate::store::unread::UNDATED;
use crate::store::{Error, Store, key};
use rusqlite::OptionalExtension as _;

/// The position of an article in a list by time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Position {
    pub(super) published: Option<i64>,
    pub(super) number: i64,
}

/// The direction in which a list is read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Direction {
    /// Towards older articles.
    Down,
    /// Towards newer articles.
    Up,
}

/// The table by which a list is ordered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum OrderedBy {
    Article,
    Unread,
}

impl OrderedBy {
    /// Returns the smaller table if it contains all articles of the list. Starred articles are few
    /// and have their own index.
    pub(super) fn of(query: &LibraryQuery) -> Self {
        if query.unread == Some(true) && !query.starred {
            Self::Unread
        } else {
            Self::Article
        }
    }

    pub(super) fn table(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Unread => "unread",
        }
    }

    /// Returns the tables in SQL from which the columns of `article` can be read.
    pub(super) fn with_articles(self) -> &'static str {
        match self {
            Self::Article => "article",
            // `CROSS JOIN` makes SQLite begin with the first table, which has the order.
            Self::Unread => "unread CROSS JOIN article ON article.number = unread.number",
        }
    }

    pub(super) fn newest_first(self) -> String {
        let table = self.table();
        format!("{table}.published DESC, {table}.number DESC")
    }
}

/// Returns the SQL conditions for the rows after `from`, one for each range of rows, in reading
/// order. SQLite uses an index for each separate condition, but not if they are joined by `OR`.
/// Articles without a date come last.
pub(super) fn parts(table: &str, direction: Direction, from: Option<Position>) -> Vec<String> {
    let Some(Position { published, number }) = from else {
        return vec![String::new()];
    };
    let (at, than) = (format!("{table}.published"), format!("{table}.number"));
    match (direction, published) {
        (Direction::Down, Some(time)) => vec![
            format!("AND {at} <= {time} AND ({at} < {time} OR {than} < {number})"),
            format!("AND {at} IS NULL"),
        ],
        (Direction::Down, None) => vec![format!("AND {at} IS NULL AND {than} < {number}")],
        (Direction::Up, Some(time)) => vec![format!(
            "AND {at} >= {time} AND ({at} > {time} OR {than} > {number})"
        )],
        (Direction::Up, None) => vec![
            format!("AND {at} IS NULL AND {than} > {number}"),
            format!("AND {at} IS NOT NULL"),
        ],
    }
}

impl Store {
    /// Returns the SQL condition, preceded by `AND`, for the rows in a part of a list. It excludes
    /// all rows if the article at the boundary of that part no longer exists.
    pub(super) fn part_of(&self, ordered_by: OrderedBy, part: ListPart) -> Result<String, Error> {
        let (id, newer) = match part {
            ListPart::All => return Ok(String::new()),
            ListPart::Above(id) => (id, true),
            ListPart::Below(id) => (id, false),
        };
        let Some(position) = self.position(ordered_by, id)? else {
            return Ok("AND 0".to_owned());
        };
        let Position { published, number } = position;
        let table = ordered_by.table();
        let (at, than) = (format!("{table}.published"), format!("{table}.number"));
        Ok(match (published, newer) {
            (Some(time), true) => {
                format!("AND ({at} > {time} OR ({at} = {time} AND {than} > {number}))")
            }
            (None, true) => format!("AND ({at} IS NOT NULL OR {than} > {number})"),
            (Some(time), false) => format!(
                "AND ({at} IS NULL OR {at} < {time} OR ({at} = {time} AND {than} < {number}))"
            ),
            (None, false) => format!("AND {at} IS NULL AND {than} < {number}"),
        })
    }

    /// Returns the SQL condition, preceded by `AND`, for the rows of the table `unread` in a part
    /// of a list.
    pub(in crate::store) fn part_of_unread(&self, part: ListPart) -> Result<String, Error> {
        self.part_of(OrderedBy::Unread, part)
    }

    pub(super) fn position(
        &self,
        in_list: OrderedBy,
        id: ArticleId,
    ) -> Result<Option<Position>, Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT published, number FROM article WHERE id = ?1")?;
        let position = statement.query_row([key(id)], |row| {
            let published: Option<i64> = row.get(0)?;
            Ok(Position {
                published: match in_list {
                    OrderedBy::Article => published,
                    OrderedBy::Unread => Some(published.unwrap_or(UNDATED)),
                },
                number: row.get(1)?,
            })
        });
        Ok(position.optional()?)
    }
}
