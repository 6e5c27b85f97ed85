//! Labels that sites set within a story and below it, as scraped text shows them: a line of its own
//! each, that neither begins a part of the page nor asks for anything.

use super::{Pieces, REQUEST, is_sign};
use crate::ingest::plain::line::ends_sentence;
use crate::text::script::count_words;
use memchr::memmem::Finder;
use std::sync::LazyLock;

/// What the label above a summary is.
pub(in crate::ingest::plain) const OF_SUMMARY: &str = "label of the summary";

/// Labels that are a whole line, folded, with what each is.
const LABELS: [(&str, &[&str]); 4] = [
    (
        "link to another page",
        &[
            "पूरी खबर पढें",
            "पढें पूरी खबर",
            "पूरी खबर यहां पढें",
            "यहां पढें पूरी खबर",
            "पूरा समाचार पढें",
            "विस्तार से पढें",
            "आगे पढें",
            "यहां पढें",
            "यहां देखें",
            "अगली खबर",
            "अगली खबर पढें",
            "पिछली खबर",
            "अगला लेख",
            "पिछला लेख",
            "खबरें और भी हैं",
            "सभी देखें",
            "और दिखाएं",
            "next article",
            "next story",
            "previous article",
            "read full story",
            "read full article",
            "continue reading",
            "show more",
            "view more",
            "view all",
        ],
    ),
    (
        "label of the page",
        &[
            "विस्तार",
            "खबर सुनें",
            "इस खबर को सुनें",
            "सुनें",
            "ऐप पर पढें",
            "एप पर पढें",
            "ऐप खोलें",
            "लाइव टीवी",
            "live tv",
            "कॉपी लिंक",
            "खबर शेयर करें",
            "share via",
            "copy link",
            "link copied",
            "प्रिंट",
            "print",
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
            "लोड हो रहा है",
            "स्किप करें और आगे बढें",
            "छोडकर ये आगे बढें",
            "समाप्त",
            "published at",
            "updated at",
            "subscribe",
            "subscribe now",
            "followed",
            "follow",
            "national news",
            "blink live",
            "लाइव खबर देखें",
            "फॉलो करे",
            "listen to the latest songs, only on jiosaavn.com",
            "be on the top of everything happening around the world",
            "try premium service",
            "support free & independent journalism",
            "get instant news updates",
            "वीडियो कैप्शन",
            "इमेज कैप्शन",
            "इमेज स्रोत",
        ],
    ),
    (OF_SUMMARY, &["सार", "संक्षेप", "summary", "synopsis"]),
    (
        "advertisement",
        &[
            "विज्ञापन",
            "advertisement",
            "advertisements",
            "sponsored",
            "प्रायोजित",
            "स्पॉन्सर्ड",
            "vdo.ai",
            "powered by vdo.ai",
            "ad",
        ],
    ),
];

/// What a site says of a story that it took from an agency as it came, folded.
static UNEDITED: Pieces = Pieces(LazyLock::new(|| {
    let pieces = [
        "संपादित नहीं",
        "एडिट नहीं किया",
        "not been edited",
        "ऑटो-अपलोड",
        "सिंडिकेट फीड",
        "सिंडीकेट फीड",
    ];
    pieces.map(Finder::new).into()
}));

/// How sites offer the rest of their news in Latin letters, folded.
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

/// The same in Hindi; what it offers must stand beside it.
static READ_FIRST: Pieces = Pieces(LazyLock::new(|| {
    let pieces = [
        "हर खबर से अपडेट",
        "विश्वसनीय हिंदी न्यूज",
        "खबरें पढें यहां",
        "सबसे पहले पढें",
        "के लिए यहां क्लिक",
        "के लिए क्लिक कर",
    ];
    pieces.map(Finder::new).into()
}));

/// Returns why a folded line is the site's own label, if it is.
pub(in crate::ingest::plain) fn label(folded: &str, words: usize) -> Option<&'static str> {
    if words <= MOST_OF_OFFER && (offers_app(folded) || folded.contains("मेंबर बनें"))
    {
        return Some(REQUEST);
    }
    if words > 45 {
        return None;
    }
    let name = folded.trim_matches(|c: char| !c.is_alphanumeric() && !is_sign(c));
    let label = LABELS.iter().find(|(_, names)| names.contains(&name));
    if let Some((reason, _)) = label {
        return Some(reason);
    }
    // What a reader without eyes may pass over: `छोड़कर ये भी पढ़ें आगे बढ़ें`.
    if name.starts_with("छोडकर ") && name.ends_with("आगे बढें") {
        return Some("label of the page");
    }
    if UNEDITED.are_in(folded) {
        return Some("disclaimer");
    }
    if is_share_bar(name) {
        return Some("share bar");
    }
    let in_latin = OFFERS_OF_NEWS.iter().any(|start| name.starts_with(start));
    let in_hindi = words <= 30 && READ_FIRST.are_in(folded);
    let of_news = || {
        ["news", "न्यूज", "खबर", "समाचार"]
            .iter()
            .any(|word| folded.contains(word))
    };
    ((in_latin || in_hindi) && of_news()).then_some(REQUEST)
}

/// The most words of an offer, which counts up all that the site has.
const MOST_OF_OFFER: usize = 60;

/// Whether a line begins with the name of an application and a colon: `उदाहरण News App: देश-दुनिया की खबरें …`.
fn offers_app(folded: &str) -> bool {
    let name = folded.split_once(':').map_or("", |(name, _)| name.trim());
    name.ends_with(" app") && count_words(name) <= 5
}

/// What a box with news of the reader's own town is, if a line heads one.
pub(in crate::ingest::plain) fn box_of_town(folded: &str, words: usize) -> Option<&'static str> {
    let is_head = words <= 6 && folded.starts_with("आपके शहर से");
    is_head.then_some("news of the reader's town")
}

/// Names of services in a bar for sharing; longest first where one begins another.
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

/// Whether a line is nothing but names of services: scrapers run the buttons of a bar together,
/// `FacebooktwitterwpEmailaffiliates`.
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

/// What a line says of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ingest::plain) struct Caption<'a> {
    /// What the picture shows; empty if only its maker is named.
    pub(in crate::ingest::plain) words: &'a str,
    /// Whose it is; empty if the line does not say.
    pub(in crate::ingest::plain) credit: &'a str,
}

/// Labels before the maker of a picture or after what it shows, folded.
const CREDITS: [&str; 14] = [
    "इमेज स्रोत,",
    "इमेज कॉपीरइट",
    "इमेज कॉपीराइट",
    "image source,",
    "image copyright",
    "image credit:",
    "photo credit:",
    "फोटो क्रेडिट:",
    "फोटो साभार:",
    "फोटो:",
    "फोटो :",
    "फोटोः",
    "तस्वीर:",
    "photo:",
];
const SHOWS: [&str; 4] = [
    "इमेज कैप्शन,",
    "image caption,",
    "वीडियो कैप्शन,",
    "तस्वीर का कैप्शन,",
];
/// What stands in brackets below a picture that shows something else, folded.
const OTHER_PICTURES: [&str; 8] = [
    "फाइल फोटो",
    "फाइल तस्वीर",
    "प्रतीकात्मक तस्वीर",
    "प्रतीकात्मक फोटो",
    "सांकेतिक तस्वीर",
    "सांकेतिक फोटो",
    "file photo",
    "representational image",
];

/// Reads a caption: `रैली में लोग - फोटो : पीटीआई`, `इमेज स्रोत, Getty Images`, `नदी का पुल (फाइल फोटो)`.
pub(in crate::ingest::plain) fn caption<'a>(
    text: &'a str,
    folded: &str,
    words: usize,
) -> Option<Caption<'a>> {
    if words > 30 {
        return None;
    }
    let brackets = ['(', ')', '[', ']', ' '];
    let (bare, plain) = (text.trim_matches(brackets), folded.trim_matches(brackets));
    if let Some(label) = SHOWS.iter().find(|label| plain.starts_with(**label)) {
        let words = super::after_label(bare, label)?.trim();
        return Some(Caption { words, credit: "" });
    }
    if let Some(label) = CREDITS.iter().find(|label| plain.starts_with(**label)) {
        let credit = super::after_label(bare, label)?.trim();
        // A credit is a name; a whole sentence or a title after it is what the picture shows.
        let is_name = count_words(credit) <= 4;
        let (words, credit) = if is_name { ("", credit) } else { (credit, "") };
        return Some(Caption { words, credit });
    }
    let bracket = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('));
    if let Some((words, inner)) = bracket
        && let Some(label) = CREDITS.iter().find(|label| inner.starts_with(**label))
    {
        let (words, credit) = (words.trim(), inner.trim_start_matches(label).trim());
        return Some(Caption { words, credit });
    }
    let credited = ["- फोटो :", "- फोटो:", "-फोटो:", "- फोटो :", "- Photo :"];
    if let Some((words, credit)) = credited.iter().find_map(|mark| text.split_once(mark)) {
        let (words, credit) = (words.trim(), credit.trim());
        return Some(Caption { words, credit });
    }
    let is_other = OTHER_PICTURES.iter().any(|end| plain.ends_with(end));
    (is_other && words <= 20 && !ends_sentence(bare)).then_some(Caption {
        words: text,
        credit: "",
    })
}

#[cfg(test)]
mod tests {
    use super::super::folded;
    use super::*;

    #[test]
    fn labels_of_several_publishers_are_known() {
        for (text, expected) in [
            ("विज्ञापन", Some("advertisement")),
            ("पढ़ें पूरी खबर", Some("link to another page")),
            ("खबरें और भी हैं...", Some("link to another page")),
            ("ख़बर सुनें", Some("label of the page")),
            ("सार", Some(OF_SUMMARY)),
            ("FacebooktwitterwpEmailaffiliates", Some("share bar")),
            ("Facebook | Twitter | WhatsApp", Some("share bar")),
            (
                "(इस खबर को हमारी टीम ने संपादित नहीं किया है, यह सिंडिकेट फीड से सीधे प्रकाशित की गई है।)",
                Some("disclaimer"),
            ),
            ("प्रदेश की ताजा खबरें पढ़ने के लिए यहां क्लिक करें", Some(REQUEST)),
            ("Get all Hindi News related to live updates", Some(REQUEST)),
            (
                "उदाहरण News App: देश-दुनिया की खबरें, खेल की हलचल",
                Some(REQUEST),
            ),
            ("छोड़कर ये भी पढ़ें आगे बढ़ें", Some("label of the page")),
            ("विस्तार से चर्चा हुई", None),
            ("फेसबुक पर लगा जुर्माना", None),
            ("सुनें सबकी, करें मन की", None),
            ("खबर पढ़ने के लिए बच्चे जमा हुए।", None),
        ] {
            let words = count_words(text);
            assert_eq!(label(&folded(text), words), expected, "{text}");
        }
    }

    #[test]
    fn captions_say_what_is_seen_and_whose_it_is() {
        for (text, expected) in [
            ("मेले में लोग - फोटो : पीटीआई", Some(("मेले में लोग", "पीटीआई"))),
            ("इमेज स्रोत, Getty Images", Some(("", "Getty Images"))),
            ("इमेज कैप्शन, नदी का पुराना पुल", Some(("नदी का पुराना पुल", ""))),
            ("(फोटो: रॉयटर्स)", Some(("", "रॉयटर्स"))),
            (
                "फोटो: शहर की सड़कों पर जमा हो रहा पानी",
                Some(("शहर की सड़कों पर जमा हो रहा पानी", "")),
            ),
            ("नया पुल. (फोटो साभार: आशा)", Some(("नया पुल.", "आशा"))),
            ("नदी का पुल (फाइल फोटो)", Some(("नदी का पुल (फाइल फोटो)", ""))),
            ("फोटो खिंचवाने की होड़", None),
            ("उसने कहा कि यह फाइल फोटो थी।", None),
        ] {
            let found = caption(text, &folded(text), count_words(text));
            let found = found.map(|caption| (caption.words, caption.credit));
            assert_eq!(found, expected, "{text}");
        }
    }
}
