//! Stories by the names that a server gives them.

use super::super::unread::{self, IS_UNREAD};
use super::super::{Error, Store, WriteBatch, key};
use super::{AccountId, reconcile};
use crate::article::ArticleId;
use rusqlite::{OptionalExtension as _, Transaction, params};

/// The marks of a story at a server.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct ServedMarks {
    /// Whether it was read.
    pub is_read: bool,
    /// Whether it has a star.
    pub is_starred: bool,
}

/// A story as a server names it.
#[derive(Clone, Copy, Debug)]
pub struct AccountItem<'a> {
    /// The account.
    pub account: AccountId,
    /// The server's name of the story.
    pub item: &'a str,
    /// The server's name of its feed.
    pub stream: &'a str,
}

/// The marks of a story that the library may have, at the server.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ServedChange {
    /// The server's name of the story.
    pub item: String,
    /// Its marks there.
    pub marks: ServedMarks,
}

impl Store {
    /// Returns those of `items` that the library does not know, in their order.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn unknown_items<'a>(
        &self,
        account: AccountId,
        items: impl Iterator<Item = &'a str>,
    ) -> Result<Vec<&'a str>, Error> {
        let _snapshot = self.read_snapshot()?;
        let sql = "SELECT 1 FROM account_item WHERE account = ?1 AND item = ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut unknown = Vec::new();
        for item in items {
            if !statement.exists(params![account.0, item])? {
                unknown.push(item);
            }
        }
        Ok(unknown)
    }

    /// Returns the stories of an account that both sides agreed to be unread, and those with a star.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn agreed_items(&self, account: AccountId) -> Result<(Vec<String>, Vec<String>), Error> {
        let _snapshot = self.read_snapshot()?;
        let items = |condition: &str| -> Result<Vec<String>, Error> {
            let sql = format!("SELECT item FROM account_item WHERE account = ?1 AND {condition}");
            let mut statement = self.connection.prepare_cached(&sql)?;
            let rows = statement.query_map([account.0], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        Ok((items("read = 0")?, items("starred = 1")?))
    }

    /// Applies what a server says about marks, as [`reconcile()`] decides; returns how many marks changed here.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written; then nothing is changed.
    pub fn apply_served(
        &mut self,
        account: AccountId,
        changes: &[ServedChange],
    ) -> Result<usize, Error> {
        if changes.is_empty() {
            return Ok(0);
        }
        self.changing(|transaction, _| {
            let mut count = 0;
            for change in changes {
                count += apply(transaction, account, change)?;
            }
            Ok(count)
        })
    }
}

impl WriteBatch<'_> {
    /// Records that a server's story is the article `id` (`None` if the user had removed it), and applies the
    /// server's marks to it.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written; then nothing of the batch is stored.
    pub fn link(
        &mut self,
        item: AccountItem<'_>,
        id: Option<ArticleId>,
        there: ServedMarks,
    ) -> Result<(), Error> {
        let transaction = self.transaction();
        let number: Option<i64> = match id {
            Some(id) => transaction
                .prepare_cached("SELECT number FROM article WHERE id = ?1")?
                .query_row([key(id)], |row| row.get(0))
                .optional()?,
            None => None,
        };
        let is_new = transaction
            .prepare_cached("INSERT OR IGNORE INTO account_item VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute(params![
                item.account.0,
                item.item,
                item.stream,
                number,
                there.is_read,
                there.is_starred
            ])?;
        let Some(number) = number.filter(|_| is_new > 0) else {
            return Ok(());
        };
        let here = marks_here(transaction, number)?.unwrap_or_default();
        let read = reconcile(None, here.is_read, there.is_read).here;
        let star = reconcile(None, here.is_starred, there.is_starred).here;
        set_here(
            transaction,
            number,
            (here.is_read, read),
            (here.is_starred, star),
        )?;
        Ok(())
    }
}

/// Applies what a server says about one story; returns how many marks changed here.
fn apply(
    transaction: &Transaction<'_>,
    account: AccountId,
    change: &ServedChange,
) -> Result<usize, Error> {
    let row: Option<(Option<i64>, bool, bool)> = transaction
        .prepare_cached(
            "SELECT number, read, starred FROM account_item WHERE account = ?1 AND item = ?2",
        )?
        .query_row(params![account.0, change.item], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let Some((number, read, starred)) = row else {
        return Ok(0);
    };
    let there = change.marks;
    transaction
        .prepare_cached(
            "UPDATE account_item SET read = ?3, starred = ?4 WHERE account = ?1 AND item = ?2",
        )?
        .execute(params![
            account.0,
            change.item,
            there.is_read,
            there.is_starred
        ])?;
    let Some(number) = number else { return Ok(0) };
    let Some(here) = marks_here(transaction, number)? else {
        return Ok(0);
    };
    let now_read = reconcile(Some(read), here.is_read, there.is_read).here;
    let now_starred = reconcile(Some(starred), here.is_starred, there.is_starred).here;
    set_here(
        transaction,
        number,
        (here.is_read, now_read),
        (here.is_starred, now_starred),
    )
}

/// Returns the marks of an article, or `None` if the user removed it.
fn marks_here(transaction: &Transaction<'_>, number: i64) -> Result<Option<ServedMarks>, Error> {
    let sql = format!("SELECT NOT {IS_UNREAD}, marks & 2 = 2 FROM article WHERE number = ?1");
    let marks = transaction
        .prepare_cached(&sql)?
        .query_row([number], |row| {
            Ok(ServedMarks {
                is_read: row.get(0)?,
                is_starred: row.get(1)?,
            })
        })
        .optional()?;
    Ok(marks)
}

/// Sets the marks of an article that changed, each given as before and after. Near duplicates become read or
/// unread together, as by a key. Returns how many of the two marks changed.
fn set_here(
    transaction: &Transaction<'_>,
    number: i64,
    read: (bool, bool),
    star: (bool, bool),
) -> Result<usize, Error> {
    let mut changed = 0;
    if read.0 != read.1 {
        let mut members = transaction.prepare_cached(
            "SELECT number FROM article WHERE same = (SELECT same FROM article WHERE number = ?1)",
        )?;
        let members = members.query_map([number], |row| row.get(0))?;
        for member in members.collect::<Result<Vec<i64>, _>>()? {
            changed += usize::from(unread::set(transaction, member, read.1)? && member == number);
        }
    }
    if star.0 != star.1 {
        let sql = "UPDATE article SET marks = (marks & ~2) | ?2 WHERE number = ?1";
        let bits = if star.1 { 2 } else { 0 };
        changed += transaction.prepare_cached(sql)?.execute([number, bits])?;
    }
    Ok(changed)
}
