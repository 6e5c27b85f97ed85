//! The search in an article: its hits, and going from one to the next.

use super::Page;
use crate::app::hits::hits_in;
use crate::search::Query;
use std::ops::Range;

impl Page {
    /// Searches for `query` and goes to the first hit at or after the top of the page.
    pub fn find(&mut self, query: Query) {
        self.query = query;
        self.find_hits();
        let start = self.document.place_of(self.top);
        let after = self.hits.partition_point(|hit| hit.start < start);
        let index = if after < self.hits.len() { after } else { 0 };
        self.hit = None;
        if let Some(line) = self.hits.get(index).map(|hit| self.line_of(hit)) {
            self.reveal(line..line + 1);
            self.hit = Some(index);
        }
    }

    /// Highlights the hits of a library search, without scrolling to one.
    pub fn mark(&mut self, query: Query) {
        self.query = query;
        self.hit = None;
        self.find_hits();
    }

    pub(super) fn find_hits(&mut self) {
        self.hits = hits_in(&self.document, &self.query);
    }

    /// Goes to the next hit, or to the previous one: from the last hit that was visited if it is in
    /// sight, else from the top of the page. Returns the hit's index and whether the search wrapped
    /// around, or `None` if there is no hit.
    pub fn next_hit(&mut self, forward: bool) -> Option<(usize, bool)> {
        let last = self.hits.len().checked_sub(1)?;
        let sight = self.in_sight();
        let line_of = |index: usize| self.hits.get(index).map(|hit| self.line_of(hit));
        let is_in_sight = |index: &usize| line_of(*index).is_some_and(|line| sight.contains(&line));
        let is_above = |hit: &Range<usize>| self.line_of(hit) < sight.start;
        let found = match (self.hit.filter(is_in_sight), forward) {
            (Some(here), true) => Some(here + 1).filter(|next| *next <= last),
            (Some(here), false) => here.checked_sub(1),
            (None, true) => self.hits.iter().position(|hit| !is_above(hit)),
            (None, false) => self.hits.iter().rposition(is_above),
        };
        let index = found.unwrap_or(if forward { 0 } else { last });
        let line = line_of(index)?;
        if !sight.contains(&line) {
            self.scroll_to(line);
        }
        self.hit = Some(index);
        Some((index, found.is_none()))
    }

    pub(super) fn line_of(&self, hit: &Range<usize>) -> usize {
        self.document.line_of(hit.start)
    }
}
