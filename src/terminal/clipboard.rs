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

/// Where words were put.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Clipboard {
    /// Into a buffer of tmux, which sends it on to the terminal's clipboard.
    Tmux,
    /// To the terminal, which may or may not do as it is asked.
    Terminal,
}

/// Puts `text` onto the clipboard; `setting` looks a variable up.
///
/// # Errors
/// Where the terminal is gone.
pub fn copy(text: &str, setting: impl Fn(&str) -> Option<String>) -> io::Result<Clipboard> {
    let is_within = setting("TMUX").is_some_and(|socket| !socket.is_empty());
    if is_within && load_into_tmux(text).is_some() {
        return Ok(Clipboard::Tmux);
    }
    let mut bytes = Vec::new();
    Sequence::Copy(text).write(&mut bytes);
    send(&bytes)?;
    Ok(Clipboard::Terminal)
}

/// Returns nothing where tmux is older than 3.2, is not there or does not answer in time.
fn load_into_tmux(text: &str) -> Option<()> {
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
