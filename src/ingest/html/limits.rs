//! Limits what a page may contain before its tree is built.
//!
//! Building a tree takes time that grows with the square of its depth, and with the square of the number of
//! attributes of one tag: a page can be made to take minutes. So the tags are counted first, in one pass over
//! the bytes.

use super::super::markup;
use dom_query::Document;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

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

/// The deepest tree, after the parser has repaired the nesting of its tags.
const DEEPEST_TREE: usize = 2 * DEEPEST;

/// The most formatting elements that are open at once, and the most of them that are alike. HTML opens those
/// that a paragraph leaves open again in the next one, at most three that are alike.
const MOST_FORMATTING: usize = 24;
const MOST_ALIKE: usize = 3;

/// Elements without an end tag or with an optional one; if it is missing, the element ends at the
/// next start tag.
const SELF_ENDING: [&str; 31] = [
    "a", "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr",
    "html", "img", "input", "li", "link", "meta", "optgroup", "option", "p", "param", "source",
    "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// Formatting elements. If their parent ends before them, HTML opens them again after it.
const CARRIED_ON: [&str; 13] = [
    "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Elements whose content is not parsed as markup.
const RAW: [&str; 6] = ["script", "style", "textarea", "title", "xmp", "iframe"];

/// Elements that no end tag of another element closes from within.
const CLOSED_FROM_WITHIN_BY_NONE: [&str; 6] = [
    "applet", "marquee", "object", "table", "template", "caption",
];

/// Counts the tags of `html`, and returns it without those that nest too deeply; their content is kept, as in
/// browsers.
///
/// # Errors
///
/// The reason for not building a tree at all.
pub(super) fn bounded(html: &str) -> Result<Cow<'_, str>, String> {
    let mut depth = NestingDepth::default();
    let mut page = TagRemover::new(html);
    let mut elements = 0;
    let mut rest = html;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        let start = html.len() - rest.len() + at;
        rest = rest.get(at + 1..).unwrap_or_default();
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some(tag) = ScannedTag::at(rest) else {
            continue;
        };
        rest = tag.after;
        let extent = start..html.len() - rest.len();
        if tag.attributes > MOST_ATTRIBUTES {
            return Err(format!("a tag of over {MOST_ATTRIBUTES} attributes"));
        }
        if tag.ends {
            if depth.close(&tag.name) == TagEffect::Flattened {
                page.remove(extent, &tag.name);
            }
            continue;
        }
        let is_raw = RAW.contains(&tag.name.as_str()) && !depth.is_in_drawing();
        if !is_raw && depth.open(&tag) == TagEffect::Flattened {
            page.remove(extent, &tag.name);
            continue;
        }
        // A paragraph opens the formatting elements again that the one before left open.
        elements += 1 + depth.carried.len();
        if elements > MOST_ELEMENTS {
            return Err(format!("over {MOST_ELEMENTS} elements"));
        }
        if is_raw {
            rest = after_raw(rest, &tag.name);
        }
    }
    Ok(page.finish())
}

/// Makes a tree flat below its deepest level, which can be deeper than the tags suggested if a page breaks the
/// rules of nesting. Recursion over such a tree would overflow the stack.
pub(super) fn flatten(document: &Document) {
    let mut depth = 0_usize;
    let mut node = document.root();
    loop {
        if depth == DEEPEST_TREE && node.first_child().is_some() {
            let text = node.text();
            node.remove_children();
            node.append_child(&document.tree.new_text(text));
        } else if let Some(child) = node.first_child() {
            depth += 1;
            node = child;
            continue;
        }
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else {
                return;
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

/// Whether a tag stays in the page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum TagEffect {
    Kept,
    Flattened,
}

/// Writes a page without some of its tags.
struct TagRemover<'a> {
    html: &'a str,
    written: String,
    /// The offset after the last removed tag.
    from: usize,
}

impl<'a> TagRemover<'a> {
    fn new(html: &'a str) -> Self {
        Self {
            html,
            written: String::new(),
            from: 0,
        }
    }

    /// Removes a tag. A line break replaces it if it is not a formatting element, so that no words are joined.
    fn remove(&mut self, tag: Range<usize>, name: &str) {
        let before = self.html.get(self.from..tag.start);
        self.written.push_str(before.unwrap_or_default());
        if !CARRIED_ON.contains(&name) && name != "span" {
            self.written.push_str("<br>");
        }
        self.from = tag.end;
    }

    fn finish(mut self) -> Cow<'a, str> {
        if self.from == 0 {
            return Cow::Borrowed(self.html);
        }
        let rest = self.html.get(self.from..);
        self.written.push_str(rest.unwrap_or_default());
        Cow::Owned(self.written)
    }
}

/// The current nesting of elements, counted as the HTML parser nests them.
#[derive(Default)]
struct NestingDepth {
    /// The names of the open elements; those after [`DEEPEST`] are flattened.
    open: Vec<String>,
    /// How often each name is among them, because searching them for each end tag would take quadratic time.
    count: HashMap<String, usize>,
    /// The names and attributes of the open formatting elements.
    carried: Vec<String>,
    drawings: usize,
}

impl NestingDepth {
    /// Inside SVG and `MathML` no element has raw content, and `/>` ends any element.
    fn is_in_drawing(&self) -> bool {
        self.drawings > 0
    }

    fn open(&mut self, tag: &ScannedTag<'_>) -> TagEffect {
        let name = tag.name.as_str();
        let is_drawing = matches!(name, "svg" | "math");
        if tag.closes_itself && (is_drawing || self.is_in_drawing()) {
            return TagEffect::Kept;
        }
        if CARRIED_ON.contains(&name) && !self.is_in_drawing() {
            let alike = self.carried.iter().filter(|open| *open == tag.written);
            if self.carried.len() >= MOST_FORMATTING || alike.count() >= MOST_ALIKE {
                return TagEffect::Flattened;
            }
            self.carried.push(tag.written.to_owned());
            return TagEffect::Kept;
        }
        if SELF_ENDING.contains(&name) {
            return TagEffect::Kept;
        }
        self.open.push(name.to_owned());
        *self.count.entry(name.to_owned()).or_default() += 1;
        self.drawings += usize::from(is_drawing);
        if self.open.len() > DEEPEST {
            TagEffect::Flattened
        } else {
            TagEffect::Kept
        }
    }

    fn close(&mut self, name: &str) -> TagEffect {
        let is_carried = |open: &String| {
            open.strip_prefix(name)
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
        };
        if let Some(at) = self.carried.iter().rposition(is_carried) {
            self.carried.remove(at);
            return TagEffect::Kept;
        }
        if self.count.get(name).is_none_or(|count| *count == 0) {
            return TagEffect::Kept;
        }
        let closes =
            |open: &String| open == name || CLOSED_FROM_WITHIN_BY_NONE.contains(&open.as_str());
        let Some(at) = self.open.iter().rposition(closes) else {
            return TagEffect::Kept;
        };
        if self.open.get(at).is_some_and(|open| open != name) {
            return TagEffect::Kept;
        }
        // An inline element does not end the blocks that begin within it.
        if name == "span" && at + 1 < self.open.len() {
            return TagEffect::Kept;
        }
        for closed in self.open.drain(at..) {
            self.drawings -= usize::from(matches!(closed.as_str(), "svg" | "math"));
            if let Some(count) = self.count.get_mut(&closed) {
                *count -= 1;
            }
        }
        if at >= DEEPEST {
            TagEffect::Flattened
        } else {
            TagEffect::Kept
        }
    }
}

/// The properties of a tag that counting needs.
struct ScannedTag<'a> {
    name: String,
    /// The name and the attributes as they are written.
    written: &'a str,
    ends: bool,
    closes_itself: bool,
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
        let written = html.get(..name.len() + length).unwrap_or_default();
        let written = written.strip_suffix('>').unwrap_or(written);
        Some(Self {
            name: name
                .chars()
                .take(32)
                .collect::<String>()
                .to_ascii_lowercase(),
            written,
            ends,
            closes_itself: written.ends_with('/'),
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
    fn pages_made_to_take_long_are_refused_and_deep_ones_flattened() {
        for (html, is_refused, is_flattened) in [
            ("<p>".repeat(10_000), false, false),
            ("<li><b>क</b>".repeat(10_000), false, false),
            ("<div><span>क</div>".repeat(10_000), false, false),
            ("<div>".repeat(600), false, true),
            ("<p><b id=1></p>".repeat(600), false, true),
            ("<p><b>क".repeat(600), false, true),
            ("<i class=x/>".repeat(600), false, true),
            ("<div></span>".repeat(600), false, true),
            ("<span><div></span>".repeat(600), false, true),
            ("<div><table></div>".repeat(600), false, true),
            ("क<wbr>".repeat(600), false, false),
            (
                format!("<svg>{}", "<path d='M0'/>".repeat(600)),
                false,
                false,
            ),
            (format!("<math>{}", "<mspace/>".repeat(600)), false, false),
            (
                format!("<svg>{}</svg>", "<g>".repeat(400)).repeat(3),
                false,
                false,
            ),
            (
                format!("<script>{}</script>", "'<div>'".repeat(600)),
                false,
                false,
            ),
            (format!("<!-- {} -->", "<div>".repeat(600)), false, false),
            (format!("<p {}>", "a=1 ".repeat(1_000)), true, false),
            (format!("<p {}>", "a='1'".repeat(1_000)), true, false),
            (format!("<p title='{}'>", "a ".repeat(1_000)), false, false),
            (format!("<svg><style>{}", "<g>".repeat(600)), false, true),
            (format!("<p>{}", "&amp;".repeat(100_000)), false, false),
            (format!("<p>{}", "1 < 2 ".repeat(100_000)), false, false),
            ("<p>R&amp;D".repeat(10_000), false, false),
            ("<p>".repeat(200_000), true, false),
        ] {
            let head: String = html.chars().take(40).collect();
            let page = bounded(&html);
            assert_eq!(page.is_err(), is_refused, "{head}");
            let is_changed = page.is_ok_and(|page| matches!(page, Cow::Owned(_)));
            assert_eq!(is_changed, is_flattened, "{head}");
        }
    }

    #[test]
    fn flattening_loses_no_text_and_keeps_the_tree_flat() {
        let deep = |open: &str, close: &str| {
            let text: Vec<String> = (0..2_000).map(|n| format!("{open}{n}")).collect();
            format!(
                "{}{} समाप्त",
                text.join(" "),
                format!("{close} ").repeat(2_000)
            )
        };
        for html in [
            deep("<div>", "</div>"),
            deep("<i>", "</i>"),
            deep("<p><b id=1>", ""),
            deep("<span><div>", "</span>"),
            deep("<blockquote><ul><li>", "</ul></blockquote>"),
        ] {
            let page = bounded(&html).ok().unwrap();
            let document = Document::from(page.as_ref());
            flatten(&document);
            let text = document.text();
            let words: Vec<&str> = text.split_whitespace().collect();
            assert_eq!(words.len(), 2_001, "{}", html.get(..30).unwrap_or_default());
            let root = document.root();
            let deepest = root.descendants_it();
            let deepest = deepest.map(|node| node.ancestors(None).len()).max();
            assert!(deepest.is_some_and(|deepest| deepest <= DEEPEST_TREE + 1));
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
