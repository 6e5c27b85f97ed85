//! The hits of a search in a document that is laid out: an article, or a block over the whole screen.

use crate::document::Document;
use crate::search::Query;
use crate::words::Phrase;
use std::ops::Range;

/// Returns the hits as byte ranges of the document's text. Words are searched within each piece of
/// text: a hit does not extend from one cell into the next.
pub(super) fn hits_in(document: &Document, query: &Query) -> Vec<Range<usize>> {
    if query.is_empty() {
        return Vec::new();
    }
    let texts = || {
        let pieces = document.pieces.iter();
        pieces.filter_map(|piece| Some((piece.start, document.text.get(piece.clone())?)))
    };
    let all: Vec<&str> = texts().map(|(_, text)| text).collect();
    let query = query.within(&all.join("\n"));
    let found = texts().flat_map(|(start, text)| {
        let hits = query.hits(text).into_iter();
        hits.map(move |hit| hit.start + start..hit.end + start)
    });
    found.collect()
}

/// Returns the phrase for a step to the next hit, or to the previous one: the index of the hit and
/// whether the search wrapped around, if there is a hit, and the number of hits.
pub(super) fn hit_phrase(found: Option<(usize, bool)>, total: usize, forward: bool) -> Phrase {
    match found {
        None => Phrase::NoHits,
        // A single hit needs no explanation.
        Some((index, true)) if total > 1 && forward => Phrase::HitFromEnd(index + 1, total),
        Some((index, true)) if total > 1 => Phrase::HitFromTop(index + 1, total),
        Some((index, _)) => Phrase::Hit(index + 1, total),
    }
}
