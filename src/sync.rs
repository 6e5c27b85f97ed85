//! Fetching news: feeds that are due are fetched, parsed and stored, each as soon as it arrives.
//!
//! Whatever one server does, a refresh continues with the other feeds and always finishes:
//! responses are limited in size and in time, and an error is a value that is stored with its feed.
//! Progress is reported as values; this module knows nothing about the terminal.

mod account;
mod client;
mod discover;
mod fetch_failure;
mod fetch_task;
mod follow;
mod full_text;
mod future_dates;
pub mod greader;
pub mod guard;
mod no_story;
mod pool;
mod read_feed;
mod refresh;
pub mod robots;
pub mod schedule;
mod select;
mod store_results;
mod subscriptions;

pub use account::{
    AccountEvent, AccountOpener, AccountProgress, AccountSummary, PasswordCommands,
    ServedFeedChange, TokenFile, sync_accounts,
};
pub use client::{
    ApiForm, ApiRequest, ApiResponse, Client, ClientSettings, FetchRequest, FetchResponse,
};
pub use discover::{DiscoveredFeed, find_feed};
pub use fetch_failure::FetchFailure;
pub use follow::{FoundFeed, find_typed, follow_found, typed_address};
pub use full_text::{RobotsCache, full_text, is_summary, read_page};
pub use greader::{
    AuthToken, Endpoint, IdStream, LoggedIn, ServerFeed, ServerSession, log_in, server_address,
};
pub use guard::AllowedHost;
pub use pool::MOST_JOBS;
pub use read_feed::read_feed;
pub use refresh::{keep_found, run, trusting};
pub use subscriptions::{
    allow_private, is_held, last_result, list_of, local_time, of_address, read_list,
    served_subscription, starter,
};

use crate::article::shown_address;
use crate::fetch_error::FetchError;
use crate::ingest::{Parsed, Problem};
use crate::store::{ImportCounts, Subscription};
use crate::text::clean_text::CleanText;
use std::path::Path;
use url::Url;

/// The default number of concurrent requests.
pub const JOBS: usize = 32;

/// The subscriptions that a refresh covers.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RefreshScope {
    /// The stored addresses of the subscriptions to cover; `None` for all.
    pub only: Option<Vec<String>>,
    /// Whether to fetch feeds that are not due. Feeds in `only` are always fetched.
    pub regardless: bool,
    /// The number of concurrent requests.
    pub jobs: usize,
}

impl Default for RefreshScope {
    fn default() -> Self {
        Self {
            only: None,
            regardless: false,
            jobs: JOBS,
        }
    }
}

impl RefreshScope {
    /// Returns whether the scope covers a subscription.
    pub fn names(&self, subscription: &Subscription) -> bool {
        let is_meant = |only: &Vec<String>| only.contains(&subscription.address);
        self.only.as_ref().is_none_or(is_meant)
    }

    /// Whether a refresh fetches a subscription. A feed that its publisher removed is fetched only
    /// if `only` names its address.
    fn takes(&self, subscription: &Subscription, now: i64) -> bool {
        let is_due = self.regardless || subscription.due <= now;
        self.only.is_some() || (is_due && !subscription.stopped)
    }
}

/// The progress of a refresh.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Progress {
    /// The refresh began.
    Began {
        /// The number of feeds that will be fetched.
        feeds: usize,
    },
    /// A feed was fetched.
    Feed(Box<FeedReport>),
    /// A page was fetched for its full text.
    Pages {
        /// The number of pages fetched so far.
        done: usize,
        /// The number of pages to fetch, if it is known.
        of: usize,
    },
}

/// The result for one feed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FeedReport {
    /// The feed's address without credentials.
    pub address: String,
    /// The feed's title.
    pub title: String,
    /// The result of fetching the feed.
    pub outcome: FeedOutcome,
    /// When the feed is due again, in seconds of Unix time.
    pub due: i64,
    /// What was unusual in the response.
    pub remarks: Vec<CleanText>,
    /// The number of feeds fetched so far.
    pub done: usize,
    /// The number of feeds to fetch.
    pub of: usize,
}

/// The result of fetching a feed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum FeedOutcome {
    /// The feed has not changed.
    Unchanged,
    /// The feed was parsed and stored.
    Read {
        /// The number of articles in the feed.
        offered: usize,
        /// How many of the articles were new or changed when the library stored them.
        written: ImportCounts,
    },
    /// The feed could not be fetched or parsed.
    Failed(FetchError),
}

/// The result of a refresh.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Summary {
    /// The number of feeds that were fetched.
    pub feeds: usize,
    /// The number of feeds that had not changed.
    pub unchanged: usize,
    /// The number of feeds that failed.
    pub failed: usize,
    /// The number of new articles.
    pub new: usize,
    /// The number of changed articles.
    pub changed: usize,
    /// The number of articles that got their full text from their page.
    pub pages: usize,
    /// The number of pages that failed.
    pub pages_failed: usize,
    /// The number of feeds that were not fetched because they are not due.
    pub waiting: usize,
    /// The number of feeds that were not fetched because they are in a private network and the user
    /// has not allowed it.
    pub held: usize,
    /// When the first of the waiting feeds is due, in seconds of Unix time.
    pub next: Option<i64>,
    /// Whether the user cancelled the refresh.
    pub cancelled: bool,
}

/// Returns `path` as an http or https address if it is one; else `path` names a file.
///
/// Blanks around it are dropped. `feed:https://…` and `feed://…`, which means http, are addresses too.
pub fn address_of(path: &Path) -> Option<Url> {
    let text = path.to_str()?.trim();
    let after = |text: &str, scheme: &str| {
        let head = text.get(..scheme.len())?;
        let is_scheme = head.eq_ignore_ascii_case(scheme);
        text.get(scheme.len()..)
            .filter(|_| is_scheme)
            .map(str::to_owned)
    };
    if let Some(rest) = after(text, "feed://") {
        return Url::parse(&format!("http://{rest}")).ok();
    }
    let text = after(text, "feed:").unwrap_or_else(|| text.to_owned());
    let is_web = |scheme: &&str| after(&text, scheme).is_some();
    ["http://", "https://"]
        .iter()
        .any(is_web)
        .then(|| Url::parse(&text).ok())?
}

/// Fetches and parses the page or feed at `url`, which the user typed. Nothing is stored.
///
/// # Errors
/// Returns an error if it cannot be fetched.
pub fn open(url: &Url) -> Result<Parsed, FetchError> {
    let client = Client::new(&ClientSettings::from_environment()?);
    let request = FetchRequest::page(url.clone(), AllowedHost::from_user_input(url));
    let response = client.fetch(&request).map_err(|failure| failure.error)?;
    let mut parsed = read_page(&response);
    parsed.problems.extend(
        response
            .remarks()
            .into_iter()
            .map(|what| Problem::new(shown_address(url), None, what)),
    );
    Ok(parsed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_as_people_paste_them() {
        let plain = Some("http://example.org/feed");
        for (typed, expected) in [
            ("http://example.org/feed", plain),
            (" HTTP://example.org/feed\n", plain),
            ("feed:http://example.org/feed", plain),
            ("feed://example.org/feed", plain),
            ("FEED:https://example.org/", Some("https://example.org/")),
            ("feed.xml", None),
            ("feed:a.xml", None),
            ("ftp://example.org/", None),
        ] {
            let url = address_of(Path::new(typed));
            assert_eq!(url.as_ref().map(Url::as_str), expected, "{typed}");
        }
    }
}
