//! Elements within a line, and the base of addresses.

use super::super::tokens::attribute;
use super::{HtmlBuilder, MOST_MARKS};
use crate::article::MarkKind;
use std::borrow::Cow;

impl HtmlBuilder<'_> {
    /// Begins an element that changes its text.
    pub(super) fn start_inline(&mut self, name: &str) {
        match name {
            "q" => self.quotation_mark(true),
            "rt" => self.ruby(true),
            "rb" => self.ruby(false),
            "rp" => self.in_brackets = true,
            _ => {}
        }
    }

    /// Begins a term of a list of definitions, or its explanation.
    pub(super) fn start_term(&mut self, name: &str) {
        self.end("dt");
        self.end_piece();
        if name == "dt" {
            self.open.push((name.to_owned(), 0, MarkKind::Strong));
        }
    }

    pub(super) fn formula(&mut self, formula: &str) {
        let start = self.text.len();
        self.text(formula);
        if self.code.is_none() {
            self.mark(start, MarkKind::Code);
        }
    }

    /// Handles `<br>`: one ends a line, as in verse and postal addresses; two in a row separate
    /// paragraphs.
    pub(super) fn line_break(&mut self) {
        if self.text.ends_with('\n') {
            self.end_piece();
        } else if !self.text.is_empty() {
            let kept = self.text.trim_end_matches(' ').len();
            self.text.truncate(kept);
            self.text.push('\n');
        }
    }

    pub(super) fn quotation_mark(&mut self, opens: bool) {
        self.quoted = if opens {
            self.quoted + 1
        } else {
            self.quoted.saturating_sub(1)
        };
        let is_inner = (self.quoted + usize::from(!opens)).is_multiple_of(2);
        self.text.push(match (opens, is_inner) {
            (true, false) => '“',
            (false, false) => '”',
            (true, true) => '‘',
            (false, true) => '’',
        });
    }

    /// Begins or ends the pronunciation of the letters before it, which is put into brackets.
    pub(super) fn ruby(&mut self, begins: bool) {
        self.in_brackets = false;
        if std::mem::replace(&mut self.in_ruby, begins) {
            self.text.push(')');
        }
        if begins {
            self.text.push('(');
        }
    }

    /// Handles `xml:base` and the `base` element, on which the addresses after them depend.
    pub(super) fn begin_base(&mut self, name: &str, attributes: &str) {
        if let Some((own, inside, _)) = self.bases.last_mut()
            && own == name
        {
            *inside += 1;
        }
        let written = if name == "base" {
            attribute(attributes, "href")
        } else if attributes.contains("xml:base") && self.bases.len() < MOST_MARKS {
            attribute(attributes, "xml:base")
        } else {
            None
        };
        let Some(address) = written else { return };
        let base = self.base.joined(&address);
        let outside = std::mem::replace(&mut self.base, Cow::Owned(base)).into_owned();
        if name != "base" {
            self.bases.push((name.to_owned(), 0, outside));
        }
    }

    pub(super) fn end_base(&mut self, name: &str) {
        let Some((own, inside, _)) = self.bases.last_mut() else {
            return;
        };
        if own == name && *inside > 0 {
            *inside -= 1;
        } else if own == name
            && let Some((.., outside)) = self.bases.pop()
        {
            self.base = Cow::Owned(outside);
        }
    }
}
