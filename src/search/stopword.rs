//! Words that say nothing of what a story is about.

use super::fold::fold;
use std::collections::HashSet;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../assets/words/stopwords.txt");

static WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).map(fold).collect()
});

/// Returns whether a folded word only ties others together.
pub fn is_stopword(word: &str) -> bool {
    WORDS.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_tie_others_are_left_aside() {
        for word in ["नहीं", "यहाँ", "the", "गयी"] {
            assert!(is_stopword(&fold(word)), "{word}");
        }
        for word in ["चाँद", "रेल", "durban"] {
            assert!(!is_stopword(&fold(word)), "{word}");
        }
    }
}
