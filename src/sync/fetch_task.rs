//! The tasks of a refresh and their results.

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
    /// The address of the subscription before any redirect, and its result.
    Feed(String, Box<FeedResult>),
    Page(Box<Result<Prepared, FetchFailure>>),
}

/// The result for a feed.
pub(super) struct FeedResult {
    pub(super) subscription: Subscription,
    /// The parsing threads prepare the articles, so that the storing thread has less to do.
    pub(super) articles: Result<Vec<Prepared>, Error>,
    pub(super) outcome: Result<FeedContent, FetchError>,
    pub(super) remarks: Vec<CleanText>,
}

#[derive(Clone, Copy)]
pub(super) enum FeedContent {
    Unchanged,
    Articles,
}

/// Returns host and port as the key of a queue: two ports on a machine are two servers.
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

/// Returns the private host that a subscription may connect to: its own, if it is allowed to be
/// private.
pub(super) fn allowed_host(subscription: &Subscription) -> AllowedHost {
    match Url::parse(&subscription.address) {
        Ok(url) if subscription.local => AllowedHost::from_user_input(&url),
        Ok(_) | Err(_) => AllowedHost::none(),
    }
}
