//! The other forms of a Hindi noun or adjective, for a question that names one of them.
//!
//! Only the endings that number and case give, and only as more forms to look for, never as a stem
//! in the index: a stemmer joins words that have nothing to do with each other (Snowball's does in
//! two pairs of five), while a form that no story has costs nothing.
//!
//! | asked for  | also looked for               |
//! |------------|-------------------------------|
//! | हमला       | हमले, हमलों                     |
//! | मुठभेड़     | मुठभेड़ें, मुठभेड़ों               |
//! | लड़की      | लड़कियां, लड़कियों               |

/// A shorter word has too many others that begin like it.
const SHORTEST: usize = 3;

/// Endings that stand for each other after a consonant; the first is that of the dictionary.
const AFTER_CONSONANT: [&str; 5] = ["", "ा", "े", "ों", "ें"];
/// Endings of feminines in ी.
const LONG_I: [&str; 3] = ["ी", "ियों", "ियां"];

/// Returns the other forms of a folded word; none for words that are not in Devanagari.
pub fn inflections(word: &str) -> Vec<String> {
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
    // Feminines in ा and words in ु keep their vowel before the ending.
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
    fn a_noun_is_looked_for_in_its_other_forms() {
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
