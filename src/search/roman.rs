//! The sound of a word, as users spell it by ear.
//!
//! Users of a Latin keyboard spell Hindi in different ways: `chandrayaan`, `chandrayan`;
//! `vishwavidyalaya`, `vishvavidyalay`. The key of a word keeps what all spellings have in common.
//! It drops what differs: the inherent `a`, vowel length, aspiration, the difference between the
//! three sounds of s, doubled letters. A Devanagari word and its Latin spellings then have the same
//! key.
//!
//! | typed          | key      | written   | key      |
//! |----------------|----------|-----------|----------|
//! | `putin`        | `putin`  | पुतिन      | `putin`  |
//! | `chandrayaan`  | `cndryn` | चंद्रयान    | `cndryn` |
//! | `rail`         | `rel`    | रेल       | `rel`    |

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
const SPELLINGS: [(&str, &str); 36] = [
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
    ("ri", "ri"),
];

/// Returns the key of a folded word in Latin letters. Words in other scripts have no key, nor has a
/// word that is too short to be specific, or a longer word without a vowel, which cannot be
/// pronounced.
pub(super) fn sound_of_latin(word: &str) -> Option<String> {
    if word.len() < 3 || !word.chars().all(|c| c.is_ascii_lowercase()) {
        return None;
    }
    if word.len() > 3 && !word.contains(['a', 'e', 'i', 'o', 'u', 'y']) {
        return None;
    }
    let mut key = SoundKey::default();
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        // Before a vowel, the w of `ow` is a consonant.
        let glides =
            rest.starts_with("ow") && rest.chars().nth(2).is_some_and(|c| "aeiou".contains(c));
        let spelling = SPELLINGS
            .iter()
            .find(|(spelling, _)| rest.starts_with(spelling) && !glides);
        let (length, sound) =
            spelling.map_or((1, ""), |(spelling, sound)| (spelling.len(), *sound));
        if sound.is_empty() {
            key.push(c.encode_utf8(&mut [0; 4]));
        } else {
            key.push(sound);
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    let key = key.finish();
    (key.len() >= 2).then_some(key)
}

/// Returns a key without its vowels, which is the part of a name that all spellings share.
pub(super) fn skeleton(sound: &str) -> String {
    sound.chars().filter(|c| !"aeiou".contains(*c)).collect()
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
