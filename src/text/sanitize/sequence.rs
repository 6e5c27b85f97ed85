//! Skips escape sequences in linear time.
//!
//! The scanner looks ahead for the end of an escape string. In a text of many unterminated
//! introducers that would mean a search for each of them, so the scanner keeps the result of a
//! search until it has read past it.

use std::str::Chars;

/// The maximum distance, in characters, to the end of an escape string (a title, a clipboard, an
/// image).
const LONGEST_STRING: usize = 4096;

/// Iterates over the characters of a text, with the result of the last search ahead.
pub(super) struct Scanner<'a> {
    rest: Chars<'a>,
    /// The number of characters read so far.
    at: usize,
    ahead: Option<Ahead>,
}

/// The result of a search ahead.
#[derive(Clone, Copy)]
struct Ahead {
    /// The position at which the search began, in characters from the start of the text.
    from: usize,
    /// The position after the string's last character; `None` if the line or the text ends first.
    end: Option<usize>,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            rest: text.chars(),
            at: 0,
            ahead: None,
        }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }

    fn next_if(&mut self, is_meant: impl Fn(char) -> bool) -> Option<char> {
        self.peek()
            .filter(|c| is_meant(*c))
            .and_then(|_| self.next())
    }

    /// Skips the remaining characters of the sequence that `introducer` started, if the sequence
    /// has an end.
    pub(super) fn skip_sequence(&mut self, introducer: char) {
        match introducer {
            '\u{1b}' => match self.peek() {
                Some('[') => {
                    self.next();
                    self.skip_control_sequence();
                }
                Some(']' | 'P' | 'X' | '^' | '_') => {
                    self.next();
                    self.skip_string();
                }
                Some(' '..='/') => {
                    self.next();
                    self.next_if(|c| !c.is_control() && c.is_ascii());
                }
                Some('0'..='~') => {
                    self.next();
                }
                _ => {}
            },
            '\u{9b}' => self.skip_control_sequence(),
            '\u{90}' | '\u{98}' | '\u{9d}'..='\u{9f}' => self.skip_string(),
            _ => {}
        }
    }

    fn skip_control_sequence(&mut self) {
        while self.next_if(|c| matches!(c, ' '..='?')).is_some() {}
        self.next_if(|c| matches!(c, '@'..='~'));
    }

    fn skip_string(&mut self) {
        let Some(end) = self.end_of_string() else {
            return;
        };
        if end - self.at <= LONGEST_STRING {
            while self.at < end {
                self.next();
            }
        }
    }

    /// Returns the position after the escape string that begins here, if it ends within its line.
    fn end_of_string(&mut self) -> Option<usize> {
        let ahead = match self.ahead {
            Some(ahead) if self.at <= ahead.from => ahead,
            _ => self.look_ahead(),
        };
        self.ahead = Some(ahead);
        ahead.end
    }

    fn look_ahead(&self) -> Ahead {
        let mut escape = None;
        let mut at = self.at;
        for c in self.rest.clone() {
            let found = match c {
                '\u{7}' | '\u{9c}' => Some((at, true)),
                '\\' => escape.map(|from| (from, true)),
                '\n' | '\r' => Some((at, false)),
                _ => None,
            };
            if let Some((from, is_end)) = found {
                return Ahead {
                    from,
                    end: is_end.then_some(at + 1),
                };
            }
            escape = (c == '\u{1b}').then_some(at);
            at += 1;
        }
        Ahead {
            from: at,
            end: None,
        }
    }
}

impl Iterator for Scanner<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let next = self.rest.next();
        self.at += usize::from(next.is_some());
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The reference implementation: each introducer searches ahead by itself.
    fn end_by_itself(text: &[char], start: usize) -> Option<usize> {
        let mut escaped = false;
        for (at, c) in text.iter().enumerate().skip(start).take(LONGEST_STRING) {
            match c {
                '\u{7}' | '\u{9c}' => return Some(at + 1),
                '\\' if escaped => return Some(at + 1),
                '\n' | '\r' => return None,
                _ => escaped = *c == '\u{1b}',
            }
        }
        None
    }

    /// Returns the text that remains after sanitising, and the number of characters that the
    /// scanner searched ahead.
    fn left(text: &str) -> (String, usize) {
        let (mut out, mut looked) = (String::new(), 0);
        let mut scanner = Scanner::new(text);
        while let Some(c) = scanner.next() {
            if matches!(c, '\u{1b}' | '\u{80}'..='\u{9f}') {
                let known = scanner.ahead.map_or(0, |ahead| ahead.from);
                scanner.skip_sequence(c);
                let known_now = scanner.ahead.map_or(0, |ahead| ahead.from);
                looked += known_now - known;
            } else {
                out.push(c);
            }
        }
        (out, looked)
    }

    fn left_by_definition(text: &str) -> String {
        let text: Vec<char> = text.chars().collect();
        let (mut out, mut at) = (String::new(), 0);
        while let Some(c) = text.get(at).copied() {
            at += 1;
            let string = match (c, text.get(at)) {
                ('\u{1b}', Some(']' | 'P' | 'X' | '^' | '_')) => {
                    at += 1;
                    true
                }
                ('\u{90}' | '\u{98}' | '\u{9d}'..='\u{9f}', _) => true,
                ('\u{1b}' | '\u{80}'..='\u{9f}', _) => {
                    let rest: String = text.iter().skip(at).collect();
                    let mut scanner = Scanner::new(&rest);
                    scanner.skip_sequence(c);
                    at += scanner.at;
                    false
                }
                _ => {
                    out.push(c);
                    false
                }
            };
            if string {
                at = end_by_itself(&text, at).unwrap_or(at);
            }
        }
        out
    }

    #[test]
    fn a_string_that_is_too_long_is_no_string() {
        for (length, is_one) in [(LONGEST_STRING - 1, true), (LONGEST_STRING, false)] {
            let text = format!("\u{9d}{}\u{7}क", "a".repeat(length));
            assert_eq!(left(&text).0.starts_with('a'), !is_one, "{length}");
            assert_eq!(left(&text).0, left_by_definition(&text));
        }
    }

    #[test]
    fn no_letter_is_looked_at_for_each_introducer() {
        for introducers in ["\u{9d}", "\u{1b}]", "\u{9d}\u{1b}]", "\u{1b}Pक", "\u{98}\n"] {
            let text = introducers.repeat(5_000);
            let (_, looked) = left(&text);
            assert!(looked <= text.chars().count(), "{introducers:?}: {looked}");
        }
    }

    proptest! {
        #[test]
        fn what_is_kept_in_mind_changes_nothing(
            text in prop::collection::vec(prop::sample::select(vec![
                '\u{1b}', ']', 'P', '[', '\\', '\u{7}', '\u{9c}', '\u{9d}', '\u{9b}', '\u{98}', '\n', 'a', 'क',
            ]), 0..80).prop_map(|chars| chars.into_iter().collect::<String>())
        ) {
            prop_assert_eq!(left(&text).0, left_by_definition(&text));
        }
    }
}
