//! Devanagari keyboards: the letter of an English keyboard that lies on the same key.
//!
//! A user who types Hindi need not switch the keyboard for a command: with `InScript` `र` lies on the key of `j`, and
//! counts as `j` where no command is bound to `र` itself.

/// The keyboard by which a Devanagari letter counts for a command.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum KeyboardLayout {
    /// `InScript`, the standard of India (IS 16350), which every system offers for Hindi.
    #[default]
    InScript,
    /// Remington, the order of the typewriter, as Remington GAIL and `hi-remington` of m17n have it.
    Remington,
    /// A Devanagari letter stands for no other key.
    None,
}

impl KeyboardLayout {
    /// Returns the layout with this name in a configuration.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "inscript" => Some(Self::InScript),
            "remington" => Some(Self::Remington),
            "none" => Some(Self::None),
            _ => None,
        }
    }

    /// Returns the letter or digit of an English keyboard on the key that types `letter`.
    pub fn english(self, letter: char) -> Option<char> {
        let letters = match self {
            Self::InScript => INSCRIPT,
            Self::Remington => REMINGTON,
            Self::None => return None,
        };
        if ('०'..='९').contains(&letter) {
            return char::from_digit(u32::from(letter) - u32::from('०'), 10);
        }
        let mut letters = letters.iter();
        letters
            .find(|(devanagari, _)| *devanagari == letter)
            .map(|(_, english)| *english)
    }
}

/// The keys of `InScript` that type one letter.
const INSCRIPT: &[(char, char)] = &[
    ('\u{94c}', 'q'),
    ('\u{948}', 'w'),
    ('\u{93e}', 'e'),
    ('\u{940}', 'r'),
    ('\u{942}', 't'),
    ('ब', 'y'),
    ('ह', 'u'),
    ('ग', 'i'),
    ('द', 'o'),
    ('ज', 'p'),
    ('ड', '['),
    ('\u{93c}', ']'),
    ('\u{949}', '\\'),
    ('\u{94b}', 'a'),
    ('\u{947}', 's'),
    ('\u{94d}', 'd'),
    ('\u{93f}', 'f'),
    ('\u{941}', 'g'),
    ('प', 'h'),
    ('र', 'j'),
    ('क', 'k'),
    ('त', 'l'),
    ('च', ';'),
    ('ट', '\''),
    ('\u{902}', 'x'),
    ('म', 'c'),
    ('न', 'v'),
    ('व', 'b'),
    ('ल', 'n'),
    ('स', 'm'),
    ('य', '/'),
    ('औ', 'Q'),
    ('ऐ', 'W'),
    ('आ', 'E'),
    ('ई', 'R'),
    ('ऊ', 'T'),
    ('भ', 'Y'),
    ('ङ', 'U'),
    ('घ', 'I'),
    ('ध', 'O'),
    ('झ', 'P'),
    ('ढ', '{'),
    ('ञ', '}'),
    ('ऑ', '|'),
    ('ओ', 'A'),
    ('ए', 'S'),
    ('अ', 'D'),
    ('इ', 'F'),
    ('उ', 'G'),
    ('फ', 'H'),
    ('ऱ', 'J'),
    ('ख', 'K'),
    ('थ', 'L'),
    ('छ', ':'),
    ('ठ', '"'),
    ('\u{901}', 'X'),
    ('ण', 'C'),
    ('ऩ', 'V'),
    ('ऴ', 'B'),
    ('ळ', 'N'),
    ('श', 'M'),
    ('ष', '<'),
    ('।', '>'),
    ('\u{95f}', '?'),
    ('\u{945}', '@'),
    ('\u{903}', '_'),
    ('\u{943}', '='),
    ('ऋ', '+'),
    ('ऍ', '!'),
];

/// The keys of Remington that type one letter; most with Shift type a letter and a virama, which are two keys here.
const REMINGTON: &[(char, char)] = &[
    ('\u{941}', 'q'),
    ('\u{942}', 'w'),
    ('म', 'e'),
    ('त', 'r'),
    ('ज', 't'),
    ('ल', 'y'),
    ('न', 'u'),
    ('प', 'i'),
    ('व', 'o'),
    ('च', 'p'),
    ('\u{902}', 'a'),
    ('\u{947}', 's'),
    ('क', 'd'),
    ('\u{93f}', 'f'),
    ('ह', 'g'),
    ('\u{940}', 'h'),
    ('र', 'j'),
    ('\u{93e}', 'k'),
    ('स', 'l'),
    ('य', ';'),
    ('ग', 'x'),
    ('ब', 'c'),
    ('अ', 'v'),
    ('इ', 'b'),
    ('द', 'n'),
    ('उ', 'm'),
    ('ए', ','),
    ('फ', 'Q'),
    ('\u{945}', 'W'),
    ('\u{901}', 'A'),
    ('\u{948}', 'S'),
    ('ळ', 'G'),
    ('ट', 'V'),
    ('ठ', 'B'),
    ('छ', 'N'),
    ('ड', 'M'),
    ('ढ', '<'),
    ('झ', '>'),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_letter_and_no_key_is_there_twice() {
        for letters in [INSCRIPT, REMINGTON] {
            let typed: HashSet<char> = letters.iter().map(|(letter, _)| *letter).collect();
            let keys: HashSet<char> = letters.iter().map(|(_, key)| *key).collect();
            assert_eq!((typed.len(), keys.len()), (letters.len(), letters.len()));
            assert!(keys.iter().all(char::is_ascii) && typed.iter().all(|c| !c.is_ascii()));
        }
    }

    #[test]
    fn a_letter_counts_by_the_place_of_its_key() {
        let typed = |layout: KeyboardLayout, text: &str| -> String {
            text.chars()
                .filter_map(|letter| layout.english(letter))
                .collect()
        };
        assert_eq!(typed(KeyboardLayout::InScript, "रकपतग१ण"), "jkhli1C");
        assert_eq!(typed(KeyboardLayout::Remington, "राीसह७"), "jkhlg7");
        assert_eq!(typed(KeyboardLayout::None, "र१"), "");
    }
}
