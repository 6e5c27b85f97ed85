//! The stories that a publisher offers beside one of its own, as far as the library has them.

use super::list::{LISTING, listing};
use super::{Error, Store, key};
use crate::article::{Article, ArticleId, Listing, Related};
use crate::search::tokens;
use rusqlite::{OptionalExtension as _, params};

/// A title of fewer words is that of many stories.
const FEWEST: usize = 3;
/// So many stories with the words of a title in their own are looked at.
const MOST: i64 = 20;

impl Store {
    /// Returns the story that `related` is: that of its address, else that with its title, however it
    /// is spelt, with or without its kicker.
    ///
    /// # Errors
    /// Where the file cannot be read.
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

    /// Returns the newest story with this title.
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
