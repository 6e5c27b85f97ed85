//! Lists of the library: rows of it, newest first, a page at a time from either end or from any row.
//!
//! A page is asked for by the story beside which it begins, not by a number of rows: stories come and
//! are read while somebody scrolls, and a row must neither be skipped nor told twice for it. Of near
//! duplicates the lists of all stories and of unread ones have the newest only; each row says how many
//! publishers have the story.

use super::unread::{UNDATED, marks};
use super::{Error, Store, id_of, key};
use crate::article::{ArticleId, ListPart, Listing, Marks, PageStart, Timestamp};
use crate::search::Question;
use crate::text::clean_text::CleanText;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension as _, params_from_iter};

/// The columns that [`listing`] reads. A story of a feed is called after what the user calls the feed.
pub(super) const LISTING: &str = concat!(
    "article.id, headline, topic,
    coalesce((SELECT title FROM subscription WHERE address = origin), source), published_text, url, origin,
    ",
    marks!(),
    ",
    (SELECT count(DISTINCT coalesce(other.source, other.id)) FROM article AS other
     WHERE other.same = article.same)"
);

/// The newest of near duplicates, and every story that has none.
const IS_NEWEST: &str = "NOT EXISTS (SELECT 1 FROM article AS newer WHERE newer.same = article.same
    AND (coalesce(newer.published, -1e18), newer.number)
        > (coalesce(article.published, -1e18), article.number))";

/// Rows of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// The stories, from top to bottom.
    pub listings: Vec<Listing>,
    /// Whether the list ends with them, in the direction in which they were read.
    pub is_end: bool,
    /// How many rows of the list stand above the first of them, where that was counted.
    pub above: Option<usize>,
    /// The story that was looked for, where one was.
    pub found: Option<ArticleId>,
}

/// Where a story stands in a list by time.
#[derive(Clone, Copy, Debug)]
struct Position {
    published: Option<i64>,
    number: i64,
}

/// Which way a list is read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Direction {
    /// To older stories.
    Down,
    /// To newer ones.
    Up,
}

/// The table that has the order of a list by time.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum OrderedBy {
    Article,
    Unread,
}

impl OrderedBy {
    /// The smaller table, where all articles of the list are in it. Starred articles are few: they are read by
    /// an index of their own.
    fn of(question: &Question) -> Self {
        if question.unread == Some(true) && !question.starred {
            Self::Unread
        } else {
            Self::Article
        }
    }

    fn table(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Unread => "unread",
        }
    }

    /// The tables of a query that reads columns of `article`.
    fn with_articles(self) -> &'static str {
        match self {
            Self::Article => "article",
            // SQLite would begin with either; the first one has the order.
            Self::Unread => "unread CROSS JOIN article ON article.number = unread.number",
        }
    }

    fn newest_first(self) -> String {
        let table = self.table();
        format!("{table}.published DESC, {table}.number DESC")
    }
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
        question: &Question,
        start: PageStart,
        most: usize,
    ) -> Result<Rows, Error> {
        let _still = self.still()?;
        let list = self.by_time(question)?;
        match start {
            PageStart::First => Ok(Rows {
                above: Some(0),
                ..self.span(&list, Direction::Down, None, most)?
            }),
            PageStart::Last => {
                let rows = self.span(&list, Direction::Up, None, most)?;
                let all = self.count_by_time(question)?;
                Ok(Rows {
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
    pub fn count_by_time(&self, question: &Question) -> Result<usize, Error> {
        self.count_where(&self.by_time(question)?, "")
    }

    /// Returns how many rows of the list by time that `question` names stand below the story `id`.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn count_below(&self, question: &Question, id: ArticleId) -> Result<usize, Error> {
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
        question: &Question,
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
        let unread = Question {
            unread: Some(true),
            ..Question::default()
        };
        Ok((
            self.count_by_time(&Question::default())?,
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

    fn by_time(&self, question: &Question) -> Result<ByTime, Error> {
        let mut values = Vec::new();
        let ordered_by = OrderedBy::of(question);
        let other = Question {
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
    ) -> Result<Rows, Error> {
        match self.position(list.ordered_by, id)? {
            Some(position) => self.span(list, direction, Some(position), most),
            None => Ok(Rows {
                is_end: true,
                ..Rows::default()
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
    ) -> Result<Rows, Error> {
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
        Ok(Rows {
            listings,
            is_end,
            ..Rows::default()
        })
    }

    /// Reads a page with the next unread story after `id` in it, and some rows above that; an empty
    /// one where there is none.
    fn round_next_unread(
        &self,
        question: &Question,
        list: &ByTime,
        id: ArticleId,
        most: usize,
    ) -> Result<Rows, Error> {
        let nothing = Rows {
            is_end: true,
            ..Rows::default()
        };
        if question.unread == Some(false) {
            return Ok(nothing);
        }
        let unread = self.by_time(&Question {
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

    /// The condition, with `AND` before it, of the rows in a part of a list by time; none of them where
    /// the story that ends the part is no longer there.
    fn part_of(&self, ordered_by: OrderedBy, part: ListPart) -> Result<String, Error> {
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

    /// The condition, with `AND` before it, of the rows of `unread` in a part of a list by time.
    pub(super) fn part_of_unread(&self, part: ListPart) -> Result<String, Error> {
        self.part_of(OrderedBy::Unread, part)
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

    fn position(&self, in_list: OrderedBy, id: ArticleId) -> Result<Option<Position>, Error> {
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

/// Whether near duplicates are one row of the list: where they differ in nothing that is asked.
fn is_collapsed(question: &Question) -> bool {
    let asks_for_marks_alone = Question {
        unread: question.unread,
        ignored: question.ignored.clone(),
        ..Question::default()
    };
    *question == asks_for_marks_alone
}

/// The condition, with `AND` before it, that leaves the newest of near duplicates where the list has
/// one row for them.
pub(super) fn newest_rows(question: &Question) -> String {
    if is_collapsed(question) {
        format!("AND {IS_NEWEST} ")
    } else {
        String::new()
    }
}

/// Conditions that part the rows beyond `from`, in the order in which they are read: an index is used
/// for each, which it would not be for all in one with `OR`. Stories without a date are the last ones.
fn parts(table: &str, direction: Direction, from: Option<Position>) -> Vec<String> {
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
        // Older versions stored the names of files as they are.
        origin: CleanText::from(row.get::<_, String>(6)?).into_string(),
        marks: Marks::from_bits(row.get(7)?),
        sources: row.get(8)?,
    })
}
