//! A number that is being typed: `5j` in the list, `3` for a related article, `17o` for a link.

use super::command::{Command, ListCommand, Motion, PaneCommand};
use super::context::Context;
use crate::article::Timestamp;
use chrono::Duration;

/// A typed number opens a related article after this time, unless another digit or `o` follows.
const PATIENCE: Duration = Duration::milliseconds(600);

/// A number that is being typed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Count {
    /// The number typed so far.
    pub number: usize,
    /// The time at which the number opens a related article; `None` if it waits for the next key.
    pub until: Option<Timestamp>,
}

impl Count {
    /// Returns the number that results from typing one more digit.
    pub fn typed(before: Option<Self>, digit: u8) -> usize {
        let before = before.map_or(0, |count| count.number);
        before.saturating_mul(10).saturating_add(digit.into())
    }

    /// Returns the state in which a number waits for the command that it repeats.
    pub fn waiting(number: usize) -> Self {
        Self {
            number,
            until: None,
        }
    }

    /// Returns the state in which a number waits a moment for another digit or for `o`.
    pub fn pausing(number: usize, context: &Context) -> Self {
        Self {
            number,
            until: Some(context.now + PATIENCE),
        }
    }

    /// Returns whether the time for another digit is over.
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.until.is_some_and(|until| until <= now)
    }
}

/// Returns whether a number can only mean a related article: there is one, no further digit gives a
/// valid number, and with `links` links `o` would not apply to it. A number that means nothing waits
/// as well, so that `o` can say how many links there are.
pub(super) fn is_final(number: usize, related: usize, links: usize) -> bool {
    let longer = number.saturating_mul(10);
    number <= related && longer > related && longer > links && number > links
}

/// How a number changes the list command after it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Repetition {
    /// Move by this many rows, up if negative.
    Steps(isize),
    /// Repeat the command.
    Repeated,
    /// Run the command once, as without the number.
    Once,
    /// Drop both the number and the command.
    Dropped,
}

/// Returns how a number changes `command` in the list.
pub(super) fn repetition(command: Command) -> Repetition {
    match command {
        Command::Move(Motion::Down) | Command::List(ListCommand::NextArticle) => {
            Repetition::Steps(1)
        }
        Command::Move(Motion::Up) | Command::List(ListCommand::PreviousArticle) => {
            Repetition::Steps(-1)
        }
        Command::Move(
            Motion::PageDown | Motion::PageUp | Motion::HalfPageDown | Motion::HalfPageUp,
        ) => Repetition::Repeated,
        Command::Pane(PaneCommand::Back) => Repetition::Dropped,
        Command::Move(Motion::Top | Motion::Bottom)
        | Command::List(
            ListCommand::NextUnread
            | ListCommand::PreviousUnread
            | ListCommand::NextSource
            | ListCommand::PreviousSource,
        )
        | Command::Pane(PaneCommand::Open | PaneCommand::NextStop | PaneCommand::PreviousStop)
        | Command::Article(_)
        | Command::History(_)
        | Command::Find(_)
        | Command::Hit(_)
        | Command::Marks(_)
        | Command::Lists(_)
        | Command::Refresh(_)
        | Command::Feeds(_)
        | Command::Show(_)
        | Command::Settings(_)
        | Command::Terminal(_)
        | Command::Digit(_)
        | Command::Close
        | Command::Quit => Repetition::Once,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::context;

    #[test]
    fn digits_make_a_number() {
        let one = Count::typed(None, 1);
        assert_eq!(Count::typed(Some(Count::waiting(one)), 2), 12);
    }

    #[test]
    fn a_number_is_final_if_no_link_or_longer_number_is_left() {
        assert!(is_final(2, 9, 0));
        assert!(!is_final(1, 12, 0), "10, 11 and 12 begin with 1");
        assert!(!is_final(2, 9, 2), "2o opens the second link");
        assert!(!is_final(3, 2, 1), "3o says that there is 1 link");
    }

    #[test]
    fn movements_are_repeated_and_esc_takes_the_number_back() {
        let down = Command::Move(Motion::Down);
        assert_eq!(repetition(down), Repetition::Steps(1));
        let page = Command::Move(Motion::PageUp);
        assert_eq!(repetition(page), Repetition::Repeated);
        let back = Command::Pane(PaneCommand::Back);
        assert_eq!(repetition(back), Repetition::Dropped);
        assert_eq!(repetition(Command::Close), Repetition::Once);
    }

    #[test]
    fn a_number_waits_for_the_next_key_or_for_a_moment() {
        let context = context();
        assert!(!Count::waiting(5).is_due(context.now + PATIENCE));
        let pausing = Count::pausing(5, &context);
        assert!(!pausing.is_due(context.now) && pausing.is_due(context.now + PATIENCE));
    }
}
