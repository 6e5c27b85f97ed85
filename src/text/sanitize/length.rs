//! Counts the length of the last cluster of a growing text, so that no cluster exceeds its maximum.
//!
//! The count is never below the length of the cluster by Unicode's rules (UAX 29), and above it
//! only for sequences that no language writes. Without a maximum, characters that always join
//! (U+1100 repeated, consonant and virama repeated, joined emoji, number signs) form a cluster of
//! any length, which no line can hold and no cursor can cross.

use super::LONGEST_CLUSTER;
use icu_properties::CodePointMapData;
use icu_properties::props::{CanonicalCombiningClass, GraphemeClusterBreak};

/// What a character does to the cluster before it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum ClusterRole {
    /// Starts a cluster after any character: ASCII and similar characters.
    Plain,
    /// Starts a cluster, unless the character before it attaches it.
    Letter,
    /// Extends the cluster before it: a combining mark, or a vowel or final consonant of Hangul.
    Extends,
    /// Extends the cluster and may attach the next letter: a virama, a zero width joiner.
    Links,
    /// Belongs to the cluster that follows.
    Prepends,
    /// A leading consonant of Hangul.
    Lead,
    /// A whole syllable of Hangul.
    Syllable,
    /// Half of a flag.
    Regional,
}

impl ClusterRole {
    fn of(c: char) -> Self {
        match c {
            '\0'..='\u{a8}' => Self::Plain,
            '\u{94d}' => Self::Links,
            '\u{900}'..='\u{903}'
            | '\u{93a}'..='\u{93c}'
            | '\u{93e}'..='\u{94f}'
            | '\u{951}'..='\u{957}'
            | '\u{962}'
            | '\u{963}' => Self::Extends,
            '\u{900}'..='\u{97f}' => Self::Letter,
            c => Self::by_table(c),
        }
    }

    /// Looks up a character that is outside the two most common alphabets.
    fn by_table(c: char) -> Self {
        match CodePointMapData::<GraphemeClusterBreak>::new().get(c) {
            GraphemeClusterBreak::ZWJ => Self::Links,
            GraphemeClusterBreak::Extend | GraphemeClusterBreak::SpacingMark => {
                let class = CodePointMapData::<CanonicalCombiningClass>::new().get(c);
                if class == CanonicalCombiningClass::Virama {
                    Self::Links
                } else {
                    Self::Extends
                }
            }
            GraphemeClusterBreak::V | GraphemeClusterBreak::T => Self::Extends,
            GraphemeClusterBreak::L => Self::Lead,
            GraphemeClusterBreak::LV | GraphemeClusterBreak::LVT => Self::Syllable,
            GraphemeClusterBreak::Prepend => Self::Prepends,
            GraphemeClusterBreak::RegionalIndicator => Self::Regional,
            _ => Self::Letter,
        }
    }
}

/// Whether `c` attaches any character that follows it.
pub(super) fn holds_on(c: char) -> bool {
    !matches!(c, '\0'..='\u{a8}' | '\u{900}'..='\u{97f}')
        && ClusterRole::by_table(c) == ClusterRole::Prepends
}

/// What the last cluster may attach next, besides combining marks.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Pending {
    /// Nothing.
    #[default]
    Nothing,
    /// Any character.
    Anything,
    /// A letter.
    Letter,
    /// A consonant or a syllable of Hangul.
    Hangul,
    /// The second half of a flag.
    Regional,
}

/// The length in characters of the cluster at the end of a text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ClusterLength {
    length: usize,
    open: Pending,
}

impl ClusterLength {
    /// Adds a character if the cluster has room for it; otherwise returns false and changes
    /// nothing.
    ///
    /// A character that attaches the next letter never gets the last position: the next letter
    /// would have no room, and neither would any letter after it.
    pub(super) fn takes(&mut self, c: char) -> bool {
        let before = *self;
        let length = self.push(c);
        let is_too_long = length > LONGEST_CLUSTER
            || (length == LONGEST_CLUSTER && self.open != Pending::Nothing);
        if is_too_long {
            *self = before;
        }
        !is_too_long
    }

    /// Adds one character and returns the length including it.
    fn push(&mut self, c: char) -> usize {
        let kind = ClusterRole::of(c);
        let belongs = match kind {
            ClusterRole::Extends | ClusterRole::Links => true,
            ClusterRole::Letter => matches!(self.open, Pending::Anything | Pending::Letter),
            ClusterRole::Plain | ClusterRole::Prepends => self.open == Pending::Anything,
            ClusterRole::Lead | ClusterRole::Syllable => {
                matches!(self.open, Pending::Anything | Pending::Hangul)
            }
            ClusterRole::Regional => matches!(self.open, Pending::Anything | Pending::Regional),
        };
        self.open = match kind {
            ClusterRole::Links => Pending::Letter,
            // A combining mark after a virama does not separate the virama from the consonant that
            // follows (GB9c).
            ClusterRole::Extends if self.open == Pending::Letter => Pending::Letter,
            ClusterRole::Regional if self.open == Pending::Regional => Pending::Nothing,
            ClusterRole::Plain
            | ClusterRole::Letter
            | ClusterRole::Extends
            | ClusterRole::Syllable => Pending::Nothing,
            ClusterRole::Prepends => Pending::Anything,
            ClusterRole::Lead => Pending::Hangul,
            ClusterRole::Regional => Pending::Regional,
        };
        self.length = if belongs { self.length + 1 } else { 1 };
        self.length
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::cluster::clusters;
    use proptest::prelude::*;

    /// Whether the count at the end of each cluster of `text` is at least the cluster's length.
    fn counts_all_of_each_cluster(text: &str) -> bool {
        let mut counted = ClusterLength::default();
        clusters(text).all(|cluster| {
            let last = cluster.chars().map(|c| counted.push(c)).last();
            last.is_some_and(|last| last >= cluster.chars().count())
        })
    }

    #[test]
    fn what_languages_write_is_counted_as_it_is() {
        for (text, expected) in [
            ("स्त्री", 6),
            ("क्\u{200d}ष", 4),
            ("한국어", 1),
            ("\u{1112}\u{1161}\u{11ab}", 3),
            ("🇮🇳🇳🇵🇱🇰", 2),
            ("👨\u{200d}👩\u{200d}👧", 5),
            ("ক্ষ", 3),
            ("กำ", 2),
            ("\u{600}1", 2),
            ("abc", 1),
        ] {
            let mut counted = ClusterLength::default();
            let last = text.chars().map(|c| counted.push(c)).last();
            assert_eq!(last, Some(expected), "{text}");
        }
    }

    /// Every character of Unicode, alone and repeated, after itself and after characters that
    /// attach it.
    #[test]
    fn no_character_of_unicode_makes_a_cluster_longer_than_it_is_counted() {
        // The other planes have no assigned characters except private ones.
        for c in ('\0'..='\u{33fff}').chain('\u{e0000}'..='\u{e0fff}') {
            let many = c.to_string().repeat(4);
            let linked = format!("क\u{94d}{c}\u{200d}{c}र{c}{c}\u{1100}{c}\u{600}{c}👩\u{200d}{c}");
            for text in [many, linked] {
                assert!(counts_all_of_each_cluster(&text), "{c:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_text_has_a_cluster_longer_than_it_is_counted(
            text in prop::collection::vec(prop_oneof![
                any::<char>(),
                prop::sample::select(vec![
                    'क', 'र', '\u{94d}', '\u{900}', '\u{93c}', 'ক', '\u{9cd}', '\u{200d}', '\u{200c}', '👩', '🏽', '\u{fe0f}',
                    '\u{1100}', '\u{1161}', '\u{11a8}', '가', '각', '\u{600}', '🇮', '🇳', '\u{301}', '\u{1039}', 'က', 'a',
                ]),
            ], 0..40).prop_map(|chars| {
                // CR LF is one cluster too, but line ends never pass through `sanitize`.
                chars.into_iter().filter(|c| *c != '\r').collect::<String>()
            })
        ) {
            prop_assert!(counts_all_of_each_cluster(&text), "{:?}", text);
        }
    }
}
