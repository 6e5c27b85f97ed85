//! Performs effects: the only place that matches on [`Effect`].

use super::LoopEvent;
use super::article_index::ArticleIndex;
use super::fetch_worker::FetchWorker;
use super::library_worker::{LibraryRequest, LibraryWorker};
use super::print::Print;
use super::widths::Widths;
use super::worker;
use crate::app::{Answer, Effect};
use crate::article::ArticleId;
use crate::key::Key;
use crate::open::{Environment, in_browser, web_address};
use crate::print::{Face, Rgb};
use crate::terminal::Session;
use crate::terminal::calibrate::{Ask, Conversation, Findings, LIMIT, PROBE_ROWS, SILENCE};
use crate::terminal::clipboard;
use crate::terminal::environment::{advice, multiplexer};
use crate::terminal::input::Listener;
use crate::terminal::outer_terminal;
use crate::terminal::screen::Screen;
use crate::words::{Advice, Doing, Language, internal_error};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::Command;
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
}

/// Starts the thread that reads articles.
fn start_reading(
    article_index: Arc<ArticleIndex>,
    answers: SyncSender<LoopEvent>,
) -> io::Result<Sender<ArticleId>> {
    let (wanted, asked) = channel();
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
    worker::start("articles", work, || ())?;
    Ok(wanted)
}

/// Performs effects.
pub(super) struct Performer {
    answers: SyncSender<LoopEvent>,
    article_index: Arc<ArticleIndex>,
    library_worker: LibraryWorker,
    fetch_worker: FetchWorker,
    wanted: Sender<ArticleId>,
    session: Session,
    listener: Listener,
    widths: Widths,
    print: Print,
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
    /// Keys that were typed while the terminal was queried.
    typed: Vec<Key>,
    /// When the terminal was last queried.
    asked: Instant,
}

impl Performer {
    /// Starts the thread that reads articles and the thread that owns the library.
    pub(super) fn new(
        stories: Stories,
        answers: SyncSender<LoopEvent>,
        (session, listener): (Session, Listener),
        widths: Widths,
        (print, start): (Print, &StartAnswers),
    ) -> io::Result<Self> {
        let Stories {
            article_index,
            library,
            language,
        } = stories;
        let fetch_worker = FetchWorker::new(library.clone(), language, answers.clone());
        let library_worker =
            LibraryWorker::start(library, Arc::clone(&article_index), answers.clone())?;
        let wanted = start_reading(Arc::clone(&article_index), answers.clone())?;
        Ok(Self {
            answers,
            article_index,
            library_worker,
            fetch_worker,
            wanted,
            session,
            listener,
            widths,
            print,
            answers_us: !start.is_awaited,
            awaited: usize::from(start.is_awaited),
            is_afresh_wanted: false,
            delay: start.delay,
            page_begun: None,
            ground: None,
            typed: Vec::new(),
            asked: Instant::now(),
        })
    }

    /// Performs an effect, or hands it to a worker that answers later.
    pub(super) fn perform<W: Write>(
        &mut self,
        effect: Effect,
        screen: &mut Screen<W>,
    ) -> EffectOutcome {
        let answer = match effect {
            Effect::Search {
                question,
                generation,
            } => self.ask(LibraryRequest::Search(question, generation)),
            Effect::LoadRows { query, start } => self.ask(LibraryRequest::Rows(query, start)),
            Effect::CountRows { query, last, held } => {
                self.ask(LibraryRequest::Count { query, last, held })
            }
            Effect::LoadMarks(ids) => self.ask(LibraryRequest::MarksOf(ids)),
            Effect::MarkRead {
                change,
                query,
                part,
            } => self.ask(LibraryRequest::MarkRead {
                change,
                query,
                part,
            }),
            Effect::UndoRead(change) => self.ask(LibraryRequest::UndoRead(change)),
            Effect::FindRelated(id) => self.ask(LibraryRequest::Related(id)),
            Effect::SetMarks(marks) => self.ask(LibraryRequest::Marks(marks)),
            Effect::SavePosition(id, offset) => self.ask(LibraryRequest::Place(id, offset)),
            Effect::SaveSearch(question) => self.ask(LibraryRequest::Save(question)),
            Effect::ForgetSearch(question) => self.ask(LibraryRequest::Forget(question)),
            Effect::LoadLists => self.ask(LibraryRequest::Lists),
            Effect::LoadFeeds => self.ask(LibraryRequest::Feeds),
            Effect::KeepArticle(id) => self.ask(LibraryRequest::Keep(id)),
            Effect::LoadArticle(id) => return self.load(id),
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

    /// Hands a request to the library worker; returns a remark if the worker has died.
    fn ask(&self, request: LibraryRequest) -> Option<Answer> {
        let is_taken = self.library_worker.ask(request);
        (!is_taken).then(|| {
            let error = internal_error(Doing::Library, self.article_index.language());
            Answer::Remark(error.into())
        })
    }

    /// Requests an article from the thread that reads articles.
    fn load(&self, id: ArticleId) -> EffectOutcome {
        match self.wanted.send(id) {
            Ok(()) => EffectOutcome::Continue(Vec::new()),
            Err(_thread_ended) => EffectOutcome::Break(()),
        }
    }

    fn toggle_print<W: Write>(&mut self, screen: &mut Screen<W>) -> Answer {
        if self.print.toggle() {
            return self.set_print(Vec::new(), screen);
        }
        if self.awaited > 0 {
            return Answer::PrintAwaited;
        }
        self.print.reason_against()
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

    /// Queries the terminal again: all widths if `afresh`, else only a few; always its colours and
    /// its picture protocol. Answers that are late are applied when they come.
    fn measure<W: Write>(&mut self, afresh: bool, screen: &mut Screen<W>) -> Vec<Answer> {
        if self.awaited > 0 {
            self.is_afresh_wanted |= afresh;
            return Vec::new();
        }
        let silence = self.listener.silence();
        screen.forget();
        self.asked = Instant::now();
        let Ok(opening) = self.widths.open(afresh) else {
            return Vec::new();
        };
        self.typed.extend(opening.typed);
        self.answers_us = opening.unfinished.is_none();
        if let Some(unfinished) = opening.unfinished {
            self.awaited += 1;
            silence.hand_over(unfinished);
            return Vec::new();
        }
        drop(silence);
        self.apply_findings(&opening.findings, screen)
    }

    /// Applies the terminal's answers to all queries; those to the probes are applied already.
    fn apply_findings<W: Write>(
        &mut self,
        findings: &Findings,
        screen: &mut Screen<W>,
    ) -> Vec<Answer> {
        let mut answers = vec![Answer::Measured(self.widths.profile())];
        if findings.is_whole {
            self.delay = findings.took;
            self.ground = findings.ground.or(self.ground);
        }
        if self.print.answered(findings) {
            answers.push(self.set_print(Vec::new(), screen));
        }
        answers
    }

    /// Queries the size of a cell, which changes with the font size, and lays out text again if it
    /// changed.
    pub(super) fn check_cell<W: Write>(&mut self, screen: &mut Screen<W>) -> Option<Answer> {
        if !self.print.is_shown() {
            return None;
        }
        let findings = self.ask_cell()?;
        self.apply_cell(&findings, screen)
    }

    /// Applies the size of a cell.
    fn apply_cell<W: Write>(
        &mut self,
        findings: &Findings,
        screen: &mut Screen<W>,
    ) -> Option<Answer> {
        self.ground = findings.ground.or(self.ground);
        self.print
            .measured(findings)
            .then(|| self.set_print(Vec::new(), screen))
    }

    /// Measures how long the page drawn at `begun` takes to reach the screen; does nothing once the
    /// connection has proved fast enough for pictures.
    pub(super) fn judge_page<W: Write>(
        &mut self,
        begun: Instant,
        screen: &mut Screen<W>,
    ) -> Option<Answer> {
        if !self.print.is_on_trial() || self.page_begun.is_some() {
            return None;
        }
        if let Some(findings) = self.ask_cell() {
            let judged = self.judge(begun, screen);
            return judged.or_else(|| self.apply_cell(&findings, screen));
        }
        self.page_begun = Some(begun).filter(|_| self.awaited > 0);
        None
    }

    /// Judges the page drawn at `begun`, which has reached the screen now. The time that the
    /// terminal takes to answer does not count: it is the same without pictures.
    fn judge<W: Write>(&mut self, begun: Instant, screen: &mut Screen<W>) -> Option<Answer> {
        let took = begun.elapsed().saturating_sub(self.delay);
        if self.print.judge(took) {
            return None;
        }
        self.set_print(Vec::new(), screen);
        Some(Answer::TooSlowForPrint(took))
    }

    /// Queries the size of a cell. Returns `None` if the answer is not here within a moment; the
    /// listener awaits it then.
    fn ask_cell(&mut self) -> Option<Findings> {
        let silence = self.listener.silence();
        let mut conversation = Conversation::begin(Ask::CellSize, Vec::new()).ok()?;
        if self.awaited == 0 && self.delay < SILENCE {
            conversation.wait(LIMIT).ok()?;
            self.typed.extend(conversation.typed());
        }
        if conversation.is_over() {
            return Some(conversation.findings());
        }
        self.awaited += 1;
        silence.hand_over(conversation);
        None
    }

    /// Switches print on or off, and adds `faces` to the known font faces.
    pub(super) fn set_print<W: Write>(
        &mut self,
        faces: Vec<Arc<Face>>,
        screen: &mut Screen<W>,
    ) -> Answer {
        self.print.found(faces);
        let (shaper, pictures) = self.print.made().unzip();
        // If the terminal is gone, the next frame notices it.
        let _gone = screen.set_pictures(pictures);
        Answer::Print(shaper)
    }

    /// Starts the search for fonts, after the first frame.
    pub(super) fn begin_print(&self) {
        self.print.begin();
    }

    /// Requests fonts with these characters, which no font face so far has.
    pub(super) fn want_fonts(&mut self, characters: Vec<char>) {
        self.print.want(characters);
    }

    /// Queries the terminal after a change of size inside a multiplexer, which may have been
    /// attached to another terminal.
    pub(super) fn check_after_resize<W: Write>(&mut self, screen: &mut Screen<W>) -> Vec<Answer> {
        let is_inside = multiplexer(|name| std::env::var(name).ok()).is_some();
        if !is_inside || !self.answers_us || self.asked.elapsed() < BETWEEN_CHECKS {
            return Vec::new();
        }
        self.measure(false, screen)
    }

    /// Queries tmux for its outer terminal if that was unknown, or if `is_attached` says that it
    /// may have changed. If the new one shows pictures differently, measures it and lays out text
    /// again.
    pub(super) fn query_outer_terminal<W: Write>(
        &mut self,
        is_attached: bool,
        screen: &mut Screen<W>,
    ) -> Vec<Answer> {
        if !is_attached && !self.print.is_unsure() {
            return Vec::new();
        }
        let tmux = outer_terminal::ask(|name| std::env::var(name).ok());
        let Some(outer) = tmux.and_then(outer_terminal::TmuxQuery::answer) else {
            return Vec::new();
        };
        if !self.print.set_outer_terminal(outer) {
            return Vec::new();
        }
        let measured = self.measure(false, screen);
        let print = self.set_print(Vec::new(), screen);
        measured.into_iter().chain([print]).collect()
    }

    /// Measures clusters that were drawn for the first time.
    pub(super) fn learn<W: Write>(
        &mut self,
        unknown: Vec<Box<str>>,
        screen: &mut Screen<W>,
    ) -> Vec<Answer> {
        if !self.answers_us || self.awaited > 0 {
            return Vec::new();
        }
        let _silence = self.listener.silence();
        let probes = unknown.into_iter().map(String::from).collect();
        let Ok(mut conversation) = Conversation::begin(Ask::ProbesOnly, probes) else {
            return Vec::new();
        };
        screen.forget_rows(PROBE_ROWS);
        // If the terminal is gone, the listener reports it.
        let _gone = conversation.wait(MID_RUN_LIMIT);
        self.typed.extend(conversation.typed());
        let findings = conversation.findings();
        self.answers_us = findings.is_whole && !findings.seen.is_empty();
        self.widths.learn(findings.seen);
        let print = self.apply_late_colours((findings.ground, findings.text), screen);
        let measured = Answer::Measured(self.widths.profile());
        std::iter::once(measured).chain(print).collect()
    }

    /// Applies answers of the terminal for which no frame waited.
    pub(super) fn apply_late_findings<W: Write>(
        &mut self,
        findings: &Findings,
        screen: &mut Screen<W>,
    ) -> Vec<Answer> {
        self.awaited = self.awaited.saturating_sub(1);
        if findings.ask == Ask::CellSize {
            let begun = self.page_begun.take().filter(|_| findings.is_whole);
            let judged = begun.and_then(|begun| self.judge(begun, screen));
            return self
                .apply_cell(findings, screen)
                .into_iter()
                .chain(judged)
                .collect();
        }
        let is_known = self.widths.take(findings);
        let mut answers = self.apply_findings(findings, screen);
        self.answers_us = findings.is_whole && findings.took < SILENCE;
        let is_wanted = std::mem::take(&mut self.is_afresh_wanted) && findings.is_whole;
        if is_wanted || !is_known {
            answers.remove(0);
            answers.extend(self.begin_afresh(screen));
        }
        answers
    }

    /// Sends all queries, whose answers the listener awaits.
    fn begin_afresh<W: Write>(&mut self, screen: &mut Screen<W>) -> Option<Answer> {
        let silence = self.listener.silence();
        screen.forget();
        match self.widths.begin(true) {
            Ok(conversation) => {
                self.awaited += 1;
                silence.hand_over(conversation);
                None
            }
            Err(_terminal_is_gone) => Some(Answer::Measured(self.widths.profile())),
        }
    }

    /// Applies colours that the terminal reported after its last answer.
    pub(super) fn apply_late_colours<W: Write>(
        &mut self,
        (ground, text): (Option<Rgb>, Option<Rgb>),
        screen: &mut Screen<W>,
    ) -> Option<Answer> {
        self.ground = ground.or(self.ground);
        self.print
            .coloured(ground, text)
            .then(|| self.set_print(Vec::new(), screen))
    }

    /// Returns the terminal's background colour, if it was reported since the last call.
    pub(super) fn take_ground(&mut self) -> Option<Rgb> {
        self.ground.take()
    }

    /// Returns advice about the environment, if there is any, at the first call only.
    pub(super) fn advise(&mut self) -> Option<Answer> {
        let advice = advice(|name| std::env::var(name).ok())?;
        if advice == Advice::TmuxInKitty && self.print.is_past_tmux() {
            return None;
        }
        self.widths
            .is_to_be_advised()
            .then_some(Answer::Advised(advice))
    }

    /// Returns the keys that were typed while the terminal was queried.
    pub(super) fn take_typed(&mut self) -> Vec<Key> {
        std::mem::take(&mut self.typed)
    }

    /// Copies text to the clipboard. Inside tmux a separate thread does it, so that it never delays
    /// a key press.
    fn copy(&self, text: String) -> Option<Answer> {
        if !clipboard::is_within_tmux(|name| std::env::var(name).ok()) {
            return Some(sent(&text));
        }
        let (answers, other_answers) = (self.answers.clone(), self.answers.clone());
        let other_text = text.clone();
        let work = move || {
            let answer = match clipboard::load_into_tmux(&text) {
                Some(()) => Answer::Copied,
                None => Answer::NotInTmux(text),
            };
            drop(answers.send(LoopEvent::Answer(answer)));
        };
        let failed = move || {
            drop(other_answers.send(LoopEvent::Answer(Answer::NotInTmux(other_text))));
        };
        match worker::start("clipboard", work, failed) {
            Ok(_thread) => None,
            Err(_no_thread) => Some(Answer::NotCopied),
        }
    }

    fn open<W: Write>(&mut self, address: String, screen: &mut Screen<W>) -> EffectOutcome {
        let environment = Environment::of_process();
        if let Some(command) = web_address(&address)
            .ok()
            .and_then(|url| environment.text_browser(&url))
        {
            return self.lend_to(command, address, screen);
        }
        let answers = self.answers.clone();
        // Starting a browser can take long and must not delay a key press.
        let (other_answers, shown) = (answers.clone(), address.clone());
        let work = move || {
            let answer = match in_browser(&address, &environment) {
                Ok(()) => Answer::Opened(address),
                Err(_said_in_the_box) => Answer::NotOpened(address),
            };
            drop(answers.send(LoopEvent::Answer(answer)));
        };
        let failed = move || drop(other_answers.send(LoopEvent::Answer(Answer::NotOpened(shown))));
        drop(worker::start("browser", work, failed));
        EffectOutcome::Continue(Vec::new())
    }

    /// Hands the terminal to a browser that draws in it, until the browser exits.
    fn lend_to<W: Write>(
        &mut self,
        mut browser: Command,
        address: String,
        screen: &mut Screen<W>,
    ) -> EffectOutcome {
        let _silence = self.listener.silence();
        screen.forget();
        let Ok(ended) = self.session.lend(|| browser.status()) else {
            return EffectOutcome::Break(());
        };
        let answer = match ended {
            Ok(_whatever_it_said) => Answer::Opened(address),
            Err(_not_started) => Answer::NotOpened(address),
        };
        EffectOutcome::Continue(vec![answer])
    }
}

/// Sends text to the terminal for its clipboard.
fn sent(text: &str) -> Answer {
    match clipboard::send_to_terminal(text) {
        Ok(()) => Answer::SentToClipboard,
        Err(error) => {
            log::warn!("words could not be sent to the clipboard: {error}");
            Answer::NotCopied
        }
    }
}
