//! Threads of the application: each has a name, and a panic aborts only the task in which it
//! happened.

use crate::panics::caught;
use crate::words::{Doing, Language, internal_error};
use std::io;
use std::thread::JoinHandle;

/// Starts a thread called `name` that does `work` and ends; `failed` is called if it panics.
///
/// # Errors
///
/// If the system cannot start a thread.
pub(super) fn start(
    name: &'static str,
    work: impl FnOnce() + Send + 'static,
    failed: impl FnOnce() + Send + 'static,
) -> io::Result<JoinHandle<()>> {
    std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(move || {
            if caught(work).is_none() {
                failed();
            }
        })
}

/// Runs one task of a thread; if it panics, returns a sentence that says so.
pub(super) fn attempt<T>(
    doing: Doing,
    language: Language,
    work: impl FnOnce() -> T,
) -> Result<T, String> {
    caught(work).ok_or_else(|| internal_error(doing, language))
}

/// Panics if a test asks for it: `NEWSREADER_TEST_PANIC=library` panics at `library` in a debug
/// build, and `library:2` only at the first two calls.
#[cfg(debug_assertions)]
pub(super) fn trip(point: &str) {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static TRIPPED: AtomicUsize = AtomicUsize::new(0);
    let Ok(wanted) = std::env::var("NEWSREADER_TEST_PANIC") else {
        return;
    };
    let (name, times) = match wanted.split_once(':') {
        Some((name, times)) => (name, times.parse().unwrap_or(0)),
        None => (wanted.as_str(), usize::MAX),
    };
    if name == point && TRIPPED.fetch_add(1, Ordering::Relaxed) < times {
        std::panic::panic_any("a test asked for it");
    }
}

/// Does nothing outside debug builds.
#[cfg(not(debug_assertions))]
pub(super) fn trip(_point: &str) {}
