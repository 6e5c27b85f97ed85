//! Reads a theme in TOML: a file of its own, or the table `[theme]` of the configuration.

use crate::config::fault::{Lines, LocatedFault};
use crate::config::text::shortened;
use crate::text::nearest::nearest;
use crate::ui::theme::look::LOOKS;
use crate::ui::theme::{Look, ThemeLayer};
use crate::words::{ConfigExpected, ConfigFault, ThemeFault};
use ratatui::style::{Color, Modifier, Style};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The attributes of a look that are set or not.
const MODIFIERS: [(&str, Modifier); 6] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underline", Modifier::UNDERLINED),
    ("reverse", Modifier::REVERSED),
    ("strike", Modifier::CROSSED_OUT),
];
/// The names of the first eight colours of the palette; the next eight are `bright-…`.
const NAMES: [&str; 8] = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
];

/// What a file says of a theme, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct ThemeFile {
    /// The path of the file.
    pub origin: String,
    /// Whether it is the table of a configuration, which has its own faults.
    pub is_of_table: bool,
    /// The name of the theme below it.
    pub base: Option<String>,
    /// The looks.
    pub layer: ThemeLayer,
    /// The line of each look.
    pub lines: Vec<(Look, usize)>,
    /// What is wrong with the rest.
    pub faults: Vec<LocatedFault>,
}

impl ThemeFile {
    /// Returns a file that cannot be used at all.
    pub(super) fn faulty(origin: &str, fault: ConfigFault) -> Self {
        Self {
            origin: origin.to_owned(),
            faults: vec![LocatedFault::whole(origin, fault)],
            ..Self::default()
        }
    }

    /// Parses the text of a file.
    pub fn parse(text: &str, origin: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let (table, errors) = DeTable::parse_recoverable(text);
        let lines = Lines::of(text);
        let mut file = Self::of_table(table.get_ref(), (text, &lines), origin);
        for error in errors {
            let line = lines.at(error.span().map_or(0, |span| span.start));
            let why = error.message().lines().collect::<Vec<_>>().join(", ");
            let fault = ConfigFault::NotToml(why);
            file.faults.push(LocatedFault::at(origin, line, fault));
        }
        file.faults.sort_by_key(LocatedFault::line);
        file
    }

    /// Reads a table of a text.
    pub fn of_table(table: &DeTable<'_>, (text, lines): (&str, &Lines), origin: &str) -> Self {
        let origin = origin.to_owned();
        let mut reading = ThemeReading {
            text,
            file: Self {
                origin,
                ..Self::default()
            },
        };
        let mut rows: Vec<_> = table.iter().collect();
        rows.sort_by_key(|(name, _)| name.span().start);
        for (name, value) in rows {
            let line = lines.at(name.span().start);
            if let Err(fault) = reading.row(name.get_ref(), value, line) {
                let fault = LocatedFault::at(&reading.file.origin, line, fault);
                reading.file.faults.push(fault);
            }
        }
        reading.file
    }
}

struct ThemeReading<'a> {
    text: &'a str,
    file: ThemeFile,
}

impl ThemeReading<'_> {
    fn row(
        &mut self,
        name: &str,
        value: &Spanned<DeValue<'_>>,
        line: usize,
    ) -> Result<(), ConfigFault> {
        let word = value.get_ref().as_str();
        match (name, word) {
            ("base", Some(base)) => self.file.base = Some(base.to_owned()),
            ("background", Some("dark")) => self.file.layer.is_light = Some(false),
            ("background", Some("light")) => self.file.layer.is_light = Some(true),
            ("background", Some("either")) => self.file.layer.is_light = None,
            ("background", _) => return Err(self.unfit(name, value, "dark, light, either")),
            ("base", _) => return Err(self.unfit(name, value, "dark, light, paper, …")),
            _ => {
                let look = Look::named(name).ok_or_else(|| {
                    let names = LOOKS.iter().map(|row| row.name);
                    let near = nearest(name, names.chain(["base", "background"]));
                    ConfigFault::Theme(ThemeFault::UnknownLook(
                        shortened(name),
                        near.map(str::to_owned),
                    ))
                })?;
                let style = self.style(name, value)?;
                self.file.layer.styles.push((look, style));
                self.file.lines.push((look, line));
            }
        }
        Ok(())
    }

    fn unfit(&self, name: &str, value: &Spanned<DeValue<'_>>, words: &str) -> ConfigFault {
        let written = self.text.get(value.span()).unwrap_or_default();
        ConfigFault::UnfitValue {
            name: name.to_owned(),
            value: shortened(written),
            expected: ConfigExpected::OneOf(words.to_owned()),
            nearest: None,
        }
    }

    /// Returns the style that a value says: a colour, or a table of colours and attributes.
    fn style(&self, look: &str, value: &Spanned<DeValue<'_>>) -> Result<Style, ConfigFault> {
        let Some(table) = value.get_ref().as_table() else {
            return Ok(Style::new().fg(self.colour(look, value)?));
        };
        let mut style = Style::new();
        for (name, value) in table {
            let whole = || format!("{look}.{}", shortened(name.get_ref()));
            let modifier = MODIFIERS.iter().find(|(known, _)| known == name.get_ref());
            style = match (name.get_ref().as_ref(), modifier) {
                ("fg", _) => style.fg(self.colour(&whole(), value)?),
                ("bg", _) => style.bg(self.colour(&whole(), value)?),
                (_, Some((_, modifier))) => match value.get_ref().as_bool() {
                    Some(true) => style.add_modifier(*modifier),
                    Some(false) => style.remove_modifier(*modifier),
                    None => return Err(self.unfit(&whole(), value, "true, false")),
                },
                (name, None) => {
                    let names = MODIFIERS.iter().map(|(name, _)| *name);
                    let near = nearest(name, names.chain(["fg", "bg"]));
                    return Err(ConfigFault::Theme(ThemeFault::UnknownAttribute(
                        whole(),
                        near.map(str::to_owned),
                    )));
                }
            };
        }
        Ok(style)
    }

    fn colour(&self, name: &str, value: &Spanned<DeValue<'_>>) -> Result<Color, ConfigFault> {
        let written = self.text.get(value.span()).unwrap_or_default();
        let word = value.get_ref().as_str();
        let number = value.get_ref().as_integer().map(|_| written);
        let colour = word.or(number).and_then(colour_of);
        colour.ok_or_else(|| {
            ConfigFault::Theme(ThemeFault::NotColour(name.to_owned(), shortened(written)))
        })
    }
}

/// Returns the colour that a word names: `#rrggbb`, `#rgb`, a number of the palette, a name, `default`.
fn colour_of(word: &str) -> Option<Color> {
    if let Some(digits) = word.strip_prefix('#') {
        return hexadecimal(digits);
    }
    if let Ok(index) = word.parse() {
        return Some(Color::Indexed(index));
    }
    let (name, bright) = match word.strip_prefix("bright-") {
        Some(name) => (name, 8),
        None => (word, 0),
    };
    match name {
        "default" if bright == 0 => Some(Color::Reset),
        "grey" | "gray" if bright == 0 => Some(Color::Indexed(8)),
        _ => {
            let index = NAMES.iter().position(|known| *known == name)?;
            Some(Color::Indexed(index as u8 + bright))
        }
    }
}

/// Returns the colour of three or six hexadecimal digits.
pub(super) fn hexadecimal(digits: &str) -> Option<Color> {
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let number = u32::from_str_radix(digits, 16).ok()?;
    match digits.len() {
        3 => {
            let part = |shift: u32| (number >> shift & 0xf) as u8 * 0x11;
            Some(Color::Rgb(part(8), part(4), part(0)))
        }
        6 => Some(Color::from_u32(number)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn colours_are_written_in_several_ways() {
        for (word, expected) in [
            ("#ff8000", Some(Color::Rgb(255, 128, 0))),
            ("#f80", Some(Color::Rgb(255, 136, 0))),
            ("215", Some(Color::Indexed(215))),
            ("256", None),
            ("red", Some(Color::Indexed(1))),
            ("bright-white", Some(Color::Indexed(15))),
            ("grey", Some(Color::Indexed(8))),
            ("default", Some(Color::Reset)),
            ("#ff80", None),
            ("#+12345", None),
            ("", None),
            ("bright-grey", None),
        ] {
            assert_eq!(colour_of(word), expected, "{word}");
        }
    }

    #[test]
    fn a_look_is_a_colour_or_a_table() {
        let file = ThemeFile::parse(
            "background = 'light'\nlink = 25\ntext = { fg = '#332211', bg = 'white' }\n[unread]\nbold = false\nitalic = true\n",
            "mine",
        );
        assert!(file.faults.is_empty(), "{:?}", file.faults);
        assert_eq!(file.layer.is_light, Some(true));
        let white = Color::Indexed(7);
        let page = Style::new().fg(Color::Rgb(0x33, 0x22, 0x11)).bg(white);
        let expected = [
            (Look::Link, Style::new().fg(Color::Indexed(25))),
            (Look::Plain, page),
            (Look::Unread, Style::new().not_bold().italic()),
        ];
        assert_eq!(file.layer.styles, expected);
        let lines: Vec<usize> = file.lines.iter().map(|(_, line)| *line).collect();
        assert_eq!(lines, [2, 3, 4]);
    }

    #[test]
    fn what_is_wrong_is_named_and_the_rest_counts() {
        let file = ThemeFile::parse(
            "linc = 25\nlink = 'rde'\nkey = { bolt = true }\nerror = { bold = 1 }\nbackground = 'blue'\nbase = 7\nhit = = 3\nunread = 'red'\n",
            "mine.toml",
        );
        let said: Vec<String> = file
            .faults
            .iter()
            .map(|fault| fault.say(Language::English))
            .collect();
        let colours =
            "expected a colour: \"#rrggbb\", 0 to 255, red or bright-red and so on, or default";
        let expected = [
            "mine.toml:1: linc: a theme has no such role; did you mean link?".to_owned(),
            format!("mine.toml:2: link: 'rde' does not fit; {colours}"),
            "mine.toml:3: key.bolt: a role has no such attribute; did you mean bold?".to_owned(),
            "mine.toml:4: error.bold: 1 does not fit; expected one of: true, false".to_owned(),
            "mine.toml:5: background: 'blue' does not fit; expected one of: dark, light, either"
                .to_owned(),
        ];
        assert_eq!(said[..5], expected);
        assert!(
            said.iter().any(|line| line.contains(":7: not TOML")),
            "{said:?}"
        );
        let kept = file.layer.styles.iter().map(|(look, _)| *look);
        assert!(kept.collect::<Vec<_>>().contains(&Look::Unread));
    }
}
