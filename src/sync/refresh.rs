//! The refresh: what is due is fetched by many, and stored by one, each feed as it comes.
//!
//! Stories are stored before what is known of their feed: a program that is killed in between asks
//! for them once more, and loses none.

use super::client::{Answer, Client, Request};
use super::fault::Failure;
use super::full_text::{self, Beside, Robots};
use super::guard::Typed;
use super::pool::Pool;
use super::reading::read_feed;
use super::schedule::{self, Ended};
use super::{Outcome, Progress, Report, Scope, Summary, said};
use crate::article::Article;
use crate::panics;
use crate::store::{Error, FullText, Prepared, Store, Subscription};
use crate::words::Fault;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use url::Url;

/// How often a refresh looks whether it was cancelled.
const GLANCE: Duration = Duration::from_millis(50);

/// The most pages that are fetched of one feed in one refresh.
const MOST_PAGES: usize = 100;

enum Task {
    Feed(Box<Subscription>),
    Page(Box<Article>, Typed),
}

/// What came of a task, to be read.
enum Came {
    Feed(Box<Subscription>, Box<Result<Answer, Failure>>),
    Page(Box<Article>, Box<Result<Answer, Failure>>),
}

enum Done {
    /// The address of the subscription as it was, and what came of it.
    Feed(String, Box<Fetched>),
    Page(Box<Result<Article, Failure>>),
}

/// A feed as it came.
struct Fetched {
    subscription: Subscription,
    /// Made ready here, so that the one that stores has the less to do.
    stories: Result<Vec<Prepared>, Error>,
    outcome: Result<Brought, Fault>,
    remarks: Vec<String>,
}

#[derive(Clone, Copy)]
enum Brought {
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
    let (due, waiting): (Vec<_>, Vec<_>) = store
        .subscriptions()?
        .into_iter()
        .filter(|one| scope.names(one))
        .partition(|one| scope.takes(one, now));
    let mut refresh = Refresh {
        pool: pool(client, scope.jobs).map_err(|error| Error::Folder("sync".into(), error))?,
        summary: Summary {
            feeds: due.len(),
            waiting: waiting.len(),
            next: waiting
                .iter()
                .filter(|one| !one.stopped)
                .map(|one| one.due)
                .min(),
            ..Summary::default()
        },
        pages: 0,
        pages_done: 0,
        feeds_done: 0,
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
    if ended.is_err() || refresh.summary.cancelled {
        client.cancel();
    }
    ended?;
    Ok(refresh.summary)
}

fn pool(client: &Arc<Client>, jobs: usize) -> io::Result<Pool<Task, Done>> {
    let (client, robots) = (Arc::clone(client), Robots::default());
    let fetch = move |task| match task {
        Task::Feed(subscription) => {
            let answer = panics::caught(|| answer_of(&subscription, &client));
            let answer = answer.unwrap_or_else(|| Err(Fault::NoFeed.into()));
            Came::Feed(subscription, Box::new(answer))
        }
        Task::Page(article, typed) => {
            let page = panics::caught(|| full_text::page_of(&article, &typed, &client, &robots));
            let page = page.unwrap_or_else(|| Err(Fault::NoStory.into()));
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
            let whole = panics::caught(|| full_text::whole_of(&article, &(*page)?));
            Done::Page(Box::new(
                whole.unwrap_or_else(|| Err(Fault::NoStory.into())),
            ))
        }
    };
    Pool::start(jobs, fetch, read)
}

/// What is kept of a feed on which this program itself came to grief: nobody is to wait for it for ever.
fn lost(mut subscription: Subscription) -> Fetched {
    let outcome = settle(&mut subscription, Err(Fault::NoFeed.into()));
    Fetched {
        subscription,
        stories: Ok(Vec::new()),
        outcome,
        remarks: Vec::new(),
    }
}

/// Two ports of one machine are two servers.
fn host_of(address: &str) -> String {
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

struct Refresh<'a> {
    pool: Pool<Task, Done>,
    store: &'a mut Store,
    tell: &'a mut dyn FnMut(&Progress),
    summary: Summary,
    feeds_done: usize,
    pages: usize,
    pages_done: usize,
}

impl Refresh<'_> {
    fn collect(&mut self, cancelled: &AtomicBool) -> Result<(), Error> {
        while self.feeds_done < self.summary.feeds || self.pages_done < self.pages {
            if cancelled.load(Ordering::Relaxed) {
                self.summary.cancelled = true;
                return Ok(());
            }
            match self.pool.wait(GLANCE) {
                Some(Done::Feed(address, fetched)) => self.keep_feed(&address, *fetched)?,
                Some(Done::Page(whole)) => self.keep_page(*whole)?,
                None => {}
            }
        }
        Ok(())
    }

    fn keep_feed(&mut self, address: &str, fetched: Fetched) -> Result<(), Error> {
        self.feeds_done += 1;
        let Fetched {
            mut subscription,
            stories,
            outcome,
            remarks,
        } = fetched;
        let outcome = match outcome {
            Err(fault) => {
                self.summary.failed += 1;
                Outcome::Failed(fault)
            }
            Ok(Brought::Nothing) => {
                self.summary.unchanged += 1;
                Outcome::Unchanged
            }
            Ok(Brought::Stories) => {
                let stories = stories?;
                let offered = stories.len();
                let (kept, summaries) = self.beside_stored(stories, subscription.full_text)?;
                let written = self.store.put_prepared(&kept)?;
                subscription.offered = offered;
                subscription.stored += written.new;
                self.summary.new += written.new;
                self.summary.changed += written.changed;
                self.ask_for_pages(summaries, &subscription);
                Outcome::Read { offered, written }
            }
        };
        self.store.update_subscription(address, &subscription)?;
        let report = Report {
            address: subscription.shown(),
            title: subscription.title,
            outcome,
            due: subscription.due,
            remarks,
            done: self.feeds_done,
            of: self.summary.feeds,
        };
        (self.tell)(&Progress::Feed(Box::new(report)));
        Ok(())
    }

    /// Returns what is to be stored, and what of it carries only a summary.
    fn beside_stored(
        &self,
        stories: Vec<Prepared>,
        choice: FullText,
    ) -> Result<(Vec<Prepared>, Vec<Article>), Error> {
        let (mut kept, mut summaries) = (Vec::new(), Vec::new());
        for story in stories {
            let came = story.article();
            let stored = self.store.article(came.id)?;
            let has_its_page = stored
                .as_ref()
                .is_some_and(|stored| full_text::is_whole_beside(stored, came));
            if choice == FullText::Always && !has_its_page && full_text::is_summary(came) {
                summaries.push(came.clone());
            }
            match full_text::beside_stored(came, stored.as_ref()) {
                Beside::AsItCame => kept.push(story),
                Beside::Joined(article) => kept.push(Prepared::new(*article)?),
                Beside::AsStored => {}
            }
        }
        Ok((kept, summaries))
    }

    fn ask_for_pages(&mut self, summaries: Vec<Article>, subscription: &Subscription) {
        let typed = typed_of(subscription);
        for article in summaries.into_iter().take(MOST_PAGES) {
            let host = host_of(article.url.as_deref().unwrap_or_default());
            let task = Task::Page(Box::new(article), typed.clone());
            self.pool.give(&host, task);
            self.pages += 1;
        }
    }

    fn keep_page(&mut self, whole: Result<Article, Failure>) -> Result<(), Error> {
        self.pages_done += 1;
        match whole {
            Ok(article) => {
                self.store.put(&[article])?;
                self.summary.pages += 1;
            }
            Err(_no_page) => self.summary.pages_failed += 1,
        }
        (self.tell)(&Progress::Pages {
            done: self.pages_done,
            of: self.pages,
        });
        Ok(())
    }
}

/// What a subscription may open: where it stands in a private network, that host and no other.
pub fn typed_of(subscription: &Subscription) -> Typed {
    match Url::parse(&subscription.address) {
        Ok(url) if subscription.local => Typed::by_the_person(&url),
        Ok(_) | Err(_) => Typed::by_a_stranger(),
    }
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

fn answer_of(subscription: &Subscription, client: &Client) -> Result<Answer, Failure> {
    let url = Url::parse(&subscription.address)
        .map_err(|_odd| Fault::NotWeb(subscription.address.clone()))?;
    let request = Request {
        etag: subscription.etag.clone(),
        last_modified: subscription.last_modified.clone(),
        ..Request::feed(url, typed_of(subscription))
    };
    client.fetch(&request)
}

/// Takes over what the head of an answer says.
fn learn(subscription: &mut Subscription, answer: &Answer, remarks: &mut Vec<String>) {
    if answer.bytes.is_some() || answer.etag.is_some() {
        subscription.etag.clone_from(&answer.etag);
    }
    if answer.bytes.is_some() || answer.last_modified.is_some() {
        subscription.last_modified.clone_from(&answer.last_modified);
    }
    remarks.extend(answer.remarks());
    if let Some(moved) = &answer.moved {
        // What the person allowed was the old place.
        subscription.local &= typed_of(subscription).covers(moved);
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
