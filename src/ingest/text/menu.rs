//! Finds the menu of a site if a scraper has put it above the headline.

use super::line::TextLine;
use crate::ingest::fold::folded;

/// Entries of menus and breadcrumbs, folded. A headline has more words than any of them.
const ENTRIES: [&str; 64] = [
    "होम",
    "home",
    "मेन्यू",
    "मेनू",
    "menu",
    "हिंदी न्यूज",
    "हिन्दी न्यूज",
    "hindi news",
    "news",
    "न्यूज",
    "ताजा खबरें",
    "ताजा खबर",
    "latest news",
    "ब्रेकिंग न्यूज",
    "breaking news",
    "वीडियो",
    "videos",
    "फोटो",
    "photos",
    "फोटो गैलरी",
    "वेब स्टोरी",
    "वेब स्टोरीज",
    "web stories",
    "लाइव टीवी",
    "live tv",
    "ई-पेपर",
    "e-paper",
    "epaper",
    "देश",
    "दुनिया",
    "विदेश",
    "world",
    "india",
    "राज्य",
    "राज्य चुनें",
    "शहर",
    "शहर चुनें",
    "राजनीति",
    "खेल",
    "sports",
    "क्रिकेट",
    "cricket",
    "मनोरंजन",
    "entertainment",
    "बॉलीवुड",
    "बिजनेस",
    "business",
    "व्यापार",
    "टेक",
    "टेक्नोलॉजी",
    "technology",
    "लाइफस्टाइल",
    "lifestyle",
    "धर्म",
    "राशिफल",
    "शिक्षा",
    "करियर",
    "ऑटो",
    "स्वास्थ्य",
    "विज्ञान",
    "चुनाव",
    "विचार",
    "सर्च",
    "search",
];
/// The minimum number of words of a headline below a menu.
const FEWEST_OF_HEADLINE: usize = 4;
/// The maximum number of words between two separators of a breadcrumb.
const MOST_OF_STEP: usize = 4;

/// Returns the number of lines at the top that are the site's menu; 0 if no headline follows them,
/// because then they are the whole text.
pub(super) fn above_headline(lines: &[TextLine<'_>]) -> usize {
    let entries = lines.iter().take_while(|line| is_entry(line)).count();
    let headline = lines.get(entries);
    let follows = headline.is_some_and(|line| line.words >= FEWEST_OF_HEADLINE);
    if follows { entries } else { 0 }
}

fn is_entry(line: &TextLine<'_>) -> bool {
    let folded = folded(line.text);
    let is_known = |name: &str| ENTRIES.contains(&name.trim_matches([' ', '|', '-', ':', '☰']));
    if is_known(&folded) {
        return true;
    }
    let mut steps = folded.split(['/', '>', '»', '|']);
    let is_short = |step: &str| step.split_whitespace().count() <= MOST_OF_STEP;
    folded.contains(['/', '>', '»', '|'])
        && steps.next().is_some_and(is_known)
        && steps.all(is_short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_menu_ends_where_the_headline_begins() {
        for (text, expected) in [
            ("होम\nनदी का पानी रात में उतरा\nपानी उतरा।", 1),
            ("Hindi News\nहोम\nवीडियो\nनदी का पानी रात में उतरा", 3),
            (
                "मेन्यू\nहिंदी न्यूज़ / उत्तर प्रदेश / लखनऊ\nनदी का पानी रात में उतरा",
                2,
            ),
            ("नदी का पानी रात में उतरा\nहोम", 0),
            ("देश\nसब ठीक", 0),
            ("खेल: भारत ने मैच जीता आज\nमैच जीता।", 0),
        ] {
            let lines: Vec<TextLine<'_>> = text.lines().map(TextLine::new).collect();
            assert_eq!(above_headline(&lines), expected, "{text}");
        }
    }
}
