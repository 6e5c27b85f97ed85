//! What the user does with stories: read, starred, and all of it taken back.
//!
//! Marks change here at once and are kept by the library's thread. Where a list goes on beyond the
//! rows that are here, `A`, `<` and `>` name the rows they mean and the library marks them.

use super::library::ask;
use super::{Effect, Model, Pane, paging};
use crate::article::{ArticleId, ListPart, Marks};
use crate::search::LibraryQuery;
use crate::words::Phrase;

/// The most changes that can be taken back.
const MOST_UNDOS: usize = 100;

/// A change of marks that can be taken back.
#[derive(Clone, Debug, PartialEq)]
pub enum Undo {
    /// The marks that stories had.
    Marks(Vec<(ArticleId, Marks)>),
    /// Rows of a list became read, of which the library knows which they were.
    Rows {
        /// What the library calls the change.
        change: ChangeId,
        /// The marks of those that are here.
        here: Vec<(ArticleId, Marks)>,
        /// How many there were, once the library has said so.
        count: usize,
    },
}

/// Which rows of a list become read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Extent {
    All,
    /// Those above the selected one.
    Above,
    /// Those below it.
    Below,
}

/// A number that tells changes of many marks apart.
pub type ChangeId = u64;

/// Changes the marks of stories, so that it can be taken back.
pub(super) fn mark(
    model: &mut Model,
    ids: &[ArticleId],
    change: impl Fn(Marks) -> Marks,
) -> Vec<Effect> {
    let (mut before, mut changed) = (Vec::new(), Vec::new());
    for id in ids {
        let (old, new) = (model.list.marks(*id), change(model.list.marks(*id)));
        if old != new {
            before.push((*id, old));
            changed.push((*id, new));
        }
    }
    if changed.is_empty() {
        return Vec::new();
    }
    remember(model, Undo::Marks(before));
    set(model, changed)
}

/// Keeps a change so that `u` can take it back.
fn remember(model: &mut Model, change: Undo) {
    if model.undo.len() == MOST_UNDOS {
        model.undo.remove(0);
    }
    model.undo.push(change);
}

/// `u`: the marks before the last change.
pub(super) fn undo(model: &mut Model) -> Vec<Effect> {
    match model.undo.pop() {
        None => {
            model.status.say(Phrase::NothingToUndo, model.now);
            Vec::new()
        }
        Some(Undo::Marks(before)) => {
            model.status.say(Phrase::Undone(before.len()), model.now);
            set(model, before)
        }
        Some(Undo::Rows {
            change,
            here,
            count,
        }) => {
            model.status.say(Phrase::Undone(count), model.now);
            set_here(model, &here);
            let mut effects = vec![Effect::UndoRead(change)];
            // What left a list by becoming read, when that was read anew, comes back.
            if let Some(found) = &model.found {
                let (question, name) = (found.question.clone(), found.name.clone());
                effects.extend(ask(model, &question));
                model.chosen = name;
            }
            effects
        }
    }
}

fn set(model: &mut Model, marks: Vec<(ArticleId, Marks)>) -> Vec<Effect> {
    set_here(model, &marks);
    if model.options.library {
        vec![Effect::SetMarks(marks)]
    } else {
        Vec::new()
    }
}

/// Shows marks; what is kept of them is another's.
fn set_here(model: &mut Model, marks: &[(ArticleId, Marks)]) {
    for (id, marks) in marks {
        let was_read = model.list.is_read(*id);
        model.list.set_mark(*id, *marks);
        if let Some(totals) = &mut model.totals {
            match (was_read, marks.read) {
                (false, true) => totals.unread = totals.unread.saturating_sub(1),
                (true, false) => totals.unread += 1,
                (false, false) | (true, true) => {}
            }
        }
    }
}

/// Asks for the marks of all stories that are here: the library has others now.
pub(super) fn changed_elsewhere(model: &mut Model) -> Vec<Effect> {
    let here = model.list.entries().iter();
    let home = model.found.iter().flat_map(|found| found.home.entries());
    let ids = here.chain(home).map(|entry| entry.listing.id).collect();
    vec![Effect::LoadMarks(ids), paging::count_all(model)]
}

/// Marks that the library has of stories that are here.
pub(super) fn marked_elsewhere(model: &mut Model, marks: Vec<(ArticleId, Marks)>) {
    for (id, marks) in marks {
        if model.all().find(id).is_some() || model.list.find(id).is_some() {
            model.list.set_mark(id, marks);
        }
    }
}

/// Makes a story read because it was opened; that is no change to take back.
pub(super) fn opened(model: &mut Model, id: ArticleId) -> Vec<Effect> {
    let marks = model.list.marks(id);
    if marks.read {
        return Vec::new();
    }
    set(
        model,
        vec![(
            id,
            Marks {
                read: true,
                ..marks
            },
        )],
    )
}

/// The story that a mark is meant for: the open one, else the selected one.
pub(super) fn meant(model: &Model) -> Option<ArticleId> {
    match model.focus {
        Pane::List => model.list.selected_entry().map(|entry| entry.listing.id),
        Pane::Article | Pane::Related => model.article.id(),
    }
}

/// `m`, `s`: turns a mark of one story.
pub(super) fn turn(model: &mut Model, change: impl Fn(Marks) -> Marks) -> Vec<Effect> {
    match meant(model) {
        Some(id) => mark(model, &[id], change),
        None => {
            model.status.say(Phrase::NoStories, model.now);
            Vec::new()
        }
    }
}

/// Whether rows are meant that only the library has, so that it has to mark them.
///
/// Answers to words stand in an order that the library does not know; all of them it does.
pub(super) fn is_beyond(model: &Model, extent: Extent) -> bool {
    let paging = &model.list.paging;
    let is_by_time = || LibraryQuery::new(&model.list_query()).wanted.is_empty();
    let is_known = match extent {
        Extent::All => paging.has(true, true),
        Extent::Above => paging.has(true, false) && is_by_time(),
        Extent::Below => paging.has(false, true) && is_by_time(),
    };
    is_known && model.list.query().is_empty()
}

/// `A`, `<`, `>`: makes all stories of the list read, or those above or below the selected one.
pub(super) fn read_many(model: &mut Model, extent: Extent) -> Vec<Effect> {
    let (selected, all) = (model.list.selected(), model.list.len());
    let here = match extent {
        Extent::All => 0..all,
        Extent::Above => 0..selected,
        Extent::Below => selected + 1..all,
    };
    let unread = here
        .filter_map(|place| model.list.entry(place))
        .map(|entry| entry.listing.id)
        .filter(|id| !model.list.is_read(*id));
    let ids: Vec<ArticleId> = unread.collect();
    if is_beyond(model, extent) {
        return read_beyond(model, extent, &ids);
    }
    let said = match ids.len() {
        0 if model.list.is_empty() => Phrase::NoStories,
        0 if extent == Extent::Above && selected == 0 => Phrase::FirstStory,
        0 if extent == Extent::Below && selected + 1 == all => Phrase::LastStory,
        0 => Phrase::AllReadAlready,
        count => Phrase::MarkedRead(count),
    };
    model.status.say(said, model.now);
    mark(model, &ids, |marks| Marks {
        read: true,
        ..marks
    })
}

/// Lets the library mark rows of the list; `ids` are the unread ones of them that are here.
fn read_beyond(model: &mut Model, extent: Extent, ids: &[ArticleId]) -> Vec<Effect> {
    let selected = model.list.selected_entry().map(|entry| entry.listing.id);
    let part = match (extent, selected) {
        (Extent::Above, Some(id)) => ListPart::Above(id),
        (Extent::Below, Some(id)) => ListPart::Below(id),
        (Extent::All, _) | (Extent::Above | Extent::Below, None) => ListPart::All,
    };
    let before: Vec<(ArticleId, Marks)> =
        ids.iter().map(|id| (*id, model.list.marks(*id))).collect();
    let read: Vec<(ArticleId, Marks)> = before
        .iter()
        .map(|(id, marks)| {
            (
                *id,
                Marks {
                    read: true,
                    ..*marks
                },
            )
        })
        .collect();
    set_here(model, &read);
    let is_everything = matches!(model.list_query().as_str(), "" | "is:unread");
    if let (Extent::All, true, Some(totals)) = (extent, is_everything, &mut model.totals) {
        totals.unread = 0;
    }
    model.changes += 1;
    let change = model.changes;
    let undo = Undo::Rows {
        change,
        here: before,
        count: ids.len(),
    };
    remember(model, undo);
    model.status.say(Phrase::Marking, model.now);
    vec![Effect::MarkRead {
        change,
        query: model.list_query(),
        part,
    }]
}

/// The library has marked the rows of a list: so many.
pub(super) fn marked(model: &mut Model, change: ChangeId, count: usize) -> Vec<Effect> {
    let said = if count == 0 {
        Phrase::AllReadAlready
    } else {
        Phrase::MarkedRead(count)
    };
    model.status.say(said, model.now);
    for undo in &mut model.undo {
        if let Undo::Rows {
            change: own,
            count: known,
            ..
        } = undo
            && *own == change
        {
            *known = count;
        }
    }
    changed_elsewhere(model)
}
