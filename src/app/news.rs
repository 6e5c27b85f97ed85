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

/// What names a feed that is followed.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FeedKey {
    /// The feed's address without credentials.
    pub address: String,
    /// The name of the account whose server fetches it; `None` if this program does.
    pub account: Option<String>,
}

/// A feed in the dialog of feeds.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FeedRow {
    /// The feed's address without credentials, which also identifies the feed in a refresh.
    pub address: String,
    /// The name of the account whose server fetches the feed; `None` if this program does.
    pub account: Option<String>,
    /// The name of the feed.
    pub title: CleanText,
    /// A sentence with the result of the last fetch and the time of the next one.
    pub result: CleanText,
    /// Whether the last fetch failed.
    pub is_faulty: bool,
    /// The number of unread articles from the feed.
    pub unread: usize,
    /// The folders of the feed, separated by `/`.
    pub folder: CleanText,
    /// When the pages of its articles are fetched.
    pub page_fetch: PageFetch,
}

impl FeedRow {
    /// Returns what names the feed.
    pub fn key(&self) -> FeedKey {
        FeedKey {
            address: self.address.clone(),
            account: self.account.clone(),
        }
    }
}

/// When the pages of a feed's articles are fetched, if the feed has only summaries.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum PageFetch {
    /// Never.
    Never,
    /// When an article is opened.
    #[default]
    OnOpen,
    /// When an article arrives.
    Always,
}

impl PageFetch {
    /// Returns the next choice, the first after the last.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Never => Self::OnOpen,
            Self::OnOpen => Self::Always,
            Self::Always => Self::Never,
        }
    }
}

/// A change of a feed that is followed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum FeedEdit {
    /// Another name.
    Title(String),
    /// Another folder; `/` separates nested ones.
    Folder(String),
    /// Another time at which pages are fetched.
    PageFetch(PageFetch),
}

/// A request about the feeds that are followed; a feed is named by [`FeedRow::key`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum FeedRequest {
    /// Find the feed at an address that the user typed, or the feeds of the page there, and follow it if it is one.
    Add(String),
    /// Follow the feed of an offer.
    Follow(String),
    /// Change a feed.
    Edit(FeedKey, FeedEdit),
    /// Follow a feed no longer; its articles stay.
    Remove(FeedKey),
    /// Follow the feed again that was removed last.
    Restore,
    /// Follow the feeds of an OPML file.
    Import(String),
    /// Write an OPML file of all feeds.
    Export(String),
    /// Offer the groups of the starter pack.
    OfferTopics,
}

/// A feed that a page names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FeedOffer {
    /// The address, by which the feed is followed.
    pub address: String,
    /// The name of the feed.
    pub title: CleanText,
    /// The newest headlines.
    pub headlines: Vec<CleanText>,
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
