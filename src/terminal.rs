//! The person's terminal: taken over, drawn on, listened to, and given back as it was.

pub mod answers;
pub mod beyond;
pub mod calibrate;
mod child;
pub mod clipboard;
mod decoder;
pub mod graphics;
pub mod input;
pub mod memory;
pub mod screen;
pub mod sequence;
pub mod surroundings;
mod tty;

use crate::panics;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use sequence::{PictureSequence, Sequence};
use std::collections::BTreeSet;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Whether the terminal is ours at the moment: the panic hook and the signals ask.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether clusters were not taken as units (mode 2027) before we asked for it.
static CLUSTERS_LATER_OFF: AtomicBool = AtomicBool::new(false);

/// Whether the terminal keeps pictures of ours.
static KEEPS_PICTURES: AtomicBool = AtomicBool::new(false);

/// The pictures of ours that the terminal beyond tmux keeps, beside those of other panes.
static KEPT_BEYOND: Mutex<BTreeSet<u32>> = Mutex::new(BTreeSet::new());

/// The terminal while it is ours. Dropping it gives it back.
#[derive(Debug)]
pub struct Session {
    with_mouse: bool,
}

impl Session {
    /// Takes the terminal over: raw mode, the alternate screen, no cursor, pastes told apart.
    ///
    /// # Errors
    /// Where standard output is not a terminal, or does not let itself be set.
    pub fn enter(with_mouse: bool) -> io::Result<Self> {
        give_back_on_panic();
        let session = Self { with_mouse };
        session.take()?;
        Ok(session)
    }

    fn take(&self) -> io::Result<()> {
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let mut bytes = Vec::new();
        for sequence in [
            Sequence::EnterAlternateScreen,
            Sequence::HideCursor,
            Sequence::BracketedPaste(true),
            Sequence::AutoWrap(false),
            Sequence::EraseScreen,
        ] {
            sequence.write(&mut bytes);
        }
        if self.with_mouse {
            Sequence::Mouse(true).write(&mut bytes);
        }
        if CLUSTERS_LATER_OFF.load(Ordering::SeqCst) {
            Sequence::Clustering(true).write(&mut bytes);
        }
        send(&bytes)
    }

    /// Stops the program until the shell's `fg`, with the terminal given back meanwhile.
    ///
    /// # Errors
    /// Where the terminal is gone when the program is continued.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.lend(|| signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP))?
    }

    /// Gives the terminal back while `other` runs, such as a browser that draws in it.
    ///
    /// # Errors
    /// Where the terminal is gone afterwards.
    pub fn lend<T>(&mut self, other: impl FnOnce() -> T) -> io::Result<T> {
        give_back();
        let result = other();
        self.take()?;
        Ok(result)
    }
}

/// Remembers that the terminal takes clusters as units only because we asked for it.
pub fn end_clustering_later() {
    CLUSTERS_LATER_OFF.store(true, Ordering::SeqCst);
}

/// Remembers that the terminal keeps pictures of ours.
fn delete_pictures_later() {
    KEEPS_PICTURES.store(true, Ordering::SeqCst);
}

/// Returns the pictures of ours that the terminal beyond tmux keeps, to be changed.
fn kept_beyond() -> MutexGuard<'static, BTreeSet<u32>> {
    KEPT_BEYOND.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether the terminal is ours at the moment.
fn is_taken() -> bool {
    TAKEN.load(Ordering::SeqCst)
}

impl Drop for Session {
    fn drop(&mut self) {
        give_back();
    }
}

/// Undoes all that [`Session::enter`] did; does nothing the second time.
fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut bytes = Vec::new();
    if KEEPS_PICTURES.load(Ordering::SeqCst) {
        PictureSequence::DeleteAll.write(&mut bytes);
    }
    let mut frees = Vec::new();
    for id in std::mem::take(&mut *kept_beyond()) {
        PictureSequence::Free(id).write(&mut frees);
    }
    PictureSequence::pass_on(&frees, &mut bytes);
    for sequence in [
        Sequence::EndSynchronized,
        Sequence::Mouse(false),
        Sequence::BracketedPaste(false),
        Sequence::AutoWrap(true),
        Sequence::ResetStyle,
        Sequence::LeaveAlternateScreen,
        Sequence::ShowCursor,
    ] {
        sequence.write(&mut bytes);
    }
    if CLUSTERS_LATER_OFF.load(Ordering::SeqCst) {
        Sequence::Clustering(false).write(&mut bytes);
    }
    // A terminal that is gone cannot be given back; there is nobody left to tell.
    let _gone = send(&bytes);
    let _gone = disable_raw_mode();
}

/// The message of a panic must be readable: the terminal is given back before it is printed.
fn give_back_on_panic() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            // A worker's panic costs its work, as does one that is caught; the app goes on.
            if panics::are_caught_here() || std::thread::current().name() != Some("main") {
                panics::record(panic);
            } else {
                give_back();
                before(panic);
            }
        }));
    });
}

/// Writes to the terminal in one piece.
///
/// # Errors
/// Where the terminal is gone.
pub fn send(bytes: &[u8]) -> io::Result<()> {
    if !io::stdout().is_terminal() {
        // A report goes into a file and is still about the terminal.
        let mut tty = std::fs::OpenOptions::new().write(true).open("/dev/tty")?;
        return tty.write_all(bytes);
    }
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}
