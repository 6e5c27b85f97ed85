//! Restores paragraphs that readability dropped, if they are named like paragraphs that it kept.
//!
//! If a site puts the paragraphs of an article into several boxes, with a film or an advertisement
//! between them, readability keeps one box. But a site gives all paragraphs of an article, or their
//! boxes, the same class. So every block gets a number before readability runs. Afterwards, missing
//! blocks are restored if they have the class of a kept paragraph.

use dom_query::{Document, NodeRef};
use std::collections::{HashMap, HashSet};

/// The attribute that stores the number of a block.
const NUMBER: &str = "data-block";

/// The elements that are numbered.
const BLOCKS: &str = "p, h2, h3, h4, ul, ol, blockquote, figure, img, pre, table";

/// The minimum number of bytes of a paragraph that is restored.
const FEWEST: usize = 60;

/// Paragraphs are restored only if they have at least a quarter as much text as was kept, because
/// readability drops a few lines for good reason.
const OUTSIDE: usize = 4;
/// Between two kept paragraphs the article continues, so a twentieth of the kept text is enough
/// there.
const BETWEEN: usize = 20;

/// The blocks of a page, numbered.
pub(super) struct NumberedBlocks {
    blocks: Vec<NumberedBlock>,
}

struct NumberedBlock {
    html: String,
    letters: usize,
    /// The class of the paragraph or of its box; `None` if there is none.
    name: Option<String>,
    is_title: bool,
    /// Whether the block is a table or a quotation, which is restored by its position and not by its class.
    is_inset: bool,
}

impl NumberedBlocks {
    /// Numbers the blocks of `document` that are not part of another block.
    pub(super) fn number(document: &Document) -> Self {
        let mut blocks = Vec::new();
        for node in document.select(BLOCKS).nodes() {
            let around = node.ancestors(Some(6));
            if around.iter().any(|node| node.has_attr(NUMBER)) {
                continue;
            }
            let letters = node.text().trim().len();
            let linked: usize = node
                .descendants_it()
                .filter(|node| node.has_name("a"))
                .map(|link| link.text().trim().len())
                .sum();
            let is_paragraph = node.has_name("p") && linked * 2 <= letters;
            let name = name(node).filter(|_| is_paragraph && letters >= FEWEST);
            node.set_attr(NUMBER, &blocks.len().to_string());
            blocks.push(NumberedBlock {
                html: node.html().to_string(),
                letters,
                name,
                is_title: node.has_name("h2") || node.has_name("h3"),
                is_inset: (node.has_name("table") || node.has_name("blockquote"))
                    && linked * 2 <= letters,
            });
        }
        Self { blocks }
    }

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
                .filter(|block| block.is_title || block.is_inset);
            html.extend(heading.map(|block| block.html.as_str()));
            html.extend(self.blocks.get(*number).map(|block| block.html.as_str()));
        }
        html
    }
}

/// Returns the class of a paragraph, or of its box.
fn name(paragraph: &NodeRef<'_>) -> Option<String> {
    let class = |node: &NodeRef<'_>| node.attr("class").filter(|class| !class.trim().is_empty());
    class(paragraph)
        .map(|class| format!("p {class}"))
        .or_else(|| class(&paragraph.parent()?).map(|class| format!("in {class}")))
}

/// Returns the block numbers in the output of readability.
fn numbers(html: &str) -> HashSet<usize> {
    let mark = format!("{NUMBER}=\"");
    let places = html.split(mark.as_str()).skip(1);
    places
        .filter_map(|rest| rest.split('"').next()?.parse().ok())
        .collect()
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
