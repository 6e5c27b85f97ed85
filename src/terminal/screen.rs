//! Frames onto a terminal whose idea of widths may differ from ours, without drift and without
//! remains.
//!
//! Why not ratatui's own backend: it gets only the cells that changed, and trusts the terminal to
//! have moved its cursor by what Unicode's table says. With Hindi that leaves ghosts on almost every
//! terminal, and one wrong width shifts the rest of the row. So the whole frame is handed over here,
//! compared with what was drawn before, and a row that changed is written anew:
//!
//! 1. A row is cleared first, since an old cluster may reach further than we think, and then written
//!    from left to right with the cursor put in its place after every cluster that is not plain: an
//!    error in a width stays inside its own cells.
//! 2. Blank cells after a cluster are written too, so that one that is wider than we think is cut
//!    off where its cells end.
//! 3. Where this terminal was seen to give every cluster the cells that we think, and where a row is
//!    plain, that is not needed: the row is cut at its rules (`│`), a part without change costs
//!    nothing, and of the others goes out what stands between the first change and the last. The
//!    cursor is still put in its place after each word, for a terminal that changes its mind.
//!
//! Everything goes out in one write, within one synchronized update.

use super::sequence::Sequence;
use crate::text::width::{ExplicitWidth, Source, WidthProfile};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use std::io::{self, Write};
use std::ops::Range;

/// A terminal as we drew it.
#[derive(Debug)]
pub struct Screen<W> {
    out: W,
    shown: Buffer,
    cursor: Option<Position>,
    /// Clusters that were drawn and never measured.
    unknown: Vec<Box<str>>,
    /// Whether nothing is known of what the terminal shows.
    stale: bool,
    bytes: Vec<u8>,
}

/// After this many blank cells behind a cluster, what it may have spilt is covered.
const SPILL: usize = 6;

impl<W: Write> Screen<W> {
    /// Returns a screen that writes to `out` and begins with a whole frame.
    pub fn new(out: W) -> Self {
        let shown = Buffer::empty(Rect::default());
        Self {
            out,
            shown,
            cursor: None,
            unknown: Vec::new(),
            stale: true,
            bytes: Vec::with_capacity(1 << 16),
        }
    }

    /// Forgets what the terminal shows: the next frame is written whole.
    pub fn forget(&mut self) {
        self.stale = true;
    }

    /// Forgets what the terminal shows in its first `count` rows.
    pub fn forget_rows(&mut self, count: usize) {
        let cells = count * usize::from(self.shown.area.width);
        for cell in self.shown.content.iter_mut().take(cells) {
            // No frame holds this, so the rows differ from whatever comes.
            *cell = Cell::new("\u{fffd}");
        }
    }

    /// Returns the clusters that were drawn since the last call and whose cells were never measured.
    pub fn take_unknown(&mut self) -> Vec<Box<str>> {
        std::mem::take(&mut self.unknown)
    }

    /// Returns what the frames are written to.
    pub fn output(&mut self) -> &mut W {
        &mut self.out
    }

    /// Shows `frame`, which was laid out by `widths`, with the cursor at `cursor`.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn present(
        &mut self,
        frame: &Buffer,
        cursor: Option<Position>,
        widths: &WidthProfile,
    ) -> io::Result<()> {
        self.bytes.clear();
        Sequence::BeginSynchronized.write(&mut self.bytes);
        let empty = self.bytes.len();
        if self.stale || self.shown.area != frame.area {
            Sequence::ResetStyle.write(&mut self.bytes);
            Sequence::EraseScreen.write(&mut self.bytes);
            self.shown = Buffer::empty(frame.area);
            self.stale = false;
        }
        let mut writer = Writer {
            out: &mut self.bytes,
            widths,
            unknown: &mut self.unknown,
        };
        for y in frame.area.top()..frame.area.bottom() {
            writer.write_row(row(&self.shown, y), row(frame, y), y);
        }
        if self.bytes.len() == empty && self.cursor == cursor {
            return Ok(());
        }
        self.place_cursor(cursor);
        Sequence::EndSynchronized.write(&mut self.bytes);
        self.shown.clone_from(frame);
        self.out.write_all(&self.bytes)?;
        self.out.flush()
    }

    /// Makes the text that stands in `area` a link to `address`, for terminals that know links.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn link(&mut self, area: Rect, address: &str) -> io::Result<()> {
        self.bytes.clear();
        for y in area.top()..area.bottom().min(self.shown.area.bottom()) {
            Sequence::Move(area.x, y).write(&mut self.bytes);
            Sequence::Hyperlink(address).write(&mut self.bytes);
            let cells = row(&self.shown, y).iter().skip(usize::from(area.x));
            let mut pen = Pen::default();
            for cell in cells
                .take(usize::from(area.width))
                .take_while(|cell| is_plain(cell))
            {
                pen.write(&mut self.bytes, cell);
            }
            Sequence::Hyperlink("").write(&mut self.bytes);
        }
        Sequence::ResetStyle.write(&mut self.bytes);
        self.out.write_all(&self.bytes)?;
        self.out.flush()
    }

    fn place_cursor(&mut self, cursor: Option<Position>) {
        Sequence::ResetStyle.write(&mut self.bytes);
        match cursor {
            Some(Position { x, y }) => {
                Sequence::Move(x, y).write(&mut self.bytes);
                if self.cursor.is_none() {
                    Sequence::ShowCursor.write(&mut self.bytes);
                }
            }
            None if self.cursor.is_some() => Sequence::HideCursor.write(&mut self.bytes),
            None => {}
        }
        self.cursor = cursor;
    }
}

fn row(buffer: &Buffer, y: u16) -> &[Cell] {
    let width = usize::from(buffer.area.width);
    let start = usize::from(y - buffer.area.y) * width;
    buffer.content.get(start..start + width).unwrap_or_default()
}

/// Cuts a row at the rules that stand in both of its states.
fn parts(old: &[Cell], new: &[Cell]) -> Vec<Range<usize>> {
    let mut parts = Vec::with_capacity(3);
    let mut start = 0;
    for (x, (before, after)) in old.iter().zip(new).enumerate() {
        if before.symbol() == "│" && before == after {
            parts.push(start..x);
            start = x + 1;
        }
    }
    parts.push(start..new.len());
    parts
}

/// Whether a cell holds one character that every terminal gives one cell: ASCII, or a line of a
/// box.
fn is_plain(cell: &Cell) -> bool {
    let symbol = cell.symbol();
    let mut chars = symbol.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => c.is_ascii() || matches!(c, '\u{2500}'..='\u{259f}'),
        _ => false,
    }
}

/// The most clusters that are asked about at once.
const MOST_UNKNOWN: usize = 64;

/// What rows are written with.
struct Writer<'a> {
    out: &'a mut Vec<u8>,
    widths: &'a WidthProfile,
    unknown: &'a mut Vec<Box<str>>,
}

impl Writer<'_> {
    /// Writes what changed between two states of a row.
    fn write_row(&mut self, old: &[Cell], new: &[Cell], y: u16) {
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
            if !before.iter().chain(after).all(|cell| self.is_exact(cell)) {
                // What is wider than we think may have reached beyond the rule.
                self.write_whole(new, y);
                return;
            }
            let place = Part {
                left: part.start,
                y,
                is_last: part.end == width,
            };
            self.write_change(before, after, place);
        }
    }

    /// Whether the terminal was seen to give the cluster of `cell` the cells that we think.
    fn is_exact(&self, cell: &Cell) -> bool {
        let symbol = cell.symbol();
        is_plain(cell)
            || symbol.is_empty()
            || (self.widths.is_exact(symbol) && !symbol.ends_with('\u{200d}'))
    }

    fn note_unknown(&mut self, cells: &[Cell]) {
        if self.widths.source() != Source::Measured {
            return;
        }
        for cell in cells {
            let symbol = cell.symbol();
            let is_new = || !self.unknown.iter().any(|known| &**known == symbol);
            if !symbol.is_ascii()
                && !self.widths.knows(symbol)
                && self.unknown.len() < MOST_UNKNOWN
                && is_new()
            {
                self.unknown.push(symbol.into());
            }
        }
    }

    /// Writes cells whose widths are certain, from the first change to the last.
    fn write_change(&mut self, before: &[Cell], after: &[Cell], place: Part) {
        let differs = |(old, new): (&Cell, &Cell)| old != new;
        let covered = |at: usize| {
            [before, after]
                .iter()
                .any(|cells| cells.get(at).is_some_and(|cell| cell.symbol().is_empty()))
        };
        let mut first = before.iter().zip(after).position(differs).unwrap_or(0);
        while first > 0 && covered(first) {
            first -= 1;
        }
        let mut end = before.iter().zip(after).rposition(differs).unwrap_or(0) + 1;
        while end < after.len() && covered(end) {
            end += 1;
        }
        let rest = after.get(end..).unwrap_or_default();
        let blank_from = after
            .iter()
            .rposition(|cell| *cell != Cell::EMPTY)
            .map_or(0, |at| at + 1);
        let is_erased =
            place.is_last && rest.iter().all(|cell| *cell == Cell::EMPTY) && end > blank_from + 3;
        let shown = if is_erased {
            blank_from.max(first)
        } else {
            end
        };
        Sequence::Move((place.left + first) as u16, place.y).write(self.out);
        let mut pen = Pen::default();
        let mut in_word = false;
        let mut index = first;
        while index < shown {
            let Some(cell) = after.get(index) else { break };
            if cell.symbol() == " " && std::mem::take(&mut in_word) {
                Sequence::MoveInRow((place.left + index) as u16).write(self.out);
            }
            let width = width_of(after, index);
            self.write_cluster(&mut pen, cell, width);
            in_word |= !is_plain(cell);
            index += width;
        }
        if is_erased {
            if in_word {
                Sequence::MoveInRow((place.left + shown) as u16).write(self.out);
            }
            pen.set(self.out, Style::reset());
            Sequence::EraseLineEnd.write(self.out);
        }
    }

    /// Writes a cluster in exactly `width` cells of a terminal that is known.
    fn write_cluster(&mut self, pen: &mut Pen, cell: &Cell, width: usize) {
        let symbol = cell.symbol();
        if is_plain(cell) {
            pen.write(self.out, cell);
            return;
        }
        let advance = self.widths.advance(symbol);
        pen.set(self.out, cell.style());
        if self.is_told(advance, width) {
            Sequence::Explicit(width, symbol).write(self.out);
        } else {
            self.out.extend(symbol.as_bytes());
            let gap = width.saturating_sub(advance);
            self.out.resize(self.out.len() + gap, b' ');
        }
    }

    /// Whether a cluster is sent with the cells that it is to have.
    fn is_told(&self, advance: usize, width: usize) -> bool {
        self.widths.explicit() != ExplicitWidth::No && width >= 2 && advance != width
    }

    /// Clears row `y` and writes it from left to right.
    fn write_whole(&mut self, after: &[Cell], y: u16) {
        Sequence::Move(0, y).write(self.out);
        let mut pen = Pen::default();
        pen.set(self.out, Style::reset());
        Sequence::EraseLineEnd.write(self.out);
        let end = after
            .iter()
            .rposition(|cell| *cell != Cell::EMPTY)
            .map_or(0, |last| last + 1);
        let end = (end + SPILL).min(after.len());
        let shown = after.get(..end).unwrap_or_default();
        let mut astray = false;
        for (index, cell) in shown.iter().enumerate() {
            if cell.symbol().is_empty() {
                astray = true;
                continue;
            }
            if astray {
                Sequence::MoveInRow(index as u16).write(self.out);
            }
            let width = width_of(shown, index);
            if !is_plain(cell) && self.is_told(self.widths.advance(cell.symbol()), width) {
                pen.set(self.out, cell.style());
                Sequence::Explicit(width, cell.symbol()).write(self.out);
            } else {
                pen.write(self.out, cell);
            }
            if cell.symbol().ends_with('\u{200d}') && index + width < after.len() {
                // tmux swallows what follows a joiner, wherever the cursor went: let it be a blank.
                self.out.push(b' ');
            }
            astray = !is_plain(cell);
        }
    }
}

/// Returns how many cells the cluster has that begins at `index`.
fn width_of(cells: &[Cell], index: usize) -> usize {
    let covered = cells
        .iter()
        .skip(index + 1)
        .take_while(|cell| cell.symbol().is_empty());
    1 + covered.count()
}

/// Where a part of a row stands.
#[derive(Clone, Copy)]
struct Part {
    left: usize,
    y: u16,
    /// Whether it reaches to the right edge of the screen.
    is_last: bool,
}

/// The style that the terminal writes in, as far as we set it.
#[derive(Default)]
struct Pen {
    style: Option<Style>,
}

impl Pen {
    fn set(&mut self, out: &mut Vec<u8>, style: Style) {
        if self.style != Some(style) {
            Sequence::Style(style).write(out);
            self.style = Some(style);
        }
    }

    fn write(&mut self, out: &mut Vec<u8>, cell: &Cell) {
        self.set(out, cell.style());
        out.extend(cell.symbol().as_bytes());
    }
}
