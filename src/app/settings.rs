//! The table of settings: the file, the environment, `config default`, `--help` and README's list come from it.

use super::row_template::{DEFAULT_ROW, RowTemplate};
use crate::text::nearest::nearest;
use crate::text::width::WidthProfile;
use crate::words::{ConfigExpected, ConfigFault, Language, SettingId};
use std::fmt;

/// A row of the table of settings.
#[derive(Clone, Copy, Debug)]
pub struct SettingRow {
    /// The name in the file; the option has the same name, with `--` before it.
    pub name: &'static str,
    /// Which values fit.
    pub kind: SettingKind,
    /// The default as text; the empty text leaves the choice to the program.
    pub default: &'static str,
    /// Which setting it is.
    pub id: SettingId,
    /// Whether a change takes effect while the program runs, rather than at its next start.
    pub is_live: bool,
}

/// The kind of a setting's value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SettingKind {
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A whole number between these two, or one of them.
    Number(u16, u16),
    /// `true` or `false`.
    Flag,
    /// Any text.
    Text,
    /// The path of a file.
    Path,
    /// The name of a profile of widths.
    Profile,
    /// The name of a theme.
    Theme,
    /// The template of a row of the list.
    Row,
}

const fn row(
    name: &'static str,
    kind: SettingKind,
    default: &'static str,
    id: SettingId,
) -> SettingRow {
    SettingRow {
        name,
        kind,
        default,
        id,
        is_live: true,
    }
}

/// The themes that come with the program.
pub const THEMES: [&str; 6] = ["auto", "dark", "light", "high-contrast", "paper", "none"];

/// Every setting, in the order of `config default`.
pub const SETTINGS: &[SettingRow] = &[
    row(
        "lang",
        SettingKind::Choice(&["auto", "hi", "en"]),
        "auto",
        SettingId::Lang,
    ),
    row("library", SettingKind::Path, "", SettingId::Library).at_start(),
    row("theme", SettingKind::Theme, "auto", SettingId::Theme),
    row(
        "measure",
        SettingKind::Number(20, 200),
        "66",
        SettingId::Measure,
    ),
    row(
        "print",
        SettingKind::Choice(&["auto", "off", "kitty", "sixel", "iterm2"]),
        "auto",
        SettingId::Print,
    ),
    row("font", SettingKind::Text, "", SettingId::Font).at_start(),
    row(
        "headlines",
        SettingKind::Choice(&["large", "plain"]),
        "large",
        SettingId::Headlines,
    ),
    row("justify", SettingKind::Flag, "false", SettingId::Justify),
    row("mouse", SettingKind::Flag, "true", SettingId::Mouse),
    row(
        "refresh",
        SettingKind::Number(0, 1440),
        "0",
        SettingId::Refresh,
    ),
    row("widths", SettingKind::Profile, "", SettingId::Widths).at_start(),
    row("dense", SettingKind::Flag, "false", SettingId::Dense).at_start(),
    row("row", SettingKind::Row, DEFAULT_ROW, SettingId::Row),
    row(
        "keyboard",
        SettingKind::Choice(&["inscript", "remington", "none"]),
        "inscript",
        SettingId::Keyboard,
    ),
    row(
        "log",
        SettingKind::Choice(&["off", "error", "warn", "info", "debug"]),
        "warn",
        SettingId::Log,
    ),
];

impl SettingRow {
    /// Returns the row of a setting that counts from the start of the program.
    const fn at_start(self) -> Self {
        Self {
            is_live: false,
            ..self
        }
    }

    /// Returns the row of the setting with this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|row| row.name == name)
    }

    /// Returns the variable of the environment that sets it, such as `NEWSREADER_THEME`.
    pub fn variable(&self) -> String {
        format!("NEWSREADER_{}", self.name.to_ascii_uppercase())
    }

    /// Returns whether a value, written as text, fits.
    pub fn accepts(&self, value: &str) -> bool {
        match self.kind {
            SettingKind::Choice(words) => words.contains(&value),
            SettingKind::Number(least, most) => value
                .parse()
                .is_ok_and(|number: u16| (least..=most).contains(&number)),
            SettingKind::Flag => ["true", "false"].contains(&value),
            SettingKind::Text | SettingKind::Path => !value.contains('\0'),
            SettingKind::Profile => value.is_empty() || WidthProfile::named(value).is_some(),
            SettingKind::Row => RowTemplate::parse(value).is_ok(),
            // Whether there is such a theme, only the shell knows.
            SettingKind::Theme => !value.is_empty() && !value.contains(char::is_control),
        }
    }

    /// Returns which values fit, as an error states it.
    pub fn expected(&self) -> ConfigExpected {
        match self.kind {
            SettingKind::Choice(words) => ConfigExpected::OneOf(words.join(", ")),
            SettingKind::Number(least, most) => ConfigExpected::Number(least, most),
            SettingKind::Flag => ConfigExpected::OneOf("true, false".to_owned()),
            SettingKind::Text | SettingKind::Path | SettingKind::Row => ConfigExpected::Text,
            SettingKind::Profile => ConfigExpected::OneOf(WidthProfile::names().join(", ")),
            SettingKind::Theme => ConfigExpected::Theme(THEMES.join(", ")),
        }
    }

    /// Returns the fitting value that is most like a wrong one.
    pub fn nearest_value(&self, wrong: &str) -> Option<&'static str> {
        match self.kind {
            SettingKind::Choice(words) => nearest(wrong, words.iter().copied()),
            SettingKind::Flag => nearest(wrong, ["true", "false"].into_iter()),
            SettingKind::Profile => nearest(wrong, WidthProfile::names().into_iter()),
            SettingKind::Theme => nearest(wrong, THEMES.into_iter()),
            SettingKind::Number(..) | SettingKind::Text | SettingKind::Path | SettingKind::Row => {
                None
            }
        }
    }

    /// Returns what is wrong with a value that does not fit.
    pub fn fault(&self, value: &str) -> ConfigFault {
        if let (SettingKind::Row, Err(fault)) = (self.kind, RowTemplate::parse(value)) {
            return ConfigFault::Row(fault);
        }
        ConfigFault::UnfitValue {
            name: self.name.to_owned(),
            value: value.to_owned(),
            expected: self.expected(),
            nearest: self.nearest_value(value).map(str::to_owned),
        }
    }

    /// Returns a value as TOML writes it.
    pub fn in_toml<'a>(&self, value: &'a str) -> TomlText<'a> {
        match self.kind {
            SettingKind::Number(..) | SettingKind::Flag => TomlText::Bare(value),
            SettingKind::Choice(_)
            | SettingKind::Text
            | SettingKind::Path
            | SettingKind::Profile
            | SettingKind::Theme
            | SettingKind::Row => TomlText::Quoted(value),
        }
    }
}

/// The values of all settings in force.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SettingValues {
    /// A value for each row of the table, in its order.
    values: Vec<String>,
    /// The language of the locale, which `auto` means.
    pub locale: Language,
}

impl SettingValues {
    /// Returns these values; a setting without one has its default.
    pub fn new<'a>(values: impl Iterator<Item = (&'a str, &'a str)>, locale: Language) -> Self {
        let mut all = Self {
            locale,
            ..Self::default()
        };
        for (name, value) in values {
            all.set(name, value.to_owned());
        }
        all
    }

    /// Returns the value of the setting with this name.
    pub fn value(&self, name: &str) -> &str {
        let index = SETTINGS.iter().position(|row| row.name == name);
        let value = index.and_then(|index| self.values.get(index));
        value.map_or("", String::as_str)
    }

    /// Gives a setting a value.
    pub fn set(&mut self, name: &str, value: String) {
        let index = SETTINGS.iter().position(|row| row.name == name);
        if let Some(place) = index.and_then(|index| self.values.get_mut(index)) {
            *place = value;
        }
    }
}

impl Default for SettingValues {
    fn default() -> Self {
        Self {
            values: SETTINGS.iter().map(|row| row.default.to_owned()).collect(),
            locale: Language::English,
        }
    }
}

/// A value that displays as TOML writes it.
#[derive(Clone, Copy, Debug)]
pub enum TomlText<'a> {
    /// A number, `true` or `false`.
    Bare(&'a str),
    /// A string.
    Quoted(&'a str),
}

impl fmt::Display for TomlText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bare(value) => f.write_str(value),
            // Signs that would be escaped stay as they are between single quotes.
            Self::Quoted(value) if value.contains('\\') && !value.contains(is_unfit) => {
                write!(f, "'{value}'")
            }
            Self::Quoted(value) => {
                f.write_str("\"")?;
                for letter in value.chars() {
                    match letter {
                        '"' | '\\' => write!(f, "\\{letter}")?,
                        letter if letter.is_control() => {
                            write!(f, "\\u{:04X}", u32::from(letter))?;
                        }
                        letter => write!(f, "{letter}")?,
                    }
                }
                f.write_str("\"")
            }
        }
    }
}

/// Whether a letter cannot stand between single quotes.
fn is_unfit(letter: char) -> bool {
    letter == '\'' || letter.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_fits_and_every_name_is_there_once() {
        for row in SETTINGS {
            assert!(row.accepts(row.default), "{}", row.name);
            let same = SETTINGS.iter().filter(|other| other.name == row.name);
            assert_eq!(same.count(), 1, "{}", row.name);
        }
    }

    #[test]
    fn what_is_written_as_toml_reads_back() {
        for odd in ["a\"b\\c\nहि\u{1}", "{a}\\n{b}", "it's \\n", DEFAULT_ROW] {
            let text = format!("font = {}", TomlText::Quoted(odd));
            let table: toml::Table = text.parse().unwrap();
            assert_eq!(table["font"].as_str(), Some(odd), "{text}");
        }
    }
}
