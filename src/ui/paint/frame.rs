//! Rules, scrollbars, and the frame of a dialog.

use super::Painter;
use crate::ui::theme::Look;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The thumb of a scrollbar.
pub(super) const THUMB: &str = "▐";

impl Painter<'_> {
    /// Writes a glyph that every terminal draws in one cell: of a rule, a corner or a thumb.
    pub(in crate::ui) fn glyph(&mut self, x: u16, y: u16, glyph: &str, style: Style) {
        self.uncover(Rect::new(x, y, 1, 1));
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.set_symbol(glyph).set_style(style);
        }
    }

    /// Draws the thumb of a scrollbar in the last column of a pane: `seen` of `total` lines are on
    /// the screen, beginning with line `first`.
    pub(in crate::ui) fn scrollbar(&mut self, area: Rect, first: usize, seen: usize, total: usize) {
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

    /// Draws a frame with a title, the position in the dialog to its right, and the dialog's keys
    /// at the bottom; returns the area within the frame.
    pub(in crate::ui) fn frame(
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
