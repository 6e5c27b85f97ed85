//! Panics that are caught: each costs only the work in which it happened, and is reported only in
//! the log.
//!
//! Pages and feeds pass through parsers of other projects, and a parser that panics must not cost
//! more than its page. Rust calls the panic hook before it looks for a handler: while the screen is
//! in use, the hook would print noise and restore the terminal. So handlers announce themselves
//! beforehand, and the hooks check whether there is one.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// The number of handlers on this thread that would catch a panic now.
    static CATCHING: Cell<usize> = const { Cell::new(0) };
}

/// Runs `work`; returns `None` if it panicked.
///
/// Whatever `work` was changing may be incomplete: the caller must discard it or be able to use it
/// in that state.
pub fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    CATCHING.with(|catching| catching.set(catching.get() + 1));
    let done = catch_unwind(AssertUnwindSafe(work));
    CATCHING.with(|catching| catching.set(catching.get().saturating_sub(1)));
    done.ok()
}

/// Whether a panic on this thread would be caught now.
#[must_use]
pub fn are_caught_here() -> bool {
    CATCHING.with(|catching| catching.get() > 0)
}

/// Installs a hook that reports only uncaught panics; call it before any thread starts.
pub fn tell_only_uncaught() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            if are_caught_here() {
                record(panic);
            } else {
                before(panic);
            }
        }));
    });
}

/// Writes a panic to the log with its location, but without its message, which may contain words of
/// an article.
pub fn record(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string);
    let thread = std::thread::current();
    log::error!(
        "a panic at {} in thread {}",
        place.unwrap_or_default(),
        thread.name().unwrap_or("without a name")
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn only_uncaught_panics_are_reported() {
        static TOLD: AtomicUsize = AtomicUsize::new(0);
        let before = take_hook();
        let here = std::thread::current().id();
        set_hook(Box::new(move |panic| {
            if std::thread::current().id() == here {
                TOLD.fetch_add(1, Ordering::SeqCst);
            } else {
                before(panic);
            }
        }));
        tell_only_uncaught();
        assert_eq!(caught(|| 1), Some(1));
        assert_eq!(caught(|| caught(|| panic!("inner"))), Some(None::<()>));
        assert_eq!(caught(|| panic!("outer")), None::<()>);
        assert_eq!(TOLD.load(Ordering::SeqCst), 0);
        assert!(!are_caught_here());
        assert!(catch_unwind(|| panic!("uncaught")).is_err());
        assert_eq!(TOLD.load(Ordering::SeqCst), 1);
    }
}
