//! The sound of a word, as users spell it by ear.
//!
//! Users of a Latin keyboard spell Hindi in different ways: `chandrayaan`, `chandrayan`;
//! `vishwavidyalaya`, `vishvavidyalay`. The key of a word keeps what all spellings have in common.
//! It drops what differs: the inherent `a`, vowel length, aspiration, the difference between the
//! three sounds of s, doubled letters. A Devanagari word and its Latin spellings then have the same
//! key. Names and loanwords that keep their English spelling have a second key (`english`).
//!
//! | typed          | key      | written   | key      |
//! |----------------|----------|-----------|----------|
//! | `putin`        | `putin`  | पुतिन      | `putin`  |
//! | `chandrayaan`  | `cndryn` | चंद्रयान    | `cndryn` |
//! | `rail`         | `rel`    | रेल       | `rel`    |

mod english;

use std::collections::HashSet;

/// Whether a word is in Devanagari.
pub(super) fn is_devanagari(word: &str) -> bool {
    word.starts_with(|c: char| matches!(c, '\u{904}'..='\u{939}'))
}

/// Returns the key of a folded word in Devanagari.
pub(super) fn sound_of_devanagari(word: &str) -> String {
    let mut key = SoundKey::default();
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        let sound = match c {
            '\u{902}' => match chars.peek() {
                Some('प'..='म') => "m",
                Some(_) | None => "n",
            },
            c => letter(c),
        };
        key.push(sound);
    }
    key.finish()
}

/// Returns the sound of a letter, ignoring aspiration and place of articulation.
fn letter(c: char) -> &'static str {
    match c {
        'क' | 'ख' => "k",
        'ग' | 'घ' => "g",
        'च' | 'छ' => "c",
        'ज' | 'झ' => "j",
        'ट' | 'ठ' | 'त' | 'थ' => "t",
        'ड' | 'ढ' | 'द' | 'ध' => "d",
        'ङ' | 'ञ' | 'ण' | 'न' => "n",
        'प' => "p",
        'फ' => "f",
        'ब' | 'भ' => "b",
        'म' => "m",
        'य' => "y",
        'र' => "r",
        'ल' | 'ळ' => "l",
        'व' => "v",
        'श' | 'ष' | 'स' => "s",
        'ह' => "h",
        'अ' | 'आ' | 'ा' => "a",
        'इ' | 'ई' | 'ि' | 'ी' => "i",
        'उ' | 'ऊ' | 'ु' | 'ू' => "u",
        'ए' | 'ऐ' | 'े' | 'ै' => "e",
        'ओ' | 'औ' | 'ो' | 'ौ' => "o",
        'ऋ' | 'ृ' => "ri",
        _ => "",
    }
}

/// Letter sequences as users spell them by ear, and their sounds; longest first.
const SPELLINGS: [(&str, &str); 35] = [
    ("chh", "c"),
    ("ksh", "ks"),
    ("sch", "sk"),
    ("tch", "c"),
    ("gya", "jn"),
    ("ch", "c"),
    ("sh", "s"),
    ("kh", "k"),
    ("gh", "g"),
    ("jh", "j"),
    ("th", "t"),
    ("dh", "d"),
    ("ph", "f"),
    ("bh", "b"),
    ("wh", "v"),
    ("rh", "d"),
    ("ck", "k"),
    ("aa", "a"),
    ("ee", "i"),
    ("ii", "i"),
    ("ea", "i"),
    ("oo", "u"),
    ("uu", "u"),
    ("ai", "e"),
    ("ei", "e"),
    ("au", "o"),
    ("ou", "o"),
    ("ow", "o"),
    ("ie", "i"),
    ("c", "k"),
    ("q", "k"),
    ("w", "v"),
    ("z", "j"),
    ("x", "ks"),
    ("é", "e"),
];

/// The maximum number of keys of a word.
const MOST_KEYS: usize = 6;

/// Returns the keys of a folded word in Latin letters, the most probable first: as spelt by ear,
/// with the letters that stand for two sounds read the other way, and by the rules of English
/// spelling.
///
/// Words in other scripts have no key, nor has a word that is too short to be specific, or a longer
/// word without a vowel, which cannot be pronounced.
pub(super) fn sounds_of_latin(word: &str) -> Vec<String> {
    let is_short = word.len() < 3 || !word.chars().all(|c| c.is_ascii_lowercase());
    if is_short || (word.len() > 3 && !word.contains(['a', 'e', 'i', 'o', 'u', 'y'])) {
        return Vec::new();
    }
    let mut keys = vec![by_ear(word, None)];
    keys.extend(ambiguous(word).map(|at| by_ear(word, Some(at))));
    keys.push(english::sound(word));
    let mut seen = HashSet::new();
    keys.retain(|key| key.len() >= 2 && seen.insert(key.clone()));
    keys.truncate(MOST_KEYS);
    keys
}

/// Returns the byte offsets of the letters that stand for two sounds: the r of सड़क, and the ai of
/// जयपुर and मुंबई.
fn ambiguous(word: &str) -> impl Iterator<Item = usize> {
    let flaps = word.match_indices('r').filter(|(at, _)| *at > 0);
    word.match_indices("ai").chain(flaps).map(|(at, _)| at)
}

/// Returns the key of a word that is spelt by ear. The letter at `other` has its second sound.
fn by_ear(word: &str, other: Option<usize>) -> String {
    let mut key = SoundKey::default();
    let mut at = 0;
    while let Some(rest) = word.get(at..).filter(|rest| !rest.is_empty()) {
        let (length, sound) = if other == Some(at) {
            second_sound(rest)
        } else {
            first_sound(rest)
        };
        key.push(sound);
        at += length;
    }
    key.finish()
}

/// Returns the length of the spelling at the beginning of `rest`, and its sound.
fn first_sound(rest: &str) -> (usize, &str) {
    let mut letters = rest.chars();
    let first = letters.next().map_or(0, char::len_utf8);
    // Before a vowel, the w of `ow` is a consonant.
    let glides = rest.starts_with("ow") && letters.nth(1).is_some_and(is_vowel);
    SPELLINGS
        .iter()
        .find(|(spelling, _)| rest.starts_with(spelling) && !glides)
        .map_or_else(
            || (first, rest.get(..first).unwrap_or_default()),
            |(spelling, sound)| (spelling.len(), *sound),
        )
}

/// Returns what [`first_sound`] does, for the other sound of an r or an ai.
fn second_sound(rest: &str) -> (usize, &str) {
    match rest.strip_prefix("ai") {
        Some("") => (2, "i"),
        Some(_) => (2, "y"),
        None => (1, "d"),
    }
}

fn is_vowel(c: char) -> bool {
    "aeiou".contains(c)
}

/// Returns a key without its vowels, which is the part of a name that all spellings share.
pub(super) fn skeleton(sound: &str) -> String {
    sound.chars().filter(|c| !is_vowel(*c)).collect()
}

/// Returns the number of letters in which two keys differ.
pub(super) fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut corner = i;
        let mut left = i + 1;
        for (cell, b) in row.iter_mut().skip(1).zip(&other) {
            let here = (corner + usize::from(a != *b)).min(*cell + 1).min(left + 1);
            corner = *cell;
            *cell = here;
            left = here;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// A key under construction, without `a` except at the beginning and without doubled letters.
#[derive(Default)]
struct SoundKey {
    text: String,
}

impl SoundKey {
    fn push(&mut self, sound: &str) {
        for c in sound.chars() {
            let is_inherent = c == 'a' && !self.text.is_empty();
            if !is_inherent && !self.text.ends_with(c) {
                self.text.push(c);
            }
        }
    }

    fn finish(self) -> String {
        self.text
    }
}
