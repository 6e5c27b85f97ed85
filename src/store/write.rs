//! Stories into the library: in transactions that may be cut off at any moment.

use super::{Error, Store, key};
use crate::article::{Article, ArticleId, Listing};
use crate::search::{skeleton, sound, tokens};
use rusqlite::{OptionalExtension as _, Transaction, params};
use std::collections::{BTreeMap, BTreeSet};

/// What an import did with the stories.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Written {
    /// Stories that were not there.
    pub new: usize,
    /// Stories that had changed.
    pub changed: usize,
    /// Stories that were there as they are.
    pub known: usize,
}

impl Store {
    /// Puts `articles` into the library, in one transaction.
    ///
    /// The same story again is known by its id; one that changed takes the place of the old one.
    ///
    /// # Errors
    /// Where the file cannot be written: then none of them is in it.
    pub fn put(&mut self, articles: &[Article]) -> Result<Written, Error> {
        let behavior = rusqlite::TransactionBehavior::Immediate;
        let transaction = self.connection.transaction_with_behavior(behavior)?;
        let mut written = Written::default();
        let mut terms = BTreeMap::new();
        for article in articles {
            put_one(&transaction, article, &mut terms, &mut written)?;
        }
        count_terms(&transaction, &terms)?;
        transaction.commit()?;
        Ok(written)
    }

    /// Takes a story out of the library; `false` where it is not there.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn remove(&mut self, id: ArticleId) -> Result<bool, Error> {
        let transaction = self.connection.transaction()?;
        let old: Option<(i64, String)> = transaction
            .query_row(
                "SELECT number, story FROM article WHERE id = ?1",
                params![key(id)],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        let Some((number, story)) = old else {
            return Ok(false);
        };
        let mut terms = BTreeMap::new();
        take_out(
            &transaction,
            number,
            &serde_json::from_str(&story)?,
            &mut terms,
        )?;
        transaction.execute("DELETE FROM article WHERE number = ?1", [number])?;
        count_terms(&transaction, &terms)?;
        transaction.commit()?;
        Ok(true)
    }
}

/// How many stories more or fewer have each term.
type Terms = BTreeMap<String, i64>;

fn put_one(
    transaction: &Transaction<'_>,
    article: &Article,
    terms: &mut Terms,
    written: &mut Written,
) -> Result<(), Error> {
    let story = serde_json::to_string(article)?;
    let old: Option<(i64, String)> = transaction
        .prepare_cached("SELECT number, story FROM article WHERE id = ?1")?
        .query_row(params![key(article.id)], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let number = match old {
        Some((_, old)) if old == story => {
            written.known += 1;
            return Ok(());
        }
        Some((number, old)) => {
            written.changed += 1;
            take_out(transaction, number, &serde_json::from_str(&old)?, terms)?;
            Some(number)
        }
        None => {
            written.new += 1;
            None
        }
    };
    let listing = Listing::from(article);
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO article
             (number, id, headline, topic, source, url, origin, published, published_text, story)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            number,
            key(article.id),
            listing.headline,
            listing.topic,
            listing.source,
            listing.url,
            listing.origin,
            listing.published.map(|at| at.timestamp()),
            listing.published.map(|at| at.to_rfc3339()),
            story,
        ])?;
    let number = number.unwrap_or_else(|| transaction.last_insert_rowid());
    let (title, body) = indexed(article);
    for term in title.iter().chain(&body).collect::<BTreeSet<_>>() {
        *terms.entry(term.clone()).or_default() += 1;
    }
    transaction
        .prepare_cached("INSERT INTO word (rowid, title, body) VALUES (?1, ?2, ?3)")?
        .execute(params![number, title.join(" "), body.join(" ")])?;
    Ok(())
}

/// Takes a story's words out of the index.
fn take_out(
    transaction: &Transaction<'_>,
    number: i64,
    old: &Article,
    terms: &mut Terms,
) -> Result<(), Error> {
    transaction.execute("DELETE FROM word WHERE rowid = ?1", [number])?;
    let (title, body) = indexed(old);
    for term in title.iter().chain(&body).collect::<BTreeSet<_>>() {
        *terms.entry(term.clone()).or_default() -= 1;
    }
    Ok(())
}

/// Returns the words of the title and of the rest as they are indexed.
fn indexed(article: &Article) -> (Vec<String>, Vec<String>) {
    let kicker = article.kicker.as_deref().unwrap_or_default();
    let title = tokens(&format!("{kicker} {}", article.headline));
    let text = article.plain_text();
    let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
    (title, tokens(rest))
}

fn count_terms(transaction: &Transaction<'_>, terms: &Terms) -> rusqlite::Result<()> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO term (text, sound, skeleton, stories) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (text) DO UPDATE SET stories = stories + excluded.stories",
    )?;
    for (term, change) in terms.iter().filter(|(_, change)| **change != 0) {
        let sound = sound(term);
        let skeleton = sound.as_deref().map(skeleton);
        statement.execute(params![term, sound, skeleton, change])?;
    }
    Ok(())
}
