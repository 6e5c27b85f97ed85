//! Groups of terms that count as one term: a word of a query with its variants.

/// Alternative terms that count as one term.
#[derive(Clone, Debug, Default)]
pub(super) struct TermGroup {
    pub(super) terms: Vec<Alternative>,
    /// The words of a phrase; empty for single words.
    pub(super) phrase: Vec<String>,
    pub(super) in_title: bool,
    /// Whether the user is still typing one of the group's words.
    pub(super) is_open: bool,
}

impl TermGroup {
    /// Estimates the number of articles that contain the group. A phrase occurs in at most as many
    /// articles as its rarest word.
    pub(super) fn articles(&self) -> u32 {
        let known = self.terms.iter().map(|term| term.stories);
        if self.phrase.is_empty() {
            known.fold(0, u32::saturating_add)
        } else {
            known.min().unwrap_or(0)
        }
    }
}

/// A term that may match a word of the query.
#[derive(Clone, Copy, Debug)]
pub(super) struct Alternative {
    pub(super) id: u32,
    /// The number of articles that contain the term.
    pub(super) stories: u32,
    /// The weight of the term relative to the word that the user typed.
    pub(super) weight: f64,
}
