//! Writes frames to a terminal whose widths may differ from ours, without drift and without
//! remains.
//!
//! ratatui's own backend cannot do it: it gets only the changed cells, and relies on the terminal
//! to have moved its cursor by the widths of Unicode's table. With Hindi that leaves ghosts on
//! almost every terminal, and one wrong width shifts the rest of the row. So this screen gets the
//! whole frame, compares it with the last one, and rewrites changed rows:
//!
//! 1. A row is cut at the vertical borders (`│`) that both frames share; an unchanged part costs
//!    nothing.
//! 2. A changed part is cleared, since an old cluster may extend further than we think, and then
//!    written from left to right. The cursor is set explicitly after every cluster about which
//!    terminals differ, so that an error in a width stays inside its own cells. Where the last
//!    cluster of a part may extend over the border, the next part is written too.
//! 3. Blank cells after a cluster are written too, so that a cluster that is wider than we think is
//!    cut off at the end of its cells.
//! 4. Where this terminal was measured to agree with us on every cluster, and where a part is
//!    plain, only the cells from the first change to the last are sent. The cursor is still set
//!    after each word, for a terminal that changes its mind.
//! 5. Where pictures lie over the cells and survive writes beneath them, changes of text beneath
//!    them are invisible. They are postponed until the frames come to rest ([`Screen::catch_up`]):
//!    a line scrolled with the key held down then costs half the bytes.
//! 6. Within tmux in a terminal that gives clusters other widths, blanks are written in other rows,
//!    so that tmux sets the cursor of that terminal (`relay`).
//! 7. Placeholders for pictures, and blanks beneath them, are ordinary cells of a frame.
//! 8. Text beneath pictures that would be seen beside or through them is written in the colour of the
//!    background. Where a selection is seen through pictures, its letters are also tiny and faint.
//!
//! Everything goes out in one write, within one synchronized update.

mod beneath;
mod relay;
mod writer;

use super::graphics::Pictures;
use super::sequence::Sequence;
use crate::print::Overlay;
use crate::text::width::WidthProfile;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use relay::Relay;
use std::io::{self, Write};
use writer::{RowWriter, RunSize, write_blanks, write_certain};

/// A cell whose content is not known: no frame contains its symbol, so that it differs from any frame.
const UNKNOWN: Cell = Cell::new("\u{fffd}");

/// The state of a terminal as we drew it.
#[derive(Debug)]
pub struct Screen<W> {
    out: W,
    shown: Buffer,
    cursor: Option<Position>,
    /// Clusters that were drawn but never measured.
    unknown: Vec<Box<str>>,
    /// Whether the terminal's content is unknown.
    stale: bool,
    pictures: Option<Pictures>,
    /// Whether text beneath pictures has been postponed and still has to be written.
    is_behind: bool,
    /// The last frame with the text beneath its pictures in the colour of the background, where it
    /// would be seen otherwise.
    hidden: Option<Buffer>,
    /// The number of blanks that were written to make tmux set the outer cursor.
    relayed: u8,
    bytes: Vec<u8>,
}

impl<W: Write> Screen<W> {
    /// Creates a screen that writes to `out`; its first frame is written whole.
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
            hidden: None,
            relayed: 0,
            bytes: Vec::with_capacity(1 << 16),
        }
    }

    /// Replaces the renderer of overlays; with `None`, overlays are not drawn.
    ///
    /// # Errors
    ///
    /// Returns an error if the terminal is gone.
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

    /// Forgets the terminal's content: the next frame is written whole.
    pub fn forget(&mut self) {
        self.stale = true;
    }

    /// Forgets the content of the first `count` rows.
    pub fn forget_rows(&mut self, count: usize) {
        let cells = count * usize::from(self.shown.area.width);
        for cell in self.shown.content.iter_mut().take(cells) {
            *cell = UNKNOWN;
        }
    }

    /// Sends pictures again that the terminal may have lost while the user was idle.
    pub fn doubt(&mut self) {
        if let Some(pictures) = &mut self.pictures {
            pictures.doubt();
        }
    }

    /// Returns the clusters that were drawn since the last call and whose width was never measured.
    pub fn take_unknown(&mut self) -> Vec<Box<str>> {
        std::mem::take(&mut self.unknown)
    }

    /// Returns the writer to which frames are written.
    pub fn output(&mut self) -> &mut W {
        &mut self.out
    }

    /// Shows `frame`, which was laid out by `widths`, with `overlays` above it and the cursor at
    /// `cursor`.
    ///
    /// # Errors
    ///
    /// If the terminal is gone.
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
        let style = pictures.and_then(Pictures::style_beneath);
        let hidden = style.map(|style| beneath::hidden(frame, overlays, style));
        let frame = hidden.as_ref().unwrap_or(frame);
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
        let mut writer = RowWriter {
            out: &mut self.bytes,
            widths,
            unknown: &mut self.unknown,
            run_size: run_size(self.pictures.as_ref()),
            is_blanking: self.pictures.as_ref().is_some_and(Pictures::is_joined),
            // A blank over a tiled picture would erase all of it.
            relay: (widths.is_relayed() && !self.pictures.as_ref().is_some_and(Pictures::is_tiled))
                .then(|| Relay::of(frame, &mut self.relayed)),
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
            self.hidden = hidden;
            return Ok(());
        }
        self.place_cursor(cursor);
        Sequence::EndSynchronized.write(&mut self.bytes);
        self.shown.clone_from(frame);
        self.hidden = hidden;
        self.out.write_all(&self.bytes)?;
        self.out.flush()
    }

    /// Clears the terminal if its content is unknown or everything must be shown again.
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

    /// Returns whether the last frame postponed text beneath pictures.
    pub fn is_behind(&self) -> bool {
        self.is_behind
    }

    /// Writes the text of `frame`, which must be the last frame, that was postponed because
    /// pictures hide it. The text can then be selected.
    ///
    /// # Errors
    ///
    /// Returns an error if the terminal is gone.
    pub fn catch_up(&mut self, frame: &Buffer, widths: &WidthProfile) -> io::Result<()> {
        if !std::mem::take(&mut self.is_behind) || self.shown.area != frame.area || self.stale {
            return Ok(());
        }
        let hidden = self.hidden.take();
        let frame = hidden.as_ref().unwrap_or(frame);
        self.bytes.clear();
        Sequence::BeginSynchronized.write(&mut self.bytes);
        let mut writer = RowWriter {
            out: &mut self.bytes,
            widths,
            unknown: &mut self.unknown,
            is_blanking: false,
            run_size: run_size(self.pictures.as_ref()),
            relay: None,
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

    /// Makes the text in `area` a hyperlink to `address`, for terminals that support links.
    ///
    /// # Errors
    ///
    /// If the terminal is gone.
    pub fn link(&mut self, area: Rect, address: &str) -> io::Result<()> {
        self.bytes.clear();
        Sequence::BeginSynchronized.write(&mut self.bytes);
        let size = run_size(self.pictures.as_ref());
        for y in area.top()..area.bottom().min(self.shown.area.bottom()) {
            Sequence::Move(area.x, y).write(&mut self.bytes);
            Sequence::Hyperlink(address).write(&mut self.bytes);
            let (start, end) = (usize::from(area.x), usize::from(area.right()));
            let cells = row(&self.shown, y).get(start..end);
            write_certain(&mut self.bytes, cells.unwrap_or_default(), size);
            Sequence::Hyperlink("").write(&mut self.bytes);
        }
        Sequence::ResetStyle.write(&mut self.bytes);
        if let Some(pictures) = &mut self.pictures {
            // Writing the text erased pictures that are painted into cells.
            pictures.restore(&mut self.bytes, &(area.top()..area.bottom()));
        }
        Sequence::EndSynchronized.write(&mut self.bytes);
        self.out.write_all(&self.bytes)?;
        self.out.flush()
    }

    /// Scrolls the terminal's rows if the page has scrolled and its pictures scroll along.
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
        // xterm also moves the pictures outside of the region, but not yet their pixels. So all
        // rows there are written again, and the spare rows below the frame are cleared.
        Sequence::Move(0, self.shown.area.bottom()).write(out);
        let width = usize::from(self.shown.area.width);
        if pictures.is_joined() {
            write_blanks(out, 0, width);
        } else {
            Sequence::EraseLineEnd.write(out);
        }
        shift.apply(&mut self.shown.content, width, &UNKNOWN);
        pictures.shifted(&shift);
    }

    /// Makes the terminal forget its pictures if it has no room for those of `frame`.
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
                *cell = UNKNOWN;
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

/// Returns the size of letters beneath these pictures.
fn run_size(pictures: Option<&Pictures>) -> RunSize {
    if pictures.is_some_and(Pictures::shows_selection) {
        RunSize::Tiny
    } else {
        RunSize::Full
    }
}

fn row(buffer: &Buffer, y: u16) -> &[Cell] {
    let width = usize::from(buffer.area.width);
    let start = usize::from(y - buffer.area.y) * width;
    buffer.content.get(start..start + width).unwrap_or_default()
}
