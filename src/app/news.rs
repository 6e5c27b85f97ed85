//! What the reader knows of a refresh and of the feeds that the person follows.

use crate::text::clean_text::CleanText;

/// Whose feeds are asked.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Whose {
    /// All, due or not: the person wants it now.
    All,
    /// That of this address.
    One(String),
    /// Those that are due, by the clock.
    Due,
}

/// How far a refresh is.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Refreshing {
    /// Feeds that were asked.
    pub done: usize,
    /// Feeds that are to be asked.
    pub of: usize,
    /// Stories that were new.
    pub new: usize,
}

/// A feed in the panel.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FeedRow {
    /// Its address, as it may be shown; what it is asked by.
    pub address: String,
    /// Its name.
    pub title: CleanText,
    /// How it went the last time and when it is asked again, as a sentence.
    pub result: CleanText,
    /// Whether it went wrong.
    pub is_faulty: bool,
    /// How many of its stories are unread.
    pub unread: usize,
}

/// A group of the starter pack.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StarterGroup {
    /// What it is called.
    pub name: String,
    /// The names of its feeds.
    pub feeds: Vec<String>,
    /// Whether the person wants it.
    pub is_chosen: bool,
}
