//! The dialog of everything that was said.

use super::rules::DialogRules;
use crate::app::action::Action;
use crate::app::command::DialogCommand;
use crate::app::context::Context;

/// The width of the column of times.
const TIME: usize = 7;
/// The maximum number of lines of one message.
const MOST_LINES: usize = 40;

/// The messages of this run, with their times.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct MessagesDialog;

impl MessagesDialog {
    /// Returns the lines of the messages `shown`.
    pub fn lines(shown: &[usize], context: &Context) -> Vec<String> {
        let messages = shown.iter().filter_map(|row| context.messages.get(*row));
        let width = context.dialog_width().saturating_sub(TIME).max(1);
        messages
            .flat_map(|message| {
                let lines = context.ruler.clamp(&message.text, width, MOST_LINES);
                let time = message.at.format("%H:%M").to_string();
                let before = |line: usize| if line == 0 { &*time } else { "" };
                let lines = lines.into_iter().enumerate();
                let timed = lines.map(|(line, text)| format!("{:<TIME$}{text}", before(line)));
                timed.collect::<Vec<_>>()
            })
            .collect()
    }
}

impl DialogRules for MessagesDialog {
    fn rows(&self, context: &Context) -> Option<Vec<String>> {
        let messages = context.messages.iter();
        Some(messages.map(|message| message.text.to_string()).collect())
    }

    fn line_count(&self, shown: &[usize], context: &Context) -> Option<usize> {
        Some(Self::lines(shown, context).len())
    }

    /// The newest message is the last.
    fn opens_at_end(&self) -> bool {
        true
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
        assert_eq!(lines, ["12:00  first", "12:00  second"]);
    }
}
