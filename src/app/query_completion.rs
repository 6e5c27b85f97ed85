//! What could complete a search: its terms, and names from the library as the values of its fields.

use super::candidate::Candidate;
use crate::app::context::Context;
use crate::app::library::ValueField;
use crate::app::query_terms::{QueryTerm, TERMS};
use crate::search::{Folded, MINUS, Query};

/// The most names that are offered at once; with more of them, typing goes on.
const MOST_NAMES: usize = 50;

/// Returns what could complete the last term of `typed`; `before` stands before it in the line.
pub fn terms(before: &str, typed: &str, context: &Context) -> Vec<Candidate> {
    let last = last_term(typed);
    let earlier = typed.strip_suffix(last).unwrap_or_default();
    let candidate = |text: String, term: &QueryTerm| Candidate {
        line: format!("{before}{earlier}{text}"),
        label: text,
        help: term.help.say(context.options.language).to_owned(),
    };
    let fitting = TERMS
        .iter()
        .filter(|term| term.text.starts_with(last) && term.text != last);
    let mut found: Vec<Candidate> = fitting
        .map(|term| candidate(term.text.to_owned(), term))
        .collect();
    for term in TERMS.iter().filter(|term| last.starts_with(term.text)) {
        let values = term
            .values
            .iter()
            .map(|value| format!("{}{value}", term.text));
        let fitting = values.filter(|text| text.starts_with(last) && text != last);
        found.extend(fitting.map(|text| candidate(text, term)));
        let names = names(last, context).into_iter();
        found.extend(names.map(|text| candidate(text, term)));
    }
    found
}

/// Returns the candidates for a search that is typed by itself: only values, since most of its terms
/// are words.
pub fn values(typed: &str, context: &Context) -> Vec<Candidate> {
    if last_term(typed).contains(':') {
        terms("", typed, context)
    } else {
        Vec::new()
    }
}

/// Returns the field whose values the last term of `typed` names, if the library has them.
pub fn field_of(typed: &str) -> Option<ValueField> {
    let (field, _) = last_term(typed).split_once(':')?;
    ValueField::named(field)
}

/// Returns the terms with names from the library, in any spelling of what was typed of them.
fn names(term: &str, context: &Context) -> Vec<String> {
    let Some((field, typed)) = term.split_once(':') else {
        return Vec::new();
    };
    let known = ValueField::named(field).and_then(|field| context.values.get(&field));
    // The names before a comma stay.
    let start = after_last(typed, |c| c == ',');
    let (others, typed) = typed.split_at_checked(start).unwrap_or(("", typed));
    let typed = typed.trim_matches('"');
    let query = Query::new(typed);
    let fits = |name: &&String| query.is_empty() || query.matches(&Folded::of(name));
    let fitting = known.into_iter().flatten().filter(fits);
    let fitting = fitting.filter(|name| *name != typed).take(MOST_NAMES);
    fitting
        .map(|name| {
            let name = name.replace('"', "");
            let is_plain = !name.contains([' ', ',', '(', ')']);
            let quote = if is_plain { "" } else { "\"" };
            format!("{field}:{others}{quote}{name}{quote}")
        })
        .collect()
}

/// Returns the last term that was typed, without parentheses and the sign before it.
fn last_term(typed: &str) -> &str {
    let start = after_last(typed, char::is_whitespace);
    let last = typed.get(start..).unwrap_or_default();
    last.trim_start_matches(['(', '-', MINUS])
}

/// Returns the offset after the last letter outside of quotation marks that `splits` accepts; 0 if there is
/// none.
fn after_last(text: &str, splits: impl Fn(char) -> bool) -> usize {
    let (mut after, mut is_quoted) = (0, false);
    for (at, c) in text.char_indices() {
        is_quoted ^= matches!(c, '"' | '“' | '”');
        if !is_quoted && splits(c) {
            after = at + c.len_utf8();
        }
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::context;

    fn lines(typed: &str) -> Vec<String> {
        let mut context = context();
        let names = ["BBC News हिंदी", "दैनिक जागरण", "DW"];
        let names = names.map(str::to_owned).to_vec();
        context.values.insert(ValueField::Source, names);
        let offered = values(typed, &context).into_iter();
        offered.map(|candidate| candidate.line).collect()
    }

    #[test]
    fn names_are_offered_in_any_spelling_and_quoted_where_they_must_be() {
        assert_eq!(lines("rail source:dainik"), ["rail source:\"दैनिक जागरण\""]);
        assert_eq!(lines("(-source:d").len(), 1, "{:?}", lines("(-source:d"));
        assert_eq!(lines("source:\"bbc news"), ["source:\"BBC News हिंदी\""]);
        assert_eq!(lines("source:DW,bbc"), ["source:DW,\"BBC News हिंदी\""]);
        assert_eq!(lines("source:").len(), 3);
        assert_eq!(lines("source:DW"), Vec::<String>::new());
        assert_eq!(lines("rail so"), Vec::<String>::new());
        assert_eq!(lines("section:x"), Vec::<String>::new());
    }

    #[test]
    fn the_field_is_known_before_its_names_are() {
        assert_eq!(field_of("rail author:x"), Some(ValueField::Author));
        assert_eq!(field_of("author:\"x y"), Some(ValueField::Author));
        assert_eq!(field_of("author:x y"), None);
        assert_eq!(field_of("is:unread"), None);
    }
}
