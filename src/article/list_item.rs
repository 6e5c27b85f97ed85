//! An item of a list.

use super::RichText;
use serde::{Deserialize, Serialize};

/// An item of a list or of a nested list.
///
/// In JSON it is a bare string if everything but the text is the default, otherwise `{"text": …,
/// "marks": […], "depth": …, "ordered": …, "label": …,
/// "note": …}`.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(from = "WrittenItem", into = "WrittenItem")]
pub struct ListItem {
    /// The words of the item.
    pub content: RichText,
    /// The nesting depth: the number of lists around the item's own list.
    pub depth: u8,
    /// Whether the item's own list is numbered, if that differs from the outermost list.
    pub ordered: Option<bool>,
    /// The item's number or letter, if it is not the one that counting from the start gives.
    pub label: Option<String>,
    /// The key of the footnote that the item is; marks lead to it by this key.
    pub note: Option<String>,
}

impl ListItem {
    /// The maximum depth; deeper items get this one.
    pub const DEEPEST: u8 = 15;
}

impl From<RichText> for ListItem {
    fn from(content: RichText) -> Self {
        Self {
            content,
            ..Self::default()
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum WrittenItem {
    Bare(String),
    Full {
        #[serde(flatten)]
        content: RichText,
        #[serde(default, skip_serializing_if = "is_zero")]
        depth: u8,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ordered: Option<bool>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        label: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
fn is_zero(depth: &u8) -> bool {
    *depth == 0
}

impl From<WrittenItem> for ListItem {
    fn from(written: WrittenItem) -> Self {
        match written {
            WrittenItem::Bare(text) => Self::from(RichText::plain(text)),
            WrittenItem::Full {
                content,
                depth,
                ordered,
                label,
                note,
            } => Self {
                content,
                depth,
                ordered,
                label,
                note,
            },
        }
    }
}

impl From<ListItem> for WrittenItem {
    fn from(item: ListItem) -> Self {
        let ListItem {
            content,
            depth,
            ordered,
            label,
            note,
        } = item;
        let is_bare = content.marks.is_empty() && depth == 0 && ordered.is_none();
        if is_bare && label.is_none() && note.is_none() {
            Self::Bare(content.text)
        } else {
            Self::Full {
                content,
                depth,
                ordered,
                label,
                note,
            }
        }
    }
}
