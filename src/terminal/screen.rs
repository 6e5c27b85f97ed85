//! Frames onto a terminal whose idea of widths may differ from ours, without drift and without
//! remains.
//!
//! Why not ratatui's own backend: it gets only the cells that changed, and trusts the terminal to
//! have moved its cursor by what Unicode's table says. With Hindi that leaves ghosts on almost every
//! terminal, and one wrong width shifts the rest of the row. So the whole frame is handed over here,
//! compared with what was drawn before, and a row that changed is written anew:
//!
//! 1. A row is cut at the rules (`│`) that stand in both frames; a part without change costs nothing.
//! 2. A part that changed is cleared, since an old cluster may reach further than we think, and then
//!    written from left to right with the cursor put in its place after every cluster about which
//!    terminals differ: an error in a width stays inside its own cells. Where the last cluster of a
//!    part may reach over the rule, what follows is written again too.
//! 3. Blank cells after a cluster are written too, so that one that is wider than we think is cut
//!    off where its cells end.
//! 4. Where this terminal was seen to give every cluster the cells that we think, and where a part is
//!    plain, only what stands between the first change and the last goes out. The cursor is still put
//!    in its place after each word, for a terminal that changes its mind.
//!
//! 5. Where pictures lie over the cells and stay there whatever is written, text that changes beneath
//!    them is not seen. It is left for when the frames have come to rest ([`Screen::catch_up`]): a line
//!    scrolled with the key held down is then half the bytes.
//!
//! 6. Where letters stand for pictures, or blanks, they are a frame's cells like any others.
//!
//! Everything goes out in one write, within one synchronized update.

mod beneath;
mod writer;

use super::graphics::Pictures;
use super::sequence::Sequence;
use crate::print::Overlay;
use crate::text::width::WidthProfile;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use std::io::{self, Write};
use writer::{Pen, Writer, is_plain, write_blanks};

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
    pictures: Option<Pictures>,
    /// Whether text beneath pictures is still to be written.
    is_behind: bool,
    bytes: Vec<u8>,
}

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
            pictures: None,
            is_behind: false,
            bytes: Vec::with_capacity(1 << 16),
        }
    }

    /// Says what puts overlays on the screen from now on, or that nothing does.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn set_pictures(&mut self, pictures: Option<Pictures>) -> io::Result<()> {
        self.stale = true;
        if let Some(mut before) = std::mem::replace(&mut self.pictures, pictures) {
            let mut bytes = Vec::new();
            before.clear(&mut bytes);
            self.out.write_all(&bytes)?;
        }
        Ok(())
    }

    /// Returns how many rows at the bottom of the screen must stay free.
    pub fn spared_rows(&self) -> u16 {
        self.pictures.as_ref().map_or(0, Pictures::spared_rows)
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

    /// Says that the person was not heard for a while: what can be lost meanwhile is sent again.
    pub fn doubt(&mut self) {
        if let Some(pictures) = &mut self.pictures {
            pictures.doubt();
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

    /// Shows `frame`, which was laid out by `widths`, with `overlays` above it and the cursor at
    /// `cursor`.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn present(
        &mut self,
        frame: &Buffer,
        overlays: &[Overlay],
        cursor: Option<Position>,
        widths: &WidthProfile,
    ) -> io::Result<()> {
        self.bytes.clear();
        Sequence::BeginSynchronized.write(&mut self.bytes);
        let empty = self.bytes.len();
        let pictures = self.pictures.as_ref();
        let blanked = pictures.and_then(|all| all.blanked(frame, overlays));
        let frame = blanked.as_ref().unwrap_or(frame);
        self.begin(frame, overlays);
        self.follow(overlays);
        self.make_room(frame, overlays);
        let pictures = self.pictures.as_mut();
        let covered = pictures.and_then(|all| all.cover(&mut self.bytes, frame, overlays));
        let frame = covered.as_ref().unwrap_or(frame);
        let mut rewritten = vec![false; usize::from(frame.area.height)];
        let shown = match &self.pictures {
            Some(pictures) if pictures.are_apart() => {
                beneath::without_hidden(&self.shown, frame, overlays, widths)
            }
            Some(_) | None => None,
        };
        self.is_behind = shown.is_some();
        let frame = shown.as_ref().unwrap_or(frame);
        let mut writer = Writer {
            out: &mut self.bytes,
            widths,
            unknown: &mut self.unknown,
            is_blanking: self.pictures.as_ref().is_some_and(Pictures::is_joined),
        };
        for (y, rewritten) in (frame.area.top()..).zip(&mut rewritten) {
            let (before, after) = (row(&self.shown, y), row(frame, y));
            let is_covered_anew = self
                .pictures
                .as_ref()
                .is_some_and(|pictures| pictures.differs(y, overlays));
            *rewritten = is_covered_anew || before != after;
            if is_covered_anew {
                writer.write_whole(after, y);
            } else {
                writer.write_row(before, after, y);
            }
        }
        if let Some(pictures) = &mut self.pictures {
            pictures.show(&mut self.bytes, (frame, overlays), &rewritten);
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

    /// Clears the terminal where nothing is known of what it shows, or all must be shown anew.
    fn begin(&mut self, frame: &Buffer, overlays: &[Overlay]) {
        let is_changed = || self.shown != *frame;
        let pictures = self.pictures.as_ref();
        self.stale |= pictures.is_some_and(|all| all.must_begin_anew(overlays, is_changed));
        if self.stale || self.shown.area != frame.area {
            Sequence::ResetStyle.write(&mut self.bytes);
            Sequence::EraseScreen.write(&mut self.bytes);
            self.shown = Buffer::empty(frame.area);
            self.stale = false;
            if let Some(pictures) = &mut self.pictures {
                pictures.clear(&mut self.bytes);
            }
        }
    }

    /// Returns whether text beneath pictures was left out of the last frame.
    pub fn is_behind(&self) -> bool {
        self.is_behind
    }

    /// Writes the text of `frame`, which was shown last, that was left out beneath pictures, so that what
    /// is seen can be selected.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn catch_up(&mut self, frame: &Buffer, widths: &WidthProfile) -> io::Result<()> {
        if !std::mem::take(&mut self.is_behind) || self.shown.area != frame.area || self.stale {
            return Ok(());
        }
        self.bytes.clear();
        Sequence::BeginSynchronized.write(&mut self.bytes);
        let mut writer = Writer {
            out: &mut self.bytes,
            widths,
            unknown: &mut self.unknown,
            is_blanking: false,
        };
        for y in frame.area.top()..frame.area.bottom() {
            writer.write_row(row(&self.shown, y), row(frame, y), y);
        }
        self.place_cursor(self.cursor);
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
        Sequence::BeginSynchronized.write(&mut self.bytes);
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
        if let Some(pictures) = &mut self.pictures {
            // Where they are painted into cells, the text has wiped them.
            pictures.restore(&mut self.bytes, &(area.top()..area.bottom()));
        }
        Sequence::EndSynchronized.write(&mut self.bytes);
        self.out.write_all(&self.bytes)?;
        self.out.flush()
    }

    /// Moves the rows on the terminal where the page has moved and its pictures come along.
    fn follow(&mut self, overlays: &[Overlay]) {
        let Some(pictures) = &mut self.pictures else {
            return;
        };
        let Some(shift) = pictures.shift_to(overlays) else {
            return;
        };
        let out = &mut self.bytes;
        Sequence::ResetStyle.write(out);
        Sequence::Region(shift.region.start, shift.region.end).write(out);
        if shift.is_up {
            Sequence::RowsUp(shift.rows).write(out);
        } else {
            Sequence::RowsDown(shift.rows).write(out);
        }
        Sequence::WholeRegion.write(out);
        // xterm moves the pictures outside of the region too, though not their pixels at once: all rows
        // there are written again, and the spared ones below the frame cleared.
        Sequence::Move(0, self.shown.area.bottom()).write(out);
        let width = usize::from(self.shown.area.width);
        if pictures.is_joined() {
            write_blanks(out, 0, width);
        } else {
            Sequence::EraseLineEnd.write(out);
        }
        shift.apply(&mut self.shown.content, width, &Cell::new("\u{fffd}"));
        pictures.shifted(&shift);
    }

    /// Lets the terminal forget pictures where it has too many for those of `frame` to come.
    fn make_room(&mut self, frame: &Buffer, overlays: &[Overlay]) {
        let Some(pictures) = self.pictures.as_mut().filter(|all| all.is_joined()) else {
            return;
        };
        let rows = frame.area.top()..frame.area.bottom();
        let rewritten: Vec<bool> = rows
            .map(|y| pictures.differs(y, overlays) || row(&self.shown, y) != row(frame, y))
            .collect();
        if pictures.make_room(&mut self.bytes, overlays, &rewritten) {
            let width = usize::from(frame.area.width);
            for cell in self.shown.content.iter_mut().rev().take(width) {
                *cell = Cell::new("\u{fffd}");
            }
        }
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
