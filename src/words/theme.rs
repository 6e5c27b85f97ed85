//! What is wrong with a theme.

use super::meant::meant;
use super::{Doing, Language, internal_error};

/// A fault of a theme.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ThemeFault {
    /// There is no theme of this name; the nearest name, if one is near.
    Unknown(String, Option<String>),
    /// The theme of this name is based on itself.
    Loop(String),
    /// A theme has no role of this name; the nearest name, if one is near.
    UnknownLook(String, Option<String>),
    /// A role has no attribute of this name; the nearest name, if one is near.
    UnknownAttribute(String, Option<String>),
    /// The value of this role or attribute is no colour.
    NotColour(String, String),
    /// A scheme lacks the colour of this name.
    NotBase16(String),
    /// These roles could not be read.
    Hidden(String),
    /// The program failed while it read the theme.
    Internal,
}

impl ThemeFault {
    /// Returns the fault as a sentence.
    pub fn say(&self, language: Language) -> String {
        match language {
            Language::Hindi => self.in_hindi(),
            Language::English => self.in_english(),
        }
    }

    fn in_hindi(&self) -> String {
        let meant = |near: &Option<String>| meant(near.as_deref(), Language::Hindi);
        match self {
            Self::Unknown(name, None) => {
                format!("{name}: ऐसी कोई थीम नहीं है; अपनी थीमें config.toml के पास themes/ में रखें")
            }
            Self::Internal => internal_error(Doing::Theme, Language::Hindi),
            Self::Unknown(name, near) => format!("{name}: ऐसी कोई थीम नहीं है{}", meant(near)),
            Self::Loop(name) => format!("theme: {name} घूम-फिरकर अपने ही ऊपर टिकी है (base)"),
            Self::UnknownLook(name, near) => {
                format!("{name}: थीम में ऐसा कुछ नहीं होता{}", meant(near))
            }
            Self::UnknownAttribute(name, near) => {
                format!("{name}: थीम में ऐसा कोई गुण नहीं होता{}", meant(near))
            }
            Self::NotColour(name, value) => format!(
                "{name}: {value} यहाँ ठीक नहीं है; कोई रंग चाहिए: \"#rrggbb\", 0 से 255, red या bright-red जैसे नाम, या default"
            ),
            Self::NotBase16(name) => format!("यह base16 की थीम नहीं है: {name} नहीं मिला"),
            Self::Hidden(names) => {
                format!("थीम में यह पढ़ा नहीं जा सकता, इसलिए मूल थीम के रंगों में है: {names}")
            }
        }
    }

    fn in_english(&self) -> String {
        let meant = |near: &Option<String>| meant(near.as_deref(), Language::English);
        match self {
            Self::Unknown(name, None) => {
                format!("{name}: no such theme; your own are files in themes/ beside config.toml")
            }
            Self::Internal => internal_error(Doing::Theme, Language::English),
            Self::Unknown(name, near) => format!("{name}: no such theme{}", meant(near)),
            Self::Loop(name) => format!("theme: {name} is based on itself"),
            Self::UnknownLook(name, near) => {
                format!("{name}: a theme has no such role{}", meant(near))
            }
            Self::UnknownAttribute(name, near) => {
                format!("{name}: a role has no such attribute{}", meant(near))
            }
            Self::NotColour(name, value) => format!(
                "{name}: {value} does not fit; expected a colour: \"#rrggbb\", 0 to 255, red or bright-red and so on, or default"
            ),
            Self::NotBase16(name) => format!("not a base16 scheme: {name} is missing"),
            Self::Hidden(names) => {
                format!("the theme hides these roles, which have the colours of its base: {names}")
            }
        }
    }
}
