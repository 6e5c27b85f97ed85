//! The ruler of the screen: cells, or print where it is on.

use super::Shaper;
use crate::text::measure::Measure;
use crate::text::truncate;
use crate::text::width::WidthProfile;
use std::borrow::Cow;
use std::sync::Arc;

/// The present way to measure text on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Ruler {
    /// The cells of the terminal.
    pub widths: Arc<WidthProfile>,
    /// The shaper, where print is on.
    pub shaper: Option<Arc<Shaper>>,
}

impl Ruler {
    /// Returns a ruler of cells.
    pub fn cells(widths: Arc<WidthProfile>) -> Self {
        Self {
            widths,
            shaper: None,
        }
    }

    /// Returns the number of cells that `text` takes, rounded up.
    pub fn columns(&self, text: &str) -> usize {
        self.width(text).div_ceil(self.cell())
    }

    /// Returns `text` if it fits into `columns` cells, else its head with an ellipsis.
    pub fn truncate<'a>(&self, text: &'a str, columns: usize) -> Cow<'a, str> {
        truncate::truncate(text, columns * self.cell(), self)
    }

    /// Returns the first `lines` lines of `text` in `columns` cells, the last with an ellipsis if
    /// there are more.
    pub fn clamp(&self, text: &str, columns: usize, lines: usize) -> Vec<String> {
        truncate::clamp(text, columns * self.cell(), lines, self)
    }
}

impl Measure for Ruler {
    fn width(&self, text: &str) -> usize {
        match &self.shaper {
            Some(shaper) => shaper.width(text),
            None => self.widths.width(text),
        }
    }

    fn cell(&self) -> usize {
        self.shaper.as_ref().map_or(1, |shaper| shaper.cell())
    }

    fn turns(&self) -> bool {
        self.shaper.is_some()
    }

    fn fit(&self, text: &str, room: usize) -> (usize, usize) {
        match &self.shaper {
            Some(shaper) => shaper.fit(text, room),
            None => self.widths.fit(text, room),
        }
    }
}
