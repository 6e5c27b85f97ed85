//! The glossary in `lib.rs`: words that it replaced occur nowhere in the code.

use crate::architecture::source_texts;

/// A word that was replaced, and the word to write.
const REPLACED: [(&str, &str); 25] = [
    ("furniture", "boilerplate"),
    ("librarian", "library worker"),
    ("courier", "fetch worker"),
    ("shelf", "article index"),
    ("twin", "near duplicate"),
    ("twins", "near duplicates"),
    ("densest", "largest text block"),
    ("surroundings", "environment"),
    ("whereabouts", "offer target"),
    ("next_matter", "next hit or unread"),
    ("passed_on", "strip_controls"),
    ("is_obeyed", "is_terminal_control"),
    ("stands_in", "set_outer_terminal"),
    ("is_told", "needs_explicit_width"),
    ("known_as", "resolve_id_prefix"),
    ("by_the_person", "from_user_input"),
    ("likeness", "similarity"),
    ("labour", "work"),
    ("manieth", "nth"),
    ("so many", "n, count"),
    ("the person", "the user"),
    ("a person", "a user"),
    ("strangers' bytes", "untrusted input"),
    ("told apart", "distinguished"),
    ("what came", "what arrived, the response"),
];

/// Returns `text` in lower case with its identifiers cut into words: `NextMatter` is `next_matter`.
fn words_of(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        if c.is_ascii_uppercase() && before.is_ascii_lowercase() {
            words.push('_');
        }
        words.push(c.to_ascii_lowercase());
        before = c;
    }
    words
}

fn contains_word(text: &str, word: &str) -> bool {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphanumeric());
    text.match_indices(word).any(|(at, _)| {
        is_edge(text[..at].chars().next_back()) && is_edge(text[at + word.len()..].chars().next())
    })
}

#[test]
fn replaced_words_are_gone() {
    let mut found = Vec::new();
    for (path, text) in source_texts() {
        // It names the tables of older libraries.
        if path == "store/migrate.rs" {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            let words = words_of(line);
            for (old, new) in REPLACED {
                if contains_word(&words, old) {
                    found.push(format!("{path}:{}: {old}; write {new}", number + 1));
                }
            }
        }
    }
    assert!(
        found.is_empty(),
        "words that the glossary in lib.rs replaced; the table is in this file:\n{}",
        found.join("\n")
    );
}
