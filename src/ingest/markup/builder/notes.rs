//! Footnotes: their signs in the text, and the list items that they lead to.

use super::super::super::entity;
use super::super::tokens::attribute;
use super::HtmlBuilder;
use crate::article::{Block, ListItem, Mark, MarkKind, RichText};
use std::collections::HashSet;

/// Signs of links that lead back from a footnote to the text.
const BACK: &str = "↩↑^⏎⤴↵⇑⮌\u{fe0e}\u{fe0f}";

/// The elements to which links within the page lead.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// The keys of all links within the page.
    keys: HashSet<String>,
    /// The key of the current text.
    current: Option<String>,
    /// Whether the current text had a link back to another part of the page.
    leads_back: bool,
    /// The blocks that may be footnotes: index and key.
    blocks: Vec<(usize, String)>,
}

impl Anchors {
    /// Finds the links within the page.
    pub(super) fn find(&mut self, html: &str) {
        for (at, found) in html.match_indices("href=") {
            let value = html.get(at + found.len()..).unwrap_or_default();
            let value = value.trim_start_matches(['"', '\'']);
            let Some(key) = value.strip_prefix('#') else {
                continue;
            };
            let end = key.find(['"', '\'', ' ', '>']).unwrap_or_default();
            if let Some(key) = key.get(..end).filter(|key| !key.is_empty()) {
                self.keys.insert(entity::unescape(key).into_owned());
            }
        }
    }

    /// Takes the key of the current text.
    pub(super) fn take(&mut self) -> Option<String> {
        self.leads_back = false;
        self.current.take()
    }
}

impl HtmlBuilder<'_> {
    /// Takes the key of an element that begins, unless text precedes it.
    pub(super) fn begin_anchor(&mut self, attributes: &str) {
        let is_free = self.anchors.current.is_none() && self.text.trim().is_empty();
        if is_free && !self.anchors.keys.is_empty() {
            let key = attribute(attributes, "id").filter(|key| self.anchors.keys.contains(key));
            self.anchors.current = key;
        }
    }

    /// Ends a link to another part of the same page, which begins at byte `start` of the text. If it
    /// leads back from a footnote, its text is removed; if its text is not the sign of a footnote,
    /// it is an ordinary link.
    pub(super) fn end_inner_link(&mut self, start: usize, note: String) {
        let text = self.text.get(start..).unwrap_or_default();
        let before = self.text.get(..start).unwrap_or_default();
        let is_back = |text: &str| text.chars().all(|c| c.is_whitespace() || BACK.contains(c));
        let begins = before
            .chars()
            .all(|c| c.is_whitespace() || BACK.contains(c) || matches!(c, ',' | '[' | ']' | '.'));
        let leads_back = is_back(text) || (begins && is_sign(text));
        if self.anchors.current.is_some() && leads_back && !text.is_empty() {
            let kept = if is_back(before) { 0 } else { start };
            self.text.truncate(kept);
            self.marks.retain(|mark| mark.end <= kept);
            self.open
                .iter_mut()
                .for_each(|(_, at, _)| *at = kept.min(*at));
            self.anchors.leads_back = true;
        } else if is_sign(text) {
            self.mark(start, MarkKind::Note { note });
        } else {
            self.inner_link(start, &note);
        }
    }

    /// Ends an ordinary link to another part of the same page.
    pub(super) fn inner_link(&mut self, start: usize, key: &str) {
        if let Some(url) = self.base.resolve(&format!("#{key}")) {
            self.mark(start, MarkKind::Link { url });
        }
    }

    /// Records that the last block may be a footnote: it leads back, or its key says so.
    pub(super) fn keep_anchor(&mut self) {
        let leads_back = self.anchors.leads_back;
        let Some(key) = self.anchors.take() else {
            return;
        };
        let lower = key.to_ascii_lowercase();
        let is_note = ["fn", "note", "cite"]
            .iter()
            .any(|word| lower.contains(word));
        if let Some(last) = self.flow.blocks.len().checked_sub(1)
            && self.tables.is_empty()
            && (leads_back || is_note)
        {
            self.anchors.blocks.push((last, key));
        }
    }

    /// Connects signs and footnotes: paragraphs that signs lead to become lists, and keys that
    /// nothing leads to are removed.
    pub(super) fn connect_notes(&mut self) {
        let blocks = &mut self.flow.blocks;
        let marks = blocks
            .iter()
            .flat_map(Block::rich_texts)
            .flat_map(|text| &text.marks);
        let keys: HashSet<String> = marks.filter_map(note_of).map(str::to_owned).collect();
        let anchored = self.anchors.blocks.iter();
        let notes: Vec<&(usize, String)> = anchored.filter(|(_, key)| keys.contains(key)).collect();
        let mut found: HashSet<String> = notes.iter().map(|(_, key)| key.clone()).collect();
        let mut at = notes.into_iter().peekable();
        let mut all: Vec<Block> = Vec::with_capacity(blocks.len());
        let mut follows_note = false;
        for (index, block) in std::mem::take(blocks).into_iter().enumerate() {
            let key = at.next_if(|(own, _)| *own == index).map(|(_, key)| key);
            let (Block::Paragraph(content), Some(key)) = (&block, key) else {
                follows_note = false;
                all.push(block);
                continue;
            };
            let item = ListItem {
                note: Some(key.clone()),
                ..ListItem::from(content.clone())
            };
            match all.last_mut() {
                Some(Block::List { items, .. }) if follows_note => items.push(item),
                _ => all.push(Block::List {
                    ordered: true,
                    start: 1,
                    items: vec![item],
                }),
            }
            follows_note = true;
        }
        for block in &mut all {
            if let Block::List { items, .. } = block {
                for item in items {
                    item.note.take_if(|note| !keys.contains(note));
                    found.extend(item.note.clone());
                }
            }
        }
        if found.len() < keys.len() {
            for block in &mut all {
                lift_signs(block, &found);
            }
        }
        self.flow.blocks = all;
    }
}

fn note_of(mark: &Mark) -> Option<&str> {
    match &mark.kind {
        MarkKind::Note { note } => Some(note),
        MarkKind::Link { .. }
        | MarkKind::Emphasis
        | MarkKind::Strong
        | MarkKind::Code
        | MarkKind::Superscript
        | MarkKind::Subscript
        | MarkKind::Strike => None,
    }
}

/// Turns the signs of footnotes that are not in `found` into raised letters.
fn lift_signs(block: &mut Block, found: &HashSet<String>) {
    let lift = |text: &mut RichText| {
        for mark in &mut text.marks {
            if note_of(mark).is_some_and(|note| !found.contains(note)) {
                mark.kind = MarkKind::Superscript;
            }
        }
    };
    match block {
        Block::Paragraph(text) => lift(text),
        Block::Subheading(heading) => lift(&mut heading.content),
        Block::Quote(quotation) => lift(&mut quotation.content),
        Block::List { items, .. } => items.iter_mut().for_each(|item| lift(&mut item.content)),
        Block::Table(table) => {
            let rows = table.head.iter_mut().chain(&mut table.rows);
            rows.flatten().for_each(|cell| lift(&mut cell.0));
        }
        Block::Image(_) | Block::Media(_) | Block::Code { .. } | Block::Rule => {}
    }
}

/// Whether the text of a link is the sign of a footnote: `1`, `[12]`, `*`, `[note 3]`, `a`.
fn is_sign(text: &str) -> bool {
    let text = text.trim();
    let inner = text.trim_matches(['[', ']', '(', ')']);
    let is_bracketed = inner.len() < text.len();
    let length = inner.chars().count();
    let is_number = inner.chars().all(char::is_numeric);
    let is_star = inner
        .chars()
        .all(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶'));
    let is_named = is_bracketed && length <= 12 && inner.ends_with(char::is_numeric);
    let is_letter = length == 1 && inner.chars().all(|c| c.is_ascii_lowercase());
    length > 0 && ((is_number || is_star) && length <= 4 || is_named || is_letter)
}
