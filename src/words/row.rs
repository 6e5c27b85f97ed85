//! What is wrong with the template of a row.

use super::Language;

/// A fault of a template.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum RowFault {
    /// There is no field of this name; the nearest name, if one is near; all names.
    UnknownField(String, Option<String>, String),
    /// The headline is missing.
    NoHeadline,
    /// The headline is there twice.
    TwoHeadlines,
    /// The headline shares its braces with other fields.
    JoinedHeadline,
    /// This sign has no partner.
    Open(char),
    /// A group stands within another.
    Nested,
    /// This is no number of cells up to the second.
    Width(String, usize),
    /// It has more lines than this.
    Lines(usize),
    /// It has more characters than this.
    TooLong(usize),
    /// It has a control character.
    Control,
}

impl RowFault {
    /// Returns the fault as a part of a sentence.
    pub fn say(&self, language: Language) -> String {
        match language {
            Language::Hindi => self.in_hindi(),
            Language::English => self.in_english(),
        }
    }

    fn in_hindi(&self) -> String {
        match self {
            Self::UnknownField(name, Some(near), _) => {
                format!("{{{name}}} नहीं होता; क्या आपका मतलब यह था: {{{near}}}?")
            }
            Self::UnknownField(name, None, all) => {
                format!("{{{name}}} नहीं होता; इनमें से चुनें: {all}")
            }
            Self::NoHeadline => "{headline} नहीं है; उसके बिना ख़बर पहचानी नहीं जाएगी".to_owned(),
            Self::TwoHeadlines => "{headline} एक ही बार हो सकता है".to_owned(),
            Self::JoinedHeadline => "{headline} को अपने अलग कोष्ठक चाहिए".to_owned(),
            Self::Open(sign) => {
                format!("{sign} का जोड़ा नहीं मिला; यही चिह्न दिखाना हो तो {sign}{sign} लिखें")
            }
            Self::Nested => "[ ] के भीतर [ ] नहीं हो सकता".to_owned(),
            Self::Width(width, most) => format!("{width} की जगह 1 से {most} तक की कोई संख्या चाहिए"),
            Self::Lines(most) => format!("{most} पंक्तियों तक हो सकती हैं"),
            Self::TooLong(most) => format!("{most} अक्षरों तक हो सकते हैं"),
            Self::Control => "इसमें कोई नियंत्रण चिह्न है".to_owned(),
        }
    }

    fn in_english(&self) -> String {
        match self {
            Self::UnknownField(name, Some(near), _) => {
                format!("no field is called {{{name}}}; did you mean {{{near}}}?")
            }
            Self::UnknownField(name, None, all) => {
                format!("no field is called {{{name}}}; expected one of: {all}")
            }
            Self::NoHeadline => "{headline} is missing".to_owned(),
            Self::TwoHeadlines => "{headline} can be there only once".to_owned(),
            Self::JoinedHeadline => "{headline} needs braces of its own".to_owned(),
            Self::Open(sign) => {
                format!("{sign} has no partner; {sign}{sign} shows the sign itself")
            }
            Self::Nested => "[ ] cannot stand within [ ]".to_owned(),
            Self::Width(width, most) => {
                format!("{width} does not fit; expected a number of cells from 1 to {most}")
            }
            Self::Lines(most) => format!("at most {most} lines"),
            Self::TooLong(most) => format!("at most {most} characters"),
            Self::Control => "it has a control character".to_owned(),
        }
    }
}
