//! Dates and ages as newspapers write them in Hindi and English.

use super::Language;
use chrono::{DateTime, Datelike as _, FixedOffset, Timelike as _};

const MONTHS_HINDI: [&str; 12] = [
    "जनवरी",
    "फ़रवरी",
    "मार्च",
    "अप्रैल",
    "मई",
    "जून",
    "जुलाई",
    "अगस्त",
    "सितंबर",
    "अक्टूबर",
    "नवंबर",
    "दिसंबर",
];
const MONTHS_ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Returns the day and, unless it is midnight, the time: `13 दिसंबर 2021, 18:55`.
///
/// A date without a time is stored as midnight, so midnight is not displayed. The day is in the
/// publisher's time zone.
pub fn day_and_time(at: &DateTime<FixedOffset>, language: Language) -> String {
    let day = day(at, language);
    if at.hour() == 0 && at.minute() == 0 {
        return day;
    }
    format!("{day}, {:02}:{:02}", at.hour(), at.minute())
}

/// Returns the day in the publisher's time zone: `13 दिसंबर 2021`.
pub fn day(at: &DateTime<FixedOffset>, language: Language) -> String {
    format!("{} {}", day_of_month(at, language), at.year())
}

/// Returns the age of `at` as of `now`: `5 मिनट पहले`, `कल`, `13 दिसंबर`. A date in another year
/// includes the year.
pub fn age(at: &DateTime<FixedOffset>, now: &DateTime<FixedOffset>, language: Language) -> String {
    let minutes = (*now - *at).num_minutes();
    let here = at.with_timezone(now.offset());
    let days = (now.date_naive() - here.date_naive()).num_days();
    let hindi = language == Language::Hindi;
    match minutes {
        0 => (if hindi { "अभी" } else { "now" }).to_owned(),
        1..60 => format!(
            "{minutes} {}",
            if hindi {
                "मिनट पहले"
            } else {
                "min ago"
            }
        ),
        60..1440 if days == 0 || minutes < 360 => {
            format!(
                "{} {}",
                minutes / 60,
                if hindi {
                    "घंटे पहले"
                } else {
                    "h ago"
                }
            )
        }
        _ if days == 1 => (if hindi { "कल" } else { "yesterday" }).to_owned(),
        _ if here.year() == now.year() => day_of_month(&here, language),
        _ => day(at, language),
    }
}

fn day_of_month(at: &DateTime<FixedOffset>, language: Language) -> String {
    let months = match language {
        Language::Hindi => MONTHS_HINDI,
        Language::English => MONTHS_ENGLISH,
    };
    let month = months
        .get(at.month0() as usize)
        .copied()
        .unwrap_or_default();
    format!("{} {month}", at.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(text).unwrap()
    }

    #[test]
    fn ages_are_said_as_people_say_them() {
        let now = at("2026-11-24T12:00:00+05:30");
        for (then, hindi, english) in [
            ("2026-11-24T11:59:40+05:30", "अभी", "now"),
            ("2026-11-24T11:55:00+05:30", "5 मिनट पहले", "5 min ago"),
            ("2026-11-24T10:00:00+05:30", "2 घंटे पहले", "2 h ago"),
            ("2026-11-23T10:00:00+05:30", "कल", "yesterday"),
            ("2026-08-23T18:04:00+05:30", "23 अगस्त", "23 August"),
            (
                "2021-12-13T18:55:00+05:30",
                "13 दिसंबर 2021",
                "13 December 2021",
            ),
            ("2026-12-01T00:00:00+05:30", "1 दिसंबर", "1 December"),
        ] {
            assert_eq!(age(&at(then), &now, Language::Hindi), hindi);
            assert_eq!(age(&at(then), &now, Language::English), english);
        }
    }

    #[test]
    fn midnight_is_a_date_without_a_time() {
        let day = at("2023-08-23T00:00:00+05:30");
        assert_eq!(day_and_time(&day, Language::Hindi), "23 अगस्त 2023");
        let time = at("2023-08-23T18:04:00+05:30");
        assert_eq!(
            day_and_time(&time, Language::English),
            "23 August 2023, 18:04"
        );
    }
}
