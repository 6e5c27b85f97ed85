//! Actions: what a feature asks of other features.
//!
//! A feature changes only its own state. For everything else it returns actions, which `router`
//! performs in order. No action contains a dialog, because dialogs return actions too.

use super::areas::Pane;
use super::call::Call;
use super::command::Command;
use super::effect::Effect;
use super::hints::Hints;
use super::library::{Confirmation, Removal, StoryRange};
use super::news::FeedRow;
use super::prompt::{Prompt, SearchScope};
use crate::article::ArticleId;
use crate::search::Query;
use crate::words::{MarkChange, Phrase};
use std::sync::Arc;

/// Something that a feature asks of the router.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Hand an effect to the runtime.
    Perform(Effect),
    /// Tell the user the result of a key press; the next key press clears it.
    Say(Phrase),
    /// Tell the user of an event that no key caused; the next key press does not clear it.
    Announce(Phrase),
    /// Tell the user of a failure; it stays until the next key.
    Warn(Phrase),
    /// Keep a search in a text for the prompts to come.
    NoteSearch(String),
    /// Give a pane the keys.
    Focus(Pane),
    /// Run a command, as if the user had pressed its key.
    Run(Command),
    /// Run commands one after another, as if each had been called from the command line.
    Calls(Arc<[Call]>),
    /// Run the commands of a macro that are left, after one that had to wait for rows of the list.
    GoOn,
    /// Run a command that had to wait for rows of the list.
    Retry(Command),
    /// Open an article.
    Open(ArticleId),
    /// Open the selected article of the list.
    OpenSelected,
    /// Open an article that the open one refers to, so that Back returns to the same line.
    Follow(ArticleId),
    /// Open the nth related article of the open one, counted from 1.
    FollowOffer(usize),
    /// Open an address in the browser.
    OpenAddress(String),
    /// Open the command line with this beginning.
    BeginLine(&'static str),
    /// Edit a feed in a dialog.
    EditFeed(Box<FeedRow>),
    /// Open an address in the browser as it was published.
    OpenOriginal(String),
    /// Copy an address.
    CopyAddress(String),
    /// Select the article this many rows further down the list, or up if negative.
    Step(isize),
    /// Return to the article from which the open one was reached, else to the list.
    GoBack,
    /// Return to the list.
    LeaveArticle,
    /// Open a prompt.
    Prompt(SearchScope, Prompt),
    /// Put letters on the links, images and cards in sight.
    Hint(Hints),
    /// Offer another article instead of one that is not in memory.
    OfferClosest {
        /// The title of the missing article.
        wanted: String,
        /// The article that is offered.
        id: ArticleId,
    },
    /// Show a table or code of the open article over the whole screen.
    Enlarge(usize),
    /// Let the user pick one of the images of the open article.
    PickImage,
    /// Change the marks of all stories of a range.
    MarkRange(StoryRange, MarkChange),
    /// Ask the user before doing something.
    Confirm(Confirmation),
    /// Remove stories.
    Remove(Removal),
    /// Close the dialog.
    CloseDialog,
    /// Select a row of the open dialog.
    SelectRow(usize),
    /// Let the user type another name for the saved search on the screen, which has this one.
    RenameSearch(Phrase),
    /// Give the results of this query this name, if they are on the screen.
    NameResults(String, Phrase),
    /// Remove the saved search with this name and query.
    ForgetSearch(Phrase, String),
    /// Undo the last change.
    Undo,
    /// Show the results of a query as a list.
    ShowList {
        /// The name of the list.
        name: Phrase,
        /// The query; empty for all articles.
        question: String,
    },
    /// Query the library again for the results that are shown.
    ReloadResults,
    /// Leave the search results and show all articles.
    LeaveResults,
    /// Reload the marks of every article in memory from the library, and the count of unread
    /// articles.
    ReloadMarks,
    /// Toggle the read mark of the selected article.
    ToggleRead,
    /// Search in the open article.
    FindInArticle(Query),
    /// Restore an earlier search in the open article, and scroll to this offset.
    RestoreArticle(Query, usize),
    /// Tell the user which hit the search in the article went to.
    SayHit,
    /// Start a refresh by this effect.
    Refresh(Effect),
    /// End the program.
    Quit,
}
