//! The same story from several publishers.
//!
//! Agencies send one text to many papers, which change the headline and some sentences. Two stories
//! are taken for one where they share most of their longer words and came within two weeks. Stories
//! that might be one are found by min-hashing: of each story's longer words, the least by each of a
//! few hash functions; two stories share such a least word as often as they share words. A headline
//! in common also makes a candidate, but never decides: a daily column keeps its title over a new
//! text.

use super::Error;
use super::vector::{Counts, Words, decode};
use crate::search::is_pair;
use rusqlite::{OptionalExtension as _, Transaction};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Two least words together make a key; a story has so many keys.
const KEYS: u64 = 8;
/// Shorter words stand in every story.
const LONG: usize = 4;
/// A story with fewer words is too short to be told from others by them.
const FEWEST: usize = 12;
/// Two stories are the same from this share of their terms in common.
const ALIKE: f64 = 0.5;
/// With the same headline, this share is enough.
const ALIKE_WITH_TITLE: f64 = 0.3;
/// A key that so many stories have tells nothing.
const MOST_OF_KEY: usize = 8;
/// No more candidates than these are compared.
const MOST_CANDIDATES: usize = 24;
/// Seconds between the two at most.
const TWO_WEEKS: i64 = 14 * 24 * 3600;

/// The keys of a story: of its headline first, then of its text.
pub(super) fn keys(words: &Words) -> Vec<i64> {
    let mut keys = Vec::new();
    let title = words.of_title();
    if title.len() > 2 {
        keys.push(hash(0, &title));
    }
    let is_long = |word: &str| word.chars().nth(LONG - 1).is_some() || is_pair(word);
    let long = words
        .terms()
        .filter(|(word, counts)| counts.head + counts.rest > 0 && is_long(word));
    let long = long.map(|(word, _)| hash(1, word).cast_unsigned());
    let hashes: Vec<u64> = long.collect();
    if hashes.len() < FEWEST {
        return keys;
    }
    let least = |seed: u64| {
        let mixed = hashes.iter().map(|hash| mix(hash ^ mix(seed)));
        mixed.min().unwrap_or(0)
    };
    keys.extend((1..=KEYS).map(|key| hash(2, &(key, least(2 * key), least(2 * key + 1)))));
    keys
}

/// Returns the group of the story that tells the same as `words`, published at `published`.
pub(super) fn group_of(
    transaction: &Transaction<'_>,
    keys: &[i64],
    terms: &[(u32, Counts)],
    published: Option<i64>,
) -> Result<Option<i64>, Error> {
    if terms.len() < FEWEST {
        return Ok(None);
    }
    let mut candidates: HashMap<i64, bool> = HashMap::new();
    let mut of_key =
        transaction.prepare_cached("SELECT number FROM twin WHERE key = ?1 LIMIT 8")?;
    for (index, key) in keys.iter().enumerate() {
        let rows = of_key.query_map([key], |row| row.get::<_, i64>(0))?;
        let numbers: Vec<i64> = rows.collect::<Result<_, _>>()?;
        // What so many stories share are common words.
        if numbers.len() == MOST_OF_KEY {
            continue;
        }
        for number in numbers {
            // Only stories with a key for their headline have one more than those of the text.
            let by_title = index == 0 && keys.len() != usize::try_from(KEYS).unwrap_or(0);
            *candidates.entry(number).or_default() |= by_title;
        }
        if candidates.len() >= MOST_CANDIDATES {
            break;
        }
    }
    let mut row_of =
        transaction.prepare_cached("SELECT same, published FROM article WHERE number = ?1")?;
    let mut terms_of = transaction.prepare_cached("SELECT terms FROM vector WHERE number = ?1")?;
    let mut best: Option<(f64, i64)> = None;
    for (number, has_title) in candidates {
        let found = row_of.query_row([number], |row| Ok((row.get(0)?, row.get(1)?)));
        let Some((same, at)): Option<(i64, Option<i64>)> = found.optional()? else {
            continue;
        };
        let apart = published.zip(at).map(|(one, other)| (one - other).abs());
        if apart.is_some_and(|apart| apart > TWO_WEEKS) {
            continue;
        }
        let mut rows = terms_of.query([number])?;
        let Some(row) = rows.next()? else { continue };
        let other = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        let alike = shared(terms, other);
        let enough = if has_title { ALIKE_WITH_TITLE } else { ALIKE };
        if alike >= enough && best.is_none_or(|(most, _)| alike > most) {
            best = Some((alike, same));
        }
    }
    Ok(best.map(|(_, same)| same))
}

/// The share of terms that both have, of those that either has.
fn shared(terms: &[(u32, Counts)], other: &[u8]) -> f64 {
    let (mut common, mut others) = (0_u32, 0_u32);
    for (id, _) in decode(other) {
        others += 1;
        common += u32::from(terms.binary_search_by_key(&id, |(id, _)| *id).is_ok());
    }
    let all = u32::try_from(terms.len()).unwrap_or(u32::MAX) + others - common;
    if all == 0 {
        0.0
    } else {
        f64::from(common) / f64::from(all)
    }
}

/// Keys are kept in the file, so they must not change; `DefaultHasher::new` has fixed keys, and a
/// library whose keys were made by another hash loses nothing but twins across that change.
fn hash(kind: u8, what: &(impl std::hash::Hash + ?Sized)) -> i64 {
    let mut hasher = DefaultHasher::new();
    kind.hash(&mut hasher);
    what.hash(&mut hasher);
    hasher.finish().cast_signed()
}

/// Spreads the bits, as the finaliser of `SplitMix64` does.
fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ bits >> 31
}
