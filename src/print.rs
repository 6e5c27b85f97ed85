//! Text as in print: shaped by a real shaper, with a real font, and drawn as a picture.
//!
//! A terminal draws Devanagari cell by cell, and no arrangement of cells gives the letters their
//! form. Where a terminal shows pictures, each run of text on the screen also gets a picture, which
//! is laid over the cells that hold the text. This module is pure: bytes of fonts in, pixels out.
//! The runtime finds the fonts, and `terminal` brings pictures to the screen.
//!
//! The unit of width is 1/64 pixel. In all scripts that are set here words do not affect each other
//! across a blank, so the width of a line is the sum of its words and blanks, and each word is
//! shaped once.

mod face;
mod glyph;
mod mask;
mod order;
mod overlay;
mod picture;
mod ruler;
mod shaper;
mod word;

pub use face::{Face, ShapedGlyph};
pub use overlay::{HeadingShift, LetterForm, Overlay, Part, Piece};
pub(crate) use picture::STEPS;
pub use picture::{Colours, Picture, Rgb, rgb_of};
pub use ruler::Ruler;
pub use shaper::{CellSize, Shaper};

/// Units per pixel.
pub const UNIT: usize = 64;

/// Converts units to a signed distance; negative is to the left.
pub fn signed(units: usize) -> i32 {
    i32::try_from(units).unwrap_or(i32::MAX)
}
