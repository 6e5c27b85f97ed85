//! Watches a library for changes by other programs: an import, a second instance, a scheduled
//! refresh.
//!
//! SQLite counts the changes of other connections; only if the count has moved is the library
//! queried for new articles, and the list updates their marks. This instance's own refresh counts
//! as another connection too: repeated news has no effect.

use crate::app::Answer;
use crate::store::{Error, Store};

/// The number of articles sent at once, which the list adds within a frame.
const BATCH: usize = 256;

/// The state at the last look.
#[derive(Debug)]
pub(super) struct Watch {
    version: i64,
    newest: i64,
}

impl Watch {
    /// Starts to watch a library whose articles up to number `newest` are in the list.
    pub(super) fn begin(newest: i64) -> Self {
        Self {
            // The first look always queries for changes since the list was read.
            version: -1,
            newest,
        }
    }

    /// Returns the changes by others since the last look.
    pub(super) fn look(&mut self, store: &Store) -> Result<Vec<Answer>, Error> {
        let version = store.changes_elsewhere()?;
        if version == self.version {
            return Ok(Vec::new());
        }
        self.version = version;
        let (listings, newest) = store.listings_after(self.newest)?;
        self.newest = newest;
        // Each batch is put above the one before, so the newest must come last.
        let mut answers: Vec<Answer> = listings
            .rchunks(BATCH)
            .map(|batch| Answer::Fresh(batch.to_vec()))
            .collect();
        answers.push(Answer::MarksChanged);
        Ok(answers)
    }
}
