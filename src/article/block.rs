//! The body of an article as data.
//!
//! The words of a block are one plain `text`, which is all that a simple program needs; links and
//! emphasis are ranges of it ([`Mark`]) and may be ignored.

use serde::{Deserialize, Serialize};

/// One piece of a body.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Paragraph(RichText),
    /// A heading within the article.
    Subheading(RichText),
    /// A picture, by address.
    Image {
        /// The address of the picture.
        url: String,
        /// A description for those who cannot see the picture.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        alt: Option<String>,
        /// The caption.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        caption: Option<String>,
        /// The owner of the picture.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        credit: Option<String>,
    },
    /// Somebody else's words, set apart.
    Quote(RichText),
    /// A list.
    List {
        /// Whether the items are numbered.
        #[serde(default)]
        ordered: bool,
        /// The items; an item without marks is written as a bare string.
        #[serde(with = "items")]
        items: Vec<RichText>,
    },
}

impl Block {
    /// Returns the block's texts: the items of a list, the lines of an image.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let (own, items, lines): (Option<&str>, &[RichText], [Option<&str>; 3]) = match self {
            Self::Paragraph(text) | Self::Subheading(text) | Self::Quote(text) => {
                (Some(&text.text), &[], [None; 3])
            }
            Self::List { items, .. } => (None, items, [None; 3]),
            Self::Image {
                alt,
                caption,
                credit,
                ..
            } => (
                None,
                &[],
                [alt.as_deref(), caption.as_deref(), credit.as_deref()],
            ),
        };
        own.into_iter()
            .chain(items.iter().map(|item| item.text.as_str()))
            .chain(lines.into_iter().flatten())
    }
}

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
    /// The first byte of the range in the UTF-8 text; a character boundary.
    pub start: usize,
    /// The first byte after the range; a character boundary.
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
    /// Text in which every character counts: a command, a name in a program.
    Code,
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

/// A [`RichText`] as it was written; marks that do not fit the text are dropped on reading.
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

/// The serial form of list items: bare strings where there are no marks.
mod items {
    use super::{RichText, WrittenText};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    #[serde(untagged)]
    enum Item {
        Plain(String),
        Rich(WrittenText),
    }

    pub(super) fn serialize<S: Serializer>(
        items: &[RichText],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(items.iter().map(|item| {
            if item.marks.is_empty() {
                Item::Plain(item.text.clone())
            } else {
                Item::Rich(item.clone().into())
            }
        }))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<RichText>, D::Error> {
        let items = Vec::<Item>::deserialize(deserializer)?;
        let rich = items.into_iter().map(|item| match item {
            Item::Plain(text) => RichText::plain(text),
            Item::Rich(written) => written.into(),
        });
        Ok(rich.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marked_paragraph_survives_json() {
        let block = Block::Paragraph(RichText {
            text: "देखें यहाँ".to_owned(),
            marks: vec![Mark {
                start: 16,
                end: 28,
                kind: MarkKind::Link {
                    url: "https://example.org/".to_owned(),
                },
            }],
        });
        let json = serde_json::to_string(&block).unwrap();
        assert_eq!(serde_json::from_str::<Block>(&json).unwrap(), block);
    }

    #[test]
    fn marks_that_cut_a_letter_are_dropped() {
        let json = r#"{"kind":"quote","text":"है","marks":[{"start":1,"end":3,"mark":"strong"}]}"#;
        let block: Block = serde_json::from_str(json).unwrap();
        assert_eq!(block, Block::Quote(RichText::plain("है")));
    }
}
