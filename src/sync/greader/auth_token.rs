//! The token that a server gives for name and password.

use std::fmt;

/// The longest token, in bytes; every request repeats it.
const LONGEST: usize = 4_096;

/// The token that a server gave for name and password. Its text is as good as the password, so it is
/// never printed.
#[derive(Clone, Eq, PartialEq)]
pub struct AuthToken(String);

impl AuthToken {
    /// Takes the text of a token.
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// Takes the text of a token from an answer; `None` if it cannot be one.
    pub(super) fn from_answer(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_token = !text.is_empty()
            && text.len() <= LONGEST
            && text.chars().all(|c| !c.is_control() && !c.is_whitespace());
        is_token.then(|| Self(text.to_owned()))
    }

    /// Returns the text of the token.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for AuthToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AuthToken(…)")
    }
}
