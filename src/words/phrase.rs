//! The phrases, each in every language.

use super::{Language, grouped};
use std::borrow::Cow;

/// Something that the interface says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Phrase {
    /// The kind of a card that stands for a picture.
    Image,
    /// How long a story takes to read, in minutes.
    ReadingMinutes(usize),
    /// The heading above the stories that a story offers.
    RelatedStories,
    /// How many lines of the page are not the story.
    LeftOut(usize),
}

impl Phrase {
    /// Returns the phrase in `language`.
    pub fn say(&self, language: Language) -> Cow<'static, str> {
        match language {
            Language::Hindi => self.in_hindi(),
            Language::English => self.in_english(),
        }
    }

    fn in_hindi(&self) -> Cow<'static, str> {
        match self {
            Self::Image => "चित्र".into(),
            Self::ReadingMinutes(minutes) => format!("पढ़ने में {minutes} मिनट").into(),
            Self::RelatedStories => "संबंधित ख़बरें".into(),
            Self::LeftOut(count) => {
                format!("पन्ने की {} पंक्तियाँ ख़बर का हिस्सा नहीं थीं (x)", grouped(*count)).into()
            }
        }
    }

    fn in_english(&self) -> Cow<'static, str> {
        match self {
            Self::Image => "image".into(),
            Self::ReadingMinutes(minutes) => format!("{minutes} min read").into(),
            Self::RelatedStories => "Related stories".into(),
            Self::LeftOut(1) => "1 line of the page was not the story (x)".into(),
            Self::LeftOut(count) => format!(
                "{} lines of the page were not the story (x)",
                grouped(*count)
            )
            .into(),
        }
    }
}
