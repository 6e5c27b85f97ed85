//! The terminal as a file: the listener reads keys from it, and queries read answers.
//!
//! Either reader may get the first half of a sequence and leave the second half to the other, so
//! both share one decoder.

use super::answers::Decoded;
use super::decoder::Decoder;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::tcgetattr;
use std::fs::File;
use std::io::{self, IsTerminal as _, Read as _};
use std::os::fd::{AsFd as _, BorrowedFd};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The bytes of the incomplete sequence.
static DECODER: Mutex<Decoder> = Mutex::new(Decoder::new());

fn decoder() -> MutexGuard<'static, Decoder> {
    DECODER.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads what the terminal has sent; blocks if there is nothing.
///
/// # Errors
///
/// If the terminal cannot be read or is gone.
pub(super) fn hear(mut tty: &File) -> io::Result<Vec<Decoded>> {
    let mut bytes = [0; 4096];
    let length = tty.read(&mut bytes)?;
    if length == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(decoder().take(bytes.get(..length).unwrap_or_default()))
}

/// Returns how long to wait for the remaining bytes of the incomplete sequence, if there is one.
pub(super) fn patience() -> Option<Duration> {
    decoder().patience()
}

/// Ends an incomplete sequence whose remaining bytes did not arrive in time.
pub(super) fn give_up() -> Option<Decoded> {
    decoder().give_up()
}

/// Opens the user's terminal: standard input or, if standard input supplies articles, the
/// controlling terminal.
///
/// # Errors
///
/// Returns an error if there is no terminal.
pub(super) fn open() -> io::Result<File> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        return Ok(File::from(stdin.as_fd().try_clone_to_owned()?));
    }
    File::open("/dev/tty")
}

/// Returns whether the user's terminal is still there.
pub(super) fn is_alive() -> bool {
    open().is_ok_and(|tty| tcgetattr(&tty).is_ok())
}

/// Which of the two handles passed to [`wait`] can be read without blocking.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Ready {
    /// Whether the terminal can be read.
    pub(super) tty: bool,
    /// Whether the terminal is gone.
    pub(super) is_gone: bool,
    /// Whether the second handle can be read.
    pub(super) other: bool,
}

/// Waits until `tty` or `other` can be read, at most for `limit`.
///
/// # Errors
///
/// If the system refuses to wait for them.
pub(super) fn wait(
    tty: &File,
    other: Option<BorrowedFd<'_>>,
    limit: Option<Duration>,
) -> io::Result<Ready> {
    let limit = limit.map(|limit| Timespec {
        tv_sec: limit.as_secs().try_into().unwrap_or(i64::MAX),
        tv_nsec: limit.subsec_nanos().into(),
    });
    let handle = other.unwrap_or_else(|| tty.as_fd());
    let mut handles = [
        PollFd::new(tty, PollFlags::IN),
        PollFd::from_borrowed_fd(handle, PollFlags::IN),
    ];
    let watched = if other.is_some() { 2 } else { 1 };
    poll(
        handles.get_mut(..watched).unwrap_or_default(),
        limit.as_ref(),
    )?;
    let [of_tty, of_other] = handles.map(|handle| handle.revents());
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    Ok(Ready {
        tty: of_tty.contains(PollFlags::IN),
        is_gone: of_tty.intersects(gone),
        other: other.is_some() && !of_other.is_empty(),
    })
}
