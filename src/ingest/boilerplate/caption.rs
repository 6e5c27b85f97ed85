//! Captions: the description of a picture and its photographer.
//!
//! In scraped text a caption is on a separate line ([`caption_line`]). In a web page the markup
//! already identifies the caption, so only the photographer's name is split off ([`split_credit`]).

use super::matching::{after_label, ends_sentence};
use crate::text::script::count_words;

/// A caption, split into description and credit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ingest) struct Caption<'a> {
    /// What the picture shows; empty if the line only names the photographer.
    pub(in crate::ingest) words: &'a str,
    /// The photographer or agency; empty if the line names none.
    pub(in crate::ingest) credit: &'a str,
}

/// Labels before the name of a picture's photographer, folded.
const CREDIT_LABELS: [&str; 14] = [
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

/// Labels before a description of the picture, folded.
const DESCRIPTION_LABELS: [&str; 4] = [
    "इमेज कैप्शन,",
    "image caption,",
    "वीडियो कैप्शन,",
    "तस्वीर का कैप्शन,",
];

/// Notes below a picture that does not show the event itself, folded.
const STOCK_PICTURES: [&str; 8] = [
    "फाइल फोटो",
    "फाइल तस्वीर",
    "प्रतीकात्मक तस्वीर",
    "प्रतीकात्मक फोटो",
    "सांकेतिक तस्वीर",
    "सांकेतिक फोटो",
    "file photo",
    "representational image",
];

/// Phrases before the photographer's name anywhere in the caption of a page, in lower case.
const CREDIT_MARKS: [&str; 22] = [
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

/// The entries of [`CREDIT_MARKS`] that never precede a name in a sentence of an article.
const PHOTOGRAPHER_MARKS: [&str; 9] = [
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

/// The maximum number of words of a line that ends with a photographer's name: a description of forty, a mark and
/// a name.
const LONGEST_WITH_PHOTOGRAPHER: usize = 60;

/// Parses a caption in scraped text: `रैली में लोग - फोटो : पीटीआई`, `इमेज स्रोत, Getty Images`,
/// `नदी का पुल (फाइल फोटो)`.
pub(in crate::ingest) fn caption_line<'a>(
    text: &'a str,
    folded: &str,
    words: usize,
) -> Option<Caption<'a>> {
    if words > 30 {
        return None;
    }
    let brackets = ['(', ')', '[', ']', ' '];
    let (bare, plain) = (text.trim_matches(brackets), folded.trim_matches(brackets));
    if let Some(label) = DESCRIPTION_LABELS
        .iter()
        .find(|label| plain.starts_with(**label))
    {
        let words = after_label(bare, label)?.trim();
        return Some(Caption { words, credit: "" });
    }
    if let Some(label) = CREDIT_LABELS
        .iter()
        .find(|label| plain.starts_with(**label))
    {
        let credit = after_label(bare, label)?.trim();
        // A credit is a short name; if more words follow the label, they describe the picture.
        let is_name = count_words(credit) <= 4;
        let (words, credit) = if is_name { ("", credit) } else { (credit, "") };
        return Some(Caption { words, credit });
    }
    let bracket = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('));
    if let Some((words, inner)) = bracket
        && let Some(label) = CREDIT_LABELS
            .iter()
            .find(|label| inner.starts_with(**label))
    {
        let (words, credit) = (words.trim(), inner.trim_start_matches(label).trim());
        return Some(Caption { words, credit });
    }
    let credited = ["- फोटो :", "- फोटो:", "-फोटो:", "- फोटो :", "- Photo :"];
    if let Some((words, credit)) = credited.iter().find_map(|mark| text.split_once(mark)) {
        let (words, credit) = (words.trim(), credit.trim());
        return Some(Caption { words, credit });
    }
    let is_other = STOCK_PICTURES.iter().any(|end| plain.ends_with(end));
    (is_other && words <= 20 && !ends_sentence(bare)).then_some(Caption {
        words: text,
        credit: "",
    })
}

/// Splits a caption of a page into its description and the photographer.
pub(in crate::ingest) fn split_credit(line: &str) -> (&str, Option<&str>) {
    let lower = line.to_lowercase();
    // Offsets into the lower-case text are valid only if its length is the same.
    if lower.len() != line.len() {
        return (line, None);
    }
    let found = CREDIT_MARKS
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

/// Whether a line of a page ends with a photographer's name in a form that no sentence of an
/// article has.
pub(in crate::ingest) fn ends_with_photographer(text: &str) -> bool {
    if count_words(text) > LONGEST_WITH_PHOTOGRAPHER {
        return false;
    }
    let (words, photographer) = split_credit(text);
    let (Some(photographer), true) = (photographer, count_words(words) <= 40) else {
        return false;
    };
    let tail = text.get(words.len()..).unwrap_or_default().to_lowercase();
    let is_named = count_words(photographer) <= 6 && !ends_sentence(photographer);
    is_named && PHOTOGRAPHER_MARKS.iter().any(|mark| tail.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::fold::folded;

    #[test]
    fn caption_lines_give_description_and_photographer() {
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
            let found = caption_line(text, &folded(text), count_words(text));
            let found = found.map(|caption| (caption.words, caption.credit));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn credits_are_split_from_captions() {
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
            assert_eq!(split_credit(line), expected, "{line}");
        }
    }

    #[test]
    fn captions_are_recognised_by_their_photographer() {
        assert!(ends_with_photographer("नदी का किनारा (फोटो: आशा राव)"));
        assert!(ends_with_photographer("A river. Photo: Asha Rao"));
        assert!(!ends_with_photographer("तस्वीर पर लिखा था: नदी का किनारा"));
        assert!(!ends_with_photographer(
            "He posted a photo: it shows three men at the river."
        ));
    }
}
