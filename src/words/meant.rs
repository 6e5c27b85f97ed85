//! The question after a mistyped name: which one was meant.

use super::Language;

/// Returns the question that follows a fault, or nothing if no name is near.
pub(super) fn meant(nearest: Option<&str>, language: Language) -> String {
    match (nearest, language) {
        (None, _) => String::new(),
        (Some(name), Language::Hindi) => format!("; क्या आपका मतलब यह था: {name}?"),
        (Some(name), Language::English) => format!("; did you mean {name}?"),
    }
}
