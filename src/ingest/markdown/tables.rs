//! Tables.

use super::MarkdownBuilder;
use crate::article::{Block, ColumnAlign, TableCell};
use pulldown_cmark::Alignment;

impl MarkdownBuilder {
    pub(super) fn add_row(&mut self, is_head: bool) {
        if let Some(table) = &mut self.table {
            let rows = if is_head {
                &mut table.head
            } else {
                &mut table.rows
            };
            rows.push(Vec::new());
        }
    }

    pub(super) fn end_cell(&mut self) {
        let text = self.take_text().unwrap_or_default();
        let Some(table) = &mut self.table else { return };
        let row = table.rows.last_mut().or_else(|| table.head.last_mut());
        if let Some(row) = row {
            row.push(TableCell(text));
        }
    }

    pub(super) fn end_table(&mut self) {
        let Some(mut table) = self.table.take() else {
            return;
        };
        if table.align.iter().all(|align| *align == ColumnAlign::Auto) {
            table.align.clear();
        }
        if table.cells().next().is_some() {
            self.article.blocks.push(Block::Table(table));
        }
    }
}

pub(super) fn column_align(align: Alignment) -> ColumnAlign {
    match align {
        Alignment::None => ColumnAlign::Auto,
        Alignment::Left => ColumnAlign::Left,
        Alignment::Center => ColumnAlign::Center,
        Alignment::Right => ColumnAlign::Right,
    }
}
