//! Bylines: agencies, desks, and names after a word such as `लेखक`.

use super::matching::{after_label, ends_sentence};
use crate::text::script::count_words;

/// Names of agencies, which bylines give instead of an author, folded.
const AGENCIES: [&str; 30] = [
    "एजेंसियां",
    "एजेंसी",
    "एजेंसीज",
    "पीटीआई",
    "भाषा",
    "आईएएनएस",
    "वार्ता",
    "यूनीवार्ता",
    "एएनआई",
    "रॉयटर्स",
    "रायटर",
    "रायटर्स",
    "प्रेट्र",
    "प्रे",
    "यूएनआई",
    "पीटीआइ",
    "एएनआइ",
    "आइएएनएस",
    "uni",
    "एएफपी",
    "pti",
    "ani",
    "ians",
    "reuters",
    "afp",
    "ap",
    "एपी",
    "जेएनएन",
    "जासं",
    "भाषा/पीटीआई",
];

/// Words before a name, folded.
const BY: [&str; 21] = [
    "posted by",
    "written by",
    "edited by",
    "published by",
    "reported by",
    "report by",
    "updated by",
    "author",
    "by",
    "लेखक",
    "रिपोर्ट",
    "रिपोर्टर",
    "प्रस्तुति",
    "संपादक",
    "संपादन",
    "द्वारा",
    "लेखिका",
    "संकलन",
    "curated by",
    "authored by",
    "story by",
];

/// Words before a source, folded; a colon or a dash must follow.
const SOURCES: [&str; 6] = ["agency", "source", "स्रोत", "सोर्स", "साभार", "इनपुट"];

/// Names of sites, folded. Above an article they appear instead of an author; below a picture they
/// are its credit.
const SITES: [&str; 47] = [
    "नवभारतटाइम्स.कॉम",
    "नवभारत टाइम्स",
    "navbharat times",
    "एनबीटी",
    "nbt",
    "आज तक",
    "आजतक",
    "aaj tak",
    "aajtak",
    "aajtak.in",
    "एबीपी न्यूज",
    "एबीपी लाइव",
    "abp news",
    "abp live",
    "न्यूज18 हिंदी",
    "news18 हिंदी",
    "news18hindi",
    "लाइव हिन्दुस्तान",
    "लाइव हिंदुस्तान",
    "हिन्दुस्तान टीम",
    "दैनिक भास्कर",
    "भास्कर न्यूज",
    "दैनिक जागरण",
    "jagran",
    "अमर उजाला",
    "amar ujala",
    "पत्रिका न्यूज",
    "जी न्यूज",
    "zee news",
    "प्रभात खबर",
    "पंजाब केसरी",
    "punjab kesari",
    "द वायर स्टाफ",
    "क्विंट हिंदी",
    "क्विंट हिन्दी",
    "वेबदुनिया",
    "webdunia",
    "वनइंडिया",
    "oneindia",
    "oneindia news",
    "news18",
    "news18 hindi",
    "एनडीटीवी खबर",
    "ndtv india",
    "ndtvkhabar",
    "बीबीसी हिंदी",
    "बीबीसी हिन्दी",
];

/// Whether a folded line is the name of a site, with or without an author before it and a town or
/// date after it.
pub(in crate::ingest) fn is_name_of_site(folded: &str) -> bool {
    let name = folded.split([',', '|', '/']).next().unwrap_or_default();
    SITES.iter().any(|site| name.trim().ends_with(site))
}

/// Whether folded words begin with the name of a site.
pub(super) fn names_site(folded: &str) -> bool {
    SITES.iter().any(|site| folded.starts_with(site))
}

/// Endings of the names of news desks, folded.
const DESKS: [&str; 14] = [
    "संवाददाता",
    "संवाद सूत्र",
    "संवाद सहयोगी",
    "टीम डिजिटल",
    "डिजिटल टीम",
    "वेब टीम",
    "न्यूज टीम",
    "ब्यूरो",
    "डेस्क",
    "desk",
    "bureau",
    "प्रतिनिधि",
    "न्यूज नेटवर्क",
    "news network",
];

/// Returns the author that a byline names; empty if the byline names nobody.
pub(in crate::ingest) fn byline<'a>(text: &'a str, folded: &str, words: usize) -> Option<&'a str> {
    // In `By आशा राव | Updated: …` only the text before the bar is the byline.
    if let (Some((head, rest)), Some((named, _))) = (text.split_once('|'), folded.split_once('|')) {
        let is_head = !rest.trim().is_empty() && BY.iter().any(|by| named.starts_with(by));
        let count = count_words(head);
        let name = byline(head.trim(), named.trim(), count);
        return name.filter(|_| is_head && words <= 24);
    }
    if words > 8 || ends_sentence(text) {
        return None;
    }
    let bare = folded.trim_matches(|c: char| matches!(c, '(' | ')' | ' ' | ',' | '-' | '–'));
    let is_desk = |part: &str| DESKS.iter().any(|desk| part.trim().ends_with(desk));
    // In `न्यूज डेस्क, लखनऊ` and `भाषा, नई दिल्ली` a place follows the name.
    let mut parts = bare.split([',', '|']);
    let first = parts.next().unwrap_or_default().trim();
    let is_desk = words <= 5 && is_desk(bare) || is_desk(first);
    let is_agency = AGENCIES.contains(&bare) || words <= 4 && AGENCIES.contains(&first);
    if is_agency || is_desk {
        return Some(text.trim_matches(['(', ')', ' ', ',']));
    }
    if let Some(name) = source(text, folded) {
        return Some(name);
    }
    let by = BY.iter().find(|by| folded.starts_with(**by))?;
    let rest = after_label(text, by)?;
    let marked = rest.trim_start().starts_with([':', '-', '–']);
    let spaced = rest.starts_with(' ') && by.is_ascii();
    (marked || spaced).then(|| {
        rest.trim_matches([':', '-', '–', ' '])
            .split('|')
            .next()
            .unwrap_or_default()
            .trim()
    })
}

/// What follows the name of an author in the sentence that introduces them, in lower case.
const INTRODUCTIONS: [&str; 16] = [
    "is a ",
    "is an ",
    "is the ",
    "is our ",
    "is editor",
    "is senior",
    "writes ",
    "covers ",
    "reports ",
    "has been ",
    "has worked ",
    "has written ",
    "ist ",
    "est ",
    "es ",
    "makes ",
];

/// What a Hindi sentence says that introduces an author.
const HINDI_PROFESSIONS: [&str; 5] = ["पत्रकार", "लेखक", "लेखिका", "संवाददाता", "संपादक"];

/// Whether a text begins with the full name of an author and introduces them: `Asha Rao is a writer in
/// Bhopal.`, `आशा राव वरिष्ठ पत्रकार हैं।`
pub(in crate::ingest) fn introduces(text: &str, author: &str) -> bool {
    let rest = text.strip_prefix(author).map(str::trim_start);
    let Some(rest) = rest.filter(|_| count_words(author) >= 2) else {
        return false;
    };
    let lower = rest.to_lowercase();
    INTRODUCTIONS.iter().any(|start| lower.starts_with(start))
        || HINDI_PROFESSIONS.iter().any(|word| {
            let before = rest.split(word).next().unwrap_or_default();
            before.len() < rest.len() && count_words(before) <= 6 && rest.contains(['।', '.'])
        }) && rest.trim_end_matches(['।', '.', ' ']).ends_with(['ं', 'ै'])
}

/// Returns the source that a line like `स्रोत: भाषा` names.
fn source<'a>(text: &'a str, folded: &str) -> Option<&'a str> {
    let label = SOURCES.iter().find(|label| folded.starts_with(**label))?;
    let rest = after_label(text, label)?.trim_start();
    let name = rest.strip_prefix([':', '-', '–'])?.trim();
    (!name.is_empty() && count_words(name) <= 4).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::fold::folded;

    #[test]
    fn sentences_that_introduce_authors_are_recognised() {
        for (text, author, expected) in [
            ("Asha Rao is a writer in Bhopal.", "Asha Rao", true),
            ("Asha Rao said that the water had gone.", "Asha Rao", false),
            ("Asha is a good name.", "Asha", false),
            ("आशा राव वरिष्ठ पत्रकार हैं।", "आशा राव", true),
            ("आशा राव ने पत्रकारों को बताया।", "आशा राव", false),
        ] {
            assert_eq!(introduces(text, author), expected, "{text}");
        }
    }

    #[test]
    fn bylines_name_their_authors() {
        for (text, expected) in [
            ("एजेंसियां", Some("एजेंसियां")),
            ("जागरण संवाददाता", Some("जागरण संवाददाता")),
            ("Posted By: Sachin Bajpai", Some("Sachin Bajpai")),
            ("By Asha Rao", Some("Asha Rao")),
            ("Edited by: आशा राव | नई दिल्ली", Some("आशा राव")),
            (
                "न्यूज डेस्क, उदाहरण समाचार, हाथरस",
                Some("न्यूज डेस्क, उदाहरण समाचार, हाथरस"),
            ),
            ("टीम डिजिटल, नई दिल्ली", Some("टीम डिजिटल, नई दिल्ली")),
            ("भाषा, नई दिल्ली", Some("भाषा, नई दिल्ली")),
            ("रायटर्स", Some("रायटर्स")),
            (
                "Curated by आशा राव | उदाहरण समाचार | Updated: 13 Dec 2021, 6:55 pm",
                Some("आशा राव"),
            ),
            ("स्रोत: भाषा", Some("भाषा")),
            ("स्रोत तक पहुंची टीम", None),
            ("भाषा का इतिहास", None),
            ("रिपोर्ट में क्या कहा गया", None),
        ] {
            assert_eq!(
                byline(text, &folded(text), count_words(text)),
                expected,
                "{text}"
            );
        }
    }
}
