//! Builds blocks from the tags and texts of a fragment.

mod quotes;
mod tables;

use super::super::address::BaseUrl;
use super::super::{effort, entity};
use super::PARAGRAPH_SEPARATOR;
use super::lists::OpenLists;
use super::media::media_of;
use super::picture_source::picture_source;
use super::rich_text::{one_line, rich};
use super::table::{HtmlCell, OpenTable};
use super::tokens::{HtmlToken, HtmlTokens, attribute, breaks};
use super::{MEDIA_ATTRIBUTE, MOST_BLOCKS};
use crate::article::{Block, Image, Mark, MarkKind, Quotation, RichText, Subheading};
use crate::text::sanitize;
use quotes::OpenQuote;
pub(in super::super) use quotes::is_post;

/// The maximum number of open marks.
const MOST_MARKS: usize = 32;

/// The maximum number of table cells in one body.
const MOST_CELLS: usize = 100_000;

/// The maximum length in bytes of a line of code. Preformatted text with longer lines is prose and
/// is wrapped.
const LONGEST_LINE: usize = 600;

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

/// Preformatted text whose end tag has not come yet.
#[derive(Debug, Default)]
struct OpenCode {
    text: String,
    language: Option<String>,
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
    base: &'a BaseUrl,
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
}

impl<'a> HtmlBuilder<'a> {
    pub(super) fn new(base: &'a BaseUrl) -> Self {
        Self {
            base,
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
        }
    }

    /// Adds the tags and texts of `html`.
    pub(super) fn add(&mut self, html: &str) {
        for token in HtmlTokens::new(html) {
            match token {
                HtmlToken::Text(text) => self.text(&entity::unescape(text)),
                HtmlToken::Start(name, attributes) => self.start(&name, attributes),
                HtmlToken::End(name) => self.end(&name),
                HtmlToken::Media(name, attributes, inner) => self.media(&name, attributes, inner),
                HtmlToken::WithoutScripts(inner) => {
                    if self.lacks_picture {
                        self.pictures_of(inner);
                    }
                }
            }
            if self.is_full(MOST_BLOCKS) || effort::is_spent() {
                break;
            }
        }
    }

    /// Adds what an element shows. If that is not for the reader, the content of the element is
    /// added, which is meant for programs that do not know the element.
    fn media(&mut self, name: &str, attributes: &str, inner: &str) {
        if self.code.is_some() {
            return;
        }
        if let Some(media) = media_of(name, attributes, inner, self.base) {
            self.picture(Block::Media(media));
        } else if name != "iframe" {
            self.pictures_of(inner);
        }
    }

    /// Adds the pictures of `html`.
    fn pictures_of(&mut self, html: &str) {
        for token in HtmlTokens::new(html) {
            if let HtmlToken::Start(name, attributes) = token
                && name == "img"
            {
                self.image(attributes);
            }
        }
    }

    /// Adds a picture or a film between paragraphs, or before the list that contains it.
    fn picture(&mut self, block: Block) {
        if self.flow.lists.is_empty() {
            self.end_piece();
        }
        self.flow.blocks.push(block);
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
        self.flow.blocks
    }

    /// Adds text. Outside of preformatted text, each run of white space becomes one space, and
    /// leading white space is dropped.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.text.push_str(text);
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
            "q" => self.quotation_mark(true),
            "br" => self.line_break(),
            name if breaks(name) => self.end_piece(),
            _ => {}
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
                let url = attribute(attributes, "href").and_then(|href| self.base.resolve(&href));
                let Some(url) = url else { return false };
                MarkKind::Link { url }
            }
            _ => return false,
        };
        if self.open.len() < MOST_MARKS {
            self.open.push((name.to_owned(), self.text.len(), kind));
        }
        true
    }

    /// Whether the `footer` or `cite` that begins here contains the speaker's name at the end of a
    /// quotation.
    fn begins_speaker(&mut self, name: &str) -> bool {
        if self.flow.quotes.is_empty() || !self.flow.lists.is_empty() {
            return false;
        }
        if name == "footer" {
            self.end_piece();
        }
        let is_dash = self
            .text
            .chars()
            .all(|c| matches!(c, ' ' | '-' | '–' | '—' | '~'));
        is_dash && matches!(self.flow.blocks.last(), Some(Block::Quote(_)))
    }

    /// Sets the text as the speaker's name of the quotation before it.
    fn end_speaker(&mut self) {
        self.flow.in_speaker = false;
        let name = one_line(&self.text);
        let name = name
            .trim_start_matches([' ', '-', '–', '—', '~'])
            .to_owned();
        match self.flow.blocks.last_mut() {
            Some(Block::Quote(Quotation { by, .. })) if by.is_none() && self.marks.is_empty() => {
                self.text.clear();
                *by = Some(name).filter(|name| !name.is_empty());
            }
            _ => self.end_piece(),
        }
    }

    fn start_in_code(&mut self, name: &str, attributes: &str) {
        let Some(code) = &mut self.code else { return };
        match name {
            "br" => code.text.push('\n'),
            "code" if code.language.is_none() => code.language = language(attributes),
            "div" | "p" | "li" | "tr" if !code.text.ends_with('\n') => code.text.push('\n'),
            _ => {}
        }
    }

    /// Ends preformatted text. It becomes code unless its lines are as long as prose.
    fn end_code(&mut self) {
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

    /// Handles `<br>`: one ends a line, as in verse and postal addresses; two in a row separate
    /// paragraphs.
    fn line_break(&mut self) {
        if self.text.ends_with('\n') {
            self.end_piece();
        } else if !self.text.is_empty() {
            let kept = self.text.trim_end_matches(' ').len();
            self.text.truncate(kept);
            self.text.push('\n');
        }
    }

    fn quotation_mark(&mut self, opens: bool) {
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

    pub(super) fn end(&mut self, name: &str) {
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
            self.mark(start, kind);
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
            "q" if self.quoted > 0 => self.quotation_mark(false),
            name if name != "br" && breaks(name) => self.end_piece(),
            _ => {}
        }
    }

    fn mark(&mut self, start: usize, kind: MarkKind) {
        let end = self.text.trim_end().len();
        if start < end {
            self.marks.push(Mark { start, end, kind });
        }
    }

    fn image(&mut self, attributes: &str) {
        // `html::media` puts a film or sound into a picture, which the readability crate keeps.
        if let Some(html) = attribute(attributes, MEDIA_ATTRIBUTE) {
            if let Some(HtmlToken::Media(name, attributes, inner)) = HtmlTokens::new(&html).next() {
                self.media(&name, attributes, inner);
            }
            return;
        }
        let sets = std::mem::take(&mut self.picture_sets);
        let address = picture_source(|name| attribute(attributes, name), &sets);
        let address = address.and_then(|address| self.base.resolve(&address));
        let of_a_counter = |name| attribute(attributes, name).is_some_and(|v| v == "1" || v == "0");
        let is_counter = of_a_counter("width") || of_a_counter("height");
        self.lacks_picture = address.is_none() && !is_counter;
        let Some(url) = address.filter(|_| !is_counter) else {
            return;
        };
        let alt = attribute(attributes, "alt").map(|alt| one_line(&alt));
        self.picture(Block::Image(Image {
            url,
            alt: alt.filter(|alt| !alt.is_empty()),
            width: pixels(attributes, "width"),
            height: pixels(attributes, "height"),
            ..Image::default()
        }));
    }

    /// Adds the caption to the picture before it.
    fn caption(&mut self) {
        match self.flow.blocks.last_mut() {
            Some(Block::Image(Image { caption, .. }))
                if caption.is_none() && self.flow.lists.is_empty() =>
            {
                let line = one_line(&std::mem::take(&mut self.text));
                self.marks.clear();
                self.open.clear();
                *caption = Some(line).filter(|line| !line.is_empty());
            }
            _ => self.end_piece(),
        }
    }

    /// Ends a paragraph, heading, quotation or list item. Open marks continue in the next one.
    fn end_piece(&mut self) {
        for (_, start, kind) in self.open.clone() {
            self.mark(start, kind);
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
        if self.flow.lists.is_empty() || (heading.is_some() && !is_linked) {
            let list = self.flow.lists.interrupt();
            self.flow.blocks.extend(list);
            let block = self.block(text, heading);
            self.flow.blocks.push(block);
        } else {
            self.flow.lists.add(text);
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

/// Returns the value of an attribute that is a number of pixels.
fn pixels(attributes: &str, name: &str) -> Option<u32> {
    let value = attribute(attributes, name)?;
    let number = value.trim().trim_end_matches("px").trim_end();
    number.parse().ok().filter(|pixels| *pixels > 0)
}

/// Returns the programming language that a class name gives: `language-rust`, `lang-rust`.
fn language(attributes: &str) -> Option<String> {
    let class = attribute(attributes, "class")?;
    let name = class.split_whitespace().find_map(|class| {
        class
            .strip_prefix("language-")
            .or_else(|| class.strip_prefix("lang-"))
    });
    name.map(one_line).filter(|name| !name.is_empty())
}
