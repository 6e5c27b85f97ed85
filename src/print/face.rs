//! A font's face: what is needed of it to shape and to draw.

use harfrust::{FontRef, GlyphBuffer, ShapeOptions, ShapePlan, ShaperData, UnicodeBuffer};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// A face of a font.
pub struct Face {
    data: Arc<[u8]>,
    index: u32,
    shaping: ShaperData,
    /// Units in an em.
    per_em: f32,
    plans: Mutex<HashMap<PlanKey, Arc<ShapePlan>>>,
    /// What the person reads of it: its family.
    name: String,
}

type PlanKey = (harfrust::Script, bool);

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Face({})", self.name)
    }
}

/// A glyph where shaping put it; all in the font's units.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Shaped {
    pub(super) glyph: u16,
    pub(super) advance: i32,
    pub(super) x: i32,
    pub(super) y: i32,
}

impl Face {
    /// Returns the face `index` of the font in `data`, called `name`; nothing for other bytes.
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
        Some(Self {
            data,
            index,
            shaping,
            per_em,
            plans: Mutex::default(),
            name: name.to_owned(),
        })
    }

    /// Returns its family's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it has a glyph for every character of `text` that is seen.
    pub fn covers(&self, text: &str) -> bool {
        let Some(font) = self.drawing() else {
            return false;
        };
        let glyphs = font.charmap();
        text.chars()
            .all(|c| is_never_drawn(c) || glyphs.map(c) != 0)
    }

    /// Units in an em.
    pub(super) fn per_em(&self) -> f32 {
        self.per_em
    }

    /// Returns the glyphs of `text`, which is all in one script, from left to right, and whether the
    /// script runs from right to left.
    pub(super) fn shape(&self, text: &str) -> Vec<Shaped> {
        let Ok(font) = FontRef::from_index(&self.data, self.index) else {
            return Vec::new();
        };
        let shaper = self.shaping.shaper(&font).build();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
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

    /// Returns the face for drawing.
    pub(super) fn drawing(&self) -> Option<swash::FontRef<'_>> {
        swash::FontRef::from_index(&self.data, self.index as usize)
    }
}

fn placed(glyphs: &GlyphBuffer) -> Vec<Shaped> {
    let infos = glyphs.glyph_infos().iter();
    infos
        .zip(glyphs.glyph_positions())
        .map(|(info, at)| Shaped {
            glyph: info.glyph_id as u16,
            advance: at.x_advance,
            x: at.x_offset,
            y: at.y_offset,
        })
        .collect()
}

/// Joiners, marks of direction and selectors: no font needs a glyph for them.
fn is_never_drawn(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ad}')
}
