//! The type for text that came from outside and is shown to the user.
//!
//! A remark repeats words of a file, a library's error quotes its input, and a file name was chosen
//! by somebody else; all of them reach the terminal. A field of this type holds only text that
//! passed [`super::sanitize::visible`]; the compiler rejects any other text.

use super::sanitize;
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

/// The maximum length in bytes; longer text is cut and gets an ellipsis.
pub const LONGEST: usize = 4096;

/// A line of text without anything that a terminal obeys, of [`LONGEST`] bytes at most.
///
/// ```
/// use newsreader::text::clean_text::CleanText;
/// let name = CleanText::from("a\x1b]0;x\x07.txt");
/// assert_eq!(&*name, "a\u{fffd}]0;x\u{fffd}.txt");
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct CleanText(String);

impl CleanText {
    /// Returns the text as a `String`.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl From<&str> for CleanText {
    fn from(text: &str) -> Self {
        Self::from(Cow::Borrowed(text))
    }
}

impl From<String> for CleanText {
    fn from(text: String) -> Self {
        Self::from(Cow::Owned(text))
    }
}

impl From<Cow<'_, str>> for CleanText {
    fn from(text: Cow<'_, str>) -> Self {
        if text.len() <= LONGEST {
            return Self(match sanitize::visible(&text) {
                Cow::Borrowed(_as_it_is) => text.into_owned(),
                Cow::Owned(changed) => changed,
            });
        }
        let mut end = LONGEST;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let head = text.get(..end).unwrap_or_default();
        Self(format!("{}…", sanitize::visible(head)))
    }
}

impl Deref for CleanText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for CleanText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CleanText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PartialEq<str> for CleanText {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for CleanText {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl Serialize for CleanText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::sanitize::{LONGEST_CLUSTER, is_terminal_control};
    use proptest::prelude::*;

    #[test]
    fn a_long_text_is_cut_between_letters() {
        let text = CleanText::from("न".repeat(5_000));
        assert!(text.len() <= LONGEST + '…'.len_utf8());
        assert!(text.ends_with("न…"));
    }

    proptest! {
        #[test]
        fn whatever_it_is_made_of_no_terminal_obeys_it(text in any::<String>(), controls in "\\PC{0,9}[\u{1}-\u{1f}\u{7f}-\u{9f}\u{202a}-\u{202e}]{0,9}") {
            for text in [text, controls] {
                let clean = CleanText::from(text.as_str());
                prop_assert!(!clean.contains(is_terminal_control), "{:?}", clean);
                prop_assert!(crate::text::cluster::clusters(&clean).all(|cluster| cluster.chars().count() <= LONGEST_CLUSTER));
                prop_assert_eq!(CleanText::from(&*clean), clean);
            }
        }
    }
}
