//! Overlays as pictures with a palette.

mod canvas;
mod colour;

pub use colour::{Colours, Rgb, rgb_of};

use super::overlay::Overlay;
use super::shaper::Shaper;
use canvas::Canvas;
use colour::resolve;
use ratatui::style::Modifier;

/// The number of steps from the background to the full colour of letters. At these sizes eight
/// steps look no better, even enlarged, and cost a tenth more bytes.
pub(crate) const STEPS: usize = 6;

/// A picture of an overlay.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Picture {
    /// The width, in pixels.
    pub width: usize,
    /// The height, in pixels.
    pub height: usize,
    /// The palette: for each pair of colours the steps from background to letter, then the colours of
    /// colour glyphs.
    pub palette: Vec<Rgb>,
    /// The index of the first colour of colour glyphs in the palette.
    pub glyph_colours: usize,
    /// The opacity of each colour of the palette, 255 if it hides what is beneath.
    pub opacity: Vec<u8>,
    /// The palette index of each pixel, row by row.
    pub pixels: Vec<u8>,
}

impl Shaper {
    /// Draws `overlay`.
    pub fn draw(&self, overlay: &Overlay, colours: Colours) -> Picture {
        let cell = self.cell_size();
        let (width, height) = (
            usize::from(cell.width) * usize::from(overlay.columns),
            usize::from(cell.height),
        );
        let mut canvas = Canvas::blank((width, height), colours);
        if let Some(first) = overlay.pieces.first() {
            // Pixels that no text covers look like the cells, even if the first text is reversed.
            let plain = first.style.remove_modifier(Modifier::REVERSED);
            let (ink, ground) = resolve(plain, colours);
            canvas.base_of(ink, ground);
        }
        for piece in &overlay.pieces {
            canvas.piece(self, piece);
        }
        canvas.finished()
    }
}
