//! Pictures that are painted into the cells by sixel or iTerm2's protocol. Writing a cell erases
//! the picture there.

use super::joined::{self, Slots};
use super::shift::{self, Shift};
use super::tiled::{self, Tiles};
use super::{file, sixel};
use crate::print::{Colours, Overlay, Shaper};
use crate::terminal::sequence::Sequence;
use ratatui::buffer::Buffer;
use std::ops::Range;

/// The pictures in the cells of a screen.
#[derive(Debug)]
pub(super) struct Painted {
    is_sixel: bool,
    /// The overlays of the last frame, by row.
    rows: Vec<Vec<Overlay>>,
    /// Whether the terminal moves pictures together with the rows that it scrolls.
    pub(super) is_moving: bool,
    memory: PictureMemory,
    /// Whether the next frame must paint all of its overlays.
    is_anew: bool,
}

/// How many pictures the terminal remembers, and how it frees them.
#[derive(Debug)]
enum PictureMemory {
    All,
    /// The terminal redraws only a few pictures.
    Few(Slots),
    /// The terminal redraws only a few pictures, and frees a picture only as a whole.
    Whole(Tiles),
}

impl Painted {
    /// Creates the painter for sixel or for iTerm2's protocol.
    pub(super) fn new(is_sixel: bool) -> Self {
        Self {
            is_sixel,
            rows: Vec::new(),
            is_moving: false,
            memory: PictureMemory::All,
            is_anew: false,
        }
    }

    /// Records that the terminal remembers, and can redraw, only a few sixel pictures, so that each
    /// frame must be sent in as few as possible. Has no effect for other protocols. `colours` is
    /// the number of colour registers per picture, if the terminal reported it.
    pub(super) fn join(&mut self, colours: Option<u16>) {
        if self.is_sixel {
            let colours = colours.map_or(joined::REGISTERS, usize::from);
            self.memory = PictureMemory::Few(Slots::new(colours));
        }
    }

    /// Records that the terminal can free sixel pictures only as a whole.
    pub(super) fn tile(&mut self) {
        if self.is_sixel {
            self.memory = PictureMemory::Whole(Tiles::default());
        }
    }

    pub(super) fn is_joined(&self) -> bool {
        matches!(self.memory, PictureMemory::Few(_))
    }

    pub(super) fn is_tiled(&self) -> bool {
        matches!(self.memory, PictureMemory::Whole(_))
    }

    /// Returns the distance by which rows of pictures have scrolled, if the terminal can scroll
    /// them.
    pub(super) fn shift_to(&self, overlays: &[Overlay]) -> Option<Shift> {
        if !self.is_moving {
            return None;
        }
        let wanted = by_row(overlays, self.rows.len());
        // When rows scroll down, xterm does not move the pictures that it remembers.
        shift::between(&self.rows, &wanted).filter(|shift| shift.is_up || !self.is_joined())
    }

    /// Records that the terminal has scrolled its rows.
    pub(super) fn shifted(&mut self, shift: &Shift) {
        shift.apply(&mut self.rows, 1, &Vec::new());
        for (y, row) in (0..).zip(&mut self.rows) {
            for overlay in row {
                overlay.y = y;
            }
        }
    }

    /// Makes room in the terminal's memory for the pictures of a frame, if needed. Returns whether
    /// it did; the caller must then paint all pictures again and rewrite the text of the last row.
    pub(super) fn make_room(
        &mut self,
        out: &mut Vec<u8>,
        shaper: &Shaper,
        overlays: &[Overlay],
        rewritten: &[bool],
    ) -> bool {
        let more = joined::areas(&self.wanted(overlays, rewritten), shaper.cell_size()).len();
        let height = u16::try_from(rewritten.len()).unwrap_or(u16::MAX);
        let PictureMemory::Few(slots) = &mut self.memory else {
            return false;
        };
        if slots.is_full(more) {
            slots.retire(out, height);
            self.is_anew = true;
        }
        self.is_anew
    }

    /// Returns the overlays of a frame that must be painted.
    fn wanted<'a>(&self, overlays: &'a [Overlay], rewritten: &[bool]) -> Vec<&'a Overlay> {
        let is_wanted = |overlay: &&Overlay| {
            let y = usize::from(overlay.y);
            let is_there = || self.rows.get(y).is_some_and(|row| row.contains(overlay));
            self.is_anew || rewritten.get(y) == Some(&true) || !is_there()
        };
        overlays.iter().filter(is_wanted).collect()
    }

    /// Records that nothing is painted any more.
    pub(super) fn forget(&mut self) {
        self.rows.clear();
        match &mut self.memory {
            PictureMemory::All => {}
            PictureMemory::Few(slots) => slots.forget(),
            PictureMemory::Whole(tiles) => tiles.forget(),
        }
    }

    /// Whether the overlays differ from those of the last frame.
    pub(super) fn are_others(&self, overlays: &[Overlay]) -> bool {
        !self.rows.iter().flatten().eq(overlays)
    }

    /// Whether the pictures of row `y` change, so that the whole row must be written.
    pub(super) fn differs(&self, y: u16, overlays: &[Overlay]) -> bool {
        let painted = self.rows.get(usize::from(y)).into_iter().flatten();
        !overlays.iter().filter(|overlay| overlay.y == y).eq(painted)
    }

    /// Paints the pictures of `frame` after its text; `rewritten` holds, for each row, whether its
    /// text was written.
    pub(super) fn show(
        &mut self,
        out: &mut Vec<u8>,
        print: (&Shaper, Colours),
        (frame, overlays): (&Buffer, &[Overlay]),
        rewritten: &[bool],
    ) {
        if let PictureMemory::Whole(tiles) = &mut self.memory {
            tiles.show(out, print, frame, overlays);
        } else {
            let wanted = self.wanted(overlays, rewritten);
            self.is_anew = false;
            self.paint_all(out, print, &wanted);
        }
        let height = overlays.iter().map(|overlay| usize::from(overlay.y) + 1);
        let height = height.max().unwrap_or(0).max(self.rows.len());
        self.rows = by_row(overlays, height);
    }

    /// Paints pictures again in rows whose text was written after them.
    pub(super) fn restore(
        &mut self,
        out: &mut Vec<u8>,
        print: (&Shaper, Colours),
        rows: &Range<u16>,
    ) {
        if let PictureMemory::Whole(tiles) = &self.memory {
            tiles.restore(out, print, rows);
            return;
        }
        let painted = self.rows.iter().skip(rows.start.into()).take(rows.len());
        let painted: Vec<Overlay> = painted.flatten().cloned().collect();
        self.paint_all(out, print, &painted.iter().collect::<Vec<_>>());
    }

    fn paint_all(
        &mut self,
        out: &mut Vec<u8>,
        (shaper, colours): (&Shaper, Colours),
        overlays: &[&Overlay],
    ) {
        if let PictureMemory::Few(slots) = &mut self.memory {
            slots.paint(out, (shaper, colours), overlays);
            return;
        }
        for overlay in overlays {
            let picture = shaper.draw(overlay, colours);
            if self.is_sixel {
                let cell = usize::from(shaper.cell_size().width);
                sixel::write_over(out, overlay, &picture, cell);
            } else {
                Sequence::Move(overlay.x, overlay.y).write(out);
                file::iterm2(out, overlay.columns, &picture);
            }
        }
    }

    /// Returns `frame` without the text beneath its pictures, or `None` if the text can stay there.
    pub(super) fn blanked(&self, frame: &Buffer, overlays: &[Overlay]) -> Option<Buffer> {
        self.is_tiled().then(|| tiled::blanked(frame, overlays))
    }
}

/// Groups overlays by row, for `height` rows.
fn by_row(overlays: &[Overlay], height: usize) -> Vec<Vec<Overlay>> {
    let mut rows = vec![Vec::new(); height];
    for overlay in overlays {
        if let Some(row) = rows.get_mut(usize::from(overlay.y)) {
            row.push(overlay.clone());
        }
    }
    rows
}
