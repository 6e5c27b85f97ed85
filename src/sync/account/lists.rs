//! The lists of a server: its unread and its starred stories.

use super::super::greader::{IdStream, ItemId};
use super::{AccountSync, SyncFailure};
use crate::store::{ServedMark, ServedMarks};
use std::collections::HashSet;

/// The unread and the starred stories of a server, with the marks that were sent since they were listed.
pub(super) struct ServerLists {
    /// The names of the stories in both lists, the newest unread ones first.
    pub(super) newest: Vec<ItemId>,
    unread: HashSet<ItemId>,
    starred: HashSet<ItemId>,
    /// Whether each list came in one answer, so that nothing shifted between two pages.
    pub(super) are_whole: bool,
}

impl ServerLists {
    /// Returns the marks of a story as the lists have them.
    pub(super) fn marks(&self, id: &ItemId) -> ServedMarks {
        ServedMarks {
            is_read: !self.unread.contains(id),
            is_starred: self.starred.contains(id),
        }
    }

    /// Takes over a mark that was sent.
    pub(super) fn note(&mut self, id: &ItemId, mark: ServedMark, is_set: bool) {
        let (list, is_listed) = match mark {
            ServedMark::Read => (&mut self.unread, !is_set),
            ServedMark::Star => (&mut self.starred, is_set),
        };
        if is_listed {
            list.insert(id.clone());
        } else {
            list.remove(id);
        }
    }

    /// Returns both lists, unread and starred.
    pub(super) fn both(&self) -> [&HashSet<ItemId>; 2] {
        [&self.unread, &self.starred]
    }
}

impl AccountSync<'_> {
    pub(super) fn read_lists(&self) -> Result<ServerLists, SyncFailure> {
        self.go_on()?;
        let unread = self.session.ids(IdStream::Unread)?;
        self.go_on()?;
        let starred = self.session.ids(IdStream::Starred)?;
        let mut newest: Vec<ItemId> = unread.ids.iter().rev().cloned().collect();
        let unread_ids: HashSet<ItemId> = unread.ids.into_iter().collect();
        let only_starred = starred.ids.iter().rev();
        newest.extend(only_starred.filter(|id| !unread_ids.contains(*id)).cloned());
        Ok(ServerLists {
            newest,
            unread: unread_ids,
            starred: starred.ids.into_iter().collect(),
            are_whole: unread.is_whole && starred.is_whole,
        })
    }
}
