//! Detects the format of a text from its content, because file names are unreliable.

use super::feed;

/// The format of an input.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum InputFormat {
    Empty,
    /// A JSON object or array.
    Json,
    /// `CommonMark`, with or without front matter.
    Markdown,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// HTML, or XML that is not a feed.
    Page,
    /// Text scraped from a page: one line for each element.
    Scraped,
}

/// Detects the format of `text`.
pub(super) fn format(text: &str) -> InputFormat {
    let head = text.trim_start();
    match head.chars().next() {
        None => InputFormat::Empty,
        Some('{') if feed::is_json_feed(head) => InputFormat::Feed,
        Some('{') => InputFormat::Json,
        Some('[') if begins_json_array(head) => InputFormat::Json,
        Some('<') if is_feed(head) => InputFormat::Feed,
        Some(_) if feed::is_behind_preamble(head) => InputFormat::Feed,
        Some('<') if is_page(head) => InputFormat::Page,
        Some(_) if is_markdown(head) => InputFormat::Markdown,
        Some(_) => InputFormat::Scraped,
    }
}

fn begins_json_array(head: &str) -> bool {
    let rest = head.get(1..).unwrap_or_default().trim_start();
    rest.starts_with(['{', '[', ']', '"'])
}

/// Whether the root element is that of a feed. Declarations, comments and a stylesheet may precede
/// it.
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

/// Whether the text has front matter, begins with a heading or a table, or has two lines with Markdown syntax:
/// an ATX heading, a fence, a link, a quotation.
///
/// Images are not Markdown syntax here, because scraped text contains them too. Plain text has lines
/// that begin with `#` as well, so a heading must have a blank line before it, and at the beginning
/// of the text after it.
fn is_markdown(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default().trim_end();
    if matches!(first, "---" | "+++") {
        return text.lines().skip(1).any(|line| line.trim_end() == first);
    }
    let lines: Vec<&str> = text.lines().take(400).map(str::trim).collect();
    let is_table_row = |index: usize| lines.get(index).is_some_and(|line| is_table_rule(line));
    if first.contains('|') && is_table_row(1) {
        return true;
    }
    let is_blank = |index: usize| lines.get(index).is_none_or(|line| line.is_empty());
    if first.starts_with("# ") && is_blank(1) {
        return true;
    }
    let is_sign = |(index, line): &(usize, &&str)| {
        let has_blank = index.checked_sub(1).map_or_else(|| is_blank(1), is_blank);
        let is_next = lines.get(index + 1).is_some_and(|next| is_heading(next));
        (is_heading(line) && has_blank && !is_next) || has_markdown_syntax(line)
    };
    lines.iter().enumerate().filter(is_sign).take(2).count() >= 2
}

fn is_heading(line: &str) -> bool {
    let heading = line.trim_start_matches('#');
    let level = line.len() - heading.len();
    (1..=6).contains(&level) && heading.starts_with(' ')
}

/// Whether a line is the one below the head of a table: `| --- | :-: |`.
fn is_table_rule(line: &str) -> bool {
    let cells = line.trim_matches('|').split('|').map(str::trim);
    let mut cells = cells.map(|cell| cell.trim_start_matches(':').trim_end_matches(':'));
    line.contains('|') && cells.all(|cell| !cell.is_empty() && cell.chars().all(|c| c == '-'))
}

fn has_markdown_syntax(line: &str) -> bool {
    let is_link = line.find("](http").is_some_and(|_| !line.starts_with("!["));
    is_link || is_table_rule(line) || line.starts_with("```") || line.starts_with("> ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_detected_from_content() {
        for (text, expected) in [
            ("", InputFormat::Empty),
            (" \n", InputFormat::Empty),
            (" {\"a\":1}", InputFormat::Json),
            ("[{\"a\":1}]", InputFormat::Json),
            ("[ताज़ा] शीर्षक\nपाठ।", InputFormat::Scraped),
            ("<!doctype html><p>", InputFormat::Page),
            ("<?xml version='1.0'?><rss>", InputFormat::Feed),
            (
                "<!-- <html> --><!DOCTYPE rdf>\n<rdf:RDF xmlns='x'>",
                InputFormat::Feed,
            ),
            ("<?xml version='1.0'?><svg>", InputFormat::Page),
            (
                "<br />\n<b>Warning</b>: x<br />\n<rss></rss>",
                InputFormat::Feed,
            ),
            (
                "{\"version\": \"https://jsonfeed.org/version/1.1\"}",
                InputFormat::Feed,
            ),
            ("---\ntitle: क\n---\nपाठ", InputFormat::Markdown),
            ("--- \nपाठ", InputFormat::Scraped),
            ("# शीर्षक\n\nपाठ", InputFormat::Markdown),
            ("शीर्षक\n\n## एक\n\n## दो", InputFormat::Markdown),
            ("शीर्षक\n\n## एक\nपाठ।\n\n## दो\nपाठ।", InputFormat::Markdown),
            ("| क | ख |\n|---|:--:|\n| 1 | 2 |", InputFormat::Markdown),
            ("क | ख | ग\n---|---\n", InputFormat::Markdown),
            ("होम | देश | खेल\n- - -\nपाठ।", InputFormat::Scraped),
            ("# 1 पर भारत\nपाठ।\n# 2 पर चीन\nपाठ।", InputFormat::Scraped),
            ("शीर्षक\n\n# एक\n# दो\n# तीन\n", InputFormat::Scraped),
            (
                "शीर्षक\n![चित्र](https://example.org/a.jpg)\nपाठ।",
                InputFormat::Scraped,
            ),
        ] {
            assert_eq!(format(text), expected, "{text}");
        }
    }
}
