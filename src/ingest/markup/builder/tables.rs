//! Begins and ends tables and their cells.

use super::super::rich_text::rich;
use super::super::table::{HtmlCell, OpenTable};
use super::{HtmlBuilder, TableFrame};

/// The maximum nesting depth of tables; in deeper ones each row becomes one line.
const DEEPEST_TABLE: usize = 12;

impl HtmlBuilder<'_> {
    /// Handles a tag inside a table. Inside a table nested deeper than [`DEEPEST_TABLE`], the cells
    /// of a row are joined into one line.
    pub(super) fn start_in_table(&mut self, name: &str, attributes: &str) -> bool {
        let is_beyond = self.beyond > 0;
        let Some(frame) = self.tables.last_mut().filter(|_| !is_beyond) else {
            match name {
                "td" | "th" if self.text.is_empty() => {}
                "td" | "th" => self.text(" · "),
                _ => return false,
            }
            return true;
        };
        match name {
            "td" | "th" => {
                self.end_cell();
                self.cells += 1;
                let marks = self.open.len();
                if let Some(frame) = self.tables.last_mut() {
                    frame.cell = Some(HtmlCell::new(name, attributes));
                    frame.marks = marks;
                }
            }
            "tr" => {
                self.end_cell();
                if let Some(frame) = self.tables.last_mut() {
                    frame.table.begin_row();
                }
            }
            "thead" | "tbody" | "tfoot" => {
                frame.table.set_head(name == "thead");
                self.end_cell();
            }
            "caption" => {
                self.end_cell();
                if let Some(frame) = self.tables.last_mut() {
                    frame.in_caption = true;
                }
            }
            _ => return false,
        }
        true
    }

    pub(super) fn start_table(&mut self, attributes: &str) {
        self.end_piece();
        if self.tables.len() >= DEEPEST_TABLE {
            self.beyond += 1;
            return;
        }
        self.tables.push(TableFrame {
            table: OpenTable::new(attributes),
            cell: None,
            in_caption: false,
            marks: self.open.len(),
            outside: std::mem::take(&mut self.flow),
        });
    }

    /// Ends the open cell of the innermost table, or the text between its cells.
    pub(super) fn end_cell(&mut self) {
        let Some(frame) = self.tables.last_mut() else {
            return;
        };
        if std::mem::take(&mut frame.in_caption) {
            let text = std::mem::take(&mut self.text).replace('\n', " ");
            frame.table.caption = rich(&text, std::mem::take(&mut self.marks));
            return;
        }
        let is_inline =
            self.flow.blocks.is_empty() && self.flow.lists.is_empty() && !self.text.is_empty();
        self.end_lists();
        let flow = std::mem::take(&mut self.flow);
        let Some(frame) = self.tables.last_mut() else {
            return;
        };
        match frame.cell.take() {
            Some(cell) => {
                self.open.truncate(frame.marks);
                frame.table.add(cell, flow.blocks, is_inline);
            }
            None => frame.table.stray.extend(flow.blocks),
        }
    }

    pub(super) fn end_table(&mut self) {
        if self.beyond > 0 {
            self.end_piece();
            self.beyond -= 1;
            return;
        }
        self.end_cell();
        let Some(frame) = self.tables.pop() else {
            return;
        };
        self.flow = frame.outside;
        let list = self.flow.lists.interrupt();
        self.flow.blocks.extend(list);
        self.flow.blocks.extend(frame.table.finish());
    }
}
