//! The only writer of text into a buffer.
//!
//! The contract with the backend: the first cell of a cluster holds the whole cluster and, where
//! ratatui would count another number of cells than we give it, that number as its forced width;
//! the cells it covers hold the empty symbol. Were they blanks, the diff would not notice when a
//! wide cluster gives way to a narrow one, and the terminal would keep what it drew there.

use super::theme::{Look, Theme};
use crate::text::cluster;
use crate::text::width::WidthProfile;
use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::num::NonZeroU16;

/// A buffer with what is needed to write into it.
pub(super) struct Painter<'a> {
    pub(super) buffer: &'a mut Buffer,
    pub(super) widths: &'a WidthProfile,
    pub(super) theme: &'a Theme,
}

impl Painter<'_> {
    /// Writes the head of `text` that fits into `room` cells from `x` on; returns the column after
    /// it.
    pub(super) fn text(&mut self, x: u16, y: u16, room: usize, text: &str, style: Style) -> u16 {
        let area = self.buffer.area;
        if y >= area.bottom() {
            return x;
        }
        let end = (usize::from(x) + room).min(usize::from(area.right()));
        let mut at = usize::from(x);
        for cluster in cluster::clusters(text) {
            let width = self.widths.allotment(cluster);
            if at + width > end {
                break;
            }
            self.cluster(at as u16, y, cluster, width as u16, style);
            at += width;
        }
        at as u16
    }

    /// Frees cells from the clusters that reach into them from either side: half a cluster cannot
    /// be shown, so its other half becomes blank.
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

    /// Writes one glyph of ours, one cell wide everywhere: a rule, an edge, a thumb.
    pub(super) fn glyph(&mut self, x: u16, y: u16, glyph: &str, style: Style) {
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.set_symbol(glyph).set_style(style);
        }
    }

    /// Gives the cells of `area` a style and leaves their text.
    pub(super) fn shade(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area, style);
    }

    /// Draws an empty box with a title and a line about its keys; returns its inside.
    pub(super) fn frame(&mut self, area: Rect, title: &str, keys: &str) -> Rect {
        let style = self.theme.look(Look::Rule);
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
        let accent = self.theme.look(Look::Accent);
        self.text(area.x + 2, area.y, room, &format!(" {title} "), accent);
        let dim = self.theme.look(Look::Dim);
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
