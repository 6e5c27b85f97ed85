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
pub use sixel::BAND;

use crate::print::{Colours, Overlay, Shaper};
use crate::terminal::sequence::PictureSequence;
use painted::Painted;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
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
    /// Whether pictures can be transparent: in the cells beneath there must be no letters, and sixel
    /// has no shades of transparency.
    pub fn has_transparency(self) -> bool {
        matches!(self, Self::KittyThroughTmux(_))
    }

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
    /// Whether the terminal draws letters beyond their cells.
    is_spilling: bool,
    way: Way,
}

/// The way in which the terminal keeps pictures.
#[derive(Debug)]
enum Way {
    /// The terminal stores pictures separately from its cells.
    Apart(kitty::KittyPictures),
    /// The outer terminal stores pictures, and the cells contain placeholders for them.
    OuterTerminal(placeholder::PlaceholderPictures),
    /// The pictures are painted into the cells.
    Painted(Painted),
}

impl Pictures {
    /// Creates the renderer for `protocol`; `shaper` shapes the text in its pictures.
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
            is_spilling: false,
            way,
        }
    }

    /// Declares that this terminal moves pictures together with the rows that it scrolls.
    #[must_use]
    pub fn moving(mut self) -> Self {
        if let Way::Painted(painted) = &mut self.way {
            painted.is_moving = true;
        }
        self
    }

    /// Declares that this terminal redraws only a few sixel pictures. `colours` is the number of
    /// colour registers that it reports for a picture.
    #[must_use]
    pub fn joined(mut self, colours: Option<u16>) -> Self {
        if let Way::Painted(painted) = &mut self.way {
            painted.join(colours);
        }
        self
    }

    /// Declares that this terminal frees a whole picture as soon as any part of the picture is
    /// overwritten.
    #[must_use]
    pub fn tiled(mut self) -> Self {
        if let Way::Painted(painted) = &mut self.way {
            painted.tile();
        }
        self
    }

    /// Declares that this terminal draws letters beyond their cells, so that parts of the text
    /// beneath would be seen beside the pictures.
    #[must_use]
    pub fn spilling(self) -> Self {
        Self {
            is_spilling: true,
            ..self
        }
    }

    /// Returns the style in which the text beneath pictures is written if it must not be seen: in
    /// the colour of the background, and faint where the terminal may give selected text a colour
    /// of its own.
    pub(super) fn style_beneath(&self) -> Option<Style> {
        let [r, g, b] = self.colours.ground?;
        let style = Style::new().fg(Color::Rgb(r, g, b));
        if self.shows_selection() {
            return Some(
                style
                    .remove_modifier(Modifier::all())
                    .add_modifier(Modifier::DIM),
            );
        }
        self.is_spilling.then_some(style)
    }

    /// Whether what is selected beneath pictures is seen through their background.
    pub(super) fn shows_selection(&self) -> bool {
        self.are_apart() && self.colours.ground_opacity < u8::MAX
    }

    fn painted(&self) -> Option<&Painted> {
        match &self.way {
            Way::Painted(painted) => Some(painted),
            Way::Apart(_) | Way::OuterTerminal(_) => None,
        }
    }

    /// Returns the distance by which rows of pictures have scrolled, if the terminal can scroll
    /// them.
    pub(super) fn shift_to(&self, overlays: &[Overlay]) -> Option<Shift> {
        self.painted()?.shift_to(overlays)
    }

    /// Records that the terminal has scrolled its rows.
    pub(super) fn shifted(&mut self, shift: &Shift) {
        if let Way::Painted(painted) = &mut self.way {
            painted.shifted(shift);
        }
    }

    /// Whether the terminal redraws only a few pictures, so that earlier pictures may have to be
    /// removed before a frame.
    pub(super) fn is_joined(&self) -> bool {
        self.painted().is_some_and(Painted::is_joined)
    }

    /// Makes room in the terminal's memory for the pictures of a frame, if needed. Returns whether
    /// it did; the caller must then paint all pictures again and rewrite the text of the last row.
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

    /// Whether any text that is written over part of a picture erases all of it.
    pub(super) fn is_tiled(&self) -> bool {
        self.painted().is_some_and(Painted::is_tiled)
    }

    /// Whether pictures survive when the text beneath them is rewritten.
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

    /// Returns `frame` without the text beneath its pictures, or `None` if the text can stay there.
    pub(super) fn blanked(&self, frame: &Buffer, overlays: &[Overlay]) -> Option<Buffer> {
        self.painted()?.blanked(frame, overlays)
    }

    /// Sends the pictures of `frame` and returns it with placeholders for them, if the protocol
    /// uses placeholders.
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

    /// Records that pictures may have been lost, if the terminal can lose them without notice.
    pub(super) fn doubt(&mut self) {
        if let Way::OuterTerminal(kept) = &mut self.way {
            kept.doubt();
        }
    }

    /// Writes the sequences that delete all pictures, and forgets the pictures.
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

    /// Writes the pictures of `frame` after its text; `rewritten` holds, for each row, whether its
    /// text was written.
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
