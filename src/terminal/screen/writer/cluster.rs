//! Writes a cluster in its cells, in the way in which the terminal sets it there.

use super::RowWriter;
use super::change::is_plain;
use super::pen::{Pen, write_explicit, write_symbol};
use crate::terminal::sequence::Sequence;
use crate::text::width::{
    ExplicitWidth, LetterDrawing, RUN, WidthRules, is_sign, is_spacing_sign, is_wide,
};
use ratatui::buffer::Cell;

impl RowWriter<'_> {
    /// Writes a cluster in exactly `width` cells of a measured terminal, from the column `x` on.
    pub(super) fn write_cluster(&mut self, pen: &mut Pen, cell: &Cell, (x, width): (u16, usize)) {
        let symbol = cell.symbol();
        if is_plain(cell) {
            pen.write(self.out, cell);
            return;
        }
        let advance = self.widths.advance(symbol);
        pen.set(self.out, cell.style());
        if self.is_by_letter(symbol) {
            let end = self.write_by_letter(symbol, x, true);
            let gap = width.saturating_sub(usize::from(end - x));
            self.out.resize(self.out.len() + gap, b' ');
        } else if self.needs_explicit_width(symbol, (advance, width)) {
            write_explicit(self.out, width, symbol, self.run_size);
        } else {
            write_symbol(self.out, symbol);
            let gap = width.saturating_sub(advance);
            self.out.resize(self.out.len() + gap, b' ');
        }
    }

    /// Whether a cluster needs OSC 66 to get its cells. A terminal that only sets widths (foot) would
    /// distribute the signs of a wide letter over its cells; a blank after it does the same.
    pub(super) fn needs_explicit_width(
        &self,
        symbol: &str,
        (advance, width): (usize, usize),
    ) -> bool {
        if symbol.starts_with(RUN) {
            return true;
        }
        let is_followed = match self.widths.explicit() {
            ExplicitWidth::No => false,
            ExplicitWidth::WidthOnly => WidthRules::SUM.advance(symbol) >= width,
            ExplicitWidth::Full => true,
        };
        is_followed && width >= 2 && advance != width
    }

    /// Whether the letters of a cluster are written one by one, each in its place.
    pub(super) fn is_by_letter(&self, symbol: &str) -> bool {
        match self.widths.drawing() {
            LetterDrawing::SignsApart => true,
            LetterDrawing::Apart => symbol.contains(is_wide),
            LetterDrawing::Shaped | LetterDrawing::ClustersApart => false,
        }
    }

    /// Writes a cluster with a cell for each letter, one more for a wide letter before the next and,
    /// where signs have cells, one for each sign, from the column `x` on. Returns the column after it,
    /// where the cursor then is. `is_blanking` says whether the cells in between are not blank yet.
    ///
    /// After a sign with a cell the cursor is moved over it, because the next letter would replace
    /// it. Joiners are left out there: they would replace the virama before them.
    pub(super) fn write_by_letter(&mut self, symbol: &str, mut x: u16, is_blanking: bool) -> u16 {
        let have_signs_cells = self.widths.drawing() == LetterDrawing::SignsApart;
        let mut is_room_due = false;
        for c in symbol.chars() {
            let bytes = &mut [0; 4];
            let letter = &*c.encode_utf8(bytes);
            if is_sign(c) && have_signs_cells {
                is_room_due = false;
                write_symbol(self.out, letter);
                x += 1;
                Sequence::MoveInRow(x).write(self.out);
            } else if is_sign(c) || is_joiner(c) {
                if !have_signs_cells {
                    write_symbol(self.out, letter);
                }
            } else {
                if std::mem::replace(&mut is_room_due, is_wide(c)) {
                    if is_blanking {
                        self.out.push(b' ');
                    }
                    x += 1;
                    Sequence::MoveInRow(x).write(self.out);
                }
                x += self.widths.advance(letter) as u16;
                write_symbol(self.out, letter);
            }
        }
        x
    }

    /// Writes a cluster at the column `x` through tmux, which gives each spacing sign a cell. To add a
    /// mark to such a sign it moves back by one cell, from where it believes the cursor to be.
    pub(super) fn write_relayed(&mut self, cell: &Cell, mut x: u16, y: u16) {
        let mut pen = Pen {
            style: Some(cell.style()),
        };
        let mut follows_spacing = false;
        for c in cell.symbol().chars() {
            let mut bytes = [0; 4];
            let letter = &*c.encode_utf8(&mut bytes);
            let has_cell = !is_sign(c) && !is_joiner(c);
            if follows_spacing && !has_cell {
                self.set_cursor(&mut pen, x, y);
                pen.set(self.out, cell.style());
            }
            follows_spacing = is_spacing_sign(c);
            if has_cell {
                x += WidthRules::SUM.advance(letter) as u16;
            }
            write_symbol(self.out, letter);
        }
    }
}

/// Whether `c` joins or varies letters, and is not seen itself.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}
