//! Towns in datelines.

use crate::ingest::fold::folded;
use crate::text::script::count_words;

/// Towns from which Hindi papers report, folded. States are not included, nor are towns that share
/// the name of a state (`दिल्ली`), because reports that cover several states use those names as
/// subheadings.
const TOWNS: [&str; 66] = [
    "नई दिल्ली",
    "नयी दिल्ली",
    "मुंबई",
    "मुम्बई",
    "कोलकाता",
    "चेन्नई",
    "बेंगलुरु",
    "बेंगलुरू",
    "बंगलुरु",
    "हैदराबाद",
    "अहमदाबाद",
    "पुणे",
    "लखनऊ",
    "कानपुर",
    "पटना",
    "रांची",
    "भोपाल",
    "इंदौर",
    "जयपुर",
    "जोधपुर",
    "कोटा",
    "उदयपुर",
    "अजमेर",
    "रायपुर",
    "बिलासपुर",
    "देहरादून",
    "हरिद्वार",
    "हल्द्वानी",
    "शिमला",
    "जम्मू",
    "श्रीनगर",
    "अमृतसर",
    "जालंधर",
    "लुधियाना",
    "वाराणसी",
    "प्रयागराज",
    "इलाहाबाद",
    "गोरखपुर",
    "आगरा",
    "मथुरा",
    "मेरठ",
    "बरेली",
    "अलीगढ",
    "मुरादाबाद",
    "झांसी",
    "नोएडा",
    "ग्रेटर नोएडा",
    "गाजियाबाद",
    "गुरुग्राम",
    "गुडगांव",
    "फरीदाबाद",
    "ग्वालियर",
    "जबलपुर",
    "नागपुर",
    "सूरत",
    "गुवाहाटी",
    "भुवनेश्वर",
    "जमशेदपुर",
    "धनबाद",
    "भागलपुर",
    "मुजफ्फरपुर",
    "वाशिंगटन",
    "लंदन",
    "बीजिंग",
    "इस्लामाबाद",
    "काठमांडू",
];

/// Endings of the names of towns, folded.
const ENDS: [&str; 8] = ["पुर", "नगर", "गढ", "बाद", "गंज", "कोट", "गांव", "सराय"];

/// Whether a line is the name of a town, with or without punctuation.
pub(in crate::ingest) fn is_town(text: &str) -> bool {
    let folded = folded(text);
    TOWNS.contains(&folded.trim_matches([' ', ':', ',', '-', '–', '(', ')']))
}

/// Returns the name before a town: `आशा राव` in `आशा राव, बादशाहपुर`.
pub(in crate::ingest) fn name_before_town(text: &str) -> Option<&str> {
    let (name, town) = text.split_once([',', '|'])?;
    let is_town = is_town(town)
        || count_words(town) == 1 && ENDS.iter().any(|end| folded(town).ends_with(end));
    let words = count_words(name);
    let is_name = (2..=4).contains(&words) && !name.contains(char::is_numeric);
    (is_name && is_town).then_some(name.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_and_names_before_them_are_recognised() {
        assert!(is_town("नई दिल्ली"));
        assert!(is_town("लखनऊ:"));
        assert!(!is_town("दिल्ली"));
        for (text, expected) in [
            ("आशा राव, बादशाहपुर", Some("आशा राव")),
            ("आशा राव, आगरा", Some("आशा राव")),
            ("सत्रह घायल, तेरह लापता", None),
            ("पानी, कानपुर", None),
        ] {
            assert_eq!(name_before_town(text), expected, "{text}");
        }
    }
}
