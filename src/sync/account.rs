//! Syncs accounts: sends the marks that a server does not know, then takes over what it has.
//!
//! The state of the server is asked for, not guessed: its unread and its starred stories, both whole, are compared
//! with what both sides last agreed on. A story that is missing in such a list was read, or lost its star, or was
//! forgotten by the server, or slipped between two pages of the list; only a second question tells which.

mod all;
mod compare;
mod feed_change;
mod fetch;
mod lists;
mod open;
mod password;
mod send;
mod tokens;

pub use all::{AccountEvent, sync_accounts};
pub use feed_change::ServedFeedChange;
pub use open::{AccountOpener, PasswordCommands};
pub use tokens::TokenFile;

use super::greader::ServerSession;
use super::schedule::{self, RequestResult};
use super::subscriptions::served_subscription;
use crate::account_error::AccountError;
use crate::fetch_error::FetchError;
use crate::store::{Account, Error, ImportCounts, Store, Subscription};
use crate::words::Language;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a sync of an account did.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct AccountSummary {
    /// The number of marks that were sent.
    pub sent: usize,
    /// The number of marks that changed here.
    pub received: usize,
    /// How many stories were new or changed when the library stored them.
    pub written: ImportCounts,
}

/// The progress of a sync.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct AccountProgress {
    /// The number of stories fetched so far.
    pub done: usize,
    /// The number of stories to fetch.
    pub of: usize,
    /// The number of new stories so far.
    pub new: usize,
}

/// Why a sync ended early.
#[derive(Debug)]
pub(super) enum SyncFailure {
    /// The library cannot be used.
    Store(Error),
    /// The server cannot be used.
    Account(AccountError),
}

impl From<Error> for SyncFailure {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}

impl From<AccountError> for SyncFailure {
    fn from(error: AccountError) -> Self {
        Self::Account(error)
    }
}

/// A sync of one account.
pub(super) struct AccountSync<'a> {
    pub(super) store: &'a mut Store,
    pub(super) session: &'a Arc<ServerSession>,
    pub(super) account: &'a Account,
    pub(super) cancelled: &'a AtomicBool,
    pub(super) report: &'a mut dyn FnMut(AccountProgress),
    pub(super) summary: AccountSummary,
}

/// Sends the marks of an account, and nothing else; returns how many were sent.
///
/// # Errors
/// Returns an error if the library cannot be used. What is wrong with the server is a value.
pub(super) fn send_marks(
    store: &mut Store,
    session: &Arc<ServerSession>,
    account: &Account,
    cancelled: &AtomicBool,
) -> Result<Result<usize, AccountError>, Error> {
    let mut report = |_| {};
    let mut sync = AccountSync::new(store, session, account, cancelled, &mut report);
    match sync.send_all(&mut None) {
        Ok(()) => Ok(Ok(sync.summary.sent)),
        Err(SyncFailure::Account(error)) => Ok(Err(error)),
        Err(SyncFailure::Store(error)) => Err(error),
    }
}

/// Syncs an account and stores the result with it; passes the progress to `report`.
///
/// # Errors
/// Returns an error if the library cannot be used. What is wrong with the server is a value.
pub(super) fn sync_account(
    store: &mut Store,
    session: &Arc<ServerSession>,
    account: &mut Account,
    cancelled: &AtomicBool,
    report: &mut dyn FnMut(AccountProgress),
) -> Result<Result<AccountSummary, AccountError>, Error> {
    let mut sync = AccountSync::new(store, session, account, cancelled, report);
    let ended = sync.run();
    let summary = sync.summary;
    let result = match ended {
        Ok(()) => Ok(summary),
        Err(SyncFailure::Account(error)) => Err(error),
        Err(SyncFailure::Store(error)) => return Err(error),
    };
    record_result(account, result.as_ref().err());
    store.update_account(account)?;
    Ok(result)
}

/// Stores the result of a sync in the account, and when the next one is due.
pub(super) fn record_result(account: &mut Account, fault: Option<&AccountError>) {
    if fault == Some(&AccountError::Fetch(FetchError::Cancelled)) {
        return;
    }
    let now = chrono::Utc::now().timestamp();
    account.fault = fault.cloned();
    let ended = match fault {
        None => {
            account.checked = Some(now);
            account.failures = 0;
            RequestResult::Success {
                ttl: None,
                lifetime: None,
            }
        }
        Some(error) => {
            log::warn!("{}: {}", account.name, error.say(Language::English));
            account.failures = account.failures.saturating_add(1);
            let is_unsent =
                matches!(error, AccountError::Fetch(error) if error.is_before_sending());
            if is_unsent {
                RequestResult::NotSent
            } else {
                RequestResult::Failure {
                    failures: account.failures,
                    retry_after: None,
                }
            }
        }
    };
    let wait = i64::try_from(schedule::wait(ended).as_secs()).unwrap_or(i64::MAX);
    account.due = now.saturating_add(wait);
}

impl<'a> AccountSync<'a> {
    fn new(
        store: &'a mut Store,
        session: &'a Arc<ServerSession>,
        account: &'a Account,
        cancelled: &'a AtomicBool,
        report: &'a mut dyn FnMut(AccountProgress),
    ) -> Self {
        Self {
            store,
            session,
            account,
            cancelled,
            report,
            summary: AccountSummary::default(),
        }
    }

    fn run(&mut self) -> Result<(), SyncFailure> {
        let feeds = self.read_feeds()?;
        let mut lists = Some(self.read_lists()?);
        // A mark that the server refuses must not keep stories away.
        let refused = match self.send_all(&mut lists) {
            Err(SyncFailure::Account(error @ AccountError::Refused(..))) => Some(error),
            sent => sent.map(|()| None)?,
        };
        let Some(lists) = lists else { return Ok(()) };
        let changes = self.changes(&lists)?;
        self.summary.received += self.store.apply_served(self.account.id, &changes)?;
        self.fetch_unknown(&lists, &feeds)?;
        refused.map_or(Ok(()), |error| Err(error.into()))
    }

    /// Returns an error if the user cancelled the sync.
    pub(super) fn go_on(&self) -> Result<(), AccountError> {
        if self.cancelled.load(Ordering::Relaxed) {
            return Err(FetchError::Cancelled.into());
        }
        Ok(())
    }

    /// Stores the feeds of the account, and returns them by the server's names.
    fn read_feeds(&mut self) -> Result<HashMap<String, Subscription>, SyncFailure> {
        let feeds = self.session.feeds()?;
        let feeds = feeds.into_iter();
        let feeds = feeds.map(|feed| served_subscription(self.account, feed));
        let feeds: Vec<Subscription> = feeds.collect();
        self.store.set_served_feeds(self.account.id, &feeds)?;
        let stream = |feed: &Subscription| feed.served_by.as_ref().map(|by| by.stream.clone());
        let named = feeds
            .into_iter()
            .filter_map(|feed| Some((stream(&feed)?, feed)));
        Ok(named.collect())
    }
}
