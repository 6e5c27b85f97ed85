//! Finding an article of a list by its address or its title.

use super::{ArticleList, ListEntry};
use crate::article::{Listing, canonical_address};
use crate::search::tokens;
use std::hash::{DefaultHasher, Hasher as _};

impl ArticleList {
    /// Returns the article of this address.
    pub fn at_address(&self, address: &str) -> Option<&ListEntry> {
        self.known
            .get(&key_of_address(address)?)
            .and_then(|index| self.entries.get(*index))
    }

    /// Returns the article with this title, in any spelling, with or without the kicker before it.
    pub fn with_title(&self, title: &str) -> Option<&ListEntry> {
        self.known
            .get(&key_of_title(title))
            .and_then(|index| self.entries.get(*index))
    }
}

pub(super) fn keys_of(listing: &Listing) -> Vec<u64> {
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
