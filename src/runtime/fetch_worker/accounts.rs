//! The accounts of a refresh.

use crate::app::news::FeedSelection;
use crate::store::{Account, Error, Store, Subscription};

/// Returns the accounts that a refresh syncs: all, those that are due, or those that bring one feed.
pub(super) fn chosen(store: &Store, whose: &FeedSelection) -> Result<Vec<Account>, Error> {
    let accounts = store.accounts()?.into_iter();
    Ok(match whose {
        FeedSelection::All => accounts.collect(),
        FeedSelection::Due => {
            let now = super::super::now().timestamp();
            accounts.filter(|account| account.due <= now).collect()
        }
        FeedSelection::One(origin) => {
            let feeds = store.served_feeds()?;
            let is_it = |feed: &Subscription, account: &Account| {
                let by = feed.served_by.as_ref();
                feed.shown() == *origin && by.is_some_and(|by| by.account == account.id)
            };
            let brings = |account: &Account| feeds.iter().any(|feed| is_it(feed, account));
            accounts.filter(brings).collect()
        }
    })
}
