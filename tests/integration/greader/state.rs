//! What a server keeps: feeds in folders, stories with their marks, and who may ask.

use crate::greader::dialect::{Dialect, Ids, Order};
use std::collections::BTreeSet;

/// The name of the one user.
pub(crate) const USER: &str = "reader";

/// The password of the API, which is none of the user's other passwords.
pub(crate) const PASSWORD: &str = "Pa55-für-die-API&=%";

/// A feed that the user has on the server.
#[derive(Clone, Debug)]
pub(crate) struct HeldFeed {
    pub(crate) number: u64,
    pub(crate) address: String,
    pub(crate) title: String,
    pub(crate) folder: String,
}

/// A story as the server keeps it.
#[derive(Clone, Debug)]
pub(crate) struct HeldStory {
    pub(crate) id: u128,
    pub(crate) feed: u64,
    pub(crate) address: String,
    pub(crate) title: String,
    pub(crate) html: String,
    /// Seconds.
    pub(crate) published: i64,
    /// Microseconds.
    pub(crate) crawled: i64,
    pub(crate) is_read: bool,
    pub(crate) is_starred: bool,
    pub(crate) labels: BTreeSet<String>,
}

/// What a test says of a story that the server has found.
#[derive(Clone, Debug, Default)]
pub(crate) struct NewStory {
    pub(crate) address: String,
    pub(crate) title: String,
    pub(crate) html: String,
    /// Seconds; the crawl time where it is zero.
    pub(crate) published: i64,
}

impl NewStory {
    /// The story of a number, in words of its own, so that none is taken for one that repeats another.
    pub(crate) fn numbered(number: usize) -> Self {
        Self {
            address: format!("https://example.org/story/{number}"),
            title: format!("{} {number}", words(number * 2, 4)),
            html: format!("<p>{}।</p>", words(number * 2 + 1, 24)),
            published: 0,
        }
    }
}

/// Words of a seed, which are not words of any language.
fn words(seed: usize, count: usize) -> String {
    const SYLLABLES: [&str; 32] = [
        "क",
        "खा",
        "गि",
        "घी",
        "चु",
        "छू",
        "जे",
        "झो",
        "टा",
        "ठि",
        "डी",
        "ढु",
        "ता",
        "थे",
        "दो",
        "धा",
        "ना",
        "पि",
        "फी",
        "बु",
        "भू",
        "मे",
        "यो",
        "रा",
        "लि",
        "वी",
        "शु",
        "षा",
        "से",
        "हो",
        "न्द",
        "ल्य",
    ];
    let mut random = crate::damage::Random(seed as u64);
    let mut text = String::new();
    for _ in 0..count {
        for _ in 0..3 {
            text += SYLLABLES[random.below(SYLLABLES.len())];
        }
        text.push(' ');
    }
    text.trim_end().to_owned()
}

/// All that a server keeps.
#[derive(Clone, Debug)]
pub(crate) struct State {
    dialect: Dialect,
    pub(crate) feeds: Vec<HeldFeed>,
    pub(crate) stories: Vec<HeldStory>,
    /// The server's clock at the first story, in microseconds; each further one is a second later.
    pub(crate) clock: i64,
    /// Counts the logins after which older tokens are void.
    pub(crate) generation: u32,
    /// The token for writes, and for how many it is still good.
    pub(crate) serial: u32,
    pub(crate) writes_left: usize,
    pub(crate) password: String,
    /// Whether the user has switched the API on.
    pub(crate) is_api_on: bool,
    /// How many stories the server has ever had.
    pub(crate) found: u64,
    /// How many stories were sent with their text.
    pub(crate) transferred: usize,
}

impl State {
    pub(crate) fn new(dialect: Dialect) -> Self {
        Self {
            dialect,
            feeds: Vec::new(),
            stories: Vec::new(),
            clock: 1_750_000_000_000_000,
            generation: 1,
            serial: 0,
            writes_left: 0,
            password: PASSWORD.to_owned(),
            is_api_on: true,
            found: 0,
            transferred: 0,
        }
    }

    /// The token that a login gives now.
    pub(crate) fn session(&self) -> String {
        format!(
            "{USER}/5e551011aaaabbbbccccdddd{:016x}",
            0xfeed_u64 + u64::from(self.generation)
        )
    }

    /// Voids all tokens, as a changed password does.
    pub(crate) fn void_sessions(&mut self) {
        self.generation += 1;
    }

    /// Adds a feed and returns its number.
    pub(crate) fn add_feed(&mut self, address: &str, title: &str, folder: &str) -> u64 {
        let number = self.feeds.iter().map(|feed| feed.number).max().unwrap_or(0) + 1;
        self.feeds.push(HeldFeed {
            number,
            address: address.to_owned(),
            title: title.to_owned(),
            folder: folder.to_owned(),
        });
        number
    }

    /// Adds an unread story to a feed and returns its id.
    pub(crate) fn add_story(&mut self, feed: u64, story: NewStory) -> u128 {
        self.clock += 1_000_000;
        let crawled = self.clock;
        self.found += 1;
        let serial = self.found;
        let id = match self.dialect.ids {
            Ids::Micros => u128::try_from(crawled).unwrap() + u128::from(serial % 1_000),
            Ids::Serial => u128::from(serial),
            Ids::Signed => u128::from(0xfff0_0000_0000_0000_u64 + serial * 7_919),
            Ids::Opaque => (0x5fa9_u128 << 80) + (0xbeef_u128 << 64) + u128::from(serial),
        };
        self.stories.push(HeldStory {
            id,
            feed,
            address: story.address,
            title: story.title,
            html: story.html,
            published: match story.published {
                0 => crawled / 1_000_000,
                published => published,
            },
            crawled,
            is_read: false,
            is_starred: false,
            labels: BTreeSet::new(),
        });
        id
    }

    /// The story of an address.
    ///
    /// # Panics
    ///
    /// If there is none.
    pub(crate) fn story(&mut self, address: &str) -> &mut HeldStory {
        let found = self
            .stories
            .iter_mut()
            .find(|story| story.address == address);
        found.unwrap_or_else(|| panic!("the server has no {address}"))
    }

    /// The stories in the order of the dialect, oldest first.
    pub(crate) fn sorted(&self) -> Vec<&HeldStory> {
        let mut stories: Vec<&HeldStory> = self.stories.iter().collect();
        stories.sort_by_key(|story| match self.dialect.order {
            Order::Crawled => (story.crawled, story.id),
            Order::Published => (story.published, story.id),
        });
        stories
    }

    /// The addresses of the stories for which `holds`.
    pub(crate) fn addresses(&self, holds: impl Fn(&HeldStory) -> bool) -> BTreeSet<String> {
        let stories = self.stories.iter().filter(|story| holds(story));
        stories.map(|story| story.address.clone()).collect()
    }
}
