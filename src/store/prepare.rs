//! Queries prepared for the index: each word with its variants.

use super::fts::{quoted, without};
use super::query_group::{IndexQuery, QueryGroup};
use super::rank::Order;
use super::term_group::TermGroup;
use super::{Error, Store};
use crate::search::{Clause, Expression, LibraryQuery, aliases, named};
use rusqlite::types::Value;

/// The weight of a longer word that begins with an unfinished word of the query.
const UNFINISHED: f64 = 0.5;
/// The maximum number of words that an unfinished word may mean; the most frequent ones are used. A
/// word that ends in a star means all words that begin with it; for such a word this limit only
/// affects the ranking.
const MOST_BEGUN: usize = 64;
/// A query prepared for the index.
pub(super) struct PreparedQuery {
    pub(super) asked: Vec<QueryGroup>,
    /// The FTS5 expression that matches unwanted articles; may be empty.
    pub(super) unwanted: String,
}

impl PreparedQuery {
    pub(super) fn wanted(&self) -> IndexQuery<'_> {
        IndexQuery {
            asked: &self.asked,
            unwanted: &self.unwanted,
        }
    }

    /// Returns the groups of terms by which results are ranked.
    pub(super) fn groups(&self) -> Vec<TermGroup> {
        let groups = self.asked.iter().flat_map(|asked| &asked.groups);
        groups.cloned().collect()
    }

    /// Returns the FTS5 expression of complete results, even if reading articles is faster.
    pub(super) fn whole_expression(&self) -> String {
        let groups: Vec<&str> = self.asked.iter().map(|asked| &*asked.expression).collect();
        without(&groups.join(" AND "), &self.unwanted)
    }

    /// Whether complete results are found by reading articles, so that their number is unknown.
    pub(super) fn is_looked_for(&self) -> bool {
        self.asked.iter().any(|asked| asked.filter(false).is_some())
    }
}

impl Store {
    /// Prepares a query, or returns `None` if it has no words.
    pub(super) fn prepare_query(
        &self,
        query: &LibraryQuery,
        order: Order,
    ) -> Result<Option<PreparedQuery>, Error> {
        if !query.has_words() {
            return Ok(None);
        }
        let mut asked = Vec::new();
        for alternatives in &query.wanted {
            asked.push(self.query_group(alternatives, order)?);
        }
        for combined in &query.nested {
            asked.push(self.nested_group(combined, order)?);
        }
        let unwanted = match query.unwanted.as_slice() {
            [] => String::new(),
            clauses => self.query_group(clauses, Order::Newest)?.expression,
        };
        self.choose_ways(&mut asked)?;
        Ok(Some(PreparedQuery { asked, unwanted }))
    }

    /// Returns the condition, preceded by `AND`, that selects the complete results of the query's
    /// words and excludes its unwanted ones. Results that are not ranked include only close spellings.
    pub(super) fn with_words(
        &self,
        query: &LibraryQuery,
        values: &mut Vec<Value>,
    ) -> Result<String, Error> {
        let order = if query.is_ranked() {
            Order::Best
        } else {
            Order::Newest
        };
        let Some(prepared) = self.prepare_query(query, order)? else {
            return self.without_unwanted(query, values);
        };
        values.push(Value::from(prepared.whole_expression()));
        Ok(format!(
            "AND article.number IN (SELECT rowid FROM word WHERE word MATCH ?{}) ",
            values.len()
        ))
    }

    /// Prepares a group of alternatives.
    pub(super) fn query_group(
        &self,
        clauses: &[Clause],
        order: Order,
    ) -> Result<QueryGroup, Error> {
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
                        // The index would merge all entries for a prefix before returning the first
                        // one, so the expression lists the terms one by one. Thousands of terms
                        // begin with the same one or two letters, so only the most common ones are
                        // used until the user types more letters.
                        let each = begun.iter();
                        terms.extend(each.map(|(text, _)| (quoted(text), clause.in_title)));
                        for (_, mut longer) in begun {
                            longer.weight = UNFINISHED;
                            group.terms.push(longer);
                        }
                    }
                    self.variants(word, clause, order)?
                }
                words => {
                    let names = named(aliases(&words.join(" ")));
                    if names.is_empty() {
                        group.phrase = words.to_vec();
                        for word in words {
                            group.terms.extend(self.alternative(word, 1.0)?);
                        }
                    }
                    names
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
            groups: vec![group],
            is_typed,
            filter,
        })
    }

    /// Prepares a combination of words, which the index answers as a whole. Its words are ranked as
    /// if each were a part of the query by itself.
    fn nested_group(&self, combined: &Expression, order: Order) -> Result<QueryGroup, Error> {
        let mut groups = Vec::new();
        let expression = self.index_expression(combined, order, false, &mut groups)?;
        let title_expression = self.index_expression(combined, order, true, &mut Vec::new())?;
        Ok(QueryGroup {
            expression,
            title_expression,
            groups,
            is_typed: false,
            filter: None,
        })
    }

    /// Returns the FTS5 expression of a combination of words; appends the terms by which its results
    /// are ranked to `groups`.
    fn index_expression(
        &self,
        combined: &Expression,
        order: Order,
        in_titles: bool,
        groups: &mut Vec<TermGroup>,
    ) -> Result<String, Error> {
        Ok(match combined {
            Expression::Words(clause) => {
                let group = self.query_group(std::slice::from_ref(clause), order)?;
                groups.extend(group.groups);
                if in_titles {
                    group.title_expression
                } else {
                    group.expression
                }
            }
            Expression::Any(parts) => {
                let parts = parts
                    .iter()
                    .map(|part| self.index_expression(part, order, in_titles, groups));
                format!("({})", parts.collect::<Result<Vec<_>, _>>()?.join(" OR "))
            }
            Expression::All(parts) => {
                let (mut wanted, mut unwanted) = (Vec::new(), Vec::new());
                for part in parts {
                    if let Expression::Not(part) = part {
                        // No place of the article may have unwanted words.
                        let nowhere = &mut Vec::new();
                        unwanted.push(self.index_expression(part, order, false, nowhere)?);
                    } else {
                        wanted.push(self.index_expression(part, order, in_titles, groups)?);
                    }
                }
                let unwanted = unwanted.iter().map(|part| format!(" NOT {part}"));
                format!(
                    "(({}){})",
                    wanted.join(" AND "),
                    unwanted.collect::<String>()
                )
            }
            // `Expression::is_for_index` excludes them here.
            Expression::Is(_) | Expression::Not(_) => String::new(),
        })
    }

    /// Returns the condition, preceded by `AND`, that excludes unwanted articles.
    fn without_unwanted(
        &self,
        query: &LibraryQuery,
        values: &mut Vec<Value>,
    ) -> Result<String, Error> {
        if query.unwanted.is_empty() {
            return Ok(String::new());
        }
        let unwanted = self.query_group(&query.unwanted, Order::Newest)?.expression;
        values.push(Value::from(unwanted));
        Ok(format!(
            "AND article.number NOT IN (SELECT rowid FROM word WHERE word MATCH ?{}) ",
            values.len()
        ))
    }
}
