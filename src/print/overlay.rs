//! The areas of the screen in which text is drawn as in print.

use super::signed;
pub use crate::text::measure::{HeadingShift, LetterForm, Part};
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::ops::Range;

/// A stretch of text in one style within an overlay.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Piece {
    /// The position of the left edge, in units from the left edge of the overlay; negative if the
    /// beginning of the text is covered.
    pub at: i32,
    /// The width, in units.
    pub width: usize,
    /// The text, which is also in the cells beneath.
    pub text: Box<str>,
    /// The style.
    pub style: Style,
    /// The range that is drawn, in units from the left edge of the overlay; `None` for all of the
    /// text. A highlighted part of a word keeps the letterforms of the whole word.
    pub clip: Option<Range<i32>>,
    /// For letters two rows high: whether this row shows their upper or lower half.
    pub part: Part,
    /// The form of the letters.
    pub form: LetterForm,
}

impl Piece {
    /// Returns the right edge, in units from the left edge of the overlay.
    pub fn end(&self) -> i32 {
        self.at.saturating_add(signed(self.width))
    }

    fn moved_left(self, by: i32) -> Self {
        let moved = |at: i32| at.saturating_sub(by);
        Self {
            at: moved(self.at),
            clip: self.clip.map(|clip| moved(clip.start)..moved(clip.end)),
            ..self
        }
    }
}

/// A run of cells in one row, and the text that is drawn over them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Overlay {
    /// The first column.
    pub x: u16,
    /// The row.
    pub y: u16,
    /// The number of cells that are covered; longer text is clipped.
    pub columns: u16,
    /// The text; later elements are drawn over earlier ones.
    pub pieces: Vec<Piece>,
}

impl Overlay {
    /// Returns the column after the last.
    pub fn right(&self) -> u16 {
        self.x.saturating_add(self.columns)
    }

    /// Draws the whole overlay in a style before its text; a cell is `cell` units wide. Without that, pixels that no text
    /// covers are not reversed: reversed text within a line ends where its letters end.
    pub fn lay_beneath(&mut self, style: Style, cell: usize) {
        let width = usize::from(self.columns) * cell;
        let ground = Piece {
            at: 0,
            width,
            text: "".into(),
            style,
            clip: Some(0..signed(width)),
            part: Part::Whole,
            form: LetterForm::Text,
        };
        self.pieces.insert(0, ground);
    }

    /// Returns what remains of the overlay when `area` is covered; a cell is `cell` units wide.
    pub fn without(self, area: Rect, cell: usize) -> Vec<Self> {
        let is_apart = self.y < area.y
            || self.y >= area.bottom()
            || self.right() <= area.x
            || self.x >= area.right();
        if is_apart {
            return vec![self];
        }
        let mut left = Vec::new();
        if self.x < area.x {
            left.push(Self {
                columns: area.x - self.x,
                ..self.clone()
            });
        }
        if self.right() > area.right() {
            let shift = signed(usize::from(area.right() - self.x) * cell);
            let columns = self.right() - area.right();
            left.push(Self {
                x: area.right(),
                y: self.y,
                columns,
                pieces: self
                    .pieces
                    .into_iter()
                    .map(|piece| piece.moved_left(shift))
                    .collect(),
            });
        }
        left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_covers_the_middle_leaves_both_ends() {
        let overlay = Overlay {
            x: 10,
            y: 3,
            columns: 20,
            pieces: vec![Piece {
                at: 5,
                width: 1_200,
                text: "समाचार".into(),
                style: Style::new(),
                clip: None,
                part: Part::Whole,
                form: LetterForm::Text,
            }],
        };
        let ends = overlay.clone().without(Rect::new(14, 0, 4, 9), 64);
        let places: Vec<(u16, u16, i32)> = ends
            .iter()
            .map(|end| (end.x, end.columns, end.pieces[0].at))
            .collect();
        assert_eq!(places, [(10, 4, 5), (18, 12, 5 - 8 * 64)]);
        assert_eq!(overlay.clone().without(Rect::new(0, 3, 40, 1), 64), []);
        assert_eq!(
            overlay.clone().without(Rect::new(0, 4, 40, 1), 64),
            [overlay]
        );
    }
}
