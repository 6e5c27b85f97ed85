//! Where on the page the story is, and its blocks.

use super::super::address::Base;
use super::super::markup;
use crate::article::Block;
use dom_query::Document;
use dom_smoothie::{Config, Readability};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Returns the blocks of the story; empty where the extractor finds none.
pub(super) fn blocks(document: Document, base: &Base) -> Vec<Block> {
    match readable(document) {
        Some(html) => markup::blocks_of(&html, base),
        None => Vec::new(),
    }
}

/// The HTML of the story. A panic inside somebody else's extractor costs this page and not the reader.
fn readable(document: Document) -> Option<String> {
    let config = Config {
        disable_json_ld: true,
        ..Config::default()
    };
    let extract = AssertUnwindSafe(|| {
        let mut readability = Readability::with_document(document, None, Some(config)).ok()?;
        let article = readability.parse().ok()?;
        Some(article.content.to_string())
    });
    catch_unwind(extract).ok().flatten()
}
