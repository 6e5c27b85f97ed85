//! The refresh: what is due is fetched by many, and stored by one, as it comes.
//!
//! Each transaction writes anew the counts of most words and a piece of the index, whatever it brings;
//! so what is ready goes into one. In it the stories come with what is known of their feed: a program
//! that is killed before its end asks for them once more, and loses none.

use super::client::{Client, FetchRequest, FetchResponse};
use super::fetch_failure::FetchFailure;
use super::fetch_task::{FeedContent, FeedResult, FetchTask, FinishedTask, allowed_host, host_key};
use super::full_text::{self, RobotsCache};
use super::guard::AllowedHost;
use super::pool::FetchPool;
use super::read_feed::read_feed;
use super::schedule::{self, RequestResult};
use super::store_results::ResultStore;
use super::{FeedOutcome, Progress, RefreshScope, Summary, is_held};
use crate::article::{Article, shown_address};
use crate::fetch_error::FetchError;
use crate::panics;
use crate::store::{Error, Prepared, Store, Subscription};
use crate::text::clean_text::CleanText;
use crate::words::Language;
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

/// What came of a task, to be read.
enum Downloaded {
    Feed(Box<Subscription>, Box<Result<FetchResponse, FetchFailure>>),
    Page(Box<Article>, Box<Result<FetchResponse, FetchFailure>>),
}

/// Fetches what `scope` names and what is due of it, stores each feed as it comes, and says so to
/// `tell`. Returns when all is stored, or at once when `cancelled` becomes true.
///
/// # Errors
/// Where the library cannot be read or written, or no thread can be started.
pub fn run(
    store: &mut Store,
    client: &Arc<Client>,
    scope: &RefreshScope,
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
        keeper: ResultStore::new(summary),
        store,
        tell,
    };
    (refresh.tell)(&Progress::Began { feeds: due.len() });
    for subscription in due {
        let host = host_key(&subscription.address);
        let task = FetchTask::Feed(Box::new(subscription));
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

fn pool(client: &Arc<Client>, jobs: usize) -> io::Result<FetchPool<FetchTask, FinishedTask>> {
    let (client, robots) = (Arc::clone(client), RobotsCache::default());
    let fetch = move |task| match task {
        FetchTask::Feed(mut subscription) => {
            let answer = panics::caught(|| answer_of(&mut subscription, &client));
            let answer = answer.unwrap_or_else(|| Err(FetchError::Internal.into()));
            Downloaded::Feed(subscription, Box::new(answer))
        }
        FetchTask::Page(article, typed) => {
            let page = panics::caught(|| full_text::page_of(&article, &typed, &client, &robots));
            let page = page.unwrap_or_else(|| Err(FetchError::Internal.into()));
            Downloaded::Page(article, Box::new(page))
        }
    };
    let read = |came| match came {
        Downloaded::Feed(subscription, answer) => {
            let (address, kept) = (subscription.address.clone(), subscription.clone());
            let fetched = panics::caught(|| of_answer(*subscription, *answer));
            let fetched = fetched.unwrap_or_else(|| lost(*kept));
            FinishedTask::Feed(address, Box::new(fetched))
        }
        Downloaded::Page(article, page) => {
            let whole = panics::caught(|| {
                let whole = full_text::whole_of(&article, &(*page)?)?;
                Prepared::new(whole).map_err(|_odd| FetchError::NoArticle.into())
            });
            FinishedTask::Page(Box::new(
                whole.unwrap_or_else(|| Err(FetchError::Internal.into())),
            ))
        }
    };
    FetchPool::start(jobs, fetch, read)
}

/// What is kept of a feed on which this program itself came to grief: nobody is to wait for it for ever.
fn lost(mut subscription: Subscription) -> FeedResult {
    let outcome = settle(&mut subscription, Err(FetchError::Internal.into()));
    FeedResult {
        subscription,
        stories: Ok(Vec::new()),
        outcome,
        remarks: Vec::new(),
    }
}

/// Keeps what `answer` content of `subscription`, which is followed from now on or was already; returns
/// what it content. Pages are fetched by the next refresh.
///
/// # Errors
/// Where the library cannot be written.
pub fn keep_found(
    store: &mut Store,
    subscription: Subscription,
    answer: FetchResponse,
) -> Result<FeedOutcome, Error> {
    store.subscribe(std::slice::from_ref(&subscription))?;
    let address = subscription.address.clone();
    let fetched = of_answer(subscription, Ok(answer));
    let mut keeper = ResultStore::new(Summary::default());
    let report = store.at_once(|batch| keeper.keep_found(&address, fetched, batch))?;
    Ok(report.outcome)
}

struct Refresh<'a> {
    pool: FetchPool<FetchTask, FinishedTask>,
    store: &'a mut Store,
    tell: &'a mut dyn FnMut(&Progress),
    keeper: ResultStore,
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
    fn keep(&mut self, first: FinishedTask, cancelled: &AtomicBool) -> Result<(), Error> {
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

/// Has `client` trust the host of a subscription by the addresses that it keeps; returns what it may open.
pub fn trusting(client: &Client, subscription: &Subscription) -> AllowedHost {
    if subscription.local
        && let Ok(url) = Url::parse(&subscription.address)
    {
        client.trust(&url, subscription.trusted.as_deref());
    }
    allowed_host(subscription)
}

/// Reads what came of a feed; never fails, since a fault is kept with the subscription.
fn of_answer(
    mut subscription: Subscription,
    answer: Result<FetchResponse, FetchFailure>,
) -> FeedResult {
    let (mut stories, mut remarks) = (Ok(Vec::new()), Vec::new());
    let content = answer.and_then(|mut answer| {
        if answer.bytes.is_none() {
            learn(&mut subscription, &answer, &mut remarks);
            return Ok((FeedContent::Unchanged, answer.lifetime, answer.is_partial));
        }
        let origin = match &answer.moved {
            Some(moved) => shown_address(moved),
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
        Ok((FeedContent::Articles, answer.lifetime, answer.is_partial))
    });
    let outcome = settle(&mut subscription, content);
    FeedResult {
        subscription,
        stories,
        outcome,
        remarks,
    }
}

fn answer_of(
    subscription: &mut Subscription,
    client: &Client,
) -> Result<FetchResponse, FetchFailure> {
    let url = Url::parse(&subscription.address)
        .map_err(|_odd| FetchError::NotWebAddress(subscription.address.clone()))?;
    let request = FetchRequest {
        etag: subscription.etag.clone(),
        last_modified: subscription.last_modified.clone(),
        ..FetchRequest::feed(url.clone(), trusting(client, subscription))
    };
    let answer = client.fetch(&request);
    if subscription.local && subscription.trusted.is_none() {
        subscription.trusted = client.trusted(&url);
    }
    answer
}

/// Takes over what the head of an answer says.
fn learn(subscription: &mut Subscription, answer: &FetchResponse, remarks: &mut Vec<CleanText>) {
    if answer.bytes.is_some() || answer.etag.is_some() {
        subscription.etag.clone_from(&answer.etag);
    }
    if answer.bytes.is_some() || answer.last_modified.is_some() {
        subscription.last_modified.clone_from(&answer.last_modified);
    }
    remarks.extend(answer.remarks().into_iter().map(CleanText::from));
    if let Some(moved) = &answer.moved {
        // What the person allowed was the old place.
        subscription.local &= allowed_host(subscription).covers(moved);
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
    content: Result<(FeedContent, Option<Duration>, bool), FetchFailure>,
) -> Result<FeedContent, FetchError> {
    let now = chrono::Utc::now().timestamp();
    let (ended, outcome) = match content {
        Ok((content, lifetime, is_partial)) => {
            (subscription.failures, subscription.stopped) = (0, false);
            subscription.fault = is_partial.then_some(FetchError::Incomplete);
            let ttl = subscription.ttl.and_then(|ttl| u64::try_from(ttl).ok());
            let ended = RequestResult::Success {
                ttl: ttl.map(Duration::from_secs),
                lifetime,
            };
            (ended, Ok(content))
        }
        Err(failure) if failure.error == FetchError::Cancelled => return Err(failure.error),
        Err(failure) => {
            subscription.failures = subscription.failures.saturating_add(1);
            subscription.stopped = failure.error == FetchError::Gone;
            subscription.fault = Some(failure.error.clone());
            log::warn!(
                "{}: {}",
                subscription.shown(),
                failure.error.say(Language::English)
            );
            let ended = if failure.error.is_before_sending() {
                RequestResult::NotSent
            } else {
                RequestResult::Failure {
                    failures: subscription.failures,
                    retry_after: failure.retry_after,
                }
            };
            (ended, Err(failure.error))
        }
    };
    let wait = i64::try_from(schedule::wait(ended).as_secs()).unwrap_or(i64::MAX);
    subscription.checked = Some(now);
    subscription.due = now.saturating_add(wait);
    outcome
}
