//! Lines that say when an article was written.

use super::matching::ends_sentence;
use crate::article::Timestamp;
use crate::ingest::date;
use crate::text::script::count_words;

/// The maximum number of words of a date line.
const MOST_WORDS: usize = 14;

/// Labels before a date, in lower case.
const DATE_LABELS: [&str; 12] = [
    "updated",
    "published",
    "publish date",
    "last updated",
    "first published",
    "story first published",
    "posted",
    "अपडेट",
    "प्रकाशित",
    "पब्लिश",
    "अंतिम अपडेट",
    "आखिरी अपडेट",
];

/// Returns the date of a line of scraped text that is a date with or without its label (`Updated:`).
pub(in crate::ingest) fn date_line(text: &str, words: usize) -> Option<Timestamp> {
    if words > MOST_WORDS {
        return None;
    }
    let lower = text.to_lowercase();
    let is_labelled = DATE_LABELS.iter().any(|label| lower.starts_with(label));
    let year = |word: &str| matches!(word.parse(), Ok(1990..=2100_u32));
    let has_year = text.split(|c: char| !c.is_ascii_digit()).any(year);
    // Two numbers of three or more digits come from a table: `2 अप्रैल 2069 235`.
    let large = |number: &&str| number.len() > 2;
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(large);
    let is_bare = words <= 7 && has_year && numbers.count() == 1 && !ends_sentence(text);
    if is_labelled || is_bare {
        date::in_line(text)
    } else {
        None
    }
}

/// Endings of lines that tell an age.
const AGO: [&str; 8] = [
    "मिनट पहले",
    "घंटे पहले",
    "घंटा पहले",
    "दिन पहले",
    "महीने पहले",
    "वर्ष पहले",
    "साल पहले",
    " ago",
];

/// Words for the number one before a unit of time.
const ONE: [&str; 4] = ["एक ", "an ", "a ", "one "];

/// Whether a line begins with a label of a date (`Updated:`).
pub(in crate::ingest) fn is_labelled_date(text: &str) -> bool {
    let lower = text.to_lowercase();
    DATE_LABELS.iter().any(|label| lower.starts_with(label))
}

/// Whether a line is only a time of the day or an age, as above the entries of a live page: `10:35 AM`,
/// `शाम 6:55 बजे`, `2 घंटे पहले`.
pub(in crate::ingest) fn is_time(text: &str) -> bool {
    let words = count_words(text);
    let is_clock = |word: &str| {
        let parts = word
            .trim_end_matches(|c: char| !c.is_numeric())
            .split([':', '.']);
        let is_part = |part: &str| {
            (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_numeric)
        };
        parts.clone().count() >= 2 && parts.into_iter().all(is_part)
    };
    let has_clock = text.split_whitespace().any(is_clock);
    let is_ago =
        text.contains(char::is_numeric) && AGO.iter().any(|ago| text.to_lowercase().ends_with(ago));
    words <= 6 && !ends_sentence(text) && (has_clock || is_ago)
}

/// Whether a line of scraped text is a time without a date: `अपडेटेड 6:55 PM IST`, `2 घंटे पहले`.
pub(in crate::ingest) fn is_undated_time(text: &str, words: usize) -> bool {
    let lower = text.to_lowercase();
    let is_labelled = is_labelled_date(text);
    let is_ago = words <= 4 && AGO.iter().any(|ago| lower.ends_with(ago));
    let is_clock = is_labelled && words <= 6 && text.contains(':');
    let is_one = ONE.iter().any(|one| lower.starts_with(one));
    (text.contains(char::is_numeric) && (is_ago || is_clock)) || is_one && words == 3 && is_ago
}

/// Whether a line of a page is a date and nothing else: `Updated: 18 Nov 2019, 19:11`.
pub(in crate::ingest) fn is_only_date(text: &str) -> bool {
    // The cheap checks rule most lines out.
    text.len() < 160
        && text.chars().filter(|c| c.is_numeric()).count() * 6 >= text.chars().count()
        && count_words(text) <= MOST_WORDS
        && !ends_sentence(text)
        && date::in_line(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_stand_alone() {
        assert!(is_only_date("Updated: 18 Nov 2019, 19:11"));
        assert!(is_only_date("13 दिसंबर 2021, 18:55"));
        assert!(!is_only_date(
            "18 नवंबर 2019 को हुई बैठक में सरकार ने सड़कों पर लंबी बहस की"
        ));
    }

    #[test]
    fn times_without_a_date_are_recognised() {
        for (text, expected) in [
            ("अपडेटेड 6:55 PM IST", true),
            ("लखनऊ2 घंटे पहले", true),
            ("एक घंटा पहले", true),
            ("an hour ago", true),
            ("घटना के दो घंटे पहले", false),
            ("बैठक शाम 5:30", false),
        ] {
            assert_eq!(is_undated_time(text, count_words(text)), expected, "{text}");
        }
    }

    #[test]
    fn figures_of_a_table_are_no_date() {
        let date = |text: &str| date_line(text, count_words(text));
        assert!(date("13 दिसंबर 2021").is_some());
        assert!(date("Updated: 13 Dec 2021 06:55 PM (IST)").is_some());
        assert_eq!(date("2 अप्रैल 2069 235"), None);
        assert_eq!(date("वह 13 दिसंबर 2021 को आया।"), None);
    }
}
