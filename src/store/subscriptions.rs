//! The feeds that the user follows.

mod row;

use super::accounts::AccountId;
use super::opening::unwritten;
use super::{Error, Store};
use crate::account_error::AccountError;
use crate::article::shown_address;
use crate::fetch_error::FetchError;
use crate::text::sanitize;
pub(super) use row::{of_values, read_described};
use rusqlite::Connection;
use std::net::IpAddr;
use url::Url;

/// The SQL that creates the table of subscriptions, in a library of any version.
pub(super) const SUBSCRIPTIONS: &str = "
    CREATE TABLE IF NOT EXISTS subscription (
        number INTEGER PRIMARY KEY,
        address TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        site TEXT,
        folders TEXT NOT NULL DEFAULT '[]',
        full_text TEXT NOT NULL DEFAULT 'never',
        local INTEGER NOT NULL DEFAULT 0,
        etag TEXT, last_modified TEXT,
        checked INTEGER, due INTEGER NOT NULL DEFAULT 0, ttl INTEGER,
        failures INTEGER NOT NULL DEFAULT 0, fault TEXT,
        moved_from TEXT,
        stopped INTEGER NOT NULL DEFAULT 0,
        offered INTEGER NOT NULL DEFAULT 0,
        stored INTEGER NOT NULL DEFAULT 0,
        trusted TEXT
    );
";

/// The SQL that adds a column that earlier versions did not have; it fails without effect if the
/// column exists.
pub(super) const TRUSTED: &str = "ALTER TABLE subscription ADD COLUMN trusted TEXT";

/// When to fetch the page of an article, for feeds that carry only summaries.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum FullText {
    /// Never automatically.
    #[default]
    Never,
    /// When the article is opened.
    OnOpen,
    /// When the article arrives.
    Always,
}

impl FullText {
    /// Returns the name of the choice in files and options.
    pub fn name(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::OnOpen => "on_open",
            Self::Always => "always",
        }
    }

    pub(super) fn named(name: &str) -> Self {
        match name {
            "always" => Self::Always,
            "on_open" => Self::OnOpen,
            _ => Self::Never,
        }
    }
}

/// A feed that the user follows, and its state.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Subscription {
    /// The address of the feed, including a user name and password if it has them.
    pub address: String,
    /// The name of the feed.
    pub title: String,
    /// The address of the site.
    pub site: Option<String>,
    /// The folders that contain the feed, outermost first.
    pub folders: Vec<String>,
    /// When to fetch the pages of the feed's articles.
    pub full_text: FullText,
    /// Whether the feed is on this machine or in a private network, and the user typed its address.
    pub local: bool,
    /// The private addresses of the feed's host that are trusted because the user typed its name;
    /// `None` until the first request after that.
    pub trusted: Option<Vec<IpAddr>>,
    /// The `ETag` of the last response.
    pub etag: Option<String>,
    /// The `Last-Modified` header of the last response.
    pub last_modified: Option<String>,
    /// The time of the last request, in Unix seconds.
    pub checked: Option<i64>,
    /// The earliest time of the next request, in Unix seconds.
    pub due: i64,
    /// The number of seconds that the feed asks to wait before the next request.
    pub ttl: Option<i64>,
    /// The number of consecutive failures.
    pub failures: u32,
    /// The cause of the last failure.
    pub fault: Option<FetchError>,
    /// The previous address of a feed that moved permanently.
    pub moved_from: Option<String>,
    /// Whether the publisher removed the feed permanently; it is not requested again.
    pub stopped: bool,
    /// The number of articles in the last response.
    pub offered: usize,
    /// The total number of the feed's articles that were new to the library.
    pub stored: usize,
    /// The account whose server fetches the feed; `None` if this program does.
    pub served_by: Option<ServedBy>,
}

/// The account of a feed, and the feed's name there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ServedBy {
    /// The account.
    pub account: AccountId,
    /// The name of the account.
    pub name: String,
    /// The server's name of the feed.
    pub stream: String,
    /// Why the account could not be synced the last time.
    pub fault: Option<AccountError>,
}

impl ServedBy {
    /// Returns whether both are the same feed at the same server.
    pub fn is_same_feed(&self, other: &Self) -> bool {
        (self.account, &self.stream) == (other.account, &other.stream)
    }
}

impl Subscription {
    /// Puts the feed into a folder; `/` separates nested ones, and the empty text is none.
    pub fn set_folder(&mut self, folder: &str) {
        let names = folder
            .split('/')
            .map(|name| sanitize::clean_line(name).trim().to_owned());
        self.folders = names.filter(|name| !name.is_empty()).collect();
    }

    /// Returns the feed's address without user name, password and keys.
    pub fn shown(&self) -> String {
        Url::parse(&self.address)
            .map_or_else(|_odd| self.address.clone(), |url| shown_address(&url))
    }

    /// Returns the origins that the feed's articles can have: its address and its previous address.
    pub fn origins(&self) -> impl Iterator<Item = String> {
        std::iter::once(self.shown()).chain(self.moved_from.clone())
    }
}

impl Store {
    /// Returns all subscriptions in the order in which they were added.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn subscriptions(&self) -> Result<Vec<Subscription>, Error> {
        let select = |columns: &str| {
            let sql = format!("SELECT {columns} FROM subscription ORDER BY number");
            self.connection.prepare(&sql)
        };
        // A read-only library of an earlier version has no column `trusted`.
        let mut statement = select(&row::columns()).or_else(|_no_column| {
            select(&row::columns().replace(", trusted", ", NULL AS trusted"))
        })?;
        let rows = statement.query_map([], row::read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Adds subscriptions in one transaction and returns the number of new ones. Existing
    /// subscriptions are not changed.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written; then none of `subscriptions` is stored.
    pub fn subscribe(&mut self, subscriptions: &[Subscription]) -> Result<usize, Error> {
        let is_full = self.is_full;
        self.add(subscriptions)
            .map_err(|error| unwritten(is_full, error))
    }

    fn add(&mut self, subscriptions: &[Subscription]) -> Result<usize, Error> {
        let transaction = self.connection.transaction()?;
        let sql = format!(
            "INSERT INTO subscription ({}) VALUES ({}) ON CONFLICT (address) DO NOTHING",
            row::columns(),
            row::parameters()
        );
        let mut count = 0;
        for subscription in subscriptions {
            count += row::write(&transaction, &sql, subscription, None)?;
        }
        transaction.commit()?;
        Ok(count)
    }

    /// Removes a subscription but not its articles; returns `false` if there is no such
    /// subscription.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written.
    pub fn unsubscribe(&mut self, address: &str) -> Result<bool, Error> {
        let sql = "DELETE FROM subscription WHERE address = ?1";
        let removed = self.connection.execute(sql, [address]);
        let removed = removed.map_err(|error| unwritten(self.is_full, error.into()))?;
        Ok(removed > 0)
    }

    /// Updates the subscription with this address. If the feed has moved to the address of another
    /// subscription, it keeps its old address.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written.
    pub fn update_subscription(
        &mut self,
        address: &str,
        subscription: &Subscription,
    ) -> Result<(), Error> {
        update(&self.connection, address, subscription)
            .map_err(|error| unwritten(self.is_full, error))
    }
}

/// Updates a subscription; see [`Store::update_subscription`].
pub(super) fn update(
    connection: &Connection,
    address: &str,
    subscription: &Subscription,
) -> Result<(), Error> {
    let sql = format!(
        "UPDATE OR IGNORE subscription SET ({}) = ({}) WHERE address = ?19",
        row::columns(),
        row::parameters()
    );
    let written = row::write(connection, &sql, subscription, Some(address))?;
    if written == 0 && subscription.address != address {
        let stays = Subscription {
            address: address.to_owned(),
            moved_from: None,
            ..subscription.clone()
        };
        row::write(connection, &sql, &stays, Some(address))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open_or_create(&folder.path().join("library.db")).unwrap();
        (folder, store)
    }

    fn feed(address: &str) -> Subscription {
        Subscription {
            address: address.to_owned(),
            title: "आकाश".to_owned(),
            folders: vec!["समाचार".to_owned(), "`rm`\n#/".to_owned()],
            full_text: FullText::Always,
            etag: Some("\"1\"".to_owned()),
            checked: Some(7),
            failures: 3,
            fault: Some(FetchError::ServerError(503)),
            stored: 12,
            trusted: Some(vec![
                "192.168.1.5".parse().unwrap(),
                "fd00::1".parse().unwrap(),
            ]),
            ..Subscription::default()
        }
    }

    #[test]
    fn subscriptions_round_trip() {
        let (_folder, mut store) = store();
        let (one, two) = (feed("https://a.example/"), feed("https://b.example/"));
        assert_eq!(store.subscribe(&[one.clone(), two.clone()]).unwrap(), 2);
        assert_eq!(store.subscribe(std::slice::from_ref(&one)).unwrap(), 0);
        assert_eq!(store.subscriptions().unwrap(), [one.clone(), two.clone()]);
        assert!(store.unsubscribe(&one.address).unwrap());
        assert!(!store.unsubscribe(&one.address).unwrap());
        assert_eq!(store.subscriptions().unwrap(), [two]);
    }

    #[test]
    fn a_feed_moves_unless_another_stands_there() {
        let (_folder, mut store) = store();
        let (one, two) = (feed("https://a.example/"), feed("https://b.example/"));
        store.subscribe(&[one.clone(), two.clone()]).unwrap();
        let mut moved = one.clone();
        (moved.address, moved.stored) = ("https://c.example/".to_owned(), 13);
        moved.moved_from = Some(one.address.clone());
        store.update_subscription(&one.address, &moved).unwrap();
        assert_eq!(store.subscriptions().unwrap(), [moved.clone(), two.clone()]);
        let mut onto = moved.clone();
        (onto.address, onto.stored) = (two.address.clone(), 14);
        store.update_subscription(&moved.address, &onto).unwrap();
        let now = store.subscriptions().unwrap();
        assert_eq!(now[0].address, moved.address);
        assert_eq!((now[0].stored, &now[1]), (14, &two));
    }

    #[test]
    fn a_library_without_the_trusted_column_keeps_its_feeds() {
        let (folder, mut store) = store();
        let one = feed("https://a.example/");
        store.subscribe(std::slice::from_ref(&one)).unwrap();
        let old = "ALTER TABLE subscription DROP COLUMN trusted";
        store.connection.execute_batch(old).unwrap();
        let expected = Subscription {
            trusted: None,
            ..one
        };
        assert_eq!(
            store.subscriptions().unwrap(),
            std::slice::from_ref(&expected)
        );
        drop(store);
        let mut store = Store::open(&folder.path().join("library.db")).unwrap();
        store
            .update_subscription(&expected.address, &expected)
            .unwrap();
        assert_eq!(store.subscriptions().unwrap(), [expected]);
    }
}
