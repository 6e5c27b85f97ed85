//! Handles runs of short lines without a sentence between them. Their kind can only be decided for
//! the whole run.
//!
//! Subheadings have paragraphs between them, so only the first and the last line of a run can be
//! subheadings: the first may head the run, and the last may head the paragraph after the run. The
//! other lines are
//!
//! - rows of a table, each with a figure;
//! - items of a list, without the bullets that the page had;
//! - titles of related articles, if no sentence follows (rule 4 of the parent module);
//! - titles with dates, whatever follows: a list of related articles.

use super::line::{LineKind, TextLine};
use super::rich_text::rich_text;
use super::{TextReader, speaker};
use crate::article::{Block, RichText};
use crate::ingest::boilerplate::reason;

/// The minimum number of words of a title; shorter lines are list items and table rows.
pub(super) const FEWEST_OF_TITLE: usize = 5;
/// The minimum number of words of a title before a subheading. The headings of sections with
/// subsections are shorter (`तथ्य और मिथक`).
const FEWEST_BESIDE_HEADING: usize = 7;
/// The minimum number of rows in a table.
const FEWEST_ROWS: usize = 3;
/// The minimum number of lines of a list within the body: a heading, two items, and the next
/// heading.
const FEWEST_POINTS: usize = 4;
/// The maximum number of words of a sentence that is still a list item.
const MOST_OF_POINT: usize = 16;

impl<'a> TextReader<'a> {
    /// Handles the run of lines that begins with the current one; returns `false` if the current
    /// line must be read as a subheading.
    pub(super) fn read_run(&mut self) -> bool {
        let lines = self.lines;
        let start = self.at - 1;
        let end = self.end_of_run(start);
        let count = end - start;
        let run = lines.get(start..end).unwrap_or_default();
        let after = lines.get(end..).unwrap_or_default();
        if count < 2 || self.doubled_title(run) {
            return count >= 2;
        }
        let counts = self.lookahead.among(start..end);
        let last_sentence = self.lookahead.last_sentence;
        let goes_on = last_sentence.is_some_and(|last| last >= start + count);
        let heads = after
            .first()
            .is_some_and(|line| matches!(line.kind, LineKind::Prose | LineKind::Item(_)));
        let rows = counts.rows;
        let is_titles = counts.long == count;
        // Two titles and two dates suffice for a list of related articles.
        if counts.dates >= 2 && counts.titles >= 2 {
            self.listing(run);
        } else if start > 0
            && lines
                .get(start - 1)
                .is_some_and(TextLine::announces_quotation)
        {
            self.paragraphs(run);
        } else if rows >= FEWEST_ROWS && rows * 2 >= count {
            self.table(run, heads);
        } else if let Some(end) = end_of_table(run) {
            // The lines after the table rows form another run.
            self.table(run.get(..end).unwrap_or_default(), true);
            self.at = start + end;
            return true;
        } else if !goes_on && !heads && is_titles && self.has_body {
            for line in run {
                self.add_related(line.text);
            }
        } else if count >= FEWEST_POINTS || (count == 3 && !self.has_body) {
            return self.points(run, heads);
        } else {
            return self.title_beside_heading(run, after);
        }
        self.at = start + count;
        true
    }

    /// Returns the end of the run that contains line `start`. The result is cached, because a run
    /// that was read in part still ends at the same line.
    fn end_of_run(&mut self, start: usize) -> usize {
        if self.run_end <= start {
            let headline = &self.article.headline;
            let rest = self.lines.get(start..).unwrap_or_default();
            let pieces = rest
                .iter()
                .take_while(|line| line.is_run_line() && line.text != headline);
            self.run_end = start + pieces.count();
        }
        self.run_end.max(start)
    }

    /// Handles a title that occurs twice: in a box for a related article, the picture has the title
    /// as alternative text. The label of the box may follow.
    fn doubled_title(&mut self, run: &[TextLine<'_>]) -> bool {
        let [first, second, ..] = run else {
            return false;
        };
        if first.text != second.text || first.words < FEWEST_OF_TITLE {
            return false;
        }
        self.add_related(first.text);
        self.leave_out(second.text, reason::TITLE_AGAIN);
        self.at += 1;
        if let Some(label) = self.line(self.at)
            && label.kind == (LineKind::AlsoRead { title: "" })
        {
            self.leave_out(label.text, reason::LABEL_OF_RELATED);
            self.at += 1;
        }
        true
    }

    fn listing(&mut self, run: &[TextLine<'_>]) {
        for line in run {
            if line.is_title() && line.words >= FEWEST_OF_TITLE {
                self.add_related(line.text);
            } else {
                self.leave_out(line.text, reason::OTHER_ARTICLES);
            }
        }
    }

    /// Adds each line as a paragraph, as for a poem that the line before announced.
    fn paragraphs<'b>(&mut self, lines: impl IntoIterator<Item = &'b TextLine<'b>>) {
        for line in lines {
            self.push(Block::Paragraph(rich_text(line.text)));
        }
    }

    /// Reads table rows and the lines above them that head the table.
    fn table(&mut self, run: &[TextLine<'_>], heads: bool) {
        let mut rows = Vec::new();
        for (at, line) in run.iter().enumerate() {
            let is_last = at + 1 == run.len();
            // Scrapers put some table cells on separate lines.
            let is_cell = at > 0 && !is_last && line.words <= 2;
            if line.is_row() || is_cell {
                rows.push(rich_text(line.text));
                continue;
            }
            self.push_list(&mut rows);
            let is_note = is_last && !heads || line.text.starts_with(['*', '(']);
            let block = if is_note {
                Block::Paragraph
            } else {
                Block::subheading
            };
            self.push(block(rich_text(line.text)));
        }
        self.push_list(&mut rows);
    }

    pub(super) fn push_list(&mut self, rows: &mut Vec<RichText>) {
        if !rows.is_empty() {
            let items = std::mem::take(rows);
            self.push(Block::list(false, items));
        }
    }

    /// Reads list items, with the heading above them and the heading of the paragraph below them.
    /// Directly below the headline, list items are highlights and have no heading.
    fn points(&mut self, run: &'a [TextLine<'a>], heads: bool) -> bool {
        let start = self.at - 1;
        let highlights = !self.has_body;
        let before = start.checked_sub(1).and_then(|before| self.line(before));
        let is_announced = before.is_some_and(|line| line.text.ends_with([':', '-', '–', '—']));
        let first = usize::from(!highlights && !is_announced);
        let last_heads =
            heads && !highlights && run.last().is_some_and(|line| line.kind == LineKind::Short);
        // A town in the last line is the dateline of the next paragraph.
        let last_dates = self.is_dateline(start + run.len() - 1);
        let end = run.len() - usize::from(last_heads || last_dates);
        if first >= end {
            return false;
        }
        for line in run.iter().take(first) {
            self.push(Block::subheading(rich_text(line.text)));
        }
        let points = run.iter().take(end).skip(first);
        let mut points = points.map(|line| rich_text(line.text)).collect();
        self.push_list(&mut points);
        self.at = start + end;
        true
    }

    /// Handles a title between a paragraph and a subheading: it is a related article whose box the
    /// scraper has dropped.
    fn title_beside_heading(&mut self, run: &[TextLine<'_>], after: &[TextLine<'_>]) -> bool {
        let [title, heading] = run else { return false };
        let mut before = self.lines.iter().take(self.at - 1).rev();
        let before = before.find(|line| !line.is_not_text());
        let is_between = before.is_some_and(TextLine::is_sentence)
            && after
                .first()
                .is_some_and(|line| line.kind == LineKind::Prose);
        let is_title = title.words >= FEWEST_BESIDE_HEADING
            && heading.kind == LineKind::Short
            && !title.text.ends_with(':')
            && !self.is_dateline(self.at);
        if is_between && is_title {
            self.add_related(title.text);
        }
        is_between && is_title
    }

    /// Reads consecutive lines that begin with a dash; returns whether there are several. If one of
    /// them is as long as a paragraph, all are paragraphs, as in a live blog, and not list items.
    pub(super) fn read_dashed_points(&mut self) -> bool {
        let start = self.at - 1;
        let rest = self.lines.get(start..).unwrap_or_default();
        let points = rest.iter().take_while(|line| {
            speaker::is_dashed(line.text)
                && matches!(
                    line.kind,
                    LineKind::Prose | LineKind::Short | LineKind::Place
                )
        });
        let points: Vec<&TextLine<'_>> = points.collect();
        let is_short = |line: &&TextLine<'_>| line.words <= MOST_OF_POINT || !line.is_sentence();
        if points.len() < 2 {
            return false;
        }
        self.at = start + points.len();
        if !points.iter().all(is_short) {
            self.paragraphs(points);
            return true;
        }
        let items = points
            .iter()
            .map(|line| rich_text(speaker::without_dash(line.text)));
        let mut items = items.collect();
        self.push_list(&mut items);
        true
    }
}

/// Returns the end of the table rows at the beginning of a run. Only a heading and the column names
/// may precede the rows.
fn end_of_table(run: &[TextLine<'_>]) -> Option<usize> {
    let first = run.iter().take(3).position(TextLine::is_row)?;
    let rows = run.iter().skip(first).take_while(|line| line.is_row());
    let rows = rows.count();
    (rows >= FEWEST_ROWS).then_some(first + rows)
}
