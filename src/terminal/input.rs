//! Input from the terminal: keys, mouse events, pastes and size changes, and the signals that
//! concern the terminal.

use super::answers::Decoded;
use super::calibrate::{Conversation, Findings};
use super::tty;
use crate::key::{Key, Mouse};
use crate::text::sanitize;
use ratatui::layout::Size;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use std::fs::File;
use std::io::{self, PipeReader, PipeWriter, Read as _, Write as _};
use std::os::fd::AsFd as _;
use std::sync::mpsc::{Receiver, Sender};
use std::time::Duration;

/// An event of the terminal or the system.
#[derive(Clone, Debug, PartialEq)]
pub enum InputEvent {
    /// A key was pressed.
    Pressed(Key),
    /// A mouse event.
    Mouse(Mouse),
    /// Pasted text, sanitised, on one line.
    Pasted(String),
    /// The terminal was resized.
    Resized(Size),
    /// The terminal has answered all queries that were sent at startup.
    Answered(Box<Findings>),
    /// The program must end: a signal arrived, or the terminal is gone.
    Terminated,
}

/// The byte that wakes the listener thread so that it pauses.
const SILENCE: u8 = b'.';

/// The time after the startup queries during which late answers are still used.
const LATEST_ANSWER: Duration = Duration::from_secs(5);

/// A handle of the thread that reads the terminal, for callers that need to read it themselves.
#[derive(Debug)]
pub struct Listener {
    wake: PipeWriter,
    quiet: Receiver<Sender<()>>,
}

/// Keeps the listener paused until it is dropped, so that only its owner reads the terminal.
#[derive(Debug)]
pub struct ListenerPause(
    #[expect(dead_code, reason = "its end is what is waited for")] Option<Sender<()>>,
);

impl Listener {
    /// Starts a thread that passes the terminal's input to `sink` until `sink` returns false. The
    /// thread first reads the missing answers to the queries in `unfinished`.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no terminal, or if no thread can be started.
    pub fn start(
        unfinished: Option<Conversation>,
        mut sink: impl FnMut(InputEvent) -> bool + Send + 'static,
    ) -> io::Result<Self> {
        let tty = tty::open()?;
        let (woken, wake) = io::pipe()?;
        let (quieted, quiet) = std::sync::mpsc::channel();
        std::thread::Builder::new()
            .name("input".to_owned())
            .spawn(move || {
                if listen(&tty, woken, &quieted, unfinished, &mut sink).is_err() {
                    sink(InputEvent::Terminated);
                }
            })?;
        Ok(Self { wake, quiet })
    }

    /// Pauses the listener until the returned value is dropped.
    pub fn silence(&mut self) -> ListenerPause {
        if self.wake.write_all(&[SILENCE]).is_err() {
            return ListenerPause(None);
        }
        ListenerPause(self.quiet.recv().ok())
    }
}

/// Reads the terminal until `sink` refuses an event or the terminal is gone.
fn listen(
    tty: &File,
    mut woken: PipeReader,
    quieted: &Sender<Sender<()>>,
    mut unfinished: Option<Conversation>,
    sink: &mut impl FnMut(InputEvent) -> bool,
) -> io::Result<()> {
    loop {
        unfinished.take_if(|conversation| conversation.age() > LATEST_ANSWER);
        let limit = tty::patience();
        let ready = match tty::wait(tty, Some(woken.as_fd()), limit) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            ready => ready?,
        };
        if ready.other {
            let mut why = [0];
            if woken.read(&mut why)? == 0 {
                return Ok(());
            }
            let (held, freed) = std::sync::mpsc::channel();
            if quieted.send(held).is_ok() {
                // Nothing is ever sent: `recv` returns when the sender is dropped.
                let _ended = freed.recv();
            }
            continue;
        }
        let decoded = if ready.tty {
            tty::hear(tty)?
        } else if ready.is_gone {
            return Err(io::ErrorKind::UnexpectedEof.into());
        } else {
            // The rest of the incomplete sequence did not arrive in time.
            tty::give_up().into_iter().collect()
        };
        for one in decoded {
            let event = meaning(&one);
            if let Some(conversation) = &mut unfinished {
                conversation.hear(one);
                if conversation.is_over() {
                    sink(InputEvent::Answered(Box::new(conversation.findings())));
                    unfinished = None;
                }
            }
            if let Some(event) = event
                && !sink(event)
            {
                return Ok(());
            }
        }
    }
}

/// Starts a thread that passes signals to `sink` as events: the program must end, the terminal was
/// resized, or it may have been while the program was suspended.
///
/// # Errors
///
/// Returns an error if the signals cannot be registered.
pub fn listen_to_signals(
    mut sink: impl FnMut(InputEvent) -> bool + Send + 'static,
) -> io::Result<()> {
    let mut signals =
        signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGWINCH, SIGCONT])?;
    std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in &mut signals {
                let event = match signal {
                    // While another job is in the foreground, SIGWINCH goes to that job only, so
                    // the size is read again on continuing.
                    SIGWINCH | SIGCONT => match crossterm::terminal::size() {
                        Ok((width, height)) => InputEvent::Resized(Size { width, height }),
                        Err(_gone) => continue,
                    },
                    // While a text browser uses the terminal, Ctrl-C is meant for the browser.
                    SIGINT if !super::is_taken() => continue,
                    _ => InputEvent::Terminated,
                };
                if !sink(event) {
                    return;
                }
            }
        })?;
    Ok(())
}

/// Returns the event for a decoded sequence, or `None` if the sequence is an answer to a query.
fn meaning(decoded: &Decoded) -> Option<InputEvent> {
    match decoded {
        Decoded::Key(key) => Some(InputEvent::Pressed(*key)),
        Decoded::Mouse(mouse) => Some(InputEvent::Mouse(*mouse)),
        Decoded::Pasted(text) => Some(InputEvent::Pasted(sanitize::clean_line(text).into_owned())),
        Decoded::Position(..)
        | Decoded::Attributes(_)
        | Decoded::Name(_)
        | Decoded::Mode(..)
        | Decoded::Background(_)
        | Decoded::Text(_)
        | Decoded::CellSize(..)
        | Decoded::Colours(_)
        | Decoded::KittyGraphics
        | Decoded::Other => None,
    }
}
