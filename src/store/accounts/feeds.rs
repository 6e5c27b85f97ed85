//! The feeds that a server fetches for an account.

use super::super::subscriptions::read_described;
use super::super::{Error, FullText, ServedBy, Store, Subscription};
use super::{AccountId, fault_of};
use rusqlite::{Row, params};

const COLUMNS: &str = "account_feed.account, account.name, account.checked, account.fault, stream, account_feed.address, title, site, folders, full_text";

impl Store {
    /// Returns the feeds of all accounts, by account and title.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn served_feeds(&self) -> Result<Vec<Subscription>, Error> {
        let sql = format!(
            "SELECT {COLUMNS} FROM account_feed JOIN account ON account.number = account_feed.account
             ORDER BY account.number, title COLLATE NOCASE, stream"
        );
        let Ok(mut statement) = self.connection.prepare_cached(&sql) else {
            // A read-only library of an earlier version has no such table.
            return Ok(Vec::new());
        };
        let rows = statement.query_map([], feed_of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Returns all feeds: those that this program fetches, then those of accounts.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn all_feeds(&self) -> Result<Vec<Subscription>, Error> {
        let mut feeds = self.subscriptions()?;
        feeds.extend(self.served_feeds()?);
        Ok(feeds)
    }

    /// Replaces the feeds of an account by those that its server lists. Known ones keep the choice when to fetch
    /// full texts.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written; then nothing is changed.
    pub fn set_served_feeds(
        &mut self,
        account: AccountId,
        feeds: &[Subscription],
    ) -> Result<(), Error> {
        let is_same = |one: &Subscription, other: &Subscription| {
            let stream = |feed: &Subscription| feed.served_by.as_ref().map(|by| by.stream.clone());
            stream(one) == stream(other)
                && (&one.address, &one.title, &one.site, &one.folders)
                    == (&other.address, &other.title, &other.site, &other.folders)
        };
        let all = self.served_feeds()?;
        let of_account = |feed: &&Subscription| {
            let by = feed.served_by.as_ref();
            by.is_some_and(|by| by.account == account)
        };
        let known: Vec<&Subscription> = all.iter().filter(of_account).collect();
        let are_known = |feed: &Subscription| known.iter().any(|one| is_same(one, feed));
        if known.len() == feeds.len() && feeds.iter().all(are_known) {
            // Most syncs change no feed, and need no transaction for them.
            return Ok(());
        }
        self.changing(|transaction, _| {
            let mut insert = transaction.prepare_cached(
                "INSERT INTO account_feed VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT (account, stream) DO UPDATE SET address = excluded.address,
                 title = excluded.title, site = excluded.site, folders = excluded.folders",
            )?;
            let mut streams = Vec::new();
            for feed in feeds {
                let Some(by) = &feed.served_by else { continue };
                let folders = serde_json::to_string(&feed.folders)?;
                let full_text = FullText::OnOpen.name();
                insert.execute(params![
                    account.0,
                    by.stream,
                    feed.address,
                    feed.title,
                    feed.site,
                    folders,
                    full_text
                ])?;
                streams.push(&by.stream);
            }
            let streams = serde_json::to_string(&streams)?;
            let gone = "DELETE FROM account_feed WHERE account = ?1
                 AND stream NOT IN (SELECT value FROM json_each(?2))";
            transaction.execute(gone, params![account.0, streams])?;
            Ok(())
        })
    }

    /// Stores when to fetch the full texts of a feed of an account.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written.
    pub fn set_served_full_text(&mut self, by: &ServedBy, choice: FullText) -> Result<(), Error> {
        let sql = "UPDATE account_feed SET full_text = ?3 WHERE account = ?1 AND stream = ?2";
        self.write(sql, params![by.account.0, by.stream, choice.name()])
    }
}

fn feed_of(row: &Row<'_>) -> rusqlite::Result<Subscription> {
    let fault: Option<String> = row.get("fault")?;
    Ok(Subscription {
        served_by: Some(ServedBy {
            account: AccountId(row.get("account")?),
            name: row.get("name")?,
            stream: row.get("stream")?,
            fault: fault.as_deref().map(fault_of),
        }),
        ..read_described(row)?
    })
}
