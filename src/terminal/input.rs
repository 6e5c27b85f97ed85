//! Input from the terminal: keys, mouse events, pastes and size changes, and the signals that
//! concern the terminal.

use super::answers::Decoded;
use super::calibrate::{Conversation, Findings};
use super::tty;
use crate::key::{Key, Mouse};
use crate::print::Rgb;
use crate::text::sanitize;
use ratatui::layout::Size;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use std::collections::VecDeque;
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
    /// The terminal has answered all queries of a conversation, or the time for them is over.
    Answered(Box<Findings>),
    /// The terminal reported a colour while the program runs; GNU screen passes it on after its own
    /// last answer.
    Coloured {
        /// The background colour.
        ground: Option<Rgb>,
        /// The text colour.
        text: Option<Rgb>,
    },
    /// Another program asked by SIGHUP for the configuration to be read again.
    ReloadRequested,
    /// The program must end: a signal arrived, or the terminal is gone.
    Terminated,
}

/// The byte that wakes the listener thread so that it pauses.
const SILENCE: u8 = b'.';

/// The time after the queries during which answers are awaited. It is shorter than a notice is
/// shown, so that the user who asked for a measurement still sees its end.
const LATEST_ANSWER: Duration = Duration::from_millis(4500);
/// How much later than that the listener wakes, so that the time is over when it looks.
const A_MOMENT: Duration = Duration::from_millis(5);

/// A handle of the thread that reads the terminal, for callers that need to read it themselves.
#[derive(Debug)]
pub struct Listener {
    wake: PipeWriter,
    quiet: Receiver<Sender<Conversation>>,
}

/// Keeps the listener paused until it is dropped, so that only its owner reads the terminal.
#[derive(Debug)]
pub struct ListenerPause(Option<Sender<Conversation>>);

impl ListenerPause {
    /// Ends the pause; the listener reads the answers to `conversation` that are missing, after
    /// those to earlier queries.
    pub fn hand_over(self, conversation: Conversation) {
        if let Some(listener) = self.0 {
            // Without a listener the program ends.
            let _ended = listener.send(conversation);
        }
    }
}

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
                let unfinished = unfinished.into_iter().collect();
                tty::set_listened_to(true);
                let ended = listen(&tty, woken, &quieted, unfinished, &mut sink);
                tty::set_listened_to(false);
                if ended.is_err() {
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
    quieted: &Sender<Sender<Conversation>>,
    mut unfinished: VecDeque<Conversation>,
    sink: &mut impl FnMut(InputEvent) -> bool,
) -> io::Result<()> {
    loop {
        end(&mut unfinished, |first| first.age() > LATEST_ANSWER, sink);
        let first = unfinished.front();
        let left = first.map(|first| LATEST_ANSWER.saturating_sub(first.age()) + A_MOMENT);
        let rest = tty::patience();
        let limit = rest.into_iter().chain(left).min();
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
            tty::set_listened_to(false);
            if quieted.send(held).is_ok() {
                // `recv` also returns when the sender is dropped.
                unfinished.extend(freed.recv());
            }
            tty::set_listened_to(true);
            continue;
        }
        let decoded = if ready.tty {
            tty::hear(tty)?
        } else if ready.is_gone {
            return Err(io::ErrorKind::UnexpectedEof.into());
        } else if limit == rest {
            // The rest of the incomplete sequence did not arrive in time.
            tty::give_up().into_iter().collect()
        } else {
            continue;
        };
        for one in decoded {
            let event = meaning(&one).or_else(|| colour(&one));
            if let Some(conversation) = unfinished.front_mut() {
                conversation.hear(one);
            }
            // Answers come in the order of the queries.
            end(&mut unfinished, Conversation::is_over, sink);
            if let Some(event) = event
                && !sink(event)
            {
                return Ok(());
            }
        }
    }
}

/// Removes the first conversations while `is_ended` holds, and passes their findings on.
fn end(
    unfinished: &mut VecDeque<Conversation>,
    is_ended: impl Fn(&Conversation) -> bool,
    sink: &mut impl FnMut(InputEvent) -> bool,
) {
    while unfinished.front().is_some_and(&is_ended)
        && let Some(ended) = unfinished.pop_front()
    {
        sink(InputEvent::Answered(Box::new(ended.findings())));
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
                    // A terminal that closed sends the same signal, but no longer has attributes.
                    SIGHUP if tty::is_alive() => InputEvent::ReloadRequested,
                    _ => InputEvent::Terminated,
                };
                if !sink(event) {
                    return;
                }
            }
        })?;
    Ok(())
}

/// Returns the event for a colour that the terminal reported.
fn colour(decoded: &Decoded) -> Option<InputEvent> {
    let (ground, text) = decoded.colours();
    (ground.is_some() || text.is_some()).then_some(InputEvent::Coloured { ground, text })
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
        | Decoded::Selection(_)
        | Decoded::CellSize(..)
        | Decoded::Colours(_)
        | Decoded::KittyGraphics
        | Decoded::Other => None,
    }
}
