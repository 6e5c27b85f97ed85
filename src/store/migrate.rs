//! A library of an earlier version into one of this.

use super::{Error, SCHEMA, Store, VERSION};
use crate::article::Article;
use rusqlite::TransactionBehavior;

/// Version 1 had the stories as JSON in their rows, and no marks. All is indexed anew, in one
/// transaction: whatever ends it, there is the old library or the new one.
pub(super) fn from_1(store: &mut Store) -> Result<(), Error> {
    let Store {
        connection, terms, ..
    } = store;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version != 1 {
        // Another program was first.
        return Ok(());
    }
    transaction.execute_batch(
        "ALTER TABLE article RENAME TO article_1;
         DROP INDEX article_by_time;
         DROP TABLE word;
         DROP TABLE term;",
    )?;
    transaction.execute_batch(SCHEMA)?;
    {
        let mut old = transaction.prepare("SELECT story FROM article_1 ORDER BY number")?;
        let mut rows = old.query([])?;
        while let Some(row) = rows.next()? {
            let json: String = row.get(0)?;
            let article: Article = serde_json::from_str(&json)?;
            super::write::put_in(&transaction, terms, article)?;
        }
    }
    terms.write(&transaction)?;
    transaction.execute_batch("DROP TABLE article_1;")?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()?;
    terms.forget();
    Ok(())
}
