//! The keys of each command.
//!
//! One table defines the keymap, the help and the hints in the status line; a test compares it with
//! the README.

use super::command::{
    ArticleCommand, Command, FindCommand, HistoryCommand, HitCommand, ListCommand, ListsCommand,
    MarksCommand, Motion, PaneCommand, RefreshCommand, ShowCommand, TerminalCommand,
};
use crate::key::Key;
use crate::words::Help;
use std::collections::HashMap;

/// A row of the key table: a command, its keys and its help.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// The command.
    pub command: Command,
    /// The keys, as [`crate::key::Key`] parses them; hints show the first.
    pub keys: &'static [&'static str],
    /// The line of the help.
    pub help: Help,
}

const fn row(command: Command, keys: &'static [&'static str], help: Help) -> Binding {
    Binding {
        command,
        keys,
        help,
    }
}

/// Every command with its keys, in the order of the help.
pub const BINDINGS: &[Binding] = &[
    row(Command::Move(Motion::Down), &["↓", "j"], Help::Down),
    row(Command::Move(Motion::Up), &["↑", "k"], Help::Up),
    row(
        Command::Move(Motion::PageDown),
        &["Space", "PgDn", "^F"],
        Help::PageDown,
    ),
    row(Command::Move(Motion::PageUp), &["PgUp", "^B"], Help::PageUp),
    row(
        Command::Move(Motion::HalfPageDown),
        &["^D"],
        Help::HalfPageDown,
    ),
    row(Command::Move(Motion::HalfPageUp), &["^U"], Help::HalfPageUp),
    row(Command::Move(Motion::Top), &["Home", "g"], Help::Top),
    row(Command::Move(Motion::Bottom), &["End", "G"], Help::Bottom),
    row(
        Command::Pane(PaneCommand::Open),
        &["Enter", "→", "l"],
        Help::Open,
    ),
    row(
        Command::Pane(PaneCommand::Back),
        &["Esc", "←", "h", "Backspace"],
        Help::Back,
    ),
    row(
        Command::Pane(PaneCommand::NextStop),
        &["Tab"],
        Help::NextStop,
    ),
    row(
        Command::Pane(PaneCommand::PreviousStop),
        &["Shift-Tab"],
        Help::PreviousStop,
    ),
    row(Command::Digit(1), &["1"], Help::Digit),
    row(Command::Digit(2), &["2"], Help::Digit),
    row(Command::Digit(3), &["3"], Help::Digit),
    row(Command::Digit(4), &["4"], Help::Digit),
    row(Command::Digit(5), &["5"], Help::Digit),
    row(Command::Digit(6), &["6"], Help::Digit),
    row(Command::Digit(7), &["7"], Help::Digit),
    row(Command::Digit(8), &["8"], Help::Digit),
    row(Command::Digit(9), &["9"], Help::Digit),
    row(Command::Digit(0), &["0"], Help::Digit),
    row(
        Command::Article(ArticleCommand::Hints),
        &["f"],
        Help::Letters,
    ),
    row(
        Command::List(ListCommand::NextArticle),
        &["J"],
        Help::NextStory,
    ),
    row(
        Command::List(ListCommand::PreviousArticle),
        &["K"],
        Help::PreviousStory,
    ),
    row(
        Command::History(HistoryCommand::Back),
        &["H", "Alt-←"],
        Help::HistoryBack,
    ),
    row(
        Command::History(HistoryCommand::Forward),
        &["L", "Alt-→"],
        Help::HistoryForward,
    ),
    row(Command::Find(FindCommand::Search), &["/"], Help::Search),
    row(
        Command::Hit(HitCommand::NextHitOrUnread),
        &["n"],
        Help::NextHitOrUnread,
    ),
    row(
        Command::Hit(HitCommand::PreviousHit),
        &["N"],
        Help::PreviousHit,
    ),
    row(
        Command::List(ListCommand::PreviousUnread),
        &["p"],
        Help::PreviousUnread,
    ),
    row(
        Command::Find(FindCommand::SearchLibrary),
        &["&"],
        Help::SearchLibrary,
    ),
    row(Command::Lists(ListsCommand::Show), &["v"], Help::Lists),
    row(
        Command::Marks(MarksCommand::ToggleRead),
        &["m"],
        Help::ToggleRead,
    ),
    row(Command::Marks(MarksCommand::Star), &["s"], Help::Star),
    row(Command::Marks(MarksCommand::Undo), &["u"], Help::Undo),
    row(Command::Marks(MarksCommand::AllRead), &["A"], Help::AllRead),
    row(
        Command::Marks(MarksCommand::ReadAbove),
        &["<"],
        Help::ReadAbove,
    ),
    row(
        Command::Marks(MarksCommand::ReadBelow),
        &[">"],
        Help::ReadBelow,
    ),
    row(
        Command::List(ListCommand::NextSource),
        &["]"],
        Help::NextSource,
    ),
    row(
        Command::List(ListCommand::PreviousSource),
        &["["],
        Help::PreviousSource,
    ),
    row(Command::Lists(ListsCommand::Keep), &["w"], Help::Keep),
    row(Command::Refresh(RefreshCommand::One), &["r"], Help::Refresh),
    row(
        Command::Refresh(RefreshCommand::All),
        &["R"],
        Help::RefreshAll,
    ),
    row(Command::Refresh(RefreshCommand::Feeds), &["F"], Help::Feeds),
    row(
        Command::Article(ArticleCommand::OpenPage),
        &["o"],
        Help::OpenPage,
    ),
    row(
        Command::Article(ArticleCommand::OpenImage),
        &["i"],
        Help::OpenImage,
    ),
    row(
        Command::Article(ArticleCommand::PickImage),
        &["I"],
        Help::PickImage,
    ),
    row(Command::Article(ArticleCommand::Copy), &["y"], Help::Copy),
    row(
        Command::Article(ArticleCommand::CopyParagraph),
        &["Y"],
        Help::CopyParagraph,
    ),
    row(
        Command::Article(ArticleCommand::LeftOut),
        &["x"],
        Help::LeftOut,
    ),
    row(Command::Show(ShowCommand::Messages), &["!"], Help::Remarks),
    row(
        Command::Terminal(TerminalCommand::MeasureWidths),
        &["M"],
        Help::MeasureWidths,
    ),
    row(
        Command::Terminal(TerminalCommand::TogglePrint),
        &["P"],
        Help::TogglePrint,
    ),
    row(
        Command::Terminal(TerminalCommand::Redraw),
        &["^L"],
        Help::Redraw,
    ),
    row(
        Command::Terminal(TerminalCommand::Suspend),
        &["^Z"],
        Help::Suspend,
    ),
    row(Command::Show(ShowCommand::Help), &["?"], Help::Help),
    row(Command::Close, &["q"], Help::Close),
];

/// The keys that end the program in every mode.
pub const QUIT: Binding = row(Command::Quit, &["Q", "^C"], Help::Quit);

/// Returns all bindings, the one for quitting last.
pub fn bindings() -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().chain([&QUIT])
}

/// Returns the keys of `command`; the first is the one shown in hints.
pub fn keys_of(command: Command) -> &'static [&'static str] {
    bindings()
        .find(|binding| binding.command == command)
        .map_or(&[], |binding| binding.keys)
}

/// The command that each key is bound to.
#[derive(Clone, Debug, PartialEq)]
pub struct Keymap {
    commands: HashMap<Key, Command>,
}

impl Keymap {
    /// Returns the command that is bound to `key`.
    pub fn command(&self, key: Key) -> Option<Command> {
        self.commands.get(&key).copied()
    }
}

impl Default for Keymap {
    /// Returns the keymap of [`BINDINGS`].
    fn default() -> Self {
        let commands = bindings()
            .flat_map(|binding| binding.keys.iter().map(|key| (key, binding.command)))
            .filter_map(|(key, command)| Some((key.parse().ok()?, command)))
            .collect();
        Self { commands }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_is_a_key_and_bound_once() {
        let keys: Vec<&str> = bindings()
            .flat_map(|binding| binding.keys.iter().copied())
            .collect();
        assert!(keys.iter().all(|key| key.parse::<Key>().is_ok()));
        assert_eq!(Keymap::default().commands.len(), keys.len());
    }
}
