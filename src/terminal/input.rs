//! What the terminal sends: keys, the mouse, pastes, sizes, and the signals that belong to it.

use super::answers::{Heard, heard};
use super::calibrate::{Conversation, Findings};
use super::tty;
use crate::key::{Key, KeyCode, Mouse, MouseKind};
use crate::text::sanitize;
use crossterm::event::{self, Event as Raw, KeyEvent, KeyEventKind, KeyModifiers, MouseButton};
use ratatui::layout::Size;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use std::fs::File;
use std::io::{self, PipeReader, PipeWriter, Read as _, Write as _};
use std::os::fd::AsFd as _;
use std::sync::mpsc::{Receiver, Sender};
use std::time::Duration;

/// Something that the terminal or the system sent.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A key was pressed.
    Pressed(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted; sanitised, on one line.
    Pasted(String),
    /// The terminal has another size.
    Resized(Size),
    /// The terminal answered after all what it was asked at the start.
    Answered(Box<Findings>),
    /// The program is to end: a signal came, or the terminal is gone.
    Terminated,
}

/// What wakes the listener so that it falls silent; whatever else wakes it is a signal.
const SILENCE: u8 = b'.';

/// How long after the questions their answers are told from keys.
const LATEST_ANSWER: Duration = Duration::from_secs(5);

/// The thread that reads the terminal, as those see it who want to read the terminal themselves.
#[derive(Debug)]
pub struct Listener {
    wake: PipeWriter,
    quiet: Receiver<Sender<()>>,
}

/// While it lives, nobody else reads the terminal.
#[derive(Debug)]
pub struct Silence(
    #[expect(dead_code, reason = "its end is what is waited for")] Option<Sender<()>>,
);

impl Listener {
    /// Starts a thread that hands what the terminal sends to `sink`, until that refuses; first it
    /// hears `unfinished` questions to their end.
    ///
    /// # Errors
    /// Where there is no terminal, or no thread.
    pub fn start(
        unfinished: Option<Conversation>,
        mut sink: impl FnMut(Event) -> bool + Send + 'static,
    ) -> io::Result<Self> {
        let tty = tty::open()?;
        let (woken, wake) = io::pipe()?;
        // What crossterm notes of another size must be taken from it before there is a key.
        signal_hook::low_level::pipe::register(SIGWINCH, wake.try_clone()?)?;
        let (quieted, quiet) = std::sync::mpsc::channel();
        std::thread::Builder::new()
            .name("input".to_owned())
            .spawn(move || {
                if listen(&tty, woken, &quieted, unfinished, &mut sink).is_err() {
                    sink(Event::Terminated);
                }
            })?;
        Ok(Self { wake, quiet })
    }

    /// Stops the reading until the returned value is dropped.
    pub fn silence(&mut self) -> Silence {
        if self.wake.write_all(&[SILENCE]).is_err() {
            return Silence(None);
        }
        Silence(self.quiet.recv().ok())
    }
}

/// Reads the terminal until `sink` refuses an event or the terminal is gone.
fn listen(
    tty: &File,
    mut woken: PipeReader,
    quieted: &Sender<Sender<()>>,
    mut unfinished: Option<Conversation>,
    sink: &mut impl FnMut(Event) -> bool,
) -> io::Result<()> {
    loop {
        let limit = unfinished
            .as_ref()
            .map(|conversation| LATEST_ANSWER.saturating_sub(conversation.age()));
        let ready = match tty::wait(tty, Some(woken.as_fd()), limit) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            ready => ready?,
        };
        if ready.other {
            let mut why = [0];
            if woken.read(&mut why)? == 0 {
                return Ok(());
            }
            if why == [SILENCE] {
                let (held, freed) = std::sync::mpsc::channel();
                if quieted.send(held).is_ok() {
                    // Nothing is ever sent: the end of the other side is the answer.
                    let _ended = freed.recv();
                }
            } else if unfinished.is_none() && hand_on(sink)? == Handed::Refused {
                return Ok(());
            }
            continue;
        }
        if let Some(mut conversation) = unfinished.take() {
            if !ready.tty {
                // Too late for the rest: whatever comes now was typed.
                continue;
            }
            conversation.read()?;
            for key in conversation.typed() {
                sink(Event::Pressed(key));
            }
            if conversation.is_over() {
                sink(Event::Answered(Box::new(conversation.findings())));
            } else {
                unfinished = Some(conversation);
            }
            continue;
        }
        let mut anything = hand_on(sink)?;
        if anything == Handed::Nothing && tty::wait(tty, None, Some(Duration::ZERO))?.tty {
            anything = match hand_on(sink)? {
                Handed::Nothing => hand_on_what_was_missed(tty, sink)?,
                handed => handed,
            };
        }
        if anything == Handed::Refused {
            return Ok(());
        }
        if ready.is_gone && anything == Handed::Nothing {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}

/// What became of what the terminal sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Handed {
    /// There was nothing.
    Nothing,
    /// All was handed on.
    All,
    /// Nobody wants more of it.
    Refused,
}

/// Hands to `sink` what crossterm has read.
fn hand_on(sink: &mut impl FnMut(Event) -> bool) -> io::Result<Handed> {
    let mut handed = Handed::Nothing;
    while event::poll(Duration::ZERO)? {
        handed = Handed::All;
        if let Some(event) = meaning(event::read()?)
            && !sink(event)
        {
            return Ok(Handed::Refused);
        }
    }
    Ok(handed)
}

/// Hands to `sink` the keys that crossterm does not read: it is told of them once, and forgets it where
/// a signal came in the same moment.
fn hand_on_what_was_missed(
    mut tty: &File,
    sink: &mut impl FnMut(Event) -> bool,
) -> io::Result<Handed> {
    // What was there a moment ago may have been for whoever asked the terminal something.
    if !tty::wait(tty, None, Some(Duration::ZERO))?.tty {
        return Ok(Handed::Nothing);
    }
    let mut bytes = Vec::new();
    loop {
        let mut some = [0; 4096];
        let length = tty.read(&mut some)?;
        bytes.extend_from_slice(some.get(..length).unwrap_or_default());
        // All of a text that is pasted, or its rest would be taken for keys.
        if length == 0 || !tty::wait(tty, None, Some(Duration::ZERO))?.tty {
            break;
        }
    }
    for one in heard(&bytes) {
        let event = match one {
            Heard::Key(key) => Event::Pressed(key),
            Heard::Pasted(text) => Event::Pasted(text),
            _ => continue,
        };
        if !sink(event) {
            return Ok(Handed::Refused);
        }
    }
    Ok(if bytes.is_empty() {
        Handed::Nothing
    } else {
        Handed::All
    })
}

/// Hands to `sink` what signals say: that the program is to end, or that the terminal has another
/// size; on a thread of its own.
///
/// # Errors
/// Where the signals cannot be listened to.
pub fn listen_to_signals(mut sink: impl FnMut(Event) -> bool + Send + 'static) -> io::Result<()> {
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGWINCH])?;
    std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in &mut signals {
                let event = match signal {
                    SIGWINCH => match crossterm::terminal::size() {
                        Ok((width, height)) => Event::Resized(Size { width, height }),
                        Err(_gone) => continue,
                    },
                    // While a text browser has the terminal, Ctrl-C is meant for it.
                    SIGINT if !super::is_taken() => continue,
                    _ => Event::Terminated,
                };
                if !sink(event) {
                    return;
                }
            }
        })?;
    Ok(())
}

fn meaning(raw: Raw) -> Option<Event> {
    match raw {
        Raw::Key(key) if key.kind != KeyEventKind::Release => Some(Event::Pressed(key_of(key)?)),
        Raw::Mouse(mouse) => Some(Event::Mouse(mouse_of(mouse)?)),
        Raw::Paste(text) => Some(Event::Pasted(sanitize::line(&text).into_owned())),
        // The size comes with its signal, which does not wait for a key.
        Raw::Key(_) | Raw::Resize(..) | Raw::FocusGained | Raw::FocusLost => None,
    }
}

fn key_of(key: KeyEvent) -> Option<Key> {
    let code = match key.code {
        event::KeyCode::Char(c) => KeyCode::Char(c),
        event::KeyCode::Enter => KeyCode::Enter,
        event::KeyCode::Esc => KeyCode::Esc,
        event::KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        event::KeyCode::Tab => KeyCode::Tab,
        event::KeyCode::BackTab => KeyCode::BackTab,
        event::KeyCode::Backspace => KeyCode::Backspace,
        event::KeyCode::Delete => KeyCode::Delete,
        event::KeyCode::Up => KeyCode::Up,
        event::KeyCode::Down => KeyCode::Down,
        event::KeyCode::Left => KeyCode::Left,
        event::KeyCode::Right => KeyCode::Right,
        event::KeyCode::Home => KeyCode::Home,
        event::KeyCode::End => KeyCode::End,
        event::KeyCode::PageUp => KeyCode::PageUp,
        event::KeyCode::PageDown => KeyCode::PageDown,
        _ => return None,
    };
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    // Right Alt on many keyboards is Ctrl and Alt together and types a character.
    let (ctrl, alt) = if ctrl && alt {
        (false, false)
    } else {
        (ctrl, alt)
    };
    Some(Key { code, ctrl, alt })
}

fn mouse_of(mouse: event::MouseEvent) -> Option<Mouse> {
    let kind = match mouse.kind {
        event::MouseEventKind::Down(MouseButton::Left) => MouseKind::Press,
        event::MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        event::MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
        event::MouseEventKind::ScrollDown => MouseKind::WheelDown,
        event::MouseEventKind::ScrollUp => MouseKind::WheelUp,
        _ => return None,
    };
    Some(Mouse {
        kind,
        column: mouse.column,
        row: mouse.row,
    })
}
