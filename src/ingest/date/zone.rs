//! Time zones in dates: offsets, names, and names that mean another zone in another country.

use super::token::{DateToken, number_at, past_space, word_at};

/// The zone of a written date.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::ingest) enum WrittenZone {
    /// The offset from UTC in seconds.
    Offset(i32),
    /// The date names no zone.
    Unstated,
    /// The date names a zone that is not understood.
    Unknown(String),
}

const HOUR: i32 = 3600;

/// The greatest offset of an inhabited place, in seconds: Kiribati's.
const GREATEST: i32 = 14 * HOUR;

/// Names of zones, folded, with their offsets in minutes.
#[rustfmt::skip]
const ZONES: [(&str, i32); 80] = [
    ("gmt", 0), ("utc", 0), ("ut", 0), ("z", 0), ("wet", 0), ("azost", 0),
    ("cet", 60), ("met", 60), ("mez", 60), ("west", 60), ("wat", 60), ("bst", 60),
    ("cest", 120), ("mest", 120), ("mesz", 120), ("eet", 120), ("sast", 120), ("cat", 120),
    ("eest", 180), ("msk", 180), ("eat", 180), ("trt", 180), ("idt", 180), ("ast", -240),
    ("irst", 210), ("gst", 240), ("msd", 240), ("samt", 240), ("aft", 270),
    ("pkt", 300), ("uzt", 300), ("mvt", 300), ("yekt", 300), ("ist", 330), ("slst", 330),
    ("npt", 345), ("nst", -210), ("ndt", -150), ("btt", 360), ("bdt", 360), ("omst", 360), ("mmt", 390),
    ("ict", 420), ("wib", 420), ("novt", 420), ("krat", 420),
    ("sgt", 480), ("hkt", 480), ("myt", 480), ("pht", 480), ("awst", 480), ("wita", 480), ("irkt", 480),
    ("jst", 540), ("kst", 540), ("wit", 540), ("acst", 570), ("acdt", 630),
    ("aest", 600), ("aet", 600), ("vlat", 600), ("aedt", 660), ("nzst", 720), ("nzdt", 780),
    ("brt", -180), ("art", -180), ("clst", -180), ("adt", -180), ("brst", -120), ("clt", -240), ("pet", -300), ("cot", -300),
    ("edt", -240), ("est", -300), ("cdt", -300), ("cst", -360), ("mdt", -360), ("mst", -420), ("pdt", -420), ("pst", -480),
];

/// Names that are words of English, French or Turkish too, so they count only directly after a time.
const SHORT_ZONES: [(&str, i32); 8] = [
    ("et", -300),
    ("ct", -360),
    ("mt", -420),
    ("pt", -480),
    ("at", -240),
    ("akst", -540),
    ("akdt", -480),
    ("hst", -600),
];

/// Zones by their city, of countries without summer time.
#[rustfmt::skip]
const CITIES: [(&str, i32); 14] = [
    ("kolkata", 330), ("calcutta", 330), ("delhi", 330), ("kathmandu", 345), ("katmandu", 345), ("dhaka", 360), ("karachi", 300),
    ("colombo", 330), ("dubai", 240), ("singapore", 480), ("shanghai", 480), ("hongkong", 480), ("tokyo", 540), ("seoul", 540),
];

/// Names that mean another zone in the texts of a language or a country.
const LOCAL_ZONES: [(&str, &str, i32); 12] = [
    ("ist", "he", 120),
    ("ist", "IL", 120),
    ("ist", "IE", 60),
    ("bst", "bn", 360),
    ("bst", "BD", 360),
    ("cst", "zh", 480),
    ("cst", "CN", 480),
    ("cst", "TW", 480),
    ("cst", "CU", -300),
    ("ast", "ar", 180),
    ("ast", "SA", 180),
    ("pst", "PH", 480),
];

/// Reads the zone of a date. It stands after the time, whose tokens end at `time`, or anywhere if it is written
/// in capitals. `language` is the language tag of the text, or empty.
pub(super) fn find(tokens: &[DateToken], time: Option<usize>, language: &str) -> WrittenZone {
    let Some(end) = time else {
        return elsewhere(tokens, language);
    };
    let mut at = end;
    let is_passed = |token: &DateToken| match token {
        DateToken::Space | DateToken::Mark('(' | '[' | ',' | '.') => true,
        DateToken::Word { text, .. } => super::day_word::is_hour_word(text),
        DateToken::Number { .. } | DateToken::Mark(_) => false,
    };
    while tokens.get(at).is_some_and(is_passed) {
        at += 1;
    }
    match tokens.get(at) {
        Some(DateToken::Mark('+' | '-')) => {
            offset(tokens, at, at == end).unwrap_or_else(|| elsewhere(tokens, language))
        }
        Some(DateToken::Word { text, is_upper }) => {
            if matches!(text.as_str(), "gmt" | "utc" | "ut") {
                let sign = past_space(tokens, at + 1);
                return offset(tokens, sign, true).unwrap_or(WrittenZone::Offset(0));
            }
            let is_path = tokens.get(at + 1) == Some(&DateToken::Mark('/'));
            if let Some(city) = word_at(tokens, at + 2).filter(|_| is_path) {
                let known = CITIES.iter().find(|(name, _)| *name == city);
                return known
                    .map(|(_, minutes)| *minutes)
                    .or_else(|| named(city, language))
                    .map_or_else(|| unknown(&format!("{text}/{city}")), of_minutes);
            }
            let short = || SHORT_ZONES.iter().find(|(name, _)| name == text);
            let known = named(text, language).or_else(|| short().map(|(_, minutes)| *minutes));
            match known.or_else(|| military(text).filter(|_| *is_upper)) {
                Some(minutes) => of_minutes(minutes),
                None if *is_upper && (3..=5).contains(&text.len()) && !is_calendar_word(text) => {
                    unknown(text)
                }
                None => elsewhere(tokens, language),
            }
        }
        _ => elsewhere(tokens, language),
    }
}

fn of_minutes(minutes: i32) -> WrittenZone {
    WrittenZone::Offset(minutes * 60)
}

fn unknown(name: &str) -> WrittenZone {
    WrittenZone::Unknown(name.to_ascii_uppercase())
}

/// Finds a name that is no word of a language, anywhere in the text.
fn elsewhere(tokens: &[DateToken], language: &str) -> WrittenZone {
    let zone = tokens.iter().find_map(|token| match token {
        DateToken::Word { text, is_upper } => {
            let is_sure =
                matches!(text.as_str(), "ist" | "gmt" | "utc") || (*is_upper && text.len() >= 3);
            named(text, language).filter(|_| is_sure)
        }
        DateToken::Number { .. } | DateToken::Mark(_) | DateToken::Space => None,
    });
    zone.map_or(WrittenZone::Unstated, of_minutes)
}

/// Returns the offset of a named zone in minutes.
fn named(name: &str, language: &str) -> Option<i32> {
    let mut parts = language.split(['-', '_']);
    let main = parts.next().unwrap_or_default();
    let region = parts.next_back().unwrap_or_default();
    let local = LOCAL_ZONES.iter().find(|(zone, place, _)| {
        *zone == name
            && (*place == main || (place.len() == 2 && place.eq_ignore_ascii_case(region)))
    });
    local.map(|(_, _, minutes)| *minutes).or_else(|| {
        ZONES
            .iter()
            .find(|(zone, _)| *zone == name)
            .map(|(_, minutes)| *minutes)
    })
}

/// Returns the offset of a letter of RFC 822, in minutes: A to M without J are behind UTC, N to Y before it.
fn military(letter: &str) -> Option<i32> {
    let hours = match letter.as_bytes() {
        [letter @ b'a'..=b'i'] => -i32::from(letter - b'a' + 1),
        [letter @ b'k'..=b'm'] => -i32::from(letter - b'a'),
        [letter @ b'n'..=b'y'] => i32::from(letter - b'n' + 1),
        _ => return None,
    };
    Some(hours * 60)
}

/// Reads `+05:30`, `+0530`, `+530` or `+05` at the sign. `is_close` if the sign directly follows a time or the
/// name of UTC: elsewhere `-` before one or two digits is a dash.
fn offset(tokens: &[DateToken], at: usize, is_close: bool) -> Option<WrittenZone> {
    let sign = match tokens.get(at)? {
        DateToken::Mark('+') => 1,
        DateToken::Mark('-') => -1,
        DateToken::Number { .. }
        | DateToken::Word { .. }
        | DateToken::Mark(_)
        | DateToken::Space => {
            return None;
        }
    };
    let (value, digits) = number_at(tokens, at + 1)?;
    let colon = tokens.get(at + 2) == Some(&DateToken::Mark(':'));
    let (hours, minutes) = match digits {
        1 | 2 if colon => match number_at(tokens, at + 3) {
            Some((minutes, 2)) => (value, minutes),
            _ => {
                return Some(unknown(&format!(
                    "{}{value}:…",
                    if sign > 0 { '+' } else { '-' }
                )));
            }
        },
        1 | 2 if is_close || sign > 0 => (value, 0),
        3 | 4 => (value / 100, value % 100),
        _ => return None,
    };
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    if minutes < 60 && seconds <= GREATEST {
        return Some(WrittenZone::Offset(sign * seconds));
    }
    // `18:55 -2021` is a dash before a year.
    let sign = if sign > 0 { '+' } else { '-' };
    (colon || sign == '+').then(|| unknown(&format!("{sign}{hours:02}{minutes:02}")))
}

/// Whether a word in capitals belongs to the date, or is a label beside it.
fn is_calendar_word(word: &str) -> bool {
    super::month::month_named(word).is_some()
        || matches!(
            word,
            "mon"
                | "tue"
                | "tues"
                | "wed"
                | "thu"
                | "thur"
                | "thurs"
                | "fri"
                | "sat"
                | "sun"
                | "hrs"
                | "hours"
        )
}

#[cfg(test)]
mod tests {
    use super::super::token::scan;
    use super::*;

    #[test]
    fn offsets_and_names_are_understood() {
        for (text, language, minutes) in [
            ("+05:30", "", 330),
            ("+530", "", 330),
            (" -0800", "", -480),
            ("+05", "", 300),
            ("-03", "", -180),
            (" GMT+5:30", "", 330),
            (" UTC -3", "", -180),
            (" (IST)", "", 330),
            (" IST", "he-IL", 120),
            (" IST", "en-IE", 60),
            (" IST", "hi-IN", 330),
            (" BST", "en-GB", 60),
            (" BST", "bn", 360),
            (" CST", "zh-CN", 480),
            (" CST", "en-US", -360),
            (" Asia/Kolkata", "", 330),
            (" Etc/GMT", "", 0),
            ("Z", "", 0),
            (" A", "", -60),
        ] {
            assert_eq!(
                find(&scan(text), Some(0), language),
                of_minutes(minutes),
                "{text}"
            );
        }
        for text in ["", " - 13", " पर", " by"] {
            assert_eq!(
                find(&scan(text), Some(0), ""),
                WrittenZone::Unstated,
                "{text}"
            );
        }
        for text in [" XYZT", " +00:zz", "-99:99", " America/Nowhere"] {
            let zone = find(&scan(text), Some(0), "");
            assert!(matches!(zone, WrittenZone::Unknown(_)), "{text}: {zone:?}");
        }
    }
}
