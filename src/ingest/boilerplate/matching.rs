//! Compares folded lines with the tables of boilerplate.

use crate::ingest::fold::is_kept;
use memchr::memmem::Finder;
use std::sync::LazyLock;

/// Returns the text after `label`, if `text`, when folded, begins with it.
pub(in crate::ingest) fn after_label<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let mut left = label.chars().count();
    for (at, c) in text.char_indices() {
        let counted = is_kept(c);
        if left == 0 && counted {
            return text.get(at..);
        }
        left -= usize::from(counted && left > 0);
    }
    (left == 0).then_some("")
}

/// Whether a character is a vowel sign or another dependent sign of Devanagari. It belongs to its
/// word, but `char::is_alphanumeric` rejects some of these signs.
pub(in crate::ingest) fn is_devanagari_sign(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}')
}

/// Returns `folded` without leading and trailing punctuation.
pub(in crate::ingest) fn without_punctuation(folded: &str) -> &str {
    folded.trim_matches(|c: char| !c.is_alphanumeric() && !is_devanagari_sign(c))
}

/// Whether `word` occurs in `text` as a whole word.
pub(in crate::ingest) fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let after = text
            .get(at + word.len()..)
            .and_then(|tail| tail.chars().next());
        let joins =
            |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || is_devanagari_sign(c));
        !joins(before) && !joins(after)
    })
}

/// Whether a text ends with sentence punctuation, possibly followed by quotation marks and
/// brackets.
///
/// A question mark is not included, because subheadings end with it too.
pub(in crate::ingest) fn ends_sentence(text: &str) -> bool {
    let last = text.trim_end_matches(['"', '\'', '”', '’', ')', ']', ' ', '」', '』', '）']);
    last.ends_with([
        '।', '.', '!', '|', '॥', '…', '。', '！', '．', '۔', '။', '។', '።',
    ])
}

/// Substring searchers, built once: building them for each line took half of the parse time.
pub(super) struct Phrases(LazyLock<Vec<Finder<'static>>>);

impl Phrases {
    /// Returns searchers for the phrases that `build` lists.
    pub(super) const fn new(build: fn() -> Vec<Finder<'static>>) -> Self {
        Self(LazyLock::new(build))
    }

    /// Whether any of the phrases occurs in `text`.
    pub(super) fn any_in(&self, text: &str) -> bool {
        self.0
            .iter()
            .any(|phrase| phrase.find(text.as_bytes()).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_after_a_label_is_found_in_its_own_spelling() {
        assert_eq!(after_label("ये भी पढ़ें: ख़बर", "ये भी पढें"), Some(": ख़बर"));
        assert_eq!(after_label("पढ़ें", "पढें"), Some(""));
        assert_eq!(after_label("पढ़", "पढें"), None);
    }

    #[test]
    fn words_are_matched_whole() {
        assert!(has_word("हमारा ऐप पाएं", "ऐप"));
        assert!(!has_word("ऐपल का फोन", "ऐप"));
        assert!(!has_word("apple", "app"));
    }

    #[test]
    fn sentences_end_inside_quotation_marks_too() {
        for (text, expected) in [
            ("उसने कहा, “हाँ।”", true),
            ("(वह आया.)", true),
            ("क्या हुआ?", false),
            ("बजट पर बहस", false),
        ] {
            assert_eq!(ends_sentence(text), expected, "{text}");
        }
    }
}
