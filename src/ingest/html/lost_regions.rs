//! Reports the text of a page that is not in the body, one entry for each region of the page with its reason.

use super::super::boilerplate::reason;
use super::super::markup::words;
use super::numbered_blocks::{NumberedBlocks, numbers};
use crate::article::{Block, LeftOut};

/// The maximum number of regions that are reported, of the characters of each, and of the blocks that are compared
/// with the body.
const MOST_REGIONS: usize = 60;
const LONGEST_REGION: usize = 300;
const MOST_BLOCKS: usize = 2_000;

impl NumberedBlocks {
    /// Reports the sentences of the page, and all text between the paragraphs of the body, that are neither in `html`
    /// nor in `blocks`.
    pub(super) fn report(&self, html: &str, blocks: &[Block], left_out: &mut Vec<LeftOut>) {
        let numbers = numbers(html);
        let within = numbers.iter().min().copied().unwrap_or_default()
            ..numbers.iter().max().copied().unwrap_or_default();
        let shown: String = blocks.iter().flat_map(Block::texts).map(letters).collect();
        let mut regions: Vec<(usize, &'static str, String)> = Vec::new();
        let lost = self.blocks.iter().enumerate().filter(|(number, block)| {
            let is_lost = !numbers.contains(number) && block.letters > 0;
            is_lost && (block.is_prose || within.contains(number))
        });
        for (number, block) in lost.take(MOST_BLOCKS) {
            let Some(text) = words(&block.html) else {
                continue;
            };
            if shown.contains(&letters(&text)) {
                continue;
            }
            let reason = block.frame.unwrap_or_else(|| {
                if block.linked * 2 > block.letters {
                    reason::LINK
                } else if within.contains(&number) {
                    reason::BESIDE_TEXT
                } else {
                    reason::BESIDE_STORY
                }
            });
            match regions.last_mut() {
                Some((before, same, region)) if *before + 1 == number && *same == reason => {
                    *before = number;
                    if region.len() < 4 * LONGEST_REGION {
                        region.push('\n');
                        region.push_str(&text);
                    }
                }
                _ => regions.push((number, reason, text)),
            }
        }
        for (_, reason, text) in regions.into_iter().take(MOST_REGIONS) {
            left_out.push(LeftOut {
                text: text.chars().take(LONGEST_REGION).collect(),
                reason: reason.to_owned(),
            });
        }
    }
}

/// Returns only letters and digits, because spaces and quotation marks differ.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::Document;

    #[test]
    fn what_stands_beside_kept_paragraphs_is_restored_and_the_rest_reported() {
        let text = |n: usize| format!("{n} नदी का पानी रात में उतर गया और लोग घरों को लौटने लगे।");
        let page = format!(
            "<div><p>{}</p><ul><li><a href=/a>रेल</a></ul><p>{}</p><p>{}</p></div><footer><p>{}</p></footer><p hidden>{}</p>",
            text(1),
            text(2),
            text(3),
            text(4),
            text(5)
        );
        let document = Document::from(page);
        let numbered = NumberedBlocks::number(&document);
        let kept = ["[data-block='0']", "[data-block='2']"]
            .map(|block| document.select(block).html().to_string())
            .concat();
        let html = numbered.with_neighbours(kept);
        let order = [text(1), "रेल".to_owned(), text(2), text(3)];
        let found: Vec<Option<usize>> = order.iter().map(|text| html.find(text)).collect();
        assert!(
            found.is_sorted() && found.iter().all(Option::is_some),
            "{html}"
        );
        let mut left_out = Vec::new();
        numbered.report(&html, &[], &mut left_out);
        let reported: Vec<(&str, &str)> = left_out
            .iter()
            .map(|part| (part.text.as_str(), part.reason.as_str()))
            .collect();
        assert_eq!(reported, [(text(4).as_str(), "footer of the page")]);
    }
}
