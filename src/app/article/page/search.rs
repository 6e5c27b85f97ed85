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

    /// Goes to the next line with a hit, or to the previous one. The search starts from the last
    /// hit that was visited if it is in sight, else from the top of the page. Returns the hit's
    /// index and whether the search wrapped around, or `None` if there is no hit.
    pub fn next_hit(&mut self, forward: bool) -> Option<(usize, bool)> {
        let last = self.hits.len().checked_sub(1)?;
        let sight = self.in_sight();
        let line_of = |index: usize| self.hits.get(index).map(|hit| self.line_of(hit));
        let here = self.hit.and_then(line_of);
        let here = here.filter(|line| sight.contains(line));
        let is_ahead = |hit: &Range<usize>| match (here, self.line_of(hit)) {
            (Some(here), line) if forward => line > here,
            (Some(here), line) => line < here,
            (None, line) if forward => line >= sight.start,
            (None, line) => line < sight.start,
        };
        let found = if forward {
            self.hits.iter().position(is_ahead)
        } else {
            self.hits.iter().rposition(is_ahead)
        };
        let index = found.unwrap_or(if forward { 0 } else { last });
        let line = line_of(index)?;
        self.scroll_to(line);
        self.hit = Some(index);
        Some((index, found.is_none()))
    }

    pub(super) fn line_of(&self, hit: &Range<usize>) -> usize {
        self.document.line_of(hit.start)
    }
}
