//! All that can happen.

use super::command::Command;
use super::library::{Answers, Generation, NamedList};
use super::marks::ChangeId;
use super::news::{FeedRow, Refreshing, StarterGroup};
use super::paging::{ListCount, ListPage};
use crate::article::{Article, ArticleId, Listing, Marks, Offer, Timestamp};
use crate::key::{Key, Mouse};
use crate::print::Shaper;
use crate::text::clean_text::CleanText;
use crate::text::width::WidthProfile;
use crate::words::Advice;
use ratatui::layout::Size;
use std::sync::Arc;

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// The reader wants something; made from a key by the keymap.
    Command(Command),
    /// A key for the input line, or one that is bound to nothing.
    Typed(Key),
    /// Text that was pasted, already sanitised.
    Pasted(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The terminal has another size.
    Resized(Size),
    /// An effect or the reading of the input has news.
    Answered(Answer),
    /// Time passed.
    Tick(Timestamp),
}

/// News from the world.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Stories were read, in the order of the input.
    Arrived(Vec<Listing>),
    /// So much of the input is read; `total` once it is known.
    Progress {
        /// Pieces of input that were read.
        done: usize,
        /// Pieces of input that there are.
        total: Option<usize>,
    },
    /// The input has been read to its end.
    AllRead,
    /// A remark on the input, as a sentence.
    Remark(CleanText),
    /// The article that was asked for.
    Loaded(Arc<Article>),
    /// The article cannot be read, and why, as a sentence.
    NotLoaded(ArticleId, CleanText),
    /// The browser was started with this address.
    Opened(String),
    /// The library answers the question of this generation.
    Found {
        /// The number of the question.
        generation: Generation,
        /// The first answers.
        answers: Answers,
        /// What was not understood.
        ignored: Vec<CleanText>,
    },
    /// Rows of a list of the library.
    Rows(ListPage),
    /// Rows of the list of this query cannot be read; a remark says why.
    NoRows(String),
    /// How many rows a list of the library has.
    Counted(ListCount),
    /// The rows of a list became read: what the change is called, and how many rows they were.
    MarkedRead(ChangeId, usize),
    /// The library has other marks than were known.
    MarksChanged,
    /// Stories like this one, and those of its publisher's that the library has.
    Suggested(ArticleId, Vec<Offer>),
    /// The lists that there are.
    Lists(Vec<NamedList>),
    /// What was opened in earlier runs, the last one last, each with the place where reading
    /// stopped.
    History(Vec<(ArticleId, usize)>),
    /// The library was damaged: where the damaged file lies, how many stories were read of it, and of how
    /// many others only the marks.
    Recovered(CleanText, usize, usize),
    /// The library was begun: this is the first start.
    Begun,
    /// A refresh goes on.
    Refreshing(Refreshing),
    /// A refresh ended.
    Refreshed {
        /// What is to be said of it.
        said: CleanText,
        /// Whether a part of it, or all, went wrong.
        is_faulty: bool,
    },
    /// New stories, for the top of the list.
    Fresh(Vec<Listing>),
    /// Marks that were set elsewhere.
    Marked(Vec<(ArticleId, Marks)>),
    /// The feeds that are followed.
    Feeds(Vec<FeedRow>),
    /// No feed is followed: the groups of the starter pack.
    Starter(Vec<StarterGroup>),
    /// A story whole, of which only the summary was here.
    Whole(Arc<Article>),
    /// The story was put into the library.
    Kept,
    /// No browser could be started for this address.
    NotOpened(String),
    /// Words are in a buffer of tmux, and on the clipboard as far as tmux puts them there.
    Copied,
    /// tmux did not take these words.
    NotInTmux(String),
    /// Words could not be copied.
    NotCopied,
    /// Words were sent to the terminal for its clipboard; nobody can tell whether it took them.
    SentToClipboard,
    /// The terminal was measured, for the first time or again.
    Measured(Arc<WidthProfile>),
    /// Text is set as in print from now on, or no longer.
    Print(Option<Arc<Shaper>>),
    /// Print cannot be had in this terminal.
    NoPrint,
    /// No font of this system has so many letters of what is on the screen.
    NoFontFor(usize),
    /// The line to the terminal is too slow for print, which is switched off.
    TooSlowForPrint,
    /// Something that the reader should know of what surrounds the program.
    Advised(Advice),
}
