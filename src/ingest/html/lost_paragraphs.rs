//! Restores paragraphs that readability dropped, if they are named like paragraphs that it kept or stand beside
//! them.
//!
//! If a site puts the paragraphs of an article into several boxes, with a film or an advertisement
//! between them, readability keeps one box. But a site gives all paragraphs of an article, or their
//! boxes, the same class. So every block gets a number before readability runs (`numbered_blocks`). Afterwards,
//! missing blocks are restored if they have the class of a kept paragraph, or are in the same column: the children
//! of one element.

use super::numbered_blocks::{
    FEWEST, NUMBER, NumberedBlock, NumberedBlocks, NumberedKind, numbers,
};
use dom_query::{Document, NodeId, NodeRef};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Paragraphs are restored only if they have at least a quarter as much text as was kept, because
/// readability drops a few lines for good reason.
const OUTSIDE: usize = 4;
/// Between two kept paragraphs the article continues, so a twentieth of the kept text is enough
/// there.
const BETWEEN: usize = 20;

impl NumberedBlocks {
    /// Returns the HTML of the article with the dropped paragraphs, if enough of them were dropped.
    /// `kept` is the output of readability.
    pub(super) fn restored(&self, kept: &str) -> Option<String> {
        let numbers = numbers(kept);
        let mut names: HashMap<&str, usize> = HashMap::new();
        let mut letters = 0;
        for block in numbers.iter().filter_map(|number| self.blocks.get(*number)) {
            letters += block.letters;
            if let Some(name) = &block.name {
                *names.entry(name).or_default() += 1;
            }
        }
        let is_like = |block: &NumberedBlock| {
            let name = block.name.as_deref();
            name.is_some_and(|name| names.get(name).is_some_and(|count| *count >= 2))
        };
        let mut seen: HashSet<&str> = numbers
            .iter()
            .filter_map(|number| Some(self.blocks.get(*number)?.html.as_str()))
            .collect();
        let mut all: Vec<usize> = numbers.iter().copied().collect();
        let within = *all.iter().min()?..*all.iter().max()?;
        let (mut lost, mut between) = (0, 0);
        for (number, block) in self.blocks.iter().enumerate() {
            if !numbers.contains(&number) && is_like(block) && seen.insert(&block.html) {
                lost += block.letters;
                if within.contains(&number) {
                    between += block.letters;
                }
                all.push(number);
            }
        }
        let is_little = lost * OUTSIDE < letters && between * BETWEEN < letters;
        if is_little || letters == 0 {
            return None;
        }
        all.sort_unstable();
        Some(self.written(&all))
    }

    /// Writes the blocks with the given sorted numbers, each after the heading or table directly
    /// before it.
    fn written(&self, numbers: &[usize]) -> String {
        let mut html = String::new();
        for number in numbers {
            let before = number
                .checked_sub(1)
                .filter(|before| numbers.binary_search(before).is_err());
            let heading = before
                .and_then(|before| self.blocks.get(before))
                .filter(|block| matches!(block.kind, NumberedKind::Title | NumberedKind::Inset));
            html.extend(heading.map(|block| block.html.as_str()));
            html.extend(self.blocks.get(*number).map(|block| block.html.as_str()));
        }
        html
    }

    /// Puts the dropped paragraphs and lists that stand in one column with kept paragraphs into `kept`, the output of
    /// readability.
    pub(super) fn with_neighbours(&self, kept: String) -> String {
        let numbers = numbers(&kept);
        let (Some(first), Some(last)) = (numbers.iter().min(), numbers.iter().max()) else {
            return kept;
        };
        let blocks = || numbers.iter().filter_map(|number| self.blocks.get(*number));
        let texts = blocks().filter(|block| block.is_prose || block.letters > FEWEST);
        let columns: HashSet<NodeId> = texts.filter_map(|block| block.column).collect();
        // Pages have some paragraphs twice, for wide and for narrow windows.
        let known: HashSet<&str> = blocks().map(NumberedBlock::html_within).collect();
        let is_lost = |number: usize, block: &NumberedBlock| {
            let is_within = (*first..*last).contains(&number);
            let is_text = match block.kind {
                NumberedKind::List => block.is_prose || is_within,
                NumberedKind::Paragraph => block.is_prose,
                NumberedKind::Inset => is_within && !block.html.contains("<img"),
                NumberedKind::Title | NumberedKind::Other => false,
            };
            is_text
                && !numbers.contains(&number)
                && block.column.is_some_and(|column| columns.contains(&column))
                && block.frame.is_none()
                && (is_within || !block.is_page)
                && !known.contains(block.html_within())
        };
        let dropped = self.blocks.iter().enumerate();
        let dropped = dropped.filter(|(number, block)| is_lost(*number, block));
        let dropped: Vec<(usize, &NumberedBlock)> = dropped.collect();
        if dropped.is_empty() {
            return kept;
        }
        inserted(&kept, &dropped).unwrap_or(kept)
    }
}

/// Inserts blocks into `kept`, each after the kept one that precedes it.
fn inserted(kept: &str, lost: &[(usize, &NumberedBlock)]) -> Option<String> {
    let document = Document::from(kept);
    let selected = document.select(&format!("[{NUMBER}]"));
    let number = |node: &NodeRef<'_>| node.attr(NUMBER)?.parse::<usize>().ok();
    let nodes = selected.nodes().iter();
    let nodes: BTreeMap<usize, NodeRef<'_>> = nodes
        .filter_map(|node| Some((number(node)?, *node)))
        .collect();
    // Of several blocks after one, the last is inserted first.
    for (number, block) in lost.iter().rev() {
        let html = format!("<div>{}</div>", block.html);
        if let Some((_, before)) = nodes.range(..number).next_back() {
            before.after_html(html);
        } else {
            nodes.first_key_value()?.1.before_html(html);
        }
    }
    Some(document.select("body").inner_html().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_of_the_same_class_are_restored() {
        let text = |n: usize| format!("{n} नदी का पानी रात में उतर गया और लोग घरों को लौटने लगे।");
        let paragraph = |class: &str, n| format!("<p class={class}>{}</p>", text(n));
        let page = format!(
            "<div>{}{}</div><div>{}{}</div>",
            paragraph("story", 1),
            paragraph("story", 2),
            paragraph("story", 3),
            paragraph("legal", 4)
        );
        let document = Document::from(page);
        let numbered = NumberedBlocks::number(&document);
        let kept: String = ["[data-block='0']", "[data-block='1']"]
            .map(|block| document.select(block).html().to_string())
            .concat();
        let restored = numbered.restored(&kept).unwrap();
        assert!(
            restored.contains(&text(3)) && !restored.contains(&text(4)),
            "{restored}"
        );
        let all = format!("{kept}{}", document.select("[data-block='2']").html());
        assert_eq!(numbered.restored(&all), None);
    }
}
