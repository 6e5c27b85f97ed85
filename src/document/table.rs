//! Layout of tables: columns as wide as their texts, if these fit; otherwise narrower columns with
//! wrapped cells; otherwise a card for each row.

use super::columns::{ColumnText, LineAlign};
use super::setter::{Indent, Setter, Span, SpanStyle, StyledRange, StyledRanges, StyledText};
use super::{Role, TargetKind};
use crate::article::{ColumnAlign, DataTable, TableCell};
use crate::text::direction::runs_from_right;
use crate::text::measure::Measure;
use crate::text::word::words;
use std::ops::Range;

/// The number of cells between two columns.
pub(super) const GAP: usize = 2;

/// The least width of a column in cells: wider than any cluster.
const NARROWEST: usize = 4;

impl<M: Measure> Setter<'_, M> {
    pub(super) fn table(&mut self, table: &DataTable) {
        let count = table.columns();
        if count == 0 {
            return;
        }
        self.blank();
        let target = self.target(TargetKind::Block(self.block));
        let first = self.next_line();
        if let Some(caption) = table.rich_caption() {
            let pieces = self.pieces_of(&caption, Role::Caption);
            self.paragraph(&spans(&pieces), Indent::default());
        }
        // The colon is always appended, so that the text is the same at every width.
        let colon = self.append(": ");
        let mut head = self.styled_rows(&table.head, Role::Strong);
        let mut rows = self.styled_rows(&table.rows, Role::Body);
        let widths = self.widths(count, &[&head, &rows], table);
        // The first row is shown as selected, if the table is. The headings of cards are not,
        // because each card repeats them.
        let first_row = match widths {
            Some(_) => head.iter_mut().chain(&mut rows).next(),
            None => rows.first_mut(),
        };
        for (_, style) in first_row.into_iter().flatten().flatten() {
            style.target = style.target.or(Some(target));
        }
        self.columns.clear();
        let is_turned = self.measure.turns() && table.cells().any(|c| runs_from_right(&c.text));
        match widths {
            Some(widths) => {
                let columns = self.columns(table, &widths, is_turned);
                self.columns = columns.iter().map(|column| column.left).collect();
                self.rows(&head, &columns, is_turned);
                if !head.is_empty() {
                    let length = columns.last().map_or(0, |last| last.left + last.width);
                    let at = if is_turned {
                        self.setting.width.saturating_sub(length)
                    } else {
                        0
                    };
                    self.horizontal(at, length);
                }
                self.rows(&rows, &columns, is_turned);
            }
            None => self.cards(&head, &rows, &colon),
        }
        self.enlargeable(target, first);
        self.blank();
    }

    fn styled_rows<'t>(&mut self, rows: &'t [Vec<TableCell>], role: Role) -> Vec<StyledRow<'t>> {
        let mut styled = Vec::with_capacity(rows.len());
        for row in rows {
            let cells = row.iter().map(|TableCell(cell)| self.pieces_of(cell, role));
            styled.push(cells.collect());
        }
        styled
    }

    /// Returns the widths of the columns, or `None` if their longest words do not fit side by side.
    fn widths(
        &self,
        count: usize,
        parts: &[&Vec<StyledRow<'_>>],
        table: &DataTable,
    ) -> Option<Vec<usize>> {
        let cell = self.measure.cell();
        let gaps = (count - 1) * GAP * cell;
        let room = self.setting.width.checked_sub(gaps)?;
        let most = (self.setting.width / 3).max(1);
        let mut natural = vec![0; count];
        let mut least = vec![0; count];
        let rows = parts.iter().copied().flatten();
        for (column, pieces) in rows.flat_map(|row| row.iter().enumerate()) {
            let text: String = pieces.iter().map(|(text, ..)| text.as_ref()).collect();
            let lines = text.split('\n').map(|line| self.measure.width(line));
            let width = lines.max().unwrap_or_default();
            let longest = if width <= NARROWEST * cell {
                width
            } else {
                let words = words(&text, self.measure);
                let longest = words.iter().map(|word| word.width).max();
                longest.unwrap_or_default().max(NARROWEST * cell)
            };
            if let (Some(natural), Some(least)) = (natural.get_mut(column), least.get_mut(column)) {
                *natural = width.max(*natural);
                *least = longest.min(most).max(*least);
            }
        }
        for column in (0..count).filter(|column| holds_numbers(table, *column)) {
            if let (Some(natural), Some(least)) = (natural.get(column), least.get_mut(column)) {
                // A number that is cut is another number.
                *least = (*natural).max(*least);
            }
        }
        shared_widths(&natural, &least, room)
    }

    /// Returns the positions of the columns, still without text.
    fn columns(
        &self,
        table: &DataTable,
        widths: &[usize],
        is_turned: bool,
    ) -> Vec<ColumnText<'static>> {
        let mut left = 0;
        let mut columns = Vec::with_capacity(widths.len());
        for (index, width) in widths.iter().enumerate() {
            let declared = table.align.get(index).copied().unwrap_or_default();
            let align = match declared {
                ColumnAlign::Center => LineAlign::Center,
                // The line is mirrored afterwards, so its left edge ends up on the right.
                ColumnAlign::Right | ColumnAlign::Auto | ColumnAlign::Left if is_turned => {
                    LineAlign::Left
                }
                ColumnAlign::Right => LineAlign::Right,
                ColumnAlign::Auto if holds_numbers(table, index) => LineAlign::Right,
                ColumnAlign::Auto | ColumnAlign::Left => LineAlign::Left,
            };
            columns.push(ColumnText {
                spans: Vec::new(),
                left,
                width: *width,
                align,
            });
            left += width + GAP * self.measure.cell();
        }
        columns
    }

    fn rows(&mut self, rows: &[StyledRow<'_>], columns: &[ColumnText<'_>], is_turned: bool) {
        for row in rows {
            let cells = row.iter().zip(columns).map(|(pieces, column)| ColumnText {
                spans: spans(pieces),
                ..column.clone()
            });
            self.row(&cells.collect::<Vec<_>>(), is_turned);
        }
    }

    /// Lays out each row as a card: the first cell is the title, and every other cell gets a line
    /// with the heading of its column.
    fn cards(&mut self, head: &[StyledRow<'_>], rows: &[StyledRow<'_>], colon: &Range<usize>) {
        let (from, first) = (self.end_of_text(), self.next_line());
        let mut headings: Vec<StyledRanges> = Vec::new();
        for row in head {
            for (column, cell) in self.append_row(row).into_iter().enumerate() {
                headings.resize(headings.len().max(column + 1), Vec::new());
                if let Some(heading) = headings.get_mut(column) {
                    heading.extend(cell.into_iter().filter(|(range, ..)| !range.is_empty()));
                }
            }
        }
        if rows.is_empty() {
            for heading in &headings {
                self.appended(&[], heading, None);
            }
        }
        for row in rows {
            for (column, cell) in self.append_row(row).iter().enumerate() {
                let heading = headings.get(column).map_or(&[][..], Vec::as_slice);
                if column == 0 {
                    self.appended(&[], &in_role(cell, Role::Body, Role::Strong), None);
                } else if cell.iter().any(|(range, ..)| !range.is_empty()) {
                    let heading = in_role(heading, Role::Strong, Role::Caption);
                    self.appended(&heading, cell, Some(colon));
                }
            }
            self.blank();
        }
        // In the text the headings come before the first card, but they have no line of their own.
        self.begin_line(first, from);
    }
}

/// The cells of a row, each cut at the start and end of its marks.
type StyledRow<'t> = Vec<Vec<StyledText<'t>>>;

fn in_role(styled: &[StyledRange], from: Role, to: Role) -> StyledRanges {
    let changed = styled.iter().cloned().map(|(range, style)| {
        let role = if style.role == from { to } else { style.role };
        (range, SpanStyle { role, ..style })
    });
    changed.collect()
}

/// Returns the pieces of a text as spans.
pub(super) fn spans<'a>(pieces: &'a [StyledText<'_>]) -> Vec<Span<'a>> {
    let pieces = pieces.iter();
    pieces
        .map(|(text, style)| Span {
            text,
            style: *style,
        })
        .collect()
}

/// Returns column widths between `least` and `natural` that fill `room`, or `None` if even the
/// least widths do not fit. Narrow columns get their natural width, so that names and figures stay
/// on one line, and the other columns share what remains.
fn shared_widths(natural: &[usize], least: &[usize], room: usize) -> Option<Vec<usize>> {
    if natural.iter().sum::<usize>() <= room {
        return Some(natural.to_vec());
    }
    let mut spare = room.checked_sub(least.iter().sum())?;
    let needs: Vec<usize> = natural
        .iter()
        .zip(least)
        .map(|(n, l)| n.saturating_sub(*l))
        .collect();
    let mut by_need: Vec<usize> = (0..needs.len()).collect();
    by_need.sort_by_key(|column| needs.get(*column));
    let mut widths = least.to_vec();
    for (done, column) in by_need.iter().enumerate() {
        let need = needs.get(*column).copied().unwrap_or(0);
        let extra = need.min(spare / (needs.len() - done));
        if let Some(width) = widths.get_mut(*column) {
            *width += extra;
        }
        spare -= extra;
    }
    Some(widths)
}

/// Whether every text of a column below the head is a number or empty, and at least one is a
/// number.
fn holds_numbers(table: &DataTable, column: usize) -> bool {
    let texts = table.rows.iter().filter_map(|row| row.get(column));
    let mut texts = texts
        .map(|cell| cell.0.text.as_str())
        .filter(|text| !is_nothing(text));
    let mut found = false;
    texts.all(|text| {
        found = true;
        is_number(text)
    }) && found
}

/// Whether a text means that there is no number.
fn is_nothing(text: &str) -> bool {
    text.chars()
        .all(|c| matches!(c, '-' | '–' | '—' | '−' | ' ' | '.'))
}

/// Whether a text is a number in any script, possibly with a currency and a unit.
fn is_number(text: &str) -> bool {
    const UNITS: [&str; 8] = ["Rs", "Rs.", "रु", "रु.", "रुपये", "रुपए", "लाख", "करोड़"];
    let is_part = |c: char| c.is_numeric() || c.is_ascii_punctuation() || NUMBER_SIGNS.contains(c);
    let parts = || text.split_whitespace();
    let is_unit = |part: &str| UNITS.contains(&part);
    parts().all(|part| is_unit(part) || part.chars().all(is_part))
        && text.chars().any(char::is_numeric)
}

/// Non-ASCII currency symbols, unit symbols, dashes and arrows that may appear in a number.
const NUMBER_SIGNS: &str = "₹€£¥₽₩₺₫฿৳−–—±×÷°‰↑↓▲▼△▽’·";

#[cfg(test)]
mod tests {
    use super::super::{Document, Frame, Setting};
    use super::*;
    use crate::article::{Article, Block, RichText};
    use crate::text::width::WidthProfile;
    use crate::words::Language;

    #[test]
    fn columns_get_what_they_need_and_share_the_rest() {
        assert_eq!(shared_widths(&[4, 6], &[2, 3], 10), Some(vec![4, 6]));
        assert_eq!(shared_widths(&[10, 30], &[5, 5], 20), Some(vec![10, 10]));
        assert_eq!(shared_widths(&[10, 30], &[5, 16], 20), None);
    }

    /// A ruler of cells that sets right-to-left text from the right edge.
    struct FromRight(WidthProfile);

    impl Measure for FromRight {
        fn width(&self, text: &str) -> usize {
            self.0.width(text)
        }

        fn turns(&self) -> bool {
            true
        }
    }

    #[test]
    fn a_table_from_right_to_left_begins_at_the_right_edge() {
        let cell = |text: &str| TableCell(RichText::plain(text));
        let article = Article {
            blocks: vec![Block::Table(DataTable {
                head: vec![vec![cell("شہر"), cell("قیمت")]],
                rows: vec![vec![cell("لاہور"), cell("950")]],
                ..DataTable::default()
            })],
            ..Article::default()
        };
        let setting = Setting {
            width: 20,
            language: Language::English,
            with_left_out: false,
            with_large_headline: false,
            is_justified: false,
            with_keys: None,
        };
        let document = Document::of(&article, setting, &FromRight(WidthProfile::default()));
        let last = document.lines.last().unwrap();
        let runs: Vec<_> = last
            .runs
            .iter()
            .map(|run| (document.words_of(run), run.at, run.at + run.width))
            .collect();
        assert_eq!(runs, [("950", 10, 13), ("لاہور", 15, 20)]);
        let rule = document.lines.iter().find_map(|line| line.frame);
        assert_eq!(rule, Some(Frame::Rule(9, 11)));
    }

    #[test]
    fn numbers_of_all_scripts_are_recognised() {
        for (text, expected) in [
            ("१,२३,४५६", true),
            ("₹ 52,300", true),
            ("-0.5%", true),
            ("4:05", true),
            ("(12)", true),
            ("रु. ५०", true),
            ("१२ लाख", true),
            ("१२ किमी", false),
            ("इंदौर", false),
            ("–", false),
        ] {
            assert_eq!(is_number(text), expected, "{text}");
        }
        assert!(is_nothing("–") && is_nothing(""));
    }
}
