//! A cache of term numbers for writing articles, and the pending changes of document frequencies.
//!
//! An article has two hundred terms, and the library already knows nearly all of them. Looking each
//! up in the file would cost more than writing the index.

use super::Error;
use crate::search::{skeleton, sound};
use compact_str::CompactString;
use foldhash::fast::RandomState;
use rusqlite::{OptionalExtension as _, Transaction, params};
use std::collections::HashMap;

/// The maximum number of cached terms; each takes a little more than 32 bytes.
const MOST: usize = 200_000;

/// The cached terms. Nearly all strings are short enough to be stored inline; following a pointer
/// for each word used to take most of an import's time.
#[derive(Debug, Default)]
pub(super) struct Terms {
    known: HashMap<CompactString, Term, RandomState>,
    /// The number of the next new term; 0 until it is known.
    next: u32,
    /// The first term number that is not yet stored; 0 until `next` is known.
    first_new: u32,
    /// The number of the next new article; 0 until it is known.
    next_number: i64,
    /// The pending change of the total number of words.
    words: i64,
    stories: i64,
}

#[derive(Debug)]
struct Term {
    id: u32,
    /// The pending change of the term's document frequency.
    change: i32,
}

impl Terms {
    /// Returns the number of a term and changes its document frequency by `change`.
    pub(super) fn count(
        &mut self,
        transaction: &Transaction<'_>,
        text: &str,
        change: i32,
    ) -> Result<u32, Error> {
        if let Some(term) = self.known.get_mut(text) {
            term.change += change;
            return Ok(term.id);
        }
        let stored: Option<u32> = transaction
            .prepare_cached("SELECT id FROM term WHERE text = ?1")?
            .query_row([text], |row| row.get(0))
            .optional()?;
        let id = match stored {
            Some(id) => id,
            None => self.take_next(transaction)?,
        };
        self.known.insert(text.into(), Term { id, change });
        Ok(id)
    }

    fn take_next(&mut self, transaction: &Transaction<'_>) -> Result<u32, Error> {
        if self.next == 0 {
            let last: u32 =
                transaction.query_row("SELECT coalesce(max(id), 0) FROM term", [], |row| {
                    row.get(0)
                })?;
            self.next = last + 1;
            self.first_new = self.next;
        }
        let id = self.next;
        self.next += 1;
        Ok(id)
    }

    /// Returns a number that no article has ever had.
    pub(super) fn take_number(&mut self, transaction: &Transaction<'_>) -> Result<i64, Error> {
        if self.next_number == 0 {
            let last: i64 = transaction.query_row(
                "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'article'",
                [],
                |row| row.get(0),
            )?;
            self.next_number = last + 1;
        }
        self.next_number += 1;
        Ok(self.next_number - 1)
    }

    /// Adds `stories` articles with `words` words each to the totals; a negative number subtracts
    /// them.
    pub(super) fn count_words(&mut self, words: usize, stories: i64) {
        self.words += stories * i64::try_from(words).unwrap_or(0);
        self.stories += stories;
    }

    /// Stores the pending changes and new terms.
    pub(super) fn write(&mut self, transaction: &Transaction<'_>) -> Result<(), Error> {
        let mut insert = transaction.prepare_cached(
            "INSERT INTO term (id, text, sound, skeleton, stories) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        let mut update =
            transaction.prepare_cached("UPDATE term SET stories = stories + ?2 WHERE id = ?1")?;
        let first_new = self.first_new;
        let is_new = |term: &Term| first_new != 0 && term.id >= first_new;
        let changed = self.known.iter_mut();
        let mut changed: Vec<(&CompactString, &mut Term)> = changed
            .filter(|(_, term)| is_new(term) || term.change != 0)
            .collect();
        // Terms with neighbouring numbers are on the same page of the file.
        changed.sort_unstable_by_key(|(_, term)| term.id);
        for (text, term) in changed {
            if is_new(term) {
                let text = text.as_str();
                let sound = sound(text);
                let skeleton = sound.as_deref().map(skeleton);
                insert.execute(params![term.id, text, sound, skeleton, term.change])?;
            } else {
                update.execute(params![term.id, term.change])?;
            }
            term.change = 0;
        }
        self.first_new = self.next;
        if (self.words, self.stories) != (0, 0) {
            transaction.execute(
                "UPDATE total SET words = words + ?1, stories = stories + ?2",
                [self.words, self.stories],
            )?;
        }
        self.words = 0;
        self.stories = 0;
        if self.known.len() > MOST {
            self.known.clear();
        }
        Ok(())
    }

    /// Clears the cache, after a rollback or a write by another program.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }
}
