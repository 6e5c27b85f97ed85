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
mod cover;

use super::theme::{Look, Theme};
use crate::print::{LetterForm, Overlay, Part, Piece, Ruler, UNIT, signed};
use crate::text::cluster;
use crate::text::measure::Measure as _;
use crate::text::sanitize::is_terminal_control;
use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use std::num::NonZeroU16;

/// The thumb of a scrollbar.
const THUMB: &str = "▐";

/// A cursor in print is as wide as a cell divided by this.
const CURSOR: usize = 6;

/// The maximum number of cells by which a letter extends beyond its own cells, in a terminal that
/// draws it as wide as its font.
const SPILL: u16 = 2;

/// Whether the text of a piece is in the cells beneath it. A clipped piece only highlights a range of
/// another piece, and text two rows high belongs to the upper row.
fn stands(piece: &Piece) -> bool {
    piece.clip.is_none() && piece.at >= 0 && !matches!(piece.part, Part::Lower(_))
}

/// Returns the cluster, or a replacement character if it contains a control character, which should
/// never get here.
fn drawn(cluster: &str) -> &str {
    match cluster.as_bytes() {
        [b' '..=b'~'] => cluster,
        _ if cluster.contains(is_terminal_control) => "\u{fffd}",
        _ => cluster,
    }
}

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

    /// Draws `text` again in another style over itself, `at` units to the right of the column `x`.
    pub(super) fn mark(&mut self, (x, at): (u16, usize), y: u16, text: &str, style: Style) {
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

    /// Draws a cursor between two letters of text that is drawn as a picture, `at` units to the
    /// right of the column `x`.
    pub(super) fn cursor(&mut self, (x, at): (u16, usize), y: u16) {
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
    fn overlay_at(&mut self, (x, at): (u16, usize), y: u16) -> Option<(&mut Overlay, i32)> {
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
    fn add_overlay(
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
    fn uncover(&mut self, area: Rect) {
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

    /// Writes as much of `text` into cells as fits before the column `end`; returns the column
    /// after it.
    fn cells(&mut self, x: u16, y: u16, end: u16, text: &str, style: Style) -> u16 {
        let mut at = usize::from(x);
        for cluster in cluster::clusters(text) {
            let cluster = drawn(cluster);
            // The text under a picture is only there to be selected: the fewer cells it takes, the
            // more of it fits.
            let width = if self.ruler.shaper.is_some() {
                self.ruler.widths.advance(cluster)
            } else {
                self.ruler.widths.allotment(cluster)
            };
            if at + width > usize::from(end) {
                break;
            }
            self.cluster(at as u16, y, cluster, width as u16, style);
            at += width;
        }
        at as u16
    }

    /// Blanks the cells of clusters that are only partly within these cells, because half a cluster
    /// cannot be drawn.
    fn claim(&mut self, x: u16, y: u16, width: u16) {
        let is_covered =
            |buffer: &Buffer, x| buffer.cell((x, y)).is_some_and(|c| c.symbol().is_empty());
        let mut lead = x;
        while lead > 0 && is_covered(self.buffer, lead) {
            lead -= 1;
        }
        let mut end = x + width;
        while is_covered(self.buffer, end) {
            end += 1;
        }
        for freed in (lead..x).chain(x + width..end) {
            let cell = &mut self.buffer[(freed, y)];
            cell.set_symbol(" ").set_diff_option(CellDiffOption::None);
        }
    }

    fn cluster(&mut self, x: u16, y: u16, cluster: &str, width: u16, style: Style) {
        self.claim(x, y, width);
        let cell = &mut self.buffer[(x, y)];
        cell.set_symbol(cluster)
            .set_style(style)
            .set_diff_option(CellDiffOption::None);
        if !cluster.is_ascii() {
            let forced =
                NonZeroU16::new(width).map_or(CellDiffOption::None, CellDiffOption::ForcedWidth);
            cell.set_diff_option(forced);
        }
        for covered in x + 1..x + width {
            let cell = &mut self.buffer[(covered, y)];
            cell.reset();
            cell.set_symbol("").set_style(style);
        }
    }

    /// Ends the drawing; returns the overlays.
    ///
    /// The cells under a picture get all the texts of the overlay, one after the other. Letters of
    /// a proportional font usually need less room than cells, so each text by itself would be cut
    /// off. If the text needs more cells than the picture covers, the picture is extended over the
    /// blanks after it. It is always extended a little, because some terminals draw a letter as
    /// wide as their font, and the text in the last cells would be visible next to the picture.
    pub(super) fn finished(mut self) -> Vec<Overlay> {
        for index in 0..self.overlays.len() {
            let Some(overlay) = self.overlays.get(index) else {
                break;
            };
            let (y, end) = (overlay.y, overlay.right());
            let behind = self
                .overlays
                .iter()
                .filter(|over| over.y == y && over.x >= end);
            let limit = behind.map(|over| over.x).min().unwrap_or(u16::MAX);
            let blank = (end..limit).take_while(|x| self.is_blank(*x, y)).count() as u16;
            // The last blank stays uncovered: the thumb of a scrollbar there would change the
            // picture.
            let limit = end + blank.saturating_sub(1);
            self.write_beneath(index, limit);
        }
        self.overlays
    }

    /// Returns whether a cell is empty, or holds the thumb of a scrollbar, which may move with the
    /// next frame.
    fn is_blank(&self, x: u16, y: u16) -> bool {
        let cell = self.buffer.cell((x, y));
        cell.is_some_and(|cell| *cell == Cell::EMPTY || cell.symbol() == THUMB)
    }

    /// Writes a glyph that every terminal draws in one cell: of a rule, a corner or a thumb.
    pub(super) fn glyph(&mut self, x: u16, y: u16, glyph: &str, style: Style) {
        self.uncover(Rect::new(x, y, 1, 1));
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.set_symbol(glyph).set_style(style);
        }
    }

    /// Draws the thumb of a scrollbar in the last column of a pane: `seen` of `total` lines are on
    /// the screen, beginning with line `first`.
    pub(super) fn scrollbar(&mut self, area: Rect, first: usize, seen: usize, total: usize) {
        let height = usize::from(area.height);
        if total <= seen || height == 0 {
            return;
        }
        let length = (height * seen).div_ceil(total).clamp(1, height);
        let top = ((height - length) * first)
            .div_ceil(total - seen)
            .min(height - length);
        let style = self.theme.look(Look::Thumb);
        for y in top..top + length {
            self.glyph(area.right() - 1, area.y + y as u16, THUMB, style);
        }
    }

    /// Changes the style of `area`, but not its text.
    pub(super) fn shade(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area, style);
        for overlay in &mut self.overlays {
            let is_within = (area.y..area.bottom()).contains(&overlay.y)
                && overlay.x >= area.x
                && overlay.right() <= area.right();
            for piece in overlay.pieces.iter_mut().filter(|_| is_within) {
                piece.style = piece.style.patch(style);
            }
        }
    }

    /// Draws a frame with a title, the position in the dialog to its right, and the dialog's keys
    /// at the bottom; returns the area within the frame.
    pub(super) fn frame(
        &mut self,
        area: Rect,
        (title, position): (&str, &str),
        keys: &str,
    ) -> Rect {
        let style = self.theme.look(Look::Rule);
        self.cover(area);
        for y in area.y..area.bottom() {
            self.claim(area.x, y, area.width);
            for x in area.x..area.right() {
                self.buffer[(x, y)].reset();
            }
            self.glyph(area.x, y, "│", style);
            self.glyph(area.right() - 1, y, "│", style);
        }
        for x in area.x + 1..area.right() - 1 {
            self.glyph(x, area.y, "─", style);
            self.glyph(x, area.bottom() - 1, "─", style);
        }
        for (x, y, corner) in [
            (area.x, area.y, "╭"),
            (area.right() - 1, area.y, "╮"),
            (area.x, area.bottom() - 1, "╰"),
            (area.right() - 1, area.bottom() - 1, "╯"),
        ] {
            self.glyph(x, y, corner, style);
        }
        let room = usize::from(area.width.saturating_sub(4));
        let accent = self.theme.look(Look::Title);
        let dim = self.theme.look(Look::Dim);
        let taken = match self.ruler.columns(position) {
            0 => 0,
            width => width + 2,
        };
        let for_title = room.saturating_sub(taken);
        self.text(area.x + 2, area.y, for_title, &format!(" {title} "), accent);
        if (1..=room).contains(&taken) {
            let x = area.right() - 2 - taken as u16;
            self.text(x, area.y, taken, &format!(" {position} "), dim);
        }
        self.text(
            area.x + 2,
            area.bottom() - 1,
            room,
            &format!(" {keys} "),
            dim,
        );
        Rect::new(area.x + 2, area.y + 1, area.width - 4, area.height - 2)
    }
}
