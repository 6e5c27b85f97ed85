//! Commands that keys can be bound to, grouped by the feature that runs them.
//!
//! Each feature matches on its own enum of commands, so the compiler reports where a new command is
//! missing. The keys are in [`super::keymap::table`].

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

/// The meaning of a command while a dialog is open.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum DialogCommand {
    /// Moves the selection, or scrolls.
    Move(Motion),
    /// Acts on the selected row, or closes a dialog that only informs.
    Accept,
    /// Clears the filter if there is one, else closes the dialog.
    Back,
    /// Closes the dialog.
    Close,
    /// Starts typing a filter.
    Filter,
    /// Removes the selected row.
    Remove,
    /// Takes the last change back.
    Undo,
    /// Adds a row.
    Add,
    /// Edits the selected row.
    Edit,
    /// Offers rows to add.
    Offer,
    /// Moves the selected row this far down, or up if negative.
    Shift(isize),
    /// Refreshes the selected row.
    Refresh,
    /// Opens the selected image.
    OpenImage,
    /// Copies the text of the dialog.
    Copy,
    /// Acts on the nth row.
    Digit(u8),
}

impl DialogCommand {
    /// Returns whether the command needs a row to act on. `PageDown` does, because its key, Space,
    /// ticks a row.
    pub fn needs_row(self) -> bool {
        match self {
            Self::Accept
            | Self::Edit
            | Self::Remove
            | Self::Shift(_)
            | Self::Refresh
            | Self::OpenImage
            | Self::Move(Motion::PageDown) => true,
            Self::Move(_)
            | Self::Add
            | Self::Offer
            | Self::Undo
            | Self::Back
            | Self::Close
            | Self::Filter
            | Self::Copy
            | Self::Digit(_) => false,
        }
    }
}

/// What can follow the name of a command.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ArgumentKind {
    /// Nothing.
    None,
    /// Words to look for.
    Words,
    /// A search in the library.
    Query,
    /// A search in the library, whose results the command acts on; without it, the command acts on the story at hand.
    Range,
    /// The address of a feed, or the name of a file of feeds, for this command.
    Feed(FeedCommand),
    /// The name of a setting and a value.
    Setting,
    /// The name of an order of lists.
    Order,
    /// A name for the search on the screen.
    SearchName,
    /// A number: a position among the kept searches.
    SearchPosition,
    /// The name of a theme.
    Theme,
}

impl Command {
    /// Returns what can follow the name of the command.
    pub fn argument_kind(self) -> ArgumentKind {
        match self {
            Self::Find(FindCommand::Search) => ArgumentKind::Words,
            Self::Find(FindCommand::SearchLibrary) => ArgumentKind::Query,
            Self::Feeds(
                command @ (FeedCommand::Add | FeedCommand::Import | FeedCommand::Export),
            ) => ArgumentKind::Feed(command),
            Self::Settings(SettingsCommand::Set) => ArgumentKind::Setting,
            Self::Lists(ListsCommand::Sort) => ArgumentKind::Order,
            Self::Lists(ListsCommand::RenameSearch) => ArgumentKind::SearchName,
            Self::Lists(ListsCommand::MoveSearch) => ArgumentKind::SearchPosition,
            Self::Settings(SettingsCommand::Theme) => ArgumentKind::Theme,
            Self::Pane(PaneCommand::Open)
            | Self::Marks(
                MarksCommand::Read
                | MarksCommand::Unread
                | MarksCommand::Star
                | MarksCommand::Unstar
                | MarksCommand::Remove,
            ) => ArgumentKind::Range,
            Self::Pane(_)
            | Self::Marks(_)
            | Self::Move(_)
            | Self::List(_)
            | Self::Article(_)
            | Self::History(_)
            | Self::Hit(_)
            | Self::Lists(_)
            | Self::Refresh(_)
            | Self::Feeds(FeedCommand::Edit | FeedCommand::Remove | FeedCommand::OfferTopics)
            | Self::Show(_)
            | Self::Settings(SettingsCommand::Reload)
            | Self::Terminal(_)
            | Self::Digit(_)
            | Self::Close
            | Self::Quit => ArgumentKind::None,
        }
    }

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

    /// Returns what the command does while a dialog is open; `None` if it does nothing there.
    #[expect(clippy::too_many_lines, reason = "a table: an arm for each command")]
    pub fn in_dialog(self) -> Option<DialogCommand> {
        match self {
            Self::Move(motion) => Some(DialogCommand::Move(motion)),
            Self::Pane(PaneCommand::Open) => Some(DialogCommand::Accept),
            Self::Pane(PaneCommand::Back) => Some(DialogCommand::Back),
            Self::Pane(PaneCommand::NextStop) => Some(DialogCommand::Move(Motion::Down)),
            Self::Pane(PaneCommand::PreviousStop) => Some(DialogCommand::Move(Motion::Up)),
            Self::Close | Self::Show(ShowCommand::Help) => Some(DialogCommand::Close),
            Self::Find(FindCommand::Search) => Some(DialogCommand::Filter),
            Self::Article(ArticleCommand::LeftOut) | Self::Feeds(FeedCommand::Remove) => {
                Some(DialogCommand::Remove)
            }
            Self::Feeds(FeedCommand::Add) => Some(DialogCommand::Add),
            Self::Feeds(FeedCommand::OfferTopics) => Some(DialogCommand::Offer),
            Self::Feeds(FeedCommand::Edit) | Self::Lists(ListsCommand::RenameSearch) => {
                Some(DialogCommand::Edit)
            }
            Self::Marks(MarksCommand::Undo) => Some(DialogCommand::Undo),
            Self::Article(ArticleCommand::OpenImage) => Some(DialogCommand::OpenImage),
            Self::Article(ArticleCommand::Copy) => Some(DialogCommand::Copy),
            Self::Lists(ListsCommand::ForgetSearch) => Some(DialogCommand::Remove),
            Self::List(ListCommand::NextArticle) => Some(DialogCommand::Shift(1)),
            Self::List(ListCommand::PreviousArticle) => Some(DialogCommand::Shift(-1)),
            Self::Refresh(RefreshCommand::One) => Some(DialogCommand::Refresh),
            Self::Digit(digit) => Some(DialogCommand::Digit(digit)),
            Self::Article(
                ArticleCommand::Hints
                | ArticleCommand::OpenPage
                | ArticleCommand::PickImage
                | ArticleCommand::OpenOriginal
                | ArticleCommand::CopyOriginal
                | ArticleCommand::CopyParagraph,
            )
            | Self::Find(FindCommand::SearchLibrary)
            | Self::Hit(_)
            | Self::Refresh(RefreshCommand::All | RefreshCommand::Feeds)
            | Self::Show(ShowCommand::Messages | ShowCommand::CommandLine | ShowCommand::Manual)
            | Self::Feeds(FeedCommand::Import | FeedCommand::Export)
            | Self::Settings(_)
            | Self::List(
                ListCommand::NextUnread
                | ListCommand::PreviousUnread
                | ListCommand::NextSource
                | ListCommand::PreviousSource,
            )
            | Self::History(_)
            | Self::Marks(
                MarksCommand::ToggleRead
                | MarksCommand::Read
                | MarksCommand::Unread
                | MarksCommand::Star
                | MarksCommand::Unstar
                | MarksCommand::AllRead
                | MarksCommand::ReadAbove
                | MarksCommand::ReadBelow
                | MarksCommand::Remove,
            )
            | Self::Lists(
                ListsCommand::Show
                | ListsCommand::Keep
                | ListsCommand::Sort
                | ListsCommand::HideRead
                | ListsCommand::MoveSearch,
            )
            | Self::Terminal(_)
            | Self::Quit => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dialog_understands_few_commands() {
        let down = DialogCommand::Move(Motion::Down);
        let next_stop = Command::Pane(PaneCommand::NextStop);
        assert_eq!(next_stop.in_dialog(), Some(down));
        assert_eq!(Command::Close.in_dialog(), Some(DialogCommand::Close));
        assert_eq!(Command::Marks(MarksCommand::Star).in_dialog(), None);
    }

    #[test]
    fn only_the_terminal_and_the_end_are_global() {
        assert!(Command::Quit.is_global());
        assert!(Command::Terminal(TerminalCommand::Redraw).is_global());
        assert!(!Command::Close.is_global());
    }
}
