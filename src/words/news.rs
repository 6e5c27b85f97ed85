//! What is said of feeds and their refresh.

use super::{Language, counted, grouped};

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
    Left(String),
    NotFollowed(String),
    Ambiguous(String, usize),
    Taken {
        new: usize,
        known: usize,
    },
    Local(String),
    LocalMore(usize),
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

    #[expect(clippy::too_many_lines, reason = "a table")]
    fn in_hindi(&self) -> String {
        match self {
            Self::Nothing => "कुछ नया नहीं".to_owned(),
            Self::Brought { new, changed: 0 } => format!("{} नई", grouped(*new)),
            Self::Brought { new, changed } => {
                format!("{} नई, {} बदलीं", grouped(*new), grouped(*changed))
            }
            Self::Pages { done, of } => {
                format!("पूरे पन्ने: {} में से {}", grouped(*of), grouped(*done))
            }
            Self::Total {
                new,
                changed,
                pages,
            } => {
                let brought = match (*new, *changed) {
                    (0, 0) => "कुछ नया नहीं".to_owned(),
                    (0, changed) => {
                        let changed = counted(changed, "ख़बर बदली", "ख़बरें बदलीं");
                        format!("कुछ नया नहीं, {changed}")
                    }
                    (new, 0) => counted(new, "नई ख़बर", "नई ख़बरें"),
                    (new, changed) => {
                        let new = counted(new, "नई ख़बर", "नई ख़बरें");
                        format!("{new}, {}", counted(changed, "बदली", "बदलीं"))
                    }
                };
                match *pages {
                    0 => brought,
                    pages => format!("{brought}, {} पूरे पन्ने के साथ", grouped(pages)),
                }
            }
            Self::OfFeeds { feeds, failed, .. } if failed == feeds && *feeds > 0 => {
                Self::Unfetched {
                    failed: *failed,
                    of: *feeds,
                }
                .in_hindi()
            }
            Self::OfFeeds {
                feeds,
                unchanged,
                failed,
            } => {
                let parts = [
                    (*unchanged > 0 && unchanged < feeds)
                        .then(|| format!("{} में कुछ नया नहीं", grouped(*unchanged))),
                    (*failed > 0).then(|| counted(*failed, "नहीं मिली", "नहीं मिलीं")),
                ];
                of_feeds(format!("{} फ़ीड", grouped(*feeds)), parts)
            }
            Self::Unfetched { failed: 1, of: 1 } => "फ़ीड नहीं मिली".to_owned(),
            Self::Unfetched { failed, of } if failed == of => {
                format!("{} में से कोई फ़ीड नहीं मिली", grouped(*of))
            }
            Self::Unfetched { failed, of } => format!(
                "{} में से {}",
                grouped(*of),
                counted(*failed, "फ़ीड नहीं मिली", "फ़ीड नहीं मिलीं")
            ),
            Self::FeedsTell => "F बताता है कि क्यों".to_owned(),
            Self::FeedNotFollowed => {
                "इस ख़बर की फ़ीड जुड़ी हुई नहीं है; R जुड़ी हुई सब फ़ीड से लाता है".to_owned()
            }
            Self::NoFeeds => {
                "अभी कोई फ़ीड नहीं; जोड़ें: newsreader feeds add पता, या चुनें: newsreader feeds starter"
                    .to_owned()
            }
            Self::NotDue(at) => {
                format!("{at} से पहले किसी फ़ीड की बारी नहीं; फिर भी लाने के लिए: newsreader sync --all")
            }
            Self::Waiting(count) => format!("{} की बारी अभी नहीं", grouped(*count)),
            Self::Stopped => "प्रकाशक ने हटा दी; अब नहीं पूछी जाती".to_owned(),
            Self::Subscribed(title, count) => format!(
                "{title}: जोड़ी गई, {}; लाने के लिए: newsreader sync",
                counted(*count, "ख़बर", "ख़बरें")
            ),
            Self::Known(title) => format!("{title}: पहले से जुड़ी है"),
            Self::Left(title) => format!("{title}: हटाई गई; उसकी ख़बरें रहेंगी"),
            Self::NotFollowed(name) => {
                format!("{name}: ऐसी कोई फ़ीड जुड़ी नहीं; देखें: newsreader feeds list")
            }
            Self::Ambiguous(name, count) => {
                format!("{name}: ऐसी {count} फ़ीड हैं; पूरा पता लिखें: newsreader feeds list")
            }
            Self::Taken { new, known } => format!(
                "{}, {}",
                counted(*new, "फ़ीड जोड़ी गई", "फ़ीड जोड़ी गईं"),
                counted(*known, "पहले से थी", "पहले से थीं")
            ),
            Self::Local(address) => {
                format!("{address}: इस मशीन या निजी नेटवर्क का पता; सूची में लिखा है, इसलिए खोला जाएगा")
            }
            Self::LocalMore(1) => "और ऐसा 1 पता".to_owned(),
            Self::LocalMore(count) => format!("और ऐसे {} पते", grouped(*count)),
            Self::NeverAsked => "अभी नहीं लाई गई".to_owned(),
            Self::Asked {
                at,
                offered,
                stored,
            } => format!(
                "{at} को लाई गई · {} ख़बरें देती है, अब तक {} रखी गईं",
                grouped(*offered),
                grouped(*stored)
            ),
            Self::AskedAgain(at) => format!("अगली बार {at}"),
            Self::MovedFrom(address) => format!("पहले यहाँ थी: {address}"),
            Self::NoGroup(name) => {
                format!("{name}: ऐसा कोई समूह नहीं; देखें: newsreader feeds starter")
            }
            Self::GroupsHint => "जोड़ने के लिए: newsreader feeds add --starter समूह".to_owned(),
        }
    }

    #[expect(clippy::too_many_lines, reason = "a table")]
    fn in_english(&self) -> String {
        match self {
            Self::Nothing => "nothing new".to_owned(),
            Self::Brought { new, changed: 0 } => format!("{} new", grouped(*new)),
            Self::Brought { new, changed } => {
                format!("{} new, {} changed", grouped(*new), grouped(*changed))
            }
            Self::Pages { done, of } => {
                format!("full pages: {} of {}", grouped(*done), grouped(*of))
            }
            Self::Total {
                new,
                changed,
                pages,
            } => {
                let brought = match (*new, *changed) {
                    (0, 0) => "nothing new".to_owned(),
                    (0, changed) => {
                        format!("nothing new, {} changed", counted(changed, "story", "stories"))
                    }
                    (new, 0) => counted(new, "new story", "new stories"),
                    (new, changed) => {
                        let new = counted(new, "new story", "new stories");
                        format!("{new}, {} changed", grouped(changed))
                    }
                };
                match *pages {
                    0 => brought,
                    1 => format!("{brought}, 1 with its full page"),
                    pages => format!("{brought}, {} with their full page", grouped(pages)),
                }
            }
            Self::OfFeeds { feeds, failed, .. } if failed == feeds && *feeds > 0 => Self::Unfetched {
                failed: *failed,
                of: *feeds,
            }
            .in_english(),
            Self::OfFeeds {
                feeds,
                unchanged,
                failed,
            } => {
                let parts = [
                    (*unchanged > 0 && unchanged < feeds)
                        .then(|| format!("{} with nothing new", grouped(*unchanged))),
                    (*failed > 0).then(|| format!("{} could not be fetched", grouped(*failed))),
                ];
                of_feeds(counted(*feeds, "feed", "feeds"), parts)
            }
            Self::Unfetched { failed: 1, of: 1 } => "the feed could not be fetched".to_owned(),
            Self::Unfetched { failed, of } if failed == of => {
                format!("none of the {} feeds could be fetched", grouped(*of))
            }
            Self::Unfetched { failed, of } => format!(
                "{} of {} feeds could not be fetched",
                grouped(*failed),
                grouped(*of)
            ),
            Self::FeedsTell => "F says why".to_owned(),
            Self::FeedNotFollowed => {
                "the feed of this story is not followed; R asks those that are".to_owned()
            }
            Self::NoFeeds => {
                "no feeds yet; add one with: newsreader feeds add ADDRESS, or choose: newsreader feeds starter".to_owned()
            }
            Self::NotDue(at) => {
                format!("no feed is due before {at}; to ask all the same: newsreader sync --all")
            }
            Self::Waiting(count) => format!("{} not due yet", grouped(*count)),
            Self::Stopped => "removed by the publisher; not asked any more".to_owned(),
            Self::Subscribed(title, count) => format!(
                "{title}: added, {}; to fetch what it has: newsreader sync",
                counted(*count, "story", "stories")
            ),
            Self::Known(title) => format!("{title}: followed already"),
            Self::Left(title) => format!("{title}: removed; its stories stay"),
            Self::NotFollowed(name) => {
                format!("{name}: no such feed is followed; see: newsreader feeds list")
            }
            Self::Ambiguous(name, count) => {
                format!("{name}: {count} feeds are called so; write the whole address: newsreader feeds list")
            }
            Self::Taken { new, known } => format!(
                "{} added, {} followed already",
                counted(*new, "feed", "feeds"),
                grouped(*known)
            ),
            Self::Local(address) => format!(
                "{address}: an address of this machine or a private network; the list names it, so it will be opened"
            ),
            Self::LocalMore(count) => format!(
                "and {}",
                counted(*count, "more such address", "more such addresses")
            ),
            Self::NeverAsked => "not fetched yet".to_owned(),
            Self::Asked {
                at,
                offered,
                stored,
            } => format!(
                "fetched {at} · offers {}, kept {} so far",
                grouped(*offered),
                grouped(*stored)
            ),
            Self::AskedAgain(at) => format!("again from {at}"),
            Self::MovedFrom(address) => format!("before at {address}"),
            Self::NoGroup(name) => {
                format!("{name}: no such group; see: newsreader feeds starter")
            }
            Self::GroupsHint => "to add one: newsreader feeds add --starter GROUP".to_owned(),
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
