//! Finds the time of day: `18:55`, `6.55 pm`, `शाम 6:55 बजे`, `रात 9 बजे`, `오후 6:55`.

use super::day_word::{DayPart, MINUTE_WORDS, day_part, is_hour_word};
use super::token::{DateToken, number_at, past_space, word_at};
use std::ops::Range;

/// A time of day, and the range of its tokens.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Clock {
    /// 0 to 24; 24 is the midnight at the end of the day.
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) second: u32,
    pub(super) at: Range<usize>,
}

/// Finds a time that is written with a colon or with a word that says it is one.
pub(super) fn find(tokens: &[DateToken]) -> Option<Clock> {
    let colon = (0..tokens.len()).find_map(|at| with_mark(tokens, at, ':'));
    let found = colon.or_else(|| (0..tokens.len()).find_map(|at| with_word(tokens, at)))?;
    Some(of_the_day(tokens, found))
}

/// Finds a time that is written with full stops, outside of the tokens of the date.
pub(super) fn find_dotted(tokens: &[DateToken], day: &Range<usize>) -> Option<Clock> {
    let apart = |clock: &Clock| clock.at.end <= day.start || clock.at.start >= day.end;
    let found = (0..tokens.len()).find_map(|at| with_mark(tokens, at, '.').filter(apart))?;
    Some(of_the_day(tokens, found))
}

/// Reads `6:55`, `06:55:31`, `06:55:31.25`, in which `mark` separates the numbers.
fn with_mark(tokens: &[DateToken], at: usize, mark: char) -> Option<Clock> {
    let is_mark = |at: usize, c: char| tokens.get(at) == Some(&DateToken::Mark(c));
    let part = |at: usize| number_at(tokens, at).filter(|(_, digits)| *digits <= 2);
    let (hour, _) = part(at)?;
    let (minute, digits) = part(at + 2).filter(|_| is_mark(at + 1, mark))?;
    let is_inside = at.checked_sub(1).is_some_and(|before| {
        // `+05:30` is an offset, and `1:05:30` was not a time.
        is_mark(before, '+') || is_mark(before, mark)
    });
    if is_inside || (mark == '.' && digits != 2) {
        return None;
    }
    let mut end = at + 3;
    let mut second = 0;
    if let Some((value, _)) = part(at + 4).filter(|_| is_mark(at + 3, mark)) {
        (second, end) = (value, at + 5);
        let is_fraction = is_mark(end, '.')
            || is_mark(end, ',') && number_at(tokens, end + 1).is_some_and(|(_, n)| n >= 3);
        if is_fraction && number_at(tokens, end + 1).is_some() {
            end += 2;
        }
    }
    clock(hour, minute, second, at..end)
}

/// Reads `9 बजे`, `9 बजकर 30 मिनट`, `6 pm`, `18 h 30`, `18時30分`.
fn with_word(tokens: &[DateToken], at: usize) -> Option<Clock> {
    let (hour, _) = number_at(tokens, at).filter(|(_, digits)| *digits <= 2)?;
    let next = past_space(tokens, at + 1);
    let word = word_at(tokens, next)?;
    if matches!(day_part(word), Some(DayPart::Am | DayPart::Pm)) && word.len() < 16 {
        return clock(hour, 0, 0, at..next);
    }
    if !is_hour_word(word) {
        return None;
    }
    let minutes = past_space(tokens, next + 1);
    let behind = past_space(tokens, minutes + 1);
    let is_minutes = word_at(tokens, behind).is_some_and(|word| MINUTE_WORDS.contains(&word))
        || matches!(word, "h" | "uhr") && minutes == next + 1;
    match number_at(tokens, minutes) {
        Some((minute, 1..=2)) if is_minutes => clock(hour, minute, 0, at..behind + 1),
        _ => clock(hour, 0, 0, at..next + 1),
    }
}

fn clock(hour: u64, minute: u64, second: u64, at: Range<usize>) -> Option<Clock> {
    let is_end = (hour, minute, second) == (24, 0, 0);
    // A leap second is told as the one before it.
    (is_end || hour < 24 && minute < 60 && second <= 60).then_some(Clock {
        hour: hour as u32,
        minute: minute as u32,
        second: second.min(59) as u32,
        at: at.start..at.end,
    })
}

/// Understands the hour by the part of the day before or after the time.
fn of_the_day(tokens: &[DateToken], mut clock: Clock) -> Clock {
    let is_between = |token: &DateToken| match token {
        DateToken::Space | DateToken::Mark('.' | ',' | '(' | ':') => true,
        DateToken::Word { text, .. } => is_hour_word(text),
        DateToken::Number { .. } | DateToken::Mark(_) => false,
    };
    let part_at = |at: usize| {
        let word = word_at(tokens, at)?;
        // `a.m.` is cut at its full stops.
        let letter = |at: usize| word_at(tokens, at).unwrap_or_default();
        let joined = format!("{word}{}", letter(at + 2));
        match joined.as_str() {
            "am" | "pm" if word.len() == 1 => day_part(&joined).map(|part| (part, at + 3)),
            _ => day_part(word).map(|part| (part, at + 1)),
        }
    };
    let mut next = clock.at.end;
    while tokens.get(next).is_some_and(is_between) && next < clock.at.end + 4 {
        next += 1;
    }
    let mut before = clock.at.start;
    while before > 0 && tokens.get(before - 1).is_some_and(is_between) {
        before -= 1;
    }
    if let Some((part, end)) = part_at(next) {
        (clock.at.end, clock.hour) = (end, hour_in(part, clock.hour));
    } else if let Some((part, _)) = before.checked_sub(1).and_then(part_at) {
        (clock.at.start, clock.hour) = (before - 1, hour_in(part, clock.hour));
    }
    clock
}

fn hour_in(part: DayPart, hour: u32) -> u32 {
    match (part, hour) {
        (DayPart::Am | DayPart::Night, 12) => 0,
        (DayPart::Pm, 1..12) | (DayPart::Midday, 1..=6) | (DayPart::Night, 6..12) => hour + 12,
        (DayPart::Am | DayPart::Pm | DayPart::Morning | DayPart::Midday | DayPart::Night, _) => {
            hour
        }
    }
}
