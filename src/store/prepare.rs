//! A query as the index is asked: each word with all that it stands for.

use super::fts::{quoted, without};
use super::query_group::{IndexQuery, QueryGroup};
use super::rank::Order;
use super::term_group::TermGroup;
use super::{Error, Store};
use crate::search::{Clause, LibraryQuery};
use rusqlite::types::Value;

/// A word that goes on from what is being typed counts for so much.
const UNFINISHED: f64 = 0.5;
/// An unfinished word stands for at most so many, the commonest; where it was ended by a star, only
/// in the ranking: the index knows them all.
const MOST_BEGUN: usize = 64;
/// A question as the index is asked.
pub(super) struct PreparedQuery {
    pub(super) asked: Vec<QueryGroup>,
    /// An expression of FTS5; may be empty.
    pub(super) unwanted: String,
}

impl PreparedQuery {
    pub(super) fn wanted(&self) -> IndexQuery<'_> {
        IndexQuery {
            asked: &self.asked,
            unwanted: &self.unwanted,
        }
    }

    /// What the ranking counts of each group.
    pub(super) fn groups(&self) -> Vec<TermGroup> {
        self.asked.iter().map(|asked| asked.group.clone()).collect()
    }

    /// What complete answers match, also where looking at stories would be quicker.
    pub(super) fn whole_expression(&self) -> String {
        let groups: Vec<&str> = self.asked.iter().map(|asked| &*asked.expression).collect();
        without(&groups.join(" AND "), &self.unwanted)
    }

    /// Whether complete answers are looked for in stories: then nobody knows how many there are.
    pub(super) fn is_looked_for(&self) -> bool {
        self.asked.iter().any(|asked| asked.filter(false).is_some())
    }
}

impl Store {
    /// Puts a question with words as the index is asked; `None` for one without.
    pub(super) fn asking(
        &self,
        question: &LibraryQuery,
        order: Order,
    ) -> Result<Option<PreparedQuery>, Error> {
        if question.wanted.is_empty() {
            return Ok(None);
        }
        let mut asked = Vec::new();
        for alternatives in &question.wanted {
            asked.push(self.asked(alternatives, order)?);
        }
        let unwanted = match question.unwanted.as_slice() {
            [] => String::new(),
            clauses => self.asked(clauses, Order::Newest)?.expression,
        };
        self.choose_ways(&mut asked)?;
        Ok(Some(PreparedQuery { asked, unwanted }))
    }

    /// The expression that all complete answers to a question match; `None` for one without words.
    pub(super) fn expression_of(&self, question: &LibraryQuery) -> Result<Option<String>, Error> {
        let asking = self.asking(question, Order::Best)?;
        Ok(asking.map(|asking| asking.whole_expression()))
    }

    /// Asks for any of `clauses`.
    fn asked(&self, clauses: &[Clause], order: Order) -> Result<QueryGroup, Error> {
        let mut terms: Vec<(String, bool)> = Vec::new();
        let mut group = TermGroup::default();
        for clause in clauses {
            let star = if clause.is_prefix { "*" } else { "" };
            let words = format!("{}{star}", quoted(&clause.words.join(" ")));
            terms.push((words, clause.in_title));
            group.in_title |= clause.in_title;
            group.is_open |= clause.is_open;
            let also = match clause.words.as_slice() {
                [word] if clause.is_prefix => {
                    let begun = self.begun(word, MOST_BEGUN)?.into_iter();
                    group.terms.extend(begun.map(|(_, begun)| begun));
                    Vec::new()
                }
                [word] => {
                    group.terms.extend(self.alternative(word, 1.0)?);
                    if clause.is_open {
                        let begun = self.begun(word, MOST_BEGUN)?;
                        // Of a beginning the index would join all entries before it gives the first
                        // story, so it is asked for the terms one by one. Behind a letter or two
                        // stand thousands; until there are more letters the commonest are meant.
                        let each = begun.iter();
                        terms.extend(each.map(|(text, _)| (quoted(text), clause.in_title)));
                        for (_, mut longer) in begun {
                            longer.weight = UNFINISHED;
                            group.terms.push(longer);
                        }
                    }
                    self.variants(word, clause.sound.as_deref(), order)?
                }
                words => {
                    group.phrase = words.to_vec();
                    for word in words {
                        group.terms.extend(self.alternative(word, 1.0)?);
                    }
                    Vec::new()
                }
            };
            for (text, weight) in also {
                terms.push((quoted(&text), clause.in_title));
                group.terms.extend(self.alternative(&text, weight)?);
            }
        }
        let filter = self.filter_of(clauses)?;
        let is_typed = matches!(clauses, [clause] if clause.is_open);
        let joined = |always: bool| {
            let terms = terms.iter().map(|(term, in_title)| {
                let column = if *in_title || always { "title : " } else { "" };
                format!("{column}{term}")
            });
            format!("({})", terms.collect::<Vec<_>>().join(" OR "))
        };
        Ok(QueryGroup {
            expression: joined(false),
            title_expression: joined(true),
            group,
            is_typed,
            filter,
        })
    }

    /// The condition, with `AND` before it, that keeps out what is not wanted.
    pub(super) fn without_unwanted(
        &self,
        question: &LibraryQuery,
        values: &mut Vec<Value>,
    ) -> Result<String, Error> {
        if question.unwanted.is_empty() {
            return Ok(String::new());
        }
        let unwanted = self.asked(&question.unwanted, Order::Newest)?.expression;
        values.push(Value::from(unwanted));
        Ok(format!(
            "AND article.number NOT IN (SELECT rowid FROM word WHERE word MATCH ?{}) ",
            values.len()
        ))
    }
}
