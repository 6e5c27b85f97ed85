//! Which articles are unread: one narrow row each, in a table of their own.
//!
//! An article is read if it has no row. Its row in `article` is wide: changing a bit in each of a
//! million rows wrote 281 MB, while swapping two narrow tables writes a page. Rows are stored in
//! list order, so a list of unread articles does not touch the read ones.

use super::{Error, Store};
use crate::search::LibraryQuery;
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};
use std::ops::RangeInclusive;

/// The date of articles without one, which puts them at the end of every list.
pub(super) const UNDATED: i64 = i64::MIN;

/// The SQL condition that the article in this row is unread.
macro_rules! is_unread {
    () => {
        "EXISTS (SELECT 1 FROM unread
            WHERE unread.published = coalesce(article.published, -9223372036854775808)
            AND unread.number = article.number)"
    };
}

/// The bits of `Marks` in SQL. `article.marks` stores the star. Its lowest bit was the read mark
/// until version 4 and is now ignored.
macro_rules! marks {
    () => {
        concat!(
            "(article.marks & 2) | (NOT ",
            crate::store::unread::is_unread!(),
            ")"
        )
    };
}

pub(super) use {is_unread, marks};

pub(super) const IS_UNREAD: &str = is_unread!();
pub(super) const MARKS: &str = marks!();

/// The columns of `article` that form a key of `unread`.
pub(super) const KEY: &str = "coalesce(article.published, -9223372036854775808), article.number";

/// The columns of `article` that form a row of `unread`.
pub(super) const ROW: &str = "coalesce(published, -9223372036854775808), number, same";

/// The articles that one command marked read, for undo.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ReadRanges {
    /// The numbers of the articles.
    ranges: Vec<RangeInclusive<i64>>,
    /// SQLite's `schema_version` after a sweep that marked all articles read: while it is unchanged, the
    /// table `swept` has exactly their rows.
    sweep: Option<i64>,
}

impl ReadRanges {
    /// Merges consecutive numbers into ranges.
    fn of(mut numbers: Vec<i64>) -> Self {
        numbers.sort_unstable();
        let mut ranges: Vec<RangeInclusive<i64>> = Vec::new();
        for number in numbers {
            match ranges.last_mut() {
                Some(last) if last.end() + 1 == number => *last = *last.start()..=number,
                _ => ranges.push(number..=number),
            }
        }
        Self {
            ranges,
            sweep: None,
        }
    }
}

/// The result of marking articles read.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct MarkedRead {
    /// The articles that became read.
    pub ranges: ReadRanges,
    /// The number of list rows that became read; near duplicates share one row.
    pub rows: usize,
}

impl MarkedRead {
    /// Collects articles, given by their number and their group of near duplicates.
    pub(super) fn of(articles: Vec<(i64, i64)>) -> Self {
        let (numbers, mut groups): (Vec<i64>, Vec<i64>) = articles.into_iter().unzip();
        groups.sort_unstable();
        groups.dedup();
        Self {
            ranges: ReadRanges::of(numbers),
            rows: groups.len(),
        }
    }
}

/// Whether a query selects all unread articles, and apart from them only read ones.
pub(super) fn means_all_unread(query: &LibraryQuery) -> bool {
    let unsorted = LibraryQuery {
        sort: None,
        ..query.clone().without_read_marks()
    };
    unsorted.is_empty() && query.unread() != Some(false)
}

/// Marks all articles read. Their rows stay in `swept` until the next sweep.
pub(super) fn sweep(transaction: &Transaction<'_>) -> Result<MarkedRead, Error> {
    let mut statement = transaction.prepare("SELECT number, same FROM unread")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut marked = MarkedRead::of(rows.collect::<Result<_, _>>()?);
    drop(statement);
    if marked.rows == 0 {
        return Ok(marked);
    }
    transaction.execute("DELETE FROM swept", [])?;
    exchange(transaction)?;
    marked.ranges.sweep = Some(schema_version(transaction)?);
    Ok(marked)
}

/// Marks as unread the articles that `sweep` or `Store::mark_read` marked as read.
pub(super) fn take_back(transaction: &Transaction<'_>, read: &ReadRanges) -> Result<(), Error> {
    if read.sweep.is_some() && read.sweep == Some(schema_version(transaction)?) {
        // Only a few rows were added since the sweep.
        transaction.execute("INSERT OR IGNORE INTO swept SELECT * FROM unread", [])?;
        transaction.execute("DELETE FROM unread", [])?;
        return exchange(transaction);
    }
    let sql = format!(
        "INSERT OR IGNORE INTO unread SELECT {ROW} FROM article WHERE number BETWEEN ?1 AND ?2
         ORDER BY published DESC, number DESC"
    );
    let mut insert = transaction.prepare_cached(&sql)?;
    for range in &read.ranges {
        insert.execute(params![range.start(), range.end()])?;
    }
    Ok(())
}

/// Exchanges the names of `unread` and `swept`, which takes the same time for any number of rows.
fn exchange(transaction: &Transaction<'_>) -> Result<(), Error> {
    transaction.execute_batch(
        "ALTER TABLE unread RENAME TO exchanged;
         ALTER TABLE swept RENAME TO unread;
         ALTER TABLE exchanged RENAME TO swept;",
    )?;
    Ok(())
}

/// Returns SQLite's count of schema changes, which differs after each sweep.
fn schema_version(connection: &Connection) -> Result<i64, Error> {
    Ok(connection.pragma_query_value(None, "schema_version", |row| row.get(0))?)
}

/// Marks an article read or unread; returns whether its mark changed.
pub(super) fn set(transaction: &Transaction<'_>, number: i64, read: bool) -> Result<bool, Error> {
    let sql = if read {
        format!(
            "DELETE FROM unread WHERE (published, number) =
             (SELECT {KEY} FROM article WHERE number = ?1)"
        )
    } else {
        format!("INSERT OR IGNORE INTO unread SELECT {ROW} FROM article WHERE number = ?1")
    };
    Ok(transaction.prepare_cached(&sql)?.execute([number])? > 0)
}

/// The table of unread articles, and the table of articles that were unread before the last sweep.
const TABLES: [&str; 2] = ["unread", "swept"];
/// For each of [`TABLES`], whether a new article gets a row in it.
pub(super) const NEW: [bool; 2] = [true, false];

/// Removes the rows of an article before it is removed or changes its date or group; returns which of
/// [`TABLES`] had one.
pub(super) fn take_rows(transaction: &Transaction<'_>, number: i64) -> Result<[bool; 2], Error> {
    let mut had_row = [false; 2];
    for (table, had_row) in TABLES.iter().zip(&mut had_row) {
        let sql = format!(
            "DELETE FROM {table} WHERE (published, number) =
             (SELECT {KEY} FROM article WHERE number = ?1)"
        );
        *had_row = transaction.prepare_cached(&sql)?.execute([number])? > 0;
    }
    Ok(had_row)
}

/// Adds rows for an article to those of [`TABLES`] that had one.
pub(super) fn put_rows(
    transaction: &Transaction<'_>,
    number: i64,
    had_row: [bool; 2],
) -> Result<(), Error> {
    for (table, _) in TABLES.iter().zip(had_row).filter(|(_, had_row)| *had_row) {
        let sql =
            format!("INSERT OR IGNORE INTO {table} SELECT {ROW} FROM article WHERE number = ?1");
        transaction.prepare_cached(&sql)?.execute([number])?;
    }
    Ok(())
}

/// Marks a whole group of near duplicates read if one of them is.
pub(super) fn share_read(transaction: &Transaction<'_>, group: i64) -> Result<(), Error> {
    let sql = format!("SELECT number, {IS_UNREAD} FROM article WHERE same = ?1");
    let members: Vec<(i64, bool)> = transaction
        .prepare_cached(&sql)?
        .query_map([group], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    if members.iter().any(|(_, is_unread)| !is_unread) {
        for (number, _) in members.iter().filter(|(_, is_unread)| *is_unread) {
            set(transaction, *number, true)?;
        }
    }
    Ok(())
}

impl Store {
    /// Whether each row of `unread` belongs to an article.
    pub(super) fn has_no_stray_unread(&self) -> bool {
        let stray = self.connection.query_row(
            "SELECT 1 FROM unread WHERE number NOT IN (SELECT number FROM article) LIMIT 1",
            [],
            |_row| Ok(()),
        );
        stray.optional().is_ok_and(|stray| stray.is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, ArticleId, ListPart, Marks};

    fn article(number: usize) -> Article {
        Article {
            headline: format!("ख़बर {number}"),
            url: Some(format!("https://example.org/{number}")),
            ..Article::default()
        }
        .identified()
    }

    fn library(count: usize) -> (tempfile::TempDir, Store, Vec<ArticleId>) {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(&folder.path().join("library.db")).unwrap();
        let articles: Vec<Article> = (0..count).map(article).collect();
        store.put(&articles).unwrap();
        let ids = articles.iter().map(|article| article.id).collect();
        (folder, store, ids)
    }

    fn unread(store: &Store) -> usize {
        store.totals().unwrap().1
    }

    const READ: Marks = Marks {
        read: true,
        starred: false,
    };

    #[test]
    fn a_sweep_is_taken_back_exactly() {
        let (_folder, mut store, ids) = library(9);
        store.set_marks(&[(ids[3], READ)]).unwrap();
        let read = store.mark_read(&LibraryQuery::default(), ListPart::All);
        let read = read.unwrap();
        assert_eq!((read.rows, unread(&store)), (8, 0));
        // Before the undo, one article is added, one is removed and one changes its date.
        store.put(&[article(20)]).unwrap();
        store.remove(ids[5]).unwrap();
        let dated = Article {
            published: Some(
                crate::article::Timestamp::parse_from_rfc3339("2024-01-01T00:00:00Z").unwrap(),
            ),
            ..article(6)
        };
        store.put(&[dated]).unwrap();
        assert_eq!(unread(&store), 1);
        store.mark_unread(&read.ranges).unwrap();
        assert_eq!(unread(&store), 8);
        let marks = store.marks_of(&ids).unwrap();
        let are_read = marks.iter().filter(|(_, marks)| marks.read);
        let are_read: Vec<ArticleId> = are_read.map(|(id, _)| *id).collect();
        assert_eq!(are_read, [ids[3]]);
        assert!(store.has_no_stray_unread());
    }

    #[test]
    fn sweeps_are_taken_back_in_any_order() {
        let (_folder, mut store, ids) = library(6);
        let everything = |store: &mut Store| {
            let read = store.mark_read(&LibraryQuery::new("is:unread"), ListPart::All);
            read.unwrap().ranges
        };
        let first = everything(&mut store);
        store.put(&[article(30)]).unwrap();
        let second = everything(&mut store);
        assert_eq!(everything(&mut store), ReadRanges::default());
        store.mark_unread(&first).unwrap();
        assert_eq!(unread(&store), 6);
        store.mark_unread(&second).unwrap();
        assert_eq!(unread(&store), 7);
        store.mark_unread(&second).unwrap();
        assert_eq!(unread(&store), 7);
        assert!(!store.marks_of(&ids).unwrap()[0].1.read);
    }

    #[test]
    fn a_changed_article_stays_read_or_unread() {
        let (_folder, mut store, ids) = library(2);
        store.set_marks(&[(ids[0], READ)]).unwrap();
        let changed = (0..2).map(|number| Article {
            published: Some(
                crate::article::Timestamp::parse_from_rfc3339("2024-01-01T00:00:00Z").unwrap(),
            ),
            ..article(number)
        });
        store.put(&changed.collect::<Vec<_>>()).unwrap();
        let marks = store.marks_of(&ids).unwrap();
        assert_eq!((marks[0].1.read, marks[1].1.read), (true, false));
        assert_eq!(unread(&store), 1);
    }
}
