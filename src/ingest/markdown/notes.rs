//! Footnotes.

use super::MarkdownBuilder;
use crate::article::{Block, ListItem, Mark, MarkKind};
use crate::text::sanitize;
use std::fmt::Write as _;

impl MarkdownBuilder {
    /// Adds the sign of a footnote: its number in the order of the signs.
    pub(super) fn note_sign(&mut self, note: &str) {
        let note = sanitize::clean_line(note).into_owned();
        let known = self.signs.iter().position(|own| *own == note);
        let index = known.unwrap_or_else(|| {
            self.signs.push(note.clone());
            self.signs.len() - 1
        });
        let start = self.text.len();
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{}", index + 1);
        self.marks.push(Mark {
            start,
            end: self.text.len(),
            kind: MarkKind::Note { note },
        });
    }

    /// Ends a footnote.
    pub(super) fn end_note(&mut self) {
        let note = self
            .note
            .take()
            .map(|note| sanitize::clean_line(&note).into_owned());
        if let Some(content) = self.take_text() {
            self.notes.push(ListItem {
                note,
                ..ListItem::from(content)
            });
        }
    }

    /// Adds the footnotes in the order of their signs; those without a sign come last.
    pub(super) fn add_notes(&mut self) {
        let mut items = std::mem::take(&mut self.notes);
        let order = |item: &ListItem| {
            let is_own = |sign: &String| Some(sign) == item.note.as_ref();
            self.signs.iter().position(is_own).unwrap_or(usize::MAX)
        };
        items.sort_by_cached_key(order);
        if !items.is_empty() {
            self.article.blocks.push(Block::List {
                ordered: true,
                start: 1,
                items,
            });
        }
    }
}
