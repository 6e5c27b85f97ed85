//! Lines that say who wrote: agencies, desks, names behind a word for it.

use super::{after_label, folded};
use crate::ingest::plain::line::ends_sentence;

/// Agencies and desks that stand alone where a name would, folded.
const AGENCIES: [&str; 22] = [
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

/// What ends the name of a desk, folded.
const DESKS: [&str; 8] = [
    "संवाददाता",
    "ब्यूरो",
    "डेस्क",
    "desk",
    "bureau",
    "प्रतिनिधि",
    "न्यूज नेटवर्क",
    "news network",
];

/// Returns whom a byline names, if the line is one.
pub(in crate::ingest) fn byline(text: &str, words: usize) -> Option<&str> {
    if words > 8 || ends_sentence(text) {
        return None;
    }
    let folded = folded(text);
    let bare = folded.trim_matches(|c: char| matches!(c, '(' | ')' | ' ' | ',' | '-' | '–'));
    let is_desk = words <= 5 && DESKS.iter().any(|desk| bare.ends_with(desk));
    if AGENCIES.contains(&bare) || is_desk {
        return Some(text.trim_matches(['(', ')', ' ', ',']));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_name_their_authors() {
        for (text, expected) in [
            ("एजेंसियां", Some("एजेंसियां")),
            ("जागरण संवाददाता", Some("जागरण संवाददाता")),
            ("Posted By: Sachin Bajpai", Some("Sachin Bajpai")),
            ("By Asha Rao", Some("Asha Rao")),
            ("Edited by: आशा राव | नई दिल्ली", Some("आशा राव")),
            ("भाषा का इतिहास", None),
            ("रिपोर्ट में क्या कहा गया", None),
        ] {
            assert_eq!(
                byline(text, text.split_whitespace().count()),
                expected,
                "{text}"
            );
        }
    }
}
