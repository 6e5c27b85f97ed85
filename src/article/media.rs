//! Pictures, films, sound and files that belong to an article, by address.

use super::{Mark, RichText};
use serde::{Deserialize, Serialize};

/// A picture.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
pub struct Image {
    /// The address of the picture.
    pub url: String,
    /// A description for those who cannot see the picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// The caption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// The links and emphasis of the caption.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caption_marks: Vec<Mark>,
    /// The owner of the picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// The width in pixels that the page declares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// The height in pixels that the page declares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
}

/// A film, sound, the player of another site, or a file.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
pub struct Media {
    /// What it is.
    #[serde(default)]
    pub media: MediaKind,
    /// The address of the file or, if the page embeds a player, of the player's public page.
    pub url: String,
    /// The title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The address of the picture that is shown before a film starts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poster: Option<String>,
    /// The media type, such as `audio/mpeg`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mime: Option<String>,
    /// The length in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u64>,
    /// The size of the file in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// The name of the site that has the player.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
}

/// The kinds of media.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    /// A film.
    Video,
    /// Sound.
    Audio,
    /// Something interactive on another site: a player of unknown content, a map, a chart.
    Embed,
    /// Any other file.
    #[default]
    File,
}

impl Image {
    /// Returns a picture about which only its address is known.
    pub fn at(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            ..Self::default()
        }
    }

    /// Returns the caption with its links and emphasis.
    pub fn rich_caption(&self) -> Option<RichText> {
        let text = self.caption.clone()?;
        let marks = self.caption_marks.clone();
        Some(RichText { text, marks })
    }
}
