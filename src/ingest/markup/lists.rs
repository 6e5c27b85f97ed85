//! HTML lists, which may be nested.

use super::rich_text::append;
use super::tokens::attribute;
use crate::article::{Block, ListItem, RichText};

/// The maximum nesting depth of lists; deeper ones are flattened.
const DEEPEST: usize = 32;

/// The maximum length in bytes of a list item to which its next paragraph is still joined.
const LONGEST: usize = 600;

/// The open lists, and the items of the outermost one.
#[derive(Debug, Default)]
pub(super) struct OpenLists {
    /// For each open list, whether it is numbered.
    open: Vec<bool>,
    /// The number of open lists beyond [`DEEPEST`].
    beyond: usize,
    start: i64,
    items: Vec<ListItem>,
    /// Whether the last item may still get more text.
    in_item: bool,
}

impl OpenLists {
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Begins a list.
    pub(super) fn begin(&mut self, name: &str, attributes: &str) {
        self.in_item = false;
        if self.open.is_empty() {
            let start = attribute(attributes, "start");
            self.start = start
                .and_then(|start| start.trim().parse().ok())
                .unwrap_or(1);
        }
        if self.open.len() < DEEPEST {
            self.open.push(name == "ol");
        } else {
            self.beyond += 1;
        }
    }

    pub(super) fn begin_item(&mut self, attributes: &str) {
        self.in_item = false;
        let number = attribute(attributes, "value").and_then(|value| value.trim().parse().ok());
        if let Some(number) = number.filter(|_| self.items.is_empty() && self.open.len() == 1) {
            self.start = number;
        }
    }

    /// Adds a paragraph to the current list. If the current item is short, the paragraph is joined
    /// to it.
    pub(super) fn add(&mut self, text: RichText) {
        let last = self.items.last_mut().filter(|_| self.in_item);
        match last {
            Some(item) if item.content.text.len() < LONGEST => {
                append(&mut item.content, " ", text);
            }
            Some(_) | None => {
                let depth = self.open.len().saturating_sub(1);
                let own = self.open.last().copied();
                let outermost = self.open.first().copied();
                self.items.push(ListItem {
                    content: text,
                    depth: u8::try_from(depth)
                        .map_or(ListItem::DEEPEST, |depth| depth.min(ListItem::DEEPEST)),
                    ordered: own.filter(|own| Some(*own) != outermost),
                    note: None,
                });
                self.in_item = true;
            }
        }
    }

    /// Ends the innermost list; returns the outermost list if it has ended.
    pub(super) fn end(&mut self) -> Option<Block> {
        self.in_item = false;
        if self.beyond > 0 {
            self.beyond -= 1;
            return None;
        }
        let ordered = self.open.pop()?;
        if self.open.is_empty() {
            self.take(ordered)
        } else {
            None
        }
    }

    /// Returns the items collected so far as a list, so that another block can follow them. The
    /// numbering continues in later items.
    pub(super) fn interrupt(&mut self) -> Option<Block> {
        let ordered = self.open.first().copied()?;
        let own = self.items.iter().filter(|item| item.depth == 0).count();
        let start = self.start;
        let list = self.take(ordered);
        let own = i64::try_from(own).unwrap_or(i64::MAX);
        self.start = start.saturating_add(own);
        self.in_item = false;
        list
    }

    fn take(&mut self, ordered: bool) -> Option<Block> {
        let items = std::mem::take(&mut self.items);
        let start = if ordered { self.start } else { 1 };
        (!items.is_empty()).then_some(Block::List {
            ordered,
            start,
            items,
        })
    }
}
