//! Removing articles from the library and from its index.

use super::facts;
use super::near_duplicate::{self, seconds};
use super::packed::unpack;
use super::terms::Terms;
use super::vector::{ArticleWords, TermCounts, terms_of};
use super::{Error, Store, key, unread};
use crate::article::{Article, ArticleId};
use rusqlite::{OptionalExtension as _, Transaction, params};
use std::collections::HashSet;

impl Store {
    /// Removes an article; returns `false` if it is not in the library.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written.
    pub fn remove(&mut self, id: ArticleId) -> Result<bool, Error> {
        self.changing(|transaction, terms| {
            let number: Option<i64> = transaction
                .query_row(
                    "SELECT number FROM article WHERE id = ?1",
                    params![key(id)],
                    |row| row.get(0),
                )
                .optional()?;
            let Some(number) = number else {
                return Ok(false);
            };
            delete(transaction, terms, number, key(id))?;
            Ok(true)
        })
    }

    /// Marks articles as removed, by their keys.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written.
    pub(super) fn hide(&mut self, keys: &HashSet<i64>) -> Result<(), Error> {
        self.changing(|transaction, _| {
            let mut insert =
                transaction.prepare_cached("INSERT OR IGNORE INTO hidden VALUES (?1)")?;
            for key in keys {
                insert.execute([key])?;
            }
            Ok(())
        })
    }
}

/// Deletes an article, and notes that the user removed it.
pub(super) fn delete(
    transaction: &Transaction<'_>,
    terms: &mut Terms,
    number: i64,
    id: i64,
) -> Result<(), Error> {
    erase(transaction, terms, number)?;
    transaction
        .prepare_cached("INSERT OR IGNORE INTO hidden VALUES (?1)")?
        .execute([id])?;
    Ok(())
}

/// Deletes an article as if it had never come, so that it comes again if a feed brings it.
pub(super) fn erase(
    transaction: &Transaction<'_>,
    terms: &mut Terms,
    number: i64,
) -> Result<(), Error> {
    take_out(transaction, terms, number)?;
    unread::take_rows(transaction, number)?;
    for table in ["article", "story"] {
        let sql = format!("DELETE FROM {table} WHERE number = ?1");
        transaction.prepare_cached(&sql)?.execute([number])?;
    }
    Ok(())
}

/// Removes an article from the index.
pub(super) fn take_out(
    transaction: &Transaction<'_>,
    terms: &mut Terms,
    number: i64,
) -> Result<(), Error> {
    let body: Vec<u8> = transaction.query_row(
        "SELECT body FROM story WHERE number = ?1",
        [number],
        |row| row.get(0),
    )?;
    match unpack(&body) {
        Some(old) => take_out_words(transaction, terms, number, &old)?,
        None => take_out_terms(transaction, terms, number)?,
    }
    transaction.execute("DELETE FROM word WHERE rowid = ?1", [number])?;
    transaction.execute("DELETE FROM vector WHERE number = ?1", [number])?;
    Ok(())
}

/// Subtracts the words of an article from the counts.
fn take_out_words(
    transaction: &Transaction<'_>,
    terms: &mut Terms,
    number: i64,
    old: &Article,
) -> Result<(), Error> {
    let words = ArticleWords::of(old);
    for (term, _) in words.terms() {
        terms.count(transaction, term, -1)?;
    }
    terms.count_words(words.len(), -1);
    for key in near_duplicate::keys(&words, seconds(old)) {
        transaction.execute(
            "DELETE FROM near_duplicate WHERE key = ?1 AND number = ?2",
            [key, number],
        )?;
    }
    facts::take_out(transaction, number, &old.authors)?;
    for name in &old.tags {
        transaction.execute(
            "DELETE FROM tag WHERE name = ?1 AND number = ?2",
            params![name, number],
        )?;
    }
    Ok(())
}

/// Subtracts the terms stored for an article with a damaged text from the counts.
///
/// Document frequencies remain exact. The total number of words, which only scales the ranking, is
/// nearly exact. Two whole tables are scanned, which is slow but rarely necessary.
fn take_out_terms(
    transaction: &Transaction<'_>,
    terms: &mut Terms,
    number: i64,
) -> Result<(), Error> {
    let known = terms_of(transaction, number)?;
    if !known.is_empty() {
        let words = known.iter().map(|(_, counts)| counts.sum());
        terms.count_words(words.sum(), -1);
    }
    uncount(transaction, terms, &known)?;
    for table in ["near_duplicate", "tag", "fact", "author"] {
        transaction.execute(&format!("DELETE FROM {table} WHERE number = ?1"), [number])?;
    }
    Ok(())
}

/// Removes an article only from the index, before it is indexed again. `words` is the number of its
/// words.
pub(super) fn take_out_index(
    transaction: &Transaction<'_>,
    terms: &mut Terms,
    number: i64,
    words: usize,
) -> Result<(), Error> {
    let known = terms_of(transaction, number)?;
    terms.count_words(words, -1);
    uncount(transaction, terms, &known)?;
    for sql in [
        "DELETE FROM word WHERE rowid = ?1",
        "DELETE FROM vector WHERE number = ?1",
    ] {
        transaction.prepare_cached(sql)?.execute([number])?;
    }
    Ok(())
}

/// Decrements the document frequencies of an article's terms.
fn uncount(
    transaction: &Transaction<'_>,
    terms: &mut Terms,
    known: &[(u32, TermCounts)],
) -> Result<(), Error> {
    let mut text_of = transaction.prepare_cached("SELECT text FROM term WHERE id = ?1")?;
    for (id, _) in known {
        let text: Option<String> = text_of.query_row([id], |row| row.get(0)).optional()?;
        if let Some(text) = text {
            terms.count(transaction, &text, -1)?;
        }
    }
    Ok(())
}
