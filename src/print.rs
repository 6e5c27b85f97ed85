//! Text set as in print: shaped by a real shaper, with a real font, and drawn as a picture.
//!
//! A terminal draws Devanagari cell by cell, and no arrangement of cells gives the letters their
//! form. So where a terminal shows pictures, each piece of text on the screen also gets one, which
//! is laid over the very cells that hold the text. What is here is pure: bytes of fonts in, pixels
//! out. Which fonts there are is the runtime's to find, how a picture reaches the screen the
//! terminal's.
//!
//! Text is measured in units of 1/64 pixel. Words do not act on each other across a blank in any
//! script that is set here, so the width of a line is the sum of its words and blanks, and each word
//! is shaped once.

mod face;
mod mask;
mod order;
mod overlay;
mod picture;
mod ruler;
mod shaper;
mod word;

pub use face::{Face, Shaped};
pub use overlay::{Overlay, Part, Piece};
pub(crate) use picture::STEPS;
pub use picture::{Colours, Picture, Rgb};
pub use ruler::Ruler;
pub use shaper::{CellSize, Shaper};

/// Units in a pixel.
pub const UNIT: usize = 64;

/// Returns units as a distance, which may be one to the left.
pub fn signed(units: usize) -> i32 {
    i32::try_from(units).unwrap_or(i32::MAX)
}
