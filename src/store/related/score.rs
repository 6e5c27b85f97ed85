//! The scores of candidates by the features that they have, as in a search for a very long query.

use super::features::{Features, HEAD_WEIGHT, RelatedCandidate, TITLE_WEIGHT};
use crate::store::vector::TermCounts;

const ADDED_SHARE: f64 = 0.3;
/// The saturation of term frequency: similar articles repeat their subject, so repetition counts more than in
/// search.
const K1: f64 = 3.0;
const B: f64 = 0.75;

/// Returns the mean length of the candidates; at least one.
pub(super) fn mean_weight(candidates: &[RelatedCandidate]) -> f64 {
    let all: f64 = candidates.iter().map(|(_, terms)| length(terms)).sum();
    let count = u32::try_from(candidates.len()).unwrap_or(u32::MAX);
    (all / f64::from(count.max(1))).max(1.0)
}

/// Scores the candidates by the features that they have; returns the best first.
pub(super) fn scored(
    candidates: &[RelatedCandidate],
    features: &Features,
    mean: f64,
) -> Vec<(i64, f64)> {
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

/// Merges two sets of features, each scaled to its share of the whole weight.
pub(super) fn joined(features: &Features, added: &Features) -> Features {
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
