//! Calls: a command with what was typed before and after its name, as a key, a macro or the command line gives it.

use super::command::{ArgumentKind, Command};
use super::keymap::table::{Binding, bindings};
use crate::text::nearest::nearest;
use crate::words::CallFault;

/// A command, how often it is run, and its argument.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Call {
    /// The number before the name.
    pub count: Option<usize>,
    /// The command.
    pub command: Command,
    /// The text after the name; empty if there is none.
    pub argument: String,
}

/// Names that fingers type from habit, with the commands that they mean.
const ALIASES: [(&str, &str); 6] = [
    ("q", "close"),
    ("q!", "quit"),
    ("qa", "quit"),
    ("wq", "quit"),
    ("x", "quit"),
    ("h", "help"),
];

impl Call {
    /// Returns a call with neither a number nor an argument.
    pub fn plain(command: Command) -> Self {
        Self {
            count: None,
            command,
            argument: String::new(),
        }
    }

    /// Parses `5:read`, `star is:unread` or `:open`.
    ///
    /// # Errors
    /// Returns an error if no command has the name, or if the command takes no argument.
    pub fn parse(text: &str) -> Result<Self, CallFault> {
        let (count, rest) = counted(text.trim());
        let (name, argument) = match rest.split_once(char::is_whitespace) {
            Some((name, argument)) => (name, argument.trim()),
            None => (rest, ""),
        };
        let name = ALIASES
            .iter()
            .find_map(|(alias, own)| (*alias == name).then_some(*own))
            .unwrap_or(name);
        let Some(binding) = Binding::named(name) else {
            let near = nearest(name, bindings().map(|binding| binding.name));
            return Err(CallFault::Unknown(name.to_owned(), near.map(str::to_owned)));
        };
        let command = binding.command;
        if !argument.is_empty() && command.argument_kind() == ArgumentKind::None {
            return Err(CallFault::TakesNothing(binding.name));
        }
        Ok(Self {
            count,
            command,
            argument: argument.to_owned(),
        })
    }

    /// Returns the command if the call is nothing more.
    pub fn as_plain(&self) -> Option<Command> {
        let is_plain = self.count.is_none() && self.argument.is_empty();
        is_plain.then_some(self.command)
    }

    /// Returns the call as the command line takes it, without the colon.
    pub fn text(&self) -> String {
        let name = Binding::of(self.command).map_or("", |binding| binding.name);
        let mut text = match self.count {
            Some(count) => format!("{count}:{name}"),
            None => name.to_owned(),
        };
        if !self.argument.is_empty() {
            text.push(' ');
            text.push_str(&self.argument);
        }
        text
    }
}

/// Splits `5:read` into the number and the rest; the colon may also be there without a number.
fn counted(text: &str) -> (Option<usize>, &str) {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = text.split_at_checked(digits).unwrap_or(("", text));
    let rest = rest.trim_start();
    let rest = rest.strip_prefix(':').unwrap_or(rest).trim_start();
    // More digits than a number has mean as much as there is.
    let number = (digits > 0).then(|| number.parse().unwrap_or(usize::MAX));
    (number, rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::{MarksCommand, Motion};

    #[test]
    fn numbers_and_arguments_are_parsed_and_written_again() {
        let down = Command::Move(Motion::Down);
        for (typed, count, written) in [
            ("down", None, "down"),
            (" :down ", None, "down"),
            ("5:down", Some(5), "5:down"),
            ("5 down", Some(5), "5:down"),
            (
                "99999999999999999999:down",
                Some(usize::MAX),
                "18446744073709551615:down",
            ),
        ] {
            let call = Call::parse(typed).unwrap();
            assert_eq!((call.count, call.command), (count, down), "{typed}");
            assert_eq!(call.text(), written);
            assert_eq!(call.as_plain().is_some(), count.is_none());
        }
        let undo = Call::parse("undo").unwrap();
        assert_eq!(undo.command, Command::Marks(MarksCommand::Undo));
    }

    #[test]
    fn names_typed_from_habit_are_understood() {
        for (alias, name) in ALIASES {
            assert_eq!(Call::parse(alias), Call::parse(name), "{alias}");
            assert!(Binding::named(alias).is_none(), "{alias} is a name itself");
        }
    }

    #[test]
    fn a_mistyped_name_has_a_nearest_one() {
        let near = Some("down".to_owned());
        let unknown = CallFault::Unknown("dwon".to_owned(), near);
        assert_eq!(Call::parse("3:dwon"), Err(unknown));
        assert!(matches!(Call::parse(""), Err(CallFault::Unknown(..))));
        let fault = CallFault::TakesNothing("undo");
        assert_eq!(Call::parse("undo all"), Err(fault));
    }
}
