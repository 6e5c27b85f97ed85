//! Keeps films, sound and embedded posts through the readability crate, which removes most of them.

use super::super::markup::{self, MEDIA_ATTRIBUTE, MEDIA_ELEMENTS, POST_ATTRIBUTE};
use dom_query::{Document, NodeRef};

/// The longest element that is kept, in bytes.
const LONGEST: usize = 8_000;

/// Replaces the elements that show something by pictures, which readability keeps, and marks the
/// quotations that are posts, because readability removes their class.
pub(super) fn keep_media(document: &Document) {
    for node in document.select(&MEDIA_ELEMENTS.join(", ")).nodes() {
        let is_inside = |node: &NodeRef<'_>| {
            let name = node.node_name();
            name.is_some_and(|name| MEDIA_ELEMENTS.contains(&&*name))
        };
        if node.parent().is_none() || node.ancestors(None).iter().any(is_inside) {
            continue;
        }
        let html = node.html();
        if html.len() > LONGEST {
            continue;
        }
        let Some(url) = markup::media_address(&html) else {
            continue;
        };
        let picture = document.tree.new_element("img");
        picture.set_attr("src", &url);
        picture.set_attr(MEDIA_ATTRIBUTE, &html);
        node.replace_with(&picture);
    }
    for node in document.select("blockquote[class]").nodes() {
        if markup::is_post(&node.attr_or("class", "")) {
            node.set_attr(POST_ATTRIBUTE, "");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::address::BaseUrl;
    use super::*;
    use crate::article::Block;

    #[test]
    fn what_shows_something_becomes_a_picture() {
        let document = Document::from(
            "<p>क</p><iframe src='https://www.youtube.com/embed/A1'></iframe>\
             <iframe src='https://counter.example/1'></iframe><p>ख</p>",
        );
        keep_media(&document);
        assert_eq!(document.select("img[data-media]").length(), 1);
        let html = document.select("body").inner_html();
        let blocks = markup::blocks_of(&html, &BaseUrl::default());
        let kinds: Vec<bool> = blocks.iter().map(Block::has_words).collect();
        assert_eq!(kinds, [true, false, true]);
    }
}
