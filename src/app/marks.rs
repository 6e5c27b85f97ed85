//! Read marks and stars, and undoing changes to them.
//!
//! Marks change in memory at once; the library worker stores them. If a list has more rows than are
//! in memory, the library marks the rows that `A`, `<` and `>` affect.

mod undo;

pub(super) use undo::UndoLog;

use super::action::Action;
use super::article_list::ArticleList;
use super::article_list::paging::Extent;
use super::command::MarksCommand;
use super::context::Context;
use super::effect::Effect;
use super::library::{ChangeId, Removal, StoryRange, Totals, changed};
use crate::article::{ArticleId, ListPart, Marks};
use crate::words::{MarkChange, Phrase};
use undo::{Undo, note_count};

/// The fields of the model that are needed to change marks.
#[derive(Debug)]
pub(super) struct Marking<'m> {
    /// The changes that can be undone.
    pub log: &'m mut UndoLog,
    /// The list on the screen, which has the marks of all articles.
    pub list: &'m mut ArticleList,
    /// The number of unread articles in the library.
    pub totals: &'m mut Option<Totals>,
    /// The state that all features share.
    pub context: &'m Context,
}

impl Marking<'_> {
    /// Runs a command on `target`, the article with the focus, or on rows of the list, which shows
    /// the results of `query`.
    pub(super) fn command(
        &mut self,
        command: MarksCommand,
        target: Option<ArticleId>,
        query: &str,
    ) -> Vec<Action> {
        match command {
            MarksCommand::ToggleRead => self.toggle(target, |marks| marks.read = !marks.read),
            MarksCommand::Read => self.set(target, MarkChange::Read),
            MarksCommand::Unread => self.set(target, MarkChange::Unread),
            MarksCommand::Star => self.toggle(target, |marks| marks.starred = !marks.starred),
            MarksCommand::Unstar => self.set(target, MarkChange::Unstar),
            MarksCommand::Undo => self.undo(),
            MarksCommand::AllRead => self.read_rows(Extent::All, query),
            MarksCommand::ReadAbove => self.read_rows(Extent::Above, query),
            MarksCommand::ReadBelow => self.read_rows(Extent::Below, query),
            MarksCommand::Remove => match target {
                Some(id) => self.remove(Removal {
                    ids: vec![id],
                    ..Removal::default()
                }),
                None => vec![Action::Say(Phrase::NoStories)],
            },
        }
    }

    /// Removes stories from the library.
    pub(super) fn remove(&mut self, removal: Removal) -> Vec<Action> {
        if !self.context.options.library {
            return vec![Action::Say(Phrase::OnlyInLibrary)];
        }
        let change = self.log.next_change();
        self.log.remember(Undo::Removed(change));
        vec![
            Action::Say(Phrase::Removing),
            Action::Perform(Effect::Remove(change, removal)),
        ]
    }

    /// Changes the marks of articles of the list, in one step that can be undone.
    pub(super) fn rows(&mut self, ids: &[ArticleId], change: MarkChange) -> Vec<Action> {
        let is_new = |id: &&ArticleId| {
            let marks = self.list.marks(**id);
            changed(marks, change) != marks
        };
        let count = ids.iter().filter(is_new).count();
        let mut actions = self.change(ids, |marks| *marks = changed(*marks, change));
        actions.insert(0, Action::Say(said_of(change, count)));
        actions
    }

    /// Gives an article a mark, or takes it away; says so if nothing changes.
    fn set(&mut self, target: Option<ArticleId>, change: MarkChange) -> Vec<Action> {
        let Some(id) = target else {
            return vec![Action::Say(Phrase::NoStories)];
        };
        let marks = self.list.marks(id);
        if changed(marks, change) == marks {
            return vec![Action::Say(Phrase::MarksAlready(change))];
        }
        self.change(&[id], |marks| *marks = changed(*marks, change))
    }

    /// Asks the library to change the marks of the stories of a range. Only it knows which they are.
    pub(super) fn range(&mut self, range: StoryRange, mark: MarkChange) -> Vec<Action> {
        let change = self.log.next_change();
        self.log.remember(Undo::Rows {
            change,
            here: Vec::new(),
            count: 0,
        });
        let effect = Effect::MarkRange {
            change,
            range,
            mark,
        };
        vec![Action::Say(Phrase::Marking), Action::Perform(effect)]
    }

    /// Removes a saved search.
    pub(super) fn forget_search(&mut self, name: Phrase, query: String) -> Vec<Action> {
        let change = self.log.next_change();
        let called = name.say(self.context.options.language).as_ref().into();
        self.log.remember(Undo::Search { change, name });
        vec![
            Action::Say(Phrase::SearchForgotten(called)),
            Action::Perform(Effect::ForgetSearch(change, query)),
        ]
    }

    fn toggle(&mut self, target: Option<ArticleId>, change: impl Fn(&mut Marks)) -> Vec<Action> {
        match target {
            Some(id) => self.change(&[id], change),
            None => vec![Action::Say(Phrase::NoStories)],
        }
    }

    /// Changes the marks of articles, and remembers the earlier marks for undoing.
    fn change(&mut self, ids: &[ArticleId], change: impl Fn(&mut Marks)) -> Vec<Action> {
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for id in ids {
            let old = self.list.marks(*id);
            let mut new = old;
            change(&mut new);
            if old != new {
                before.push((*id, old));
                after.push((*id, new));
            }
        }
        if after.is_empty() {
            return Vec::new();
        }
        self.log.remember(Undo::Marks(before));
        self.store(after)
    }

    /// Marks an article as read because the user opened it; this cannot be undone.
    pub(super) fn opened(&mut self, id: ArticleId) -> Vec<Action> {
        let marks = self.list.marks(id);
        if marks.read {
            return Vec::new();
        }
        let read = Marks {
            read: true,
            ..marks
        };
        self.store(vec![(id, read)])
    }

    /// Changes marks in memory and in the library.
    fn store(&mut self, marks: Vec<(ArticleId, Marks)>) -> Vec<Action> {
        self.show(&marks);
        if self.context.options.library {
            vec![Action::Perform(Effect::SetMarks(marks))]
        } else {
            Vec::new()
        }
    }

    /// Changes marks in memory.
    fn show(&mut self, marks: &[(ArticleId, Marks)]) {
        for (id, marks) in marks {
            let was_read = self.list.is_read(*id);
            self.list.set_mark(*id, *marks);
            if let Some(totals) = self.totals {
                match (was_read, marks.read) {
                    (false, true) => totals.unread = totals.unread.saturating_sub(1),
                    (true, false) => totals.unread += 1,
                    (false, false) | (true, true) => {}
                }
            }
        }
    }

    /// Marks all rows of the list as read, or the rows above or below the selected one.
    fn read_rows(&mut self, extent: Extent, query: &str) -> Vec<Action> {
        let (selected, count) = (self.list.selected(), self.list.len());
        let rows = match extent {
            Extent::All => 0..count,
            Extent::Above => 0..selected,
            Extent::Below => selected + 1..count,
        };
        let unread = rows
            .filter_map(|position| self.list.entry(position))
            .map(|entry| entry.listing.id)
            .filter(|id| !self.list.is_read(*id));
        let ids: Vec<ArticleId> = unread.collect();
        if self.list.is_marked_by_library(extent, query) {
            return self.read_in_library(extent, &ids, query);
        }
        let result = match ids.len() {
            0 if self.list.is_empty() => Phrase::NoStories,
            0 if extent == Extent::Above && selected == 0 => Phrase::FirstStory,
            0 if extent == Extent::Below && selected + 1 == count => Phrase::LastStory,
            0 => Phrase::AllReadAlready,
            count => Phrase::MarkedRead(count),
        };
        let mut actions = vec![Action::Say(result)];
        actions.extend(self.change(&ids, |marks| marks.read = true));
        actions
    }

    /// Asks the library to mark rows of the list as read; `ids` are the rows in memory that are
    /// still unread.
    fn read_in_library(&mut self, extent: Extent, ids: &[ArticleId], query: &str) -> Vec<Action> {
        let part = match (extent, self.list.selected_id()) {
            (Extent::Above, Some(id)) => ListPart::Above(id),
            (Extent::Below, Some(id)) => ListPart::Below(id),
            (Extent::All, _) | (Extent::Above | Extent::Below, None) => ListPart::All,
        };
        let marks = |id: &ArticleId| (*id, self.list.marks(*id));
        let before: Vec<(ArticleId, Marks)> = ids.iter().map(marks).collect();
        let mut read = before.clone();
        for (_, marks) in &mut read {
            marks.read = true;
        }
        self.show(&read);
        let is_everything = matches!(query, "" | "is:unread");
        if let (Extent::All, true, Some(totals)) = (extent, is_everything, &mut self.totals) {
            totals.unread = 0;
        }
        let change = self.log.next_change();
        self.log.remember(Undo::Rows {
            change,
            here: before,
            count: ids.len(),
        });
        let effect = Effect::MarkRead {
            change,
            query: query.to_owned(),
            part,
            view: self.list.view,
        };
        vec![Action::Say(Phrase::Marking), Action::Perform(effect)]
    }
}

/// Records that the library has changed the marks of `count` stories of a range.
pub(super) fn range_marked(
    log: &mut UndoLog,
    change: ChangeId,
    mark: MarkChange,
    count: usize,
) -> Vec<Action> {
    note_count(log, change, count);
    vec![Action::Say(said_of(mark, count)), Action::ReloadMarks]
}

/// Returns what is said of a change of the marks of `count` stories.
fn said_of(change: MarkChange, count: usize) -> Phrase {
    if count == 0 {
        Phrase::MarksAlready(change)
    } else {
        Phrase::MarksChanged(change, count)
    }
}

/// Records that the library has marked `count` rows.
pub(super) fn rows_marked(log: &mut UndoLog, change: ChangeId, count: usize) -> Vec<Action> {
    note_count(log, change, count);
    let result = if count == 0 {
        Phrase::AllReadAlready
    } else {
        Phrase::MarkedRead(count)
    };
    vec![Action::Say(result), Action::ReloadMarks]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::article_list::paging::Paging;
    use crate::app::library::ListView;
    use crate::app::testing::{context, id, library_context, list};

    /// A list, its totals and its log, ready for marking.
    struct Bench {
        log: UndoLog,
        list: ArticleList,
        totals: Option<Totals>,
        context: Context,
    }

    impl Bench {
        fn new(count: u64, context: Context) -> Self {
            Self {
                log: UndoLog::default(),
                list: list(count),
                totals: Some(Totals {
                    articles: 9,
                    unread: 9,
                }),
                context,
            }
        }

        fn command(&mut self, command: MarksCommand, target: Option<u64>) -> Vec<Action> {
            let mut marking = Marking {
                log: &mut self.log,
                list: &mut self.list,
                totals: &mut self.totals,
                context: &self.context,
            };
            marking.command(command, target.map(id), "")
        }

        fn unread(&self) -> usize {
            self.totals.map_or(0, |totals| totals.unread)
        }
    }

    #[test]
    fn a_mark_is_toggled_counted_and_undone() {
        let mut bench = Bench::new(3, library_context());
        let actions = bench.command(MarksCommand::ToggleRead, Some(1));
        let read = Marks {
            read: true,
            starred: false,
        };
        let stored = Action::Perform(Effect::SetMarks(vec![(id(1), read)]));
        assert_eq!(actions, vec![stored]);
        assert_eq!((bench.unread(), bench.list.is_read(id(1))), (8, true));
        bench.command(MarksCommand::Undo, None);
        assert_eq!((bench.unread(), bench.list.is_read(id(1))), (9, false));
        let nothing = Action::Say(Phrase::NothingToUndo);
        assert_eq!(bench.command(MarksCommand::Undo, None), vec![nothing]);
    }

    #[test]
    fn outside_a_library_nothing_is_stored() {
        let mut bench = Bench::new(3, context());
        assert_eq!(bench.command(MarksCommand::Star, Some(2)), Vec::new());
        assert!(bench.list.is_starred(id(2)));
    }

    #[test]
    fn rows_above_and_below_leave_the_selected_one() {
        let mut bench = Bench::new(5, context());
        bench.list.select(2);
        bench.command(MarksCommand::ReadAbove, None);
        bench.command(MarksCommand::ReadBelow, None);
        let unread: Vec<u64> = (0..5).filter(|n| !bench.list.is_read(id(*n))).collect();
        assert_eq!(unread, [2]);
    }

    #[test]
    fn the_library_marks_rows_that_are_not_in_memory() {
        let mut bench = Bench::new(3, library_context());
        bench.list.paging = Paging::open();
        let actions = bench.command(MarksCommand::AllRead, None);
        let effect = Effect::MarkRead {
            change: 1,
            query: String::new(),
            part: ListPart::All,
            view: ListView::default(),
        };
        assert_eq!(actions.last(), Some(&Action::Perform(effect)));
        assert_eq!(bench.unread(), 0);
        rows_marked(&mut bench.log, 1, 9);
        let undone = bench.command(MarksCommand::Undo, None);
        assert_eq!(undone.first(), Some(&Action::Say(Phrase::Undone(9))));
        assert!(undone.contains(&Action::Perform(Effect::UndoRead(1))));
    }
}
