//! Compares the lists of a server with what both sides last agreed on.
//!
//! A list can deceive: a page shifts while marks are made, a list is cut without a word, or comes from a cache that
//! does not have the mark of a moment ago. So whatever contradicts what was agreed on is asked for by name, and only
//! where that would be too much is a list believed that agreed with the answers so far.

use super::super::greader::{IdStream, ItemId, STORIES_AT_ONCE};
use super::{AccountSync, ServerLists, SyncFailure};
use crate::account_error::AccountError;
use crate::store::{ServedChange, ServedMarks};
use std::collections::HashSet;

/// The number of stories that are asked for by name in any case.
const MOST_ASKED: usize = 500;

/// The lists of a server as sets.
struct ListedIds<'a> {
    unread: HashSet<&'a ItemId>,
    starred: HashSet<&'a ItemId>,
}

impl ListedIds<'_> {
    /// Returns the marks of a story as the lists have them.
    fn marks(&self, id: &ItemId) -> ServedChange {
        change(id, !self.unread.contains(id), self.starred.contains(id))
    }

    fn contradict(&self, asked: &[ServedChange]) -> bool {
        asked
            .iter()
            .any(|change| ItemId::parse(&change.item).is_some_and(|id| self.marks(&id) != *change))
    }
}

impl AccountSync<'_> {
    /// Returns the marks at the server of stories that the library has, where they may not be those agreed on. A
    /// story that the server has forgotten is not among them.
    pub(super) fn changes(&self, lists: &ServerLists) -> Result<Vec<ServedChange>, SyncFailure> {
        let listed = ListedIds {
            unread: lists.unread.ids.iter().collect(),
            starred: lists.starred.ids.iter().collect(),
        };
        let differing = self.differing(&listed)?;
        let (few, rest) = differing.split_at(differing.len().min(MOST_ASKED));
        let mut changes = self.asked(few)?;
        if rest.is_empty() {
            return Ok(changes);
        }
        let are_whole = lists.unread.is_whole && lists.starred.is_whole;
        if !are_whole || listed.contradict(&changes) {
            changes.extend(self.asked(rest)?);
            return Ok(changes);
        }
        let all = self.session.ids(&IdStream::All)?;
        let all: HashSet<&ItemId> = all.ids.iter().chain(&lists.starred.ids).collect();
        let still_there = rest.iter().filter(|id| all.contains(id));
        changes.extend(still_there.map(|id| listed.marks(id)));
        Ok(changes)
    }

    /// Returns the stories of the library for which a list differs from what was agreed on.
    fn differing(&self, listed: &ListedIds<'_>) -> Result<Vec<ItemId>, SyncFailure> {
        let (unread, starred) = self.store.agreed_items(self.account.id)?;
        let mut differing = HashSet::new();
        for (agreed, now) in [(unread, &listed.unread), (starred, &listed.starred)] {
            let agreed = agreed.iter().filter_map(|item| ItemId::parse(item));
            let agreed: HashSet<ItemId> = agreed.collect();
            let added = now.iter().filter(|id| !agreed.contains(**id));
            let added: Vec<&ItemId> = added.copied().collect();
            let names = added.iter().map(|id| id.as_str());
            let unknown = self.store.unknown_items(self.account.id, names)?;
            let unknown: HashSet<&str> = unknown.into_iter().collect();
            let known = added
                .into_iter()
                .filter(|id| !unknown.contains(id.as_str()));
            differing.extend(known.cloned());
            differing.extend(agreed.into_iter().filter(|id| !now.contains(id)));
        }
        Ok(differing.into_iter().collect())
    }

    /// Asks the server for stories, and returns their marks; nothing for those that it has forgotten.
    fn asked(&self, ids: &[ItemId]) -> Result<Vec<ServedChange>, AccountError> {
        let mut changes = Vec::new();
        for some in ids.chunks(STORIES_AT_ONCE) {
            self.go_on()?;
            let stories = self.session.stories(some)?;
            // The name as the library has it: a server may write it differently here.
            changes.extend(stories.iter().filter_map(|story| {
                let id = some.iter().find(|id| **id == story.id)?;
                Some(change(id, story.is_read, story.is_starred))
            }));
        }
        Ok(changes)
    }
}

fn change(id: &ItemId, is_read: bool, is_starred: bool) -> ServedChange {
    ServedChange {
        item: id.as_str().to_owned(),
        marks: ServedMarks {
            is_read,
            is_starred,
        },
    }
}
