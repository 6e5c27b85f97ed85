//! Pictures over cells, by whatever protocol the terminal has.
//!
//! The text stands in the cells and the picture is laid over it, so what is on the screen
//! can still be selected, copied and searched. Two kinds of terminals differ in who owns a picture:
//! - kitty's protocol keeps pictures apart from cells: each is sent once, and shown, moved and taken
//!   away by name;
//! - sixel and iTerm2 paint into the cells: a picture is gone as soon as its cells are written, so a
//!   row that changes is written with its text and all its pictures.
//!
//! Through tmux neither holds: there letters stand for kitty's pictures, or blanks are beneath sixel ones,
//! instead of the text.

mod joined;
mod kitty;
mod placeholder;
mod shift;
mod sixel;
mod tiled;

pub(super) use placeholder::PLACEHOLDER;
pub(super) use shift::Shift;

use crate::print::{Colours, Overlay, Picture, Shaper};
use crate::terminal::sequence::{PictureSequence, Sequence};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ratatui::buffer::Buffer;
use std::ops::Range;
use std::sync::Arc;

/// How pictures are sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Protocol {
    /// kitty's graphics protocol.
    Kitty,
    /// The same past tmux, from this pane of it, with letters that stand for the pictures.
    KittyBeyondTmux(u32),
    /// Sixel, of DEC's terminals.
    Sixel,
    /// iTerm2's inline images.
    Iterm2,
}

impl Protocol {
    /// Returns its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kitty => "kitty",
            Self::KittyBeyondTmux(_) => "kitty, tmux",
            Self::Sixel => "sixel",
            Self::Iterm2 => "iTerm2",
        }
    }
}

/// Returns the bytes that show pictures one under the other from the cursor's row on, outside of the
/// reader's screen; each has its columns, and a column `cell` pixels.
pub fn inline(protocol: Protocol, pictures: &[(u16, Picture)], cell: usize) -> Vec<u8> {
    let mut out = Vec::new();
    // Room first: a picture in the last row would scroll the screen.
    let rows = pictures.len() + 1;
    out.resize(rows, b'\n');
    Sequence::MoveUp(rows).write(&mut out);
    if let Protocol::KittyBeyondTmux(pane) = protocol {
        placeholder::inline(&mut out, pictures, pane);
        return out;
    }
    for (row, (columns, picture)) in (0..).zip(pictures) {
        Sequence::SaveCursor.write(&mut out);
        match protocol {
            Protocol::Kitty => {
                // Ids that neither the reader takes nor the last report had, which stays to be seen.
                let id = 0x0100_0000 | (std::process::id() & 0xffff) << 8 | row;
                kitty::send(&mut out, id, picture);
                PictureSequence::Place(id, 1).write(&mut out);
            }
            Protocol::Iterm2 => iterm2(&mut out, *columns, picture),
            Protocol::Sixel | Protocol::KittyBeyondTmux(_) => {
                let most = sixel::WIDEST / cell.max(1) * cell;
                write_part(&mut out, picture, &(0..picture.width.min(most)));
            }
        }
        Sequence::RestoreCursor.write(&mut out);
        out.push(b'\n');
    }
    out
}

/// What puts overlays on the screen.
#[derive(Debug)]
pub struct Pictures {
    protocol: Protocol,
    shaper: Arc<Shaper>,
    colours: Colours,
    kitty: kitty::Shelf,
    beyond: placeholder::Shelf,
    /// The overlays of the frame before, by row; only where they are painted into cells.
    painted: Vec<Vec<Overlay>>,
    /// Whether the terminal moves what is painted along with its rows.
    is_moving: bool,
    /// What the terminal remembers, where that is few pictures.
    slots: Option<joined::Slots>,
    /// What is shown by a terminal that frees whole pictures.
    tiles: Option<tiled::Tiles>,
    /// Whether the next frame paints all of its overlays.
    is_anew: bool,
}

impl Pictures {
    /// Returns what sends pictures drawn by `shaper` by `protocol`.
    pub fn new(protocol: Protocol, shaper: Arc<Shaper>, colours: Colours) -> Self {
        if protocol == Protocol::Kitty {
            super::delete_pictures_later();
        }
        let pane = match protocol {
            Protocol::KittyBeyondTmux(pane) => pane,
            Protocol::Kitty | Protocol::Sixel | Protocol::Iterm2 => 0,
        };
        Self {
            protocol,
            shaper,
            colours,
            kitty: kitty::Shelf::default(),
            beyond: placeholder::Shelf::new(pane),
            painted: Vec::new(),
            is_moving: false,
            slots: None,
            tiles: None,
            is_anew: false,
        }
    }

    /// Says that this terminal moves pictures in its cells along when it moves its rows.
    #[must_use]
    pub fn moving(self) -> Self {
        let is_moving = self.is_in_cells();
        Self { is_moving, ..self }
    }

    /// Says that this terminal redraws few of the pictures that are painted into its cells, and how many
    /// colours each may have, if it says so.
    #[must_use]
    pub fn joined(self, colours: Option<u16>) -> Self {
        let colours = colours.map_or(joined::REGISTERS, usize::from);
        let is_sixel = self.protocol == Protocol::Sixel;
        Self {
            slots: is_sixel.then(|| joined::Slots::new(colours)),
            ..self
        }
    }

    /// Says that this terminal frees a whole picture as soon as a part of it is written over.
    #[must_use]
    pub fn tiled(self) -> Self {
        let is_sixel = self.protocol == Protocol::Sixel;
        Self {
            tiles: is_sixel.then(tiled::Tiles::default),
            ..self
        }
    }

    /// Returns how the rows of pictures have moved, where the terminal can move them.
    pub(super) fn shift_to(&self, overlays: &[Overlay]) -> Option<Shift> {
        if !self.is_moving {
            return None;
        }
        let mut wanted = vec![Vec::new(); self.painted.len()];
        for overlay in overlays {
            if let Some(row) = wanted.get_mut(usize::from(overlay.y)) {
                row.push(overlay.clone());
            }
        }
        // xterm moves rows down, and not the pictures that it will draw again.
        shift::between(&self.painted, &wanted).filter(|shift| shift.is_up || self.slots.is_none())
    }

    /// Takes in that the terminal has moved its rows.
    pub(super) fn shifted(&mut self, shift: &Shift) {
        shift.apply(&mut self.painted, 1, &Vec::new());
        for (y, row) in (0..).zip(&mut self.painted) {
            for overlay in row {
                overlay.y = y;
            }
        }
    }

    /// Whether the terminal redraws few pictures, so that room must be made for those of a frame.
    pub(super) fn is_joined(&self) -> bool {
        self.slots.is_some()
    }

    /// Makes room for the pictures of a frame in the terminal's memory, where need be: all are then
    /// painted anew, and of the text the last row must be. Says whether that is so.
    pub(super) fn make_room(
        &mut self,
        out: &mut Vec<u8>,
        overlays: &[Overlay],
        rewritten: &[bool],
    ) -> bool {
        let more = joined::areas(&self.wanted(overlays, rewritten), self.shaper.cell_size()).len();
        let height = u16::try_from(rewritten.len()).unwrap_or(u16::MAX);
        let Some(slots) = self.slots.as_mut().filter(|all| all.is_full(more)) else {
            return false;
        };
        slots.retire(out, height);
        self.is_anew = true;
        true
    }

    /// Returns the overlays of a frame that must be painted.
    fn wanted<'a>(&self, overlays: &'a [Overlay], rewritten: &[bool]) -> Vec<&'a Overlay> {
        let is_wanted = |overlay: &&Overlay| {
            let y = usize::from(overlay.y);
            let is_there = || {
                let row = self.painted.get(y);
                row.is_some_and(|row| row.contains(overlay))
            };
            self.is_anew || rewritten.get(y) == Some(&true) || !is_there()
        };
        overlays.iter().filter(is_wanted).collect()
    }

    /// Returns how many rows at the bottom of the screen must stay free: xterm scrolls when it has
    /// painted a picture in the last one, whatever its modes.
    pub(super) fn spared_rows(&self) -> u16 {
        u16::from(self.is_in_cells())
    }

    /// Whether pictures stay whatever is written into the cells beneath them.
    pub(super) fn are_apart(&self) -> bool {
        self.protocol == Protocol::Kitty
    }

    /// Whether the terminal frees pictures whole, so that a frame with any change begins on an empty
    /// screen.
    pub(super) fn is_tiled(&self) -> bool {
        self.tiles.is_some()
    }

    /// Returns `frame` without the text beneath its pictures, where that does harm.
    pub(super) fn blanked(&self, frame: &Buffer, overlays: &[Overlay]) -> Option<Buffer> {
        self.is_tiled().then(|| tiled::blanked(frame, overlays))
    }

    /// Whether those of the frame before are not `overlays`.
    pub(super) fn are_others(&self, overlays: &[Overlay]) -> bool {
        !self.painted.iter().flatten().eq(overlays)
    }

    /// Returns `frame` with letters in the place of its pictures, which are sent, where that is how they
    /// are shown.
    pub(super) fn cover(
        &mut self,
        out: &mut Vec<u8>,
        frame: &Buffer,
        overlays: &[Overlay],
    ) -> Option<Buffer> {
        let Protocol::KittyBeyondTmux(_) = self.protocol else {
            return None;
        };
        let (shaper, colours) = (&self.shaper, self.colours);
        Some(self.beyond.cover(out, (shaper, colours), frame, overlays))
    }

    /// Doubts that what was sent is still where it is shown, if that can be lost unheard.
    pub(super) fn doubt(&mut self) {
        self.beyond.doubt();
    }

    /// Whether writing a cell wipes what was painted over it.
    fn is_in_cells(&self) -> bool {
        matches!(self.protocol, Protocol::Sixel | Protocol::Iterm2)
    }

    /// Writes what takes away every picture and frees it; nothing is then known to be shown.
    pub(super) fn clear(&mut self, out: &mut Vec<u8>) {
        self.painted.clear();
        if let Some(slots) = &mut self.slots {
            slots.forget();
        }
        if let Some(tiles) = &mut self.tiles {
            tiles.forget();
        }
        if self.protocol == Protocol::Kitty {
            self.kitty.clear();
            PictureSequence::DeleteAll.write(out);
        }
        self.beyond.clear(out);
    }

    /// Whether the pictures of row `y` change, so that all of the row must be written.
    pub(super) fn differs(&self, y: u16, overlays: &[Overlay]) -> bool {
        self.is_in_cells()
            && !overlays.iter().filter(|overlay| overlay.y == y).eq(self
                .painted
                .get(usize::from(y))
                .into_iter()
                .flatten())
    }

    /// Writes the pictures of `frame` after its text; `rewritten` says which rows were written.
    pub(super) fn show(
        &mut self,
        out: &mut Vec<u8>,
        (frame, overlays): (&Buffer, &[Overlay]),
        rewritten: &[bool],
    ) {
        match self.protocol {
            Protocol::Kitty => {
                self.kitty.show(out, &self.shaper, self.colours, overlays);
                return;
            }
            Protocol::KittyBeyondTmux(_) => {
                self.beyond.free(out);
                return;
            }
            Protocol::Sixel | Protocol::Iterm2 => {}
        }
        let height = overlays.iter().map(|overlay| overlay.y + 1).max();
        let height = usize::from(height.unwrap_or(0)).max(self.painted.len());
        if let Some(tiles) = &mut self.tiles {
            let print = (&*self.shaper, self.colours);
            tiles.show(out, print, frame, overlays);
        } else {
            let wanted = self.wanted(overlays, rewritten);
            self.is_anew = false;
            self.paint_all(out, &wanted);
        }
        self.painted = vec![Vec::new(); height];
        for overlay in overlays {
            if let Some(row) = self.painted.get_mut(usize::from(overlay.y)) {
                row.push(overlay.clone());
            }
        }
    }

    /// Writes again the pictures of rows whose text was written again after them.
    pub(super) fn restore(&mut self, out: &mut Vec<u8>, rows: Range<u16>) {
        if let Some(tiles) = &self.tiles {
            tiles.restore(out, (&self.shaper, self.colours), &rows);
            return;
        }
        let rows = usize::from(rows.start)..usize::from(rows.end);
        let painted = self.painted.iter().skip(rows.start).take(rows.len());
        let painted: Vec<Overlay> = painted.flatten().cloned().collect();
        self.paint_all(out, &painted.iter().collect::<Vec<_>>());
    }

    /// Paints pictures into the cells that they cover.
    fn paint_all(&mut self, out: &mut Vec<u8>, overlays: &[&Overlay]) {
        if let Some(slots) = &mut self.slots {
            slots.paint(out, (&self.shaper, self.colours), overlays);
            return;
        }
        for overlay in overlays {
            self.paint(out, overlay);
        }
    }

    /// Paints a picture into the cells that it covers.
    fn paint(&self, out: &mut Vec<u8>, overlay: &Overlay) {
        let picture = self.shaper.draw(overlay, self.colours);
        match self.protocol {
            Protocol::Iterm2 => {
                Sequence::Move(overlay.x, overlay.y).write(out);
                iterm2(out, overlay.columns, &picture);
            }
            Protocol::Sixel | Protocol::Kitty | Protocol::KittyBeyondTmux(_) => {
                let cell = usize::from(self.shaper.cell_size().width);
                write_sixels(out, overlay, &picture, cell);
            }
        }
    }
}

/// Writes a picture in as many parts as it must have.
fn write_sixels(out: &mut Vec<u8>, overlay: &Overlay, picture: &Picture, cell: usize) {
    let most = (sixel::WIDEST / cell.max(1)).clamp(1, usize::from(u16::MAX));
    for column in (0..overlay.columns).step_by(most) {
        Sequence::Move(overlay.x + column, overlay.y).write(out);
        let start = usize::from(column) * cell;
        let end = (start + most * cell).min(picture.width);
        write_part(out, picture, &(start..end));
    }
}

/// Writes the part of a picture in these columns of pixels at the cursor.
fn write_part(out: &mut Vec<u8>, picture: &Picture, columns: &Range<usize>) {
    let mut sheet = sixel::Sheet::new(columns.len(), picture.height);
    sheet.lay(picture, columns, (0, 0));
    sheet.write(out);
}

fn iterm2(out: &mut Vec<u8>, columns: u16, picture: &Picture) {
    let file = png(picture);
    let data = BASE64_STANDARD.encode(&file);
    PictureSequence::InlineFile(file.len(), columns, &data).write(out);
}

/// Returns a picture as PNG, four bits for a pixel where its colours allow.
fn png(picture: &Picture) -> Vec<u8> {
    let mut file = Vec::with_capacity(4096);
    let depth = if picture.palette.len() <= 16 {
        png::BitDepth::Four
    } else {
        png::BitDepth::Eight
    };
    let mut encoder = png::Encoder::new(&mut file, picture.width as u32, picture.height as u32);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(depth);
    encoder.set_palette(picture.palette.concat());
    // Rows of letters are not alike enough for a filter to gain anything.
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_deflate_compression(png::DeflateCompression::Level(4));
    let pixels: Vec<u8> = match depth {
        png::BitDepth::Four => picture
            .pixels
            .chunks(picture.width.max(1))
            .flat_map(|row| row.chunks(2))
            .map(|pair| match pair {
                [left, right] => left << 4 | right,
                [left] => left << 4,
                _ => 0,
            })
            .collect(),
        _ => picture.pixels.clone(),
    };
    // Writing into memory cannot fail, and the sizes are those of the picture.
    let _written = encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&pixels));
    file
}
