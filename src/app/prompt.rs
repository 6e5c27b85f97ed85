//! The line in which a search, a query or the filter of a dialog is typed.

use super::input_line::InputLine;
use crate::key::{Key, KeyCode};
use crate::search::Query;

/// A line being typed, with the state that Esc restores.
#[derive(Clone, Debug, PartialEq)]
pub struct Prompt {
    /// The text so far.
    pub line: InputLine,
    /// The query before the first key.
    pub before: Query,
    /// The selected row or the offset in the article before the first key.
    pub position: usize,
}

/// The texts that a search prompt searches.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SearchScope {
    /// The rows of the list.
    List,
    /// The open article.
    Article,
    /// The whole library, in full text.
    Library,
}

/// The effect of a key on a prompt.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PromptStep {
    /// The text may have changed.
    Typed,
    /// Enter ends the typing; the text stays in force.
    Accepted,
    /// Esc, or Backspace in the empty line, restores the state before.
    Cancelled,
    /// An arrow key moves in the rows by this number.
    Moved(isize),
    /// The key means nothing in a prompt.
    Ignored,
}

impl Prompt {
    /// Returns a prompt that holds the present query.
    pub fn new(before: Query, position: usize) -> Self {
        Self {
            line: InputLine::new(before.typed()),
            before,
            position,
        }
    }

    /// Applies a key.
    pub fn press(&mut self, key: Key) -> PromptStep {
        let is_empty = self.line.text().is_empty();
        if key.code == KeyCode::Esc || (key.code == KeyCode::Backspace && is_empty) {
            PromptStep::Cancelled
        } else if key.code == KeyCode::Enter {
            PromptStep::Accepted
        } else if key.code == KeyCode::Up {
            PromptStep::Moved(-1)
        } else if key.code == KeyCode::Down {
            PromptStep::Moved(1)
        } else if self.line.press(key) {
            PromptStep::Typed
        } else {
            PromptStep::Ignored
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backspace_cancels_only_an_empty_line() {
        let mut prompt = Prompt::new(Query::new("a"), 0);
        let backspace = Key::plain(KeyCode::Backspace);
        assert_eq!(prompt.press(backspace), PromptStep::Typed);
        assert_eq!(prompt.press(backspace), PromptStep::Cancelled);
    }

    #[test]
    fn arrows_move_and_letters_type() {
        let mut prompt = Prompt::new(Query::default(), 0);
        assert_eq!(prompt.press(Key::plain(KeyCode::Up)), PromptStep::Moved(-1));
        assert_eq!(prompt.press(Key::char('j')), PromptStep::Typed);
        assert_eq!(prompt.line.text(), "j");
        assert_eq!(prompt.press(Key::plain(KeyCode::Tab)), PromptStep::Ignored);
        assert_eq!(
            prompt.press(Key::plain(KeyCode::Enter)),
            PromptStep::Accepted
        );
    }
}
