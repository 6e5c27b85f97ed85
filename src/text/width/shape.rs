//! The shape of a cluster: the kinds of its letters, in order.
//!
//! Terminals treat all letters of a kind alike, so one measurement holds for every cluster of the
//! same shape. The Universal Declaration of Human Rights in seven languages written in Devanagari
//! has 889 clusters and 36 shapes.

use super::rules::{LetterKind, kind};
use unicode_width::UnicodeWidthChar as _;

/// The kinds of a cluster's letters and its script, packed into an integer.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Shape(u64);

/// The maximum number of letters that fit into a [`Shape`] together with the script.
const MOST: usize = 15;

impl Shape {
    /// Returns the shape of `cluster`, or `None` if its width needs no measurement because all
    /// terminals agree on it, or if the cluster is too long for a shape.
    pub fn of(cluster: &str) -> Option<Self> {
        if cluster.len() == 1 {
            return None;
        }
        let mut chars = cluster.chars();
        let first = chars.next()?;
        if cluster.len() == 3 && matches!(first, '\u{904}'..='\u{939}' | '\u{964}'..='\u{96f}') {
            return None;
        }
        if chars.next().is_none() && !is_doubtful(first) {
            return None;
        }
        let mut packed = match first {
            '\u{900}'..='\u{97f}' => 1,
            _ => script(cluster),
        };
        for (index, c) in cluster.chars().enumerate() {
            if index == MOST {
                return None;
            }
            packed |= code(c) << (4 * (index + 1));
        }
        Some(Self(packed))
    }
}

/// Whether terminals disagree on `c` alone: letters that are wide only in East Asian fonts,
/// pictographs, vowel signs without a letter.
fn is_doubtful(c: char) -> bool {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is a place that asks Unicode"
    )]
    let (narrow, wide) = (c.width(), c.width_cjk());
    narrow != wide || u32::from(c) >= 0x1_f000 || narrow == Some(0) || !is_letter(c)
}

fn is_letter(c: char) -> bool {
    matches!(kind(c), LetterKind::Letter(_))
}

/// Returns 1 for Devanagari, another number for each Indic block after it, 0 for everything else.
fn script(cluster: &str) -> u64 {
    let block = |c: char| match u32::from(c) {
        code @ 0x900..=0xdff => Some(u64::from((code - 0x900) >> 7) + 1),
        0x1cd0..=0x1cff | 0xa8e0..=0xa8ff => Some(1),
        _ => None,
    };
    cluster.chars().find_map(block).unwrap_or(0)
}

/// Returns the code for a letter's kind. Characters that join or vary emoji have their own codes.
fn code(c: char) -> u64 {
    match c {
        '\u{fe0e}' => 9,
        '\u{fe0f}' => 10,
        '\u{1f1e6}'..='\u{1f1ff}' => 11,
        '\u{1f3fb}'..='\u{1f3ff}' => 12,
        c => match kind(c) {
            LetterKind::Letter(0 | 1) => {
                if is_doubtful_letter(c) {
                    13
                } else {
                    1
                }
            }
            LetterKind::Letter(_) if u32::from(c) >= 0x1_f000 => 14,
            LetterKind::Letter(_) => 2,
            LetterKind::Spacing => 3,
            LetterKind::Extending => 4,
            LetterKind::Virama => 5,
            LetterKind::Mark => 6,
            LetterKind::Zwj => 7,
            LetterKind::Zwnj => 8,
        },
    }
}

fn is_doubtful_letter(c: char) -> bool {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is a place that asks Unicode"
    )]
    let differs = c.width() != c.width_cjk();
    differs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_of_the_same_kinds_have_one_shape() {
        for (a, b, same) in [
            ("का", "मी", true),
            ("क्ष", "स्त", true),
            ("का", "कु", false),
            ("का", "কী", false),
            ("कि", "कं", false),
            ("र्\u{200d}य", "र्य", false),
            ("👨‍👩", "👩‍👧", true),
            ("❤\u{fe0f}", "☀\u{fe0f}", true),
        ] {
            assert_eq!(Shape::of(a) == Shape::of(b), same, "{a} {b}");
        }
        for plain in ["a", "क", "é", "中", "।", "५", "ш"] {
            assert_eq!(Shape::of(plain), None, "{plain}");
        }
        for doubtful in ["“", "👍", "ा", "…"] {
            assert!(Shape::of(doubtful).is_some(), "{doubtful}");
        }
    }
}
