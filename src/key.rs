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
    /// The left button of the mouse.
    LeftClick,
    MiddleClick,
    RightClick,
    WheelUp,
    WheelDown,
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
const NAMES: [(&str, KeyCode); 22] = [
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
    ("LeftClick", KeyCode::LeftClick),
    ("MiddleClick", KeyCode::MiddleClick),
    ("RightClick", KeyCode::RightClick),
    ("WheelUp", KeyCode::WheelUp),
    ("WheelDown", KeyCode::WheelDown),
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

/// The number of keys in the longest sequence.
const LONGEST: usize = 4;

/// Keys that are pressed one after another; there is at least one.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct KeySequence {
    /// The keys; the places after the last key repeat the first.
    keys: [Key; LONGEST],
    count: usize,
}

impl KeySequence {
    /// Returns the keys in order.
    pub fn keys(&self) -> &[Key] {
        self.keys.get(..self.count).unwrap_or_default()
    }

    /// Returns the sequence that goes on with `key`, if it is not too long.
    #[must_use]
    pub fn then(mut self, key: Key) -> Option<Self> {
        *self.keys.get_mut(self.count)? = key;
        self.count += 1;
        Some(self)
    }

    /// Returns whether `other` begins with these keys, or is the same sequence.
    pub fn begins(&self, other: &Self) -> bool {
        other.keys().starts_with(self.keys())
    }

    /// Returns the shorter sequences that this one begins with.
    pub fn beginnings(self) -> impl Iterator<Item = Self> {
        let [first, ..] = self.keys;
        (1..self.count).map(move |count| {
            let mut beginning = Self::from(first);
            for (place, key) in beginning.keys.iter_mut().zip(self.keys).take(count) {
                *place = key;
            }
            beginning.count = count;
            beginning
        })
    }
}

impl From<Key> for KeySequence {
    fn from(key: Key) -> Self {
        Self {
            keys: [key; LONGEST],
            count: 1,
        }
    }
}

impl FromStr for KeySequence {
    type Err = UnknownKey;

    /// Parses names of keys with blanks between them, as in `g g`.
    fn from_str(text: &str) -> Result<Self, UnknownKey> {
        let unknown = || UnknownKey(text.to_owned());
        let mut names = text.split_whitespace();
        let first: Key = names.next().ok_or_else(unknown)?.parse()?;
        names.try_fold(Self::from(first), |sequence, name| {
            sequence.then(name.parse()?).ok_or_else(unknown)
        })
    }
}

impl fmt::Display for KeySequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, key) in self.keys().iter().enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            write!(f, "{key}")?;
        }
        Ok(())
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
    /// The middle button was pressed.
    MiddlePress,
    /// The right button was pressed.
    RightPress,
}

impl MouseKind {
    /// Returns the key by whose name a command is bound to the event.
    pub fn key(self) -> Option<Key> {
        let code = match self {
            Self::Press => KeyCode::LeftClick,
            Self::WheelDown => KeyCode::WheelDown,
            Self::WheelUp => KeyCode::WheelUp,
            Self::MiddlePress => KeyCode::MiddleClick,
            Self::RightPress => KeyCode::RightClick,
            Self::Drag | Self::Release => return None,
        };
        Some(Key::plain(code))
    }
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
    fn a_sequence_reads_back_and_has_beginnings() {
        let keys: KeySequence = "^W  g Space".parse().unwrap();
        assert_eq!(keys.to_string(), "^W g Space");
        let beginnings: Vec<String> = keys.beginnings().map(|keys| keys.to_string()).collect();
        assert_eq!(beginnings, ["^W", "^W g"]);
        assert!(keys.beginnings().all(|beginning| beginning.begins(&keys)));
        assert_eq!("^W g".parse::<KeySequence>().ok(), keys.beginnings().last());
        for wrong in ["", " ", "a b c d e", "a odd"] {
            assert!(wrong.parse::<KeySequence>().is_err(), "{wrong}");
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
