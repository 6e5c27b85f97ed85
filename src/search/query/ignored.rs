//! The terms of a query that could not be parsed as they were typed.

/// A term that could not be parsed as it was typed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct IgnoredTerm {
    /// The text, without a sign that negates a field of an unknown name.
    pub text: String,
    /// Why it could not be parsed.
    pub why: WhyIgnored,
}

/// Why a term could not be parsed. Only a term with an unknown field still counts, as words.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum WhyIgnored {
    /// No field has this name; the term is searched for as words.
    NoField,
    /// The field has no such value.
    NoValue,
    /// The field has no value.
    Empty,
    /// The term has no letter or digit.
    NoWord,
    /// Too many terms stand before it.
    TooMany,
    /// A parenthesis or quotation mark that nothing closes; the query is read as if its end did.
    Open,
}

#[cfg(test)]
impl PartialEq<&str> for IgnoredTerm {
    fn eq(&self, text: &&str) -> bool {
        self.text == *text
    }
}
