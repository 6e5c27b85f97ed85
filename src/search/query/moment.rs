//! Points in time as a query names them: a day, a day by its name, an age.

use crate::article::Timestamp;
use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};

/// A point in time.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Moment {
    /// The beginning of a day, month or year, as `2021-12-13` or a prefix of such a date. It is
    /// compared with the date that the publisher printed.
    Day(String),
    /// A time in Unix seconds.
    At(i64),
}

/// The names of days, each with the number of days before the present one.
const DAYS: [(&[&str], u64); 3] = [
    (&["today", "आज"], 0),
    (&["yesterday", "कल"], 1),
    (&["परसों"], 2),
];

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// The units of ages, with their seconds.
const UNITS: [(&[&str], i64); 4] = [
    (&["h", "घंटे", "घंटा", "घं"], HOUR),
    (&["d", "दिन"], DAY),
    (&["w", "हफ़्ते", "हफ्ते", "हफ़्ता", "हफ्ता"], 7 * DAY),
    (&["m", "महीने", "महीना", "माह"], 30 * DAY),
];

impl Moment {
    /// Parses a day: `2021-12-13`, a prefix of it, or, with a clock, `yesterday` or कल.
    pub(super) fn day(value: &str, now: Option<&Timestamp>) -> Option<Self> {
        let value = latin_digits(value);
        if value.chars().all(|c| c.is_ascii_digit() || c == '-') {
            return date(&value).map(Self::Day);
        }
        let is_name = |(names, _): &&(&[&str], u64)| names.contains(&value.as_str());
        let (_, before) = DAYS.iter().find(is_name)?;
        let now = now?;
        let midnight = now
            .date_naive()
            .checked_sub_days(Days::new(*before))?
            .and_time(NaiveTime::MIN);
        let midnight = midnight.and_local_timezone(now.timezone()).single()?;
        Some(Self::At(midnight.timestamp()))
    }

    /// Parses an age such as `7d`, `24h`, `2w`, `3m`, in Latin or Devanagari digits.
    pub(super) fn ago(value: &str, now: Option<&Timestamp>) -> Option<Self> {
        let value = latin_digits(value);
        let end = value.find(|c: char| !c.is_ascii_digit())?;
        let (number, unit) = value.split_at_checked(end)?;
        let is_unit = |(names, _): &&(&[&str], i64)| names.contains(&unit);
        let (_, seconds) = UNITS.iter().find(is_unit)?;
        let age = number.parse::<i64>().ok()?.checked_mul(*seconds)?;
        let at = now?.checked_sub_signed(TimeDelta::try_seconds(age)?)?;
        Some(Self::At(at.timestamp()))
    }
}

/// Returns a year, a month or a day as publishers print it, if there is such a day.
fn date(value: &str) -> Option<String> {
    let mut parts = value.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let mut number = || parts.next().map(str::parse::<u32>).transpose().ok();
    let (month, day) = (number()?, number()?);
    if parts.next().is_some() {
        return None;
    }
    NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1))?;
    let rest = [month, day].into_iter().flatten();
    let rest = rest.map(|number| format!("-{number:02}"));
    Some(format!("{year:04}{}", rest.collect::<String>()))
}

/// Returns `value` with Latin digits instead of Devanagari ones.
pub(super) fn latin_digits(value: &str) -> String {
    let latin = |c: char| match c {
        '\u{966}'..='\u{96f}' => char::from_digit(u32::from(c) - 0x966, 10).unwrap_or(c),
        other => other,
    };
    value.chars().map(latin).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        Timestamp::parse_from_rfc3339("2026-11-29T09:30:00+05:30").unwrap()
    }

    fn at(text: &str) -> Moment {
        Moment::At(Timestamp::parse_from_rfc3339(text).unwrap().timestamp())
    }

    #[test]
    fn ages_are_counted_back_from_the_present() {
        for (typed, expected) in [
            ("24h", "2026-11-28T09:30:00+05:30"),
            ("७d", "2026-11-22T09:30:00+05:30"),
            ("2w", "2026-11-15T09:30:00+05:30"),
            ("1m", "2026-10-30T09:30:00+05:30"),
            ("३दिन", "2026-11-26T09:30:00+05:30"),
        ] {
            assert_eq!(
                Moment::ago(typed, Some(&now())),
                Some(at(expected)),
                "{typed}"
            );
        }
        for wrong in [
            "",
            "7",
            "d",
            "7x",
            "-7d",
            "7.5d",
            "99999999999999999999d",
            "9999999999m",
        ] {
            assert_eq!(Moment::ago(wrong, Some(&now())), None, "{wrong}");
        }
    }

    #[test]
    fn days_have_dates_and_names() {
        let day = |typed| Moment::day(typed, Some(&now()));
        assert_eq!(day("२०२६-११"), Some(Moment::Day("2026-11".to_owned())));
        assert_eq!(day("आज"), Some(at("2026-11-29T00:00:00+05:30")));
        assert_eq!(day("yesterday"), Some(at("2026-11-28T00:00:00+05:30")));
        assert_eq!(day("कल"), day("yesterday"));
        assert_eq!(day("2026-1-5"), Some(Moment::Day("2026-01-05".to_owned())));
        assert_eq!(
            day("2024-02-29"),
            Some(Moment::Day("2024-02-29".to_owned()))
        );
        for wrong in [
            "2026-13",
            "2026-02-30",
            "31-12-2025",
            "2026-",
            "2026-01-01-1",
            "202",
            "-",
        ] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
        assert_eq!(day("someday"), None);
        assert_eq!(Moment::day("कल", None), None);
    }
}
