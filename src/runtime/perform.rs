//! Performs effects: the only place that matches on [`Effect`].

mod browser;
mod clipboard;
mod queries;
mod theme;

use super::LoopEvent;
use super::article_index::ArticleIndex;
use super::command_history;
use super::feed_worker::FeedWorker;
use super::fetch_worker::FetchWorker;
use super::library_worker::{LibraryRequest, LibraryWorker};
use super::manual::{self, ManualWriter};
use super::mark_sender::MarkSender;
use super::print::Print;
use super::themes::ThemeState;
use super::widths::Widths;
use super::worker;
use crate::app::news::FeedRequest;
use crate::app::{Answer, Effect};
use crate::article::ArticleId;
use crate::key::Key;
use crate::print::Rgb;
use crate::sync::{AccountOpener, PasswordCommands};
use crate::terminal::Session;
use crate::terminal::input::{InputEvent, Listener};
use crate::terminal::screen::Screen;
use crate::words::{Doing, Language, internal_error};
use clipboard::sent;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Sender, SyncSender, channel};
use std::time::{Duration, Instant};

/// The maximum time to wait for answers of the terminal while the application runs.
const MID_RUN_LIMIT: Duration = Duration::from_millis(400);
/// The minimum interval between queries while the user resizes the terminal.
const BETWEEN_CHECKS: Duration = Duration::from_secs(2);

/// Whether the loop continues, and the answers that are available at once.
pub(super) type EffectOutcome = ControlFlow<(), Vec<Answer>>;

/// How the terminal answered the queries at the start.
pub(super) struct StartAnswers {
    /// Whether the listener still waits for answers.
    pub(super) is_awaited: bool,
    /// The time that the answers took.
    pub(super) delay: Duration,
}

/// Where articles are stored and read again.
pub(super) struct Stories {
    /// The index of listed articles.
    pub(super) article_index: Arc<ArticleIndex>,
    /// The user's library.
    pub(super) library: PathBuf,
    /// The language of messages about feeds.
    pub(super) language: Language,
    /// The commands that print the passwords of accounts.
    pub(super) passwords: PasswordCommands,
}

/// Starts the thread that reads articles.
fn start_reading(
    article_index: Arc<ArticleIndex>,
    answers: SyncSender<LoopEvent>,
) -> io::Result<Sender<ArticleId>> {
    let (wanted, asked) = channel();
    let failed = worker::remark(Doing::Article, article_index.language(), &answers);
    let work = move || {
        while let Ok(mut id) = asked.recv() {
            // A user who scrolls through a list wants only the last article.
            while let Ok(later) = asked.try_recv() {
                id = later;
            }
            let read = worker::attempt(Doing::Article, article_index.language(), || {
                worker::trip("articles");
                article_index.article(id)
            });
            let answer = match read.flatten() {
                Ok(article) => Answer::Loaded(article),
                Err(why) => Answer::NotLoaded(id, why.into()),
            };
            if answers.send(LoopEvent::Answer(answer)).is_err() {
                return;
            }
        }
    };
    worker::start("articles", work, failed)?;
    Ok(wanted)
}

/// Performs effects.
pub(super) struct Performer {
    answers: SyncSender<LoopEvent>,
    article_index: Arc<ArticleIndex>,
    library_worker: LibraryWorker,
    fetch_worker: FetchWorker,
    feed_worker: FeedWorker,
    mark_sender: Option<MarkSender>,
    wanted: Sender<ArticleId>,
    session: Session,
    listener: Listener,
    widths: Widths,
    print: Print,
    /// The theme in force.
    pub(super) themes: ThemeState,
    /// Makes the thread of the configuration read it again.
    configuration: Sender<()>,
    /// Writes the manual.
    manual: ManualWriter,
    /// Whether the terminal answers queries within a moment, so that a frame can wait for them.
    answers_us: bool,
    /// The number of queries whose answers the listener reads, because they were late.
    awaited: usize,
    /// Whether to measure everything again as soon as the awaited answers are here.
    is_afresh_wanted: bool,
    /// The time that the terminal takes to answer.
    delay: Duration,
    /// When the page was drawn whose arrival the listener awaits.
    page_begun: Option<Instant>,
    /// The terminal's background colour, if it was reported since it was last taken.
    ground: Option<Rgb>,
    /// Where the listener sends keys.
    keys: Sender<InputEvent>,
    /// When the terminal was last queried.
    asked: Instant,
}

impl Performer {
    /// Starts the thread that reads articles and the thread that owns the library.
    pub(super) fn new(
        stories: Stories,
        answers: SyncSender<LoopEvent>,
        (session, listener, keys): (Session, Listener, Sender<InputEvent>),
        widths: Widths,
        (print, themes, start): (Print, ThemeState, &StartAnswers),
        (configuration, manual): (Sender<()>, ManualWriter),
    ) -> io::Result<Self> {
        let Stories {
            article_index,
            library,
            language,
            passwords,
        } = stories;
        let opener = AccountOpener::new(&library, passwords);
        let place = || (library.clone(), opener.clone());
        let fetch_worker = FetchWorker::new(place(), language, answers.clone());
        let feed_worker = FeedWorker::new(place(), language, answers.clone());
        let mark_sender = MarkSender::start(place(), language, answers.clone());
        let library_worker =
            LibraryWorker::start(library, Arc::clone(&article_index), answers.clone())?;
        let wanted = start_reading(Arc::clone(&article_index), answers.clone())?;
        Ok(Self {
            answers,
            article_index,
            library_worker,
            fetch_worker,
            feed_worker,
            mark_sender,
            wanted,
            session,
            listener,
            widths,
            print,
            themes,
            configuration,
            manual,
            answers_us: !start.is_awaited,
            awaited: usize::from(start.is_awaited),
            is_afresh_wanted: false,
            delay: start.delay,
            page_begun: None,
            ground: None,
            keys,
            asked: Instant::now(),
        })
    }

    /// Performs an effect, or hands it to a worker that answers later.
    #[expect(clippy::too_many_lines, reason = "a table: an arm for each effect")]
    pub(super) fn perform<W: Write>(
        &mut self,
        effect: Effect,
        screen: &mut Screen<W>,
    ) -> EffectOutcome {
        let answer = match effect {
            Effect::Search {
                question,
                generation,
                view,
            } => self.ask(LibraryRequest::Search(question, generation, view)),
            Effect::SaveView(query, view) => self.ask(LibraryRequest::View(query, view)),
            Effect::LoadRows { query, start, view } => {
                self.ask(LibraryRequest::Rows(query, start, view))
            }
            Effect::CountRows {
                query,
                last,
                held,
                view,
            } => self.ask(LibraryRequest::Count {
                query,
                last,
                held,
                view,
            }),
            Effect::LoadMarks(ids) => self.ask(LibraryRequest::MarksOf(ids)),
            Effect::MarkRead {
                change,
                query,
                part,
                view,
            } => self.ask(LibraryRequest::MarkRead {
                change,
                query,
                part,
                view,
            }),
            Effect::MarkRange {
                change,
                range,
                mark,
            } => self.ask(LibraryRequest::MarkRange {
                change,
                range,
                mark,
            }),
            Effect::FindRange(range) => self.ask(LibraryRequest::FindRange(range)),
            Effect::FindRemoval(range) => self.ask(LibraryRequest::FindRemoval(range)),
            Effect::Remove(change, removal) => self.ask(LibraryRequest::Remove(change, removal)),
            Effect::BringBack(change) => self.ask(LibraryRequest::BringBack(change)),
            Effect::LoadCommandHistory => {
                command_history::load(&self.answers);
                None
            }
            Effect::SaveCommand(line) => {
                command_history::save(line, &self.answers);
                None
            }
            Effect::SetMouse(is_on) => {
                // If the terminal is gone, the listener reports it.
                let _gone = self.session.set_mouse(is_on);
                None
            }
            Effect::SetLogLevel(level) => {
                log::set_max_level(level.parse().unwrap_or_else(|_off| log::max_level()));
                None
            }
            Effect::ChoosePrint(name) => self.set_print_choice(&name, screen),
            Effect::Theme(effect) => {
                let answers = self.perform_theme(effect, screen);
                return EffectOutcome::Continue(answers);
            }
            Effect::Feeds(request) => self.change_feeds(request),
            Effect::LoadManual(language) => {
                let index = &self.article_index;
                manual::load(language, &self.manual, index, &self.answers)
            }
            Effect::ReloadConfiguration => self.reload_configuration(),
            Effect::UndoRead(change) => self.ask(LibraryRequest::UndoRead(change)),
            Effect::FindRelated(id) => self.ask(LibraryRequest::Related(id)),
            Effect::SetMarks(marks) => self.ask(LibraryRequest::Marks(marks)),
            Effect::SavePosition(id, offset) => self.ask(LibraryRequest::Place(id, offset)),
            Effect::SaveSearch(question) => self.ask(LibraryRequest::Save(question)),
            Effect::ForgetSearch(change, question) => {
                self.ask(LibraryRequest::Forget(change, question))
            }
            Effect::NameSearch { query, name } => self.ask(LibraryRequest::Name { query, name }),
            Effect::MoveSearch(query, place) => self.ask(LibraryRequest::MoveSearch(query, place)),
            Effect::OrderSearches(queries) => self.ask(LibraryRequest::OrderSearches(queries)),
            Effect::LoadValues(field) => self.ask(LibraryRequest::Values(field)),
            Effect::LoadLists => self.ask(LibraryRequest::Lists),
            Effect::LoadFeeds => self.ask(LibraryRequest::Feeds),
            Effect::KeepArticle(id) => self.ask(LibraryRequest::Keep(id)),
            Effect::LoadArticle(id) => self.load(id),
            Effect::Refresh(scope) => self.fetch_worker.refresh(scope),
            Effect::FollowGroups(groups) => self.fetch_worker.follow(groups),
            Effect::CancelRefresh => {
                self.fetch_worker.cancel();
                None
            }
            Effect::FetchWhole(id) => {
                self.fetch_worker.fetch_whole(id);
                None
            }
            Effect::OpenAddress(address) => return self.open(address, screen),
            Effect::Copy(text) => self.copy(text),
            Effect::SendToClipboard(text) => Some(sent(&text)),
            Effect::MeasureWidths => return EffectOutcome::Continue(self.measure(true, screen)),
            Effect::TogglePrint => Some(self.toggle_print(screen)),
            Effect::Redraw => {
                screen.forget();
                None
            }
            Effect::Suspend => return self.suspend(screen),
            Effect::Quit => return EffectOutcome::Break(()),
        };
        EffectOutcome::Continue(answer.into_iter().collect())
    }

    /// Hands a request to the thread that changes feeds; returns a remark if it has died.
    fn change_feeds(&mut self, request: FeedRequest) -> Option<Answer> {
        let is_taken = self.feed_worker.ask(request);
        (!is_taken).then(|| self.internal_error(Doing::Feeds))
    }

    /// Requests the configuration from the thread that reads it; returns a remark if it has ended.
    pub(super) fn reload_configuration(&self) -> Option<Answer> {
        let is_taken = self.configuration.send(()).is_ok();
        (!is_taken).then(|| self.internal_error(Doing::Configuration))
    }

    /// Hands a request to the library worker; returns a remark if the worker has died.
    fn ask(&self, request: LibraryRequest) -> Option<Answer> {
        if request.changes_marks()
            && let Some(sender) = &self.mark_sender
        {
            sender.marks_changed();
        }
        let is_taken = self.library_worker.ask(request);
        (!is_taken).then(|| self.internal_error(Doing::Library))
    }

    /// Requests an article from the thread that reads articles; says in its place if the thread has ended.
    fn load(&self, id: ArticleId) -> Option<Answer> {
        let is_taken = self.wanted.send(id).is_ok();
        let language = self.article_index.language();
        (!is_taken).then(|| Answer::NotLoaded(id, internal_error(Doing::Article, language).into()))
    }

    fn internal_error(&self, doing: Doing) -> Answer {
        Answer::Remark(internal_error(doing, self.article_index.language()).into())
    }

    fn suspend<W: Write>(&mut self, screen: &mut Screen<W>) -> EffectOutcome {
        screen.forget();
        let silence = self.listener.silence();
        if self.session.suspend().is_err() {
            return EffectOutcome::Break(());
        }
        drop(silence);
        // The program may be resumed in another terminal.
        EffectOutcome::Continue(self.measure(false, screen))
    }

    /// Passes on keys that were typed while the terminal was queried, behind those that the listener read before.
    fn pass_on(&self, typed: Vec<Key>) {
        for key in typed {
            // If the listener has ended, so has the terminal.
            let _gone = self.keys.send(InputEvent::Pressed(key));
        }
    }
}
