//! Makes the paragraphs of a page elements of their own, so that each of them can be kept, restored or reported.
//!
//! Old pages separate paragraphs by two `<br>`, put text beside paragraphs, and lay out a column as the rows of a
//! table. The readability crate joins such texts or drops all but one.

use dom_query::{Document, NodeRef};

/// Elements that contain text and paragraphs.
const CONTAINERS: &str = "div, section, article, main, body, td, th, dd, center, form, aside, footer, header, blockquote";

/// Elements that are part of a line of text, or that nobody sees within it.
const PHRASING: [&str; 59] = [
    "a", "abbr", "acronym", "audio", "b", "bdi", "bdo", "big", "br", "button", "cite", "code",
    "data", "datalist", "del", "dfn", "em", "embed", "font", "i", "img", "input", "ins", "kbd",
    "label", "link", "mark", "math", "meta", "meter", "nobr", "noscript", "object", "output",
    "progress", "q", "rp", "rt", "ruby", "s", "samp", "script", "select", "small", "span",
    "strike", "strong", "style", "sub", "sup", "svg", "template", "textarea", "time", "tt", "u",
    "var", "wbr", "iframe",
];

/// Makes paragraphs of all texts of `document` that stand beside paragraphs or between double line breaks.
pub(super) fn separate(document: &Document) {
    for table in document.select("table").nodes() {
        if is_column(table) {
            unfold(table);
        }
    }
    for node in document.select(CONTAINERS).nodes() {
        if has_blocks(node) {
            wrap_runs(node);
        } else if node.has_name("div") && !node.immediate_text().trim().is_empty() {
            node.rename("p");
        }
    }
}

/// Whether a table has one cell with text in each row and no headings: it lays out a column.
fn is_column(table: &NodeRef<'_>) -> bool {
    let mut rows = 0;
    for node in table.descendants_it().filter(NodeRef::is_element) {
        if ["table", "th", "caption", "thead"]
            .iter()
            .any(|name| node.has_name(name))
        {
            return false;
        }
        if node.has_name("tr") {
            rows += 1;
            let cells = node.element_children();
            let with_text = cells.iter().filter(|cell| !cell.text().trim().is_empty());
            if with_text.count() > 1 {
                return false;
            }
        }
    }
    rows >= 2
}

fn unfold(table: &NodeRef<'_>) {
    let parts: Vec<NodeRef<'_>> = table.descendants_it().collect();
    for part in std::iter::once(*table).chain(parts) {
        if ["table", "tbody", "tfoot", "tr", "td"]
            .iter()
            .any(|name| part.has_name(name))
        {
            part.rename("div");
        }
    }
}

/// Whether an element has paragraphs or other blocks among its children, or double line breaks.
fn has_blocks(node: &NodeRef<'_>) -> bool {
    let mut breaks = 0;
    for child in node.children_it(false) {
        if child.has_name("br") {
            breaks += 1;
            if breaks > 1 {
                return true;
            }
        } else if child.is_element() && !is_phrasing(&child) {
            return true;
        } else if !is_blank(&child) {
            breaks = 0;
        }
    }
    false
}

fn is_phrasing(node: &NodeRef<'_>) -> bool {
    // Elements of a page's own are lines of text unless they have blocks.
    let is_own = || node.node_name().is_some_and(|name| name.contains('-'));
    let is_named = || PHRASING.iter().any(|name| node.has_name(name)) || is_own();
    let is_opaque = || {
        ["math", "svg", "script", "style", "select"]
            .iter()
            .any(|name| node.has_name(name))
    };
    node.is_text() || is_named() && (is_opaque() || !has_block_within(node))
}

fn has_block_within(node: &NodeRef<'_>) -> bool {
    let names = [
        "p",
        "div",
        "ul",
        "ol",
        "table",
        "img",
        "figure",
        "h2",
        "h3",
        "blockquote",
        "section",
    ];
    node.descendants_it()
        .any(|node| names.iter().any(|name| node.has_name(name)))
}

/// Whether a node is white space, a comment, or something else that nobody sees.
fn is_blank(node: &NodeRef<'_>) -> bool {
    let is_unseen = || {
        let names = ["script", "style", "template", "noscript", "link", "meta"];
        names.iter().any(|name| node.has_name(name))
    };
    node.is_comment() || node.is_text() && node.text().trim().is_empty() || is_unseen()
}

/// Puts each run of text among the children of `node` into a paragraph. Two line breaks end a run.
fn wrap_runs(node: &NodeRef<'_>) {
    let mut run: Vec<NodeRef<'_>> = Vec::new();
    for child in node.children() {
        if !child.is_comment() && !is_phrasing(&child) {
            wrap(&mut run);
            continue;
        }
        run.push(child);
        let solid = run.iter().rev().filter(|node| !is_blank(node));
        if solid.take_while(|node| node.has_name("br")).count() >= 2 {
            wrap(&mut run);
        }
    }
    wrap(&mut run);
}

/// Puts the nodes of a run into a paragraph, without the line breaks around them.
fn wrap(run: &mut Vec<NodeRef<'_>>) {
    let is_edge = |node: &NodeRef<'_>| is_blank(node) || node.has_name("br");
    let first = run.iter().position(|node| !is_edge(node));
    let last = run.iter().rposition(|node| !is_edge(node));
    let (Some(first), Some(last)) = (first, last) else {
        run.clear();
        return;
    };
    for (at, node) in run.iter().enumerate() {
        if node.has_name("br") && !(first..=last).contains(&at) {
            node.remove_from_parent();
        }
    }
    let inner = run.get(first..=last).unwrap_or_default();
    let has_words = inner
        .iter()
        .any(|node| !is_blank(node) && !node.text().trim().is_empty());
    if let Some(begin) = inner.first().filter(|_| has_words) {
        let paragraph = begin.tree.new_element("p");
        begin.insert_before(&paragraph);
        for node in inner {
            paragraph.append_child(node);
        }
    }
    run.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_paragraph_becomes_an_element() {
        for (html, expected) in [
            (
                "<div>क<br><br>ख<br>ग</div>",
                "<div><p>क</p><p>ख<br>ग</p></div>",
            ),
            (
                "<div>क <b>ख</b><p>ग</p>घ</div>",
                "<div><p>क <b>ख</b></p><p>ग</p><p>घ</p></div>",
            ),
            ("<div>क<br>ख</div>", "<p>क<br>ख</p>"),
            (
                "<table><tr><td>क</td></tr><tr><td></td><td>ख</td></tr></table>",
                "<div><div><div><p>क</p></div><div><div></div><p>ख</p></div></div></div>",
            ),
            (
                "<table><tr><td>क</td><td>ख</td></tr></table>",
                "<table><tbody><tr><td>क</td><td>ख</td></tr></tbody></table>",
            ),
            (
                "<div><span><p>क</p></span>ख</div>",
                "<div><span><p>क</p></span><p>ख</p></div>",
            ),
        ] {
            let document = Document::from(html);
            separate(&document);
            assert_eq!(
                document.select("body").inner_html().as_ref(),
                expected,
                "{html}"
            );
        }
    }
}
