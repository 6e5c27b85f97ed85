//! Frames onto a terminal whose idea of widths may differ from ours, without drift and without
//! remains.
//!
//! Why not ratatui's own backend: it gets only the cells that changed, and trusts the terminal to
//! have moved its cursor by what Unicode's table says. With Hindi that leaves ghosts on almost every
//! terminal, and one wrong width shifts the rest of the row. So the whole frame is handed over here,
//! compared with what was drawn before, and a row that changed is written anew:
//!
//! 1. A row is cut at its rules (`│`), which stand where they stood; a part without change costs
//!    nothing. A part of plain cells only is written from its first change to its last.
//! 2. Any other part is cleared first, since an old cluster may reach further than we think, and
//!    then written from left to right with the cursor put in its place after every cluster that is
//!    not plain: an error in a width stays inside its own cells.
//! 3. Blank cells after a cluster are written too, so that one that is wider than we think is cut
//!    off where its cells end.
//!
//! Everything goes out in one write, within one synchronized update.

use super::sequence::Sequence;
use crate::text::width::WidthProfile;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

/// A terminal as we drew it.
#[derive(Debug)]
pub struct Screen<W> {
    out: W,
    shown: Buffer,
    cursor: Option<Position>,
    /// The widths of a terminal that sets clusters in as many cells as it is told.
    explicit: Option<Arc<WidthProfile>>,
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
            explicit: None,
            stale: true,
            bytes: Vec::with_capacity(1 << 16),
        }
    }

    /// Tells the terminal the cells of each cluster to which it would give others by `widths`: it
    /// was seen to obey. Kitty, which squeezes every cluster into one cell, then sets Hindi legibly.
    pub fn set_explicit(&mut self, widths: Arc<WidthProfile>) {
        self.explicit = Some(widths);
        self.stale = true;
    }

    /// Forgets what the terminal shows: the next frame is written whole.
    pub fn forget(&mut self) {
        self.stale = true;
    }

    /// Returns what the frames are written to.
    pub fn output(&mut self) -> &mut W {
        &mut self.out
    }

    /// Shows `frame`, with the cursor at `cursor`.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn present(&mut self, frame: &Buffer, cursor: Option<Position>) -> io::Result<()> {
        self.bytes.clear();
        Sequence::BeginSynchronized.write(&mut self.bytes);
        let empty = self.bytes.len();
        if self.stale || self.shown.area != frame.area {
            Sequence::ResetStyle.write(&mut self.bytes);
            Sequence::EraseScreen.write(&mut self.bytes);
            self.shown = Buffer::empty(frame.area);
            self.stale = false;
        }
        for y in frame.area.top()..frame.area.bottom() {
            let explicit = self.explicit.as_deref();
            write_row(
                &mut self.bytes,
                row(&self.shown, y),
                row(frame, y),
                y,
                explicit,
            );
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

/// Writes what changed between two states of a row.
fn write_row(
    out: &mut Vec<u8>,
    old: &[Cell],
    new: &[Cell],
    y: u16,
    explicit: Option<&WidthProfile>,
) {
    if old == new {
        return;
    }
    for part in parts(old, new) {
        let (before, after) = (
            old.get(part.clone()).unwrap_or_default(),
            new.get(part.clone()).unwrap_or_default(),
        );
        if before == after {
            continue;
        }
        let place = Part {
            left: part.start,
            y,
            is_last: part.end == new.len(),
        };
        if before.iter().chain(after).all(is_plain) {
            write_change(out, before, after, part.start, y);
        } else {
            write_part(out, after, place, explicit);
        }
    }
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

/// Writes plain cells from the first change to the last.
fn write_change(out: &mut Vec<u8>, before: &[Cell], after: &[Cell], left: usize, y: u16) {
    let differs = |(old, new): (&Cell, &Cell)| old != new;
    let first = before.iter().zip(after).position(differs).unwrap_or(0);
    let last = before.iter().zip(after).rposition(differs).unwrap_or(0);
    Sequence::Move((left + first) as u16, y).write(out);
    let mut pen = Pen::default();
    for cell in after.get(first..=last).unwrap_or_default() {
        pen.write(out, cell);
    }
}

/// Clears the part of a row between the columns of `place` and writes it from left to right.
fn write_part(out: &mut Vec<u8>, after: &[Cell], place: Part, explicit: Option<&WidthProfile>) {
    let Part { left, y, is_last } = place;
    Sequence::Move(left as u16, y).write(out);
    let mut pen = Pen::default();
    pen.set(out, Style::reset());
    if is_last {
        Sequence::EraseLineEnd.write(out);
    } else {
        out.resize(out.len() + after.len(), b' ');
        Sequence::MoveInRow(left as u16).write(out);
    }
    let blank = Cell::EMPTY;
    let end = after
        .iter()
        .rposition(|cell| *cell != blank)
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
            Sequence::MoveInRow((left + index) as u16).write(out);
        }
        let covered = shown
            .iter()
            .skip(index + 1)
            .take_while(|cell| cell.symbol().is_empty());
        let width = 1 + covered.count();
        match explicit.filter(|widths| width >= 2 && widths.advance(cell.symbol()) != width) {
            Some(_) => {
                pen.set(out, cell.style());
                Sequence::Explicit(width, cell.symbol()).write(out);
            }
            None => pen.write(out, cell),
        }
        astray = !is_plain(cell);
    }
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
