//! HTML that is a story's: into blocks, or into one line of text.
//!
//! What a feed carries is a fragment without a page round it, and of a page only what was found to be
//! the story comes here: no navigation to recognise, so that a walk over the tags is enough. Scripts
//! and styles go with what is in them; an unknown tag goes and leaves its words.

use super::address::Base;
use super::entity;
use crate::article::{Block, Mark, MarkKind, RichText};
use crate::text::sanitize;

/// The most blocks of one body.
const MOST_BLOCKS: usize = 2_000;

/// A piece of HTML.
#[derive(Debug)]
enum Piece<'a> {
    /// Text, as written.
    Text(&'a str),
    /// A start tag: its name in lower case, and its attributes as written.
    Start(String, &'a str),
    /// An end tag.
    End(String),
}

/// Cuts HTML into its pieces.
struct Pieces<'a> {
    rest: &'a str,
    /// How much stands behind the last `>`: no tag begins there.
    tail: usize,
    /// Names of tags that have no end any more, so that it is looked for once only.
    endless: Vec<String>,
}

impl<'a> Pieces<'a> {
    fn of(html: &'a str) -> Self {
        Self {
            rest: html,
            tail: html.rfind('>').map_or(html.len(), |at| html.len() - at),
            endless: Vec::new(),
        }
    }

    /// Where the next tag begins: a `<` before a letter, `/`, `!` or `?`; any other stands for itself.
    fn next_tag(&self) -> usize {
        let html = self.rest;
        let last = html.len().saturating_sub(self.tail);
        let is_tag = |at: &usize| {
            let after = html.get(at + 1..).unwrap_or_default();
            after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
        };
        let mut places = html.match_indices('<').map(|(at, _)| at);
        let tag = places.find(is_tag).filter(|at| *at < last);
        tag.unwrap_or(html.len())
    }

    /// Passes over what is inside an element that holds no words.
    fn pass_over(&mut self, name: &str) {
        if self.endless.iter().any(|endless| endless == name) {
            return;
        }
        match after_end(self.rest, name) {
            Some(rest) => self.rest = rest,
            None => self.endless.push(name.to_owned()),
        }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let end = self.next_tag();
            if end > 0 {
                let (text, rest) = self.rest.split_at_checked(end)?;
                self.rest = rest;
                return Some(Piece::Text(text));
            }
            if let Some(comment) = self.rest.strip_prefix("<!--") {
                self.rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
                continue;
            }
            let (tag, rest) = tag(self.rest);
            self.rest = rest;
            let inner = tag.trim_start_matches('<').trim_end_matches('>');
            if inner.starts_with(['!', '?']) {
                continue;
            }
            let is_end = inner.starts_with('/');
            let inner = inner.trim_start_matches('/');
            let name_end = inner.find(|c: char| c.is_whitespace() || c == '/');
            let (name, attributes) = inner.split_at(name_end.unwrap_or(inner.len()));
            let name = name.to_ascii_lowercase();
            if is_end {
                return Some(Piece::End(name));
            }
            if matches!(
                name.as_str(),
                "script" | "style" | "noscript" | "template" | "iframe" | "object" | "applet"
            ) && !attributes.ends_with('/')
            {
                self.pass_over(&name);
                continue;
            }
            return Some(Piece::Start(name, attributes));
        }
    }
}

/// Splits behind a tag's `>`, which may also stand in an attribute's quotation marks.
fn tag(html: &str) -> (&str, &str) {
    let mut quote = None;
    let mut first = None;
    let mut before = '<';
    for (at, c) in html.char_indices().take(16_384) {
        match (c, quote) {
            ('>', None) => return html.split_at(at + 1),
            ('>', Some(_)) if first.is_none() => first = Some(at),
            ('"' | '\'', None) if before == '=' => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            _ => {}
        }
        if !c.is_whitespace() {
            before = c;
        }
    }
    let end = first
        .or_else(|| html.find('>'))
        .map_or(html.len(), |at| at + 1);
    html.split_at(end)
}

/// What follows the end tag of `name`; without one nothing is passed over, so that no words are lost.
fn after_end<'a>(html: &'a str, name: &str) -> Option<&'a str> {
    let is_end = |at: &usize| {
        let tag = html.get(at + 2..at + 2 + name.len());
        tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name))
    };
    let end = html.match_indices("</").map(|(at, _)| at).find(is_end);
    end.and_then(|at| html.get(at..)).map(|rest| tag(rest).1)
}

/// Returns the value of an attribute of a start tag.
fn attribute(attributes: &str, wanted: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_whitespace() || c == '=');
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
        if name.is_empty() && after.is_empty() {
            return None;
        }
        let Some(value) = after.trim_start().strip_prefix('=') else {
            rest = after;
            continue;
        };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => {
                let inner = value.get(1..).unwrap_or_default();
                inner.split_once(quote).unwrap_or((inner, ""))
            }
            None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(entity::unescape(value.trim()).into_owned());
        }
        rest = after;
    }
}

/// Whether text was meant as HTML: it closes a tag, breaks a line or writes a reference.
pub(super) fn looks_like_html(text: &str) -> bool {
    let reference = entity::unescape(text) != text;
    let lower = text.to_ascii_lowercase();
    reference
        || lower.contains("</")
        || lower.contains("<br")
        || lower.contains("<img")
        || lower.contains("/>")
}

/// Whether a tag ends the line that it stands in.
fn breaks(name: &str) -> bool {
    const NAMES: &str = " p div br h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote table tr td th pre hr \
        figure figcaption section article header footer aside img center form address main ";
    NAMES.contains(&format!(" {name} "))
}

/// Returns the words of `html` as one clean line of at most `most` bytes.
pub(super) fn line_of(html: &str, most: usize) -> String {
    let mut text = String::new();
    for piece in Pieces::of(html) {
        match piece {
            Piece::Text(piece) => text.push_str(&entity::unescape(piece)),
            Piece::Start(name, _) | Piece::End(name) if breaks(&name) => text.push(' '),
            Piece::Start(..) | Piece::End(_) => {}
        }
        if text.len() > most {
            text.truncate(head(&text, most).len());
            break;
        }
    }
    one_line(&text)
}

/// The beginning of `text`, at most `most` bytes.
pub(super) fn head(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// Clean, every white space one space.
pub(super) fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    sanitize::line(&words.join(" ")).into_owned()
}

/// Returns the blocks of `html`, addresses made whole by `base`.
pub(super) fn blocks_of(html: &str, base: &Base) -> Vec<Block> {
    let mut writer = Writer::new(base);
    for piece in Pieces::of(html) {
        match piece {
            Piece::Text(text) => writer.text(&entity::unescape(text)),
            Piece::Start(name, attributes) => writer.start(&name, attributes),
            Piece::End(name) => writer.end(&name),
        }
        if writer.blocks.len() >= MOST_BLOCKS {
            break;
        }
    }
    writer.end_list();
    writer.blocks
}

struct Writer<'a> {
    base: &'a Base,
    blocks: Vec<Block>,
    text: String,
    marks: Vec<Mark>,
    /// Marks that have begun: the tag, where, and what they are.
    open: Vec<(String, usize, MarkKind)>,
    heading: bool,
    in_caption: bool,
    quotes: usize,
    /// The lists that are open, and the items of the outermost one.
    lists: Vec<bool>,
    items: Vec<RichText>,
}

impl<'a> Writer<'a> {
    fn new(base: &'a Base) -> Self {
        Self {
            base,
            blocks: Vec::new(),
            text: String::new(),
            marks: Vec::new(),
            open: Vec::new(),
            heading: false,
            in_caption: false,
            quotes: 0,
            lists: Vec::new(),
            items: Vec::new(),
        }
    }

    /// Adds words; white space of every kind and length is one space, and none begins a block.
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            if !c.is_whitespace() {
                self.text.push(c);
            } else if !self.text.is_empty() && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
        }
    }

    fn start(&mut self, name: &str, attributes: &str) {
        let kind = match name {
            "em" | "i" | "cite" => Some(MarkKind::Emphasis),
            "strong" | "b" => Some(MarkKind::Strong),
            "code" | "kbd" | "tt" => Some(MarkKind::Code),
            "a" => attribute(attributes, "href")
                .and_then(|href| self.base.resolve(&href))
                .map(|url| MarkKind::Link { url }),
            _ => None,
        };
        if let Some(kind) = kind {
            if self.open.len() < 32 {
                self.open.push((name.to_owned(), self.text.len(), kind));
            }
            return;
        }
        match name {
            "img" => self.image(attributes),
            "figcaption" => {
                self.end_piece();
                self.in_caption = true;
            }
            name if self.in_caption && breaks(name) => self.text(" "),
            "ul" | "ol" => {
                self.end_piece();
                if self.lists.len() < 32 {
                    self.lists.push(name == "ol");
                }
            }
            "blockquote" => {
                self.end_piece();
                self.quotes += 1;
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_piece();
                self.heading = true;
            }
            // The cells of a row are read one after the other.
            "td" | "th" if self.text.is_empty() => {}
            "td" | "th" => self.text(" · "),
            // One break is a line of verse or of an address; here lines are set anew.
            "br" => self.line_break(),
            name if breaks(name) => self.end_piece(),
            _ => {}
        }
    }

    /// Two breaks are how those write paragraphs who do not write `<p>`.
    fn line_break(&mut self) {
        if self.text.ends_with('\n') {
            self.end_piece();
        } else if !self.text.is_empty() {
            let kept = self.text.trim_end_matches(' ').len();
            self.text.truncate(kept);
            self.text.push('\n');
        }
    }

    fn end(&mut self, name: &str) {
        let begun = self.open.iter().rposition(|(open, ..)| open == name);
        if let Some((_, start, kind)) = begun.map(|at| self.open.remove(at)) {
            self.mark(start, kind);
            return;
        }
        match name {
            "ul" | "ol" => self.end_list(),
            "figcaption" => {
                self.in_caption = false;
                self.caption();
            }
            name if self.in_caption && breaks(name) => self.text(" "),
            "blockquote" => {
                self.end_piece();
                self.quotes = self.quotes.saturating_sub(1);
            }
            "td" | "th" => {}
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
        // Until a reader scrolls there, `src` is a grey box.
        let address = ["data-src", "data-lazy-src", "src"]
            .iter()
            .find_map(|name| self.base.resolve(&attribute(attributes, name)?));
        let of_a_counter = |name| attribute(attributes, name).is_some_and(|v| v == "1" || v == "0");
        let Some(url) = address.filter(|_| !of_a_counter("width") && !of_a_counter("height"))
        else {
            return;
        };
        if self.lists.is_empty() {
            self.end_piece();
        }
        let alt = attribute(attributes, "alt").map(|alt| one_line(&alt));
        self.blocks.push(Block::Image {
            url,
            alt: alt.filter(|alt| !alt.is_empty()),
            caption: None,
            credit: None,
        });
    }

    /// The line under a picture belongs to the picture.
    fn caption(&mut self) {
        match self.blocks.last_mut() {
            Some(Block::Image { caption, .. }) if caption.is_none() && self.lists.is_empty() => {
                let line = one_line(&std::mem::take(&mut self.text));
                self.marks.clear();
                self.open.clear();
                *caption = Some(line).filter(|line| !line.is_empty());
            }
            _ => self.end_piece(),
        }
    }

    /// Ends a paragraph, a heading, a quotation or an item; marks that are open begin again behind it.
    fn end_piece(&mut self) {
        for (_, start, kind) in self.open.clone() {
            self.mark(start, kind);
        }
        for (_, start, _) in &mut self.open {
            *start = 0;
        }
        let heading = std::mem::take(&mut self.heading);
        let text = std::mem::take(&mut self.text).replace('\n', " ");
        let marks = std::mem::take(&mut self.marks);
        let Some(text) = rich(&text, marks) else {
            return;
        };
        if !self.lists.is_empty() {
            self.items.push(text);
        } else if heading {
            self.blocks.push(Block::Subheading(text));
        } else if self.quotes > 0 {
            self.blocks.push(Block::Quote(text));
        } else {
            self.blocks.push(Block::Paragraph(text));
        }
    }

    fn end_list(&mut self) {
        self.end_piece();
        let Some(ordered) = self.lists.pop() else {
            return;
        };
        if self.lists.is_empty() && !self.items.is_empty() {
            let items = std::mem::take(&mut self.items);
            self.blocks.push(Block::List { ordered, items });
        }
    }
}

/// Clean text with its marks, which stay only if cleaning moved nothing.
fn rich(text: &str, mut marks: Vec<Mark>) -> Option<RichText> {
    let clean = sanitize::line(text).into_owned();
    if clean.is_empty() {
        return None;
    }
    if clean != text.trim_end() {
        marks.clear();
    }
    marks.retain(|mark| mark.end <= clean.len() && mark.start < mark.end);
    marks.sort_by_key(|mark| mark.start);
    Some(RichText { text: clean, marks })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_words_stay() {
        for (html, expected) in [
            ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
            ("<b>एक</b>दो", "एकदो"),
            ("<p>एक</p><p>दो", "एक दो"),
            ("क<script>x</script>ख<style>y", "कखy"),
            ("क<!-- <b> -->ख<!-- ग", "कख<!-- ग"),
            ("<a title='>'>क</a>&nbsp;ख", "क ख"),
            ("<a title=\"x>क</a>", "क"),
        ] {
            assert_eq!(line_of(html, 1000), expected, "{html}");
        }
    }

    #[test]
    fn bodies_become_blocks() {
        let html = "शुरू<br>पंक्ति<br><br>दूसरा <a href='/x'>कड़ी</a><p>तीसरा <b>ज़ोर</b>\
            <ol><li>एक<ul><li>भीतर</ul><li>दो</ol><img src=p.gif width=1 height=1><figure><img src=b.jpg><figcaption>नदी</figcaption></figure>";
        let blocks = blocks_of(html, &Base::of("https://example.org/"));
        let told: Vec<String> = blocks
            .iter()
            .map(|block| serde_json::to_string(block).unwrap())
            .collect();
        assert_eq!(
            told,
            [
                r#"{"kind":"paragraph","text":"शुरू पंक्ति"}"#,
                r#"{"kind":"paragraph","text":"दूसरा कड़ी","marks":[{"start":16,"end":28,"mark":"link","url":"https://example.org/x"}]}"#,
                r#"{"kind":"paragraph","text":"तीसरा ज़ोर","marks":[{"start":16,"end":28,"mark":"strong"}]}"#,
                r#"{"kind":"list","ordered":true,"items":["एक","भीतर","दो"]}"#,
                r#"{"kind":"image","url":"https://example.org/b.jpg","caption":"नदी"}"#,
            ]
        );
    }

    #[test]
    fn attributes_are_found_however_they_are_written() {
        let written = " a=1 b='2&amp;3' checked c = \"4 5\"/";
        for (name, expected) in [
            ("A", Some("1")),
            ("b", Some("2&3")),
            ("checked", None),
            ("c", Some("4 5")),
        ] {
            assert_eq!(attribute(written, name).as_deref(), expected, "{name}");
        }
    }
}
