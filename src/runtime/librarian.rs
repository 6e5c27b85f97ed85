//! The thread that owns the library while the reader runs: it answers questions and keeps marks.
//!
//! One connection in one thread, so that nobody waits for a lock; requests come over a channel
//! without bound, since a key must never wait, and of several questions only the last is answered.

use super::Event;
use super::courier::feeds;
use super::lists::lists;
use super::rows;
use super::shelf::Shelf;
use super::watch::Watch;
use super::worker;
use crate::app::Answer;
use crate::app::library::{ChangeId, Generation};
use crate::article::{ArticleId, ListPart, Marks, Offer, PageStart, Why};
use crate::panics::caught;
use crate::store::{Error, Kin, ReadRanges, Store, Suggestion};
use crate::words::Doing;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, TrySendError, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// As many changes of many marks can be taken back as `app` remembers.
const MOST_CHANGES: usize = 100;
/// As many stories as are offered beside one.
const MOST_SUGGESTED: usize = 6;

/// Something for the library.
#[derive(Clone, Debug)]
pub(super) enum Request {
    Search(String, Generation),
    Rows(String, PageStart),
    Count {
        query: String,
        last: Option<ArticleId>,
        held: usize,
    },
    Related(ArticleId),
    Marks(Vec<(ArticleId, Marks)>),
    MarksOf(Vec<ArticleId>),
    MarkRead {
        change: ChangeId,
        query: String,
        part: ListPart,
    },
    UndoRead(ChangeId),
    Place(ArticleId, usize),
    Keep(ArticleId),
    Save(String),
    Forget(String),
    Lists,
    Feeds,
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
        let work = move || serve((&path, &shelf), &asked, hand_over);
        // Whatever a request meets is caught where it is answered; what ends the thread all the same is
        // told by each request that is made after it.
        let thread = worker::start("library", work, || ())?;
        Ok(Self {
            requests: Some(requests),
            thread: Some(thread),
            ends,
        })
    }

    /// Hands a request over; `false` where there is nobody to take it.
    pub(super) fn ask(&self, request: Request) -> bool {
        let requests = self.requests.as_ref();
        requests.is_some_and(|requests| requests.send(request).is_ok())
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

/// What the thread has at hand.
struct Desk<'a> {
    path: &'a Path,
    shelf: &'a Shelf,
    store: Option<Store>,
    watch: Option<Watch>,
    /// The stories that became read at once, by what each change is called.
    changes: BTreeMap<ChangeId, ReadRanges>,
}

fn serve((path, shelf): (&Path, &Shelf), asked: &Receiver<Request>, hand_over: impl Fn(Answer)) {
    let mut desk = Desk {
        path,
        shelf,
        store: None,
        watch: None,
        changes: BTreeMap::new(),
    };
    loop {
        let first = match asked.recv_timeout(LOOK) {
            Ok(first) => first,
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {
                // What cannot be seen now is seen at the next look, or at the next start.
                let seen = caught(|| look(path, shelf, &mut desk.store, &mut desk.watch));
                let seen = seen.and_then(Result::ok).unwrap_or_default();
                seen.into_iter().for_each(&hand_over);
                continue;
            }
        };
        for request in latest(std::iter::once(first).chain(asked.try_iter())) {
            desk.answer_safely(request).into_iter().for_each(&hand_over);
        }
    }
}

impl Desk<'_> {
    /// Answers a request, also where that panics: what is to be kept is tried once more with the library
    /// opened anew, and then refused in words.
    fn answer_safely(&mut self, request: Request) -> Vec<Answer> {
        let (doing, is_to_be_kept) = match &request {
            Request::Marks(_)
            | Request::MarkRead { .. }
            | Request::UndoRead(_)
            | Request::Place(..)
            | Request::Keep(_)
            | Request::Save(_)
            | Request::Forget(_) => (Doing::Marks, true),
            Request::Search(..)
            | Request::Rows(..)
            | Request::Count { .. }
            | Request::Related(_)
            | Request::MarksOf(_)
            | Request::Lists
            | Request::Feeds => (Doing::Library, false),
        };
        let language = self.shelf.language();
        let again = is_to_be_kept.then(|| request.clone());
        let instead = instead_of(&request);
        let mut answered = worker::attempt(doing, language, || self.answer(request));
        if let (Err(_), Some(again)) = (&answered, again) {
            self.store = None;
            answered = worker::attempt(doing, language, || self.answer(again));
        }
        answered.unwrap_or_else(|sentence| {
            self.store = None;
            self.watch = None;
            instead
                .into_iter()
                .chain([Answer::Remark(sentence.into())])
                .collect()
        })
    }

    /// Does what is asked; what went wrong is said, and what depended on it is ended.
    fn answer(&mut self, request: Request) -> Vec<Answer> {
        worker::trip("library");
        let instead = instead_of(&request);
        let opened = match self.store.take() {
            Some(store) => Ok(store),
            None => Store::open_or_create(self.path),
        };
        let answered = opened.and_then(|opened| {
            let open = self.store.insert(opened);
            perform(open, self.shelf, &mut self.changes, request)
        });
        match answered {
            Ok(answers) => answers,
            Err(error) => {
                log::warn!("the library: {error}");
                if error.is_damage() {
                    Store::note_damage(self.path);
                }
                let remark = Answer::Remark(error.say(self.shelf.language()).into());
                instead.into_iter().chain([remark]).collect()
            }
        }
    }
}

/// What the list is told where a request failed that it waits for, or that it took for done.
fn instead_of(request: &Request) -> Option<Answer> {
    match request {
        Request::Rows(query, _) => Some(Answer::NoRows(query.clone())),
        // What is on the screen is not what the library has.
        Request::Marks(_) | Request::MarkRead { .. } | Request::UndoRead(_) => {
            Some(Answer::MarksChanged)
        }
        Request::Search(..)
        | Request::Count { .. }
        | Request::Related(_)
        | Request::MarksOf(_)
        | Request::Place(..)
        | Request::Keep(_)
        | Request::Save(_)
        | Request::Forget(_)
        | Request::Lists
        | Request::Feeds => None,
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
        None => watch.insert(Watch::begin(newest)),
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
            Request::MarksOf(_) => latest.retain(|old| !matches!(old, Request::MarksOf(_))),
            Request::Count { query, .. } => latest.retain(
                |old| !matches!(old, Request::Count { query: other, .. } if other == query),
            ),
            Request::Rows(..)
            | Request::Marks(_)
            | Request::MarkRead { .. }
            | Request::UndoRead(_)
            | Request::Place(..)
            | Request::Keep(_)
            | Request::Save(_)
            | Request::Forget(_)
            | Request::Lists
            | Request::Feeds => {}
        }
        latest.push(request);
    }
    latest
}

fn perform(
    store: &mut Store,
    shelf: &Shelf,
    changes: &mut BTreeMap<ChangeId, ReadRanges>,
    request: Request,
) -> Result<Vec<Answer>, Error> {
    let answer = match request {
        Request::Search(query, generation) => Some(rows::find(store, query, generation)?),
        Request::Rows(query, start) => Some(rows::page(store, query, start)?),
        Request::Count { query, last, held } => {
            Some(Answer::Counted(rows::count(store, query, last, held)?))
        }
        Request::Related(id) => related(store, id)?,
        Request::Marks(marks) => {
            let duplicates = store.set_marks(&marks)?;
            (!duplicates.is_empty()).then_some(Answer::MarksChanged)
        }
        Request::MarksOf(ids) => Some(Answer::Marked(store.marks_of(&ids)?)),
        Request::MarkRead {
            change,
            query,
            part,
        } => {
            let read = store.mark_read(&rows::question_of(&query), part)?;
            changes.insert(change, read.ranges);
            if changes.len() > MOST_CHANGES {
                changes.pop_first();
            }
            Some(Answer::MarkedRead(change, read.rows))
        }
        Request::UndoRead(change) => {
            if let Some(ranges) = changes.remove(&change) {
                store.mark_unread(&ranges)?;
            }
            Some(Answer::MarksChanged)
        }
        Request::Place(id, place) => {
            store.set_place(id, place, super::now().timestamp())?;
            None
        }
        Request::Keep(id) => Some(match shelf.article(id) {
            Ok(article) => {
                store.put(std::slice::from_ref(&*article))?;
                Answer::Kept
            }
            Err(why) => Answer::Remark(why.into()),
        }),
        Request::Save(question) => {
            store.save_search(&question)?;
            None
        }
        Request::Forget(question) => {
            store.forget_search(&question)?;
            None
        }
        Request::Lists => Some(Answer::Lists(lists(store)?)),
        Request::Feeds => Some(feeds(store, shelf.language())?),
    };
    Ok(answer.into_iter().collect())
}

fn related(store: &Store, id: ArticleId) -> Result<Option<Answer>, Error> {
    let article = match store.article(id) {
        Err(Error::Unreadable { .. }) => store.listed(id)?,
        other => other?,
    };
    let Some(article) = article else {
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
