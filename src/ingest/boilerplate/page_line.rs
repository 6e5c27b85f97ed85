//! Short lines that only pages have between the paragraphs of an article: counters of galleries, buttons,
//! messages of a player that cannot play.

use super::{reason, whole_line};
use crate::ingest::fold::folded;

/// The maximum length in bytes of a line that can belong to the page.
const LONGEST: usize = 300;

/// The maximum length in bytes of the text in place of a film or a post.
const LONGEST_CONSENT: usize = 700;

/// What asks the user for a click, what speaks of loading, and what names the user's own data, which another
/// site then receives. A text with one of each stands in place of a film or a post of another site; an article
/// about such sites does not speak of the reader's data.
const CONSENT_WORDS: [&[&str]; 3] = [
    &[
        "click here",
        "you click",
        "by clicking",
        "klicken",
        "cliquez",
        "क्लिक कर",
    ],
    &["load", "geladen", "display", "dargestellt", "charge", "लोड"],
    &[
        "your ip address",
        "your data",
        "your personal data",
        "ihre ip-adresse",
        "ihre daten",
        "votre adresse ip",
        "vos données",
        "आपका डेटा",
    ],
];

/// How lines that belong to the page rather than the article begin, folded, each with the reason
/// for which the line is left out.
const STARTS: [(&str, &str); 32] = [
    ("to view this video please enable javascript", reason::LABEL),
    ("please enable javascript", reason::LABEL),
    ("this video is not available", reason::LABEL),
    ("your browser does not support", reason::LABEL),
    ("subscribe now to read", reason::REQUEST),
    ("this content is reserved for subscribers", reason::REQUEST),
    ("create an account or sign in", reason::REQUEST),
    ("sign up for our", reason::REQUEST),
    ("sign up to our", reason::REQUEST),
    ("image credit", reason::UNOWNED_CREDIT),
    // Links for screen readers.
    ("skip past ", reason::LABEL),
    ("after newsletter promotion", reason::LABEL),
    ("skip to ", reason::LABEL),
    ("watch | ", reason::FILM_TITLE),
    ("got a story", reason::REQUEST),
    ("do you have a story", reason::REQUEST),
    ("get in touch with our", reason::REQUEST),
    ("for more stories like this", reason::REQUEST),
    ("fehler gefunden", reason::REQUEST),
    ("mehr zum thema ", reason::OTHER_ARTICLES),
    ("most read in ", reason::OTHER_ARTICLES),
    // Agencies credit their contributors below an article.
    ("reporting by ", reason::HELPERS),
    ("additional reporting by ", reason::HELPERS),
    ("additional reporting from ", reason::HELPERS),
    ("with files from ", reason::HELPERS),
    ("with inputs from ", reason::HELPERS),
    // A placeholder for a film or a post of another site, shown until the user consents.
    ("empfohlener redaktioneller inhalt", reason::CONSENT),
    ("empfohlener externer inhalt", reason::CONSENT),
    ("an dieser stelle find", reason::CONSENT),
    ("ein klick für den datenschutz", reason::CONSENT),
    ("ich bin damit einverstanden, dass mir", reason::CONSENT),
    (
        "personenbezogene daten können an drittplattformen",
        reason::CONSENT,
    ),
];

/// Endings of short lines that give the time that an article takes to read, folded.
const READING_TIMES: [&str; 5] = [
    " min read",
    " minute read",
    " minutes read",
    " mins read",
    " मिनट में पढें",
];

/// Endings of short lines that give an age, folded.
const AGES: [&str; 2] = [" ago", " पहले"];

/// Units after a number that counts clicks or minutes, folded. Longer lines with them belong to a table or to a
/// recipe.
const UNITS: [&str; 4] = ["min", "मिनट", "views", "comments"];

/// Labels before the length of a film.
const DURATIONS: [&str; 4] = ["duration", "dauer", "durée", "अवधि"];

/// Returns the reason for leaving out a line between the paragraphs that belongs to the page.
pub(in crate::ingest) fn page_line(text: &str) -> Option<&'static str> {
    if text.len() > LONGEST_CONSENT {
        return None;
    }
    let folded = folded(text);
    if asks_for_consent(&folded) {
        return Some(reason::CONSENT);
    }
    if text.len() > LONGEST {
        return None;
    }
    if is_placeholder(text) {
        return Some(reason::ADVERTISEMENT);
    }
    let name = folded.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '|' | '.' | '!' | '»' | '>' | '…')
    });
    let start = || {
        STARTS
            .iter()
            .find(|(start, _)| name.starts_with(start))
            .filter(|(_, reason)| *reason != reason::HELPERS || is_list_of_names(text))
    };
    whole_line::in_page(name)
        .or_else(|| is_film_caption(name).then_some(reason::FILM_CAPTION))
        .or_else(|| start().map(|(_, reason)| *reason))
        .or_else(|| is_counter(name).then_some(reason::COUNTER))
}

/// Whether a line is a variable of a template that was to be replaced by an advertisement: `$$AD$$`, `{{ad}}`.
fn is_placeholder(line: &str) -> bool {
    let signs = [("$$", "$$"), ("{{", "}}"), ("{%", "%}"), ("[[", "]]")];
    let name = signs
        .iter()
        .find_map(|(start, end)| line.strip_prefix(start)?.strip_suffix(end));
    let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ');
    name.is_some_and(|name| !name.trim().is_empty() && name.chars().all(is_sign))
}

/// Whether a folded text asks for consent to load a part of another site.
fn asks_for_consent(folded: &str) -> bool {
    let has = |words: &&[&str]| words.iter().any(|word| folded.contains(word));
    CONSENT_WORDS.iter().all(has)
}

/// Whether at least half of the words begin with a capital letter, as in `Reporting by A. Writer in
/// Delhi`.
fn is_list_of_names(text: &str) -> bool {
    let words = || text.split_whitespace();
    let names = words().filter(|word| word.starts_with(char::is_uppercase));
    names.count() * 2 >= words().count()
}

/// Whether a line is the position in a gallery, in words, or the time that the article takes to read: `Image 1
/// of 5`, `3 min read`.
fn is_counter(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let has_digit = text.chars().any(char::is_numeric);
    let of = words.iter().any(|word| *word == "of" || *word == "/");
    let is_gallery = of
        && words
            .first()
            .is_some_and(|first| matches!(*first, "image" | "photo" | "slide" | "picture"));
    has_digit && words.len() <= 6 && (is_gallery || is_reading_time(text))
}

/// Whether a folded line ends as one that gives the time that an article takes to read.
pub(super) fn is_reading_time(folded: &str) -> bool {
    READING_TIMES.iter().any(|time| folded.ends_with(time))
}

/// Whether a line is an age or a number of clicks or minutes: `14 hours ago`, `3 min`. Its neighbours show
/// whether it belongs to the page.
pub(in crate::ingest) fn is_age(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let folded = folded(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let is_number = |word: &str| {
        word.chars()
            .all(|c| c.is_numeric() || matches!(c, '.' | ',' | 'k' | 'm'))
    };
    let glued = folded
        .find(char::is_alphabetic)
        .map(|at| folded.split_at(at));
    let is_unit = |number: &str, unit: &str| is_number(number) && UNITS.contains(&unit);
    let is_count = match words.as_slice() {
        [_] => glued.is_some_and(|(number, unit)| !number.is_empty() && is_unit(number, unit)),
        [number, unit] => is_unit(number, unit),
        _ => false,
    };
    let has_digit = folded.contains(char::is_numeric);
    is_count || has_digit && words.len() <= 6 && AGES.iter().any(|age| folded.ends_with(age))
}

/// Whether a line is a position among several, or in a film: `2/7`, `3 of 10`, `0:00 / 3:15`. Its neighbours show whether it is a score.
pub(in crate::ingest) fn is_position(text: &str) -> bool {
    let number = |text: &str| {
        let digits = text.trim().replace(':', "");
        digits.parse::<u32>().ok().filter(|_| text.len() < 8)
    };
    let parts = text.split_once('/').or_else(|| text.split_once(" of "));
    let position = parts.and_then(|(at, of)| Some((number(at)?, number(of)?)));
    position.is_some_and(|(at, of)| at <= of)
}

/// Whether a line ends with the length of a film: `Duration 1:30`, `… | 3:18 min`.
fn is_film_caption(text: &str) -> bool {
    let is_clock = |word: &str| {
        let parts = word.split(':');
        parts.clone().count() >= 2
            && parts.into_iter().all(|part| {
                (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
            })
    };
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let has_unit = words.pop_if(|word| *word == "min").is_some();
    if !words.pop().is_some_and(is_clock) {
        return false;
    }
    let before = words.last().copied().unwrap_or_default();
    (has_unit && before == "|") || (words.len() == 1 && DURATIONS.contains(&before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_and_positions_depend_on_their_neighbours() {
        for (text, age, position) in [
            ("14 hours ago", true, false),
            ("5 मिनट पहले", true, false),
            ("3 min", true, false),
            ("2min", true, false),
            ("1.2K views", true, false),
            ("राजीव चौक 15 मिनट", false, false),
            ("1 / 8", false, true),
            ("0:00 / 3:15", false, true),
            ("245/7", false, false),
        ] {
            assert_eq!((is_age(text), is_position(text)), (age, position), "{text}");
        }
    }

    #[test]
    fn lines_of_pages_are_recognised() {
        for (text, expected) in [
            ("Image 1 of 5", Some(reason::COUNTER)),
            ("3 min read", Some(reason::COUNTER)),
            ("राजीव चौक 15 मिनट", None),
            ("2-1", None),
            ("Duration 1:30", Some("caption of a film")),
            (
                "नदी का जलस्तर बढ़ा। 21.04.2024 | 3:18 min",
                Some("caption of a film"),
            ),
            ("बैठक शाम 5:30", None),
            ("Advertisement", None),
            (
                "The chart is loaded from another site. If you click here, your IP address is sent to it.",
                Some(reason::CONSENT),
            ),
            (
                "When people click an advertisement, the site loads a script that sets cookies.",
                None,
            ),
            ("$$ARTICLE_AD$$", Some(reason::ADVERTISEMENT)),
            ("$$x^2 + y$$", None),
            ("Sharing is caring!", Some(reason::LABEL)),
            ("Caption", Some(reason::LABEL)),
            ("Reporting by Asha Rao in Delhi", Some(reason::HELPERS)),
            (
                "Reporting by the paper has shown that the minister knew.",
                None,
            ),
            ("पाँच साल पहले की बात है", None),
            ("He left two days ago.", None),
        ] {
            assert_eq!(page_line(text), expected, "{text}");
        }
    }

    #[test]
    fn a_whole_line_is_matched_in_any_spelling() {
        for text in ["अगली ख़बर", "अगली ख\u{93c}बर", "Play Video »"]
        {
            assert_eq!(page_line(text), Some(reason::LABEL), "{text}");
        }
    }
}
