//! Builds blocks from the tags and texts of a fragment.

mod code;
mod inline;
mod notes;
mod pictures;
mod quotes;
mod tables;

use super::super::address::BaseUrl;
use super::super::{effort, entity};
use super::MOST_BLOCKS;
use super::PARAGRAPH_SEPARATOR;
use super::lists::OpenLists;
use super::math::formula;
use super::rich_text::rich;
use super::table::{HtmlCell, OpenTable};
use super::tokens::{HtmlToken, HtmlTokens, attribute, breaks};
use crate::article::{Block, Mark, MarkKind, RichText, Subheading};
use code::{OpenCode, language};
use notes::Anchors;
use quotes::OpenQuote;
pub(in super::super) use quotes::is_post;
use std::borrow::Cow;

/// The maximum number of open marks.
const MOST_MARKS: usize = 32;

/// The maximum number of table cells in one body.
const MOST_CELLS: usize = 100_000;

/// The parser state within one cell, or outside of tables.
#[derive(Debug, Default)]
struct Flow {
    blocks: Vec<Block>,
    lists: OpenLists,
    quotes: Vec<OpenQuote>,
    in_caption: bool,
    /// Whether the text is the name of a quotation's speaker.
    in_speaker: bool,
    /// The level of the open heading, from 1.
    heading: Option<u8>,
}

/// A table, its open cell, and the parser state outside of the table.
#[derive(Debug)]
struct TableFrame {
    table: OpenTable,
    cell: Option<HtmlCell>,
    in_caption: bool,
    /// The number of marks that were open before the cell.
    marks: usize,
    outside: Flow,
}

/// The blocks built so far, and the text of the current one.
pub(super) struct HtmlBuilder<'a> {
    base: Cow<'a, BaseUrl>,
    flow: Flow,
    text: String,
    marks: Vec<Mark>,
    /// The tag, the start offset and the kind of each open mark.
    open: Vec<(String, usize, MarkKind)>,
    code: Option<OpenCode>,
    tables: Vec<TableFrame>,
    /// The number of open tables that are nested too deeply to become table blocks.
    beyond: usize,
    cells: usize,
    /// The number of open `q` elements.
    quoted: usize,
    /// Whether the last picture has no address. Then its address is in the `noscript` after it.
    lacks_picture: bool,
    /// The `srcset` values of the `source` elements before the picture to which they belong.
    picture_sets: Vec<String>,
    anchors: Anchors,
    /// Whether the text is the pronunciation of the letters before it.
    in_ruby: bool,
    /// Whether the text is brackets around a pronunciation, for programs that do not know it.
    in_brackets: bool,
    /// The elements with a base of their own: name, the number of elements of that name inside, and
    /// the base outside.
    bases: Vec<(String, usize, BaseUrl)>,
}

impl<'a> HtmlBuilder<'a> {
    pub(super) fn new(base: &'a BaseUrl) -> Self {
        Self {
            base: Cow::Borrowed(base),
            flow: Flow::default(),
            text: String::new(),
            marks: Vec::new(),
            open: Vec::new(),
            code: None,
            tables: Vec::new(),
            beyond: 0,
            cells: 0,
            quoted: 0,
            lacks_picture: false,
            picture_sets: Vec::new(),
            anchors: Anchors::default(),
            in_ruby: false,
            in_brackets: false,
            bases: Vec::new(),
        }
    }

    /// Adds the tags and texts of `html`. Returns what follows if the body is full.
    pub(super) fn add<'h>(&mut self, html: &'h str) -> Option<&'h str> {
        self.anchors.find(html);
        let mut tokens = HtmlTokens::new(html);
        while let Some(token) = tokens.next() {
            match token {
                HtmlToken::Text(text) => self.text(&entity::unescape(text)),
                HtmlToken::Start(name, attributes) => self.start(&name, attributes),
                HtmlToken::End(name) => self.end(&name),
                HtmlToken::Whole(name, attributes, inner) if name == "math" => {
                    self.formula(&formula(attributes, inner));
                }
                HtmlToken::Whole(name, attributes, inner) => self.media(&name, attributes, inner),
                HtmlToken::WithoutScripts(inner) => {
                    if self.lacks_picture {
                        self.pictures_of(inner);
                    }
                }
            }
            if self.is_full(MOST_BLOCKS) || effort::is_spent() {
                return Some(tokens.rest());
            }
        }
        None
    }

    /// Whether the body has `most` blocks, or the maximum number of cells.
    pub(super) fn is_full(&self, most: usize) -> bool {
        let blocks = match self.tables.first() {
            Some(frame) => frame.outside.blocks.len(),
            None => self.flow.blocks.len(),
        };
        blocks >= most || self.cells >= MOST_CELLS
    }

    /// Ends all open elements and returns the blocks.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.end_code();
        while !self.tables.is_empty() {
            self.end_table();
        }
        self.end_lists();
        self.connect_notes();
        self.flow.blocks
    }

    /// Adds text. Outside of preformatted text, each run of white space becomes one space, and
    /// leading white space is dropped.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.text.push_str(text);
            return;
        }
        if self.in_brackets {
            return;
        }
        for c in text.chars() {
            if !c.is_whitespace() {
                self.text.push(c);
            } else if c == PARAGRAPH_SEPARATOR && !self.flow.in_caption {
                self.end_piece();
            } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
        }
    }

    pub(super) fn start(&mut self, name: &str, attributes: &str) {
        if self.code.is_some() {
            self.start_in_code(name, attributes);
            return;
        }
        self.begin_base(name, attributes);
        let is_break = breaks(name);
        if !is_break {
            self.begin_anchor(attributes);
        }
        if self.start_mark(name, attributes) || self.start_in_table(name, attributes) {
            return;
        }
        match name {
            "img" => self.image(attributes),
            "source" => self.picture_sets.extend(attribute(attributes, "srcset")),
            "picture" => self.picture_sets.clear(),
            "figcaption" => {
                self.end_piece();
                self.flow.in_caption = true;
            }
            name if self.flow.in_caption && breaks(name) => self.text(" "),
            "table" => self.start_table(attributes),
            "pre" => {
                self.end_piece();
                self.code = Some(OpenCode {
                    text: String::new(),
                    language: language(attributes),
                });
            }
            "ul" | "ol" => {
                self.end_piece();
                self.flow.lists.begin(name, attributes);
            }
            "li" => {
                self.end_piece();
                self.flow.lists.begin_item(attributes);
            }
            "blockquote" => self.start_quote(attributes),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_piece();
                self.flow.heading = name.get(1..).and_then(|level| level.parse().ok());
            }
            "hr" => {
                self.end_piece();
                if self.flow.lists.is_empty() {
                    self.flow.blocks.push(Block::Rule);
                }
            }
            "dt" | "dd" => self.start_term(name),
            "br" => self.line_break(),
            name if breaks(name) => self.end_piece(),
            name => self.start_inline(name),
        }
        if is_break {
            self.begin_anchor(attributes);
        }
    }

    /// Begins a mark if the tag has a meaning that marks can express; returns whether it does.
    fn start_mark(&mut self, name: &str, attributes: &str) -> bool {
        let kind = match name {
            "footer" | "cite" if self.begins_speaker(name) => {
                self.flow.in_speaker = true;
                return true;
            }
            "em" | "i" | "cite" => MarkKind::Emphasis,
            "strong" | "b" => MarkKind::Strong,
            "code" | "kbd" | "tt" | "samp" => MarkKind::Code,
            "sup" => MarkKind::Superscript,
            "sub" => MarkKind::Subscript,
            "s" | "del" | "strike" => MarkKind::Strike,
            "a" => {
                let href = attribute(attributes, "href").unwrap_or_default();
                match href.trim().strip_prefix('#').filter(|key| !key.is_empty()) {
                    // The text of the link decides whether it is the sign of a footnote.
                    Some(key) => MarkKind::Note {
                        note: key.to_owned(),
                    },
                    None => match self.base.resolve(&href) {
                        Some(url) => MarkKind::Link { url },
                        None => return false,
                    },
                }
            }
            _ => return false,
        };
        if self.open.len() < MOST_MARKS {
            self.open.push((name.to_owned(), self.text.len(), kind));
        }
        true
    }

    pub(super) fn end(&mut self, name: &str) {
        self.end_base(name);
        if self.code.is_some() {
            match name {
                "pre" => self.end_code(),
                "div" | "p" | "li" | "tr" => self.start_in_code(name, ""),
                "td" | "th" | "table" if !self.tables.is_empty() => {
                    self.end_code();
                    self.end(name);
                }
                _ => {}
            }
            return;
        }
        let begun = self.open.iter().rposition(|(open, ..)| open == name);
        if let Some((_, start, kind)) = begun.map(|at| self.open.remove(at)) {
            if let MarkKind::Note { note } = kind {
                self.end_inner_link(start, note);
            } else {
                self.mark(start, kind);
            }
            if name == "dt" {
                self.end_piece();
            }
            return;
        }
        match name {
            "footer" | "cite" | "blockquote" if self.flow.in_speaker => {
                self.end_speaker();
                if name == "blockquote" {
                    self.end(name);
                }
            }
            "ul" | "ol" => self.end_list(),
            "figcaption" => {
                self.flow.in_caption = false;
                self.caption();
            }
            name if self.flow.in_caption && breaks(name) => self.text(" "),
            "table" => self.end_table(),
            "td" | "th" | "tr" | "caption" if self.beyond == 0 => self.end_cell(),
            "thead" if self.beyond == 0 => {
                self.end_cell();
                if let Some(frame) = self.tables.last_mut() {
                    frame.table.set_head(false);
                }
            }
            "blockquote" => self.end_quote(),
            "td" | "th" => {}
            "rt" | "ruby" => self.ruby(false),
            "rp" => self.in_brackets = false,
            "q" if self.quoted > 0 => self.quotation_mark(false),
            "dl" => {
                self.end("dt");
                self.end_piece();
            }
            name if name != "br" && breaks(name) => self.end_piece(),
            _ => {}
        }
    }

    fn mark(&mut self, start: usize, kind: MarkKind) {
        let spaces = self
            .text
            .get(start..)
            .map_or(0, |text| text.len() - text.trim_start().len());
        let start = start + spaces;
        let end = self.text.trim_end().len();
        if start < end {
            self.marks.push(Mark { start, end, kind });
        }
    }

    /// Ends a paragraph, heading, quotation or list item. Open marks continue in the next one.
    fn end_piece(&mut self) {
        for (_, start, kind) in self.open.clone() {
            if let MarkKind::Note { note } = kind {
                self.inner_link(start, &note);
            } else {
                self.mark(start, kind);
            }
        }
        for (_, start, _) in &mut self.open {
            *start = 0;
        }
        let heading = self.flow.heading.take();
        let text = std::mem::take(&mut self.text);
        // The lines of a heading are those of the page's layout.
        let text = match heading {
            Some(_) => text.replace('\n', " "),
            None => text,
        };
        let marks = std::mem::take(&mut self.marks);
        let Some(text) = rich(&text, marks) else {
            return;
        };
        // Headings that are links in a list are titles of other pages.
        let is_linked = text.marks.iter().any(|mark| mark.kind.address().is_some());
        if !self.flow.lists.takes_text() || (heading.is_some() && !is_linked) {
            let list = self.flow.lists.interrupt();
            self.flow.blocks.extend(list);
            let block = self.block(text, heading);
            self.flow.blocks.push(block);
            self.keep_anchor();
        } else {
            self.flow.lists.add(text, self.anchors.take());
        }
    }

    fn block(&self, content: RichText, heading: Option<u8>) -> Block {
        match heading {
            Some(level) => Block::Subheading(Subheading { content, level }),
            None if !self.flow.quotes.is_empty() => Block::quote(content),
            None => Block::Paragraph(content),
        }
    }

    fn end_list(&mut self) {
        self.end_piece();
        let list = self.flow.lists.end();
        self.flow.blocks.extend(list);
    }

    fn end_lists(&mut self) {
        self.end_piece();
        while !self.flow.lists.is_empty() {
            self.end_list();
        }
    }
}
