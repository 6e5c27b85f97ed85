//! Articles that arrive in a list, and those that leave it.

use super::known::keys_of;
use super::{ArticleList, ListEntry};
use crate::article::{ArticleId, Listing, PageStart};
use crate::search::Folded;
use std::collections::HashSet;

impl ArticleList {
    /// Appends the articles that the list does not have yet.
    pub fn arrive(&mut self, listings: Vec<Listing>) {
        let (new, shown) = self.add(listings);
        self.order.extend(new);
        self.shown.extend(shown);
    }

    /// Adds new articles at the top; the selected one stays on its screen row. If the list was
    /// empty, the user has not selected anything: the first row stays selected until they do.
    pub fn arrive_on_top(&mut self, listings: Vec<Listing>) {
        self.keeps_top |= self.shown.is_empty();
        let (new, shown) = self.add(listings);
        if !self.keeps_top {
            self.selected += shown.len();
        }
        self.away = self.away.map(|position| position + shown.len());
        self.order.splice(0..0, new);
        self.shown.splice(0..0, shown);
    }

    /// Adds a page above the rows in memory; the selected article stays on its screen row.
    pub fn arrive_before(&mut self, listings: Vec<Listing>) {
        let (new, shown) = self.add(listings);
        self.selected += shown.len();
        self.away = self.away.map(|position| position + shown.len());
        self.order.splice(0..0, new);
        self.shown.splice(0..0, shown);
    }

    /// Replaces all articles; keeps marks and filter.
    pub fn replace(&mut self, listings: Vec<Listing>) {
        let old = std::mem::take(self);
        *self = Self {
            query: old.query,
            highlighted: old.highlighted,
            read: old.read,
            starred: old.starred,
            view: old.view,
            template: old.template,
            ..Self::default()
        };
        self.arrive(listings);
    }

    /// Removes articles. If the selected one is among them, the next one is selected.
    pub fn remove(&mut self, ids: &HashSet<ArticleId>) {
        if !self
            .entries
            .iter()
            .any(|entry| ids.contains(&entry.listing.id))
        {
            return;
        }
        let places = (self.selected..self.shown.len()).chain((0..self.selected).rev());
        let mut shown = places.filter_map(|place| self.entry(place));
        let next = shown.find(|entry| !ids.contains(&entry.listing.id));
        let next = next.map(|entry| entry.listing.id);
        let kept = self
            .order
            .iter()
            .filter_map(|index| self.entries.get(*index));
        let kept = kept.map(|entry| &entry.listing);
        let kept = kept.filter(|listing| !ids.contains(&listing.id)).cloned();
        let kept = kept.collect();
        let (row, mut paging) = (self.row, self.paging.clone());
        if paging.above > 0 {
            // Nobody knows how many of the rows above are gone.
            paging.reload(next.map_or(PageStart::First, PageStart::Around));
        } else {
            paging.recount();
            paging.requested = None;
        }
        self.replace(kept);
        (self.row, self.paging) = (row, paging);
        if let Some(next) = next {
            self.select_id(next);
        }
    }

    /// Adds articles to `entries`; returns the indices of the new ones, and the indices of the new
    /// ones that pass the filter.
    fn add(&mut self, listings: Vec<Listing>) -> (Vec<usize>, Vec<usize>) {
        let (mut new, mut shown) = (Vec::new(), Vec::new());
        for listing in listings {
            let index = self.entries.len();
            if self.indices.contains_key(&listing.id) {
                continue;
            }
            self.indices.insert(listing.id, index);
            let topic = listing.topic.as_deref().unwrap_or_default();
            let source = listing.source.as_deref().unwrap_or_default();
            let folded = Folded::of(&format!("{topic} {} {source}", listing.headline));
            for key in keys_of(&listing) {
                self.known.entry(key).or_insert(index);
            }
            // A mark set in this run stays, even if the input has an older mark.
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
            self.entries.push(ListEntry { listing, folded });
        }
        (new, shown)
    }
}
