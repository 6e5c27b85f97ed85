//! Finds articles in the library that a publisher recommends with another article.

use super::list::{LISTING, listing};
use super::{Error, Store, key};
use crate::article::{Article, ArticleId, Listing, Related};
use crate::search::tokens;
use rusqlite::{OptionalExtension as _, params};

/// The minimum number of words of a title that identifies an article.
const FEWEST: usize = 3;
/// The maximum number of articles that are checked for a title because they contain its words.
const MOST: i64 = 20;

impl Store {
    /// Returns the article to which `related` refers: the one with its address, or else the one
    /// with its title, in any spelling and with or without its kicker.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn offered(&self, related: &Related) -> Result<Option<Listing>, Error> {
        if related.url.is_some() {
            let at = Article {
                url: related.url.clone(),
                ..Article::default()
            };
            let sql = format!("SELECT {LISTING} FROM article WHERE id = ?1");
            let found = self
                .connection
                .prepare_cached(&sql)?
                .query_row([key(ArticleId::of(&at))], listing)
                .optional()?;
            if found.is_some() {
                return Ok(found);
            }
        }
        self.titled(&related.title)
    }

    /// Returns the newest article with this title.
    fn titled(&self, title: &str) -> Result<Option<Listing>, Error> {
        let words = tokens(title);
        if words.len() < FEWEST {
            return Ok(None);
        }
        let sql = format!(
            "SELECT {LISTING} FROM article
             WHERE number IN (SELECT rowid FROM word WHERE word MATCH ?1 ORDER BY rowid DESC LIMIT ?2)
             ORDER BY published DESC, number DESC"
        );
        let phrase = format!("title : \"{}\"", words.join(" ").replace('"', "\"\""));
        let mut statement = self.connection.prepare_cached(&sql)?;
        for found in statement.query_map(params![phrase, MOST], listing)? {
            let found = found?;
            let kicker = found.topic.as_deref().unwrap_or_default();
            let whole = format!("{kicker} {}", found.headline);
            if tokens(&found.headline) == words || tokens(&whole) == words {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }
}
