//! Changes to all stories of a range, and how they are undone.

use super::MOST_CHANGES;
use crate::app::Answer;
use crate::app::library::{ChangeId, StoryRange, changed};
use crate::article::{ArticleId, ListPart, Marks};
use crate::runtime::now;
use crate::search::LibraryQuery;
use crate::store::{Error, ReadRanges, SavedSearch, Store};
use crate::words::MarkChange;
use std::collections::BTreeMap;

/// What a bulk change changed.
pub(super) enum MadeChange {
    /// These articles became read.
    Read(ReadRanges),
    /// These articles had these marks before.
    Marks(Vec<(ArticleId, Marks)>),
    /// This saved search was removed.
    Search(SavedSearch),
}

pub(super) fn remember(
    changes: &mut BTreeMap<ChangeId, MadeChange>,
    change: ChangeId,
    made: MadeChange,
) {
    changes.insert(change, made);
    if changes.len() > MOST_CHANGES {
        changes.pop_first();
    }
}

/// Changes the marks of all stories of a range. Without words and a limit, reading is one statement of SQL.
pub(super) fn mark_range(
    store: &mut Store,
    changes: &mut BTreeMap<ChangeId, MadeChange>,
    change: ChangeId,
    range: &StoryRange,
    mark: MarkChange,
) -> Result<Answer, Error> {
    let query = LibraryQuery::at(&range.query, now());
    store.prepare_for(&query)?;
    if mark == MarkChange::Read && range.limit.is_none() {
        let read = store.mark_read(&query, ListPart::All)?;
        remember(changes, change, MadeChange::Read(read.ranges));
        return Ok(Answer::RangeMarked(change, mark, read.rows));
    }
    let found = store.range(&query, range.limit)?;
    let ids: Vec<ArticleId> = found.into_iter().map(|(id, _)| id).collect();
    let mut before = store.marks_of(&ids)?;
    before.retain(|(_, marks)| changed(*marks, mark) != *marks);
    let after: Vec<(ArticleId, Marks)> = before
        .iter()
        .map(|(id, marks)| (*id, changed(*marks, mark)))
        .collect();
    store.set_marks(&after)?;
    let count = before.len();
    remember(changes, change, MadeChange::Marks(before));
    Ok(Answer::RangeMarked(change, mark, count))
}

pub(super) fn undo(store: &mut Store, change: Option<MadeChange>) -> Result<(), Error> {
    match change {
        Some(MadeChange::Read(ranges)) => store.mark_unread(&ranges)?,
        Some(MadeChange::Marks(before)) => {
            store.set_marks(&before)?;
        }
        Some(MadeChange::Search(search)) => store.put_saved_search(&search)?,
        None => {}
    }
    Ok(())
}

/// Removes a saved search.
pub(super) fn forget_search(
    store: &mut Store,
    changes: &mut BTreeMap<ChangeId, MadeChange>,
    change: ChangeId,
    query: &str,
) -> Result<(), Error> {
    let saved = store.saved_searches()?.into_iter();
    let search = saved.into_iter().find(|search| search.query == query);
    store.forget_search(query)?;
    if let Some(search) = search {
        remember(changes, change, MadeChange::Search(search));
    }
    Ok(())
}

/// Gives a saved search a position among the others, counted from 1.
pub(super) fn move_search(store: &mut Store, query: &str, place: usize) -> Result<(), Error> {
    store.save_search(query)?;
    let saved = store.saved_searches()?.into_iter();
    let mut queries: Vec<String> = saved.map(|search| search.query).collect();
    queries.retain(|other| other != query);
    queries.insert(place.saturating_sub(1).min(queries.len()), query.to_owned());
    store.order_saved_searches(&queries)
}

pub(super) fn find_range(store: &mut Store, range: &StoryRange) -> Result<Answer, Error> {
    let query = LibraryQuery::at(&range.query, now());
    store.prepare_for(&query)?;
    let found = store.range(&query, range.limit)?;
    let stories = found.len();
    let addresses = found.into_iter().filter_map(|(_, address)| address);
    Ok(Answer::RangeFound(addresses.collect(), stories))
}
