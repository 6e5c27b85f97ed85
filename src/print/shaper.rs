//! Words into glyphs, and so into widths.

use super::face::Face;
use super::mask::{Masks, Weight};
use super::{UNIT, mask::Mask};
use crate::text::cluster;
use crate::text::measure::Measure;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The size of a cell of the screen in pixels.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct CellSize {
    /// From left to right.
    pub width: u16,
    /// From top to bottom.
    pub height: u16,
}

/// What reaches highest and lowest in Devanagari, and in Latin letters with an accent.
const HIGHEST_AND_LOWEST: &str = "र्कि ऐं ईं ऑ क्लृ ट्ठू द्ध्रू Éjg";

/// So many words are kept shaped; a day's stories have a few thousand.
const MOST_WORDS: usize = 8_192;

/// Faces at a size: a ruler for text, and what draws it.
#[derive(Debug)]
pub struct Shaper {
    faces: Vec<Arc<Face>>,
    cell: CellSize,
    /// Pixels in an em.
    size: f32,
    /// The distance of the baseline from the top of a line, in pixels.
    baseline: f32,
    cache: Mutex<Cache>,
}

#[derive(Debug, Default)]
struct Cache {
    words: HashMap<Box<str>, Arc<Word>>,
    masks: Masks,
    missing: BTreeSet<char>,
}

/// A word as shaped, from left to right.
#[derive(Debug, Default)]
pub(super) struct Word {
    /// In units.
    pub(super) width: usize,
    pub(super) glyphs: Vec<Glyph>,
}

/// A glyph of a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// The index of its face.
    pub(super) face: usize,
    pub(super) index: u16,
    /// From the word's left end, in pixels.
    pub(super) x: f32,
    /// Above the baseline, in pixels.
    pub(super) y: f32,
}

impl PartialEq for Shaper {
    /// Two shapers are one if they measure alike: the same faces at the same size.
    fn eq(&self, other: &Self) -> bool {
        self.cell == other.cell
            && self.faces.len() == other.faces.len()
            && self
                .faces
                .iter()
                .zip(&other.faces)
                .all(|(a, b)| Arc::ptr_eq(a, b))
    }
}

impl Shaper {
    /// Returns a shaper for cells of the size `cell`; each text is set in the first of `faces` that has
    /// its letters. The size of the letters is the largest at which nothing of Devanagari is cut at
    /// the top or the bottom of a line.
    ///
    /// Nothing is returned without a face.
    pub fn new(faces: Vec<Arc<Face>>, cell: CellSize) -> Option<Self> {
        let first = faces.first()?;
        let (top, bottom) = reach(first)?;
        let size = f32::from(cell.height) / (top - bottom);
        Some(Self {
            baseline: (top * size).round(),
            faces,
            cell,
            size,
            cache: Mutex::default(),
        })
    }

    /// Returns the size of a cell.
    pub fn cell_size(&self) -> CellSize {
        self.cell
    }

    /// Returns the faces, the preferred one first.
    pub fn faces(&self) -> &[Arc<Face>] {
        &self.faces
    }

    /// Returns the characters that were set and that no face has, each once.
    pub fn take_missing(&self) -> Vec<char> {
        std::mem::take(&mut self.cache().missing)
            .into_iter()
            .collect()
    }

    /// Pixels in an em.
    pub(super) fn size(&self) -> f32 {
        self.size
    }

    /// The distance of the baseline from the top of a line, in pixels.
    pub(super) fn baseline(&self) -> f32 {
        self.baseline
    }

    /// The row of pixels of the baseline, from the top of a line.
    #[expect(clippy::cast_sign_loss, reason = "the baseline is below the top")]
    pub(super) fn baseline_row(&self) -> usize {
        self.baseline as usize
    }

    /// Returns the picture of a word.
    pub(super) fn mask(&self, text: &str, weight: Weight) -> Arc<Mask> {
        let word = self.word(text);
        let mut cache = self.cache();
        cache.masks.of(self, &word, text, weight)
    }

    fn cache(&self) -> MutexGuard<'_, Cache> {
        // What was interrupted is a cache: whole words or none.
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns a word as shaped.
    pub(super) fn word(&self, text: &str) -> Arc<Word> {
        if let Some(word) = self.cache().words.get(text) {
            return Arc::clone(word);
        }
        let word = Arc::new(self.shaped(text));
        let mut cache = self.cache();
        if cache.words.len() >= MOST_WORDS {
            cache.words.clear();
        }
        cache.words.insert(text.into(), Arc::clone(&word));
        word
    }

    fn shaped(&self, text: &str) -> Word {
        let mut word = Word::default();
        let mut at = 0.0_f32;
        for (face, part) in self.parts(text) {
            let Some(drawn) = self.faces.get(face) else {
                continue;
            };
            let scale = self.size / drawn.per_em();
            for shaped in drawn.shape(part) {
                word.glyphs.push(Glyph {
                    face,
                    index: shaped.glyph,
                    x: at + pixels(shaped.x, scale),
                    y: pixels(shaped.y, scale),
                });
                at += pixels(shaped.advance, scale);
            }
        }
        word.width = units(at);
        word
    }

    /// Cuts a word where the script or the face changes.
    fn parts<'t>(&self, text: &'t str) -> Vec<(usize, &'t str)> {
        let mut parts: Vec<(usize, u32, usize, usize)> = Vec::new();
        for (at, cluster) in cluster::cluster_indices(text) {
            let end = at + cluster.len();
            let script = cluster.chars().map(script_of).find(|script| *script != 0);
            let face = self.face_of(cluster);
            match parts.last_mut() {
                Some((last, of, _, stop))
                    if *last == face && (*of == 0 || script.is_none_or(|script| script == *of)) =>
                {
                    *stop = end;
                    *of = script.unwrap_or(*of);
                }
                _ => parts.push((face, script.unwrap_or(0), at, end)),
            }
        }
        let text_of = |(face, _, start, end)| (face, text.get(start..end).unwrap_or_default());
        parts.into_iter().map(text_of).collect()
    }

    /// Returns the first face that has a cluster's letters.
    fn face_of(&self, cluster: &str) -> usize {
        if let Some(face) = self.faces.iter().position(|face| face.covers(cluster)) {
            return face;
        }
        let mut cache = self.cache();
        cache.missing.extend(cluster.chars().filter(|c| {
            !self
                .faces
                .iter()
                .any(|face| face.covers(c.encode_utf8(&mut [0; 4])))
        }));
        0
    }
}

impl Measure for Shaper {
    fn width(&self, text: &str) -> usize {
        pieces(text).map(|(_, word)| self.word(word).width).sum()
    }

    fn cell(&self) -> usize {
        usize::from(self.cell.width) * UNIT
    }

    fn fit(&self, text: &str, room: usize) -> (usize, usize) {
        let mut width = 0;
        for (at, word) in pieces(text) {
            let next = width + self.word(word).width;
            if next <= room {
                width = next;
                continue;
            }
            // Only the head of this word has to be tried.
            let mut fitting = (at, width);
            for (start, cluster) in cluster::cluster_indices(word) {
                let end = start + cluster.len();
                let head = word.get(..end).unwrap_or_default();
                let next = width + self.word(head).width;
                if next > room {
                    break;
                }
                fitting = (at + end, next);
            }
            return fitting;
        }
        (text.len(), width)
    }
}

/// Cuts a text into words and the blanks between them, each with where it begins.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let is_blank = rest.starts_with(' ');
        let end = rest.find(|c| (c == ' ') != is_blank).unwrap_or(rest.len());
        let piece = (at, rest.get(..end).unwrap_or_default());
        at += end;
        Some(piece)
    })
}

/// Returns how far the face's letters reach above and below the baseline, in ems.
fn reach(face: &Face) -> Option<(f32, f32)> {
    let mut context = swash::scale::ScaleContext::new();
    let mut scaler = context.builder(face.drawing()?).size(face.per_em()).build();
    let (mut top, mut bottom) = (0.0_f32, 0.0_f32);
    for (_, word) in pieces(HIGHEST_AND_LOWEST) {
        if !face.covers(word) {
            continue;
        }
        for shaped in face.shape(word) {
            let Some(outline) = scaler.scale_outline(shaped.glyph) else {
                continue;
            };
            let (bounds, y) = (outline.bounds(), pixels(shaped.y, 1.0));
            top = top.max(bounds.max.y + y);
            bottom = bottom.min(bounds.min.y + y);
        }
    }
    (top > bottom).then_some((top / face.per_em(), bottom / face.per_em()))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a word is far below 2^24 units of a font"
)]
fn pixels(font_units: i32, scale: f32) -> f32 {
    font_units as f32 * scale
}

#[expect(clippy::cast_sign_loss, reason = "no word is narrower than nothing")]
fn units(pixels: f32) -> usize {
    (pixels.max(0.0) * 64.0).round() as usize
}

/// Returns a number for the script of a character, 0 for what goes with any.
fn script_of(c: char) -> u32 {
    let code = u32::from(c);
    match code {
        0x0964 | 0x0965 => 0,
        0xa8e0..=0xa8ff | 0x1cd0..=0x1cff => 0x0900 / 0x80,
        // From Devanagari to Malayalam, a block of 128 is a script.
        0x0900..=0x0d7f => code / 0x80,
        0x0600..=0x077f | 0x08a0..=0x08ff | 0xfb50..=0xfdff | 0xfe70..=0xfeff => 1,
        0x0590..=0x05ff => 2,
        0x0370..=0x03ff => 3,
        0x0400..=0x052f => 4,
        0x0d80..=0x10ff => 0x1000 + code / 0x80,
        0x3040..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff | 0x0002_0000..=0x0003_ffff => 5,
        0x1100..=0x11ff | 0xac00..=0xd7ff => 6,
        _ if c.is_alphabetic() => 7,
        _ => 0,
    }
}
