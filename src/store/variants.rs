//! Variants of a word in a query: inflected forms, other names, words that sound alike.
//!
//! Users type one form of a word in one spelling, but papers write others. A variant has a lower
//! weight than the word itself, so that exact matches come first.

use super::rank::Order;
use super::term_group::Alternative;
use super::{Error, Store};
use crate::search::{Clause, aliases, aliases_begun, distance, inflections, skeleton, sound};
use crate::text::cluster::cluster_indices;
use rusqlite::{OptionalExtension as _, params};

/// The weight of an inflected form or another name.
const INFLECTED: f64 = 0.9;
/// The weight of a word that sounds nearly like a word typed in Latin letters.
const NEARLY: f64 = 0.3;
/// The weight of a word that sounds like a typed Devanagari word but is written differently.
const MISSPELT: f64 = 0.5;
/// The minimum number of letters of a sound that identifies a word.
const LONG_SOUND: usize = 4;
/// The maximum number of words that a word in Latin letters may mean.
const MOST_ALIKE: usize = 12;

impl Store {
    /// Returns the variants of a word with their weights: inflected forms, other names, words that
    /// sound alike, and the two words that form it if it is a compound.
    pub(super) fn variants(
        &self,
        word: &str,
        clause: &Clause,
        order: Order,
    ) -> Result<Vec<(String, f64)>, Error> {
        let mut variants: Vec<(String, f64)> = Vec::new();
        for form in inflections(word) {
            if self.term(&form)?.is_some() {
                variants.push((form, INFLECTED));
            }
        }
        let mut names = named(aliases(word));
        if clause.is_open && word.len() >= LONG_SOUND {
            let begun = aliases_begun(word).into_iter();
            names.extend(begun.map(|name| (name.to_owned(), INFLECTED)));
        }
        // The sound of an English name is misleading: `delhi` sounds like ढेला, not like दिल्ली.
        let is_named = word.is_ascii() && self.knows_any(&names)?;
        variants.extend(names);
        if is_named {
            return Ok(variants);
        }
        if !clause.sounds.is_empty() {
            variants.extend(self.alike(&clause.sounds)?);
        } else if let Some(sound) = sound(word).filter(|sound| sound.len() >= LONG_SOUND) {
            let alike = self.alike(&[sound])?.into_iter();
            let is_unknown = self.term(word)?.is_none();
            let near = alike.filter(|_| is_unknown);
            variants.extend(near.map(|(text, weight)| (text, weight * MISSPELT)));
        }
        if !word.is_ascii() && order != Order::Newest {
            let halves = self.halves(word)?.into_iter();
            variants.extend(halves.map(|words| (words, 1.0)));
        }
        variants.retain(|(text, _)| text != word);
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

    /// Returns words that have one of the sounds or nearly, best first, with their weights. If
    /// there are none, returns words whose sound begins with the first one.
    fn alike(&self, sounds: &[String]) -> Result<Vec<(String, f64)>, Error> {
        let Some((sound, others)) = sounds.split_first() else {
            return Ok(Vec::new());
        };
        let mut found = self.near(sound)?;
        let is_exact = found.first().is_some_and(|(distance, _)| *distance == 0);
        let mut exact = Vec::new();
        for other in others {
            exact.extend(self.with_sound(other)?);
        }
        if is_exact {
            // The other ways to pronounce the word are less probable.
            found.extend(exact.into_iter().map(|text| (1, text)));
        } else if !exact.is_empty() {
            found.retain(|(distance, _)| *distance == 1);
            found.splice(0..0, exact.into_iter().map(|text| (0, text)));
        }
        found.truncate(MOST_ALIKE);
        let Some((least, _)) = found.first().cloned() else {
            return self.begun_with_sound(sound);
        };
        // A word with the same sound has a higher weight than one with a similar sound.
        let weight = |distance: usize| if distance == least { 1.0 } else { NEARLY };
        let found = found.into_iter();
        Ok(found
            .map(|(distance, text)| (text, weight(distance)))
            .collect())
    }

    /// Returns words with the same or a similar sound, nearest first, with the distances of their
    /// sounds.
    fn near(&self, sound: &str) -> Result<Vec<(usize, String)>, Error> {
        let mut near = self.connection.prepare_cached(
            "SELECT text, sound FROM term WHERE (sound = ?1 OR skeleton = ?2) AND stories > 0
             ORDER BY stories DESC",
        )?;
        let rows = near.query_map(params![sound, skeleton(sound)], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        let mut found: Vec<(usize, String)> = Vec::new();
        for row in rows {
            let (text, other): (String, String) = row?;
            found.push((distance(sound, &other), text));
        }
        found.sort_by_key(|(distance, _)| *distance);
        // Two short sounds can differ in few letters without being similar.
        let least = found.first().map_or(0, |(distance, _)| *distance);
        let most = if sound.len() < 4 {
            0
        } else {
            least.clamp(1, 2)
        };
        let farthest = if sound.len() > 5 { 3 } else { 2 };
        found
            .retain(|(distance, _)| *distance <= most || (*distance == least && least <= farthest));
        Ok(found)
    }

    /// Returns the words with exactly this sound, the most common first.
    fn with_sound(&self, sound: &str) -> Result<Vec<String>, Error> {
        let mut same = self.connection.prepare_cached(
            "SELECT text FROM term WHERE sound = ?1 AND stories > 0 ORDER BY stories DESC LIMIT ?2",
        )?;
        let most = i64::try_from(MOST_ALIKE).unwrap_or(0);
        let rows = same.query_map(params![sound, most], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns the words whose sound begins with this one, the shortest first.
    fn begun_with_sound(&self, sound: &str) -> Result<Vec<(String, f64)>, Error> {
        let mut begun = self.connection.prepare_cached(
            "SELECT text FROM term WHERE sound >= ?1 AND sound < ?1 || char(1114111) AND stories > 0
             ORDER BY length(sound), stories DESC LIMIT ?2",
        )?;
        let most = i64::try_from(MOST_ALIKE).unwrap_or(0);
        let rows = begun.query_map(params![sound, most], |row| Ok((row.get(0)?, 1.0)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether the library has one of the words.
    fn knows_any(&self, words: &[(String, f64)]) -> Result<bool, Error> {
        for (word, _) in words {
            let first = word.split(' ').next().unwrap_or_default();
            if self.term(first)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
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

/// Returns other names with their weights.
pub(super) fn named(names: &[String]) -> Vec<(String, f64)> {
    let names = names.iter();
    names.map(|name| (name.clone(), INFLECTED)).collect()
}
