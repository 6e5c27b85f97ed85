//! Removing an account and what only it brought.

use super::super::removal::erase;
use super::super::{Error, Store, Subscription};
use super::AccountId;
use rusqlite::{OptionalExtension as _, params};

/// The number of stories that are removed in one transaction, so that marks need not wait for all of them.
const AT_ONCE: usize = 500;

impl Store {
    /// Removes an account with its feeds and stories; returns the number of removed stories. Stories with a star
    /// stay, and so do stories that a feed of this machine or another account brought too.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written. Calling it again continues.
    pub fn remove_account(&mut self, account: AccountId) -> Result<usize, Error> {
        let feeds = self.subscriptions()?;
        let origins: Vec<String> = feeds.iter().flat_map(Subscription::origins).collect();
        let origins = serde_json::to_string(&origins)?;
        let mut statement = self.connection.prepare(
            "SELECT DISTINCT number FROM account_item JOIN article USING (number)
             WHERE account = ?1 AND marks & 2 = 0
             AND origin NOT IN (SELECT value FROM json_each(?2))
             AND NOT EXISTS (SELECT 1 FROM account_item AS other
                WHERE other.number = article.number AND other.account <> ?1)",
        )?;
        let numbers = statement.query_map(params![account.0, origins], |row| row.get(0))?;
        let numbers: Vec<i64> = numbers.collect::<Result<_, _>>()?;
        drop(statement);
        for some in numbers.chunks(AT_ONCE) {
            self.changing(|transaction, terms| {
                for number in some {
                    let id: Option<i64> = transaction
                        .prepare_cached("SELECT id FROM article WHERE number = ?1")?
                        .query_row([number], |row| row.get(0))
                        .optional()?;
                    if id.is_some() {
                        erase(transaction, terms, *number)?;
                    }
                }
                Ok(())
            })?;
            self.leave_to_others();
        }
        self.changing(|transaction, _| {
            for (table, column) in [
                ("account_item", "account"),
                ("account_feed", "account"),
                ("account", "number"),
            ] {
                let sql = format!("DELETE FROM {table} WHERE {column} = ?1");
                transaction.execute(&sql, [account.0])?;
            }
            Ok(())
        })?;
        Ok(numbers.len())
    }
}
