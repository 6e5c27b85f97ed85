//! Commands that keys can be bound to, grouped by the feature that runs them.
//!
//! Each feature matches on its own enum of commands, so the compiler reports where a new command is
//! missing. The keys are in [`super::keymap::table`].

mod argument_kind;
mod dialog_command;

pub use argument_kind::ArgumentKind;
pub use dialog_command::DialogCommand;

use crate::words::KeyTable;

/// A command of the user.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Command {
    /// Moves in the pane with the focus, or in the open dialog.
    Move(Motion),
    /// Opens or leaves something in the pane with the focus.
    Pane(PaneCommand),
    /// Goes to another article of the list.
    List(ListCommand),
    /// Acts on the open article.
    Article(ArticleCommand),
    /// Goes back or forward through the articles that were read.
    History(HistoryCommand),
    /// Begins a search.
    Find(FindCommand),
    /// Goes to a hit of a search, or to an unread article.
    Hit(HitCommand),
    /// Changes marks.
    Marks(MarksCommand),
    /// Acts on lists of the library.
    Lists(ListsCommand),
    /// Fetches news.
    Refresh(RefreshCommand),
    /// Changes the feeds that are followed.
    Feeds(FeedCommand),
    /// Only reports or shows something.
    Show(ShowCommand),
    /// Changes settings.
    Settings(SettingsCommand),
    /// Acts on the terminal, in every mode.
    Terminal(TerminalCommand),
    /// A digit of a number that the user types.
    Digit(u8),
    /// Closes the article, a filter, or the program.
    Close,
    /// Ends the program, in every mode.
    Quit,
}

/// A movement.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(missing_docs, reason = "the table of keys has a line of help for each")]
pub enum Motion {
    Down,
    Up,
    PageDown,
    PageUp,
    HalfPageDown,
    HalfPageUp,
    Top,
    Bottom,
}

/// A command whose meaning depends on the pane with the focus.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(missing_docs, reason = "the table of keys has a line of help for each")]
pub enum PaneCommand {
    Open,
    Back,
    NextStop,
    PreviousStop,
}

/// A command that goes to another article of the list, even while an article is open.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(missing_docs, reason = "the table of keys has a line of help for each")]
pub enum ListCommand {
    NextArticle,
    PreviousArticle,
    NextUnread,
    PreviousUnread,
    NextSource,
    PreviousSource,
}

/// A command about the open article.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(missing_docs, reason = "the table of keys has a line of help for each")]
pub enum ArticleCommand {
    Hints,
    LeftOut,
    OpenPage,
    OpenImage,
    PickImage,
    Copy,
    CopyParagraph,
    OpenOriginal,
    CopyOriginal,
}

/// A command that goes back or forward through the articles that were read.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(missing_docs, reason = "the table of keys has a line of help for each")]
pub enum HistoryCommand {
    Back,
    Forward,
}

/// A command that begins a search.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(missing_docs, reason = "the table of keys has a line of help for each")]
pub enum FindCommand {
    Search,
    SearchLibrary,
}

/// A command that goes to a hit of a search, or to an unread article.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(missing_docs, reason = "the table of keys has a line of help for each")]
pub enum HitCommand {
    NextHitOrUnread,
    PreviousHit,
}

/// A command that changes marks.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(missing_docs, reason = "the table of keys has a line of help for each")]
pub enum MarksCommand {
    ToggleRead,
    Read,
    Unread,
    Star,
    Unstar,
    Undo,
    AllRead,
    ReadAbove,
    ReadBelow,
    Remove,
}

/// A command about lists of the library.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(missing_docs, reason = "the table of keys has a line of help for each")]
pub enum ListsCommand {
    Show,
    Keep,
    Sort,
    HideRead,
    RenameSearch,
    MoveSearch,
    ForgetSearch,
}

/// A command that fetches news or shows the feeds.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(missing_docs, reason = "the table of keys has a line of help for each")]
pub enum RefreshCommand {
    One,
    All,
    Feeds,
}

/// A command about the feeds that are followed.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(missing_docs, reason = "the table of keys has a line of help for each")]
pub enum FeedCommand {
    Add,
    Edit,
    Remove,
    Import,
    Export,
    OfferTopics,
}

/// A command that only reports or shows something; the router runs it.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(missing_docs, reason = "the table of keys has a line of help for each")]
pub enum ShowCommand {
    CommandLine,
    Help,
    Manual,
    Messages,
}

/// A command about settings.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(missing_docs, reason = "the table of keys has a line of help for each")]
pub enum SettingsCommand {
    Set,
    Theme,
    Reload,
}

/// A command about the terminal.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(missing_docs, reason = "the table of keys has a line of help for each")]
pub enum TerminalCommand {
    MeasureWidths,
    TogglePrint,
    Redraw,
    Suspend,
}

impl Command {
    /// Returns whether the command does anything in a pane. In the panes every command does, or says why it does not
    /// at the moment; a dialog understands few.
    pub fn works_in(self, table: KeyTable) -> bool {
        match table {
            KeyTable::Everywhere | KeyTable::List | KeyTable::Article | KeyTable::Related => true,
            KeyTable::Dialog => self.is_global() || self.in_dialog().is_some(),
        }
    }

    /// Returns whether the command works in every mode, even on a screen that is too small for
    /// panes.
    pub fn is_global(self) -> bool {
        matches!(self, Self::Terminal(_) | Self::Quit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_terminal_and_the_end_are_global() {
        assert!(Command::Quit.is_global());
        assert!(Command::Terminal(TerminalCommand::Redraw).is_global());
        assert!(!Command::Close.is_global());
    }
}
