//! Shapes words into glyphs, and so measures them.

mod cache;
mod face_choice;
mod forms;
mod heading;
mod measure;

pub(super) use forms::letters;

use super::face::{Face, pixels};
use super::glyph::{Glyph, ShapedWord};
use super::mask::{Mask, Masks, SizedFaces, Weight};
use super::word::pieces;
use cache::WordCache;
use forms::{DROP, RISE, SHIFTED};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The size of a screen cell in pixels.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub struct CellSize {
    /// The width of the cell, in pixels.
    pub width: u16,
    /// The height of the cell, in pixels.
    pub height: u16,
}

/// The highest and lowest letterforms of Devanagari, and of Latin with accents.
const HIGHEST_AND_LOWEST: &str = "र्कि र्कों ऐं ईं ऑ क्लृ ट्ठू द्ध्रू Éjg";

/// The highest and lowest letterforms of other scripts. A face for them is scaled down until its
/// letters fit into the line.
const HIGHEST_AND_LOWEST_OF_OTHERS: &str =
    "Éjg র্কি ক্ষ্মূ ਸ਼੍ਰੀਂ ર્કિં ક્લૃ କ୍ଷୂ ர்ஜூ క్షూ ಕ್ಷೂ ക്ഷ്മൂ ක්ෂූ أكي جلّ Йф Άϗ שוֹ ปู่ญี้ 国語 한글";

/// Faces at a size: a ruler for text that can also draw it.
#[derive(Debug, Default)]
pub struct Shaper {
    faces: Vec<Arc<Face>>,
    /// The number of pixels per em for each face.
    sizes: Vec<f32>,
    cell: CellSize,
    /// The distance of the baseline from the top of a line, in pixels.
    baseline: f32,
    // The caches and `missing` have separate locks: drawing a mask shapes a word, and shaping
    // records missing letters.
    words: Mutex<WordCache>,
    masks: Mutex<Masks>,
    missing: Mutex<BTreeSet<char>>,
    /// Characters that no font of the system has; their words are left to the terminal's cells.
    absent: BTreeSet<char>,
    /// The shaper for headings, which are two rows high.
    large: Option<Box<Self>>,
    /// The shaper for code, if there is a monospaced face.
    code: Option<Box<Self>>,
    /// The shaper for superscripts.
    raised: Option<Box<Self>>,
    /// The shaper for subscripts.
    lowered: Option<Box<Self>>,
}

impl PartialEq for Shaper {
    /// Two shapers are equal if they measure alike: the same faces at the same size.
    fn eq(&self, other: &Self) -> bool {
        self.cell == other.cell
            && self.code == other.code
            && self.absent == other.absent
            && self.faces.len() == other.faces.len()
            && self
                .faces
                .iter()
                .zip(&other.faces)
                .all(|(a, b)| Arc::ptr_eq(a, b))
    }
}

impl Shaper {
    /// Returns a shaper for cells of the size `cell`, which sets each text in the first of `faces`
    /// that has its letters. The font size is the largest at which no Devanagari letter is cut off
    /// at the top or the bottom of a line. The first monospaced face after the first face is used
    /// for code only.
    ///
    /// Returns `None` if there are no faces.
    pub fn new(mut faces: Vec<Arc<Face>>, cell: CellSize) -> Option<Self> {
        let mono = faces.iter().skip(1).position(|face| face.is_monospaced());
        let mono = mono.map(|index| faces.remove(index + 1));
        let first = faces.first()?;
        let height = f32::from(cell.height);
        let (top, bottom) = first.reach(HIGHEST_AND_LOWEST)?;
        let (size, baseline) = fitted(height, top, -bottom);
        let size_of = |face: &Arc<Face>| {
            let Some((top, bottom)) = face.reach(HIGHEST_AND_LOWEST_OF_OTHERS) else {
                return size;
            };
            // At least four fifths: a face with extreme letterforms is cut off rather than made
            // illegible.
            let above = baseline / top.max(0.01);
            let below = (height - baseline) / (-bottom).max(0.01);
            size.min(above).min(below).max(size * 0.8)
        };
        let others = faces.iter().skip(1).map(size_of);
        let sizes: Vec<f32> = std::iter::once(size).chain(others).collect();
        let text = Self {
            faces,
            sizes,
            cell,
            baseline,
            ..Self::default()
        };
        Some(Self {
            // Letters of one and a half times the size leave a quarter of a row free above and
            // below.
            large: Some(Box::new(Self {
                cell: CellSize {
                    height: cell.height.saturating_mul(2),
                    ..cell
                },
                ..text.scaled(1.5, height * 0.25 + baseline * 0.5)
            })),
            code: mono.and_then(|mono| text.for_code(mono)).map(Box::new),
            raised: Some(Box::new(text.scaled(SHIFTED, -RISE * size))),
            lowered: Some(Box::new(text.scaled(SHIFTED, DROP * size))),
            ..text
        })
    }

    /// Leaves words with these characters to the terminal's cells, since no font has them.
    #[must_use]
    pub fn leaving(self, absent: BTreeSet<char>) -> Self {
        Self { absent, ..self }
    }

    /// Cuts a text into stretches that are drawn and, if the flag is set, stretches that are left to
    /// the terminal's cells.
    pub fn stretches<'t>(&self, text: &'t str) -> Vec<(&'t str, bool)> {
        let mut stretches: Vec<(usize, usize, bool)> = Vec::new();
        for (at, word) in pieces(text) {
            let end = at + word.len();
            let is_left = word.chars().any(|c| self.absent.contains(&c));
            match stretches.last_mut().filter(|last| last.2 == is_left) {
                Some(last) => last.1 = end,
                None => stretches.push((at, end, is_left)),
            }
        }
        let text_of = |(start, end, is_left)| (text.get(start..end).unwrap_or_default(), is_left);
        stretches.into_iter().map(text_of).collect()
    }

    /// Whether words of `text` are left to the terminal's cells.
    pub fn leaves_some_of(&self, text: &str) -> bool {
        !self.absent.is_empty() && text.chars().any(|c| self.absent.contains(&c))
    }

    /// Returns the size of a cell.
    pub fn cell_size(&self) -> CellSize {
        self.cell
    }

    /// Returns the faces in order of preference.
    pub fn faces(&self) -> &[Arc<Face>] {
        &self.faces
    }

    /// Returns each character that was set since the last call and that no face has, once.
    pub fn take_missing(&self) -> Vec<char> {
        let mut missing = std::mem::take(&mut *locked(&self.missing));
        missing.extend(self.others().flat_map(Self::take_missing));
        missing.into_iter().collect()
    }

    /// Returns the size in bytes of the caches for words and masks; at most 16 MB for each form of
    /// letters.
    pub fn kept_bytes(&self) -> usize {
        let others: usize = self.others().map(Self::kept_bytes).sum();
        locked(&self.words).bytes + locked(&self.masks).bytes() + others
    }

    /// Returns the pixels per em of the face with this index.
    pub(super) fn size_of(&self, face: usize) -> f32 {
        self.sizes.get(face).copied().unwrap_or(1.0)
    }

    /// Returns the row of pixels on which the baseline is, counted from the top of a line.
    #[expect(clippy::cast_sign_loss, reason = "the baseline is below the top")]
    pub(super) fn baseline_row(&self) -> usize {
        self.baseline as usize
    }

    /// Returns the mask of a word, from the cache if it is there.
    pub(super) fn mask(&self, text: &str, weight: Weight) -> Arc<Mask> {
        locked(&self.masks).of(&self.sized_faces(), (text, weight), || {
            let bold = weight.is_bold.then(|| self.bold_glyphs(text)).flatten();
            (self.word(text), bold)
        })
    }

    /// Returns the faces at their sizes.
    pub(super) fn sized_faces(&self) -> SizedFaces<'_> {
        SizedFaces {
            faces: &self.faces,
            sizes: &self.sizes,
            baseline: self.baseline,
            height: usize::from(self.cell.height),
        }
    }

    /// Returns a shaped word, from the cache if it is there.
    pub(super) fn word(&self, text: &str) -> Arc<ShapedWord> {
        if let Some(word) = locked(&self.words).shaped.get(text) {
            return Arc::clone(word);
        }
        let word = Arc::new(self.shaped(text));
        locked(&self.words).keep(text, &word);
        word
    }

    fn shaped(&self, text: &str) -> ShapedWord {
        let mut word = ShapedWord::default();
        let mut at = 0.0_f32;
        for (face, part) in self.parts(text) {
            let Some(drawn) = self.faces.get(face) else {
                continue;
            };
            at = self.set(&mut word.glyphs, (drawn, face), part, (at, 1.0));
        }
        word.width = units(at);
        word
    }

    /// Returns the glyphs of a word in the bold faces. Each stretch of letters is scaled to its
    /// width in the regular face, so that the width of a line does not depend on which words are
    /// bold. Returns `None` if a bold face is missing.
    pub(super) fn bold_glyphs(&self, text: &str) -> Option<Vec<Glyph>> {
        let mut glyphs = Vec::new();
        let mut at = 0.0_f32;
        for (face, part) in self.parts(text) {
            let regular = self.faces.get(face)?;
            let bold = regular.bold().filter(|bold| bold.covers(part))?;
            let mut measured = Vec::new();
            let end = self.set(&mut measured, (regular, face), part, (at, 1.0));
            measured.clear();
            let wide = self.set(&mut measured, (bold, face), part, (0.0, 1.0));
            let stretch = if wide > 0.0 { (end - at) / wide } else { 1.0 };
            self.set(&mut glyphs, (bold, face), part, (at, stretch));
            at = end;
        }
        Some(glyphs)
    }

    /// Adds the glyphs of letters that share a face, from the given pixel on and stretched
    /// horizontally by `stretch`; returns the position at which they end.
    fn set(
        &self,
        glyphs: &mut Vec<Glyph>,
        (face, index): (&Face, usize),
        part: &str,
        (mut at, stretch): (f32, f32),
    ) -> f32 {
        let scale = self.size_of(index) / face.per_em();
        for shaped in face.shape_without_cap(part) {
            glyphs.push(Glyph {
                face: index,
                index: shaped.glyph,
                x: at + pixels(shaped.x, scale) * stretch,
                y: pixels(shaped.y, scale),
                stretch,
            });
            at += pixels(shaped.advance, scale) * stretch;
        }
        at
    }
}

/// Returns the largest font size at which letters from `top` ems above to `bottom` ems below the
/// baseline fit into `height` pixels, and the row of the baseline.
fn fitted(height: f32, top: f32, bottom: f32) -> (f32, f32) {
    // A quarter of a row of pixels may be cut off without anybody noticing.
    let rows = |ems: f32, size: f32| (ems * size - 0.25).ceil();
    let mut size = height / (top + bottom);
    while rows(top, size) + rows(bottom, size) > height && size > 1.0 {
        size -= 1.0 / 16.0;
    }
    (size, rows(top, size))
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // An interrupted update cannot leave an incomplete word in a cache.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[expect(clippy::cast_sign_loss, reason = "no word is narrower than nothing")]
fn units(pixels: f32) -> usize {
    (pixels.max(0.0) * 64.0).round() as usize
}
