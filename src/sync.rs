//! News from the world: what is due is fetched, read and stored, each feed as it comes.
//!
//! Whatever a server does, a refresh goes on with the others and ends: all that is read of an answer
//! is bounded in bytes and in time, and a fault is a value that is kept with its feed. Nothing here
//! knows a terminal: progress is handed over as values.

mod client;
mod discover;
mod fault;
mod followed;
mod full_text;
pub mod guard;
mod keep;
mod pool;
mod reading;
mod refresh;
pub mod robots;
pub mod schedule;

pub use crate::words::said;
pub use client::{Answer, Client, Request, Setting};
pub use discover::{Found, find_feed};
pub use fault::Failure;
pub use followed::{allow_private, is_held, last_result, listed, local_time, of_address, starter};
pub use full_text::{Robots, full_text, is_summary, read_page};
pub use guard::Typed;
pub use pool::MOST_JOBS;
pub use reading::read_feed;
pub use refresh::{keep_found, run, trusting};

use crate::ingest::{Parsed, Problem};
use crate::store::{ImportCounts, Subscription};
use crate::text::clean_text::CleanText;
use crate::words::Fault;
use std::path::Path;
use url::Url;

/// How many requests are made at once where nobody says otherwise.
pub const JOBS: usize = 32;

/// What is to be refreshed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Scope {
    /// The addresses of the subscriptions that are meant, as they are stored; all of them without.
    pub only: Option<Vec<String>>,
    /// Whether feeds are asked that are not due; those that were named always are.
    pub regardless: bool,
    /// How many requests are made at once.
    pub jobs: usize,
}

impl Default for Scope {
    fn default() -> Self {
        Self {
            only: None,
            regardless: false,
            jobs: JOBS,
        }
    }
}

impl Scope {
    /// Whether a subscription is meant.
    pub fn names(&self, subscription: &Subscription) -> bool {
        let is_meant = |only: &Vec<String>| only.contains(&subscription.address);
        self.only.as_ref().is_none_or(is_meant)
    }

    /// A feed that the publisher removed is asked only by name.
    fn takes(&self, subscription: &Subscription, now: i64) -> bool {
        let is_due = self.regardless || subscription.due <= now;
        self.only.is_some() || (is_due && !subscription.stopped)
    }
}

/// How a refresh goes on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Progress {
    /// So many feeds will be asked.
    Began {
        /// How many.
        feeds: usize,
    },
    /// A feed was asked.
    Feed(Box<Report>),
    /// A page was asked.
    Pages {
        /// How many were so far.
        done: usize,
        /// How many are known to be wanted.
        of: usize,
    },
}

/// What came of one feed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Report {
    /// Its address, as it may be shown.
    pub address: String,
    /// Its name.
    pub title: String,
    /// What it brought.
    pub outcome: Outcome,
    /// When it may be asked again, in seconds of Unix time.
    pub due: i64,
    /// What was remarkable in what came.
    pub remarks: Vec<CleanText>,
    /// How many feeds were asked so far.
    pub done: usize,
    /// Of how many.
    pub of: usize,
}

/// What a feed brought.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// Nothing since the last time.
    Unchanged,
    /// Stories.
    Read {
        /// How many it offers.
        offered: usize,
        /// What became of them in the library.
        written: ImportCounts,
    },
    /// A fault.
    Failed(Fault),
}

/// What a refresh did.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Summary {
    /// How many feeds were asked.
    pub feeds: usize,
    /// How many had nothing new to send.
    pub unchanged: usize,
    /// How many could not be had.
    pub failed: usize,
    /// How many stories were new.
    pub new: usize,
    /// How many stories had changed.
    pub changed: usize,
    /// How many stories were made whole from their pages.
    pub pages: usize,
    /// How many pages could not be had.
    pub pages_failed: usize,
    /// How many feeds were not asked because they are not due.
    pub waiting: usize,
    /// How many feeds were not asked because they stand in a private network and the user has not agreed.
    pub held: usize,
    /// When the first of them is, in seconds of Unix time.
    pub next: Option<i64>,
    /// Whether it was broken off.
    pub cancelled: bool,
}

/// Returns the address of the web that `path` is; whatever else it is, it is the path of a file.
pub fn address_of(path: &Path) -> Option<Url> {
    let text = path.to_str()?;
    let is_web = |scheme: &str| {
        let head = text.get(..scheme.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    };
    if ["http://", "https://"].into_iter().any(is_web) {
        return Url::parse(text).ok();
    }
    None
}

/// Fetches the page or the feed at `url`, which the person typed, and reads it; nothing is stored.
///
/// # Errors
/// Where it cannot be had.
pub fn open(url: &Url) -> Result<Parsed, Fault> {
    let client = Client::new(&Setting::of_environment()?);
    let request = Request::page(url.clone(), Typed::by_the_person(url));
    let answer = client.fetch(&request).map_err(|failure| failure.fault)?;
    let mut parsed = read_page(&answer);
    parsed.problems.extend(
        answer
            .remarks()
            .into_iter()
            .map(|what| Problem::new(said(url), None, what)),
    );
    Ok(parsed)
}
