//! A face of a font, with what shaping and drawing need.

use super::glyph::visible_image;
use super::order::is_number;
use harfrust::{FontRef, GlyphBuffer, ShapeOptions, ShapePlan, ShaperData, UnicodeBuffer};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use swash::scale::{Render, ScaleContext, Source};

/// The combining keycap, which encloses the digit before it.
const KEYCAP: char = '\u{20e3}';

/// A face of a font.
pub struct Face {
    data: Arc<[u8]>,
    index: u32,
    shaping: ShaperData,
    /// The number of font units per em.
    per_em: f32,
    plans: Mutex<HashMap<PlanKey, Arc<ShapePlan>>>,
    /// The family name, as shown to the user.
    name: String,
    /// The bold face of the family.
    bold: Option<Arc<Self>>,
    /// Whether the font has colour glyphs.
    is_coloured: bool,
}

type PlanKey = (harfrust::Script, bool);

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Face({})", self.name)
    }
}

/// A glyph as shaping placed it, in font units.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ShapedGlyph {
    /// The glyph's number in the font.
    pub glyph: u16,
    /// The distance to the next glyph.
    pub advance: i32,
    /// The offset to the right.
    pub x: i32,
    /// The offset upwards.
    pub y: i32,
}

impl Face {
    /// Returns the face `index` of the font in `data`, called `name`; `None` if `data` is not a
    /// font.
    pub fn of(data: impl Into<Arc<[u8]>>, index: u32, name: &str) -> Option<Self> {
        let data = data.into();
        let font = FontRef::from_index(&data, index).ok()?;
        let shaping = ShaperData::new(&font);
        let per_em = shaping.shaper(&font).build().units_per_em();
        if per_em <= 0 {
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "an em has at most 16384 units")]
        let per_em = per_em as f32;
        let is_coloured = has_colour(&data, index);
        Some(Self {
            data,
            index,
            shaping,
            per_em,
            plans: Mutex::default(),
            name: name.to_owned(),
            bold: None,
            is_coloured,
        })
    }

    /// Sets the bold face of the family.
    #[must_use]
    pub fn with_bold(self, bold: Option<Self>) -> Self {
        Self {
            bold: bold.map(Arc::new),
            ..self
        }
    }

    /// Returns the bold face of the family.
    pub(super) fn bold(&self) -> Option<&Arc<Self>> {
        self.bold.as_ref()
    }

    /// Returns the family name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the face has a glyph for every visible character of `text`.
    pub fn covers(&self, text: &str) -> bool {
        let Some(font) = self.drawing() else {
            return false;
        };
        let glyphs = font.charmap();
        text.chars()
            .all(|c| is_never_drawn(c) || glyphs.map(c) != 0)
    }

    /// Whether the face sets code: it has the letters, and all of the same width by the font's own
    /// tables. Faces of emoji are monospaced too, but have no letters.
    pub fn is_monospaced(&self) -> bool {
        let is_fixed = |font: swash::FontRef<'_>| font.metrics(&[]).is_monospace;
        self.drawing().is_some_and(is_fixed) && self.covers("iM{}=")
    }

    /// Returns the units per em.
    pub(super) fn per_em(&self) -> f32 {
        self.per_em
    }

    /// Returns how far the letters of `sample` extend above and below the baseline, in ems. Letters
    /// that the face lacks are ignored.
    pub(super) fn reach(&self, sample: &str) -> Option<(f32, f32)> {
        let mut context = ScaleContext::new();
        let mut scaler = context.builder(self.drawing()?).size(self.per_em).build();
        let (mut top, mut bottom) = (0.0_f32, 0.0_f32);
        for word in sample.split(' ').filter(|word| self.covers(word)) {
            for shaped in self.shape(word) {
                let Some(outline) = scaler.scale_outline(shaped.glyph) else {
                    continue;
                };
                let (bounds, y) = (outline.bounds(), pixels(shaped.y, 1.0));
                top = top.max(bounds.max.y + y);
                bottom = bottom.min(bounds.min.y + y);
            }
        }
        (top > bottom).then_some((top / self.per_em, bottom / self.per_em))
    }

    /// Returns the glyphs of `text` from left to right; `text` must be in one script.
    pub fn shape(&self, text: &str) -> Vec<ShapedGlyph> {
        let Ok(font) = FontRef::from_index(&self.data, self.index) else {
            return Vec::new();
        };
        let shaper = self.shaping.shaper(&font).build();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        if is_number(text) {
            buffer.set_direction(harfrust::Direction::LeftToRight);
        }
        let direction = buffer.direction();
        let script = buffer.script();
        let key = (script, direction == harfrust::Direction::RightToLeft);
        let plan = {
            let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
            let plan = plans.entry(key).or_insert_with(|| {
                let plan = ShapePlan::new(&shaper, direction, Some(script), None, &[]);
                Arc::new(plan)
            });
            Arc::clone(plan)
        };
        let glyphs = shaper.shape(buffer, ShapeOptions::new().plan(Some(&plan)));
        placed(&glyphs)
    }

    /// Returns the glyphs of `text`, without a keycap if that is a separate glyph: it would be
    /// misplaced, and the digit alone is clear.
    pub(super) fn shape_without_cap(&self, text: &str) -> Vec<ShapedGlyph> {
        let mut glyphs = self.shape(text);
        if text.contains(KEYCAP) {
            let cap = self.drawing().map_or(0, |font| font.charmap().map(KEYCAP));
            glyphs.retain(|shaped| shaped.glyph != cap);
        }
        glyphs
    }

    /// Whether the face can draw `c`: a font may hold colour glyphs in a format that we cannot
    /// draw.
    pub fn shows(&self, c: char) -> bool {
        let Some(font) = self.drawing() else {
            return false;
        };
        let mut context = ScaleContext::new();
        let mut scaler = context.builder(font).size(32.0).build();
        let outline = Render::new(&[Source::Outline]);
        !self.is_coloured
            || visible_image(&outline, &mut scaler, (font.charmap().map(c), true)).is_some()
    }

    /// Whether the font has colour glyphs.
    pub(super) fn is_coloured(&self) -> bool {
        self.is_coloured
    }

    /// Returns the face as swash needs it for drawing.
    pub(super) fn drawing(&self) -> Option<swash::FontRef<'_>> {
        swash::FontRef::from_index(&self.data, self.index as usize)
    }
}

/// Whether a font has one of the tables for colour glyphs.
fn has_colour(data: &[u8], index: u32) -> bool {
    let font = swash::FontRef::from_index(data, index as usize);
    let tables = [b"COLR", b"CBDT", b"sbix", b"SVG "];
    font.is_some_and(|font| {
        tables
            .into_iter()
            .any(|name| font.table(swash::tag_from_bytes(name)).is_some())
    })
}

/// Converts a distance from font units to pixels, with `scale` pixels per unit.
#[expect(
    clippy::cast_precision_loss,
    reason = "a word is far below 2^24 units of a font"
)]
pub(super) fn pixels(font_units: i32, scale: f32) -> f32 {
    font_units as f32 * scale
}

fn placed(glyphs: &GlyphBuffer) -> Vec<ShapedGlyph> {
    let infos = glyphs.glyph_infos().iter();
    infos
        .zip(glyphs.glyph_positions())
        .map(|(info, at)| ShapedGlyph {
            glyph: info.glyph_id as u16,
            advance: at.x_advance,
            x: at.x_offset,
            y: at.y_offset,
        })
        .collect()
}

/// Whether `c` never needs a glyph: joiners, direction marks, variation selectors.
fn is_never_drawn(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ad}')
}
