//! Which format is this? Asked of the content, since file names lie.

use super::feed;

/// A format that an input can have.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Format {
    /// Nothing but white space.
    Empty,
    /// A JSON object or array.
    Json,
    /// `CommonMark`, with or without front matter.
    Markdown,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// HTML, or XML that is no feed.
    Page,
    /// Text as it was scraped from a page, a line for each piece.
    Scraped,
}

/// The first bytes of files that are not text.
const MAGIC: [(&[u8], &str); 14] = [
    (b"\xff\xd8\xff", "JPEG image"),
    (b"\x89PNG", "PNG image"),
    (b"GIF8", "GIF image"),
    (b"RIFF", "WebP image or sound"),
    (b"%PDF", "PDF document"),
    (b"PK\x03\x04", "ZIP archive or office document"),
    (b"\x1f\x8b", "gzip archive"),
    (b"BZh", "bzip2 archive"),
    (b"\xfd7zXZ", "xz archive"),
    (b"\x28\xb5\x2f\xfd", "zstd archive"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3", "SQLite database"),
    (b"\xd0\xcf\x11\xe0", "old office document"),
    (b"ID3", "sound"),
];

/// Returns what kind of file this is, if it is not text.
pub(super) fn not_text(bytes: &[u8]) -> Option<&'static str> {
    let known = MAGIC
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
        .map(|(_, kind)| *kind);
    known.or_else(|| is_binary(bytes).then_some("binary data"))
}

/// Control characters are rare in text, strangers' included, save in UTF-16, where every second byte
/// can be one. A backspace is how pages for printers made letters bold: saved, they are text.
fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let utf16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let rows = |odd: usize| {
        head.iter()
            .skip(odd)
            .step_by(2)
            .filter(|b| **b <= 0x0d)
            .count()
    };
    let half = head.len() / 2;
    let one_sided = (rows(0) * 5 > half * 4) != (rows(1) * 5 > half * 4);
    let is_control = |b: &&u8| **b < 0x20 && !matches!(b, 0x08..=0x0a | 0x0c | b'\r' | 0x1b);
    let controls = head.iter().filter(is_control).count();
    controls * 20 > head.len() && !utf16 && !one_sided
}

/// Returns the format of `text`.
pub(super) fn format(text: &str) -> Format {
    let head = text.trim_start();
    match head.chars().next() {
        None => Format::Empty,
        Some('{') if feed::is_json_feed(head) => Format::Feed,
        Some('{') => Format::Json,
        Some('[') if begins_json_array(head) => Format::Json,
        Some('<') if is_feed(head) => Format::Feed,
        Some('<') if is_page(head) => Format::Page,
        Some(_) if is_markdown(head) => Format::Markdown,
        Some(_) => Format::Scraped,
    }
}

fn begins_json_array(head: &str) -> bool {
    let rest = head.get(1..).unwrap_or_default().trim_start();
    rest.starts_with(['{', '[', ']', '"'])
}

/// Whether the outermost element is a feed's; declarations, comments and a stylesheet may be before it.
fn is_feed(head: &str) -> bool {
    let mut rest = head;
    for _ in 0..50 {
        let Some((_, tag)) = rest.split_once('<') else {
            return false;
        };
        let after = if let Some(comment) = tag.strip_prefix("!--") {
            comment.split_once("-->")
        } else if tag.starts_with(['!', '?']) {
            tag.split_once('>')
        } else {
            let end = tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
            let name = tag.get(..end.unwrap_or(tag.len())).unwrap_or_default();
            let local = name.rsplit(':').next().unwrap_or_default();

            return ["rss", "rdf", "feed", "channel"]
                .iter()
                .any(|known| local.eq_ignore_ascii_case(known));
        };
        match after {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    false
}

fn is_page(head: &str) -> bool {
    let mut tag = head.chars().skip(1);
    tag.next()
        .is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '!' | '?'))
}

/// Front matter, or two of: an ATX heading, a fence, a link in the text, emphasis, a list.
///
/// Images do not count: scraped text has them too.
fn is_markdown(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default().trim_end();
    if matches!(first, "---" | "+++") {
        return text.lines().skip(1).any(|line| line.trim_end() == first);
    }
    if first.starts_with("# ") {
        return true;
    }
    let lines = text.lines().take(400).map(str::trim_start);
    let signs = lines
        .filter(|line| is_sign_of_markdown(line))
        .take(2)
        .count();
    signs >= 2
}

fn is_sign_of_markdown(line: &str) -> bool {
    let heading = line.trim_start_matches('#');
    let level = line.len() - heading.len();
    let is_heading = (1..=6).contains(&level) && heading.starts_with(' ');
    let is_link = line.find("](http").is_some_and(|_| !line.starts_with("!["));
    is_heading || is_link || line.starts_with("```") || line.starts_with("> ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_their_content() {
        for (text, expected) in [
            ("", Format::Empty),
            (" \n", Format::Empty),
            (" {\"a\":1}", Format::Json),
            ("[{\"a\":1}]", Format::Json),
            ("[ताज़ा] शीर्षक\nपाठ।", Format::Scraped),
            ("<!doctype html><p>", Format::Page),
            ("<?xml version='1.0'?><rss>", Format::Feed),
            (
                "<!-- <html> --><!DOCTYPE rdf>\n<rdf:RDF xmlns='x'>",
                Format::Feed,
            ),
            ("<?xml version='1.0'?><svg>", Format::Page),
            (
                "{\"version\": \"https://jsonfeed.org/version/1.1\"}",
                Format::Feed,
            ),
            ("---\ntitle: क\n---\nपाठ", Format::Markdown),
            ("--- \nपाठ", Format::Scraped),
            ("# शीर्षक\n\nपाठ", Format::Markdown),
            ("शीर्षक\n\n## एक\n\n## दो", Format::Markdown),
            (
                "शीर्षक\n![चित्र](https://example.org/a.jpg)\nपाठ।",
                Format::Scraped,
            ),
        ] {
            assert_eq!(format(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_text_is_named() {
        assert_eq!(not_text(b"\xff\xd8\xff\xe0"), Some("JPEG image"));
        assert_eq!(not_text(b"abc\0\0\x01def\0xyz\x02abc"), Some("binary data"));
        assert_eq!(not_text("पाठ".as_bytes()), None);
        assert_eq!(not_text(b"\xff\xfe\x39\x09"), None);
        assert_eq!(not_text(b"a\0b\0c\0d\0\n\0"), None);
    }
}
