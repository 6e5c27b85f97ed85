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
