//! What can follow the names of commands on the command line.

use super::{
    Command, FeedCommand, FindCommand, ListsCommand, MarksCommand, PaneCommand, SettingsCommand,
};

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
}
