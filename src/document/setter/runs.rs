//! Makes runs of a row of words: one for each span that the row touches, at its place in the line.

use super::{Indent, Marker, Setter, StyledRange};
use crate::document::Run;
use crate::text::measure::{LetterForm, Measure};
use crate::text::wrap::WrappedLine;
use std::ops::Range;

impl<M: Measure> Setter<'_, M> {
    /// Right-aligns a marker against the text, so that numbers of one and two digits line up.
    pub(super) fn marker_run(&self, mark: &Marker<'_>, range: Range<usize>, left: usize) -> Run {
        let width = self.measure.width(mark.text);
        Run {
            range,
            at: left.saturating_sub(width),
            width,
            role: mark.role,
            target: mark.target,
            form: LetterForm::Text,
        }
    }

    /// Mirrors the runs of a right-to-left line within the width, or within the frame if there is
    /// one.
    pub(in crate::document) fn turn(&self, runs: &mut [Run], indent: Indent<'_>) {
        let edges = if indent.frame.is_some() {
            indent.left + self.setting.width.saturating_sub(indent.right)
        } else {
            self.setting.width
        };
        for run in runs.iter_mut() {
            run.at = edges.saturating_sub(run.at + run.width);
        }
        runs.sort_by_key(|run| run.at);
    }

    /// Cuts a row into runs, one for each span that it touches.
    pub(in crate::document) fn runs_of(
        &self,
        row: &WrappedLine,
        styled: &[StyledRange],
        left: usize,
        runs: &mut Vec<Run>,
    ) {
        let first = styled.partition_point(|(range, _)| range.end <= row.range.start);
        // Small letters take less room than the row was measured with.
        let mut saved = 0;
        for (range, style) in styled.iter().skip(first) {
            let start = range.start.max(row.range.start);
            let end = range.end.min(row.range.end);
            if start >= end {
                break;
            }
            let whole = start == row.range.start && end == row.range.end;
            let at = left + self.measure_of(row.range.start..start) - saved;
            let full = if whole {
                row.width
            } else {
                self.measure_of(start..end)
            };
            let width = if style.form == LetterForm::Text {
                full
            } else {
                self.width_of(start..end, style.form).min(full)
            };
            saved += full - width;
            runs.push(Run {
                range: start..end,
                at,
                width,
                role: style.role,
                target: style.target,
                form: style.form,
            });
        }
    }

    /// Returns the width of a range of the text in letters of the form `form`.
    pub(in crate::document) fn width_of(&self, range: Range<usize>, form: LetterForm) -> usize {
        let text = self.document.text.get(range).unwrap_or_default();
        self.measure.width_in(text, form)
    }

    pub(in crate::document) fn measure_of(&self, range: Range<usize>) -> usize {
        if range.is_empty() {
            return 0;
        }
        self.width_of(range, LetterForm::Text)
    }
}
