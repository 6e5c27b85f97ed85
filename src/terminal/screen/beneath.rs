//! Separates the visible text of a frame from the text that pictures hide, and hides that text also
//! where letters extend beyond the pictures.

use super::{row, writer::is_exact};
use crate::print::Overlay;
use crate::text::width::WidthProfile;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Style;
use std::ops::Range;

/// Returns `frame`, but with the cells of `shown` wherever `overlays` hide the text. Returns `None`
/// if nothing is hidden.
///
/// Only text whose width is certain is postponed: other text may extend beyond the edge of a
/// picture.
pub(super) fn without_hidden(
    shown: &Buffer,
    frame: &Buffer,
    overlays: &[Overlay],
    widths: &WidthProfile,
) -> Option<Buffer> {
    let mut seen: Option<Buffer> = None;
    for overlay in overlays {
        let (before, after) = (row(shown, overlay.y), row(frame, overlay.y));
        let start = usize::from(overlay.x);
        let Some(range) =
            whole_clusters(before, after, start..start + usize::from(overlay.columns))
        else {
            continue;
        };
        let (old, new) = (before.get(range.clone())?, after.get(range.clone())?);
        if old == new || !old.iter().all(|cell| is_exact(widths, cell)) {
            continue;
        }
        let seen = seen.get_or_insert_with(|| frame.clone());
        let at = usize::from(overlay.y - frame.area.y) * usize::from(frame.area.width);
        if let Some(cells) = seen.content.get_mut(at + range.start..at + range.end) {
            cells.clone_from_slice(old);
        }
    }
    seen
}

/// Returns `frame` with the text beneath `overlays` in the style `hidden`, so that nothing of its
/// letters is seen beside, above or below the pictures, or through them.
pub(super) fn hidden(frame: &Buffer, overlays: &[Overlay], hidden: Style) -> Buffer {
    let mut buffer = frame.clone();
    let width = usize::from(frame.area.width);
    for overlay in overlays {
        let at = usize::from(overlay.y - frame.area.y) * width;
        let (start, end) = (
            usize::from(overlay.x),
            usize::from(overlay.right()).min(width),
        );
        let cells = buffer.content.get_mut(at + start..at + end);
        for cell in cells.into_iter().flatten() {
            if cell.symbol() != " " {
                cell.set_style(hidden);
            }
        }
    }
    buffer
}

/// Returns the largest part of `range` that cuts no cluster in either state of a row.
fn whole_clusters(before: &[Cell], after: &[Cell], range: Range<usize>) -> Option<Range<usize>> {
    let begins = |at: &usize| {
        let cells = [before, after];
        cells
            .iter()
            .all(|row| row.get(*at).is_none_or(|cell| !cell.symbol().is_empty()))
    };
    let range = range.start..range.end.min(after.len());
    let start = range.clone().find(begins)?;
    let end = (start + 1..=range.end).rev().find(begins)?;
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(symbols: &str) -> Vec<Cell> {
        let cell = |c: char| match c {
            // The remaining cells of a wide cluster.
            '_' => {
                let mut cell = Cell::EMPTY;
                cell.set_symbol("");
                cell
            }
            c => Cell::new(Box::leak(c.to_string().into_boxed_str())),
        };
        symbols.chars().map(cell).collect()
    }

    #[test]
    fn no_cluster_is_cut_at_the_edge_of_a_picture() {
        for (before, after, picture, expected) in [
            ("abcdef", "ghijkl", 1..4, Some(1..4)),
            ("ab_def", "ghijkl", 2..5, Some(3..5)),
            ("abcdef", "ghij_l", 1..4, Some(1..3)),
            ("abcdef", "ghijkl", 3..9, Some(3..6)),
            ("ab_", "g__", 1..3, None),
            ("ab__", "ghij", 2..4, None),
        ] {
            let found = whole_clusters(&cells(before), &cells(after), picture.clone());
            assert_eq!(found, expected, "{before} {after} {picture:?}");
        }
    }
}
