//! A server as the cases see it: the model, or a real one with ways to change it from behind.

use crate::greader::state::{PASSWORD, USER};
use crate::greader::{ModelServer, NewStory};
use std::collections::BTreeSet;

/// Addresses of stories.
pub(super) type Addresses = BTreeSet<String>;

/// A change that another client of the same account makes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Mark {
    Read,
    Unread,
    Starred,
    Unstarred,
}

/// A server with one account.
pub(super) trait Bed {
    /// The address that a user types.
    fn address(&self) -> String;

    /// The name and the password of the API.
    fn login(&self) -> (String, String);

    /// Subscribes to a feed and returns its number.
    fn feed(&self, title: &str, folder: &str) -> u64;

    /// Lets the server find stories in a feed.
    fn find(&self, feed: u64, stories: Vec<NewStory>);

    /// Marks stories as another client would.
    fn mark(&self, addresses: &[String], mark: Mark);

    fn unread(&self) -> Addresses;

    fn starred(&self) -> Addresses;

    /// All titles of feeds and their folders.
    fn feeds(&self) -> BTreeSet<(String, String)>;
}

/// A case that makes sense on any server, with its name.
pub(super) type NamedCase = (&'static str, fn(&dyn Bed));

impl Bed for ModelServer {
    fn address(&self) -> String {
        self.url()
    }

    fn login(&self) -> (String, String) {
        (USER.to_owned(), PASSWORD.to_owned())
    }

    fn feed(&self, title: &str, folder: &str) -> u64 {
        self.with(|state| {
            let address = format!("https://example.org/feeds/{}", state.feeds.len() + 1);
            state.add_feed(&address, title, folder)
        })
    }

    fn find(&self, feed: u64, stories: Vec<NewStory>) {
        self.with(|state| {
            for story in stories {
                state.add_story(feed, story);
            }
        });
    }

    fn mark(&self, addresses: &[String], mark: Mark) {
        self.with(|state| {
            for address in addresses {
                let story = state.story(address);
                match mark {
                    Mark::Read => story.is_read = true,
                    Mark::Unread => story.is_read = false,
                    Mark::Starred => story.is_starred = true,
                    Mark::Unstarred => story.is_starred = false,
                }
            }
        });
    }

    fn unread(&self) -> Addresses {
        self.with(|state| state.addresses(|story| !story.is_read))
    }

    fn starred(&self) -> Addresses {
        self.with(|state| state.addresses(|story| story.is_starred))
    }

    fn feeds(&self) -> BTreeSet<(String, String)> {
        self.with(|state| {
            let feeds = state.feeds.iter();
            feeds
                .map(|feed| (feed.title.clone(), feed.folder.clone()))
                .collect()
        })
    }
}

/// The addresses of numbered stories.
pub(super) fn addresses(numbers: impl IntoIterator<Item = usize>) -> Vec<String> {
    let stories = numbers.into_iter().map(NewStory::numbered);
    stories.map(|story| story.address).collect()
}

/// Numbered stories.
pub(super) fn stories(numbers: impl IntoIterator<Item = usize>) -> Vec<NewStory> {
    numbers.into_iter().map(NewStory::numbered).collect()
}
