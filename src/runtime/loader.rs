//! Reads the input in a thread other than the drawing one, and sends articles as they are parsed.

use super::LoopEvent;
use super::article_index::{ArticleIndex, ArticleLocation, ArticleOrigin};
use super::files::{files, unreadable};
use super::rows;
use super::session_input::{Input, opened, read_input};
use super::worker;
use crate::app::Answer;
use crate::article::Listing;
use crate::bundled;
use crate::ingest::{self, Parsed, ParsedItem};
use crate::store::{self, Store};
use crate::sync;
use crate::words::{Doing, Language, Phrase, internal_error};
use std::fs::File;
use std::io::{self, BufReader};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use url::Url;

/// The maximum number of articles from earlier sessions in the history.
const HISTORY: usize = 500;
/// The number of library rows that are read at the start; more follow when the user comes near the
/// last one.
const FIRST: usize = 1_000;
/// Articles are sent as soon as this many are ready, or after [`PATIENCE`].
const BATCH: usize = 256;
/// The maximum time that a parsed article waits for others to be sent with it.
const PATIENCE: Duration = Duration::from_millis(40);

/// The thread that reads the input of a session.
#[derive(Debug)]
pub(super) struct LoaderThread {
    thread: JoinHandle<()>,
    begins_library: Arc<AtomicBool>,
}

impl LoaderThread {
    /// Waits until the bundled articles of a first start are stored; other work of the thread is
    /// abandoned when the program ends. The receiver of the answers must be dropped before, since
    /// the thread may be blocked in sending one.
    pub(super) fn finish_library(self) {
        if self.begins_library.load(Ordering::Acquire) {
            drop(self.thread.join());
        }
    }
}

/// Starts the thread that reads `input`.
pub(super) fn start(
    input: Input,
    article_index: Arc<ArticleIndex>,
    sender: SyncSender<LoopEvent>,
) -> io::Result<LoaderThread> {
    let (its_sender, language) = (sender.clone(), article_index.language());
    let begins_library = Arc::new(AtomicBool::new(false));
    let its_flag = Arc::clone(&begins_library);
    let work = move || {
        worker::trip("loader");
        let mut loader = Loader {
            article_index,
            sender,
            begins_library: its_flag,
            batch: Vec::new(),
            since: Instant::now(),
            done: 0,
            total: None,
        };
        // If the user has quit the receiver is gone, and there is no more reason to read.
        let _quit = loader.load(&input);
    };
    let failed = move || {
        let said = Answer::Remark(internal_error(Doing::Input, language).into());
        for answer in [said, Answer::AllRead] {
            drop(its_sender.send(LoopEvent::Answer(answer)));
        }
    };
    let thread = worker::start("loader", work, failed)?;
    Ok(LoaderThread {
        thread,
        begins_library,
    })
}

struct Loader {
    article_index: Arc<ArticleIndex>,
    sender: SyncSender<LoopEvent>,
    /// Whether the thread is storing the bundled articles in a new library.
    begins_library: Arc<AtomicBool>,
    batch: Vec<Listing>,
    since: Instant,
    done: usize,
    total: Option<usize>,
}

impl Loader {
    fn load(&mut self, input: &Input) -> ControlFlow<()> {
        match input {
            Input::Bundled => {
                for (name, bytes) in bundled::stories(self.language()) {
                    self.read(&mut &*bytes, name, &ArticleOrigin::Bundled(bytes))?;
                }
            }
            Input::Library(path) => {
                let mut loaded = self.load_library(path);
                if loaded.as_ref().is_err_and(store::Error::is_damage) {
                    // This damage was found beyond the header; what is readable is recovered now.
                    Store::note_damage(path);
                    loaded = self.load_library(path);
                }
                if let Err(error) = loaded {
                    log::warn!("the library: {error}");
                    self.send(Answer::Remark(error.say(self.language()).into()))?;
                    self.load(&Input::Bundled)?;
                }
            }
            Input::Standard => {
                let nothing = ArticleOrigin::Bundled(&[]);
                self.read(&mut io::stdin().lock(), "-", &nothing)?;
            }
            Input::SavedPage { .. } => {
                let mut parsed = Parsed::default();
                read_input(input, self.language(), &mut |piece| {
                    match piece {
                        ParsedItem::Article { article, .. } => parsed.articles.push(*article),
                        ParsedItem::Problem(problem) => parsed.problems.push(problem),
                    }
                    ControlFlow::Continue(())
                });
                self.keep(parsed)?;
            }
            Input::Paths(paths) => {
                let (files, problems) = files(paths, self.language());
                self.total = Some(files.len());
                for problem in problems {
                    self.send(Answer::Remark(problem.say(self.language()).into()))?;
                }
                for file in files {
                    self.read_file(file)?;
                }
            }
        }
        self.hand_over()?;
        self.send(Answer::AllRead)
    }

    /// Sends the listings of a library, newest first; the articles themselves stay in the library.
    fn load_library(&mut self, path: &Path) -> Result<(), store::Error> {
        if !path.exists() {
            return self.begin_library(path);
        }
        let (mut store, recovered) = Store::open_or_recover(path)?;
        if let Some(recovered) = recovered {
            let aside = recovered.aside.display().to_string();
            let remark = Answer::Recovered(aside.into(), recovered.stories, recovered.awaited);
            if self.send(remark).is_break() {
                return Ok(());
            }
            if recovered.unsure > 0 {
                let said =
                    Phrase::ReadMarksLost(recovered.unsure).say(self.article_index.language());
                if self.send(Answer::Remark(said.into())).is_break() {
                    return Ok(());
                }
            }
        }
        if store.is_new()? {
            return self.begin_library(path);
        }
        self.article_index.set_newest(store.last_number()?);
        if store.all_feeds()?.is_empty() && self.send(Answer::FollowsNothing).is_break() {
            return Ok(());
        }
        let history = store.history(HISTORY)?;
        if !history.is_empty() && self.send(Answer::History(history)).is_break() {
            return Ok(());
        }
        let views = rows::views(&store)?;
        let home = views.iter().find(|(query, _)| query.is_empty());
        let view = home.map(|(_, view)| *view).unwrap_or_default();
        if !views.is_empty() && self.send(Answer::Views(views)).is_break() {
            return Ok(());
        }
        let question = rows::question_of(&mut store, "", view)?;
        let mut last = None;
        let rows = store.listings(&question, FIRST, |listing| {
            last = Some(listing.id);
            self.batch.push(listing);
            self.hand_over_if_due().is_continue()
        })?;
        let count = rows::count(&mut store, String::new(), (last, rows), view)?;
        if self.hand_over().is_continue() {
            // If the user has quit, nobody waits for the count.
            let _quit = self.send(Answer::Counted(count));
        }
        Ok(())
    }

    fn read_address(&mut self, url: &Url) -> ControlFlow<()> {
        let parsed = opened(url, self.language());
        self.keep(parsed)?;
        self.done += 1;
        self.hand_over()
    }

    /// Keeps articles in memory that could not be read again from a file alone.
    fn keep(&mut self, parsed: Parsed) -> ControlFlow<()> {
        for problem in parsed.problems {
            self.send(Answer::Remark(problem.say(self.language()).into()))?;
        }
        for article in parsed.articles {
            let (id, listing) = (article.id, Listing::from(&article));
            let place = ArticleLocation {
                bytes: ArticleOrigin::Kept(article.into()),
                at: 0..0,
                origin: listing.origin.as_str().into(),
            };
            self.article_index.put(id, place);
            self.batch.push(listing);
        }
        ControlFlow::Continue(())
    }

    /// Creates a library on a first start; the bundled articles are on the screen before its file
    /// exists.
    fn begin_library(&mut self, path: &Path) -> Result<(), store::Error> {
        self.begins_library.store(true, Ordering::Release);
        let mut stories = bundled::articles(self.language());
        // This is the order in which the library will list them.
        stories.sort_by_key(|story| std::cmp::Reverse(story.published));
        for (name, bytes) in bundled::STORIES {
            for story in stories.iter().filter(|story| story.origin == *name) {
                let place = ArticleLocation {
                    bytes: ArticleOrigin::Bundled(bytes),
                    at: 0..0,
                    origin: (*name).into(),
                };
                self.article_index.put(story.id, place);
            }
        }
        self.batch.extend(stories.iter().map(Listing::from));
        // The articles are stored even if the user has quit: a library that has news by the next
        // start does not get them.
        if self.hand_over().is_continue() {
            let _quit = self.send(Answer::FollowsNothing);
        }
        // Among articles with the same time, the library lists the one with the highest number
        // first.
        stories.reverse();
        Store::open_or_create(path)?.put_bundled(stories)?;
        // Another process may have stored articles before ours.
        self.article_index.set_newest(0);
        Ok(())
    }

    fn read_file(&mut self, path: PathBuf) -> ControlFlow<()> {
        if let Some(url) = sync::address_of(&path) {
            return self.read_address(&url);
        }
        let origin = path.display().to_string();
        match File::open(&path) {
            Ok(file) => {
                let bytes = ArticleOrigin::File(Arc::new(path));
                self.read(
                    &mut BufReader::with_capacity(1 << 16, file),
                    &origin,
                    &bytes,
                )?;
            }
            Err(error) => self.send(Answer::Remark(
                unreadable(&origin, &error, self.language())
                    .to_string()
                    .into(),
            ))?,
        }
        self.done += 1;
        if self.since.elapsed() > PATIENCE {
            self.hand_over()
        } else {
            ControlFlow::Continue(())
        }
    }

    fn read(
        &mut self,
        input: &mut dyn io::BufRead,
        origin: &str,
        bytes: &ArticleOrigin,
    ) -> ControlFlow<()> {
        let shared: Arc<str> = origin.into();
        let kept = origin == "-";
        let mut outcome = ControlFlow::Continue(());
        let read = ingest::read(input, origin, &mut |piece| {
            outcome = match piece {
                ParsedItem::Article { article, at } => {
                    let (id, listing) = (article.id, Listing::from(&*article));
                    let bytes = if kept {
                        ArticleOrigin::Kept(article.into())
                    } else {
                        bytes.clone()
                    };
                    self.article_index.put(
                        id,
                        ArticleLocation {
                            bytes,
                            at,
                            origin: Arc::clone(&shared),
                        },
                    );
                    self.batch.push(listing);
                    self.hand_over_if_due()
                }
                ParsedItem::Problem(problem) => {
                    self.send(Answer::Remark(problem.say(self.language()).into()))
                }
            };
            outcome
        });
        if let Err(error) = read {
            self.send(Answer::Remark(
                unreadable(origin, &error, self.language())
                    .to_string()
                    .into(),
            ))?;
        }
        outcome
    }

    fn hand_over_if_due(&mut self) -> ControlFlow<()> {
        if self.batch.len() >= BATCH || self.since.elapsed() > PATIENCE {
            return self.hand_over();
        }
        ControlFlow::Continue(())
    }

    fn hand_over(&mut self) -> ControlFlow<()> {
        self.since = Instant::now();
        if !self.batch.is_empty() {
            let batch = std::mem::take(&mut self.batch);
            self.send(Answer::Arrived(batch))?;
        }
        self.send(Answer::Progress {
            done: self.done,
            total: self.total,
        })
    }

    fn language(&self) -> Language {
        self.article_index.language()
    }

    fn send(&self, answer: Answer) -> ControlFlow<()> {
        match self.sender.send(LoopEvent::Answer(answer)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_quit) => ControlFlow::Break(()),
        }
    }
}
