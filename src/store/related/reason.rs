//! The reason for a suggestion: passages of the article that the other one shares.

use super::features::Features;
use crate::search::words_of;
use crate::store::vector::terms_of;
use crate::store::{Error, Store};
use std::collections::HashSet;
use std::ops::Range;

/// The maximum number of common words that are shown as the reason.
const MOST_REASONS: usize = 4;

/// A term by which articles are compared, with its byte range in the article's text.
pub(super) struct WrittenFeature {
    id: u32,
    weight: f64,
    place: Range<usize>,
}

impl Store {
    /// Returns the features that occur in `text`, in the order of their first occurrence.
    pub(super) fn written(
        &self,
        text: &str,
        features: &Features,
    ) -> Result<Vec<WrittenFeature>, Error> {
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
    pub(super) fn reason(
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
