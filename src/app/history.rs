//! The ways back: from a followed story to where it was followed from, and through all that was
//! read.

use crate::article::ArticleId;

/// A story and the place in it where the reader stood.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Visit {
    /// The story.
    pub(super) id: ArticleId,
    /// The place: a byte offset into the document's text.
    pub(super) place: usize,
}

/// What was read, in order, with a position in it as browsers have.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct History {
    /// The stories through which the open one was reached, the first one opened from the list.
    path: Vec<Visit>,
    read: Vec<ArticleId>,
    /// The index in `read` of the open story, or of the one that was left for the list.
    at: usize,
    /// Whether the open story was left for the list: one then stands before it.
    is_left: bool,
}

impl History {
    /// Notes that `id` was opened from the list: a new path begins.
    pub(super) fn open(&mut self, id: ArticleId) {
        self.path.clear();
        self.note(id);
    }

    /// Notes that `id` was followed from `from`.
    pub(super) fn follow(&mut self, from: Visit, id: ArticleId) {
        self.path.push(from);
        self.note(id);
    }

    /// Goes back along the path; `None` where it leads back to the list.
    ///
    /// This is a step back through what was read, so that the way forward stays open.
    pub(super) fn back(&mut self) -> Option<Visit> {
        let visit = self.path.pop()?;
        let before = self.at.checked_sub(1);
        match before.filter(|before| self.read.get(*before) == Some(&visit.id)) {
            Some(before) => self.at = before,
            None => self.note(visit.id),
        }
        Some(visit)
    }

    /// Notes that the open story was left for the list.
    pub(super) fn leave(&mut self) {
        self.is_left = true;
    }

    /// Goes `forward` or back through what was read.
    pub(super) fn travel(&mut self, forward: bool) -> Option<ArticleId> {
        let at = match (forward, self.is_left) {
            (true, true) => self.at,
            (true, false) => self.at + 1,
            (false, _) => self.at.checked_sub(1)?,
        };
        let id = *self.read.get(at)?;
        self.at = at;
        self.is_left = false;
        self.path.clear();
        Some(id)
    }

    /// Puts what was read in earlier runs before all that was read in this one.
    pub(super) fn remember(&mut self, read: impl Iterator<Item = ArticleId>) {
        let now = std::mem::take(&mut self.read);
        self.read.extend(read);
        // With nothing open yet, one stands after the last of them.
        self.at += self.read.len();
        self.read.extend(now);
    }

    fn note(&mut self, id: ArticleId) {
        self.is_left = false;
        if self.read.get(self.at) == Some(&id) {
            return;
        }
        self.read.truncate(self.at + 1);
        self.read.push(id);
        self.at = self.read.len() - 1;
    }
}
