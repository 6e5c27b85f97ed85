//! What can lie above the page.

use super::library::NamedList;
use super::news::{FeedRow, StarterGroup};
use crate::article::ArticleId;

/// A box above the page; `q` and Esc close it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Overlay {
    /// All keys.
    Help {
        /// The first line shown.
        top: usize,
    },
    /// An address that no browser could be started for.
    Address(String),
    /// The images of the article, to pick one.
    Images {
        /// The index of the selected one.
        selected: usize,
    },
    /// The lists that there are, to choose one.
    Lists {
        /// The lists.
        lists: Vec<NamedList>,
        /// The index of the selected one.
        selected: usize,
    },
    /// The feeds that are followed.
    Feeds {
        /// The feeds.
        feeds: Vec<FeedRow>,
        /// The index of the selected one.
        selected: usize,
    },
    /// Groups of the starter pack, to choose from; nothing is fetched before.
    Starter {
        /// The groups.
        groups: Vec<StarterGroup>,
        /// The index of the selected one.
        selected: usize,
    },
    /// What there was to say about the input.
    Remarks {
        /// The first line shown.
        top: usize,
    },
    /// A story that is close to the one that was asked for.
    Offer {
        /// The title that was asked for.
        wanted: String,
        /// The story that is offered.
        id: ArticleId,
        /// Its headline.
        headline: String,
    },
}
