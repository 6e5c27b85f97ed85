//! The blocks of a page, numbered before readability runs, so that what it kept and what it lost is known afterwards.

use super::super::boilerplate::{ends_sentence, reason};
use super::page_parts::is_distrusted;
use crate::text::script::count_words;
use dom_query::{Document, NodeId, NodeRef};
use std::collections::{HashMap, HashSet};

/// The attribute that stores the number of a block.
pub(super) const NUMBER: &str = "data-block";

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

/// The minimum number of bytes of a paragraph that is restored.
pub(super) const FEWEST: usize = 60;

/// The number of bytes of the sentences of a page below which its text may be elsewhere.
const LITTLE_PROSE: usize = 1_200;

/// The number of neighbours on each side that are examined for text.
const NEIGHBOURS: usize = 6;

/// The reasons for which the text of a page is not in the body, by the element around it.
const FRAMES: [(&str, &str); 6] = [
    ("aside", reason::ASIDE),
    ("footer", reason::FOOTER),
    ("header", reason::HEADER),
    ("nav", reason::NAVIGATION),
    ("form", reason::FORM),
    ("dialog", reason::FORM),
];

/// The blocks of a page, numbered.
pub(super) struct NumberedBlocks {
    pub(super) blocks: Vec<NumberedBlock>,
}

/// What a block is to the rules that restore it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum NumberedKind {
    Title,
    /// A table or a quotation, which is restored by its position and not by its class.
    Inset,
    /// A paragraph that is not the caption of a picture.
    Paragraph,
    List,
    Other,
}

/// A block with its number.
pub(super) struct NumberedBlock {
    pub(super) html: String,
    pub(super) kind: NumberedKind,
    /// The length of its text in bytes.
    pub(super) letters: usize,
    /// The length of its text within links, in bytes.
    pub(super) linked: usize,
    /// The class of the paragraph or of its box; `None` if there is none.
    pub(super) name: Option<String>,
    pub(super) is_prose: bool,
    /// The element whose children the block and its neighbours are.
    pub(super) column: Option<NodeId>,
    /// Whether the column is the whole page.
    pub(super) is_page: bool,
    /// The reason for leaving out what is within an element around the block.
    pub(super) frame: Option<&'static str>,
}

impl NumberedBlock {
    /// Returns the HTML within the tags of the block, whose number differs from that of its copies.
    pub(super) fn html_within(&self) -> &str {
        let within = self.html.split_once('>').map(|(_, within)| within);
        within.unwrap_or(&self.html).trim()
    }
}

impl NumberedBlocks {
    /// Numbers the blocks of `document` that are not part of another block.
    pub(super) fn number(document: &Document) -> Self {
        let mut containers = Containers::default();
        let mut blocks = Vec::new();
        for node in document.select(BLOCKS).nodes() {
            let around = containers.of(node);
            if around.is_within_block || around.is_hidden || !is_block(node) {
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
            let is_paragraph = node.has_name("p") && linked * 2 <= letters;
            let name = name(node).filter(|_| is_paragraph && letters >= FEWEST);
            node.set_attr(NUMBER, &blocks.len().to_string());
            containers.number(node);
            blocks.push(NumberedBlock {
                html: node.html().to_string(),
                kind: kind(node, column.as_ref(), linked * 2 <= letters),
                letters,
                linked,
                name,
                is_prose: linked * 3 < letters && is_prose(text),
                is_page: column.is_none_or(|(column, _)| column.has_name("body")),
                column: column.map(|(column, _)| column.id),
                frame: around.frame,
            });
        }
        Self { blocks }
    }

    /// Whether the page shows so few sentences that the article may be in its scripts.
    pub(super) fn has_little_prose(&self) -> bool {
        let prose = self.blocks.iter().filter(|block| block.is_prose);
        prose.map(|block| block.letters).sum::<usize>() < LITTLE_PROSE
    }
}

/// Returns the block numbers in the output of readability.
pub(super) fn numbers(html: &str) -> HashSet<usize> {
    let mark = format!("{NUMBER}=\"");
    let places = html.split(mark.as_str()).skip(1);
    places
        .filter_map(|rest| rest.split('"').next()?.parse().ok())
        .collect()
}

/// What is known of an element from the elements around it.
#[derive(Clone, Copy, Default)]
struct Container {
    is_hidden: bool,
    is_within_block: bool,
    frame: Option<&'static str>,
}

/// What is known of each element, kept because asking all ancestors of each element would take quadratic time.
#[derive(Default)]
struct Containers(HashMap<NodeId, Container>);

impl Containers {
    fn of(&mut self, node: &NodeRef<'_>) -> Container {
        let mut path = Vec::new();
        let mut here = Some(*node);
        let mut known = Container::default();
        while let Some(node) = here {
            if let Some(container) = self.0.get(&node.id) {
                known = *container;
                break;
            }
            path.push(node);
            here = node.parent();
        }
        for node in path.into_iter().rev() {
            known = known.within(&node);
            self.0.insert(node.id, known);
        }
        known
    }

    /// Notes that an element is a block, and all within it part of it.
    fn number(&mut self, node: &NodeRef<'_>) {
        if let Some(container) = self.0.get_mut(&node.id) {
            container.is_within_block = true;
        }
    }
}

impl Container {
    fn within(self, node: &NodeRef<'_>) -> Self {
        let outer = if node.has_name("article") || node.has_name("main") {
            None
        } else {
            self.frame
        };
        let frame = FRAMES.iter().find(|(name, _)| node.has_name(name));
        let frame = frame.map(|(_, reason)| *reason);
        let frame = frame.or_else(|| is_distrusted(node).then_some(reason::NAMED_UNLIKE_STORY));
        Self {
            is_hidden: self.is_hidden || is_hidden(node),
            is_within_block: self.is_within_block,
            frame: frame.or(outer),
        }
    }
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
fn is_hidden(node: &NodeRef<'_>) -> bool {
    let never = [
        "script", "style", "noscript", "template", "head", "svg", "select", "iframe",
    ];
    let is_unseen = |style: &str| {
        let style = style.replace(' ', "").to_ascii_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    };
    never.iter().any(|name| node.has_name(name))
        || node.has_attr("hidden")
        || node
            .attr("aria-hidden")
            .is_some_and(|value| value.as_ref() == "true")
        || node.attr("style").is_some_and(|style| is_unseen(&style))
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
    let has_text = |node: &NodeRef<'_>| {
        let mut texts = std::iter::once(*node).chain(node.descendants_it());
        texts.any(|node| node.is_nonempty_text())
    };
    let mut inner = *node;
    loop {
        let parent = inner.parent()?;
        let before = std::iter::successors(inner.prev_sibling(), NodeRef::prev_sibling);
        let after = std::iter::successors(inner.next_sibling(), NodeRef::next_sibling);
        let mut beside = before.take(NEIGHBOURS).chain(after.take(NEIGHBOURS));
        if parent.has_name("body") || beside.any(|node| has_text(&node)) {
            return Some((parent, inner));
        }
        inner = parent;
    }
}

/// Returns what a block is; `part` is the child of its column with the block.
fn kind(
    node: &NodeRef<'_>,
    column: Option<&(NodeRef<'_>, NodeRef<'_>)>,
    has_few_links: bool,
) -> NumberedKind {
    let is_any = |names: &[&str]| names.iter().any(|name| node.has_name(name));
    if is_any(&["h2", "h3"]) {
        return NumberedKind::Title;
    }
    if is_any(&["table", "blockquote"]) && has_few_links {
        return NumberedKind::Inset;
    }
    let others = [
        "h4", "h5", "h6", "figure", "img", "table", "button", "label", "details",
    ];
    let is_beside_picture = column.is_none_or(|(_, part)| has_picture(part) || is_caption(part));
    let is_caption = is_caption(node) || node.parent().is_some_and(|parent| is_caption(&parent));
    if is_any(&others) || is_beside_picture || is_caption {
        NumberedKind::Other
    } else if is_any(&["ul", "ol"]) {
        NumberedKind::List
    } else {
        NumberedKind::Paragraph
    }
}

fn is_caption(node: &NodeRef<'_>) -> bool {
    let class = node.attr_or("class", "").to_ascii_lowercase();
    let words = ["caption", "credit", "photo", "image", "figure"];
    node.has_name("figure")
        || node.has_name("figcaption")
        || words.iter().any(|word| class.contains(word))
}

/// Returns the class of a paragraph, or of its box.
fn name(paragraph: &NodeRef<'_>) -> Option<String> {
    let class = |node: &NodeRef<'_>| node.attr("class").filter(|class| !class.trim().is_empty());
    class(paragraph)
        .map(|class| format!("p {class}"))
        .or_else(|| class(&paragraph.parent()?).map(|class| format!("in {class}")))
}
