//! The letters of a text in canonical form, whatever its encoding.
//!
//! Unicode can encode many letters as one character or as several, and marks in any order. The
//! iterator here yields the same letters for all encodings. They are decomposed, except if the mark
//! makes another letter (й) or the components are not letters (Hangul). The iterator is idempotent.

use super::letter::{self, decomposed};
use icu_normalizer::ComposingNormalizerBorrowed;
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;
use std::collections::VecDeque;
use std::iter::Peekable;
use std::str::CharIndices;

const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();
const CLASSES: CanonicalCombiningClassMapBorrowed<'static> =
    CanonicalCombiningClassMapBorrowed::new();

/// An iterator over letters, each with the byte offset in the text at which it begins.
pub(super) struct CanonicalLetters<'a> {
    chars: Peekable<CharIndices<'a>>,
    ready: VecDeque<(usize, char)>,
}

impl<'a> CanonicalLetters<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self {
            chars: text.char_indices().peekable(),
            ready: VecDeque::new(),
        }
    }

    fn push(&mut self, at: usize, c: char) {
        let ready = &mut self.ready;
        letter::folded(c, |letter| ready.push_back((at, letter)));
    }

    /// Takes the marks that follow, and sorts all pending marks into canonical order.
    fn take_marks(&mut self) {
        while let Some((at, c)) = self.chars.next_if(|(_, c)| is_dropped(*c) || class(*c) > 0) {
            if !is_dropped(c) {
                self.push(at, c);
            }
        }
        let ready = self.ready.make_contiguous();
        let starter = ready.iter().rposition(|(_, letter)| class(*letter) == 0);
        if let Some(marks) = ready.get_mut(starter.map_or(0, |at| at + 1)..) {
            marks.sort_by_key(|(_, mark)| class(*mark));
        }
    }

    /// Takes a letter and its marks, and composes them.
    fn compose(&mut self, at: usize, first: char, joins: impl Fn(char) -> bool) {
        let mut parts = String::from(first);
        let is_joiner = |c: char| is_dropped(c) && !joins(c);
        while let Some((_, c)) = self.chars.next_if(|(_, c)| is_joiner(*c) || joins(*c)) {
            if !is_joiner(c) {
                parts.push(c);
            }
        }
        for c in NFC.normalize_iter(parts.chars()) {
            if !is_dropped(c) {
                self.push(at, c);
            }
        }
    }

    fn is_next(&mut self, is_it: impl Fn(char) -> bool) -> bool {
        self.chars.peek().is_some_and(|(_, c)| is_it(*c))
    }
}

impl Iterator for CanonicalLetters<'_> {
    type Item = (usize, char);

    fn next(&mut self) -> Option<(usize, char)> {
        loop {
            if let Some(letter) = self.ready.pop_front() {
                return Some(letter);
            }
            let (at, c) = self.chars.next()?;
            if is_dropped(c) {
                continue;
            }
            match c {
                '\0'..='\u{7f}' => return Some((at, c.to_ascii_lowercase())),
                '\u{900}'..='\u{97f}' if class(c) == 0 => return Some((at, devanagari(c))),
                '\u{400}'..='\u{52f}' => {
                    let is_mark = |c: char| !is_joiner(c) && class(c) > 0;
                    if self.is_next(|c| is_joiner(c) || is_mark(c)) {
                        self.compose(at, c, is_mark);
                    } else {
                        self.push(at, c);
                    }
                }
                '\u{1100}'..='\u{1112}' | '\u{ac00}'..='\u{d7a3}' => {
                    self.compose(
                        at,
                        c,
                        |c| matches!(c, '\u{1161}'..='\u{1175}' | '\u{11a8}'..='\u{11c2}'),
                    );
                }
                c => {
                    self.push(at, c);
                    self.take_marks();
                }
            }
        }
    }
}

/// Whether folding drops the character: nukta, joiners, soft hyphens and the like.
pub(super) fn is_dropped(c: char) -> bool {
    c == '\u{93c}' || is_joiner(c) || letter::is_dropped(c)
}

fn is_joiner(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{34f}'
    )
}

/// Returns the canonical combining class: 0 for letters, other values for the marks on a letter.
fn class(c: char) -> u8 {
    match c {
        '\0'..='\u{2ff}' => 0,
        '\u{900}'..='\u{97f}' => match c {
            '\u{93c}' => 7,
            '\u{94d}' => 9,
            '\u{952}' => 220,
            '\u{951}' | '\u{953}' | '\u{954}' => 230,
            _ => 0,
        },
        // These two are halfwidth forms of combining marks.
        '\u{ff9e}' | '\u{ff9f}' => 8,
        c => CLASSES.get_u8(c),
    }
}

fn devanagari(c: char) -> char {
    match c {
        // All characters here are letters with a nukta.
        '\u{929}' | '\u{931}' | '\u{934}' | '\u{958}'..='\u{95f}' => {
            decomposed(c).next().unwrap_or(c)
        }
        '\u{901}' => '\u{902}',
        'ऑ' => 'आ',
        'ॉ' => 'ा',
        'ऍ' => 'ए',
        'ॅ' => 'े',
        '०'..='९' => char::from(b'0' + (u32::from(c) - u32::from('०')) as u8),
        c => c,
    }
}
