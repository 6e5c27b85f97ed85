//! The index of words: expressions of FTS5, and the articles that match them.

use super::{Error, Store};
use crate::search::LibraryQuery;
use rusqlite::types::Value;

/// A part of the library, by the numbers of its stories: the order in which they came.
#[derive(Clone, Copy, Debug)]
pub(super) struct NumberRange {
    after: Option<i64>,
    before: Option<i64>,
    /// The most stories.
    pub(super) most: usize,
}

impl NumberRange {
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

/// Returns a string of FTS5: nothing within means anything but its letters.
pub(super) fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('"', ""))
}

/// What is wanted, but for what is not.
pub(super) fn without(wanted: &str, unwanted: &str) -> String {
    match unwanted {
        "" => wanted.to_owned(),
        unwanted => format!("({wanted}) NOT {unwanted}"),
    }
}

impl Store {
    /// The tables and conditions by which the index is asked; the expression is the first value.
    pub(super) fn matching_where(
        &self,
        question: &LibraryQuery,
        values: &mut Vec<Value>,
    ) -> Result<String, Error> {
        let conditions = self.conditions(question, values)?;
        let join = if conditions.is_empty() {
            ""
        } else {
            "JOIN article ON article.number = word.rowid"
        };
        Ok(format!("FROM word {join} WHERE word MATCH ?1 {conditions}"))
    }

    /// Returns the numbers of the stories that match an expression of FTS5 and the question's other
    /// conditions, of this part of the library.
    pub(super) fn matching(
        &self,
        expression: &str,
        question: &LibraryQuery,
        part: NumberRange,
    ) -> Result<Vec<i64>, Error> {
        let mut values = vec![Value::from(expression.to_owned())];
        let from = self.matching_where(question, &mut values)?;
        let part = part.clauses("word.rowid", &mut values);
        let sql = format!("SELECT word.rowid {from} {part}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let numbers = statement.query_map(rusqlite::params_from_iter(values), |row| row.get(0))?;
        Ok(numbers.collect::<Result<_, _>>()?)
    }
}
