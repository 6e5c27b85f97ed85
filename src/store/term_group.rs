//! Terms that count as one: a word of a query with all that it stands for.

/// Alternatives that count as one term.
#[derive(Clone, Debug, Default)]
pub(super) struct TermGroup {
    pub(super) terms: Vec<Alternative>,
    /// The words of a phrase; empty where single words are alternatives.
    pub(super) phrase: Vec<String>,
    pub(super) in_title: bool,
    /// Whether a word of it is still being typed.
    pub(super) is_open: bool,
}

impl TermGroup {
    /// Returns about how many articles have it: the words of a phrase stand together at most as often as the
    /// rarest of them.
    pub(super) fn articles(&self) -> u32 {
        let known = self.terms.iter().map(|term| term.stories);
        if self.phrase.is_empty() {
            known.fold(0, u32::saturating_add)
        } else {
            known.min().unwrap_or(0)
        }
    }
}

/// A term that stands for a word of the question.
#[derive(Clone, Copy, Debug)]
pub(super) struct Alternative {
    pub(super) id: u32,
    /// How many stories have it.
    pub(super) stories: u32,
    /// How much it counts of the word as it was asked for.
    pub(super) weight: f64,
}
