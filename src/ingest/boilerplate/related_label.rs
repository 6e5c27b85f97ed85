//! Labels before the titles of related articles, and titles that are recognised without a label.

use super::matching::{after_label, ends_sentence};
use crate::ingest::fold::folded;

/// Labels before the titles of related articles, folded; a label comes before any other label that
/// it begins with.
const ALSO_READ: &[&str] = &[
    "इसको भी पढें",
    "इसको भी देखें",
    "यहां भी पढें",
    "इस वीडियो को भी देखें",
    "ये वीडियो भी देखें",
    "यह वीडियो भी देखें",
    "संबंधित लेख",
    "संबंधित जानकारी",
    "सम्बंधित जानकारी",
    "सम्बंधित लेख",
    "read this also",
    "also watch",
    "यह भी पढें",
    "यह भी पढे",
    "यह भी पढिए",
    "यह भी पढिये",
    "यह भी देखें",
    "यह भी जानें",
    "ये भी पढें",
    "ये भी पढे",
    "ये भी पढिए",
    "ये भी देखें",
    "ये भी जानें",
    "ये भी जरूर पढें",
    "यह भी जरूर पढें",
    "ये खबर भी पढें",
    "ये खबरें भी पढें",
    "यह खबरें भी पढें",
    "इस खबर को भी पढें",
    "इन खबरों को भी पढें",
    "यह खबर भी पढें",
    "इसे भी पढें",
    "इसे भी पढे",
    "इसे भी पढिए",
    "इसे भी देखें",
    "इन्हें भी पढें",
    "इन्हे भी पढें",
    "और पढें",
    "पूरी खबर पढें",
    "आगे पढें",
    "पढें यह भी",
    "पढें ये भी",
    "यहां पढें",
    "रिलेटेड स्टोरी",
    "रिलेटेड खबरें",
    "जरूर पढें",
    "संबंधित समाचार",
    "संबंधित खबरें",
    "संबंधित खबर",
    "सम्बंधित खबरें",
    "also read",
    "also see",
    "read also",
    "read more",
    "must read",
    "related news",
    "related stories",
    "related story",
];

/// Labels that begin sentences too, folded: they count only before a punctuation mark and a title.
const SHORT_LABELS: &[&str] = &[
    "वीडियो",
    "video",
    "watch video",
    "watch",
    "photos",
    "फोटोज",
    "read this",
    "read",
    "पढें पूरी खबर",
    "पढें",
    "पढिए",
    "भी पढें",
    "यह पढें",
    "ये पढें",
    "इसे पढें",
];

/// The maximum number of characters of a title. A longer text is a title that a scraper has joined
/// with the next paragraph. Among 71 titles from a dozen sites the longest title has 117
/// characters; the shortest joined text has 372.
const LONGEST_TITLE: usize = 200;

/// Returns the title that follows a label like `ये भी पढ़ें` on the same line; empty if the line
/// has only the label.
pub(in crate::ingest) fn also_read(text: &str) -> Option<&str> {
    let bare = text.trim_start_matches(['*', '#', '(', '[', '-', '–', '>', '»', ' ', '|', '•']);
    let head: String = bare.chars().take(40).collect();
    let folded_head = folded(&head);
    let begins = |label: &&&str| folded_head.starts_with(**label);
    let long = ALSO_READ.iter().find(begins);
    let label = long.or_else(|| SHORT_LABELS.iter().find(begins))?;
    let rest = after_label(bare, label)?;
    let marked = rest
        .trim_start()
        .starts_with([':', '-', '–', '—', '|', '>', '»', '…', '.']);
    let title = rest.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | '|' | '>' | '»' | '*' | '…' | '.')
    });
    let title = title.trim_end_matches([']', ')']);
    if title.chars().nth(LONGEST_TITLE).is_some() {
        return None;
    }
    if long.is_none() && (!marked || title.is_empty()) {
        return None;
    }
    if !marked && !title.is_empty() && !label.contains("भी") && label.is_ascii() {
        return None;
    }
    // Without punctuation after the label, a whole sentence is not a title.
    if !marked && ends_sentence(title) {
        return None;
    }
    Some(title)
}

/// Whether a heading announces titles of other articles.
pub(in crate::ingest) fn heads_related(text: &str) -> bool {
    also_read(text).is_some_and(str::is_empty)
}

/// Whether a label announces several articles, in which case all titles that follow are related
/// articles.
pub(in crate::ingest) fn announces_several(text: &str) -> bool {
    let folded = folded(text);
    ["खबरें", "खबरों", "stories"]
        .iter()
        .any(|several| folded.contains(several))
}

/// Phrases that occur only in the title of another page.
const PROMISES: [&str; 9] = [
    "देखें तस्वीरें",
    "देखें तस्वीर",
    "देखें वीडियो",
    "देखें video",
    "देखें photos",
    "देखें फोटो",
    "see photos",
    "see pics",
    "watch video",
];

/// Whether a folded text promises something on another page, such as pictures, and is therefore the
/// title of that page.
pub(in crate::ingest) fn promises_more(folded: &str) -> bool {
    PROMISES.iter().any(|promise| folded.contains(promise))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_joined_with_a_paragraph_stays_in_the_article() {
        let joined = format!("पढ़ें: रेल बजट{}", "इसके बाद मंत्री ने बताया. ".repeat(12));
        assert_eq!(also_read(&joined), None);
    }

    #[test]
    fn labels_of_several_publishers_are_recognised() {
        for (text, expected) in [
            ("ये भी पढ़ें:", Some("")),
            ("ये भी पढ़ें", Some("")),
            ("यह भी पढ़ें: रेल बजट", Some("रेल बजट")),
            ("इसे भी पढ़ें - रेल बजट", Some("रेल बजट")),
            ("Also Read: Rail budget", Some("Rail budget")),
            ("Also Read", Some("")),
            ("Read More…", Some("")),
            ("और पढ़ें >>", Some("")),
            ("पढ़ें: रेल बजट", Some("रेल बजट")),
            ("यहां पढ़ें 20 मार्च के सभी अपडेट", Some("20 मार्च के सभी अपडेट")),
            ("ये ख़बरें भी पढ़ें...", Some("")),
            ("VIDEO: नदी का पानी बढ़ा", Some("नदी का पानी बढ़ा")),
            ("वीडियो कॉन्फ्रेंसिंग से हुई बैठक", None),
            ("Watch: Rail budget", Some("Rail budget")),
            ("Watch Video: Rail budget", Some("Rail budget")),
            ("ये पढ़ें- रेल बजट", Some("रेल बजट")),
            ("पढ़ें पूरी खबर: रेल बजट", Some("रेल बजट")),
            ("Watch the budget closely", None),
            ("इसे पढ़ें और समझें", None),
            ("पढ़ें और आगे बढ़ें", None),
            ("यह भी पढ़ने लायक़ है।", None),
        ] {
            assert_eq!(also_read(text), expected, "{text}");
        }
    }
}
