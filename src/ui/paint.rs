//! Writes text into the buffer; no other module does. Control characters are never written.
//!
//! The backend relies on this: the first cell of a cluster holds the whole cluster, and the other
//! cells hold the empty symbol. If ratatui would count a different number of cells than we allot,
//! the first cell has our number as its forced width. If the other cells held blanks, the diff
//! would not notice that a narrow cluster replaced a wide one, and the terminal would keep showing
//! the wide one.
//!
//! If text is drawn as pictures, each text becomes an overlay over its cells, measured in the
//! widths of its font. Once the whole row is known, the cells under an overlay are filled with as
//! much of its text as fits.

mod beneath;
mod cells;
mod cover;
mod frame;
mod overlays;

use super::theme::Theme;
use crate::print::{LetterForm, Overlay, Part, Ruler};
use crate::text::cluster;
use crate::text::measure::Measure as _;
use cells::drawn;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// A buffer, with the means to write text into it.
pub(super) struct Painter<'a> {
    pub(super) buffer: &'a mut Buffer,
    pub(super) ruler: &'a Ruler,
    /// The overlays so far; they do not overlap.
    pub(super) overlays: Vec<Overlay>,
    /// Which half of the text's height is drawn, for headlines two rows high.
    pub(super) part: Part,
    /// The form of the letters that are drawn.
    pub(super) form: LetterForm,
    pub(super) theme: &'a Theme,
}

impl Painter<'_> {
    /// Writes as much of `text` as fits into `room` cells from `x` on; returns the column after it.
    pub(super) fn text(&mut self, x: u16, y: u16, room: usize, text: &str, style: Style) -> u16 {
        let end = (usize::from(x) + room).min(usize::from(self.buffer.area.right()));
        self.text_from((x, 0), y, end as u16, text, style)
    }

    /// Writes as much of `text` as fits before the column `end`, starting `at` units to the right
    /// of the column `x`; returns the column after it.
    pub(super) fn text_from(
        &mut self,
        (x, at): (u16, usize),
        y: u16,
        end: u16,
        text: &str,
        style: Style,
    ) -> u16 {
        let end = end.min(self.buffer.area.right());
        let cell = self.ruler.cell();
        let x = x.saturating_add((at / cell) as u16);
        if y >= self.buffer.area.bottom() || x >= end {
            return x;
        }
        if self.ruler.shaper.is_none() {
            return self.cells(x, y, end, text, style);
        }
        let room = usize::from(end - x) * cell - at % cell;
        let (length, width) = self.ruler.fit_in(text, self.part.narrowed(room), self.form);
        if length == 0 {
            return x;
        }
        let text = text.get(..length).unwrap_or_default();
        let shaper = self.ruler.shaper.as_ref();
        if shaper.is_none_or(|shaper| !shaper.leaves_some_of(text)) {
            return self.picture((x, at % cell), y, (text, width), style);
        }
        let stretches = shaper.map(|shaper| shaper.stretches(text));
        let (mut at, mut right) = (at % cell, x);
        for (part, is_left) in stretches.unwrap_or_default() {
            let width = self.ruler.width_in(part, self.form);
            let column = x + (at / cell) as u16;
            right = if is_left {
                self.left_to_cells(x + at.div_ceil(cell) as u16, y, end, part, style)
            } else {
                self.picture((column, at % cell), y, (part, width), style)
            };
            at += self.part.widened(width);
        }
        right
    }

    /// Draws a text that ends before the column `end`.
    pub(super) fn text_before(&mut self, end: u16, y: u16, text: &str, style: Style) {
        let columns = self.ruler.columns(text);
        let x = end.saturating_sub(columns as u16);
        let at = (columns * self.ruler.cell()).saturating_sub(self.ruler.width(text));
        self.text_from((x, at), y, end, text, style);
    }

    /// Draws a text as a picture, `at` units to the right of the column `x`; returns the column after
    /// it. `width` is its width at the normal size.
    fn picture(
        &mut self,
        (x, at): (u16, usize),
        y: u16,
        (text, width): (&str, usize),
        style: Style,
    ) -> u16 {
        let width = self.part.widened(width);
        let right = x + (at + width).div_ceil(self.ruler.cell()) as u16;
        let first = self.add_overlay((x, at), y, right, (text, width), style);
        if first < right {
            self.claim(first, y, right - first);
            // The text of these cells is written once the whole row is known. The cells get no
            // style: nobody sees it, and each change of style costs bytes.
            for blank in first..right {
                self.buffer[(blank, y)].reset();
            }
        }
        right
    }

    /// Writes text for which there is no font into the cells; of a large heading only in its lower
    /// row.
    fn left_to_cells(&mut self, x: u16, y: u16, end: u16, text: &str, style: Style) -> u16 {
        if matches!(self.part, Part::Upper(_)) {
            return x;
        }
        let mut at = x;
        for cluster in cluster::clusters(text) {
            let width = self.ruler.widths.allotment(cluster) as u16;
            if at + width > end {
                break;
            }
            self.uncover(Rect::new(at, y, width, 1));
            self.cluster(at, y, drawn(cluster), width, style);
            at += width;
        }
        at
    }

    /// Changes the style of `area`, but not its text.
    pub(super) fn shade(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area, style);
        let cell = self.ruler.cell();
        let is_within = |overlay: &&mut Overlay| {
            (area.y..area.bottom()).contains(&overlay.y)
                && overlay.x >= area.x
                && overlay.right() <= area.right()
        };
        for overlay in self.overlays.iter_mut().filter(is_within) {
            for piece in &mut overlay.pieces {
                piece.style = piece.style.patch(style);
            }
            overlay.lay_beneath(style, cell);
        }
    }
}
