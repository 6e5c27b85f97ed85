//! The thread that owns the library while the reader runs: it answers questions and keeps marks.
//!
//! One connection in one thread, so that nobody waits for a lock; requests come over a channel
//! without bound, since a key must never wait, and of several questions only the last is answered.

use super::Event;
use super::lists::lists;
use super::shelf::Shelf;
use super::watch::Watch;
use crate::app::Answer;
use crate::app::library::Generation;
use crate::app::older::OlderPage;
use crate::article::{Article, ArticleId, Marks, Offer, Why};
use crate::search::Question;
use crate::store::{Error, Kin, Order, Store, Suggestion};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, TrySendError, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// As many answers as a person looks at.
const MOST_FOUND: usize = 200;
/// Older stories come so many at a time: the list takes them in within a frame.
const PAGE: usize = 500;
/// As many stories as are offered beside one.
const MOST_SUGGESTED: usize = 6;

/// Something for the library.
#[derive(Debug)]
pub(super) enum Request {
    Search(String, Generation),
    Older(usize),
    Related(ArticleId),
    Marks(Vec<(ArticleId, Marks)>),
    Place(ArticleId, usize),
    Keep(Arc<Article>),
    Save(String),
    Forget(String),
    Lists,
}

/// The library's thread.
#[derive(Debug)]
pub(super) struct Librarian {
    requests: Option<Sender<Request>>,
    thread: Option<JoinHandle<()>>,
    /// Whether the reader ends: then nobody takes answers, but all is still to be kept.
    ends: Arc<AtomicBool>,
}

/// How often others' changes are looked for, while nothing else is asked.
const LOOK: Duration = Duration::from_secs(2);
/// How soon an answer is offered again to a reader that has much to do, or stands still.
const AGAIN: Duration = Duration::from_millis(5);

impl Librarian {
    /// Starts the thread; the file is opened when it is first asked for something.
    pub(super) fn start(
        path: PathBuf,
        shelf: Arc<Shelf>,
        answers: SyncSender<Event>,
    ) -> io::Result<Self> {
        let (requests, asked) = channel();
        let ends = Arc::new(AtomicBool::new(false));
        let ending = Arc::clone(&ends);
        let hand_over = move |answer| {
            let mut event = Event::Answer(answer);
            while let Err(TrySendError::Full(same)) = answers.try_send(event) {
                if ending.load(Ordering::Relaxed) {
                    return;
                }
                event = same;
                std::thread::sleep(AGAIN);
            }
        };
        let thread = std::thread::Builder::new()
            .name("library".to_owned())
            .spawn(move || serve((&path, &shelf), &asked, hand_over))?;
        Ok(Self {
            requests: Some(requests),
            thread: Some(thread),
            ends,
        })
    }

    pub(super) fn ask(&self, request: Request) {
        if let Some(requests) = &self.requests {
            // A thread that ended has said why.
            drop(requests.send(request));
        }
    }
}

impl Drop for Librarian {
    /// Waits until everything that was asked to be kept is kept.
    fn drop(&mut self) {
        self.ends.store(true, Ordering::Relaxed);
        drop(self.requests.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

fn serve((path, shelf): (&Path, &Shelf), asked: &Receiver<Request>, hand_over: impl Fn(Answer)) {
    let mut store: Option<Store> = None;
    let mut watch: Option<Watch> = None;
    loop {
        let first = match asked.recv_timeout(LOOK) {
            Ok(first) => first,
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {
                // What cannot be seen now is seen at the next look, or at the next start.
                let seen = look(path, shelf, &mut store, &mut watch);
                seen.unwrap_or_default().into_iter().for_each(&hand_over);
                continue;
            }
        };
        for request in latest(std::iter::once(first).chain(asked.try_iter())) {
            let is_for_older = matches!(request, Request::Older(_));
            if let (Some(watch), Request::Marks(marks)) = (&mut watch, &request) {
                watch.note(marks);
            }
            let opened = match store.take() {
                Some(store) => Ok(store),
                None => Store::open_or_create(path),
            };
            let answered = opened.and_then(|opened| {
                let open = store.insert(opened);
                perform(open, request)
            });
            let answer = match answered {
                Ok(None) => continue,
                Ok(Some(answer)) => answer,
                Err(error) => {
                    if error.is_damage() {
                        Store::note_damage(path);
                    }
                    if is_for_older {
                        hand_over(Answer::NoOlder);
                    }
                    Answer::Remark(error.say(shelf.language()).into())
                }
            };
            hand_over(answer);
        }
    }
}

/// Returns what others did to the library since the last look; nothing where the list is not of one.
fn look(
    path: &Path,
    shelf: &Shelf,
    store: &mut Option<Store>,
    watch: &mut Option<Watch>,
) -> Result<Vec<Answer>, Error> {
    let Some(newest) = shelf.newest() else {
        return Ok(Vec::new());
    };
    let store = match store {
        Some(store) => store,
        None => store.insert(Store::open(path)?),
    };
    let watch = match watch {
        Some(watch) => watch,
        None => watch.insert(Watch::begin(store, newest)?),
    };
    watch.look(store)
}

/// Of the questions only the last of its kind; everything that is to be kept.
fn latest(requests: impl Iterator<Item = Request>) -> Vec<Request> {
    let mut latest: Vec<Request> = Vec::new();
    for request in requests {
        match &request {
            Request::Search(..) => latest.retain(|old| !matches!(old, Request::Search(..))),
            Request::Related(_) => latest.retain(|old| !matches!(old, Request::Related(_))),
            _ => {}
        }
        latest.push(request);
    }
    latest
}

fn perform(store: &mut Store, request: Request) -> Result<Option<Answer>, Error> {
    Ok(match request {
        Request::Search(question, generation) => Some(find(store, question, generation)?),
        Request::Older(read) => Some(Answer::Older(older(store, read)?)),
        Request::Related(id) => related(store, id)?,
        Request::Marks(marks) => {
            store.set_marks(&marks)?;
            None
        }
        Request::Place(id, place) => {
            store.set_place(id, place, super::now().timestamp())?;
            None
        }
        Request::Keep(article) => {
            store.put(std::slice::from_ref(&*article))?;
            Some(Answer::Kept)
        }
        Request::Save(question) => {
            store.save_search(&question)?;
            None
        }
        Request::Forget(question) => {
            store.forget_search(&question)?;
            None
        }
        Request::Lists => Some(Answer::Lists(lists(store)?)),
    })
}

fn find(store: &Store, question: String, generation: Generation) -> Result<Answer, Error> {
    let mut asked = Question::new(&question);
    // What is being typed may go on.
    asked.leave_open();
    let hits = store.find(&asked, Order::BestNow(super::now()), MOST_FOUND)?;
    Ok(Answer::Found {
        generation,
        listings: hits.into_iter().map(|hit| hit.listing).collect(),
        ignored: asked.ignored.into_iter().map(Into::into).collect(),
        question,
    })
}

/// Reads the stories after `read` rows.
pub(super) fn older(store: &Store, read: usize) -> Result<OlderPage, Error> {
    let mut listings = Vec::new();
    let rows = store.listings(read, PAGE, |listing| {
        listings.push(listing);
        true
    })?;
    Ok(OlderPage {
        listings,
        read: read + rows,
        is_last: rows < PAGE,
        counted: None,
    })
}

fn related(store: &Store, id: ArticleId) -> Result<Option<Answer>, Error> {
    let Some(article) = store.article(id)? else {
        return Ok(None);
    };
    let offers = store.related(&article, MOST_SUGGESTED + article.related.len())?;
    let offers: Vec<Offer> = offers.into_iter().map(offer).collect();
    Ok(Some(Answer::Suggested(id, offers)))
}

fn offer(suggestion: Suggestion) -> Offer {
    let Suggestion {
        listing,
        reason,
        kin,
        ..
    } = suggestion;
    Offer {
        title: listing.headline,
        url: listing.url,
        id: Some(listing.id),
        source: listing.source,
        published: listing.published,
        why: match kin {
            Kin::Publisher => Why::ByPublisher,
            Kin::Same => Why::Same,
            Kin::Alike => Why::Shares(reason),
        },
    }
}
