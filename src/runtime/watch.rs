//! Watches a library for changes by other programs: an import, a second instance, a scheduled
//! refresh.
//!
//! SQLite counts the changes of other connections. Only if its count has changed is the library
//! queried for new articles, and the list reloads the marks. A refresh of this instance also has
//! another connection, so its articles are reported again, which has no effect.

use crate::app::Answer;
use crate::store::{Error, Store};

/// The maximum number of articles sent at once: as many as the list can add within a frame.
const BATCH: usize = 256;

/// What was known at the last look.
#[derive(Debug)]
pub(super) struct Watch {
    version: i64,
    newest: i64,
}

impl Watch {
    /// Starts to watch a library whose articles up to number `newest` are in the list.
    pub(super) fn begin(newest: i64) -> Self {
        Self {
            // No version is negative, so the first look always queries for changes since the list
            // was read.
            version: -1,
            newest,
        }
    }

    /// Returns the changes by other connections since the last look.
    pub(super) fn look(&mut self, store: &Store) -> Result<Vec<Answer>, Error> {
        let version = store.changes_elsewhere()?;
        if version == self.version {
            return Ok(Vec::new());
        }
        self.version = version;
        let (listings, newest) = store.listings_after(self.newest)?;
        self.newest = newest;
        // The list puts each batch above the one before, so the newest must come last.
        let mut answers: Vec<Answer> = listings
            .rchunks(BATCH)
            .map(|batch| Answer::Fresh(batch.to_vec()))
            .collect();
        answers.push(Answer::MarksChanged);
        Ok(answers)
    }
}
