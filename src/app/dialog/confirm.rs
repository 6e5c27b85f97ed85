//! The dialog that asks before many pages are opened.

use super::rules::DialogRules;
use crate::app::action::Action;
use crate::app::command::DialogCommand;
use crate::app::context::Context;

/// The addresses of the pages.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConfirmDialog {
    /// The addresses, in the order in which they are opened.
    pub addresses: Vec<String>,
}

impl DialogRules for ConfirmDialog {
    fn rows(&self, _context: &Context) -> Option<Vec<String>> {
        None
    }

    fn command(&mut self, command: DialogCommand, _row: usize) -> Option<Vec<Action>> {
        let open = self.addresses.iter().cloned().map(Action::OpenAddress);
        let close = std::iter::once(Action::CloseDialog);
        (command == DialogCommand::Accept).then(|| close.chain(open).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_enter_opens_the_pages() {
        let mut dialog = ConfirmDialog {
            addresses: vec!["https://example.org/1".to_owned(); 60],
        };
        let actions = dialog.command(DialogCommand::Accept, 0);
        assert_eq!(actions.map(|actions| actions.len()), Some(61));
        assert_eq!(dialog.command(DialogCommand::Back, 0), None);
    }
}
