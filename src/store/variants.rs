//! Variants of a word in a query, among the words of the library.

use super::rank::Order;
use super::term_group::Alternative;
use super::{Error, Store};
use crate::search::{Clause, Vocabulary, variants};
use crate::text::cluster::cluster_indices;
use rusqlite::{OptionalExtension as _, params};

impl Vocabulary for Store {
    type Error = Error;

    fn has(&self, word: &str) -> Result<bool, Error> {
        Ok(self.term(word)?.is_some())
    }

    fn sounding(&self, sound: &str, skeleton: &str) -> Result<Vec<(String, String)>, Error> {
        let mut near = self.connection.prepare_cached(
            "SELECT text, sound FROM term WHERE (sound = ?1 OR skeleton = ?2) AND stories > 0
             ORDER BY stories DESC",
        )?;
        let rows = near.query_map(params![sound, skeleton], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn with_sound(&self, sound: &str, most: usize) -> Result<Vec<String>, Error> {
        let mut same = self.connection.prepare_cached(
            "SELECT text FROM term WHERE sound = ?1 AND stories > 0 ORDER BY stories DESC LIMIT ?2",
        )?;
        let most = i64::try_from(most).unwrap_or(0);
        let rows = same.query_map(params![sound, most], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn begun_with_sound(&self, sound: &str, most: usize) -> Result<Vec<String>, Error> {
        let mut begun = self.connection.prepare_cached(
            "SELECT text FROM term WHERE sound >= ?1 AND sound < ?1 || char(1114111) AND stories > 0
             ORDER BY length(sound), stories DESC LIMIT ?2",
        )?;
        let most = i64::try_from(most).unwrap_or(0);
        let rows = begun.query_map(params![sound, most], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Store {
    /// Returns the variants of a word with their weights, and the two words that form it if it is a
    /// compound.
    pub(super) fn variants(
        &self,
        word: &str,
        clause: &Clause,
        order: Order,
    ) -> Result<Vec<(String, f64)>, Error> {
        let mut variants = variants(self, word, &clause.sounds, clause.is_open)?;
        if !word.is_ascii() && order != Order::Newest {
            let halves = self.halves(word)?.into_iter();
            variants.extend(halves.map(|words| (words, 1.0)));
        }
        Ok(variants)
    }

    pub(super) fn alternative(
        &self,
        text: &str,
        weight: f64,
    ) -> Result<Option<Alternative>, Error> {
        let term = self.term(text)?;
        Ok(term.map(|(id, stories)| Alternative {
            id,
            stories,
            weight,
        }))
    }

    /// Returns the number and document frequency of a term.
    pub(super) fn term(&self, text: &str) -> Result<Option<(u32, u32)>, Error> {
        let found = self
            .connection
            .prepare_cached("SELECT id, stories FROM term WHERE text = ?1 AND stories > 0")?
            .query_row([text], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        Ok(found)
    }

    /// Returns the terms with this prefix, the most common first.
    pub(super) fn begun(
        &self,
        text: &str,
        most: usize,
    ) -> Result<Vec<(String, Alternative)>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, stories, text FROM term
             WHERE text >= ?1 AND text < ?1 || char(1114111) AND stories > 0
             ORDER BY stories DESC LIMIT ?2",
        )?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![text, most], |row| {
            let begun = Alternative {
                id: row.get(0)?,
                stories: row.get(1)?,
                weight: 1.0,
            };
            Ok((row.get(2)?, begun))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns the two words that form the compound `word`, if the library has both: शीतलहर is also
    /// written शीत लहर.
    fn halves(&self, word: &str) -> Result<Vec<String>, Error> {
        let mut known = self
            .connection
            .prepare_cached("SELECT 1 FROM term WHERE text = ?1 AND stories > 1")?;
        let mut halves = Vec::new();
        for (at, _) in cluster_indices(word).skip(1) {
            let (one, other) = word.split_at(at);
            let is_long = |half: &str| half.chars().count() >= 3;
            if is_long(one) && is_long(other) && known.exists([one])? && known.exists([other])? {
                halves.push(format!("{one} {other}"));
            }
        }
        Ok(halves)
    }
}
