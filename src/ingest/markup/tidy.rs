//! Adjusts the blocks of a body as a whole: the levels of its headings, and its horizontal rules.

use crate::article::{Block, Subheading};

/// Raises the headings until the highest one has the level [`Subheading::HIGHEST`]. Removes
/// horizontal rules at the beginning, at the end and after other rules.
pub(in super::super) fn tidy(blocks: &mut Vec<Block>) {
    let level = |block: &Block| match block {
        Block::Subheading(heading) => Some(heading.level),
        Block::Paragraph(_)
        | Block::Image(_)
        | Block::Media(_)
        | Block::Quote(_)
        | Block::List { .. }
        | Block::Table(_)
        | Block::Code { .. }
        | Block::Rule => None,
    };
    let highest = blocks.iter().filter_map(level).min().unwrap_or_default();
    for block in blocks.iter_mut() {
        if let Block::Subheading(heading) = block {
            let level = heading.level - highest + Subheading::HIGHEST;
            heading.level = level.min(Subheading::LOWEST);
        }
    }
    let mut follows_rule = true;
    blocks.retain(|block| {
        let is_rule = matches!(block, Block::Rule);
        let is_kept = !(is_rule && follows_rule);
        follows_rule = is_rule;
        is_kept
    });
    if matches!(blocks.last(), Some(Block::Rule)) {
        blocks.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::RichText;

    #[test]
    fn headings_are_raised_and_rules_are_between_blocks() {
        let heading = |level| {
            Block::Subheading(Subheading {
                content: RichText::plain("क"),
                level,
            })
        };
        let rule = || Block::Rule;
        let mut blocks = vec![
            rule(),
            heading(3),
            rule(),
            rule(),
            heading(5),
            heading(4),
            rule(),
        ];
        tidy(&mut blocks);
        assert_eq!(blocks, [heading(2), rule(), heading(4), heading(3)]);
    }
}
