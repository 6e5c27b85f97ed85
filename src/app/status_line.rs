//! The state of the bottom line: a notice for a while, and the progress of reading the input.

use crate::article::Timestamp;
use crate::words::Phrase;
use chrono::Duration;

/// The time for which a notice is shown.
const NOTICE: Duration = Duration::seconds(5);
/// The progress of reading the input is shown after this time.
const PATIENCE: Duration = Duration::milliseconds(300);

/// The state of the status line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatusLine {
    /// The notice that is shown.
    pub notice: Option<Notice>,
    /// The progress of reading the input, until all of it is read.
    pub loading: Option<LoadProgress>,
}

/// A sentence for the user.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// The sentence.
    pub phrase: Phrase,
    /// The time at which it goes; `None` for one that stays until the next key.
    pub until: Option<Timestamp>,
    /// Whether the next key takes it away, because it is the result of the last one.
    pub is_answer: bool,
}

/// The progress of reading the input.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct LoadProgress {
    /// The time at which the reading began.
    pub since: Timestamp,
    /// Files that were read.
    pub done: usize,
    /// All files, once their number is known.
    pub total: Option<usize>,
}

impl StatusLine {
    /// Returns the status line of a run that begins `now` and has its input to read.
    pub fn new(now: Timestamp) -> Self {
        Self {
            notice: None,
            loading: Some(LoadProgress {
                since: now,
                done: 0,
                total: None,
            }),
        }
    }

    /// Shows the result of a key, for a while and until the next key.
    pub fn say(&mut self, phrase: Phrase, now: Timestamp) {
        self.notice = Some(Notice {
            phrase,
            until: Some(now + NOTICE),
            is_answer: true,
        });
    }

    /// Shows an event that no key caused; keys leave it, so that it can be read while they are pressed.
    pub fn announce(&mut self, phrase: Phrase, now: Timestamp) {
        self.notice = Some(Notice {
            phrase,
            until: Some(now + NOTICE),
            is_answer: false,
        });
    }

    /// Shows a failure until the next key.
    pub fn warn(&mut self, phrase: Phrase) {
        self.notice = Some(Notice {
            phrase,
            until: None,
            is_answer: true,
        });
    }

    /// Returns whether this phrase is shown.
    pub fn is_saying(&self, phrase: &Phrase) -> bool {
        self.notice
            .as_ref()
            .is_some_and(|notice| notice.phrase == *phrase)
    }

    /// Takes this phrase away, if it is shown.
    pub fn unsay(&mut self, phrase: &Phrase) {
        self.notice.take_if(|notice| notice.phrase == *phrase);
    }

    /// Takes a notice away whose time is over.
    pub fn expire(&mut self, now: Timestamp) {
        self.notice
            .take_if(|notice| notice.until.is_some_and(|until| until <= now));
    }

    /// Takes the result of an earlier key away.
    pub fn key_pressed(&mut self) {
        self.notice.take_if(|notice| notice.is_answer);
    }

    /// Notes the progress of reading the input.
    pub fn progress(&mut self, done: usize, total: Option<usize>) {
        if let Some(loading) = &mut self.loading {
            (loading.done, loading.total) = (done, total);
        }
    }

    /// Returns the progress of reading the input, if it takes long enough to be shown.
    pub fn long_loading(&self, now: Timestamp) -> Option<LoadProgress> {
        self.loading
            .filter(|loading| now - loading.since >= PATIENCE)
    }

    /// Returns the time at which the line changes by itself.
    pub fn wake_at(&self) -> Option<Timestamp> {
        let notice = self.notice.as_ref().and_then(|notice| notice.until);
        let loading = self.loading.map(|loading| loading.since + PATIENCE);
        [notice, loading].into_iter().flatten().min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::noon;

    #[test]
    fn a_key_takes_the_result_of_the_last_one_but_no_announcement() {
        let mut status = StatusLine::default();
        status.say(Phrase::NoPage, noon());
        status.key_pressed();
        assert_eq!(status.notice, None);
        status.announce(Phrase::TooSlowForPrint, noon());
        status.key_pressed();
        assert!(status.is_saying(&Phrase::TooSlowForPrint));
        status.expire(noon() + NOTICE);
        assert_eq!(status.notice, None);
    }

    #[test]
    fn a_warning_outlives_every_clock() {
        let mut status = StatusLine::default();
        status.warn(Phrase::NotCopied);
        status.expire(noon() + Duration::days(1));
        assert!(status.is_saying(&Phrase::NotCopied));
    }

    #[test]
    fn only_a_long_reading_is_shown() {
        let status = StatusLine::new(noon());
        assert_eq!(status.long_loading(noon()), None);
        assert_eq!(status.wake_at(), Some(noon() + PATIENCE));
        assert!(status.long_loading(noon() + PATIENCE).is_some());
    }
}
