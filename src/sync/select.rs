//! Decides what is stored of the articles of a feed.

use super::full_text::{self, StoreDecision};
use super::future_dates;
use crate::article::{Article, ArticleId};
use crate::store::{Error, FullText, Prepared, WriteBatch};
use std::collections::HashSet;

/// The articles of a feed that are to be stored.
#[derive(Default)]
struct Selection {
    kept: Vec<Prepared>,
    /// The ones among them that have only a summary.
    summaries: Vec<Article>,
    /// The ids of the articles so far. Two entries of a feed are never versions of one article.
    claimed: HashSet<ArticleId>,
}

/// Returns the articles to store, and the ones among them that have only a summary.
pub(super) fn select(
    batch: &WriteBatch<'_>,
    articles: Vec<Prepared>,
    choice: FullText,
) -> Result<(Vec<Prepared>, Vec<Article>), Error> {
    let mut selection = Selection::default();
    let mut unknown = Vec::new();
    for mut prepared in articles {
        let (id, stored) = batch.stored_version(prepared.article())?;
        if id != prepared.article().id && !selection.claimed.contains(&id) {
            prepared = prepared.with_id(id)?;
        }
        match stored.filter(|_| id == prepared.article().id) {
            Some(stored) => selection.add(prepared, Some(&stored), choice)?,
            None => unknown.push(prepared),
        }
    }
    // Neither guid nor address is known: the text decides, unless its story is in the feed too.
    for mut prepared in unknown {
        let same = batch.same_text(prepared.article())?;
        let same = same.filter(|stored| !selection.claimed.contains(&stored.id));
        if same.is_none() && batch.was_removed(prepared.article().id)? {
            // What the user removed does not come back with the next fetch.
            continue;
        }
        if let Some(stored) = &same {
            prepared = prepared.with_id(stored.id)?;
        }
        selection.add(prepared, same.as_ref(), choice)?;
    }
    Ok((selection.kept, selection.summaries))
}

impl Selection {
    fn add(
        &mut self,
        mut prepared: Prepared,
        stored: Option<&Article>,
        choice: FullText,
    ) -> Result<(), Error> {
        self.claimed.insert(prepared.article().id);
        let dated = |stored| future_dates::at_first_fetch(prepared.article(), stored);
        if let Some(article) = stored.and_then(dated) {
            prepared = Prepared::new(article)?;
        }
        let incoming = prepared.article();
        let has_full_text =
            stored.is_some_and(|stored| full_text::is_full_text_of(stored, incoming));
        if choice == FullText::Always && !has_full_text && full_text::is_summary(incoming) {
            self.summaries.push(incoming.clone());
        }
        match full_text::decide(incoming, stored) {
            StoreDecision::AsReceived => self.kept.push(prepared),
            StoreDecision::Merged(article) => self.kept.push(Prepared::new(*article)?),
            StoreDecision::KeepStored => {}
        }
        Ok(())
    }
}
