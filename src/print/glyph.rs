//! Glyphs of shaped words, and the image of a glyph.

use swash::scale::image::Image;
use swash::scale::{Render, Scaler, Source, StrikeWith};

/// A shaped word, in visual order.
#[derive(Debug, Default)]
pub(super) struct ShapedWord {
    /// The width, in units.
    pub(super) width: usize,
    pub(super) glyphs: Vec<Glyph>,
}

/// A glyph of a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// The index of its face.
    pub(super) face: usize,
    pub(super) index: u16,
    /// The distance from the word's left edge, in pixels.
    pub(super) x: f32,
    /// The distance above the baseline, in pixels.
    pub(super) y: f32,
    /// The factor by which the glyph is stretched horizontally.
    pub(super) stretch: f32,
}

/// Returns the colour image of a glyph, if its face is coloured and has one, else its filled outline.
/// Returns `None` if no pixel of it is visible.
pub(super) fn visible_image(
    render: &Render<'_>,
    scaler: &mut Scaler<'_>,
    (glyph, is_coloured): (u16, bool),
) -> Option<Image> {
    let coloured = [
        Source::ColorBitmap(StrikeWith::BestFit),
        Source::ColorOutline(0),
    ];
    let is_seen = |image: &Image| image.placement.width > 0;
    let in_colour = is_coloured
        .then(|| Render::new(&coloured).render(scaler, glyph))
        .flatten();
    in_colour
        .filter(is_seen)
        .or_else(|| render.render(scaler, glyph).filter(is_seen))
}
