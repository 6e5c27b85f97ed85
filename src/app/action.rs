//! Actions: requests of a feature to the others.
//!
//! A feature changes only its own state. For everything else it returns actions, which
//! `router` carries out in order. They hold values and no dialog, because dialogs return actions
//! too.

use super::areas::Pane;
use super::command::Command;
use super::effect::Effect;
use super::hints::Hints;
use super::prompt::{Prompt, SearchScope};
use crate::article::ArticleId;
use crate::search::Query;
use crate::words::Phrase;

/// Something that a feature asks of the router.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Hand an effect to the runtime.
    Perform(Effect),
    /// Tell the user the result of a key press; the next key press clears it.
    Say(Phrase),
    /// Tell the user of an event that no key caused; the next key leaves it.
    Announce(Phrase),
    /// Tell the user of a failure; it stays until the next key.
    Warn(Phrase),
    /// Give a pane the keys.
    Focus(Pane),
    /// Carry out a command, as its key does.
    Run(Command),
    /// Carry out a command that had to wait for rows of the list.
    Retry(Command),
    /// Open an article.
    Open(ArticleId),
    /// Open the selected article of the list.
    OpenSelected,
    /// Open an article from within the open one, so that Back returns to the same line.
    Follow(ArticleId),
    /// Open the nth related article of the open one, counted from 1.
    FollowOffer(usize),
    /// Open an address in the browser.
    OpenAddress(String),
    /// Go to the article this number of rows further down the list, or up.
    Step(isize),
    /// Return to the article that led here, else to the list.
    GoBack,
    /// Return to the list.
    LeaveArticle,
    /// Open a prompt.
    Prompt(SearchScope, Prompt),
    /// Put letters on targets.
    Hint(Hints),
    /// Offer another article in place of one that is not here.
    OfferClosest {
        /// The title of the missing article.
        wanted: String,
        /// The article that is offered.
        id: ArticleId,
    },
    /// Let the user pick one of the images of the open article.
    PickImage,
    /// Close the dialog.
    CloseDialog,
    /// Show the results of a query under this name.
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
    /// Load the marks of every article in memory from the library again, and count the unread ones.
    ReloadMarks,
    /// Turn the read mark of the selected article.
    ToggleRead,
    /// Search in the open article.
    FindInArticle(Query),
    /// Restore the search in the open article, and the offset at its top.
    RestoreArticle(Query, usize),
    /// Say which hit the search in the article went to.
    SayHit,
    /// Begin a refresh.
    Refresh(Effect),
    /// End the program.
    Quit,
}
