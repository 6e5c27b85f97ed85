//! Folds the spelling of labels, names of months and other fixed words.
//!
//! Sites spell their own labels in every way (`पढ़ें`, `पढें`, `पढ़े`), so tables are written folded and texts are
//! folded before they are compared: no nukta, no joiners, chandrabindu as anusvara, lower case.

/// Returns `text` folded.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().filter(|c| is_kept(*c)) {
        match c {
            '\0'..='\u{7f}' => folded.push(c.to_ascii_lowercase()),
            '\u{900}'..='\u{97f}' => folded.push(base(c)),
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

/// Whether a character is kept by the fold.
pub(super) fn is_kept(c: char) -> bool {
    !matches!(c, '\u{93c}' | '\u{200c}' | '\u{200d}')
}

/// Returns the Devanagari letter without its nukta, and anusvara for chandrabindu.
fn base(c: char) -> char {
    match c {
        '\u{958}' => 'क',
        '\u{959}' => 'ख',
        '\u{95a}' => 'ग',
        '\u{95b}' => 'ज',
        '\u{95c}' => 'ड',
        '\u{95d}' => 'ढ',
        '\u{95e}' => 'फ',
        '\u{901}' => '\u{902}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_label_fold_to_one() {
        for text in [
            "पढ\u{93c}ें",
            "पढ\u{947}\u{902}",
            "प\u{200d}ढें",
            "प\u{95d}\u{947}\u{901}",
        ] {
            assert_eq!(folded(text), "पढें", "{text}");
        }
        assert_eq!(folded("Also READ"), "also read");
    }
}
