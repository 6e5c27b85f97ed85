//! What wrapping, truncation and positions ask of a ruler.
//!
//! Text is laid out by rulers that differ in kind: a terminal gives clusters whole cells, a shaper
//! sets a word in fractions of a pixel and may give a cluster another width in each word. So a
//! unit is the ruler's own, a word is not the sum of its clusters, and nobody but the ruler knows
//! more. The ruler of cells is [`super::width::WidthProfile`].

use super::cluster;

/// A ruler for text. All widths are in the ruler's units.
pub trait Measure {
    /// Returns the width of `text` set in one piece.
    fn width(&self, text: &str) -> usize;

    /// Returns the width of a cell of the screen: 1 for a ruler that measures in cells.
    fn cell(&self) -> usize {
        1
    }

    /// Whether what runs from right to left is set so; cells are written from left to right.
    fn turns(&self) -> bool {
        false
    }

    /// Returns the length in bytes of the longest run of whole clusters at the head of `text` that
    /// is at most `room` wide, and its width.
    ///
    /// The default asks [`Measure::width`] for each head of the text, which is right for every
    /// ruler and slow for long texts; a ruler that knows how widths add up should do better.
    fn fit(&self, text: &str, room: usize) -> (usize, usize) {
        let mut fitting = (0, 0);
        for (at, cluster) in cluster::cluster_indices(text) {
            let end = at + cluster.len();
            let width = self.width(text.get(..end).unwrap_or(text));
            if width > room {
                break;
            }
            fitting = (end, width);
        }
        fitting
    }
}

/// Fits heads of `text` by `fit`, each twice as long as the one before, until what fits ends within one.
///
/// For rulers that measure whole words: a word that is cut onto a thousand lines is else measured to its end
/// for each of them.
pub(crate) fn fit_by_heads(text: &str, fit: impl Fn(&str) -> (usize, usize)) -> (usize, usize) {
    /// Longer than any line, in bytes.
    const FIRST: usize = 1_024;
    let mut limit = FIRST;
    loop {
        let end = cluster::boundary_before(text, limit);
        let head = text.get(..end).unwrap_or(text);
        let fitting = fit(head);
        if fitting.0 < head.len() || head.len() == text.len() {
            return fitting;
        }
        limit *= 2;
    }
}

/// Which rows of the screen a line of text takes, and which of them is meant.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Part {
    /// One row, as almost all text.
    #[default]
    Whole,
    /// The upper of the two rows of a heading, whose letters are half as large again.
    Upper,
    /// The lower one.
    Lower,
}

impl Part {
    /// Returns the width of what has this width in one row.
    pub fn widened(self, width: usize) -> usize {
        match self {
            Self::Whole => width,
            Self::Upper | Self::Lower => (width * 3).div_ceil(2),
        }
    }

    /// Returns the width that fits, widened, into this one.
    pub fn narrowed(self, width: usize) -> usize {
        match self {
            Self::Whole => width,
            Self::Upper | Self::Lower => width * 2 / 3,
        }
    }
}

impl<M: Measure + ?Sized> Measure for &M {
    fn width(&self, text: &str) -> usize {
        (**self).width(text)
    }

    fn cell(&self) -> usize {
        (**self).cell()
    }

    fn fit(&self, text: &str, room: usize) -> (usize, usize) {
        (**self).fit(text, room)
    }
}

#[cfg(test)]
mod tests {
    use super::super::width::WidthProfile;
    use super::*;
    use proptest::prelude::*;
    use std::cell::Cell;

    #[test]
    fn a_word_that_is_cut_onto_many_lines_is_measured_a_few_times() {
        let widths = WidthProfile::default();
        let text = "क".repeat(20_000);
        let (measured, mut at) = (Cell::new(0), 0);
        while at < text.len() {
            let (length, _) = fit_by_heads(&text[at..], |head| {
                measured.set(measured.get() + head.len());
                widths.fit(head, 400)
            });
            at += length;
        }
        assert!(measured.get() <= 4 * text.len(), "{}", measured.get());
    }

    proptest! {
        #[test]
        fn heads_fit_as_the_whole_does(
            text in "[क-हाि् a]{0,1500}",
            room in 0_usize..3_000,
        ) {
            let widths = WidthProfile::default();
            let by_heads = fit_by_heads(&text, |head| widths.fit(head, room));
            prop_assert_eq!(by_heads, widths.fit(&text, room));
        }
    }
}
