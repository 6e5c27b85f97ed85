//! A library of an earlier version into one of this.

use super::packed::unpack;
use super::terms::Terms;
use super::write::{index_again, put_in};
use super::{Error, INDEX, SCHEMA, Store, VERSION};
use crate::article::Article;
use rusqlite::{Transaction, TransactionBehavior};

/// Version 1 had the stories as JSON in their rows, and no marks.
pub(super) fn from_1(store: &mut Store) -> Result<(), Error> {
    step(store, 1, |transaction, terms| {
        transaction.execute_batch(
            "ALTER TABLE article RENAME TO article_1;
             DROP INDEX article_by_time;
             DROP TABLE word;
             DROP TABLE term;",
        )?;
        transaction.execute_batch(SCHEMA)?;
        transaction.execute_batch(INDEX)?;
        let mut old = transaction.prepare("SELECT story FROM article_1 ORDER BY number")?;
        let mut rows = old.query([])?;
        while let Some(row) = rows.next()? {
            let json: String = row.get(0)?;
            let article: Article = serde_json::from_str(&json)?;
            put_in(transaction, terms, article)?;
        }
        terms.write(transaction)?;
        drop(rows);
        drop(old);
        Ok(transaction.execute_batch("DROP TABLE article_1;")?)
    })
}

/// Version 2 had words only where a space stands between them, and fewer spellings made one.
pub(super) fn from_2(store: &mut Store) -> Result<(), Error> {
    step(store, 2, |transaction, terms| {
        transaction.execute_batch(
            "DROP TABLE word;
             DROP TABLE term;
             DROP TABLE vector;
             DROP TABLE twin;
             DROP TABLE total;",
        )?;
        transaction.execute_batch(INDEX)?;
        let mut stories = transaction.prepare("SELECT number, body FROM story ORDER BY number")?;
        let mut rows = stories.query([])?;
        while let Some(row) = rows.next()? {
            let body: Vec<u8> = row.get(1)?;
            index_again(transaction, terms, row.get(0)?, unpack(&body)?)?;
        }
        terms.write(transaction)
    })
}

/// Brings a library of version `from` up in one transaction: whatever ends it, there is the old
/// library or the new one.
fn step(
    store: &mut Store,
    from: i64,
    change: impl FnOnce(&Transaction<'_>, &mut Terms) -> Result<(), Error>,
) -> Result<(), Error> {
    let Store {
        connection, terms, ..
    } = store;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version != from {
        // Another program was first.
        return Ok(());
    }
    change(&transaction, terms)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()?;
    terms.forget();
    Ok(())
}
