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

/// What is stored of the articles that came.
pub(super) struct Selected {
    /// The articles to store.
    pub(super) kept: Vec<Prepared>,
    /// The ones among them that have only a summary.
    pub(super) summaries: Vec<Article>,
    /// The ids under which the articles are stored, in the order in which they came; `None` for one that the user
    /// removed.
    pub(super) ids: Vec<Option<ArticleId>>,
}

/// Decides what to store of `articles`.
pub(super) fn select(
    batch: &WriteBatch<'_>,
    articles: Vec<Prepared>,
    choice: FullText,
) -> Result<Selected, Error> {
    let mut selection = Selection::default();
    let mut unknown = Vec::new();
    let mut ids = vec![None; articles.len()];
    for (mut prepared, stored_id) in articles.into_iter().zip(&mut ids) {
        let (id, stored) = batch.stored_version(prepared.article())?;
        if id != prepared.article().id && !selection.claimed.contains(&id) {
            prepared = prepared.with_id(id)?;
        }
        match stored.filter(|_| id == prepared.article().id) {
            Some(stored) => {
                *stored_id = Some(prepared.article().id);
                selection.add(prepared, Some(&stored), choice)?;
            }
            None => unknown.push((prepared, stored_id)),
        }
    }
    // Neither guid nor address is known: the text decides, unless its story is in the feed too.
    for (mut prepared, stored_id) in unknown {
        let same = batch.same_text(prepared.article())?;
        let same = same.filter(|stored| !selection.claimed.contains(&stored.id));
        if same.is_none() && batch.was_removed(prepared.article().id)? {
            // What the user removed does not come back with the next fetch.
            continue;
        }
        if let Some(stored) = &same {
            prepared = prepared.with_id(stored.id)?;
        }
        *stored_id = Some(prepared.article().id);
        selection.add(prepared, same.as_ref(), choice)?;
    }
    Ok(Selected {
        kept: selection.kept,
        summaries: selection.summaries,
        ids,
    })
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
