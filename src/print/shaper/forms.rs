//! The other forms of letters that a shaper sets: large ones, code, superscripts and subscripts.

use super::{HIGHEST_AND_LOWEST_OF_OTHERS, Shaper};
use crate::print::Face;
use crate::text::measure::{LetterForm, Part};
use crate::text::raised::plain;
use std::borrow::Cow;
use std::sync::Arc;

/// The size of superscripts and subscripts relative to the text.
pub(super) const SHIFTED: f32 = 0.68;
/// The distance in ems by which a superscript is above the baseline.
pub(super) const RISE: f32 = 0.34;
/// The distance in ems by which a subscript is below the baseline.
pub(super) const DROP: f32 = 0.14;

impl Shaper {
    /// Returns the shaper for letters of the form `form` or, if `part` is a row of a large heading,
    /// for large ones.
    pub(in crate::print) fn of(&self, part: Part, form: LetterForm) -> &Self {
        let other = match (part, form) {
            (Part::Upper(_) | Part::Lower(_), _) => &self.large,
            (Part::Whole, LetterForm::Text) => return self,
            (Part::Whole, LetterForm::Code) => &self.code,
            (Part::Whole, LetterForm::Raised) => &self.raised,
            (Part::Whole, LetterForm::Lowered) => &self.lowered,
        };
        other.as_deref().unwrap_or(self)
    }

    /// Returns the shapers for other forms of letters.
    pub(super) fn others(&self) -> impl Iterator<Item = &Self> {
        [&self.large, &self.code, &self.raised, &self.lowered]
            .into_iter()
            .filter_map(Option::as_deref)
    }

    /// Returns a shaper for letters that are larger by `scale`, and whose baseline is `down` pixels
    /// below this one.
    pub(super) fn scaled(&self, scale: f32, down: f32) -> Self {
        Self {
            faces: self.faces.clone(),
            sizes: self.sizes.iter().map(|size| size * scale).collect(),
            baseline: (self.baseline + down).round(),
            cell: self.cell,
            ..Self::default()
        }
    }

    /// Returns the shaper for code in the face `mono`, and in the others for what it lacks. Its
    /// small letters are as high as those of the text, so that code in a text neither shouts nor
    /// whispers.
    pub(super) fn for_code(&self, mono: Arc<Face>) -> Option<Self> {
        let text = self.face_of("x");
        let (high, low) = mono.reach(HIGHEST_AND_LOWEST_OF_OTHERS)?;
        let below = f32::from(self.cell.height) - self.baseline;
        let size = self.size_of(text) * self.faces.get(text)?.reach("x")?.0 / mono.reach("x")?.0;
        let size = size
            .min(self.baseline / high.max(0.01))
            .min(below / (-low).max(0.01));
        Some(Self {
            faces: [&[mono], self.faces.as_slice()].concat(),
            sizes: [&[size], self.sizes.as_slice()].concat(),
            cell: self.cell,
            baseline: self.baseline,
            ..Self::default()
        })
    }
}

/// Returns the letters that print draws for `text`: those of a superscript without the signs that
/// stand for it in cells.
pub(in crate::print) fn letters(text: &str, form: LetterForm) -> Cow<'_, str> {
    match form {
        LetterForm::Raised | LetterForm::Lowered => plain(text),
        LetterForm::Text | LetterForm::Code => text.into(),
    }
}
