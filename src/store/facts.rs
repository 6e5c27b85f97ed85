//! What the library knows of an article's text besides its words: how many there are, the language,
//! the authors, whether it has pictures, sound, films, tables or code.
//!
//! It is written with the article. The articles of a library of version 5 are described later, in
//! small transactions: reading all texts of 100,000 articles takes seconds. A query that needs the
//! facts completes them first.

use super::packed::unpack;
use super::{Error, Store};
use crate::article::{Article, Block, MediaKind};
use crate::search::{Content, LibraryQuery};
use crate::text::script::count_words;
use rusqlite::{OptionalExtension as _, Transaction, params};

/// The facts of an article.
#[derive(Clone, Debug, Default)]
pub(super) struct ArticleFacts {
    words: usize,
    /// The sum of the bits of all [`Content`] that the article has.
    content: i64,
    /// In lower case; empty if it is not known.
    language: String,
}

/// Returns the bit of a kind of content in the column `content`.
pub(super) fn bit(content: Content) -> i64 {
    match content {
        Content::Picture => 1,
        Content::Audio => 2,
        Content::Video => 4,
        Content::Table => 8,
        Content::Code => 16,
    }
}

impl ArticleFacts {
    pub(super) fn of(article: &Article) -> Self {
        let texts = article.blocks.iter().flat_map(Block::texts);
        let texts = article.summary.as_deref().into_iter().chain(texts);
        let contents = article.blocks.iter().filter_map(content_of);
        Self {
            words: texts.map(count_words).sum(),
            content: contents.fold(0, |bits, content| bits | bit(content)),
            language: article
                .language
                .as_deref()
                .unwrap_or_default()
                .to_ascii_lowercase(),
        }
    }

    /// Writes the facts and the authors of an article.
    pub(super) fn record(
        &self,
        transaction: &Transaction<'_>,
        number: i64,
        authors: &[String],
    ) -> Result<(), Error> {
        transaction
            .prepare_cached(
                "INSERT OR REPLACE INTO fact (number, words, content, language) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![
                number,
                i64::try_from(self.words).unwrap_or(i64::MAX),
                self.content,
                self.language
            ])?;
        let mut author =
            transaction.prepare_cached("INSERT OR IGNORE INTO author VALUES (?1, ?2)")?;
        for name in authors {
            author.execute(params![name, number])?;
        }
        Ok(())
    }
}

/// Removes the facts of an article by `authors`.
pub(super) fn take_out(
    transaction: &Transaction<'_>,
    number: i64,
    authors: &[String],
) -> Result<(), Error> {
    transaction
        .prepare_cached("DELETE FROM fact WHERE number = ?1")?
        .execute([number])?;
    let mut delete =
        transaction.prepare_cached("DELETE FROM author WHERE name = ?1 AND number = ?2")?;
    for name in authors {
        delete.execute(params![name, number])?;
    }
    Ok(())
}

fn content_of(block: &Block) -> Option<Content> {
    match block {
        Block::Image(_) => Some(Content::Picture),
        Block::Media(media) => match media.media {
            MediaKind::Video => Some(Content::Video),
            MediaKind::Audio => Some(Content::Audio),
            MediaKind::Embed | MediaKind::File => None,
        },
        Block::Table(_) => Some(Content::Table),
        Block::Code { .. } => Some(Content::Code),
        Block::Paragraph(_)
        | Block::Subheading(_)
        | Block::Quote(_)
        | Block::List { .. }
        | Block::Rule => None,
    }
}

impl Store {
    /// Completes what the library knows of its articles, if `query` needs it.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written.
    pub fn prepare_for(&mut self, query: &LibraryQuery) -> Result<(), Error> {
        /// Each transaction holds other writers up for a fraction of a second.
        const AT_ONCE: usize = 2_000;
        if query.needs_facts() && !self.connection.is_readonly(rusqlite::MAIN_DB)? {
            while self.describe(AT_ONCE)? {}
        }
        Ok(())
    }

    /// Describes at most `most` articles of an earlier version, the newest first; returns whether
    /// more are left.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written.
    pub fn describe(&mut self, most: usize) -> Result<bool, Error> {
        let is_left = "SELECT 1 FROM undescribed LIMIT 1";
        if !self.connection.prepare_cached(is_left)?.exists([])? {
            return Ok(false);
        }
        self.changing(|transaction, _| {
            let mut numbers = transaction
                .prepare_cached("SELECT number FROM undescribed ORDER BY number DESC LIMIT ?1")?;
            let most = i64::try_from(most).unwrap_or(i64::MAX);
            let numbers: Vec<i64> = numbers
                .query_map([most], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            let mut body_of =
                transaction.prepare_cached("SELECT body FROM story WHERE number = ?1")?;
            for number in &numbers {
                let body: Option<Vec<u8>> =
                    body_of.query_row([number], |row| row.get(0)).optional()?;
                // Nothing is known of an article whose text is damaged.
                if let Some(article) = body.and_then(|body| unpack(&body)) {
                    ArticleFacts::of(&article).record(transaction, *number, &article.authors)?;
                }
            }
            if let Some(last) = numbers.last() {
                transaction.execute("DELETE FROM undescribed WHERE number >= ?1", [last])?;
            }
            Ok(transaction.prepare_cached(is_left)?.exists([])?)
        })
    }
}
