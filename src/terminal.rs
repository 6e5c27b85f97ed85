//! The user's terminal: acquires it, draws on it, reads from it and restores it.

pub mod answers;
pub mod calibrate;
mod child;
pub mod clipboard;
mod decoder;
pub mod environment;
pub mod graphics;
pub mod input;
pub mod outer_terminal;
pub mod profile_cache;
pub mod screen;
pub mod sequence;
mod tty;

use crate::panics;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use sequence::{PictureSequence, Sequence};
use std::collections::BTreeSet;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Whether the program has acquired the terminal at present. The panic hook and the signal handlers
/// check it.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether mode 2027 (clusters as units) was off before we set it.
static CLUSTERS_LATER_OFF: AtomicBool = AtomicBool::new(false);

/// Whether the terminal had another encoding before we selected UTF-8.
static UTF8_LATER_OFF: AtomicBool = AtomicBool::new(false);

/// Whether the terminal stores pictures that we sent.
static KEEPS_PICTURES: AtomicBool = AtomicBool::new(false);

/// The ids of our pictures in the outer terminal, which also stores the pictures of other tmux
/// panes.
static KEPT_IN_OUTER: Mutex<BTreeSet<u32>> = Mutex::new(BTreeSet::new());

/// An acquired terminal. Dropping it restores the terminal.
#[derive(Debug)]
pub struct Session {
    with_mouse: bool,
}

impl Session {
    /// Acquires the terminal: raw mode, alternate screen, hidden cursor, bracketed paste.
    ///
    /// # Errors
    ///
    /// If standard output is not a terminal or its mode cannot be set.
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
        if UTF8_LATER_OFF.load(Ordering::SeqCst) {
            Sequence::Utf8(true).write(&mut bytes);
        }
        send(&bytes)
    }

    /// Requests mouse events from the terminal, or leaves the mouse to it.
    ///
    /// # Errors
    ///
    /// Returns an error if the terminal is gone.
    pub fn set_mouse(&mut self, is_wanted: bool) -> io::Result<()> {
        self.with_mouse = is_wanted;
        let mut bytes = Vec::new();
        Sequence::Mouse(is_wanted).write(&mut bytes);
        send(&bytes)
    }

    /// Stops the program until the shell's `fg`. The terminal is restored while the program is
    /// stopped.
    ///
    /// # Errors
    ///
    /// Returns an error if the terminal is gone when the program continues.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.lend(|| signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP))?
    }

    /// Restores the terminal while `other` runs, for example a browser that draws in it, and
    /// acquires it again afterwards.
    ///
    /// # Errors
    ///
    /// Returns an error if the terminal is gone afterwards.
    pub fn lend<T>(&mut self, other: impl FnOnce() -> T) -> io::Result<T> {
        tty::await_answers();
        give_back();
        let result = other();
        self.take()?;
        Ok(result)
    }
}

/// Records that we set mode 2027, so that it is reset when the terminal is restored.
pub fn end_clustering_later() {
    CLUSTERS_LATER_OFF.store(true, Ordering::SeqCst);
}

/// Selects UTF-8 in a terminal that was measured to take each byte for a letter, until the terminal
/// is restored.
///
/// # Errors
///
/// If the terminal is gone.
pub fn switch_to_utf8() -> io::Result<()> {
    UTF8_LATER_OFF.store(true, Ordering::SeqCst);
    let mut bytes = Vec::new();
    Sequence::Utf8(true).write(&mut bytes);
    // Some bytes of the probes moved the cursor, so they may be anywhere, and 0x96 began an area that
    // is not erased.
    Sequence::EndGuard.write(&mut bytes);
    Sequence::EraseScreen.write(&mut bytes);
    send(&bytes)
}

/// Records that pictures were sent, so that they are deleted when the terminal is restored.
fn delete_pictures_later() {
    KEEPS_PICTURES.store(true, Ordering::SeqCst);
}

/// Returns the ids of our pictures in the outer terminal.
fn kept_in_outer() -> MutexGuard<'static, BTreeSet<u32>> {
    KEPT_IN_OUTER.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether the program has acquired the terminal at present.
fn is_taken() -> bool {
    TAKEN.load(Ordering::SeqCst)
}

impl Drop for Session {
    fn drop(&mut self) {
        tty::await_answers();
        give_back();
    }
}

/// Reverts everything that [`Session::enter`] did; a second call does nothing.
fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut bytes = Vec::new();
    if KEEPS_PICTURES.load(Ordering::SeqCst) {
        PictureSequence::DeleteAll.write(&mut bytes);
    }
    let mut frees = Vec::new();
    for id in std::mem::take(&mut *kept_in_outer()) {
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
    if UTF8_LATER_OFF.load(Ordering::SeqCst) {
        Sequence::Utf8(false).write(&mut bytes);
    }
    // If the terminal is gone, nothing can be done.
    let _gone = send(&bytes);
    let _gone = disable_raw_mode();
}

/// Installs a panic hook that restores the terminal before the panic message is printed, so that
/// the message can be read.
fn give_back_on_panic() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            // A worker's panic or a caught one costs only the work in which it happened; the
            // application continues.
            if panics::are_caught_here() || std::thread::current().name() != Some("main") {
                panics::record(panic);
            } else {
                give_back();
                before(panic);
            }
        }));
    });
}

/// Writes `bytes` to the terminal in one call.
///
/// # Errors
///
/// If the terminal is gone.
pub fn send(bytes: &[u8]) -> io::Result<()> {
    if !io::stdout().is_terminal() {
        // Standard output may be a file, but the pictures of the report are still sent to the
        // terminal.
        let mut tty = std::fs::OpenOptions::new().write(true).open("/dev/tty")?;
        return tty.write_all(bytes);
    }
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}
