//! The targets of an article: the links, images and cards that can be followed.

use super::page::Page;
use crate::app::action::Action;
use crate::document::TargetKind;
use crate::words::Phrase;
use std::ops::Range;

impl Page {
    /// Follows the selected target.
    pub fn follow_selected(&self) -> Vec<Action> {
        let selected = self.selected;
        let target = selected.and_then(|index| self.document.targets.get(index));
        let action = match target.map(|target| &target.kind) {
            Some(TargetKind::Link(url) | TargetKind::Image(url)) => {
                Action::OpenAddress(url.clone())
            }
            Some(TargetKind::Related(index)) => Action::FollowOffer(index + 1),
            Some(TargetKind::Block(block)) => Action::Enlarge(*block),
            // The page itself follows a note: see `Page::go_to_note`.
            Some(TargetKind::Note(_)) => return Vec::new(),
            None if self.document.targets.is_empty() => Action::Say(Phrase::NoLinks),
            None => Action::Say(Phrase::SelectFirst),
        };
        vec![action]
    }

    /// Returns whether a table or code is selected, which can be shown over the whole screen.
    pub fn selects_block(&self) -> bool {
        let selected = self.selected;
        let target = selected.and_then(|index| self.document.targets.get(index));
        target.is_some_and(|target| matches!(target.kind, TargetKind::Block(_)))
    }

    /// Returns whether there is anything in the article itself that can be followed.
    pub fn has_links(&self) -> bool {
        let mut targets = self.document.targets.iter();
        targets.any(|target| match &target.kind {
            TargetKind::Link(_)
            | TargetKind::Image(_)
            | TargetKind::Note(_)
            | TargetKind::Block(_) => true,
            TargetKind::Related(_) => false,
        })
    }

    /// Returns the addresses of the links, in the order of their numbers.
    fn links(&self) -> impl Iterator<Item = &String> {
        self.document
            .targets
            .iter()
            .filter_map(|target| match &target.kind {
                TargetKind::Link(url) => Some(url),
                TargetKind::Image(_)
                | TargetKind::Related(_)
                | TargetKind::Note(_)
                | TargetKind::Block(_) => None,
            })
    }

    /// Returns the number of links in the article.
    pub fn link_count(&self) -> usize {
        self.links().count()
    }

    /// Opens the link with this number, counted from 1.
    pub fn open_link(&self, number: usize) -> Vec<Action> {
        let index = number.checked_sub(1);
        let link = index.and_then(|index| self.links().nth(index));
        let action = match link {
            Some(url) => Action::OpenAddress(url.clone()),
            None => Action::Say(Phrase::NoLink(number, self.link_count())),
        };
        vec![action]
    }

    /// Opens the selected image, else the first one in sight, else the first of the article.
    pub fn open_image(&self) -> Vec<Action> {
        let image = |index: usize| match self.document.targets.get(index).map(|t| &t.kind) {
            Some(TargetKind::Image(url)) => Some(url.clone()),
            Some(
                TargetKind::Link(_)
                | TargetKind::Related(_)
                | TargetKind::Note(_)
                | TargetKind::Block(_),
            )
            | None => None,
        };
        let all = 0..self.document.targets.len();
        let url = self
            .selected
            .and_then(image)
            .or_else(|| self.targets_in_sight().into_iter().find_map(image))
            .or_else(|| all.into_iter().find_map(image));
        let action = url.map_or(Action::Say(Phrase::NoImages), Action::OpenAddress);
        vec![action]
    }

    /// Returns the indices of the targets that are at least partly on the screen.
    pub fn targets_in_sight(&self) -> Vec<usize> {
        let sight = self.in_sight();
        let is_in_sight = |lines: &Range<usize>| lines.start < sight.end && sight.start < lines.end;
        let targets = self.document.targets.iter().enumerate();
        targets
            .filter(|(_, target)| is_in_sight(&target.lines))
            .map(|(index, _)| index)
            .collect()
    }
}
