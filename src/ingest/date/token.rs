//! Cuts the text of a date into numbers, words and marks.

use super::month::month_named;
use crate::ingest::fold::{folded, is_kept};

/// A piece of a date.
#[derive(Debug, PartialEq)]
pub(super) enum DateToken {
    /// Digits of any script.
    Number { value: u64, digits: usize },
    /// A word, folded; `is_upper` if it is written in ASCII capitals only.
    Word { text: String, is_upper: bool },
    /// A punctuation mark.
    Mark(char),
    /// White space.
    Space,
}

/// The code points of the digit zero in the scripts whose digits news sites write.
const ZEROS: [u32; 15] = [
    0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0,
    0x1040, 0xff10,
];

/// Units that East Asian dates write directly after a number, each a word of its own.
const UNITS: &str = "年月日号號時时點点分秒년월일시분초";

/// Endings of ordinal numbers; they carry nothing.
const ORDINALS: [&str; 6] = ["st", "nd", "rd", "th", "er", "º"];

/// Words that may stand directly after a number; any other makes a word of both: `19वीं`.
const AFTER_NUMBERS: [&str; 8] = ["am", "pm", "a", "p", "t", "z", "h", "uhr"];

/// Returns the tokens of `text`. Invisible characters are dropped.
pub(super) fn scan(text: &str) -> Vec<DateToken> {
    let mut tokens: Vec<DateToken> = Vec::new();
    let mut chars = text.chars().filter(|c| !is_invisible(*c)).peekable();
    while let Some(first) = chars.next() {
        let mut whole = String::from(first);
        let kind = kind_of(first);
        if kind != CharKind::Mark && kind != CharKind::Unit {
            while let Some(next) = chars.next_if(|c| kind_of(*c) == kind) {
                whole.push(next);
            }
        }
        match kind {
            CharKind::Space => tokens.push(DateToken::Space),
            CharKind::Mark => tokens.push(DateToken::Mark(plain_mark(first))),
            CharKind::Digit => push_number(&mut tokens, &whole),
            CharKind::Unit => tokens.push(word(&whole)),
            CharKind::Letter => push_word(&mut tokens, &whole),
        }
    }
    tokens
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum CharKind {
    Space,
    Mark,
    Digit,
    Unit,
    Letter,
}

fn kind_of(c: char) -> CharKind {
    match c {
        _ if c.is_whitespace() => CharKind::Space,
        _ if digit(c).is_some() => CharKind::Digit,
        _ if UNITS.contains(c) => CharKind::Unit,
        '।' | '॥' | '॰' | '\u{2212}' => CharKind::Mark,
        '\u{a1}'..='\u{a9}' | '\u{ab}'..='\u{b9}' | '\u{bb}'..='\u{bf}' => CharKind::Mark,
        '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' => CharKind::Mark,
        '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' => CharKind::Mark,
        _ if c.is_ascii_punctuation() || c.is_control() => CharKind::Mark,
        _ => CharKind::Letter,
    }
}

/// Returns the ASCII mark that a mark of another script or style stands for.
fn plain_mark(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '॰' => '.',
        '、' => ',',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    }
}

fn digit(c: char) -> Option<u64> {
    c.to_digit(10).map(u64::from).or_else(|| {
        let code = c as u32;
        let zero = ZEROS
            .iter()
            .find(|zero| (**zero..**zero + 10).contains(&code))?;
        Some(u64::from(code - zero))
    })
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || !is_kept(c)
}

/// Returns a word. The nuktas of Bengali and Gurmukhi are dropped as that of Devanagari is.
fn word(text: &str) -> DateToken {
    let is_upper = text.chars().all(|c| c.is_ascii_uppercase());
    let bare = |c| match c {
        '\u{9df}' => 'য',
        '\u{9dc}' => 'ড',
        '\u{9dd}' => 'ঢ',
        '\u{a36}' => 'ਸ',
        '\u{a5e}' => 'ਫ',
        c => c,
    };
    let kept = folded(text)
        .chars()
        .filter(|c| !matches!(c, '\u{9bc}' | '\u{a3c}'))
        .map(bare)
        .collect();
    DateToken::Word {
        text: kept,
        is_upper,
    }
}

/// Adds a number, or makes digits part of the word before them: `COVID19`.
fn push_number(tokens: &mut Vec<DateToken>, digits: &str) {
    if let Some(DateToken::Word { text, is_upper }) = tokens.last_mut() {
        let is_apart = matches!(text.as_str(), "t" | "gmt" | "utc" | "h")
            || UNITS.contains(text.as_str())
            || month_named(text).is_some();
        if !is_apart {
            text.push_str(digits);
            *is_upper = false;
            return;
        }
    }
    let value = digits
        .chars()
        .filter_map(digit)
        .try_fold(0_u64, |sum, digit| sum.checked_mul(10)?.checked_add(digit));
    let digits = digits.chars().count();
    // A number that no integer holds is no part of a date.
    tokens.push(DateToken::Number {
        value: value.unwrap_or(u64::MAX),
        digits,
    });
}

/// Adds a word, and decides what a word directly after a number is.
fn push_word(tokens: &mut Vec<DateToken>, whole: &str) {
    let new = word(whole);
    if let (Some(DateToken::Number { value, .. }), DateToken::Word { text, is_upper }) =
        (tokens.last(), &new)
    {
        if ORDINALS.contains(&text.as_str()) {
            return;
        }
        let goes_with = *is_upper
            || AFTER_NUMBERS.contains(&text.as_str())
            || month_named(text).is_some()
            || super::day_word::is_hour_word(text);
        if !goes_with {
            let text = format!("{value}{text}");
            tokens.pop();
            tokens.push(DateToken::Word {
                text,
                is_upper: false,
            });
            return;
        }
    }
    tokens.push(new);
}

/// Returns the index of the next token from `at` on that is not white space.
pub(super) fn past_space(tokens: &[DateToken], at: usize) -> usize {
    let spaces = tokens.iter().skip(at);
    at + spaces
        .take_while(|token| **token == DateToken::Space)
        .count()
}

/// Returns the value and the length of the number at `at`.
pub(super) fn number_at(tokens: &[DateToken], at: usize) -> Option<(u64, usize)> {
    match tokens.get(at)? {
        DateToken::Number { value, digits } => Some((*value, *digits)),
        DateToken::Word { .. } | DateToken::Mark(_) | DateToken::Space => None,
    }
}

/// Returns the word at `at`.
pub(super) fn word_at(tokens: &[DateToken], at: usize) -> Option<&str> {
    match tokens.get(at)? {
        DateToken::Word { text, .. } => Some(text),
        DateToken::Number { .. } | DateToken::Mark(_) | DateToken::Space => None,
    }
}
