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

mod file;
mod joined;
mod kitty;
mod painted;
mod placeholder;
mod report;
mod shift;
mod sixel;
mod tiled;

pub(super) use placeholder::PLACEHOLDER;
pub use report::inline;
pub(super) use shift::Shift;

use crate::print::{Colours, Overlay, Shaper};
use crate::terminal::sequence::PictureSequence;
use painted::Painted;
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

/// What puts overlays on the screen.
#[derive(Debug)]
pub struct Pictures {
    shaper: Arc<Shaper>,
    colours: Colours,
    way: Way,
}

/// Where pictures are.
#[derive(Debug)]
enum Way {
    /// With the terminal, apart from its cells.
    Apart(kitty::Shelf),
    /// With the terminal beyond tmux; letters stand for them.
    Beyond(placeholder::Shelf),
    /// In the cells.
    Painted(Painted),
}

impl Pictures {
    /// Returns what sends pictures drawn by `shaper` by `protocol`.
    pub fn new(protocol: Protocol, shaper: Arc<Shaper>, colours: Colours) -> Self {
        let way = match protocol {
            Protocol::Kitty => {
                super::delete_pictures_later();
                Way::Apart(kitty::Shelf::default())
            }
            Protocol::KittyBeyondTmux(pane) => Way::Beyond(placeholder::Shelf::new(pane)),
            Protocol::Sixel | Protocol::Iterm2 => {
                Way::Painted(Painted::new(protocol == Protocol::Sixel))
            }
        };
        Self {
            shaper,
            colours,
            way,
        }
    }

    /// Says that this terminal moves pictures in its cells along when it moves its rows.
    #[must_use]
    pub fn moving(mut self) -> Self {
        if let Way::Painted(painted) = &mut self.way {
            painted.is_moving = true;
        }
        self
    }

    /// Says that this terminal redraws few of the pictures that are painted into its cells, and how many
    /// colours each may have, if it says so.
    #[must_use]
    pub fn joined(mut self, colours: Option<u16>) -> Self {
        if let Way::Painted(painted) = &mut self.way {
            painted.join(colours);
        }
        self
    }

    /// Says that this terminal frees a whole picture as soon as a part of it is written over.
    #[must_use]
    pub fn tiled(mut self) -> Self {
        if let Way::Painted(painted) = &mut self.way {
            painted.tile();
        }
        self
    }

    fn painted(&self) -> Option<&Painted> {
        match &self.way {
            Way::Painted(painted) => Some(painted),
            Way::Apart(_) | Way::Beyond(_) => None,
        }
    }

    /// Returns how the rows of pictures have moved, where the terminal can move them.
    pub(super) fn shift_to(&self, overlays: &[Overlay]) -> Option<Shift> {
        self.painted()?.shift_to(overlays)
    }

    /// Takes in that the terminal has moved its rows.
    pub(super) fn shifted(&mut self, shift: &Shift) {
        if let Way::Painted(painted) = &mut self.way {
            painted.shifted(shift);
        }
    }

    /// Whether the terminal redraws few pictures, so that room must be made for those of a frame.
    pub(super) fn is_joined(&self) -> bool {
        self.painted().is_some_and(Painted::is_joined)
    }

    /// Makes room for the pictures of a frame in the terminal's memory, where need be: all are then
    /// painted anew, and of the text the last row must be. Says whether that is so.
    pub(super) fn make_room(
        &mut self,
        out: &mut Vec<u8>,
        overlays: &[Overlay],
        rewritten: &[bool],
    ) -> bool {
        match &mut self.way {
            Way::Painted(painted) => painted.make_room(out, &self.shaper, overlays, rewritten),
            Way::Apart(_) | Way::Beyond(_) => false,
        }
    }

    /// Returns how many rows at the bottom of the screen must stay free: xterm scrolls when it has
    /// painted a picture in the last one, whatever its modes.
    pub(super) fn spared_rows(&self) -> u16 {
        u16::from(self.painted().is_some())
    }

    /// Whether pictures stay whatever is written into the cells beneath them.
    pub(super) fn are_apart(&self) -> bool {
        matches!(self.way, Way::Apart(_))
    }

    /// Whether a frame with these overlays must begin on an empty screen: where the terminal frees pictures
    /// whole, any change of them does that, and any other that `is_changed` tells of.
    pub(super) fn must_begin_anew(
        &self,
        overlays: &[Overlay],
        is_changed: impl Fn() -> bool,
    ) -> bool {
        let tiled = self.painted().filter(|painted| painted.is_tiled());
        tiled.is_some_and(|painted| is_changed() || painted.are_others(overlays))
    }

    /// Returns `frame` without the text beneath its pictures, where that does harm.
    pub(super) fn blanked(&self, frame: &Buffer, overlays: &[Overlay]) -> Option<Buffer> {
        self.painted()?.blanked(frame, overlays)
    }

    /// Returns `frame` with letters in the place of its pictures, which are sent, where that is how they
    /// are shown.
    pub(super) fn cover(
        &mut self,
        out: &mut Vec<u8>,
        frame: &Buffer,
        overlays: &[Overlay],
    ) -> Option<Buffer> {
        let Way::Beyond(kept) = &mut self.way else {
            return None;
        };
        Some(kept.cover(out, (&self.shaper, self.colours), frame, overlays))
    }

    /// Doubts that what was sent is still where it is shown, if that can be lost unheard.
    pub(super) fn doubt(&mut self) {
        if let Way::Beyond(kept) = &mut self.way {
            kept.doubt();
        }
    }

    /// Writes what takes away every picture and frees it; nothing is then known to be shown.
    pub(super) fn clear(&mut self, out: &mut Vec<u8>) {
        match &mut self.way {
            Way::Apart(kept) => {
                kept.clear();
                PictureSequence::DeleteAll.write(out);
            }
            Way::Beyond(kept) => kept.clear(out),
            Way::Painted(painted) => painted.forget(),
        }
    }

    /// Whether the pictures of row `y` change, so that all of the row must be written.
    pub(super) fn differs(&self, y: u16, overlays: &[Overlay]) -> bool {
        let painted = self.painted();
        painted.is_some_and(|painted| painted.differs(y, overlays))
    }

    /// Writes the pictures of `frame` after its text; `rewritten` says which rows were written.
    pub(super) fn show(
        &mut self,
        out: &mut Vec<u8>,
        (frame, overlays): (&Buffer, &[Overlay]),
        rewritten: &[bool],
    ) {
        match &mut self.way {
            Way::Apart(kept) => kept.show(out, &self.shaper, self.colours, overlays),
            Way::Beyond(kept) => kept.free(out),
            Way::Painted(painted) => {
                let print = (&*self.shaper, self.colours);
                painted.show(out, print, (frame, overlays), rewritten);
            }
        }
    }

    /// Writes again the pictures of rows whose text was written again after them.
    pub(super) fn restore(&mut self, out: &mut Vec<u8>, rows: &Range<u16>) {
        if let Way::Painted(painted) = &mut self.way {
            painted.restore(out, (&self.shaper, self.colours), rows);
        }
    }
}
