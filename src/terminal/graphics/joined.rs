//! Many overlays in few pictures, for xterm.
//!
//! xterm remembers sixteen sixel pictures and redraws only these when its window was covered or
//! resized, or when text in it is selected. A seventeenth replaces the picture that is highest on
//! the screen, even if that one is new. So all changes of a frame are sent as one picture,
//! transparent where nothing changed, or as a few pictures if one would be too large for xterm.
//! Before there are too many, all pictures are scrolled out of sight, where they are the first to
//! be replaced, and the page is painted again.

use super::sixel::{Sheet, WIDEST};
use crate::print::{CellSize, Colours, Overlay, Shaper};
use crate::terminal::sequence::Sequence;
use ratatui::layout::Rect;

/// The maximum number of pictures on the screen. It is below sixteen because the normal screen may
/// also have a few, from `doctor`.
const MOST: usize = 12;

/// The number of colour registers for a picture if the terminal does not report it; DEC's VT340 has
/// this number.
pub(super) const REGISTERS: usize = 16;

/// Counts the pictures that a terminal remembers.
#[derive(Debug)]
pub(super) struct Slots {
    /// The number of colour registers for a picture.
    registers: usize,
    /// The number of pictures sent since all were scrolled out of sight. `None` while the terminal
    /// may hold pictures that we do not know.
    taken: Option<usize>,
}

impl Slots {
    pub(super) fn new(registers: usize) -> Self {
        Self {
            registers,
            taken: None,
        }
    }

    /// Forgets all pictures.
    pub(super) fn forget(&mut self) {
        self.taken = None;
    }

    /// Whether `more` pictures would be too many.
    pub(super) fn is_full(&self, more: usize) -> bool {
        more > 0 && self.taken.is_none_or(|taken| taken + more > MOST)
    }

    /// Scrolls all pictures out of sight, on a screen of `height` rows plus the spare one. The
    /// pixels that they painted stay visible, and the last row becomes blank.
    pub(super) fn retire(&mut self, out: &mut Vec<u8>, height: u16) {
        let last = usize::from(height.max(1)) - 1;
        Sequence::ResetStyle.write(out);
        // When any region scrolls, xterm moves all of its pictures by the same distance. So a
        // region of two rows is scrolled until the lowest picture is a whole screen above the
        // screen.
        Sequence::Region(last, last + 2).write(out);
        for _ in 0..height {
            Sequence::RowsUp(2).write(out);
        }
        Sequence::WholeRegion.write(out);
        self.taken = Some(0);
    }

    /// Writes overlays in as few pictures as possible.
    pub(super) fn paint(
        &mut self,
        out: &mut Vec<u8>,
        (shaper, colours): (&Shaper, Colours),
        overlays: &[&Overlay],
    ) {
        let cell = shaper.cell_size();
        let size = (usize::from(cell.width), usize::from(cell.height));
        for area in areas(overlays, cell) {
            let (width, height) = (usize::from(area.width), usize::from(area.height));
            let mut sheet = Sheet::new(width * size.0, height * size.1);
            for overlay in overlays.iter().filter(|overlay| is_in(overlay, area)) {
                let picture = shaper.draw(overlay, colours);
                let skipped = usize::from(area.x.saturating_sub(overlay.x)) * size.0;
                let left = usize::from(overlay.x.saturating_sub(area.x)) * size.0;
                let top = usize::from(overlay.y - area.y) * size.1;
                let end = (skipped + width * size.0 - left).min(picture.width);
                sheet.lay(&picture, &(skipped..end), (left, top));
            }
            sheet.reduce(self.registers);
            Sequence::Move(area.x, area.y).write(out);
            sheet.write(out);
            self.taken = self.taken.map(|taken| taken + 1);
        }
    }
}

/// Returns the cells of each picture in which the overlays are sent.
pub(super) fn areas(overlays: &[&Overlay], cell: CellSize) -> Vec<Rect> {
    let most = |pixels: u16| (WIDEST as u16 / pixels.max(1)).max(1);
    let (width, height) = (most(cell.width), most(cell.height));
    let Some(all) = around(overlays.iter().map(|overlay| area_of(overlay))) else {
        return Vec::new();
    };
    let rows = (all.y..all.bottom()).step_by(usize::from(height));
    let places = rows.flat_map(|y| {
        let columns = (all.x..all.right()).step_by(usize::from(width));
        columns.map(move |x| Rect::new(x, y, width, height))
    });
    places
        .filter_map(|place| {
            let within = overlays.iter().filter(|overlay| is_in(overlay, place));
            around(within.map(|overlay| area_of(overlay).intersection(place)))
        })
        .collect()
}

fn area_of(overlay: &Overlay) -> Rect {
    Rect::new(overlay.x, overlay.y, overlay.columns, 1)
}

fn is_in(overlay: &Overlay, area: Rect) -> bool {
    area_of(overlay).intersects(area)
}

fn around(areas: impl Iterator<Item = Rect>) -> Option<Rect> {
    areas.filter(|area| !area.is_empty()).reduce(Rect::union)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(overlays: &[(u16, u16, u16)], expected: &[(u16, u16, u16, u16)]) {
        let overlays: Vec<Overlay> = overlays
            .iter()
            .map(|(x, y, columns)| Overlay {
                x: *x,
                y: *y,
                columns: *columns,
                pieces: Vec::new(),
            })
            .collect();
        let overlays: Vec<&Overlay> = overlays.iter().collect();
        let cell = CellSize {
            width: 20,
            height: 100,
        };
        let found: Vec<(u16, u16, u16, u16)> = areas(&overlays, cell)
            .iter()
            .map(|area| (area.x, area.y, area.width, area.height))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_changes_is_one_picture_or_as_few_as_are_large_enough() {
        check(&[], &[]);
        check(&[(2, 1, 10), (30, 1, 10), (4, 7, 3)], &[(2, 1, 38, 7)]);
        check(&[(2, 1, 60)], &[(2, 1, 50, 1), (52, 1, 10, 1)]);
        check(&[(0, 0, 1), (0, 12, 9)], &[(0, 0, 1, 1), (0, 12, 9, 1)]);
    }
}
