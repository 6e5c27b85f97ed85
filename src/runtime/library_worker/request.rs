//! The requests to the library, and how the worker handles each: which of those that wait are still wanted, and what
//! stands for the answer to one that failed.

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

/// How the worker handles a request, whatever its answer.
pub(super) struct Handling<'a> {
    /// What the program was doing, if it fails.
    pub(super) doing: Doing,
    /// Whether the request changes the library: then it is tried again after a panic.
    pub(super) is_change: bool,
    /// The answer to a failed request that stops a list from waiting, or makes it reload marks that were not stored.
    pub(super) instead: Option<Answer>,
    /// What is asked, if only the last of the waiting requests about it is wanted.
    topic: Option<Topic<'a>>,
}

/// What is asked by requests of which only the last is wanted.
#[derive(Eq, PartialEq)]
enum Topic<'a> {
    Search,
    Related,
    Marks,
    Count(&'a str),
}

impl<'a> Handling<'a> {
    const fn of_query() -> Self {
        Self {
            doing: Doing::Library,
            is_change: false,
            instead: None,
            topic: None,
        }
    }

    const fn of_change() -> Self {
        Self {
            doing: Doing::Marks,
            is_change: true,
            instead: None,
            topic: None,
        }
    }

    fn or(self, instead: Answer) -> Self {
        Self {
            instead: Some(instead),
            ..self
        }
    }

    fn only_last(self, topic: Topic<'a>) -> Self {
        Self {
            topic: Some(topic),
            ..self
        }
    }
}

impl LibraryRequest {
    /// Returns whether the request changes which stories are read or have a star.
    pub(in crate::runtime) fn changes_marks(&self) -> bool {
        matches!(
            self,
            Self::Marks(_) | Self::MarkRead { .. } | Self::MarkRange { .. } | Self::UndoRead(_)
        )
    }

    /// Returns how the worker handles the request.
    pub(super) fn handling(&self) -> Handling<'_> {
        match self {
            Self::Search(..) => Handling::of_query().only_last(Topic::Search),
            Self::Related(_) => Handling::of_query().only_last(Topic::Related),
            Self::MarksOf(_) => Handling::of_query().only_last(Topic::Marks),
            Self::Count { query, .. } => Handling::of_query().only_last(Topic::Count(query)),
            Self::Rows(query, ..) => Handling::of_query().or(Answer::NoRows(query.clone())),
            Self::FindRange(_)
            | Self::FindRemoval(_)
            | Self::Values(_)
            | Self::Lists
            | Self::Feeds => Handling::of_query(),
            // The screen shows marks that the library did not store.
            Self::Marks(_) | Self::MarkRead { .. } | Self::MarkRange { .. } | Self::UndoRead(_) => {
                Handling::of_change().or(Answer::MarksChanged)
            }
            Self::Remove(..)
            | Self::BringBack(_)
            | Self::Place(..)
            | Self::Keep(_)
            | Self::View(..)
            | Self::Save(_)
            | Self::Forget(..)
            | Self::Name { .. }
            | Self::MoveSearch(..)
            | Self::OrderSearches(_) => Handling::of_change(),
        }
    }
}

/// Keeps all requests in their order, but of queries about the same topic only the last.
pub(super) fn latest(requests: impl Iterator<Item = LibraryRequest>) -> Vec<LibraryRequest> {
    let mut latest: Vec<LibraryRequest> = Vec::new();
    for request in requests {
        if let topic @ Some(_) = request.handling().topic {
            latest.retain(|old| old.handling().topic != topic);
        }
        latest.push(request);
    }
    latest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_query_about_a_topic_is_wanted_and_every_change() {
        let count = |query: &str, held| LibraryRequest::Count {
            query: query.to_owned(),
            last: None,
            held,
            view: ListView::default(),
        };
        let related = LibraryRequest::Related(ArticleId::default());
        let save = || LibraryRequest::Save("rain".to_owned());
        let requests = [
            count("rain", 1),
            save(),
            related,
            count("wind", 2),
            save(),
            count("rain", 3),
        ];
        let kept: Vec<String> = latest(requests.into_iter())
            .into_iter()
            .map(|request| {
                if let LibraryRequest::Count { query, held, .. } = request {
                    format!("{query} {held}")
                } else {
                    format!("{:?}", request.handling().doing)
                }
            })
            .collect();
        assert_eq!(kept, ["Marks", "Library", "wind 2", "Marks", "rain 3"]);
    }
}
