//! Parses dates as newsrooms and their software write them.
//!
//! The parser recognises the components of a date, not whole formats. It ignores everything else (`Updated:`, a
//! weekday). `token` cuts the text, `clock` finds the time by means of the words in `day_word`, `zone` the time
//! zone, `order` the day by means of the names in `month`. `place` has the zones of countries, for feeds whose
//! dates name none.
//!
//! A wrong date is worse than none: where the components contradict each other, there is no date.

mod clock;
mod day_word;
mod month;
mod order;
mod place;
mod token;
mod zone;

pub(super) use place::LocalZone;
pub(super) use zone::WrittenZone;

use crate::article::Timestamp;
use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _};
use order::DaySearch;
use token::{DateToken, number_at, past_space, scan, word_at};

/// A date as it is written: the time of a clock somewhere, and what the text says of the zone.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct WrittenDate {
    /// Midnight if the date has no time.
    local: NaiveDateTime,
    pub(super) zone: WrittenZone,
    /// The zone of the country whose script the date is written in.
    script: Option<LocalZone>,
}

impl WrittenDate {
    /// Returns the instant, in `zone` if the date names none.
    ///
    /// A date in an unknown zone is reduced to its day unless `zone` is known: the time would be wrong by hours.
    pub(super) fn at(&self, zone: Option<LocalZone>) -> Option<Timestamp> {
        let own = zone.or(self.script);
        let seconds = match &self.zone {
            WrittenZone::Offset(seconds) => *seconds,
            WrittenZone::Unstated | WrittenZone::Unknown(_) => {
                own.map_or(0, |zone| zone.offset(self.local))
            }
        };
        let local = match &self.zone {
            WrittenZone::Unknown(_) if own.is_none() => self.local.date().and_time(NaiveTime::MIN),
            WrittenZone::Offset(_) | WrittenZone::Unstated | WrittenZone::Unknown(_) => self.local,
        };
        let offset = FixedOffset::east_opt(seconds)?;
        offset.from_local_datetime(&local).single()
    }

    /// Returns the offset that the date itself states.
    pub(super) fn stated_offset(&self) -> Option<FixedOffset> {
        match self.zone {
            WrittenZone::Offset(seconds) => FixedOffset::east_opt(seconds),
            WrittenZone::Unstated | WrittenZone::Unknown(_) => None,
        }
    }

    fn from_instant(at: Timestamp) -> Self {
        Self {
            local: at.naive_local(),
            zone: WrittenZone::Offset(at.offset().local_minus_utc()),
            script: None,
        }
    }
}

/// Parses a date with or without a time; without one the time is midnight. Without a time zone it is that of the
/// script's country, or UTC.
///
/// ```
/// use newsreader::ingest::parse_date;
/// let date = parse_date("Updated: १३ दिसंबर २०२१, 06:55 PM (IST)").map(|date| date.to_rfc3339());
/// assert_eq!(date.as_deref(), Some("2021-12-13T18:55:00+05:30"));
/// ```
pub fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    since_1970(text).or_else(|| in_line(text))
}

/// Parses a date in a line of text, in which a lone number is no date. A word behind the time that may be a zone
/// or the name of an agency is taken for the latter.
pub(super) fn in_line(text: &str) -> Option<Timestamp> {
    let mut date = components(text.trim(), "")?;
    if matches!(date.zone, WrittenZone::Unknown(_)) {
        date.zone = WrittenZone::Unstated;
    }
    date.at(None)
}

/// Reads the date in a field of a feed; `language` is the language tag of the feed, or empty.
pub(super) fn read(text: &str, language: &str) -> Option<WrittenDate> {
    let text = text.trim();
    if let Some(at) = since_1970(text) {
        return Some(WrittenDate::from_instant(at));
    }
    // W3C-DTF allows a year alone.
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    components(text, language)
        .or_else(|| components(&format!("{text}-01"), language).filter(|_| is_year))
}

/// Reads a number of seconds or milliseconds since 1970 that is a date between 1985 and 2039.
fn since_1970(text: &str) -> Option<Timestamp> {
    const SECONDS: std::ops::Range<i64> = 500_000_000..2_200_000_000;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let seconds = match (whole.len(), whole.parse::<i64>().ok()?) {
        (9 | 10, seconds) => seconds,
        (12 | 13, milliseconds) => milliseconds / 1000,
        (15 | 16, microseconds) => microseconds / 1_000_000,
        _ => return None,
    };
    let is_recent = SECONDS.contains(&seconds);
    DateTime::from_timestamp(seconds, 0)
        .filter(|_| is_recent)
        .map(Into::into)
}

fn components(text: &str, language: &str) -> Option<WrittenDate> {
    if let Ok(date) = DateTime::parse_from_rfc3339(&text.to_ascii_uppercase())
        && (1500..=2500).contains(&chrono::Datelike::year(&date))
    {
        return Some(WrittenDate::from_instant(date));
    }
    let tokens = scan(text);
    let (day, time, end) = compact(&tokens).or_else(|| separate(&tokens, language))?;
    let (day, time) = match time {
        // Midnight at the end of a day.
        Some((24, _, _)) => (day.checked_add_days(Days::new(1))?, (0, 0, 0)),
        time => (day, time.unwrap_or_default()),
    };
    Some(WrittenDate {
        local: day.and_hms_opt(time.0, time.1, time.2)?,
        zone: zone::find(&tokens, end, language),
        script: script_zone(text),
    })
}

/// A day, a time, and the index of the token after the time.
type Components = (NaiveDate, Option<(u32, u32, u32)>, Option<usize>);

/// Finds a day and a time that are written apart.
fn separate(tokens: &[DateToken], language: &str) -> Option<Components> {
    let mut clock = clock::find(tokens);
    let range = clock.as_ref().map(|clock| clock.at.clone());
    let month_first = language.to_ascii_lowercase().ends_with("-us");
    let found = DaySearch::new(tokens, range, month_first).find()?;
    if clock.is_none() {
        clock = clock::find_dotted(tokens, &found.at);
    }
    let time = clock
        .as_ref()
        .map(|clock| (clock.hour, clock.minute, clock.second));
    Some((found.day, time, clock.map(|clock| clock.at.end)))
}

/// Reads the basic form of ISO 8601, in which nothing separates the numbers: `20210705T052851Z`, `20210705`.
fn compact(tokens: &[DateToken]) -> Option<Components> {
    let mut numbers = (0..tokens.len()).filter(|at| number_at(tokens, *at).is_some());
    let at = numbers.find(|at| matches!(number_at(tokens, *at), Some((_, 8 | 12 | 14))))?;
    let (value, digits) = number_at(tokens, at)?;
    let split = |time: u64, digits: usize| match digits {
        4 => Some((time / 100, time % 100, 0)),
        6 => Some((time / 10_000, time / 100 % 100, time % 100)),
        _ => None,
    };
    let scale = 10_u64.pow(digits as u32 - 8);
    let date = value / scale;
    let (mut time, mut end) = (split(value % scale, digits - 8), at + 1);
    if time.is_none() {
        let next = match word_at(tokens, at + 1) {
            Some("t") => at + 2,
            _ => past_space(tokens, at + 1),
        };
        if let Some((value, digits)) = number_at(tokens, next) {
            (time, end) = (split(value, digits), next + 1);
        }
        let colon = clock::find(tokens).filter(|clock| clock.at.start == next);
        if let Some(clock) = colon {
            let own = (clock.hour, clock.minute, clock.second);
            (time, end) = (
                Some((u64::from(own.0), u64::from(own.1), u64::from(own.2))),
                clock.at.end,
            );
        }
    }
    let year = i32::try_from(date / 10_000).ok()?;
    let day = NaiveDate::from_ymd_opt(year, (date / 100 % 100) as u32, (date % 100) as u32)?;
    let time = time
        .filter(|(hour, minute, second)| *hour < 24 && *minute < 60 && *second < 60)
        .map(|(hour, minute, second)| (hour as u32, minute as u32, second as u32));
    let is_plausible = (1900..=2100).contains(&year);
    is_plausible.then_some((day, time, time.is_some().then_some(end)))
}

/// Returns the zone of the country whose script `text` is written in.
fn script_zone(text: &str) -> Option<LocalZone> {
    text.chars().find_map(|c| match c {
        // The scripts of India from Devanagari to Malayalam, without Bengali, which Bangladesh writes too.
        'ऄ'..='ह' | '\u{a05}'..='\u{d3a}' => Some(LocalZone::Fixed(19_800)),
        '가'..='힣' | 'ぁ'..='ヿ' => Some(LocalZone::Fixed(32_400)),
        'ก'..='ฮ' => Some(LocalZone::Fixed(25_200)),
        _ => None,
    })
}

#[cfg(test)]
mod tests;
