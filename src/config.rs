//! The configuration: what the file, the environment and the options set, and where each value comes from.
//!
//! A value is the option's, else the environment's (`NEWSREADER_THEME` and so on), else the file's, else the
//! default of [`SETTINGS`]. The command line passes the values of the last three to clap as defaults of its
//! options. A fault in the file or the environment costs the setting in which it is, and nothing else.

pub mod fault;
pub mod file;
pub mod preset;
mod text;
pub mod theme;

use crate::app::keymap::Keymap;
use crate::app::keymap::layout::KeyboardLayout;
use crate::app::settings::{SETTINGS, SettingRow};
use crate::paths;
use crate::words::ConfigFault;
use fault::LocatedFault;
use file::ConfigFile;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use theme::{AUTO, Themes};

/// The variable that names another file.
pub const VARIABLE: &str = "NEWSREADER_CONFIG";
/// The number of faults that a reader or a command reports; `config check` reports all.
const REPORTED: usize = 20;

/// What is in force.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Whether the user named the file.
    is_named: bool,
    /// The file.
    pub file: ConfigFile,
    /// The value of every setting, in the order of the table.
    pub values: Vec<SettingValue>,
    /// What is wrong with the file and with variables of the environment.
    pub faults: Vec<LocatedFault>,
}

/// The value of a setting.
#[derive(Clone, Debug)]
pub struct SettingValue {
    /// The setting.
    pub row: &'static SettingRow,
    /// The value as text.
    pub value: String,
    /// Where the value comes from.
    pub source: SettingSource,
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SettingSource {
    /// The table.
    Default,
    /// The file, in this line.
    File(usize),
    /// The setting's variable of the environment.
    Environment,
    /// An option.
    Option,
}

impl Config {
    /// Reads the file that `named` (the value of `--config`) or the environment names, else the user's own.
    pub fn load(named: Option<PathBuf>, environment: impl Fn(&str) -> Option<OsString>) -> Self {
        let variable = environment(VARIABLE).filter(|value| !value.is_empty());
        let named = named.or_else(|| variable.map(PathBuf::from));
        let is_named = named.is_some();
        Self::read(named.or_else(paths::config), is_named, environment)
    }

    /// Reads the same file again; what options set stays.
    #[must_use]
    pub fn again(&self, environment: impl Fn(&str) -> Option<OsString>) -> Self {
        let mut config = Self::read(self.file.path.clone(), self.is_named, environment);
        for value in &self.values {
            if value.source == SettingSource::Option {
                config.set_by_option(value.row.name, value.value.clone());
            }
        }
        config
    }

    fn read(
        path: Option<PathBuf>,
        is_named: bool,
        environment: impl Fn(&str) -> Option<OsString>,
    ) -> Self {
        let file = path.map(|path| ConfigFile::read(path, is_named));
        let set = |name: &str| environment(name).filter(|value| !value.is_empty());
        Self {
            is_named,
            ..Self::of(file.unwrap_or_default(), set)
        }
    }

    /// Returns the files of which it consists, there or not.
    pub fn files(&self) -> Vec<PathBuf> {
        let files = self.file.path.iter().chain(&self.file.named);
        files.cloned().collect()
    }

    /// Returns what is in force with a file and an environment.
    pub fn of(file: ConfigFile, set: impl Fn(&str) -> Option<OsString>) -> Self {
        let mut faults = file.faults.clone();
        let mut value_of = |row: &'static SettingRow| {
            let variable = row.variable();
            if let Some(value) = set(&variable).and_then(|value| value.into_string().ok()) {
                if row.accepts(&value) {
                    return (value, SettingSource::Environment);
                }
                faults.push(LocatedFault::whole(&variable, row.fault(&value)));
            }
            let in_file = file.values.iter().find(|value| value.name == row.name);
            in_file.map_or_else(
                || (row.default.to_owned(), SettingSource::Default),
                |found| (found.value.clone(), SettingSource::File(found.line)),
            )
        };
        let values = SETTINGS
            .iter()
            .map(|row| {
                let (value, source) = value_of(row);
                SettingValue { row, value, source }
            })
            .collect();
        let mut config = Self {
            is_named: false,
            file,
            values,
            faults,
        };
        config.check_theme();
        config
    }

    /// Returns where the themes of the user are.
    pub fn themes(&self) -> Themes {
        let folder = self.file.path.as_deref().and_then(Path::parent);
        Themes {
            folder: folder.map(Path::to_owned),
            own: self.file.theme.clone(),
        }
    }

    /// Notes what is wrong with the theme that is named; without a theme of this name the background chooses one.
    fn check_theme(&mut self) {
        let themes = self.themes();
        let Some(named) = self
            .values
            .iter_mut()
            .find(|named| named.row.name == "theme")
        else {
            return;
        };
        match themes.load(&named.value) {
            Ok(theme) => {
                for file in theme.files.into_iter().filter(|file| !file.is_of_table) {
                    self.file.named.push(PathBuf::from(file.origin));
                    self.faults.extend(file.faults);
                }
            }
            Err(fault) => {
                let variable = named.row.variable();
                let path = self.file.path.as_ref();
                let origin = path.map(|path| path.display().to_string());
                self.faults.push(match (named.source, origin) {
                    (SettingSource::File(line), Some(origin)) => {
                        LocatedFault::at(&origin, line, fault)
                    }
                    _ => LocatedFault::whole(&variable, fault),
                });
                (named.value, named.source) = (AUTO.to_owned(), SettingSource::Default);
            }
        }
    }

    /// Returns the value of the setting with this name.
    pub fn value(&self, name: &str) -> Option<&SettingValue> {
        self.values.iter().find(|value| value.row.name == name)
    }

    /// Returns the keymap: the preset and the keys of the file, and the keyboard that is set.
    pub fn keymap(&self) -> Keymap {
        let mut keymap = self.file.keymap();
        let keyboard = self.value("keyboard").map(|found| found.value.as_str());
        keymap.keyboard = keyboard.and_then(KeyboardLayout::named).unwrap_or_default();
        keymap
    }

    /// Notes that an option set the setting with this name.
    pub fn set_by_option(&mut self, name: &str, value: String) {
        let mut values = self.values.iter_mut();
        if let Some(found) = values.find(|value| value.row.name == name) {
            (found.value, found.source) = (value, SettingSource::Option);
        }
    }

    /// Returns the faults that a reader reports: the first ones, and how many more there are.
    pub fn reported(&self) -> Vec<LocatedFault> {
        let mut reported = self.faults.clone();
        let more = reported.len().saturating_sub(REPORTED);
        if more > 0 {
            reported.truncate(REPORTED);
            let path = self
                .file
                .path
                .as_ref()
                .map(|path| path.display().to_string());
            let more = ConfigFault::More(more);
            reported.push(LocatedFault::whole(&path.unwrap_or_default(), more));
        }
        reported
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loaded(text: &str, variables: &[(&str, &str)]) -> Config {
        let file = ConfigFile::parse(text, Path::new("config.toml"));
        Config::of(file, |name| {
            let found = variables.iter().find(|(variable, _)| *variable == name);
            found.map(|(_, value)| value.into())
        })
    }

    #[test]
    fn the_environment_beats_the_file_and_the_file_the_default() {
        let text = "theme = \"dark\"\nmeasure = 70\n";
        let config = loaded(text, &[("NEWSREADER_THEME", "light")]);
        let found = |name: &str| {
            let found = config.value(name).unwrap();
            (found.value.as_str(), found.source)
        };
        assert_eq!(found("theme"), ("light", SettingSource::Environment));
        assert_eq!(found("measure"), ("70", SettingSource::File(2)));
        assert_eq!(found("print"), ("auto", SettingSource::Default));
    }

    #[test]
    fn a_wrong_variable_is_named_and_leaves_the_file_in_force() {
        let config = loaded("measure = 70\n", &[("NEWSREADER_MEASURE", "wide")]);
        assert_eq!(config.value("measure").unwrap().value, "70");
        assert_eq!(config.faults.len(), 1);
    }

    #[test]
    fn a_thousand_faults_are_reported_in_few_lines() {
        let lines: Vec<String> = (0..1000).map(|n| format!("odd{n} = 1")).collect();
        let config = loaded(&lines.join("\n"), &[]);
        assert_eq!(config.faults.len(), 1000);
        assert_eq!(config.reported().len(), REPORTED + 1);
    }
}
