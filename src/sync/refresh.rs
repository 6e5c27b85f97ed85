//! The refresh: many threads fetch the feeds that are due, and one thread stores them as they
//! arrive.
//!
//! Each transaction rewrites the counts of the most frequent words and parts of the index, however
//! little it stores, so all results that are ready share one transaction. A transaction contains
//! the articles and the state of their feed: if the program is killed before the commit, the feed
//! is fetched again and nothing is lost.

use super::client::{Client, FetchRequest, FetchResponse};
use super::fetch_failure::FetchFailure;
use super::fetch_task::{FeedContent, FeedResult, FetchTask, FinishedTask, allowed_host, host_key};
use super::full_text::{self, RobotsCache};
use super::future_dates;
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

/// How often a refresh checks whether it was cancelled.
const CANCEL_INTERVAL: Duration = Duration::from_millis(50);

/// A result that arrives within this time after the previous one goes into the same transaction.
const BATCH_WINDOW: Duration = Duration::from_millis(20);

/// The maximum duration of a transaction. Until it is committed, marks of the user wait for it, and
/// its articles are not shown and may be lost.
const LONGEST_TRANSACTION: Duration = Duration::from_millis(300);

/// The response to a task, not parsed yet.
enum Downloaded {
    Feed(Box<Subscription>, Box<Result<FetchResponse, FetchFailure>>),
    Page(Box<Article>, Box<Result<FetchResponse, FetchFailure>>),
}

/// Fetches the feeds of `scope` that are due, stores each as it arrives, and passes the progress to
/// `report`. Returns when everything is stored, or as soon as `cancelled` is set.
///
/// # Errors
///
/// Returns an error if the library cannot be read or written, or if no thread can be started.
pub fn run(
    store: &mut Store,
    client: &Arc<Client>,
    scope: &RefreshScope,
    cancelled: &AtomicBool,
    report: &mut dyn FnMut(&Progress),
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
        results: ResultStore::new(summary),
        store,
        report,
    };
    (refresh.report)(&Progress::Began { feeds: due.len() });
    for subscription in due {
        let host = host_key(&subscription.address);
        let task = FetchTask::Feed(Box::new(subscription));
        refresh.pool.submit(&host, task);
    }
    let ended = refresh.collect(cancelled);
    let summary = refresh.results.summary;
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
            let response = panics::caught(|| fetch_feed(&mut subscription, &client));
            let response = response.unwrap_or_else(|| Err(FetchError::Internal.into()));
            Downloaded::Feed(subscription, Box::new(response))
        }
        FetchTask::Page(article, allowed) => {
            let page =
                panics::caught(|| full_text::fetch_page(&article, &allowed, &client, &robots));
            let page = page.unwrap_or_else(|| Err(FetchError::Internal.into()));
            Downloaded::Page(article, Box::new(page))
        }
    };
    let read = |downloaded| match downloaded {
        Downloaded::Feed(subscription, response) => {
            let (address, stored) = (subscription.address.clone(), subscription.clone());
            let fetched = panics::caught(|| read_response(*subscription, *response));
            let fetched = fetched.unwrap_or_else(|| failed_internally(*stored));
            FinishedTask::Feed(address, Box::new(fetched))
        }
        Downloaded::Page(article, page) => {
            let whole = panics::caught(|| {
                let whole = full_text::with_page_body(&article, &(*page)?)?;
                Prepared::new(whole).map_err(|_odd| FetchError::NoArticle.into())
            });
            FinishedTask::Page(Box::new(
                whole.unwrap_or_else(|| Err(FetchError::Internal.into())),
            ))
        }
    };
    FetchPool::start(jobs, fetch, read)
}

/// Returns a result for a feed whose processing panicked, so that the refresh does not wait for it.
fn failed_internally(mut subscription: Subscription) -> FeedResult {
    let outcome = record_result(&mut subscription, Err(FetchError::Internal.into()));
    FeedResult {
        subscription,
        articles: Ok(Vec::new()),
        outcome,
        remarks: Vec::new(),
    }
}

/// Stores the response for a feed that the user has just subscribed to. Its pages are fetched by
/// the next refresh.
///
/// # Errors
///
/// Returns an error if the library cannot be written.
pub fn keep_found(
    store: &mut Store,
    subscription: Subscription,
    response: FetchResponse,
) -> Result<FeedOutcome, Error> {
    store.subscribe(std::slice::from_ref(&subscription))?;
    let address = subscription.address.clone();
    let fetched = read_response(subscription, Ok(response));
    let mut results = ResultStore::new(Summary::default());
    let report = store.at_once(|batch| results.store_found(&address, fetched, batch))?;
    Ok(report.outcome)
}

struct Refresh<'a> {
    pool: FetchPool<FetchTask, FinishedTask>,
    store: &'a mut Store,
    report: &'a mut dyn FnMut(&Progress),
    results: ResultStore,
}

impl Refresh<'_> {
    fn collect(&mut self, cancelled: &AtomicBool) -> Result<(), Error> {
        while !self.results.has_all() {
            if cancelled.load(Ordering::Relaxed) {
                self.results.summary.cancelled = true;
                return Ok(());
            }
            if let Some(first) = self.pool.wait(CANCEL_INTERVAL) {
                self.keep(first, cancelled)?;
            }
        }
        Ok(())
    }

    /// Stores `first` and the results that are ready after it in one transaction, then reports
    /// their progress.
    fn keep(&mut self, first: FinishedTask, cancelled: &AtomicBool) -> Result<(), Error> {
        let (pool, results) = (&self.pool, &mut self.results);
        let begun = Instant::now();
        let stored = self.store.at_once(|batch| {
            let (mut stored, mut next) = (Vec::new(), Some(first));
            while let Some(done) = next {
                stored.push(results.store(done, batch, pool)?);
                let goes_on = !results.has_all()
                    && begun.elapsed() < LONGEST_TRANSACTION
                    && !cancelled.load(Ordering::Relaxed);
                next = goes_on.then(|| pool.wait(BATCH_WINDOW)).flatten();
            }
            Ok(stored)
        })?;
        for progress in &stored {
            (self.report)(progress);
        }
        if !self.results.has_all() {
            self.store.leave_to_others();
        }
        Ok(())
    }
}

/// Makes `client` trust the host of a subscription at its stored addresses; returns the private
/// host that it may connect to.
pub fn trusting(client: &Client, subscription: &Subscription) -> AllowedHost {
    if subscription.local
        && let Ok(url) = Url::parse(&subscription.address)
    {
        client.trust(&url, subscription.trusted.as_deref());
    }
    allowed_host(subscription)
}

/// Parses the response for a feed. An error is stored with the subscription.
fn read_response(
    mut subscription: Subscription,
    response: Result<FetchResponse, FetchFailure>,
) -> FeedResult {
    let (mut articles, mut remarks) = (Ok(Vec::new()), Vec::new());
    let content = response.and_then(|mut response| {
        if response.bytes.is_none() {
            update_from_headers(&mut subscription, &response, &mut remarks);
            return Ok((
                FeedContent::Unchanged,
                response.lifetime,
                response.is_partial,
            ));
        }
        let origin = match &response.moved {
            Some(moved) => shown_address(moved),
            None => subscription.shown(),
        };
        let mut feed = read_feed(&response, &origin)?;
        // The articles contain everything by now. The bytes are dropped, because preparing the
        // articles takes several times as much memory.
        response.bytes = Some(Vec::new());
        // An error page instead of a feed must not change the subscription.
        update_from_headers(&mut subscription, &response, &mut remarks);
        if subscription.title.is_empty() || subscription.title == subscription.address {
            subscription.title = feed.title.clone().unwrap_or_else(|| origin.clone());
        }
        if subscription.site.is_none() {
            subscription.site.clone_from(&feed.link);
        }
        subscription.ttl = feed.ttl.and_then(|ttl| i64::try_from(ttl.as_secs()).ok());
        let problems = std::mem::take(&mut feed.problems);
        remarks.extend(problems.into_iter().map(|problem| problem.what));
        let mut parsed = feed.into_articles(&origin);
        let ahead = future_dates::move_to(chrono::Utc::now(), &mut parsed);
        remarks.extend(future_dates::remark(ahead).map(CleanText::from));
        articles = parsed.into_iter().map(Prepared::new).collect();
        Ok((
            FeedContent::Articles,
            response.lifetime,
            response.is_partial,
        ))
    });
    let outcome = record_result(&mut subscription, content);
    FeedResult {
        subscription,
        articles,
        outcome,
        remarks,
    }
}

fn fetch_feed(
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
    let response = client.fetch(&request);
    if subscription.local && subscription.trusted.is_none() {
        subscription.trusted = client.trusted(&url);
    }
    response
}

/// Updates the subscription with the values in the response headers.
fn update_from_headers(
    subscription: &mut Subscription,
    response: &FetchResponse,
    remarks: &mut Vec<CleanText>,
) {
    if response.bytes.is_some() || response.etag.is_some() {
        subscription.etag.clone_from(&response.etag);
    }
    if response.bytes.is_some() || response.last_modified.is_some() {
        subscription
            .last_modified
            .clone_from(&response.last_modified);
    }
    remarks.extend(response.remarks().into_iter().map(CleanText::from));
    if let Some(moved) = &response.moved {
        // The user's permission was for the previous address.
        subscription.local &= allowed_host(subscription).covers(moved);
        subscription.trusted.take_if(|_| !subscription.local);
        subscription.moved_from = Some(subscription.shown());
        subscription.address = with_credentials(moved, &subscription.address);
    }
}

/// Returns the new address of a feed, with the credentials of the old one if both have the same
/// origin.
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

/// Stores the result of a request in the subscription, and when the next request is due.
fn record_result(
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
