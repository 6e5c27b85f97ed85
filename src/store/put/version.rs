//! Stores one article: as a new one, or as a new version of the stored one.

use super::ImportCounts;
use super::index_entries::{counted, index};
use super::prepared::Prepared;
use crate::article::{Article, Listing, canonical_address};
use crate::store::packed::{pack, unpack};
use crate::store::removal::take_out;
use crate::store::terms::Terms;
use crate::store::{Error, key, near_duplicate, orphaned, resolve, unread};
use rusqlite::{OptionalExtension as _, Transaction, params};

/// Stores one article as a new version of the stored one that it is a version of, if there is one.
pub(in crate::store) fn put_one(
    transaction: &Transaction<'_>,
    terms: &mut Terms,
    story: &Prepared,
    written: &mut ImportCounts,
) -> Result<(), Error> {
    let is_stored = transaction
        .prepare_cached(
            "SELECT 1 FROM article JOIN story USING (number) WHERE id = ?1 AND body = ?2",
        )?
        .exists(params![key(story.article.id), story.packed])?;
    if is_stored {
        written.known += 1;
        return Ok(());
    }
    let (id, _) = resolve::stored_version(transaction, &story.article)?;
    if id == story.article.id {
        put_as(transaction, terms, story, written)
    } else {
        put_as(transaction, terms, &story.with_id(id)?, written)
    }
}

/// Stores one article under its id.
fn put_as(
    transaction: &Transaction<'_>,
    terms: &mut Terms,
    story: &Prepared,
    written: &mut ImportCounts,
) -> Result<(), Error> {
    store_version(transaction, terms, story, None, written)
}

/// Stores one article that was removed under its id, and under the number that it had.
pub(in crate::store) fn put_numbered(
    transaction: &Transaction<'_>,
    terms: &mut Terms,
    story: &Prepared,
    number: i64,
    written: &mut ImportCounts,
) -> Result<(), Error> {
    store_version(transaction, terms, story, Some(number), written)
}

fn store_version(
    transaction: &Transaction<'_>,
    terms: &mut Terms,
    story: &Prepared,
    own_number: Option<i64>,
    written: &mut ImportCounts,
) -> Result<(), Error> {
    let id = key(story.article.id);
    let old: Option<(i64, Vec<u8>)> = transaction
        .prepare_cached("SELECT number, body FROM article JOIN story USING (number) WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    // If the text of the stored article is damaged, any new version replaces it.
    let stored = old.as_ref().and_then(|(_, body)| unpack(body));
    let kept = stored.as_ref().filter(|old| !replaces(&story.article, old));
    if let (Some((number, _)), Some(stored)) = (&old, kept) {
        written.known += 1;
        return take_guid(transaction, *number, stored, &story.article);
    }
    let old = match old {
        Some((number, _)) => {
            written.changed += 1;
            take_out(transaction, terms, number)?;
            Some(number)
        }
        None => {
            written.new += 1;
            None
        }
    };
    let counts = counted(transaction, terms, &story.words)?;
    let same = near_duplicate::group_of(transaction, &story.compared(old, &counts), i64::MAX)?;
    let number = match old.or(own_number) {
        Some(number) => number,
        None => terms.take_number(transaction)?,
    };
    let unread = match old {
        Some(number) => unread::take_rows(transaction, number)?,
        None => unread::NEW,
    };
    put_row(transaction, number, same, &story.article)?;
    unread::put_rows(transaction, number, unread)?;
    if let Some(group) = same {
        unread::share_read(transaction, group)?;
    }
    if old.is_none() {
        orphaned::give_back(transaction, number, id)?;
    }
    transaction
        .prepare_cached("INSERT OR REPLACE INTO story (number, body) VALUES (?1, ?2)")?
        .execute(params![number, story.packed])?;
    resolve::record(transaction, number, &story.article, stored.as_ref())?;
    index(transaction, number, story, &counts)
}

/// Gives a stored article the guid of a new version that does not replace it. Versions up to 5 of the library did
/// not store it.
fn take_guid(
    transaction: &Transaction<'_>,
    number: i64,
    stored: &Article,
    new: &Article,
) -> Result<(), Error> {
    if stored.guid.is_some() || new.guid.is_none() || stored.origin != new.origin {
        return Ok(());
    }
    let stored = Article {
        guid: new.guid.clone(),
        ..stored.clone()
    };
    transaction
        .prepare_cached("UPDATE story SET body = ?2 WHERE number = ?1")?
        .execute(params![number, pack(&stored)?])?;
    resolve::record(transaction, number, &stored, Some(&stored))
}

/// Whether `new` replaces `old`.
///
/// The same article from another file does not replace the old one, nor does one whose address has another query
/// only, such as the number of a session. A feed's summary does not replace a full text, unless the publisher has
/// changed the article.
fn replaces(new: &Article, old: &Article) -> bool {
    let page = |article: &Article| {
        let address = canonical_address(article.url.as_deref()?)?;
        address.split('?').next().map(str::to_owned)
    };
    let mut same_place = Article {
        id: old.id,
        origin: old.origin.clone(),
        guid: old.guid.clone(),
        ..new.clone()
    };
    if page(new) == page(old) {
        same_place.url.clone_from(&old.url);
    }
    if same_place == *old {
        return false;
    }
    let is_shorter = new.plain_text().len() < old.plain_text().len() / 2;
    !is_shorter || new.updated > old.updated
}

/// Writes the listing of an article. An existing row keeps its marks. It keeps its group of near
/// duplicates too, unless the article now belongs to another group.
fn put_row(
    transaction: &Transaction<'_>,
    number: i64,
    same: Option<i64>,
    article: &Article,
) -> Result<(), Error> {
    let listing = Listing::from(article);
    transaction
        .prepare_cached(
            "INSERT INTO article
             (number, id, headline, topic, section, source, url, origin, published, published_text, same)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, coalesce(?11, ?1))
             ON CONFLICT (number) DO UPDATE SET
             headline = excluded.headline, topic = excluded.topic, section = excluded.section,
             source = excluded.source, url = excluded.url, origin = excluded.origin,
             published = excluded.published, published_text = excluded.published_text,
             same = coalesce(?11, same)",
        )?
        .execute(params![
            number,
            key(article.id),
            listing.headline,
            listing.topic,
            article.section,
            listing.source,
            listing.url,
            listing.origin,
            listing.published.map(|at| at.timestamp()),
            listing.published.map(|at| at.to_rfc3339()),
            same,
        ])?;
    Ok(())
}
