//! The rule model: eight parameters and two quirks that explain what every measured terminal does
//! with an Indic cluster.
//!
//! A cluster's letters are of few kinds, and a terminal treats all of a kind alike: letters, letters
//! that a virama (or virama and ZWJ) joins to the one before, spacing vowel signs, marks that take
//! no room, the two joiners. The width is the sum of what each gets, at most the cap, at least one.
//!
//! | स्त्री              | स | ् | त | ् | र | ी | sum | with cap 2 | marks of no width 1 |
//! |--------------------|---|---|---|---|---|---|-----|------------|---------------------|
//! | code points summed | 1 | 0 | 1 | 0 | 1 | 1 | 4   | 2          | 6                   |

mod letter_kind;
mod sums;

pub(super) use letter_kind::{LetterKind, kind};
pub(super) use sums::{Sums, sum_of_clusters};

use serde::Serialize;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// The maximum number of cells of a cluster.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cap {
    /// One cell.
    One,
    /// Two cells.
    Two,
    /// No maximum.
    None,
}

/// The effect of a ZWJ beyond its own width.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ZwjQuirk {
    /// Nothing.
    None,
    /// The letters of the cluster after the ZWJ have no width (iTerm2).
    Swallows,
    /// The cluster ends at the ZWJ, so the cap applies again (Windows Terminal).
    Ends,
}

/// The rules by which a terminal determines the width of a cluster.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a parameter that was measured by itself"
)]
pub struct WidthRules {
    /// The width of a spacing vowel sign.
    pub spacing: bool,
    /// Whether a spacing sign only has a width directly after a letter (Konsole).
    pub spacing_after_letter_only: bool,
    /// Whether nonspacing marks, the virama included, have a width of one.
    pub marks: bool,
    /// The width of a consonant after a virama.
    pub joined: bool,
    /// The width of a consonant after a virama and a ZWJ.
    pub joined_by_zwj: bool,
    /// The width of a ZWJ.
    pub zwj: bool,
    /// The width of a ZWNJ.
    pub zwnj: bool,
    /// The maximum width of a cluster.
    pub cap: Cap,
    /// The effect of a ZWJ.
    pub quirk: ZwjQuirk,
    /// Whether emoji and similar characters are measured as clusters; if not, their code points are
    /// added up.
    pub clusters: bool,
}

impl WidthRules {
    /// The sum over code points, as in C libraries.
    pub const SUM: Self = Self {
        spacing: true,
        spacing_after_letter_only: false,
        marks: false,
        joined: true,
        joined_by_zwj: true,
        zwj: false,
        zwnj: false,
        cap: Cap::None,
        quirk: ZwjQuirk::None,
        clusters: false,
    };

    /// Returns the columns by which the terminal moves its cursor after `cluster`; at least one.
    pub fn advance(&self, cluster: &str) -> usize {
        if cluster.len() == 1 {
            return 1;
        }
        let joins = cluster.starts_with(|c: char| c.is_ascii() || is_joiner(c))
            && cluster.contains(is_joiner);
        if !joins && !cluster.contains(is_indic) {
            return self.other(cluster);
        }
        if self.quirk == ZwjQuirk::Ends {
            let parts = cluster.split_inclusive('\u{200d}');
            return parts
                .map(|part| self.capped(self.sum(part)))
                .sum::<usize>()
                .max(1);
        }
        self.capped(self.sum(cluster))
    }

    /// Returns `sum` limited by the cap.
    pub(super) fn capped(&self, sum: usize) -> usize {
        match self.cap {
            Cap::One => 1,
            Cap::Two => sum.clamp(1, 2),
            Cap::None => sum.max(1),
        }
    }

    fn sum(&self, cluster: &str) -> usize {
        let mut sums = Sums::default();
        for c in cluster.chars() {
            sums.add(c);
        }
        sums.by(self)
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "this is the place that asks Unicode"
    )]
    fn other(&self, cluster: &str) -> usize {
        let of = |c: char| match c.width() {
            Some(0) => usize::from(self.marks && !is_joiner(c)),
            width => width.unwrap_or(0),
        };
        let width = if self.clusters {
            cluster.width()
        } else {
            cluster.chars().map(of).sum()
        };
        width.max(1)
    }
}

/// Whether `c` is in the Indic blocks, to which the rules apply.
fn is_indic(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{dff}' | '\u{1cd0}'..='\u{1cff}' | '\u{a8e0}'..='\u{a8ff}')
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}
