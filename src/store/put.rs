//! Writing articles to the library.

use super::facts::ArticleFacts;
use super::near_duplicate::{self, Compared, Publisher, seconds};
use super::packed::{pack, unpack};
use super::removal::take_out;
use super::terms::Terms;
use super::vector::{ArticleWords, TermCounts, encode};
use super::{Error, Store, key, opening, orphaned, resolve, unread};
use crate::article::{Article, ArticleId, Listing, canonical_address};
use rusqlite::{OptionalExtension as _, Transaction, TransactionBehavior, params};
use std::borrow::Borrow;

/// How many articles of an import are new, changed or known.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct ImportCounts {
    /// The number of articles that were not in the library.
    pub new: usize,
    /// The number of articles that were in the library with other content.
    pub changed: usize,
    /// The number of articles that were in the library unchanged.
    pub known: usize,
}

impl std::ops::AddAssign for ImportCounts {
    fn add_assign(&mut self, other: Self) {
        self.new += other.new;
        self.changed += other.changed;
        self.known += other.known;
    }
}

/// An article with everything that can be computed without the library, and therefore on another
/// thread.
#[derive(Debug)]
pub struct Prepared {
    article: Article,
    words: ArticleWords,
    packed: Vec<u8>,
    keys: Vec<i64>,
    facts: ArticleFacts,
}

impl Prepared {
    /// Prepares `article`.
    ///
    /// # Errors
    /// Returns an error if it cannot be serialized as JSON.
    pub fn new(article: Article) -> Result<Self, Error> {
        let words = ArticleWords::of(&article);
        Ok(Self {
            packed: pack(&article)?,
            facts: ArticleFacts::of(&article),
            keys: near_duplicate::keys(&words, seconds(&article)),
            words,
            article,
        })
    }

    /// Prepares the article again under another id.
    ///
    /// # Errors
    /// Same as [`Prepared::new`].
    pub(crate) fn with_id(&self, id: ArticleId) -> Result<Self, Error> {
        Self::new(Article {
            id,
            ..self.article.clone()
        })
    }

    /// Returns the article.
    pub fn article(&self) -> &Article {
        &self.article
    }

    pub(super) fn words(&self) -> &ArticleWords {
        &self.words
    }

    /// Returns the properties that are compared to find near duplicates.
    pub(super) fn compared<'a>(
        &'a self,
        number: Option<i64>,
        terms: &'a [(u32, TermCounts)],
    ) -> Compared<'a> {
        Compared {
            number,
            keys: &self.keys,
            terms,
            published: seconds(&self.article),
            publisher: Publisher::of(&self.article),
        }
    }
}

impl Store {
    /// Stores `articles` in one transaction.
    ///
    /// # Errors
    /// Same as [`Store::put_prepared`].
    pub fn put(&mut self, articles: &[Article]) -> Result<ImportCounts, Error> {
        let prepared: Result<Vec<Prepared>, Error> =
            articles.iter().cloned().map(Prepared::new).collect();
        self.put_prepared(&prepared?)
    }

    /// Stores articles in one transaction.
    ///
    /// An article that is already in the library is recognized by its id. A changed article
    /// replaces the old one and keeps its marks.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written; then none of `articles` is stored.
    pub fn put_prepared(
        &mut self,
        stories: impl IntoIterator<Item = impl Borrow<Prepared>>,
    ) -> Result<ImportCounts, Error> {
        self.put_and_return(stories, drop)
    }

    /// Stores articles as [`Store::put_prepared`] does, and passes each to `spent` afterwards. The
    /// caller can then free it on the thread that allocated it, because freeing memory on another
    /// thread is expensive.
    ///
    /// # Errors
    /// Same as [`Store::put_prepared`].
    pub fn put_and_return<S: Borrow<Prepared>>(
        &mut self,
        stories: impl IntoIterator<Item = S>,
        mut spent: impl FnMut(S),
    ) -> Result<ImportCounts, Error> {
        self.changing(|transaction, terms| {
            let mut written = ImportCounts::default();
            for story in stories {
                put_one(transaction, terms, story.borrow(), &mut written)?;
                spent(story);
            }
            Ok(written)
        })
    }

    /// Returns whether the library is unused: it has no articles, and none has been removed.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn is_new(&self) -> Result<bool, Error> {
        let mut hidden = self
            .connection
            .prepare_cached("SELECT 1 FROM hidden LIMIT 1")?;
        Ok(self.is_empty()? && !hidden.exists([])?)
    }

    /// Stores the bundled articles, except articles that the user has removed.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written.
    pub fn put_bundled(&mut self, articles: Vec<Article>) -> Result<ImportCounts, Error> {
        let mut wanted = Vec::new();
        for article in articles {
            let is_hidden = self
                .connection
                .prepare_cached("SELECT 1 FROM hidden WHERE id = ?1")?
                .exists([key(article.id)])?;
            if !is_hidden {
                wanted.push(Prepared::new(article)?);
            }
        }
        self.put_prepared(&wanted)
    }

    /// Runs `change` in an immediate transaction, which is rolled back if it fails.
    pub(super) fn changing<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>, &mut Terms) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let is_full = self.is_full;
        let Self {
            connection, terms, ..
        } = self;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another program may have written since the last transaction. Cached term numbers are only
        // valid if `data_version` is the same.
        let version: i64 =
            transaction.pragma_query_value(None, "data_version", |row| row.get(0))?;
        if self.seen != version {
            terms.forget();
            self.seen = version;
        }
        let outcome = change(&transaction, terms).and_then(|outcome| {
            terms.write(&transaction)?;
            transaction.commit()?;
            Ok(outcome)
        });
        if outcome.is_err() {
            terms.forget();
        }
        outcome.map_err(|error| opening::unwritten(is_full, error))
    }
}

/// Stores one article within `transaction`.
pub(super) fn put_in(
    transaction: &Transaction<'_>,
    terms: &mut Terms,
    article: Article,
) -> Result<(), Error> {
    put_one(
        transaction,
        terms,
        &Prepared::new(article)?,
        &mut ImportCounts::default(),
    )
}

/// Indexes an article that is stored but not indexed.
pub(super) fn index_again(
    transaction: &Transaction<'_>,
    terms: &mut Terms,
    number: i64,
    story: &Prepared,
) -> Result<(), Error> {
    let counts = counted(transaction, terms, &story.words)?;
    index(transaction, number, story, &counts)
}

/// Stores one article as a new version of the stored one that it is a version of, if there is one.
pub(super) fn put_one(
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
pub(super) fn put_numbered(
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

/// Returns the numbers and counts of an article's terms in ascending order. Adds the article to the
/// document frequencies of these terms.
fn counted(
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
fn index(
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
