//! Other inflected forms of a Hindi noun or adjective in a query.
//!
//! Only endings of number and case are covered. The forms are only searched for in addition to the
//! typed one; the index has no stems, because a stemmer joins unrelated words (Snowball's does in
//! two pairs of five), while searching for a form that no article has costs nothing.
//!
//! | typed      | searched for too              |
//! |------------|-------------------------------|
//! | हमला       | हमले, हमलों                     |
//! | मुठभेड़     | मुठभेड़ें, मुठभेड़ों               |
//! | लड़की      | लड़कियां, लड़कियों               |

/// The minimum number of letters of a word; many other words begin with a shorter one.
const SHORTEST: usize = 3;

/// Endings that alternate after a consonant; the first one is that of the dictionary form.
const AFTER_CONSONANT: [&str; 5] = ["", "ा", "े", "ों", "ें"];
/// The endings of feminine nouns in ी.
const LONG_I: [&str; 3] = ["ी", "ियों", "ियां"];

/// Returns the other forms of a folded Devanagari word; empty for words of other scripts.
pub(super) fn inflections(word: &str) -> Vec<String> {
    if word.chars().count() < SHORTEST || !word.chars().all(|c| matches!(c, '\u{900}'..='\u{963}'))
    {
        return Vec::new();
    }
    let forms = |stem: &str, endings: &[&str]| -> Vec<String> {
        let forms = endings.iter().map(|ending| format!("{stem}{ending}"));
        forms.filter(|form| form != word).collect()
    };
    if let Some(stem) = LONG_I.iter().find_map(|ending| word.strip_suffix(ending)) {
        return forms(stem, &LONG_I);
    }
    // Feminine nouns in ा and words in ु keep their vowel before the ending.
    for (ending, vowel) in [("ाओं", "ा"), ("ाएं", "ा"), ("ुओं", "ु"), ("ुएं", "ु")]
    {
        if let Some(stem) = word.strip_suffix(ending) {
            return forms(stem, &[vowel, ending]);
        }
    }
    let endings = AFTER_CONSONANT.iter().rev();
    let stem = endings.clone().find_map(|ending| word.strip_suffix(ending));
    let stem = stem.unwrap_or(word);
    if stem.chars().count() < 2 || !stem.ends_with(|c| matches!(c, '\u{915}'..='\u{939}')) {
        return Vec::new();
    }
    let mut found = forms(stem, &AFTER_CONSONANT);
    if word.ends_with('ा') {
        found.extend(["ओं", "एं"].map(|ending| format!("{word}{ending}")));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_is_searched_in_its_other_forms() {
        for (word, other) in [
            ("हमला", "हमलों"),
            ("हमले", "हमला"),
            ("मुठभेड", "मुठभेडों"),
            ("मुठभेडों", "मुठभेड"),
            ("लडकी", "लडकियां"),
            ("लडकियों", "लडकी"),
            ("घटना", "घटनाओं"),
            ("घटनाएं", "घटना"),
        ] {
            assert!(
                inflections(word).contains(&other.to_owned()),
                "{word}: {other}"
            );
        }
        for word in ["putin", "15", "घर", "चीन3"] {
            assert!(inflections(word).is_empty(), "{word}");
        }
        assert!(!inflections("चीन").contains(&"चीनी".to_owned()));
    }
}
