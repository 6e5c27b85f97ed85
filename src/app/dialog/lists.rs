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
    /// Takes the lists as the library has them now, and returns the row of the one that came back, or
    /// else that of the list at `row`.
    pub(in crate::app) fn reload(&mut self, lists: Vec<NamedList>, row: usize) -> usize {
        let row_of = |question: &str| lists.iter().position(|list| list.question == question);
        let old = std::mem::take(&mut self.lists);
        let is_old = |list: &NamedList| old.iter().any(|it| it.question == list.question);
        let back = lists.iter().position(|list| !is_old(list));
        let same = old.get(row).and_then(|list| row_of(&list.question));
        let last = lists.len().saturating_sub(1);
        let row = back.or(same).unwrap_or_else(|| row.min(last));
        self.lists = lists;
        row
    }

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

    fn input_command(&self) -> DialogCommand {
        DialogCommand::Edit
    }

    fn input(&self, row: usize, context: &Context) -> Option<String> {
        let list = self.lists.get(row).filter(|list| list.is_saved)?;
        Some(if let Phrase::SavedSearch(name) = &list.name {
            name.to_string()
        } else {
            list.name.say(context.options.language).into_owned()
        })
    }

    fn entered(&mut self, row: usize, text: &str) -> Vec<Action> {
        let list = self.lists.get_mut(row).filter(|_| !text.is_empty());
        let Some(list) = list.filter(|list| list.is_saved) else {
            return Vec::new();
        };
        list.name = Phrase::SavedSearch(text.into());
        vec![
            Action::NameResults(list.question.clone(), list.name.clone()),
            Action::Say(Phrase::SearchRenamed(text.into())),
            Action::Perform(Effect::NameSearch {
                query: list.question.clone(),
                name: text.to_owned(),
            }),
        ]
    }

    fn command(&mut self, command: DialogCommand, row: usize) -> Option<Vec<Action>> {
        match command {
            DialogCommand::Accept => Some(self.show(row)),
            DialogCommand::Remove => Some(self.remove(row)),
            // The name of a saved search is typed instead.
            DialogCommand::Edit => Some(vec![Action::Say(Phrase::NotKept)]),
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
    fn a_search_that_is_brought_back_is_selected() {
        let all = || vec![list("one", false), list("two", true), list("three", true)];
        let mut dialog = ListsDialog { lists: all() };
        dialog.command(DialogCommand::Remove, 1);
        assert_eq!(dialog.reload(all(), 1), 1);
        assert_eq!(dialog.reload(all(), 2), 2, "nothing came back");
        assert_eq!(dialog.reload(all()[..1].to_vec(), 2), 0);
    }

    #[test]
    fn a_saved_search_is_renamed_in_the_dialog() {
        let mut dialog = ListsDialog {
            lists: vec![list("one", false), list("two", true)],
        };
        let context = crate::app::testing::library_context();
        assert_eq!(dialog.input_command(), DialogCommand::Edit);
        assert_eq!(dialog.input(0, &context), None);
        assert!(dialog.input(1, &context).is_some());
        assert_eq!(dialog.entered(1, ""), Vec::new());
        let name = Phrase::SavedSearch("rain".into());
        let renamed = vec![
            Action::NameResults("two".to_owned(), name.clone()),
            Action::Say(Phrase::SearchRenamed("rain".into())),
            Action::Perform(Effect::NameSearch {
                query: "two".to_owned(),
                name: "rain".to_owned(),
            }),
        ];
        assert_eq!(dialog.entered(1, "rain"), renamed);
        assert_eq!(dialog.lists.last().map(|list| &list.name), Some(&name));
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
