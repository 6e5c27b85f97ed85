//! A refresh: which feeds it fetches, and what it reports during and after it.

use super::{Outbox, accounts, topics};
use crate::account_error::AccountError;
use crate::app::Answer;
use crate::app::news::{FeedSelection, RefreshProgress};
use crate::store::{Account, Error, Store, Subscription};
use crate::sync::{
    AccountEvent, AccountProgress, AccountSummary, Client, FeedOutcome, Progress, RefreshScope,
    Summary, run, sync_accounts,
};
use crate::text::clean_text::CleanText;
use crate::words::{Language, News};
use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The results of accounts, by their names.
type SyncedAccounts = BTreeMap<String, Result<AccountSummary, AccountError>>;

pub(super) fn refresh(
    outbox: &Outbox,
    client: &Arc<Client>,
    whose: &FeedSelection,
    cancelled: &AtomicBool,
) -> Result<(), Error> {
    let mut store = Store::open_or_create(&outbox.library)?;
    let subscriptions = store.subscriptions()?;
    let accounts = accounts::chosen(&store, whose)?;
    if subscriptions.is_empty() && accounts.is_empty() {
        // An automatic refresh shows nothing if there is nothing to do.
        let nothing = match whose {
            FeedSelection::Due => quietly(),
            FeedSelection::All | FeedSelection::One(_) => Answer::Starter(topics(outbox.language)),
        };
        outbox.submit(nothing);
        return Ok(());
    }
    let scope = scope(&subscriptions, whose);
    if scope.is_none() && accounts.is_empty() {
        let nothing = News::FeedNotFollowed.say(outbox.language);
        outbox.submit(gone_wrong(nothing));
        return Ok(());
    }
    let meter = Mutex::new(Meter::new(outbox)?);
    let (summary, synced) = std::thread::scope(|threads| {
        let accounts = (accounts, cancelled);
        let synced = threads.spawn(|| sync(outbox, client, accounts, &meter));
        let summary = scope.filter(|_| !subscriptions.is_empty()).map(|scope| {
            run(&mut store, client, &scope, cancelled, &mut |progress| {
                locked(&meter).of_feeds(progress);
            })
        });
        let synced = synced.join();
        (summary, synced.unwrap_or_else(|panic| resume_unwind(panic)))
    });
    let mut summary = summary.unwrap_or_else(|| Ok(Summary::default()))?;
    let synced = synced?;
    add_accounts(&mut summary, &synced);
    let Summary {
        feeds, new, failed, ..
    } = summary;
    log::info!("a refresh ended; feeds asked: {feeds}, failed: {failed}, new stories: {new}");
    let faults = faults(&synced, outbox.language);
    let is_faulty = summary.failed > 0 || summary.feeds < summary.held || !faults.is_empty();
    let is_quiet = *whose == FeedSelection::Due && summary.new == 0 && faults.is_empty();
    let ended = if is_quiet {
        quietly()
    } else {
        let said = std::iter::once(concluded(&summary, outbox.language)).chain(faults);
        let said: Vec<String> = said.filter(|said| !said.is_empty()).collect();
        Answer::Refreshed {
            said: said.join("; ").into(),
            is_faulty,
        }
    };
    outbox.submit(ended);
    Ok(())
}

/// Syncs accounts, and has the marks that servers changed shown.
fn sync(
    outbox: &Outbox,
    client: &Arc<Client>,
    accounts: (Vec<Account>, &AtomicBool),
    meter: &Mutex<Meter<'_>>,
) -> Result<SyncedAccounts, Error> {
    let mut synced = SyncedAccounts::new();
    let (library, opener) = (&outbox.library, &outbox.opener);
    sync_accounts(
        library,
        opener,
        client,
        accounts,
        &mut |name, event| match event {
            AccountEvent::Progress(progress) => locked(meter).of_account(name, progress),
            AccountEvent::Ended(result) => {
                if result.as_ref().is_ok_and(|summary| summary.received > 0) {
                    outbox.submit(Answer::MarksChanged);
                }
                synced.insert(name.to_owned(), result);
            }
        },
    )?;
    Ok(synced)
}

/// Adds the stories of accounts to those of feeds.
fn add_accounts(summary: &mut Summary, synced: &SyncedAccounts) {
    for account in synced.values().flatten() {
        summary.new += account.written.new;
        summary.changed += account.written.changed;
    }
}

/// Returns a sentence for each account that could not be synced.
fn faults(synced: &SyncedAccounts, language: Language) -> Vec<String> {
    let failed = synced
        .iter()
        .filter_map(|(name, result)| Some((name, result.as_ref().err()?)));
    failed
        .map(|(name, error)| format!("{name}: {}", error.say(language)))
        .collect()
}

/// Adds up the progress of feeds and of accounts, which come from two threads.
struct Meter<'a> {
    outbox: &'a Outbox,
    /// The connection by which new articles are read, and the number of the last one that was.
    fresh: Store,
    last: i64,
    feeds: RefreshProgress,
    accounts: BTreeMap<String, AccountProgress>,
}

impl<'a> Meter<'a> {
    fn new(outbox: &'a Outbox) -> Result<Self, Error> {
        let fresh = Store::open(&outbox.library)?;
        Ok(Self {
            outbox,
            last: fresh.last_number()?,
            fresh,
            feeds: RefreshProgress::default(),
            accounts: BTreeMap::new(),
        })
    }

    fn of_feeds(&mut self, progress: &Progress) {
        match progress {
            Progress::Began { feeds } => self.feeds.of = *feeds,
            Progress::Feed(report) => {
                if let FeedOutcome::Read { written, .. } = &report.outcome {
                    self.feeds.new += written.new;
                }
                (self.feeds.done, self.feeds.of) = (report.done, report.of);
                self.hand_over();
            }
            Progress::Pages { done, of } => (self.feeds.done, self.feeds.of) = (*done, *of),
        }
        self.tell();
    }

    fn of_account(&mut self, name: &str, progress: AccountProgress) {
        self.accounts.insert(name.to_owned(), progress);
        self.hand_over();
        self.tell();
    }

    fn tell(&self) {
        let mut all = self.feeds;
        for account in self.accounts.values() {
            all.done += account.done;
            all.of += account.of;
            all.new += account.new;
        }
        self.outbox.submit(Answer::Refreshing(all));
    }

    /// Sends the articles that were added to the library since the last call to the list.
    fn hand_over(&mut self) {
        // If the new articles cannot be read now, the next start reads them.
        if let Ok((listings, number)) = self.fresh.listings_after(self.last) {
            self.last = number;
            if !listings.is_empty() {
                self.outbox.submit(Answer::Fresh(listings));
            }
        }
    }
}

fn locked<'a, 'b>(meter: &'a Mutex<Meter<'b>>) -> MutexGuard<'a, Meter<'b>> {
    meter.lock().unwrap_or_else(PoisonError::into_inner)
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
    let brought = brought.filter(|_| feeds + summary.new > 0 || summary.held == 0);
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
