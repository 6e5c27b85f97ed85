//! What others do to the library while it is read here: an import, a second reader, a refresh that the
//! system starts by the clock.
//!
//! SQLite counts the changes that come from elsewhere; only where the count has moved is the library
//! asked what came, and the list asks for the marks of its stories. A refresh of this reader's counts
//! as one from elsewhere too: what is told twice is known the second time.

use crate::app::Answer;
use crate::store::{Error, Store};

/// Stories are handed over so many at a time: the list takes them in within a frame.
const BATCH: usize = 256;

/// What was there at the last look.
#[derive(Debug)]
pub(super) struct Watch {
    version: i64,
    newest: i64,
}

impl Watch {
    /// Begins to watch a library of which the list has the stories up to number `newest`.
    pub(super) fn begin(newest: i64) -> Self {
        Self {
            // Whatever there is, the first look asks for what came since the list was read.
            version: -1,
            newest,
        }
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
        answers.push(Answer::MarksChanged);
        Ok(answers)
    }
}
