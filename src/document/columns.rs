//! Text in columns: the cells of a table row side by side, or one cell after its heading.

use super::setter::{Indent, Setter, Span, SpanStyle, StyledRange, StyledRanges, StyledText};
use super::{Role, Run};

use crate::text::direction::runs_from_right;
use crate::text::measure::Measure;
use crate::text::wrap::{Fill, WrappedLine, wrap};
use std::ops::Range;

/// The separator between the cells of a row in the document's text.
const TAB: &str = "\t";

/// The text of a cell, and the column in which it is laid out.
#[derive(Clone, Debug)]
pub(super) struct ColumnText<'a> {
    pub(super) spans: Vec<Span<'a>>,
    /// The distance of the column from the left edge, in units.
    pub(super) left: usize,
    /// The width of the column, in units.
    pub(super) width: usize,
    pub(super) align: LineAlign,
}

/// Where a line is placed in a column that is wider than the line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum LineAlign {
    Left,
    Center,
    Right,
}

impl LineAlign {
    /// Returns the distance of the line from the left edge of the column, if `free` units are left
    /// over.
    fn of(self, free: usize) -> usize {
        match self {
            Self::Left => 0,
            Self::Center => free / 2,
            Self::Right => free,
        }
    }
}

impl<M: Measure> Setter<'_, M> {
    /// Lays out the cells of a table row side by side. For search and copying the row is one unit,
    /// with tabs between the cells.
    pub(super) fn row(&mut self, cells: &[ColumnText<'_>], is_turned: bool) {
        let mut lines: Vec<Vec<Run>> = Vec::new();
        let row = self.document.text.len();
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                self.append(TAB);
            }
            for (index, runs) in self.cell_lines(cell).into_iter().enumerate() {
                match lines.get_mut(index) {
                    Some(line) => line.extend(runs),
                    None => lines.push(runs),
                }
            }
        }
        self.document.pieces.push(row..self.document.text.len());
        for (above, mut runs) in lines.into_iter().enumerate() {
            let start = runs.first().map_or(row, |run| run.range.start);
            if is_turned {
                self.turn(&mut runs, Indent::default());
            }
            self.push_runs(runs, start);
            if let Some(line) = self.document.lines.last_mut() {
                line.above = above;
            }
        }
    }

    fn cell_lines(&mut self, cell: &ColumnText<'_>) -> Vec<Vec<Run>> {
        let styled = self.append_spans(&cell.spans);
        self.wrapped(&styled, (cell.left, cell.width), cell.align)
    }

    /// Appends a table row to the text without laying it out, and returns the ranges of each cell.
    pub(super) fn append_row(&mut self, cells: &[Vec<StyledText<'_>>]) -> Vec<StyledRanges> {
        let row = self.end_of_text();
        let mut ranges = Vec::with_capacity(cells.len());
        for (index, pieces) in cells.iter().enumerate() {
            if index > 0 {
                self.append(TAB);
            }
            let pieces = pieces.iter();
            ranges.push(
                pieces
                    .map(|(text, style)| (self.append(text), *style))
                    .collect(),
            );
        }
        self.document.pieces.push(row..self.end_of_text());
        ranges
    }

    /// Lays out text that was already appended to the document. A heading, with `colon` after it,
    /// is put on the first line if that leaves at least half of the width, and otherwise above it.
    pub(super) fn appended(
        &mut self,
        heading: &[StyledRange],
        text: &[StyledRange],
        colon: Option<&Range<usize>>,
    ) {
        let Some((first, ..)) = text.first() else {
            return;
        };
        let start = first.start;
        let (cell, all) = (self.measure.cell(), self.setting.width);
        let mut heading = heading.to_vec();
        if !heading.is_empty() {
            heading.extend(colon.map(|colon| (colon.clone(), SpanStyle::new(Role::Marker, None))));
        }
        let mut before = Vec::new();
        let mut left = 0;
        let mut end = None;
        for (range, style) in &heading {
            // The headings of two head rows are separate words.
            let is_apart = style.role != Role::Marker && end.is_some_and(|end| end != range.start);
            left += if is_apart { cell } else { 0 };
            end = Some(range.end);
            let width = self.width_of(range.clone(), style.form);
            before.push(Run {
                range: range.clone(),
                at: left,
                width,
                role: style.role,
                target: style.target,
                form: style.form,
            });
            left += width;
        }
        let mut lines = Vec::new();
        if left > all / 2 {
            let words = heading
                .iter()
                .filter(|(_, style)| style.role != Role::Marker);
            for part in words {
                lines.extend(self.wrapped(std::slice::from_ref(part), (0, all), LineAlign::Left));
            }
            before.clear();
            left = if self.is_narrow() { 0 } else { 2 * cell };
        }
        let room = (left, all.saturating_sub(left).max(1));
        let of_text = self.wrapped(text, room, LineAlign::Left);
        lines.extend(of_text.into_iter().map(|runs| {
            let mut line = std::mem::take(&mut before);
            line.extend(runs);
            line
        }));
        let words = self.document.text.get(start..).unwrap_or_default();
        let is_turned = self.measure.turns() && runs_from_right(words);
        for mut runs in lines {
            let own = runs.iter().map(|run| run.range.start);
            let start = own.filter(|own| *own >= start).min().unwrap_or(start);
            if is_turned {
                self.turn(&mut runs, Indent::default());
            }
            self.push_runs(runs, start);
        }
    }

    /// Wraps text that was already appended to the document, in a column given by its distance from
    /// the left edge and its width.
    fn wrapped(
        &self,
        styled: &[StyledRange],
        (left, width): (usize, usize),
        align: LineAlign,
    ) -> Vec<Vec<Run>> {
        let (Some((first, ..)), Some((last, ..))) = (styled.first(), styled.last()) else {
            return Vec::new();
        };
        let range = first.start..last.end;
        let text = self.document.text.get(range.clone()).unwrap_or_default();
        let line = |row: WrappedLine| {
            let free = width.saturating_sub(row.width);
            let row = WrappedLine {
                range: row.range.start + range.start..row.range.end + range.start,
                ..row
            };
            let mut runs = Vec::new();
            self.runs_of(&row, styled, left + align.of(free), &mut runs);
            runs
        };
        let rows = wrap(text, width, Fill::Full, self.measure);
        rows.into_iter().map(line).collect()
    }

    /// Returns the length of the text so far.
    pub(super) fn end_of_text(&self) -> usize {
        self.document.text.len()
    }

    /// Returns the index of the next line.
    pub(super) fn next_line(&self) -> usize {
        self.document.lines.len()
    }

    /// Sets the byte offset at which line `index` begins, if there is such a line.
    pub(super) fn begin_line(&mut self, index: usize, start: usize) {
        if let Some(line) = self.document.lines.get_mut(index) {
            line.start = start;
        }
    }
}
