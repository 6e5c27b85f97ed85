//! The interface between layout and the rulers that measure text.
//!
//! A terminal gives each cluster whole cells. A shaper sets a word in fractions of a pixel, and may
//! give the same cluster a different width in each word. Therefore the unit is private to the
//! ruler, and a word's width is not the sum of its clusters' widths. The ruler that measures in
//! cells is [`super::width::WidthProfile`].

use super::cluster;

/// A ruler for text. All widths are in the ruler's units.
pub trait Measure {
    /// Returns the width of `text` when it is set as one word.
    fn width(&self, text: &str) -> usize;

    /// Returns the width of a screen cell: 1 for a ruler that measures in cells.
    fn cell(&self) -> usize {
        1
    }

    /// Returns the width of `text` when its letters have the form `form`. The cells of a terminal
    /// have one form of letters, so the default ignores it.
    fn width_in(&self, text: &str, _form: LetterForm) -> usize {
        self.width(text)
    }

    /// Returns what [`Measure::fit`] does, for letters of the form `form`.
    fn fit_in(&self, text: &str, room: usize, _form: LetterForm) -> (usize, usize) {
        self.fit(text, room)
    }

    /// Whether this ruler sets right-to-left text from the right edge. Cells are filled from left
    /// to right.
    fn turns(&self) -> bool {
        false
    }

    /// Returns the shift of each of the `lines` of a large heading. Cells cannot be moved.
    fn heading_shifts(&self, lines: &[&str]) -> Vec<HeadingShift> {
        vec![HeadingShift::default(); lines.len()]
    }

    /// Returns the length in bytes of the longest prefix of `text` that consists of whole clusters
    /// and is at most `room` wide, and the width of that prefix.
    ///
    /// The default calls [`Measure::width`] for each prefix, which is correct for every ruler but
    /// slow for long texts. A ruler with additive widths should override it.
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

/// Calls `fit` with prefixes of `text`, each twice as long as the previous one, until the result
/// ends before the end of the prefix.
///
/// Rulers that measure whole words need this: otherwise a long word that is broken over a thousand
/// lines would be measured to its end for each line.
pub(crate) fn fit_by_heads(text: &str, fit: impl Fn(&str) -> (usize, usize)) -> (usize, usize) {
    /// The length in bytes of the first prefix; longer than any line.
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

/// Whether a line of text occupies one row of the screen or two, and which of the two this is.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Part {
    /// The only row, as for almost all text.
    #[default]
    Whole,
    /// The upper of the two rows of a large heading, whose letters are one and a half times the
    /// normal size.
    Upper(HeadingShift),
    /// The lower of the two rows of a large heading.
    Lower(HeadingShift),
}

/// By how many pixels a line of a large heading is moved down within its two rows, or up if it is
/// negative, so that the lines of one heading are nearer to each other than to other text.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub struct HeadingShift(pub i8);

impl Part {
    /// Returns the width at this size of text that is `width` wide at the normal size.
    pub fn widened(self, width: usize) -> usize {
        match self {
            Self::Whole => width,
            Self::Upper(_) | Self::Lower(_) => (width * 3).div_ceil(2),
        }
    }

    /// Returns the width at the normal size of text that is `width` wide at this size.
    pub fn narrowed(self, width: usize) -> usize {
        match self {
            Self::Whole => width,
            Self::Upper(_) | Self::Lower(_) => width * 2 / 3,
        }
    }
}

/// The form of letters, in print; cells have one form only.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum LetterForm {
    /// The letters of running text.
    #[default]
    Text,
    /// Letters that all have the same width, for code.
    Code,
    /// Small letters above the line: a superscript.
    Raised,
    /// Small letters below the line: a subscript.
    Lowered,
}

impl<M: Measure + ?Sized> Measure for &M {
    fn width(&self, text: &str) -> usize {
        (**self).width(text)
    }

    fn cell(&self) -> usize {
        (**self).cell()
    }

    fn width_in(&self, text: &str, form: LetterForm) -> usize {
        (**self).width_in(text, form)
    }

    fn fit_in(&self, text: &str, room: usize, form: LetterForm) -> (usize, usize) {
        (**self).fit_in(text, room, form)
    }

    fn turns(&self) -> bool {
        (**self).turns()
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
