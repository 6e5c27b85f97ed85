//! How much of a text is links.

use crate::article::{Mark, MarkKind, RichText};

/// Whether at least 80 per cent of a text is inside links.
pub(super) fn is_linked(text: &RichText) -> bool {
    linked(text) * 10 >= text.text.len() * 8
}

/// Returns the number of bytes of a text that are inside links.
pub(super) fn linked(text: &RichText) -> usize {
    let links = text.marks.iter().filter(|mark| is_link(mark));
    links.map(|mark| mark.end - mark.start).sum()
}

pub(super) fn is_link(mark: &Mark) -> bool {
    matches!(mark.kind, MarkKind::Link { .. })
}
