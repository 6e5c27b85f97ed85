//! The state of the status line: a temporary notice, and the progress of reading the input.

use crate::article::Timestamp;
use crate::words::Phrase;
use chrono::Duration;

/// How long a notice is shown.
const NOTICE: Duration = Duration::seconds(5);
/// The progress of reading the input is shown only after this time.
const PATIENCE: Duration = Duration::milliseconds(300);

/// The state of the status line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatusLine {
    /// The notice that is shown.
    pub notice: Option<Notice>,
    /// The progress of reading the input, until it is read completely.
    pub loading: Option<LoadProgress>,
}

/// A sentence for the user.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// The sentence.
    pub phrase: Phrase,
    /// The time at which the notice disappears; `None` if it stays until the next key.
    pub until: Option<Timestamp>,
    /// Whether the next key press clears the notice, because it is the result of the last key
    /// press.
    pub is_answer: bool,
}

/// The progress of reading the input.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct LoadProgress {
    /// The time at which the reading began.
    pub since: Timestamp,
    /// The number of files that were read.
    pub done: usize,
    /// The number of all files, once it is known.
    pub total: Option<usize>,
}

impl StatusLine {
    /// Returns the status line for a run that begins `now` and still has to read its input.
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

    /// Shows the result of a key press, for a while or until the next key press.
    pub fn say(&mut self, phrase: Phrase, now: Timestamp) {
        self.notice = Some(Notice {
            phrase,
            until: Some(now + NOTICE),
            is_answer: true,
        });
    }

    /// Shows an event that no key caused. Key presses do not clear it, so that the user can read it
    /// while pressing keys.
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

    /// Clears this phrase, if it is shown.
    pub fn unsay(&mut self, phrase: &Phrase) {
        self.notice.take_if(|notice| notice.phrase == *phrase);
    }

    /// Clears a notice whose time is over.
    pub fn expire(&mut self, now: Timestamp) {
        self.notice
            .take_if(|notice| notice.until.is_some_and(|until| until <= now));
    }

    /// Clears the result of an earlier key press.
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

    /// Returns the time at which the line changes without a key press.
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
        status.announce(Phrase::TooSlowForPrint(800), noon());
        status.key_pressed();
        assert!(status.is_saying(&Phrase::TooSlowForPrint(800)));
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
