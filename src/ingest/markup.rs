//! Converts fragments of HTML into blocks, or into one line of text.
//!
//! Feeds contain fragments without a page around them, and of a page only the extracted body comes here, so a
//! single pass over the tags is enough. Scripts and styles are dropped with their content, unknown tags
//! without it.

mod tokens;

use super::address::BaseUrl;
use super::{effort, entity};
use crate::article::{Block, Mark, MarkKind, RichText};
use crate::text::sanitize;
use tokens::{HtmlToken, HtmlTokens, attribute};

/// The most blocks of one body.
const MOST_BLOCKS: usize = 2_000;

/// The longest text of a field, in bytes.
const LONGEST_WORDS: usize = 20_000;

/// Whether a text is HTML: it contains an end tag, a line break, an image or a character reference.
pub(super) fn looks_like_html(text: &str) -> bool {
    let reference = entity::unescape(text) != text;
    let lower = text.to_ascii_lowercase();
    reference
        || lower.contains("</")
        || lower.contains("<br")
        || lower.contains("<img")
        || lower.contains("/>")
}

/// Whether a tag ends the current line.
fn breaks(name: &str) -> bool {
    const NAMES: &str = " p div br h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote table tr td th pre hr \
        figure figcaption section article header footer aside img center form address main ";
    NAMES.contains(&format!(" {name} "))
}

/// Returns the text of `html` as one clean line of at most `most` bytes.
pub(super) fn line_of(html: &str, most: usize) -> String {
    let mut text = String::new();
    for piece in HtmlTokens::new(html) {
        match piece {
            HtmlToken::Text(piece) => text.push_str(&entity::unescape(piece)),
            HtmlToken::Start(name, _) | HtmlToken::End(name) if breaks(&name) => text.push(' '),
            HtmlToken::Start(..) | HtmlToken::End(_) => {}
        }
        if text.len() > most {
            text.truncate(head(&text, most).len());
            break;
        }
    }
    one_line(&text)
}

/// Returns the text of a field of metadata. References are resolved twice, because many sites escape twice.
pub(super) fn words(text: &str) -> Option<String> {
    let mut line = line_of(text, LONGEST_WORDS);
    if line.contains('&') && line.contains(';') {
        line = line_of(&line, LONGEST_WORDS);
    }
    Some(line).filter(|line| !line.is_empty())
}

/// Returns the longest prefix of `text` that has at most `most` bytes.
pub(super) fn head(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// Returns the first address that a text links to.
pub(super) fn first_link(text: &RichText) -> Option<&str> {
    text.marks.iter().find_map(|mark| mark.kind.address())
}

/// Returns the text cleaned, with single spaces.
pub(super) fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    sanitize::clean_line(&words.join(" ")).into_owned()
}

/// Returns the blocks of `html`; `base` resolves the addresses.
pub(super) fn blocks_of(html: &str, base: &BaseUrl) -> Vec<Block> {
    let mut writer = HtmlBuilder::new(base);
    for piece in HtmlTokens::new(html) {
        match piece {
            HtmlToken::Text(text) => writer.text(&entity::unescape(text)),
            HtmlToken::Start(name, attributes) => writer.start(&name, attributes),
            HtmlToken::End(name) => writer.end(&name),
        }
        if writer.blocks.len() >= MOST_BLOCKS || effort::is_spent() {
            break;
        }
    }
    writer.end_list();
    writer.blocks
}

struct HtmlBuilder<'a> {
    base: &'a BaseUrl,
    blocks: Vec<Block>,
    text: String,
    marks: Vec<Mark>,
    /// The tag, start and kind of open marks.
    open: Vec<(String, usize, MarkKind)>,
    heading: bool,
    in_caption: bool,
    quotes: usize,
    /// For each open list, whether it is numbered; and the items of the outermost one.
    lists: Vec<bool>,
    items: Vec<RichText>,
}

impl<'a> HtmlBuilder<'a> {
    fn new(base: &'a BaseUrl) -> Self {
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

    /// Adds text. Any white space becomes one space, and none begins a block.
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
            // The cells of a row are joined to one line.
            "td" | "th" if self.text.is_empty() => {}
            "td" | "th" => self.text(" · "),
            // A single break separates lines of verse or of an address, which are joined here.
            "br" => self.line_break(),
            name if breaks(name) => self.end_piece(),
            _ => {}
        }
    }

    /// Two breaks in a row separate paragraphs.
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
        // Pages that load pictures on scrolling keep a placeholder in `src`.
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

    /// Adds the caption to the picture before it.
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

    /// Ends a paragraph, heading, quotation or item. Open marks continue in the next one.
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
            self.blocks.push(Block::subheading(text));
        } else if self.quotes > 0 {
            self.blocks.push(Block::quote(text));
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
            self.blocks.push(Block::list(ordered, items));
        }
    }
}

/// Returns the cleaned text. The marks are dropped if cleaning changed the text.
fn rich(text: &str, mut marks: Vec<Mark>) -> Option<RichText> {
    let clean = sanitize::clean_line(text).into_owned();
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
    fn tags_are_removed_and_text_stays() {
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
        let blocks = blocks_of(html, &BaseUrl::of("https://example.org/"));
        let json: Vec<String> = blocks
            .iter()
            .map(|block| serde_json::to_string(block).unwrap())
            .collect();
        assert_eq!(
            json,
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
    fn attributes_are_found_in_any_notation() {
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
