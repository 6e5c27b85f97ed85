//! The rows of a list on the screen: their text, their height, moving and scrolling through them.

use super::paging::Below;
use super::{ArticleList, ListEntry};
use crate::print::Ruler;
use ratatui::layout::Rect;

/// A row on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct ListRow<'a> {
    /// The position of the article among the articles shown.
    pub position: usize,
    /// The screen row of its first line within the pane; negative if it begins above the pane.
    pub top: isize,
    /// The lines of its headline; none if the headline shares a line with other fields.
    pub headline: Vec<String>,
    /// The number of its other lines.
    others: usize,
    /// The article.
    pub entry: &'a ListEntry,
}

impl ListRow<'_> {
    /// Returns the height in lines, without the blank line after them.
    pub fn height(&self) -> usize {
        self.headline.len() + self.others
    }
}

/// What the height of a row depends on.
#[derive(Clone, Copy, Debug)]
struct RowLayout<'a> {
    /// The height of the pane in lines.
    height: usize,
    /// The width of the text in cells.
    width: usize,
    /// Measures the widths of text.
    ruler: &'a Ruler,
}

impl<'a> RowLayout<'a> {
    /// Returns the layout for rows in the column `area`.
    fn of(area: Rect, ruler: &'a Ruler) -> Self {
        Self {
            height: usize::from(area.height),
            width: usize::from(area.width),
            ruler,
        }
    }

    /// Returns the number of blank lines between rows: one if the pane has room for ten rows. The
    /// pane of a screen of 30 rows has.
    fn gap(self) -> usize {
        usize::from(self.height >= 26)
    }
}

/// Returns the rows on the screen, from top to bottom: those whose headline is wholly on it, and the one from which rows
/// are laid out.
pub fn rows<'a>(list: &'a ArticleList, column: Rect, ruler: &Ruler) -> Vec<ListRow<'a>> {
    let layout = RowLayout::of(column, ruler);
    let anchor = list.anchor();
    let Some(first) = list.row_at(anchor, list.row.cast_signed(), layout) else {
        return Vec::new();
    };
    let mut below = (first.top + list.pitch(&first, layout), anchor + 1);
    let mut above = (first.top, anchor);
    let mut rows = std::collections::VecDeque::from([first]);
    while above.0 > 0 && above.1 > 0 {
        let Some(mut row) = list.row_at(above.1 - 1, 0, layout) else {
            break;
        };
        row.top = above.0 - list.pitch(&row, layout);
        above = (row.top, row.position);
        rows.push_front(row);
    }
    while below.0 < layout.height.cast_signed() {
        let Some(row) = list.row_at(below.1, below.0, layout) else {
            break;
        };
        below = (row.top + list.pitch(&row, layout), row.position + 1);
        rows.push_back(row);
    }
    rows.retain(|row| row.position == anchor || list.shows_headline(row, layout));
    rows.into()
}

impl ArticleList {
    fn row_at(&self, position: usize, top: isize, layout: RowLayout<'_>) -> Option<ListRow<'_>> {
        let entry = self.entry(position)?;
        let lines = self.template.lines.len();
        let mut headline = Vec::new();
        if let Some(most) = self.template.headline_lines {
            headline = layout
                .ruler
                .clamp(&entry.listing.headline, layout.width, most);
            if headline.is_empty() {
                headline.push(String::new());
            }
        }
        let others = lines - usize::from(!headline.is_empty());
        Some(ListRow {
            position,
            top,
            headline,
            others,
            entry,
        })
    }

    /// Returns whether all lines of a row's headline are within the pane. Half of a headline is misread as a whole one.
    fn shows_headline(&self, row: &ListRow<'_>, layout: RowLayout<'_>) -> bool {
        let first = row.top + self.template.headline_line().cast_signed();
        let end = first + row.headline.len().max(1).cast_signed();
        first >= 0 && end <= layout.height.cast_signed()
    }

    /// Returns the number of lines from the top of a row to the top of the next. Rows of a single line follow each
    /// other as in a table.
    fn pitch(&self, row: &ListRow<'_>, layout: RowLayout<'_>) -> isize {
        let is_table = self.template.lines.len() == 1 && self.template.headline_lines.is_none();
        let gap = if is_table { 0 } else { layout.gap() };
        (row.height() + gap).cast_signed()
    }

    /// Scrolls so that the article from which rows are laid out is entirely on the screen, with no
    /// blank lines above the first row, and none below the last row while rows are above the screen.
    pub fn keep_in_view(&mut self, column: Rect, ruler: &Ruler) {
        let layout = RowLayout::of(column, ruler);
        let Some(anchor) = self.row_at(self.anchor(), 0, layout) else {
            self.row = 0;
            return;
        };
        self.row = self.row.min(layout.height.saturating_sub(anchor.height()));
        self.row += self.blank_below(layout);
        let mut room = 0;
        for position in (0..self.anchor()).rev() {
            if room >= self.row {
                return;
            }
            let Some(row) = self.row_at(position, 0, layout) else {
                return;
            };
            room += self.pitch(&row, layout).cast_unsigned();
        }
        self.row = self.row.min(room);
    }

    /// Returns the number of blank lines below the last row; 0 if rows that are not in memory follow it.
    fn blank_below(&self, layout: RowLayout<'_>) -> usize {
        if self.paging.below != Below::Counted(0) {
            return 0;
        }
        let (mut top, mut end) = (self.row, self.row);
        for position in self.anchor()..self.shown.len() {
            let Some(row) = self.row_at(position, 0, layout) else {
                break;
            };
            end = top + row.height();
            if end >= layout.height {
                return 0;
            }
            top += self.pitch(&row, layout).cast_unsigned();
        }
        layout.height.saturating_sub(end)
    }

    /// Selects the article `steps` further down, or up if negative; scrolls no further than needed.
    pub fn step(&mut self, steps: isize, column: Rect, ruler: &Ruler) {
        self.return_to_selected(column, ruler);
        let layout = RowLayout::of(column, ruler);
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
            let Some(passed) = self.row_at(from, 0, layout) else {
                break;
            };
            row += self.pitch(&passed, layout) * steps.signum();
            self.selected = next;
        }
        self.row = row.max(0).cast_unsigned();
        self.keep_in_view(column, ruler);
    }

    /// Moves by half screens; a full screen keeps one row of the previous one in sight.
    pub fn page(&mut self, halves: isize, column: Rect, ruler: &Ruler) {
        let screen = rows(self, column, ruler).len().saturating_sub(1).max(1);
        let steps = (screen.cast_signed() * halves / 2).abs().max(1) * halves.signum();
        let row = self.row;
        self.step(steps, column, ruler);
        self.row = row;
        self.keep_in_view(column, ruler);
    }

    /// Scrolls by `lines`; changes the selection only if it would leave the screen.
    pub fn scroll(&mut self, lines: isize, column: Rect, ruler: &Ruler) {
        let target = self.row.cast_signed() - lines;
        let last = usize::from(column.height).saturating_sub(3).cast_signed();
        if target < 0 {
            self.step(1, column, ruler);
        } else if target > last {
            self.step(-1, column, ruler);
        } else {
            self.row = target.cast_unsigned();
            self.keep_in_view(column, ruler);
        }
    }

    /// Scrolls by `lines` without changing the selection, even if it leaves the screen. This is for
    /// the wheel over the list while another pane has the focus.
    pub fn scroll_aside(&mut self, lines: isize, column: Rect, ruler: &Ruler) {
        let (selected, keeps_top) = (self.selected, self.keeps_top);
        self.selected = self.away.take().unwrap_or(selected);
        self.scroll(lines, column, ruler);
        self.away = Some(self.selected).filter(|position| *position != selected);
        (self.selected, self.keeps_top) = (selected, keeps_top);
    }

    /// Scrolls the selected article back onto the screen, no further than needed.
    pub fn return_to_selected(&mut self, column: Rect, ruler: &Ruler) {
        let Some(away) = self.away else { return };
        let rows = rows(self, column, ruler);
        let top = rows.iter().find(|row| row.position == self.selected);
        self.row = match top.map(|row| row.top) {
            Some(top) => top.max(0).cast_unsigned(),
            None if self.selected < away => 0,
            None => usize::from(column.height),
        };
        self.away = None;
        self.keep_in_view(column, ruler);
    }

    /// Selects the article at a screen row without scrolling. Returns whether it was already
    /// selected, or `None` if the row is empty.
    pub fn select_at(&mut self, row: usize, column: Rect, ruler: &Ruler) -> Option<bool> {
        let at = row.cast_signed();
        let (position, top) = rows(self, column, ruler)
            .into_iter()
            .find(|row| row.top <= at && at < row.top + row.height().cast_signed())
            .map(|row| (row.position, row.top))?;
        let was_selected = position == self.selected;
        self.select(position);
        self.row = top.max(0).cast_unsigned();
        self.keep_in_view(column, ruler);
        Some(was_selected)
    }
}
