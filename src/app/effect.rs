//! All that the application can ask of the world.

use super::library::Generation;
use super::marks::ChangeId;
use super::news::Whose;
use crate::article::{ArticleId, ListPart, Marks, PageStart};

/// Something that the shell is to do; see `runtime::perform`, the only place that matches on it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Effect {
    /// Read an article; answered by `Loaded` or `NotLoaded`.
    LoadArticle(ArticleId),
    /// Open an http or https address in the browser; answered by `Opened` or `NotOpened`.
    OpenAddress(String),
    /// Ask the library; answered by `Found` of the same generation.
    Search {
        /// The question.
        question: String,
        /// Its number.
        generation: Generation,
    },
    /// Read rows of a list of the library; answered by `Rows` or `NoRows`.
    LoadRows {
        /// The query whose answers the list has; empty for all stories.
        query: String,
        /// Where they begin.
        start: PageStart,
    },
    /// Count the rows of a list of the library; answered by `Counted`.
    CountRows {
        /// The query whose answers the list has; empty for all stories.
        query: String,
        /// The last row that is here: those below it are counted.
        last: Option<ArticleId>,
        /// How many rows are here, for a list whose order the library does not know.
        held: usize,
    },
    /// Make rows of a list of the library read; answered by `MarkedRead` or `MarksChanged`.
    MarkRead {
        /// What the change is called when it is taken back.
        change: ChangeId,
        /// The query whose answers the list has; empty for all stories.
        query: String,
        /// Which of its rows.
        part: ListPart,
    },
    /// Take such a change back; answered by `MarksChanged`.
    UndoRead(ChangeId),
    /// Read the marks of these stories; answered by `Marked`.
    LoadMarks(Vec<ArticleId>),
    /// Find stories like this one; answered by `Suggested`.
    FindRelated(ArticleId),
    /// Keep marks of stories.
    SetMarks(Vec<(ArticleId, Marks)>),
    /// Keep the place in a story where the person reads: a byte of its document's text.
    KeepPlace(ArticleId, usize),
    /// Put a story of a file into the library; answered by `Kept`.
    KeepStory(ArticleId),
    /// Keep a question as a list.
    SaveSearch(String),
    /// Give a kept question up.
    ForgetSearch(String),
    /// Tell which lists there are; answered by `Lists`.
    LoadLists,
    /// Ask feeds for news; answered by `Refreshing` as it goes
    /// on, `Fresh` with what came, and `Refreshed`; by `Starter` where no feed is followed.
    Refresh(Whose),
    /// Break the refresh off.
    CancelRefresh,
    /// Tell how it stands with the feeds; answered by `Feeds`.
    LoadFeeds,
    /// Follow the feeds of these groups of the starter pack, and ask them.
    FollowGroups(Vec<String>),
    /// Fetch the page of a story of which only the summary is here, where the person wants that;
    /// answered by `Whole`.
    FetchWhole(ArticleId),
    /// Put words onto the clipboard of the person's own terminal; answered by `Copied`, `NotInTmux`,
    /// `SentToClipboard` or `NotCopied`.
    Copy(String),
    /// Ask the terminal to put words onto its clipboard; answered by `SentToClipboard` or `NotCopied`.
    SendToClipboard(String),
    /// Measure what the terminal does with letters; answered by `Measured`.
    MeasureWidths,
    /// Set text as in print, or no longer; answered by `Print` or `NoPrint`.
    TogglePrint,
    /// Draw everything anew.
    Redraw,
    /// Stop until the shell's `fg`.
    Suspend,
    /// End the program.
    Quit,
}
