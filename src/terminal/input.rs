//! What the terminal sends: keys, the mouse, pastes, sizes, and the signals that belong to it.

use super::answers::Heard;
use super::calibrate::{Conversation, Findings};
use super::tty;
use crate::key::{Key, Mouse};
use crate::text::sanitize;
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

/// What wakes the listener so that it falls silent.
const SILENCE: u8 = b'.';

/// How long after the questions their answers are of use.
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
                // Nothing is ever sent: the end of the other side is the answer.
                let _ended = freed.recv();
            }
            continue;
        }
        let heard = if ready.tty {
            tty::hear(tty)?
        } else if ready.is_gone {
            return Err(io::ErrorKind::UnexpectedEof.into());
        } else {
            // The rest of what had begun was waited for.
            tty::give_up().into_iter().collect()
        };
        for one in heard {
            let event = meaning(&one);
            if let Some(conversation) = &mut unfinished {
                conversation.hear(one);
                if conversation.is_over() {
                    sink(Event::Answered(Box::new(conversation.findings())));
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

/// Returns what is to be done about something that came; nothing for an answer.
fn meaning(heard: &Heard) -> Option<Event> {
    match heard {
        Heard::Key(key) => Some(Event::Pressed(*key)),
        Heard::Mouse(mouse) => Some(Event::Mouse(*mouse)),
        Heard::Pasted(text) => Some(Event::Pasted(sanitize::line(text).into_owned())),
        Heard::Position(..)
        | Heard::Attributes(_)
        | Heard::Name(_)
        | Heard::Mode(..)
        | Heard::Background(_)
        | Heard::Text(_)
        | Heard::CellSize(..)
        | Heard::Colours(_)
        | Heard::KittyGraphics
        | Heard::Other => None,
    }
}
