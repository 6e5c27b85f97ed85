//! Values that the fetch worker reports: progress of a refresh, feeds, the starter pack.

use crate::text::clean_text::CleanText;

/// The feeds that a refresh fetches.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum FeedSelection {
    /// All feeds, due or not, because the user asked for them.
    All,
    /// The feed of this address.
    One(String),
    /// The feeds that are due, because the clock started the refresh.
    Due,
}

/// The progress of a refresh.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct RefreshProgress {
    /// The number of feeds that were fetched.
    pub done: usize,
    /// The number of feeds to fetch, including those already fetched.
    pub of: usize,
    /// The number of new articles so far.
    pub new: usize,
}

/// A feed in the dialog of feeds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FeedRow {
    /// The feed's address without credentials, which also identifies the feed in a refresh.
    pub address: String,
    /// The name of the feed.
    pub title: CleanText,
    /// A sentence with the result of the last fetch and the time of the next one.
    pub result: CleanText,
    /// Whether the last fetch failed.
    pub is_faulty: bool,
    /// The number of unread articles from the feed.
    pub unread: usize,
}

/// A group of feeds in the starter pack.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StarterGroup {
    /// The name of the group.
    pub name: String,
    /// The names of the feeds in the group.
    pub feeds: Vec<String>,
    /// Whether the user ticked the group.
    pub is_chosen: bool,
}
