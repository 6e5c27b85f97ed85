//! Reads articles from the library.

use super::list::{LISTING, listing};
use super::packed::unpack;
use super::{Error, Store, id_of, key};
use crate::article::{Article, ArticleId, Listing, Source};
use rusqlite::{Connection, OptionalExtension as _, params};

/// Returns the first and the last key of ids that begin with these digits.
fn span(digits: &str) -> Option<[i64; 2]> {
    let with = |filler: &str| {
        let missing = 16_usize.saturating_sub(digits.len());
        let all = format!("{digits}{}", filler.repeat(missing));
        let bits = u64::from_str_radix(&all, 16).ok()?;
        Some(key(ArticleId::from_bits(bits)))
    };
    let is_hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let span = [with("0")?, with("f")?];
    is_hexadecimal.then_some(span)
}

impl Store {
    /// Returns the id that begins with these hexadecimal digits, or `None` unless exactly one
    /// article has such an id.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn resolve_id_prefix(&self, digits: &str) -> Result<Option<ArticleId>, Error> {
        let Some([first, last]) = span(digits) else {
            return Ok(None);
        };
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM article WHERE id BETWEEN ?1 AND ?2 LIMIT 2")?;
        let ids = statement.query_map([first, last], |row| row.get(0))?;
        let ids: Vec<i64> = ids.collect::<Result<_, _>>()?;
        Ok(match ids.as_slice() {
            [one] => Some(id_of(*one)),
            _ => None,
        })
    }

    /// Returns the number of articles whose ids begin with these hexadecimal digits.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn count_id_prefix(&self, digits: &str) -> Result<usize, Error> {
        let Some(span) = span(digits) else {
            return Ok(0);
        };
        let mut statement = self
            .connection
            .prepare_cached("SELECT count(*) FROM article WHERE id BETWEEN ?1 AND ?2")?;
        let count: i64 = statement.query_row(span, |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// Returns the article with this id.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn article(&self, id: ArticleId) -> Result<Option<Article>, Error> {
        article_of(&self.connection, id)
    }

    /// Returns an article made only from its listing and so without text, as a replacement for one
    /// whose text is damaged.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn listed(&self, id: ArticleId) -> Result<Option<Article>, Error> {
        Ok(self.listing_of(id)?.map(|listing| Article {
            id,
            kicker: listing.topic,
            headline: listing.headline,
            published: listing.published,
            source: listing.source.map(|name| Source { name, url: None }),
            url: listing.url,
            origin: listing.origin,
            ..Article::default()
        }))
    }

    /// Returns what a list shows of an article.
    pub(super) fn listing_of(&self, id: ArticleId) -> Result<Option<Listing>, Error> {
        let sql = format!("SELECT {LISTING} FROM article WHERE id = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row([key(id)], listing).optional()?)
    }

    /// Passes each article to `sink` in the order of import. An article with a damaged text is
    /// passed as [`Error::Unreadable`].
    ///
    /// # Errors
    /// Returns an error if the file cannot be read or `sink` fails.
    pub fn articles(
        &self,
        mut sink: impl FnMut(Result<Article, Error>) -> std::io::Result<()>,
    ) -> Result<std::io::Result<()>, Error> {
        let _snapshot = self.read_snapshot()?;
        let mut statement = self.connection.prepare(
            "SELECT body, id, headline FROM story JOIN article USING (number) ORDER BY number",
        )?;
        let mut rows = statement.query([])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            count += 1;
            if let Err(error) = sink(article_in(row)?) {
                return Ok(Err(error));
            }
        }
        // A damaged page can hide rows without an error from SQLite.
        if count == self.len()? {
            Ok(Ok(()))
        } else {
            Err(Error::Corrupt)
        }
    }
}

/// Returns the article with this id.
pub(super) fn article_of(connection: &Connection, id: ArticleId) -> Result<Option<Article>, Error> {
    let found = connection
        .prepare_cached(
            "SELECT body, id, headline FROM article JOIN story USING (number) WHERE id = ?1",
        )?
        .query_row(params![key(id)], article_in)
        .optional()?;
    found.transpose()
}

/// Reads the columns `body`, `id` and `headline`.
fn article_in(row: &rusqlite::Row<'_>) -> rusqlite::Result<Result<Article, Error>> {
    if let Some(article) = unpack(row.get_ref(0)?.as_blob()?) {
        return Ok(Ok(article));
    }
    Ok(Err(Error::Unreadable {
        id: id_of(row.get(1)?),
        headline: row.get(2)?,
    }))
}
