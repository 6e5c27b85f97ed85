//! Input from the user: keys, with their textual form, and mouse events. Independent of any
//! terminal library.

use std::fmt;
use std::str::FromStr;

/// A key with its modifiers.
///
/// A character never carries Shift: `Shift+j` is `J`.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Key {
    /// The key without its modifiers.
    pub code: KeyCode,
    /// Whether Ctrl was held.
    pub ctrl: bool,
    /// Whether Alt was held.
    pub alt: bool,
}

/// A key without modifiers.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(missing_docs, reason = "the names on the keys say it")]
pub enum KeyCode {
    /// A character as typed.
    Char(char),
    Enter,
    Esc,
    Tab,
    /// Shift and Tab, which terminals report as one key.
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

impl Key {
    /// Returns `code` without modifiers.
    pub const fn plain(code: KeyCode) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
        }
    }

    /// Returns the key that types `c`.
    pub const fn char(c: char) -> Self {
        Self::plain(KeyCode::Char(c))
    }
}

/// Key names and codes, for both directions; the first name of a code is the one that is displayed.
const NAMES: [(&str, KeyCode); 17] = [
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Shift-Tab", KeyCode::BackTab),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("↑", KeyCode::Up),
    ("↓", KeyCode::Down),
    ("←", KeyCode::Left),
    ("→", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("Space", KeyCode::Char(' ')),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
];

/// The error for a text that is not the name of a key.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{0}: not a key; keys are written like j, G, Enter, Space, ^D or Alt-←")]
pub struct UnknownKey(String);

impl FromStr for Key {
    type Err = UnknownKey;

    /// Parses the form that [`fmt::Display`] writes. Also accepts names in any case, `Ctrl-x` for
    /// `^X`, and `Left` and `Right` for the arrows.
    fn from_str(text: &str) -> Result<Self, UnknownKey> {
        let (mut rest, mut ctrl, mut alt) = (text, false, false);
        loop {
            if let Some(after) = rest.strip_prefix("Alt-") {
                (rest, alt) = (after, true);
            } else if let Some(after) = rest.strip_prefix("Ctrl-") {
                (rest, ctrl) = (after, true);
            } else if let Some(after) = rest.strip_prefix('^').filter(|after| !after.is_empty()) {
                (rest, ctrl) = (after, true);
            } else {
                break;
            }
        }
        let code = code_named(rest).ok_or_else(|| UnknownKey(text.to_owned()))?;
        let code = if let (KeyCode::Char(c), true) = (code, ctrl) {
            KeyCode::Char(c.to_ascii_lowercase())
        } else {
            code
        };
        Ok(Self { code, ctrl, alt })
    }
}

fn code_named(name: &str) -> Option<KeyCode> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        let arrow = NAMES
            .iter()
            .find(|(shown, _)| *shown == name)
            .map(|(_, code)| *code);
        return Some(arrow.unwrap_or(KeyCode::Char(c)));
    }
    match name.to_ascii_lowercase().as_str() {
        "left" => Some(KeyCode::Left),
        "right" => Some(KeyCode::Right),
        lower => NAMES
            .iter()
            .find(|(n, _)| n.eq_ignore_ascii_case(lower))
            .map(|(_, code)| *code),
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.alt {
            f.write_str("Alt-")?;
        }
        if self.ctrl {
            f.write_str("^")?;
        }
        match (NAMES.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => f.write_str(name),
            (None, KeyCode::Char(c)) if self.ctrl => write!(f, "{}", c.to_ascii_uppercase()),
            (None, KeyCode::Char(c)) => write!(f, "{c}"),
            (None, code) => write!(f, "{code:?}"),
        }
    }
}

/// An event of the mouse.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Mouse {
    /// The kind of event.
    pub kind: MouseKind,
    /// The column, from 0.
    pub column: u16,
    /// The row, from 0.
    pub row: u16,
}

/// The kinds of mouse events.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MouseKind {
    /// The left button was pressed.
    Press,
    /// The mouse moved while the left button was down.
    Drag,
    /// The left button was released.
    Release,
    /// The wheel turned towards the user.
    WheelDown,
    /// The wheel turned away from the user.
    WheelUp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_reads_back() {
        for text in [
            "j",
            "G",
            "Enter",
            "Space",
            "^D",
            "Alt-←",
            "Shift-Tab",
            "PgDn",
            "?",
            "^",
        ] {
            let key: Key = text.parse().unwrap();
            assert_eq!(key.to_string(), text);
        }
    }

    #[test]
    fn other_spellings_are_understood() {
        for (text, shown) in [
            ("ctrl-d", None),
            ("Ctrl-d", Some("^D")),
            ("left", Some("←")),
        ] {
            let key = text.parse::<Key>().ok().map(|key| key.to_string());
            assert_eq!(key.as_deref(), shown, "{text}");
        }
        assert!("nonsense".parse::<Key>().is_err());
    }
}
