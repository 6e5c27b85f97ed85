//! The typesetter: takes words and makes lines. `block` calls it and knows nothing about lines.

mod runs;
mod span;
mod targets;

pub(super) use span::{Indent, Marker, Span, SpanStyle, StyledRange, StyledRanges, StyledText};

use super::justify::{Justification, is_justifiable};
use super::{Document, Frame, Line, Role, Run, Setting, TargetKind};
use crate::text::direction::runs_from_right;
use crate::text::measure::{HeadingShift, LetterForm, Measure, Part};
use crate::text::truncate::truncate;
use crate::text::wrap::{Fill, WrappedLine, wrap};
use std::collections::HashMap;
use std::ops::Range;

/// Indents and frames are used only in lines at least as wide as this text.
const NARROW: &str = "│ a few words │";

/// A document under construction.
pub(super) struct Setter<'m, M> {
    pub(super) setting: Setting,
    pub(super) measure: &'m M,
    pub(super) document: Document,
    /// The number of link targets so far. Counting the targets again for each new one would be
    /// quadratic.
    links: usize,
    images: usize,
    /// The index of the article's block that is laid out.
    pub(super) block: usize,
    /// The left edges of the columns of the last table, in units.
    pub(super) columns: Vec<usize>,
    /// The offset of each footnote, by its key; `None` until the footnote is laid out.
    pub(super) notes: HashMap<String, Option<usize>>,
    /// The signs of footnotes: the index of the target, and the key of the footnote.
    note_signs: Vec<(usize, String)>,
}

impl<'m, M: Measure> Setter<'m, M> {
    pub(super) fn new(setting: Setting, measure: &'m M) -> Self {
        let document = Document {
            width: setting.width,
            ..Document::default()
        };
        Self {
            setting,
            measure,
            document,
            links: 0,
            images: 0,
            block: 0,
            columns: Vec::new(),
            notes: HashMap::new(),
            note_signs: Vec::new(),
        }
    }

    pub(super) fn finish(mut self) -> Document {
        while self.document.lines.last().is_some_and(is_blank) {
            self.document.lines.pop();
        }
        for (index, note) in &self.note_signs {
            let offset = self.notes.get(note).copied().flatten();
            if let Some(target) = self.document.targets.get_mut(*index) {
                target.kind = TargetKind::Note(offset.unwrap_or_default());
            }
        }
        self.document
    }

    /// Whether the lines are too narrow for indents and frames.
    pub(super) fn is_narrow(&self) -> bool {
        self.setting.width < self.measure.width(NARROW)
    }

    /// Adds a blank line, unless the last line is blank or the document is empty.
    pub(super) fn blank(&mut self) {
        if self
            .document
            .lines
            .last()
            .is_some_and(|line| !is_blank(line))
        {
            self.push_line(Vec::new(), None, self.document.text.len());
        }
    }

    /// Adds the upper or lower edge of a card, with `label` on it.
    pub(super) fn edge(&mut self, frame: Frame, label: &[Span<'_>]) {
        let start = self.document.text.len();
        if self.is_narrow() {
            if !label.is_empty() {
                self.paragraph(label, Indent::default());
            }
            return;
        }
        let mut at = 2 * self.measure.cell();
        let mut runs = Vec::with_capacity(label.len());
        for span in label {
            let room = self.setting.width.saturating_sub(at + self.measure.cell());
            let text = truncate(span.text, room, self.measure);
            let range = self.append(&text);
            let width = self.measure.width(&text);
            runs.push(Run {
                range,
                at,
                width,
                role: span.style.role,
                target: span.style.target,
                form: span.style.form,
            });
            at += width;
        }
        self.note_targets(label.iter().filter_map(|span| span.style.target));
        self.push_line(runs, Some(frame), start);
    }

    /// Adds `text` right-aligned on the last line, `right` units from the edge, if there is room.
    pub(super) fn at_right_end(&mut self, text: &str, role: Role, right: usize) {
        let width = self.measure.width(text);
        let at = self
            .setting
            .width
            .checked_sub(width + right)
            .filter(|_| !self.is_narrow());
        let Some(at) = at else { return };
        let range = self.append(text);
        let Some(line) = self.document.lines.last_mut() else {
            return;
        };
        if line
            .runs
            .last()
            .is_none_or(|last| last.at + last.width < at)
        {
            line.runs.push(Run {
                range,
                at,
                width,
                role,
                target: None,
                form: LetterForm::Text,
            });
        }
    }

    /// Lays out `spans` as one paragraph.
    pub(super) fn paragraph(&mut self, spans: &[Span<'_>], indent: Indent<'_>) {
        let indent = if self.is_narrow() {
            Indent::default()
        } else {
            indent
        };
        let marker = indent
            .marker
            .map(|marker| (marker, self.append(marker.text)));
        let start = self.document.text.len();
        let styled = self.append_spans(spans);
        let end = self.document.text.len();
        let room = self
            .setting
            .width
            .saturating_sub(indent.left + indent.right)
            .max(1);
        let text = self.document.text.get(start..end).unwrap_or_default();
        let is_turned = self.measure.turns() && runs_from_right(text);
        let rows = wrap(text, room, Fill::Even, self.measure);
        self.document.pieces.push(start..end);
        let is_justified = self.setting.is_justified
            && !is_turned
            && indent.frame.is_none()
            && spans.iter().all(|span| is_justifiable(span.style.role));
        let last = rows.len().saturating_sub(1);
        for (index, row) in rows.into_iter().enumerate() {
            let row = WrappedLine {
                range: row.range.start + start..row.range.end + start,
                ..row
            };
            let mut runs = Vec::with_capacity(styled.len() + 1);
            if let Some((mark, range)) = &marker
                && (index == 0 || mark.on_every_line)
            {
                runs.push(self.marker_run(mark, range.clone(), indent.left));
            }
            let place = row.range.start;
            self.runs_of(&row, &styled, indent.left, &mut runs);
            if is_turned {
                self.turn(&mut runs, indent);
            }
            let after = self.document.text.get(row.range.end..);
            let ends_here = index == last || after.is_some_and(|after| after.starts_with('\n'));
            if is_justified && !ends_here {
                let justification = Justification {
                    text: &self.document.text,
                    measure: self.measure,
                };
                runs = justification.justified(runs, row.width, room);
            }
            self.note_targets(runs.iter().filter_map(|run| run.target).collect::<Vec<_>>());
            self.push_line(runs, indent.frame, place);
        }
    }

    /// Adds a horizontal line of `length` units that begins `at` units from the left edge.
    pub(super) fn horizontal(&mut self, at: usize, length: usize) {
        let start = self.document.text.len();
        self.push_line(Vec::new(), Some(Frame::Rule(at, length)), start);
    }

    pub(super) fn append_spans(&mut self, spans: &[Span<'_>]) -> StyledRanges {
        let spans = spans.iter();
        spans
            .map(|span| (self.append(span.text), span.style))
            .collect()
    }

    /// Adds a line without a frame, and records its targets.
    pub(super) fn push_runs(&mut self, runs: Vec<Run>, start: usize) {
        self.note_targets(runs.iter().filter_map(|run| run.target).collect::<Vec<_>>());
        self.push_line(runs, None, start);
    }

    /// Lays out `text` in letters two rows high: each line appears twice, as its upper and its
    /// lower half.
    pub(super) fn large(&mut self, text: &str, role: Role) {
        let range = self.append(text);
        self.document.pieces.push(range.clone());
        let part = Part::Upper(HeadingShift::default());
        let room = part.narrowed(self.setting.width).max(1);
        let is_turned = self.measure.turns() && runs_from_right(text);
        let rows = wrap(text, room, Fill::Even, self.measure);
        let lines = rows.iter().map(|row| text.get(row.range.clone()));
        let lines: Vec<&str> = lines.map(Option::unwrap_or_default).collect();
        let shifts = self.measure.heading_shifts(&lines);
        for (row, shift) in rows.into_iter().zip(shifts) {
            let start = range.start + row.range.start;
            for part in [Part::Upper(shift), Part::Lower(shift)] {
                let mut runs = vec![Run {
                    range: start..range.start + row.range.end,
                    at: 0,
                    width: part.widened(row.width),
                    role,
                    target: None,
                    form: LetterForm::Text,
                }];
                if is_turned {
                    self.turn(&mut runs, Indent::default());
                }
                self.push_line(runs, None, start);
                if let Some(line) = self.document.lines.last_mut() {
                    line.part = part;
                }
            }
        }
    }

    pub(super) fn append(&mut self, text: &str) -> Range<usize> {
        let start = self.document.text.len();
        self.document.text.push_str(text);
        start..self.document.text.len()
    }

    fn push_line(&mut self, runs: Vec<Run>, frame: Option<Frame>, start: usize) {
        self.document.lines.push(Line {
            start,
            runs,
            frame,
            above: 0,
            part: Part::Whole,
        });
    }
}

fn is_blank(line: &Line) -> bool {
    line.runs.is_empty() && line.frame.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width::WidthProfile;
    use crate::words::Language;

    /// A ruler of cells that sets right-to-left text from the right edge.
    struct Turning(WidthProfile);

    impl Measure for Turning {
        fn width(&self, text: &str) -> usize {
            self.0.width(text)
        }

        fn turns(&self) -> bool {
            true
        }
    }

    #[test]
    fn a_paragraph_from_right_to_left_begins_at_the_right_edge() {
        let measure = Turning(WidthProfile::default());
        let setting = Setting {
            width: 30,
            language: Language::Hindi,
            with_left_out: false,
            with_large_headline: false,
            is_justified: false,
            with_keys: None,
        };
        let mut setter = Setter::new(setting, &measure);
        let spans = ["سلام ", "دنیا"].map(|text| Span::new(text, Role::Body));
        setter.paragraph(&spans, Indent::default());
        setter.paragraph(&[Span::new("नमस्ते", Role::Body)], Indent::default());
        let document = setter.finish();
        let places = |line: &Line| -> Vec<(String, usize, usize)> {
            let of = |run: &Run| {
                let words = document.words_of(run).trim().to_owned();
                (words, run.at, run.at + run.width)
            };
            line.runs.iter().map(of).collect()
        };
        let [turned, straight] = [0, 1].map(|line| places(&document.lines[line]));
        assert_eq!(turned[0], ("دنیا".to_owned(), 21, 25));
        assert_eq!(turned[1], ("سلام".to_owned(), 25, 30));
        assert_eq!(straight[0].1, 0);
    }
}
