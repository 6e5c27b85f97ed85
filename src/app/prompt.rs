//! The line in which a search, a query or the filter of a dialog is typed.

use super::candidate::{Candidate, next_choice};
use super::context::Context;
use super::input_line::InputLine;
use super::query_completion::values;
use crate::key::{Key, KeyCode};
use crate::search::Query;
use crate::words::Phrase;

/// A line that the user is typing, with the state that Esc restores.
#[derive(Clone, Debug, PartialEq)]
pub struct Prompt {
    /// The text typed so far.
    pub line: InputLine,
    /// The query before the first key.
    pub before: Query,
    /// The selected row or the offset in the article before the first key.
    pub position: usize,
    /// The earlier searches that ↑ brings back, oldest first; none where the arrows move through rows.
    earlier: Vec<String>,
    /// Which of them is in the line, counted from the newest, and the text that was there before.
    recalled: Option<(usize, String)>,
    /// What the user should know of the search, while it is typed and afterwards.
    pub remark: Option<Phrase>,
    /// The candidates for the last term of a search in the library.
    pub offered: Vec<Candidate>,
    /// The index of the candidate that Tab has put into the line.
    pub chosen: Option<usize>,
}

/// What a search prompt searches.
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
    /// The user pressed Enter; the text stays in effect.
    Accepted,
    /// The user pressed Esc, or Backspace in the empty line; the state before the prompt is
    /// restored.
    Cancelled,
    /// The user pressed an arrow key, which moves by this number of rows.
    Moved(isize),
    /// The key does nothing in a prompt.
    Ignored,
}

impl Prompt {
    /// Returns a prompt that starts with the current query.
    pub fn new(before: Query, position: usize) -> Self {
        Self {
            line: InputLine::new(before.typed()),
            before,
            position,
            earlier: Vec::new(),
            recalled: None,
            remark: None,
            offered: Vec::new(),
            chosen: None,
        }
    }

    /// Returns an empty prompt for a search in a text; ↑ brings earlier ones back, `before` first.
    pub fn empty(before: Query, position: usize, context: &Context) -> Self {
        let mut earlier = context.searches.clone();
        let typed = before.typed();
        if !before.is_empty() && earlier.last().is_none_or(|last| last != typed) {
            earlier.push(typed.to_owned());
        }
        Self {
            line: InputLine::default(),
            earlier,
            ..Self::new(before, position)
        }
    }

    /// Adds what the user should know of the search.
    #[must_use]
    pub fn remarked(self, remark: Phrase) -> Self {
        let remark = Some(remark);
        Self { remark, ..self }
    }

    /// Offers what completes the last term.
    pub fn offer(&mut self, context: &Context) {
        self.offered = values(self.line.before_cursor(), context);
        self.chosen = None;
    }

    /// Puts the next candidate into the line, or the one before; returns whether there is one.
    pub fn choose(&mut self, forward: bool) -> bool {
        let next = next_choice(self.chosen, self.offered.len(), forward);
        let candidate = next.and_then(|next| self.offered.get(next));
        let Some(candidate) = candidate else {
            return false;
        };
        self.line = InputLine::new(&candidate.line);
        self.chosen = next;
        true
    }

    /// Applies a key.
    pub fn press(&mut self, key: Key) -> PromptStep {
        let is_empty = self.line.text().is_empty();
        if key.code == KeyCode::Esc || (key.code == KeyCode::Backspace && is_empty) {
            PromptStep::Cancelled
        } else if key.code == KeyCode::Enter {
            PromptStep::Accepted
        } else if matches!(key.code, KeyCode::Up | KeyCode::Down) && !self.earlier.is_empty() {
            self.recall(key.code == KeyCode::Up)
        } else if key.code == KeyCode::Up {
            PromptStep::Moved(-1)
        } else if key.code == KeyCode::Down {
            PromptStep::Moved(1)
        } else if self.line.press(key) {
            self.recalled = None;
            PromptStep::Typed
        } else {
            PromptStep::Ignored
        }
    }

    /// Puts the search before the one in the line into it, or the one after; after the newest comes what was typed.
    fn recall(&mut self, back: bool) -> PromptStep {
        let oldest = self.earlier.len().saturating_sub(1);
        let (next, typed) = match (self.recalled.take(), back) {
            (None, true) => (Some(0), self.line.text().to_owned()),
            (None, false) => return PromptStep::Ignored,
            (Some((at, typed)), true) => (Some((at + 1).min(oldest)), typed),
            (Some((at, typed)), false) => (at.checked_sub(1), typed),
        };
        let text = next.and_then(|at| self.earlier.iter().rev().nth(at));
        self.line = InputLine::new(text.unwrap_or(&typed));
        self.recalled = next.map(|at| (at, typed));
        PromptStep::Typed
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
    fn a_search_in_a_text_begins_empty_and_arrows_bring_earlier_ones_back() {
        let mut context = crate::app::testing::context();
        context.add_search("first");
        let mut prompt = Prompt::empty(Query::new("second"), 0, &context);
        assert_eq!(prompt.line.text(), "");
        prompt.press(Key::char('x'));
        for (key, expected) in [
            (KeyCode::Up, "second"),
            (KeyCode::Up, "first"),
            (KeyCode::Up, "first"),
            (KeyCode::Down, "second"),
            (KeyCode::Down, "x"),
            (KeyCode::Down, "x"),
        ] {
            prompt.press(Key::plain(key));
            assert_eq!(prompt.line.text(), expected);
        }
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
