//! Expressions for the FTS5 index, and the articles that match an expression.

use super::{Error, Store};
use crate::search::LibraryQuery;
use rusqlite::types::Value;

/// A range of article numbers; numbers ascend in the order of import.
#[derive(Clone, Copy, Debug)]
pub(super) struct NumberRange {
    after: Option<i64>,
    before: Option<i64>,
    /// The maximum number of articles.
    pub(super) most: usize,
}

impl NumberRange {
    /// Returns the range of the newest articles, newest first.
    pub(super) fn newest(most: usize) -> Self {
        Self {
            after: None,
            before: None,
            most,
        }
    }

    /// Returns the range below `number`, newest first.
    pub(super) fn before(number: i64, most: usize) -> Self {
        Self {
            before: Some(number),
            ..Self::newest(most)
        }
    }

    /// Returns the range between two numbers, oldest first.
    pub(super) fn between(after: i64, before: i64, most: usize) -> Self {
        Self {
            after: Some(after),
            before: Some(before),
            most,
        }
    }

    /// Returns the SQL that restricts and orders a statement by the column `number`.
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

    /// Returns the same range without the maximum number of articles.
    pub(super) fn endless(self) -> Self {
        Self {
            most: usize::MAX,
            ..self
        }
    }
}

/// Returns `words` as an FTS5 string, so that operators and punctuation have no meaning in them.
pub(super) fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('"', ""))
}

/// Returns an FTS5 expression that matches `wanted` but not `unwanted`.
pub(super) fn without(wanted: &str, unwanted: &str) -> String {
    match unwanted {
        "" => wanted.to_owned(),
        unwanted => format!("({wanted}) NOT {unwanted}"),
    }
}

impl Store {
    /// Returns the tables and conditions of an SQL query of the index. Its first parameter is the
    /// FTS5 expression.
    pub(super) fn matching_where(
        &self,
        query: &LibraryQuery,
        values: &mut Vec<Value>,
    ) -> Result<String, Error> {
        let conditions = self.conditions(query, values)?;
        let join = if conditions.is_empty() {
            ""
        } else {
            "JOIN article ON article.number = word.rowid"
        };
        Ok(format!("FROM word {join} WHERE word MATCH ?1 {conditions}"))
    }

    /// Returns the numbers of the articles in a range that match an FTS5 expression and the query's
    /// other conditions.
    pub(super) fn matching(
        &self,
        expression: &str,
        query: &LibraryQuery,
        part: NumberRange,
    ) -> Result<Vec<i64>, Error> {
        let mut values = vec![Value::from(expression.to_owned())];
        let from = self.matching_where(query, &mut values)?;
        let part = part.clauses("word.rowid", &mut values);
        let sql = format!("SELECT word.rowid {from} {part}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let numbers = statement.query_map(rusqlite::params_from_iter(values), |row| row.get(0))?;
        Ok(numbers.collect::<Result<_, _>>()?)
    }
}
