//! The dialog of the lists of the library.

use super::rules::DialogRules;
use crate::app::action::Action;
use crate::app::command::DialogCommand;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::library::NamedList;

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
            return Vec::new();
        }
        let removed = self.lists.remove(row);
        vec![Action::Perform(Effect::ForgetSearch(removed.question))]
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
            DialogCommand::Move(_)
            | DialogCommand::Back
            | DialogCommand::Close
            | DialogCommand::Filter
            | DialogCommand::Undo
            | DialogCommand::Add
            | DialogCommand::Edit
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
    use crate::words::Phrase;

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
        assert_eq!(dialog.command(DialogCommand::Remove, 0), Some(Vec::new()));
        let forget = Action::Perform(Effect::ForgetSearch("two".to_owned()));
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
}
