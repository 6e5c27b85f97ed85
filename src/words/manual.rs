//! The words of the manual that are not in its text: its title, the sections of a man page, the values of settings.

use super::Language;

/// Words of the manual.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(
    missing_docs,
    reason = "the match below is the documentation, in two languages"
)]
pub enum ManualWord {
    Title,
    NameSection,
    SynopsisSection,
    DescriptionSection,
    /// The numbers that a setting takes, from the least to the largest.
    NumberRange(u16, u16),
    PathValue,
    TextValue,
    OwnTheme,
}

impl ManualWord {
    /// Returns the words in `language`.
    pub fn say(self, language: Language) -> String {
        let (hindi, english) = match self {
            Self::Title => ("newsreader की पुस्तिका", "The newsreader manual"),
            Self::NameSection => ("नाम", "NAME"),
            Self::SynopsisSection => ("प्रयोग", "SYNOPSIS"),
            Self::DescriptionSection => ("विवरण", "DESCRIPTION"),
            Self::NumberRange(least, most) => {
                return match language {
                    Language::Hindi => format!("{least} से {most}"),
                    Language::English => format!("{least} to {most}"),
                };
            }
            Self::PathValue => ("किसी फ़ाइल का नाम", "a path"),
            Self::TextValue => ("कोई पाठ", "a text"),
            Self::OwnTheme => ("या अपनी थीम", "or a theme of your own"),
        };
        match language {
            Language::Hindi => hindi.to_owned(),
            Language::English => english.to_owned(),
        }
    }
}
