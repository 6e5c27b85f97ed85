//! All that can happen.

use super::command::Command;
use crate::article::{Article, ArticleId, Listing, Timestamp};
use crate::key::{Key, Mouse};
use crate::print::Shaper;
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
    Remark(String),
    /// The article that was asked for.
    Loaded(Arc<Article>),
    /// The article cannot be read, and why, as a sentence.
    NotLoaded(ArticleId, String),
    /// The browser was started with this address.
    Opened(String),
    /// No browser could be started for this address.
    NotOpened(String),
    /// Words are on the clipboard.
    Copied,
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
