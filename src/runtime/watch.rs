//! What others do to the library while it is read here: an import, a second reader, a refresh that the
//! system starts by the clock.
//!
//! SQLite counts the changes that come from elsewhere; only where the count has moved is the library
//! asked what came and which marks are others. A refresh of this reader's counts as one from
//! elsewhere too: what is told twice is known the second time.

use crate::app::Answer;
use crate::article::{ArticleId, Marks};
use crate::store::{Error, Store};
use std::collections::HashMap;

/// Stories are handed over so many at a time: the list takes them in within a frame.
const BATCH: usize = 256;

/// What was there at the last look.
#[derive(Debug)]
pub(super) struct Watch {
    version: i64,
    newest: i64,
    marks: HashMap<ArticleId, Marks>,
}

impl Watch {
    /// Begins to watch a library of which the list has the stories up to number `newest`.
    pub(super) fn begin(store: &Store, newest: i64) -> Result<Self, Error> {
        Ok(Self {
            // Whatever there is, the first look asks for what came since the list was read.
            version: -1,
            newest,
            marks: store.marks()?.into_iter().collect(),
        })
    }

    /// Takes note of marks that are set here.
    pub(super) fn note(&mut self, marks: &[(ArticleId, Marks)]) {
        self.marks.extend(marks.iter().copied());
    }

    /// Returns what others have changed since the last look.
    pub(super) fn look(&mut self, store: &Store) -> Result<Vec<Answer>, Error> {
        let version = store.changes_elsewhere()?;
        if version == self.version {
            return Ok(Vec::new());
        }
        self.version = version;
        let (listings, newest) = store.listings_after(self.newest)?;
        self.newest = newest;
        // Each batch goes on top of the one before, and the newest belongs on top.
        let mut answers: Vec<Answer> = listings
            .rchunks(BATCH)
            .map(|batch| Answer::Fresh(batch.to_vec()))
            .collect();
        let marks: HashMap<ArticleId, Marks> = store.marks()?.into_iter().collect();
        let mut gone = Vec::new();
        for (id, before) in &self.marks {
            let is_gone = *before != Marks::default() && !marks.contains_key(id);
            // Of a story that was taken out nobody changed the marks.
            if is_gone && store.listed(*id)?.is_some() {
                gone.push((*id, Marks::default()));
            }
        }
        let set = marks.iter().map(|(id, marks)| (*id, *marks));
        let is_other = |(id, marks): &(ArticleId, Marks)| {
            self.marks.get(id).copied().unwrap_or_default() != *marks
        };
        let others: Vec<(ArticleId, Marks)> =
            gone.into_iter().chain(set).filter(is_other).collect();
        self.marks = marks;
        if !others.is_empty() {
            answers.push(Answer::Marked(others));
        }
        Ok(answers)
    }
}
