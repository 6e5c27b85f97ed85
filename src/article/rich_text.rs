//! Words with links and emphasis.
//!
//! The words are one plain `text`, which is all that a simple program needs; links and emphasis are
//! ranges of it ([`Mark`]) and may be ignored. A `\n` in it is a line break that its author set, as
//! in verse and postal addresses.

use serde::{Deserialize, Serialize};

/// Words with links and emphasis.
///
/// In JSON: `{"text": …, "marks": […]}`, without `marks` if there are none.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(from = "WrittenText", into = "WrittenText")]
pub struct RichText {
    /// The words.
    pub text: String,
    /// Ranges of the text, ordered by start.
    pub marks: Vec<Mark>,
}

/// A range of a text with a meaning of its own.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// The byte offset in the UTF-8 text at which the range starts; a character boundary.
    pub start: usize,
    /// The byte offset at which the range ends, exclusive; a character boundary.
    pub end: usize,
    /// The meaning of the range.
    #[serde(flatten)]
    pub kind: MarkKind,
}

/// The meaning of a marked range.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(tag = "mark", rename_all = "snake_case")]
pub enum MarkKind {
    /// A link.
    Link {
        /// The address.
        url: String,
    },
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Text in which every character matters: a command, a name in a program.
    Code,
    /// Raised letters: exponents, ordinals, numbers of notes.
    Superscript,
    /// Lowered letters: indices, chemical formulas.
    Subscript,
    /// Words that are no longer valid, struck through.
    Strike,
    /// The sign of a footnote, such as its number.
    Note {
        /// The key of the list item that is the footnote: [`ListItem::note`](super::ListItem::note).
        note: String,
    },
}

impl MarkKind {
    /// Returns the address of a link.
    pub fn address(&self) -> Option<&str> {
        match self {
            Self::Link { url } => Some(url),
            Self::Emphasis
            | Self::Strong
            | Self::Code
            | Self::Superscript
            | Self::Subscript
            | Self::Strike
            | Self::Note { .. } => None,
        }
    }
}

impl RichText {
    /// Returns `text` without any marks.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            marks: Vec::new(),
        }
    }
}

/// A [`RichText`] as found in JSON; marks that do not fit the text are dropped on reading.
#[derive(Serialize, Deserialize)]
struct WrittenText {
    text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    marks: Vec<Mark>,
}

impl From<WrittenText> for RichText {
    fn from(written: WrittenText) -> Self {
        let WrittenText { text, mut marks } = written;
        marks.retain(|mark| mark.start < mark.end && text.get(mark.start..mark.end).is_some());
        marks.sort_by_key(|mark| mark.start);
        Self { text, marks }
    }
}

impl From<RichText> for WrittenText {
    fn from(rich: RichText) -> Self {
        Self {
            text: rich.text,
            marks: rich.marks,
        }
    }
}
