//! The rules that differ from dialog to dialog; [`super`] has the rules that all dialogs share.

use crate::app::action::Action;
use crate::app::command::DialogCommand;
use crate::app::context::Context;

/// The rules of a dialog.
pub trait DialogRules {
    /// Returns the text of each row, which a filter is matched against; `None` for a dialog without
    /// rows.
    fn rows(&self, context: &Context) -> Option<Vec<String>>;

    /// Returns the number of lines of the rows `shown`, if the dialog is scrolled text; `None` if a
    /// row is selected in it.
    fn line_count(&self, _shown: &[usize], _context: &Context) -> Option<usize> {
        None
    }

    /// Returns whether the dialog, if it is scrolled text, opens at its end.
    fn opens_at_end(&self) -> bool {
        false
    }

    /// Returns the address in the dialog that the terminal can open as a link.
    fn link(&self) -> Option<&str> {
        None
    }

    /// Returns the command that lets the user edit the text of a row.
    fn input_command(&self) -> DialogCommand {
        DialogCommand::Accept
    }

    /// Returns the text of a row that the user can edit; `None` if its command does something else.
    fn input(&self, _row: usize, _context: &Context) -> Option<String> {
        None
    }

    /// Takes the text that the user typed for a row.
    fn entered(&mut self, _row: usize, _text: &str) -> Vec<Action> {
        Vec::new()
    }

    /// Runs a command on the selected row, `row`; returns `None` if the dialog has no rule of its
    /// own for the command.
    fn command(&mut self, command: DialogCommand, row: usize) -> Option<Vec<Action>>;
}
