//! The marks of the articles of a list, and the nearest article that is unread.

use super::ArticleList;
use crate::article::{ArticleId, Marks};
use std::collections::HashSet;

impl ArticleList {
    /// Returns the marks of an article.
    pub fn marks(&self, id: ArticleId) -> Marks {
        Marks {
            read: self.read.contains(&id),
            starred: self.starred.contains(&id),
        }
    }

    /// Sets the marks of an article.
    pub fn set_mark(&mut self, id: ArticleId, marks: Marks) {
        let put = |is_set: bool, set: &mut HashSet<ArticleId>| {
            if is_set {
                set.insert(id);
            } else {
                set.remove(&id);
            }
        };
        put(marks.read, &mut self.read);
        put(marks.starred, &mut self.starred);
    }

    /// Takes all marks out of this list, for another list of the same articles: first the read
    /// articles, then the starred ones.
    pub fn take_marks(&mut self) -> (HashSet<ArticleId>, HashSet<ArticleId>) {
        (
            std::mem::take(&mut self.read),
            std::mem::take(&mut self.starred),
        )
    }

    /// Sets the marks that were taken from another list.
    pub fn set_marks(&mut self, read: HashSet<ArticleId>, starred: HashSet<ArticleId>) {
        self.read = read;
        self.starred = starred;
    }

    /// Returns whether an article is starred.
    pub fn is_starred(&self, id: ArticleId) -> bool {
        self.starred.contains(&id)
    }

    /// Returns whether an article is read.
    pub fn is_read(&self, id: ArticleId) -> bool {
        self.read.contains(&id)
    }

    /// Returns the number of articles marked as read, including marks taken from another list.
    pub fn read_count(&self) -> usize {
        self.read.len()
    }

    /// Returns the number of read articles in memory, shown or not.
    pub fn read_in_memory(&self) -> usize {
        let ids = self.indices.keys();
        ids.filter(|id| self.read.contains(id)).count()
    }

    /// Returns the position of the nearest unread article after the selected one, or before it.
    pub fn next_unread(&self, forward: bool) -> Option<usize> {
        let unread = |position: &usize| {
            self.entry(*position)
                .is_some_and(|entry| !self.is_read(entry.listing.id))
        };
        if forward {
            (self.selected + 1..self.shown.len()).find(unread)
        } else {
            (0..self.selected).rev().find(unread)
        }
    }

    /// Returns the position of the nearest unread article of another publisher after the selected
    /// one, or before it.
    pub fn next_source(&self, forward: bool) -> Option<usize> {
        let here = self.selected_entry()?.listing.source.as_deref();
        let differs = |position: &usize| {
            self.entry(*position).is_some_and(|entry| {
                entry.listing.source.as_deref() != here && !self.is_read(entry.listing.id)
            })
        };
        if forward {
            (self.selected + 1..self.shown.len()).find(differs)
        } else {
            (0..self.selected).rev().find(differs)
        }
    }
}
