//! Undoing changes of marks, removals of stories and of saved searches.

use super::Marking;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::library::ChangeId;
use crate::article::{ArticleId, Marks};
use crate::words::Phrase;

/// The maximum number of changes that can be undone.
const MOST_UNDOS: usize = 100;

/// A change of marks that can be undone.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Undo {
    /// The marks that the articles had before the change.
    Marks(Vec<(ArticleId, Marks)>),
    /// The library marked rows of a list as read; it knows which.
    Rows {
        /// The number of the change.
        change: ChangeId,
        /// The earlier marks of the rows in memory.
        here: Vec<(ArticleId, Marks)>,
        /// The number of rows that the library has reported as marked so far.
        count: usize,
    },
    /// The library removed stories.
    Removed(ChangeId),
    /// The library removed a saved search.
    Search {
        /// The number of the change.
        change: ChangeId,
        /// The name of the search.
        name: Phrase,
    },
}

/// The changes that can be undone, newest last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UndoLog {
    undos: Vec<Undo>,
    last_change: ChangeId,
}

impl UndoLog {
    /// Returns a number for a change that the library makes and can undo.
    pub(super) fn next_change(&mut self) -> ChangeId {
        self.last_change += 1;
        self.last_change
    }

    pub(super) fn remember(&mut self, undo: Undo) {
        if self.undos.len() == MOST_UNDOS {
            self.undos.remove(0);
        }
        self.undos.push(undo);
    }
}

impl Marking<'_> {
    pub(super) fn undo(&mut self) -> Vec<Action> {
        match self.log.undos.pop() {
            None => vec![Action::Say(Phrase::NothingToUndo)],
            Some(Undo::Marks(before)) => {
                let mut actions = vec![Action::Say(Phrase::Undone(before.len()))];
                actions.extend(self.store(before));
                actions
            }
            Some(Undo::Removed(change)) => vec![
                Action::Say(Phrase::BringingBack),
                Action::Perform(Effect::BringBack(change)),
            ],
            Some(Undo::Search { change, name }) => {
                let called = name.say(self.context.options.language).as_ref().into();
                vec![
                    Action::Say(Phrase::SearchKept(called)),
                    Action::Perform(Effect::UndoRead(change)),
                ]
            }
            Some(Undo::Rows {
                change,
                here,
                count,
            }) => {
                self.show(&here);
                vec![
                    Action::Say(Phrase::Undone(count)),
                    Action::Perform(Effect::UndoRead(change)),
                    // A list of unread articles may have been reloaded without the restored
                    // articles.
                    Action::ReloadResults,
                ]
            }
        }
    }
}

pub(super) fn note_count(log: &mut UndoLog, change: ChangeId, count: usize) {
    for undo in &mut log.undos {
        if let Undo::Rows {
            change: own,
            count: known,
            ..
        } = undo
            && *own == change
        {
            *known = count;
        }
    }
}
