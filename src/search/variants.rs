//! Variants of a word in a query: inflected forms, other names, words that sound alike.
//!
//! Users type one form of a word in one spelling, but papers write others. A variant has a lower
//! weight than the word itself, so that exact matches come first.

use super::alias::{aliases, aliases_begun};
use super::inflection::inflections;
use super::{roman, sound};

/// The weight of an inflected form or another name.
const INFLECTED: f64 = 0.9;
/// The weight of a word that sounds nearly like a word typed in Latin letters.
pub(super) const NEARLY: f64 = 0.3;
/// The weight of a word that sounds like a typed Devanagari word but is written differently.
const MISSPELT: f64 = 0.5;
/// The minimum number of letters of a sound that identifies a word.
const LONG_SOUND: usize = 4;
/// The maximum number of words that a word in Latin letters may mean.
const MOST_ALIKE: usize = 12;

/// The words among which variants are searched: those of a library or of one text. All are folded.
pub trait Vocabulary {
    /// Why the words could not be read.
    type Error;

    /// Returns whether `word` is one of the words.
    ///
    /// # Errors
    /// Returns an error if the words cannot be read.
    fn has(&self, word: &str) -> Result<bool, Self::Error>;

    /// Returns the words that have this sound or this skeleton of a sound, the most common first,
    /// each with its sound.
    ///
    /// # Errors
    /// Returns an error if the words cannot be read.
    fn sounding(&self, sound: &str, skeleton: &str) -> Result<Vec<(String, String)>, Self::Error>;

    /// Returns at most `most` words with exactly this sound, the most common first.
    ///
    /// # Errors
    /// Returns an error if the words cannot be read.
    fn with_sound(&self, sound: &str, most: usize) -> Result<Vec<String>, Self::Error>;

    /// Returns at most `most` words whose sound begins with this one, the shortest sounds first.
    ///
    /// # Errors
    /// Returns an error if the words cannot be read.
    fn begun_with_sound(&self, sound: &str, most: usize) -> Result<Vec<String>, Self::Error>;
}

/// Returns the variants of a folded word with their weights: inflected forms, other names, words
/// that sound alike. `sounds` are those of a word in Latin letters; `is_open` says whether the user
/// is still typing the word.
///
/// # Errors
/// Returns an error if the words of `vocabulary` cannot be read.
pub fn variants<V: Vocabulary>(
    vocabulary: &V,
    word: &str,
    sounds: &[String],
    is_open: bool,
) -> Result<Vec<(String, f64)>, V::Error> {
    let mut variants = inflected(vocabulary, word)?;
    let mut names = named(aliases(word));
    if is_open && word.len() >= LONG_SOUND {
        let begun = aliases_begun(word).into_iter();
        names.extend(begun.map(|name| (name.to_owned(), INFLECTED)));
    }
    // The sound of an English name is misleading: `delhi` sounds like ढेला, not like दिल्ली.
    let is_named = word.is_ascii() && knows_any(vocabulary, &names)?;
    variants.extend(names);
    if is_named {
        return Ok(variants);
    }
    if !sounds.is_empty() {
        variants.extend(alike(vocabulary, sounds)?);
    } else if let Some(sound) = sound(word).filter(|sound| sound.len() >= LONG_SOUND)
        // Letters of other scripts have no part in the sound.
        && !word.contains(|c: char| c.is_ascii_alphabetic())
        && !vocabulary.has(word)?
    {
        let alike = alike(vocabulary, &[sound])?.into_iter();
        variants.extend(alike.map(|(text, weight)| (text, weight * MISSPELT)));
    }
    variants.retain(|(text, _)| text != word);
    Ok(variants)
}

/// Returns the other forms of a word that are in the vocabulary.
pub(super) fn inflected<V: Vocabulary>(
    vocabulary: &V,
    word: &str,
) -> Result<Vec<(String, f64)>, V::Error> {
    let mut found = Vec::new();
    for form in inflections(word) {
        if vocabulary.has(&form)? {
            found.push((form, INFLECTED));
        }
    }
    Ok(found)
}

/// Returns other names with their weights.
pub fn named(names: &[String]) -> Vec<(String, f64)> {
    let names = names.iter();
    names.map(|name| (name.clone(), INFLECTED)).collect()
}

/// Whether one of the names is in the vocabulary.
fn knows_any<V: Vocabulary>(vocabulary: &V, names: &[(String, f64)]) -> Result<bool, V::Error> {
    for (name, _) in names {
        let first = name.split(' ').next().unwrap_or_default();
        if vocabulary.has(first)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Returns words that have one of the sounds or nearly, best first, with their weights. If there
/// are none, returns words whose sound begins with the first one.
fn alike<V: Vocabulary>(vocabulary: &V, sounds: &[String]) -> Result<Vec<(String, f64)>, V::Error> {
    let Some((sound, others)) = sounds.split_first() else {
        return Ok(Vec::new());
    };
    let mut found = near(vocabulary, sound)?;
    let is_exact = found.first().is_some_and(|(distance, _)| *distance == 0);
    let mut exact = Vec::new();
    for other in others {
        exact.extend(vocabulary.with_sound(other, MOST_ALIKE)?);
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
        let begun = vocabulary.begun_with_sound(sound, MOST_ALIKE)?.into_iter();
        return Ok(begun.map(|text| (text, 1.0)).collect());
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
fn near<V: Vocabulary>(vocabulary: &V, sound: &str) -> Result<Vec<(usize, String)>, V::Error> {
    let found = vocabulary.sounding(sound, &roman::skeleton(sound))?;
    let mut found: Vec<(usize, String)> = found
        .into_iter()
        .map(|(text, other)| (roman::distance(sound, &other), text))
        .collect();
    found.sort_by_key(|(distance, _)| *distance);
    // Two short sounds can differ in few letters without being similar.
    let least = found.first().map_or(0, |(distance, _)| *distance);
    let most = if sound.len() < 4 {
        0
    } else {
        least.clamp(1, 2)
    };
    let farthest = if sound.len() > 5 { 3 } else { 2 };
    found.retain(|(distance, _)| *distance <= most || (*distance == least && least <= farthest));
    Ok(found)
}
