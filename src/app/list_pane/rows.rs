//! The rows of a list that are on the screen: what they say, how high they are, and how the
//! selection moves through them.

use super::{Entry, ListPane};
use crate::print::Ruler;
use ratatui::layout::Rect;

/// A story on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<'a> {
    /// Its place among those shown.
    pub place: usize,
    /// The screen row of its first line within the pane; negative where its head is cut off.
    pub top: isize,
    /// The lines of its headline.
    pub headline: Vec<String>,
    /// The story.
    pub entry: &'a Entry,
}

impl Row<'_> {
    /// The height without the blank line after it: the headline and the line of particulars.
    pub fn height(&self) -> usize {
        self.headline.len() + 1
    }
}

/// What the height of rows depends on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Geometry<'a> {
    /// The height of the pane.
    height: usize,
    /// The width of a row's text in cells.
    width: usize,
    /// How text is measured.
    ruler: &'a Ruler,
}

impl<'a> Geometry<'a> {
    /// Returns the geometry of rows in the column `area`.
    fn of(area: Rect, ruler: &'a Ruler) -> Self {
        Self {
            height: usize::from(area.height),
            width: usize::from(area.width),
            ruler,
        }
    }

    /// A blank line between rows where the pane has room for several stories.
    fn gap(self) -> usize {
        usize::from(self.height >= 9)
    }
}

/// Returns the stories that are on the screen, from top to bottom.
pub fn rows<'a>(list: &'a ListPane, column: Rect, ruler: &Ruler) -> Vec<Row<'a>> {
    let geometry = Geometry::of(column, ruler);
    let anchor = list.anchor();
    let Some(first) = list.row_at(anchor, list.row.cast_signed(), geometry) else {
        return Vec::new();
    };
    let mut below = (first.top + list.pitch(&first, geometry), anchor + 1);
    let mut above = (first.top, anchor);
    let mut rows = std::collections::VecDeque::from([first]);
    while above.0 > 0 && above.1 > 0 {
        let Some(mut row) = list.row_at(above.1 - 1, 0, geometry) else {
            break;
        };
        row.top = above.0 - list.pitch(&row, geometry);
        above = (row.top, row.place);
        rows.push_front(row);
    }
    while below.0 < geometry.height.cast_signed() {
        let Some(row) = list.row_at(below.1, below.0, geometry) else {
            break;
        };
        below = (row.top + list.pitch(&row, geometry), row.place + 1);
        rows.push_back(row);
    }
    rows.into()
}

impl ListPane {
    fn row_at(&self, place: usize, top: isize, geometry: Geometry<'_>) -> Option<Row<'_>> {
        let entry = self.entry(place)?;
        let mut headline = geometry
            .ruler
            .clamp(&entry.listing.headline, geometry.width, 2);
        if headline.is_empty() {
            headline.push(String::new());
        }
        Some(Row {
            place,
            top,
            headline,
            entry,
        })
    }

    /// The rows from the top of a story to the top of the next.
    #[expect(clippy::unused_self, reason = "reads as a question to the list")]
    fn pitch(&self, row: &Row<'_>, geometry: Geometry<'_>) -> isize {
        (row.height() + geometry.gap()).cast_signed()
    }

    /// Keeps the story from which rows are laid out whole on the screen, and nothing blank above the first.
    pub fn settle(&mut self, column: Rect, ruler: &Ruler) {
        let geometry = Geometry::of(column, ruler);
        let Some(anchor) = self.row_at(self.anchor(), 0, geometry) else {
            self.row = 0;
            return;
        };
        self.row = self
            .row
            .min(geometry.height.saturating_sub(anchor.height()));
        let mut room = 0;
        for place in (0..self.anchor()).rev() {
            if room >= self.row {
                return;
            }
            let Some(row) = self.row_at(place, 0, geometry) else {
                return;
            };
            room += self.pitch(&row, geometry).cast_unsigned();
        }
        self.row = self.row.min(room);
    }

    /// Selects the story `steps` further down (or up, if negative), scrolling as far as needed.
    pub fn step(&mut self, steps: isize, column: Rect, ruler: &Ruler) {
        self.come_back(column, ruler);
        let geometry = Geometry::of(column, ruler);
        self.keeps_top = false;
        let mut row = self.row.cast_signed();
        for _ in 0..steps.unsigned_abs().min(self.shown.len()) {
            let from = if steps > 0 {
                self.selected
            } else {
                self.selected.wrapping_sub(1)
            };
            let next = if steps > 0 { self.selected + 1 } else { from };
            if next >= self.shown.len() {
                break;
            }
            let Some(passed) = self.row_at(from, 0, geometry) else {
                break;
            };
            row += self.pitch(&passed, geometry) * steps.signum();
            self.selected = next;
        }
        self.row = row.max(0).cast_unsigned();
        self.settle(column, ruler);
    }

    /// Moves by whole screens, keeping one story of the last screen in sight.
    pub fn page(&mut self, halves: isize, column: Rect, ruler: &Ruler) {
        let screen = rows(self, column, ruler).len().saturating_sub(1).max(1);
        let steps = (screen.cast_signed() * halves / 2).abs().max(1) * halves.signum();
        let row = self.row;
        self.step(steps, column, ruler);
        self.row = row;
        self.settle(column, ruler);
    }

    /// Scrolls by `lines` without changing the selection, unless it would leave the screen.
    pub fn scroll(&mut self, lines: isize, column: Rect, ruler: &Ruler) {
        let target = self.row.cast_signed() - lines;
        let last = usize::from(column.height).saturating_sub(3).cast_signed();
        if target < 0 {
            self.step(1, column, ruler);
        } else if target > last {
            self.step(-1, column, ruler);
        } else {
            self.row = target.cast_unsigned();
            self.settle(column, ruler);
        }
    }

    /// Scrolls by `lines` and leaves the selection as it is, also where it is on the screen no more: for
    /// when the keys are about another pane, which shows the selected story.
    pub fn look(&mut self, lines: isize, column: Rect, ruler: &Ruler) {
        let (selected, keeps_top) = (self.selected, self.keeps_top);
        self.selected = self.away.take().unwrap_or(selected);
        self.scroll(lines, column, ruler);
        self.away = Some(self.selected).filter(|place| *place != selected);
        (self.selected, self.keeps_top) = (selected, keeps_top);
    }

    /// Brings the selected story back onto the screen, by as little as is needed.
    pub fn come_back(&mut self, column: Rect, ruler: &Ruler) {
        let Some(away) = self.away else { return };
        let rows = rows(self, column, ruler);
        let top = rows.iter().find(|row| row.place == self.selected);
        self.row = match top.map(|row| row.top) {
            Some(top) => top.max(0).cast_unsigned(),
            None if self.selected < away => 0,
            None => usize::from(column.height),
        };
        self.away = None;
        self.settle(column, ruler);
    }

    /// Selects the story on screen row `row`, where it stays; returns whether it was selected before, or
    /// `None` where none stands there.
    pub fn select_at(&mut self, row: usize, column: Rect, ruler: &Ruler) -> Option<bool> {
        let at = row.cast_signed();
        let (place, top) = rows(self, column, ruler)
            .into_iter()
            .find(|row| row.top <= at && at < row.top + row.height().cast_signed())
            .map(|row| (row.place, row.top))?;
        let was_selected = place == self.selected;
        self.select(place);
        self.row = top.max(0).cast_unsigned();
        self.settle(column, ruler);
        Some(was_selected)
    }
}
