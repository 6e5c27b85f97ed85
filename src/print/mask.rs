//! Words as masks: how much of each pixel their letters cover.

use super::face::Face;
use super::glyph::{Glyph, ShapedWord, visible_image};
use std::collections::HashMap;
use std::sync::Arc;
use swash::scale::image::Content;
use swash::scale::{Render, ScaleContext, Source};
use swash::zeno::{Angle, Format, Transform, Vector};

/// The maximum number of bytes of cached masks: 10 MB, of which a screen uses less than 1 MB.
const MOST_BYTES: usize = 10 << 20;

/// The number of bytes that a cached mask takes besides its text and pixels.
const MASK_COST: usize = 120;

/// The number of horizontal positions within a pixel at which a glyph is drawn.
const STEPS: f32 = 4.0;

/// The slant of synthetic italics, in degrees.
const SLANT: f32 = 12.0;

/// Whether letters are drawn bold and slanted.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub(super) struct Weight {
    /// Bold, from the bold face or, if there is none, by slightly thicker stems.
    pub(super) is_bold: bool,
    /// Slanted artificially, since Devanagari has no italics of its own.
    pub(super) is_slanted: bool,
}

/// The coverage of a word.
#[derive(Debug, Default)]
pub(super) struct Mask {
    /// The column of the mask's left edge in pixels, relative to the start of the word.
    pub(super) left: i32,
    pub(super) width: usize,
    /// The coverage from top to bottom, `width` bytes for each row of pixels.
    pub(super) rows: Vec<u8>,
    /// The colours of the pixels of colour glyphs, in the same order: red, green, blue, opacity. Empty
    /// if there are none; pixels without opacity have no colour of their own.
    pub(super) colours: Vec<[u8; 4]>,
}

/// A bounded cache of masks.
#[derive(Default)]
pub(super) struct Masks {
    drawn: HashMap<(Box<str>, Weight), Arc<Mask>>,
    bytes: usize,
    context: ScaleContext,
}

impl std::fmt::Debug for Masks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Masks({} of {} bytes)", self.drawn.len(), self.bytes)
    }
}

impl Masks {
    /// Returns the size of the cache in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Returns the mask of `text`. `shaped` returns its glyphs, and its bold glyphs if there are
    /// bold faces.
    pub(super) fn of(
        &mut self,
        faces: &SizedFaces<'_>,
        (text, weight): (&str, Weight),
        shaped: impl FnOnce() -> (Arc<ShapedWord>, Option<Vec<Glyph>>),
    ) -> Arc<Mask> {
        let key = (Box::from(text), weight);
        if let Some(mask) = self.drawn.get(&key) {
            return Arc::clone(mask);
        }
        let (word, bold) = shaped();
        let mut mask = draw(
            &mut self.context,
            faces,
            bold.as_deref().unwrap_or(&word.glyphs),
            weight,
            bold.is_some(),
        );
        if weight.is_bold && bold.is_none() {
            embolden(&mut mask);
        }
        let mask = Arc::new(mask);
        let cost = mask.rows.len() + mask.colours.len() * 4 + text.len() + MASK_COST;
        if self.bytes + cost > MOST_BYTES {
            self.drawn.clear();
            self.bytes = 0;
        }
        self.bytes += cost;
        self.drawn.insert(key, Arc::clone(&mask));
        mask
    }
}

/// The faces of a shaper, with their sizes.
pub(super) struct SizedFaces<'a> {
    pub(super) faces: &'a [Arc<Face>],
    /// The number of pixels per em for each face.
    pub(super) sizes: &'a [f32],
    /// The distance of the baseline from the top of a line, in pixels.
    pub(super) baseline: f32,
    /// The height of a line, in pixels.
    pub(super) height: usize,
}

/// The pixels of a glyph and their offset from the start of the word and the top of the line.
struct Drawn {
    left: i32,
    top: i32,
    width: usize,
    /// The coverage of each pixel.
    pixels: Vec<u8>,
    /// The colour of each pixel of a colour glyph.
    colours: Vec<[u8; 4]>,
}

fn draw(
    context: &mut ScaleContext,
    faces: &SizedFaces<'_>,
    glyphs: &[Glyph],
    weight: Weight,
    in_bold_face: bool,
) -> Mask {
    let drawn: Vec<Drawn> = glyphs
        .iter()
        .filter_map(|glyph| {
            let regular = faces.faces.get(glyph.face)?;
            let face = regular.bold().filter(|_| in_bold_face).unwrap_or(regular);
            draw_glyph(context, faces, face, *glyph, weight)
        })
        .collect();
    let smear = usize::from(weight.is_bold && !in_bold_face);
    joined(&drawn, faces.height, smear)
}

fn draw_glyph(
    context: &mut ScaleContext,
    faces: &SizedFaces<'_>,
    face: &Face,
    glyph: Glyph,
    weight: Weight,
) -> Option<Drawn> {
    // Grey and unhinted: at these sizes hinting breaks the headline of Devanagari.
    let mut scaler = context
        .builder(face.drawing()?)
        .size(*faces.sizes.get(glyph.face)?)
        .hint(false)
        .build();
    let x = (glyph.x * STEPS).round() / STEPS;
    let mut render = Render::new(&[Source::Outline]);
    render
        .format(Format::Alpha)
        .offset(Vector::new(x - x.floor(), 0.0));
    let slant = if weight.is_slanted { SLANT } else { 0.0 };
    if weight.is_slanted || (glyph.stretch - 1.0).abs() > 0.001 {
        let skew = Transform::skew(Angle::from_degrees(slant), Angle::ZERO);
        render.transform(Some(skew.then(&Transform::scale(glyph.stretch, 1.0))));
    }
    let image = visible_image(&render, &mut scaler, (glyph.index, face.is_coloured()))?;
    let width = image.placement.width as usize;
    let (pixels, colours) = match image.content {
        Content::Color => (
            vec![0; image.data.len() / 4],
            image.data.as_chunks().0.to_vec(),
        ),
        Content::Mask | Content::SubpixelMask => (image.data, Vec::new()),
    };
    Some(Drawn {
        left: x.floor() as i32 + image.placement.left,
        top: (faces.baseline - glyph.y).round() as i32 - image.placement.top,
        width,
        pixels,
        colours,
    })
}

/// Merges glyphs into one mask of `height` rows, with `spare` free pixels on the right.
fn joined(glyphs: &[Drawn], height: usize, spare: usize) -> Mask {
    let left = glyphs.iter().map(|glyph| glyph.left).min().unwrap_or(0);
    let right = glyphs
        .iter()
        .map(|glyph| glyph.left.saturating_add_unsigned(glyph.width as u32));
    let width = (right.max().unwrap_or(left) - left).unsigned_abs() as usize + spare;
    let mut mask = Mask {
        left,
        width,
        rows: vec![0; width * height],
        colours: Vec::new(),
    };
    if glyphs.iter().any(|glyph| !glyph.colours.is_empty()) {
        mask.colours = vec![[0; 4]; width * height];
    }
    for glyph in glyphs {
        for (row, pixels) in (glyph.top..).zip(glyph.pixels.chunks_exact(glyph.width)) {
            let Ok(row) = usize::try_from(row) else {
                continue;
            };
            let start = row * width + (glyph.left - left).unsigned_abs() as usize;
            let covered = mask.rows.get_mut(start..start + glyph.width);
            for (covered, pixel) in covered.into_iter().flatten().zip(pixels) {
                *covered = (*covered).max(*pixel);
            }
        }
        for (row, colours) in (glyph.top..).zip(glyph.colours.chunks_exact(glyph.width)) {
            let Ok(row) = usize::try_from(row) else {
                continue;
            };
            let start = row * width + (glyph.left - left).unsigned_abs() as usize;
            if let Some(pixels) = mask.colours.get_mut(start..start + glyph.width) {
                pixels.copy_from_slice(colours);
            }
        }
    }
    mask
}

/// Makes letters bolder by drawing each row a second time, shifted right by most of a pixel.
/// Widened outlines would fill or turn inside out where they overlap, as those of Devanagari signs
/// do.
fn embolden(mask: &mut Mask) {
    for row in mask.rows.chunks_exact_mut(mask.width.max(1)) {
        let mut before = 0;
        for pixel in row {
            let now = *pixel;
            *pixel = now.max((u16::from(before) * 4 / 5) as u8);
            before = now;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::shaper::{CellSize, Shaper};
    use super::*;

    fn check(shaper: &Shaper, text: &str) {
        let height = i32::from(shaper.cell_size().height);
        for glyph in &shaper.word(text).glyphs {
            let face = &shaper.faces()[glyph.face];
            let weight = Weight::default();
            let drawn = draw_glyph(
                &mut ScaleContext::new(),
                &shaper.sized_faces(),
                face,
                *glyph,
                weight,
            );
            let Some(drawn) = drawn else { continue };
            let faint = |row: i32| {
                let rows = drawn.pixels.chunks(drawn.width);
                let at = usize::try_from(row - drawn.top).unwrap();
                rows.skip(at).take(1).flatten().all(|pixel| *pixel < 100)
            };
            let bottom = drawn
                .top
                .saturating_add_unsigned((drawn.pixels.len() / drawn.width) as u32);
            let (above, below) = (drawn.top..0, height..bottom);
            assert!(above.chain(below).all(faint), "{text} at {height} pixels");
        }
    }

    #[test]
    fn nothing_is_cut_at_the_top_or_the_bottom_of_a_line() {
        let mut fonts = fontdb::Database::new();
        fonts.load_system_fonts();
        let query = fontdb::Query {
            families: &[fontdb::Family::Name("Noto Sans Devanagari")],
            ..fontdb::Query::default()
        };
        let font = fonts.query(&query);
        let face = font.and_then(|id| fonts.with_face_data(id, |data, n| Face::of(data, n, "")));
        let Some(face) = face.flatten().map(Arc::new) else {
            // The integration tests report the missing font.
            assert!(
                std::env::var_os("NEWSREADER_TEST_ALL").is_none(),
                "install fonts-noto-core"
            );
            return;
        };
        for (width, height) in [(6, 12), (8, 16), (10, 20), (11, 23), (22, 47)] {
            let cell = CellSize { width, height };
            let shaper = Shaper::new(vec![Arc::clone(&face)], cell).unwrap();
            for text in ["र्कि", "र्कों", "ऐं", "ईं", "ऑ", "क्लृ", "ट्ठू", "द्ध्रू", "É", "gj"]
            {
                check(&shaper, text);
            }
        }
    }
}
