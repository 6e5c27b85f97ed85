//! HTML lists, which may be nested.

use super::super::list_numbers::{ListNumbers, NumberStyle};
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
    /// For each open list, whether it is numbered, and its numbers.
    open: Vec<(bool, ListNumbers)>,
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

    /// Whether the open list has texts, so that it is more than a gallery of pictures.
    pub(super) fn has_items(&self) -> bool {
        !self.items.is_empty()
    }

    /// Begins a list.
    pub(super) fn begin(&mut self, name: &str, attributes: &str) {
        self.in_item = false;
        let start = attribute(attributes, "start").and_then(|start| start.trim().parse().ok());
        let is_outermost = self.open.is_empty();
        if is_outermost {
            self.start = start.unwrap_or(1);
        }
        if self.open.len() < DEEPEST {
            let style = NumberStyle::named(&style_of(attributes));
            let counted = if is_outermost { self.start } else { 1 };
            // Without a start, counting down would begin with the number of items.
            let is_reversed = start.is_some() && is_reversed(attributes);
            let numbers = ListNumbers::new(start.unwrap_or(1), counted, style, is_reversed);
            self.open.push((name == "ol", numbers));
        } else {
            self.beyond += 1;
        }
    }

    pub(super) fn begin_item(&mut self, attributes: &str) {
        self.in_item = false;
        let number = attribute(attributes, "value").and_then(|value| value.trim().parse().ok());
        let is_first = self.items.is_empty() && self.open.len() == 1;
        if let Some(numbers) = self.numbers() {
            numbers.begin_item(number);
        }
        if let Some(number) = number.filter(|_| is_first) {
            self.start = number;
            if let Some(numbers) = self.numbers() {
                numbers.count_from(number);
            }
        }
    }

    /// Returns the numbers of the innermost list.
    fn numbers(&mut self) -> Option<&mut ListNumbers> {
        self.open.last_mut().map(|(_, numbers)| numbers)
    }

    /// Adds a paragraph to the current list. If the current item is short, the paragraph is joined
    /// to it.
    pub(super) fn add(&mut self, text: RichText, note: Option<String>) {
        let last = self.items.last_mut().filter(|_| self.in_item);
        match last {
            Some(item) if item.content.text.len() < LONGEST => {
                append(&mut item.content, " ", text);
            }
            Some(_) | None => {
                let depth = self.open.len().saturating_sub(1);
                let own = self.open.last().map(|(ordered, _)| *ordered);
                let outermost = self.open.first().map(|(ordered, _)| *ordered);
                let label = self.numbers().and_then(ListNumbers::label);
                self.items.push(ListItem {
                    content: text,
                    depth: u8::try_from(depth)
                        .map_or(ListItem::DEEPEST, |depth| depth.min(ListItem::DEEPEST)),
                    ordered: own.filter(|own| Some(*own) != outermost),
                    label: label.filter(|_| own == Some(true)),
                    note,
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
        let (ordered, _) = self.open.pop()?;
        if self.open.is_empty() {
            self.take(ordered)
        } else {
            None
        }
    }

    /// Returns the items collected so far as a list, so that another block can follow them. The
    /// numbering continues in later items.
    pub(super) fn interrupt(&mut self) -> Option<Block> {
        let (ordered, _) = self.open.first().copied()?;
        let list = self.take(ordered);
        if let Some((_, numbers)) = self.open.first_mut() {
            self.start = numbers.next();
            numbers.count_from(self.start);
        }
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

/// Returns the name of the style of a list's numbers.
fn style_of(attributes: &str) -> String {
    let style = attribute(attributes, "style").unwrap_or_default();
    let declared = style.split(';').find_map(|one| {
        let (name, value) = one.split_once(':')?;
        (name.trim() == "list-style-type").then(|| value.trim().to_owned())
    });
    declared
        .or_else(|| attribute(attributes, "type"))
        .unwrap_or_default()
}

fn is_reversed(attributes: &str) -> bool {
    let mut words = attributes.split(|c: char| c.is_whitespace() || matches!(c, '/' | '='));
    words.any(|word| word.eq_ignore_ascii_case("reversed"))
}
