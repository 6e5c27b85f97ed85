//! The dialog with an address that no browser could open.

use super::rules::DialogRules;
use crate::app::action::Action;
use crate::app::command::DialogCommand;
use crate::app::context::Context;
use crate::app::effect::Effect;

/// An address to copy, because no browser could open it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AddressDialog {
    /// The address.
    pub address: String,
}

impl DialogRules for AddressDialog {
    fn rows(&self, _context: &Context) -> Option<Vec<String>> {
        None
    }

    fn link(&self) -> Option<&str> {
        Some(&self.address)
    }

    fn command(&mut self, command: DialogCommand, _row: usize) -> Option<Vec<Action>> {
        let copy = Action::Perform(Effect::Copy(self.address.clone()));
        (command == DialogCommand::Copy).then(|| vec![copy])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_copied_and_stays_on_the_screen() {
        let mut dialog = AddressDialog {
            address: "https://example.org/".to_owned(),
        };
        let copy = Action::Perform(Effect::Copy(dialog.address.clone()));
        assert_eq!(dialog.command(DialogCommand::Copy, 0), Some(vec![copy]));
        assert_eq!(dialog.command(DialogCommand::Accept, 0), None);
    }
}
