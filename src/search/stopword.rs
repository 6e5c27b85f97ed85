//! Words that say nothing about the subject of an article.

use super::fold::fold;
use std::collections::HashSet;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../assets/words/stopwords.txt");

static WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).map(fold).collect()
});

/// Returns whether a folded word is a function word, which says nothing about the subject.
pub fn is_stopword(word: &str) -> bool {
    WORDS.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_function_words_are_stop_words() {
        for word in ["नहीं", "यहाँ", "the", "गयी"] {
            assert!(is_stopword(&fold(word)), "{word}");
        }
        for word in ["चाँद", "रेल", "durban"] {
            assert!(!is_stopword(&fold(word)), "{word}");
        }
    }
}
