//! Child processes with a time limit.

use std::process::{Child, ExitStatus};
use std::time::{Duration, Instant};

const STEP: Duration = Duration::from_micros(500);

/// Waits until `child` exits. Kills it and returns `None` if it is still running at `limit`.
pub(super) fn ended_by(child: &mut Child, limit: Instant) -> Option<ExitStatus> {
    loop {
        if let Some(status) = child.try_wait().ok()? {
            return Some(status);
        }
        if Instant::now() > limit {
            // The child may have exited just now.
            let _ended = child.kill();
            let _ended = child.wait();
            return None;
        }
        std::thread::sleep(STEP);
    }
}
