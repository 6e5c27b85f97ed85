//! The related articles at the end of an article: those of its publisher, and those that the library found.

use super::Page;
use crate::article::{ArticleId, Offer, Why, canonical_address};
use crate::search::Folded;

impl Page {
    /// Adds related articles that the library found: near duplicates before those that the
    /// publisher names, other articles after them. `id_of` looks up a related article among the
    /// articles in memory.
    pub fn suggest(&mut self, offers: Vec<Offer>, id_of: impl Fn(&Offer) -> Option<ArticleId>) {
        let known: Vec<ArticleId> = self.offers.iter().filter_map(id_of).collect();
        let mut versions = 0;
        for offer in offers {
            if offer.why == Why::Same {
                // The list shows only one of several near duplicates; the reader reaches the others
                // here, so they come first.
                self.offers
                    .retain(|own| own.id != offer.id && !is_same(own, &offer));
                self.offers.insert(versions.min(self.offers.len()), offer);
                versions += 1;
                continue;
            }
            if offer.id.is_some_and(|id| known.contains(&id)) {
                continue;
            }
            // A related article that the publisher named keeps its position, and now opens the
            // library's copy.
            let is_own = |own: &&mut Offer| own.id.is_none() && is_same(own, &offer);
            match self.offers.iter_mut().find(is_own) {
                Some(own) => own.id = offer.id,
                None => self.offers.push(offer),
            }
        }
    }
}

/// Returns whether two related articles are the same: by the addresses of their pages, else by
/// their titles.
fn is_same(one: &Offer, other: &Offer) -> bool {
    let address = |offer: &Offer| offer.url.as_deref().and_then(canonical_address);
    match (address(one), address(other)) {
        (Some(one), Some(other)) => one == other,
        (Some(_), None) | (None, Some(_) | None) => {
            Folded::of(&one.title).same_words(&Folded::of(&other.title))
        }
    }
}
