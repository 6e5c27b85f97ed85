//! The marks that a server does not know yet.

use super::super::unread::IS_UNREAD;
use super::super::{Error, Store};
use super::AccountId;

/// A mark that servers keep.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ServedMark {
    /// The story was read.
    Read,
    /// The story has a star.
    Star,
}

/// Stories of an account whose mark differs from what the server is known to have.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct WaitingMarks {
    /// The mark.
    pub mark: ServedMark,
    /// Whether the mark is set or removed.
    pub is_set: bool,
    /// The server's names of the stories.
    pub items: Vec<String>,
}

impl Store {
    /// Returns the marks of an account that the server does not know yet, without empty groups.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn waiting_marks(&self, account: AccountId) -> Result<Vec<WaitingMarks>, Error> {
        let _snapshot = self.read_snapshot()?;
        let read = format!(
            "SELECT item FROM account_item INDEXED BY account_item_unread CROSS JOIN article USING (number)
             WHERE account = ?1 AND read = 0 AND NOT {IS_UNREAD}"
        );
        let unread = "SELECT item FROM unread CROSS JOIN account_item USING (number)
             WHERE account = ?1 AND read = 1";
        let starred = "SELECT item FROM article CROSS JOIN account_item USING (number)
             WHERE marks & 2 = 2 AND account = ?1 AND starred = 0";
        let unstarred = "SELECT item FROM account_item INDEXED BY account_item_starred
             CROSS JOIN article USING (number) WHERE account = ?1 AND starred = 1 AND marks & 2 = 0";
        let mut all = Vec::new();
        for (mark, is_set, sql) in [
            (ServedMark::Read, true, read.as_str()),
            (ServedMark::Read, false, unread),
            (ServedMark::Star, true, starred),
            (ServedMark::Star, false, unstarred),
        ] {
            let mut statement = self.connection.prepare_cached(sql)?;
            let items = statement.query_map([account.0], |row| row.get(0))?;
            let items: Vec<String> = items.collect::<Result<_, _>>()?;
            if !items.is_empty() {
                all.push(WaitingMarks {
                    mark,
                    is_set,
                    items,
                });
            }
        }
        Ok(all)
    }

    /// Returns the number of marks of an account that the server does not know yet.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn waiting_count(&self, account: AccountId) -> Result<usize, Error> {
        let groups = self.waiting_marks(account)?;
        Ok(groups.iter().map(|group| group.items.len()).sum())
    }

    /// Records that the server has taken marks.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written; then the marks are sent again.
    pub fn marks_taken(
        &mut self,
        account: AccountId,
        (mark, is_set): (ServedMark, bool),
        items: &[String],
    ) -> Result<(), Error> {
        let column = match mark {
            ServedMark::Read => "read",
            ServedMark::Star => "starred",
        };
        let sql = format!("UPDATE account_item SET {column} = ?3 WHERE account = ?1 AND item = ?2");
        self.changing(|transaction, _| {
            let mut statement = transaction.prepare_cached(&sql)?;
            for item in items {
                statement.execute((account.0, item, is_set))?;
            }
            Ok(())
        })
    }
}
