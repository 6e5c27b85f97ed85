//! The loop: wait for something to happen, apply it and all else that is ready, do what is asked,
//! draw once.
//!
//! Input, the reading of stories and everything that may take time run on threads of their own and
//! answer through one bounded channel, so that a key is never kept waiting by a file.

mod courier;
mod files;
mod fonts;
mod librarian;
mod lists;
mod loader;
mod perform;
mod print;
mod rows;
mod shelf;
mod watch;
mod widths;
mod worker;

pub use fonts::Fonts;
pub use loader::{Input, input_size, read_input};
pub use print::{PrintChoice, PrintSetting, cell_of, colours_of, protocol_of};
pub use widths::{WidthSetting, examine};

use crate::app::{Answer, Message, Model, Options, update};
use crate::article::Timestamp;
use crate::key::Key;
use crate::terminal::answers::{is_light, is_light_by};
use crate::terminal::calibrate::{Conversation, Findings};
use crate::terminal::input::{self, Listener};
use crate::terminal::{Session, screen::Screen};
use crate::ui::{theme::Theme, view};
use perform::{Performer, Stories};
use print::Print;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use shelf::Shelf;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, channel, sync_channel};
use std::time::{Duration, Instant};
use widths::Widths;

/// How the reader is started.
#[derive(Debug)]
pub struct Setup {
    /// What is to be read.
    pub input: Input,
    /// The person's library: what is shown, or where stories of files can be kept.
    pub library: PathBuf,
    /// What the reader chose.
    pub options: Options,
    /// How things look; `None` lets the terminal's background decide.
    pub theme: Option<Theme>,
    /// How the widths of the terminal are found.
    pub widths: WidthSetting,
    /// Whether the mouse is ours.
    pub with_mouse: bool,
    /// Whether text is set as in print.
    pub print: PrintSetting,
}

/// Something for the loop.
#[derive(Debug)]
enum Event {
    Terminal(input::Event),
    Answer(Answer),
    Fonts(fonts::Found),
}

/// Events that may wait to be applied; beyond that, those who send them wait.
const WAITING: usize = 256;
/// Frames are at rest when nothing has come for so long: longer than between two strokes of a key that
/// is held down.
const REST: Duration = Duration::from_millis(80);
/// How long text beneath pictures waits at most.
const LONGEST_BEHIND: Duration = Duration::from_millis(500);
/// Who was not heard for so long may have looked at something else: of what is sent past tmux meanwhile
/// nobody knows whether it arrives.
const AWAY: Duration = Duration::from_secs(2);
/// How long the first frame waits for the first stories: less than an eye notices.
const FIRST_FRAME: Duration = Duration::from_millis(12);

/// Runs the reader until it is quit.
///
/// # Errors
/// Where the terminal cannot be taken over, or is gone.
pub fn run(setup: Setup) -> io::Result<()> {
    let (sender, receiver) = sync_channel(WAITING);
    let shelf = Arc::new(Shelf::new(setup.options.language));
    if let Input::Library(path) = &setup.input {
        shelf.set_library(path.clone());
    }
    loader::start(setup.input, Arc::clone(&shelf), sender.clone())?;
    let stories = Stories {
        shelf,
        library: setup.library,
        language: setup.options.language,
    };
    let session = Session::enter(setup.with_mouse)?;
    let mut widths = Widths::new(setup.widths);
    // A terminal that cannot be asked is drawn on by what its name says.
    let opening = widths.open(false).unwrap_or_default();
    let (width, height) = crossterm::terminal::size()?;
    let size = Size { width, height };
    let model = Model::new(size, setup.options, widths.profile(), now());
    let theme = setup.theme.unwrap_or_else(|| theme_for(&opening.findings));
    let listener = start_listening(opening.unfinished, &sender)?;
    let fonts = sender.clone();
    let found = move |found| fonts.send(Event::Fonts(found)).is_ok();
    let print = Print::start(setup.print, &opening.findings, theme == Theme::Light, found);
    let mut runtime = Runtime {
        model,
        theme,
        screen: Screen::new(io::stdout()),
        performer: Performer::new(stories, sender, (session, listener), widths, print)?,
        frame: Buffer::empty(Rect::default()),
        size,
        begun: None,
        behind_since: None,
        is_at_rest: false,
        heard_at: Instant::now(),
    };
    if runtime.wait(&receiver, Some(FIRST_FRAME)).is_break() {
        return Ok(());
    }
    if let Some(answer) = runtime.performer.advise()
        && runtime.apply(Message::Answered(answer)).is_break()
    {
        return Ok(());
    }
    if runtime.press(opening.typed).is_break() {
        return Ok(());
    }
    runtime.run(&receiver)
}

/// The terminal's own answer decides, else what it set in the environment; where neither tells, colours
/// that are seen on both grounds.
fn theme_for(findings: &Findings) -> Theme {
    let by_setting = || is_light_by(&std::env::var("COLORFGBG").unwrap_or_default());
    match findings.ground.map(is_light).or_else(by_setting) {
        Some(true) => Theme::Light,
        Some(false) => Theme::Dark,
        None => Theme::Either,
    }
}

fn start_listening(
    unfinished: Option<Conversation>,
    sender: &SyncSender<Event>,
) -> io::Result<Listener> {
    let (typed, keys) = channel();
    let (signals, loop_side) = (sender.clone(), sender.clone());
    input::listen_to_signals(move |event| signals.send(Event::Terminal(event)).is_ok())?;
    // Between them a channel without bound: the listener must be free to fall silent when the loop
    // asks it to, also while stories fill the bounded one.
    std::thread::Builder::new()
        .name("keys".to_owned())
        .spawn(move || {
            for event in keys {
                if loop_side.send(Event::Terminal(event)).is_err() {
                    return;
                }
            }
        })?;
    Listener::start(unfinished, move |event| typed.send(event).is_ok())
}

/// Returns the present moment with the machine's offset.
pub fn now() -> Timestamp {
    chrono::Local::now().fixed_offset()
}

struct Runtime<W> {
    model: Model,
    theme: Theme,
    screen: Screen<W>,
    performer: Performer,
    frame: Buffer,
    /// The terminal's.
    size: Size,
    /// When the last frame was begun, if it has pictures.
    begun: Option<Instant>,
    /// Since when text beneath pictures waits to be written.
    behind_since: Option<Instant>,
    /// Whether nothing has come since the last frame.
    is_at_rest: bool,
    /// When the person was heard for the last time.
    heard_at: Instant,
}

impl<W: Write> Runtime<W> {
    fn run(&mut self, receiver: &Receiver<Event>) -> io::Result<()> {
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
            if self.wait(receiver, limit).is_break() {
                return Ok(());
            }
        }
    }

    /// Waits for an event, at most for `limit`, and applies it and all that are ready.
    fn wait(&mut self, receiver: &Receiver<Event>, limit: Option<Duration>) -> ControlFlow<()> {
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

    /// Measures clusters that were just drawn and never before, and draws the frame again where
    /// they have other cells than was thought.
    fn learn(&mut self) -> ControlFlow<()> {
        let unknown = self.screen.take_unknown();
        if unknown.is_empty() {
            return ControlFlow::Continue(());
        }
        if let Some(answer) = self.performer.learn(unknown, &mut self.screen) {
            self.apply(Message::Answered(answer))?;
        }
        let typed = self.performer.take_typed();
        self.press(typed)?;
        if self.draw().is_err() {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    /// Watches how soon a frame with pictures is on the screen, and draws it in cells where that was
    /// too late.
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

    fn take(&mut self, event: Event) -> ControlFlow<()> {
        if let Event::Terminal(event) = &event {
            self.hear(event)?;
        }
        let message = match event {
            Event::Answer(answer) => Message::Answered(answer),
            Event::Fonts(found) => {
                if !found.missing.is_empty() {
                    let missing = found.missing.len();
                    self.apply(Message::Answered(Answer::NoFontFor(missing)))?;
                }
                if found.faces.is_empty() {
                    return ControlFlow::Continue(());
                }
                Message::Answered(self.performer.set_print(found.faces, &mut self.screen))
            }
            Event::Terminal(input::Event::Pressed(key)) => self.model.message_of(key),
            Event::Terminal(input::Event::Mouse(mouse)) => Message::Mouse(mouse),
            Event::Terminal(input::Event::Pasted(text)) => Message::Pasted(text),
            Event::Terminal(input::Event::Resized(size)) => {
                if let Some(answer) = self.performer.check_after_resize(&mut self.screen) {
                    self.apply(Message::Answered(answer))?;
                }
                self.size = size;
                if let Some(answer) = self.performer.check_cell(&mut self.screen) {
                    self.apply(Message::Answered(answer))?;
                }
                Message::Resized(self.fitted())
            }
            Event::Terminal(input::Event::Answered(findings)) => {
                Message::Answered(self.performer.settle(&findings))
            }
            Event::Terminal(input::Event::Terminated) => return ControlFlow::Break(()),
        };
        self.apply(message)
    }

    /// Takes in that the person is there: what may have been lost meanwhile is shown again, and in what.
    fn hear(&mut self, event: &input::Event) -> ControlFlow<()> {
        let heard_before = std::mem::replace(&mut self.heard_at, Instant::now());
        if heard_before.elapsed() > AWAY {
            self.screen.doubt();
        }
        let is_attached = matches!(event, input::Event::Resized(_));
        for answer in self.performer.look_beyond(is_attached, &mut self.screen) {
            self.apply(Message::Answered(answer))?;
        }
        ControlFlow::Continue(())
    }

    fn apply(&mut self, message: Message) -> ControlFlow<()> {
        let is_print = matches!(
            message,
            Message::Answered(Answer::Print(_) | Answer::TooSlowForPrint)
        );
        let mut effects = update(&mut self.model, message);
        let size = self.fitted();
        if is_print && self.model.context.size != size {
            effects.extend(update(&mut self.model, Message::Resized(size)));
        }
        for effect in effects {
            if let Some(answer) = self.performer.perform(effect, &mut self.screen)? {
                self.apply(Message::Answered(answer))?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Returns the part of the terminal that is drawn on.
    fn fitted(&self) -> Size {
        let Size { width, height } = self.size;
        let height = height.saturating_sub(self.screen.spared_rows());
        Size { width, height }
    }

    /// Writes the text that the last frame left out beneath its pictures, when frames are at rest, or
    /// have not been for too long, or when it `is_needed` at once.
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
        let Size { width, height } = self.model.context.size;
        self.frame.resize(Rect::new(0, 0, width, height));
        let shown = view(&self.model, &self.theme, &mut self.frame);
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
