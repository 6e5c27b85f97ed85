//! Stories like a story: those that share its rare words.

use super::find::{Order, quoted};
use super::{Error, Store};
use crate::article::{Article, Listing};
use crate::search::{Question, tokens, words_of};
use rusqlite::params;
use std::collections::HashMap;

/// A story that is offered beside another.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The story.
    pub listing: Listing,
    /// How alike they are; more is better.
    pub score: f64,
    /// The rarest words that both have, as the first story writes them.
    pub reason: Vec<String>,
}

/// A story is looked for by so many of its words.
const MOST_WORDS: usize = 120;
/// A word of the headline weighs so many of the text.
const TITLE_WEIGHT: f64 = 3.0;
/// How many shared words are told.
const MOST_REASONS: usize = 4;

/// A word of the story that says what it is about.
struct Feature {
    term: String,
    written: String,
    weight: f64,
}

impl Store {
    /// Returns the stories that are most like `article`, at most `limit`, never the story itself.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn related(&self, article: &Article, limit: usize) -> Result<Vec<Suggestion>, Error> {
        let features = self.features(article)?;
        if features.is_empty() {
            return Ok(Vec::new());
        }
        let expression: Vec<String> = features
            .iter()
            .map(|feature| quoted(&feature.term))
            .collect();
        let nothing_else = Question::default();
        let found = self.matching(
            &expression.join(" OR "),
            &nothing_else,
            Order::Best,
            limit * 8 + 8,
        )?;
        let title = tokens(&article.headline);
        let mut suggestions = Vec::new();
        for hit in found {
            let is_same = hit.listing.id == article.id || tokens(&hit.listing.headline) == title;
            let Some(other) = self.article(hit.listing.id)?.filter(|_| !is_same) else {
                continue;
            };
            suggestions.push(compared(&features, &other, hit.listing));
        }
        suggestions.sort_by(|one, other| other.score.total_cmp(&one.score));
        suggestions.truncate(limit);
        Ok(suggestions)
    }

    /// Returns the words that tell this story from others, the most telling first.
    fn features(&self, article: &Article) -> Result<Vec<Feature>, Error> {
        let stories = real(self.len()?.max(2));
        let title = tokens(&article.headline);
        let mut counts: HashMap<String, (f64, String)> = HashMap::new();
        let text = article.plain_text();
        for (term, written) in words_of(&text) {
            let weight = if title.contains(&term) {
                TITLE_WEIGHT
            } else {
                1.0
            };
            let entry = counts
                .entry(term)
                .or_insert_with(|| (0.0, written.to_owned()));
            entry.0 += weight;
        }
        let mut statement = self
            .connection
            .prepare_cached("SELECT stories FROM term WHERE text = ?1")?;
        let mut features = Vec::new();
        for (term, (count, written)) in counts {
            let known: u32 = statement
                .query_row(params![term], |row| row.get(0))
                .unwrap_or(0);
            // Words of one story only lead to no other; words of every third say nothing.
            let known = f64::from(known);
            let share = known / stories;
            if known < 2.0 && stories > 20.0 || share > 0.35 || term.chars().count() < 2 {
                continue;
            }
            let rarity = (stories / known.max(1.0)).ln();
            let weight = (1.0 + count.ln()) * rarity;
            features.push(Feature {
                term,
                written,
                weight,
            });
        }
        features.sort_by(|one, other| {
            other
                .weight
                .total_cmp(&one.weight)
                .then_with(|| one.term.cmp(&other.term))
        });
        features.truncate(MOST_WORDS);
        Ok(features)
    }
}

/// Counts are far below what a float holds exactly.
fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Weighs what another story shares of the features.
fn compared(features: &[Feature], other: &Article, listing: Listing) -> Suggestion {
    let mut counts: HashMap<String, f64> = HashMap::new();
    let title = tokens(&other.headline);
    for term in tokens(&other.plain_text()) {
        let weight = if title.contains(&term) {
            TITLE_WEIGHT
        } else {
            1.0
        };
        *counts.entry(term).or_default() += weight;
    }
    let length: f64 = counts.values().sum();
    let mut score = 0.0;
    let mut reason = Vec::new();
    for feature in features {
        if let Some(count) = counts.get(&feature.term) {
            // Saturates as BM25 does, so that a long story does not win by its length.
            let saturated = count * 3.0 / (count + 2.0 * (0.25 + 0.75 * length / 300.0));
            score += feature.weight * saturated;
            reason.push(feature.written.clone());
        }
    }
    reason.truncate(MOST_REASONS);
    Suggestion {
        listing,
        score,
        reason,
    }
}
