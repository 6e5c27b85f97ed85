//! The dialog of messages about the input.

use super::rules::DialogRules;
use crate::app::action::Action;
use crate::app::command::DialogCommand;
use crate::app::context::Context;

/// The maximum number of lines of one message.
const MOST_LINES: usize = 40;

/// The messages about the input.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct MessagesDialog;

impl MessagesDialog {
    /// Returns the lines of the messages `shown`.
    pub fn lines(shown: &[usize], context: &Context) -> Vec<String> {
        let messages = shown.iter().filter_map(|row| context.messages.get(*row));
        let width = context.dialog_width();
        messages
            .flat_map(|message| context.ruler.clamp(message, width, MOST_LINES))
            .collect()
    }
}

impl DialogRules for MessagesDialog {
    fn rows(&self, context: &Context) -> Option<Vec<String>> {
        Some(context.messages.iter().map(ToString::to_string).collect())
    }

    fn line_count(&self, shown: &[usize], context: &Context) -> Option<usize> {
        Some(Self::lines(shown, context).len())
    }

    fn command(&mut self, _command: DialogCommand, _row: usize) -> Option<Vec<Action>> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::context;

    #[test]
    fn a_message_that_arrives_while_the_dialog_is_open_is_in_it() {
        let mut context = context();
        context.add_message("first".into());
        assert_eq!(
            MessagesDialog.rows(&context).map(|rows| rows.len()),
            Some(1)
        );
        context.add_message("second".into());
        let lines = MessagesDialog::lines(&[0, 1], &context);
        assert_eq!(lines, ["first", "second"]);
    }
}
