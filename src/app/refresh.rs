//! Refreshing feeds: by a key, by the clock, a single feed, and for the first time.

use super::action::Action;
use super::command::RefreshCommand;
use super::context::{Context, Options};
use super::effect::Effect;
use super::news::{FeedSelection, RefreshProgress};
use crate::article::Timestamp;
use crate::text::clean_text::CleanText;
use crate::words::Phrase;
use chrono::Duration;

/// The state of a refresh.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RefreshState {
    /// The progress of the running refresh, until it ends or the user stops it.
    pub progress: Option<RefreshProgress>,
    /// The time of the next automatic refresh.
    pub next_at: Option<Timestamp>,
    /// Whether no feed is followed, so that a refresh would fetch nothing.
    pub follows_nothing: bool,
}

impl RefreshState {
    /// Returns the state for a run that begins `now`; the articles in the library are shown before
    /// the first refresh.
    pub fn new(options: Options, now: Timestamp) -> Self {
        Self {
            progress: None,
            next_at: options.refresh_every.map(|_| now + Duration::seconds(1)),
            follows_nothing: false,
        }
    }

    /// Runs a command; `origin` is the file or feed from which the article with the focus was read.
    pub fn command(
        &mut self,
        command: RefreshCommand,
        origin: Option<String>,
        context: &Context,
    ) -> Vec<Action> {
        if !context.options.library {
            return vec![Action::Say(Phrase::OnlyInLibrary)];
        }
        match command {
            RefreshCommand::All if self.progress.take().is_some() => vec![
                Action::Say(Phrase::RefreshStopped),
                Action::Perform(Effect::CancelRefresh),
            ],
            RefreshCommand::All => self.begin(Effect::Refresh(FeedSelection::All)),
            RefreshCommand::One => match origin.filter(|origin| origin.starts_with("http")) {
                Some(address) => self.begin(Effect::Refresh(FeedSelection::One(address))),
                None => vec![Action::Say(Phrase::NoFeed)],
            },
            RefreshCommand::Feeds => vec![Action::Perform(Effect::LoadFeeds)],
        }
    }

    /// Starts a refresh.
    pub fn begin(&mut self, effect: Effect) -> Vec<Action> {
        if matches!(effect, Effect::FollowGroups(_)) {
            self.follows_nothing = false;
        }
        self.progress = Some(RefreshProgress::default());
        vec![Action::Perform(effect)]
    }

    /// Starts a refresh of the feeds that are due, if it is time.
    pub fn tick(&mut self, context: &Context) -> Vec<Action> {
        let is_time = self.next_at.is_some_and(|at| at <= context.now);
        let Some(minutes) = context.options.refresh_every.filter(|_| is_time) else {
            return Vec::new();
        };
        self.next_at = Some(context.now + Duration::minutes(i64::from(minutes)));
        if !context.options.library || self.progress.is_some() {
            return Vec::new();
        }
        self.begin(Effect::Refresh(FeedSelection::Due))
    }

    /// Updates the progress of the refresh, unless the user has stopped it.
    pub fn progressed(&mut self, progress: RefreshProgress) {
        if let Some(shown) = &mut self.progress {
            *shown = progress;
        }
    }

    /// Ends the refresh; ignores the result if the user has stopped it.
    pub fn ended(&mut self, said: CleanText, is_faulty: bool) -> Option<Action> {
        self.progress.take()?;
        if said.is_empty() {
            // An automatic refresh that found nothing new.
            None
        } else if is_faulty {
            Some(Action::Warn(Phrase::Refreshed(said)))
        } else {
            Some(Action::Announce(Phrase::Refreshed(said)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{context, library_context};

    #[test]
    fn a_second_key_stops_the_refresh_and_its_result_is_ignored() {
        let (mut refresh, context) = (RefreshState::default(), library_context());
        refresh.command(RefreshCommand::All, None, &context);
        assert!(refresh.progress.is_some());
        let stopped = refresh.command(RefreshCommand::All, None, &context);
        assert_eq!(
            stopped.last(),
            Some(&Action::Perform(Effect::CancelRefresh))
        );
        assert_eq!(refresh.ended("3 new".into(), false), None);
    }

    #[test]
    fn only_a_feed_can_be_refreshed_by_itself() {
        let (mut refresh, context) = (RefreshState::default(), library_context());
        let file = Some("/tmp/articles.json".to_owned());
        let actions = refresh.command(RefreshCommand::One, file, &context);
        assert_eq!(actions, vec![Action::Say(Phrase::NoFeed)]);
        let feed = "https://example.org/feed".to_owned();
        let actions = refresh.command(RefreshCommand::One, Some(feed.clone()), &context);
        let effect = Effect::Refresh(FeedSelection::One(feed));
        assert_eq!(actions, vec![Action::Perform(effect)]);
    }

    #[test]
    fn files_have_nothing_to_refresh() {
        let mut refresh = RefreshState::default();
        let actions = refresh.command(RefreshCommand::All, None, &context());
        assert_eq!(actions, vec![Action::Say(Phrase::OnlyInLibrary)]);
        assert_eq!(refresh.progress, None);
    }

    #[test]
    fn a_result_without_words_is_not_shown() {
        let mut refresh = RefreshState::default();
        refresh.begin(Effect::Refresh(FeedSelection::Due));
        assert_eq!(refresh.ended("".into(), false), None);
        refresh.begin(Effect::Refresh(FeedSelection::Due));
        let result = Phrase::Refreshed("2 failed".into());
        let warned = refresh.ended("2 failed".into(), true);
        assert_eq!(warned, Some(Action::Warn(result)));
    }
}
