//! Changes of feeds that the server of an account fetches: the server makes them.

use super::{FeedWorkerState, full_text_of, key_of};
use crate::app::Answer;
use crate::app::news::{FeedEdit, FeedKey};
use crate::store::{ServedBy, Store, Subscription};
use crate::sync::{ServedFeedChange, typed_address};
use crate::words::{AccountNews, News};

/// What names an account in the line that adds a feed.
const ACCOUNT: &str = "account:";

/// Splits `ADDRESS account:NAME` into the address and the name.
pub(super) fn named_account(typed: &str) -> Option<(&str, &str)> {
    let (address, account) = typed.trim().rsplit_once(ACCOUNT)?;
    let account = account.trim().trim_matches('"');
    let address = address.strip_suffix(' ')?.trim();
    (!address.is_empty() && !account.is_empty()).then_some((address, account))
}

impl FeedWorkerState {
    /// Has the server of an account follow a feed.
    pub(super) fn add_served(&self, typed: &str, account: &str) -> Result<Answer, String> {
        let mut store = self.store()?;
        let address = typed_address(typed).map_or_else(|| typed.to_owned(), String::from);
        let change = ServedFeedChange::Subscribe {
            address: address.clone(),
            title: None,
            folder: None,
        };
        self.change(&mut store, account, &change)?;
        let key = FeedKey {
            address: address.clone(),
            account: Some(account.to_owned()),
        };
        self.changed(&store, &[News::Subscribed(address, 0)], Some(key))
    }

    pub(super) fn edit_served(
        &self,
        store: &mut Store,
        feed: &Subscription,
        by: &ServedBy,
        edit: FeedEdit,
    ) -> Result<Answer, String> {
        let (title, folders) = match edit {
            FeedEdit::PageFetch(when) => {
                let set = store.set_served_full_text(by, full_text_of(when));
                set.map_err(|error| self.said(&error))?;
                (None, None)
            }
            FeedEdit::Title(title) => (Some(title), None),
            FeedEdit::Folder(folder) => (None, Some((feed.folders.clone(), folder))),
        };
        if title.is_some() || folders.is_some() {
            let stream = by.stream.clone();
            let change = ServedFeedChange::Edit {
                stream,
                title,
                folders,
            };
            self.change(store, &by.name, &change)?;
        }
        let said = [News::FeedChanged(feed.title.clone())];
        self.changed(store, &said, Some(key_of(feed)))
    }

    pub(super) fn remove_served(&self, store: &mut Store, by: &ServedBy) -> Result<(), String> {
        let change = ServedFeedChange::Unsubscribe(by.stream.clone());
        self.change(store, &by.name, &change)
    }

    /// Has the server follow a feed again that was removed.
    pub(super) fn restore_served(
        &self,
        store: &mut Store,
        by: &ServedBy,
        feed: &Subscription,
    ) -> Result<(), String> {
        let change = ServedFeedChange::Subscribe {
            address: feed.address.clone(),
            title: Some(feed.title.clone()),
            folder: Some(feed.folders.join("/")).filter(|folder| !folder.is_empty()),
        };
        self.change(store, &by.name, &change)?;
        // The server gives the feed another name, and knows nothing of full texts.
        let feeds = store.served_feeds().map_err(|error| self.said(&error))?;
        let again = feeds.into_iter().find(|one| key_of(one) == key_of(feed));
        let again = again.and_then(|one| one.served_by);
        let set = again.map(|by| store.set_served_full_text(&by, feed.full_text));
        set.transpose().map_err(|error| self.said(&error))?;
        Ok(())
    }

    fn change(
        &self,
        store: &mut Store,
        account: &str,
        change: &ServedFeedChange,
    ) -> Result<(), String> {
        let accounts = store.accounts().map_err(|error| self.said(&error))?;
        let found = accounts.into_iter().find(|one| one.name == account);
        let missing = || AccountNews::NoSuchAccount(account.to_owned()).say(self.language);
        let account = found.ok_or_else(missing)?;
        let client = self.client()?;
        let changed = self.opener.change_feed(store, &client, &account, change);
        let changed = changed.map_err(|error| self.said(&error))?;
        changed.map_err(|error| format!("{}: {}", account.name, error.say(self.language)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_named_behind_the_address() {
        for (typed, expected) in [
            ("example.org/feed", None),
            ("account:home", None),
            ("example.org account:", None),
            ("example.org/?account:x", None),
            ("example.org account:home", Some(("example.org", "home"))),
            (
                " a.example  account:\"मेरा घर\" ",
                Some(("a.example", "मेरा घर")),
            ),
        ] {
            assert_eq!(named_account(typed), expected, "{typed}");
        }
    }
}
