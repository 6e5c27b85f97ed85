//! Chooses the body of the article among the candidates that the other modules find.

use super::super::address::BaseUrl;
use super::super::markup;
use super::declared_body::DeclaredBody;
use super::largest_text_block::largest_text_block;
use super::numbered_blocks::NumberedBlocks;
use super::script_body::unseen_body;
use crate::article::{Block, LeftOut};
use dom_query::Document;
use dom_smoothie::{Config, Readability};

/// The minimum number of bytes of a body; a shorter text is a headline or a label.
const FEWEST: usize = 300;

/// Returns the blocks of the body; empty if no body is found. `declared` is the publisher's own
/// text of the article.
pub(super) fn blocks(
    document: Document,
    declared: Option<&str>,
    base: &BaseUrl,
    left_out: &mut Vec<LeftOut>,
) -> Vec<Block> {
    let numbered = NumberedBlocks::number(&document);
    let other_body = largest_text_block(&document).filter(|html| html.len() >= FEWEST);
    let unseen = if numbered.has_little_prose() {
        unseen_body(&document)
    } else {
        None
    };
    let readable = readable(document).map(|html| {
        let html = numbered.restored(&html).unwrap_or(html);
        numbered.with_neighbours(html)
    });
    let readable = readable.unwrap_or_default();
    let (mut blocks, beyond) = markup::body_of(&readable, base);
    left_out.extend(beyond);
    let mut html = &readable;
    let other_body = other_body.unwrap_or_default();
    let unseen = unseen.unwrap_or_default();
    // The other body, with what was removed from it.
    let other = || {
        let shown = markup::blocks_of(&other_body, base);
        let blocks = markup::blocks_of(&unseen.html, base);
        if text_length(&blocks) > 2 * text_length(&shown) {
            (blocks, unseen.left_out.as_slice())
        } else {
            (shown, [].as_slice())
        }
    };
    let declared = declared.and_then(|body| Some((body, DeclaredBody::new(body)?)));
    if let Some((body, declared)) = declared {
        if declared.covered(&blocks) < 30 {
            let (other, removed) = other();
            html = &other_body;
            blocks = if declared.covered(&other) < 30 {
                declared_blocks(body, base)
            } else {
                left_out.extend_from_slice(removed);
                other
            };
        }
        declared.trim(&mut blocks, left_out);
    } else if text_length(&blocks) < FEWEST {
        let (other, removed) = other();
        if text_length(&other) > 2 * text_length(&blocks) {
            left_out.extend_from_slice(removed);
            (html, blocks) = (&other_body, other);
        }
    }
    numbered.report(html, &blocks, left_out);
    blocks
}

/// Returns the publisher's own text as blocks, one paragraph for each line.
fn declared_blocks(body: &str, base: &BaseUrl) -> Vec<Block> {
    let html = if body.contains("</") {
        body.to_owned()
    } else {
        body.replace('\n', "<p>")
    };
    markup::blocks_of(&html, base)
}

/// Whether blocks have less text than a body.
pub(super) fn is_poor(blocks: &[Block]) -> bool {
    text_length(blocks) < FEWEST
}

/// Returns the number of bytes of text in `blocks`.
fn text_length(blocks: &[Block]) -> usize {
    let words = blocks.iter().filter(|block| block.has_words());
    words.flat_map(Block::texts).map(str::len).sum()
}

/// Returns the HTML that the readability crate extracts.
fn readable(document: Document) -> Option<String> {
    let config = Config {
        disable_json_ld: true,
        ..Config::default()
    };
    let mut readability = Readability::with_document(document, None, Some(config)).ok()?;
    let article = readability.parse().ok()?;
    Some(article.content.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_removed_from_a_body_in_a_script_is_reported() {
        let text = "नदी का पानी रात में उतर गया और लोग अपने घरों को लौटने लगे।";
        let paragraphs = format!("<p>{text}</p>").repeat(12);
        let share = "<div class='share-bar'><p>दोस्तों को भेजने के लिए यहाँ दबाएँ और बताएँ कि ख़बर कैसी लगी।</p></div>";
        let page = format!(
            "<h1>नदी</h1><div id=root></div><template><article>{paragraphs}{share}</article></template>"
        );
        let mut left_out = Vec::new();
        let base = BaseUrl::default();
        let blocks = blocks(Document::from(page), None, &base, &mut left_out);
        assert_eq!(blocks.len(), 12, "{blocks:?}");
        let reported = left_out
            .iter()
            .any(|part| part.text.contains("दोस्तों को भेजने"));
        assert!(reported, "{left_out:?}");
    }

    #[test]
    fn the_declared_body_replaces_the_wrong_part_of_a_page() {
        let base = BaseUrl::default();
        let text = "नदी का पानी रात में उतर गया और लोग अपने घरों को लौटने लगे। ".repeat(8);
        let other = "यह किसी और पन्ने की बात है जो यहाँ नहीं लिखी गई थी कभी। ".repeat(8);
        let page = || Document::from(format!("<article><p>{other}</p><p>{other}</p></article>"));
        let words = |blocks: Vec<Block>| -> String {
            blocks
                .iter()
                .flat_map(Block::texts)
                .collect::<Vec<_>>()
                .join(" ")
        };
        let found = words(blocks(page(), Some(&text), &base, &mut Vec::new()));
        assert!(found.contains(text.trim()) && !found.contains(other.trim()));
        let found = words(blocks(page(), None, &base, &mut Vec::new()));
        assert!(found.contains(other.trim()));
    }
}
