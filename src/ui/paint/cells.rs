//! Writes clusters into cells, whole or not at all.

use super::Painter;
use crate::text::cluster;
use crate::text::sanitize::is_terminal_control;
use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::style::Style;
use std::num::NonZeroU16;

/// Returns the cluster, or a replacement character if it contains a control character, which should
/// never get here.
pub(super) fn drawn(cluster: &str) -> &str {
    match cluster.as_bytes() {
        [b' '..=b'~'] => cluster,
        _ if cluster.contains(is_terminal_control) => "\u{fffd}",
        _ => cluster,
    }
}

impl Painter<'_> {
    /// Writes as much of `text` into cells as fits before the column `end`; returns the column
    /// after it.
    pub(super) fn cells(&mut self, x: u16, y: u16, end: u16, text: &str, style: Style) -> u16 {
        let mut at = usize::from(x);
        for cluster in cluster::clusters(text) {
            let cluster = drawn(cluster);
            // The text under a picture is only there to be selected: the fewer cells it takes, the
            // more of it fits.
            let width = if self.ruler.shaper.is_some() {
                self.ruler.widths.advance(cluster)
            } else {
                self.ruler.widths.allotment(cluster)
            };
            if at + width > usize::from(end) {
                break;
            }
            self.cluster(at as u16, y, cluster, width as u16, style);
            at += width;
        }
        at as u16
    }

    /// Blanks the cells of clusters that are only partly within these cells, because half a cluster
    /// cannot be drawn.
    pub(super) fn claim(&mut self, x: u16, y: u16, width: u16) {
        let is_covered =
            |buffer: &Buffer, x| buffer.cell((x, y)).is_some_and(|c| c.symbol().is_empty());
        let mut lead = x;
        while lead > 0 && is_covered(self.buffer, lead) {
            lead -= 1;
        }
        let mut end = x + width;
        while is_covered(self.buffer, end) {
            end += 1;
        }
        for freed in (lead..x).chain(x + width..end) {
            let cell = &mut self.buffer[(freed, y)];
            cell.set_symbol(" ").set_diff_option(CellDiffOption::None);
        }
    }

    pub(super) fn cluster(&mut self, x: u16, y: u16, cluster: &str, width: u16, style: Style) {
        self.claim(x, y, width);
        let cell = &mut self.buffer[(x, y)];
        cell.set_symbol(cluster)
            .set_style(style)
            .set_diff_option(CellDiffOption::None);
        if !cluster.is_ascii() {
            let forced =
                NonZeroU16::new(width).map_or(CellDiffOption::None, CellDiffOption::ForcedWidth);
            cell.set_diff_option(forced);
        }
        for covered in x + 1..x + width {
            let cell = &mut self.buffer[(covered, y)];
            cell.reset();
            cell.set_symbol("").set_style(style);
        }
    }
}
