//! Copies text, by the terminal or into tmux.

use super::Performer;
use crate::app::Answer;
use crate::runtime::worker;
use crate::terminal::clipboard;

impl Performer {
    /// Copies text to the clipboard. Inside tmux a separate thread does it, so that it never delays
    /// a key press.
    pub(super) fn copy(&self, text: String) -> Option<Answer> {
        if !clipboard::is_within_tmux(|name| std::env::var(name).ok()) {
            return Some(sent(&text));
        }
        let failure = Answer::NotInTmux(text.clone());
        let task = move || match clipboard::load_into_tmux(&text) {
            Some(()) => Some(Answer::Copied),
            None => Some(Answer::NotInTmux(text)),
        };
        worker::run("clipboard", &self.answers, Some(failure), task)
    }
}

/// Sends text to the terminal for its clipboard.
pub(super) fn sent(text: &str) -> Answer {
    match clipboard::send_to_terminal(text) {
        Ok(()) => Answer::SentToClipboard,
        Err(error) => {
            log::warn!("words could not be sent to the clipboard: {error}");
            Answer::NotCopied
        }
    }
}
