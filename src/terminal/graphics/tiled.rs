//! Many overlays in few opaque pictures, for tmux.
//!
//! Since 3.4 tmux stores sixel pictures beside its cells, at most nine in all panes together, or
//! nineteen in later versions, and redraws a pane from them. It frees a picture when text is
//! written over part of it or a row of it is cleared, though not always; it paints transparent
//! pixels, and omits rows without any pixels (seen in 3.5a). So overlays are joined with the blank
//! cells between them wherever nothing else is there, and a frame with any change starts from an
//! empty screen, which frees all pictures.
//!
//! tmux writes a row of text in one piece, and a terminal whose widths for Hindi differ from tmux's
//! shifts the rest of the row, borders too (mlterm did). So the cells beneath the pictures are
//! blank: `y` and `Y` copy the text.

use super::placeholder::{cells_of, clear};
use super::sixel::{Sheet, WIDEST};
use crate::print::{CellSize, Colours, Overlay, Shaper};
use crate::terminal::sequence::Sequence;
use crate::text::measure::Measure as _;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use std::ops::Range;

/// The sixel pictures that tmux currently displays for us.
#[derive(Debug, Default)]
pub(super) struct Tiles {
    shown: Vec<Tile>,
}

/// An area that contains only overlays and blanks.
#[derive(Clone, Debug, PartialEq)]
struct Tile {
    area: Rect,
    overlays: Vec<Overlay>,
}

/// Returns `frame` without the text beneath `overlays`.
pub(super) fn blanked(frame: &Buffer, overlays: &[Overlay]) -> Buffer {
    let mut blanked = frame.clone();
    for overlay in overlays {
        let (cells, columns) = cells_of(&mut blanked, overlay);
        clear(cells, columns);
    }
    blanked
}

impl Tiles {
    /// Forgets all pictures.
    pub(super) fn forget(&mut self) {
        self.shown.clear();
    }

    /// Makes the screen, which must be empty or unchanged, show `overlays` over `frame`.
    pub(super) fn show(
        &mut self,
        out: &mut Vec<u8>,
        print: (&Shaper, Colours),
        frame: &Buffer,
        overlays: &[Overlay],
    ) {
        let tiles = tiles(frame, overlays, print.0.cell_size(), print.0.cell());
        for tile in tiles.iter().filter(|tile| !self.shown.contains(tile)) {
            tile.paint(out, print);
        }
        self.shown = tiles;
    }

    /// Paints the pictures of these rows again.
    pub(super) fn restore(&self, out: &mut Vec<u8>, print: (&Shaper, Colours), rows: &Range<u16>) {
        for tile in &self.shown {
            if tile.area.y < rows.end && tile.area.bottom() > rows.start {
                tile.paint(out, print);
            }
        }
    }
}

impl Tile {
    fn join(&mut self, other: Self) {
        self.area = self.area.union(other.area);
        self.overlays.extend(other.overlays);
    }

    fn paint(&self, out: &mut Vec<u8>, (shaper, colours): (&Shaper, Colours)) {
        let cell = shaper.cell_size();
        let size = (usize::from(cell.width), usize::from(cell.height));
        let mut sheet = Sheet::new(
            usize::from(self.area.width) * size.0,
            usize::from(self.area.height) * size.1,
        );
        sheet.fill(colours.ground.unwrap_or_default());
        for overlay in &self.overlays {
            let picture = shaper.draw(overlay, colours);
            let left = usize::from(overlay.x - self.area.x) * size.0;
            let top = usize::from(overlay.y - self.area.y) * size.1;
            sheet.lay(&picture, &(0..picture.width), (left, top));
        }
        Sequence::Move(self.area.x, self.area.y).write(out);
        sheet.write(out);
    }
}

/// What occupies a cell.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum CellUse {
    /// Text that no picture covers.
    Text,
    Blank,
    /// An overlay that is not in a tile yet.
    Overlay,
    /// The tile with this number.
    Tile(usize),
}

/// Joins overlays into as few tiles as possible, which do not overlap. A cell measures `cell`
/// pixels, and its width is `unit` units.
fn tiles(frame: &Buffer, overlays: &[Overlay], cell: CellSize, unit: usize) -> Vec<Tile> {
    let most = |pixels: u16| (WIDEST as u16 / pixels.max(1)).max(1);
    let (width, height) = (most(cell.width), most(cell.height));
    let mut parts: Vec<Overlay> = overlays
        .iter()
        .flat_map(|overlay| parts_of(overlay.clone(), width, unit))
        .collect();
    parts.sort_by_key(|part| (part.y, part.x));
    let mut page = CellMap::new(frame);
    for part in &parts {
        page.set(area_of(part), CellUse::Overlay);
    }
    let mut tiles: Vec<Tile> = Vec::new();
    for strip in strips(parts, width, &page) {
        page.set(strip.area, CellUse::Blank);
        let found = tiles.iter().enumerate().rev().find(|(number, tile)| {
            let all = tile.area.union(strip.area);
            all.width <= width && all.height <= height && page.is_free_for(*number, all)
        });
        let number = found.map_or(tiles.len(), |(number, _)| number);
        match tiles.get_mut(number) {
            Some(tile) => tile.join(strip),
            None => tiles.push(strip),
        }
        if let Some(tile) = tiles.get(number) {
            page.set(tile.area, CellUse::Tile(number));
        }
    }
    tiles
}

/// Joins overlays of the same row if only blanks separate them.
fn strips(parts: Vec<Overlay>, width: u16, page: &CellMap) -> Vec<Tile> {
    let mut strips: Vec<Tile> = Vec::new();
    for part in parts {
        let area = area_of(&part);
        let strip = Tile {
            area,
            overlays: vec![part],
        };
        let last = strips.last_mut().filter(|last| {
            let all = last.area.union(area);
            last.area.y == area.y && all.width <= width && !page.has_text(all)
        });
        match last {
            Some(last) => last.join(strip),
            None => strips.push(strip),
        }
    }
    strips
}

/// The content of each cell of a frame.
struct CellMap {
    width: usize,
    cells: Vec<CellUse>,
}

impl CellMap {
    fn new(frame: &Buffer) -> Self {
        let in_cell = |cell: &Cell| {
            if *cell == Cell::EMPTY {
                CellUse::Blank
            } else {
                CellUse::Text
            }
        };
        Self {
            width: frame.area.width.into(),
            cells: frame.content.iter().map(in_cell).collect(),
        }
    }

    fn row(&self, area: Rect, y: u16) -> Range<usize> {
        let start = usize::from(y) * self.width;
        start + usize::from(area.x)..start + usize::from(area.right())
    }

    fn set(&mut self, area: Rect, to: CellUse) {
        for y in area.y..area.bottom() {
            let row = self.row(area, y);
            self.cells.get_mut(row).unwrap_or_default().fill(to);
        }
    }

    fn uses(&self, area: Rect) -> impl Iterator<Item = CellUse> {
        let rows = area.y..area.bottom();
        let cells = rows.flat_map(move |y| self.cells.get(self.row(area, y)).unwrap_or_default());
        cells.copied()
    }

    fn has_text(&self, area: Rect) -> bool {
        self.uses(area).any(|cell| cell == CellUse::Text)
    }

    /// Whether the tile with this number can occupy all of `area`.
    fn is_free_for(&self, number: usize, area: Rect) -> bool {
        self.uses(area)
            .all(|cell| cell == CellUse::Blank || cell == CellUse::Tile(number))
    }
}

/// Cuts an overlay into parts of at most `most` columns.
fn parts_of(overlay: Overlay, most: u16, unit: usize) -> Vec<Overlay> {
    let mut parts = Vec::new();
    let mut rest = vec![overlay];
    while let Some(overlay) = rest.pop() {
        let head = Rect::new(overlay.x, overlay.y, most, 1);
        parts.push(Overlay {
            columns: overlay.columns.min(most),
            ..overlay.clone()
        });
        rest = overlay.without(head, unit);
    }
    parts
}

fn area_of(overlay: &Overlay) -> Rect {
    Rect::new(overlay.x, overlay.y, overlay.columns, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overlay((x, y, columns): (u16, u16, u16)) -> Overlay {
        Overlay {
            x,
            y,
            columns,
            pieces: Vec::new(),
        }
    }

    #[test]
    fn what_has_only_blanks_between_is_one_picture() {
        let mut frame = Buffer::empty(Rect::new(0, 0, 80, 30));
        for y in 0..20 {
            frame[(40, y)] = Cell::new("│");
        }
        frame[(8, 22)] = Cell::new("•");
        let cell = CellSize {
            width: 20,
            height: 50,
        };
        for (overlays, expected) in [
            (&[(2, 1, 10), (2, 3, 30)][..], &[(2, 1, 30, 3)][..]),
            (&[(2, 1, 10), (45, 1, 9)], &[(2, 1, 10, 1), (45, 1, 9, 1)]),
            (&[(2, 25, 10), (35, 25, 9)], &[(2, 25, 42, 1)]),
            (
                &[(2, 22, 4), (10, 22, 5), (2, 23, 30)],
                &[(2, 22, 4, 1), (10, 22, 5, 1), (2, 23, 30, 1)],
            ),
            (
                &[(2, 25, 4), (60, 25, 4), (2, 26, 60)],
                &[(2, 25, 50, 2), (52, 25, 12, 2)],
            ),
            (&[(2, 25, 70)], &[(2, 25, 50, 1), (52, 25, 20, 1)]),
            (&[(0, 0, 1), (0, 21, 1)], &[(0, 0, 1, 1), (0, 21, 1, 1)]),
        ] {
            let overlays: Vec<Overlay> = overlays.iter().copied().map(overlay).collect();
            let found: Vec<(u16, u16, u16, u16)> = tiles(&frame, &overlays, cell, 64)
                .iter()
                .map(|tile| (tile.area.x, tile.area.y, tile.area.width, tile.area.height))
                .collect();
            assert_eq!(found, expected);
        }
    }
}
