//! Events: everything that reaches the application from outside.

use super::call::Call;
use super::command::Command;
use super::configuration::Configuration;
use super::library::{
    Answers, ChangeId, Generation, ListCount, ListPage, ListView, NamedList, Removal, ValueField,
};
use super::news::{FeedKey, FeedOffer, FeedRow, RefreshProgress, StarterGroup};
use crate::article::{Article, ArticleId, Listing, Marks, Offer, Timestamp};
use crate::key::{Key, Mouse};
use crate::print::Shaper;
use crate::text::clean_text::CleanText;
use crate::text::width::WidthProfile;
use crate::words::{Advice, ConfigFault, MarkChange};
use ratatui::layout::Size;
use std::sync::Arc;
use std::time::Duration;

/// An event.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// The user pressed a key that is bound to a command.
    Command(Command),
    /// The user pressed keys that are bound to several commands, or to one with a number or an argument.
    Calls(Arc<[Call]>),
    /// The user pressed a key of a sequence that goes on.
    Begun(Key),
    /// The user pressed a key while typing, or one that is bound to nothing.
    Typed(Key),
    /// The user pasted this text; it is already sanitised.
    Pasted(String),
    /// The user moved or clicked the mouse.
    Mouse(Mouse),
    /// The terminal changed its size.
    Resized(Size),
    /// The runtime reports on an effect or on the input.
    Answered(Answer),
    /// The current time, sent at intervals.
    Tick(Timestamp),
}

impl Message {
    /// Returns whether the user did something, rather than the runtime, the clock or the window.
    pub fn is_from_user(&self) -> bool {
        match self {
            Self::Command(_)
            | Self::Calls(_)
            | Self::Begun(_)
            | Self::Typed(_)
            | Self::Pasted(_)
            | Self::Mouse(_) => true,
            Self::Resized(_) | Self::Answered(_) | Self::Tick(_) => false,
        }
    }
}

/// The runtime's answer to an effect, or news from its workers.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Articles were read, in the order of the input.
    Arrived(Vec<Listing>),
    /// Progress in reading the input.
    Progress {
        /// The number of files that were read.
        done: usize,
        /// The number of all files, once it is known.
        total: Option<usize>,
    },
    /// The input has been read to its end.
    AllRead,
    /// A remark on the input, as a sentence.
    Remark(CleanText),
    /// The requested article.
    Loaded(Arc<Article>),
    /// The requested article cannot be read; the sentence gives the reason.
    NotLoaded(ArticleId, CleanText),
    /// A browser opened this address.
    Opened(String),
    /// The library answered a query.
    Found {
        /// The number of the query.
        generation: Generation,
        /// The first answers.
        answers: Answers,
    },
    /// Rows of a list of the library.
    Rows(ListPage),
    /// The rows of this query's list cannot be read; a remark gives the reason.
    NoRows(String),
    /// The number of rows of a list of the library.
    Counted(ListCount),
    /// The names that complete a field of queries, the most frequent first.
    Values(ValueField, Vec<String>),
    /// The stories that a command would remove.
    RemovalFound(Removal),
    /// Stories were removed.
    Removed(Removal),
    /// This number of removed stories was brought back.
    BroughtBack(usize),
    /// How the user looks at the lists of these queries, as earlier runs stored it.
    Views(Vec<(String, ListView)>),
    /// Rows of a list were marked as read: the number that identifies the change, and the number of
    /// rows.
    MarkedRead(ChangeId, usize),
    /// The marks of a range changed: the number that identifies the change, what it was, and the number of stories.
    RangeMarked(ChangeId, MarkChange, usize),
    /// What is wrong with the configuration with which the program began.
    ConfigurationFaults(Vec<CleanText>),
    /// The addresses of the stories of a range, and the number of the stories.
    RangeFound(Vec<String>, usize),
    /// The configuration was read again.
    Configured {
        /// What it says.
        configuration: Box<Configuration>,
        /// Whether the user asked for it, rather than a file that changed.
        is_asked: bool,
    },
    /// The manual can be loaded as the article with this id.
    ManualReady(ArticleId),
    /// The lines that earlier runs ran in the command line, oldest first.
    CommandHistory(Vec<String>),
    /// The names of all themes.
    Themes(Vec<String>),
    /// The theme of this name is set.
    ThemeFound(String),
    /// There is no theme as the one that was to be set, and the one of this name stays.
    NoTheme(ConfigFault, String),
    /// Marks changed in the library; the marks in memory are out of date.
    MarksChanged,
    /// Articles related to this one.
    Suggested(ArticleId, Vec<Offer>),
    /// The lists of the library.
    Lists(Vec<NamedList>),
    /// The articles opened in earlier runs, the latest last, each with the offset at which the user
    /// stopped reading.
    History(Vec<(ArticleId, usize)>),
    /// The library was damaged and rebuilt: the path of the damaged file, the number of articles
    /// recovered from it, and the number of articles of which only the marks could be recovered.
    Recovered(CleanText, usize, usize),
    /// No feed is followed yet.
    FollowsNothing,
    /// Progress of a refresh.
    Refreshing(RefreshProgress),
    /// A refresh ended.
    Refreshed {
        /// The result as a sentence; empty if there is nothing to report.
        said: CleanText,
        /// Whether anything failed, such as one of the feeds.
        is_faulty: bool,
    },
    /// New articles, for the top of the list.
    Fresh(Vec<Listing>),
    /// The marks of these articles in the library.
    Marked(Vec<(ArticleId, Marks)>),
    /// The feeds that are followed changed: what to say, the feeds now, and the address of the one that changed.
    FeedsChanged {
        /// The sentence.
        said: CleanText,
        /// The feeds.
        feeds: Vec<FeedRow>,
        /// The address of the feed to select, if it is among them.
        changed: Option<FeedKey>,
    },
    /// A page names several feeds.
    FeedOffers(Vec<FeedOffer>),
    /// The followed feeds.
    Feeds(Vec<FeedRow>),
    /// No feed is followed; these are the groups of the starter pack.
    Starter(Vec<StarterGroup>),
    /// The whole article, to replace its summary.
    Whole(Arc<Article>),
    /// The article was stored in the library.
    Kept,
    /// No browser could open this address.
    NotOpened(String),
    /// tmux has the text in a buffer, and passes it to the clipboard if it is configured to.
    Copied,
    /// tmux did not accept this text.
    NotInTmux(String),
    /// The text could not be copied.
    NotCopied,
    /// The text was sent to the terminal for its clipboard; terminals do not confirm that.
    SentToClipboard,
    /// The terminal was measured.
    Measured(Arc<WidthProfile>),
    /// Text is drawn as pictures from now on, or in cells again.
    Print(Option<Arc<Shaper>>),
    /// This terminal cannot show pictures of text.
    NoPrint,
    /// tmux does not pass pictures of text on to its terminal.
    NoPrintInTmux,
    /// The terminal has not answered yet whether it can show pictures.
    PrintAwaited,
    /// The terminal shows pictures, but its background is unknown, so they would be boxes on it.
    PrintNeedsGround,
    /// The terminal did not answer whether it can show pictures.
    PrintUnanswered,
    /// No installed font has some letters on the screen; this is their number.
    NoFontFor(usize),
    /// A page of pictures takes this long to reach the terminal, so they were switched off.
    TooSlowForPrint(Duration),
    /// Advice about the terminal or its multiplexer.
    Advised(Advice),
}
