//! The names of the groups in the starter pack, which become names of folders.

use super::Language;

/// The groups of `assets/feeds.opml`, in Hindi and in English.
const GROUPS: [(&str, &str); 13] = [
    ("मुख्य ख़बरें", "Top stories"),
    ("राष्ट्रीय", "India"),
    ("दुनिया", "World"),
    ("कारोबार", "Business"),
    ("खेल", "Sport"),
    ("विज्ञान और तकनीक", "Science and technology"),
    ("सेहत", "Health"),
    ("शिक्षा", "Education"),
    ("मनोरंजन", "Entertainment"),
    ("विचार", "Opinion"),
    ("राज्य", "States"),
    ("अन्य भारतीय भाषाएँ", "Other Indian languages"),
    ("अंग्रेज़ी", "English"),
];

/// Returns the name of a group in `language`; the given name may be in either language. Any other
/// name is returned unchanged.
pub fn group_name(name: &str, language: Language) -> &str {
    let group = GROUPS
        .iter()
        .find(|(hindi, english)| *hindi == name || english.eq_ignore_ascii_case(name));
    match (group, language) {
        (None, _) => name,
        (Some((hindi, _)), Language::Hindi) => hindi,
        (Some((_, english)), Language::English) => english,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_called_in_either_language() {
        for (hindi, english) in GROUPS {
            for name in [hindi, english] {
                assert_eq!(group_name(name, Language::Hindi), hindi);
                assert_eq!(group_name(name, Language::English), english);
            }
        }
        assert_eq!(group_name("Mine", Language::Hindi), "Mine");
    }
}
