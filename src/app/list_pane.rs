//! The list of stories: which are shown, which is selected, and on which row of the screen.
//!
//! The selected story is an identity, not an index. Whatever changes in the list (arrivals, a
//! filter), the same story stays selected, and its row on the screen stays the same wherever the
//! list has enough stories above it to fill that row. So the scroll position is not an index at the
//! top: it is the screen row of the selected story, and the rows above and below it are laid out
//! from there. That also makes a list of 100,000 rows cost what a screenful costs.

mod rows;

pub use rows::{Row, rows};

use super::paging::Paging;
use crate::article::{ArticleId, Listing, Marks, canonical_address};
use crate::search::{Folded, Query, tokens};
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hasher as _};

/// A story in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What the row shows.
    pub listing: Listing,
    /// The words that a filter looks at.
    pub folded: Folded,
}

/// The state of the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListPane {
    entries: Vec<Entry>,
    places: HashMap<ArticleId, usize>,
    /// Indices of all entries, as the list has them from top to bottom.
    order: Vec<usize>,
    /// Those of them that pass the filter.
    shown: Vec<usize>,
    query: Query,
    /// What is marked in the rows; the filter's words, or those of a search of the library.
    highlighted: Query,
    read: HashSet<ArticleId>,
    starred: HashSet<ArticleId>,
    /// Stories by a key of their canonical address and of their title.
    known: HashMap<u64, usize>,
    /// The selected story: an index into `shown`, valid whenever that is not empty.
    selected: usize,
    /// The story from which the rows are laid out, where they were scrolled away from the selected one.
    away: Option<usize>,
    /// Whether the first row stays selected, whatever arrives above it.
    keeps_top: bool,
    /// The screen row, within the pane, of the first line of the story from which rows are laid out.
    row: usize,
    /// How far the list goes beyond the rows that are here.
    pub(super) paging: Paging,
}

impl ListPane {
    /// Adds stories at the end; one that is there already is passed over.
    pub fn arrive(&mut self, listings: Vec<Listing>) {
        let (new, shown) = self.add(listings);
        self.order.extend(new);
        self.shown.extend(shown);
    }

    /// Adds stories at the top; what is selected stays so, on the same row of the screen. Of a list
    /// that was empty nobody has selected anything: its first row stays selected until somebody does.
    pub fn arrive_on_top(&mut self, listings: Vec<Listing>) {
        self.keeps_top |= self.shown.is_empty();
        let (new, shown) = self.add(listings);
        if !self.keeps_top {
            self.selected += shown.len();
        }
        self.away = self.away.map(|place| place + shown.len());
        self.order.splice(0..0, new);
        self.shown.splice(0..0, shown);
    }

    /// Adds stories at the top that stood there before; what is selected stays so, on the same row of
    /// the screen.
    pub fn arrive_before(&mut self, listings: Vec<Listing>) {
        let (new, shown) = self.add(listings);
        self.selected += shown.len();
        self.away = self.away.map(|place| place + shown.len());
        self.order.splice(0..0, new);
        self.shown.splice(0..0, shown);
    }

    /// Puts other stories in the place of all that are here; marks and filter stay.
    pub fn replace(&mut self, listings: Vec<Listing>) {
        let old = std::mem::take(self);
        *self = Self {
            query: old.query,
            highlighted: old.highlighted,
            read: old.read,
            starred: old.starred,
            ..Self::default()
        };
        self.arrive(listings);
    }

    /// Returns how many stories are here, shown or not.
    pub fn held(&self) -> usize {
        self.order.len()
    }

    /// Returns the first and the last story that are here, shown or not.
    pub fn ends(&self) -> Option<(ArticleId, ArticleId)> {
        let id = |index: &usize| self.entries.get(*index).map(|entry| entry.listing.id);
        self.order
            .first()
            .and_then(id)
            .zip(self.order.last().and_then(id))
    }

    /// Returns how far the list goes beyond the rows that are here.
    pub fn paging(&self) -> &Paging {
        &self.paging
    }

    /// Returns the place of the story `id` among those shown.
    pub fn place_of(&self, id: ArticleId) -> Option<usize> {
        let index = self.places.get(&id)?;
        self.shown.iter().position(|shown| shown == index)
    }

    /// Takes stories in; returns the indices of the new ones, and of those that are to be shown.
    fn add(&mut self, listings: Vec<Listing>) -> (Vec<usize>, Vec<usize>) {
        let (mut new, mut shown) = (Vec::new(), Vec::new());
        for listing in listings {
            let index = self.entries.len();
            if self.places.contains_key(&listing.id) {
                continue;
            }
            self.places.insert(listing.id, index);
            let topic = listing.topic.as_deref().unwrap_or_default();
            let source = listing.source.as_deref().unwrap_or_default();
            let folded = Folded::of(&format!("{topic} {} {source}", listing.headline));
            for key in keys_of(&listing) {
                self.known.entry(key).or_insert(index);
            }
            // What was marked here stays so, whatever the file says of an earlier moment.
            if listing.marks.read {
                self.read.insert(listing.id);
            }
            if listing.marks.starred {
                self.starred.insert(listing.id);
            }
            if self.query.matches(&folded) {
                shown.push(index);
            }
            new.push(index);
            self.entries.push(Entry { listing, folded });
        }
        (new, shown)
    }

    /// Shows only stories that match; the selected one stays if it does, else the nearest after it.
    pub fn filter(&mut self, query: Query) {
        let selected = self.shown.get(self.selected).copied();
        let narrower = query.narrows(&self.query);
        let candidates = if narrower {
            std::mem::take(&mut self.shown)
        } else {
            self.order.clone()
        };
        let mut place = 0;
        self.shown.clear();
        for index in candidates {
            if Some(index) == selected {
                place = self.shown.len();
            }
            let entry = self.entries.get(index);
            if entry.is_some_and(|entry| query.matches(&entry.folded)) {
                self.shown.push(index);
            }
        }
        self.highlighted = query.clone();
        self.query = query;
        self.away = None;
        self.selected = place.min(self.shown.len().saturating_sub(1));
    }

    /// Selects the story `id`, if it is shown.
    pub fn select_id(&mut self, id: ArticleId) {
        if let Some(place) = self.place_of(id) {
            self.keeps_top = false;
            self.away = None;
            self.selected = place;
        }
    }

    /// Selects the story at `place` among those shown, or the last one.
    pub fn select(&mut self, place: usize) {
        self.keeps_top = false;
        self.away = None;
        self.selected = place.min(self.shown.len().saturating_sub(1));
    }

    /// Returns the place of the selected story among those shown.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// Returns the place of the story from which rows are laid out: the selected one, unless they were
    /// scrolled away from it.
    pub fn anchor(&self) -> usize {
        self.away.unwrap_or(self.selected)
    }

    /// Returns the selected story.
    pub fn selected_entry(&self) -> Option<&Entry> {
        self.entry(self.selected)
    }

    /// Returns the story at `place` among those shown.
    pub fn entry(&self, place: usize) -> Option<&Entry> {
        self.shown
            .get(place)
            .and_then(|index| self.entries.get(*index))
    }

    /// Returns the story `id`, shown or not.
    pub fn find(&self, id: ArticleId) -> Option<&Entry> {
        self.places
            .get(&id)
            .and_then(|index| self.entries.get(*index))
    }

    /// Returns all stories, shown or not, in the order of their arrival.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns how many stories are shown.
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// Returns whether no story is shown.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// Returns what the list is filtered by.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Returns what is to be marked in the rows.
    pub fn highlighted(&self) -> &Query {
        &self.highlighted
    }

    /// Marks these words in the rows.
    pub fn highlight(&mut self, query: Query) {
        self.highlighted = query;
    }

    /// Returns the marks of a story.
    pub fn marks(&self, id: ArticleId) -> Marks {
        Marks {
            read: self.read.contains(&id),
            starred: self.starred.contains(&id),
        }
    }

    /// Sets the marks of a story.
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

    /// Takes all marks away, for another list of the same stories: those read, those starred.
    pub fn take_marks(&mut self) -> (HashSet<ArticleId>, HashSet<ArticleId>) {
        (
            std::mem::take(&mut self.read),
            std::mem::take(&mut self.starred),
        )
    }

    /// Puts the marks of another list here.
    pub fn set_marks(&mut self, read: HashSet<ArticleId>, starred: HashSet<ArticleId>) {
        self.read = read;
        self.starred = starred;
    }

    /// Returns whether a story was set apart.
    pub fn is_starred(&self, id: ArticleId) -> bool {
        self.starred.contains(&id)
    }

    /// Returns the story at this address.
    pub fn at_address(&self, address: &str) -> Option<&Entry> {
        self.known
            .get(&key_of_address(address)?)
            .and_then(|index| self.entries.get(*index))
    }

    /// Returns the story with this title, however it is spelt, with or without its kicker.
    pub fn with_title(&self, title: &str) -> Option<&Entry> {
        self.known
            .get(&key_of_title(title))
            .and_then(|index| self.entries.get(*index))
    }

    /// Returns whether a story has been opened.
    pub fn is_read(&self, id: ArticleId) -> bool {
        self.read.contains(&id)
    }

    /// Returns how many stories are marked as read, here or in the list that waits behind this one.
    pub fn read_count(&self) -> usize {
        self.read.len()
    }

    /// Returns the place of the nearest unread story after the selected one, or before it.
    pub fn next_unread(&self, forward: bool) -> Option<usize> {
        let unread = |place: &usize| {
            self.entry(*place)
                .is_some_and(|entry| !self.is_read(entry.listing.id))
        };
        if forward {
            (self.selected + 1..self.shown.len()).find(unread)
        } else {
            (0..self.selected).rev().find(unread)
        }
    }

    /// Returns the screen row of the story from which rows are laid out.
    pub fn row(&self) -> usize {
        self.row
    }

    /// Moves the story from which rows are laid out to screen row `row`.
    pub fn set_row(&mut self, row: usize) {
        self.row = row;
    }
}

fn keys_of(listing: &Listing) -> Vec<u64> {
    let mut keys = vec![key_of_title(&listing.headline)];
    let kicker = listing.topic.as_deref();
    keys.extend(kicker.map(|kicker| key_of_title(&format!("{kicker} {}", listing.headline))));
    keys.extend(listing.url.as_deref().and_then(key_of_address));
    keys
}

fn key_of_title(title: &str) -> u64 {
    hash(&tokens(title))
}

fn key_of_address(address: &str) -> Option<u64> {
    canonical_address(address).as_ref().map(hash)
}

fn hash(what: &impl std::hash::Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}
