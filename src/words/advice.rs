//! What spoils Hindi though the reader does everything right, and what helps.

use super::Language;

/// A piece of advice about what surrounds the program.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Advice {
    /// tmux counts other cells than the kitty around it.
    TmuxInKitty,
    /// zellij takes vowel signs away.
    Zellij,
    /// GNU screen gives every sign a cell.
    Screen,
}

impl Advice {
    /// Returns the advice as a sentence.
    pub fn say(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::TmuxInKitty, Language::Hindi) => {
                "kitty के भीतर tmux में हिंदी की पंक्तियाँ खिसकती हैं; tmux.conf में set -g allow-passthrough on लिखें, या tmux के बाहर चलाएँ"
            }
            (Self::TmuxInKitty, Language::English) => {
                "tmux inside kitty shifts lines of Hindi; set -g allow-passthrough on in tmux.conf, or run newsreader outside tmux"
            }
            (Self::Zellij, Language::Hindi) => {
                "zellij मात्राएँ और हलंत मिटा देता है; हिंदी के लिए zellij के बाहर चलाएँ"
            }
            (Self::Zellij, Language::English) => {
                "zellij discards vowel signs; run newsreader outside zellij for Hindi"
            }
            (Self::Screen, Language::Hindi) => {
                "GNU screen हर मात्रा को अलग ख़ाना देता है; tmux में या सीधे चलाएँ"
            }
            (Self::Screen, Language::English) => {
                "GNU screen gives each vowel sign a cell; run newsreader in tmux or without"
            }
        }
    }
}
