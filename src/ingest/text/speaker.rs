//! Speakers of quotations: `- डॉ. आशा राव, निदेशक` on the line below a statement.

use crate::ingest::boilerplate::ends_sentence;
use crate::text::script::count_words;

/// Posts (offices or jobs) with which Hindi papers introduce the people they quote.
const POSTS: [&str; 44] = [
    "डीएम",
    "एडीएम",
    "एसडीएम",
    "एसपी",
    "एसएसपी",
    "डीएसपी",
    "सीओ",
    "डीसी",
    "सीएमओ",
    "सीएमएस",
    "सीईओ",
    "बीडीओ",
    "डीएफओ",
    "मेयर",
    "महापौर",
    "पार्षद",
    "सरपंच",
    "प्रधान",
    "उपप्रधान",
    "विधायक",
    "सांसद",
    "मंत्री",
    "मुख्यमंत्री",
    "प्रधानमंत्री",
    "अध्यक्ष",
    "उपाध्यक्ष",
    "विभागाध्यक्ष",
    "एचओडी",
    "सचिव",
    "महासचिव",
    "निदेशक",
    "प्रवक्ता",
    "प्रभारी",
    "अधिकारी",
    "जिलाधिकारी",
    "उपजिलाधिकारी",
    "आयुक्त",
    "उपायुक्त",
    "अभियंता",
    "चिकित्सक",
    "विशेषज्ञ",
    "प्रोफेसर",
    "प्राचार्य",
    "निवासी",
];
const TITLES: [&str; 8] = [
    "डॉ",
    "डा",
    "प्रो",
    "श्री",
    "श्रीमती",
    "सुश्री",
    "एडवोकेट",
    "इंजीनियर",
];
/// The maximum number of words of a name with its post.
const MOST: usize = 12;

/// Whether a line begins with a dash, as list items and speakers do.
pub(super) fn is_dashed(text: &str) -> bool {
    let rest = without_dash(text);
    rest.len() < text.len() && rest.starts_with(char::is_alphanumeric)
}

/// Returns the text after a dash.
pub(super) fn without_dash(text: &str) -> &str {
    text.trim_start_matches(['-', '–', '—', ' '])
}

fn has_post(part: &str) -> bool {
    let words = part.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '.' | ',' | '।'));
    words.into_iter().any(|word| POSTS.contains(&word))
}

/// Whether a line is only a post, as on the second line below a quotation.
pub(super) fn is_post(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    count_words(text) <= 5 && POSTS.contains(&first.trim_end_matches([',', '.']))
}

/// Returns the name on a line with a dash, if the name is that of a speaker.
///
/// A list item can be as short as a name. A name has a post or a title, or consists of two or three
/// words that do not end like an infinitive or a request.
pub(super) fn name(text: &str, words: usize) -> Option<&str> {
    if words > MOST || !is_dashed(text) || text.contains(char::is_numeric) {
        return None;
    }
    let name = without_dash(text).trim_end_matches(['।', ' ', ',']);
    if ends_sentence(name.trim_end_matches([')', ']'])) {
        return None;
    }
    let first = name.split([' ', '.']).next().unwrap_or_default();
    let is_bare = (2..=3).contains(&count_words(name))
        && !["ना", "नी", "ने", "ें", "एं", "है", "हैं", "या", "गया", "गई"]
            .iter()
            .any(|end| name.ends_with(end));
    let is_name = TITLES.contains(&first) || has_post(name) || is_bare;
    is_name.then_some(name)
}

/// Returns the speaker's name from a line that has no dash, if a comma separates the name from a
/// job title.
pub(super) fn name_with_post(text: &str, words: usize) -> Option<&str> {
    let (name, post) = text.split_once(',')?;
    let is_name = (1..=5).contains(&count_words(name));
    let of_a_post = count_words(post) <= 6 && has_post(post);
    // A post followed by a postposition belongs to a headline: `बैठक में फैसला, मंत्री ने दिए
    // निर्देश`.
    let acts = ["ने", "को", "से", "पर", "में", "भी", "और"];
    let is_plain = !ends_sentence(text)
        && !text.contains(char::is_numeric)
        && !post.split_whitespace().any(|word| acts.contains(&word));
    let names_a_speaker = words <= 10 && is_name && of_a_post && is_plain;
    names_a_speaker.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speakers_are_distinguished_from_list_items() {
        for (text, expected) in [
            (
                "- डॉ. आशा राव (सदस्य, विज्ञान परिषद)",
                Some("डॉ. आशा राव (सदस्य, विज्ञान परिषद)"),
            ),
            ("-डा. जीसी राव, सीएमओ ।", Some("डा. जीसी राव, सीएमओ")),
            ("- आशा राव", Some("आशा राव")),
            ("- आशा राव सहायक अभियंता", Some("आशा राव सहायक अभियंता")),
            ("- थकान महसूस होना", None),
            ("- बाजार में किसी भी चीज को छूने से बचें", None),
            ("- जिले में 17 नए मामले", None),
            ("आशा राव", None),
        ] {
            let words = count_words(text);
            assert_eq!(name(text, words), expected, "{text}");
        }
        for (text, is_name) in [
            ("आशा राव, मेयर, नगर निगम", true),
            ("आशा राव, डीएम", true),
            ("राज्यपाल से मिले नेता, मुख्यमंत्री और मंत्री भी पहुंचे", false),
            ("बैठक में फैसला, मंत्री ने दिए निर्देश", false),
            ("सत्रह घायल, तेरह लापता", false),
        ] {
            let words = count_words(text);
            assert_eq!(name_with_post(text, words).is_some(), is_name, "{text}");
        }
    }
}
