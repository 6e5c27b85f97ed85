//! Covers a part of the screen with a dialog: the page behind it is dimmed, and no word of it is
//! cut at the edge of the dialog.

use super::Painter;
use crate::print::{Overlay, Part, Piece, signed};
use crate::text::measure::Measure as _;
use crate::ui::theme::Look;
use ratatui::buffer::CellDiffOption;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

/// What can be seen of a blank without a background.
const LINES: Modifier = Modifier::UNDERLINED.union(Modifier::CROSSED_OUT);

impl Painter<'_> {
    /// Dims everything drawn so far in `page`; highlights and selected rows lose their backgrounds.
    pub(in crate::ui) fn dim(&mut self, page: Rect) {
        let look = self.theme.look(Look::Behind);
        let style = Style::new().bg(Color::Reset).not_reversed().patch(look);
        // A blank stays an empty cell, over which pictures can be joined.
        for y in page.y..page.bottom() {
            for x in page.x..page.right() {
                let cell = &mut self.buffer[(x, y)];
                let is_blank = cell.symbol() == " " && cell.diff_option == CellDiffOption::None;
                let is_lined = cell.modifier.intersects(LINES);
                if is_blank && !is_lined {
                    cell.reset();
                } else {
                    cell.set_style(style);
                }
            }
        }
        let overlays = self.overlays.iter_mut();
        let behind = overlays.filter(|over| (page.y..page.bottom()).contains(&over.y));
        for piece in behind.flat_map(|over| &mut over.pieces) {
            piece.style = Style {
                bg: look.bg,
                ..piece.style.patch(style)
            };
        }
    }

    /// Removes the words that are at least partly in `area`, also where they extend beyond it.
    pub(super) fn cover(&mut self, area: Rect) {
        for y in area.y..area.bottom() {
            self.blank_word_before(area.x, y);
            self.blank_word_after(area.right(), y);
        }
        let overlays = std::mem::take(&mut self.overlays);
        for overlay in overlays {
            if !is_cut(&overlay, area) {
                self.overlays.push(overlay);
                continue;
            }
            // Both rows of a large heading lose the same words, whichever of them is covered.
            let (y, height) = (overlay.y, 1);
            let row = Rect { y, height, ..area };
            for mut rest in overlay.without(row, self.ruler.cell()) {
                self.drop_cut_words(&mut rest);
                if !rest.pieces.is_empty() {
                    self.overlays.push(rest);
                }
            }
        }
    }

    /// Blanks the cells of the word that continues at the column `x`.
    fn blank_word_before(&mut self, x: u16, y: u16) {
        if !self.is_of_word(x, y) {
            return;
        }
        for x in (0..x)
            .rev()
            .take_while(|x| self.is_of_word(*x, y))
            .collect::<Vec<_>>()
        {
            self.buffer[(x, y)].reset();
        }
    }

    /// Blanks the cells of the word that continues before the column `x`.
    fn blank_word_after(&mut self, x: u16, y: u16) {
        if x == 0 || !self.is_of_word(x - 1, y) {
            return;
        }
        let right = self.buffer.area.right();
        for x in (x..right)
            .take_while(|x| self.is_of_word(*x, y))
            .collect::<Vec<_>>()
        {
            self.buffer[(x, y)].reset();
        }
    }

    /// Whether a cell belongs to a word, rather than being blank or part of a rule.
    fn is_of_word(&self, x: u16, y: u16) -> bool {
        let cell = self.buffer.cell((x, y));
        cell.is_some_and(|cell| !matches!(cell.symbol(), " " | "│" | "─" | "▐" | "▌"))
    }

    /// Shortens the pieces that begin before the overlay or end after it to their whole words.
    fn drop_cut_words(&self, overlay: &mut Overlay) {
        let end = signed(usize::from(overlay.columns) * self.ruler.cell());
        let pieces = std::mem::take(&mut overlay.pieces).into_iter();
        overlay.pieces = pieces
            .filter_map(|piece| self.whole_words(piece, end))
            .collect();
    }

    /// Returns the words of a piece that are entirely between 0 and `end`, in units.
    fn whole_words(&self, mut piece: Piece, end: i32) -> Option<Piece> {
        let is_within = piece.at >= 0 && piece.end() <= end;
        if is_within {
            return Some(piece);
        }
        let is_plain =
            piece.clip.is_none() && !crate::text::direction::runs_from_right(&piece.text);
        while is_plain && piece.at < 0 {
            let (head, rest) = piece.text.split_once(' ')?;
            let head = self.width_of(&piece, &format!("{head} "));
            piece = Piece {
                at: piece.at.saturating_add(signed(head)),
                width: piece.width.saturating_sub(head),
                text: rest.into(),
                ..piece
            };
        }
        while is_plain && piece.end() > end {
            let (rest, _) = piece.text.trim_end().rsplit_once(' ')?;
            piece = Piece {
                width: self.width_of(&piece, rest),
                text: rest.into(),
                ..piece
            };
        }
        (is_plain && piece.width > 0).then_some(piece)
    }

    fn width_of(&self, piece: &Piece, text: &str) -> usize {
        piece.part.widened(self.ruler.width_in(text, piece.form))
    }
}

/// Whether `area` covers a row of the letters of an overlay, which for a large heading are two.
fn is_cut(overlay: &Overlay, area: Rect) -> bool {
    let covers = |y: u16| (area.y..area.bottom()).contains(&y);
    let is_half_covered = |piece: &Piece| match piece.part {
        Part::Whole => false,
        Part::Upper(_) => covers(overlay.y.saturating_add(1)),
        Part::Lower(_) => overlay.y.checked_sub(1).is_some_and(covers),
    };
    covers(overlay.y) || overlay.pieces.iter().any(is_half_covered)
}
