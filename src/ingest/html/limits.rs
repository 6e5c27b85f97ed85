//! Limits what a page may contain before its tree is built.
//!
//! Building a tree takes time that grows with the square of its depth, and with the square of the number of
//! attributes of one tag: a page can be made to take minutes. So the tags are counted first, in one pass over
//! the bytes.

use super::super::markup;
use dom_query::Document;
use std::borrow::Cow;

/// The maximum number of bytes of a page.
pub(super) const LONGEST: usize = 4 << 20;

/// The deepest nesting of elements.
const DEEPEST: usize = 512;

/// The maximum number of elements.
const MOST_ELEMENTS: usize = 150_000;

/// The maximum number of attributes of one tag.
const MOST_ATTRIBUTES: usize = 512;

/// The maximum work for writing one text as HTML, in bytes that the serialiser examines.
const MOST_WORK: usize = 2_000_000;

/// The maximum length in bytes of the texts into which a costlier text is split.
const PIECE: usize = 1_024;

/// The longest value of an attribute, in bytes.
const LONGEST_VALUE: usize = 8_000;

/// Elements without an end tag or with an optional one; if it is missing, the element ends at the
/// next start tag.
const SELF_ENDING: [&str; 30] = [
    "a", "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr",
    "html", "img", "input", "li", "link", "meta", "optgroup", "option", "p", "param", "source",
    "tbody", "td", "tfoot", "th", "thead", "tr", "track",
];

/// Formatting elements. If their parent ends before them, HTML opens them again after it.
const CARRIED_ON: [&str; 13] = [
    "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Elements whose content is not parsed as markup.
const RAW: [&str; 6] = ["script", "style", "textarea", "title", "xmp", "iframe"];

/// Returns the reason for not building a tree from `html`, if there is one.
pub(super) fn refused(html: &str) -> Option<Cow<'static, str>> {
    let mut depth = NestingDepth::default();
    let mut elements = 0;
    let mut rest = html;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        rest = rest.get(at + 1..)?;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some(tag) = ScannedTag::at(rest) else {
            continue;
        };
        rest = tag.after;
        if tag.attributes > MOST_ATTRIBUTES {
            return Some(Cow::Owned(format!(
                "a tag of over {MOST_ATTRIBUTES} attributes"
            )));
        }
        if tag.ends {
            depth.close(&tag.name);
            continue;
        }
        elements += 1;
        let is_raw = RAW.contains(&tag.name.as_str()) && !depth.is_in_drawing();
        if !is_raw {
            depth.open(&tag.name);
        }
        if depth.now() > DEEPEST {
            return Some(Cow::Owned(format!(
                "over {DEEPEST} elements within each other"
            )));
        }
        if elements > MOST_ELEMENTS {
            return Some(Cow::Owned(format!("over {MOST_ELEMENTS} elements")));
        }
        if is_raw {
            rest = after_raw(rest, &tag.name);
        }
    }
    None
}

/// Whether the tree is deeper than the tags suggested, as happens if a page breaks the rules of
/// nesting. Recursion over such a tree would overflow the stack.
pub(super) fn is_too_deep(document: &Document) -> bool {
    let mut depth = 0_usize;
    let mut node = document.root();
    loop {
        if let Some(child) = node.first_child() {
            depth += 1;
            if depth > 2 * DEEPEST {
                return true;
            }
            node = child;
            continue;
        }
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else {
                return false;
            };
            depth = depth.saturating_sub(1);
            node = parent;
        }
    }
}

/// Removes long attributes, in which scripts keep data that is never read.
pub(super) fn shorten(document: &Document) {
    for node in document.root().descendants() {
        if node.has_name("meta") || node.has_name("link") {
            continue;
        }
        for attribute in node.attrs() {
            if attribute.value.len() > LONGEST_VALUE {
                node.remove_attr(&attribute.name.local);
            }
        }
    }
}

/// Splits texts for which the serialiser would take quadratic time.
///
/// For each character that is escaped, or may be, the serialiser searches all text after it. The
/// resulting texts are siblings in the tree, so the HTML does not change.
pub(super) fn cut_texts(document: &Document) {
    for node in document.root().descendants() {
        if !node.is_text() {
            continue;
        }
        let text = node.text();
        // The serialiser searches for `&` and for the first byte of a no-break space, which 63 other
        // characters share.
        let special = memchr::memchr2_iter(b'&', 0xc2, text.as_bytes()).count();
        if text.len().saturating_mul(special) <= MOST_WORK {
            continue;
        }
        let mut rest: &str = &text;
        while !rest.is_empty() {
            let piece = markup::head(rest, PIECE);
            node.insert_before(&document.tree.new_text(piece));
            rest = rest.get(piece.len()..).unwrap_or_default();
        }
        node.remove_from_parent();
    }
}

/// The current nesting depth of elements.
#[derive(Default)]
struct NestingDepth {
    open: Vec<String>,
    carried: Vec<String>,
}

impl NestingDepth {
    fn now(&self) -> usize {
        self.open.len() + self.carried.len()
    }

    /// Inside SVG and `MathML` no element has raw content.
    fn is_in_drawing(&self) -> bool {
        self.open.iter().any(|name| name == "svg" || name == "math")
    }

    fn open(&mut self, name: &str) {
        if CARRIED_ON.contains(&name) {
            self.carried.push(name.to_owned());
        } else if !SELF_ENDING.contains(&name) {
            self.open.push(name.to_owned());
        }
    }

    fn close(&mut self, name: &str) {
        if let Some(at) = self.carried.iter().rposition(|open| open == name) {
            self.carried.remove(at);
        } else if let Some(at) = self.open.iter().rposition(|open| open == name) {
            self.open.truncate(at);
        }
    }
}

/// The properties of a tag that counting needs.
struct ScannedTag<'a> {
    name: String,
    ends: bool,
    attributes: usize,
    after: &'a str,
}

impl<'a> ScannedTag<'a> {
    /// Parses the tag whose `<` precedes `html`.
    fn at(html: &'a str) -> Option<Self> {
        let (ends, html) = match html.strip_prefix('/') {
            Some(html) => (true, html),
            None => (false, html),
        };
        if !html.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let name_end = html.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
        let (name, rest) = html.split_at(name_end.unwrap_or(html.len()));
        let (attributes, length) = attributes(rest.as_bytes());
        Some(Self {
            name: name
                .chars()
                .take(32)
                .collect::<String>()
                .to_ascii_lowercase(),
            ends,
            attributes,
            after: rest.get(length..).unwrap_or_default(),
        })
    }
}

/// Counts the attributes of a tag, and its bytes including the `>`.
fn attributes(rest: &[u8]) -> (usize, usize) {
    let (mut count, mut quote, mut before) = (0, None, b' ');
    for (at, byte) in rest.iter().enumerate() {
        match (*byte, quote) {
            (b'>', None) => return (count, at + 1),
            (b'"' | b'\'', None) if before == b'=' => quote = Some(*byte),
            (byte, Some(open)) if byte == open => {
                quote = None;
                before = b' ';
                continue;
            }
            (_, Some(_)) => continue,
            (byte, None) => {
                let begins = before.is_ascii_whitespace() || before == b'/';
                count += usize::from(
                    begins && !byte.is_ascii_whitespace() && !matches!(byte, b'=' | b'/'),
                );
            }
        }
        if !(byte.is_ascii_whitespace() && before == b'=') {
            before = *byte;
        }
    }
    (count, rest.len())
}

/// Returns what follows the end tag of an element with raw content.
fn after_raw<'a>(html: &'a str, name: &str) -> &'a str {
    let is_end = |at: &usize| {
        let tag = html.get(at + 2..at + 2 + name.len());
        tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name))
    };
    let mut ends = html.match_indices("</").map(|(at, _)| at);
    ends.find(is_end)
        .and_then(|at| html.get(at..))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_made_to_take_long_are_refused() {
        for (html, is_refused) in [
            ("<p>".repeat(10_000), false),
            ("<li><b>क</b>".repeat(10_000), false),
            ("<div><span>क</div>".repeat(10_000), false),
            ("<div>".repeat(600), true),
            ("<p><b id=1></p>".repeat(600), true),
            ("<div></span>".repeat(600), true),
            (format!("<script>{}</script>", "'<div>'".repeat(600)), false),
            (format!("<!-- {} -->", "<div>".repeat(600)), false),
            (format!("<p {}>", "a=1 ".repeat(1_000)), true),
            (format!("<p {}>", "a='1'".repeat(1_000)), true),
            (format!("<p title='{}'>", "a ".repeat(1_000)), false),
            (format!("<svg><style>{}", "<g>".repeat(600)), true),
            (format!("<p>{}", "&amp;".repeat(100_000)), false),
            (format!("<p>{}", "1 < 2 ".repeat(100_000)), false),
            ("<p>R&amp;D".repeat(10_000), false),
            ("<p>".repeat(200_000), true),
        ] {
            let head: String = html.chars().take(40).collect();
            assert_eq!(refused(&html).is_some(), is_refused, "{head}");
        }
    }

    #[test]
    fn no_text_takes_quadratic_time() {
        for text in [
            "&amp;".repeat(5_000),
            "«".repeat(5_000),
            "क&amp;".repeat(5_000),
        ] {
            let document = Document::from(format!("<p>{text}</p>"));
            let whole = (document.select("p").text(), document.html());
            cut_texts(&document);
            assert_eq!((document.select("p").text(), document.html()), whole);
            let work = document
                .root()
                .descendants()
                .into_iter()
                .filter(dom_query::NodeRef::is_text);
            let work = work.map(|node| node.text().len().pow(2)).sum::<usize>();
            assert!(work <= whole.0.len() * PIECE, "{work}");
        }
        let honest = format!("<p>{}", "कंपनी R&amp;D पर\u{a0}ख़र्च करती है। ".repeat(100));
        let document = Document::from(honest);
        let nodes = document.root().descendants().len();
        cut_texts(&document);
        assert_eq!(document.root().descendants().len(), nodes);
    }
}
