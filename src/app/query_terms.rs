//! The table of terms of the search language, from which completion comes.

use crate::words::QueryHelp;

/// A term, or how it begins, and its help.
#[derive(Clone, Copy, Debug)]
pub struct QueryTerm {
    /// The text; what follows a colon is the user's.
    pub text: &'static str,
    /// The line of help.
    pub help: QueryHelp,
}

const fn term(text: &'static str, help: QueryHelp) -> QueryTerm {
    QueryTerm { text, help }
}

/// The terms that completion offers, in its order.
pub const TERMS: &[QueryTerm] = &[
    term("is:unread", QueryHelp::Unread),
    term("is:read", QueryHelp::Read),
    term("is:starred", QueryHelp::Starred),
    term("source:", QueryHelp::Source),
    term("since:", QueryHelp::Since),
    term("before:", QueryHelp::Before),
    term("section:", QueryHelp::Section),
    term("title:", QueryHelp::Title),
    term("tag:", QueryHelp::Tag),
    term("feed:", QueryHelp::Feed),
    term("folder:", QueryHelp::Folder),
    LIMIT,
];

/// The term that bounds how many stories a command takes; a search itself does not know it.
pub const LIMIT: QueryTerm = term("limit:", QueryHelp::Limit);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::LibraryQuery;

    #[test]
    fn the_parser_understands_every_term_as_a_condition() {
        let terms = TERMS.iter().filter(|term| term.text != LIMIT.text);
        for term in terms {
            let is_open = term.text.ends_with(':');
            let value = if is_open { "2026-11" } else { "" };
            let query = LibraryQuery::new(&format!("{}{value}", term.text));
            assert!(
                query.ignored.is_empty() && !query.is_empty(),
                "{}",
                term.text
            );
            // Only a headline is searched for words.
            assert_eq!(
                query.wanted.is_empty(),
                term.text != "title:",
                "{}",
                term.text
            );
        }
    }
}
