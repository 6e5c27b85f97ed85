//! What of a row changes between two of its states, in whole clusters.

use crate::terminal::graphics::PLACEHOLDER;
use ratatui::buffer::Cell;
use std::ops::Range;

/// Cuts a row at the vertical borders that both of its states share. If the cell before a border
/// changes, the border is part of what is written: in xterm a letter or a thumb reaches a pixel into
/// it.
pub(super) fn parts(old: &[Cell], new: &[Cell]) -> Vec<Range<usize>> {
    let mut parts = Vec::with_capacity(3);
    let mut start = 0;
    let mut is_changed = false;
    for (x, (before, after)) in old.iter().zip(new).enumerate() {
        if before.symbol() == "│" && before == after {
            parts.push(start..x + usize::from(is_changed));
            start = x + 1;
        }
        is_changed = before != after;
    }
    parts.push(start..new.len());
    parts
}

/// Whether a cell holds one character that every terminal gives one cell: ASCII, box drawing, or a
/// placeholder.
pub(super) fn is_plain(cell: &Cell) -> bool {
    let symbol = cell.symbol();
    let mut chars = symbol.chars();
    match (chars.next(), chars.next()) {
        (Some(PLACEHOLDER), _) => true,
        (Some(c), None) => c.is_ascii() || matches!(c, '\u{2500}'..='\u{259f}'),
        _ => false,
    }
}

/// Returns the cells from the first change to the last, extended to whole clusters.
pub(super) fn change(before: &[Cell], after: &[Cell]) -> Range<usize> {
    let differs = |(old, new): (&Cell, &Cell)| old != new;
    let covered = |at: usize| {
        let is_tail = |cells: &[Cell]| cells.get(at).is_some_and(|cell| cell.symbol().is_empty());
        is_tail(before) || is_tail(after)
    };
    let mut start = before.iter().zip(after).position(differs).unwrap_or(0);
    while start > 0 && covered(start) {
        start -= 1;
    }
    let mut end = before.iter().zip(after).rposition(differs).unwrap_or(0) + 1;
    while end < after.len() && covered(end) {
        end += 1;
    }
    start..end
}

/// Returns how many cells from `index` on are unchanged, up to a position that is a cluster
/// boundary in both states of the row. Only a stretch that starts with a blank counts, since a
/// changed cluster may extend beyond its own cells.
pub(super) fn staying(before: &[Cell], after: &[Cell], index: usize, end: usize) -> usize {
    let is_same =
        |at: &usize| before.get(*at) == after.get(*at) && after.get(*at).is_some_and(is_plain);
    (index..end).take_while(is_same).count()
}

/// Returns the number of cells of the cluster that begins at `index`.
pub(super) fn width_of(cells: &[Cell], index: usize) -> usize {
    let covered = cells
        .iter()
        .skip(index + 1)
        .take_while(|cell| cell.symbol().is_empty());
    1 + covered.count()
}
