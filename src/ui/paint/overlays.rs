//! Text that lies over cells as a picture: where it is added, marked and cut away.

use super::Painter;
use crate::print::{LetterForm, Overlay, Part, Piece, UNIT, signed};
use crate::text::measure::Measure as _;
use crate::ui::theme::Look;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// A cursor in print is as wide as a cell divided by this.
const CURSOR: usize = 6;

impl Painter<'_> {
    /// Draws `text` again in another style over itself, `at` units to the right of the column `x`.
    pub(in crate::ui) fn mark(&mut self, (x, at): (u16, usize), y: u16, text: &str, style: Style) {
        if self.ruler.shaper.is_none() {
            let end = self.buffer.area.right();
            self.text_from((x, at), y, end, text, style);
            return;
        }
        let width = self.part.widened(self.ruler.width_in(text, self.form));
        let (cell, right) = (self.ruler.cell(), self.buffer.area.right());
        let Some((overlay, start)) = self.overlay_at((x, at), y) else {
            let shaper = self.ruler.shaper.as_ref();
            if !shaper.is_some_and(|shaper| shaper.leaves_some_of(text)) {
                return;
            }
            let first = x.saturating_add(at.div_ceil(cell) as u16).min(right);
            let columns = (self.ruler.widths.width(text) as u16).min(right - first);
            self.buffer
                .set_style(Rect::new(first, y, columns, 1), style);
            return;
        };
        let holds = |piece: &&Piece| piece.at <= start && start < piece.end();
        // The glyphs stay those of the whole word, because a range of it would be shaped
        // differently alone.
        if let Some(marked) = overlay.pieces.iter().rev().find(holds).cloned() {
            let end = start.saturating_add(signed(width));
            overlay.pieces.push(Piece {
                style,
                clip: Some(start..end.min(marked.end())),
                ..marked
            });
        }
    }

    /// Draws `text` in the middle of what is drawn already, `at` units to the right of the column `x`
    /// and `width` units wide, instead of that.
    pub(in crate::ui) fn replace(
        &mut self,
        (x, at): (u16, usize),
        y: u16,
        width: usize,
        text: &str,
        style: Style,
    ) {
        let cell = self.ruler.cell();
        let own = self.ruler.width(text);
        let before = width.saturating_sub(own) / 2;
        let piece = Piece {
            at: 0,
            width: own,
            text: text.into(),
            style,
            clip: None,
            part: Part::Whole,
            form: LetterForm::Text,
        };
        if let Some((overlay, start)) = self.overlay_at((x, at), y) {
            overlay.pieces.push(Piece {
                at: start.saturating_add(signed(before)),
                clip: Some(start..start.saturating_add(signed(width))),
                ..piece
            });
            return;
        }
        let (columns, start) = (width / cell, x.saturating_add((at / cell) as u16));
        let blank = " ".repeat(columns);
        let right = self.text(start, y, columns, &blank, style);
        let middle = start + (before / cell) as u16;
        self.text(middle, y, right.saturating_sub(middle).into(), text, style);
    }

    /// Draws a cursor between two letters of text that is drawn as a picture, `at` units to the
    /// right of the column `x`.
    pub(in crate::ui) fn cursor(&mut self, (x, at): (u16, usize), y: u16) {
        let width = signed((self.ruler.cell() / CURSOR).max(UNIT));
        let style = self
            .theme
            .look(Look::Plain)
            .add_modifier(Modifier::REVERSED);
        let Some((overlay, start)) = self.overlay_at((x, at), y) else {
            return;
        };
        let holds = |piece: &&Piece| piece.at <= start && start < piece.end();
        if let Some(piece) = overlay.pieces.iter().rev().find(holds).cloned() {
            overlay.pieces.push(Piece {
                style,
                clip: Some(start..start.saturating_add(width)),
                ..piece
            });
        }
    }

    /// Returns the overlay that covers a position, and the position's distance from its left edge,
    /// in units.
    pub(super) fn overlay_at(
        &mut self,
        (x, at): (u16, usize),
        y: u16,
    ) -> Option<(&mut Overlay, i32)> {
        let cell = self.ruler.cell();
        let column = x.saturating_add((at / cell) as u16);
        let covers = |overlay: &&mut Overlay| {
            overlay.y == y && overlay.x <= column && column < overlay.right()
        };
        let overlay = self.overlays.iter_mut().rev().find(covers)?;
        let start = signed(usize::from(column - overlay.x) * cell + at % cell);
        Some((overlay, start))
    }

    /// Adds a text to the last overlay if that ends where the text begins, else to a new one;
    /// returns the first column that the text does not share with earlier text of the overlay.
    pub(super) fn add_overlay(
        &mut self,
        (x, at): (u16, usize),
        y: u16,
        right: u16,
        (text, width): (&str, usize),
        style: Style,
    ) -> u16 {
        let cell = self.ruler.cell();
        let mut piece = Piece {
            at: signed(at),
            width,
            text: text.into(),
            style,
            clip: None,
            part: self.part,
            form: self.form,
        };
        if let Some(last) = self.overlays.last_mut().filter(|last| last.y == y) {
            let end = last.pieces.last().map_or(0, Piece::end);
            let begin = (i32::from(x) - i32::from(last.x)) * signed(cell) + piece.at;
            // Text that ends within a word may be slightly wider alone than within the word.
            let hair = signed(cell / 4);
            if begin + hair >= end && x <= last.right() {
                let first = last.right();
                piece.at = begin;
                last.columns = last.columns.max(right.saturating_sub(last.x));
                last.pieces.push(piece);
                return first;
            }
        }
        self.uncover(Rect::new(x, y, right - x, 1));
        self.overlays.push(Overlay {
            x,
            y,
            columns: right - x,
            pieces: vec![piece],
        });
        x
    }

    /// Cuts `area` out of the overlays that cover it.
    pub(super) fn uncover(&mut self, area: Rect) {
        let is_hit = |overlay: &Overlay| {
            (area.y..area.bottom()).contains(&overlay.y)
                && overlay.x < area.right()
                && area.x < overlay.right()
        };
        if !self.overlays.iter().any(is_hit) {
            return;
        }
        let cell = self.ruler.cell();
        let overlays = std::mem::take(&mut self.overlays).into_iter();
        self.overlays = overlays
            .flat_map(|overlay| overlay.without(area, cell))
            .collect();
    }
}
