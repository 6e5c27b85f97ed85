//! The selected link, image or card of an article, and what is at a place of the screen.

use super::Page;
use crate::document::{BlockPlace, Target, TargetKind};

impl Page {
    /// Selects the target after the selected one, or before it; if none is selected, the first one
    /// on the screen. Returns whether there is one.
    pub fn select_next(&mut self, forward: bool) -> bool {
        let targets = &self.document.targets;
        let sight = self.in_sight();
        // A table or code that is longer than the screen is in sight wherever the user is in it.
        let around = targets.iter().position(|target| {
            let is_around = target.lines.start < sight.start && target.lines.end > sight.start;
            is_around && matches!(target.kind, TargetKind::Block(_))
        });
        let seen = |index: &usize| {
            let target = targets.get(*index);
            around == Some(*index) || target.is_some_and(|t| sight.contains(&t.lines.start))
        };
        let first = targets.partition_point(|target| target.lines.start < sight.start);
        let next = match (self.selected.filter(seen), forward) {
            (Some(index), true) => (index + 1).max(first),
            (Some(index), false) if index == first && around.is_some() => around.unwrap_or(index),
            (Some(index), false) => index.wrapping_sub(1),
            (None, true) => around.unwrap_or(first),
            (None, false) => {
                let last = targets.partition_point(|target| target.lines.start < sight.end);
                match around {
                    Some(around) if last <= first => around,
                    Some(_) | None => last.wrapping_sub(1),
                }
            }
        };
        let Some(lines) = targets.get(next).map(|target| target.lines.clone()) else {
            return false;
        };
        self.selected = Some(next);
        if around != Some(next) {
            self.reveal(lines);
        }
        true
    }

    /// Returns the address of the selected target, if it has one.
    pub fn selected_address(&self) -> Option<&str> {
        let target = self.document.targets.get(self.selected?)?;
        match &target.kind {
            TargetKind::Link(url) | TargetKind::Image(url) => Some(url),
            TargetKind::Related(index) => self.offers.get(*index)?.url.as_deref(),
            TargetKind::Note(_) | TargetKind::Block(_) => None,
        }
    }

    /// Returns the target on a line of the document, `at` units from its left edge.
    pub fn target_at(&self, line: usize, at: usize) -> Option<usize> {
        let line = self.document.lines.get(line)?;
        let under = line
            .runs
            .iter()
            .find(|run| run.at <= at && at < run.at + run.width);
        let whole_card = line.frame.and_then(|_| line.runs.first());
        under.or(whole_card).and_then(|run| run.target)
    }

    /// Returns where the user is in a table or code: at the hit of a search within it, else at its first
    /// line on the screen.
    pub fn place_in_block(&self, block: usize) -> BlockPlace {
        let document = &self.document;
        let is_block = |target: &Target| target.kind == TargetKind::Block(block);
        let Some(index) = document.targets.iter().position(is_block) else {
            return BlockPlace::default();
        };
        let before = document.targets.iter().take(index);
        let links = before.filter(|target| matches!(target.kind, TargetKind::Link(_)));
        let links = links.count();
        let rows = document.targets.get(index);
        let rows = rows.map(|target| target.lines.clone()).unwrap_or_default();
        let offset_of = |line: usize| document.lines.get(line).map(|line| line.start);
        let start = offset_of(rows.start).unwrap_or_default();
        let hit = self.hit.and_then(|hit| self.hits.get(hit));
        let sight = self.in_sight();
        let is_here = |line: usize| rows.contains(&line) && sight.contains(&line);
        let hit = hit.filter(|hit| is_here(self.line_of(hit)) && hit.start >= start);
        let top = self
            .top
            .clamp(rows.start, rows.end.saturating_sub(1).max(rows.start));
        let offset = hit.map(|hit| hit.start).or_else(|| offset_of(top));
        BlockPlace {
            links,
            offset: offset.unwrap_or_default().saturating_sub(start),
            is_hit: hit.is_some(),
        }
    }

    /// Goes to the footnote whose sign is selected; returns whether there is one.
    pub fn go_to_note(&mut self) -> bool {
        let selected = self.selected.and_then(|i| self.document.targets.get(i));
        let Some(TargetKind::Note(offset)) = selected.map(|target| &target.kind) else {
            return false;
        };
        let line = self.document.line_of(*offset);
        self.left_for_note.push(self.offset);
        self.scroll_to(line);
        true
    }

    /// Goes back from a footnote to the text; returns whether the user had gone to one.
    pub fn return_from_note(&mut self) -> bool {
        let Some(offset) = self.left_for_note.pop() else {
            return false;
        };
        self.offset = offset;
        self.show_offset();
        true
    }
}
