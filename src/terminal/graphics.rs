//! Pictures over cells, in whichever protocol the terminal supports.
//!
//! The text stays in the cells and the picture is laid over it, so the screen can still be
//! selected, copied and searched. Terminals differ in where a picture lives:
//!
//! - kitty's protocol keeps pictures apart from cells: each is sent once, then placed, moved and
//!   removed by its id;
//! - sixel and iTerm2 paint into the cells: writing a cell erases the picture there, so a changed
//!   row is written with its text and all of its pictures.
//!
//! Neither holds through tmux: there the cells contain placeholder letters for kitty's pictures, or
//! blanks beneath sixel pictures, instead of the text.

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

/// The protocol by which pictures are sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Protocol {
    /// kitty's graphics protocol.
    Kitty,
    /// kitty's protocol through tmux, from this pane, with Unicode placeholders.
    KittyThroughTmux(u32),
    /// Sixel, from DEC's terminals.
    Sixel,
    /// iTerm2's inline images.
    Iterm2,
}

impl Protocol {
    /// Returns the name of the protocol.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kitty => "kitty",
            Self::KittyThroughTmux(_) => "kitty, tmux",
            Self::Sixel => "sixel",
            Self::Iterm2 => "iTerm2",
        }
    }
}

/// Draws overlays on the screen.
#[derive(Debug)]
pub struct Pictures {
    shaper: Arc<Shaper>,
    colours: Colours,
    way: Way,
}

/// Where the terminal keeps pictures.
#[derive(Debug)]
enum Way {
    /// The terminal stores pictures apart from its cells.
    Apart(kitty::KittyPictures),
    /// In the terminal around tmux, with placeholders in the cells.
    OuterTerminal(placeholder::PlaceholderPictures),
    /// In the cells.
    Painted(Painted),
}

impl Pictures {
    /// Creates pictures for `protocol`, drawn by `shaper`.
    pub fn new(protocol: Protocol, shaper: Arc<Shaper>, colours: Colours) -> Self {
        let way = match protocol {
            Protocol::Kitty => {
                super::delete_pictures_later();
                Way::Apart(kitty::KittyPictures::default())
            }
            Protocol::KittyThroughTmux(pane) => {
                Way::OuterTerminal(placeholder::PlaceholderPictures::new(pane))
            }
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

    /// Declares that this terminal moves pictures along when it scrolls rows.
    #[must_use]
    pub fn moving(mut self) -> Self {
        if let Way::Painted(painted) = &mut self.way {
            painted.is_moving = true;
        }
        self
    }

    /// Declares that this terminal redraws only a few sixel pictures, with this number of colour
    /// registers each if it reports one.
    #[must_use]
    pub fn joined(mut self, colours: Option<u16>) -> Self {
        if let Way::Painted(painted) = &mut self.way {
            painted.join(colours);
        }
        self
    }

    /// Declares that this terminal frees a whole picture as soon as part of it is overwritten.
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
            Way::Apart(_) | Way::OuterTerminal(_) => None,
        }
    }

    /// Returns how rows of pictures have moved, if the terminal can scroll them.
    pub(super) fn shift_to(&self, overlays: &[Overlay]) -> Option<Shift> {
        self.painted()?.shift_to(overlays)
    }

    /// Records that the terminal has scrolled its rows.
    pub(super) fn shifted(&mut self, shift: &Shift) {
        if let Way::Painted(painted) = &mut self.way {
            painted.shifted(shift);
        }
    }

    /// Whether the terminal redraws only a few pictures, so that a frame may need room for its own.
    pub(super) fn is_joined(&self) -> bool {
        self.painted().is_some_and(Painted::is_joined)
    }

    /// Makes room in the terminal's memory for the pictures of a frame, if needed. Returns whether
    /// it did: then all pictures must be painted again, and the text of the last row written again.
    pub(super) fn make_room(
        &mut self,
        out: &mut Vec<u8>,
        overlays: &[Overlay],
        rewritten: &[bool],
    ) -> bool {
        match &mut self.way {
            Way::Painted(painted) => painted.make_room(out, &self.shaper, overlays, rewritten),
            Way::Apart(_) | Way::OuterTerminal(_) => false,
        }
    }

    /// Returns how many rows at the bottom of the screen must stay free: xterm scrolls after
    /// painting a picture in the last row, whatever its modes.
    pub(super) fn spared_rows(&self) -> u16 {
        u16::from(self.painted().is_some())
    }

    /// Whether pictures survive writes to the cells beneath them.
    pub(super) fn are_apart(&self) -> bool {
        matches!(self.way, Way::Apart(_))
    }

    /// Whether a frame with these overlays must start from an empty screen. Where the terminal can
    /// free only whole pictures, any change to a picture requires it, and so does any other change
    /// that `is_changed` reports.
    pub(super) fn must_begin_anew(
        &self,
        overlays: &[Overlay],
        is_changed: impl Fn() -> bool,
    ) -> bool {
        let tiled = self.painted().filter(|painted| painted.is_tiled());
        tiled.is_some_and(|painted| is_changed() || painted.are_others(overlays))
    }

    /// Returns `frame` without the text beneath its pictures, where that text would do harm.
    pub(super) fn blanked(&self, frame: &Buffer, overlays: &[Overlay]) -> Option<Buffer> {
        self.painted()?.blanked(frame, overlays)
    }

    /// Returns `frame` with placeholders for its pictures, which are sent, where the protocol uses
    /// them.
    pub(super) fn cover(
        &mut self,
        out: &mut Vec<u8>,
        frame: &Buffer,
        overlays: &[Overlay],
    ) -> Option<Buffer> {
        let Way::OuterTerminal(kept) = &mut self.way else {
            return None;
        };
        Some(kept.cover(out, (&self.shaper, self.colours), frame, overlays))
    }

    /// Marks pictures as possibly lost, where the terminal can lose them without a notice.
    pub(super) fn doubt(&mut self) {
        if let Way::OuterTerminal(kept) = &mut self.way {
            kept.doubt();
        }
    }

    /// Writes the deletion of every picture and forgets them all.
    pub(super) fn clear(&mut self, out: &mut Vec<u8>) {
        match &mut self.way {
            Way::Apart(kept) => {
                kept.clear();
                PictureSequence::DeleteAll.write(out);
            }
            Way::OuterTerminal(kept) => kept.clear(out),
            Way::Painted(painted) => painted.forget(),
        }
    }

    /// Whether the pictures of row `y` change, so that the whole row must be written.
    pub(super) fn differs(&self, y: u16, overlays: &[Overlay]) -> bool {
        let painted = self.painted();
        painted.is_some_and(|painted| painted.differs(y, overlays))
    }

    /// Writes the pictures of `frame` after its text; `rewritten` tells which rows were written.
    pub(super) fn show(
        &mut self,
        out: &mut Vec<u8>,
        (frame, overlays): (&Buffer, &[Overlay]),
        rewritten: &[bool],
    ) {
        match &mut self.way {
            Way::Apart(kept) => kept.show(out, &self.shaper, self.colours, overlays),
            Way::OuterTerminal(kept) => kept.free(out),
            Way::Painted(painted) => {
                let print = (&*self.shaper, self.colours);
                painted.show(out, print, (frame, overlays), rewritten);
            }
        }
    }

    /// Paints pictures again in rows whose text was written after them.
    pub(super) fn restore(&mut self, out: &mut Vec<u8>, rows: &Range<u16>) {
        if let Way::Painted(painted) = &mut self.way {
            painted.restore(out, (&self.shaper, self.colours), rows);
        }
    }
}
