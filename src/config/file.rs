//! Reads the file: the settings and key bindings that can be used, and what is wrong with the rest.

mod accounts;
mod keys;

use super::fault::{Lines, LocatedFault};
use super::text::{read_text, shortened};
use super::theme::OWN;
use super::theme::theme_file::ThemeFile;
use crate::app::keymap::{KeyBinding, Keymap};
use crate::app::settings::{SETTINGS, SettingKind, SettingRow};
use crate::key::KeySequence;
use crate::text::nearest::nearest;
use crate::words::{ConfigFault, KeyTable};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The length in bytes beyond which a file is not read: far more than any person writes.
const LONGEST: usize = 1 << 20;
/// The number of faults after which no nearest name is looked for.
const MOST_SLIPS: usize = 100;
/// The table of keys.
const KEYS: &str = "keys";
/// The setting, or the table, of the theme.
const THEME: &str = "theme";

/// The table of accounts.
const ACCOUNTS: &str = "accounts";

/// What a file says.
#[derive(Clone, Debug, Default)]
pub struct ConfigFile {
    /// The path, if there is a place for the file.
    pub path: Option<PathBuf>,
    /// The files that it names, such as a preset.
    pub named: Vec<PathBuf>,
    /// Whether the file is there.
    pub is_there: bool,
    /// The values that fit.
    pub values: Vec<FileValue>,
    /// The name of the preset, and its line.
    pub preset_name: Option<(String, usize)>,
    /// The keys of the preset that it names.
    pub preset: Vec<KeyBinding>,
    /// The keys that are bound anew, or unbound.
    pub keys: Vec<FileKey>,
    /// The commands that print the passwords of accounts, by the accounts' names.
    pub passwords: HashMap<String, Vec<String>>,
    /// The theme of its own.
    pub theme: Option<ThemeFile>,
    /// What is wrong with the rest, in the order of lines.
    pub faults: Vec<LocatedFault>,
}

/// A value that a file gives to a setting.
#[derive(Clone, Debug)]
pub struct FileValue {
    /// The name of the setting.
    pub name: &'static str,
    /// The value as text; a path is complete.
    pub value: String,
    /// The line, from 1.
    pub line: usize,
}

/// A key that a file binds or unbinds.
#[derive(Clone, Debug)]
pub struct FileKey {
    /// The keys and their commands; none if they are unbound.
    pub binding: KeyBinding,
    /// The line, from 1.
    pub line: usize,
}

impl ConfigFile {
    /// Reads the file at `path`. That it is missing is a fault only if the user named it.
    pub fn read(path: PathBuf, is_named: bool) -> Self {
        Self::read_layer(path, is_named, false)
    }

    fn read_layer(path: PathBuf, is_named: bool, is_preset: bool) -> Self {
        let origin = path.display().to_string();
        let mut file = match read_text(&path, LONGEST) {
            Err(ConfigFault::NotThere) => {
                let faults = is_named.then(|| LocatedFault::whole(&origin, ConfigFault::NotThere));
                return Self {
                    path: Some(path),
                    faults: faults.into_iter().collect(),
                    ..Self::default()
                };
            }
            Err(fault) => Self::faulty(LocatedFault::whole(&origin, fault)),
            Ok(text) => Self::parse_layer(&text, &path, is_preset),
        };
        (file.path, file.is_there) = (Some(path), true);
        file
    }

    fn faulty(fault: LocatedFault) -> Self {
        Self {
            faults: vec![fault],
            ..Self::default()
        }
    }

    /// Returns the keymap with the keys of the file.
    pub fn keymap(&self) -> Keymap {
        let keys: Vec<KeyBinding> = self.keys.iter().map(|key| key.binding.clone()).collect();
        Keymap::default().with_preset(&self.preset).with(&keys)
    }

    /// Parses the text of the file at `path`.
    pub fn parse(text: &str, path: &Path) -> Self {
        Self::parse_layer(text, path, false)
    }

    /// Parses a configuration, or a preset, which has only keys and names no other preset.
    fn parse_layer(text: &str, path: &Path, is_preset: bool) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut reading = Reading {
            text,
            path,
            lines: Lines::of(text),
            is_preset,
            bound: HashMap::new(),
            begun: HashMap::new(),
            file: Self::default(),
        };
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            let why = error.message().lines().collect::<Vec<_>>().join(", ");
            reading.fault(at, ConfigFault::NotToml(why));
        }
        for (name, value) in table.get_ref() {
            let at = name.span().start;
            match (name.get_ref().as_ref(), value.get_ref().as_table()) {
                (KEYS, Some(keys)) => reading.keys(keys, at),
                (name, _) if is_preset => {
                    let fault = ConfigFault::NotInPreset(shortened(name));
                    reading.fault(at, fault);
                }
                (ACCOUNTS, Some(accounts)) => reading.accounts(accounts),
                (THEME, Some(looks)) => reading.theme(looks, at),
                (name, _) => reading.setting(name, at, value),
            }
        }
        reading.file.faults.sort_by_key(LocatedFault::line);
        reading.file
    }
}

/// A file that is being read.
struct Reading<'a> {
    text: &'a str,
    path: &'a Path,
    lines: Lines,
    /// Whether the file is a preset.
    is_preset: bool,
    /// The keys so far, with their lines.
    bound: HashMap<(KeyTable, KeySequence), usize>,
    /// The beginnings of the sequences so far, with one of the sequences and its line.
    begun: HashMap<(KeyTable, KeySequence), (KeySequence, usize)>,
    file: ConfigFile,
}

impl Reading<'_> {
    fn fault(&mut self, at: usize, what: ConfigFault) {
        let line = self.lines.at(at);
        let origin = self.path.display().to_string();
        let fault = LocatedFault::at(&origin, line, what);
        self.file.faults.push(fault);
    }

    /// Returns the nearest name; `None` after many faults, whose file is no slip of the fingers.
    fn nearest(&self, name: &str, names: impl Iterator<Item = &'static str>) -> Option<String> {
        let is_slip = self.file.faults.len() < MOST_SLIPS;
        let near = is_slip.then(|| nearest(name, names)).flatten();
        near.map(str::to_owned)
    }

    /// Reads the table of a theme, which is then the one in force.
    fn theme(&mut self, looks: &DeTable<'_>, at: usize) {
        let line = self.lines.at(at);
        let origin = self.path.display().to_string();
        let mut file = ThemeFile::of_table(looks, (self.text, &self.lines), &origin);
        self.file.faults.append(&mut file.faults);
        file.is_of_table = true;
        self.file.theme = Some(file);
        self.file.values.push(FileValue {
            name: THEME,
            value: OWN.to_owned(),
            line,
        });
    }

    fn setting(&mut self, name: &str, at: usize, value: &Spanned<DeValue<'_>>) {
        let Some(row) = SettingRow::named(name) else {
            let near = self.nearest(name, SETTINGS.iter().map(|row| row.name));
            let fault = ConfigFault::UnknownSetting(shortened(name), near);
            self.fault(at, fault);
            return;
        };
        let written = value_of(value.get_ref(), row.kind).filter(|value| row.accepts(value));
        match written {
            Some(value) => {
                let line = self.lines.at(at);
                self.file.values.push(FileValue {
                    name: row.name,
                    value: self.completed(row.kind, value),
                    line,
                });
            }
            None => {
                if let (SettingKind::Row, Some(template)) = (row.kind, value.get_ref().as_str()) {
                    self.fault(at, row.fault(template));
                    return;
                }
                let written = self.text.get(value.span()).unwrap_or_default();
                let choice = row.nearest_value(written.trim_matches(['"', '\'']));
                let fault = ConfigFault::UnfitValue {
                    name: row.name.to_owned(),
                    value: shortened(written),
                    expected: row.expected(),
                    nearest: choice.map(str::to_owned),
                };
                self.fault(at, fault);
            }
        }
    }

    /// Returns a path relative to the home folder or to the folder of the file as a whole path.
    fn completed(&self, kind: SettingKind, value: String) -> String {
        if kind != SettingKind::Path || value.is_empty() {
            return value;
        }
        let whole = match value.strip_prefix("~/") {
            Some(below) => crate::paths::home().map(|home| home.join(below)),
            None => self.path.parent().map(|folder| folder.join(&value)),
        };
        whole.map_or(value, |path| path.to_string_lossy().into_owned())
    }
}

/// Returns a value as text, if it is of the type that the kind has in TOML.
fn value_of(value: &DeValue<'_>, kind: SettingKind) -> Option<String> {
    match kind {
        SettingKind::Choice(_)
        | SettingKind::Text
        | SettingKind::Path
        | SettingKind::Profile
        | SettingKind::Theme
        | SettingKind::Row => value.as_str().map(str::to_owned),
        SettingKind::Flag => value.as_bool().map(|is_set| is_set.to_string()),
        SettingKind::Number(..) => {
            let number = value.as_integer()?;
            let number = i64::from_str_radix(number.as_str(), number.radix()).ok()?;
            Some(number.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::call::Call;
    use crate::config::text::QUOTED;
    use crate::words::{ConfigExpected, Language};

    fn parsed(text: &str) -> ConfigFile {
        ConfigFile::parse(text, Path::new("/there/config.toml"))
    }

    fn said(file: &ConfigFile) -> Vec<String> {
        let faults = file.faults.iter();
        faults.map(|fault| fault.say(Language::English)).collect()
    }

    #[test]
    fn values_come_with_their_lines() {
        let file = parsed("# mine\nmeasure = 0x46\n\ntheme = 'dark'\nmouse = false\n");
        assert!(file.faults.is_empty(), "{:?}", file.faults);
        let mut values: Vec<(usize, &str, &str)> = file
            .values
            .iter()
            .map(|value| (value.line, value.name, value.value.as_str()))
            .collect();
        values.sort_unstable();
        let expected = [
            (2, "measure", "70"),
            (4, "theme", "dark"),
            (5, "mouse", "false"),
        ];
        assert_eq!(values, expected);
    }

    #[test]
    fn a_wrong_line_is_named_and_costs_nothing_else() {
        let file = parsed(
            "mesure = 70\nheadlines = \"plian\"\nmouse = \"yes\"\nmeasure = 7\nlang = \"hi\"\n",
        );
        let expected = [
            "/there/config.toml:1: mesure: no such setting; did you mean measure?",
            "/there/config.toml:2: headlines: \"plian\" does not fit; expected one of: large, plain; did you mean plain?",
            "/there/config.toml:3: mouse: \"yes\" does not fit; expected one of: true, false",
            "/there/config.toml:4: measure: 7 does not fit; expected a number from 20 to 200, without quotes",
        ];
        assert_eq!(said(&file), expected);
        assert_eq!(file.values.len(), 1);
    }

    #[test]
    fn a_line_that_is_not_toml_does_not_take_the_others_away() {
        let file = parsed("lang = \"hi\"\ntheme = = dark\nmeasure = 80\n");
        assert!(!file.faults.is_empty());
        assert!(file.faults.iter().all(|fault| fault.line() == Some(2)));
        let names: Vec<&str> = file.values.iter().map(|value| value.name).collect();
        assert!(
            names.contains(&"lang") && names.contains(&"measure"),
            "{names:?}"
        );
    }

    #[test]
    fn keys_are_bound_and_unbound_by_the_names_of_commands() {
        let file = parsed("[keys]\n\"^N\" = \"down\"\ns = \"none\"\n");
        assert!(file.faults.is_empty(), "{:?}", file.faults);
        let keymap = file.keymap();
        let down = Call::parse("down").unwrap().command;
        assert_eq!(keymap.command("^N".parse().unwrap()), Some(down));
        assert_eq!(keymap.first(down), "^N");
        assert_eq!(keymap.command(crate::key::Key::char('s')), None);
    }

    #[test]
    fn a_wrong_key_is_named_and_costs_no_other() {
        let text = "[keys]\nx1 = \"down\"\na = \"dwon\"\nb = 7\n\"^D\" = \"top\"\n\"Ctrl-d\" = \"up\"\nz = \"star\"\n";
        let file = parsed(text);
        let lines: Vec<Option<usize>> = file.faults.iter().map(LocatedFault::line).collect();
        assert_eq!(lines, [Some(2), Some(3), Some(4), Some(6)]);
        assert!(said(&file)[1].contains("did you mean down?"));
        assert!(said(&file)[3].contains("also in line 5"));
        assert_eq!(file.keys.len(), 2);
    }

    #[test]
    fn sequences_macros_and_panes_are_read_and_their_conflicts_named() {
        let file = parsed(concat!(
            "[keys]\n\"g g\" = \"top\"\n\", b\" = [\"open\", \"next-unread\"]\n",
            "g = \"star\"\n\", b x\" = \"star\"\n\", m\" = [\", m\", \"star\"]\n\", e\" = []\n",
            "[keys.list]\ng = \"star\"\n[keys.dialog]\nz = \"star\"\n[keys.lits]\ng = \"star\"\n",
        ));
        let expected = [
            "/there/config.toml:4: g: \"g g\" in line 2 begins with the same keys, so only one of the two can be reached; that one counts",
            "/there/config.toml:5: , b x: \", b\" in line 3 begins with the same keys, so only one of the two can be reached; that one counts",
            "/there/config.toml:6: ,: no such command; all names: newsreader config default",
            "/there/config.toml:7: []: no such command; all names: newsreader config default",
            "/there/config.toml:11: star does nothing in a dialog",
            "/there/config.toml:12: keys.lits: no such table of keys; did you mean list?",
        ];
        assert_eq!(said(&file), expected);
        assert_eq!(file.keys.len(), 3);
    }

    #[test]
    fn a_macro_is_bounded_and_no_command_calls_a_key() {
        let steps = vec!["\"down\""; 33].join(", ");
        let file = parsed(&format!("[keys]\nz = [{steps}]\n"));
        assert_eq!(file.faults[0].what, ConfigFault::LongMacro(33, 32));
        let file = parsed("[keys]\nz = [\"z\"]\n");
        assert!(
            matches!(&file.faults[0].what, ConfigFault::UnknownCommand(name, _) if name == "z")
        );
    }

    #[test]
    fn a_preset_lies_below_the_keys_of_the_file() {
        let file = parsed("[keys]\npreset = \"vim\"\n\"Z Z\" = \"star\"\n");
        assert!(file.faults.is_empty(), "{:?}", file.faults);
        let keymap = file.keymap();
        let top = Call::parse("top").unwrap().command;
        let tops: Vec<String> = keymap.keys_of(top).map(|keys| keys.to_string()).collect();
        assert_eq!(tops, ["Home", "g g"]);
        let star = Call::parse("star").unwrap().command;
        assert_eq!(keymap.first(star), "Z Z");
        let file = parsed("[keys]\npreset = \"vmi\"\nz = \"star\"\n");
        assert!(
            said(&file)[0].contains("did you mean vim?"),
            "{:?}",
            said(&file)
        );
        assert_eq!(file.keys.len(), 1);
    }

    #[test]
    fn a_preset_may_be_a_file_and_its_faults_are_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let mine = "measure = 70\n[keys]\npreset = \"vim\"\nz = \"star\"\n";
        std::fs::write(folder.path().join("mine.toml"), mine).unwrap();
        let config = folder.path().join("config.toml");
        let file = ConfigFile::parse("[keys]\npreset = \"mine.toml\"\n", &config);
        let said = said(&file);
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said.iter().all(|line| line.contains("mine.toml:")));
        assert_eq!(
            file.keymap().command(crate::key::Key::char('z')),
            Some(Call::parse("star").unwrap().command)
        );
    }

    #[test]
    fn keys_without_a_way_to_the_help_are_left_out() {
        let file = parsed("[keys]\n\"?\" = \"down\"\nz = \"star\"\n");
        assert_eq!(file.faults.len(), 1);
        assert_eq!(file.faults[0].what, ConfigFault::UnsafeKeys);
        assert_eq!(file.keymap(), Keymap::default());
    }

    #[test]
    fn a_path_is_relative_to_the_file() {
        let file = parsed("library = \"mine.db\"\n");
        assert_eq!(file.values[0].value, "/there/mine.db");
    }

    #[test]
    fn a_long_a_binary_and_a_forbidden_file_each_give_one_sentence() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            ConfigFile::read(path, true).faults
        };
        let long = write("long", &b"# comment\n".repeat(1 << 20));
        assert_eq!(long.len(), 1);
        assert_eq!(long[0].what, ConfigFault::TooLong(LONGEST));
        let binary = write("binary", &[0x7f, b'E', b'L', b'F', 0xff, 0, 1]);
        assert_eq!(binary.len(), 1);
        assert_eq!(binary[0].what, ConfigFault::NotUtf8);
        let folder = ConfigFile::read(folder.path().to_owned(), true);
        assert!(matches!(folder.faults[0].what, ConfigFault::NotRead(_)));
    }

    #[test]
    fn a_wrong_type_is_quoted_shortened() {
        let file = parsed(&format!("measure = \"{}\"\n", "x".repeat(500)));
        let ConfigFault::UnfitValue {
            value, expected, ..
        } = &file.faults[0].what
        else {
            panic!("{:?}", file.faults);
        };
        assert!(value.ends_with('…') && value.chars().count() == QUOTED + 1);
        assert_eq!(*expected, ConfigExpected::Number(20, 200));
    }
}
