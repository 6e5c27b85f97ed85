//! Finds how far a page of pictures has scrolled. A terminal that scrolls pictures with its text is
//! told to scroll, and gets only the new pictures.

use crate::print::Overlay;
use std::ops::Range;

/// The minimum number of rows that scrolling must save. Below it the rows are sent again, since
/// scrolling has a cost for the rows around them.
const WORTH_IT: usize = 6;

/// A scroll of some rows of the screen.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in super::super) struct Shift {
    /// The scroll region: rows leave it at one end, and blank rows enter at the other.
    pub(in super::super) region: Range<usize>,
    /// The distance in rows.
    pub(in super::super) rows: usize,
    /// Whether the rows move up.
    pub(in super::super) is_up: bool,
}

impl Shift {
    /// Scrolls `all`, which has `width` entries for each row, as the terminal scrolls its cells.
    /// The rows that enter the region are filled with `unknown`.
    pub(in super::super) fn apply<T: Clone>(&self, all: &mut [T], width: usize, unknown: &T) {
        let start = (self.region.start * width).min(all.len());
        let end = (self.region.end * width).min(all.len());
        let (above, rest) = all.split_at_mut(start);
        let (moved, below) = rest.split_at_mut(end - start);
        above.fill(unknown.clone());
        below.fill(unknown.clone());
        let by = (self.rows * width).min(moved.len());
        let (new, at) = if self.is_up {
            moved.rotate_left(by);
            (by, moved.len() - by)
        } else {
            moved.rotate_right(by);
            (by, 0)
        };
        for one in moved.iter_mut().skip(at).take(new) {
            *one = unknown.clone();
        }
    }
}

/// Returns the scroll that moves the largest number of picture rows to their new position, or
/// `None` if it saves too little.
pub(super) fn between(before: &[Vec<Overlay>], after: &[Vec<Overlay>]) -> Option<Shift> {
    let height = before.len().min(after.len());
    let mut best: Option<(usize, Shift)> = None;
    for rows in 1..height {
        for is_up in [true, false] {
            let from = |y: usize| {
                if is_up {
                    Some(y + rows)
                } else {
                    y.checked_sub(rows)
                }
            };
            let is_moved =
                |y: &usize| from(*y).is_some_and(|from| is_same(before, from, after, *y));
            let mut moved = (0..height).filter(is_moved);
            let Some(first) = moved.next() else { continue };
            let (count, last) = moved.fold((1, first), |(count, _), y| (count + 1, y));
            let stays = (first..=last).filter(|y| is_same(before, *y, after, *y));
            let gain = count - stays.count().min(count);
            let is_better = best.as_ref().is_none_or(|(most, _)| gain > *most);
            if gain >= WORTH_IT && is_better {
                let region = if is_up {
                    first..last + rows + 1
                } else {
                    first - rows..last + 1
                };
                best = Some((
                    gain,
                    Shift {
                        region,
                        rows,
                        is_up,
                    },
                ));
            }
        }
    }
    best.map(|(_, shift)| shift)
}

/// Whether two rows have the same pictures, and at least one.
fn is_same(before: &[Vec<Overlay>], old: usize, after: &[Vec<Overlay>], new: usize) -> bool {
    let (Some(old), Some(new)) = (before.get(old), after.get(new)) else {
        return false;
    };
    let is_alike = |(old, new): (&Overlay, &Overlay)| {
        old.x == new.x && old.columns == new.columns && old.pieces == new.pieces
    };
    !new.is_empty() && old.len() == new.len() && old.iter().zip(new).all(is_alike)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(widths: &[u16]) -> Vec<Vec<Overlay>> {
        let row = |(y, columns): (u16, &u16)| {
            let overlay = Overlay {
                x: 0,
                y,
                columns: *columns,
                pieces: Vec::new(),
            };
            // A row without a picture.
            if *columns == 0 {
                Vec::new()
            } else {
                vec![overlay]
            }
        };
        (0..).zip(widths).map(row).collect()
    }

    fn check(before: &[u16], after: &[u16], expected: Option<&(Range<usize>, usize, bool)>) {
        let shift = between(&rows(before), &rows(after));
        let found = shift.map(|shift| (shift.region, shift.rows, shift.is_up));
        assert_eq!(found.as_ref(), expected, "{before:?} to {after:?}");
    }

    #[test]
    fn a_page_that_moved_is_found_and_little_else() {
        let page = [90, 0, 1, 2, 3, 4, 5, 6, 7, 8, 91];
        let up = [90, 0, 2, 3, 4, 5, 6, 7, 8, 9, 91];
        check(&page, &up, Some(&(2..10, 1, true)));
        check(&up, &page, Some(&(2..10, 1, false)));
        check(&page, &page, None);
        check(&page, &[90, 0, 4, 5, 6, 7, 8, 0, 0, 0, 91], None);
        check(&[5; 11], &[5; 11], None);
        check(&page, &[], None);
    }

    #[test]
    fn what_moved_in_or_stands_outside_is_unknown() {
        let shift = |is_up| Shift {
            region: 1..4,
            rows: 1,
            is_up,
        };
        let mut cells = ['a', 'b', 'c', 'd', 'e'];
        shift(true).apply(&mut cells, 1, &'?');
        assert_eq!(cells, ['?', 'c', 'd', '?', '?']);
        let mut cells = ['a', 'b', 'c', 'd', 'e'];
        shift(false).apply(&mut cells, 1, &'?');
        assert_eq!(cells, ['?', '?', 'b', 'c', '?']);
    }
}
