//! The masthead between headline and body: straps (short lines below the headline), names, dates,
//! the section of the site.
//!
//! Sites put these lines in any order. The masthead ends with the last byline or date before the
//! body, so even a sentence above that byline or date belongs to it.

use super::line::{LineKind, TextLine};
use super::{TextReader, body};
use crate::ingest::boilerplate::{self, reason};

/// The maximum number of lines of a masthead.
const DEEPEST: usize = 12;
/// The maximum number of words of a standfirst; a longer line is a paragraph.
const MOST_OF_STANDFIRST: usize = 45;
/// The minimum number of words of a strap, a line below the headline that adds to it; shorter lines
/// are names and sections.
const FEWEST_OF_STRAP: usize = 4;

impl<'a> TextReader<'a> {
    /// Reads the masthead, if there is one that ends with a byline or a date.
    pub(super) fn read_masthead(&mut self) {
        let Some(last) = self.last_of_masthead() else {
            return;
        };
        while self.at <= last {
            let Some(line) = self.line(self.at) else {
                break;
            };
            self.at += 1;
            self.read_masthead_line(line);
        }
        // Some pages have the section of the site, a name or a button below the date.
        while let Some(line) = self.line(self.at) {
            let is_label = matches!(
                line.kind,
                LineKind::Boilerplate(reason) if reason != reason::SUMMARY_LABEL
            );
            let is_name = line.kind == LineKind::Short
                && line.words < FEWEST_OF_STRAP
                && !body::heads_highlights(line);
            if !is_label && !is_name {
                break;
            }
            self.at += 1;
            self.read_masthead_line(line);
        }
    }

    /// Returns the index of the last byline or date before the body.
    fn last_of_masthead(&self) -> Option<usize> {
        let mut last = None;
        let mut has_standfirst = false;
        for at in 1..=DEEPEST {
            let line = self.line(at)?;
            match line.kind {
                LineKind::Byline(_) | LineKind::Date(_) | LineKind::SiteName => last = Some(at),
                LineKind::Prose if has_standfirst || line.words > MOST_OF_STANDFIRST => break,
                LineKind::Prose => has_standfirst = true,
                LineKind::AlsoRead { .. } | LineKind::SectionHeading(_) | LineKind::Item(_) => {
                    break;
                }
                LineKind::Image { .. }
                | LineKind::UnmarkedTitle
                | LineKind::Boilerplate(_)
                | LineKind::Caption(_)
                | LineKind::Place
                | LineKind::Short => {
                    if body::heads_highlights(line) {
                        break;
                    }
                }
            }
        }
        // A sentence must follow; if none does, the byline or date is below the article.
        let at = last?;
        self.lines
            .iter()
            .skip(at + 1)
            .any(TextLine::is_sentence)
            .then_some(at)
    }

    fn read_masthead_line(&mut self, line: &'a TextLine<'a>) {
        match line.kind {
            LineKind::Byline(name) => self.byline(line.text, name),
            LineKind::Date(date) => self.date(line.text, date),
            LineKind::SiteName => self.site(line.text),
            LineKind::Boilerplate(reason) => self.label(line.text, reason),
            LineKind::Caption(caption) => self.caption(line.text, caption),
            LineKind::Image { alt, url } => self.image(line.text, alt, url),
            LineKind::Prose => self.strap(line.text),
            LineKind::Short
            | LineKind::Place
            | LineKind::Item(_)
            | LineKind::AlsoRead { .. }
            | LineKind::UnmarkedTitle
            | LineKind::SectionHeading(_) => self.read_short_masthead_line(line),
        }
    }

    fn read_short_masthead_line(&mut self, line: &'a TextLine<'a>) {
        let is_short = line.kind == LineKind::Short;
        if line.text == self.article.headline {
            self.leave_out(line.text, reason::HEADLINE_AGAIN);
        } else if self.is_dateline(self.at - 1) {
            self.dateline(line);
        } else if boilerplate::is_town(line.text) || line.kind == LineKind::Place {
            self.leave_out(line.text, reason::PLACE);
        } else if is_short && line.words >= FEWEST_OF_STRAP {
            self.strap(line.text);
        } else if is_short && line.words > 1 && !line.text.contains(char::is_numeric) {
            self.byline(line.text, line.text);
        } else {
            self.leave_out(line.text, reason::SECTION_OF_SITE);
        }
    }

    fn strap(&mut self, text: &str) {
        match &mut self.article.summary {
            Some(summary) => {
                summary.push_str("; ");
                summary.push_str(text);
            }
            None => self.article.summary = Some(text.to_owned()),
        }
    }

    /// Reads two short straps (lines below the headline) above a place name. Rule 3 covers a single
    /// one.
    pub(super) fn read_straps(&mut self) {
        if let [_, first, second, next, ..] = self.lines
            && [first, second].map(|line| &line.kind) == [&LineKind::Short; 2]
            && next.kind == LineKind::Place
        {
            self.strap(first.text);
            self.strap(second.text);
            self.at = 3;
        }
    }
}
