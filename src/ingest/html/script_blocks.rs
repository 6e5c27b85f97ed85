//! Finds the body in the data of a page's scripts, if it is a list of blocks and not a string of HTML: the state of
//! a content system (`content_elements`), of an editor, or the elements that React sends.

use super::super::effort;
use dom_query::Document;
use serde_json::{Deserializer, Value};
use std::fmt::Write as _;

/// The longest script that is parsed, and the most values that are parsed from one, in bytes and values.
const LONGEST: usize = 2 << 20;
const MOST_VALUES: usize = 8;

/// The minimum number of characters of a body, and of a block that counts as prose.
const FEWEST: usize = 150;
const FEWEST_OF_BLOCK: usize = 25;

/// How deep the text of a block is within it.
const DEEPEST: usize = 8;

/// Fields with the text of a block, the most specific first.
const TEXTS: [&str; 9] = [
    "text",
    "html",
    "content",
    "value",
    "children",
    "body",
    "paragraph",
    "data",
    "model",
];

/// Fields of objects that are articles or links to them, and not blocks of one.
const OF_ARTICLES: [&str; 4] = ["headline", "headlines", "slug", "canonical_url"];

/// Returns the HTML of the list of blocks with the most text in all scripts.
pub(super) fn script_blocks(document: &Document) -> Option<String> {
    let scripts = document.select("script:not([src])");
    let mut best = BestBlocks::default();
    let mut sent = String::new();
    for script in scripts.nodes() {
        let text = script.text();
        if text.len() > LONGEST || effort::is_spent_now() {
            continue;
        }
        if text.contains("__next_f") {
            sent.extend(
                values(&text, "push(")
                    .iter()
                    .filter_map(|value| value.get(1)?.as_str()),
            );
        } else if text.trim_start().starts_with(['{', '[']) {
            best.search(&serde_json::from_str(text.trim()).unwrap_or_default());
        } else {
            for value in values(&text, "=") {
                best.search(&value);
            }
        }
    }
    let mut elements = String::new();
    for line in sent.lines() {
        let data = line.split_once(':').map_or("", |(_, data)| data);
        if let Ok(value) = serde_json::from_str::<Value>(data) {
            best.search(&value);
            write_elements(&value, 0, &mut elements);
        }
    }
    best.take(letters(&elements), &elements);
    (best.letters >= FEWEST).then_some(best.html)
}

/// Returns the first few JSON values after `mark` in a script.
fn values(script: &str, mark: &str) -> Vec<Value> {
    let mut found = Vec::new();
    let mut rest = script;
    while let Some((_, after)) = rest.split_once(mark)
        && found.len() < MOST_VALUES
    {
        let json = after.trim_start();
        rest = json;
        if json.starts_with(['{', '[']) {
            let mut values = Deserializer::from_str(json).into_iter::<Value>();
            if let Some(Ok(value)) = values.next() {
                rest = json.get(values.byte_offset()..).unwrap_or_default();
                found.push(value);
            }
        }
    }
    found
}

/// The list of blocks with the most text so far.
#[derive(Default)]
struct BestBlocks {
    html: String,
    letters: usize,
}

impl BestBlocks {
    fn take(&mut self, letters: usize, html: &str) {
        if letters > self.letters {
            self.letters = letters;
            html.clone_into(&mut self.html);
        }
    }

    /// Searches a value for lists of blocks.
    fn search(&mut self, value: &Value) {
        let mut left = vec![value];
        while let Some(value) = left.pop() {
            match value {
                Value::Array(values) => {
                    let html = blocks(values);
                    self.take(letters(&html), &html);
                    left.extend(values);
                }
                Value::Object(object) => left.extend(object.values()),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
            }
        }
    }
}

/// Returns the HTML of a list of blocks; empty if the list is of other things.
fn blocks(values: &[Value]) -> String {
    let mut html = String::new();
    for value in values {
        let Value::Object(object) = value else {
            return if values.iter().all(is_sentence) {
                let texts = values.iter().filter_map(Value::as_str);
                texts.fold(html, |html, text| html + "<p>" + text + "</p>")
            } else {
                String::new()
            };
        };
        if OF_ARTICLES.iter().any(|name| object.contains_key(*name)) {
            return String::new();
        }
        let kind = ["type", "nodeType", "kind", "__typename", "_type", "name"];
        let kind = kind.iter().find_map(|name| object.get(*name)?.as_str());
        let kind = kind.unwrap_or_default().to_ascii_lowercase();
        let tag = if kind.contains("head") {
            "h3"
        } else if kind.contains("quote") {
            "blockquote"
        } else {
            "p"
        };
        let mut text = String::new();
        write_text(value, 0, &mut text);
        if !text.trim().is_empty() {
            let _ = write!(html, "<{tag}>{text}</{tag}>");
        }
    }
    html
}

/// Whether a value is a string of several words that is no address.
fn is_sentence(value: &Value) -> bool {
    let text = value.as_str().unwrap_or_default();
    text.chars().count() >= FEWEST_OF_BLOCK && text.split_whitespace().count() >= 4
}

/// Writes the text of a block, which can be in fields of its fields.
fn write_text(value: &Value, depth: usize, text: &mut String) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::String(string) => text.push_str(string),
        Value::Array(values) => {
            for value in values {
                write_text(value, depth + 1, text);
            }
        }
        Value::Object(object) => {
            let field = TEXTS.iter().find_map(|name| {
                object
                    .get(*name)
                    .filter(|value| value.is_string() || value.is_array() || value.is_object())
            });
            if let Some(value) = field {
                write_text(value, depth + 1, text);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Writes the paragraphs among React's elements: `["$", tag, key, {"children": …}]`.
fn write_elements(value: &Value, depth: usize, html: &mut String) {
    if depth > 64 {
        return;
    }
    match value {
        Value::Array(values) => {
            let tag = match values.as_slice() {
                [sign, tag, _, _] if sign == "$" => tag.as_str(),
                _ => None,
            };
            let is_block = |tag: &&str| ["p", "h2", "h3", "h4", "li", "blockquote"].contains(tag);
            if let Some(tag) = tag.filter(is_block) {
                let mut text = String::new();
                write_children(value, 0, &mut text);
                let _ = write!(html, "<{tag}>{text}</{tag}>");
                return;
            }
            for value in values {
                write_elements(value, depth + 1, html);
            }
        }
        Value::Object(object) => {
            for value in object.values() {
                write_elements(value, depth + 1, html);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Writes the text of a React element.
fn write_children(value: &Value, depth: usize, text: &mut String) {
    if depth > 64 {
        return;
    }
    match value {
        Value::String(string) if !string.starts_with('$') => text.push_str(string),
        Value::Array(values) => match values.as_slice() {
            [sign, _, _, properties] if sign == "$" => {
                if let Some(children) = properties.get("children") {
                    write_children(children, depth + 1, text);
                }
            }
            values => {
                for value in values {
                    write_children(value, depth + 1, text);
                }
            }
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {}
    }
}

/// Returns the number of characters of the sentences in a list of blocks.
fn letters(html: &str) -> usize {
    let blocks = html
        .split("</")
        .map(|block| block.rsplit('>').next().unwrap_or_default());
    let texts = blocks.filter(|text| text.split_whitespace().count() >= 4);
    texts
        .map(|text| text.chars().count())
        .filter(|count| *count >= FEWEST_OF_BLOCK)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_blocks_are_found_in_the_state_of_a_page() {
        let text = |n: usize| format!("{n} नदी का पानी रात में उतर गया और लोग अपने घरों को लौटने लगे।");
        let block = |n| format!(r#"{{"type":"text","content":"{}"}}"#, text(n));
        let leaf = |n| {
            format!(
                r#"{{"nodeType":"paragraph","content":[{{"value":"{}"}}]}}"#,
                text(n)
            )
        };
        let list = |one: &dyn Fn(usize) -> String| (0..4).map(one).collect::<Vec<_>>().join(",");
        let teaser = |n| format!(r#"{{"headline":"क","body":"{}"}}"#, text(n));
        let element = |n| {
            let data = format!(
                r#"{n}:["$","p",null,{{"children":["{}",["$","b",null,{{"children":"अंत"}}]]}}]"#,
                text(n)
            );
            let data = serde_json::to_string(&format!("{data}\n")).unwrap();
            format!("<script>self.__next_f.push([1,{data}])</script>")
        };
        for (page, is_found) in [
            (
                format!(
                    "<script>let a=1;window.A = {{\"b\":[{}]}};</script>",
                    list(&block)
                ),
                true,
            ),
            (
                format!(
                    "<script type=application/json>{{\"a\":[{}]}}</script>",
                    list(&leaf)
                ),
                true,
            ),
            (list(&element).replace(',', ", "), true),
            (
                format!("<script>A={{\"stories\":[{}]}}</script>", list(&teaser)),
                false,
            ),
            ("<script>let a = [1, 2]; b = {c}</script>".to_owned(), false),
        ] {
            let html = script_blocks(&Document::from(page.clone())).unwrap_or_default();
            for n in 0..4 {
                assert_eq!(
                    html.contains(&format!("<p>{}", text(n))),
                    is_found,
                    "{page} {html}"
                );
            }
        }
    }
}
