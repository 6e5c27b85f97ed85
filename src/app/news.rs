//! Values that the fetch worker reports: progress of a refresh, feeds, the starter pack.

use crate::text::clean_text::CleanText;

/// The feeds that a refresh fetches.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum FeedSelection {
    /// All feeds, due or not, at the user's wish.
    All,
    /// The feed of this address.
    One(String),
    /// The feeds that are due, by the clock.
    Due,
}

/// The progress of a refresh.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct RefreshProgress {
    /// Feeds that were fetched.
    pub done: usize,
    /// Feeds to fetch, including the ones already fetched.
    pub of: usize,
    /// New articles so far.
    pub new: usize,
}

/// A feed in the dialog of feeds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FeedRow {
    /// Its address without credentials, which also names it in a refresh.
    pub address: String,
    /// The name of the feed.
    pub title: CleanText,
    /// The result of the last fetch and the time of the next, as a sentence.
    pub result: CleanText,
    /// Whether the last fetch failed.
    pub is_faulty: bool,
    /// The number of its unread articles.
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
