//! Headings of the sections that a site adds below an article: popular articles, comments, share
//! bars.

use super::matching::without_punctuation;
use super::reason;
use crate::text::script::count_words;

/// The maximum length of a folded heading, in bytes.
const LONGEST: usize = 120;

/// The maximum number of words of a heading that offers more stories of the site.
const MOST_OF_MORE: usize = 6;

/// Headings of sections that a site adds, folded, grouped by the reason for leaving the section
/// out.
const HEADINGS: [(&str, &[&str]); 8] = [
    (
        reason::POPULAR,
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
            "trending now",
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
        reason::GALLERY,
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
        reason::FILMS,
        &[
            "वीडियोज",
            "वीडियो",
            "ताजा वीडियो",
            "टॉप वीडियो",
            "टॉप वीडियोज",
            "लेटेस्ट वीडियो",
            "latest videos",
            "top videos",
            "videos",
            "video",
            "शॉर्ट वीडियो",
            "पर्सनल कार्नर",
            "पर्सनल कॉर्नर",
        ],
    ),
    (
        reason::COMMENTS,
        &[
            "कमेंट्स",
            "कमेंट लिखें",
            "टिप्पणियां",
            "टिप्पणी करें",
            "अपनी राय दें",
            reason::COMMENTS,
            "post a comment",
            "leave a comment",
        ],
    ),
    (
        reason::ABOUT_AUTHOR,
        &[
            "लेखक के बारे में",
            reason::ABOUT_AUTHOR,
            "about author",
            "लेखक परिचय",
            "लेखक का परिचय",
            "टॉप स्टोरी लेखक",
        ],
    ),
    (
        reason::KEYWORDS,
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
        reason::SHARE_BAR,
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
        reason::ADVERTISEMENT,
        &[
            "विज्ञापन",
            reason::ADVERTISEMENT,
            "sponsored",
            "प्रायोजित",
            "sponsored links by taboola",
            "around the web",
            "promoted content",
        ],
    ),
];

/// Returns the reason for leaving out the section below `folded`, if `folded` is such a heading.
pub(in crate::ingest) fn section_heading(folded: &str) -> Option<&'static str> {
    if folded.len() > LONGEST {
        return None;
    }
    let name = without_punctuation(folded);
    // `More great Example stories`
    let is_more = name.starts_with("more ") && name.ends_with(" stories");
    if is_more && count_words(name) <= MOST_OF_MORE {
        return Some(reason::POPULAR);
    }
    HEADINGS
        .iter()
        .find(|(_, names)| names.contains(&name))
        .map(|(reason, _)| *reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::fold::folded;

    #[test]
    fn headings_of_several_publishers_are_recognised() {
        for text in [
            "ट्रेंडिंग न्यूज",
            "टॉप हेडलाइंस",
            "फोटो गैलरी",
            "वीडियोज",
            "TOP STORIES:",
            "शेयर करें",
        ] {
            assert!(section_heading(&folded(text)).is_some(), "{text}");
        }
        assert_eq!(section_heading(&folded("वीडियो कॉन्फ्रेंसिंग से हुई बैठक")), None);
    }
}
