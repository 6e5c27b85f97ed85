//! What a `sync` covers: feeds of this program, and accounts.

use super::SyncArguments;
use crate::cli::{accounts, feeds};
use crate::store::{Account, Store, Subscription};
use crate::sync::RefreshScope;
use crate::words::{Language, News};
use anyhow::{Result, bail};

/// What is fetched and synced.
pub(super) struct Chosen {
    pub(super) scope: RefreshScope,
    /// The feeds among which the scope chooses; none if only accounts are named.
    pub(super) subscriptions: Vec<Subscription>,
    pub(super) accounts: Vec<Account>,
}

impl Chosen {
    /// Returns what is named, a feed of an account by its account, or everything if nothing is.
    pub(super) fn new(
        store: &Store,
        arguments: &SyncArguments,
        language: Language,
    ) -> Result<Self> {
        let all = store.all_feeds()?;
        let (mut addresses, mut accounts) = (Vec::new(), Vec::new());
        let mut names = arguments.account.clone();
        for name in &arguments.feed {
            let one = feeds::called(&all, name, language)?;
            match &one.served_by {
                Some(by) => names.push(by.name.clone()),
                None => addresses.push(one.address.clone()),
            }
        }
        names.sort();
        names.dedup();
        for name in &names {
            accounts.push(accounts::called(store, name, language)?);
        }
        let is_nothing_named = addresses.is_empty() && names.is_empty();
        if is_nothing_named {
            accounts = store.accounts()?;
        }
        let mut subscriptions = store.subscriptions()?;
        if addresses.is_empty() && !is_nothing_named {
            subscriptions.clear();
        }
        if subscriptions.is_empty() && accounts.is_empty() {
            bail!("{}", News::NoFeeds.say(language));
        }
        Ok(Self {
            scope: RefreshScope {
                only: (!addresses.is_empty()).then_some(addresses),
                regardless: arguments.all,
                jobs: arguments.jobs.into(),
            },
            subscriptions,
            accounts,
        })
    }
}
