//! Effects: everything that the application asks of the runtime.

use super::library::{ChangeId, Generation, ListView, Removal, StoryRange, ValueField};
use super::news::{FeedRequest, FeedSelection};
use crate::article::{ArticleId, ListPart, Marks, PageStart};
use crate::words::{Language, MarkChange};

/// What the runtime does about themes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ThemeEffect {
    /// Draw in the theme of this name from now on; answered by `ThemeFound` or
    /// `NoTheme`.
    Set(String),
    /// Draw in the theme of this name while the user looks at it.
    Preview(String),
    /// Draw in the theme that was set last.
    Restore,
    /// Read the themes of the user; answered by `Themes`.
    LoadAll,
}

/// Something that the runtime does; only `runtime::perform` matches on it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Effect {
    /// Read an article; answered by `Loaded` or `NotLoaded`.
    LoadArticle(ArticleId),
    /// Open an http or https address in the browser; answered by `Opened` or `NotOpened`.
    OpenAddress(String),
    /// Query the library; answered by `Found` with the same generation.
    Search {
        /// The query.
        question: String,
        /// The number of the query.
        generation: Generation,
        /// How the results are looked at.
        view: ListView,
    },
    /// Store how the user looks at the list of a query.
    SaveView(String, ListView),
    /// Read rows of a list of the library; answered by `Rows` or `NoRows`.
    LoadRows {
        /// The query whose results are the list; empty for all articles.
        query: String,
        /// The start of the page.
        start: PageStart,
        /// How the list is looked at.
        view: ListView,
    },
    /// Count the rows of a list of the library; answered by `Counted`.
    CountRows {
        /// The query whose results are the list; empty for all articles.
        query: String,
        /// The last row in memory; the rows below it are counted.
        last: Option<ArticleId>,
        /// The number of rows in memory, for a list whose order the library does not know.
        held: usize,
        /// How the list is looked at.
        view: ListView,
    },
    /// Mark rows of a library list as read; answered by `MarkedRead` or `MarksChanged`.
    MarkRead {
        /// The number by which the change can be undone.
        change: ChangeId,
        /// The query whose results are the list; empty for all articles.
        query: String,
        /// The rows to mark.
        part: ListPart,
        /// How the list is looked at.
        view: ListView,
    },
    /// Change the marks of the stories that a query finds; answered by `RangeMarked`.
    MarkRange {
        /// The number by which the change can be undone.
        change: ChangeId,
        /// The stories.
        range: StoryRange,
        /// The change.
        mark: MarkChange,
    },
    /// Find the addresses of the stories that a query finds; answered by `RangeFound`.
    FindRange(StoryRange),
    /// Find the stories that a query finds, to remove them; answered by `RemovalFound`.
    FindRemoval(StoryRange),
    /// Remove stories from the library; answered by `Removed`.
    Remove(ChangeId, Removal),
    /// Undo `Remove`; answered by `BroughtBack`.
    BringBack(ChangeId),
    /// Read the lines that were run in the command line; answered by `CommandHistory`.
    LoadCommandHistory,
    /// Store a line that was run in the command line.
    SaveCommand(String),
    /// Request mouse events from the terminal, or leave the mouse to it.
    SetMouse(bool),
    /// Keep records of this level in the log, and more serious ones.
    SetLogLevel(String),
    /// Choose by its name in a configuration how text is set.
    ChoosePrint(String),
    /// Draw in another theme, or find out which there are.
    Theme(ThemeEffect),
    /// Make the manual in this language ready to be opened; answered by `ManualReady`.
    LoadManual(Language),
    /// Do something about the feeds that are followed; answered by `FeedsChanged`, `FeedOffers` or a remark.
    Feeds(FeedRequest),
    /// Read the configuration again; answered by `Configured`.
    ReloadConfiguration,
    /// Undo `MarkRead`, `MarkRange` or `ForgetSearch`; answered by `MarksChanged`.
    UndoRead(ChangeId),
    /// Read the marks of these articles; answered by `Marked`.
    LoadMarks(Vec<ArticleId>),
    /// Find articles related to this one; answered by `Suggested`.
    FindRelated(ArticleId),
    /// Store the marks of articles.
    SetMarks(Vec<(ArticleId, Marks)>),
    /// Store the reading position in an article, a byte offset into its document's text.
    SavePosition(ArticleId, usize),
    /// Store in the library an article that was read from a file; answered by `Kept`.
    KeepArticle(ArticleId),
    /// Save a query as a list.
    SaveSearch(String),
    /// Remove a saved query; the number identifies the change, so that it can be undone.
    ForgetSearch(ChangeId, String),
    /// Save a query as a list with a name.
    NameSearch {
        /// The query.
        query: String,
        /// The name.
        name: String,
    },
    /// Give the saved query this position among the others, counted from 1.
    MoveSearch(String, usize),
    /// Give the saved queries this order.
    OrderSearches(Vec<String>),
    /// Read the names that complete a field of queries; answered by `Values`.
    LoadValues(ValueField),
    /// Read the names of the lists; answered by `Lists`.
    LoadLists,
    /// Fetch feeds. `Refreshing` reports the progress, `Fresh` brings new articles, and `Refreshed`
    /// ends it; if no feed is followed, the answer is `Starter`.
    Refresh(FeedSelection),
    /// Stop the refresh.
    CancelRefresh,
    /// Read the state of the feeds; answered by `Feeds`.
    LoadFeeds,
    /// Follow the feeds in these groups of the starter pack, and fetch them.
    FollowGroups(Vec<String>),
    /// Fetch the page of an article that is stored only as a summary, if the user allowed that for
    /// its feed; answered by `Whole`.
    FetchWhole(ArticleId),
    /// Copy a text to the clipboard; answered by `Copied`, `NotInTmux`, `SentToClipboard` or
    /// `NotCopied`.
    Copy(String),
    /// Send a text to the terminal for its clipboard; answered by `SentToClipboard` or `NotCopied`.
    SendToClipboard(String),
    /// Measure the widths of clusters in the terminal; answered by `Measured`.
    MeasureWidths,
    /// Switch pictures of text on or off; answered by `Print` or `NoPrint`.
    TogglePrint,
    /// Draw the whole screen again.
    Redraw,
    /// Suspend the program until the shell's `fg`.
    Suspend,
    /// End the program.
    Quit,
}
