//! A line of text with a cursor, edited by cluster and by word.

use crate::key::{Key, KeyCode};
use crate::text::cluster;

/// A line of text with a cursor.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct InputLine {
    text: String,
    /// The byte offset of the cursor, at a cluster boundary.
    cursor: usize,
}

impl InputLine {
    /// Returns a line that holds `text`, with the cursor at its end.
    pub fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            cursor: text.len(),
        }
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the text before the cursor.
    pub fn before_cursor(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    fn after_cursor(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or_default()
    }

    /// Inserts `text` at the cursor.
    pub fn insert(&mut self, text: &str) {
        self.text.insert_str(self.cursor, text);
        self.cursor += text.len();
        // The inserted text may have joined the cluster after it.
        let end = cluster::boundary_before(&self.text, self.cursor);
        if end != self.cursor {
            let rest = self.text.get(end..).unwrap_or_default();
            self.cursor = end + cluster::clusters(rest).next().map_or(0, str::len);
        }
    }

    /// Applies a key; returns whether it was an editing key.
    pub fn press(&mut self, key: Key) -> bool {
        match (key.code, key.ctrl) {
            (KeyCode::Char('a'), true) | (KeyCode::Home, _) => self.cursor = 0,
            (KeyCode::Char('e'), true) | (KeyCode::End, _) => self.cursor = self.text.len(),
            (KeyCode::Char('u'), true) => self.delete(0, self.cursor),
            (KeyCode::Char('w'), true) => self.delete(self.word_start(), self.cursor),
            (KeyCode::Left, true) => self.cursor = self.word_start(),
            (KeyCode::Right, true) => self.cursor = self.word_end(),
            (KeyCode::Left, false) if key.alt => self.cursor = self.word_start(),
            (KeyCode::Right, false) if key.alt => self.cursor = self.word_end(),
            (KeyCode::Left, false) => self.cursor = self.previous(),
            (KeyCode::Right, false) => self.cursor = self.next(),
            (KeyCode::Backspace, _) => self.delete(self.previous(), self.cursor),
            (KeyCode::Delete, _) => self.delete(self.cursor, self.next()),
            (KeyCode::Char(c), false) if !key.alt && !c.is_control() => {
                self.insert(c.encode_utf8(&mut [0; 4]));
            }
            _ => return false,
        }
        true
    }

    fn delete(&mut self, start: usize, end: usize) {
        self.text.replace_range(start..end, "");
        self.cursor = cluster::boundary_before(&self.text, start);
    }

    fn previous(&self) -> usize {
        cluster::cluster_indices(self.before_cursor())
            .next_back()
            .map_or(0, |(at, _)| at)
    }

    fn next(&self) -> usize {
        self.cursor
            + cluster::clusters(self.after_cursor())
                .next()
                .map_or(0, str::len)
    }

    fn word_start(&self) -> usize {
        let head = self.before_cursor().trim_end();
        head.rfind(char::is_whitespace).map_or(0, |at| {
            at + head
                .get(at..)
                .and_then(|t| t.chars().next())
                .map_or(1, char::len_utf8)
        })
    }

    fn word_end(&self) -> usize {
        let rest = self.after_cursor();
        let start = rest.len() - rest.trim_start().len();
        let word = rest.get(start..).unwrap_or_default();
        self.cursor + start + word.find(char::is_whitespace).unwrap_or(word.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(keys: &[&str]) -> (String, usize) {
        let mut line = InputLine::default();
        for key in keys {
            line.press(key.parse().unwrap());
        }
        (line.text, line.cursor)
    }

    #[test]
    fn editing_goes_by_cluster_and_word() {
        assert_eq!(typed(&["क", "्", "ष", "ि", "Backspace"]), (String::new(), 0));
        assert_eq!(typed(&["क", "ख", "←", "ग"]).0, "कगख");
        assert_eq!(typed(&["क", "Space", "ख", "^W"]).0, "क ");
        assert_eq!(typed(&["क", "Space", "ख", "^U"]).0, "");
        assert_eq!(
            typed(&["क", "Space", "ख", "Home", "Delete", "End"]),
            (" ख".to_owned(), 4)
        );
    }

    proptest! {
        #[test]
        fn the_cursor_is_never_inside_a_cluster(keys in prop::collection::vec(prop::sample::select(
            vec!["क", "्", "ष", "ि", "a", "Space", "←", "→", "Home", "End", "Backspace", "Delete", "^W", "^U"]), 0..40))
        {
            let mut line = InputLine::default();
            for key in keys {
                line.press(key.parse().unwrap());
                prop_assert_eq!(cluster::boundary_before(&line.text, line.cursor), line.cursor);
            }
        }
    }
}
