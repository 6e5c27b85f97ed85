//! A line of text as the words that are shaped, in logical order; `order` gives the visual order.
//!
//! A word here ends wherever a line may break, so that the width of a line is the sum of its words
//! however it is broken: at blanks, at punctuation, between characters of scripts that need no
//! blanks. The remaining letters join, and are shaped together.

use crate::text::direction::is_of_leftward_script;
use unicode_segmentation::GraphemeCursor;

/// Cuts a text into words, the blanks between them, and single characters that do not affect their
/// neighbours. Each comes with its byte offset.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let end = at + end_of_first(text, at, rest);
        let piece = (at, text.get(at..end)?);
        at = end;
        Some(piece)
    })
}

/// Returns the length of the first word of `rest`, which begins at byte `at` of `text`.
fn end_of_first(text: &str, at: usize, rest: &str) -> usize {
    let mut chars = rest.char_indices();
    let Some((_, mut before)) = chars.next() else {
        return 0;
    };
    for (index, c) in chars {
        let may_end = (before == ' ') != (c == ' ')
            || (before != ' ' && (stands_alone(before) || stands_alone(c)))
            || changes_direction(before, c);
        let is_end = may_end
            && (c.is_ascii()
                || GraphemeCursor::new(at + index, text.len(), true).is_boundary(text, 0)
                    == Ok(true));
        if is_end {
            return index;
        }
        // A combining mark does not change whether its character affects its neighbours.
        if !may_end {
            before = c;
        }
    }
    rest.len()
}

/// Whether a number begins or ends next to right-to-left letters.
fn changes_direction(before: char, c: char) -> bool {
    (is_of_leftward_script(before) || is_of_leftward_script(c))
        && before.is_numeric() != c.is_numeric()
}

/// Whether a character does not affect its neighbours: punctuation, and the scripts of East Asia.
fn stands_alone(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_punctuation(),
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{964}' | '\u{965}' => true,
        _ => matches!(
            u32::from(c),
            0xa1..=0xbf | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff | 0xfe30..=0xfe4f
                | 0xff00..=0xffef | 0x1_f000..=0x1_faff | 0x2_0000..=0x3_ffff
        ),
    }
}

/// Returns a number that identifies the script of a character; 0 for characters that all scripts
/// share.
pub(super) fn script_of(c: char) -> u32 {
    let code = u32::from(c);
    match code {
        0x0964 | 0x0965 => 0,
        0xa8e0..=0xa8ff | 0x1cd0..=0x1cff => 0x0900 / 0x80,
        // From Devanagari to Malayalam each script has a block of 128.
        0x0900..=0x0d7f => code / 0x80,
        0x0600..=0x077f | 0x08a0..=0x08ff | 0xfb50..=0xfdff | 0xfe70..=0xfeff => 1,
        0x0590..=0x05ff => 2,
        0x0370..=0x03ff => 3,
        0x0400..=0x052f => 4,
        0x0d80..=0x10ff => 0x1000 + code / 0x80,
        0x3040..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff | 0x0002_0000..=0x0003_ffff => 5,
        0x1100..=0x11ff | 0xac00..=0xd7ff => 6,
        _ if c.is_alphabetic() => 7,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::cluster::cluster_indices;
    use crate::text::word::breaks;
    use proptest::prelude::*;

    #[test]
    fn words_are_cut_where_letters_do_not_act_on_each_other() {
        for (text, expected) in [
            (
                "भारत-चीन  सीमा।",
                &["भारत", "-", "चीन", "  ", "सीमा", "।"][..],
            ),
            ("it's 30वें", &["it", "'", "s", " ", "30वें"]),
            ("日本語", &["日", "本", "語"]),
            ("क-\u{93e}", &["क", "-\u{93e}"]),
            ("کووڈ19 ۲۰۲۴ء", &["کووڈ", "19", " ", "۲۰۲۴", "ء"]),
        ] {
            let words: Vec<&str> = pieces(text).map(|(_, word)| word).collect();
            assert_eq!(words, expected);
        }
    }

    proptest! {
        #[test]
        fn words_are_clusters_and_lines_are_words(text in "[ कषर्ि़ंa-c,.।/()“”日é\u{200d}\u{fe0f}🙂12\\-\u{093e}]{0,30}") {
            let ends: Vec<usize> = pieces(&text).map(|(at, word)| at + word.len()).collect();
            let clusters: Vec<usize> = cluster_indices(&text).map(|(at, cluster)| at + cluster.len()).collect();
            for end in &ends {
                prop_assert!(clusters.contains(end));
            }
            for end in breaks(&text).filter(|end| clusters.contains(end)) {
                prop_assert!(ends.contains(&end), "{} in {:?}", end, text);
            }
        }
    }
}
