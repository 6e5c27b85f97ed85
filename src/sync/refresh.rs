//! The refresh: what is due is fetched by many, and stored by one, as it comes.
//!
//! Each transaction writes anew the counts of most words and a piece of the index, whatever it brings;
//! so what is ready goes into one. In it the stories come with what is known of their feed: a program
//! that is killed before its end asks for them once more, and loses none.

use super::client::{Answer, Client, Request};
use super::fault::Failure;
use super::full_text::{self, Robots};
use super::guard::Typed;
use super::keep::Keeper;
use super::pool::Pool;
use super::reading::read_feed;
use super::schedule::{self, Ended};
use super::{Outcome, Progress, Scope, Summary, is_held, said};
use crate::article::Article;
use crate::panics;
use crate::store::{Error, Prepared, Store, Subscription};
use crate::text::clean_text::CleanText;
use crate::words::{Fault, Language};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use url::Url;

/// How often a refresh looks whether it was cancelled.
const GLANCE: Duration = Duration::from_millis(50);

/// What comes within this after something else goes into the same transaction …
const PATIENCE: Duration = Duration::from_millis(20);

/// … until it has taken so long: a person may want to mark a story, and what is not committed is not
/// shown, and lost when the program is killed.
const AT_MOST: Duration = Duration::from_millis(300);

pub(super) enum Task {
    Feed(Box<Subscription>),
    Page(Box<Article>, Typed),
}

/// What came of a task, to be read.
enum Came {
    Feed(Box<Subscription>, Box<Result<Answer, Failure>>),
    Page(Box<Article>, Box<Result<Answer, Failure>>),
}

pub(super) enum Done {
    /// The address of the subscription as it was, and what came of it.
    Feed(String, Box<Fetched>),
    Page(Box<Result<Prepared, Failure>>),
}

/// A feed as it came.
pub(super) struct Fetched {
    pub(super) subscription: Subscription,
    /// Made ready here, so that the one that stores has the less to do.
    pub(super) stories: Result<Vec<Prepared>, Error>,
    pub(super) outcome: Result<Brought, Fault>,
    pub(super) remarks: Vec<CleanText>,
}

#[derive(Clone, Copy)]
pub(super) enum Brought {
    Nothing,
    Stories,
}

/// Fetches what `scope` names and what is due of it, stores each feed as it comes, and says so to
/// `tell`. Returns when all is stored, or at once when `cancelled` becomes true.
///
/// # Errors
/// Where the library cannot be read or written, or no thread can be started.
pub fn run(
    store: &mut Store,
    client: &Arc<Client>,
    scope: &Scope,
    cancelled: &AtomicBool,
    tell: &mut dyn FnMut(&Progress),
) -> Result<Summary, Error> {
    let now = chrono::Utc::now().timestamp();
    let (held, free): (Vec<_>, Vec<_>) = store
        .subscriptions()?
        .into_iter()
        .filter(|one| scope.names(one))
        .partition(is_held);
    let (due, waiting): (Vec<_>, Vec<_>) = free.into_iter().partition(|one| scope.takes(one, now));
    store.prepare_to_refresh();
    let summary = Summary {
        feeds: due.len(),
        waiting: waiting.len(),
        held: held.len(),
        next: waiting
            .iter()
            .filter(|one| !one.stopped)
            .map(|one| one.due)
            .min(),
        ..Summary::default()
    };
    let mut refresh = Refresh {
        pool: pool(client, scope.jobs).map_err(|error| Error::Folder("sync".into(), error))?,
        keeper: Keeper::new(summary),
        store,
        tell,
    };
    (refresh.tell)(&Progress::Began { feeds: due.len() });
    for subscription in due {
        let host = host_of(&subscription.address);
        let task = Task::Feed(Box::new(subscription));
        refresh.pool.give(&host, task);
    }
    let ended = refresh.collect(cancelled);
    let summary = refresh.keeper.summary;
    if ended.is_err() || summary.cancelled {
        client.cancel();
    }
    ended?;
    Ok(summary)
}

fn pool(client: &Arc<Client>, jobs: usize) -> io::Result<Pool<Task, Done>> {
    let (client, robots) = (Arc::clone(client), Robots::default());
    let fetch = move |task| match task {
        Task::Feed(mut subscription) => {
            let answer = panics::caught(|| answer_of(&mut subscription, &client));
            let answer = answer.unwrap_or_else(|| Err(Fault::Internal.into()));
            Came::Feed(subscription, Box::new(answer))
        }
        Task::Page(article, typed) => {
            let page = panics::caught(|| full_text::page_of(&article, &typed, &client, &robots));
            let page = page.unwrap_or_else(|| Err(Fault::Internal.into()));
            Came::Page(article, Box::new(page))
        }
    };
    let read = |came| match came {
        Came::Feed(subscription, answer) => {
            let (address, kept) = (subscription.address.clone(), subscription.clone());
            let fetched = panics::caught(|| of_answer(*subscription, *answer));
            let fetched = fetched.unwrap_or_else(|| lost(*kept));
            Done::Feed(address, Box::new(fetched))
        }
        Came::Page(article, page) => {
            let whole = panics::caught(|| {
                let whole = full_text::whole_of(&article, &(*page)?)?;
                Prepared::new(whole).map_err(|_odd| Fault::NoStory.into())
            });
            Done::Page(Box::new(
                whole.unwrap_or_else(|| Err(Fault::Internal.into())),
            ))
        }
    };
    Pool::start(jobs, fetch, read)
}

/// What is kept of a feed on which this program itself came to grief: nobody is to wait for it for ever.
fn lost(mut subscription: Subscription) -> Fetched {
    let outcome = settle(&mut subscription, Err(Fault::Internal.into()));
    Fetched {
        subscription,
        stories: Ok(Vec::new()),
        outcome,
        remarks: Vec::new(),
    }
}

/// Two ports of one machine are two servers.
pub(super) fn host_of(address: &str) -> String {
    let url = Url::parse(address).ok();
    let host = |url: &Url| {
        Some(format!(
            "{}:{}",
            url.host_str()?,
            url.port_or_known_default()?
        ))
    };
    url.as_ref().and_then(host).unwrap_or_default()
}

/// Keeps what `answer` brought of `subscription`, which is followed from now on or was already; returns
/// what it brought. Pages are fetched by the next refresh.
///
/// # Errors
/// Where the library cannot be written.
pub fn keep_found(
    store: &mut Store,
    subscription: Subscription,
    answer: Answer,
) -> Result<Outcome, Error> {
    store.subscribe(std::slice::from_ref(&subscription))?;
    let address = subscription.address.clone();
    let fetched = of_answer(subscription, Ok(answer));
    let mut keeper = Keeper::new(Summary::default());
    let report = store.at_once(|batch| keeper.keep_found(&address, fetched, batch))?;
    Ok(report.outcome)
}

struct Refresh<'a> {
    pool: Pool<Task, Done>,
    store: &'a mut Store,
    tell: &'a mut dyn FnMut(&Progress),
    keeper: Keeper,
}

impl Refresh<'_> {
    fn collect(&mut self, cancelled: &AtomicBool) -> Result<(), Error> {
        while !self.keeper.has_all() {
            if cancelled.load(Ordering::Relaxed) {
                self.keeper.summary.cancelled = true;
                return Ok(());
            }
            if let Some(first) = self.pool.wait(GLANCE) {
                self.keep(first, cancelled)?;
            }
        }
        Ok(())
    }

    /// Stores `first` and what is ready after it in one transaction, then says so.
    fn keep(&mut self, first: Done, cancelled: &AtomicBool) -> Result<(), Error> {
        let (pool, keeper) = (&self.pool, &mut self.keeper);
        let begun = Instant::now();
        let kept = self.store.at_once(|batch| {
            let (mut kept, mut next) = (Vec::new(), Some(first));
            while let Some(done) = next {
                kept.push(keeper.keep(done, batch, pool)?);
                let goes_on = !keeper.has_all()
                    && begun.elapsed() < AT_MOST
                    && !cancelled.load(Ordering::Relaxed);
                next = goes_on.then(|| pool.wait(PATIENCE)).flatten();
            }
            Ok(kept)
        })?;
        for progress in &kept {
            (self.tell)(progress);
        }
        if !self.keeper.has_all() {
            self.store.leave_to_others();
        }
        Ok(())
    }
}

/// What a subscription may open: where it stands in a private network, that host and no other.
pub(super) fn typed_of(subscription: &Subscription) -> Typed {
    match Url::parse(&subscription.address) {
        Ok(url) if subscription.local => Typed::by_the_person(&url),
        Ok(_) | Err(_) => Typed::by_a_stranger(),
    }
}

/// Has `client` trust the host of a subscription by the addresses that it keeps; returns what it may open.
pub fn trusting(client: &Client, subscription: &Subscription) -> Typed {
    if subscription.local
        && let Ok(url) = Url::parse(&subscription.address)
    {
        client.trust(&url, subscription.trusted.as_deref());
    }
    typed_of(subscription)
}

/// Reads what came of a feed; never fails, since a fault is kept with the subscription.
fn of_answer(mut subscription: Subscription, answer: Result<Answer, Failure>) -> Fetched {
    let (mut stories, mut remarks) = (Ok(Vec::new()), Vec::new());
    let brought = answer.and_then(|mut answer| {
        if answer.bytes.is_none() {
            learn(&mut subscription, &answer, &mut remarks);
            return Ok((Brought::Nothing, answer.lifetime, answer.is_partial));
        }
        let origin = match &answer.moved {
            Some(moved) => said(moved),
            None => subscription.shown(),
        };
        let mut feed = read_feed(&answer, &origin)?;
        // All that counts is in the articles now, and of them several times as much is to be made.
        answer.bytes = Some(Vec::new());
        // Only now: an error page that came in place of the feed must leave no mark behind.
        learn(&mut subscription, &answer, &mut remarks);
        if subscription.title.is_empty() || subscription.title == subscription.address {
            subscription.title = feed.title.clone().unwrap_or_else(|| origin.clone());
        }
        if subscription.site.is_none() {
            subscription.site.clone_from(&feed.link);
        }
        subscription.ttl = feed.ttl.and_then(|ttl| i64::try_from(ttl.as_secs()).ok());
        let problems = std::mem::take(&mut feed.problems);
        remarks.extend(problems.into_iter().map(|problem| problem.what));
        let articles = feed.into_articles(&origin).into_iter();
        stories = articles.map(Prepared::new).collect();
        Ok((Brought::Stories, answer.lifetime, answer.is_partial))
    });
    let outcome = settle(&mut subscription, brought);
    Fetched {
        subscription,
        stories,
        outcome,
        remarks,
    }
}

fn answer_of(subscription: &mut Subscription, client: &Client) -> Result<Answer, Failure> {
    let url = Url::parse(&subscription.address)
        .map_err(|_odd| Fault::NotWeb(subscription.address.clone()))?;
    let request = Request {
        etag: subscription.etag.clone(),
        last_modified: subscription.last_modified.clone(),
        ..Request::feed(url.clone(), trusting(client, subscription))
    };
    let answer = client.fetch(&request);
    if subscription.local && subscription.trusted.is_none() {
        subscription.trusted = client.trusted(&url);
    }
    answer
}

/// Takes over what the head of an answer says.
fn learn(subscription: &mut Subscription, answer: &Answer, remarks: &mut Vec<CleanText>) {
    if answer.bytes.is_some() || answer.etag.is_some() {
        subscription.etag.clone_from(&answer.etag);
    }
    if answer.bytes.is_some() || answer.last_modified.is_some() {
        subscription.last_modified.clone_from(&answer.last_modified);
    }
    remarks.extend(answer.remarks().into_iter().map(CleanText::from));
    if let Some(moved) = &answer.moved {
        // What the person allowed was the old place.
        subscription.local &= typed_of(subscription).covers(moved);
        subscription.trusted.take_if(|_| !subscription.local);
        subscription.moved_from = Some(subscription.shown());
        subscription.address = with_credentials(moved, &subscription.address);
    }
}

/// A feed that moved within its host keeps the name and password that it needs.
fn with_credentials(moved: &Url, old: &str) -> String {
    let mut url = moved.clone();
    if let Ok(old) = Url::parse(old)
        && old.origin() == moved.origin()
    {
        let _no_host = url.set_username(old.username());
        let _no_host = url.set_password(old.password());
    }
    url.into()
}

/// Writes down how a request ended and when the next one is due.
fn settle(
    subscription: &mut Subscription,
    brought: Result<(Brought, Option<Duration>, bool), Failure>,
) -> Result<Brought, Fault> {
    let now = chrono::Utc::now().timestamp();
    let (ended, outcome) = match brought {
        Ok((brought, lifetime, is_partial)) => {
            (subscription.failures, subscription.stopped) = (0, false);
            subscription.fault = is_partial.then_some(Fault::CutOff);
            let ttl = subscription.ttl.and_then(|ttl| u64::try_from(ttl).ok());
            let ended = Ended::Well {
                ttl: ttl.map(Duration::from_secs),
                lifetime,
            };
            (ended, Ok(brought))
        }
        Err(failure) if failure.fault == Fault::Cancelled => return Err(failure.fault),
        Err(failure) => {
            subscription.failures = subscription.failures.saturating_add(1);
            subscription.stopped = failure.fault == Fault::Gone;
            subscription.fault = Some(failure.fault.clone());
            log::warn!(
                "{}: {}",
                subscription.shown(),
                failure.fault.say(Language::English)
            );
            let ended = if failure.fault.is_before_asking() {
                Ended::Unasked
            } else {
                Ended::Badly {
                    failures: subscription.failures,
                    retry_after: failure.retry_after,
                }
            };
            (ended, Err(failure.fault))
        }
    };
    let wait = i64::try_from(schedule::wait(ended).as_secs()).unwrap_or(i64::MAX);
    subscription.checked = Some(now);
    subscription.due = now.saturating_add(wait);
    outcome
}
