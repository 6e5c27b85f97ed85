//! The reasons for which a text does not belong to the article.

use super::super::super::boilerplate::{self, ends_sentence, reason};
use super::super::super::date;
use super::super::super::fold::folded;
use super::super::headline::{ends_with, is_same};
use super::super::links::is_linked;
use super::super::neighbours::day;
use super::{BlockClassifier, EDGE, joined_lines};
use crate::article::{Block, RichText};
use crate::text::script::count_words;

/// The minimum number of words of a paragraph that is not a verse.
const FEWEST_OF_PROSE: usize = 10;

/// How often a number stands alone if it is a counter below each part of a page.
const FEWEST_COUNTERS: usize = 3;

/// The minimum number of bytes of a paragraph that is longer than captions and pull quotes.
const LONG_PARAGRAPH: usize = 300;

impl BlockClassifier<'_> {
    /// Returns the reason for leaving a text out, if it does not belong to the article.
    pub(super) fn reason(&self, text: &RichText, words: usize) -> Option<&'static str> {
        let line = &*joined_lines(&text.text);
        if self.is_repetition(&text.text) {
            return Some(reason::REPEATED);
        }
        let headline = &self.article.headline;
        // Within the text, the line is the refrain of a song that is named by it.
        let is_refrain =
            self.neighbours.is_within_prose(self.at) && self.neighbours.count(line) > 1;
        if !is_refrain && is_same(line, headline) || (self.is_edge() && ends_with(line, headline)) {
            return Some(reason::HEADLINE_AGAIN);
        }
        let section = self.article.section.as_deref();
        let is_above = self.neighbours.is_before_prose(self.at);
        if self.at < EDGE && is_above && section.is_some_and(|section| is_same(line, section)) {
            return Some(reason::SECTION_KNOWN);
        }
        if self.is_edge() && self.is_date_of_article(line) {
            return Some(reason::DATE_KNOWN);
        }
        let folded = folded(line);
        if self.is_edge()
            && (boilerplate::byline(line, &folded, words).is_some()
                || self.is_authors_line(line, words))
        {
            return Some(reason::AUTHORS_KNOWN);
        }
        if self.is_biography(line) || self.introduces_author(line) {
            return Some(reason::ABOUT_AUTHOR);
        }
        self.counter(text)
            .or_else(|| boilerplate::page_line(line))
            .or_else(|| boilerplate::site_line(&folded, words))
    }

    /// Whether a line was printed once already. Pages repeat captions beside their pictures and pull
    /// quotes, but not long paragraphs; songs repeat their refrains.
    fn is_repetition(&self, line: &str) -> bool {
        let is_short = (40..LONG_PARAGRAPH).contains(&line.len());
        let Some(earlier) = self.seen.get(line).filter(|_| is_short) else {
            return false;
        };
        let is_twice = self.neighbours.count(line) == 2;
        let is_caption =
            self.neighbours.has_picture(self.at) || self.neighbours.has_picture(*earlier);
        is_caption || is_twice && ends_sentence(line) && !line.contains('\n') && !self.is_verse()
    }

    /// Whether the lines around are as short as verses.
    fn is_verse(&self) -> bool {
        let before = self.article.blocks.iter().rev().take(4);
        let lines: Vec<&str> = before.flat_map(Block::texts).collect();
        let lengths = lines.iter().flat_map(|text| text.lines()).map(count_words);
        lengths
            .max()
            .is_none_or(|longest| longest < FEWEST_OF_PROSE)
    }

    /// Whether a line is the date of the article, and not a date of which it tells.
    fn is_date_of_article(&self, line: &str) -> bool {
        if !boilerplate::is_only_date(line) {
            return false;
        }
        let is_within = self.neighbours.is_within_prose(self.at);
        if boilerplate::is_labelled_date(line) {
            return !is_within || !self.neighbours.is_chronicle();
        }
        let known = [self.article.published, self.article.updated];
        let known = known.into_iter().flatten().map(day);
        let is_same_day = || {
            date::parse(line)
                .map(day)
                .is_some_and(|day| known.into_iter().any(|known| known == day))
        };
        let is_above = self.neighbours.is_before_prose(self.at);
        let is_alone = !self.neighbours.is_chronicle() && (!is_within || self.at < EDGE);
        (is_above || is_alone) && is_same_day()
    }

    /// Returns the reason for leaving out a line of figures, of an age or a duration: at the edges, where pages
    /// count clicks and minutes, or beside a picture, where they count pictures.
    fn counter(&self, text: &RichText) -> Option<&'static str> {
        let line = &text.text;
        if !line.contains(char::is_alphanumeric) {
            return Some(reason::SIGNS);
        }
        let is_outside = !self.neighbours.is_within_prose(self.at);
        let has_picture = self.neighbours.has_picture(self.at);
        let is_number = line.chars().all(|c| c.is_ascii_digit());
        let is_counter = boilerplate::is_position(line) && (has_picture || is_outside)
            || is_number
                && (is_linked(text)
                    || has_picture
                    || self.neighbours.is_before_prose(self.at)
                    || self.neighbours.count(line) >= FEWEST_COUNTERS)
            || boilerplate::is_age(line)
                && (is_outside || has_picture)
                && !self.neighbours.has_times();
        is_counter.then_some(reason::COUNTER)
    }
}
