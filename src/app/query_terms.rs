//! The table of terms of the search language, from which completion comes.

use crate::article::Timestamp;
use crate::search::{IgnoredTerm, LibraryQuery, WhyIgnored};
use crate::text::nearest::nearest;
use crate::words::{Phrase, QueryFault, QueryHelp};

/// A term, or how it begins, and its help.
#[derive(Clone, Copy, Debug)]
pub struct QueryTerm {
    /// The text; what follows a colon is the user's.
    pub text: &'static str,
    /// The values that completion offers after a colon: all that there are, or examples.
    pub values: &'static [&'static str],
    /// The line of help.
    pub help: QueryHelp,
}

const fn term(text: &'static str, help: QueryHelp) -> QueryTerm {
    valued(text, &[], help)
}

const fn valued(text: &'static str, values: &'static [&'static str], help: QueryHelp) -> QueryTerm {
    QueryTerm { text, values, help }
}

const AGES: &[&str] = &["24h", "7d", "4w", "3m"];
const DAYS: &[&str] = &["today", "yesterday", "आज", "कल"];
const CONTENTS: &[&str] = &["picture", "video", "audio", "table", "code"];
const LENGTHS: &[&str] = &[">1500", "<300", "300-900"];
const ORDERS: &[&str] = &["newest", "oldest", "best", "source", "length"];

/// The terms that completion offers, in its order.
pub const TERMS: &[QueryTerm] = &[
    term("is:unread", QueryHelp::Unread),
    term("is:read", QueryHelp::Read),
    term("is:starred", QueryHelp::Starred),
    term("source:", QueryHelp::Source),
    valued("newer:", AGES, QueryHelp::Newer),
    valued("older:", AGES, QueryHelp::Older),
    valued("since:", DAYS, QueryHelp::Since),
    valued("before:", DAYS, QueryHelp::Before),
    valued("sort:", ORDERS, QueryHelp::Sort),
    term("section:", QueryHelp::Section),
    term("title:", QueryHelp::Title),
    term("author:", QueryHelp::Author),
    valued("has:", CONTENTS, QueryHelp::Has),
    valued("words:", LENGTHS, QueryHelp::Length),
    valued("lang:", &["hi", "en", "ur"], QueryHelp::Language),
    term("tag:", QueryHelp::Tag),
    term("feed:", QueryHelp::Feed),
    term("folder:", QueryHelp::Folder),
    term("account:", QueryHelp::Account),
    LIMIT,
];

/// The term that bounds how many stories a command takes; a search itself does not know it.
pub const LIMIT: QueryTerm = valued("limit:", &["10", "50"], QueryHelp::Limit);

/// Returns whether a word of a query begins with a field of the table, such as `source:`, other than
/// that of headlines.
pub fn is_condition(word: &str) -> bool {
    let Some((field, _)) = word.split_once(':') else {
        return false;
    };
    let of_field = |term: &QueryTerm| {
        term.text
            .split_once(':')
            .is_some_and(|(own, _)| own == field)
    };
    field != "title" && TERMS.iter().any(of_field)
}

/// Returns what is said of the first term of a query that is not understood.
#[must_use]
pub fn query_fault(typed: &str, now: Timestamp) -> Option<QueryFault> {
    let ignored = LibraryQuery::at(typed, now).ignored;
    ignored.first().map(fault_of)
}

/// Returns the remark on the first term of a search that is not understood.
#[must_use]
pub fn query_remark(typed: &str, now: Timestamp) -> Option<Phrase> {
    let query = LibraryQuery::at(typed, now);
    let fault = query.ignored.first().map(fault_of)?;
    // A search of which nothing is left finds nothing, so it is not said that a term was left out of it.
    Some(if query.is_empty() {
        Phrase::NothingUnderstood(fault)
    } else {
        Phrase::NotUnderstood(fault)
    })
}

/// Returns what is said of a term that is not understood.
#[must_use]
pub fn fault_of(ignored: &IgnoredTerm) -> QueryFault {
    let term = ignored.text.as_str();
    let field = term.trim_start_matches(['-', crate::search::MINUS]);
    let field = field.split_once(':').map_or(term, |(field, _)| field);
    match ignored.why {
        WhyIgnored::NoField => {
            let own = TERMS.iter().filter_map(|own| own.text.split_once(':'));
            QueryFault::NoField(term.into(), nearest(field, own.map(|(own, _)| own)))
        }
        WhyIgnored::NoValue => QueryFault::NoValue(term.into(), values_of(field)),
        WhyIgnored::Empty => QueryFault::Empty(term.into()),
        WhyIgnored::NoWord => QueryFault::NoWord(term.into()),
        WhyIgnored::TooMany => QueryFault::TooMany(term.into()),
        WhyIgnored::Open => QueryFault::Open(term.into()),
    }
}

/// Returns the values that a field takes, or examples of them.
fn values_of(field: &str) -> String {
    let of_field = |term: &QueryTerm| term.text.split_once(':').filter(|(own, _)| *own == field);
    let mut values: Vec<&str> = Vec::new();
    if matches!(field, "since" | "before") {
        values.extend(["2026-11-29", "2026-11", "7d"]);
    }
    for term in TERMS {
        let value = of_field(term)
            .map(|(_, value)| value)
            .filter(|value| !value.is_empty());
        values.extend(value);
        values.extend(of_field(term).map_or(&[][..], |_| term.values));
    }
    values.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::context;

    #[test]
    fn the_parser_understands_every_term_and_value() {
        let terms = TERMS.iter().filter(|term| term.text != LIMIT.text);
        for term in terms {
            let is_open = term.text.ends_with(':');
            let values = match (is_open, term.values) {
                (true, []) => &["खेल"],
                (false, []) => &[""],
                (_, values) => values,
            };
            for value in values {
                let text = format!("{}{value}", term.text);
                let query = LibraryQuery::at(&text, context().now);
                assert!(query.ignored.is_empty() && !query.is_empty(), "{text}");
                // Only a headline is searched for words.
                assert_eq!(query.has_words(), term.text == "title:", "{text}");
                assert_eq!(is_condition(&text), term.text != "title:", "{text}");
            }
        }
    }

    #[test]
    fn a_fault_names_the_field_that_is_near_or_the_values_that_there_are() {
        let fault = |typed: &str| {
            let remark = query_remark(typed, context().now)?;
            Some(remark.say(crate::words::Language::English).into_owned())
        };
        for (typed, expected) in [
            (
                "athor:x dam",
                "athor:x: searched for as words; did you mean author?",
            ),
            (
                "has:foo dam",
                "has:foo: no such value (picture, video, audio, table, code); left out",
            ),
            (
                "author: dam",
                "author: has no value after the colon; left out",
            ),
            ("-is:new", "-is:new: no such value (unread, read, starred)"),
            ("(dam", "( is not closed"),
        ] {
            assert_eq!(fault(typed).as_deref(), Some(expected));
        }
        assert_eq!(fault("author:x dam"), None);
    }
}
