//! The threads that fetch feeds and full texts while the application runs.
//!
//! A refresh has its own connection to the library and stores each feed as it arrives; new articles
//! go to the list at once. When the application ends, all requests are aborted, and what was stored
//! stays.

mod accounts;
mod refresh;

use super::{LoopEvent, worker};
use crate::app::Answer;
use crate::app::news::{FeedRow, FeedSelection, PageFetch, StarterGroup};
use crate::article::{Article, ArticleId};
use crate::store::{Error, FullText, Store, Subscription};
use crate::sync::{
    AccountOpener, Client, ClientSettings, RobotsCache, full_text, is_held, is_summary,
    last_result, starter, trusting,
};
use crate::words::{AccountNews, Doing, Language, internal_error, sentence};
use refresh::{gone_wrong, refresh};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel};
use std::thread::JoinHandle;

/// The fetch worker.
pub(super) struct FetchWorker {
    outbox: Outbox,
    running: Option<RunningRefresh>,
    /// The threads of aborted refreshes, which may still be running.
    ending: Vec<JoinHandle<()>>,
    whole: Option<FullTextThread>,
}

/// The channel for results, and the library that keeps articles.
#[derive(Clone)]
struct Outbox {
    library: PathBuf,
    opener: AccountOpener,
    language: Language,
    answers: SyncSender<LoopEvent>,
}

/// A running refresh.
struct RunningRefresh {
    cancelled: Arc<AtomicBool>,
    client: Arc<Client>,
    thread: JoinHandle<()>,
}

/// The thread that fetches pages for full texts, one after the other.
struct FullTextThread {
    wanted: Option<Sender<ArticleId>>,
    client: Arc<Client>,
    thread: Option<JoinHandle<()>>,
}

impl FetchWorker {
    pub(super) fn new(
        (library, opener): (PathBuf, AccountOpener),
        language: Language,
        answers: SyncSender<LoopEvent>,
    ) -> Self {
        Self {
            outbox: Outbox {
                library,
                opener,
                language,
                answers,
            },
            running: None,
            ending: Vec::new(),
            whole: None,
        }
    }

    /// Starts a refresh, unless one is running.
    pub(super) fn refresh(&mut self, whose: FeedSelection) -> Option<Answer> {
        if self
            .running
            .as_ref()
            .is_some_and(|running| !running.thread.is_finished())
        {
            return None;
        }
        self.start(move |outbox, client, cancelled| refresh(outbox, client, &whose, cancelled))
    }

    /// Subscribes to groups of the starter pack and fetches their feeds.
    pub(super) fn follow(&mut self, groups: Vec<String>) -> Option<Answer> {
        self.start(move |outbox, client, cancelled| {
            let chosen = |one: &Subscription| {
                let group = one.folders.first();
                group.is_some_and(|group| groups.contains(group))
            };
            let chosen: Vec<Subscription> = starter(outbox.language)
                .into_iter()
                .filter(chosen)
                .collect();
            Store::open_or_create(&outbox.library)?.subscribe(&chosen)?;
            refresh(outbox, client, &FeedSelection::All, cancelled)
        })
    }

    fn start(
        &mut self,
        work: impl FnOnce(&Outbox, &Arc<Client>, &AtomicBool) -> Result<(), Error> + Send + 'static,
    ) -> Option<Answer> {
        self.cancel();
        let setting = match ClientSettings::from_environment() {
            Ok(setting) => setting,
            Err(fault) => return Some(gone_wrong(fault.say(self.outbox.language))),
        };
        let client = Arc::new(Client::new(&setting));
        let cancelled = Arc::new(AtomicBool::new(false));
        let (outbox, its_client, stop) = (
            self.outbox.clone(),
            Arc::clone(&client),
            Arc::clone(&cancelled),
        );
        let its_outbox = outbox.clone();
        let thread = worker::start(
            "refresh",
            move || {
                worker::trip("refresh");
                if let Err(error) = work(&outbox, &its_client, &stop) {
                    log::warn!("a refresh ended: {error}");
                    outbox.submit(gone_wrong(error.say(outbox.language)));
                }
            },
            move || {
                let said = internal_error(Doing::Refresh, its_outbox.language);
                its_outbox.submit(gone_wrong(said));
            },
        );
        match thread {
            Ok(thread) => {
                self.running = Some(RunningRefresh {
                    cancelled,
                    client,
                    thread,
                });
                None
            }
            Err(error) => Some(gone_wrong(sentence(&error, self.outbox.language))),
        }
    }

    /// Aborts the refresh; what was stored stays. Its thread ends by itself, and no key waits for
    /// that.
    pub(super) fn cancel(&mut self) {
        self.ending.retain(|thread| !thread.is_finished());
        if let Some(running) = self.running.take() {
            running.cancelled.store(true, Ordering::Relaxed);
            running.client.cancel();
            self.ending.push(running.thread);
        }
    }

    /// Fetches the page of an article that has only a summary, if full texts are on for its feed.
    pub(super) fn fetch_whole(&mut self, id: ArticleId) {
        if self.whole.is_none() {
            self.whole = FullTextThread::start(self.outbox.clone());
        }
        if let Some(wanted) = self.whole.as_ref().and_then(|whole| whole.wanted.as_ref()) {
            // The thread has ended, so there is nothing to do.
            let _nobody = wanted.send(id);
        }
    }
}

/// Returns the state of the feeds, or the groups of the starter pack if there are none.
pub(super) fn feeds(store: &Store, language: Language) -> Result<Answer, Error> {
    if store.all_feeds()?.is_empty() {
        return Ok(Answer::Starter(topics(language)));
    }
    feed_rows(store, language).map(Answer::Feeds)
}

/// Returns the feeds that are followed, as the dialog shows them.
pub(super) fn feed_rows(store: &Store, language: Language) -> Result<Vec<FeedRow>, Error> {
    let unread = store.unread_of_feeds()?;
    let all = store.all_feeds()?;
    let mut rows: Vec<FeedRow> = all.iter().map(|one| row(one, &unread, language)).collect();
    for account in store.accounts()? {
        let waiting = store.waiting_count(account.id)?;
        let of_account = rows
            .iter_mut()
            .filter(|row| waiting > 0 && row.account.as_ref() == Some(&account.name));
        for row in of_account {
            let waiting = AccountNews::Waiting(waiting).say(language);
            row.result = format!("{} · {waiting}", row.result).into();
        }
    }
    Ok(rows)
}

impl Drop for FetchWorker {
    fn drop(&mut self) {
        self.cancel();
        for thread in self.ending.drain(..) {
            drop(thread.join());
        }
        if let Some(mut whole) = self.whole.take() {
            whole.client.cancel();
            drop(whole.wanted.take());
            if let Some(thread) = whole.thread.take() {
                drop(thread.join());
            }
        }
    }
}

impl Outbox {
    /// Sends an answer, waiting until the channel has room; if the application is ending, the
    /// answer is dropped.
    fn submit(&self, answer: Answer) {
        drop(self.answers.send(LoopEvent::Answer(answer)));
    }
}

fn row(one: &Subscription, unread: &HashMap<String, usize>, language: Language) -> FeedRow {
    let folder = Some(one.folders.join("/")).filter(|folder| !folder.is_empty());
    let result = last_result(one, language);
    let account = one.served_by.as_ref();
    let is_account_faulty = account.is_some_and(|by| by.fault.is_some());
    let unread = one.origins().filter_map(|origin| unread.get(&origin));
    FeedRow {
        address: one.shown(),
        account: one.served_by.as_ref().map(|by| by.name.clone()),
        title: one.title.as_str().into(),
        result: folder
            .into_iter()
            .chain([result])
            .collect::<Vec<_>>()
            .join(" · ")
            .into(),
        is_faulty: one.fault.is_some() || one.stopped || is_held(one) || is_account_faulty,
        unread: unread.sum(),
        folder: one.folders.join("/").as_str().into(),
        page_fetch: match one.full_text {
            FullText::Never => PageFetch::Never,
            FullText::OnOpen => PageFetch::OnOpen,
            FullText::Always => PageFetch::Always,
        },
    }
}

/// Returns the groups of the starter pack; in Hindi, the first group (top stories) is preselected.
pub(super) fn topics(language: Language) -> Vec<StarterGroup> {
    let mut groups: Vec<StarterGroup> = Vec::new();
    for feed in starter(language) {
        let name = feed.folders.first().cloned().unwrap_or_default();
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.feeds.push(feed.title),
            None => groups.push(StarterGroup {
                is_chosen: groups.is_empty() && language == Language::Hindi,
                name,
                feeds: vec![feed.title],
            }),
        }
    }
    groups
}

impl FullTextThread {
    fn start(outbox: Outbox) -> Option<Self> {
        let settings = ClientSettings::from_environment();
        // What is wrong with the settings is said when the user refreshes.
        let settings = settings
            .inspect_err(|error| log::warn!("no pages: {}", error.say(Language::English)))
            .ok()?;
        let client = Arc::new(Client::new(&settings));
        let failed = worker::remark(Doing::FullPage, outbox.language, &outbox.answers);
        let (wanted, asked) = channel();
        let its_client = Arc::clone(&client);
        let work = move || serve(&outbox, &its_client, &asked);
        let thread = worker::start("pages", work, failed)
            .inspect_err(|error| log::error!("the thread of pages: {error}"))
            .ok()?;
        Some(Self {
            wanted: Some(wanted),
            client,
            thread: Some(thread),
        })
    }
}

fn serve(outbox: &Outbox, client: &Client, asked: &Receiver<ArticleId>) {
    let robots = RobotsCache::default();
    while let Ok(mut id) = asked.recv() {
        // A user who moves quickly through articles wants only the last one.
        while let Ok(later) = asked.try_recv() {
            id = later;
        }
        let fetched = worker::attempt(Doing::FullPage, outbox.language, || {
            worker::trip("pages");
            whole(&outbox.library, id, client, &robots)
        });
        match fetched {
            Ok(Ok(Some(article))) => outbox.submit(Answer::Whole(Arc::new(article))),
            // If the page cannot be fetched the summary stays, and `o` opens the page in the
            // browser.
            Ok(Ok(None)) => {}
            Ok(Err(error)) => log::warn!("a full page was not kept: {error}"),
            Err(sentence) => outbox.submit(Answer::Remark(sentence.into())),
        }
    }
}

fn whole(
    library: &Path,
    id: ArticleId,
    client: &Client,
    robots: &RobotsCache,
) -> Result<Option<Article>, Error> {
    let mut store = Store::open(library)?;
    let Some(article) = store.article(id)?.filter(is_summary) else {
        return Ok(None);
    };
    let subscriptions = store.all_feeds()?;
    let its_own =
        |one: &&Subscription| one.full_text != FullText::Never && one.shown() == article.origin;
    let Some(subscription) = subscriptions.iter().find(its_own) else {
        return Ok(None);
    };
    match full_text(&article, &trusting(client, subscription), client, robots) {
        Ok(whole) => {
            store.put(std::slice::from_ref(&whole))?;
            Ok(Some(whole))
        }
        Err(_not_to_be_had) => Ok(None),
    }
}
