//! Finds what the user means by the address of a feed that was typed, and follows it.

use super::client::Client;
use super::discover::{DiscoveredFeed, find_feed};
use super::{FeedOutcome, FetchResponse, address_of, keep_found, of_address};
use crate::article::shown_address;
use crate::fetch_error::FetchError;
use crate::ingest::FeedLink;
use crate::store::{Error, Store, Subscription};
use crate::words::{Language, News};
use std::path::Path;
use url::Url;

/// The feed at an address: its settings, its content, and the other feeds that a page names.
#[derive(Clone, Debug)]
pub struct FoundFeed {
    /// The feed as it is followed by default.
    pub subscription: Subscription,
    /// The response that contained the feed; `None` if it is followed unseen.
    pub response: Option<FetchResponse>,
    /// Other feeds that the page declares; they were not fetched.
    pub others: Vec<FeedLink>,
    /// The newest headlines, at most three.
    pub headlines: Vec<String>,
    /// A remark on how the feed was found.
    pub remark: Option<News>,
}

/// The number of headlines that tell what a feed is about.
const HEADLINES: usize = 3;

impl From<DiscoveredFeed> for FoundFeed {
    fn from(found: DiscoveredFeed) -> Self {
        let entries = found.feed.entries.iter().take(HEADLINES);
        let headlines = entries.map(|entry| entry.article.headline.clone());
        let headlines = headlines.collect();
        let title = found.feed.title;
        Self {
            subscription: Subscription {
                title: title.unwrap_or_else(|| shown_address(&found.address)),
                site: found.feed.link,
                local: found.local,
                trusted: found.trusted,
                ..of_address(&found.address)
            },
            response: Some(found.response),
            others: found.others,
            headlines,
            remark: None,
        }
    }
}

/// Removes a leading `feed:` from a typed address.
fn bare(typed: &str) -> &str {
    let typed = typed.trim();
    let typed = typed.strip_prefix("feed:").unwrap_or(typed);
    typed.strip_prefix("//").unwrap_or(typed)
}

/// Parses an address as users type it; without a scheme it means https.
pub fn typed_address(typed: &str) -> Option<Url> {
    let typed = bare(typed);
    if let Some(url) = address_of(Path::new(typed)) {
        return Some(url);
    }
    let first = typed.split(['/', ':']).next()?;
    let begins_with_a_host = first.contains('.') || first == "localhost";
    let url = Url::parse(&format!("https://{typed}")).ok()?;
    (begins_with_a_host && !typed.contains("://")).then_some(url)
}

/// Finds the feed at a typed address, or that of the page there. Without a scheme, https is tried first and then
/// http.
///
/// # Errors
///
/// Returns a sentence, which names the address, if there is no feed or it cannot be fetched.
pub fn find_typed(typed: &str, client: &Client, language: Language) -> Result<FoundFeed, String> {
    let Some(url) = typed_address(typed) else {
        return Err(FetchError::NotWebAddress(typed.to_owned()).say(language));
    };
    let has_scheme = address_of(Path::new(bare(typed))).is_some();
    let found = if has_scheme {
        let found = find_feed(&url, client).map(FoundFeed::from);
        found.map_err(|failure| failure.error.say(language))
    } else {
        found_by_either(&url, client, language)
    };
    found.map_err(|why| format!("{}: {why}", shown_address(&url)))
}

/// Finds the feed at an address without a scheme, over https and then over http. If neither works,
/// returns both errors.
fn found_by_either(https: &Url, client: &Client, language: Language) -> Result<FoundFeed, String> {
    let fault = match find_feed(https, client) {
        Ok(found) => return Ok(found.into()),
        Err(failure) => failure.error,
    };
    let mut http = https.clone();
    // A host that does not exist fails with both schemes, and a bad certificate is a warning to the
    // user.
    let is_final = matches!(fault, FetchError::NoSuchHost(_) | FetchError::Cancelled)
        || fault.is_certificate_error();
    if is_final || http.set_scheme("http").is_err() {
        return Err(fault.say(language));
    }
    let fault = fault.say(language);
    match find_feed(&http, client) {
        Ok(found) => Ok(FoundFeed {
            remark: Some(News::ByHttp(fault)),
            ..found.into()
        }),
        Err(failure) => Err(News::NeitherWorks {
            https: fault,
            http: failure.error.say(language),
        }
        .say(language)),
    }
}

/// Follows a feed that is not followed yet, and stores what was fetched from it; returns the number of its stories.
///
/// # Errors
///
/// Returns an error if the library cannot be written.
pub fn follow_found(store: &mut Store, found: FoundFeed) -> Result<usize, Error> {
    let Some(response) = found.response else {
        store.subscribe(&[found.subscription])?;
        return Ok(0);
    };
    Ok(match keep_found(store, found.subscription, response)? {
        FeedOutcome::Read { offered, .. } => offered,
        FeedOutcome::Unchanged | FeedOutcome::Failed(_) => 0,
    })
}
