//! Compares the lists of a server with what both sides last agreed on.

use super::super::greader::{IdStream, ItemId, STORIES_AT_ONCE};
use super::{AccountSync, ServerLists, SyncFailure};
use crate::account_error::AccountError;
use crate::store::ServedChange;
use std::collections::HashSet;

/// Up to this many missing stories are asked for by name. More are looked up in the list of all stories, which
/// has their names without their texts.
const MOST_ASKED: usize = 500;

impl AccountSync<'_> {
    /// Returns what the server's lists say about stories that the library has, as far as it is not agreed on.
    pub(super) fn changes(&self, lists: &ServerLists) -> Result<Vec<ServedChange>, SyncFailure> {
        let (unread, starred) = self.store.agreed_items(self.account.id)?;
        let [agreed_unread, agreed_starred] = [unread, starred].map(|items| -> HashSet<ItemId> {
            items
                .iter()
                .filter_map(|item| ItemId::parse(item))
                .collect()
        });
        let now_unread: HashSet<&ItemId> = lists.unread.ids.iter().collect();
        let now_starred: HashSet<&ItemId> = lists.starred.ids.iter().collect();
        let mut changes = Vec::new();
        let became_unread = lists.unread.ids.iter();
        let became_unread = became_unread.filter(|id| !agreed_unread.contains(*id));
        changes.extend(became_unread.map(|id| change(id, Some(false), None)));
        let became_starred = lists.starred.ids.iter();
        let became_starred = became_starred.filter(|id| !agreed_starred.contains(*id));
        changes.extend(became_starred.map(|id| change(id, None, Some(true))));
        let no_longer_unread = agreed_unread.iter().filter(|id| !now_unread.contains(id));
        let no_longer_starred = agreed_starred.iter().filter(|id| !now_starred.contains(id));
        let missing: HashSet<&ItemId> = no_longer_unread.chain(no_longer_starred).collect();
        let missing: Vec<ItemId> = missing.into_iter().cloned().collect();
        let are_whole = lists.unread.is_whole && lists.starred.is_whole;
        let few = missing
            .get(..missing.len().min(MOST_ASKED))
            .unwrap_or_default();
        let asked = self.asked(few)?;
        // A server may cut a list without saying so; then what is asked for contradicts it.
        let is_cut = asked.iter().any(|change| {
            let is_listed = |list: &HashSet<&ItemId>| {
                ItemId::parse(&change.item).is_some_and(|id| list.contains(&id))
            };
            change.is_read == Some(is_listed(&now_unread))
                || change.is_starred != Some(is_listed(&now_starred))
        });
        changes.extend(asked);
        let rest = missing.get(few.len()..).unwrap_or_default();
        if rest.is_empty() {
            return Ok(changes);
        }
        if is_cut || !are_whole {
            changes.extend(self.asked(rest)?);
            return Ok(changes);
        }
        let all = self.session.ids(&IdStream::All)?;
        let all: HashSet<&ItemId> = all.ids.iter().collect();
        let still_there = rest.iter().filter(|id| all.contains(id));
        changes.extend(still_there.map(|id| {
            let is_read = !now_unread.contains(id);
            change(id, Some(is_read), Some(now_starred.contains(id)))
        }));
        Ok(changes)
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
                Some(change(id, Some(story.is_read), Some(story.is_starred)))
            }));
        }
        Ok(changes)
    }
}

fn change(id: &ItemId, is_read: Option<bool>, is_starred: Option<bool>) -> ServedChange {
    ServedChange {
        item: id.as_str().to_owned(),
        is_read,
        is_starred,
    }
}
