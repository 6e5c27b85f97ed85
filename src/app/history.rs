//! The articles that were opened, in order, with the reading position in each.
//!
//! There are two ways back: Esc returns from a followed article to the one that led to it; `H` and
//! `L` go through everything that was read, including earlier runs.

use super::action::Action;
use super::command::HistoryCommand;
use super::context::Context;
use super::effect::Effect;
use crate::article::{ArticleId, Timestamp};
use crate::words::Phrase;
use chrono::Duration;
use std::collections::HashMap;

/// The minimum time between two writes of a reading position, so that not every scrolled line is a
/// write.
const BETWEEN_SAVES: Duration = Duration::seconds(2);

/// An article and the reading position in it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Visit {
    /// The article.
    pub id: ArticleId,
    /// The byte offset into the document's text at the top of the page.
    pub offset: usize,
}

/// The state of the history.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// The articles through which the open one was reached; the first one was opened from the list.
    path: Vec<Visit>,
    /// All articles that were read, oldest first.
    read: Vec<ArticleId>,
    /// The index in `read` of the open article, or of the one that was left for the list.
    at: usize,
    /// Whether the user left the open article for the list; then going forward leads to it.
    is_left: bool,
    /// The last reading position in each article, a byte offset.
    offsets: HashMap<ArticleId, usize>,
    /// The reading position that was saved last, and the time of saving.
    saved: Option<(Visit, Timestamp)>,
}

impl History {
    /// Opens the article that was read before or after the open one.
    pub fn command(&mut self, command: HistoryCommand) -> Vec<Action> {
        let (id, end) = match command {
            HistoryCommand::Back => (self.travel(false), Phrase::NothingBehind),
            HistoryCommand::Forward => (self.travel(true), Phrase::NothingAhead),
        };
        vec![id.map_or(Action::Say(end), Action::Open)]
    }

    /// Records that `id` was opened from the list: a new path begins.
    pub fn open(&mut self, id: ArticleId) {
        self.path.clear();
        self.add(id);
    }

    /// Records that `id` was followed from another article.
    pub fn follow(&mut self, from: Visit, id: ArticleId) {
        self.path.push(from);
        self.add(id);
    }

    /// Goes back along the path; `None` if it leads back to the list.
    ///
    /// This is also a step back in the history, so that going forward remains possible.
    pub fn back(&mut self) -> Option<Visit> {
        let visit = self.path.pop()?;
        let before = self.at.checked_sub(1);
        match before.filter(|before| self.read.get(*before) == Some(&visit.id)) {
            Some(before) => self.at = before,
            None => self.add(visit.id),
        }
        Some(visit)
    }

    /// Records that the user left the open article for the list.
    pub fn leave(&mut self) {
        self.is_left = true;
    }

    fn travel(&mut self, forward: bool) -> Option<ArticleId> {
        let at = match (forward, self.is_left) {
            (true, true) => self.at,
            (true, false) => self.at + 1,
            (false, _) => self.at.checked_sub(1)?,
        };
        let id = *self.read.get(at)?;
        self.at = at;
        self.is_left = false;
        self.path.clear();
        Some(id)
    }

    /// Puts articles read in earlier runs, with their offsets, before the articles read in this
    /// one.
    pub fn remember(&mut self, opened: Vec<(ArticleId, usize)>) {
        let now = std::mem::take(&mut self.read);
        self.read.extend(opened.iter().map(|(id, _)| *id));
        // If no article was opened yet, going back leads to the last article of the earlier runs.
        self.at += self.read.len();
        self.read.extend(now);
        self.offsets.extend(opened);
    }

    fn add(&mut self, id: ArticleId) {
        self.is_left = false;
        if self.read.get(self.at) == Some(&id) {
            return;
        }
        self.read.truncate(self.at + 1);
        self.read.push(id);
        self.at = self.read.len() - 1;
    }

    /// Returns the last reading position in an article; 0 if it was never opened.
    pub fn offset_in(&self, id: ArticleId) -> usize {
        self.offsets.get(&id).copied().unwrap_or(0)
    }

    /// Notes the reading position in an article, for this run.
    pub fn note(&mut self, visit: Visit) {
        self.offsets.insert(visit.id, visit.offset);
    }

    /// Saves a reading position in the library, if it differs from the last saved one.
    pub fn save(&mut self, visit: Visit, context: &Context) -> Option<Action> {
        if self.saved.is_some_and(|(saved, _)| saved == visit) {
            return None;
        }
        self.saved = Some((visit, context.now));
        Some(Action::Perform(Effect::SavePosition(
            visit.id,
            visit.offset,
        )))
    }

    /// Returns whether the last save was long enough ago for a new one.
    pub fn is_save_due(&self, now: Timestamp) -> bool {
        self.saved
            .is_none_or(|(_, saved_at)| now - saved_at >= BETWEEN_SAVES)
    }

    /// Returns the time at which the next reading position can be saved.
    pub fn wake_at(&self) -> Option<Timestamp> {
        self.saved.map(|(_, saved_at)| saved_at + BETWEEN_SAVES)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{context, id};

    #[test]
    fn a_followed_article_leads_back_to_the_line_it_was_followed_from() {
        let mut history = History::default();
        history.open(id(1));
        let from = Visit {
            id: id(1),
            offset: 40,
        };
        history.follow(from, id(2));
        assert_eq!(history.back(), Some(from));
        assert_eq!(history.back(), None);
        assert_eq!(
            history.command(HistoryCommand::Forward),
            vec![Action::Open(id(2))]
        );
    }

    #[test]
    fn an_article_that_was_left_for_the_list_is_the_next_one_forward() {
        let mut history = History::default();
        history.open(id(1));
        history.open(id(2));
        history.leave();
        assert_eq!(
            history.command(HistoryCommand::Forward),
            vec![Action::Open(id(2))]
        );
        let nothing = vec![Action::Say(Phrase::NothingAhead)];
        assert_eq!(history.command(HistoryCommand::Forward), nothing);
    }

    #[test]
    fn earlier_runs_are_behind_this_one() {
        let mut history = History::default();
        history.remember(vec![(id(1), 7), (id(2), 0)]);
        assert_eq!(
            history.command(HistoryCommand::Back),
            vec![Action::Open(id(2))]
        );
        assert_eq!(
            history.command(HistoryCommand::Back),
            vec![Action::Open(id(1))]
        );
        assert_eq!(history.offset_in(id(1)), 7);
        let nothing = vec![Action::Say(Phrase::NothingBehind)];
        assert_eq!(history.command(HistoryCommand::Back), nothing);
    }

    #[test]
    fn a_position_is_saved_once_and_not_at_every_line() {
        let (mut history, mut context) = (History::default(), context());
        let visit = Visit {
            id: id(1),
            offset: 3,
        };
        assert!(history.is_save_due(context.now));
        assert!(history.save(visit, &context).is_some());
        assert_eq!(history.save(visit, &context), None);
        assert!(!history.is_save_due(context.now));
        context.now += BETWEEN_SAVES;
        assert!(history.is_save_due(context.now));
    }
}
