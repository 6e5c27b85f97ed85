//! One refresh: which feeds are asked, what is handed over meanwhile, what is said at its end.

use super::{Post, groups};
use crate::app::Answer;
use crate::app::news::{RefreshProgress, RefreshScope};
use crate::store::{Error, Store, Subscription};
use crate::sync::{Client, Outcome, Progress, Scope, Summary, run};
use crate::text::clean_text::CleanText;
use crate::words::{Language, News};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

pub(super) fn refresh(
    post: &Post,
    client: &Arc<Client>,
    whose: &RefreshScope,
    cancelled: &AtomicBool,
) -> Result<(), Error> {
    let mut store = Store::open_or_create(&post.library)?;
    let subscriptions = store.subscriptions()?;
    if subscriptions.is_empty() {
        // What is done by the clock asks nothing of the person.
        let nothing = match whose {
            RefreshScope::Due => quietly(),
            RefreshScope::All | RefreshScope::One(_) => Answer::Starter(groups(post.language)),
        };
        post.tell(nothing, cancelled);
        return Ok(());
    }
    let Some(scope) = scope(&subscriptions, whose) else {
        let nothing = News::FeedNotFollowed.say(post.language);
        post.tell(gone_wrong(nothing), cancelled);
        return Ok(());
    };
    let fresh = Store::open(&post.library)?;
    let mut last = fresh.last_number()?;
    let mut new = 0;
    let summary = run(&mut store, client, &scope, cancelled, &mut |progress| {
        let refreshing = match progress {
            Progress::Began { feeds } => RefreshProgress {
                of: *feeds,
                ..RefreshProgress::default()
            },
            Progress::Feed(report) => {
                if let Outcome::Read { written, .. } = &report.outcome {
                    new += written.new;
                }
                hand_over(post, &fresh, &mut last, cancelled);
                RefreshProgress {
                    done: report.done,
                    of: report.of,
                    new,
                }
            }
            Progress::Pages { done, of } => RefreshProgress {
                done: *done,
                of: *of,
                new,
            },
        };
        post.tell(Answer::Refreshing(refreshing), cancelled);
    })?;
    let Summary {
        feeds, new, failed, ..
    } = summary;
    log::info!("a refresh ended; feeds asked: {feeds}, failed: {failed}, new stories: {new}");
    let ended = match whose {
        RefreshScope::Due if summary.new == 0 => quietly(),
        _ => Answer::Refreshed {
            said: concluded(&summary, post.language).into(),
            is_faulty: summary.failed > 0 || summary.feeds < summary.held,
        },
    };
    post.tell(ended, cancelled);
    Ok(())
}

/// Which feeds are asked; `None` where the one that is meant is not followed.
fn scope(subscriptions: &[Subscription], whose: &RefreshScope) -> Option<Scope> {
    let only = match whose {
        RefreshScope::One(origin) => {
            let is_it = |one: &&Subscription| one.address == *origin || one.shown() == *origin;
            let named = subscriptions.iter().filter(is_it);
            Some(named.map(|one| one.address.clone()).collect::<Vec<_>>())
        }
        RefreshScope::All | RefreshScope::Due => None,
    };
    let is_none = only.as_ref().is_some_and(Vec::is_empty);
    (!is_none).then(|| Scope {
        only,
        // Who presses the key wants it now, due or not.
        regardless: *whose != RefreshScope::Due,
        ..Scope::default()
    })
}

/// Hands the list what is new in the library since the last time.
fn hand_over(post: &Post, store: &Store, last: &mut i64, cancelled: &AtomicBool) {
    // A list that cannot be read now is read at the next start.
    if let Ok((listings, number)) = store.listings_after(*last) {
        *last = number;
        if !listings.is_empty() {
            post.tell(Answer::Fresh(listings), cancelled);
        }
    }
}

/// What came, and which feeds could not be fetched; of news that nobody could bring it is not said that
/// there is none.
fn concluded(summary: &Summary, language: Language) -> String {
    let Summary { feeds, failed, .. } = *summary;
    let brought = News::Total {
        new: summary.new,
        changed: summary.changed,
        pages: summary.pages,
    };
    let brought = (failed < feeds || failed == 0).then_some(brought);
    let unfetched = (failed > 0).then_some(News::Unfetched { failed, of: feeds });
    let held = (summary.held > 0).then_some(News::PassedOver(summary.held));
    let tell = (failed + summary.held > 0).then_some(News::FeedsTell);
    let brought = brought.filter(|_| feeds > 0 || summary.held == 0);
    let said = brought.into_iter().chain(unfetched).chain(held).chain(tell);
    said.map(|news| news.say(language))
        .collect::<Vec<_>>()
        .join("; ")
}

/// A refresh that ended with a fault.
/// The end of a refresh of which nothing need be said.
fn quietly() -> Answer {
    Answer::Refreshed {
        said: CleanText::default(),
        is_faulty: false,
    }
}

pub(super) fn gone_wrong(said: String) -> Answer {
    Answer::Refreshed {
        said: said.into(),
        is_faulty: true,
    }
}
