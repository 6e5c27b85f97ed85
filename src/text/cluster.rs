//! Grapheme clusters of a string.
//!
//! These are extended clusters with rule `GB9c`: a conjunct is one cluster, however the terminal
//! displays it. The program never cuts text inside a cluster.

use std::ops::Range;
use unicode_segmentation::{GraphemeIndices, UnicodeSegmentation as _};

/// Returns the clusters of `text`, in order.
///
/// ```
/// let clusters: Vec<_> = newsreader::text::cluster::clusters("क्षत्रिय").collect();
/// assert_eq!(clusters, ["क्ष", "त्रि", "य"]);
/// ```
pub fn clusters(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.graphemes(true)
}

/// Returns the clusters of `text` with the byte offset of each.
pub fn cluster_indices(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    text.grapheme_indices(true)
}

/// Returns the last cluster boundary of `text` at or before byte `offset`.
pub fn boundary_before(text: &str, offset: usize) -> usize {
    if offset >= text.len() {
        return text.len();
    }
    cluster_indices(text)
        .map(|(at, _)| at)
        .take_while(|at| *at <= offset)
        .last()
        .unwrap_or(0)
}

/// Finds the clusters around ascending offsets in a single pass over the text.
///
/// [`boundary_before`] segments a text from its start for each offset, which is quadratic for many
/// offsets.
pub struct ClusterWalk<'a> {
    text: &'a str,
    clusters: GraphemeIndices<'a>,
    current: Range<usize>,
}

impl<'a> ClusterWalk<'a> {
    /// Starts at the beginning of `text`.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            clusters: text.grapheme_indices(true),
            current: 0..0,
        }
    }

    /// Returns the range of the cluster that contains byte `offset`. If `offset` is smaller than in
    /// the last call, the result is that of the last call; at the end of the text it is an empty
    /// range.
    pub fn cluster_at(&mut self, offset: usize) -> Range<usize> {
        while self.current.end <= offset {
            match self.clusters.next() {
                Some((at, cluster)) => self.current = at..at + cluster.len(),
                None => return self.text.len()..self.text.len(),
            }
        }
        self.current.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn conjuncts_stay_whole() {
        for (text, expected) in [
            ("स्त्री", &["स्त्री"][..]),
            ("राष्ट्रीय", &["रा", "ष्ट्री", "य"]),
            ("र्‍या", &["र्‍या"]),
            ("क्‌ष", &["क्‌", "ष"]),
            ("क़्ष", &["क़्ष"]),
            ("👨‍👩‍👧", &["👨‍👩‍👧"]),
        ] {
            assert_eq!(clusters(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn a_place_inside_a_cluster_goes_back_to_its_start() {
        let text = "a स्त्री b";
        assert_eq!(boundary_before(text, 0), 0);
        assert_eq!(boundary_before(text, 5), 2);
        assert_eq!(boundary_before(text, 99), text.len());
    }

    proptest! {
        #[test]
        fn a_walk_finds_what_segmenting_from_the_start_finds(
            text in "[क-ह़ािी्\u{200d}a \u{1100}\u{301}]{0,40}",
            mut offsets in prop::collection::vec(0_usize..150, 0..12),
        ) {
            offsets.sort_unstable();
            let mut walk = ClusterWalk::new(&text);
            for offset in offsets {
                let cluster = walk.cluster_at(offset);
                let start = boundary_before(&text, offset);
                let length = clusters(&text[start..]).next().map_or(0, str::len);
                prop_assert_eq!(cluster, start..start + length);
            }
        }
    }
}
