//! Labels that sites set inside and below an article; in scraped text each is on a separate line.

use super::matching::{Phrases, without_punctuation};
use super::page_line::is_reading_time;
use super::{reason, whole_line};
use crate::text::script::{count_words, is_mark};
use memchr::memmem::Finder;

/// Phrases that mark an article as published exactly as an agency sent it, folded.
static UNEDITED: Phrases = Phrases::new(|| {
    let phrases = [
        "संपादित नहीं",
        "एडिट नहीं किया",
        "not been edited",
        "ऑटो-अपलोड",
        "सिंडिकेट फीड",
        "सिंडीकेट फीड",
    ];
    phrases.map(Finder::new).into()
});

/// Latin-script beginnings of lines that offer more news, folded.
const OFFERS_OF_NEWS: [&str; 9] = [
    "get all",
    "get latest",
    "get the latest",
    "read latest",
    "read all",
    "catch all",
    "stay updated",
    "for latest",
    "for breaking",
];

/// Hindi phrases in lines that offer more news, folded; the line must also contain a word for news.
static READ_FIRST: Phrases = Phrases::new(|| {
    let phrases = [
        "हर खबर से अपडेट",
        "विश्वसनीय हिंदी न्यूज",
        "खबरें पढें यहां",
        "सबसे पहले पढें",
        "के लिए यहां क्लिक",
        "के लिए क्लिक कर",
    ];
    phrases.map(Finder::new).into()
});

/// The maximum number of words of a label.
const MOST_WORDS: usize = 45;
/// The maximum number of words of an offer, which is longer because it lists everything that the
/// site has.
const MOST_OF_OFFER: usize = 60;

/// Returns the reason for leaving out a folded line that is a label of the site.
pub(in crate::ingest) fn site_label(folded: &str, words: usize) -> Option<&'static str> {
    if words <= MOST_OF_OFFER && (offers_app(folded) || folded.contains("मेंबर बनें"))
    {
        return Some(reason::REQUEST);
    }
    if words > MOST_WORDS {
        return None;
    }
    let name = without_punctuation(folded);
    if let Some(reason) = whole_line::in_text(name) {
        return Some(reason);
    }
    // A link for screen readers: `छोड़कर ये भी पढ़ें आगे बढ़ें`.
    if name.starts_with("छोडकर ") && name.ends_with("आगे बढें") {
        return Some(reason::LABEL);
    }
    // The end of such a part: `End of सबसे अधिक पढ़ी गईं`.
    if name.starts_with("end of ") && words <= 8 && !name.is_ascii() {
        return Some(reason::LABEL);
    }
    if is_counter(folded, words) {
        return Some(reason::COUNTER);
    }
    if is_path(folded, words) {
        return Some(reason::PATH);
    }
    if has_only_hashtags(folded) {
        return Some(reason::KEYWORDS);
    }
    if UNEDITED.any_in(folded) {
        return Some(reason::DISCLAIMER);
    }
    if is_share_bar(name) {
        return Some(reason::SHARE_BAR);
    }
    let in_latin = OFFERS_OF_NEWS.iter().any(|start| name.starts_with(start));
    let in_hindi = words <= 30 && READ_FIRST.any_in(folded);
    let of_news = || {
        ["news", "न्यूज", "खबर", "समाचार"]
            .iter()
            .any(|word| folded.contains(word))
    };
    ((in_latin || in_hindi) && of_news()).then_some(reason::REQUEST)
}

/// Beginnings of lines that give the time that an article takes to read, folded.
const READING_TIMES: [&str; 3] = ["पढने का समय", "reading time", "read time"];

/// Words for comments, folded; a number before or after them counts them.
const COMMENTS: [&str; 5] = ["comments", "comment", "टिप्पणियां", "टिप्पणी", "कमेंट्स"];

/// Whether a line counts comments or the minutes that the article takes to read: `Comments (0)`, `3 min read`.
fn is_counter(folded: &str, words: usize) -> bool {
    if words > 6 || !folded.contains(char::is_numeric) {
        return false;
    }
    let is_sign = |c: char| !c.is_alphabetic() && !is_mark(c);
    let counted = folded.trim_matches(is_sign);
    COMMENTS.contains(&counted)
        || READING_TIMES.iter().any(|start| folded.starts_with(start))
        || is_reading_time(folded)
}

/// Names of the first page of a site, with which the path above an article begins, folded.
const FIRST_PAGES: [&str; 5] = ["होम", "home", "हिंदी न्यूज", "hindi news", "मुख पृष्ठ"];

/// Whether a line is the path of the page: `होम / देश / रेल बजट`.
fn is_path(folded: &str, words: usize) -> bool {
    let is_separator = |c: char| matches!(c, '/' | '>' | '»' | '›' | '|');
    let first = folded.split(is_separator).next().unwrap_or_default();
    words <= 30 && folded.contains(is_separator) && FIRST_PAGES.contains(&first.trim())
}

/// Whether a line has only hashtags: `#रेल #बजट`.
fn has_only_hashtags(folded: &str) -> bool {
    let is_tag = |word: &str| {
        let name = word.strip_prefix('#').unwrap_or_default();
        name.starts_with(char::is_alphabetic)
    };
    let words: Vec<&str> = folded
        .split([' ', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let tags = words.iter().filter(|word| is_tag(word)).count();
    // A tag of several words goes on without a sign: `#Rail Budget #India`.
    let is_first = words.first().is_some_and(|word| is_tag(word));
    let has_several = tags >= 2 && tags * 3 >= words.len() && words.len() <= 12;
    is_first && (tags == words.len() || has_several)
}

/// Whether a line begins with the name of an app and a colon: `उदाहरण News App: देश-दुनिया की खबरें …`.
fn offers_app(folded: &str) -> bool {
    let name = folded.split_once(':').map_or("", |(name, _)| name.trim());
    name.ends_with(" app") && count_words(name) <= 5
}

/// Returns the reason for leaving out a box with news from the user's town, if the line is its
/// heading.
pub(in crate::ingest) fn local_news_heading(folded: &str, words: usize) -> Option<&'static str> {
    let is_head = words <= 6 && folded.starts_with("आपके शहर से");
    is_head.then_some(reason::LOCAL_NEWS)
}

/// Names of services in a share bar; a name comes before any other name that it begins with.
const SERVICES: [&str; 25] = [
    "facebook",
    "twitter",
    "whatsapp",
    "linkedin",
    "pinterest",
    "telegram",
    "instagram",
    "messenger",
    "affiliates",
    "copy link",
    "reddit",
    "tumblr",
    "email",
    "print",
    "share",
    "koo",
    "sms",
    "wp",
    "फेसबुक",
    "ट्विटर",
    "व्हाट्सएप",
    "व्हाट्सऐप",
    "टेलीग्राम",
    "ईमेल",
    "शेयर",
];

/// Whether a line consists only of names of services. Scrapers join the buttons of a share bar into
/// one word: `FacebooktwitterwpEmailaffiliates`.
fn is_share_bar(folded: &str) -> bool {
    let mut rest = folded;
    while !rest.is_empty() {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let service = SERVICES.iter().find_map(|name| rest.strip_prefix(name));
        match service {
            Some(after) => rest = after,
            None => return false,
        }
    }
    !folded.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::fold::folded;

    #[test]
    fn labels_of_several_publishers_are_recognised() {
        for (text, expected) in [
            ("विज्ञापन", Some(reason::ADVERTISEMENT)),
            ("पढ़ें पूरी खबर", Some(reason::LINK)),
            ("खबरें और भी हैं...", Some(reason::LINK)),
            ("ख़बर सुनें", Some(reason::LABEL)),
            ("सार", Some(reason::SUMMARY_LABEL)),
            ("FacebooktwitterwpEmailaffiliates", Some(reason::SHARE_BAR)),
            ("Facebook | Twitter | WhatsApp", Some(reason::SHARE_BAR)),
            (
                "(इस खबर को हमारी टीम ने संपादित नहीं किया है, यह सिंडिकेट फीड से सीधे प्रकाशित की गई है।)",
                Some(reason::DISCLAIMER),
            ),
            (
                "प्रदेश की ताजा खबरें पढ़ने के लिए यहां क्लिक करें",
                Some(reason::REQUEST),
            ),
            (
                "Get all Hindi News related to live updates",
                Some(reason::REQUEST),
            ),
            (
                "उदाहरण News App: देश-दुनिया की खबरें, खेल की हलचल",
                Some(reason::REQUEST),
            ),
            ("छोड़कर ये भी पढ़ें आगे बढ़ें", Some(reason::LABEL)),
            ("Comments (0)", Some(reason::COUNTER)),
            ("0 टिप्पणियाँ", Some(reason::COUNTER)),
            ("3 min read", Some(reason::COUNTER)),
            ("पढ़ने का समय: 2 मिनट", Some(reason::COUNTER)),
            ("होम / देश / रेल बजट", Some(reason::PATH)),
            ("#रेल #बजट", Some(reason::KEYWORDS)),
            ("#Rail Budget #India", Some(reason::KEYWORDS)),
            ("End of सबसे अधिक पढ़ी गईं", Some(reason::LABEL)),
            ("#1 फिल्म ने कमाए सौ करोड़", None),
            ("टिप्पणी पर 3 नेता नाराज़", None),
            ("होम मिनिस्टर / देश", None),
            ("विस्तार से चर्चा हुई", None),
            ("फेसबुक पर लगा जुर्माना", None),
            ("सुनें सबकी, करें मन की", None),
            ("खबर पढ़ने के लिए बच्चे जमा हुए।", None),
        ] {
            let words = count_words(text);
            assert_eq!(site_label(&folded(text), words), expected, "{text}");
        }
    }
}
