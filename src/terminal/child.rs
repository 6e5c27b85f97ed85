//! Programs that are waited for, but not for long.

use std::process::{Child, ExitStatus};
use std::time::{Duration, Instant};

const STEP: Duration = Duration::from_micros(500);

/// Waits for `child`; ends it and returns nothing where it goes on beyond `limit`.
pub(super) fn ended_by(child: &mut Child, limit: Instant) -> Option<ExitStatus> {
    loop {
        if let Some(status) = child.try_wait().ok()? {
            return Some(status);
        }
        if Instant::now() > limit {
            // It may have ended in this moment.
            let _ended = child.kill();
            let _ended = child.wait();
            return None;
        }
        std::thread::sleep(STEP);
    }
}
