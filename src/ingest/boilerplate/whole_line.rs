//! Lines that consist only of a label of the site, in scraped text and on pages.
//!
//! The table has a column for each kind of input, because some words are labels in one kind only:
//! `होम` is a link in scraped text, but on a page it has already been removed with the navigation.

use super::reason;

/// Labels with the same meaning.
struct SiteLabel {
    /// The reason for leaving the line out of scraped text.
    in_text: Option<&'static str>,
    /// The reason for leaving the line out of a page.
    in_page: Option<&'static str>,
    /// The labels, folded.
    lines: &'static [&'static str],
}

const ROWS: &[SiteLabel] = &[
    SiteLabel {
        in_text: Some(reason::LINK),
        in_page: None,
        lines: &[
            "पूरी खबर पढें",
            "पढें पूरी खबर",
            "पूरी खबर यहां पढें",
            "यहां पढें पूरी खबर",
            "पूरा समाचार पढें",
            "विस्तार से पढें",
            "आगे पढें",
            "यहां पढें",
            "यहां देखें",
            "अगली खबर पढें",
            "अगला लेख",
            "पिछला लेख",
            "खबर विस्तार से पढें",
            "खबर को विस्तार से पढें",
            "अधिक पढें",
            "और अधिक पढें",
            "ज्यादा पढें",
            "पूरा लेख पढें",
            "पूरी रिपोर्ट पढें",
            "वीडियो देखें",
            "ये वीडियो भी देखें",
            "यह वीडियो भी देखें",
            "इस वीडियो को भी देखें",
            "पूरा वीडियो देखें",
            "खबरें और भी हैं",
            "सभी देखें",
            "सब देखें",
            "और लोड करें",
            "load more",
            "see all",
            "see more",
            "previous story",
            "पिछला लेख पढें",
            "और दिखाएं",
            "next article",
            "next story",
            "previous article",
            "read full article",
            "continue reading",
            "view all",
        ],
    },
    SiteLabel {
        in_text: Some(reason::LINK),
        in_page: Some(reason::LABEL),
        lines: &[
            "अगली खबर",
            "पिछली खबर",
            "read full story",
            "show more",
            "view more",
        ],
    },
    SiteLabel {
        in_text: Some(reason::LABEL),
        in_page: None,
        lines: &[
            "विस्तार",
            "खबर सुनें",
            "इस खबर को सुनें",
            "ऐप पर पढें",
            "एप पर पढें",
            "ऐप खोलें",
            "लाइव टीवी",
            "live tv",
            "कॉपी लिंक",
            "खबर शेयर करें",
            "share via",
            "प्रिंट",
            "बुकमार्क",
            "bookmark",
            "सेव करें",
            "होम",
            "home",
            "hindi news",
            "हिंदी न्यूज",
            "english summary",
            "open in app",
            "listen to this article",
            "please wait",
            "स्किप करें और आगे बढें",
            "छोडकर ये आगे बढें",
            "समाप्त",
            "published at",
            "updated at",
            "subscribe now",
            "followed",
            "national news",
            "blink live",
            "ऐप में पढें",
            "एप में पढें",
            "ऐप में खोलें",
            "ई-पेपर पढें",
            "ई-पेपर",
            "epaper",
            "e-paper",
            "ऑडियो सुनें",
            "प्रिंट करें",
            "बुकमार्क करें",
            "फॉन्ट साइज",
            "फॉन्ट का आकार",
            "font size",
            "a+ a-",
            "a- a+",
            "a a a",
            "कहानी जारी है",
            "खबर जारी है",
            "लेख समाप्त",
            "end of article",
            "चित्र परिचय",
            "नोटिफिकेशन",
            "notifications",
            "ब्यूरो रिपोर्ट",
            "कृपया प्रतीक्षा करें",
            "mute",
            "unmute",
            "लाइव खबर देखें",
            "फॉलो करे",
            "listen to the latest songs, only on jiosaavn.com",
            "be on the top of everything happening around the world",
            "try premium service",
            "support free & independent journalism",
            "get instant news updates",
            "वीडियो कैप्शन",
            "इमेज स्रोत",
        ],
    },
    SiteLabel {
        in_text: Some(reason::LABEL),
        in_page: Some(reason::LABEL),
        lines: &[
            "सुनें",
            "copy link",
            "link copied",
            "print",
            "लोड हो रहा है",
            "इमेज कैप्शन",
            "तस्वीर का स्रोत",
            "loading",
            "play",
            "pause",
            "listen",
        ],
    },
    SiteLabel {
        in_text: Some(reason::LABEL),
        in_page: Some(reason::REQUEST),
        lines: &["subscribe", "follow"],
    },
    SiteLabel {
        in_text: Some(reason::REQUEST),
        in_page: None,
        lines: &[
            "हमारे साथ जुडें",
            "हमारे साथ जुडिए",
            "हमसे जुडें",
            "हमसे जुडिए",
            "बेल आइकन दबाएं",
            "साइन इन",
            "साइन इन करें",
            "साइन अप",
            "साइन अप करें",
            "लॉग इन",
            "लॉग इन करें",
            "लॉगिन",
            "लॉगिन करें",
            "login",
            "रेटिंग दें",
            "इस खबर को रेट करें",
            "rate this article",
            "कमेंट करें",
            "अपनी प्रतिक्रिया दें",
            "अपनी प्रतिक्रिया लिखें",
            "आपकी क्या राय है",
        ],
    },
    SiteLabel {
        in_text: Some(reason::SHARE_BAR),
        in_page: None,
        lines: &["इस खबर को शेयर करें", "यह खबर शेयर करें", "share this story"],
    },
    SiteLabel {
        in_text: Some(reason::SUMMARY_LABEL),
        in_page: None,
        lines: &["सार", "संक्षेप", "summary", "synopsis"],
    },
    SiteLabel {
        in_text: Some(reason::ADVERTISEMENT),
        in_page: None,
        lines: &[
            "विज्ञापन",
            "advertisement",
            "advertisements",
            "sponsored",
            "प्रायोजित",
            "स्पॉन्सर्ड",
            "sponsored by",
            "story continues below this ad",
            "विज्ञापन के बाद जारी",
            "vdo.ai",
            "powered by vdo.ai",
        ],
    },
    SiteLabel {
        in_text: Some(reason::ADVERTISEMENT),
        in_page: Some(reason::ADVERTISEMENT),
        lines: &[
            "ad",
            "story continues below advertisement",
            "article continues below advertisement",
            "विज्ञापन के बाद खबर जारी",
        ],
    },
    SiteLabel {
        in_text: None,
        in_page: Some(reason::LABEL),
        lines: &[
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
            "article content",
            "loading...",
            "loading…",
            "warning",
            "skip",
            "save",
            "back to top",
            "live updates",
            "live",
            "play video",
            "view comments",
            "know more",
            "source",
            "watch now",
            "teilen",
            "inhalt",
            "weitere informationen",
            "ende der weiteren informationen",
            "tap to unmute",
            "तस्वीर",
            "youtube-inhalte erlauben",
            "link zum youtube-inhalt",
            "sharing is caring",
            "dieses thema im programm",
            "التالي",
            "السابق",
        ],
    },
    SiteLabel {
        in_text: None,
        in_page: Some(reason::ADVERTISEMENT),
        lines: &[
            "story continues below",
            "article continues below",
            "article continues after advertisement",
            "ads",
            "advert",
            "anzeige",
            "publicité",
            "publicidad",
            "reklam",
        ],
    },
    SiteLabel {
        in_text: None,
        in_page: Some(reason::REQUEST),
        lines: &[
            "sign in or create an account",
            "follow us",
            "app store",
            "google play",
            "download on the app store",
            "get it on google play",
        ],
    },
    SiteLabel {
        in_text: None,
        in_page: Some(reason::OTHER_ARTICLES),
        lines: &[
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
    },
    SiteLabel {
        in_text: None,
        in_page: Some(reason::KEYWORDS),
        lines: &["topics", "categories", "schlagwörter zu diesem artikel"],
    },
    SiteLabel {
        in_text: None,
        in_page: Some(reason::ABOUT_AUTHOR),
        lines: &["about the author", "about the authors"],
    },
    SiteLabel {
        in_text: Some(reason::REQUEST),
        in_page: Some(reason::REQUEST),
        lines: &["sign up", "sign in", "log in", "register"],
    },
];

/// Returns the reason for leaving `line` out of scraped text. `line` is folded and has no
/// punctuation around it.
pub(super) fn in_text(line: &str) -> Option<&'static str> {
    let mut rows = ROWS.iter().filter(|row| row.in_text.is_some());
    rows.find(|row| row.lines.contains(&line))?.in_text
}

/// Returns the reason for leaving `line` out of a page. `line` is folded and has no punctuation
/// around it.
pub(super) fn in_page(line: &str) -> Option<&'static str> {
    let mut rows = ROWS.iter().filter(|row| row.in_page.is_some());
    rows.find(|row| row.lines.contains(&line))?.in_page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::fold::folded;

    #[test]
    fn labels_are_written_folded_and_in_one_row() {
        let mut seen = std::collections::HashSet::new();
        for line in ROWS.iter().flat_map(|row| row.lines) {
            assert_eq!(folded(line), *line);
            assert!(seen.insert(line), "{line} is in two rows");
        }
    }

    #[test]
    fn a_label_may_have_two_meanings() {
        assert_eq!(in_text("show more"), Some(reason::LINK));
        assert_eq!(in_page("show more"), Some(reason::LABEL));
        assert_eq!((in_text("caption"), in_page("होम")), (None, None));
    }
}
