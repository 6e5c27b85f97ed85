//! A completion of what is typed, and the choice among several.

/// A completion.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Candidate {
    /// What is offered.
    pub label: String,
    /// The line with it.
    pub line: String,
    /// What it is for.
    pub help: String,
}

/// Returns the index of the candidate after the chosen one, or of the one before it.
pub fn next_choice(chosen: Option<usize>, count: usize, forward: bool) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match (chosen, forward) {
        (None, true) => 0,
        (None, false) => last,
        (Some(chosen), true) => (chosen + 1) % count,
        (Some(chosen), false) => (chosen + last) % count,
    })
}
