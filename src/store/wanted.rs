//! What a question wants: groups that the index answers, and groups that are looked for in stories.

use super::find::AskedGroup;
use super::prefix::{Filter, LookedFor};
use super::{Error, Store};
use crate::search::{Clause, Question};
use rusqlite::types::Value;

/// What of a question the index answers, and what is looked for in the stories that it gives.
pub(super) struct Wanted<'a> {
    pub(super) asked: &'a [AskedGroup],
    /// An expression of FTS5; may be empty.
    pub(super) unwanted: &'a str,
}

/// A part of the library, by the numbers of its stories: the order in which they came.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    after: Option<i64>,
    before: Option<i64>,
    /// The most stories.
    pub(super) most: usize,
}

impl Part {
    /// The newest stories, the last first.
    pub(super) fn newest(most: usize) -> Self {
        Self {
            after: None,
            before: None,
            most,
        }
    }

    /// Those that came before story `number`, the last first.
    pub(super) fn before(number: i64, most: usize) -> Self {
        Self {
            before: Some(number),
            ..Self::newest(most)
        }
    }

    /// Those that came after story `after` and before story `before`, the first first.
    pub(super) fn between(after: i64, before: i64, most: usize) -> Self {
        Self {
            after: Some(after),
            before: Some(before),
            most,
        }
    }

    /// What follows the conditions of a statement in which `number` is that of a story.
    pub(super) fn clauses(self, number: &str, values: &mut Vec<Value>) -> String {
        let mut placed = |value: i64| {
            values.push(Value::from(value));
            format!("?{}", values.len())
        };
        let after = self
            .after
            .map(|after| format!("AND {number} > {} ", placed(after)));
        let before = self
            .before
            .map(|before| format!("AND {number} < {} ", placed(before)));
        let order = if self.after.is_some() { "ASC" } else { "DESC" };
        let most = placed(i64::try_from(self.most).unwrap_or(i64::MAX));
        let [after, before] = [after, before].map(Option::unwrap_or_default);
        format!("{after}{before}ORDER BY {number} {order} LIMIT {most}")
    }

    /// The same with no end but that of the library.
    pub(super) fn endless(self) -> Self {
        Self {
            most: usize::MAX,
            ..self
        }
    }
}

impl Wanted<'_> {
    /// Joins the expressions of the groups that the index answers.
    pub(super) fn joined(
        &self,
        in_titles: bool,
        by: &str,
        of: impl Fn(&AskedGroup) -> &str,
    ) -> String {
        let groups = self.asked.iter();
        let groups = groups.filter(|group| group.filter(in_titles).is_none());
        let groups: Vec<&str> = groups.map(of).collect();
        match groups.as_slice() {
            [] => String::new(),
            groups => without(&groups.join(by), self.unwanted),
        }
    }

    /// Whether the index cannot answer what is not wanted, since it is asked for nothing else.
    fn is_only_filters(&self, in_titles: bool) -> bool {
        let mut groups = self.asked.iter();
        groups.all(|group| group.filter(in_titles).is_some())
    }
}

impl Store {
    /// Returns what answers `clauses` in place of the index, where they are one beginning of very many words
    /// that ends in a star.
    pub(super) fn filter_of(&self, clauses: &[Clause]) -> Result<Option<Filter>, Error> {
        match clauses {
            [clause] if clause.is_prefix => match clause.words.as_slice() {
                [word] => self.common_beginning(word, clause.in_title),
                _ => Ok(None),
            },
            _ => Ok(None),
        }
    }

    /// Returns the numbers of the stories of a part of the library with all that is wanted, in their
    /// headlines where `in_titles`.
    pub(super) fn complete(
        &self,
        wanted: &Wanted<'_>,
        in_titles: bool,
        question: &Question,
        part: Part,
    ) -> Result<Vec<i64>, Error> {
        let expression = wanted.joined(in_titles, " AND ", |group| {
            if in_titles {
                &group.title_expression
            } else {
                &group.expression
            }
        });
        let filters: Vec<&Filter> = (wanted.asked.iter())
            .filter_map(|group| group.filter(in_titles))
            .collect();
        if filters.is_empty() {
            return self.matching(&expression, question, part);
        }
        let unwanted = if wanted.is_only_filters(in_titles) {
            wanted.unwanted
        } else {
            ""
        };
        let looked_for = LookedFor {
            expression: &expression,
            unwanted,
            filters: &filters,
            in_titles,
        };
        self.passing(&looked_for, question, part)
    }
}

/// What is wanted, but for what is not.
pub(super) fn without(wanted: &str, unwanted: &str) -> String {
    match unwanted {
        "" => wanted.to_owned(),
        unwanted => format!("({wanted}) NOT {unwanted}"),
    }
}
