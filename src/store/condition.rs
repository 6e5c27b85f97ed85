//! What a question asks beside words: whose stories, from when, marked how.

use super::subscriptions::Subscription;
use super::unread::IS_UNREAD;
use super::{Error, Store};
use crate::search::{Folded, LibraryQuery, Query};
use rusqlite::types::Value;

impl Store {
    /// The question's conditions in SQL, each with `AND` before it; their values go to `values`.
    pub(super) fn conditions(
        &self,
        question: &LibraryQuery,
        values: &mut Vec<Value>,
    ) -> Result<String, Error> {
        let mut all: Vec<String> = Vec::new();
        let fields = [
            (&question.section, "section LIKE '%' || ? || '%'"),
            (
                &question.tag,
                "article.number IN (SELECT number FROM tag WHERE name LIKE '%' || ? || '%')",
            ),
            (&question.since, "published_text >= ?"),
            (&question.before, "published_text < ?"),
        ];
        for (value, condition) in fields {
            if let Some(value) = value {
                let at = numbered(values, value.clone());
                all.push(condition.replace('?', &at));
            }
        }
        if let Some(name) = &question.source {
            let at = numbered(values, name.clone());
            let of_feeds = self.of_feeds(values, |feed| is_called(&feed.title, name))?;
            all.push(format!("(source LIKE '%' || {at} || '%' OR {of_feeds})"));
        }
        if let Some(name) = &question.feed {
            let is_it = |feed: &Subscription| {
                feed.shown() == *name || feed.address == *name || is_called(&feed.title, name)
            };
            all.push(self.of_feeds(values, is_it)?);
        }
        if let Some(name) = &question.folder {
            let is_within = |feed: &Subscription| is_called(&feed.folders.join("/"), name);
            all.push(self.of_feeds(values, is_within)?);
        }
        if let Some(is_unread) = question.unread {
            let not = if is_unread { "" } else { "NOT " };
            all.push(format!("{not}{IS_UNREAD}"));
        }
        if question.starred {
            all.push("marks & 2 = 2".to_owned());
        }
        let with_and = all.into_iter().map(|condition| format!("AND {condition} "));
        Ok(with_and.collect())
    }

    /// A condition that stories of the feeds fulfil that `are_meant`.
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

/// Whether a name, or a part of it, is meant, however it is spelt.
fn is_called(called: &str, name: &str) -> bool {
    let name = Query::new(name);
    !name.is_empty() && name.matches(&Folded::of(called))
}

/// Puts a value in; returns how SQL calls it.
fn numbered(values: &mut Vec<Value>, value: String) -> String {
    values.push(Value::from(value));
    format!("?{}", values.len())
}
