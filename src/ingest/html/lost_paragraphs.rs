//! Restores paragraphs that readability dropped, if they are named like paragraphs that it kept or stand beside
//! them, and reports the others.
//!
//! If a site puts the paragraphs of an article into several boxes, with a film or an advertisement
//! between them, readability keeps one box. But a site gives all paragraphs of an article, or their
//! boxes, the same class. So every block gets a number before readability runs. Afterwards, missing
//! blocks are restored if they have the class of a kept paragraph, or are in the same column: the children of one
//! element. What is lost for all that is reported with its reason, one entry for each region of the page.

use super::super::boilerplate::{ends_sentence, reason};
use super::super::markup::words;
use super::page_parts::is_distrusted;
use crate::article::{Block, LeftOut};
use crate::text::script::count_words;
use dom_query::{Document, NodeId, NodeRef};
use std::collections::{HashMap, HashSet};

/// The attribute that stores the number of a block.
const NUMBER: &str = "data-block";

/// The elements that are numbered.
const BLOCKS: &str = "p, h2, h3, h4, h5, h6, ul, ol, dl, blockquote, figure, img, pre, table, \
    div, section, td, li, dd, center, address, details, label, button, span, a";

/// Of these, the elements that are numbered only if they contain text of their own.
const LEAVES: [&str; 12] = [
    "div", "section", "td", "li", "dd", "center", "address", "details", "label", "button", "span",
    "a",
];

/// The minimum number of characters of a sentence that is restored, and of other prose.
const FEWEST_ENDED: usize = 25;
const FEWEST_UNENDED: usize = 80;

/// The maximum number of regions that are reported, and of the characters of each.
const MOST_REGIONS: usize = 60;
const LONGEST_REGION: usize = 300;

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
    is_list: bool,
    is_prose: bool,
    /// Whether the block is a paragraph or a list, and not the caption of a picture.
    is_part_of_text: bool,
    linked: usize,
    /// The element whose children the block and its neighbours are.
    column: Option<NodeId>,
    /// Whether the column is the whole page.
    is_page: bool,
    /// The element around the block that readability never keeps, or whose name it distrusts.
    frame: Option<&'static str>,
}

impl NumberedBlock {
    /// Returns the HTML within the tags of the block, whose number differs from that of its copies.
    fn html_within(&self) -> &str {
        let within = self.html.split_once('>').map(|(_, within)| within);
        within.unwrap_or(&self.html).trim()
    }
}

impl NumberedBlocks {
    /// Numbers the blocks of `document` that are not part of another block.
    pub(super) fn number(document: &Document) -> Self {
        let mut blocks = Vec::new();
        for node in document.select(BLOCKS).nodes() {
            let around = node.ancestors(None);
            if around.iter().any(|node| node.has_attr(NUMBER))
                || !is_block(node)
                || is_hidden(node, &around)
            {
                continue;
            }
            let text = node.text();
            let text = text.trim();
            let letters = text.len();
            if letters == 0 && !has_picture(node) {
                continue;
            }
            let linked = linked_letters(node);
            let column = column(node);
            let has_few_links = linked * 3 < letters;
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
                is_list: node.has_name("ul") || node.has_name("ol"),
                is_prose: has_few_links && is_prose(text),
                is_part_of_text: column.is_some_and(|(_, part)| is_part_of_text(node, &part)),
                linked,
                is_page: column.is_none_or(|(column, _)| column.has_name("body")),
                column: column.map(|(column, _)| column.id),
                frame: frame(node, &around),
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

/// The reasons for which the text of a page is not in the body, by the element around it.
const FRAMES: [(&str, &str); 6] = [
    ("aside", "aside of the page"),
    ("footer", "footer of the page"),
    ("header", "header of the page"),
    ("nav", reason::NAVIGATION),
    ("form", "form"),
    ("dialog", "form"),
];

impl NumberedBlocks {
    /// Puts the dropped paragraphs and lists that stand in one column with kept paragraphs into `kept`, the output of
    /// readability.
    pub(super) fn with_neighbours(&self, kept: String) -> String {
        let numbers = numbers(&kept);
        let of = |number: &usize| self.blocks.get(*number);
        let is_text = |block: &&NumberedBlock| block.is_prose || block.letters > FEWEST;
        let columns: HashSet<NodeId> = numbers
            .iter()
            .filter_map(of)
            .filter(is_text)
            .filter_map(|block| block.column)
            .collect();
        let (Some(first), Some(last)) = (numbers.iter().min(), numbers.iter().max()) else {
            return kept;
        };
        // Pages have some paragraphs twice, for wide and for narrow windows.
        let known: HashSet<&str> = numbers
            .iter()
            .filter_map(of)
            .map(NumberedBlock::html_within)
            .collect();
        let is_lost = |number: &usize, block: &NumberedBlock| {
            let is_within = (*first..*last).contains(number);
            let is_neighbour = block.column.is_some_and(|column| columns.contains(&column));
            let is_text = block.is_part_of_text && (block.is_prose || block.is_list && is_within);
            let is_new = || !known.contains(block.html_within());
            !numbers.contains(number)
                && is_neighbour
                && is_text
                && block.frame.is_none()
                && (is_within || !block.is_page)
                && is_new()
        };
        let all = self.blocks.iter().enumerate();
        let lost: Vec<usize> = all
            .filter(|(number, block)| is_lost(number, block))
            .map(|(number, _)| number)
            .collect();
        if lost.is_empty() {
            return kept;
        }
        self.inserted(&kept, &numbers, &lost).unwrap_or(kept)
    }

    /// Inserts the blocks `lost` after the kept ones that precede them.
    fn inserted(&self, kept: &str, numbers: &HashSet<usize>, lost: &[usize]) -> Option<String> {
        let document = Document::from(kept);
        let mut sorted: Vec<usize> = numbers.iter().copied().collect();
        sorted.sort_unstable();
        // Of several blocks after one, the last is inserted first.
        for number in lost.iter().rev() {
            let html = &self.blocks.get(*number)?.html;
            let html = format!("<div>{html}</div>");
            let before = sorted.partition_point(|kept| kept < number);
            let select = |number: usize| document.select(&format!("[{NUMBER}='{number}']"));
            if let Some(before) = before.checked_sub(1).and_then(|at| sorted.get(at)) {
                select(*before).nodes().last()?.after_html(html);
            } else {
                select(*sorted.first()?).nodes().first()?.before_html(html);
            }
        }
        Some(document.select("body").inner_html().to_string())
    }

    /// Reports the sentences of the page, and all text between the paragraphs of the body, that are neither in `html`
    /// nor in `blocks`.
    pub(super) fn report(&self, html: &str, blocks: &[Block], left_out: &mut Vec<LeftOut>) {
        let numbers = numbers(html);
        let within = numbers.iter().min().copied().unwrap_or_default()
            ..numbers.iter().max().copied().unwrap_or_default();
        let shown: String = blocks.iter().flat_map(Block::texts).map(letters).collect();
        let mut regions: Vec<(usize, &'static str, String)> = Vec::new();
        for (number, block) in self.blocks.iter().enumerate() {
            let is_within = within.contains(&number);
            if numbers.contains(&number) || block.letters == 0 || !(block.is_prose || is_within) {
                continue;
            }
            let Some(text) = words(&block.html) else {
                continue;
            };
            if shown.contains(&letters(&text)) {
                continue;
            }
            let reason = block.frame.unwrap_or({
                if block.linked * 2 > block.letters {
                    reason::LINK
                } else if is_within {
                    "part beside the text"
                } else {
                    "part of the page beside the story"
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

/// Whether an element is a paragraph or another block, whatever its name: it has a text of its own.
fn is_block(node: &NodeRef<'_>) -> bool {
    let is_leaf = LEAVES.iter().any(|name| node.has_name(name));
    !is_leaf || !node.immediate_text().trim().is_empty()
}

fn has_picture(node: &NodeRef<'_>) -> bool {
    node.has_name("img") || node.descendants_it().any(|node| node.has_name("img"))
}

/// Whether browsers show nothing of an element.
fn is_hidden(node: &NodeRef<'_>, around: &[NodeRef<'_>]) -> bool {
    let is_hidden = |node: &NodeRef<'_>| {
        let never = [
            "script", "style", "noscript", "template", "head", "svg", "select", "iframe",
        ];
        let style = || {
            node.attr_or("style", "")
                .replace(' ', "")
                .to_ascii_lowercase()
        };
        never.iter().any(|name| node.has_name(name))
            || node.has_attr("hidden")
            || node
                .attr("aria-hidden")
                .is_some_and(|value| value.as_ref() == "true")
            || node.has_attr("style")
                && (style().contains("display:none") || style().contains("visibility:hidden"))
    };
    is_hidden(node) || around.iter().any(is_hidden)
}

fn linked_letters(node: &NodeRef<'_>) -> usize {
    if node.has_name("a") {
        return node.text().trim().len();
    }
    let links = node.descendants_it().filter(|node| node.has_name("a"));
    links.map(|link| link.text().trim().len()).sum()
}

fn is_prose(text: &str) -> bool {
    let length = text.chars().count();
    length >= FEWEST_UNENDED
        || length >= FEWEST_ENDED && ends_sentence(text) && count_words(text) > 3
}

/// Returns the element whose children are `node` and its neighbours, the first one around it with other text, and
/// its child with the node.
fn column<'a>(node: &NodeRef<'a>) -> Option<(NodeRef<'a>, NodeRef<'a>)> {
    let mut inner = *node;
    loop {
        let parent = inner.parent()?;
        let others = parent
            .children_it(false)
            .filter(|child| child.id != inner.id);
        let has_text = |child: NodeRef<'_>| !child.is_comment() && !child.text().trim().is_empty();
        if parent.has_name("body") || others.into_iter().any(has_text) {
            return Some((parent, inner));
        }
        inner = parent;
    }
}

/// Whether a block is a paragraph or a list and not beside a picture, as captions are.
fn is_part_of_text(node: &NodeRef<'_>, part: &NodeRef<'_>) -> bool {
    let is_other = [
        "h2", "h3", "h4", "h5", "h6", "figure", "img", "table", "button", "label", "details",
    ];
    let is_caption = |node: &NodeRef<'_>| {
        node.has_name("figure") || node.has_name("figcaption") || {
            let class = node.attr_or("class", "").to_ascii_lowercase();
            ["caption", "credit", "photo", "image", "figure"]
                .iter()
                .any(|word| class.contains(word))
        }
    };
    !is_other.iter().any(|name| node.has_name(name))
        && !has_picture(part)
        && !is_caption(node)
        && !is_caption(part)
        && node.parent().is_none_or(|parent| !is_caption(&parent))
}

/// Returns the reason for leaving out what is within the element around a block that is no part of an article.
fn frame(node: &NodeRef<'_>, around: &[NodeRef<'_>]) -> Option<&'static str> {
    let of_name = |node: &NodeRef<'_>| {
        let frame = FRAMES.iter().find(|(name, _)| node.has_name(name));
        let frame = frame.map(|(_, reason)| *reason);
        frame.or_else(|| is_distrusted(node).then_some("part named unlike a story"))
    };
    of_name(node).or_else(|| {
        let within = around
            .iter()
            .take_while(|node| !node.has_name("article") && !node.has_name("main"));
        within.into_iter().find_map(of_name)
    })
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
