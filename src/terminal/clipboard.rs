//! Words onto the clipboard of the person's own terminal.
//!
//! OSC 52 asks the terminal for it, also from afar; whether it does so nobody can tell. tmux takes no such
//! request from programs within it unless it is set up to (`set-clipboard on`, which is not how it comes),
//! but it does send what is put into one of its own buffers. So it is given the words there, and they can
//! be pasted with its own key as well, whatever the terminal around it does.

use super::child::ended_by;
use super::send;
use super::sequence::Sequence;
use std::io::{self, Write as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How long tmux may take; it does so within three milliseconds.
const LIMIT: Duration = Duration::from_millis(300);

/// Returns whether the program runs within tmux; `setting` looks a variable up.
pub fn is_within_tmux(setting: impl Fn(&str) -> Option<String>) -> bool {
    setting("TMUX").is_some_and(|socket| !socket.is_empty())
}

/// Asks the terminal to put `text` onto its clipboard, which it may or may not do.
///
/// # Errors
/// Where the terminal is gone.
pub fn send_to_terminal(text: &str) -> io::Result<()> {
    let mut bytes = Vec::new();
    Sequence::Copy(text).write(&mut bytes);
    send(&bytes)
}

/// Puts `text` into a buffer of tmux, which sends it on to the terminal's clipboard. Waits for tmux, at
/// most for [`LIMIT`].
///
/// Returns nothing where tmux is older than 3.2, is not there or does not answer in time.
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
    // A pipe holds less than a long paragraph, and a tmux that reads nothing must not keep a key waiting.
    let writing = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let is_taken = ended_by(&mut tmux, limit)?.success();
    let is_whole = writing.join().is_ok_and(|written| written.is_ok());
    (is_taken && is_whole).then_some(())
}
