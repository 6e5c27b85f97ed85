//! Accounts at servers that fetch feeds and keep marks for several machines.
//!
//! Marks are not recorded a second time in order to send them. Each story of an account has the marks on which
//! the library and the server last agreed; what differs from them here is what the server does not know yet. So a
//! mark needs no second write that could be lost, marking a million stories read costs nothing more, and a mark
//! that was taken back is not sent. A kill between an answer of the server and its commit sends a mark twice,
//! which changes nothing.

mod feeds;
mod items;
mod reconcile;
mod removal;
mod waiting;

pub use items::{AccountItem, ServedChange, ServedMarks};
pub use reconcile::{Reconciled, reconcile};
pub use waiting::{ServedMark, WaitingMarks};

use super::{Error, Store};
use crate::account_error::AccountError;
use rusqlite::types::Value;
use rusqlite::{Row, params};
use std::net::IpAddr;

/// The tables of accounts. They are created in every library, so that a version that does not know them can still
/// open the file.
pub(super) const ACCOUNTS: &str = "
    CREATE TABLE IF NOT EXISTS account (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE,
        address TEXT NOT NULL,
        user TEXT NOT NULL,
        server TEXT,
        insecure INTEGER NOT NULL DEFAULT 0,
        trusted TEXT,
        checked INTEGER, due INTEGER NOT NULL DEFAULT 0,
        failures INTEGER NOT NULL DEFAULT 0, fault TEXT
    );
    CREATE TABLE IF NOT EXISTS account_feed (
        account INTEGER NOT NULL, stream TEXT NOT NULL, address TEXT NOT NULL,
        title TEXT NOT NULL, site TEXT, folders TEXT NOT NULL,
        full_text TEXT NOT NULL,
        PRIMARY KEY (account, stream)
    ) WITHOUT ROWID;
    -- `read` and `starred` are what both sides agreed on. A story that the user removed keeps its row, without
    -- an article of its number.
    CREATE TABLE IF NOT EXISTS account_item (
        account INTEGER NOT NULL, item TEXT NOT NULL, stream TEXT NOT NULL, number INTEGER,
        read INTEGER NOT NULL, starred INTEGER NOT NULL,
        PRIMARY KEY (account, item)
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS account_item_by_number ON account_item (number);
    CREATE INDEX IF NOT EXISTS account_item_unread ON account_item (account, item, number) WHERE read = 0;
    CREATE INDEX IF NOT EXISTS account_item_starred ON account_item (account, item, number) WHERE starred = 1;
";

/// The number of an account in its library.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AccountId(i64);

impl AccountId {
    pub(super) fn number(self) -> i64 {
        self.0
    }
}

/// An account, and the result of its last sync.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Account {
    /// The number in the library; [`Store::add_account`] gives it.
    pub id: AccountId,
    /// The name by which the user calls it; no two accounts have the same.
    pub name: String,
    /// The address of the server's API.
    pub address: String,
    /// The user's name at the server.
    pub user: String,
    /// The server's software, if it says so.
    pub server: Option<String>,
    /// Whether the user agreed to a connection that others can read.
    pub is_insecure: bool,
    /// The private addresses of the server's host that are trusted because the user typed its name; `None` until
    /// the first request.
    pub trusted: Option<Vec<IpAddr>>,
    /// The time of the last sync that succeeded, in Unix seconds.
    pub checked: Option<i64>,
    /// The earliest time of the next sync that the user does not ask for, in Unix seconds.
    pub due: i64,
    /// The number of consecutive syncs that failed.
    pub failures: u32,
    /// Why the last sync failed.
    pub fault: Option<AccountError>,
}

/// How many stories of an account the library has.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct AccountCounts {
    /// The number of feeds.
    pub feeds: usize,
    /// The number of stories.
    pub stories: usize,
    /// The number of unread stories.
    pub unread: usize,
    /// The number of marks that the server does not know yet.
    pub waiting: usize,
}

const COLUMNS: &str =
    "number, name, address, user, server, insecure, trusted, checked, due, failures, fault";

impl Store {
    /// Returns all accounts in the order in which they were added.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn accounts(&self) -> Result<Vec<Account>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM account ORDER BY number");
        let Ok(mut statement) = self.connection.prepare_cached(&sql) else {
            // A read-only library of an earlier version has no such table.
            return Ok(Vec::new());
        };
        let rows = statement.query_map([], account_of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Adds an account, or gives new values to the one with its name; returns it with its number.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written.
    pub fn add_account(&mut self, account: &Account) -> Result<Account, Error> {
        let sql = "INSERT INTO account (name, address, user) VALUES (?1, ?2, ?3)
             ON CONFLICT (name) DO UPDATE SET address = excluded.address, user = excluded.user";
        self.write(sql, params![account.name, account.address, account.user])?;
        let number = self
            .connection
            .prepare_cached("SELECT number FROM account WHERE name = ?1")?
            .query_row([&account.name], |row| row.get(0))?;
        let added = Account {
            id: AccountId(number),
            ..account.clone()
        };
        self.update_account(&added)?;
        Ok(added)
    }

    /// Stores all values of an account.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written.
    pub fn update_account(&mut self, account: &Account) -> Result<(), Error> {
        let trusted = account.trusted.as_ref();
        let trusted = trusted.map(serde_json::to_string).transpose()?;
        let fault = account.fault.as_ref();
        let fault = fault.map(serde_json::to_string).transpose()?;
        let sql = "UPDATE account SET (name, address, user, server, insecure, trusted, checked, due, failures, fault)
             = (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) WHERE number = ?1";
        let values = params![
            account.id.0,
            account.name,
            account.address,
            account.user,
            account.server,
            account.is_insecure,
            trusted,
            account.checked,
            account.due,
            account.failures,
            fault
        ];
        self.write(sql, values)
    }

    /// Counts what the library has of an account.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn account_counts(&self, account: AccountId) -> Result<AccountCounts, Error> {
        let _snapshot = self.read_snapshot()?;
        Ok(AccountCounts {
            feeds: self.count_of(
                account,
                "SELECT count(*) FROM account_feed WHERE account = ?1",
            )?,
            stories: self.count_of(
                account,
                "SELECT count(DISTINCT number) FROM account_item JOIN article USING (number)
                 WHERE account = ?1",
            )?,
            unread: self.unread_of_account(account)?,
            waiting: self.waiting_count(account)?,
        })
    }

    /// Returns the number of unread stories of an account.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn unread_of_account(&self, account: AccountId) -> Result<usize, Error> {
        self.count_of(
            account,
            "SELECT count(*) FROM unread WHERE number IN
             (SELECT number FROM account_item WHERE account = ?1)",
        )
    }

    fn count_of(&self, account: AccountId, sql: &str) -> Result<usize, Error> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let count: i64 = statement.query_row([account.0], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }
}

/// Reads a row of [`COLUMNS`]. A value of a later version that this one cannot read is treated as absent.
fn account_of(row: &Row<'_>) -> rusqlite::Result<Account> {
    let (trusted, fault): (Option<String>, Option<String>) =
        (row.get("trusted")?, row.get("fault")?);
    Ok(Account {
        id: AccountId(row.get("number")?),
        name: row.get("name")?,
        address: row.get("address")?,
        user: row.get("user")?,
        server: row.get("server")?,
        is_insecure: row.get("insecure")?,
        trusted: trusted.and_then(|trusted| serde_json::from_str(&trusted).ok()),
        checked: row.get("checked")?,
        due: row.get("due")?,
        failures: row.get("failures")?,
        fault: fault.as_deref().map(fault_of),
    })
}

/// Reads an account from the values that follow the number in a recovered row; `None` if it has no name or address.
pub(super) fn account_of_values(values: &[Value]) -> Option<Account> {
    let text = |at: usize| match values.get(at) {
        Some(Value::Text(text)) if !text.is_empty() => Some(text.clone()),
        _ => None,
    };
    Some(Account {
        name: text(0)?,
        address: text(1)?,
        user: text(2)?,
        server: text(3),
        is_insecure: values.get(4) == Some(&Value::Integer(1)),
        trusted: text(5).and_then(|trusted| serde_json::from_str(&trusted).ok()),
        ..Account::default()
    })
}

/// Reads a fault. One of a later version that this one cannot read is still a fault.
fn fault_of(json: &str) -> AccountError {
    serde_json::from_str(json).unwrap_or(AccountError::Internal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch_error::FetchError;

    #[test]
    fn accounts_round_trip() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(&folder.path().join("library.db")).unwrap();
        let one = Account {
            name: "घर".to_owned(),
            address: "https://rss.example/api/greader.php".to_owned(),
            user: "ram".to_owned(),
            server: Some("FreshRSS".to_owned()),
            trusted: Some(vec!["192.168.1.5".parse().unwrap()]),
            checked: Some(7),
            failures: 2,
            fault: Some(AccountError::Fetch(FetchError::NoResponse)),
            ..Account::default()
        };
        let one = store.add_account(&one).unwrap();
        let two = Account {
            name: "two".to_owned(),
            is_insecure: true,
            ..one.clone()
        };
        let two = store.add_account(&two).unwrap();
        assert_eq!(store.accounts().unwrap(), [one.clone(), two.clone()]);
        let again = store
            .add_account(&Account {
                fault: None,
                ..one.clone()
            })
            .unwrap();
        assert_eq!(again.id, one.id);
        assert_eq!(store.accounts().unwrap(), [again, two]);
        assert_eq!(
            store.account_counts(one.id).unwrap(),
            AccountCounts::default()
        );
    }
}
