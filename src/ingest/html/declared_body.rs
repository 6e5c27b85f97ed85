//! The publisher's own text of the article (`articleBody` in JSON-LD), used to check what was
//! extracted.
//!
//! This text is written for search engines: it has no markup and often ends early, so any good
//! extraction is better. But it contains the article and nothing else. If an extracted body shares
//! nothing with it, the wrong element of the page was extracted. Blocks before its beginning or
//! after its end are boilerplate.

use super::super::boilerplate::reason;
use super::super::markup;
use crate::article::{Block, LeftOut};

/// The minimum number of letters; a shorter text may be only a summary.
const FEWEST: usize = 300;

/// The maximum number of bytes that are read from the publisher's text.
const LONGEST: usize = 200_000;

/// The letters and digits of the publisher's text, in lower case.
pub(super) struct DeclaredBody(String);

impl DeclaredBody {
    /// Returns the publisher's text, unless it is so short that it may be only a summary.
    pub(super) fn new(body: &str) -> Option<Self> {
        let letters = letters(&markup::line_of(body, LONGEST));
        (letters.len() >= FEWEST).then_some(Self(letters))
    }

    /// Returns the percentage of the publisher's text that `blocks` contain.
    pub(super) fn covered(&self, blocks: &[Block]) -> usize {
        let found: usize = blocks
            .iter()
            .filter(|block| self.has(block))
            .map(length)
            .sum();
        found * 100 / self.0.len()
    }

    /// Whether the publisher's text contains any of `blocks`.
    pub(super) fn has_any(&self, blocks: &[Block]) -> bool {
        blocks.iter().any(|block| self.has(block))
    }

    /// Whether the publisher's text contains a block. Short blocks are ignored.
    fn has(&self, block: &Block) -> bool {
        block.has_words()
            && length(block) >= 24
            && block.texts().all(|text| {
                let letters = letters(text);
                // The beginning of a paragraph is compared, because its end may have been cut.
                let head = letters
                    .char_indices()
                    .nth(60)
                    .map_or(letters.len(), |(at, _)| at);
                self.0.contains(letters.get(..head).unwrap_or_default())
            })
    }

    /// Counts the blocks with which the publisher's text goes on after the block `last`.
    fn short_after(&self, blocks: &[Block], last: Option<&Block>) -> usize {
        let last = last.map(joined).unwrap_or_default();
        let mut rest = self.0.rsplit_once(&last).map_or("", |(_, rest)| rest);
        let follows = blocks.iter().take_while(|block| {
            let text = joined(block);
            let goes_on = !text.is_empty() && rest.starts_with(&text);
            rest = rest
                .get(text.len()..)
                .filter(|_| goes_on)
                .unwrap_or_default();
            goes_on
        });
        follows.count()
    }

    /// Counts the blocks with which the publisher's text begins before the block `first`.
    fn short_before(&self, blocks: &[Block], first: Option<&Block>) -> usize {
        let first = first.map(joined).unwrap_or_default();
        let mut rest = self.0.split_once(&first).map_or("", |(rest, _)| rest);
        let precedes = blocks.iter().rev().take_while(|block| {
            let text = joined(block);
            let goes_on = !text.is_empty() && rest.ends_with(&text);
            rest = rest
                .strip_suffix(text.as_str())
                .filter(|_| goes_on)
                .unwrap_or_default();
            goes_on
        });
        precedes.count()
    }

    /// Removes the blocks before the first and after the last block that the publisher's text
    /// contains; pictures are kept.
    pub(super) fn trim(&self, blocks: &mut Vec<Block>, left_out: &mut Vec<LeftOut>) {
        let all: usize = blocks.iter().map(length).sum();
        // If the publisher's text ends early, it says nothing about the other blocks.
        if self.covered(blocks) < 80 || self.0.len() * 2 < all {
            return;
        }
        let first = blocks.iter().position(|block| self.has(block)).unwrap_or(0);
        let last = blocks
            .iter()
            .rposition(|block| self.has(block))
            .unwrap_or(blocks.len());
        // A short block counts where the publisher's text goes on with it.
        let first =
            first - self.short_before(blocks.get(..first).unwrap_or_default(), blocks.get(first));
        let last =
            last + self.short_after(blocks.get(last + 1..).unwrap_or_default(), blocks.get(last));
        let mut index = 0;
        blocks.retain(|block| {
            let is_within = (first..=last).contains(&index) || !block.has_words();
            index += 1;
            if !is_within {
                left_out.extend(block.texts().map(|text| LeftOut {
                    text: text.to_owned(),
                    reason: reason::NOT_DECLARED.to_owned(),
                }));
            }
            is_within
        });
    }
}

/// Returns the letters and digits of all texts of a block.
fn joined(block: &Block) -> String {
    block.texts().map(letters).collect()
}

fn length(block: &Block) -> usize {
    block.texts().map(|text| letters(text).len()).sum()
}

/// Returns only letters and digits, in lower case, because quotation marks and spaces differ.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::article::RichText;

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(RichText::plain(text.to_owned()))
    }

    #[test]
    fn blocks_outside_of_the_declared_body_are_removed() {
        let texts = ["पहला", "दूसरा", "तीसरा"].map(|word| format!("{word} अनुच्छेद ").repeat(12));
        let declared = DeclaredBody::new(&texts.join("\n")).unwrap();
        let menu = paragraph("होम, देश, दुनिया, खेल, मनोरंजन, राशिफल");
        let mut blocks: Vec<Block> = texts.iter().map(|text| paragraph(text)).collect();
        blocks.insert(0, menu.clone());
        assert_eq!(declared.covered(&blocks), 100);
        assert!(!declared.has_any(&[menu]));
        let mut left_out = Vec::new();
        declared.trim(&mut blocks, &mut left_out);
        assert_eq!((blocks.len(), left_out.len()), (3, 1));
    }

    #[test]
    fn short_blocks_stay_where_the_declared_body_has_them() {
        let texts = ["पहला", "दूसरा"].map(|word| format!("{word} अनुच्छेद ").repeat(16));
        let declared = DeclaredBody::new(&format!("शुरू।\n{}\nछोटा।", texts.join("\n"))).unwrap();
        let lines = ["होम", "शुरू।", &texts[0], &texts[1], "छोटा।", "खेल"];
        let mut blocks: Vec<Block> = lines.iter().map(|line| paragraph(line)).collect();
        let mut left_out = Vec::new();
        declared.trim(&mut blocks, &mut left_out);
        let out: Vec<&str> = left_out.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(out, ["होम", "खेल"]);
    }

    #[test]
    fn a_summary_is_no_declared_body() {
        assert!(DeclaredBody::new("नदी का पानी उतरा।").is_none());
    }
}
