//! The body of an article as data.

use super::{DataTable, Image, ListItem, Media, RichText};
use serde::{Deserialize, Serialize};

/// An element of a body.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Paragraph(RichText),
    /// A heading within the article.
    Subheading(Subheading),
    /// A picture, by address.
    Image(Image),
    /// Something to watch, to hear or to load, by address.
    Media(Media),
    /// A quotation that is set apart from the text.
    Quote(Quotation),
    /// A list.
    List {
        /// Whether the items are numbered.
        #[serde(default)]
        ordered: bool,
        /// The number of the first item.
        #[serde(default = "one", skip_serializing_if = "is_one")]
        start: i64,
        /// The items in reading order, including those of nested lists.
        items: Vec<ListItem>,
    },
    /// A table of data.
    Table(DataTable),
    /// Lines in which every character matters: a program, its output, a poem with its author's
    /// layout.
    Code {
        /// The lines, with their indentation.
        text: String,
        /// The name of the programming language.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<String>,
    },
    /// A horizontal line between two parts of the body.
    Rule,
}

/// A heading within an article.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Subheading {
    /// The words of the heading.
    #[serde(flatten)]
    pub content: RichText,
    /// The level, from [`Subheading::HIGHEST`] for the highest heading of a body to
    /// [`Subheading::LOWEST`].
    #[serde(default = "highest", skip_serializing_if = "is_highest")]
    pub level: u8,
}

impl Subheading {
    /// The level of a body's highest headings; the headline is above them.
    pub const HIGHEST: u8 = 2;
    /// The lowest level of a heading.
    pub const LOWEST: u8 = 6;
}

/// A quotation.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
pub struct Quotation {
    /// The quoted words.
    #[serde(flatten)]
    pub content: RichText,
    /// The name of the speaker or of the quoted work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The address of the quoted post, if the quotation is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

fn one() -> i64 {
    1
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
fn is_one(start: &i64) -> bool {
    *start == 1
}

fn highest() -> u8 {
    Subheading::HIGHEST
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
fn is_highest(level: &u8) -> bool {
    *level == Subheading::HIGHEST
}

impl Block {
    /// Returns a heading of the highest level.
    pub fn subheading(content: RichText) -> Self {
        Self::Subheading(Subheading {
            content,
            level: Subheading::HIGHEST,
        })
    }

    /// Returns a quotation of an unnamed speaker.
    pub fn quote(content: RichText) -> Self {
        Self::Quote(Quotation {
            content,
            by: None,
            url: None,
        })
    }

    /// Returns a list without nested lists.
    pub fn list(ordered: bool, items: impl IntoIterator<Item = RichText>) -> Self {
        Self::List {
            ordered,
            start: 1,
            items: items.into_iter().map(ListItem::from).collect(),
        }
    }

    /// Whether the block consists of words: neither a picture, nor a film, nor a rule.
    pub fn has_words(&self) -> bool {
        match self {
            Self::Paragraph(_)
            | Self::Subheading(_)
            | Self::Quote(_)
            | Self::List { .. }
            | Self::Table(_)
            | Self::Code { .. } => true,
            Self::Image(_) | Self::Media(_) | Self::Rule => false,
        }
    }

    /// Returns the block's texts: the items of a list, the cells of a table, the caption,
    /// description and credit of an image, the title of a film.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let texts: Vec<&str> = match self {
            Self::Paragraph(text) => vec![&text.text],
            Self::Subheading(heading) => vec![&heading.content.text],
            Self::Quote(quotation) => {
                let words = std::iter::once(&quotation.content.text);
                words.chain(&quotation.by).map(String::as_str).collect()
            }
            Self::List { items, .. } => items.iter().map(|i| i.content.text.as_str()).collect(),
            Self::Table(table) => {
                let caption = table.caption.as_deref().into_iter();
                caption
                    .chain(table.cells().map(|cell| cell.text.as_str()))
                    .collect()
            }
            Self::Code { text, .. } => vec![text],
            Self::Image(image) => {
                let lines = [&image.alt, &image.caption, &image.credit];
                lines.into_iter().flatten().map(String::as_str).collect()
            }
            Self::Media(media) => media.title.iter().map(String::as_str).collect(),
            Self::Rule => Vec::new(),
        };
        texts.into_iter()
    }

    /// Returns the block's texts that can have marks; plain texts, such as captions, are not
    /// included.
    pub fn rich_texts(&self) -> impl Iterator<Item = &RichText> {
        let texts: Vec<&RichText> = match self {
            Self::Paragraph(text) => vec![text],
            Self::Subheading(heading) => vec![&heading.content],
            Self::Quote(quotation) => vec![&quotation.content],
            Self::List { items, .. } => items.iter().map(|item| &item.content).collect(),
            Self::Table(table) => table.cells().collect(),
            Self::Image(_) | Self::Media(_) | Self::Code { .. } | Self::Rule => Vec::new(),
        };
        texts.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ColumnAlign, Mark, MarkKind, MediaKind, TableCell};
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
        assert_eq!(block, Block::quote(RichText::plain("है")));
    }

    #[test]
    fn only_what_differs_from_the_defaults_is_written() {
        let cell = |text: &str| TableCell(RichText::plain(text));
        let nested = ListItem {
            content: RichText::plain("भीतर"),
            depth: 1,
            ordered: Some(true),
            ..ListItem::default()
        };
        for (block, json) in [
            (
                Block::subheading(RichText::plain("क")),
                r#"{"kind":"subheading","text":"क"}"#,
            ),
            (
                Block::Subheading(Subheading {
                    content: RichText::plain("क"),
                    level: 3,
                }),
                r#"{"kind":"subheading","text":"क","level":3}"#,
            ),
            (
                Block::Quote(Quotation {
                    content: RichText::plain("क"),
                    by: Some("ख".to_owned()),
                    url: Some("https://example.org/".to_owned()),
                }),
                r#"{"kind":"quote","text":"क","by":"ख","url":"https://example.org/"}"#,
            ),
            (
                Block::list(false, [RichText::plain("क")]),
                r#"{"kind":"list","ordered":false,"items":["क"]}"#,
            ),
            (
                Block::List {
                    ordered: true,
                    start: 4,
                    items: vec![RichText::plain("क").into(), nested],
                },
                r#"{"kind":"list","ordered":true,"start":4,"items":["क",{"text":"भीतर","depth":1,"ordered":true}]}"#,
            ),
            (
                Block::Table(DataTable {
                    head: vec![vec![cell("नगर"), cell("भाव")]],
                    rows: vec![vec![cell("इंदौर"), cell("")]],
                    align: vec![ColumnAlign::Auto, ColumnAlign::Right],
                    ..DataTable::default()
                }),
                r#"{"kind":"table","head":[["नगर","भाव"]],"rows":[["इंदौर",""]],"align":["auto","right"]}"#,
            ),
            (
                Block::Code {
                    text: "if a:\n\tb".to_owned(),
                    language: None,
                },
                r#"{"kind":"code","text":"if a:\n\tb"}"#,
            ),
            (Block::Rule, r#"{"kind":"rule"}"#),
        ] {
            assert_eq!(serde_json::to_string(&block).unwrap(), json);
            assert_eq!(serde_json::from_str::<Block>(json).unwrap(), block);
        }
    }

    #[test]
    fn a_picture_needs_only_its_address_and_media_their_kind() {
        for (block, json) in [
            (
                Block::Image(Image {
                    url: "a.jpg".to_owned(),
                    width: Some(1200),
                    ..Image::default()
                }),
                r#"{"kind":"image","url":"a.jpg","width":1200}"#,
            ),
            (
                Block::Media(Media {
                    media: MediaKind::Audio,
                    url: "a.mp3".to_owned(),
                    seconds: Some(245),
                    ..Media::default()
                }),
                r#"{"kind":"media","media":"audio","url":"a.mp3","seconds":245}"#,
            ),
        ] {
            assert_eq!(serde_json::to_string(&block).unwrap(), json);
            assert_eq!(serde_json::from_str::<Block>(json).unwrap(), block);
        }
    }
}
