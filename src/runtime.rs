//! The event loop: wait for an event, apply it and all others that are ready, perform the effects,
//! draw once.
//!
//! The keyboard, the reading of articles and all slow work have their own threads, which answer
//! through one bounded channel, so that no key waits for a file.

mod article_index;
mod command_history;
mod configuration;
mod feed_worker;
mod fetch_worker;
mod files;
mod fonts;
mod library_worker;
mod lists;
mod loader;
mod manual;
mod perform;
mod print;
mod rows;
mod session_input;
mod themes;
mod watch;
mod widths;
mod worker;

pub use configuration::{ConfigurationReader, ReadConfiguration};
pub use fonts::Fonts;
pub use manual::ManualWriter;
pub use print::{PrintChoice, PrintSetting, cell_of, colours_of, protocol_of};
pub use session_input::{Input, input_size, read_input};
pub use themes::ThemeSetup;
pub use widths::{WidthSetting, examine};

use crate::app::command::{Command, ShowCommand};
use crate::app::{Answer, Configuration, Message, Model, Options, update};
use crate::article::Timestamp;
use crate::key::Key;
use crate::terminal::answers::is_light_by;
use crate::terminal::calibrate::{Conversation, Findings};
use crate::terminal::input::{self, InputEvent, Listener};
use crate::terminal::{Session, screen::Screen};
use crate::ui::theme::contrast::TerminalColours;
use crate::ui::view;
use article_index::ArticleIndex;
use perform::{Performer, StartAnswers, Stories};
use print::Print;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, channel, sync_channel};
use std::time::{Duration, Instant};
use themes::{ThemeNews, ThemeState, depth_of};
use widths::Widths;

/// The parameters of a session.
#[expect(missing_debug_implementations, reason = "a function has none")]
pub struct Setup {
    /// The articles to read.
    pub input: Input,
    /// The path of the user's library: the source of the articles shown or, if those come from
    /// files, the place where they can be kept.
    pub library: PathBuf,
    /// The user's options.
    pub options: Options,
    /// The theme, and where others are.
    pub theme: ThemeSetup,
    /// How the widths of clusters in the terminal are determined.
    pub widths: WidthSetting,
    /// Whether to request mouse events from the terminal.
    pub with_mouse: bool,
    /// Whether text is set as in print.
    pub print: PrintSetting,
    /// What the configuration says.
    pub configuration: Configuration,
    /// The files of the configuration, there or not.
    pub configuration_files: Vec<PathBuf>,
    /// Reads the configuration again.
    pub read_configuration: ConfigurationReader,
    /// Writes the manual.
    pub manual: ManualWriter,
    /// Whether to begin with the manual.
    pub begins_with_manual: bool,
}

/// An event of the loop.
#[derive(Debug)]
enum LoopEvent {
    Terminal(InputEvent),
    Answer(Answer),
    Fonts(fonts::FoundFaces),
    Themes(ThemeNews),
}

/// The maximum number of waiting events; when it is reached, their senders block.
const WAITING: usize = 256;
/// After this pause, frames are considered at rest. It is longer than the time between two
/// repetitions of a key that is held down.
const REST: Duration = Duration::from_millis(80);
/// The maximum delay before the text beneath pictures is written.
const LONGEST_BEHIND: Duration = Duration::from_millis(500);
/// A user who pressed nothing for this long may have looked at another tmux pane, and tmux drops
/// the pictures that we send through it to a hidden pane.
const AWAY: Duration = Duration::from_secs(2);
/// The maximum time that the first frame waits for the first articles: shorter than the eye
/// notices.
const FIRST_FRAME: Duration = Duration::from_millis(12);

/// Runs the application until the user quits.
///
/// # Errors
///
/// If the terminal cannot be acquired, or is gone.
pub fn run(setup: Setup) -> io::Result<()> {
    let (sender, receiver) = sync_channel(WAITING);
    let article_index = Arc::new(ArticleIndex::new(setup.options.language));
    if let Input::Library(path) = &setup.input {
        article_index.set_library(path.clone());
    }
    let input = setup.input.clone();
    let loader = loader::start(input, Arc::clone(&article_index), sender.clone())?;
    let outcome = run_loop(setup, article_index, (sender, receiver));
    loader.finish_library();
    outcome
}

/// Runs the application; when it returns, the receiver is gone and the terminal is restored.
fn run_loop(
    setup: Setup,
    article_index: Arc<ArticleIndex>,
    (sender, receiver): (SyncSender<LoopEvent>, Receiver<LoopEvent>),
) -> io::Result<()> {
    let stories = Stories {
        article_index,
        library: setup.library,
        language: setup.options.language,
    };
    let language = setup.options.language;
    let session = Session::enter(setup.with_mouse)?;
    let mut widths = Widths::new(setup.widths);
    // Without answers to queries, only the terminal's name determines how to draw.
    let opening = widths.open(false).unwrap_or_default();
    let (width, height) = crossterm::terminal::size()?;
    let size = Size { width, height };
    let mut model = Model::new(size, setup.options, widths.profile(), now());
    model.context.keymap = setup.configuration.keymap;
    model.context.settings = setup.configuration.settings.clone();
    model.context.configured = setup.configuration.settings;
    model.apply_row_template();
    let themes = themes_for(setup.theme, &opening.findings);
    let theme = themes.drawn();
    let page = (theme.is_light, theme.page());
    let warning = themes.warning();
    let fonts = sender.clone();
    let found = move |found| fonts.send(LoopEvent::Fonts(found)).is_ok();
    let start = StartAnswers {
        is_awaited: opening.unfinished.is_some(),
        delay: opening.findings.took,
    };
    let listener = start_listening(opening.unfinished, &sender)?;
    let configuration = configuration::start(
        (setup.read_configuration, setup.configuration_files),
        model.context.options.language,
        sender.clone(),
    )?;
    let print = Print::start(setup.print, &opening.findings, page, found);
    let mut runtime = Runtime {
        model,
        screen: Screen::new(io::stdout()),
        performer: Performer::new(
            stories,
            sender,
            (session, listener),
            widths,
            (print, themes, &start),
            (configuration, setup.manual),
        )?,
        frame: Buffer::empty(Rect::default()),
        size,
        begun: None,
        behind_since: None,
        is_at_rest: false,
        heard_at: Instant::now(),
    };
    let warning = warning.map(|warning| warning.say(language).into());
    let faults = setup.configuration.faults.into_iter().chain(warning);
    let faults = Answer::ConfigurationFaults(faults.collect());
    // A remark asks for nothing, so it cannot end the program.
    let _stays = runtime.apply(Message::Answered(faults));
    if setup.begins_with_manual {
        let show = Command::Show(ShowCommand::Manual);
        // The command asks for nothing that could end the program.
        let _stays = runtime.apply(Message::Command(show));
    }
    // The receiver is dropped before the workers: one that waits to send an answer then ends.
    runtime.run(receiver, opening.typed)
}

/// Returns the theme in the colours of the terminal, for its background: as the terminal reported it, else as the
/// environment says.
fn themes_for(setup: ThemeSetup, findings: &Findings) -> ThemeState {
    let setting = |name: &str| std::env::var(name).ok();
    let depth = depth_of(findings.name.as_deref(), setting);
    let terminal = TerminalColours {
        text: findings.text,
        ground: findings.ground,
    };
    let assumed = is_light_by(&setting("COLORFGBG").unwrap_or_default());
    ThemeState::new(setup, depth, terminal, assumed)
}

fn start_listening(
    unfinished: Option<Conversation>,
    sender: &SyncSender<LoopEvent>,
) -> io::Result<Listener> {
    let (typed, keys) = channel();
    let (signals, loop_side) = (sender.clone(), sender.clone());
    input::listen_to_signals(move |event| signals.send(LoopEvent::Terminal(event)).is_ok())?;
    // The listener sends to an unbounded channel first: it must be able to pause when the loop asks
    // it to, even while articles fill the bounded channel.
    std::thread::Builder::new()
        .name("keys".to_owned())
        .spawn(move || {
            for event in keys {
                if loop_side.send(LoopEvent::Terminal(event)).is_err() {
                    return;
                }
            }
        })?;
    Listener::start(unfinished, move |event| typed.send(event).is_ok())
}

/// Returns the current time with the machine's offset.
pub fn now() -> Timestamp {
    chrono::Local::now().fixed_offset()
}

struct Runtime<W> {
    model: Model,
    screen: Screen<W>,
    performer: Performer,
    frame: Buffer,
    /// The terminal's size.
    size: Size,
    /// When the last frame was started, if it contains pictures.
    begun: Option<Instant>,
    /// When the text beneath pictures began to wait for being written, if it is waiting.
    behind_since: Option<Instant>,
    /// Whether nothing has happened since the last frame.
    is_at_rest: bool,
    /// When the user last pressed a key.
    heard_at: Instant,
}

impl<W: Write> Runtime<W> {
    /// Runs until the user quits; `typed` has the keys that were pressed during the start.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "the receiver must be gone when this returns"
    )]
    fn run(&mut self, receiver: Receiver<LoopEvent>, typed: Vec<Key>) -> io::Result<()> {
        if self.start(&receiver, typed).is_break() {
            return Ok(());
        }
        self.is_at_rest = false;
        self.draw()?;
        self.performer.begin_print();
        loop {
            self.draw()?;
            if self.judge()?.is_break() || self.learn().is_break() {
                return Ok(());
            }
            let wake = self
                .model
                .wake_at()
                .map(|at| (at - now()).to_std().unwrap_or_default());
            let rest = self.behind_since.map(|_| REST);
            let limit = wake.into_iter().chain(rest).min();
            if self.wait(&receiver, limit).is_break() {
                return Ok(());
            }
        }
    }

    fn start(&mut self, receiver: &Receiver<LoopEvent>, typed: Vec<Key>) -> ControlFlow<()> {
        self.wait(receiver, Some(FIRST_FRAME))?;
        if let Some(answer) = self.performer.advise() {
            self.apply(Message::Answered(answer))?;
        }
        self.press(typed)
    }

    /// Waits up to `limit` for an event, and applies it and all others that are ready.
    fn wait(&mut self, receiver: &Receiver<LoopEvent>, limit: Option<Duration>) -> ControlFlow<()> {
        let first = match limit {
            Some(limit) => receiver.recv_timeout(limit),
            None => receiver
                .recv()
                .map_err(|_closed| RecvTimeoutError::Disconnected),
        };
        let mut outcome = self.apply(Message::Tick(now()));
        self.is_at_rest = first.is_err();
        match first {
            Ok(event) => {
                for event in std::iter::once(event).chain(receiver.try_iter().take(WAITING)) {
                    if outcome.is_break() {
                        break;
                    }
                    outcome = self.take(event);
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return ControlFlow::Break(()),
        }
        outcome?;
        let typed = self.performer.take_typed();
        self.press(typed)
    }

    fn press(&mut self, keys: Vec<Key>) -> ControlFlow<()> {
        for key in keys {
            let message = self.model.message_of(key);
            self.apply(message)?;
        }
        ControlFlow::Continue(())
    }

    /// Measures clusters that were just drawn for the first time, and draws the frame again if the
    /// terminal's widths differ from those assumed.
    fn learn(&mut self) -> ControlFlow<()> {
        let unknown = self.screen.take_unknown();
        if unknown.is_empty() {
            return ControlFlow::Continue(());
        }
        let answers = self.performer.learn(unknown, &mut self.screen);
        self.apply_all(answers)?;
        let typed = self.performer.take_typed();
        self.press(typed)?;
        if self.draw().is_err() {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    /// Measures how long a frame with pictures takes to reach the screen, and switches to cells if
    /// it takes too long.
    fn judge(&mut self) -> io::Result<ControlFlow<()>> {
        let Some(begun) = self.begun.take() else {
            return Ok(ControlFlow::Continue(()));
        };
        if let Some(answer) = self.performer.judge_page(begun, &mut self.screen) {
            if self.apply(Message::Answered(answer)).is_break() {
                return Ok(ControlFlow::Break(()));
            }
            self.draw()?;
        }
        let typed = self.performer.take_typed();
        Ok(self.press(typed))
    }

    fn take(&mut self, event: LoopEvent) -> ControlFlow<()> {
        if let LoopEvent::Terminal(event) = &event {
            self.hear(event)?;
        }
        let message = match event {
            LoopEvent::Answer(answer) => Message::Answered(answer),
            LoopEvent::Fonts(found) => {
                if !found.missing.is_empty() {
                    let missing = found.missing.len();
                    self.apply(Message::Answered(Answer::NoFontFor(missing)))?;
                }
                Message::Answered(self.performer.add_fonts(found, &mut self.screen))
            }
            LoopEvent::Themes(news) => {
                let answers = self.performer.take_themes(news, &mut self.screen);
                return self.apply_all(answers);
            }
            LoopEvent::Terminal(InputEvent::Pressed(key)) => self.model.message_of(key),
            LoopEvent::Terminal(InputEvent::Mouse(mouse)) => Message::Mouse(mouse),
            LoopEvent::Terminal(InputEvent::Pasted(text)) => Message::Pasted(text),
            LoopEvent::Terminal(InputEvent::Resized(size)) => {
                let answers = self.performer.check_after_resize(&mut self.screen);
                self.apply_all(answers)?;
                self.size = size;
                if let Some(answer) = self.performer.check_cell(&mut self.screen) {
                    self.apply(Message::Answered(answer))?;
                }
                Message::Resized(self.fitted())
            }
            LoopEvent::Terminal(InputEvent::Answered(findings)) => {
                let screen = &mut self.screen;
                let answers = self.performer.apply_late_findings(&findings, screen);
                return self.apply_all(answers);
            }
            LoopEvent::Terminal(InputEvent::Coloured { ground, text }) => {
                let screen = &mut self.screen;
                let answer = self.performer.apply_late_colours((ground, text), screen);
                return self.apply_all(answer);
            }
            LoopEvent::Terminal(InputEvent::ReloadRequested) => {
                self.performer.reload_configuration();
                return ControlFlow::Continue(());
            }
            LoopEvent::Terminal(InputEvent::Terminated) => return ControlFlow::Break(()),
        };
        self.apply(message)
    }

    /// Records that the user is present. After an absence, sends again what the terminal may have
    /// missed, since another one may be attached by now.
    fn hear(&mut self, event: &InputEvent) -> ControlFlow<()> {
        let heard_before = std::mem::replace(&mut self.heard_at, Instant::now());
        if heard_before.elapsed() > AWAY {
            self.screen.doubt();
        }
        let is_attached = matches!(event, InputEvent::Resized(_));
        let screen = &mut self.screen;
        let answers = self.performer.query_outer_terminal(is_attached, screen);
        self.apply_all(answers)
    }

    fn apply_all(&mut self, answers: impl IntoIterator<Item = Answer>) -> ControlFlow<()> {
        for answer in answers {
            self.apply(Message::Answered(answer))?;
        }
        ControlFlow::Continue(())
    }

    fn apply(&mut self, message: Message) -> ControlFlow<()> {
        let is_print = matches!(
            message,
            Message::Answered(Answer::Print(_) | Answer::TooSlowForPrint(_))
        );
        let mut effects = update(&mut self.model, message);
        let size = self.fitted();
        if is_print && self.model.context.size != size {
            effects.extend(update(&mut self.model, Message::Resized(size)));
        }
        for effect in effects {
            let answers = self.performer.perform(effect, &mut self.screen)?;
            self.apply_all(answers)?;
        }
        ControlFlow::Continue(())
    }

    /// Returns the size of the usable part of the terminal.
    fn fitted(&self) -> Size {
        let Size { width, height } = self.size;
        let height = height.saturating_sub(self.screen.spared_rows());
        Size { width, height }
    }

    /// Writes the text beneath pictures that the last frame postponed: if frames are at rest, if it
    /// has waited too long, or if `is_needed`.
    fn catch_up(&mut self, is_needed: bool) -> io::Result<()> {
        if !self.screen.is_behind() {
            self.behind_since = None;
            return Ok(());
        }
        let since = *self.behind_since.get_or_insert_with(Instant::now);
        if self.is_at_rest || is_needed || since.elapsed() > LONGEST_BEHIND {
            self.behind_since = None;
            let widths = &self.model.context.ruler.widths;
            self.screen.catch_up(&self.frame, widths)?;
        }
        Ok(())
    }

    fn draw(&mut self) -> io::Result<()> {
        let ground = self.performer.take_ground();
        self.performer.themes.coloured(None, ground);
        let Size { width, height } = self.model.context.size;
        self.frame.resize(Rect::new(0, 0, width, height));
        let theme = self.performer.themes.drawn();
        let shown = view(&self.model, theme, &mut self.frame);
        let link = shown.link.map(|(area, address)| (area, address.to_owned()));
        self.begun = (!shown.overlays.is_empty()).then(Instant::now);
        self.screen.present(
            &self.frame,
            &shown.overlays,
            shown.cursor,
            &self.model.context.ruler.widths,
        )?;
        self.catch_up(link.is_some())?;
        if let Some(shaper) = &self.model.context.ruler.shaper {
            self.performer.want_fonts(shaper.take_missing());
        }
        if let Some((area, address)) = link {
            self.screen.link(area, &address)?;
        }
        Ok(())
    }
}
