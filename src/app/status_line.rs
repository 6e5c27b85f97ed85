//! What the bottom line says: a notice while it is new, how far the reading of the input is.

use super::news::Refreshing;
use crate::article::Timestamp;
use crate::text::clean_text::CleanText;
use crate::words::Phrase;
use chrono::Duration;

/// How long a notice stands.
const NOTICE: Duration = Duration::seconds(5);
/// How long work may take before it is mentioned.
const PATIENCE: Duration = Duration::milliseconds(300);
/// How many remarks are kept.
const MOST_REMARKS: usize = 1_000;

/// The state of the status line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatusLine {
    /// What is said at the moment.
    pub notice: Option<Notice>,
    /// How far the reading of the input is.
    pub reading: Option<Reading>,
    /// How far a refresh is, from when it is asked for until it ends or is stopped.
    pub refreshing: Option<Refreshing>,
    /// What there was to say about the input, oldest first.
    pub remarks: Vec<CleanText>,
    /// How many remarks there were, those that are no longer kept included.
    pub remark_count: usize,
}

/// A sentence to the reader.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// The sentence.
    pub phrase: Phrase,
    /// When it goes; `None` for one that stands until the next key.
    pub until: Option<Timestamp>,
    /// Whether the next key takes it away: it answers the last one, and the next is about something else.
    pub is_answer: bool,
}

/// How far the reading of the input is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Reading {
    /// When it began.
    pub since: Timestamp,
    /// Pieces of input that were read.
    pub done: usize,
    /// Pieces that there are, once that is known.
    pub total: Option<usize>,
}

impl StatusLine {
    /// Says what a key did; it is soon old, and with the next key at once.
    pub fn say(&mut self, phrase: Phrase, now: Timestamp) {
        self.notice = Some(Notice {
            phrase,
            until: Some(now + NOTICE),
            is_answer: true,
        });
    }

    /// Says what came about by itself; whoever is pressing keys meanwhile can read it too.
    pub fn announce(&mut self, phrase: Phrase, now: Timestamp) {
        self.notice = Some(Notice {
            phrase,
            until: Some(now + NOTICE),
            is_answer: false,
        });
    }

    /// Says what went wrong; it stands until the next key.
    pub fn warn(&mut self, phrase: Phrase) {
        self.notice = Some(Notice {
            phrase,
            until: None,
            is_answer: true,
        });
    }

    /// Whether this is what is said at the moment.
    pub fn is_saying(&self, phrase: &Phrase) -> bool {
        self.notice
            .as_ref()
            .is_some_and(|notice| notice.phrase == *phrase)
    }

    /// Keeps a remark on the input.
    pub fn remark(&mut self, sentence: CleanText) {
        self.remark_count += 1;
        if self.remarks.len() == MOST_REMARKS {
            self.remarks.remove(0);
        }
        self.remarks.push(sentence);
    }

    /// Takes away what is old at `now`.
    pub fn age(&mut self, now: Timestamp) {
        self.notice
            .take_if(|notice| notice.until.is_some_and(|until| until <= now));
    }

    /// Takes away what was said of an earlier key, and what stood until this one.
    pub fn key_pressed(&mut self) {
        self.notice.take_if(|notice| notice.is_answer);
    }

    /// Returns the reading of the input, if it takes so long that it must be mentioned.
    pub fn long_reading(&self, now: Timestamp) -> Option<Reading> {
        self.reading
            .filter(|reading| now - reading.since >= PATIENCE)
    }

    /// Returns when the line changes by itself.
    pub fn wake_at(&self) -> Option<Timestamp> {
        let notice = self.notice.as_ref().and_then(|notice| notice.until);
        let reading = self.reading.map(|reading| reading.since + PATIENCE);
        [notice, reading].into_iter().flatten().min()
    }
}
