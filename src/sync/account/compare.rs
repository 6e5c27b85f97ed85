//! Finds out the marks of stories at a server.
//!
//! A list can deceive: a page shifts while marks are made, a list is cut without a word, or comes from a cache that
//! does not have the mark of a moment ago. So stories are asked for by name, and only where that would be too much
//! are lists believed that agreed with the answers so far.

use super::super::greader::{IdStream, ItemId, STORIES_AT_ONCE};
use super::lists::ServerLists;
use super::{AccountSync, SyncFailure};
use crate::account_error::AccountError;
use crate::store::{ServedChange, ServedMarks};
use std::collections::HashSet;

/// The number of stories that are asked for by name in any case.
pub(super) const MOST_ASKED: usize = 500;

impl AccountSync<'_> {
    /// Returns the marks at the server of stories that the library has, where they may not be those agreed on. A
    /// story that the server has forgotten is not among them.
    pub(super) fn changes(&self, lists: &ServerLists) -> Result<Vec<ServedChange>, SyncFailure> {
        let differing = self.differing(lists)?;
        Ok(self.marks_there(&differing, Some(lists))?)
    }

    /// Returns the marks of stories at the server, without those that the server has forgotten. Without lists, all
    /// are asked for by name.
    pub(super) fn marks_there(
        &self,
        ids: &[ItemId],
        lists: Option<&ServerLists>,
    ) -> Result<Vec<ServedChange>, AccountError> {
        let (few, rest) = ids.split_at(ids.len().min(MOST_ASKED));
        let mut marks = self.asked(few)?;
        if rest.is_empty() {
            return Ok(marks);
        }
        let trusted = lists.filter(|lists| lists.are_whole && !contradict(lists, &marks));
        let Some(lists) = trusted else {
            marks.extend(self.asked(rest)?);
            return Ok(marks);
        };
        let all = self.session.ids(IdStream::All)?;
        let [_, starred] = lists.both();
        let all: HashSet<&ItemId> = all.ids.iter().chain(starred).collect();
        let still_there = rest.iter().filter(|id| all.contains(id));
        marks.extend(still_there.map(|id| change(id, lists.marks(id))));
        Ok(marks)
    }

    /// Returns the stories of the library for which a list differs from what was agreed on.
    fn differing(&self, lists: &ServerLists) -> Result<Vec<ItemId>, SyncFailure> {
        let (unread, starred) = self.store.agreed_items(self.account.id)?;
        let mut differing = HashSet::new();
        for (agreed, now) in [unread, starred].iter().zip(lists.both()) {
            let agreed = agreed.iter().filter_map(|item| ItemId::parse(item));
            let agreed: HashSet<ItemId> = agreed.collect();
            let added: Vec<&ItemId> = now.difference(&agreed).collect();
            let names = added.iter().map(|id| id.as_str());
            let unknown = self.store.unknown_items(self.account.id, names)?;
            let unknown: HashSet<&str> = unknown.into_iter().collect();
            let known = added
                .into_iter()
                .filter(|id| !unknown.contains(id.as_str()));
            differing.extend(known.cloned());
            differing.extend(agreed.difference(now).cloned());
        }
        Ok(differing.into_iter().collect())
    }

    /// Asks the server for stories, and returns their marks.
    fn asked(&self, ids: &[ItemId]) -> Result<Vec<ServedChange>, AccountError> {
        let mut marks = Vec::new();
        for some in ids.chunks(STORIES_AT_ONCE) {
            self.go_on()?;
            let stories = self.session.stories(some)?;
            // The name as the library has it: a server may write it differently here.
            marks.extend(stories.iter().filter_map(|story| {
                let id = some.iter().find(|id| **id == story.id)?;
                let there = ServedMarks {
                    is_read: story.is_read,
                    is_starred: story.is_starred,
                };
                Some(change(id, there))
            }));
        }
        Ok(marks)
    }
}

/// Whether the lists say otherwise than the server when it was asked by name.
fn contradict(lists: &ServerLists, asked: &[ServedChange]) -> bool {
    asked.iter().any(|change| {
        ItemId::parse(&change.item).is_some_and(|id| lists.marks(&id) != change.marks)
    })
}

fn change(id: &ItemId, marks: ServedMarks) -> ServedChange {
    ServedChange {
        item: id.as_str().to_owned(),
        marks,
    }
}
