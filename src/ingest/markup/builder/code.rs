//! Preformatted text.

use super::super::rich_text::one_line;
use super::super::tokens::attribute;
use super::HtmlBuilder;
use crate::article::Block;
use crate::text::sanitize;

/// The maximum length in bytes of a line of code. Preformatted text with longer lines is prose and
/// is wrapped.
const LONGEST_LINE: usize = 600;

/// Preformatted text whose end tag has not come yet.
#[derive(Debug, Default)]
pub(super) struct OpenCode {
    pub(super) text: String,
    pub(super) language: Option<String>,
}

impl HtmlBuilder<'_> {
    pub(super) fn start_in_code(&mut self, name: &str, attributes: &str) {
        let Some(code) = &mut self.code else { return };
        match name {
            "br" => code.text.push('\n'),
            "code" if code.language.is_none() => code.language = language(attributes),
            "div" | "p" | "li" | "tr" if !code.text.ends_with('\n') => code.text.push('\n'),
            _ => {}
        }
    }

    /// Ends preformatted text. It becomes code unless its lines are as long as prose.
    pub(super) fn end_code(&mut self) {
        let Some(OpenCode { text, language }) = self.code.take() else {
            return;
        };
        let text = sanitize::clean_code(&text);
        let is_prose = language.is_none() && text.lines().any(|line| line.len() > LONGEST_LINE);
        if is_prose {
            for line in text.lines() {
                self.text(line);
                self.end_piece();
            }
        } else if !text.is_empty() {
            let list = self.flow.lists.interrupt();
            self.flow.blocks.extend(list);
            self.flow.blocks.push(Block::Code { text, language });
        }
    }
}

/// Returns the programming language that a class name gives: `language-rust`, `lang-rust`.
pub(super) fn language(attributes: &str) -> Option<String> {
    let class = attribute(attributes, "class")?;
    let name = class.split_whitespace().find_map(|class| {
        class
            .strip_prefix("language-")
            .or_else(|| class.strip_prefix("lang-"))
    });
    name.map(one_line).filter(|name| !name.is_empty())
}
