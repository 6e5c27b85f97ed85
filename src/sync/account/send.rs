//! Sends the marks that a server does not know.

use super::super::greader::{EDITS_AT_ONCE, ItemId, TagEdit};
use super::compare::MOST_ASKED;
use super::lists::ServerLists;
use super::{AccountSync, SyncFailure};
use crate::store::{ServedMark, ServedMarks, WaitingMarks};
use std::collections::{HashMap, HashSet};

impl AccountSync<'_> {
    /// Sends all marks that wait. Only what differs at the server is sent: to set a mark that is set removes it at
    /// some servers, and a mark that was sent may wait all the same, because the answer was lost.
    pub(super) fn send_all(&mut self, lists: &mut Option<ServerLists>) -> Result<(), SyncFailure> {
        let groups = self.store.waiting_marks(self.account.id)?;
        let names = groups.iter().flat_map(|group| &group.items);
        let ids: HashSet<ItemId> = names.filter_map(|item| ItemId::parse(item)).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let ids: Vec<ItemId> = ids.into_iter().collect();
        if lists.is_none() && ids.len() > MOST_ASKED {
            *lists = Some(self.read_lists()?);
        }
        let there = self.marks_there(&ids, lists.as_ref())?.into_iter();
        let there: HashMap<String, ServedMarks> =
            there.map(|change| (change.item, change.marks)).collect();
        for group in groups {
            for items in group.items.chunks(EDITS_AT_ONCE) {
                self.go_on()?;
                self.send(&group, items, &there, lists)?;
                // They leave the outbox only now: after a kill before this, the next sync finds them done.
                let mark = (group.mark, group.is_set);
                self.store.marks_taken(self.account.id, mark, items)?;
            }
        }
        Ok(())
    }

    /// Sends one mark of some stories; those that the server has forgotten are passed over.
    fn send(
        &mut self,
        group: &WaitingMarks,
        items: &[String],
        there: &HashMap<String, ServedMarks>,
        lists: &mut Option<ServerLists>,
    ) -> Result<(), SyncFailure> {
        let differs = |item: &&String| {
            there.get(*item).is_some_and(|marks| {
                let is_set = match group.mark {
                    ServedMark::Read => marks.is_read,
                    ServedMark::Star => marks.is_starred,
                };
                is_set != group.is_set
            })
        };
        let ids = items.iter().filter(differs);
        let ids: Vec<ItemId> = ids.filter_map(|item| ItemId::parse(item)).collect();
        self.session.edit(&ids, edit_of(group))?;
        self.summary.sent += ids.len();
        if let Some(lists) = lists {
            for id in &ids {
                lists.note(id, group.mark, group.is_set);
            }
        }
        Ok(())
    }
}

fn edit_of(group: &WaitingMarks) -> TagEdit {
    match (group.mark, group.is_set) {
        (ServedMark::Read, true) => TagEdit::AddRead,
        (ServedMark::Read, false) => TagEdit::RemoveRead,
        (ServedMark::Star, true) => TagEdit::AddStar,
        (ServedMark::Star, false) => TagEdit::RemoveStar,
    }
}
