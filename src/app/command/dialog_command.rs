//! The meaning of commands while a dialog is open.

use super::{
    ArticleCommand, Command, FeedCommand, FindCommand, ListCommand, ListsCommand, MarksCommand,
    Motion, PaneCommand, RefreshCommand, ShowCommand,
};

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

impl Command {
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
}
