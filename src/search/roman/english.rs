//! The sound of a word as English spells it.
//!
//! Hindi papers write English names and loanwords as they sound: साइक्लोन, कॉलेज, स्टेशन. Their English
//! spelling follows habits that spelling by ear does not have: soft c and g, silent letters, a u
//! that is the inherent vowel of Hindi. The rules here are the regular ones; the names that follow
//! none are in `assets/words/aliases.tsv`.

use super::{SoundKey, first_sound, is_vowel};

/// Spellings and their sounds, each with where in a word it applies; the first that applies is
/// taken.
const RULES: [(WordPosition, &str, &str); 44] = [
    (WordPosition::Start, "kn", "n"),
    (WordPosition::Start, "wr", "r"),
    (WordPosition::Start, "ps", "s"),
    (WordPosition::Start, "x", "j"),
    (WordPosition::Anywhere, "ight", "it"),
    (WordPosition::Anywhere, "ation", "esn"),
    (WordPosition::Anywhere, "tion", "sn"),
    (WordPosition::Anywhere, "ssion", "sn"),
    (WordPosition::Anywhere, "sion", "jn"),
    (WordPosition::End, "ture", "cr"),
    (WordPosition::Anywhere, "dge", "j"),
    (WordPosition::End, "gue", "g"),
    (WordPosition::End, "que", "k"),
    (WordPosition::Anywhere, "you", "yu"),
    (WordPosition::Anywhere, "iew", "yu"),
    (WordPosition::Anywhere, "ew", "yu"),
    (WordPosition::BeforeFrontVowel, "cc", "ks"),
    (WordPosition::BeforeFrontVowel, "sc", "s"),
    (WordPosition::BeforeFrontVowel, "c", "s"),
    (WordPosition::BeforeFrontVowel, "gg", "g"),
    (WordPosition::BeforeFrontVowel, "g", "j"),
    (WordPosition::End, "mb", "m"),
    (WordPosition::BeforeConsonant, "er", "r"),
    (WordPosition::End, "er", "r"),
    (WordPosition::End, "or", "r"),
    (WordPosition::End, "ue", "u"),
    (WordPosition::End, "oe", "o"),
    (WordPosition::End, "ay", "e"),
    (WordPosition::End, "ey", "i"),
    (WordPosition::End, "y", "i"),
    (WordPosition::BeforeConsonant, "y", "i"),
    (WordPosition::BeforeFinalE, "a", "e"),
    (WordPosition::BeforeFinalE, "u", "yu"),
    (WordPosition::BeforeConsonants, "o", ""),
    (WordPosition::Anywhere, "oo", "u"),
    (WordPosition::Anywhere, "au", "o"),
    (WordPosition::Anywhere, "ou", "o"),
    (WordPosition::Anywhere, "eu", "yu"),
    (WordPosition::Anywhere, "ue", "u"),
    (WordPosition::Anywhere, "ui", "ui"),
    (WordPosition::BeforeConsonant, "u", ""),
    (WordPosition::Anywhere, "lh", "l"),
    (WordPosition::AfterConsonantAtEnd, "e", ""),
    (WordPosition::AfterConsonantAtEnd, "es", "s"),
];

/// Where in a word a rule applies.
#[derive(Clone, Copy)]
enum WordPosition {
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

impl WordPosition {
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
