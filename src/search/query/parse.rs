//! Parses typed text into parts of a query.

use super::MINUS;
use super::clause::Clause;
use super::condition::{Field, SortOrder};
use super::expression::Expression;
use super::ignored::{IgnoredTerm, WhyIgnored};
use crate::article::Timestamp;

/// The maximum depth of parentheses; more deeply nested ones have no meaning.
const DEEPEST: usize = 16;
/// The maximum number of terms; SQLite bounds the depth of what they become.
const MOST_TERMS: usize = 200;

/// A token of a query.
#[derive(Debug, Eq, PartialEq)]
enum Token {
    Open,
    Close,
    Or,
    And,
    Not,
    Text(String),
}

/// A parser, and what it has parsed so far.
#[derive(Default)]
pub(super) struct Parser {
    /// The parts, all of which must hold.
    pub(super) parts: Vec<Expression>,
    /// The order that was named last.
    pub(super) sort: Option<SortOrder>,
    /// The terms that could not be parsed.
    pub(super) ignored: Vec<IgnoredTerm>,
    now: Option<Timestamp>,
    terms: usize,
}

impl Parser {
    pub(super) fn parse(typed: &str, now: Option<Timestamp>) -> Self {
        let mut parser = Self {
            now,
            ..Self::default()
        };
        let (tokens, open) = tokens(typed);
        let mut tokens = tokens.into_iter();
        loop {
            let parts = parser.list(&mut tokens);
            parser.parts.extend(parts);
            if tokens.len() == 0 {
                break;
            }
        }
        let ignore = |sign: &str| parser.ignore(sign, WhyIgnored::Open);
        open.into_iter().for_each(ignore);
        parser
    }

    /// Parses tokens up to the parenthesis that closes the list. Lists nest at most [`DEEPEST`] deep.
    fn list(&mut self, tokens: &mut std::vec::IntoIter<Token>) -> Vec<Expression> {
        let mut list = List::default();
        while let Some(token) = tokens.next() {
            match token {
                Token::Close => break,
                Token::Or => list.joins = true,
                Token::And => list.joins = false,
                Token::Not => list.negates = !list.negates,
                Token::Open => {
                    let mut parts = self.list(tokens);
                    let part = match parts.len() {
                        0 => None,
                        1 => parts.pop(),
                        _ => Some(Expression::All(parts)),
                    };
                    list.push(part);
                }
                Token::Text(text) => {
                    let part = self.term(&text);
                    list.push(part);
                }
            }
        }
        with_names_joined(list.parts)
    }

    fn ignore(&mut self, text: &str, why: WhyIgnored) {
        let text = text.to_owned();
        self.ignored.push(IgnoredTerm { text, why });
    }

    /// Parses a term as it was typed, with the sign that negates it.
    fn term(&mut self, typed: &str) -> Option<Expression> {
        self.terms += 1;
        if self.terms > MOST_TERMS {
            self.ignore(typed, WhyIgnored::TooMany);
            return None;
        }
        match unsigned(typed) {
            Some(rest) => self.unsigned_term(rest, typed).map(Expression::negated),
            None => self.unsigned_term(typed, typed),
        }
    }

    /// Parses a term without its sign, and records it as it was typed if it has no meaning.
    fn unsigned_term(&mut self, term: &str, typed: &str) -> Option<Expression> {
        match Field::parse(term, self.now.as_ref()) {
            Some(Field::Condition(condition)) => Some(Expression::Is(condition)),
            Some(Field::Sort(order)) => {
                self.sort = Some(order);
                None
            }
            Some(Field::Wrong) => {
                self.ignore(typed, WhyIgnored::NoValue);
                None
            }
            Some(Field::Empty) => {
                self.ignore(typed, WhyIgnored::Empty);
                None
            }
            None => {
                let words = clause(term);
                if is_like_a_field(term) {
                    self.ignore(term, WhyIgnored::NoField);
                } else if words.is_none() {
                    self.ignore(typed, WhyIgnored::NoWord);
                }
                words
            }
        }
    }
}

/// A list of parts that is being parsed.
#[derive(Default)]
struct List {
    parts: Vec<Expression>,
    /// Whether the next part is an alternative to the last one.
    joins: bool,
    /// Whether the next part is negated.
    negates: bool,
}

impl List {
    /// Adds a part; a term without a meaning only ends what stood before it.
    fn push(&mut self, part: Option<Expression>) {
        let (joins, negates) = (self.joins, self.negates);
        (self.joins, self.negates) = (false, false);
        let Some(part) = part else { return };
        let part = if negates { part.negated() } else { part };
        match self.parts.pop() {
            Some(Expression::Any(mut parts)) if joins => {
                parts.push(part);
                self.parts.push(Expression::Any(parts));
            }
            Some(before) if joins => self.parts.push(Expression::Any(vec![before, part])),
            before => self.parts.extend(before.into_iter().chain([part])),
        }
    }
}

fn clause(text: &str) -> Option<Expression> {
    let (in_title, text) = match text.strip_prefix("title:") {
        Some(text) => (true, text),
        None => (false, text),
    };
    Clause::of(text, in_title).map(Expression::Words)
}

/// Returns a term without the sign that negates it, if it has one and is more than the sign.
fn unsigned(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['-', MINUS])?;
    (!rest.is_empty()).then_some(rest)
}

/// Whether a term looks like `field:value` but has no field of ours. It is said, and searched for.
fn is_like_a_field(text: &str) -> bool {
    let Some((field, value)) = text.split_once(':') else {
        return false;
    };
    let is_name = field.len() > 1 && field.bytes().all(|byte| byte.is_ascii_lowercase());
    is_name && field != "title" && !value.is_empty() && !value.starts_with("//")
}

/// Joins two adjacent words in Latin letters that are one name, so that it is found by its other
/// names: `new delhi` and नई दिल्ली.
fn with_names_joined(parts: Vec<Expression>) -> Vec<Expression> {
    let mut joined: Vec<Expression> = Vec::new();
    for next in parts {
        let name = match (joined.last(), &next) {
            (Some(Expression::Words(one)), Expression::Words(other)) => one.joined_name(other),
            _ => None,
        };
        match (name, joined.last_mut()) {
            (Some(name), Some(last)) => *last = Expression::Words(name),
            _ => joined.push(next),
        }
    }
    joined
}

/// Splits the query into tokens: at blanks outside of quotation marks, and at parentheses and signs at the ends of
/// what is between them. Also returns the sign that nothing closes, if there is one.
fn tokens(typed: &str) -> (Vec<Token>, Option<&'static str>) {
    let mut tokens = Vec::new();
    let mut depth = 0;
    let mut is_in_quotes = false;
    for (text, is_quoted) in blank_separated(typed) {
        let mut text = text.as_str();
        is_in_quotes = is_quoted;
        loop {
            let without_sign = unsigned(text).filter(|rest| rest.starts_with('('));
            let Some(rest) = without_sign.unwrap_or(text).strip_prefix('(') else {
                break;
            };
            if depth == DEEPEST {
                break;
            }
            tokens.extend(without_sign.map(|_| Token::Not));
            tokens.push(Token::Open);
            depth += 1;
            text = rest;
        }
        let mut closed = 0;
        while depth > closed
            && !is_quoted
            && let Some(rest) = text.strip_suffix(')')
        {
            closed += 1;
            text = rest;
        }
        match text {
            "" => {}
            "OR" => tokens.push(Token::Or),
            "AND" => tokens.push(Token::And),
            "NOT" => tokens.push(Token::Not),
            text => tokens.push(Token::Text(text.to_owned())),
        }
        tokens.extend((0..closed).map(|_| Token::Close));
        depth -= closed;
    }
    let open = match (is_in_quotes, depth) {
        (true, _) => Some("\""),
        (false, 0) => None,
        (false, _) => Some("("),
    };
    (tokens, open)
}

/// Splits the query at blanks outside of quotation marks; returns for each piece whether a quotation
/// goes on at its end.
fn blank_separated(typed: &str) -> Vec<(String, bool)> {
    let mut pieces = vec![(String::new(), false)];
    let mut is_quoted = false;
    for c in typed.chars() {
        let is_mark = matches!(c, '"' | '“' | '”');
        is_quoted ^= is_mark;
        if c.is_whitespace() && !is_quoted {
            pieces.push((String::new(), false));
        } else if let Some((piece, goes_on)) = pieces.last_mut() {
            piece.push(if is_mark { '"' } else { c });
            *goes_on = is_quoted;
        }
    }
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parentheses_are_taken_off_the_ends_of_words() {
        let text = |text: &str| Token::Text(text.to_owned());
        let expected = vec![
            Token::Not,
            Token::Open,
            Token::Open,
            text("a"),
            Token::Or,
            text("\"b c\""),
            Token::Close,
            Token::Close,
            text("d"),
            text("e)"),
        ];
        assert_eq!(tokens("-((a OR “b c”)) d e)"), (expected, None));
        let address = "feed:https://a.example/f_(x)";
        assert_eq!(tokens(address), (vec![text(address)], None));
    }

    #[test]
    fn nesting_and_length_are_bounded() {
        let deep = format!("{}a{}", "(".repeat(100_000), ")".repeat(100_000));
        let parsed = Parser::parse(&deep, None);
        assert_eq!(parsed.parts.len(), 1);
        let long = Parser::parse(&"a ".repeat(100_000), None);
        assert_eq!(long.parts.len(), MOST_TERMS);
        let (open, _) = tokens(&"( ".repeat(100_000));
        let depth = open.iter().filter(|token| **token == Token::Open).count();
        assert_eq!(depth, DEEPEST);
    }
}
