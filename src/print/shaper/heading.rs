//! How near to each other the lines of a large heading can be set.

use super::Shaper;
use crate::print::mask::Weight;
use crate::print::signed;
use crate::print::word::pieces;
use crate::text::measure::HeadingShift;

/// The distance of two baselines in a heading, in ems; nearer lines look like one block, farther ones
/// like two headings.
const LEADING: f32 = 1.3;
/// The coverage of a pixel from which on it counts as ink.
const INK: u8 = 64;

impl Shaper {
    /// Returns by how many pixels each line of a large heading is moved: the first one down and the
    /// last one up, as far as their letters allow.
    ///
    /// Two rows are 2 × 23 pixels high where letters of a heading have 25.6 pixels per em: a leading of
    /// 1.8. The letters that reach farthest up and down take 1.5 rows, so that lines which are moved
    /// by the same distance whatever their letters are 1.35 to 1.4 ems apart at best. But hardly a
    /// line has both र्कों and ट्ठू, so the letters of these two are looked at.
    pub(super) fn shifts_of_heading(&self, lines: &[&str]) -> Vec<HeadingShift> {
        let mut shifts = vec![HeadingShift::default(); lines.len()];
        let Some(large) = self.large.as_deref() else {
            return shifts;
        };
        let ([first, .., last], [first_shift, .., last_shift]) = (lines, shifts.as_mut_slice())
        else {
            return shifts;
        };
        let surplus = f32::from(large.cell.height) - LEADING * large.size_of(0);
        let surplus = surplus.ceil() as i32;
        let (_, below) = large.free_rows(first);
        let (above, _) = large.free_rows(last);
        // The lines between two others stay where they are.
        let is_pair = lines.len() == 2;
        let up = above.min(if is_pair { surplus / 2 } else { surplus });
        let down = below.min(if is_pair { surplus - up } else { surplus });
        let up = above.min(if is_pair { surplus - down } else { up });
        let pixels = |count: i32| i8::try_from(count.max(0)).unwrap_or(i8::MAX);
        *first_shift = HeadingShift(pixels(down));
        *last_shift = HeadingShift(-pixels(up));
        shifts
    }

    /// Returns the number of rows of pixels above and below the letters of a bold text.
    fn free_rows(&self, text: &str) -> (i32, i32) {
        let height = usize::from(self.cell.height);
        let (mut above, mut below) = (height, height);
        let weight = Weight {
            is_bold: true,
            is_slanted: false,
        };
        for (_, word) in pieces(text).filter(|(_, word)| !word.starts_with(' ')) {
            let mask = self.mask(word, weight);
            let has_ink = |row: &[u8]| row.iter().any(|covered| *covered >= INK);
            let rows = || mask.rows.chunks_exact(mask.width.max(1));
            above = above.min(rows().position(has_ink).unwrap_or(height));
            below = below.min(rows().rev().position(has_ink).unwrap_or(height));
        }
        (signed(above), signed(below))
    }
}
