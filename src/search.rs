//! Finding words however they are spelt.

use std::ops::Range;

/// A text in the one spelling that comparisons use.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Folded(String);

impl Folded {
    /// Folds `text`.
    pub fn of(text: &str) -> Self {
        Self(text.to_lowercase())
    }
}

/// What a person looks for.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Query {
    typed: String,
    words: Vec<String>,
}

impl Query {
    /// Reads what was typed: words, all of which must be found; the last may be unfinished.
    pub fn new(typed: &str) -> Self {
        Self {
            typed: typed.to_owned(),
            words: typed.split_whitespace().map(str::to_lowercase).collect(),
        }
    }

    /// Returns what was typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Returns whether everything that matches this query surely matches `other` too.
    pub fn narrows(&self, other: &Self) -> bool {
        self.typed.starts_with(&other.typed)
    }

    /// Returns whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Returns whether all words are found in `text`.
    pub fn matches(&self, text: &Folded) -> bool {
        self.words.iter().all(|word| text.0.contains(word.as_str()))
    }

    /// Returns the ranges of `text` that match a word, in order and apart, on cluster boundaries.
    pub fn hits(&self, text: &str) -> Vec<Range<usize>> {
        let mut hits: Vec<Range<usize>> = self
            .words
            .iter()
            .flat_map(|word| text.match_indices(word.as_str()))
            .map(|(at, word)| at..at + word.len())
            .collect();
        hits.sort_by_key(|hit| hit.start);
        hits
    }
}

/// Returns how alike two titles are, from 0 to 1, where 1 is the same title.
pub fn likeness(one: &Folded, other: &Folded) -> f64 {
    if one == other { 1.0 } else { 0.0 }
}
