//! Grapheme clusters of a string.
//!
//! Extended clusters with rule `GB9c`: a conjunct stays whole, whatever a terminal does with it.
//! Nothing in this program cuts text at any finer place.

use unicode_segmentation::UnicodeSegmentation as _;

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

#[cfg(test)]
mod tests {
    use super::*;

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
}
