//! Messages about feeds and their refresh.

mod english;
mod hindi;

use super::Language;

/// A message about feeds.
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(
    missing_docs,
    reason = "the match below is the documentation, in two languages"
)]
pub enum News {
    Nothing,
    Brought {
        new: usize,
        changed: usize,
    },
    Pages {
        done: usize,
        of: usize,
    },
    Total {
        new: usize,
        changed: usize,
        pages: usize,
    },
    OfFeeds {
        feeds: usize,
        unchanged: usize,
        failed: usize,
    },
    /// The number of feeds that could not be fetched, and the number of all feeds.
    Unfetched {
        failed: usize,
        of: usize,
    },
    /// Refers to the `F` key, which shows why feeds could not be fetched.
    FeedsTell,
    /// The user does not follow the feed from which an article came.
    FeedNotFollowed,
    NoFeeds,
    NotDue(String),
    Waiting(usize),
    /// The number of pages that did not have their story, or could not be fetched.
    WithoutPage(usize),
    Stopped,
    Subscribed(String, usize),
    Known(String),
    /// A feed that was already followed, and its settings that changed.
    KnownChanged(String, Vec<Change>),
    /// The number of feeds that were already followed and whose settings changed.
    ChangedToo(usize),
    /// The number of further feeds to which a page links.
    AlsoNamed(usize),
    Left(String),
    FollowedAgain(String),
    NothingRemoved,
    /// A feed of this name was changed.
    FeedChanged(String),
    /// A file has no feeds.
    NoFeedsIn(String),
    /// The number of feeds that were written to a file.
    Exported(usize, String),
    NotFollowed(String),
    Ambiguous(String, usize),
    Taken {
        new: usize,
        known: usize,
    },
    /// A list names this feed, which is in a private network.
    Local(String),
    LocalMore(usize),
    /// This feed is in a private network and is fetched only with the user's consent.
    Held(String),
    /// The command by which the user consents.
    Consent(String),
    /// The number of feeds that were skipped because the user has not consented.
    PassedOver(usize),
    /// Refers to the command that says how to consent.
    ListTells,
    /// An address without a scheme works over http; over https it failed with this error.
    ByHttp(String),
    /// An address without a scheme fails over https and over http, with these errors.
    NeitherWorks {
        https: String,
        http: String,
    },
    NeverAsked,
    /// When a feed was last fetched, how many articles it offers, and how many of its articles have
    /// been stored in all.
    Asked {
        at: String,
        offered: usize,
        stored: usize,
    },
    AskedAgain(String),
    MovedFrom(String),
    NoGroup(String),
    GroupsHint,
}

/// A setting of a subscription.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Change {
    /// The name of the feed.
    Title,
    /// The folder of the feed.
    Folder,
    /// The setting that says when to fetch the pages of the feed's articles.
    FullText,
}

/// Joins a message about feeds with whichever details exist.
fn of_feeds(feeds: String, parts: [Option<String>; 2]) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        feeds
    } else {
        format!("{feeds}: {}", parts.join(", "))
    }
}

impl News {
    /// Returns the message in `language`.
    pub fn say(&self, language: Language) -> String {
        match language {
            Language::Hindi => self.in_hindi(),
            Language::English => self.in_english(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nothing_is_left_out_and_one_is_one() {
        let of_feeds = |feeds, unchanged, failed| News::OfFeeds {
            feeds,
            unchanged,
            failed,
        };
        let total = |new, changed, pages| News::Total {
            new,
            changed,
            pages,
        };
        for (news, hindi, english) in [
            (
                of_feeds(30, 0, 30),
                "30 में से कोई फ़ीड नहीं मिली",
                "none of the 30 feeds could be fetched",
            ),
            (
                of_feeds(1, 0, 1),
                "फ़ीड नहीं मिली",
                "the feed could not be fetched",
            ),
            (
                of_feeds(30, 12, 1),
                "30 फ़ीड: 12 में कुछ नया नहीं, 1 नहीं मिली",
                "30 feeds: 12 with nothing new, 1 could not be fetched",
            ),
            (of_feeds(1, 1, 0), "1 फ़ीड", "1 feed"),
            (total(0, 0, 0), "कुछ नया नहीं", "nothing new"),
            (
                total(1, 0, 1),
                "1 नई ख़बर, 1 पूरे पन्ने के साथ",
                "1 new story, 1 with its full page",
            ),
            (
                News::WithoutPage(1),
                "1 पन्ने से ख़बर नहीं मिली, बाद में फिर कोशिश होगी",
                "1 page had no story and is tried again later",
            ),
            (
                total(0, 1, 0),
                "कुछ नया नहीं, 1 ख़बर बदली",
                "nothing new, 1 story changed",
            ),
            (
                total(1_200, 3, 0),
                "1,200 नई ख़बरें, 3 बदलीं",
                "1,200 new stories, 3 changed",
            ),
        ] {
            assert_eq!(news.say(Language::Hindi), hindi);
            assert_eq!(news.say(Language::English), english);
        }
    }
}
