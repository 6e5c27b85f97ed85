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
    /// Returns by how many pixels each line of a large heading is moved: the upper ones down and the
    /// lower ones up, as far as their letters allow, and so that all lines are equally far apart.
    ///
    /// Two rows are 2 × 23 pixels high where letters of a heading have 25.6 pixels per em: a leading of
    /// 1.8. The letters that reach farthest up and down take 1.5 rows, so that lines which are moved
    /// by the same distance whatever their letters are 1.35 to 1.4 ems apart at best. But hardly a
    /// line has both र्कों and ट्ठू, so the letters of these two are looked at. More lines cannot
    /// come as near, because each stays within its own two rows.
    pub(super) fn shifts_of_heading(&self, lines: &[&str]) -> Vec<HeadingShift> {
        let unmoved = vec![HeadingShift::default(); lines.len()];
        let Some(large) = self.large.as_deref() else {
            return unmoved;
        };
        let surplus = f32::from(large.cell.height) - LEADING * large.size_of(0);
        let surplus = surplus.ceil() as i32;
        let free: Vec<(i32, i32)> = lines.iter().map(|line| large.free_rows(line)).collect();
        let nearest = (1..=surplus).rev();
        let mut shifts = nearest.filter_map(|step| evenly_moved(&free, step));
        shifts.next().unwrap_or(unmoved)
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

/// Returns the shifts with which each line comes `step` pixels nearer to the line before it; `None` if there are not as
/// many free rows above and below their letters.
fn evenly_moved(free: &[(i32, i32)], step: i32) -> Option<Vec<HeadingShift>> {
    let moved = || (0..).map(|index| index * step).zip(free);
    // The first line is moved down by at least and at most as much as all lines allow.
    let least = moved().map(|(up, (above, _))| up - above).max()?;
    let most = moved().map(|(up, (_, below))| up + below).min()?;
    let (whole, _) = moved().last()?;
    let first = (whole + 1) / 2;
    let first = (least <= most).then(|| first.clamp(least, most))?;
    let shifts = moved().map(|(up, _)| i8::try_from(first - up).map(HeadingShift));
    shifts.collect::<Result<_, _>>().ok()
}
