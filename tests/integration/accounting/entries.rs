//! Every sentence of the entries of a feed is in its article or among what was left out.

use super::{Account, FEWEST, account};
use newsreader::ingest::feed;

/// The elements that hold the words of an entry.
const CONTENTS: [&str; 5] = [
    "content:encoded",
    "description",
    "content",
    "summary",
    "title",
];

/// Returns the accounts of the entries of an XML feed.
pub(super) fn accounts(bytes: &[u8], origin: &str) -> Vec<Account> {
    let Ok(xml) = std::str::from_utf8(bytes) else {
        return Vec::new();
    };
    let entries = feed::read(bytes, origin).entries;
    let items = ["item", "entry"].map(|name| elements(xml, name));
    let items = items.into_iter().max_by_key(Vec::len).unwrap_or_default();
    if items.len() != entries.len() {
        return Vec::new();
    }
    let accounts = items.iter().zip(&entries).map(|(item, entry)| {
        let contents = CONTENTS.iter().flat_map(|name| elements(item, name));
        let html: Vec<String> = contents.map(html_of).collect();
        account(&html.join("<br>"), &entry.article)
    });
    accounts.collect()
}

/// Returns what is inside the elements of this name.
fn elements<'x>(xml: &'x str, name: &str) -> Vec<&'x str> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut found = Vec::new();
    let mut rest = xml;
    while let Some((_, after)) = rest.split_once(&open) {
        let is_whole = after.starts_with(|c: char| c == '>' || c.is_whitespace());
        let Some((attributes, inner)) = after.split_once('>') else {
            break;
        };
        rest = after;
        if !is_whole || attributes.ends_with('/') {
            continue;
        }
        if let Some((inner, after)) = inner.split_once(&close) {
            found.push(inner);
            rest = after;
        }
    }
    found
}

/// Returns the content of an element as HTML: it is escaped, or in a section of characters. What is in base64 is not
/// counted, as its letters are no words.
fn html_of(content: &str) -> String {
    let content = content.trim();
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '\n');
    if content.len() >= FEWEST && content.chars().all(is_base64) {
        return String::new();
    }
    if let Some(plain) = content.strip_prefix("<![CDATA[") {
        return plain.trim_end_matches("]]>").to_owned();
    }
    let marks = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ];
    marks.iter().fold(content.to_owned(), |text, (name, mark)| {
        text.replace(name, mark)
    })
}
