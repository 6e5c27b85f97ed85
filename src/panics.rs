//! Panics that are caught: each costs the work it happened in, and is told to the log alone.
//!
//! Pages and feeds pass through other people's parsers, and one that gives up must not cost more than
//! its page. Rust tells of a panic before it looks whether anybody catches it: on the screen of a
//! reader that goes on, that would be noise, and the terminal would be given back under its hands. So
//! whoever catches says so beforehand, and the hooks ask.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// How many on this thread wait for a panic to catch it.
    static CATCHING: Cell<usize> = const { Cell::new(0) };
}

/// Does `work`; `None` where it panicked.
///
/// What `work` changed is as it was left: whoever calls throws it away, or can use it half done.
pub fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    CATCHING.with(|catching| catching.set(catching.get() + 1));
    let done = catch_unwind(AssertUnwindSafe(work));
    CATCHING.with(|catching| catching.set(catching.get().saturating_sub(1)));
    done.ok()
}

/// Whether a panic of this thread, now, is caught.
#[must_use]
pub fn are_caught_here() -> bool {
    CATCHING.with(|catching| catching.get() > 0)
}

/// Lets only panics that nobody catches be told of; to be called before any thread starts.
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

/// Puts a panic into the log: where it was, not its words, which may hold those of an article.
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
    fn only_what_nobody_catches_is_told() {
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
