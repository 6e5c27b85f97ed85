//! Where on the page the story is, and its blocks.

use super::super::address::BaseUrl;
use super::super::markup;
use super::declared_body::DeclaredBody;
use super::largest_text_block::largest_text_block;
use super::lost_paragraphs::NumberedBlocks;
use super::script_body::script_body;
use crate::article::{Block, LeftOut};
use dom_query::Document;
use dom_smoothie::{Config, Readability};

/// A body with fewer letters is a headline or a label.
const FEWEST: usize = 300;

/// Returns the blocks of the story; empty where nothing is found. `told` is what the page tells of them.
pub(super) fn blocks(
    document: Document,
    told: Option<&str>,
    base: &BaseUrl,
    left_out: &mut Vec<LeftOut>,
) -> Vec<Block> {
    let other_body = largest_text_block(&document).filter(|html| html.len() >= FEWEST);
    let other_body = other_body.or_else(|| script_body(&document));
    let numbered = NumberedBlocks::number(&document);
    let readable = readable(document).map(|html| numbered.completed(&html).unwrap_or(html));
    let mut blocks = readable
        .map(|html| markup::blocks_of(&html, base))
        .unwrap_or_default();
    let other = || {
        other_body
            .map(|html| markup::blocks_of(&html, base))
            .unwrap_or_default()
    };
    let Some((body, told)) = told.and_then(|body| Some((body, DeclaredBody::new(body)?))) else {
        if mass(&blocks) < FEWEST {
            let other = other();
            return if mass(&other) > 2 * mass(&blocks) {
                other
            } else {
                blocks
            };
        }
        return blocks;
    };
    if told.covered(&blocks) < 30 {
        let other = other();
        blocks = if told.covered(&other) < 30 {
            of_told(body, base)
        } else {
            other
        };
    }
    told.trim(&mut blocks, left_out);
    blocks
}

/// The told body as blocks; a line of it is a paragraph.
fn of_told(body: &str, base: &BaseUrl) -> Vec<Block> {
    let html = if body.contains("</") {
        body.to_owned()
    } else {
        body.replace('\n', "<p>")
    };
    markup::blocks_of(&html, base)
}

/// The letters of the paragraphs.
fn mass(blocks: &[Block]) -> usize {
    let words = blocks
        .iter()
        .filter(|block| !matches!(block, Block::Image { .. }));
    words.flat_map(Block::texts).map(str::len).sum()
}

/// The HTML of the story as readability finds it.
fn readable(document: Document) -> Option<String> {
    let config = Config {
        disable_json_ld: true,
        ..Config::default()
    };
    let mut readability = Readability::with_document(document, None, Some(config)).ok()?;
    let article = readability.parse().ok()?;
    Some(article.content.to_string())
}
