//! Lists, and those that become related articles.

use super::MarkdownBuilder;
use crate::article::{Block, ListItem, Mark, Related};

impl MarkdownBuilder {
    pub(super) fn end_item(&mut self) {
        if self.is_interrupted {
            return self.end_block();
        }
        let Some(content) = self.take_text() else {
            return;
        };
        let depth = self.lists.len().saturating_sub(1);
        let depth = u8::try_from(depth).unwrap_or(ListItem::DEEPEST);
        let own = self.lists.last().copied();
        self.items.push(ListItem {
            content,
            depth: depth.min(ListItem::DEEPEST),
            ordered: own.filter(|own| Some(own) != self.lists.first()),
            label: self.first_number.take().map(|number| number.to_string()),
            ..ListItem::default()
        });
    }

    pub(super) fn start_list(&mut self, start: Option<u64>) {
        self.end_item();
        if self.lists.is_empty() {
            self.end_block();
            let number = start.and_then(|start| i64::try_from(start).ok());
            self.start = number.unwrap_or(1);
        } else {
            self.first_number = start.filter(|start| *start != 1);
        }
        self.lists.push(start.is_some());
    }

    /// Adds the list items collected so far as a block, so that a block within the list can follow
    /// them.
    pub(super) fn interrupt_list(&mut self) {
        let Some(ordered) = self.lists.first().copied() else {
            return;
        };
        self.end_item();
        self.is_interrupted = true;
        let own = self.items.iter().filter(|item| item.depth == 0).count();
        self.push_list(ordered);
        let own = i64::try_from(own).unwrap_or(i64::MAX);
        self.start = self.start.saturating_add(own);
    }

    fn push_list(&mut self, ordered: bool) {
        let items = std::mem::take(&mut self.items);
        let start = if ordered { self.start } else { 1 };
        if !items.is_empty() {
            self.article.blocks.push(Block::List {
                ordered,
                start,
                items,
            });
        }
    }

    /// Ends the current list. After a heading like `ये भी पढ़ें`, its items become related
    /// articles.
    pub(super) fn end_list(&mut self) {
        self.end_item();
        self.is_interrupted = false;
        let ordered = self.lists.pop().unwrap_or(false);
        if !self.lists.is_empty() {
            return;
        }
        if self.also_read {
            let items = std::mem::take(&mut self.items);
            let related = items.into_iter().map(|item| Related {
                url: item.content.marks.iter().find_map(web_link),
                title: item.content.text,
            });
            self.article.related.extend(related);
        } else {
            self.push_list(ordered);
        }
    }
}

/// Returns the address of a mark that links to an http or https address.
fn web_link(mark: &Mark) -> Option<String> {
    let url = mark.kind.address().filter(|url| url.starts_with("http"));
    url.map(str::to_owned)
}
