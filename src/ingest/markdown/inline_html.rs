//! HTML within Markdown.

use super::MarkdownBuilder;
use crate::article::{Mark, MarkKind};
use crate::ingest::markup::{self, attribute};

impl MarkdownBuilder {
    /// Adds a line of a block of HTML.
    pub(super) fn html(&mut self, html: &str) {
        match &mut self.html_block {
            Some(block) => block.push_str(html),
            None => self.inline_html(html.trim()),
        }
    }

    pub(super) fn start_html_block(&mut self) {
        self.interrupt_list();
        self.end_block();
        self.html_block = Some(String::new());
    }

    /// Ends a block of HTML. What it shows belongs to the article.
    pub(super) fn end_html_block(&mut self) {
        let html = self.html_block.take().unwrap_or_default();
        let blocks = markup::blocks_of(&html, &self.base);
        self.article.blocks.extend(blocks);
    }

    /// Handles a tag within a line. Of HTML, GitHub's users write line breaks, raised and lowered
    /// letters, keys, links and pictures. Of other tags only the text counts.
    pub(super) fn inline_html(&mut self, tag: &str) {
        let name = tag
            .trim_matches(['<', '>', ' '])
            .trim_end_matches(['/', ' ']);
        let (is_end, name) = match name.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, name),
        };
        let (name, attributes) = name.split_once(char::is_whitespace).unwrap_or((name, ""));
        let kind = match name.to_ascii_lowercase().as_str() {
            "br" => {
                self.text.push(if self.heading { ' ' } else { '\n' });
                return;
            }
            "img" => return self.picture(tag),
            "a" if is_end => return self.end_tag(|kind| kind.address().is_some()),
            "a" => match attribute(attributes, "href") {
                Some(href) => MarkKind::Link {
                    url: self.address(&href),
                },
                None => return,
            },
            "sup" => MarkKind::Superscript,
            "sub" => MarkKind::Subscript,
            "kbd" | "code" | "tt" => MarkKind::Code,
            "b" | "strong" => MarkKind::Strong,
            "i" | "em" => MarkKind::Emphasis,
            "s" | "del" => MarkKind::Strike,
            _ => return,
        };
        if is_end {
            self.end_tag(|own| *own == kind);
        } else {
            self.open_tags.push((self.text.len(), kind));
        }
    }

    /// Ends the innermost open tag of a kind.
    fn end_tag(&mut self, is_kind: impl Fn(&MarkKind) -> bool) {
        let open = self.open_tags.iter().rposition(|(_, own)| is_kind(own));
        if let Some(at) = open {
            let (start, kind) = self.open_tags.remove(at);
            let end = self.text.len();
            if start < end {
                self.marks.push(Mark { start, end, kind });
            }
        }
    }

    /// Adds a picture as a block, as Markdown's own pictures are.
    fn picture(&mut self, tag: &str) {
        let pictures = markup::blocks_of(tag, &self.base);
        if self.lists.is_empty() && !pictures.is_empty() {
            self.end_block();
        }
        self.article.blocks.extend(pictures);
    }
}
