//! Finds similar articles, which share rare words.
//!
//! The most specific words of an article find candidates in the index, and the counts of all words
//! score them, as for a very long query. Then words that the best candidates have in common are
//! added, and all candidates are scored again: one report of a flood may share no words with a
//! second report, but some words with a third.

use super::fts::{NumberRange, quoted};
use super::rank::rarity;
use super::vector::{ArticleWords, TermCounts, terms_of};
use super::{Error, Store, key};
use crate::article::{Article, ArticleId, Listing};
use crate::search::{is_stopword, words_of};
use rusqlite::{OptionalExtension as _, params};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

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
/// The maximum number of words that the best candidates add.
const ADDED: usize = 30;
const ADDED_SHARE: f64 = 0.3;
const FIRST_ANSWERS: usize = 5;
/// The maximum number of candidates that one word finds.
const OF_ONE_WORD: usize = 300;
const CANDIDATES: usize = 1_500;
/// A word is ignored if more than this share of all articles contains it.
const COMMON: f64 = 0.35;
/// The saturation of term frequency: similar articles repeat their subject, so repetition counts more than in
/// search.
const K1: f64 = 3.0;
const B: f64 = 0.75;
const TITLE_WEIGHT: f64 = 2.0;
const HEAD_WEIGHT: f64 = 2.0;
/// The minimum number of specific words that two similar articles share.
const FEWEST_REASONS: usize = 2;
/// The maximum number of common words that are shown as the reason.
const MOST_REASONS: usize = 4;

/// The terms by which articles are compared (features), with their weights.
type Features = HashMap<u32, f64>;

/// A term by which articles are compared, with its byte range in the article's text.
struct WrittenFeature {
    id: u32,
    weight: f64,
    place: Range<usize>,
}

/// The number of an article, with the counts of its terms.
type RelatedCandidate = (i64, Vec<(u32, TermCounts)>);

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
        let mean = self.mean_weight(&candidates);
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

    /// Returns the article's terms that the library knows, with their counts.
    fn numbered(&self, words: &ArticleWords) -> Result<Vec<(u32, TermCounts)>, Error> {
        let mut terms = Vec::new();
        for (text, counts) in words.terms() {
            if text.chars().nth(1).is_some()
                && !is_stopword(text)
                && let Some((id, _)) = self.term(text)?
            {
                terms.push((id, counts));
            }
        }
        Ok(terms)
    }

    /// Returns up to `most` of the article's most specific terms.
    fn features(
        &self,
        terms: &[(u32, TermCounts)],
        most: usize,
        fewest: u32,
        stories: f64,
    ) -> Result<Features, Error> {
        let mut weighed = Vec::new();
        for (id, counts) in terms {
            let known = self.stories_of(*id)?;
            // A word that only one article has cannot find another one, so it is skipped, except in
            // a very small library.
            if (known < fewest && stories > 20.0) || f64::from(known) > COMMON * stories {
                continue;
            }
            let count = counts.weighed(TITLE_WEIGHT, HEAD_WEIGHT);
            let weight = (1.0 + count.ln()) * rarity(stories, f64::from(known));
            weighed.push((*id, weight));
        }
        Ok(heaviest(weighed, most))
    }

    /// Returns the articles that share features, with their terms.
    fn candidates(&self, features: &Features) -> Result<Vec<RelatedCandidate>, Error> {
        let mut order: Vec<(u32, f64)> = features.iter().map(|(id, w)| (*id, *w)).collect();
        order.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        let mut text_of = self
            .connection
            .prepare_cached("SELECT text FROM term WHERE id = ?1")?;
        let nothing_else = crate::search::LibraryQuery::default();
        let mut numbers = HashSet::new();
        let mut candidates = Vec::new();
        for (id, _) in order {
            let text: String = text_of.query_row([id], |row| row.get(0))?;
            let expression = quoted(&text);
            for number in
                self.matching(&expression, &nothing_else, NumberRange::newest(OF_ONE_WORD))?
            {
                if numbers.insert(number) {
                    candidates.push((number, terms_of(&self.connection, number)?));
                }
            }
            if candidates.len() >= CANDIDATES {
                break;
            }
        }
        Ok(candidates)
    }

    #[expect(clippy::unused_self, reason = "reads as a query to the library")]
    fn mean_weight(&self, candidates: &[RelatedCandidate]) -> f64 {
        let all: f64 = candidates.iter().map(|(_, terms)| length(terms)).sum();
        let count = u32::try_from(candidates.len()).unwrap_or(u32::MAX);
        (all / f64::from(count.max(1))).max(1.0)
    }

    /// Returns the terms that the best candidates have in common, without those in `features`.
    fn added(
        &self,
        ranked: &[(i64, f64)],
        candidates: &[RelatedCandidate],
        stories: f64,
    ) -> Result<Features, Error> {
        let first: HashSet<i64> = ranked
            .iter()
            .take(FIRST_ANSWERS)
            .map(|(number, _)| *number)
            .collect();
        let mut weighed: HashMap<u32, f64> = HashMap::new();
        for (_, terms) in candidates
            .iter()
            .filter(|(number, _)| first.contains(number))
        {
            for (id, counts) in terms {
                let count = counts.weighed(TITLE_WEIGHT, HEAD_WEIGHT);
                *weighed.entry(*id).or_default() += 1.0 + count.ln();
            }
        }
        let mut rare = Vec::new();
        for (id, weight) in weighed {
            let known = self.stories_of(id)?;
            if known >= 3 && f64::from(known) <= COMMON * stories {
                rare.push((id, weight * rarity(stories, f64::from(known))));
            }
        }
        Ok(heaviest(rare, ADDED))
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

    /// Returns the features that occur in `text`, in the order of their first occurrence.
    fn written(&self, text: &str, features: &Features) -> Result<Vec<WrittenFeature>, Error> {
        let mut seen = HashSet::new();
        let mut written = Vec::new();
        for (folded, word) in words_of(text) {
            if let Some((id, _)) = self.term(&folded)?
                && let Some(weight) = features.get(&id)
                && seen.insert(id)
            {
                let start = word.as_ptr() as usize - text.as_ptr() as usize;
                written.push(WrittenFeature {
                    id,
                    weight: *weight,
                    place: start..start + word.len(),
                });
            }
        }
        Ok(written)
    }

    /// Returns the passages of `text` that the other article shares, the most specific first.
    ///
    /// In scripts without spaces, overlapping pairs of letters are merged into one passage, which
    /// is closer to a word.
    fn reason(
        &self,
        text: &str,
        written: &[WrittenFeature],
        number: i64,
    ) -> Result<Vec<String>, Error> {
        let terms: HashSet<u32> = terms_of(&self.connection, number)?
            .into_iter()
            .map(|(id, _)| id)
            .collect();
        let mut pieces: Vec<(Range<usize>, f64)> = Vec::new();
        for word in written.iter().filter(|word| terms.contains(&word.id)) {
            match pieces.last_mut() {
                Some((place, weight)) if word.place.start < place.end => {
                    place.end = place.end.max(word.place.end);
                    *weight = weight.max(word.weight);
                }
                _ => pieces.push((word.place.clone(), word.weight)),
            }
        }
        pieces.sort_by(|one, other| other.1.total_cmp(&one.1));
        let pieces = pieces.into_iter().take(MOST_REASONS);
        Ok(pieces
            .filter_map(|(place, _)| text.get(place).map(str::to_owned))
            .collect())
    }
}

fn heaviest(mut weighed: Vec<(u32, f64)>, most: usize) -> Features {
    weighed.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    weighed.truncate(most);
    weighed.into_iter().collect()
}

/// Merges two sets of features, each scaled to its share of the whole weight.
fn joined(features: &Features, added: &Features) -> Features {
    let sum = |features: &Features| features.values().sum::<f64>().max(f64::MIN_POSITIVE);
    let (whole, more) = (sum(features), sum(added));
    let mut joined: Features = features
        .iter()
        .map(|(id, weight)| (*id, (1.0 - ADDED_SHARE) * weight / whole))
        .collect();
    for (id, weight) in added {
        *joined.entry(*id).or_default() += ADDED_SHARE * weight / more;
    }
    joined
}

fn length(terms: &[(u32, TermCounts)]) -> f64 {
    terms
        .iter()
        .map(|(_, counts)| counts.weighed(TITLE_WEIGHT, HEAD_WEIGHT))
        .sum()
}

/// Scores the candidates by the features that they have; returns the best first.
fn scored(candidates: &[RelatedCandidate], features: &Features, mean: f64) -> Vec<(i64, f64)> {
    let score = |terms: &[(u32, TermCounts)]| -> f64 {
        let damping = K1 * (1.0 - B + B * length(terms) / mean);
        let shared = terms.iter().filter_map(|(id, counts)| {
            let count = counts.weighed(TITLE_WEIGHT, HEAD_WEIGHT);
            Some(features.get(id)? * count * (K1 + 1.0) / (count + damping))
        });
        shared.sum()
    };
    let mut scored: Vec<(i64, f64)> = candidates
        .iter()
        .map(|(number, terms)| (*number, score(terms)))
        .collect();
    scored.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    scored
}
