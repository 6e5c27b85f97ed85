//! The requests to the library, which of those that wait are still wanted, and what stands for the answer to
//! one that failed.

use crate::app::Answer;
use crate::app::library::{ChangeId, Generation, ListView, Removal, StoryRange, ValueField};
use crate::article::{ArticleId, ListPart, Marks, PageStart};
use crate::words::{Doing, MarkChange};

/// A request to the library.
#[derive(Clone, Debug)]
pub(in crate::runtime) enum LibraryRequest {
    Search(String, Generation, ListView),
    Rows(String, PageStart, ListView),
    View(String, ListView),
    Count {
        query: String,
        last: Option<ArticleId>,
        held: usize,
        view: ListView,
    },
    Related(ArticleId),
    Marks(Vec<(ArticleId, Marks)>),
    MarksOf(Vec<ArticleId>),
    MarkRead {
        change: ChangeId,
        query: String,
        part: ListPart,
        view: ListView,
    },
    MarkRange {
        change: ChangeId,
        range: StoryRange,
        mark: MarkChange,
    },
    FindRange(StoryRange),
    FindRemoval(StoryRange),
    Remove(ChangeId, Removal),
    BringBack(ChangeId),
    UndoRead(ChangeId),
    Place(ArticleId, usize),
    Keep(ArticleId),
    Save(String),
    Name {
        query: String,
        name: String,
    },
    MoveSearch(String, usize),
    OrderSearches(Vec<String>),
    Forget(ChangeId, String),
    Values(ValueField),
    Lists,
    Feeds,
}

impl LibraryRequest {
    /// Returns whether the request changes which stories are read or have a star.
    pub(in crate::runtime) fn changes_marks(&self) -> bool {
        matches!(
            self,
            Self::Marks(_) | Self::MarkRead { .. } | Self::MarkRange { .. } | Self::UndoRead(_)
        )
    }
}

/// Returns how a request is named if it fails, and whether it stores something and is tried again.
pub(super) fn doing_of(request: &LibraryRequest) -> (Doing, bool) {
    match request {
        LibraryRequest::Marks(_)
        | LibraryRequest::MarkRead { .. }
        | LibraryRequest::MarkRange { .. }
        | LibraryRequest::UndoRead(_)
        | LibraryRequest::Remove(..)
        | LibraryRequest::BringBack(_)
        | LibraryRequest::Place(..)
        | LibraryRequest::Keep(_)
        | LibraryRequest::View(..)
        | LibraryRequest::Save(_)
        | LibraryRequest::Forget(..)
        | LibraryRequest::Name { .. }
        | LibraryRequest::MoveSearch(..)
        | LibraryRequest::OrderSearches(_) => (Doing::Marks, true),
        LibraryRequest::Search(..)
        | LibraryRequest::Rows(..)
        | LibraryRequest::Count { .. }
        | LibraryRequest::Related(_)
        | LibraryRequest::MarksOf(_)
        | LibraryRequest::FindRange(_)
        | LibraryRequest::FindRemoval(_)
        | LibraryRequest::Values(_)
        | LibraryRequest::Lists
        | LibraryRequest::Feeds => (Doing::Library, false),
    }
}

/// Returns the answer to a failed request that stops a list from waiting, or makes it reload marks
/// that were not stored.
pub(super) fn instead_of(request: &LibraryRequest) -> Option<Answer> {
    match request {
        LibraryRequest::Rows(query, ..) => Some(Answer::NoRows(query.clone())),
        // The screen shows marks that the library did not store.
        LibraryRequest::Marks(_)
        | LibraryRequest::MarkRead { .. }
        | LibraryRequest::MarkRange { .. }
        | LibraryRequest::UndoRead(_) => Some(Answer::MarksChanged),
        LibraryRequest::Search(..)
        | LibraryRequest::Count { .. }
        | LibraryRequest::Related(_)
        | LibraryRequest::MarksOf(_)
        | LibraryRequest::FindRange(_)
        | LibraryRequest::FindRemoval(_)
        | LibraryRequest::Remove(..)
        | LibraryRequest::BringBack(_)
        | LibraryRequest::Place(..)
        | LibraryRequest::Keep(_)
        | LibraryRequest::View(..)
        | LibraryRequest::Save(_)
        | LibraryRequest::Forget(..)
        | LibraryRequest::Name { .. }
        | LibraryRequest::MoveSearch(..)
        | LibraryRequest::OrderSearches(_)
        | LibraryRequest::Values(_)
        | LibraryRequest::Lists
        | LibraryRequest::Feeds => None,
    }
}

/// Keeps only the last query of each kind, and all requests that store something.
pub(super) fn latest(requests: impl Iterator<Item = LibraryRequest>) -> Vec<LibraryRequest> {
    let mut latest: Vec<LibraryRequest> = Vec::new();
    for request in requests {
        match &request {
            LibraryRequest::Search(..) => {
                latest.retain(|old| !matches!(old, LibraryRequest::Search(..)));
            }
            LibraryRequest::Related(_) => {
                latest.retain(|old| !matches!(old, LibraryRequest::Related(_)));
            }
            LibraryRequest::MarksOf(_) => {
                latest.retain(|old| !matches!(old, LibraryRequest::MarksOf(_)));
            }
            LibraryRequest::Count { query, .. } => latest.retain(
                |old| !matches!(old, LibraryRequest::Count { query: other, .. } if other == query),
            ),
            LibraryRequest::Rows(..)
            | LibraryRequest::Marks(_)
            | LibraryRequest::MarkRead { .. }
            | LibraryRequest::MarkRange { .. }
            | LibraryRequest::FindRange(_)
            | LibraryRequest::FindRemoval(_)
            | LibraryRequest::UndoRead(_)
            | LibraryRequest::Remove(..)
            | LibraryRequest::BringBack(_)
            | LibraryRequest::Place(..)
            | LibraryRequest::Keep(_)
            | LibraryRequest::View(..)
            | LibraryRequest::Save(_)
            | LibraryRequest::Forget(..)
            | LibraryRequest::Name { .. }
            | LibraryRequest::MoveSearch(..)
            | LibraryRequest::OrderSearches(_)
            | LibraryRequest::Values(_)
            | LibraryRequest::Lists
            | LibraryRequest::Feeds => {}
        }
        latest.push(request);
    }
    latest
}
