//! Queries to the library: words, "phrases", conditions such as `source:bbc` or `older:7d`, with OR,
//! parentheses and negation.
//!
//! A query is a list of parts that must all hold. OR binds closer than a blank: `a b OR c` is a and
//! (b or c). `-` or NOT before a part negates it. No input is an error: terms that cannot be parsed
//! are kept in [`LibraryQuery::ignored`] so that they can be reported, and the other terms still
//! apply.

mod clause;
mod condition;
mod expression;
mod ignored;
mod moment;
mod parse;

pub use clause::Clause;
pub use condition::{Condition, Content, SortOrder, WordRange};
pub use expression::Expression;
pub use ignored::{IgnoredTerm, WhyIgnored};
pub use moment::Moment;

use crate::article::Timestamp;
use parse::Parser;

/// The Unicode minus sign, which excludes a word like a hyphen does.
pub const MINUS: char = '\u{2212}';

/// A parsed query.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct LibraryQuery {
    /// Groups of alternatives. A complete result matches at least one clause of every group.
    pub wanted: Vec<Vec<Clause>>,
    /// Combinations of words that are more than alternatives, as in `(rail budget) OR tax`. A complete
    /// result matches each.
    pub nested: Vec<Expression>,
    /// Clauses that no article may match.
    pub unwanted: Vec<Clause>,
    /// What must hold besides: conditions, and combinations of conditions with words.
    pub conditions: Vec<Expression>,
    /// The order that the query names.
    pub sort: Option<SortOrder>,
    /// The terms that could not be parsed.
    pub ignored: Vec<IgnoredTerm>,
}

impl LibraryQuery {
    /// Parses typed text. Without a clock, terms that depend on the present are not understood.
    pub fn new(typed: &str) -> Self {
        Self::of(Parser::parse(typed, None))
    }

    /// Parses text that was typed at the time `now`.
    pub fn at(typed: &str, now: Timestamp) -> Self {
        Self::of(Parser::parse(typed, Some(now)))
    }

    fn of(parsed: Parser) -> Self {
        let mut query = Self {
            sort: parsed.sort,
            ignored: parsed.ignored,
            ..Self::default()
        };
        for part in parsed.parts {
            query.add(part);
        }
        query.settle_marks();
        query
    }

    /// Adds a part to those that must all hold.
    fn add(&mut self, part: Expression) {
        match part {
            Expression::Words(clause) => self.wanted.push(vec![clause]),
            Expression::All(parts) => parts.into_iter().for_each(|part| self.add(part)),
            Expression::Any(parts) => match clauses_of(parts) {
                Ok(clauses) => self.wanted.push(clauses),
                Err(parts) => self.add_combined(Expression::Any(parts)),
            },
            Expression::Not(part) => match *part {
                Expression::Words(clause) => self.unwanted.push(clause),
                Expression::Not(part) => self.add(*part),
                Expression::Any(parts) => match clauses_of(parts) {
                    Ok(clauses) => self.unwanted.extend(clauses),
                    Err(parts) => self.add_combined(Expression::Any(parts).negated()),
                },
                other @ (Expression::All(_) | Expression::Is(_)) => {
                    self.add_combined(other.negated());
                }
            },
            condition @ Expression::Is(_) => self.conditions.push(condition),
        }
    }

    fn add_combined(&mut self, part: Expression) {
        if part.is_for_index() {
            self.nested.push(part);
        } else {
            self.conditions.push(part);
        }
    }

    /// Returns whether the query selects all articles, in the usual order.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let ignored = self.ignored.clone();
        *self
            == Self {
                ignored,
                ..Self::default()
            }
    }

    /// Returns whether the query has words by which results are ranked.
    #[must_use]
    pub fn has_words(&self) -> bool {
        !self.wanted.is_empty() || !self.nested.is_empty()
    }

    /// Returns whether the results come in the order of their scores, rather than in one that the
    /// library can read from either end.
    #[must_use]
    pub fn is_ranked(&self) -> bool {
        self.has_words() && matches!(self.sort, None | Some(SortOrder::Best))
    }

    /// Returns whether the query requires unread articles, or read ones.
    #[must_use]
    pub fn unread(&self) -> Option<bool> {
        let has = |is_unread| {
            let wanted = Condition::Unread(is_unread);
            self.plain_conditions()
                .any(|condition| *condition == wanted)
        };
        let unread = has(true).then_some(true);
        unread.or_else(|| has(false).then_some(false))
    }

    /// Returns whether the query requires a star.
    #[must_use]
    pub fn is_starred(&self) -> bool {
        let mut conditions = self.plain_conditions();
        conditions.any(|condition| *condition == Condition::Starred)
    }

    /// Returns whether nothing but read marks distinguishes the articles that the query selects.
    #[must_use]
    pub fn has_only_read_marks(&self) -> bool {
        let is_mark = |part: &Expression| matches!(part, Expression::Is(Condition::Unread(_)));
        !self.has_words() && self.unwanted.is_empty() && self.conditions.iter().all(is_mark)
    }

    /// Returns whether a condition needs what the library knows of the texts of articles.
    #[must_use]
    pub fn needs_facts(&self) -> bool {
        let is_sorted = self.sort == Some(SortOrder::Length);
        is_sorted || self.conditions.iter().any(Expression::needs_facts)
    }

    /// Returns whether a star is mentioned as a condition that holds, at any place of the query.
    #[must_use]
    pub fn names_stars(&self) -> bool {
        self.conditions.iter().any(Expression::names_stars)
    }

    /// Returns the query with another condition.
    #[must_use]
    pub fn with(mut self, condition: Condition) -> Self {
        self.conditions.push(Expression::Is(condition));
        self.settle_marks();
        self
    }

    /// Replaces the conditions of a query for what is unread and read at once by one that nothing
    /// fulfils: a list is read from the table of either, not of both.
    fn settle_marks(&mut self) {
        let of = |is_unread| Expression::Is(Condition::Unread(is_unread));
        if self.conditions.contains(&of(true)) && self.conditions.contains(&of(false)) {
            *self = std::mem::take(self).without_read_marks();
            let either = Expression::Any(vec![of(true), of(false)]);
            self.conditions.push(either.negated());
        }
    }

    /// Returns the query without its condition that articles are unread, or that they are read.
    #[must_use]
    pub fn without_read_marks(mut self) -> Self {
        let is_mark = |part: &Expression| matches!(part, Expression::Is(Condition::Unread(_)));
        self.conditions.retain(|part| !is_mark(part));
        self
    }

    /// Returns the conditions that must hold by themselves.
    fn plain_conditions(&self) -> impl Iterator<Item = &Condition> {
        self.conditions.iter().filter_map(|part| match part {
            Expression::Is(condition) => Some(condition),
            Expression::Words(_) | Expression::Any(_) | Expression::All(_) | Expression::Not(_) => {
                None
            }
        })
    }

    /// Marks the last word as still being typed.
    pub fn leave_open(&mut self) {
        let last = self.wanted.last_mut().and_then(|any| any.last_mut());
        let last = last.or_else(|| self.nested.last_mut()?.last_clause());
        if let Some(clause) = last
            && let [word] = clause.words.as_slice()
            && word.chars().count() > 1
        {
            clause.is_open = true;
        }
    }
}

/// Returns the clauses if all parts are clauses, else the parts.
fn clauses_of(parts: Vec<Expression>) -> Result<Vec<Clause>, Vec<Expression>> {
    let is_clause = |part: &Expression| matches!(part, Expression::Words(_));
    if !parts.iter().all(is_clause) {
        return Err(parts);
    }
    let clause = |part| match part {
        Expression::Words(clause) => Some(clause),
        Expression::Is(_) | Expression::Any(_) | Expression::All(_) | Expression::Not(_) => None,
    };
    Ok(parts.into_iter().filter_map(clause).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(query: &LibraryQuery) -> Vec<Vec<String>> {
        let texts = |any: &Vec<Clause>| any.iter().map(|clause| clause.words.join(" ")).collect();
        query.wanted.iter().map(texts).collect()
    }

    fn is(condition: Condition) -> Expression {
        Expression::Is(condition)
    }

    fn source(name: &str) -> Expression {
        is(Condition::Source(vec![name.to_owned()]))
    }

    #[test]
    fn queries_are_parsed_as_users_write_them() {
        let query = LibraryQuery::new(
            "\"रेल बजट\" -चुनाव राष्ट्र* modi OR मोदी title:भूकंप since:2021-12 source:BBC since:कल ***",
        );
        assert_eq!(
            words(&query),
            [
                vec!["रेल बजट"],
                vec!["राष्ट्र"],
                vec!["modi", "मोदी"],
                vec!["भूकंप"]
            ]
        );
        assert!(query.wanted[1][0].is_prefix && query.wanted[3][0].in_title);
        assert_eq!(query.wanted[2][0].sounds, ["modi"]);
        assert_eq!(query.unwanted[0].words, ["चुनाव"]);
        let since = Condition::Since(Moment::Day("2021-12".to_owned()));
        assert_eq!(query.conditions, [is(since), source("BBC")]);
        // Without a clock, nobody knows which day that was.
        assert_eq!(query.ignored, ["since:कल", "***"]);
    }

    #[test]
    fn marks_sections_and_keywords_are_parsed_by_name() {
        let query = LibraryQuery::new(
            "is:unread is:starred section:खेल tag:\"रेल बजट\" is:new feed:\"https://a.example/f?a=1:2\" folder:समाचार",
        );
        let names = |name: &str| vec![name.to_owned()];
        assert_eq!(
            query.conditions,
            [
                Condition::Unread(true),
                Condition::Starred,
                Condition::Section(names("खेल")),
                Condition::Tag(names("रेल बजट")),
                Condition::Feed(names("https://a.example/f?a=1:2")),
                Condition::Folder(names("समाचार")),
            ]
            .map(Expression::Is)
        );
        assert_eq!((query.unread(), query.is_starred()), (Some(true), true));
        assert_eq!(query.ignored, ["is:new"]);
        assert!(!query.has_words());
    }

    #[test]
    fn words_in_parentheses_are_one_part_of_the_query() {
        let query = LibraryQuery::new("(rail budget) OR tax source:bbc,dw");
        assert!(query.wanted.is_empty() && query.has_words());
        assert_eq!(query.nested.len(), 1);
        let publishers = Condition::Source(vec!["bbc".to_owned(), "dw".to_owned()]);
        assert_eq!(query.conditions, [is(publishers)]);
        // Parentheses around what must hold anyway change nothing.
        let plain = LibraryQuery::new("((rail OR train) (budget)) -(tax OR duty)");
        assert_eq!(words(&plain), [vec!["rail", "train"], vec!["budget"]]);
        assert_eq!(plain.unwanted.len(), 2);
        assert!(plain.nested.is_empty() && plain.conditions.is_empty());
    }

    #[test]
    fn conditions_are_negated_and_joined_like_words() {
        let query = LibraryQuery::new("रेल -source:BBC NOT is:read");
        let read = is(Condition::Unread(false));
        assert_eq!(query.conditions, [source("BBC").negated(), read.negated()]);
        assert!(query.ignored.is_empty());
        let query = LibraryQuery::new("source:bbc OR is:starred AND rail OR source:dw");
        let either = Expression::Any(vec![source("bbc"), is(Condition::Starred)]);
        assert_eq!(query.conditions.first(), Some(&either));
        assert!(!query.has_words(), "{query:?}");
        assert!(query.names_stars());
        let query = LibraryQuery::new("-(rain wind)");
        assert!(!query.has_words() && query.conditions.len() == 1);
    }

    #[test]
    fn unknown_fields_are_said_and_searched_for_as_words() {
        let query = LibraryQuery::new("label:work https://example.org 10:30");
        assert_eq!(query.ignored, ["label:work"]);
        assert_eq!(query.wanted.len(), 3);
        assert_eq!(query.wanted[0][0].words, ["label", "work"]);
    }

    #[test]
    fn an_order_is_no_condition() {
        let query = LibraryQuery::new("rail sort:oldest sort:length");
        assert_eq!(query.sort, Some(SortOrder::Length));
        assert!(query.has_words() && !query.is_ranked());
        assert!(LibraryQuery::new("rail sort:best").is_ranked());
        assert!(!LibraryQuery::new("sort:newest").is_empty());
        assert_eq!(LibraryQuery::new("sort:random").ignored, ["sort:random"]);
    }

    #[test]
    fn no_input_is_an_error() {
        for typed in [
            "",
            "\"",
            "- -",
            "OR OR",
            "NEAR(",
            "'; DROP TABLE",
            "title:",
            "*",
            "\\",
            "(",
            ")",
            "-(",
            "() OR ()",
            "NOT NOT",
            "(a OR",
            "\"a (b)",
        ] {
            let _read = LibraryQuery::new(typed);
        }
        assert_eq!(words(&LibraryQuery::new("(a OR")), [["a"]]);
    }

    #[test]
    fn what_is_not_understood_says_why() {
        for (typed, why) in [
            ("athor:x dam", WhyIgnored::NoField),
            ("-athor:x", WhyIgnored::NoField),
            ("has:foo", WhyIgnored::NoValue),
            ("since:2026-13", WhyIgnored::NoValue),
            ("since:2026-02-30", WhyIgnored::NoValue),
            ("before:31-12-2025", WhyIgnored::NoValue),
            ("words:900-300", WhyIgnored::NoValue),
            ("author:", WhyIgnored::Empty),
            ("-source:\"\"", WhyIgnored::Empty),
            ("feed:", WhyIgnored::Empty),
            ("since: 2026", WhyIgnored::Empty),
            ("title:\"\"", WhyIgnored::Empty),
            ("sort:", WhyIgnored::Empty),
            ("***", WhyIgnored::NoWord),
            ("(dam", WhyIgnored::Open),
            ("dam \"of the", WhyIgnored::Open),
        ] {
            let ignored = LibraryQuery::new(typed).ignored;
            let found: Vec<WhyIgnored> = ignored.iter().map(|term| term.why).collect();
            assert_eq!(found, [why], "{typed}");
        }
    }

    #[test]
    fn nothing_is_read_and_unread_at_once() {
        let query = LibraryQuery::new("is:unread is:read");
        assert_eq!((query.unread(), query.has_only_read_marks()), (None, false));
        assert_eq!(query.conditions.len(), 1);
        let hidden = LibraryQuery::new("is:read").with(Condition::Unread(true));
        assert_eq!(hidden, query);
    }
}
