//! Copies text to the clipboard of the user's own terminal.
//!
//! OSC 52 asks the terminal to do this, also over a network; there is no way to know whether it
//! did. tmux ignores OSC 52 from programs within it unless it is configured otherwise
//! (`set-clipboard on`, which is not the default), but it does forward the content of its own paste
//! buffers. So within tmux the text goes into a paste buffer. From there it can also be pasted with
//! tmux's own key, whatever the outer terminal does.

use super::child::ended_by;
use super::send;
use super::sequence::Sequence;
use std::io::{self, Write as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The time limit for tmux, which normally takes three milliseconds.
const LIMIT: Duration = Duration::from_millis(300);

/// Returns whether the program runs in tmux; `setting` looks up an environment variable.
pub fn is_within_tmux(setting: impl Fn(&str) -> Option<String>) -> bool {
    setting("TMUX").is_some_and(|socket| !socket.is_empty())
}

/// Asks the terminal to put `text` on its clipboard; the terminal may ignore this.
///
/// # Errors
///
/// Returns an error if the terminal is gone.
pub fn send_to_terminal(text: &str) -> io::Result<()> {
    let mut bytes = Vec::new();
    Sequence::Copy(text).write(&mut bytes);
    send(&bytes)
}

/// Loads `text` into a paste buffer of tmux, which forwards it to the terminal's clipboard. Waits
/// for tmux for at most 300 ms.
///
/// Returns `None` if tmux is older than 3.2, is missing or does not answer in time.
pub fn load_into_tmux(text: &str) -> Option<()> {
    let limit = Instant::now() + LIMIT;
    let mut tmux = Command::new("tmux")
        .args(["load-buffer", "-w", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut input = tmux.stdin.take()?;
    let text = text.to_owned();
    // A pipe holds less than a long paragraph, and writing must not block us if tmux does not read.
    let writing = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let is_taken = ended_by(&mut tmux, limit)?.success();
    let is_whole = writing.join().is_ok_and(|written| written.is_ok());
    (is_taken && is_whole).then_some(())
}
