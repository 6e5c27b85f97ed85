//! The words of one text as a vocabulary, so that a query finds in it what it finds in a library.

use super::variants::Vocabulary;
use super::{roman, words};
use std::collections::HashMap;
use std::convert::Infallible;

/// The different words of a folded text.
pub(super) struct TextWords<'t> {
    /// Each word, with its sound if it is in Devanagari.
    words: HashMap<&'t str, Option<String>>,
}

impl<'t> TextWords<'t> {
    /// Collects the words of a folded text.
    pub(super) fn of(folded: &'t str) -> Self {
        let mut found = HashMap::new();
        for (_, word) in words(folded) {
            found.entry(word).or_insert_with(|| {
                roman::is_devanagari(word).then(|| roman::sound_of_devanagari(word))
            });
        }
        Self { words: found }
    }

    /// Returns the words whose sound is of a kind, sorted by the sound's length, each with its sound.
    fn sounds_that(&self, is_kind: impl Fn(&str) -> bool) -> Vec<(String, String)> {
        let words = self.words.iter();
        let mut found: Vec<(String, String)> = words
            .filter_map(|(word, sound)| {
                let sound = sound.as_ref().filter(|sound| is_kind(sound))?;
                Some(((*word).to_owned(), sound.clone()))
            })
            .collect();
        // The order of a map is a different one in each run.
        found.sort_by(|(word, sound), (other_word, other)| {
            (sound.len(), word).cmp(&(other.len(), other_word))
        });
        found
    }

    fn first(&self, most: usize, is_kind: impl Fn(&str) -> bool) -> Vec<String> {
        let found = self.sounds_that(is_kind).into_iter();
        found.map(|(word, _)| word).take(most).collect()
    }
}

impl Vocabulary for TextWords<'_> {
    type Error = Infallible;

    fn has(&self, word: &str) -> Result<bool, Infallible> {
        Ok(self.words.contains_key(word))
    }

    fn sounding(&self, sound: &str, skeleton: &str) -> Result<Vec<(String, String)>, Infallible> {
        Ok(self.sounds_that(|own| own == sound || roman::skeleton(own) == skeleton))
    }

    fn with_sound(&self, sound: &str, most: usize) -> Result<Vec<String>, Infallible> {
        Ok(self.first(most, |own| own == sound))
    }

    fn begun_with_sound(&self, sound: &str, most: usize) -> Result<Vec<String>, Infallible> {
        Ok(self.first(most, |own| own.starts_with(sound)))
    }
}
