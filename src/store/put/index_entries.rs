//! The entries of an article in the tables by which it can be found.

use super::prepared::Prepared;
use crate::store::Error;
use crate::store::terms::Terms;
use crate::store::vector::{ArticleWords, TermCounts, encode};
use rusqlite::{Transaction, params};

/// Indexes an article that is stored but not indexed.
pub(in crate::store) fn index_again(
    transaction: &Transaction<'_>,
    terms: &mut Terms,
    number: i64,
    story: &Prepared,
) -> Result<(), Error> {
    let counts = counted(transaction, terms, &story.words)?;
    index(transaction, number, story, &counts)
}

/// Returns the numbers and counts of an article's terms in ascending order. Adds the article to the
/// document frequencies of these terms.
pub(super) fn counted(
    transaction: &Transaction<'_>,
    terms: &mut Terms,
    words: &ArticleWords,
) -> Result<Vec<(u32, TermCounts)>, Error> {
    let mut counts: Vec<(u32, TermCounts)> = Vec::new();
    for (term, count) in words.terms() {
        counts.push((terms.count(transaction, term, 1)?, count));
    }
    counts.sort_unstable_by_key(|(id, _)| *id);
    terms.count_words(words.len(), 1);
    Ok(counts)
}

/// Adds an article to all tables by which it can be found: the index, the term counts, the keys of
/// near duplicates and the tags.
pub(super) fn index(
    transaction: &Transaction<'_>,
    number: i64,
    story: &Prepared,
    counts: &[(u32, TermCounts)],
) -> Result<(), Error> {
    transaction
        .prepare_cached("INSERT INTO word (rowid, title, body) VALUES (?1, ?2, ?3)")?
        .execute(params![number, story.words.title(), story.words.body()])?;
    transaction
        .prepare_cached("INSERT INTO vector (number, terms) VALUES (?1, ?2)")?
        .execute(params![number, encode(counts)])?;
    let mut insert =
        transaction.prepare_cached("INSERT OR IGNORE INTO near_duplicate VALUES (?1, ?2)")?;
    for key in &story.keys {
        insert.execute(params![key, number])?;
    }
    let mut tag = transaction.prepare_cached("INSERT OR IGNORE INTO tag VALUES (?1, ?2)")?;
    for name in &story.article.tags {
        tag.execute(params![name, number])?;
    }
    let authors = &story.article.authors;
    story.facts.record(transaction, number, authors)?;
    Ok(())
}
