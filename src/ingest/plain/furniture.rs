//! What belongs to the site and not to the story: tables of what sites write round their stories,
//! each with the reason that is kept beside what was left out.
//!
//! Words are compared folded (no nukta, chandrabindu as anusvara, small letters), since sites spell
//! their own labels in every way: `पढ़ें`, `पढें`, `पढ़े`.

mod also_read;
mod byline;
mod label;
mod place;

pub(super) use also_read::announces_several;
pub(in crate::ingest) use also_read::{also_read, promises_more};
pub(in crate::ingest) use byline::byline;
pub(super) use byline::is_name_of_site;
pub(super) use label::{Caption, OF_SUMMARY, box_of_town, caption, label};
pub(super) use place::{is_town, name_before_town};

use memchr::memmem::Finder;
use std::sync::LazyLock;

/// Returns `text` in the one spelling of the tables.
pub(in crate::ingest) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().filter(|c| counts(*c)) {
        match c {
            '\0'..='\u{7f}' => folded.push(c.to_ascii_lowercase()),
            '\u{900}'..='\u{97f}' => folded.push(base(c)),
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

/// Whether a character has a place in the folded spelling.
fn counts(c: char) -> bool {
    !matches!(c, '\u{93c}' | '\u{200c}' | '\u{200d}')
}

/// The letter without its nukta; chandrabindu as anusvara.
fn base(c: char) -> char {
    match c {
        '\u{958}' => 'क',
        '\u{959}' => 'ख',
        '\u{95a}' => 'ग',
        '\u{95b}' => 'ज',
        '\u{95c}' => 'ड',
        '\u{95d}' => 'ढ',
        '\u{95e}' => 'फ',
        '\u{901}' => '\u{902}',
        c => c,
    }
}

/// Passes over as many letters of `text` as fold to `label`.
fn after_label<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let mut left = label.chars().count();
    for (at, c) in text.char_indices() {
        let counted = counts(c);
        if left == 0 && counted {
            return text.get(at..);
        }
        left -= usize::from(counted && left > 0);
    }
    (left == 0).then_some("")
}

/// What the heading of the readers' comments begins.
pub(in crate::ingest) const COMMENTS: &str = "comments";
/// What the heading over the writer's life begins.
pub(in crate::ingest) const OF_AUTHOR: &str = "about the author";

/// Headings of parts of a site, folded, with what the part is.
const HEADINGS: [(&str, &[&str]); 8] = [
    (
        "list of popular stories",
        &[
            "ट्रेंडिंग न्यूज",
            "ट्रेंडिंग",
            "ट्रेडिंग न्यूज",
            "टॉप स्टोरी",
            "सबसे ज्यादा पढे गए",
            "रेकमेंडेड खबरें",
            "trending photos",
            "trending videos",
            "trending news",
            "ट्रेंडिंग खबरें",
            "टॉप हेडलाइंस",
            "टॉप न्यूज",
            "टॉप स्टोरीज",
            "टॉप खबरें",
            "मुख्य समाचार",
            "मुख्य खबरें",
            "ताजा खबरें",
            "ताजा समाचार",
            "लेटेस्ट न्यूज",
            "बडी खबरें",
            "सबसे ज्यादा पढी गई",
            "सबसे अधिक पढी गईं",
            "सबसे ज्यादा पढी गई खबरें",
            "लोकप्रिय खबरें",
            "सर्वाधिक पढे गए",
            "आज की बडी खबरें",
            "trending",
            "top headlines",
            "top stories",
            "top news",
            "latest news",
            "most read",
            "most popular",
            "breaking news",
            "ब्रेकिंग न्यूज",
            "अन्य खबरें",
            "और खबरें",
            "अन्य समाचार",
            "recommended stories",
            "you may like",
            "you might also like",
            "more stories",
            "more news",
            "और भी देखें",
            "और देखें",
            "संपादक की पसंद",
            "editor's picks",
            "हमारी सिफारिश",
        ],
    ),
    (
        "gallery of pictures",
        &[
            "फोटो गैलरी",
            "फोटो गैलेरी",
            "फोटो",
            "फोटोज",
            "तस्वीरें",
            "photo gallery",
            "photos",
            "web stories",
            "वेब स्टोरी",
            "वेब स्टोरीज",
        ],
    ),
    (
        "list of videos",
        &[
            "वीडियोज",
            "वीडियो",
            "ताजा वीडियो",
            "videos",
            "video",
            "शॉर्ट वीडियो",
            "पर्सनल कार्नर",
            "पर्सनल कॉर्नर",
        ],
    ),
    (
        COMMENTS,
        &[
            "कमेंट्स",
            "कमेंट लिखें",
            "टिप्पणियां",
            "टिप्पणी करें",
            "अपनी राय दें",
            "comments",
            "post a comment",
            "leave a comment",
        ],
    ),
    (
        OF_AUTHOR,
        &[
            "लेखक के बारे में",
            "about the author",
            "about author",
            "लेखक परिचय",
            "टॉप स्टोरी लेखक",
        ],
    ),
    (
        "keywords of the page",
        &[
            "टैग्स",
            "टैग",
            "tags",
            "topics",
            "टॉपिक",
            "विषय",
            "संबंधित विषय",
            "संबंधित टॉपिक्स",
            "इन टॉपिक्स पर और पढें",
            "trending topics",
        ],
    ),
    (
        "share bar",
        &[
            "शेयर करें",
            "शेयर",
            "share",
            "share this",
            "share this article",
            "share on",
            "साझा करें",
            "फॉलो करें",
            "हमें फॉलो करें",
            "follow us",
            "follow us on",
        ],
    ),
    (
        "advertisement",
        &[
            "विज्ञापन",
            "advertisement",
            "sponsored",
            "प्रायोजित",
            "sponsored links by taboola",
            "around the web",
            "promoted content",
        ],
    ),
];

/// Returns what part of the site a folded heading begins, if it is one.
pub(in crate::ingest) fn heading(folded: &str) -> Option<&'static str> {
    if folded.len() > 120 {
        return None;
    }
    let name = folded.trim_matches(|c: char| !c.is_alphanumeric() && !is_sign(c));
    HEADINGS
        .iter()
        .find(|(_, names)| names.contains(&name))
        .map(|(reason, _)| *reason)
}

/// Vowel signs and marks of Devanagari: part of a word, though Rust calls some no letters.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}')
}

/// Why a line is left out that asks the reader for something.
pub(in crate::ingest) const REQUEST: &str = "request of the site";

/// What a site offers, folded.
const OFFERS: [&str; 29] = [
    "whatsapp",
    "व्हाट्सएप",
    "व्हाट्सऐप",
    "वॉट्सऐप",
    "वाट्सएप",
    "telegram",
    "टेलीग्राम",
    "google news",
    "गूगल न्यूज",
    "facebook",
    "फेसबुक",
    "twitter",
    "ट्विटर",
    "youtube",
    "यूट्यूब",
    "instagram",
    "इंस्टाग्राम",
    "newsletter",
    "न्यूजलेटर",
    "app",
    "एप्स",
    "व्हाट्सअप",
    "वाट्सऐप",
    "ऐप",
    "एप",
    "चैनल",
    "e-paper",
    "ई-पेपर",
    "शेयरचैट",
];

/// What it asks for, folded.
static REQUESTS: Pieces = Pieces(LazyLock::new(|| {
    let pieces = [
        "जुडें",
        "जुडिए",
        "जुड सकते",
        "जुडे रहिए",
        "जुडे रहें",
        "पर भी पढ सकते",
        "डाउनलोड जागरण",
        "फॉलो कीजिए",
        "फॉलो करें",
        "फॉलो कर सकते",
        "फॉलो भी कर सकते",
        "फालो करें",
        "डाउनलोड करें",
        "डाउनलोड कीजिए",
        "सब्सक्राइब करें",
        "क्लिक करें",
        "लाइक करें",
        "लाइक और फॉलो",
        "पाएं",
        "join",
        "follow",
        "download",
        "subscribe",
        "click here",
        "इंस्टॉल करें",
        "install",
        "like us",
        "साइन अप",
    ];
    pieces.map(Finder::new).into()
}));

/// Words that make a line the site's wherever they stand at its head, folded.
const STARTS: [(&str, &str); 20] = [
    ("copyright", "copyright"),
    ("©", "copyright"),
    ("all rights reserved", "copyright"),
    ("सर्वाधिकार सुरक्षित", "copyright"),
    ("disclaimer", "disclaimer"),
    ("डिस्क्लेमर", "disclaimer"),
    ("अस्वीकरण", "disclaimer"),
    ("tags:", "keywords of the page"),
    ("टैग्स:", "keywords of the page"),
    ("topics:", "keywords of the page"),
    ("tagged as", "keywords of the page"),
    ("categories:", "keywords of the page"),
    ("web title", "keywords of the page"),
    ("advertisement", "advertisement"),
    ("विज्ञापन", "advertisement"),
    ("यहां क्लिक कर", REQUEST),
    ("download the app", REQUEST),
    ("subscribe to", REQUEST),
    ("देश और दुनिया की ताजा खबर", REQUEST),
    ("देश-दुनिया की ताजा खबर", REQUEST),
];

/// Returns why a folded line is the site's own, if it is: a request that names something the site offers,
/// a copyright, a disclaimer.
pub(in crate::ingest) fn line(folded: &str, words: usize) -> Option<&'static str> {
    if words > 45 {
        return None;
    }
    if let Some((start, reason)) = STARTS.iter().find(|(start, _)| folded.starts_with(start)) {
        let is_label = words <= 12 || *reason == "disclaimer" || *reason == "copyright";
        return (is_label || start.contains("खबर")).then_some(*reason);
    }
    let is_request = words <= 30
        && asks(folded)
        && offers(folded)
        && !folded.contains("कहा")
        && !folded.contains("बताया");
    is_request.then_some(REQUEST)
}

/// Whether a line is no more than a piece of a request that stands on the lines beside it, as where a
/// scraper has broken it at its links: `फ़ेसबुक और`, `क्लिक करें. आप हमें`. Half a request is enough for
/// a piece, since the other half stands beside it.
pub(super) fn is_piece_of_request(text: &str, words: usize) -> bool {
    let folded = folded(text);
    let names_site = words <= 4 && byline::names_site(&folded);
    words <= 14 && (names_site || offers(&folded) || asks(&folded))
}

fn asks(folded: &str) -> bool {
    REQUESTS.are_in(folded)
}

/// Pieces of text, made ready to be looked for. Each line is held against some hundred of them, and to make
/// them ready for each line would take half of the whole reading.
struct Pieces(LazyLock<Vec<Finder<'static>>>);

impl Pieces {
    /// Whether any of them stands in `text`.
    fn are_in(&self, text: &str) -> bool {
        self.0
            .iter()
            .any(|piece| piece.find(text.as_bytes()).is_some())
    }
}

fn offers(folded: &str) -> bool {
    OFFERS.iter().any(|offer| has_word(folded, offer))
}

/// Whether `word` stands in `text`, and not as a part of a longer word.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let after = text
            .get(at + word.len()..)
            .and_then(|tail| tail.chars().next());
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || is_sign(c));
        !joins(before) && !joins(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::script::count_words;

    #[test]
    fn furniture_of_several_publishers_is_known() {
        for text in [
            "ट्रेंडिंग न्यूज",
            "टॉप हेडलाइंस",
            "फोटो गैलरी",
            "वीडियोज",
            "TOP STORIES:",
            "शेयर करें",
        ] {
            assert!(heading(&folded(text)).is_some(), "{text}");
        }
        for (text, is_furniture) in [
            ("WhatsApp चैनल से जुड़ें", true),
            ("हमारा ऐप डाउनलोड करें", true),
            ("Copyright © 2021 Example. All rights reserved.", true),
            ("पुलिस ने बताया कि वह फेसबुक पर लोगों से जुड़ें कह रहा था।", false),
            ("वीडियो कॉन्फ्रेंसिंग से हुई बैठक", false),
        ] {
            let words = count_words(text);
            assert_eq!(line(&folded(text), words).is_some(), is_furniture, "{text}");
        }
    }
}
