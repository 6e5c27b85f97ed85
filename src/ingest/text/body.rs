//! Handles lines of the body other than paragraphs and subheadings: lists, datelines, quotations
//! with their speakers, captions, labels of the site.

use super::line::{LineKind, TextLine};
use super::list_item::{ListMarker, item_text};
use super::rich_text::rich_text;
use super::{TextReader, speaker};
use crate::article::{Block, Image};
use crate::ingest::boilerplate::{self, ends_sentence, reason};

/// The minimum number of words of a line that is left out because it repeats the line before it, as
/// a caption repeats the alternative text of its picture. Shorter lines may be table cells.
const FEWEST_REPEATED: usize = 4;
/// The number of occurrences that make a short line a label of the site (rule 12).
const LABEL_RETURNS: usize = 3;
/// The maximum number of words of a repeated line that is a label of the site.
const MOST_OF_LABEL: usize = 4;
/// The maximum number of words of a highlight.
const MOST_OF_HIGHLIGHT: usize = 25;
/// Headings of the highlights.
const HIGHLIGHTS: [&str; 8] = [
    "हाइलाइट्स",
    "हाईलाइट्स",
    "स्टोरी हाइलाइट्स",
    "मुख्य बातें",
    "खास बातें",
    "Highlights",
    "HIGHLIGHTS",
    "Story Highlights",
];

impl<'a> TextReader<'a> {
    /// Leaves out a label of the site. If it is the label before a summary, the next line becomes
    /// the summary.
    pub(super) fn label(&mut self, text: &str, reason: &str) {
        self.leave_out(text, reason);
        let is_free = self.article.summary.is_none() && !self.has_body;
        if reason == reason::SUMMARY_LABEL
            && is_free
            && let Some(line) = self.line(self.at)
            && matches!(line.kind, LineKind::Prose | LineKind::Short)
        {
            self.article.summary = Some(line.text.to_owned());
            self.at += 1;
        }
    }

    /// Adds a caption to the picture above it.
    pub(super) fn caption(&mut self, text: &str, parts: boilerplate::Caption<'_>) {
        let Some(Block::Image(Image {
            caption, credit, ..
        })) = self.article.blocks.last_mut()
        else {
            self.leave_out(text, reason::UNOWNED_CAPTION);
            return;
        };
        if !parts.words.is_empty() {
            *caption = Some(parts.words.to_owned());
        }
        if !parts.credit.is_empty() {
            *credit = Some(parts.credit.to_owned());
        }
    }

    /// Handles the name of a site. Above the body it is a byline; within the body it is the credit
    /// of something that was not scraped, such as a picture.
    pub(super) fn site(&mut self, text: &str) {
        if self.has_body {
            self.leave_out(text, reason::SITE_NAME);
        } else {
            self.byline(text, text);
        }
    }

    /// Whether a line repeats the headline or the line before it, and is no refrain.
    pub(super) fn is_repeated(&self, line: &TextLine<'_>) -> bool {
        let is_paragraph = line.kind == LineKind::Prose;
        let again = self.before().is_some_and(|before| before.text == line.text);
        let count = || {
            self.lines
                .iter()
                .filter(|other| other.text == line.text)
                .take(3)
                .count()
        };
        is_paragraph
            && (line.text == self.article.headline
                || again && line.words >= FEWEST_REPEATED && count() < 3)
    }

    /// Handles a line that begins with a dash: one of several list items, or the speaker of the
    /// statement above.
    pub(super) fn read_dashed_line(&mut self, line: &TextLine<'_>) -> bool {
        if !speaker::is_dashed(line.text) {
            return false;
        }
        self.read_dashed_points()
            || speaker::name(line.text, line.words).is_some_and(|name| self.quote_speaker(name))
    }

    /// Applies rule 8: the paragraph above becomes a quotation by the speaker `name`.
    fn quote_speaker(&mut self, name: &str) -> bool {
        if !self.before().is_some_and(TextLine::is_sentence) {
            return false;
        }
        let Some(Block::Paragraph(quotation)) = self.article.blocks.last_mut() else {
            return false;
        };
        let mut quotation = std::mem::take(quotation);
        quotation.text.push_str(" — ");
        quotation.text.push_str(name);
        if let Some(post) = self
            .line(self.at)
            .filter(|line| speaker::is_post(line.text))
        {
            quotation.text.push_str(", ");
            quotation.text.push_str(post.text);
            self.at += 1;
        }
        if let Some(last) = self.article.blocks.last_mut() {
            *last = Block::quote(quotation);
        }
        true
    }

    /// Handles a short line that cannot be a subheading; returns whether the line was handled.
    pub(super) fn read_non_heading(&mut self, line: &'a TextLine<'a>) -> bool {
        let is_story_in_hindi = !self.article.headline.is_ascii();
        if line.text == self.article.headline {
            self.leave_out(line.text, reason::HEADLINE_AGAIN);
        } else if line.text.ends_with(&self.article.headline) && line.text.contains(['/', '»', '>'])
        {
            self.leave_out(line.text, reason::PATH);
        } else if self.returns(line) {
            self.leave_out(line.text, reason::LABEL_OF_SITE);
        } else if is_story_in_hindi && is_keywords(line) {
            self.leave_out(line.text, reason::KEYWORDS);
        } else if let Some(name) = speaker::name_with_post(line.text, line.words)
            && self.quote_speaker(name)
        {
            // `quote_speaker` has already added the line to the statement.
        } else if self.is_dateline(self.at - 1) {
            self.dateline(line);
        } else if let Some(name) = boilerplate::name_before_town(line.text)
            && !self.has_body
            && self.next_is_prose()
        {
            self.byline(line.text, name);
        } else if line.announces_quotation() || is_note(line) {
            self.push(Block::Paragraph(rich_text(line.text)));
        } else {
            return HIGHLIGHTS.contains(&line.text.trim_end_matches([':', ' ']))
                && self.highlights(line);
        }
        true
    }

    /// Applies rule 12.
    fn returns(&self, line: &TextLine<'_>) -> bool {
        if line.words > MOST_OF_LABEL || boilerplate::is_town(line.text) {
            return false;
        }
        let beside = &self.lookahead.beside_prose;
        let returns = |times: &&usize| **times >= LABEL_RETURNS;
        let Some(times) = beside.get(line.text).filter(returns) else {
            return false;
        };
        let as_often = |other: &&usize| other.abs_diff(*times) <= 1;
        let takes_turns = beside.values().filter(returns).filter(as_often).count() > 1;
        !takes_turns
    }

    fn next_is_prose(&self) -> bool {
        let next = self.line(self.at);
        next.is_some_and(|line| line.kind == LineKind::Prose)
    }

    /// Turns the highlights below the headline into a list.
    fn highlights(&mut self, label: &TextLine<'_>) -> bool {
        if self.has_body {
            return false;
        }
        let rest = self.lines.iter().enumerate().skip(self.at);
        let points = rest.take_while(|(at, line)| {
            line.words <= MOST_OF_HIGHLIGHT
                && !self.is_dateline(*at)
                && matches!(
                    line.kind,
                    LineKind::Short | LineKind::Prose | LineKind::Item(_)
                )
        });
        let mut points: Vec<_> = points.map(|(_, line)| item_text(line.text)).collect();
        if points.len() < 2 {
            return false;
        }
        self.leave_out(label.text, reason::LABEL_OF_STORY);
        self.at += points.len();
        self.push_list(&mut points);
        true
    }

    /// Turns consecutive items with the same kind of marker into a list. A single numbered item
    /// before a paragraph is a subheading and keeps its number.
    pub(super) fn list(&mut self, first: &TextLine<'_>, marker: ListMarker) {
        let start = self.at - 1;
        let lines = self.lines.iter().skip(start);
        let lines: Vec<&TextLine<'_>> = lines
            .take_while(|line| line.kind == LineKind::Item(marker))
            .collect();
        let is_alone = lines.len() == 1 && marker != ListMarker::Bullet;
        let next = self.next_words(start).map(|line| &line.kind);
        if is_alone
            && matches!(
                next,
                Some(LineKind::Prose | LineKind::Item(ListMarker::Bullet))
            )
        {
            let is_heading = !ends_sentence(first.text);
            let block = if is_heading {
                Block::subheading
            } else {
                Block::Paragraph
            };
            self.push(block(rich_text(first.text)));
            return;
        }
        self.at = start + lines.len();
        let items = lines.iter().map(|line| item_text(line.text));
        let ordered = marker == ListMarker::Number;
        self.push(Block::list(ordered, items));
    }

    /// Whether line `at` is a town and the dateline of the next paragraph. A dateline follows a
    /// heading; a town between two paragraphs is a subheading.
    pub(super) fn is_dateline(&self, at: usize) -> bool {
        let is_town = |line: &TextLine<'_>| boilerplate::is_town(line.text);
        let before = at.checked_sub(1).and_then(|before| self.line(before));
        let next = self.line(at + 1);
        self.line(at).is_some_and(is_town)
            && before.is_some_and(|line| line.kind != LineKind::Prose)
            && next.is_some_and(|line| line.kind == LineKind::Prose)
    }

    /// Puts a place name, the dateline, before the paragraph that follows it; without one it
    /// becomes a paragraph of its own.
    pub(super) fn dateline(&mut self, place: &TextLine<'_>) {
        let Some(prose) = self
            .line(self.at)
            .filter(|line| line.kind == LineKind::Prose)
        else {
            self.push(Block::Paragraph(rich_text(place.text)));
            return;
        };
        self.at += 1;
        let is_marked = place.text.ends_with(['।', '.', ':', ',', '-', '–', '!']);
        let mark = if is_marked { "" } else { ":" };
        let text = format!("{}{mark} {}", place.text, prose.text);
        self.push(Block::Paragraph(rich_text(&text)));
    }
}

/// Whether a line is a heading of the highlights.
pub(super) fn heads_highlights(line: &TextLine<'_>) -> bool {
    HIGHLIGHTS.contains(&line.text.trim_end_matches([':', ' ']))
}

/// Whether a line is a note: in brackets, after an asterisk as below a table, or the source of a
/// table.
fn is_note(line: &TextLine<'_>) -> bool {
    let in_brackets = line.text.starts_with('(') && line.text.ends_with(')');
    let label = line.text.split([':', '-', 'ः']).next().unwrap_or_default();
    in_brackets || line.text.starts_with('*') || ["आंकड़े", "आंकड़े", "नोट"].contains(&label.trim())
}

/// Whether a line of a Hindi article only repeats words of the page's address, in lower-case Latin
/// letters.
fn is_keywords(line: &TextLine<'_>) -> bool {
    let is_small = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, ' ' | '-');
    line.words >= 5 && line.text.chars().all(is_small)
}
