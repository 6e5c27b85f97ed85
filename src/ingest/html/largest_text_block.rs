//! Finds the smallest element that contains most of the paragraphs of a page, for pages on which
//! readability fails.
//!
//! Readability looks for an element whose children are paragraphs. If a site wraps each paragraph
//! in its own boxes, readability finds only the longest paragraph. This module counts paragraphs at
//! any depth.

use dom_query::{Document, NodeId, NodeRef};
use std::collections::HashMap;

/// The minimum number of bytes of a paragraph; shorter elements are labels.
const FEWEST: usize = 60;

/// Elements that are copied unchanged.
const WHOLE: [&str; 17] = [
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "blockquote",
    "pre",
    "table",
    "figure",
    "picture",
    "img",
    "video",
    "audio",
];

/// Elements that are skipped with their content.
const NOTHING: [&str; 14] = [
    "script", "style", "noscript", "template", "svg", "nav", "aside", "footer", "form", "button",
    "select", "iframe", "h1", "header",
];

/// Returns the HTML of the smallest element that contains most of the paragraphs, if the page has
/// paragraphs.
pub(super) fn largest_text_block(document: &Document) -> Option<String> {
    let root = document.root();
    let mut masses: HashMap<NodeId, usize> = HashMap::new();
    let mut order: Vec<NodeRef<'_>> = Vec::new();
    let mut all = 0;
    for node in root.descendants_it() {
        let length = own_words(&node);
        if length < FEWEST {
            continue;
        }
        let around = node.ancestors(None);
        if around
            .iter()
            .any(|node| is_any(node, &NOTHING) || node.has_name("head"))
        {
            continue;
        }
        all += length;
        for node in around {
            let mass = masses.entry(node.id).or_insert_with(|| {
                order.push(node);
                0
            });
            *mass += length;
        }
    }
    // An ancestor contains at least as much as its descendants, so the element with the smallest
    // count is the deepest one.
    let holds_most = |node: &&NodeRef<'_>| {
        masses
            .get(&node.id)
            .is_some_and(|mass| *mass * 10 >= all * 7)
    };
    let place = order
        .iter()
        .filter(holds_most)
        .min_by_key(|node| masses.get(&node.id).copied())?;
    let mut html = String::new();
    write(place, &mut html);
    Some(html)
}

fn is_any(node: &NodeRef<'_>, names: &[&str]) -> bool {
    names.iter().any(|name| node.has_name(name))
}

/// Returns the length of the element's text if it is a paragraph, whatever its name, and 0 if it is
/// not. A paragraph that is mostly links has length 0.
fn own_words(node: &NodeRef<'_>) -> usize {
    if node.has_name("p") || node.has_name("li") || node.has_name("blockquote") {
        let links = node.descendants_it().filter(|node| node.has_name("a"));
        let linked: usize = links.map(|link| link.text().trim().len()).sum();
        let all = node.text().trim().len();
        return if linked * 2 > all { 0 } else { all };
    }
    if node.has_name("div")
        || node.has_name("section")
        || node.has_name("td")
        || node.has_name("article")
    {
        return node.immediate_text().trim().len();
    }
    0
}

/// Writes the blocks of an element in document order.
fn write(place: &NodeRef<'_>, html: &mut String) {
    let mut left: Vec<NodeRef<'_>> = vec![*place];
    while let Some(node) = left.pop() {
        if is_any(&node, &NOTHING) {
            continue;
        }
        let is_run = node.is_text()
            || is_any(
                &node,
                &[
                    "a", "b", "strong", "em", "i", "span", "br", "sup", "sub", "code",
                ],
            );
        if is_run || is_any(&node, &WHOLE) {
            html.push_str(&node.html());
            continue;
        }
        if !node.is_element() {
            continue;
        }
        html.push_str("<p>");
        let children = node.children();
        left.extend(children.into_iter().rev());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_in_boxes_of_their_own_are_found_together() {
        let text = "नदी का पानी रात में उतर गया और लोग घरों को लौटने लगे।";
        let boxes = format!("<div><div><p>{text}</p></div></div>").repeat(3);
        let page =
            format!("<nav><p>{text}</p></nav><main>{boxes}</main><aside><p>{text}</p></aside>");
        let html = largest_text_block(&Document::from(page)).unwrap();
        assert_eq!(html.matches(text).count(), 3, "{html}");
        assert_eq!(largest_text_block(&Document::from("<p>क</p>")), None);
    }
}
