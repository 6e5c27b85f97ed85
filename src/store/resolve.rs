//! Finds the stored article that an incoming one is a version of.
//!
//! The guid counts within its feed: a story whose address or text changes keeps it. Without a guid, or if the guid
//! is new, the address decides. Both can be wrong, so what is found must not contradict the incoming article: a feed may give
//! all of its entries one address, or use a guid again.

use super::load::article_of;
use super::{Error, key};
use crate::article::{Article, ArticleId, Listing, address_fragment, canonical_address};
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

/// The table of other names of articles: guids, and addresses that they had later. It is created in every library,
/// so that a version that does not know it can still open the file.
pub(super) const ALIAS: &str = "
    CREATE TABLE IF NOT EXISTS alias (
        name INTEGER PRIMARY KEY,
        number INTEGER NOT NULL
    );
";

/// Returns the stored version of `article`, or the id to store it under. If the text of the stored version is
/// damaged, only its id is known.
pub(super) fn stored_version(
    connection: &Connection,
    article: &Article,
) -> Result<(ArticleId, Option<Article>), Error> {
    let found = |old: Article| (old.id, Some(old));
    if let Some(name) = guid_key(article)
        && let Some(old) = named(connection, name)?
        && is_of_guid(article, &old)
    {
        return Ok(found(old));
    }
    let url = article.url.as_deref();
    let guid_part = article.guid.as_deref();
    let hash = url
        .and_then(address_fragment)
        .map(|fragment| format!("#{fragment}"));
    let part = |part: Option<&str>| ArticleId::of_part(url?, part?);
    let (by_fragment, by_guid) = (part(hash.as_deref()), part(guid_part));
    let mut is_taken = false;
    for id in [Some(article.id), by_fragment, by_guid]
        .into_iter()
        .flatten()
    {
        if let Some(old) = stored(connection, id)? {
            if !contradicts(article, &old) {
                return Ok(found(old));
            }
            is_taken |= id == article.id;
        }
    }
    let of_address = ArticleId::of(article);
    if of_address != article.id
        && url.is_some()
        && let Some(old) = stored(connection, of_address)?
        && old.guid.is_none()
        && old.headline == article.headline
    {
        // A version that did not look at guids had stored one of several articles with this address.
        return Ok(found(old));
    }
    if url.is_some()
        && let Some(old) = named(connection, of_address)?
        && !contradicts(article, &old)
    {
        return Ok(found(old));
    }
    let id = match by_guid.or(by_fragment) {
        Some(id) if is_taken => id,
        _ => article.id,
    };
    Ok((id, None))
}

/// Finds an article of the same feed with the headline, the time and the text of `article`.
///
/// It is an older version if the feed makes guids and addresses anew at each request, or if it was stored by a
/// version that did not look at guids; then an article without an address may also have another text.
pub(super) fn same_text(
    connection: &Connection,
    article: &Article,
) -> Result<Option<Article>, Error> {
    let Some(published) = article.published else {
        return Ok(None);
    };
    let mut statement = connection.prepare_cached(
        "SELECT id FROM article WHERE published = ?1 AND headline = ?2 AND origin = ?3 LIMIT 5",
    )?;
    let listing = Listing::from(article);
    let values = params![published.timestamp(), listing.headline, listing.origin];
    let ids = statement.query_map(values, |row| row.get(0))?;
    for id in ids {
        let Some(old) = stored(connection, super::id_of(id?))? else {
            continue;
        };
        let has_text = article.summary.is_some() || !article.blocks.is_empty();
        let is_same = has_text && old.plain_text() == article.plain_text();
        let has_no_address = old.url.is_none() && article.url.is_none() && old.guid.is_none();
        if is_same || has_no_address {
            return Ok(Some(old));
        }
    }
    Ok(None)
}

/// Whether two articles with the same guid are one: something else is the same too. Some feeds use a guid again.
fn is_of_guid(new: &Article, old: &Article) -> bool {
    let page = |article: &Article| {
        let address = canonical_address(article.url.as_deref()?)?;
        address.split('?').next().map(str::to_owned)
    };
    let is_same_page = page(new) == page(old);
    is_same_page || is_same_time(new, old) || shares_words(&new.headline, &old.headline)
}

fn is_same_time(new: &Article, old: &Article) -> bool {
    new.published.is_some() && new.published == old.published
}

/// Whether two headlines share half of their words.
fn shares_words(one: &str, other: &str) -> bool {
    let words: Vec<&str> = one.split_whitespace().collect();
    let others: Vec<&str> = other.split_whitespace().collect();
    let shared = words.iter().filter(|word| others.contains(word)).count();
    shared * 2 >= words.len().max(others.len())
}

/// Whether two articles with the same address are two: their feed gives them different guids or fragments, and
/// different headlines and dates. Feeds that make a new guid at each request keep one of these.
fn contradicts(new: &Article, old: &Article) -> bool {
    let fragment = |article: &Article| article.url.as_deref().and_then(address_fragment);
    let has_other_guid = new.guid.is_some() && old.guid.is_some() && new.guid != old.guid;
    let has_other_fragment = fragment(new).is_some()
        && fragment(old).is_some()
        && fragment(new) != fragment(old)
        && new.guid.is_some();
    is_same_feed(new, old)
        && new.headline != old.headline
        && !is_same_time(new, old)
        && (has_other_guid || has_other_fragment && old.guid.is_none())
}

fn is_same_feed(new: &Article, old: &Article) -> bool {
    new.origin == old.origin || canonical_address(&new.origin) == canonical_address(&old.origin)
}

/// Records the names of an article that was stored under `number`: its guid, and its address if it had another.
pub(super) fn record(
    transaction: &Transaction<'_>,
    number: i64,
    article: &Article,
    old: Option<&Article>,
) -> Result<(), Error> {
    let address = |article: &Article| canonical_address(article.url.as_deref()?);
    let has_moved = old.is_some_and(|old| address(old) != address(article));
    let moved = has_moved.then(|| ArticleId::of(article));
    let names = [guid_key(article), moved.filter(|_| article.url.is_some())];
    let mut insert = transaction
        .prepare_cached("INSERT OR REPLACE INTO alias (name, number) VALUES (?1, ?2)")?;
    for name in names.into_iter().flatten() {
        insert.execute([key(name), number])?;
    }
    Ok(())
}

fn guid_key(article: &Article) -> Option<ArticleId> {
    let guid = article.guid.as_deref()?;
    Some(ArticleId::of_guid(&article.origin, guid))
}

/// Returns the article that has this other name.
fn named(connection: &Connection, name: ArticleId) -> Result<Option<Article>, Error> {
    let id: Option<i64> = connection
        .prepare_cached("SELECT id FROM alias JOIN article USING (number) WHERE name = ?1")?
        .query_row([key(name)], |row| row.get(0))
        .optional()?;
    match id {
        Some(id) => stored(connection, super::id_of(id)),
        None => Ok(None),
    }
}

/// Returns the article with this id. An article with a damaged text is known by its id alone.
fn stored(connection: &Connection, id: ArticleId) -> Result<Option<Article>, Error> {
    match article_of(connection, id) {
        Err(Error::Unreadable { .. }) => Ok(Some(Article {
            id,
            ..Article::default()
        })),
        Ok(found) => Ok(found.map(|article| Article { id, ..article })),
        Err(error) => Err(error),
    }
}
