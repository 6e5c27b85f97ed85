//! Finds the day: which number is the year, the month and the day.

use super::month::month_named;
use super::token::{DateToken, number_at, word_at};
use chrono::{Datelike as _, NaiveDate};
use std::ops::Range;

/// A day, and the range of its tokens.
#[derive(Debug, PartialEq)]
pub(super) struct WrittenDay {
    pub(super) day: NaiveDate,
    pub(super) at: Range<usize>,
}

/// Words between a day, a month and a year: `5 de octubre de 2021`.
const CONNECTORS: [&str; 9] = ["of", "de", "del", "di", "den", "the", "दिनांक", "माह", "सन"];

/// The tokens in which a day is searched.
pub(super) struct DaySearch<'a> {
    tokens: &'a [DateToken],
    /// The range of the time, whose numbers are no days.
    time: Range<usize>,
    /// Whether `05/07/2021` is the seventh of May.
    month_first: bool,
}

/// A number beside the name of a month.
#[derive(Clone, Copy)]
struct Neighbour {
    at: usize,
    value: u64,
    digits: usize,
    /// Whether a comma stands between.
    is_apart: bool,
}

impl Neighbour {
    fn is_day(self) -> bool {
        self.digits <= 2 && (1..=31).contains(&self.value) || self.digits == 3 && self.value <= 31
    }

    fn is_year(self) -> bool {
        self.digits == 4 || self.digits == 2
    }
}

impl<'a> DaySearch<'a> {
    /// Prepares a search outside of the time.
    pub(super) fn new(
        tokens: &'a [DateToken],
        time: Option<Range<usize>>,
        month_first: bool,
    ) -> Self {
        Self {
            tokens,
            time: time.unwrap_or(0..0),
            month_first,
        }
    }

    /// Finds the day. A month between two numbers precedes three numbers, which precede a month beside one number.
    pub(super) fn find(&self) -> Option<WrittenDay> {
        let months = (0..self.tokens.len()).filter_map(|at| self.month_at(at));
        // Of equal months the first one is taken.
        let best = months.rev().max_by_key(|(score, ..)| *score);
        let named = |least: u32| {
            let (_, at, month) = best.filter(|(score, ..)| *score >= least)?;
            self.beside(at, month)
        };
        named(4)
            .or_else(|| self.three_numbers())
            .or_else(|| named(1))
            .or_else(|| self.year_and_month())
    }

    /// Returns how close numbers stand to the month at `at`, its index and its number.
    fn month_at(&self, at: usize) -> Option<(u32, usize, u32)> {
        let month = month_named(word_at(self.tokens, at)?)?;
        let score = |number: Option<Neighbour>| match number {
            Some(number) if number.is_apart => 1,
            Some(_) => 2,
            None => 0,
        };
        let (before, after) = (self.before(at), self.after(at));
        let both = u32::from(before.is_some() && after.is_some());
        let score = score(before) + score(after) + both;
        (score > 0).then_some((score, at, month))
    }

    /// Returns the number at `at`, unless it belongs to the time.
    fn number(&self, at: usize, is_apart: bool) -> Option<Neighbour> {
        let (value, digits) = number_at(self.tokens, at)?;
        let is_free = !self.time.contains(&at) && digits <= 4;
        is_free.then_some(Neighbour {
            at,
            value,
            digits,
            is_apart,
        })
    }

    /// Returns the first number among `places`, before any word that does not belong to a date.
    fn first_number(&self, places: impl Iterator<Item = usize>) -> Option<Neighbour> {
        let mut is_apart = false;
        for at in places.take(6) {
            match self.tokens.get(at)? {
                DateToken::Number { .. } => return self.number(at, is_apart),
                DateToken::Word { text, .. } if CONNECTORS.contains(&text.as_str()) => {}
                DateToken::Mark(',') => is_apart = true,
                DateToken::Space | DateToken::Mark('.' | '-' | '/' | '\'' | '’') => {}
                DateToken::Word { .. } | DateToken::Mark(_) => return None,
            }
        }
        None
    }

    fn before(&self, at: usize) -> Option<Neighbour> {
        self.first_number((0..at).rev())
    }

    fn after(&self, at: usize) -> Option<Neighbour> {
        self.first_number(at + 1..self.tokens.len())
    }

    /// Reads the day of a named month.
    fn beside(&self, at: usize, month: u32) -> Option<WrittenDay> {
        let (before, after) = (self.before(at), self.after(at));
        let is_followed = after.is_some_and(|after| {
            after.is_day() && self.after(after.at).is_some_and(|year| year.digits == 4)
        });
        let (day, year) = match (before, after) {
            (Some(year), Some(day)) if year.digits == 4 && day.is_day() => (day, year),
            // `Page 1, Dec 13, 2021`: the number before the month is none of its day.
            (Some(day), Some(year)) if day.is_day() && year.is_year() && !is_followed => {
                (day, year)
            }
            (_, Some(day)) if day.is_day() => {
                let next = self.after(day.at).filter(|year| year.is_year());
                (day, next.or_else(|| self.distant_year(day.at))?)
            }
            (Some(day), _) if day.is_day() => (day, self.distant_year(day.at)?),
            (None, Some(year)) | (Some(year), None)
                if year.digits == 4 && self.is_alone(year.at) =>
            {
                return Self::day(year, u64::from(month), 1, at..at + 1);
            }
            _ => return None,
        };
        Self::day(year, u64::from(month), day.value, at..at + 1).map(|found| WrittenDay {
            at: found.at.start.min(day.at)..found.at.end.max(day.at + 1),
            ..found
        })
    }

    /// Returns a year of four digits that stands apart: `Tue Oct 09 08:12:31 +0000 2018`.
    fn distant_year(&self, day: usize) -> Option<Neighbour> {
        let numbers = (0..self.tokens.len()).filter(|at| *at != day);
        numbers
            .filter_map(|at| self.number(at, true))
            .find(|number| number.digits == 4 && (1900..=2100).contains(&number.value))
    }

    /// Whether the number at `at` is the only one.
    fn is_alone(&self, at: usize) -> bool {
        (0..self.tokens.len()).all(|other| other == at || self.number(other, true).is_none())
    }

    fn day(year: Neighbour, month: u64, day: u64, at: Range<usize>) -> Option<WrittenDay> {
        let full = match (year.digits, year.value) {
            (4, full) => full,
            (_, short @ 0..70) => 2000 + short,
            (_, short) => 1900 + short,
        };
        // No story is older than printing. Software writes the year 1 or 9999 for want of a date.
        let is_plausible = (1500..=2500).contains(&full);
        let day = NaiveDate::from_ymd_opt(full as i32, month as u32, day as u32);
        day.filter(|_| is_plausible).map(|day| WrittenDay {
            day,
            at: at.start.min(year.at)..at.end.max(year.at + 1),
        })
    }

    /// Returns the next number after the one at `at`, and what separates both: a mark, a space or a unit.
    fn joined(&self, at: usize) -> Option<(Neighbour, char)> {
        let mut mark = ' ';
        for next in at + 1..(at + 6).min(self.tokens.len()) {
            match self.tokens.get(next)? {
                DateToken::Number { .. } => return Some((self.number(next, false)?, mark)),
                DateToken::Mark(c @ ('-' | '/' | '.')) => mark = *c,
                DateToken::Space => {}
                DateToken::Word { text, .. }
                    if matches!(text.as_str(), "年" | "월" | "년" | "月") =>
                {
                    mark = '年';
                }
                DateToken::Word { .. } | DateToken::Mark(_) => return None,
            }
        }
        None
    }

    /// Reads the first three numbers that are a day: year-month-day, or day-month-year as in most of the world.
    fn three_numbers(&self) -> Option<WrittenDay> {
        let starts = (0..self.tokens.len()).filter_map(|at| self.number(at, false));
        let mut triples = starts.filter_map(|first| {
            let (second, mark) = self.joined(first.at)?;
            let (third, other) = self.joined(second.at)?;
            Some((first, second, third, mark, other))
        });
        triples.find_map(|(first, second, third, mark, other)| {
            let at = first.at..third.at + 1;
            let is_short = first.digits <= 2 && third.digits == 2 && mark == other && mark != ' ';
            if first.digits == 4 {
                return Self::day(first, second.value, third.value, at);
            }
            if third.digits != 4 && !is_short {
                return None;
            }
            // `03-12-31` is in the order of ISO 8601: no story is of 2031.
            if is_short && mark == '-' && third.value > 30 && third.value < 70 {
                return Self::day(first, second.value, third.value, at);
            }
            let is_american =
                second.value > 12 || self.month_first && mark == '/' && first.value <= 12;
            let (day, month) = if is_american {
                (second.value, first.value)
            } else {
                (first.value, second.value)
            };
            Self::day(third, month, day, at)
        })
    }

    /// Reads a month without a day, or the number of a day in its year, as ISO 8601 allows them.
    fn year_and_month(&self) -> Option<WrittenDay> {
        let first = (0..self.tokens.len()).find_map(|at| self.number(at, false))?;
        let (second, mark) = self.joined(first.at)?;
        let is_all = (0..self.tokens.len())
            .filter_map(|at| self.number(at, false))
            .all(|number| number.at == first.at || number.at == second.at);
        let words =
            self.tokens.iter().enumerate().any(|(at, token)| {
                matches!(token, DateToken::Word { .. }) && !self.time.contains(&at)
            });
        if first.digits != 4 || mark != '-' || !is_all || words {
            return None;
        }
        match second.digits {
            2 => Self::day(first, second.value, 1, first.at..second.at + 1),
            3 => NaiveDate::from_yo_opt(first.value as i32, second.value as u32)
                .filter(|day| (1500..=2500).contains(&day.year()))
                .map(|day| WrittenDay {
                    day,
                    at: first.at..second.at + 1,
                }),
            _ => None,
        }
    }
}
