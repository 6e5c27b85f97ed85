//! Changes of feeds that the server of an account fetches: the server makes them.

use super::add::Choice;
use crate::cli::accounts::called as account_called;
use crate::cli::client::client;
use crate::cli::output;
use crate::store::{Account, ServedBy, Store, Subscription};
use crate::sync::{AccountOpener, Client, ServedFeedChange, typed_address};
use crate::words::{Language, News, Shell};
use anyhow::{Context as _, Result, anyhow};
use std::process::ExitCode;
use std::sync::Arc;

/// What the changes need.
pub(super) struct ServedFeeds<'a> {
    store: &'a mut Store,
    opener: &'a AccountOpener,
    client: Arc<Client>,
    language: Language,
}

impl<'a> ServedFeeds<'a> {
    pub(super) fn new(
        store: &'a mut Store,
        opener: &'a AccountOpener,
        language: Language,
    ) -> Result<Self> {
        Ok(Self {
            store,
            opener,
            client: client(language)?,
            language,
        })
    }

    /// Follows feeds at the server of an account. Their stories come with the next sync.
    pub(super) fn add(
        &mut self,
        account: &str,
        addresses: &[String],
        choice: &Choice,
    ) -> Result<ExitCode> {
        let account = account_called(self.store, account, self.language)?;
        for typed in addresses {
            let address = typed_address(typed).map_or_else(|| typed.clone(), String::from);
            let change = ServedFeedChange::Subscribe {
                address: address.clone(),
                title: choice.title.clone(),
                folder: choice.folder.clone(),
            };
            self.change(&account, &change)?;
            let said = News::Subscribed(address, 0).say(self.language);
            output::line(&said).context(Shell::StandardOutput.say(self.language))?;
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Changes a feed, and returns it as it is then.
    pub(super) fn set(
        &mut self,
        feed: &Subscription,
        by: &ServedBy,
        choice: &Choice,
    ) -> Result<Subscription> {
        if let Some(full_text) = choice.full_text() {
            self.store.set_served_full_text(by, full_text)?;
        }
        if choice.title.is_some() || choice.folder.is_some() {
            let account = self.account(by)?;
            let change = ServedFeedChange::Edit {
                stream: by.stream.clone(),
                title: choice.title.clone(),
                folders: choice.folder.clone().map(|to| (feed.folders.clone(), to)),
            };
            self.change(&account, &change)?;
        }
        let feeds = self.store.served_feeds()?.into_iter();
        let now = feeds.rev().find(|one| {
            one.served_by
                .as_ref()
                .is_some_and(|one| one.is_same_feed(by))
        });
        now.with_context(|| News::NotFollowed(feed.title.clone()).say(self.language))
    }

    /// Stops following a feed.
    pub(super) fn remove(&mut self, by: &ServedBy) -> Result<()> {
        let account = self.account(by)?;
        self.change(&account, &ServedFeedChange::Unsubscribe(by.stream.clone()))
    }

    fn account(&self, by: &ServedBy) -> Result<Account> {
        account_called(self.store, &by.name, self.language)
    }

    fn change(&mut self, account: &Account, change: &ServedFeedChange) -> Result<()> {
        let changed = self
            .opener
            .change_feed(self.store, &self.client, account, change)?;
        changed.map_err(|error| anyhow!("{}: {}", account.name, error.say(self.language)))
    }
}
