//! Finds words in a table or code that covers the screen.

use super::{Enlarged, EnlargedStep};
use crate::app::action::Action;
use crate::app::context::Context;
use crate::app::hits::{hit_phrase, hits_in};
use crate::app::prompt::{Prompt, PromptStep};
use crate::key::Key;
use crate::search::Query;
use crate::text::measure::Measure as _;
use crate::words::Phrase;

/// The share of the screen above a hit to which the view scrolls.
const ABOVE_HIT: usize = 3;

impl Enlarged {
    /// Opens the line in which a search is typed.
    pub(super) fn begin_search(&mut self, context: &Context) {
        self.prompt = Some(Prompt::empty(self.query.clone(), self.top, context));
    }

    /// Handles a key while a search is typed.
    pub(super) fn type_key(&mut self, key: Key, context: &Context) -> EnlargedStep {
        let Some(prompt) = &mut self.prompt else {
            return EnlargedStep::Stays(Vec::new());
        };
        match prompt.press(key) {
            PromptStep::Typed => {
                let query = Query::new(prompt.line.text());
                self.find(query, context);
            }
            PromptStep::Accepted => {
                let note = Action::NoteSearch(prompt.line.text().to_owned());
                self.prompt = None;
                let said = self.found().map(Action::Say);
                return EnlargedStep::Stays(std::iter::once(note).chain(said).collect());
            }
            PromptStep::Cancelled => {
                let (query, top) = (prompt.before.clone(), prompt.position);
                self.prompt = None;
                self.query = query;
                self.hit = None;
                self.find_hits();
                self.scroll_to(top, context);
            }
            PromptStep::Moved(_) | PromptStep::Ignored => {}
        }
        EnlargedStep::Stays(Vec::new())
    }

    /// Inserts pasted text into the search.
    pub fn paste(&mut self, text: &str, context: &Context) {
        if let Some(prompt) = &mut self.prompt {
            prompt.line.insert(text);
            let query = Query::new(prompt.line.text());
            self.find(query, context);
        }
    }

    pub(super) fn find_hits(&mut self) {
        self.hits = hits_in(&self.view.document, &self.query);
    }

    /// Searches for `query` and goes to the first hit at or after the top of the screen.
    fn find(&mut self, query: Query, context: &Context) {
        self.query = query;
        self.find_hits();
        self.hit = None;
        let next = self.first_from(self.top);
        if let Some((index, _)) = next {
            self.show_hit(index, context);
        }
    }

    /// Goes to the next hit or to the previous one; returns what is said about it.
    pub(super) fn next_hit(&mut self, forward: bool, context: &Context) -> Phrase {
        let total = self.hits.len();
        let found = match (self.hit, forward) {
            (None, _) if total == 0 => None,
            (None, true) => self.first_from(self.top),
            (None, false) => Some((total - 1, false)),
            (Some(index), true) if index + 1 < total => Some((index + 1, false)),
            (Some(_), true) => Some((0, true)),
            (Some(0), false) => Some((total - 1, true)),
            (Some(index), false) => Some((index - 1, false)),
        };
        if let Some((index, _)) = found {
            self.show_hit(index, context);
        }
        hit_phrase(found, total, forward)
    }

    /// Returns the phrase for the hit at which the view is, or for the lack of one.
    pub fn found(&self) -> Option<Phrase> {
        let total = self.hits.len();
        match self.hit {
            Some(index) => Some(Phrase::Hit(index + 1, total)),
            None => (total == 0 && !self.query.is_empty()).then_some(Phrase::NoHits),
        }
    }

    /// Returns the first hit in the rows from `row` on, or else the first one, and whether the search
    /// wrapped around. The head is always in sight, so a hit in it leads nowhere.
    fn first_from(&self, row: usize) -> Option<(usize, bool)> {
        let is_ahead = |start: usize| self.row_of(start).is_some_and(|own| own >= row);
        let next = self.hits.iter().position(|hit| is_ahead(hit.start));
        let first = (!self.hits.is_empty()).then_some((0, true));
        next.map(|index| (index, false)).or(first)
    }

    /// Returns the row below the head with this offset of the text; `None` for the head.
    pub(super) fn row_of(&self, offset: usize) -> Option<usize> {
        self.view
            .document
            .line_of(offset)
            .checked_sub(self.view.head)
    }

    /// Scrolls to a hit, both ways.
    pub(super) fn show_hit(&mut self, index: usize, context: &Context) {
        let Some(start) = self.hits.get(index).map(|hit| hit.start) else {
            return;
        };
        self.hit = Some(index);
        let height = self.height(context);
        if let Some(row) = self.row_of(start)
            && !(self.top..self.top + height).contains(&row)
        {
            self.scroll_to(row.saturating_sub(height / ABOVE_HIT), context);
        }
        self.show_offset(start, context);
    }

    /// Scrolls sideways so that the beginning of a word is on the screen.
    fn show_offset(&mut self, offset: usize, context: &Context) {
        let document = &self.view.document;
        let line = document.lines.get(document.line_of(offset));
        let runs = line.map_or(&[][..], |line| &line.runs);
        let Some(run) = runs.iter().find(|run| run.range.contains(&offset)) else {
            return;
        };
        let before = document.text.get(run.range.start..offset);
        let at = run.at + context.ruler.width_in(before.unwrap_or_default(), run.form);
        let fixed = self.view.fixed();
        let screen = usize::from(context.enlarged_area().width) * context.ruler.cell();
        let is_seen = (fixed + self.left..self.left + screen).contains(&at);
        if at < fixed || is_seen {
            return;
        }
        let columns = &self.view.columns;
        let column = columns.iter().skip(1).rfind(|left| **left <= at);
        let left = match column {
            Some(column) if at - column < screen.saturating_sub(fixed) => column - fixed,
            Some(_) | None => at.saturating_sub(screen / 2).max(fixed) - fixed,
        };
        self.left = left.min(self.most_left(context));
    }
}
