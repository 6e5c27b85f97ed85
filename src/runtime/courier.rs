//! The thread that fetches the news while the reader runs, and the one that fetches whole stories.
//!
//! A refresh has a connection of its own and stores each feed as it comes; what is new is handed to
//! the list at once. It ends when the reader does: all requests are broken off, and what was stored
//! stays.

mod refresh;

use super::{Event, worker};
use crate::app::Answer;
use crate::app::news::{FeedRow, RefreshScope, StarterGroup};
use crate::article::{Article, ArticleId};
use crate::store::{Error, FullText, Store, Subscription};
use crate::sync::{
    Client, Robots, Setting, full_text, is_held, is_summary, last_result, starter, trusting,
};
use crate::words::{Doing, Language, internal_error, sentence};
use refresh::{gone_wrong, refresh};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, TrySendError, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long a full channel is left alone.
const GLANCE: Duration = Duration::from_millis(5);

/// What fetches.
pub(super) struct Courier {
    post: Post,
    running: Option<Running>,
    /// Threads of refreshes that were broken off.
    ending: Vec<JoinHandle<()>>,
    whole: Option<Whole>,
}

/// Where news goes to and stories are kept.
#[derive(Clone)]
struct Post {
    library: PathBuf,
    language: Language,
    answers: SyncSender<Event>,
}

/// A refresh that goes on.
struct Running {
    cancelled: Arc<AtomicBool>,
    client: Arc<Client>,
    thread: JoinHandle<()>,
}

/// The thread that fetches whole stories, one after the other.
struct Whole {
    wanted: Option<Sender<ArticleId>>,
    client: Arc<Client>,
    thread: Option<JoinHandle<()>>,
}

impl Courier {
    pub(super) fn new(library: PathBuf, language: Language, answers: SyncSender<Event>) -> Self {
        Self {
            post: Post {
                library,
                language,
                answers,
            },
            running: None,
            ending: Vec::new(),
            whole: None,
        }
    }

    /// Asks feeds; one refresh at a time.
    pub(super) fn refresh(&mut self, whose: RefreshScope) -> Option<Answer> {
        if self
            .running
            .as_ref()
            .is_some_and(|running| !running.thread.is_finished())
        {
            return None;
        }
        self.start(move |post, client, cancelled| refresh(post, client, &whose, cancelled))
    }

    /// Follows groups of the starter pack, and asks their feeds.
    pub(super) fn follow(&mut self, groups: Vec<String>) -> Option<Answer> {
        self.start(move |post, client, cancelled| {
            let chosen = |one: &Subscription| {
                let group = one.folders.first();
                group.is_some_and(|group| groups.contains(group))
            };
            let chosen: Vec<Subscription> =
                starter(post.language).into_iter().filter(chosen).collect();
            Store::open_or_create(&post.library)?.subscribe(&chosen)?;
            refresh(post, client, &RefreshScope::All, cancelled)
        })
    }

    fn start(
        &mut self,
        work: impl FnOnce(&Post, &Arc<Client>, &AtomicBool) -> Result<(), Error> + Send + 'static,
    ) -> Option<Answer> {
        self.cancel();
        let setting = match Setting::of_environment() {
            Ok(setting) => setting,
            Err(fault) => return Some(gone_wrong(fault.say(self.post.language))),
        };
        let client = Arc::new(Client::new(&setting));
        let cancelled = Arc::new(AtomicBool::new(false));
        let (post, its_client, stop) = (
            self.post.clone(),
            Arc::clone(&client),
            Arc::clone(&cancelled),
        );
        let (its_post, its_stop) = (post.clone(), Arc::clone(&stop));
        let thread = worker::start(
            "refresh",
            move || {
                worker::trip("refresh");
                if let Err(error) = work(&post, &its_client, &stop) {
                    log::warn!("a refresh ended: {error}");
                    post.tell(gone_wrong(error.say(post.language)), &stop);
                }
            },
            move || {
                let said = internal_error(Doing::Refresh, its_post.language);
                its_post.tell(gone_wrong(said), &its_stop);
            },
        );
        match thread {
            Ok(thread) => {
                self.running = Some(Running {
                    cancelled,
                    client,
                    thread,
                });
                None
            }
            Err(error) => Some(gone_wrong(sentence(&error, self.post.language))),
        }
    }

    /// Breaks a refresh off; what was stored stays. Its thread ends by itself, and no key waits for it.
    pub(super) fn cancel(&mut self) {
        self.ending.retain(|thread| !thread.is_finished());
        if let Some(running) = self.running.take() {
            running.cancelled.store(true, Ordering::Relaxed);
            running.client.cancel();
            self.ending.push(running.thread);
        }
    }

    /// Fetches the page of a story of which only the summary is here, where the person wants that.
    pub(super) fn fetch_whole(&mut self, id: ArticleId) {
        if self.whole.is_none() {
            self.whole = Whole::start(self.post.clone());
        }
        if let Some(wanted) = self.whole.as_ref().and_then(|whole| whole.wanted.as_ref()) {
            // A thread that ended has nobody to fetch for.
            let _nobody = wanted.send(id);
        }
    }
}

/// Returns how it stands with the feeds, or the groups of the starter pack where none is followed.
pub(super) fn feeds(store: &Store, language: Language) -> Result<Answer, Error> {
    let subscriptions = store.subscriptions()?;
    if subscriptions.is_empty() {
        return Ok(Answer::Starter(groups(language)));
    }
    let unread = store.unread_of_feeds()?;
    let rows = subscriptions.iter().map(|one| row(one, &unread, language));
    Ok(Answer::Feeds(rows.collect()))
}

impl Drop for Courier {
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

impl Post {
    /// Hands an answer over; while the reader ends nobody takes it, and nobody waits for that.
    fn tell(&self, answer: Answer, cancelled: &AtomicBool) {
        let mut event = Event::Answer(answer);
        while let Err(TrySendError::Full(back)) = self.answers.try_send(event) {
            if cancelled.load(Ordering::Relaxed) {
                return;
            }
            std::thread::sleep(GLANCE);
            event = back;
        }
    }
}

fn row(one: &Subscription, unread: &HashMap<String, usize>, language: Language) -> FeedRow {
    let folder = Some(one.folders.join("/")).filter(|folder| !folder.is_empty());
    let result = last_result(one, language);
    let unread = one.origins().filter_map(|origin| unread.get(&origin));
    FeedRow {
        address: one.shown(),
        title: one.title.as_str().into(),
        result: folder
            .into_iter()
            .chain([result])
            .collect::<Vec<_>>()
            .join(" · ")
            .into(),
        is_faulty: one.fault.is_some() || one.stopped || is_held(one),
        unread: unread.sum(),
    }
}

/// The groups of the starter pack; the first, the headlines, is chosen for who just presses Enter in
/// Hindi.
fn groups(language: Language) -> Vec<StarterGroup> {
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

impl Whole {
    fn start(post: Post) -> Option<Self> {
        let client = Arc::new(Client::new(&Setting::of_environment().ok()?));
        let (wanted, asked) = channel();
        let its_client = Arc::clone(&client);
        let work = move || serve(&post, &its_client, &asked);
        let thread = worker::start("pages", work, || ()).ok()?;
        Some(Self {
            wanted: Some(wanted),
            client,
            thread: Some(thread),
        })
    }
}

fn serve(post: &Post, client: &Client, asked: &Receiver<ArticleId>) {
    let (robots, never) = (Robots::default(), AtomicBool::new(true));
    while let Ok(mut id) = asked.recv() {
        // Who turns from story to story wants the last one.
        while let Ok(later) = asked.try_recv() {
            id = later;
        }
        let fetched = worker::attempt(Doing::FullPage, post.language, || {
            worker::trip("pages");
            whole(&post.library, id, client, &robots)
        });
        match fetched {
            Ok(Ok(Some(article))) => post.tell(Answer::Whole(Arc::new(article)), &never),
            // A page that cannot be had leaves the summary, and `o` opens it in the browser.
            Ok(Ok(None)) => {}
            Ok(Err(error)) => log::warn!("a full page was not kept: {error}"),
            Err(sentence) => post.tell(Answer::Remark(sentence.into()), &never),
        }
    }
}

fn whole(
    library: &Path,
    id: ArticleId,
    client: &Client,
    robots: &Robots,
) -> Result<Option<Article>, Error> {
    let mut store = Store::open(library)?;
    let Some(article) = store.article(id)?.filter(is_summary) else {
        return Ok(None);
    };
    let subscriptions = store.subscriptions()?;
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
