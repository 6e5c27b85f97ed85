//! Threads of the application: each has a name, and a panic aborts only the task in which it
//! happened.

use super::LoopEvent;
use crate::app::Answer;
use crate::panics::caught;
use crate::words::{Doing, Language, internal_error};
use std::io;
use std::sync::mpsc::SyncSender;
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

/// Runs a task in a thread of its own, and sends its result to the event loop, or `failure` if it panics. Returns
/// `failure` if the thread cannot be started: the event loop calls this, and cannot wait for room in its own queue.
#[must_use]
pub(super) fn run<T: Into<LoopEvent> + Clone + Send + 'static>(
    name: &'static str,
    events: &SyncSender<LoopEvent>,
    failure: Option<T>,
    task: impl FnOnce() -> Option<T> + Send + 'static,
) -> Option<T> {
    let (events, instead) = (events.clone(), failure.clone());
    let work = move || {
        let result = caught(task).unwrap_or(instead);
        if let Some(result) = result {
            // If the event loop has ended, nobody waits for the result.
            drop(events.send(result.into()));
        }
    };
    match start(name, work, || ()) {
        Ok(_thread) => None,
        Err(error) => {
            log::error!("the thread {name} cannot be started: {error}");
            failure
        }
    }
}

/// Returns what to do if a thread panics that the user may be waiting for: a remark says so.
pub(super) fn remark(
    doing: Doing,
    language: Language,
    events: &SyncSender<LoopEvent>,
) -> impl FnOnce() + Send + 'static {
    let events = events.clone();
    move || {
        let remark = Answer::Remark(internal_error(doing, language).into());
        // If the event loop has ended, nobody waits.
        drop(events.send(remark.into()));
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::sync_channel;

    #[test]
    fn a_task_that_panics_is_answered_all_the_same() {
        let (events, answers) = sync_channel(1);
        let failure = Some(Answer::NotCopied);
        assert_eq!(
            run("test", &events, failure.clone(), || Some(Answer::Copied)),
            None
        );
        let answer = answers.recv();
        assert!(matches!(answer, Ok(LoopEvent::Answer(Answer::Copied))));
        let task = || std::panic::panic_any("a test asked for it");
        assert_eq!(run("test", &events, failure, task), None);
        let answer = answers.recv();
        assert!(matches!(answer, Ok(LoopEvent::Answer(Answer::NotCopied))));
        drop(events);
    }
}
