//! Groups of alternatives in a query, each found through the index or by reading articles.

use super::fts::{NumberRange, without};
use super::scan::{ArticleScan, TermFilter};
use super::term_group::TermGroup;
use super::{Error, Store};
use crate::search::{Clause, LibraryQuery};

/// A group of alternatives, in the forms that the index and the ranking use.
pub(super) struct QueryGroup {
    pub(super) expression: String,
    pub(super) title_expression: String,
    /// The terms by which the results are ranked.
    pub(super) groups: Vec<TermGroup>,
    /// Whether the group is one word that is still being typed.
    pub(super) is_typed: bool,
    /// The filter that replaces the index if reading articles is faster.
    pub(super) filter: Option<TermFilter>,
}

impl QueryGroup {
    /// Returns the filter that replaces the index, in headlines or in whole articles.
    pub(super) fn filter(&self, in_titles: bool) -> Option<&TermFilter> {
        let filter = self.filter.as_ref();
        filter.filter(|filter| {
            if in_titles {
                filter.serves_titles
            } else {
                filter.serves_texts
            }
        })
    }
}

/// The groups of a query and its unwanted words.
pub(super) struct IndexQuery<'a> {
    pub(super) asked: &'a [QueryGroup],
    /// The FTS5 expression that matches unwanted articles; may be empty.
    pub(super) unwanted: &'a str,
}

impl IndexQuery<'_> {
    /// Joins the FTS5 expressions of all groups that the index finds.
    pub(super) fn joined(
        &self,
        in_titles: bool,
        by: &str,
        of: impl Fn(&QueryGroup) -> &str,
    ) -> String {
        let groups = self.asked.iter();
        let groups = groups.filter(|group| group.filter(in_titles).is_none());
        let groups: Vec<&str> = groups.map(of).collect();
        match groups.as_slice() {
            [] => String::new(),
            groups => without(&groups.join(by), self.unwanted),
        }
    }

    /// Whether no group uses the index, in which case the index cannot exclude unwanted words
    /// either.
    fn is_only_filters(&self, in_titles: bool) -> bool {
        let mut groups = self.asked.iter();
        groups.all(|group| group.filter(in_titles).is_some())
    }
}

impl Store {
    /// Returns a filter to use instead of the index, if the group is a single prefix query
    /// (`word*`) that matches very many words.
    pub(super) fn filter_of(&self, clauses: &[Clause]) -> Result<Option<TermFilter>, Error> {
        match clauses {
            [clause] if clause.is_prefix => match clause.words.as_slice() {
                [word] => self.common_beginning(word, clause.in_title),
                _ => Ok(None),
            },
            _ => Ok(None),
        }
    }

    /// Returns the numbers of the articles in a range that match completely. If `in_titles` is set,
    /// all matches must be in the headline.
    pub(super) fn complete(
        &self,
        wanted: &IndexQuery<'_>,
        in_titles: bool,
        query: &LibraryQuery,
        part: NumberRange,
    ) -> Result<Vec<i64>, Error> {
        let expression = wanted.joined(in_titles, " AND ", |group| {
            if in_titles {
                &group.title_expression
            } else {
                &group.expression
            }
        });
        let filters: Vec<&TermFilter> = (wanted.asked.iter())
            .filter_map(|group| group.filter(in_titles))
            .collect();
        if filters.is_empty() {
            return self.matching(&expression, query, part);
        }
        let unwanted = if wanted.is_only_filters(in_titles) {
            wanted.unwanted
        } else {
            ""
        };
        let looked_for = ArticleScan {
            expression: &expression,
            unwanted,
            filters: &filters,
            in_titles,
        };
        self.passing(&looked_for, query, part)
    }
}
