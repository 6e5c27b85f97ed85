//! Requests of a site to its users (follow, download, subscribe), and statements about itself
//! (copyright, disclaimers).

use super::byline::names_site;
use super::matching::{Phrases, has_word};
use super::reason;
use crate::ingest::fold::folded;
use memchr::memmem::Finder;

/// Words for the things that a site offers its users, folded.
const OFFERS: [&str; 30] = [
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
    "تطبيق",
    "ई-पेपर",
    "शेयरचैट",
];

/// Phrases with which a site asks its users to do something, folded.
static REQUESTS: Phrases = Phrases::new(|| {
    let phrases = [
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
        "حمل الآن",
    ];
    phrases.map(Finder::new).into()
});

/// Phrases with which a site asks its users to take its newsletter, folded. In other lines they are words of a
/// sentence like others.
const FOR_NEWSLETTERS: [&str; 7] = [
    "sign up for our",
    "sign up to our",
    "hier anmelden",
    "zur anmeldung",
    "hier abonnieren",
    "inscrivez-vous",
    "suscríbe",
];

/// Beginnings of lines that belong to the site, folded; each has its reason for leaving out the
/// line.
const STARTS: [(&str, &str); 21] = [
    ("copyright", reason::COPYRIGHT),
    ("कॉपीराइट", reason::COPYRIGHT),
    ("©", reason::COPYRIGHT),
    ("all rights reserved", reason::COPYRIGHT),
    ("सर्वाधिकार सुरक्षित", reason::COPYRIGHT),
    (reason::DISCLAIMER, reason::DISCLAIMER),
    ("डिस्क्लेमर", reason::DISCLAIMER),
    ("अस्वीकरण", reason::DISCLAIMER),
    ("tags:", reason::KEYWORDS),
    ("टैग्स:", reason::KEYWORDS),
    ("topics:", reason::KEYWORDS),
    ("tagged as", reason::KEYWORDS),
    ("categories:", reason::KEYWORDS),
    ("web title", reason::KEYWORDS),
    (reason::ADVERTISEMENT, reason::ADVERTISEMENT),
    ("विज्ञापन", reason::ADVERTISEMENT),
    ("यहां क्लिक कर", reason::REQUEST),
    ("download the app", reason::REQUEST),
    ("subscribe to", reason::REQUEST),
    ("देश और दुनिया की ताजा खबर", reason::REQUEST),
    ("देश-दुनिया की ताजा खबर", reason::REQUEST),
];

/// The maximum number of words of a line that belongs to the site.
const MOST_WORDS: usize = 45;
/// The maximum number of words of a label; a longer line that begins with a label is a sentence.
const MOST_OF_LABEL: usize = 12;
/// The maximum number of words of a request.
const MOST_OF_REQUEST: usize = 30;

/// Returns the reason for leaving out a folded line that belongs to the site: a request that names
/// something the site offers, a copyright notice or a disclaimer.
pub(in crate::ingest) fn site_line(folded: &str, words: usize) -> Option<&'static str> {
    if words > MOST_WORDS {
        return None;
    }
    if let Some((start, reason)) = STARTS.iter().find(|(start, _)| folded.starts_with(start)) {
        let is_label =
            words <= MOST_OF_LABEL || *reason == reason::DISCLAIMER || *reason == reason::COPYRIGHT;
        return (is_label || start.contains("खबर")).then_some(*reason);
    }
    let is_newsletter =
        folded.contains("newsletter") && FOR_NEWSLETTERS.iter().any(|ask| folded.contains(ask));
    if is_newsletter {
        return Some(reason::REQUEST);
    }
    let is_request = words <= MOST_OF_REQUEST
        && asks(folded)
        && offers(folded)
        && !folded.contains("कहा")
        && !folded.contains("बताया");
    is_request.then_some(reason::REQUEST)
}

/// Whether a line next to a request is a fragment of the same request. Scrapers break requests at
/// their links (`फ़ेसबुक और`, `क्लिक करें. आप हमें`). Half a request is enough here, because the
/// other half is on the adjacent line.
pub(in crate::ingest) fn is_request_fragment(text: &str, words: usize) -> bool {
    let folded = folded(text);
    let names_site = words <= 4 && names_site(&folded);
    words <= 14 && (names_site || offers(&folded) || asks(&folded))
}

fn asks(folded: &str) -> bool {
    REQUESTS.any_in(folded)
}

fn offers(folded: &str) -> bool {
    OFFERS.iter().any(|offer| has_word(folded, offer))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::script::count_words;

    #[test]
    fn requests_of_several_publishers_are_recognised() {
        for (text, is_of_site) in [
            ("WhatsApp चैनल से जुड़ें", true),
            ("हमारा ऐप डाउनलोड करें", true),
            (
                "For stories from across the globe, sign up for our newsletters.",
                true,
            ),
            ("Nutzer der App müssen sich künftig neu anmelden.", false),
            ("Copyright © 2021 Example. All rights reserved.", true),
            ("पुलिस ने बताया कि वह फेसबुक पर लोगों से जुड़ें कह रहा था।", false),
            ("वीडियो कॉन्फ्रेंसिंग से हुई बैठक", false),
        ] {
            let words = count_words(text);
            assert_eq!(
                site_line(&folded(text), words).is_some(),
                is_of_site,
                "{text}"
            );
        }
    }

    #[test]
    fn a_broken_request_is_recognised_by_half_of_it() {
        for (text, expected) in [
            ("फ़ेसबुक और", true),
            ("क्लिक करें. आप हमें", true),
            ("नदी का पानी उतरा", false),
        ] {
            assert_eq!(
                is_request_fragment(text, count_words(text)),
                expected,
                "{text}"
            );
        }
    }
}
