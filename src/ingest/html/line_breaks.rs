//! Keeps the breaks between paragraphs that a page separates by two line breaks.
//!
//! The readability crate turns `<br><br>` into paragraphs, but drops it between two inline elements,
//! so that the last word of one paragraph and the first of the next become one word. Other pages have no
//! `<br>`, but elements that look like one.

use super::super::markup::PARAGRAPH_SEPARATOR;
use dom_query::{Document, NodeRef};

/// Renames the elements that a page uses in place of `br` and `strong`: its style sheet makes an empty
/// `<span class="br">` a line break.
pub(super) fn rename_styled_elements(document: &Document) {
    for node in document.select("span[class]").nodes() {
        let class = node.attr_or("class", "");
        let is_named = |name: &str| class.split_whitespace().any(|own| own == name);
        if is_named("br") && node.children_it(false).next().is_none() {
            node.rename("br");
        } else if is_named("strong") || is_named("bold") {
            node.rename("strong");
        }
    }
}

/// Puts a paragraph separator, which readability keeps as it keeps any space, before each line break
/// that another one follows. In preformatted text, replaces each line break by a line feed.
pub(super) fn keep_line_breaks(document: &Document) {
    for node in document.select("pre br").nodes() {
        node.replace_with(&document.tree.new_text("\n"));
    }
    for node in document.select("br").nodes() {
        if follows(node) {
            node.insert_before(&document.tree.new_text(PARAGRAPH_SEPARATOR.to_string()));
        }
    }
}

/// Whether another line break follows, with nothing but space between the two.
fn follows(node: &NodeRef<'_>) -> bool {
    let mut next = node.next_sibling();
    while let Some(node) = next {
        if !node.is_text() || !node.text().trim().is_empty() {
            return node.has_name("br");
        }
        next = node.next_sibling();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_named_after_their_style() {
        let document = Document::from(
            "<p><span class='x br'></span><span class=strong>क</span><span class=br>ख</span>",
        );
        rename_styled_elements(&document);
        let html = document.select("p").inner_html();
        assert_eq!(
            &*html,
            "<br class=\"x br\"><strong class=\"strong\">क</strong><span class=\"br\">ख</span>"
        );
    }

    #[test]
    fn a_separator_precedes_two_breaks_and_not_one() {
        let document = Document::from("<pre>a<br><br>b</pre><p><b>क</b><br> <br><i>ख</i><br>ग");
        keep_line_breaks(&document);
        let html = document.select("p").inner_html();
        assert_eq!(&*html, "<b>क</b>\u{2029}<br> <br><i>ख</i><br>ग");
        assert_eq!(&*document.select("pre").inner_html(), "a\n\nb");
    }
}
