//! The sound of a word as English spells it.
//!
//! Hindi papers write English names and loanwords as they sound: साइक्लोन, कॉलेज, स्टेशन. Their English
//! spelling follows habits that spelling by ear does not have: soft c and g, silent letters, a u
//! that is the inherent vowel of Hindi. The rules here are the regular ones; the names that follow
//! none are in `assets/words/aliases.tsv`.

use super::{SoundKey, first_sound, is_vowel};

/// Spellings and their sounds, each with where in a word it applies; the first that applies is
/// taken.
const RULES: [(Position, &str, &str); 44] = [
    (Position::Start, "kn", "n"),
    (Position::Start, "wr", "r"),
    (Position::Start, "ps", "s"),
    (Position::Start, "x", "j"),
    (Position::Anywhere, "ight", "it"),
    (Position::Anywhere, "ation", "esn"),
    (Position::Anywhere, "tion", "sn"),
    (Position::Anywhere, "ssion", "sn"),
    (Position::Anywhere, "sion", "jn"),
    (Position::End, "ture", "cr"),
    (Position::Anywhere, "dge", "j"),
    (Position::End, "gue", "g"),
    (Position::End, "que", "k"),
    (Position::Anywhere, "you", "yu"),
    (Position::Anywhere, "iew", "yu"),
    (Position::Anywhere, "ew", "yu"),
    (Position::BeforeFrontVowel, "cc", "ks"),
    (Position::BeforeFrontVowel, "sc", "s"),
    (Position::BeforeFrontVowel, "c", "s"),
    (Position::BeforeFrontVowel, "gg", "g"),
    (Position::BeforeFrontVowel, "g", "j"),
    (Position::End, "mb", "m"),
    (Position::BeforeConsonant, "er", "r"),
    (Position::End, "er", "r"),
    (Position::End, "or", "r"),
    (Position::End, "ue", "u"),
    (Position::End, "oe", "o"),
    (Position::End, "ay", "e"),
    (Position::End, "ey", "i"),
    (Position::End, "y", "i"),
    (Position::BeforeConsonant, "y", "i"),
    (Position::BeforeFinalE, "a", "e"),
    (Position::BeforeFinalE, "u", "yu"),
    (Position::BeforeConsonants, "o", ""),
    (Position::Anywhere, "oo", "u"),
    (Position::Anywhere, "au", "o"),
    (Position::Anywhere, "ou", "o"),
    (Position::Anywhere, "eu", "yu"),
    (Position::Anywhere, "ue", "u"),
    (Position::Anywhere, "ui", "ui"),
    (Position::BeforeConsonant, "u", ""),
    (Position::Anywhere, "lh", "l"),
    (Position::AfterConsonantAtEnd, "e", ""),
    (Position::AfterConsonantAtEnd, "es", "s"),
];

/// Where in a word a rule applies.
#[derive(Clone, Copy)]
enum Position {
    Anywhere,
    Start,
    End,
    /// Before e, i or y, which soften c and g.
    BeforeFrontVowel,
    BeforeConsonant,
    /// Before two consonants.
    BeforeConsonants,
    /// Before one consonant and a final e, as the a of plane.
    BeforeFinalE,
    AfterConsonantAtEnd,
}

impl Position {
    fn is_met(self, before: &str, after: &str) -> bool {
        let mut next = after.chars();
        let (first, second, third) = (next.next(), next.next(), next.next());
        let is_consonant = |c: Option<char>| c.is_some_and(|c| !is_vowel(c) && c != 'y');
        match self {
            Self::Anywhere => true,
            Self::Start => before.is_empty(),
            Self::End => after.is_empty() && !before.is_empty(),
            Self::BeforeFrontVowel => matches!(first, Some('e' | 'i' | 'y')),
            Self::BeforeConsonant => is_consonant(first),
            Self::BeforeConsonants => is_consonant(first) && is_consonant(second),
            Self::BeforeFinalE => is_consonant(first) && second == Some('e') && third.is_none(),
            Self::AfterConsonantAtEnd => {
                after.is_empty() && before.len() > 1 && is_consonant(before.chars().next_back())
            }
        }
    }
}

/// Returns the key of a lowercase word in Latin letters.
pub(super) fn sound(word: &str) -> String {
    let mut key = SoundKey::default();
    let mut at = 0;
    while let Some((before, rest)) = word
        .split_at_checked(at)
        .filter(|(_, rest)| !rest.is_empty())
    {
        let rule = RULES.iter().find(|(position, spelling, _)| {
            rest.strip_prefix(spelling)
                .is_some_and(|after| position.is_met(before, after))
        });
        let (length, sound) = rule.map_or_else(
            || first_sound(rest),
            |(_, spelling, sound)| (spelling.len(), *sound),
        );
        key.push(sound);
        at += length;
    }
    key.finish()
}

#[cfg(test)]
mod tests {
    use super::super::{sound_of_devanagari, sounds_of_latin};
    use crate::search::spelling;

    #[test]
    fn english_spellings_sound_as_papers_write_them() {
        for (typed, written) in [
            ("cyclone", "साइक्लोन"),
            ("station", "स्टेशन"),
            ("success", "सक्सेस"),
            ("flight", "फ्लाइट"),
            ("punjab", "पंजाब"),
            ("truck", "ट्रक"),
            ("bus", "बस"),
            ("plane", "प्लेन"),
            ("city", "सिटी"),
            ("center", "सेंटर"),
            ("doctor", "डॉक्टर"),
            ("google", "गूगल"),
            ("league", "लीग"),
            ("view", "व्यू"),
            ("mission", "मिशन"),
            ("service", "सर्विस"),
            ("picture", "पिक्चर"),
            ("train", "ट्रेन"),
        ] {
            let written = sound_of_devanagari(&spelling(written));
            let typed = sounds_of_latin(typed);
            assert!(typed.contains(&written), "{typed:?} {written}");
        }
    }

    #[test]
    fn letters_with_two_sounds_are_read_both_ways() {
        for (typed, written) in [
            ("jaipur", "जयपुर"),
            ("raipur", "रायपुर"),
            ("nainital", "नैनीताल"),
            ("mumbai", "मुंबई"),
            ("ladai", "लड़ाई"),
            ("sarak", "सड़क"),
            ("pahar", "पहाड़"),
            ("karor", "करोड़"),
            ("saharanpur", "सहारनपुर"),
        ] {
            let written = sound_of_devanagari(&spelling(written));
            let typed = sounds_of_latin(typed);
            assert!(typed.contains(&written), "{typed:?} {written}");
        }
    }
}
