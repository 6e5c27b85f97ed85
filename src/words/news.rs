//! What is said of feeds and their refresh.

mod english;
mod hindi;

use super::Language;

/// A sentence about feeds.
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
    /// Feeds that could not be fetched, of so many.
    Unfetched {
        failed: usize,
        of: usize,
    },
    /// Where it is told what went wrong with a feed.
    FeedsTell,
    /// The feed that a story came from is none of those that are followed.
    FeedNotFollowed,
    NoFeeds,
    NotDue(String),
    Waiting(usize),
    Stopped,
    Subscribed(String, usize),
    Known(String),
    /// What was changed of a feed that was followed already.
    KnownChanged(String, Vec<Change>),
    /// So many feeds were followed already, and changed.
    ChangedToo(usize),
    /// A page names so many more feeds.
    AlsoNamed(usize),
    Left(String),
    NotFollowed(String),
    Ambiguous(String, usize),
    Taken {
        new: usize,
        known: usize,
    },
    /// A feed that a list names in a private network.
    Local(String),
    LocalMore(usize),
    /// A feed in a private network, of which the user has not agreed that it be opened.
    Held(String),
    /// How the user agrees.
    Consent(String),
    /// So many feeds were passed over for want of consent.
    PassedOver(usize),
    /// Where it is told how the user agrees.
    ListTells,
    /// An address without a scheme was tried with https, which went wrong so, and found with http.
    ByHttp(String),
    /// It was found with neither.
    NeitherWorks {
        https: String,
        http: String,
    },
    NeverAsked,
    /// When a feed was last asked, how many stories it offers, how many of it were kept in all.
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

/// What may be changed of how a feed is followed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Change {
    /// Its name.
    Title,
    /// The folder that it stands in.
    Folder,
    /// When the pages of its stories are fetched.
    FullText,
}

/// What is said of so many feeds, and what of some of them.
fn of_feeds(feeds: String, parts: [Option<String>; 2]) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        feeds
    } else {
        format!("{feeds}: {}", parts.join(", "))
    }
}

impl News {
    /// Returns the sentence.
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
