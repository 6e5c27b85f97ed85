//! The conditions of a query that are not words: publisher, feed, date, marks.

use super::subscriptions::Subscription;
use super::unread::IS_UNREAD;
use super::{Error, Store};
use crate::search::{Folded, LibraryQuery, Query};
use rusqlite::types::Value;

impl Store {
    /// Returns the query's conditions in SQL, each preceded by `AND`. Appends their parameters to
    /// `values`.
    pub(super) fn conditions(
        &self,
        query: &LibraryQuery,
        values: &mut Vec<Value>,
    ) -> Result<String, Error> {
        let mut all: Vec<String> = Vec::new();
        let fields = [
            (&query.section, "section LIKE '%' || ? || '%'"),
            (
                &query.tag,
                "article.number IN (SELECT number FROM tag WHERE name LIKE '%' || ? || '%')",
            ),
            (&query.since, "published_text >= ?"),
            (&query.before, "published_text < ?"),
        ];
        for (value, condition) in fields {
            if let Some(value) = value {
                let at = numbered(values, value.clone());
                all.push(condition.replace('?', &at));
            }
        }
        if let Some(name) = &query.source {
            let at = numbered(values, name.clone());
            let of_feeds = self.of_feeds(values, |feed| is_called(&feed.title, name))?;
            all.push(format!("(source LIKE '%' || {at} || '%' OR {of_feeds})"));
        }
        if let Some(name) = &query.feed {
            let is_it = |feed: &Subscription| {
                feed.shown() == *name || feed.address == *name || is_called(&feed.title, name)
            };
            all.push(self.of_feeds(values, is_it)?);
        }
        if let Some(name) = &query.folder {
            let is_within = |feed: &Subscription| is_called(&feed.folders.join("/"), name);
            all.push(self.of_feeds(values, is_within)?);
        }
        if let Some(is_unread) = query.unread {
            let not = if is_unread { "" } else { "NOT " };
            all.push(format!("{not}{IS_UNREAD}"));
        }
        if query.starred {
            all.push("marks & 2 = 2".to_owned());
        }
        let with_and = all.into_iter().map(|condition| format!("AND {condition} "));
        Ok(with_and.collect())
    }

    /// Returns the SQL condition that an article came from one of the feeds for which `are_meant`
    /// returns `true`.
    fn of_feeds(
        &self,
        values: &mut Vec<Value>,
        are_meant: impl Fn(&Subscription) -> bool,
    ) -> Result<String, Error> {
        let feeds = self.subscriptions()?;
        let origins = feeds.iter().filter(|feed| are_meant(feed));
        let origins = origins.flat_map(Subscription::origins);
        let places: Vec<String> = origins.map(|origin| numbered(values, origin)).collect();
        Ok(format!("origin IN ({})", places.join(", ")))
    }
}

/// Whether the name `called` contains `name` in any spelling.
fn is_called(called: &str, name: &str) -> bool {
    let name = Query::new(name);
    !name.is_empty() && name.matches(&Folded::of(called))
}

/// Appends `value` to `values` and returns its SQL parameter.
fn numbered(values: &mut Vec<Value>, value: String) -> String {
    values.push(Value::from(value));
    format!("?{}", values.len())
}
