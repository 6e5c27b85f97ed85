//! What is said of feeds and their refresh.

use super::{Language, grouped};

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
                pages: 0,
            } => format!("{} नई ख़बरें, {} बदलीं", grouped(*new), grouped(*changed)),
            Self::Total {
                new,
                changed,
                pages,
            } => format!(
                "{} नई ख़बरें, {} बदलीं, {} पूरे पन्ने के साथ",
                grouped(*new),
                grouped(*changed),
                grouped(*pages)
            ),
            Self::OfFeeds {
                feeds,
                unchanged,
                failed,
            } => format!(
                "{} फ़ीड: {} में कुछ नया नहीं, {} नहीं मिलीं",
                grouped(*feeds),
                grouped(*unchanged),
                grouped(*failed)
            ),
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
                "{title}: जोड़ी गई, {} ख़बरें; लाने के लिए: newsreader sync",
                grouped(*count)
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
                "{} फ़ीड जोड़ी गईं, {} पहले से थीं",
                grouped(*new),
                grouped(*known)
            ),
            Self::Local(address) => {
                format!("{address}: इस मशीन या निजी नेटवर्क का पता; सूची में लिखा है, इसलिए खोला जाएगा")
            }
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
                pages: 0,
            } => format!(
                "{} new stories, {} changed",
                grouped(*new),
                grouped(*changed)
            ),
            Self::Total {
                new,
                changed,
                pages,
            } => format!(
                "{} new stories, {} changed, {} with their full page",
                grouped(*new),
                grouped(*changed),
                grouped(*pages)
            ),
            Self::OfFeeds {
                feeds,
                unchanged,
                failed,
            } => format!(
                "{} {}: {} with nothing new, {} not to be had",
                grouped(*feeds),
                if *feeds == 1 { "feed" } else { "feeds" },
                grouped(*unchanged),
                grouped(*failed)
            ),
            Self::NoFeeds => {
                "no feeds yet; add one with: newsreader feeds add ADDRESS, or choose: newsreader feeds starter".to_owned()
            }
            Self::NotDue(at) => {
                format!("no feed is due before {at}; to ask all the same: newsreader sync --all")
            }
            Self::Waiting(count) => format!("{} not due yet", grouped(*count)),
            Self::Stopped => "removed by the publisher; not asked any more".to_owned(),
            Self::Subscribed(title, count) => format!(
                "{title}: added, {} stories; to fetch them: newsreader sync",
                grouped(*count)
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
                "{} feeds added, {} followed already",
                grouped(*new),
                grouped(*known)
            ),
            Self::Local(address) => format!(
                "{address}: an address of this machine or a private network; the list names it, so it will be opened"
            ),
            Self::LocalMore(count) => format!("and {} more such addresses", grouped(*count)),
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
