//! The dialog of the followed feeds.

use super::rules::DialogRules;
use crate::app::action::Action;
use crate::app::command::DialogCommand;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::news::{FeedRequest, FeedRow, FeedSelection};
use crate::words::Phrase;

/// The followed feeds; the user can list the articles of one, or refresh it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FeedsDialog {
    /// The feeds.
    pub feeds: Vec<FeedRow>,
}

impl DialogRules for FeedsDialog {
    fn rows(&self, _context: &Context) -> Option<Vec<String>> {
        let text = |feed: &FeedRow| format!("{} {}", feed.title, feed.result);
        Some(self.feeds.iter().map(text).collect())
    }

    fn command(&mut self, command: DialogCommand, row: usize) -> Option<Vec<Action>> {
        let request = |request| vec![Action::Perform(Effect::Feeds(request))];
        let feed = self.feeds.get(row).or_else(|| self.feeds.last()).cloned();
        Some(match command {
            DialogCommand::Add => vec![Action::BeginLine("add-feed ")],
            DialogCommand::Offer => request(FeedRequest::OfferTopics),
            DialogCommand::Undo => request(FeedRequest::Restore),
            DialogCommand::Remove => request(FeedRequest::Remove(feed?.key())),
            DialogCommand::Edit => vec![Action::EditFeed(Box::new(feed?))],
            DialogCommand::Copy => vec![Action::Perform(Effect::Copy(feed?.address))],
            DialogCommand::Accept => {
                let feed = feed?;
                let show = Action::ShowList {
                    name: Phrase::Feed(feed.title),
                    question: format!("feed:\"{}\"", feed.address),
                };
                vec![Action::CloseDialog, show]
            }
            DialogCommand::Refresh => {
                let refresh = Effect::Refresh(FeedSelection::One(feed?.address));
                vec![Action::CloseDialog, Action::Refresh(refresh)]
            }
            DialogCommand::Move(_)
            | DialogCommand::Back
            | DialogCommand::Close
            | DialogCommand::Filter
            | DialogCommand::OpenImage
            | DialogCommand::Shift(_)
            | DialogCommand::Digit(_) => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_listed_or_refreshed_by_its_address() {
        let feeds = vec![FeedRow {
            address: "https://example.org/feed".to_owned(),
            title: "Example".into(),
            result: "3 new".into(),
            ..FeedRow::default()
        }];
        let mut dialog = FeedsDialog { feeds };
        let show = Action::ShowList {
            name: Phrase::Feed("Example".into()),
            question: "feed:\"https://example.org/feed\"".to_owned(),
        };
        let listed = dialog.command(DialogCommand::Accept, 0);
        assert_eq!(listed, Some(vec![Action::CloseDialog, show]));
        let scope = FeedSelection::One("https://example.org/feed".to_owned());
        let refresh = Action::Refresh(Effect::Refresh(scope));
        let refreshed = dialog.command(DialogCommand::Refresh, 0);
        assert_eq!(refreshed, Some(vec![Action::CloseDialog, refresh]));
        let remove = FeedRequest::Remove(dialog.feeds[0].key());
        let removed = dialog.command(DialogCommand::Remove, 0);
        assert_eq!(removed, Some(vec![Action::Perform(Effect::Feeds(remove))]));
        dialog.feeds.clear();
        assert_eq!(dialog.command(DialogCommand::Accept, 0), None);
        let restore = vec![Action::Perform(Effect::Feeds(FeedRequest::Restore))];
        assert_eq!(dialog.command(DialogCommand::Undo, 0), Some(restore));
    }
}
