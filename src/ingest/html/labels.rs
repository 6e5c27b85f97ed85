//! Short lines that pages put between the paragraphs of a story, each with the reason that is kept
//! beside what was left out.
//!
//! What these have in common with scraped text stands in `plain::furniture`; here is what only pages
//! have: counters of galleries, buttons, what a player says where it cannot play.

use super::super::date;
use super::super::plain::line::ends_sentence;
use crate::text::script::count_words;

/// Lines that are the page's as a whole, in small letters.
const LINES: [(&str, &[&str]); 5] = [
    (
        "label of the page",
        &[
            "caption",
            "close",
            "caption close",
            "hide caption",
            "toggle caption",
            "enlarge this image",
            "image",
            "images",
            "image source",
            "image caption",
            "media caption",
            "photo",
            "listen",
            "article content",
            "loading",
            "loading...",
            "loading…",
            "warning",
            "skip",
            "print",
            "save",
            "back to top",
            "read full story",
            "live updates",
            "live",
            "play",
            "play video",
            "pause",
            "copy link",
            "link copied",
            "view comments",
            "show more",
            "view more",
            "know more",
            "source",
            "watch now",
            "teilen",
            "inhalt",
            "weitere informationen",
            "ende der weiteren informationen",
            "tap to unmute",
            "तस्वीर",
            "इमेज कैप्शन",
            "तस्वीर का स्रोत",
            "सुनें",
            "अगली खबर",
            "पिछली खबर",
            "लोड हो रहा है",
        ],
    ),
    (
        "advertisement",
        &[
            "story continues below",
            "story continues below advertisement",
            "article continues below",
            "article continues after advertisement",
            "article continues below advertisement",
            "ad",
            "ads",
            "anzeige",
            "publicité",
            "publicidad",
            "reklam",
            "विज्ञापन के बाद खबर जारी",
        ],
    ),
    (
        "request of the site",
        &[
            "subscribe",
            "sign up",
            "sign in",
            "log in",
            "register",
            "sign in or create an account",
            "follow",
            "follow us",
            "app store",
            "google play",
            "download on the app store",
            "get it on google play",
        ],
    ),
    (
        "list of other stories",
        &[
            "recommended",
            "recommended videos",
            "recommended stories",
            "related",
            "related articles",
            "related topics",
            "read next",
            "more on this story",
            "more on this topic",
            "more like this",
            "editors' picks",
            "don't miss",
            "auch interessant",
            "mehr zum thema",
            "lesen sie auch",
            "lesen sie mehr zum thema",
            "das könnte sie auch interessieren",
            "czytaj więcej",
            "czytaj także",
            "lire aussi",
            "à lire aussi",
            "leggi anche",
            "lee también",
            "leer más",
            "leia também",
            "leia mais",
            "lees ook",
            "читайте также",
        ],
    ),
    (
        "about the author",
        &["about the author", "about the authors"],
    ),
];

/// Beginnings of lines that are the page's, in small letters.
const BEGINNINGS: [(&str, &str); 31] = [
    (
        "to view this video please enable javascript",
        "label of the page",
    ),
    ("please enable javascript", "label of the page"),
    ("this video is not available", "label of the page"),
    ("your browser does not support", "label of the page"),
    ("subscribe now to read", "request of the site"),
    (
        "this content is reserved for subscribers",
        "request of the site",
    ),
    ("create an account or sign in", "request of the site"),
    ("sign up for our", "request of the site"),
    ("sign up to our", "request of the site"),
    ("image credit", "credit without its picture"),
    // Links for those who listen to the page.
    ("skip past ", "label of the page"),
    ("after newsletter promotion", "label of the page"),
    ("skip to ", "label of the page"),
    ("watch | ", "title of a film"),
    ("got a story", "request of the site"),
    ("do you have a story", "request of the site"),
    ("get in touch with our", "request of the site"),
    ("for more stories like this", "request of the site"),
    ("fehler gefunden", "request of the site"),
    ("mehr zum thema ", "list of other stories"),
    ("most read in ", "list of other stories"),
    // Who helped stands under many a story of the agencies.
    ("reporting by ", HELPERS),
    ("additional reporting by ", HELPERS),
    ("additional reporting from ", HELPERS),
    ("with files from ", HELPERS),
    ("with inputs from ", HELPERS),
    // What stands where a film or a post of another site would, until one agrees.
    ("empfohlener redaktioneller inhalt", CONSENT),
    ("empfohlener externer inhalt", CONSENT),
    ("an dieser stelle find", CONSENT),
    ("ich bin damit einverstanden, dass mir", CONSENT),
    ("personenbezogene daten können an drittplattformen", CONSENT),
];

const HELPERS: &str = "names of those who helped";

const CONSENT: &str = "consent to be watched";

/// Ends of short lines that say how long ago or how long.
const AGES: [&str; 10] = [
    " ago",
    " min read",
    " minute read",
    " minutes read",
    " mins read",
    " पहले",
    " मिनट में पढें",
    " min",
    " मिनट",
    " views",
];

/// What stands before the hours and minutes of a film.
const DURATIONS: [&str; 4] = ["duration", "dauer", "durée", "अवधि"];

/// Returns why a line between the paragraphs is the page's, if it is.
pub(super) fn page(text: &str) -> Option<&'static str> {
    if !text.chars().any(char::is_alphabetic) {
        return Some("counter of the page");
    }
    if text.len() > 300 {
        return None;
    }
    let lower = text.to_lowercase().replace('\u{93c}', "");
    let name = lower.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '|' | '.' | '»' | '>' | '…')
    });
    let line = LINES.iter().find(|(_, lines)| lines.contains(&name));
    let beginning = || {
        BEGINNINGS
            .iter()
            .find(|(beginning, _)| name.starts_with(beginning))
            .filter(|(_, reason)| *reason != HELPERS || is_of_names(text))
    };
    line.map(|(reason, _)| *reason)
        .or_else(|| is_of_film(name).then_some("caption of a film"))
        .or_else(|| beginning().map(|(_, reason)| *reason))
        .or_else(|| is_counter(name).then_some("counter of the page"))
}

/// Whether half of the words are written as names are: `Reporting by A. Writer in Delhi` is no sentence.
fn is_of_names(text: &str) -> bool {
    let words = || text.split_whitespace();
    let names = words().filter(|word| word.starts_with(char::is_uppercase));
    names.count() * 2 >= words().count()
}

/// `Image 1 of 5`, `2/7`, `14 hours ago`, `3 min read`.
fn is_counter(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let has_digit = text.chars().any(char::is_numeric);
    let of = words.iter().any(|word| *word == "of" || *word == "/");
    let is_gallery = of
        && words
            .first()
            .is_some_and(|first| matches!(*first, "image" | "photo" | "slide" | "picture"));
    has_digit && words.len() <= 6 && (is_gallery || AGES.iter().any(|age| text.ends_with(age)))
}

/// How long a film runs, alone or behind what it shows: `Duration 1:30`, `… | 3:18 min`.
fn is_of_film(text: &str) -> bool {
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

/// What only those who took a picture are named behind.
const TAKEN_BY: [&str; 9] = [
    "photo:",
    "photos:",
    "photo by",
    "photograph:",
    "foto:",
    "fotos:",
    "bild:",
    "फोटो:",
    "फोटो साभार:",
];

/// Whether a line ends with whose picture it is, as no sentence of a story does.
pub(super) fn is_of_picture(text: &str) -> bool {
    let (words, whose) = credit(text);
    let (Some(whose), true) = (whose, count_words(words) <= 40) else {
        return false;
    };
    let tail = text.get(words.len()..).unwrap_or_default().to_lowercase();
    let is_named = count_words(whose) <= 6 && !ends_sentence(whose);
    is_named && TAKEN_BY.iter().any(|mark| tail.contains(mark))
}

/// Whether a line says when and nothing else: `Updated: 18 Nov 2019, 19:11`.
pub(super) fn is_date(text: &str) -> bool {
    let words = count_words(text);
    words <= 14
        && text.len() < 160
        && !ends_sentence(text)
        && date::parse(text).is_some()
        && text.chars().filter(|c| c.is_numeric()).count() * 6 >= text.chars().count()
}

/// Marks before the name of whose picture it is, in small letters.
const CREDITS: [&str; 22] = [
    "image credit:",
    "photo credit:",
    "picture credit:",
    "credit:",
    "photo:",
    "photos:",
    "picture:",
    "photograph:",
    "image:",
    "photo by",
    "image source:",
    "source:",
    "foto:",
    "fotos:",
    "bild:",
    "photo :",
    "फोटो:",
    "फोटो साभार:",
    "तस्वीर:",
    "साभार:",
    "स्रोत:",
    "©",
];

/// Splits a line under a picture into what it says and whose the picture is.
pub(super) fn credit(line: &str) -> (&str, Option<&str>) {
    let lower = line.to_lowercase();
    // Small letters of other lengths would move the places; then nothing is split.
    if lower.len() != line.len() {
        return (line, None);
    }
    let found = CREDITS
        .iter()
        .filter_map(|mark| lower.rfind(mark).map(|at| (at, mark.len())));
    let Some((at, length)) = found.min_by_key(|(at, _)| *at) else {
        return (line, None);
    };
    let (Some(words), Some(name)) = (line.get(..at), line.get(at + length..)) else {
        return (line, None);
    };
    let ends = |c: char| {
        c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '|' | '/' | '-' | '–' | ',' | ':')
    };
    let name = name.trim_matches(ends).trim_end_matches('.');
    if name.is_empty() || count_words(name) > 12 {
        return (line, None);
    }
    (words.trim_end_matches(ends), Some(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_pages_are_known() {
        for (text, expected) in [
            ("1 / 8", Some("counter of the page")),
            ("Image 1 of 5", Some("counter of the page")),
            ("14 hours ago", Some("counter of the page")),
            ("5 मिनट पहले", Some("counter of the page")),
            ("Duration 1:30", Some("caption of a film")),
            (
                "नदी का जलस्तर बढ़ा। 21.04.2024 | 3:18 min",
                Some("caption of a film"),
            ),
            ("बैठक शाम 5:30", None),
            ("Advertisement", None),
            ("Caption", Some("label of the page")),
            ("Reporting by Asha Rao in Delhi", Some(HELPERS)),
            (
                "Reporting by the paper has shown that the minister knew.",
                None,
            ),
            ("पाँच साल पहले की बात है", None),
            ("He left two days ago.", None),
        ] {
            assert_eq!(page(text), expected, "{text}");
        }
    }

    #[test]
    fn credits_are_parted_from_captions() {
        for (line, expected) in [
            (
                "नदी का किनारा (फोटो: आशा राव)",
                ("नदी का किनारा", Some("आशा राव")),
            ),
            (
                "A river. Photo: Asha Rao, AP",
                ("A river.", Some("Asha Rao, AP")),
            ),
            ("A river", ("A river", None)),
            ("Image credit: Getty", ("", Some("Getty"))),
        ] {
            assert_eq!(credit(line), expected, "{line}");
        }
    }

    #[test]
    fn captions_are_known_by_who_took_the_picture() {
        assert!(is_of_picture("नदी का किनारा (फोटो: आशा राव)"));
        assert!(is_of_picture("A river. Photo: Asha Rao"));
        assert!(!is_of_picture("तस्वीर पर लिखा था: नदी का किनारा"));
        assert!(!is_of_picture(
            "He posted a photo: it shows three men at the river."
        ));
    }

    #[test]
    fn dates_stand_alone() {
        assert!(is_date("Updated: 18 Nov 2019, 19:11"));
        assert!(is_date("13 दिसंबर 2021, 18:55"));
        assert!(!is_date(
            "18 नवंबर 2019 को हुई बैठक में सरकार ने सड़कों पर लंबी बहस की"
        ));
    }
}
