//! Words and phrases of a query.

use crate::search::{aliases, roman, token};

/// A word or phrase.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Clause {
    /// The folded words in order.
    pub words: Vec<String>,
    /// Whether the user marked the last word as a prefix with a star.
    pub is_prefix: bool,
    /// Whether the user is still typing the last word, so that it may be a prefix.
    pub is_open: bool,
    /// Whether only matches in the headline count.
    pub in_title: bool,
    /// The sounds of the word, the most probable first, if the clause is a single word in Latin
    /// letters.
    pub sounds: Vec<String>,
}

impl Clause {
    /// Parses a word or phrase; returns `None` if `text` has no letters.
    pub(super) fn of(text: &str, in_title: bool) -> Option<Self> {
        let (words, goes_on) = token::asked(text);
        let sounds = match words.as_slice() {
            [] => return None,
            [word] => roman::sounds_of_latin(word),
            _ => Vec::new(),
        };
        Some(Self {
            is_prefix: goes_on || text.ends_with('*'),
            is_open: false,
            words,
            in_title,
            sounds,
        })
    }

    /// Returns the clause of a name that consists of this word and `next`, if it has other names.
    pub(super) fn joined_name(&self, next: &Self) -> Option<Self> {
        let ([first], [second]) = (self.words.as_slice(), next.words.as_slice()) else {
            return None;
        };
        let is_plain = first.is_ascii() && !self.is_prefix && !next.is_prefix;
        let is_name = is_plain && !aliases(&format!("{first} {second}")).is_empty();
        (is_name && self.in_title == next.in_title).then(|| Self {
            words: vec![first.clone(), second.clone()],
            sounds: Vec::new(),
            ..self.clone()
        })
    }
}
