//! Chooses how to find a word that is still being typed: in the index, or by reading articles.
//!
//! The index walks the entries of all terms that begin with the typed letters, which is slow if
//! matches are rare. Reading articles is slow if many must be read to find enough matches. The
//! constants were measured in a library of a million articles.

use super::query_group::QueryGroup;
use super::rank::POOL;
use super::scan::{MOST_FOR_TITLES, TermFilter};
use super::{Error, Store};

/// Microseconds to look a term up in all segments of the index.
const PER_TERM: f64 = 125.0;
/// Microseconds to step over an index entry.
const PER_ENTRY: f64 = 0.035;
/// Microseconds to compare an index entry with one more term of the same query group.
const PER_COMPARISON: f64 = 0.002;
/// Microseconds to read the terms of an article.
const PER_ARTICLE: f64 = 5.0;
/// The ratio of words in an article to words in its headline.
const TEXT_PER_TITLE: f64 = 17.0;

/// The numbers that decide how the articles for a query group are found.
struct Estimate {
    articles: f64,
    /// The number of index entries for the group's terms.
    entries: f64,
    terms: f64,
    /// The number of articles that match the rarest of the other groups.
    others: f64,
}

impl Estimate {
    /// Returns the microseconds that the index takes if matches are `rarity` times rarer than in
    /// whole articles, as in headlines.
    fn by_index(&self, rarity: f64) -> f64 {
        let matches = self.entries * self.others / self.articles / rarity;
        let share = (wanted() / matches.max(f64::MIN_POSITIVE)).min(1.0);
        let walked =
            self.entries * (PER_ENTRY + self.terms * PER_COMPARISON) + self.others * PER_ENTRY;
        self.terms * PER_TERM + share * walked
    }

    /// Returns the microseconds for reading articles, at most `most` of them.
    fn by_articles(&self, rarity: f64, most: f64) -> f64 {
        let until_enough = wanted() * self.articles * rarity / self.entries.max(1.0);
        PER_ARTICLE * until_enough.min(self.others / rarity).min(most)
    }
}

/// Returns the number of matches that a query collects.
fn wanted() -> f64 {
    f64::from(u32::try_from(POOL).unwrap_or(u32::MAX))
}

impl Store {
    /// Chooses the faster way for each group that consists of one word still being typed.
    pub(super) fn choose_ways(&self, asked: &mut [QueryGroup]) -> Result<(), Error> {
        let articles = self.size()?;
        let known: Vec<f64> = asked
            .iter()
            .map(|group| {
                group
                    .groups
                    .iter()
                    .map(|group| f64::from(group.articles()))
                    .sum()
            })
            .collect();
        for (index, group) in asked.iter_mut().enumerate() {
            let ([of_word], true) = (group.groups.as_slice(), group.is_typed) else {
                continue;
            };
            let others = known
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != index);
            let estimate = Estimate {
                articles,
                entries: of_word
                    .terms
                    .iter()
                    .map(|term| f64::from(term.stories))
                    .sum(),
                terms: f64::from(u32::try_from(of_word.terms.len()).unwrap_or(u32::MAX)),
                others: others.map(|(_, known)| *known).fold(articles, f64::min),
            };
            let most = f64::from(u32::try_from(MOST_FOR_TITLES).unwrap_or(u32::MAX));
            let in_texts = estimate.by_articles(1.0, f64::INFINITY) < estimate.by_index(1.0);
            let in_titles = estimate.by_articles(TEXT_PER_TITLE, most)
                < estimate.by_index(TEXT_PER_TITLE * TEXT_PER_TITLE);
            if in_texts || in_titles {
                group.filter = Some(TermFilter::of(of_word, in_texts, in_titles));
            }
        }
        Ok(())
    }
}
