//! The terms by which articles are compared, and the articles that share some of them.

use crate::search::is_stopword;
use crate::store::fts::{NumberRange, quoted};
use crate::store::rank::rarity;
use crate::store::vector::{ArticleWords, TermCounts, terms_of};
use crate::store::{Error, Store};
use std::collections::{HashMap, HashSet};

/// The maximum number of words that the best candidates add.
const ADDED: usize = 30;
const FIRST_ANSWERS: usize = 5;
/// The maximum number of candidates that one word finds.
const OF_ONE_WORD: usize = 300;
const CANDIDATES: usize = 1_500;
/// A word is ignored if more than this share of all articles contains it.
const COMMON: f64 = 0.35;
pub(super) const TITLE_WEIGHT: f64 = 2.0;
pub(super) const HEAD_WEIGHT: f64 = 2.0;

/// The terms by which articles are compared (features), with their weights.
pub(super) type Features = HashMap<u32, f64>;

/// The number of an article, with the counts of its terms.
pub(super) type RelatedCandidate = (i64, Vec<(u32, TermCounts)>);

impl Store {
    /// Returns the article's terms that the library knows, with their counts.
    pub(super) fn numbered(&self, words: &ArticleWords) -> Result<Vec<(u32, TermCounts)>, Error> {
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
    pub(super) fn features(
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
    pub(super) fn candidates(&self, features: &Features) -> Result<Vec<RelatedCandidate>, Error> {
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

    /// Returns the terms that the best candidates have in common, without those in `features`.
    pub(super) fn added(
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
}

fn heaviest(mut weighed: Vec<(u32, f64)>, most: usize) -> Features {
    weighed.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    weighed.truncate(most);
    weighed.into_iter().collect()
}
