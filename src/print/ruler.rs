//! The ruler of the screen: cells or, if print is on, a shaper.

use super::Shaper;
use crate::text::cluster::cluster_indices;
use crate::text::measure::{HeadingShift, LetterForm, Measure, fit_by_heads};
use crate::text::truncate;
use crate::text::width::WidthProfile;
use std::borrow::Cow;
use std::sync::Arc;

/// Measures text as it is currently set on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Ruler {
    /// The widths of letters in the terminal's cells.
    pub widths: Arc<WidthProfile>,
    /// The shaper, if print is on.
    pub shaper: Option<Arc<Shaper>>,
}

impl Ruler {
    /// Returns a ruler that measures in cells.
    pub fn cells(widths: Arc<WidthProfile>) -> Self {
        Self {
            widths,
            shaper: None,
        }
    }

    /// Returns the width of text that print leaves to the cells: one more than its cells, which begin
    /// at a cell.
    fn width_in_cells(&self, text: &str) -> usize {
        (self.widths.width(text) + 1) * self.cell()
    }

    /// Returns the number of cells that `text` takes, rounded up.
    pub fn columns(&self, text: &str) -> usize {
        self.width(text).div_ceil(self.cell())
    }

    /// Returns `text` if it fits into `columns` cells; otherwise its beginning with an ellipsis.
    pub fn truncate<'a>(&self, text: &'a str, columns: usize) -> Cow<'a, str> {
        truncate::truncate(text, columns * self.cell(), self)
    }

    /// Returns the first `lines` lines of `text` in `columns` cells; the last one ends with an
    /// ellipsis if text is omitted.
    pub fn clamp(&self, text: &str, columns: usize, lines: usize) -> Vec<String> {
        truncate::clamp(text, columns * self.cell(), lines, self)
    }
}

impl Measure for Ruler {
    fn width(&self, text: &str) -> usize {
        self.width_in(text, LetterForm::Text)
    }

    fn width_in(&self, text: &str, form: LetterForm) -> usize {
        match &self.shaper {
            Some(shaper) if shaper.leaves_some_of(text) => {
                let stretches = shaper.stretches(text).into_iter();
                let widths = stretches.map(|(part, is_left)| {
                    if is_left {
                        self.width_in_cells(part)
                    } else {
                        shaper.width_in(part, form)
                    }
                });
                widths.sum()
            }
            Some(shaper) => shaper.width_in(text, form),
            None => self.widths.width(text),
        }
    }

    fn fit_in(&self, text: &str, room: usize, form: LetterForm) -> (usize, usize) {
        match &self.shaper {
            Some(shaper) if shaper.leaves_some_of(text) => fit_by_heads(text, |head| {
                let ends = cluster_indices(head).map(|(at, cluster)| at + cluster.len());
                let fitting = ends.map_while(|end| {
                    let width = self.width_in(head.get(..end).unwrap_or_default(), form);
                    (width <= room).then_some((end, width))
                });
                fitting.last().unwrap_or_default()
            }),
            Some(shaper) => shaper.fit_in(text, room, form),
            None => self.widths.fit(text, room),
        }
    }

    fn cell(&self) -> usize {
        self.shaper.as_ref().map_or(1, |shaper| shaper.cell())
    }

    fn heading_shifts(&self, lines: &[&str]) -> Vec<HeadingShift> {
        match &self.shaper {
            Some(shaper) => shaper.heading_shifts(lines),
            None => self.widths.heading_shifts(lines),
        }
    }

    fn turns(&self) -> bool {
        self.shaper.is_some()
    }

    fn fit(&self, text: &str, room: usize) -> (usize, usize) {
        self.fit_in(text, room, LetterForm::Text)
    }
}
