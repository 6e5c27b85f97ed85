//! The dialog that asks before many pages are opened or many stories removed.

use super::rules::DialogRules;
use crate::app::action::Action;
use crate::app::command::DialogCommand;
use crate::app::context::Context;
use crate::app::library::Confirmation;

/// The question.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConfirmDialog {
    /// What is done if the user agrees.
    pub asked: Confirmation,
}

impl DialogRules for ConfirmDialog {
    fn rows(&self, _context: &Context) -> Option<Vec<String>> {
        None
    }

    fn command(&mut self, command: DialogCommand, _row: usize) -> Option<Vec<Action>> {
        if command != DialogCommand::Accept {
            return None;
        }
        let mut actions = vec![Action::CloseDialog];
        match &self.asked {
            Confirmation::OpenPages(addresses) => {
                actions.extend(addresses.iter().cloned().map(Action::OpenAddress));
            }
            Confirmation::Remove(removal) => actions.push(Action::Remove(removal.clone())),
        }
        Some(actions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_enter_opens_the_pages() {
        let addresses = vec!["https://example.org/1".to_owned(); 60];
        let mut dialog = ConfirmDialog {
            asked: Confirmation::OpenPages(addresses),
        };
        let actions = dialog.command(DialogCommand::Accept, 0);
        assert_eq!(actions.map(|actions| actions.len()), Some(61));
        assert_eq!(dialog.command(DialogCommand::Back, 0), None);
    }
}
