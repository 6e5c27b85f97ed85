//! News from the world: refreshes, the feeds, the starter pack.

use super::relayout;
use crate::app::command::Command;
use crate::app::library::{ask, ask_again};
use crate::app::news::{Refreshing, StarterGroup, Whose};
use crate::app::overlay::Overlay;
use crate::app::paging;
use crate::app::{Answer, Effect, Model, Pane};
use crate::article::Listing;
use crate::words::Phrase;
use chrono::Duration;

/// `R`: asks all feeds; while they are being asked, breaks that off.
pub(super) fn all(model: &mut Model) -> Vec<Effect> {
    if !model.options.library {
        model.status.say(Phrase::OnlyInLibrary, model.now);
        return Vec::new();
    }
    if model.status.refreshing.take().is_some() {
        model.status.say(Phrase::RefreshStopped, model.now);
        return vec![Effect::CancelRefresh];
    }
    begin(model, Effect::Refresh(Whose::All))
}

/// Asks for what is due, if the person wants that by the clock and it is time.
pub(super) fn by_the_clock(model: &mut Model) -> Vec<Effect> {
    let is_time = model.refresh_at.is_some_and(|at| at <= model.now);
    let Some(minutes) = model.options.refresh_every.filter(|_| is_time) else {
        return Vec::new();
    };
    model.refresh_at = Some(model.now + Duration::minutes(i64::from(minutes)));
    if !model.options.library || model.status.refreshing.is_some() {
        return Vec::new();
    }
    begin(model, Effect::Refresh(Whose::Due))
}

/// Asks for a refresh; what comes of one that is not asked for any more is passed over.
fn begin(model: &mut Model, effect: Effect) -> Vec<Effect> {
    model.is_new = false;
    model.status.refreshing = Some(Refreshing::default());
    vec![effect]
}

/// `r`: asks the feed that the story came from.
pub(super) fn one(model: &mut Model) -> Vec<Effect> {
    if !model.options.library {
        model.status.say(Phrase::OnlyInLibrary, model.now);
        return Vec::new();
    }
    let origin = match model.focus {
        Pane::List => model
            .list
            .selected_entry()
            .map(|entry| entry.listing.origin.clone()),
        Pane::Article | Pane::Related => {
            model.article.page().map(|page| page.article.origin.clone())
        }
    };
    match origin.filter(|origin| origin.starts_with("http")) {
        Some(address) => begin(model, Effect::Refresh(Whose::One(address))),
        None => {
            model.status.say(Phrase::NoFeed, model.now);
            Vec::new()
        }
    }
}

/// `F`: asks how it stands with the feeds; the answer opens the box.
pub(super) fn feeds(model: &mut Model) -> Vec<Effect> {
    if model.options.library {
        return vec![Effect::LoadFeeds];
    }
    model.status.say(Phrase::OnlyInLibrary, model.now);
    Vec::new()
}

/// A command in the box of feeds, or in that of the starter pack; `None` where it means nothing
/// special there.
pub(super) fn in_box(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    match (&mut model.overlay, command) {
        (Some(Overlay::Feeds { feeds, selected }), Command::Open | Command::Refresh) => {
            let place = (*selected).min(feeds.len().saturating_sub(1));
            let feed = feeds.get(place)?.clone();
            model.overlay = None;
            if command == Command::Refresh {
                return Some(begin(model, Effect::Refresh(Whose::One(feed.address))));
            }
            model.focus = Pane::List;
            model.chosen = Some(Phrase::Feed(feed.title));
            Some(ask(model, &format!("feed:\"{}\"", feed.address)))
        }
        (Some(Overlay::Starter { groups, selected }), Command::PageDown) => {
            let place = (*selected).min(groups.len().saturating_sub(1));
            let group = groups.get_mut(place)?;
            group.is_chosen = !group.is_chosen;
            Some(Vec::new())
        }
        (Some(Overlay::Starter { groups, .. }), Command::Open) => {
            let chosen = groups.iter().filter(|group| group.is_chosen);
            let names: Vec<String> = chosen.map(|group| group.name.clone()).collect();
            if names.is_empty() {
                model.status.say(Phrase::NothingChosen, model.now);
                return Some(Vec::new());
            }
            model.overlay = None;
            Some(begin(model, Effect::FollowGroups(names)))
        }
        _ => None,
    }
}

/// Takes new stories in, and asks for those of them that the list on the screen wants.
pub(super) fn fresh(model: &mut Model, listings: Vec<Listing>) -> Vec<Effect> {
    let all = model.all_mut();
    if all.paging.above() == 0 {
        all.arrive_on_top(listings);
    } else {
        all.paging.add_above(listings.len());
    }
    let column = model.list_column();
    model.list.settle(column, &model.ruler);
    let mut effects = ask_again(model);
    effects.push(paging::count_all(model));
    effects
}

/// News of a refresh.
pub(super) fn answered(model: &mut Model, answer: Answer) {
    match answer {
        Answer::Refreshing(_) | Answer::Refreshed { .. } if model.status.refreshing.is_none() => {}
        Answer::Refreshing(refreshing) => model.status.refreshing = Some(refreshing),
        Answer::Refreshed { said, is_faulty } => {
            model.status.refreshing = None;
            if said.is_empty() {
                // By the clock, and nothing came.
            } else if is_faulty {
                model.status.warn(Phrase::Refreshed(said));
            } else {
                model.status.announce(Phrase::Refreshed(said), model.now);
            }
        }
        Answer::Feeds(feeds) => model.overlay = Some(Overlay::Feeds { feeds, selected: 0 }),
        Answer::Starter(groups) => offer_starter(model, groups),
        Answer::Whole(article) => {
            let setting = model.setting(false);
            let height = usize::from(model.article_column().height);
            if let Some(page) = model.article.page_mut()
                && page.article.id == article.id
            {
                page.become_whole(article, setting, height, &model.ruler);
                relayout(model);
            }
        }
        _ => {}
    }
}

fn offer_starter(model: &mut Model, groups: Vec<StarterGroup>) {
    model.status.refreshing = None;
    model.overlay = Some(Overlay::Starter {
        groups,
        selected: 0,
    });
}
