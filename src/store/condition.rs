//! The conditions of a query that are not words: publisher, feed, date, marks, what the text has.

use super::facts::bit;
use super::rank::Order;
use super::subscriptions::Subscription;
use super::unread::IS_UNREAD;
use super::{Error, Store};
use crate::search::{Condition, Expression, Folded, LibraryQuery, Moment, Query, WordRange};
use rusqlite::types::Value;

impl Store {
    /// Returns the query's conditions in SQL, each preceded by `AND`. Appends their parameters to
    /// `values`.
    pub(super) fn conditions(
        &self,
        query: &LibraryQuery,
        values: &mut Vec<Value>,
    ) -> Result<String, Error> {
        let parts = query.conditions.iter();
        let conditions = parts.map(|part| Ok(format!("AND {} ", self.condition(part, values)?)));
        conditions.collect()
    }

    /// Returns the SQL condition that an expression holds.
    fn condition(&self, part: &Expression, values: &mut Vec<Value>) -> Result<String, Error> {
        match part {
            Expression::Is(condition) => self.plain_condition(condition, values),
            Expression::Words(clause) => {
                let clauses = std::slice::from_ref(clause);
                let expression = self.query_group(clauses, Order::Newest)?.expression;
                let at = numbered(values, expression);
                Ok(format!(
                    "article.number IN (SELECT rowid FROM word WHERE word MATCH {at})"
                ))
            }
            Expression::Any(parts) => self.joined_conditions(parts, " OR ", values),
            Expression::All(parts) => self.joined_conditions(parts, " AND ", values),
            Expression::Not(part) => {
                // What is not known does not hold.
                let condition = self.condition(part, values)?;
                Ok(format!("NOT coalesce({condition}, 0)"))
            }
        }
    }

    fn joined_conditions(
        &self,
        parts: &[Expression],
        by: &str,
        values: &mut Vec<Value>,
    ) -> Result<String, Error> {
        let conditions = parts.iter().map(|part| self.condition(part, values));
        let conditions: Vec<String> = conditions.collect::<Result<_, _>>()?;
        Ok(format!("({})", conditions.join(by)))
    }

    fn plain_condition(
        &self,
        condition: &Condition,
        values: &mut Vec<Value>,
    ) -> Result<String, Error> {
        Ok(match condition {
            Condition::Unread(true) => IS_UNREAD.to_owned(),
            Condition::Unread(false) => format!("NOT {IS_UNREAD}"),
            Condition::Starred => "marks & 2 = 2".to_owned(),
            Condition::Source(names) => {
                let of_feeds = self.of_feeds(values, |feed| is_called_any(&feed.title, names))?;
                let publisher = any_of(names, values, |at| {
                    format!("source LIKE '%' || {at} || '%'")
                });
                format!("({publisher} OR {of_feeds})")
            }
            Condition::Feed(names) => self.of_feeds(values, |feed| {
                let is_it = |name: &String| feed.shown() == *name || feed.address == *name;
                names.iter().any(is_it) || is_called_any(&feed.title, names)
            })?,
            Condition::Folder(names) => {
                self.of_feeds(values, |feed| is_called_any(&feed.folders.join("/"), names))?
            }
            Condition::Account(names) => {
                let at = numbered(values, self.accounts_called(names)?);
                format!(
                    "article.number IN (SELECT number FROM account_item
                     WHERE account IN (SELECT value FROM json_each({at})))"
                )
            }
            Condition::Section(names) => any_of(names, values, |at| {
                format!("section LIKE '%' || {at} || '%'")
            }),
            Condition::Tag(names) => {
                let tag = any_of(names, values, |at| format!("name LIKE '%' || {at} || '%'"));
                format!("article.number IN (SELECT number FROM tag WHERE {tag})")
            }
            Condition::Author(names) => {
                let at = numbered(values, self.authors_called(names)?);
                format!(
                    "article.number IN (SELECT number FROM author
                     WHERE name IN (SELECT value FROM json_each({at})))"
                )
            }
            Condition::Language(tags) => {
                let tag = any_of(tags, values, |at| {
                    format!("(language = {at} OR language LIKE {at} || '-%')")
                });
                of_facts(&tag)
            }
            Condition::Has(contents) => {
                let bits = contents
                    .iter()
                    .fold(0, |bits, content| bits | bit(*content));
                of_facts(&format!("content & {bits} <> 0"))
            }
            Condition::Words(WordRange { least, most }) => {
                of_facts(&format!("words BETWEEN {least} AND {most}"))
            }
            Condition::Since(moment) => since(moment, ">=", values),
            Condition::Before(moment) => since(moment, "<", values),
        })
    }

    /// Returns the SQL condition that an article came from one of the feeds for which `are_meant`
    /// returns `true`.
    fn of_feeds(
        &self,
        values: &mut Vec<Value>,
        are_meant: impl Fn(&Subscription) -> bool,
    ) -> Result<String, Error> {
        let feeds = self.all_feeds()?;
        let origins = feeds.iter().filter(|feed| are_meant(feed));
        let origins = origins.flat_map(Subscription::origins);
        let places: Vec<String> = origins.map(|origin| numbered(values, origin)).collect();
        Ok(format!("origin IN ({})", places.join(", ")))
    }

    /// Returns the numbers of accounts whose name contains one of `names` in any spelling, as a JSON array.
    fn accounts_called(&self, names: &[String]) -> Result<String, Error> {
        let accounts = self.accounts()?.into_iter();
        let accounts = accounts.filter(|account| is_called_any(&account.name, names));
        let numbers: Vec<i64> = accounts.map(|account| account.id.number()).collect();
        Ok(serde_json::to_string(&numbers)?)
    }

    /// Returns the names of authors that contain one of `names` in any spelling, as a JSON array.
    fn authors_called(&self, names: &[String]) -> Result<String, Error> {
        let authors = self.column("SELECT DISTINCT name FROM author")?;
        let authors = authors
            .into_iter()
            .filter(|author| is_called_any(author, names));
        Ok(serde_json::to_string(&authors.collect::<Vec<_>>())?)
    }
}

/// Returns the SQL condition that the facts of an article fulfil `condition`.
fn of_facts(condition: &str) -> String {
    format!("EXISTS (SELECT 1 FROM fact WHERE fact.number = article.number AND {condition})")
}

/// Returns the SQL condition that the article was published on one side of a point in time.
fn since(moment: &Moment, compared: &str, values: &mut Vec<Value>) -> String {
    match moment {
        Moment::Day(day) => format!(
            "published_text {compared} {}",
            numbered(values, day.clone())
        ),
        Moment::At(seconds) => format!("article.published {compared} {seconds}"),
    }
}

/// Returns the SQL condition that `condition` holds for at least one of `names`.
fn any_of(names: &[String], values: &mut Vec<Value>, condition: impl Fn(&str) -> String) -> String {
    let each = names
        .iter()
        .map(|name| condition(&numbered(values, name.clone())));
    format!("({})", each.collect::<Vec<_>>().join(" OR "))
}

/// Whether the name `called` contains one of `names` in any spelling.
fn is_called_any(called: &str, names: &[String]) -> bool {
    names.iter().any(|name| {
        let name = Query::new(name);
        !name.is_empty() && name.matches(&Folded::of(called))
    })
}

/// Appends `value` to `values` and returns its SQL parameter.
fn numbered(values: &mut Vec<Value>, value: String) -> String {
    values.push(Value::from(value));
    format!("?{}", values.len())
}
