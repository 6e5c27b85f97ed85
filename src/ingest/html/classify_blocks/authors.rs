//! Recognises lines about the authors of an article.

use super::super::super::boilerplate;
use super::{BlockClassifier, EDGE};
use crate::text::script::count_words;

/// The minimum number of letters and digits of a sentence about an author.
const FEWEST_OF_BIOGRAPHY: usize = 30;

impl BlockClassifier<'_> {
    /// Whether one of the last blocks introduces an author.
    pub(super) fn introduces_author(&self, line: &str) -> bool {
        let mut authors = self.article.authors.iter();
        self.at + EDGE > self.last && authors.any(|author| boilerplate::introduces(line, author))
    }

    /// Whether the publisher's metadata says the same about an author.
    pub(super) fn is_biography(&self, line: &str) -> bool {
        if self.biographies.is_empty() {
            return false;
        }
        let line = letters(line);
        line.chars().nth(FEWEST_OF_BIOGRAPHY).is_some()
            && self.biographies.iter().any(|text| text.contains(&line))
    }

    /// Whether a short line contains the authors' names and at most three other words.
    pub(super) fn is_authors_line(&self, line: &str, words: usize) -> bool {
        let named = self
            .article
            .authors
            .iter()
            .filter(|name| line.contains(name.as_str()));
        let of_names: usize = named.map(|name| count_words(name)).sum();
        of_names > 0 && words <= of_names + 3
    }
}

/// Returns the letters and digits of a text, for a comparison of texts with and without markup.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
