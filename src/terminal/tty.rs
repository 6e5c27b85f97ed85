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
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The bytes of the incomplete sequence.
static DECODER: Mutex<Decoder> = Mutex::new(Decoder::new());

/// How many sets of queries were sent and not answered to the end, and when the last one was sent.
static AWAITED: Mutex<(usize, Option<Instant>)> = Mutex::new((0, None));

/// Whether the listener reads the terminal at present.
static IS_LISTENED_TO: AtomicBool = AtomicBool::new(false);

/// The time after the last queries during which the terminal is not restored before it has answered. One that never
/// answers must not keep the user.
const LEAVE_LIMIT: Duration = Duration::from_secs(1);
/// How often to look whether the listener has read the last answer.
const A_MOMENT: Duration = Duration::from_millis(4);

fn awaited() -> MutexGuard<'static, (usize, Option<Instant>)> {
    AWAITED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Records that queries were sent, of which the last is answered by the terminal's attributes.
pub(super) fn asked() {
    let mut awaited = awaited();
    *awaited = (awaited.0 + 1, Some(Instant::now()));
}

/// Records whether the listener reads the terminal from now on.
pub(super) fn set_listened_to(is_listened_to: bool) {
    IS_LISTENED_TO.store(is_listened_to, Ordering::SeqCst);
}

/// Waits until the terminal has answered all queries, for a limited time. What it sends after it was restored would
/// be typed into the shell.
pub(super) fn await_answers() {
    let Ok(tty) = open() else { return };
    loop {
        let (count, asked_at) = *awaited();
        let age = asked_at.map_or(LEAVE_LIMIT, |at| at.elapsed());
        let left = LEAVE_LIMIT.saturating_sub(age);
        if count == 0 || left.is_zero() {
            return;
        }
        if IS_LISTENED_TO.load(Ordering::SeqCst) {
            std::thread::sleep(A_MOMENT);
            continue;
        }
        let is_ready = wait(&tty, None, Some(left)).is_ok_and(|ready| ready.tty);
        if !is_ready || hear(&tty).is_err() {
            return;
        }
    }
}

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
    let decoded = decoder().take(bytes.get(..length).unwrap_or_default());
    let is_last = |one: &&Decoded| matches!(one, Decoded::Attributes(_));
    let answered = decoded.iter().filter(is_last).count();
    let mut awaited = awaited();
    awaited.0 = awaited.0.saturating_sub(answered);
    Ok(decoded)
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
