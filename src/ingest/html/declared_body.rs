//! The body that was found, held against the one that the page tells of itself (`articleBody`).
//!
//! What publishers tell search engines has no markup, and often ends early; so it is no body as long as
//! there is a better one. But it is the story and nothing else: a body that has none of it is not the
//! story, and what stands before or behind all of it is the page's.

use super::super::markup;
use crate::article::{Block, LeftOut};

/// The fewest letters of a told body that tells anything.
const FEWEST: usize = 300;

/// The most that is read of a told body, in bytes.
const LONGEST: usize = 200_000;

/// The letters of a told body, without what is written differently in two places.
pub(super) struct DeclaredBody(String);

impl DeclaredBody {
    /// Returns the told body, if it is more than a summary.
    pub(super) fn new(body: &str) -> Option<Self> {
        let letters = letters(&markup::line_of(body, LONGEST));
        (letters.len() >= FEWEST).then_some(Self(letters))
    }

    /// How many hundredths of the told body are in `blocks`.
    pub(super) fn covered(&self, blocks: &[Block]) -> usize {
        let found: usize = blocks
            .iter()
            .filter(|block| self.has(block))
            .map(length)
            .sum();
        found * 100 / self.0.len()
    }

    /// Whether any of `blocks` is told.
    pub(super) fn has_any(&self, blocks: &[Block]) -> bool {
        blocks.iter().any(|block| self.has(block))
    }

    /// Whether all of a block's words are told; of short ones that says nothing.
    fn has(&self, block: &Block) -> bool {
        !matches!(block, Block::Image { .. })
            && length(block) >= 24
            && block.texts().all(|text| {
                let letters = letters(text);
                // The beginning of a paragraph is enough: the end may be cut.
                let head = letters
                    .char_indices()
                    .nth(60)
                    .map_or(letters.len(), |(at, _)| at);
                self.0.contains(letters.get(..head).unwrap_or_default())
            })
    }

    /// Takes away what stands before the first or behind the last told block, pictures excepted.
    pub(super) fn trim(&self, blocks: &mut Vec<Block>, left_out: &mut Vec<LeftOut>) {
        let all: usize = blocks.iter().map(length).sum();
        // What is told may end early; then nothing is known of the rest.
        if self.covered(blocks) < 80 || self.0.len() * 2 < all {
            return;
        }
        let first = blocks.iter().position(|block| self.has(block)).unwrap_or(0);
        let last = blocks
            .iter()
            .rposition(|block| self.has(block))
            .unwrap_or(blocks.len());
        let mut index = 0;
        blocks.retain(|block| {
            let is_within = (first..=last).contains(&index) || matches!(block, Block::Image { .. });
            index += 1;
            if !is_within {
                left_out.extend(block.texts().map(|text| LeftOut {
                    text: text.to_owned(),
                    reason: "not in the publisher's own text of the story".to_owned(),
                }));
            }
            is_within
        });
    }
}

fn length(block: &Block) -> usize {
    block.texts().map(|text| letters(text).len()).sum()
}

/// Letters and digits only, in small: quotation marks and spaces differ between two tellings.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
