//! Parses dates as newsrooms write them, in English and Hindi.
//!
//! The parser recognises the components of a date, not whole formats: numbers, the name of a month
//! in either language, a time, a time zone. It ignores everything else (`Updated:`, a weekday,
//! `बजे`). Without a time zone, the offset is India's for Hindi and for `IST`, and zero otherwise.

use super::fold::folded;
use crate::article::Timestamp;
use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone as _};

/// India's offset from UTC, in seconds.
const INDIA: i32 = 19_800;

/// Beginnings of the names of the months, folded, in the spellings that Hindi papers use.
const MONTHS: [&[&str]; 12] = [
    &["jan", "जनवरी", "जन"],
    &["feb", "फरवरी", "फर"],
    &["mar", "मार्च"],
    &["apr", "अप्रैल", "अप्रेल"],
    &["may", "मई"],
    &["jun", "जून"],
    &["jul", "जुलाई"],
    &["aug", "अगस्त"],
    &["sep", "सितंबर", "सितम्बर", "सित"],
    &["oct", "अक्टूबर", "अक्तूबर", "अक्टू"],
    &["nov", "नवंबर", "नवम्बर", "नव"],
    &["dec", "दिसंबर", "दिसम्बर", "दिस"],
];

/// Parses a date with or without a time; without one the time is midnight.
///
/// ```
/// use newsreader::ingest::parse_date;
/// let date = parse_date("Updated: १३ दिसंबर २०२१, 06:55 PM (IST)").map(|date| date.to_rfc3339());
/// assert_eq!(date.as_deref(), Some("2021-12-13T18:55:00+05:30"));
/// ```
pub fn parse(text: &str) -> Option<Timestamp> {
    let text = normalized(text.trim());
    if let Ok(date) = DateTime::parse_from_rfc3339(&text.to_ascii_uppercase()) {
        return Some(date);
    }
    if let Ok(date) = DateTime::parse_from_rfc2822(&text) {
        return Some(date);
    }
    let parts = DateParts::of(&text);
    let day = parts.day()?;
    let (hour, minute, second) = parts.time.unwrap_or((0, 0, 0));
    let time = day.and_hms_opt(hour, minute, second)?;
    let offset = FixedOffset::east_opt(parts.offset.unwrap_or(0))?;
    offset.from_local_datetime(&time).single()
}

/// Returns `text` folded, with ASCII digits.
fn normalized(text: &str) -> String {
    let digit = |c| match c {
        '०'..='९' => char::from(b'0' + (u32::from(c) - u32::from('०')) as u8),
        c => c,
    };
    folded(text).chars().map(digit).collect()
}

/// The components of a date that were recognised.
#[derive(Debug, Default)]
struct DateParts {
    numbers: Vec<(u32, usize)>,
    month: Option<u32>,
    time: Option<(u32, u32, u32)>,
    offset: Option<i32>,
    hindi: bool,
}

impl DateParts {
    fn of(text: &str) -> Self {
        let mut parts = Self::default();
        let separators = |c: char| {
            c.is_whitespace() || matches!(c, ',' | '/' | '(' | ')' | '|' | '।' | '-' | '–')
        };
        let mut text = text.to_owned();
        if let Some((day, time)) = text.split_once('t')
            && day.ends_with(|c: char| c.is_ascii_digit())
            && time.starts_with(|c: char| c.is_ascii_digit())
        {
            text = format!("{day} {time}");
        }
        parts.offset = numeric_offset(&text);
        for token in text.split(separators).filter(|token| !token.is_empty()) {
            parts.take(token);
        }
        if parts.offset.is_none() && parts.hindi {
            parts.offset = Some(INDIA);
        }
        parts
    }

    fn take(&mut self, token: &str) {
        let word = token.trim_matches(|c: char| matches!(c, '.' | ':' | '\'' | '"'));
        self.hindi |= word.chars().any(|c| matches!(c, 'अ'..='ह'));
        if token.contains(':') && word.contains(':') {
            self.time = self.time.or_else(|| clock(word));
            return;
        }
        let ordinal = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if let (Ok(number), false) = (ordinal.parse::<u32>(), ordinal.is_empty()) {
            let suffix = word.get(ordinal.len()..).unwrap_or_default();
            if matches!(suffix, "" | "st" | "nd" | "rd" | "th") {
                self.numbers.push((number, ordinal.len()));
            }
            if matches!(suffix, "am" | "pm") {
                self.time = Some((number, 0, 0));
                self.half_day(suffix);
            }
            return;
        }
        if let Some(time) = word
            .split_once('.')
            .and_then(|_| clock(&word.replace('.', ":")))
        {
            self.time = self.time.or(Some(time));
            return;
        }
        if let Some(month) = month_named(word) {
            if self.month.is_none() {
                self.month = Some(month);
            }
            return;
        }
        self.half_day(word);
        self.zone(word);
    }

    fn half_day(&mut self, word: &str) {
        let Some((hour, minute, second)) = self.time else {
            return;
        };
        let hour = match word {
            "pm" | "p.m" | "शाम" | "रात" | "दोपहर" if hour < 12 => hour + 12,
            "am" | "a.m" if hour == 12 => 0,
            _ => return,
        };
        self.time = Some((hour, minute, second));
    }

    fn zone(&mut self, word: &str) {
        let hours = match word {
            "ist" => 11,
            "gmt" | "utc" | "z" => 0,
            "est" => -10,
            "edt" => -8,
            "cst" => -12,
            "cdt" => -10,
            "pst" => -16,
            "pdt" => -14,
            "bst" => 2,
            "npt" => 11,
            "et" => -10,
            "ct" => -12,
            "mst" | "mt" => -14,
            "mdt" => -12,
            "pt" => -16,
            "wet" => 0,
            "west" | "cet" | "met" => 2,
            "cest" | "mest" | "eet" | "sast" => 4,
            "eest" | "msk" => 6,
            "pkt" => 10,
            "jst" | "kst" => 18,
            _ => return,
        };
        // The table gives offsets in half hours, because India's needs one.
        self.offset = self.offset.or(Some(hours * 1800));
    }

    /// Combines day, month and year. If the month is named, two more numbers are needed. If it is
    /// not, the three numbers are year-month-day, or day-month-year as in India.
    fn day(&self) -> Option<NaiveDate> {
        let numbers: Vec<(u32, usize)> = self.numbers.clone();
        let (year, month, day) = match (self.month, numbers.as_slice()) {
            (Some(month), [(a, 4), (b, _), ..]) => (*a, month, *b),
            (Some(month), [(a, _), (b, _), ..]) => (*b, month, *a),
            (None, [(a, 4), (b, _), (c, _), ..]) => (*a, *b, *c),
            (None, [(a, _), (b, _), (c, 4), ..]) if *b > 12 => (*c, *a, *b),
            (None, [(a, _), (b, _), (c, 4), ..]) => (*c, *b, *a),
            (None, [(a, 8), ..]) => (a / 10_000, a / 100 % 100, a % 100),
            // W3C-DTF allows a month without a day.
            (None, [(a, 4), (b, 2)]) if !self.hindi => (*a, *b, 1),
            (Some(month), [(a, 4)]) => (*a, month, 1),
            _ => return None,
        };
        let year = if year < 70 {
            year + 2000
        } else if year < 100 {
            year + 1900
        } else {
            year
        };
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    }
}

fn month_named(word: &str) -> Option<u32> {
    let is_month = |names: &&[&str]| {
        names.iter().any(|name| {
            // Hindi names must match a listed spelling completely; English names match by their
            // first three letters.
            if name.is_ascii() {
                word.starts_with(name) && word.len() <= 9
            } else {
                word == *name
            }
        })
    };
    MONTHS
        .iter()
        .position(is_month)
        .map(|index| index as u32 + 1)
}

fn clock(word: &str) -> Option<(u32, u32, u32)> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let half = word.get(digits.len()..).unwrap_or_default();
    let mut fields = digits.split(':').map(|field| {
        let whole = field.split(['.', '+']).next().unwrap_or_default();
        whole.parse::<u32>().ok()
    });
    let hour = fields.next()??;
    let minute = fields.next()??;
    let second = fields.next().flatten().unwrap_or(0);
    let hour = match half {
        "pm" if hour < 12 => hour + 12,
        "am" if hour == 12 => 0,
        _ => hour,
    };
    (hour < 24 && minute < 60 && second < 60).then_some((hour, minute, second))
}

/// Parses `+05:30`, `+0530` or `-0800` after a time.
fn numeric_offset(text: &str) -> Option<i32> {
    let colon = text.find(':')?;
    let rest = text.get(colon..)?;
    let at = rest.find(['+', '-'])?;
    let sign = if rest.get(at..)?.starts_with('-') {
        -1
    } else {
        1
    };
    let digits: String = rest
        .get(at + 1..)?
        .chars()
        .filter(|c| *c != ':')
        .take_while(char::is_ascii_digit)
        .collect();
    if digits.len() != 4 {
        return None;
    }
    let number: i32 = digits.parse().ok()?;
    Some(sign * (number / 100 * 3600 + number % 100 * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newsroom_dates_are_parsed() {
        for (text, expected) in [
            ("2021-12-13T18:55:00+05:30", "2021-12-13T18:55:00+05:30"),
            ("2021-12-13", "2021-12-13T00:00:00+00:00"),
            ("2021-12-13 18:55:00", "2021-12-13T18:55:00+00:00"),
            (
                "Mon, 13 Dec 2021 18:55:00 +0530",
                "2021-12-13T18:55:00+05:30",
            ),
            ("13 December 2021 18:55 IST", "2021-12-13T18:55:00+05:30"),
            (
                "Updated: 13 Dec 2021 06:55 PM (IST)",
                "2021-12-13T18:55:00+05:30",
            ),
            ("December 13, 2021", "2021-12-13T00:00:00+00:00"),
            ("13 दिसंबर 2021, 18:55", "2021-12-13T18:55:00+05:30"),
            ("१३ दिसम्बर २०२१", "2021-12-13T00:00:00+05:30"),
            ("सोमवार, 13 फ\u{93c}रवरी 2023", "2023-02-13T00:00:00+05:30"),
            ("सोमवार, 13 \u{95e}रवरी 2023", "2023-02-13T00:00:00+05:30"),
            (
                "Thu, 30 Apr 2015 08:57:00 MEST",
                "2015-04-30T08:57:00+02:00",
            ),
            ("Fri, 2006/09/15 08:19:53 EDT", "2006-09-15T08:19:53-04:00"),
            ("2003-12", "2003-12-01T00:00:00+00:00"),
            ("13/12/2021", "2021-12-13T00:00:00+00:00"),
            (
                "January, 29 Jan 2021 17:56:15 +0530",
                "2021-01-29T17:56:15+05:30",
            ),
        ] {
            let date = parse(text).map(|date| date.to_rfc3339());
            assert_eq!(date.as_deref(), Some(expected), "{text}");
        }
        for text in ["", "आज", "12", "दिसंबर", "99/99/2021"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
