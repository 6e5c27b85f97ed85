//! Finds similar articles, which share rare words.
//!
//! The most specific words of an article find candidates in the index, and the counts of all words
//! score them, as for a very long query. Then words that the best candidates have in common are
//! added, and all candidates are scored again: one report of a flood may share no words with a
//! second report, but some words with a third.

mod features;
mod reason;
mod score;

use super::vector::ArticleWords;
use super::{Error, Store, key};
use crate::article::{Article, ArticleId, Listing};
use reason::WrittenFeature;
use rusqlite::{OptionalExtension as _, params};
use score::{joined, mean_weight, scored};

/// An article that is suggested for reading after another one.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The article.
    pub listing: Listing,
    /// The similarity; higher is better.
    pub score: f64,
    /// The rarest common words, as the first article spells them.
    pub reason: Vec<String>,
    /// The relation to the first article.
    pub kin: Kin,
}

/// The relation between two articles.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kin {
    /// The publisher of the first article recommends the second one.
    Publisher,
    /// The second article is a near duplicate by another publisher.
    Same,
    /// The second article is similar.
    Alike,
}

/// The maximum number of an article's words that are used to find similar articles.
const FEATURES: usize = 40;
/// The minimum number of specific words that two similar articles share.
const FEWEST_REASONS: usize = 2;

impl Store {
    /// Returns articles to read after `article`. All its near duplicates come first, because a list
    /// shows only one of them. At most `limit` other articles follow: first those that its
    /// publisher recommends, then similar ones.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read.
    pub fn related(&self, article: &Article, limit: usize) -> Result<Vec<Suggestion>, Error> {
        let _snapshot = self.read_snapshot()?;
        let words = ArticleWords::of(article);
        let stories = self.size()?;
        let terms = self.numbered(&words)?;
        let features = self.features(&terms, FEATURES, 2, stories)?;
        let itself = self.number_of(article.id)?;
        let mut candidates = self.candidates(&features)?;
        candidates.retain(|(number, _)| Some(*number) != itself);
        let mean = mean_weight(&candidates);
        let mut ranked = scored(&candidates, &features, mean);
        let added = self.added(&ranked, &candidates, stories)?;
        if !added.is_empty() {
            ranked = scored(&candidates, &joined(&features, &added), mean);
        }
        let same = match itself {
            Some(number) => self.same_as(number)?,
            None => Vec::new(),
        };
        let text = article.plain_text();
        let written = self.written(&text, &features)?;
        let mut suggestions = self.near_duplicates(&text, &written, same)?;
        let limit = suggestions.len() + limit;
        self.add_offered(article, &mut suggestions)?;
        let title = words.of_title();
        for (number, score) in ranked {
            if suggestions.len() >= limit {
                break;
            }
            let Some(hit) = self.hits(std::iter::once((number, score)))?.pop() else {
                continue;
            };
            let is_copy = crate::search::tokens(&hit.listing.headline) == title;
            let is_there = |there: &Suggestion| there.listing.id == hit.listing.id;
            if hit.listing.id == article.id || is_copy || suggestions.iter().any(is_there) {
                continue;
            }
            let reason = self.reason(&text, &written, number)?;
            // A single common word may be a coincidence.
            if reason.len() < FEWEST_REASONS {
                continue;
            }
            suggestions.push(Suggestion {
                listing: hit.listing,
                score,
                reason,
                kin: Kin::Alike,
            });
        }
        suggestions.truncate(limit);
        Ok(suggestions)
    }

    /// Returns suggestions for the near duplicates with these numbers.
    fn near_duplicates(
        &self,
        text: &str,
        written: &[WrittenFeature],
        numbers: Vec<i64>,
    ) -> Result<Vec<Suggestion>, Error> {
        let mut suggestions = Vec::new();
        for hit in self.hits(numbers.iter().map(|number| (*number, 1.0)))? {
            suggestions.push(Suggestion {
                listing: hit.listing,
                score: hit.score,
                reason: Vec::new(),
                kin: Kin::Same,
            });
        }
        for (suggestion, number) in suggestions.iter_mut().zip(numbers) {
            suggestion.reason = self.reason(text, written, number)?;
        }
        Ok(suggestions)
    }

    /// Adds the publisher's recommendations that are in the library.
    fn add_offered(
        &self,
        article: &Article,
        suggestions: &mut Vec<Suggestion>,
    ) -> Result<(), Error> {
        for related in &article.related {
            let Some(listing) = self.offered(related)? else {
                continue;
            };
            let is_there = |there: &Suggestion| there.listing.id == listing.id;
            if listing.id != article.id && !suggestions.iter().any(is_there) {
                suggestions.push(Suggestion {
                    listing,
                    score: 1.0,
                    reason: Vec::new(),
                    kin: Kin::Publisher,
                });
            }
        }
        Ok(())
    }

    /// Returns the number of the article `id`, if the library has it.
    pub(super) fn number_of(&self, id: ArticleId) -> Result<Option<i64>, Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT number FROM article WHERE id = ?1")?;
        Ok(statement
            .query_row(params![key(id)], |row| row.get(0))
            .optional()?)
    }

    /// Returns the near duplicates of an article, newest first.
    fn same_as(&self, number: i64) -> Result<Vec<i64>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT number FROM article
             WHERE same = (SELECT same FROM article WHERE number = ?1) AND number <> ?1
             ORDER BY published DESC, number DESC",
        )?;
        let numbers = statement.query_map([number], |row| row.get(0))?;
        Ok(numbers.collect::<Result<_, _>>()?)
    }
}
