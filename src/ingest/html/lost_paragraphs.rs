//! Paragraphs of the story that readability lost, found by their likeness to those that it kept.
//!
//! Where a site puts the paragraphs of one story into several boxes, with a film or an advertisement
//! between them, readability takes one box. But a site gives all paragraphs of its stories one name, or
//! puts them into boxes of one name. So each block gets a number before readability sees the page, and
//! of those without which it comes back the ones that are named like the kept ones are put in again.

use dom_query::{Document, NodeRef};
use std::collections::{HashMap, HashSet};

/// The attribute that holds a block's number.
const NUMBER: &str = "data-block";

/// What is numbered.
const BLOCKS: &str = "p, h2, h3, h4, ul, ol, blockquote, figure, img, pre, table";

/// The fewest letters of a paragraph that is put in again.
const FEWEST: usize = 60;

/// A few lines were left out for a reason, and stay out if they are less than one part in so many of
/// what was kept …
const OUTSIDE: usize = 4;
/// … or in so many where they stand between paragraphs that were kept: there the story goes on.
const BETWEEN: usize = 20;

/// The blocks of a page, numbered.
pub(super) struct NumberedBlocks {
    blocks: Vec<NumberedBlock>,
}

struct NumberedBlock {
    html: String,
    letters: usize,
    /// What it is called like; none for what is called nothing.
    name: Option<String>,
    is_title: bool,
    /// A table or a quotation: not told by its name, but by what it stands between.
    is_inset: bool,
}

impl NumberedBlocks {
    /// Numbers the blocks of `document` that do not stand in another one.
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

    /// Returns the story with what was lost of it, if much was; `kept` is what readability returned.
    pub(super) fn completed(&self, kept: &str) -> Option<String> {
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
        let mut said: HashSet<&str> = numbers
            .iter()
            .filter_map(|number| Some(self.blocks.get(*number)?.html.as_str()))
            .collect();
        let mut all: Vec<usize> = numbers.iter().copied().collect();
        let within = *all.iter().min()?..*all.iter().max()?;
        let (mut lost, mut between) = (0, 0);
        for (number, block) in self.blocks.iter().enumerate() {
            if !numbers.contains(&number) && is_like(block) && said.insert(&block.html) {
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

    /// The blocks of these numbers, which are sorted, and the heading or the table right before each of them.
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

/// What a paragraph is called, or else the box in which it stands.
fn name(paragraph: &NodeRef<'_>) -> Option<String> {
    let class = |node: &NodeRef<'_>| node.attr("class").filter(|class| !class.trim().is_empty());
    class(paragraph)
        .map(|class| format!("p {class}"))
        .or_else(|| class(&paragraph.parent()?).map(|class| format!("in {class}")))
}

/// The numbers that stand in what readability returned.
fn numbers(html: &str) -> HashSet<usize> {
    let mark = format!("{NUMBER}=\"");
    let places = html.split(mark.as_str()).skip(1);
    places
        .filter_map(|rest| rest.split('"').next()?.parse().ok())
        .collect()
}
