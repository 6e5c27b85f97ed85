//! Facts about all blocks of a body, collected before the first of them is judged.
//!
//! A date, a figure, a repeated line or a heading such as `मुख्य समाचार` is boilerplate on one page and the
//! article on another, and the line alone does not show which. Its neighbours do: a chronicle has several dates
//! with paragraphs between them, and stories of the site are links.

use super::super::boilerplate::{self, ends_sentence, reason};
use super::super::date;
use super::super::fold::folded;
use super::links::is_linked;
use crate::article::{Block, ListItem, RichText};
use crate::text::script::count_words;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The minimum number of words of prose that does not end like a sentence, and of prose that does.
const FEWEST_UNENDED: usize = 12;
const FEWEST_ENDED: usize = 5;

/// The number of times that show that they are those of a live page's entries.
const FEWEST_TIMES: usize = 2;

/// What the neighbours of each block are.
#[derive(Debug, Default)]
pub(super) struct Neighbours {
    /// The blocks from the first to the last with prose.
    prose: Range<usize>,
    /// For each block in a region of other parts of the site, the reason for leaving it out.
    regions: HashMap<usize, &'static str>,
    /// The blocks with the heading of such a region.
    headings: HashMap<usize, &'static str>,
    pictures: HashSet<usize>,
    /// The days of the lines that are only a date.
    days: HashSet<String>,
    /// The number of lines between paragraphs that are only a time or an age.
    times: usize,
    /// How often each text occurs.
    count: HashMap<String, usize>,
}

impl Neighbours {
    pub(super) fn of(blocks: &[Block]) -> Self {
        let is_prose_block = |block: &Block| prose_of(block).is_some_and(is_prose);
        let first = blocks.iter().position(is_prose_block);
        let last = blocks.iter().rposition(is_prose_block);
        let mut neighbours = Self {
            prose: first.unwrap_or(blocks.len())..last.map_or(0, |last| last + 1),
            ..Self::default()
        };
        for (at, block) in blocks.iter().enumerate() {
            if matches!(block, Block::Image(_)) {
                neighbours.pictures.insert(at);
            }
            if let Some(text) = words_of(block) {
                neighbours.take(at, &text.text);
                neighbours.find_region(at, text, blocks);
            }
        }
        neighbours
    }

    fn take(&mut self, at: usize, line: &str) {
        if line.len() >= 300 {
            return;
        }
        *self.count.entry(line.to_owned()).or_default() += 1;
        // A date below the last paragraph is that of a broadcast or of the page.
        let has_entry = at < self.prose.end;
        if has_entry && boilerplate::is_only_date(line) && !boilerplate::is_labelled_date(line) {
            self.days.extend(date::parse(line).map(day));
        }
        if self.prose.contains(&at) && boilerplate::is_time(line) {
            self.times += 1;
        }
    }

    /// Finds the region below the heading at `at`, if it is the heading of another part of the site.
    fn find_region(&mut self, at: usize, heading: &RichText, blocks: &[Block]) {
        let Some(reason) = boilerplate::section_heading(&folded(&heading.text)) else {
            return;
        };
        let rest = blocks.iter().enumerate().skip(at + 1);
        let is_part = |block: &Block| match reason {
            // Who the author is is told in sentences.
            reason::ABOUT_AUTHOR => !matches!(block, Block::Subheading(_)),
            _ => is_offer(block) || at >= self.prose.end,
        };
        let region = rest.take_while(|(_, block)| is_part(block));
        let region: Vec<usize> = region.map(|(at, _)| at).collect();
        let end = region.last().map_or(at + 1, |last| last + 1);
        let after = blocks.get(end);
        let is_at_end = after.is_none_or(|after| {
            words_of(after)
                .is_some_and(|text| boilerplate::section_heading(&folded(&text.text)).is_some())
        });
        let is_heading = matches!(blocks.get(at), Some(Block::Subheading(_)));
        // Between paragraphs these words are only buttons.
        let is_button = matches!(
            reason,
            reason::ADVERTISEMENT | reason::SHARE_BAR | reason::COMMENTS
        ) && (!is_heading || reason != reason::COMMENTS);
        let is_region = match reason {
            reason::ABOUT_AUTHOR => is_at_end,
            _ => !region.is_empty() || is_button || after.is_none(),
        };
        if is_region {
            self.headings.insert(at, reason);
            self.regions
                .extend(region.into_iter().map(|at| (at, reason)));
        }
    }

    /// Returns the reason for leaving out the heading at `at` of another part of the site.
    pub(super) fn heading(&self, at: usize) -> Option<&'static str> {
        self.headings.get(&at).copied()
    }

    /// Returns the reason for leaving out a block that belongs to another part of the site.
    pub(super) fn region(&self, at: usize) -> Option<&'static str> {
        self.regions.get(&at).copied()
    }

    /// Whether no paragraph precedes.
    pub(super) fn is_before_prose(&self, at: usize) -> bool {
        at < self.prose.start
    }

    /// Whether paragraphs precede and follow.
    pub(super) fn is_within_prose(&self, at: usize) -> bool {
        self.prose.contains(&at)
    }

    /// Whether the line of another day is also only a date, as in a chronicle.
    pub(super) fn is_chronicle(&self) -> bool {
        self.days.len() >= 2
    }

    /// Whether the times between the paragraphs are those of a live page's entries.
    pub(super) fn has_times(&self) -> bool {
        self.times >= FEWEST_TIMES
    }

    /// Whether a picture is directly before or after a block.
    pub(super) fn has_picture(&self, at: usize) -> bool {
        self.pictures.contains(&(at + 1))
            || at
                .checked_sub(1)
                .is_some_and(|at| self.pictures.contains(&at))
    }

    /// How often a text occurs in the body.
    pub(super) fn count(&self, line: &str) -> usize {
        self.count.get(line).copied().unwrap_or_default()
    }
}

/// The day of a date, to compare it with others.
pub(super) fn day(date: crate::article::Timestamp) -> String {
    date.format("%Y-%m-%d").to_string()
}

/// Returns the text of a block that consists of one text.
fn words_of(block: &Block) -> Option<&RichText> {
    match block {
        Block::Paragraph(text) => Some(text),
        Block::Subheading(heading) => Some(&heading.content),
        Block::Quote(quotation) => Some(&quotation.content),
        Block::List { .. }
        | Block::Image(_)
        | Block::Table(_)
        | Block::Code { .. }
        | Block::Media(_)
        | Block::Rule => None,
    }
}

fn prose_of(block: &Block) -> Option<&RichText> {
    match block {
        Block::List { items, .. } => {
            let longest = items.iter().map(|item| &item.content);
            longest.max_by_key(|text| text.text.len())
        }
        Block::Subheading(_) => None,
        Block::Paragraph(_)
        | Block::Quote(_)
        | Block::Image(_)
        | Block::Media(_)
        | Block::Table(_)
        | Block::Code { .. }
        | Block::Rule => words_of(block),
    }
}

/// Whether a text is prose rather than a label, a name or a link.
pub(super) fn is_prose(text: &RichText) -> bool {
    let words = count_words(&text.text);
    let is_long = words >= FEWEST_UNENDED || (words >= FEWEST_ENDED && ends_sentence(&text.text));
    is_long && !is_linked(text)
}

/// Whether a block offers another page: a link, a list of links, a picture.
fn is_offer(block: &Block) -> bool {
    match block {
        Block::Image(_) | Block::Media(_) => true,
        Block::List { items, .. } => {
            let is_link = |item: &&ListItem| is_linked(&item.content);
            items.iter().filter(is_link).count() * 2 > items.len()
        }
        Block::Paragraph(text) => is_linked(text),
        Block::Subheading(heading) => is_linked(&heading.content),
        Block::Quote(_) | Block::Table(_) | Block::Code { .. } | Block::Rule => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::address::BaseUrl;
    use super::super::super::markup;
    use super::*;

    fn neighbours(html: &str) -> Neighbours {
        Neighbours::of(&markup::blocks_of(
            html,
            &BaseUrl::of("https://example.org/"),
        ))
    }

    #[test]
    fn a_heading_of_the_site_is_followed_by_links() {
        let link = "<p><a href=/b>रेल बजट पर संसद में बहस</a></p>";
        let prose = "<p>नदी का पानी रात में उतर गया।</p>";
        for (heading, below, is_region) in [
            ("मुख्य समाचार", link, true),
            ("मुख्य समाचार", prose, false),
            ("Topics", prose, false),
            ("Topics", "<ul><li><a href=/t>रेल</a></ul>", true),
            ("Comments", prose, false),
            ("खेल", link, false),
        ] {
            let html = format!("{prose}<h3>{heading}</h3>{below}<h3>खेल</h3>{prose}");
            let found = neighbours(&html);
            assert_eq!(found.heading(1).is_some(), is_region, "{heading} {below}");
            assert_eq!(found.region(2).is_some(), is_region, "{heading} {below}");
            assert_eq!(found.region(4), None);
        }
    }

    #[test]
    fn chronicles_and_live_pages_are_recognised() {
        let prose = "<p>नदी का पानी रात में उतर गया।</p>";
        let page = |lines: [&str; 2]| {
            let [one, other] = lines.map(|line| format!("<p>{line}</p>{prose}"));
            neighbours(&format!("{prose}{one}{other}"))
        };
        assert!(page(["15 अगस्त 1947", "26 जनवरी 1950"]).is_chronicle());
        assert!(!page(["15 अगस्त 1947", "15 अगस्त 1947"]).is_chronicle());
        assert!(page(["10:35 AM", "11:05 AM"]).has_times());
        assert!(page(["2 घंटे पहले", "3 घंटे पहले"]).has_times());
        assert!(!page(["2 घंटे पहले", "नदी"]).has_times());
    }
}
