//! Copies text, by the terminal or into tmux.

use super::Performer;
use crate::app::Answer;
use crate::runtime::{LoopEvent, worker};
use crate::terminal::clipboard;

impl Performer {
    /// Copies text to the clipboard. Inside tmux a separate thread does it, so that it never delays
    /// a key press.
    pub(super) fn copy(&self, text: String) -> Option<Answer> {
        if !clipboard::is_within_tmux(|name| std::env::var(name).ok()) {
            return Some(sent(&text));
        }
        let (answers, other_answers) = (self.answers.clone(), self.answers.clone());
        let other_text = text.clone();
        let work = move || {
            let answer = match clipboard::load_into_tmux(&text) {
                Some(()) => Answer::Copied,
                None => Answer::NotInTmux(text),
            };
            drop(answers.send(LoopEvent::Answer(answer)));
        };
        let failed = move || {
            drop(other_answers.send(LoopEvent::Answer(Answer::NotInTmux(other_text))));
        };
        match worker::start("clipboard", work, failed) {
            Ok(_thread) => None,
            Err(_no_thread) => Some(Answer::NotCopied),
        }
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
