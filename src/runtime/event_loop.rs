//! The event loop: wait for an event, apply it and all others that are ready, perform the effects,
//! draw once.

use super::perform::Performer;
use super::{LoopEvent, WAITING, now};
use crate::app::{Answer, Message, Model, update};
use crate::key::Key;
use crate::terminal::input::InputEvent;
use crate::terminal::screen::Screen;
use crate::ui::view;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use std::io::{self, Stdout, Write};
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

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

/// The loop, and what it draws with.
pub(super) struct EventLoop<W> {
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

impl EventLoop<Stdout> {
    pub(super) fn new(model: Model, performer: Performer, size: Size) -> Self {
        Self {
            model,
            screen: Screen::new(io::stdout()),
            performer,
            frame: Buffer::empty(Rect::default()),
            size,
            begun: None,
            behind_since: None,
            is_at_rest: false,
            heard_at: Instant::now(),
        }
    }
}

impl<W: Write> EventLoop<W> {
    /// Runs until the user quits; `typed` has the keys that were pressed during the start.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "the receiver must be gone when this returns"
    )]
    pub(super) fn run(&mut self, receiver: Receiver<LoopEvent>, typed: Vec<Key>) -> io::Result<()> {
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
        outcome
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
        Ok(ControlFlow::Continue(()))
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
                let answer = self.performer.reload_configuration();
                return self.apply_all(answer);
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

    /// Applies a message, and performs the effects that it asks for.
    pub(super) fn apply(&mut self, message: Message) -> ControlFlow<()> {
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
