//! A refresh: which feeds it fetches, and what it reports during and after it.

use super::{Outbox, topics};
use crate::app::Answer;
use crate::app::news::{FeedSelection, RefreshProgress};
use crate::store::{Error, Store, Subscription};
use crate::sync::{Client, FeedOutcome, Progress, RefreshScope, Summary, run};
use crate::text::clean_text::CleanText;
use crate::words::{Language, News};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

pub(super) fn refresh(
    outbox: &Outbox,
    client: &Arc<Client>,
    whose: &FeedSelection,
    cancelled: &AtomicBool,
) -> Result<(), Error> {
    let mut store = Store::open_or_create(&outbox.library)?;
    let subscriptions = store.subscriptions()?;
    if subscriptions.is_empty() {
        // An automatic refresh shows nothing if there is nothing to do.
        let nothing = match whose {
            FeedSelection::Due => quietly(),
            FeedSelection::All | FeedSelection::One(_) => Answer::Starter(topics(outbox.language)),
        };
        outbox.submit(nothing);
        return Ok(());
    }
    let Some(scope) = scope(&subscriptions, whose) else {
        let nothing = News::FeedNotFollowed.say(outbox.language);
        outbox.submit(gone_wrong(nothing));
        return Ok(());
    };
    let fresh = Store::open(&outbox.library)?;
    let mut last = fresh.last_number()?;
    let mut new = 0;
    let summary = run(&mut store, client, &scope, cancelled, &mut |progress| {
        let refreshing = match progress {
            Progress::Began { feeds } => RefreshProgress {
                of: *feeds,
                ..RefreshProgress::default()
            },
            Progress::Feed(report) => {
                if let FeedOutcome::Read { written, .. } = &report.outcome {
                    new += written.new;
                }
                hand_over(outbox, &fresh, &mut last);
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
        outbox.submit(Answer::Refreshing(refreshing));
    })?;
    let Summary {
        feeds, new, failed, ..
    } = summary;
    log::info!("a refresh ended; feeds asked: {feeds}, failed: {failed}, new stories: {new}");
    let ended = if *whose == FeedSelection::Due && summary.new == 0 {
        quietly()
    } else {
        Answer::Refreshed {
            said: concluded(&summary, outbox.language).into(),
            is_faulty: summary.failed > 0 || summary.feeds < summary.held,
        }
    };
    outbox.submit(ended);
    Ok(())
}

/// Returns which feeds to fetch; `None` if the requested feed does not exist.
fn scope(subscriptions: &[Subscription], whose: &FeedSelection) -> Option<RefreshScope> {
    let only = match whose {
        FeedSelection::One(origin) => {
            let is_it = |one: &&Subscription| one.address == *origin || one.shown() == *origin;
            let named = subscriptions.iter().filter(is_it);
            Some(named.map(|one| one.address.clone()).collect::<Vec<_>>())
        }
        FeedSelection::All | FeedSelection::Due => None,
    };
    let is_none = only.as_ref().is_some_and(Vec::is_empty);
    (!is_none).then(|| RefreshScope {
        only,
        // A user who presses the key wants the feeds now, due or not.
        regardless: *whose != FeedSelection::Due,
        ..RefreshScope::default()
    })
}

/// Sends the articles that were added to the library since the last call to the list.
fn hand_over(outbox: &Outbox, store: &Store, last: &mut i64) {
    // If the new articles cannot be read now, the next start reads them.
    if let Ok((listings, number)) = store.listings_after(*last) {
        *last = number;
        if !listings.is_empty() {
            outbox.submit(Answer::Fresh(listings));
        }
    }
}

/// Returns a sentence with the numbers of new articles and of failed feeds. It says that there is
/// no news only if all feeds could be fetched.
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
    let submit = (failed + summary.held > 0).then_some(News::FeedsTell);
    let brought = brought.filter(|_| feeds > 0 || summary.held == 0);
    let said = brought
        .into_iter()
        .chain(unfetched)
        .chain(held)
        .chain(submit);
    said.map(|news| news.say(language))
        .collect::<Vec<_>>()
        .join("; ")
}

/// Returns the answer for a refresh that ended with nothing to report.
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
