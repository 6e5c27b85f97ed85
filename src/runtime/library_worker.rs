//! The thread that owns the library while the application runs: it answers queries and stores
//! marks.
//!
//! One connection in one thread needs no lock. Requests arrive over an unbounded channel, since a
//! key must never wait. If several queries of the same kind are waiting, only the last is answered.

mod ranges;
mod related;
mod removals;
mod request;

pub(super) use request::LibraryRequest;

use super::LoopEvent;
use super::article_index::ArticleIndex;
use super::fetch_worker::feeds;
use super::lists::{lists, values};
use super::rows;
use super::watch::Watch;
use super::worker;
use crate::app::Answer;
use crate::app::library::ChangeId;
use crate::panics::caught;
use crate::store::{Error, Store};
use crate::words::Doing;
use ranges::MadeChange;
use related::related;
use removals::Removals;
use request::latest;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// The maximum number of bulk changes that can be undone; `app` remembers the same number.
const MOST_CHANGES: usize = 100;

/// The handle of the library worker.
#[derive(Debug)]
pub(super) struct LibraryWorker {
    requests: Option<Sender<LibraryRequest>>,
    thread: Option<JoinHandle<()>>,
}

/// While idle, the worker looks for changes by other programs at this interval.
const LOOK: Duration = Duration::from_secs(2);

impl LibraryWorker {
    /// Starts the thread; the first request opens the library.
    pub(super) fn start(
        path: PathBuf,
        article_index: Arc<ArticleIndex>,
        answers: SyncSender<LoopEvent>,
    ) -> io::Result<Self> {
        let (requests, asked) = channel();
        let failed = worker::remark(Doing::Library, article_index.language(), &answers);
        let hand_over = move |answer| drop(answers.send(LoopEvent::Answer(answer)));
        let work = move || serve((&path, &article_index), &asked, hand_over);
        // Panics are caught for each request; if the thread ends all the same, it is said now and at each later
        // request.
        let thread = worker::start("library", work, failed)?;
        Ok(Self {
            requests: Some(requests),
            thread: Some(thread),
        })
    }

    /// Sends a request; `false` if the worker has ended.
    pub(super) fn ask(&self, request: LibraryRequest) -> bool {
        let requests = self.requests.as_ref();
        requests.is_some_and(|requests| requests.send(request).is_ok())
    }
}

impl Drop for LibraryWorker {
    /// Waits until all marks are stored.
    fn drop(&mut self) {
        drop(self.requests.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// The state of the library thread.
struct LibraryWorkerState<'a> {
    path: &'a Path,
    article_index: &'a ArticleIndex,
    store: Option<Store>,
    watch: Option<Watch>,
    /// What each bulk change changed.
    changes: BTreeMap<ChangeId, MadeChange>,
    /// What is being removed and brought back.
    removals: Removals,
    /// Whether nothing is left to find out about the articles of an earlier version.
    is_described: bool,
}

fn serve(
    (path, article_index): (&Path, &ArticleIndex),
    asked: &Receiver<LibraryRequest>,
    hand_over: impl Fn(Answer),
) {
    let mut state = LibraryWorkerState {
        path,
        article_index,
        store: None,
        watch: None,
        changes: BTreeMap::new(),
        removals: Removals::default(),
        is_described: true,
    };
    loop {
        let has_work = !state.is_described || !state.removals.is_empty();
        let wait = if has_work { Duration::ZERO } else { LOOK };
        let first = match asked.recv_timeout(wait) {
            Ok(first) => first,
            Err(RecvTimeoutError::Disconnected) => {
                // What the user agreed to is done to its end.
                while !state.removals.is_empty() {
                    state.go_on_removing();
                }
                return;
            }
            Err(RecvTimeoutError::Timeout) if !state.removals.is_empty() => {
                state.go_on_removing().into_iter().for_each(&hand_over);
                continue;
            }
            Err(RecvTimeoutError::Timeout) if !state.is_described => {
                state.describe();
                continue;
            }
            Err(RecvTimeoutError::Timeout) => {
                // If changes cannot be read now, the next look or the next start reads them.
                let seen = caught(|| look(path, article_index, &mut state.store, &mut state.watch));
                let seen = seen.and_then(Result::ok).unwrap_or_default();
                seen.into_iter().for_each(&hand_over);
                continue;
            }
        };
        for request in latest(std::iter::once(first).chain(asked.try_iter())) {
            state
                .answer_safely(request)
                .into_iter()
                .for_each(&hand_over);
        }
    }
}

impl LibraryWorkerState<'_> {
    /// Finds out about some articles of an earlier version while nothing is asked.
    fn describe(&mut self) {
        /// Little enough that no request waits.
        const AT_ONCE: usize = 100;
        let store = &mut self.store;
        let described = caught(|| store.as_mut().map(|store| store.describe(AT_ONCE)));
        // What cannot be found out now is found out when a query needs it.
        self.is_described = !matches!(described, Some(Some(Ok(true))));
    }

    /// Goes on with removing stories or bringing them back.
    fn go_on_removing(&mut self) -> Vec<Answer> {
        let (store, removals) = (&mut self.store, &mut self.removals);
        let language = self.article_index.language();
        let done = worker::attempt(Doing::Library, language, || {
            let opened = match store.take() {
                Some(store) => Ok(store),
                None => Store::open_or_create(self.path),
            };
            opened.and_then(|opened| removals.go_on(store.insert(opened)))
        });
        let remark = match done {
            Ok(Ok(answer)) => return answer.into_iter().collect(),
            Ok(Err(error)) => error.say(language),
            Err(sentence) => sentence,
        };
        // The job is dropped; the lists show again what the library has.
        vec![Answer::BroughtBack(0), Answer::Remark(remark.into())]
    }

    /// Answers a request. If that panics, a request to store something is retried once on a
    /// reopened library; if it panics again, the user gets a message.
    fn answer_safely(&mut self, request: LibraryRequest) -> Vec<Answer> {
        let handling = request.handling();
        let (doing, instead) = (handling.doing, handling.instead);
        let again = handling.is_change.then(|| request.clone());
        let language = self.article_index.language();
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

    /// Answers a request. A failure is reported, and the app stops waiting for the answer.
    fn answer(&mut self, request: LibraryRequest) -> Vec<Answer> {
        worker::trip("library");
        let instead = request.handling().instead;
        let opened = match self.store.take() {
            Some(store) => Ok(store),
            None => {
                self.is_described = false;
                Store::open_or_create(self.path).inspect(|store| {
                    // A trash that cannot be emptied now is emptied at the next start.
                    let _kept = store.empty_trash(super::now());
                })
            }
        };
        let answered = opened.and_then(|opened| {
            let open = self.store.insert(opened);
            let undo = (&mut self.changes, &mut self.removals);
            perform(open, self.article_index, undo, request)
        });
        match answered {
            Ok(answers) => answers,
            Err(error) => {
                log::warn!("the library: {error}");
                if error.is_damage() {
                    Store::note_damage(self.path);
                }
                let remark = Answer::Remark(error.say(self.article_index.language()).into());
                instead.into_iter().chain([remark]).collect()
            }
        }
    }
}

/// Returns the changes by other programs since the last look; nothing if the articles shown are not
/// from the library.
fn look(
    path: &Path,
    article_index: &ArticleIndex,
    store: &mut Option<Store>,
    watch: &mut Option<Watch>,
) -> Result<Vec<Answer>, Error> {
    let Some(newest) = article_index.newest() else {
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

#[expect(clippy::too_many_lines, reason = "a table: an arm for each request")]
fn perform(
    store: &mut Store,
    article_index: &ArticleIndex,
    (changes, removals): (&mut BTreeMap<ChangeId, MadeChange>, &mut Removals),
    request: LibraryRequest,
) -> Result<Vec<Answer>, Error> {
    let answer = match request {
        LibraryRequest::Search(query, generation, view) => {
            Some(rows::find(store, query, (generation, view))?)
        }
        LibraryRequest::Rows(query, start, view) => Some(rows::page(store, query, (start, view))?),
        LibraryRequest::Count {
            query,
            last,
            held,
            view,
        } => {
            let count = rows::count(store, query, (last, held), view)?;
            Some(Answer::Counted(count))
        }
        LibraryRequest::View(query, view) => {
            store.set_list_view(&query, view.sort, view.hides_read)?;
            None
        }
        LibraryRequest::Related(id) => related(store, id)?,
        LibraryRequest::Marks(marks) => {
            let duplicates = store.set_marks(&marks)?;
            (!duplicates.is_empty()).then_some(Answer::MarksChanged)
        }
        LibraryRequest::MarksOf(ids) => Some(Answer::Marked(store.marks_of(&ids)?)),
        LibraryRequest::MarkRead {
            change,
            query,
            part,
            view,
        } => {
            let question = rows::question_of(store, &query, view)?;
            let read = store.mark_read(&question, part)?;
            ranges::remember(changes, change, MadeChange::Read(read.ranges));
            Some(Answer::MarkedRead(change, read.rows))
        }
        LibraryRequest::MarkRange {
            change,
            range,
            mark,
        } => Some(ranges::mark_range(store, changes, change, &range, mark)?),
        LibraryRequest::FindRange(range) => Some(ranges::find_range(store, &range)?),
        LibraryRequest::FindRemoval(range) => Some(removals::find(store, &range)?),
        LibraryRequest::Remove(change, removal) => {
            removals.remove(change, removal);
            None
        }
        LibraryRequest::BringBack(change) => {
            removals.bring_back(change);
            None
        }
        LibraryRequest::UndoRead(change) => {
            ranges::undo(store, changes.remove(&change))?;
            Some(Answer::MarksChanged)
        }
        LibraryRequest::Place(id, place) => {
            store.set_place(id, place, super::now().timestamp())?;
            None
        }
        LibraryRequest::Keep(id) => Some(match article_index.article(id) {
            Ok(article) => {
                store.put(std::slice::from_ref(&*article))?;
                Answer::Kept
            }
            Err(why) => Answer::Remark(why.into()),
        }),
        LibraryRequest::Save(question) => {
            store.save_search(&question)?;
            None
        }
        LibraryRequest::Name { query, name } => {
            store.name_search(&query, &name)?;
            None
        }
        LibraryRequest::MoveSearch(query, place) => {
            ranges::move_search(store, &query, place)?;
            None
        }
        LibraryRequest::OrderSearches(queries) => {
            store.order_saved_searches(&queries)?;
            None
        }
        LibraryRequest::Forget(change, question) => {
            ranges::forget_search(store, changes, change, &question)?;
            None
        }
        LibraryRequest::Values(field) => Some(Answer::Values(field, values(store, field)?)),
        LibraryRequest::Lists => Some(Answer::Lists(lists(store)?)),
        LibraryRequest::Feeds => Some(feeds(store, article_index.language())?),
    };
    Ok(answer.into_iter().collect())
}
