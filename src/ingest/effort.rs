//! Limits the processor time for parsing one input.
//!
//! All parsers here are linear in their input; the limit is a last resort in case an input proves
//! one of them not to be. It measures the processor time of the thread, so a loaded machine or a
//! slow disk does not matter. Loops over an input call [`is_spent`] and end early; everything
//! parsed until then is kept.

use rustix::time::{ClockId, clock_gettime};
use std::cell::Cell;
use std::time::Duration;

/// The maximum processor time. The longest honest input takes less than a second.
const MOST: Duration = Duration::from_secs(20);

/// The number of calls of [`is_spent`] for which the clock is read once.
const STEPS: u32 = 32;

/// The text of the problem for an input that is dropped entirely.
pub(super) const COSTLY: &str = "takes more work to read than any honest text";

/// The text of the problem for an input that was parsed in part.
pub(super) const SPENT: &str =
    "takes more work to read than any honest text; what was read until then is kept";

thread_local! {
    static EFFORT: Cell<Option<Effort>> = const { Cell::new(None) };
}

/// The state of the parse on this thread.
#[derive(Clone, Copy)]
struct Effort {
    clock: fn() -> Duration,
    begun: Duration,
    most: Duration,
    /// The processor time of this parse when the clock was last read.
    taken: Duration,
    steps: u32,
    /// Whether the limit has stopped a loop.
    is_cut: bool,
}

/// Returns the processor time of this thread.
fn thread_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(
        u64::try_from(time.tv_sec).unwrap_or(0),
        u32::try_from(time.tv_nsec).unwrap_or(0),
    )
}

/// Runs `read` with the time limit; returns its result and whether the limit was exceeded.
pub(super) fn bounded<T>(read: impl FnOnce() -> T) -> (T, bool) {
    bounded_by(thread_time, MOST, read)
}

fn bounded_by<T>(clock: fn() -> Duration, most: Duration, read: impl FnOnce() -> T) -> (T, bool) {
    /// Restores the state of the outer parse on drop, so a panic cannot leave a finished parse
    /// behind.
    struct RestoreOnDrop(Option<Effort>);
    impl Drop for RestoreOnDrop {
        fn drop(&mut self) {
            EFFORT.set(self.0);
        }
    }
    if EFFORT.get().is_some() {
        // A nested parse uses the time of the outer parse.
        let read = read();
        return (read, EFFORT.get().is_some_and(|effort| effort.is_cut));
    }
    let before = RestoreOnDrop(EFFORT.replace(Some(Effort {
        clock,
        begun: clock(),
        most,
        taken: Duration::ZERO,
        steps: 0,
        is_cut: false,
    })));
    let read = read();
    let is_cut = EFFORT.get().is_some_and(|effort| effort.is_cut);
    drop(before);
    (read, is_cut)
}

/// Returns whether the limit is exceeded. Reads the clock on every [`STEPS`]th call.
pub(super) fn is_spent() -> bool {
    has_ended(STEPS, 1)
}

/// Returns whether more than the limit divided by `parts` is used. A step stops early this way
/// because its result is useful only if the next step has time left.
pub(super) fn is_spent_by(parts: u32) -> bool {
    has_ended(STEPS, parts)
}

/// Returns whether the limit is exceeded. Reads the clock on every call; meant for slow steps.
pub(super) fn is_spent_now() -> bool {
    has_ended(1, 1)
}

fn has_ended(steps: u32, parts: u32) -> bool {
    let Some(mut effort) = EFFORT.get() else {
        return false;
    };
    effort.steps += 1;
    if effort.steps >= steps {
        effort.steps = 0;
        effort.taken = (effort.clock)().saturating_sub(effort.begun);
    }
    let has_ended = effort.taken > effort.most / parts;
    effort.is_cut |= has_ended;
    EFFORT.set(Some(effort));
    has_ended
}

/// Runs `read` with a limit of `seconds` and a fake clock that advances by one second whenever it
/// is read.
#[cfg(test)]
pub(super) fn bounded_by_looks<T>(seconds: u64, read: impl FnOnce() -> T) -> (T, bool) {
    thread_local! {
        static LOOKS: Cell<u64> = const { Cell::new(0) };
    }
    let clock = || {
        LOOKS.set(LOOKS.get() + 1);
        Duration::from_secs(LOOKS.get())
    };
    bounded_by(clock, Duration::from_secs(seconds), read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parse_ends_at_its_limit_and_the_next_starts_anew() {
        for _ in 0..2 {
            let (steps, is_spent) =
                bounded_by_looks(3, || (0..100_000).take_while(|_| !is_spent()).count());
            assert!(is_spent);
            assert_eq!(steps, 4 * STEPS as usize - 1);
        }
        let (steps, is_spent) = bounded(|| (0..1000).take_while(|_| !is_spent()).count());
        assert_eq!((steps, is_spent), (1000, false));
        assert!(!super::is_spent());
    }

    #[test]
    fn a_nested_parse_counts_as_part_of_the_outer_one() {
        let (inner, outer) = bounded_by_looks(1, || {
            while !is_spent() {}
            bounded(|| ()).1
        });
        assert_eq!((inner, outer), (true, true));
    }

    #[test]
    fn every_format_keeps_what_it_has_parsed_and_reports_the_rest() {
        let item = "<item><title>नदी का पानी</title></item>";
        let feed = format!(
            "<rss><channel><title>क</title>{}</channel></rss>",
            item.repeat(5_000)
        );
        let markdown = format!("# ख\n\n{}", "नदी का पानी\n\n".repeat(5_000));
        let object = r#"{"headline": "नदी"}"#;
        let json = format!("[{}{object}]", format!("{object},").repeat(5_000));
        for (text, looks) in [(&feed, 500), (&markdown, 300), (&json, 100)] {
            let (parsed, is_cut) =
                bounded_by_looks(looks, || super::super::parse(text.as_bytes(), "x"));
            let head: String = text.chars().take(20).collect();
            assert!(is_cut, "{head}");
            assert_eq!(
                parsed.problems.last().map(|problem| &*problem.what),
                Some(SPENT),
                "{head}"
            );
            let blocks: usize = parsed
                .articles
                .iter()
                .map(|article| article.blocks.len())
                .sum();
            let count = parsed.articles.len() + blocks;
            assert!((10..5_000).contains(&count), "{head}: {count}");
        }
        let (feed, _) = bounded_by_looks(500, || super::super::feed::read(feed.as_bytes(), "x"));
        assert!(feed.is_cut && !feed.entries.is_empty() && feed.entries.len() < 5_000);
    }

    #[test]
    fn a_panic_leaves_no_parse_behind() {
        let caught = std::panic::catch_unwind(|| bounded(|| panic!("as another's code may")));
        assert!(caught.is_err());
        assert!(EFFORT.get().is_none());
    }
}
