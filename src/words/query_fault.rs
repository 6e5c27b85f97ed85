//! What is said of a term of a search that is not understood.

use super::Language;
use super::meant::meant;
use crate::text::clean_text::CleanText;

/// A term that is not understood.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum QueryFault {
    /// No field has the name of the term, which is searched for as words. The field that may have been
    /// meant follows.
    NoField(CleanText, Option<&'static str>),
    /// The field has no such value, so the term is left out. The values that it takes follow.
    NoValue(CleanText, String),
    /// The field has no value, so the term is left out.
    Empty(CleanText),
    /// The term is left out because it has no word.
    NoWord(CleanText),
    /// The term is left out because too many stand before it.
    TooMany(CleanText),
    /// Nothing closes this parenthesis or quotation mark.
    Open(CleanText),
}

impl QueryFault {
    /// Returns the sentence on what a search makes of the term.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        match (self, language) {
            (Self::NoField(term, near), Language::English) => {
                let meant = meant(*near, language);
                format!("{term}: searched for as words{meant}")
            }
            (Self::NoField(term, near), Language::Hindi) => {
                let meant = meant(*near, language);
                format!("{term}: शब्दों की तरह खोजा गया{meant}")
            }
            (
                Self::NoValue(..) | Self::Empty(_) | Self::NoWord(_) | Self::TooMany(_),
                Language::English,
            ) => {
                format!("{}; left out", self.why(language))
            }
            (
                Self::NoValue(..) | Self::Empty(_) | Self::NoWord(_) | Self::TooMany(_),
                Language::Hindi,
            ) => {
                format!("{}; छोड़ दिया", self.why(language))
            }
            (Self::Open(_), _) => self.why(language),
        }
    }

    /// Returns why the term is not understood.
    #[must_use]
    pub fn why(&self, language: Language) -> String {
        match (self, language) {
            (Self::NoField(term, near), Language::English) => {
                format!("{term}: no such term{}", meant(*near, language))
            }
            (Self::NoField(term, near), Language::Hindi) => {
                format!("{term}: ऐसी कोई शर्त नहीं{}", meant(*near, language))
            }
            (Self::NoValue(term, values), Language::English) => {
                format!("{term}: no such value ({values})")
            }
            (Self::NoValue(term, values), Language::Hindi) => {
                format!("{term}: ऐसा मान नहीं ({values})")
            }
            (Self::Empty(term), Language::English) => {
                format!("{term} has no value after the colon")
            }
            (Self::Empty(term), Language::Hindi) => format!("{term} के बाद कोई मान नहीं"),
            (Self::NoWord(term), Language::English) => format!("{term} has no word"),
            (Self::NoWord(term), Language::Hindi) => format!("{term} में कोई शब्द नहीं"),
            (Self::TooMany(term), Language::English) => format!("{term}: too many words"),
            (Self::TooMany(term), Language::Hindi) => format!("{term}: बहुत ज़्यादा शब्द"),
            (Self::Open(sign), Language::English) => format!("{sign} is not closed"),
            (Self::Open(sign), Language::Hindi) => format!("{sign} बंद नहीं किया गया"),
        }
    }
}
