//! Following the feed at an address, or one of the feeds that the page there names.

use super::FeedWorkerState;
use crate::app::Answer;
use crate::app::news::{FeedKey, FeedOffer};
use crate::ingest::FeedLink;
use crate::store::{Store, Subscription};
use crate::sync::{FoundFeed, find_typed, follow_found};
use crate::text::sanitize;
use crate::words::News;

/// The maximum number of feeds of a page that are offered.
const MOST_OFFERED: usize = 8;

impl FeedWorkerState {
    /// Follows the feed at an address, or offers the feeds of the page there if it names several.
    pub(super) fn add(&mut self, typed: &str) -> Result<Answer, String> {
        let client = self.client()?;
        let found = find_typed(typed, &client, self.language)?;
        if found.others.is_empty() {
            return self.keep(found);
        }
        let others = found.others.clone();
        self.found = vec![found];
        for link in others.iter().take(MOST_OFFERED - 1) {
            // One that cannot be fetched is no offer.
            let other = find_typed(&link.url, &client, self.language);
            self.found
                .extend(other.ok().map(|other| named(other, link)));
        }
        let offers = self.found.iter().map(|found| FeedOffer {
            address: found.subscription.shown(),
            title: found.subscription.title.as_str().into(),
            headlines: found
                .headlines
                .iter()
                .map(|line| line.as_str().into())
                .collect(),
        });
        Ok(Answer::FeedOffers(offers.collect()))
    }

    pub(super) fn follow(&mut self, address: &str) -> Result<Answer, String> {
        let mut offered = self.found.iter();
        let at = offered.position(|found| found.subscription.shown() == address);
        let found = match at {
            Some(at) => self.found.swap_remove(at),
            None => find_typed(address, &*self.client()?, self.language)?,
        };
        self.keep(found)
    }

    fn keep(&self, found: FoundFeed) -> Result<Answer, String> {
        let mut store = self.store()?;
        let (title, address) = (found.subscription.title.clone(), found.subscription.shown());
        let known = self.known(&store, &address)?;
        if let Some(known) = known {
            return self.changed(&store, &[News::Known(known.title)], Some(own(address)));
        }
        let count = follow_found(&mut store, found).map_err(|error| self.said(&error))?;
        self.changed(
            &store,
            &[News::Subscribed(title, count)],
            Some(own(address)),
        )
    }

    fn known(&self, store: &Store, address: &str) -> Result<Option<Subscription>, String> {
        let all = store.subscriptions().map_err(|error| self.said(&error))?;
        Ok(all.into_iter().find(|one| one.shown() == address))
    }
}

/// Returns what names a feed that this program fetches.
fn own(address: String) -> FeedKey {
    FeedKey {
        address,
        account: None,
    }
}

/// Returns a feed with the name by which the page links to it, if the page gives one.
fn named(mut found: FoundFeed, link: &FeedLink) -> FoundFeed {
    if let Some(title) = link.title.as_deref().filter(|title| !title.is_empty()) {
        found.subscription.title = sanitize::clean_line(title).into_owned();
    }
    found
}
