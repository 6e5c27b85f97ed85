//! The rules that each dialog has of its own; [`super`] has those that all of them share.

use crate::app::action::Action;
use crate::app::command::DialogCommand;
use crate::app::context::Context;

/// The rules of a dialog.
pub trait DialogRules {
    /// Returns the text of each row, against which a filter is matched; `None` for a dialog without rows.
    fn rows(&self, context: &Context) -> Option<Vec<String>>;

    /// Returns the number of lines of the rows `shown`, for a dialog of text that is scrolled; `None` for
    /// one of which a row is selected.
    fn line_count(&self, _shown: &[usize], _context: &Context) -> Option<usize> {
        None
    }

    /// Returns the address in the dialog that the terminal can open as a link.
    fn link(&self) -> Option<&str> {
        None
    }

    /// Carries out a command, of which `row` is the selected row; returns `None` if the dialog has no rule
    /// of its own for it.
    fn command(&mut self, command: DialogCommand, row: usize) -> Option<Vec<Action>>;
}
