//! Removing many stories, and bringing them back, a few at a time while nothing else is asked of the
//! library: 10,000 take seconds, and no mark waits for that.

use crate::app::Answer;
use crate::app::library::{ChangeId, HEADLINES_ASKED, Removal, StoryRange};
use crate::article::ArticleId;
use crate::runtime::now;
use crate::search::{Condition, Expression, LibraryQuery};
use crate::store::{Error, Store};
use std::collections::{BTreeMap, VecDeque};

/// The number of stories that are removed or brought back in one transaction.
const AT_ONCE: usize = 50;

/// Stories that are being removed or brought back.
enum Job {
    Remove {
        change: ChangeId,
        left: VecDeque<ArticleId>,
        /// The starred stories that stay.
        kept: usize,
    },
    BringBack {
        left: VecDeque<ArticleId>,
        count: usize,
    },
}

/// What is to be removed and brought back, and what was removed.
#[derive(Default)]
pub(super) struct Removals {
    jobs: VecDeque<Job>,
    /// The stories that each change removed so far.
    removed: BTreeMap<ChangeId, Vec<ArticleId>>,
}

/// Returns the stories of a range that may be removed: starred ones only if the query names them.
pub(super) fn find(store: &mut Store, range: &StoryRange) -> Result<Answer, Error> {
    let query = LibraryQuery::at(&range.query, now());
    store.prepare_for(&query)?;
    let mut unstarred = query.clone();
    if !query.names_stars() {
        let star = Expression::Is(Condition::Starred);
        unstarred.conditions.push(star.negated());
    }
    let count = |query: &LibraryQuery| store.range(query, range.limit);
    let ids: Vec<ArticleId> = count(&unstarred)?.into_iter().map(|(id, _)| id).collect();
    let kept = count(&query)?.len().saturating_sub(ids.len());
    let mut headlines = Vec::new();
    store.listings(&unstarred, HEADLINES_ASKED.min(ids.len()), |row| {
        headlines.push(row.headline.into());
        true
    })?;
    Ok(Answer::RemovalFound(Removal {
        ids,
        kept,
        headlines,
        is_by_words: query.has_words(),
    }))
}

impl Removals {
    pub(super) fn remove(&mut self, change: ChangeId, removal: Removal) {
        self.removed.insert(change, Vec::new());
        if self.removed.len() > super::MOST_CHANGES {
            self.removed.pop_first();
        }
        self.jobs.push_back(Job::Remove {
            change,
            left: removal.ids.into(),
            kept: removal.kept,
        });
    }

    /// Brings back what a change removed, and removes nothing more of it.
    pub(super) fn bring_back(&mut self, change: ChangeId) {
        self.jobs.retain(|job| match job {
            Job::Remove { change: other, .. } => *other != change,
            Job::BringBack { .. } => true,
        });
        let left = self.removed.remove(&change).unwrap_or_default();
        self.jobs.push_back(Job::BringBack {
            left: left.into(),
            count: 0,
        });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.jobs.is_empty()
    }

    /// Does a part of the first job; returns what is reported if the job is done.
    ///
    /// # Errors
    /// Returns an error if the library cannot be written; the job ends there.
    pub(super) fn go_on(&mut self, store: &mut Store) -> Result<Option<Answer>, Error> {
        let Some(job) = self.jobs.pop_front() else {
            return Ok(None);
        };
        match job {
            Job::Remove {
                change,
                mut left,
                kept,
            } => {
                let ids = taken(&mut left);
                let gone = store.throw_away(&ids, now())?;
                let removed = self.removed.entry(change).or_default();
                removed.extend(gone);
                if left.is_empty() {
                    let ids = removed.clone();
                    return Ok(Some(Answer::Removed(Removal {
                        ids,
                        kept,
                        ..Removal::default()
                    })));
                }
                self.jobs.push_front(Job::Remove { change, left, kept });
            }
            Job::BringBack { mut left, count } => {
                let ids = taken(&mut left);
                let count = count + store.bring_back(&ids)?;
                if left.is_empty() {
                    return Ok(Some(Answer::BroughtBack(count)));
                }
                self.jobs.push_front(Job::BringBack { left, count });
            }
        }
        Ok(None)
    }
}

fn taken(left: &mut VecDeque<ArticleId>) -> Vec<ArticleId> {
    left.drain(..AT_ONCE.min(left.len())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Marks};

    fn library(count: usize) -> (tempfile::TempDir, Store, Vec<ArticleId>) {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(&folder.path().join("library.db")).unwrap();
        let numbered = |number: usize| Article {
            headline: format!("ख़बर {number}"),
            ..Article::default()
        };
        let stories: Vec<Article> = (0..count)
            .map(|number| numbered(number).identified())
            .collect();
        store.put(&stories).unwrap();
        let ids = stories.iter().map(|story| story.id).collect();
        (folder, store, ids)
    }

    fn found(store: &mut Store, query: &str) -> Removal {
        let range = StoryRange::parse(query);
        let Answer::RemovalFound(removal) = find(store, &range).unwrap() else {
            panic!("not the answer to a range");
        };
        removal
    }

    #[test]
    fn starred_stories_stay_unless_they_are_named() {
        let (_folder, mut store, ids) = library(4);
        let star = Marks {
            read: true,
            starred: true,
        };
        store.set_marks(&[(ids[1], star)]).unwrap();
        let removal = found(&mut store, "");
        assert_eq!((removal.ids.len(), removal.kept), (3, 1));
        let named = found(&mut store, "is:starred");
        assert_eq!((named.ids, named.kept), (vec![ids[1]], 0));
        assert_eq!(found(&mut store, "-is:starred").kept, 0);
        let few = found(&mut store, "ख़बर limit:2");
        let headlines: Vec<&str> = few.headlines.iter().map(|line| &**line).collect();
        assert_eq!(headlines, ["ख़बर 3", "ख़बर 2"]);
        assert!(few.is_by_words && !removal.is_by_words);
        assert_eq!(removal.headlines.len(), 3);
    }

    #[test]
    fn undoing_stops_a_removal_and_brings_back_what_is_gone() {
        let (_folder, mut store, ids) = library(3 * AT_ONCE);
        let mut removals = Removals::default();
        removals.remove(
            1,
            Removal {
                ids,
                ..Removal::default()
            },
        );
        assert_eq!(removals.go_on(&mut store).unwrap(), None);
        assert_eq!(store.len().unwrap(), 2 * AT_ONCE);
        removals.bring_back(1);
        let back = removals.go_on(&mut store).unwrap();
        assert_eq!(back, Some(Answer::BroughtBack(AT_ONCE)));
        assert!(removals.is_empty());
        assert_eq!(store.len().unwrap(), 3 * AT_ONCE);
    }
}
