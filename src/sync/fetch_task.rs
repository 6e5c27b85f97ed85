//! The tasks of a refresh, and what comes of each.

use super::FetchFailure;
use super::guard::AllowedHost;
use crate::article::Article;
use crate::fetch_error::FetchError;
use crate::store::{Error, Prepared, Subscription};
use crate::text::clean_text::CleanText;
use url::Url;

pub(super) enum FetchTask {
    Feed(Box<Subscription>),
    Page(Box<Article>, AllowedHost),
}

pub(super) enum FinishedTask {
    /// The address of the subscription as it was, and what came of it.
    Feed(String, Box<FeedResult>),
    Page(Box<Result<Prepared, FetchFailure>>),
}

/// A feed as it came.
pub(super) struct FeedResult {
    pub(super) subscription: Subscription,
    /// Made ready here, so that the one that stores has the less to do.
    pub(super) stories: Result<Vec<Prepared>, Error>,
    pub(super) outcome: Result<FeedContent, FetchError>,
    pub(super) remarks: Vec<CleanText>,
}

#[derive(Clone, Copy)]
pub(super) enum FeedContent {
    Unchanged,
    Articles,
}

/// Two ports of one machine are two servers.
pub(super) fn host_key(address: &str) -> String {
    let url = Url::parse(address).ok();
    let host = |url: &Url| {
        Some(format!(
            "{}:{}",
            url.host_str()?,
            url.port_or_known_default()?
        ))
    };
    url.as_ref().and_then(host).unwrap_or_default()
}

/// What a subscription may open: where it stands in a private network, that host and no other.
pub(super) fn allowed_host(subscription: &Subscription) -> AllowedHost {
    match Url::parse(&subscription.address) {
        Ok(url) if subscription.local => AllowedHost::from_user_input(&url),
        Ok(_) | Err(_) => AllowedHost::none(),
    }
}
