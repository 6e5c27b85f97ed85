//! The dialog of the lists of the library.

use super::rules::DialogRules;
use crate::app::action::Action;
use crate::app::command::DialogCommand;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::library::NamedList;
use crate::words::Phrase;

/// The lists of the library; the user can show one, or remove a saved search.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ListsDialog {
    /// The lists.
    pub lists: Vec<NamedList>,
}

impl ListsDialog {
    fn show(&self, row: usize) -> Vec<Action> {
        let list = self.lists.get(row).or_else(|| self.lists.last());
        let show = list.map(|list| Action::ShowList {
            name: list.name.clone(),
            question: list.question.clone(),
        });
        std::iter::once(Action::CloseDialog).chain(show).collect()
    }

    /// Removes a saved search; lists of other kinds cannot be removed.
    fn remove(&mut self, row: usize) -> Vec<Action> {
        if !self.lists.get(row).is_some_and(|list| list.is_saved) {
            return vec![Action::Say(Phrase::NotKept)];
        }
        let removed = self.lists.remove(row);
        vec![Action::ForgetSearch(removed.name, removed.question)]
    }

    /// Shows a saved search, and lets the user type another name for it.
    fn rename(&self, row: usize) -> Vec<Action> {
        let Some(list) = self.lists.get(row).filter(|list| list.is_saved) else {
            return vec![Action::Say(Phrase::NotKept)];
        };
        let mut actions = self.show(row);
        actions.push(Action::RenameSearch(list.name.clone()));
        actions
    }

    /// Exchanges a saved search with the one below it, or above it.
    fn shift(&mut self, row: usize, by: isize) -> Vec<Action> {
        let other = row.saturating_add_signed(by);
        let is_saved = |row: usize| self.lists.get(row).is_some_and(|list| list.is_saved);
        if !is_saved(row) {
            return vec![Action::Say(Phrase::NotKept)];
        }
        if other == row || !is_saved(other) {
            return Vec::new();
        }
        self.lists.swap(row, other);
        let saved = self.lists.iter().filter(|list| list.is_saved);
        let queries = saved.map(|list| list.question.clone()).collect();
        vec![
            Action::SelectRow(other),
            Action::Perform(Effect::OrderSearches(queries)),
        ]
    }
}

impl DialogRules for ListsDialog {
    fn rows(&self, context: &Context) -> Option<Vec<String>> {
        let name = |list: &NamedList| list.name.say(context.options.language).into_owned();
        Some(self.lists.iter().map(name).collect())
    }

    fn command(&mut self, command: DialogCommand, row: usize) -> Option<Vec<Action>> {
        match command {
            DialogCommand::Accept => Some(self.show(row)),
            DialogCommand::Remove => Some(self.remove(row)),
            DialogCommand::Edit => Some(self.rename(row)),
            DialogCommand::Shift(by) => Some(self.shift(row, by)),
            DialogCommand::Undo => Some(vec![Action::Undo, Action::Perform(Effect::LoadLists)]),
            DialogCommand::Move(_)
            | DialogCommand::Back
            | DialogCommand::Close
            | DialogCommand::Filter
            | DialogCommand::Add
            | DialogCommand::Offer
            | DialogCommand::Refresh
            | DialogCommand::OpenImage
            | DialogCommand::Copy
            | DialogCommand::Digit(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(question: &str, is_saved: bool) -> NamedList {
        NamedList {
            name: Phrase::Section(question.into()),
            question: question.to_owned(),
            is_saved,
            unread: None,
        }
    }

    #[test]
    fn only_a_saved_search_is_removed() {
        let lists = vec![list("one", false), list("two", true)];
        let mut dialog = ListsDialog { lists };
        let kept = Some(vec![Action::Say(Phrase::NotKept)]);
        assert_eq!(dialog.command(DialogCommand::Remove, 0), kept);
        let name = Phrase::Section("two".into());
        let forget = Action::ForgetSearch(name, "two".to_owned());
        assert_eq!(dialog.command(DialogCommand::Remove, 1), Some(vec![forget]));
        assert_eq!(dialog.lists.len(), 1);
    }

    #[test]
    fn enter_shows_the_list_under_its_name() {
        let lists = vec![list("one", false)];
        let mut dialog = ListsDialog { lists };
        let show = Action::ShowList {
            name: Phrase::Section("one".into()),
            question: "one".to_owned(),
        };
        let actions = vec![Action::CloseDialog, show];
        assert_eq!(dialog.command(DialogCommand::Accept, 0), Some(actions));
    }

    #[test]
    fn saved_searches_change_places_only_with_each_other() {
        let lists = vec![list("one", false), list("two", true), list("three", true)];
        let mut dialog = ListsDialog { lists };
        assert_eq!(
            dialog.command(DialogCommand::Shift(-1), 1),
            Some(Vec::new())
        );
        let order = vec!["three".to_owned(), "two".to_owned()];
        let moved = vec![
            Action::SelectRow(2),
            Action::Perform(Effect::OrderSearches(order)),
        ];
        assert_eq!(dialog.command(DialogCommand::Shift(1), 1), Some(moved));
        assert_eq!(dialog.command(DialogCommand::Shift(1), 2), Some(Vec::new()));
    }
}
