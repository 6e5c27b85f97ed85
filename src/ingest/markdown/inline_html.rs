//! HTML within Markdown.

use super::MarkdownBuilder;
use crate::article::{LeftOut, Mark, MarkKind};
use crate::text::sanitize;

impl MarkdownBuilder {
    pub(super) fn html(&mut self, html: &str) {
        if !html.is_empty() && !html.starts_with("<!--") {
            self.leave_out(html);
        }
    }

    /// Handles a tag within a line. Of HTML, GitHub's users write line breaks, raised and lowered
    /// letters and keys.
    pub(super) fn inline_html(&mut self, tag: &str) {
        let name = tag
            .trim_matches(['<', '>', ' '])
            .trim_end_matches(['/', ' ']);
        let (is_end, name) = match name.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, name),
        };
        let kind = match name.to_ascii_lowercase().as_str() {
            "br" => {
                self.text.push(if self.heading { ' ' } else { '\n' });
                return;
            }
            "sup" => MarkKind::Superscript,
            "sub" => MarkKind::Subscript,
            "kbd" | "code" | "tt" => MarkKind::Code,
            "b" | "strong" => MarkKind::Strong,
            "i" | "em" => MarkKind::Emphasis,
            "s" | "del" => MarkKind::Strike,
            _ => return self.html(tag),
        };
        if !is_end {
            self.open_tags.push((self.text.len(), kind));
        } else if let Some(at) = self.open_tags.iter().rposition(|(_, own)| *own == kind) {
            let (start, kind) = self.open_tags.remove(at);
            let end = self.text.len();
            if start < end {
                self.marks.push(Mark { start, end, kind });
            }
        }
    }

    pub(super) fn leave_out(&mut self, text: &str) {
        let text = sanitize::clean_line(text).into_owned();
        let reason = "HTML within Markdown".to_owned();
        self.article.left_out.push(LeftOut { text, reason });
    }
}
