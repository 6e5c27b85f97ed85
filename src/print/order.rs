//! The visual order of the words of a line.

use super::word::pieces;
use crate::text::direction::{is_of_leftward_script, runs_from_right};
use std::borrow::Cow;
use unicode_bidi::{BidiInfo, Level};

/// The separator between a publisher, a date and an age.
const JOINT: &str = " · ";

/// A word in visual order.
#[derive(Debug)]
pub(super) struct VisualWord<'t> {
    pub(super) word: Cow<'t, str>,
    /// The index of the word in logical order.
    pub(super) place: usize,
}

/// Returns the words of a line from left to right. Right-to-left words change places, and brackets
/// between them are mirrored. If most letters of the line are of right-to-left scripts, the line
/// itself runs from right to left.
///
/// The texts between separators (a publisher, a date, an age) are ordered independently, so that
/// their words never mix.
pub(super) fn in_order_of_sight(text: &str) -> Vec<VisualWord<'_>> {
    let seen = |(place, (_, word)): (usize, (usize, _))| VisualWord {
        word: Cow::Borrowed(word),
        place,
    };
    let words: Vec<VisualWord<'_>> = pieces(text).enumerate().map(seen).collect();
    let from_right = runs_from_right(text);
    if !text.contains(JOINT) {
        return ordered(words, from_right);
    }
    let mut parts: Vec<Vec<VisualWord<'_>>> = vec![Vec::new()];
    let mut rest = words.into_iter().peekable();
    while let Some(seen) = rest.next() {
        let is_joint = seen.word == " " && rest.peek().is_some_and(|next| next.word == "·");
        if is_joint {
            parts.push(std::iter::once(seen).chain(rest.by_ref().take(2)).collect());
            parts.push(Vec::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(seen);
        }
    }
    if from_right {
        parts.reverse();
    }
    let mut all = Vec::new();
    for part in parts {
        let text: String = part.iter().map(|seen| &*seen.word).collect();
        all.extend(ordered(part, runs_from_right(&text)));
    }
    all
}

/// Orders words that belong together by Unicode's algorithm (UAX 9), with the base direction from
/// right to left if `from_right`; mirrors brackets in right-to-left runs.
fn ordered(words: Vec<VisualWord<'_>>, from_right: bool) -> Vec<VisualWord<'_>> {
    let text: String = words.iter().map(|seen| &*seen.word).collect();
    let base = if from_right {
        Level::rtl()
    } else {
        Level::ltr()
    };
    let info = BidiInfo::new(&text, Some(base));
    let mut at = 0;
    let levels: Vec<Level> = words
        .iter()
        .map(|seen| {
            let level = info.levels.get(at).copied().unwrap_or(base);
            at += seen.word.len();
            level
        })
        .collect();
    let mut words: Vec<Option<VisualWord<'_>>> = words.into_iter().map(Some).collect();
    let order = BidiInfo::reorder_visual(&levels).into_iter();
    order
        .filter_map(|index| {
            let mut seen = words.get_mut(index)?.take()?;
            let is_mirrored = levels.get(index).is_some_and(Level::is_rtl);
            if let Some(mirrored) = mirrored(&seen.word).filter(|_| is_mirrored) {
                seen.word = Cow::Borrowed(mirrored);
            }
            Some(seen)
        })
        .collect()
}

/// Whether the letters of a word run from right to left; those of a number never do.
pub(super) fn is_leftward(word: &str) -> bool {
    runs_leftward(word) && !is_number(word)
}

/// Whether any letter of a text belongs to a right-to-left script.
pub(super) fn runs_leftward(word: &str) -> bool {
    word.chars().any(is_of_leftward_script)
}

/// Whether a word consists of digits, of whatever script.
pub(super) fn is_number(word: &str) -> bool {
    !word.is_empty() && word.chars().all(char::is_numeric)
}

fn mirrored(word: &str) -> Option<&'static str> {
    Some(match word {
        "(" => ")",
        ")" => "(",
        "[" => "]",
        "]" => "[",
        "«" => "»",
        "»" => "«",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_from_right_to_left_change_places() {
        for (text, expected) in [
            ("एक दो", "एक दो"),
            ("उसने कहा: صباح الخير दोस्तों", "उसने कहा: الخير صباح दोस्तों"),
            ("(سلام) 5", "5 (سلام)"),
            ("سلام (خير) سلام", "سلام (خير) سلام"),
            ("یوم 12:30 و 5/6/2024 کو", "کو 5/6/2024 و 12:30 یوم"),
            ("یوم ۵/۶/۲۰۲۴، 1,200.5 کو", "کو 1,200.5 ،۵/۶/۲۰۲۴ یوم"),
            ("سلام 2 (5) سلام", "سلام (5) 2 سلام"),
            ("یوم: 5 और", "और 5 :یوم"),
            ("परसों یوم: 5 और", "परसों 5 :یوم और"),
            (
                "وزیر نے Google Inc. (2024) کو کہا",
                "کہا کو Google Inc. (2024) نے وزیر",
            ),
            ("یہاں Google News اور وہاں", "وہاں اور Google News یہاں"),
            ("5: یوم", "یوم :5"),
            (
                "اردو خبریں · 28 November 2026, 12:06",
                "28 November 2026, 12:06 · خبریں اردو",
            ),
            ("BBC اردو · 8 min ago", "اردو BBC · 8 min ago"),
            ("NHK · اردو خبر · 9 मिनट पहले", "NHK · خبر اردو · 9 मिनट पहले"),
        ] {
            let seen = in_order_of_sight(text);
            let shown: String = seen.iter().map(|seen| &*seen.word).collect();
            assert_eq!(shown, expected);
            let mut places: Vec<usize> = seen.iter().map(|seen| seen.place).collect();
            places.sort_unstable();
            assert!(places.into_iter().eq(0..pieces(text).count()));
        }
    }
}
