//! `newsreader config`: what is in force, the whole file, its faults, an editor.

use super::output::put;
use super::{json, output, report};
use crate::app::call::Call;
use crate::app::keymap::table::bindings;
use crate::app::settings::{SETTINGS, SettingKind, SettingRow, THEMES, TomlText};
use crate::config::file::{ConfigFile, FileKey};
use crate::config::{Config, SettingSource, SettingValue};
use crate::print::Rgb;
use crate::ui::theme::look::LOOKS;
use crate::words::{ConfigFault, ConfigWord, KeyTable, Language, Shell, ThemeFault};
use anyhow::{Context as _, Result, bail};
use clap::parser::ValueSource;
use clap::{ArgMatches, Subcommand};
use serde::Serialize;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Print what is in force, and where each value comes from
    Show {
        /// Print one JSON object per line
        #[arg(long)]
        json: bool,
    },
    /// Print the whole file with every setting, each line commented out
    Default,
    /// Report what is wrong with a file
    Check {
        /// The file; by default your own
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
    /// Open your file in $VISUAL or $EDITOR, then check it
    Edit,
}

/// Runs the command.
pub(super) fn perform(
    command: &ConfigCommand,
    config: &Config,
    language: Language,
) -> Result<ExitCode> {
    let printed = |text: &str| output::line(text).context(Shell::StandardOutput.say(language));
    match command {
        ConfigCommand::Show { json: true } => {
            tell_faults(config, language);
            for value in &config.values {
                json::print_line(&ShownSetting::of(value, config))
                    .context(Shell::StandardOutput.say(language))?;
            }
            if let Some((name, line)) = &config.file.preset_name {
                json::print_line(&json!({
                    "preset": name,
                    "source": "file",
                    "file": config.file.path,
                    "line": line,
                }))
                .context(Shell::StandardOutput.say(language))?;
            }
            for key in &config.file.keys {
                json::print_line(&shown_key(key, config))
                    .context(Shell::StandardOutput.say(language))?;
            }
        }
        ConfigCommand::Show { json: false } => {
            tell_faults(config, language);
            printed(shown(config, language).trim_end())?;
        }
        ConfigCommand::Default => printed(default_file(language).trim_end())?,
        ConfigCommand::Check { file } => return check(file.as_deref(), config, language),
        ConfigCommand::Edit => return edit(config, language),
    }
    Ok(ExitCode::SUCCESS)
}

/// Notes in the configuration which settings the command line has set.
pub(super) fn note_options(config: &mut Config, matches: &ArgMatches) {
    for row in SETTINGS {
        if matches.value_source(row.name) == Some(ValueSource::CommandLine)
            && let Some(raw) = matches.get_raw(row.name).and_then(Iterator::last)
        {
            config.set_by_option(row.name, raw.to_string_lossy().into_owned());
        }
    }
    if matches.get_flag("no_mouse") {
        config.set_by_option("mouse", false.to_string());
    }
}

/// Prints the first fault on standard error, and how many more there are.
pub(super) fn tell_faults(config: &Config, language: Language) {
    if let Some((first, more)) = config.faults.split_first() {
        report::say(&format!("newsreader: {}", first.say(language)));
        if !more.is_empty() {
            let more = ConfigFault::More(more.len()).say(language);
            report::say(&format!("newsreader: {more}"));
        }
    }
}

/// A setting as `config show --json` prints it.
#[derive(Serialize)]
struct ShownSetting<'a> {
    setting: &'static str,
    value: Value,
    default: Value,
    source: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a Path>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
}

impl<'a> ShownSetting<'a> {
    fn of(value: &SettingValue, config: &'a Config) -> Self {
        let (source, line) = match value.source {
            SettingSource::Default => ("default", None),
            SettingSource::File(line) => ("file", Some(line)),
            SettingSource::Environment => ("environment", None),
            SettingSource::Option => ("option", None),
        };
        Self {
            setting: value.row.name,
            value: in_json(value.row, &value.value),
            default: in_json(value.row, value.row.default),
            source,
            file: line.and(config.file.path.as_deref()),
            line,
        }
    }
}

/// Returns a key that the file binds, as `config show --json` prints it; a key without a command is unbound, and a
/// macro has a list.
fn shown_key(key: &FileKey, config: &Config) -> Value {
    let names: Vec<String> = key.binding.calls.iter().map(Call::text).collect();
    let command = match names.as_slice() {
        [] => Value::Null,
        [one] => json!(one),
        several => json!(several),
    };
    json!({
        "key": key.binding.keys.to_string(),
        "pane": key.binding.table.name(),
        "command": command,
        "source": "file",
        "file": config.file.path,
        "line": key.line,
    })
}

/// Returns a key that the file binds, as the file says it.
fn line_of_key(key: &FileKey) -> String {
    let keys = key.binding.keys.to_string();
    let names: Vec<String> = key.binding.calls.iter().map(Call::text).collect();
    let names = names.iter().map(|name| TomlText::Quoted(name).to_string());
    let names: Vec<String> = names.collect();
    let value = match names.as_slice() {
        [] => "\"none\"".to_owned(),
        [one] => one.clone(),
        several => format!("[{}]", several.join(", ")),
    };
    format!("{} = {value}", TomlText::Quoted(&keys))
}

fn in_json(row: &SettingRow, value: &str) -> Value {
    match row.kind {
        SettingKind::Number(..) => value.parse::<u16>().map_or(Value::Null, Value::from),
        SettingKind::Flag => json!(value == "true"),
        SettingKind::Choice(_)
        | SettingKind::Text
        | SettingKind::Path
        | SettingKind::Profile
        | SettingKind::Theme
        | SettingKind::Row => json!(value),
    }
}

/// Returns what is in force as a file would say it, with the source of each value in a comment.
fn shown(config: &Config, language: Language) -> String {
    let lines: Vec<(String, String)> = config
        .values
        .iter()
        .map(|value| {
            let row = value.row;
            let source = match value.source {
                SettingSource::Default => ConfigWord::FromDefault,
                SettingSource::File(line) => ConfigWord::FromFile(line),
                SettingSource::Environment => ConfigWord::FromEnvironment(row.variable()),
                SettingSource::Option => ConfigWord::FromOption(row.name.to_owned()),
            };
            let line = format!("{} = {}", row.name, row.in_toml(&value.value));
            (line, source.say(language))
        })
        .collect();
    let widest = lines.iter().map(|(line, _)| line.chars().count()).max();
    let widest = widest.unwrap_or_default();
    let mut text = String::new();
    if let Some(path) = &config.file.path {
        let path = path.display().to_string();
        let head = if config.file.is_there {
            path
        } else {
            ConfigWord::NoFile(path).say(language)
        };
        put(&mut text, format_args!("# {head}\n"));
    }
    for (line, source) in lines {
        put(&mut text, format_args!("{line:<widest$}  # {source}\n"));
    }
    for table in KeyTable::ALL {
        let keys = config.file.keys.iter();
        let keys: Vec<&FileKey> = keys.filter(|key| key.binding.table == table).collect();
        let preset = config.file.preset_name.as_ref();
        let preset = preset.filter(|_| table == KeyTable::Everywhere);
        match table {
            _ if keys.is_empty() && preset.is_none() => {}
            KeyTable::Everywhere => text.push_str("\n[keys]\n"),
            KeyTable::List | KeyTable::Article | KeyTable::Related | KeyTable::Dialog => {
                put(&mut text, format_args!("\n[keys.{}]\n", table.name()));
            }
        }
        if let Some((name, line)) = preset {
            let source = ConfigWord::FromFile(*line).say(language);
            let name = TomlText::Quoted(name);
            put(&mut text, format_args!("preset = {name}  # {source}\n"));
        }
        for key in keys {
            let source = ConfigWord::FromFile(key.line).say(language);
            put(
                &mut text,
                format_args!("{}  # {source}\n", line_of_key(key)),
            );
        }
    }
    text
}

/// Returns the whole file, with every line commented out.
fn default_file(language: Language) -> String {
    let mut text = format!("# {}\n", ConfigWord::Intro.say(language));
    for row in SETTINGS {
        put(&mut text, format_args!("\n# {}\n", row.id.help(language)));
        let values = match row.kind {
            SettingKind::Choice(words) => Some(words.join(", ")),
            SettingKind::Theme => Some(THEMES.join(", ")),
            SettingKind::Number(..)
            | SettingKind::Flag
            | SettingKind::Text
            | SettingKind::Path
            | SettingKind::Profile
            | SettingKind::Row => None,
        };
        if let Some(values) = values {
            let values = ConfigWord::Values(values).say(language);
            put(&mut text, format_args!("# {values}\n"));
        }
        let default = row.in_toml(row.default);
        put(&mut text, format_args!("#{} = {default}\n", row.name));
    }
    let intro = ConfigWord::ThemeIntro.say(language);
    let names: Vec<&str> = LOOKS.iter().map(|row| row.name).collect();
    put(&mut text, format_args!("\n# {intro}\n"));
    for names in names.chunks(9) {
        put(&mut text, format_args!("# {}\n", names.join(", ")));
    }
    text.push_str("# [theme]\n# base = \"auto\"\n");
    let intro = ConfigWord::KeysIntro.say(language);
    put(
        &mut text,
        format_args!("\n# {intro}\n#[keys]\n#preset = \"newsreader\"\n"),
    );
    for binding in bindings() {
        for key in binding.keys {
            let (key, help) = (TomlText::Quoted(key), binding.help.say(language));
            put(
                &mut text,
                format_args!("#{key} = \"{}\"  # {help}\n", binding.name),
            );
        }
    }
    let intro = ConfigWord::KeylessIntro.say(language);
    put(&mut text, format_args!("\n# {intro}\n"));
    for binding in bindings().filter(|binding| binding.keys.is_empty()) {
        let (name, help) = (binding.name, binding.help.say(language));
        put(&mut text, format_args!("# {name}: {help}\n"));
    }
    text
}

fn check(file: Option<&Path>, config: &Config, language: Language) -> Result<ExitCode> {
    let named = file.map(|path| ConfigFile::read(path.to_owned(), true));
    let named = named.map(|file| Config::of(file, |_| None));
    let config = named.as_ref().unwrap_or(config);
    let (file, faults) = (&config.file, &config.faults);
    let path = file.path.as_ref().map(|path| path.display().to_string());
    let path = path.with_context(|| ConfigWord::NoPlace.say(language))?;
    let mut lines: Vec<String> = faults.iter().map(|fault| fault.say(language)).collect();
    let is_faulty = !lines.is_empty();
    if !is_faulty && file.is_there {
        lines.push(ConfigWord::Faultless(path).say(language));
    } else if !is_faulty {
        lines.push(ConfigWord::NoFile(path).say(language));
    }
    let keyless = file.keymap();
    let keyless = keyless.keyless().map(|binding| binding.name.to_owned());
    lines.extend(keyless.map(|name| ConfigWord::Keyless(name).say(language)));
    lines.extend(weak_looks(config, language));
    output::line(&lines.join("\n")).context(Shell::StandardOutput.say(language))?;
    Ok(if is_faulty {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// Returns a line for each role of the theme that is hard to read.
fn weak_looks(config: &Config, language: Language) -> Vec<String> {
    let named = config.value("theme").map(|found| found.value.as_str());
    let theme = named.and_then(|name| config.themes().load(name).ok());
    let (weak, hidden) = theme.map(|theme| theme.weak_looks()).unwrap_or_default();
    let hexadecimal = |rgb: Rgb| {
        let [red, green, blue] = rgb;
        format!("#{red:02x}{green:02x}{blue:02x}")
    };
    let lines = weak.into_iter().map(|(place, weak)| ConfigWord::WeakLook {
        place,
        look: weak.look.name(),
        colours: (hexadecimal(weak.ink), hexadecimal(weak.ground)),
        ratios: (format!("{:.1}", weak.ratio), weak.least.to_string()),
    });
    let hidden =
        (!hidden.is_empty()).then(|| ConfigFault::Theme(ThemeFault::Hidden(hidden.join(", "))));
    lines
        .map(|line| line.say(language))
        .chain(hidden.map(|fault| fault.say(language)))
        .collect()
}

/// Opens the file in an editor and checks it afterwards. A file that is not there begins as `config default`
/// prints it, and is removed again if the user changed nothing.
fn edit(config: &Config, language: Language) -> Result<ExitCode> {
    let path = config.file.path.as_ref();
    let path = path.with_context(|| ConfigWord::NoPlace.say(language))?;
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let editor = set("VISUAL").or_else(|| set("EDITOR"));
    let editor = editor.unwrap_or_else(|| "vi".to_owned());
    let words = shlex::split(&editor).unwrap_or_default();
    let Some((program, arguments)) = words.split_first() else {
        bail!("{}", ConfigWord::NoEditor(editor).say(language));
    };
    let begun = (!path.exists()).then(|| default_file(language));
    if let Some(text) = &begun {
        let shown = || path.display().to_string();
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).with_context(shown)?;
        }
        std::fs::write(path, text).with_context(shown)?;
    }
    let ended = Command::new(program).args(arguments).arg(path).status();
    if begun.is_some_and(|text| std::fs::read_to_string(path).is_ok_and(|now| now == text)) {
        std::fs::remove_file(path).with_context(|| path.display().to_string())?;
    }
    if !ended.is_ok_and(|ended| ended.success()) {
        bail!("{}", ConfigWord::NoEditor(editor).say(language));
    }
    let now = ConfigFile::read(path.clone(), false);
    check(None, &Config::of(now, |_| None), language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_file_without_its_signs_is_the_default() {
        for language in [Language::Hindi, Language::English] {
            let text = default_file(language);
            assert!(
                text.lines()
                    .all(|line| line.is_empty() || line.starts_with('#'))
            );
            let lines = text.lines().map(|line| match line.strip_prefix('#') {
                Some(setting) if !setting.starts_with(' ') => setting,
                Some(_) | None => line,
            });
            let lines: Vec<&str> = lines.collect();
            let file = ConfigFile::parse(&lines.join("\n"), Path::new("/x/config.toml"));
            assert!(file.faults.is_empty(), "{:?}", file.faults);
            for row in SETTINGS {
                let value = file.values.iter().find(|value| value.name == row.name);
                assert_eq!(value.unwrap().value, row.default, "{}", row.name);
            }
            let keys: usize = bindings().map(|binding| binding.keys.len()).sum();
            assert_eq!(file.keys.len(), keys);
            assert!(file.keymap() == crate::app::keymap::Keymap::default());
        }
    }
}
