//! A table or code by itself, at its natural width: a view that is scrolled both ways.

use super::setter::Setter;
use super::table::GAP;
use super::{Document, Frame, Setting};
use crate::article::Block;
use crate::text::direction::runs_from_right;
use crate::text::measure::Measure;
use crate::words::Language;

/// The width in cells at which code is cut even here; a line may have megabytes.
const WIDEST_CODE: usize = 4_000;

/// A position in a table or code of an article.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct BlockPlace {
    /// The number of links before the block. Its own links are numbered on from them, so that its text
    /// is the same in the article and by itself.
    pub links: usize,
    /// The byte offset in the block's text.
    pub offset: usize,
    /// Whether the position is a hit of the search, rather than the line at the top of the screen.
    pub is_hit: bool,
}

/// A table or code that is laid out by itself.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct EnlargedBlock {
    /// The lines, wider than the screen if need be.
    pub document: Document,
    /// The number of lines of the caption and the heading rows, which stay in place.
    pub head: usize,
    /// The left edges of the columns, in units; empty for code, and for tables that are read from
    /// right to left.
    pub columns: Vec<usize>,
    /// The width, in units.
    pub width: usize,
}

impl EnlargedBlock {
    /// Lays out a block for a screen that is `screen` units wide, after `links` other links. Only columns wider than two
    /// thirds of the screen are wrapped. Returns `None` if the block is neither a table nor code.
    pub fn of<M: Measure>(
        block: &Block,
        (screen, links): (usize, usize),
        language: Language,
        measure: &M,
    ) -> Option<Self> {
        let laid_out = |width: usize| {
            let setting = Setting {
                width,
                language,
                with_left_out: false,
                with_large_headline: false,
                is_justified: false,
                with_keys: None,
            };
            let mut setter = Setter::new(setting, measure);
            setter.set_links(links);
            match block {
                Block::Table(table) => setter.table(table),
                Block::Code { text, .. } => setter.code(text),
                Block::Paragraph(_)
                | Block::Subheading(_)
                | Block::Quote(_)
                | Block::List { .. }
                | Block::Image(_)
                | Block::Media(_)
                | Block::Rule => return None,
            }
            let columns = std::mem::take(&mut setter.columns);
            Some(Self::new(setter.finish(), columns))
        };
        let Block::Table(table) = block else {
            return laid_out(WIDEST_CODE * measure.cell());
        };
        let natural = laid_out(usize::MAX / 8)?;
        let gap = GAP * measure.cell();
        let most = screen * 2 / 3 + gap;
        let next = natural.columns.iter().skip(1).chain([&natural.width]);
        let widths = natural.columns.iter().zip(next);
        let shared: usize = widths.map(|(left, next)| (next - left).min(most)).sum();
        let is_turned = measure.turns() && table.cells().any(|cell| runs_from_right(&cell.text));
        if is_turned {
            // Lines from right to left end at the right edge, which must not be far away.
            let narrower = laid_out(shared.max(screen))?;
            return Some(Self {
                columns: Vec::new(),
                ..narrower
            });
        }
        if shared < natural.width {
            let narrower = laid_out(shared);
            // Without columns, the rows are cards.
            return narrower
                .filter(|narrower| !narrower.columns.is_empty())
                .or(Some(natural));
        }
        Some(natural)
    }

    fn new(document: Document, columns: Vec<usize>) -> Self {
        let is_rule = |frame| matches!(frame, Some(Frame::Rule(..)));
        let rule = document.lines.iter().position(|line| is_rule(line.frame));
        let runs = document.lines.iter().flat_map(|line| &line.runs);
        let width = runs.map(|run| run.at + run.width).max().unwrap_or_default();
        Self {
            head: rule.map_or(0, |rule| rule + 1),
            columns,
            width,
            document,
        }
    }

    /// Returns the width of the first column and the gap after it, which stay in place.
    pub fn fixed(&self) -> usize {
        self.columns.get(1).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{DataTable, RichText, TableCell};
    use crate::text::width::WidthProfile;

    fn table(rows: &[&[&str]]) -> Block {
        let cells = |row: &&[&str]| {
            let cells = row.iter().map(|text| TableCell(RichText::plain(*text)));
            cells.collect::<Vec<_>>()
        };
        let mut rows: Vec<Vec<TableCell>> = rows.iter().map(cells).collect();
        let head = vec![rows.remove(0)];
        Block::Table(DataTable {
            head,
            rows,
            ..DataTable::default()
        })
    }

    fn enlarged(block: &Block) -> EnlargedBlock {
        let widths = WidthProfile::default();
        EnlargedBlock::of(block, (30, 0), Language::English, &widths).unwrap()
    }

    #[test]
    fn a_table_has_its_natural_width_and_a_head_that_stays() {
        let wide = "0123456789".repeat(2);
        let row = [&*wide; 4];
        let view = enlarged(&table(&[&["town", "b", "c", "d"], &row]));
        assert_eq!((view.head, view.width), (2, 4 * 20 + 3 * 2));
        assert_eq!(view.columns, [0, 22, 44, 66]);
        assert_eq!(view.fixed(), 22);
    }

    #[test]
    fn a_long_text_in_a_cell_is_wrapped() {
        let prose = "some words of prose ".repeat(20);
        let view = enlarged(&table(&[&["town", "b"], &["a", &prose]]));
        assert!(view.width <= 30, "{}", view.width);
        assert!(view.document.lines.len() > 10);
    }

    #[test]
    fn code_is_not_cut_at_the_edge_of_the_screen() {
        let text = "x".repeat(500);
        let code = Block::Code {
            text,
            language: None,
        };
        let view = enlarged(&code);
        assert_eq!((view.width, view.head, view.fixed()), (500, 0, 0));
        let rule = Block::Rule;
        let widths = WidthProfile::default();
        assert!(EnlargedBlock::of(&rule, (30, 0), Language::Hindi, &widths).is_none());
    }
}
