//! Encodes the change between two states of a row; `screen` explains the rules.
//!
//! A control character in a cell is replaced by a visible character: only our own sequences reach
//! the terminal.

mod change;
mod cluster;
mod pen;

use super::super::sequence::Sequence;
use super::relay::Relay;
use crate::text::sanitize::is_terminal_control;
use crate::text::width::{ProfileSource, RUN, WidthProfile, is_one_cell};
use change::{change, is_plain, parts, staying, width_of};
pub(super) use pen::RunSize;
use pen::{Pen, write_explicit};
use ratatui::buffer::Cell;
use ratatui::style::Style;
use std::ops::Range;

/// The number of blank cells behind a cluster that are written to cover its overhang.
const SPILL: usize = 6;

/// Whether measurements show that the terminal gives the cluster of `cell` the width that we
/// expect.
pub(super) fn is_exact(widths: &WidthProfile, cell: &Cell) -> bool {
    let symbol = cell.symbol();
    is_plain(cell)
        || symbol.is_empty()
        || symbol.starts_with(RUN)
        || (widths.is_exact(symbol) && !symbol.ends_with('\u{200d}'))
}

/// Writes cells up to the first whose width is not certain.
pub(super) fn write_certain(out: &mut Vec<u8>, cells: &[Cell], size: RunSize) {
    let mut pen = Pen::default();
    for (index, cell) in cells.iter().enumerate() {
        if cell.symbol().starts_with(RUN) {
            pen.set(out, cell.style());
            write_explicit(out, width_of(cells, index), cell.symbol(), size);
        } else if is_plain(cell) {
            pen.write(out, cell);
        } else if !cell.symbol().is_empty() {
            break;
        }
    }
}

/// Whether every terminal moves its cursor by one column after the cell.
fn is_certain(cell: &Cell) -> bool {
    is_plain(cell) || is_one_cell(cell.symbol())
}

/// The maximum number of clusters that are collected for the next measurement.
const MOST_UNKNOWN: usize = 64;

/// Writes rows: the output, the widths and the state of the terminal that writing needs.
pub(super) struct RowWriter<'a> {
    pub(super) out: &'a mut Vec<u8>,
    pub(super) widths: &'a WidthProfile,
    /// Clusters that were drawn but whose width was never measured.
    pub(super) unknown: &'a mut Vec<Box<str>>,
    /// Whether cells are erased by writing blanks over them.
    pub(super) is_blanking: bool,
    /// The size of the letters beneath pictures.
    pub(super) run_size: RunSize,
    /// The blanks that make tmux set the cursor of the outer terminal.
    pub(super) relay: Option<Relay<'a>>,
}

/// Writes blanks over `count` cells from column `x` on in the current style, and moves the cursor
/// back. If cells are only erased, xterm redraws the pictures that were over them.
pub(super) fn write_blanks(out: &mut Vec<u8>, x: u16, count: usize) {
    if let Some(more) = count.checked_sub(1) {
        out.push(b' ');
        if more > 0 {
            Sequence::Repeat(more).write(out);
        }
        Sequence::MoveInRow(x).write(out);
    }
}

impl RowWriter<'_> {
    /// Writes the change between two states of a row.
    pub(super) fn write_row(&mut self, old: &[Cell], new: &[Cell], y: u16) {
        if old == new {
            return;
        }
        let width = new.len();
        for part in parts(old, new) {
            let (before, after) = (
                old.get(part.clone()).unwrap_or_default(),
                new.get(part.clone()).unwrap_or_default(),
            );
            if before == after {
                continue;
            }
            self.note_unknown(after);
            let mut change = change(before, after);
            if after.last().is_some_and(|cell| cell.symbol() == "│") && part.end < width {
                change.end = after.len();
            }
            let mut changed = [before, after]
                .into_iter()
                .flat_map(|cells| cells.get(change.clone()).unwrap_or_default());
            if !changed.all(|cell| is_exact(self.widths, cell)) {
                if self.may_spill(after) {
                    self.write_cells(new, part.start..width, y);
                    return;
                }
                self.write_cells(new, part, y);
                continue;
            }
            let place = RowSpan {
                left: part.start,
                y,
                is_last: part.end == width,
            };
            self.write_change(before, after, change, place);
        }
    }

    /// Whether the last cluster of `cells` is so close to their end that it may extend beyond them.
    fn may_spill(&self, cells: &[Cell]) -> bool {
        let near = cells.iter().rev().take(SPILL);
        near.clone()
            .any(|cell| !is_exact(self.widths, cell) || cell.symbol().is_empty())
    }

    fn note_unknown(&mut self, cells: &[Cell]) {
        if self.widths.source() != ProfileSource::Measured {
            return;
        }
        for cell in cells {
            let symbol = cell.symbol();
            let is_new = || !self.unknown.iter().any(|known| &**known == symbol);
            if !is_plain(cell)
                && !symbol.starts_with(RUN)
                && !symbol.contains(is_terminal_control)
                && !self.widths.knows(symbol)
                && self.unknown.len() < MOST_UNKNOWN
                && is_new()
            {
                self.unknown.push(symbol.into());
            }
        }
    }

    /// Writes the cells from the first change to the last, where all widths are certain. A longer
    /// unchanged stretch in between is skipped.
    fn write_change(
        &mut self,
        before: &[Cell],
        after: &[Cell],
        change: Range<usize>,
        place: RowSpan,
    ) {
        let blank_from = after
            .iter()
            .rposition(|cell| *cell != Cell::EMPTY)
            .map_or(0, |at| at + 1);
        let is_erased = place.is_last && change.end > blank_from + 3;
        let end = if is_erased {
            blank_from.max(change.start)
        } else {
            change.end
        };
        let column = |index: usize| (place.left + index) as u16;
        Sequence::Move(column(change.start), place.y).write(self.out);
        let mut pen = Pen::default();
        let mut in_word = false;
        let mut index = change.start;
        while let Some(cell) = after.get(index).filter(|_| index < end) {
            let staying = staying(before, after, index, end);
            if staying >= WORTH_A_MOVE {
                index += staying;
                Sequence::MoveInRow(column(index)).write(self.out);
                in_word = false;
                continue;
            }
            if cell.symbol() == " " && std::mem::take(&mut in_word) {
                Sequence::MoveInRow(column(index)).write(self.out);
            }
            let width = width_of(after, index);
            self.write_cluster(&mut pen, cell, (column(index), width));
            in_word |= !is_plain(cell);
            index += width;
        }
        if is_erased {
            if in_word {
                Sequence::MoveInRow(column(end)).write(self.out);
            }
            pen.set(self.out, Style::reset());
            self.erase(column(end), after.len() - end, true);
        }
    }

    /// Clears row `y` and writes it from left to right.
    pub(super) fn write_whole(&mut self, row: &[Cell], y: u16) {
        self.write_cells(row, 0..row.len(), y);
    }

    /// Clears `count` cells from the cursor on, which is in column `x`.
    fn erase(&mut self, x: u16, count: usize, is_to_end: bool) {
        if self.is_blanking {
            write_blanks(self.out, x, count);
        } else if is_to_end {
            Sequence::EraseLineEnd.write(self.out);
        } else {
            Sequence::EraseCells(count).write(self.out);
        }
    }

    /// Writes all cells of `part` of row `y` from left to right.
    fn write_cells(&mut self, row: &[Cell], part: Range<usize>, y: u16) {
        Sequence::Move(part.start as u16, y).write(self.out);
        let mut pen = Pen::default();
        let mut end = part.end;
        pen.set(self.out, Style::reset());
        self.erase(part.start as u16, part.len(), end == row.len());
        if end == row.len() {
            let last = row.iter().rposition(|cell| *cell != Cell::EMPTY);
            end = (last.map_or(0, |last| last + 1) + SPILL).min(end);
        }
        let mut astray = false;
        let cells = row.iter().enumerate().take(end).skip(part.start);
        for (index, cell) in cells {
            if cell.symbol().is_empty() {
                astray = true;
                continue;
            }
            if astray {
                self.set_cursor(&mut pen, index as u16, y);
            }
            let width = width_of(row, index);
            let symbol = cell.symbol();
            if !is_certain(cell) && self.relay.is_some() {
                pen.set(self.out, cell.style());
                self.write_relayed(cell, index as u16, y);
            } else if !is_plain(cell) && self.is_by_letter(symbol) {
                pen.set(self.out, cell.style());
                self.write_by_letter(symbol, index as u16, false);
            } else if !is_plain(cell)
                && self.needs_explicit_width(symbol, (self.widths.advance(symbol), width))
            {
                pen.set(self.out, cell.style());
                write_explicit(self.out, width, cell.symbol(), self.run_size);
            } else {
                pen.write(self.out, cell);
            }
            if cell.symbol().ends_with('\u{200d}') && index + width < part.end {
                // tmux swallows the cell after a joiner, even behind a cursor move, so it gets a
                // blank to swallow.
                self.out.push(b' ');
            }
            astray = !is_certain(cell);
        }
        if let Some(relay) = self.relay.as_mut().filter(|_| astray) {
            relay.write(self.out, (end as u16, y));
        }
    }

    /// Moves the cursor to a column of its row, after a cluster whose width is not certain.
    fn set_cursor(&mut self, pen: &mut Pen, x: u16, y: u16) {
        let relay = self.relay.as_mut();
        if relay.is_some_and(|relay| relay.write(self.out, (x, y))) {
            pen.style = None;
            Sequence::Move(x, y).write(self.out);
        } else {
            Sequence::MoveInRow(x).write(self.out);
        }
    }
}

/// The cost of a cursor move, in cells. A shorter unchanged stretch is written again instead.
const WORTH_A_MOVE: usize = 8;

/// The position of a span of cells within its row.
#[derive(Clone, Copy)]
struct RowSpan {
    left: usize,
    y: u16,
    /// Whether the span extends to the right edge of the screen.
    is_last: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(symbols: &str) -> Vec<Cell> {
        let cell = |c: char| Cell::new(Box::leak(c.to_string().into_boxed_str()));
        symbols.chars().map(cell).collect()
    }

    fn written(old: &str, new: &str) -> String {
        let mut out = Vec::new();
        let mut writer = RowWriter {
            out: &mut out,
            widths: &WidthProfile::default(),
            unknown: &mut Vec::new(),
            is_blanking: false,
            run_size: RunSize::Full,
            relay: None,
        };
        writer.write_row(&cells(old), &cells(new), 0);
        String::from_utf8(out).unwrap()
    }

    /// In xterm the thumb of a scrollbar left a line of one pixel in the border after it.
    #[test]
    fn a_border_is_written_if_the_cell_before_it_changes() {
        for (old, new, has_border) in [
            ("ab▐│cd", "ab │cd", true),
            ("ab▐│cd", "xb▐│cd", false),
            ("ab │cd", "ab │xd", false),
            ("क▐│cd", "क │cd", true),
            ("ab▐│c│d", "ab │x│d", true),
        ] {
            let written = written(old, new);
            assert_eq!(written.contains('│'), has_border, "{old} {new} {written:?}");
        }
    }
}
