//! Answers that concern the feeds that are followed.

use crate::app::action::Action;
use crate::app::dialog::Dialog;
use crate::app::dialog::feeds::FeedsDialog;
use crate::app::dialog::groups::GroupsDialog;
use crate::app::model::Model;
use crate::app::news::{FeedKey, FeedRow, StarterGroup};
use crate::text::clean_text::CleanText;
use crate::words::Phrase;

/// Shows the feeds; one that was just edited is selected.
pub(super) fn show(model: &mut Model, feeds: Vec<FeedRow>) {
    let edited = match model.mode.dialog_mut().map(|open| &open.dialog) {
        Some(Dialog::Feed(dialog)) => Some(dialog.feed.key()),
        Some(_) | None => None,
    };
    let at = feeds.iter().position(|feed| Some(feed.key()) == edited);
    model.refresh.follows_nothing = feeds.is_empty();
    model.show(Dialog::Feeds(FeedsDialog { feeds }));
    if let (Some(at), Some(open)) = (at, model.mode.dialog_mut()) {
        open.cursor = at;
    }
}

/// Says what changed, and shows the feeds as they are now where feeds are on the screen.
pub(super) fn changed(
    model: &mut Model,
    said: CleanText,
    feeds: Vec<FeedRow>,
    changed: Option<&FeedKey>,
) -> Vec<Action> {
    let at = feeds.iter().position(|feed| changed == Some(&feed.key()));
    model.refresh.follows_nothing = feeds.is_empty();
    let mut is_removal = false;
    if let Some(open) = model.mode.dialog_mut() {
        match &mut open.dialog {
            Dialog::Feeds(dialog) => {
                is_removal = feeds.len() < dialog.feeds.len();
                dialog.feeds = feeds;
                open.cursor = at
                    .unwrap_or(open.cursor)
                    .min(dialog.feeds.len().saturating_sub(1));
            }
            Dialog::Groups(_) if !feeds.is_empty() => {
                open.replace(Dialog::Feeds(FeedsDialog { feeds }), &model.context);
                open.cursor = at.unwrap_or_default();
            }
            Dialog::Feed(dialog) => {
                if let Some(feed) = at.and_then(|at| feeds.into_iter().nth(at)) {
                    *dialog.feed = feed;
                }
            }
            Dialog::Help(_)
            | Dialog::Messages(_)
            | Dialog::Address(_)
            | Dialog::Images(_)
            | Dialog::Lists(_)
            | Dialog::Groups(_)
            | Dialog::FeedOffers(_)
            | Dialog::Offer(_)
            | Dialog::Confirm(_) => {}
        }
    }
    let phrase = if is_removal {
        Phrase::FeedRemoved(said)
    } else {
        Phrase::Remark(said)
    };
    vec![Action::Say(phrase)]
}

pub(super) fn starter(model: &mut Model, groups: Vec<StarterGroup>) {
    model.refresh.progress = None;
    model.show(Dialog::Groups(GroupsDialog { groups }));
}
