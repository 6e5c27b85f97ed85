//! The stories that the library suggests after an article.

use crate::app::Answer;
use crate::article::{ArticleId, Offer, Why};
use crate::store::{Error, Kin, Store, Suggestion};

/// The maximum number of related articles that are suggested for an article.
const MOST_SUGGESTED: usize = 6;

/// Returns what is suggested after an article; nothing if the library does not have it.
pub(super) fn related(store: &Store, id: ArticleId) -> Result<Option<Answer>, Error> {
    let article = match store.article(id) {
        Err(Error::Unreadable { .. }) => store.listed(id)?,
        other => other?,
    };
    let Some(article) = article else {
        return Ok(None);
    };
    let offers = store.related(&article, MOST_SUGGESTED + article.related.len())?;
    let offers: Vec<Offer> = offers.into_iter().map(offer).collect();
    Ok(Some(Answer::Suggested(id, offers)))
}

fn offer(suggestion: Suggestion) -> Offer {
    let Suggestion {
        listing,
        reason,
        kin,
        ..
    } = suggestion;
    Offer {
        title: listing.headline,
        url: listing.url,
        id: Some(listing.id),
        source: listing.source,
        published: listing.published,
        why: match kin {
            Kin::Publisher => Why::ByPublisher,
            Kin::Same => Why::Same,
            Kin::Alike => Why::Shares(reason),
        },
    }
}
