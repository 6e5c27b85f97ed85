//! The terminal as a file that is read: by the listener for keys, and by questions for answers.
//!
//! Both may find half a sequence, and whoever reads next finds the other half. So there is one decoder.

use super::answers::Heard;
use super::decoder::Decoder;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::fs::File;
use std::io::{self, IsTerminal as _, Read as _};
use std::os::fd::{AsFd as _, BorrowedFd};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What has come of the terminal's bytes and is not whole.
static DECODER: Mutex<Decoder> = Mutex::new(Decoder::new());

fn decoder() -> MutexGuard<'static, Decoder> {
    DECODER.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads what the terminal has ready; waits where it has nothing.
///
/// # Errors
/// Where the terminal cannot be read, or is gone.
pub(super) fn hear(mut tty: &File) -> io::Result<Vec<Heard>> {
    let mut bytes = [0; 4096];
    let length = tty.read(&mut bytes)?;
    if length == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(decoder().take(bytes.get(..length).unwrap_or_default()))
}

/// Returns how long the rest of what has begun to come is waited for, if anything has.
pub(super) fn patience() -> Option<Duration> {
    decoder().patience()
}

/// Takes what has begun to come for all there is: its rest was waited for.
pub(super) fn give_up() -> Option<Heard> {
    decoder().give_up()
}

/// Returns a handle of the person's terminal: standard input, or the controlling terminal where a
/// story came through standard input.
///
/// # Errors
/// Where there is no terminal.
pub(super) fn open() -> io::Result<File> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        return Ok(File::from(stdin.as_fd().try_clone_to_owned()?));
    }
    File::open("/dev/tty")
}

/// What can be read without waiting.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Ready {
    /// Whether the terminal has something.
    pub(super) tty: bool,
    /// Whether the terminal is gone.
    pub(super) is_gone: bool,
    /// Whether the other handle has something.
    pub(super) other: bool,
}

/// Waits until `tty` or `other` can be read, at most for `limit`.
///
/// # Errors
/// Where the system does not let them be waited for.
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
