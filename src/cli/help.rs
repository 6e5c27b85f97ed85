//! The definition of the commands for clap, with `--help` in the user's language.
//!
//! The English text is in `arguments.rs`; for Hindi it is replaced from a table. Options and value
//! names (`FILE`) are the same in every language.

use super::arguments::Arguments;
use crate::app::settings::SettingRow;
use crate::config::{Config, SettingSource};
use crate::words::{Language, cli_help, usage};
use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, ArgAction, Command, CommandFactory as _};

/// The position of options about the program itself: after all other options.
const LAST: usize = 1_000;

/// Returns the definition of the commands, with the values of the configuration as the defaults of options.
pub(super) fn command(language: Language, config: &Config) -> Command {
    // Without a fixed name, messages would contain argv[0], which the caller controls.
    let command = configured(Arguments::command().bin_name("newsreader"), config);
    match language {
        Language::English => command,
        Language::Hindi => {
            let mut command = translated(command, "");
            // `build` adds usage lines and the command `help`.
            command.build();
            with_forms(command)
        }
    }
}

/// Returns the commands without the marks of code in their help, which only the manual sets as code.
pub(super) fn unmarked(command: Command) -> Command {
    let plain = |text: &StyledStr| text.to_string().replace('`', "");
    let (about, long_about) = (
        command.get_about().map(plain),
        command.get_long_about().map(plain),
    );
    let mut command = command.mut_args(|argument| {
        let (help, long_help) = (
            argument.get_help().map(plain),
            argument.get_long_help().map(plain),
        );
        let argument = match help {
            Some(help) => argument.help(help),
            None => argument,
        };
        match long_help {
            Some(help) => argument.long_help(help),
            None => argument,
        }
    });
    if let Some(about) = about {
        command = command.about(about);
    }
    if let Some(about) = long_about {
        command = command.long_about(about);
    }
    for sub in command.get_subcommands_mut() {
        *sub = unmarked(std::mem::take(sub));
    }
    command
}

/// Gives every option that is a setting its help and its value in the configuration as default.
fn configured(command: Command, config: &Config) -> Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    let mut command = command.mut_args(|argument| {
        let Some(row) = SettingRow::named(argument.get_id().as_str()) else {
            return argument;
        };
        let argument = argument.help(row.id.help(Language::English));
        let found = config.value(row.name);
        let found = found.filter(|found| found.source != SettingSource::Default);
        match found.filter(|found| !found.value.is_empty()) {
            Some(found) => argument.default_value(found.value.clone()),
            None => argument,
        }
    });
    for name in names {
        command = command.mut_subcommand(name, |sub| configured(sub, config));
    }
    command
}

/// Returns the path of a subcommand: the path of its parent and its name.
fn below(path: &str, name: &str) -> String {
    format!("{path} {name}").trim().to_owned()
}

fn about(path: &str) -> Option<&'static str> {
    let mut rows = cli_help::COMMANDS.iter();
    rows.find(|(command, _)| *command == path)
        .map(|(_, line)| *line)
}

/// Returns the row of the table for an argument; the row may belong to the command or to one of its
/// parents.
fn row(path: &str, id: &str) -> Option<&'static cli_help::CliHelpRow> {
    let of = |path: &str| {
        let mut rows = cli_help::ARGUMENTS.iter();
        rows.find(|(command, name, _)| *command == path && *name == id)
    };
    let above = || path.rsplit_once(' ').map_or("", |(above, _)| above);
    of(path).or_else(|| of(above())).or_else(|| of(""))
}

/// Returns the Hindi help of an argument.
fn line(path: &str, id: &str) -> Option<&'static str> {
    let of_setting = SettingRow::named(id).map(|row| row.id.help(Language::Hindi));
    of_setting.or_else(|| row(path, id).map(|(_, _, line)| *line))
}

fn meaning(id: &str, value: &str) -> Option<&'static str> {
    let mut rows = cli_help::VALUES.iter();
    rows.find(|(argument, name, _)| *argument == id && *name == value)
        .map(|(_, _, line)| *line)
}

fn translated(command: Command, path: &str) -> Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    let mut command = command
        .mut_args(|argument| in_hindi(path, argument))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag(path, "help", 'h', ArgAction::Help));
    if let Some(about) = about(path) {
        command = command.about(about);
    }
    if path.is_empty() {
        let about = command.get_about().map(ToString::to_string);
        let whole = format!(
            "{}\n\n{}",
            about.unwrap_or_default(),
            cli_help::WITHOUT_COMMAND
        );
        let version = flag(path, "version", 'V', ArgAction::Version);
        command = command.long_about(whole).arg(version);
    }
    for name in names {
        let path = below(path, &name);
        command = command.mut_subcommand(name, |sub| translated(sub, &path));
    }
    command
}

fn flag(path: &str, id: &'static str, short: char, action: ArgAction) -> Arg {
    let flag = Arg::new(id)
        .short(short)
        .long(id)
        .action(action)
        .display_order(LAST);
    in_hindi(path, flag)
}

fn in_hindi(path: &str, argument: Arg) -> Arg {
    let id = argument.get_id().to_string();
    let Some(line) = line(path, &id) else {
        return argument;
    };
    let heading = if argument.is_positional() {
        usage::ARGUMENTS
    } else {
        usage::OPTIONS
    };
    let argument = argument.help_heading(heading);
    // A flag takes no values.
    if !argument.get_action().takes_values() {
        return argument.help(line);
    }
    let default: Vec<String> = argument
        .get_default_values()
        .iter()
        .map(|value| value.to_string_lossy().into_owned())
        .collect();
    let values = argument.get_possible_values();
    let values: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
    let mut short = line.to_owned();
    for (what, values) in [
        (usage::DEFAULT, default.join(", ")),
        (usage::VALUES, values.join(", ")),
    ] {
        if !values.is_empty() {
            short = format!("{short} [{what}: {values}]");
        }
    }
    let explained = values
        .iter()
        .filter_map(|name| Some(format!("\n- {name}: {}", meaning(&id, name)?)));
    let explained: String = explained.collect();
    let argument = argument.hide_default_value(true).hide_possible_values(true);
    if explained.is_empty() {
        argument.help(short)
    } else {
        let long = format!("{short}\n{explained}");
        argument.help(short).long_help(long)
    }
}

/// Replaces clap's own words with Hindi ones, in usage lines and in the text of `help`.
fn with_forms(mut command: Command) -> Command {
    for sub in command.get_subcommands_mut() {
        *sub = with_forms(std::mem::take(sub));
    }
    if command.get_name() == "help"
        && let Some(about) = about("help")
    {
        command = command.about(about);
    }
    let template = format!(
        "{{about-with-newline}}\n{}:\n  {{usage}}\n\n{{all-args}}",
        usage::USAGE
    );
    let mut command = command
        .help_template(template)
        .subcommand_help_heading(usage::COMMANDS)
        .subcommand_value_name(usage::COMMAND);
    let forms = command.render_usage().to_string();
    let forms = forms
        .trim_start_matches("Usage:")
        .replace("OPTIONS", usage::OPTIONS);
    let forms: Vec<&str> = forms.lines().map(str::trim).collect();
    command.override_usage(forms.join("\n  "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::settings::{SETTINGS, SettingKind};
    use crate::config::file::ConfigFile;
    use clap::FromArgMatches as _;
    use std::collections::BTreeSet;
    use std::path::Path;

    /// The rows of the tables for which the program has a command, argument or value.
    #[derive(Default)]
    struct Used {
        commands: BTreeSet<String>,
        arguments: BTreeSet<(String, String)>,
        values: BTreeSet<(String, String)>,
    }

    fn look(command: &Command, path: &str, used: &mut Used) {
        assert!(about(path).is_some(), "no Hindi for the command {path:?}");
        used.commands.insert(path.to_owned());
        for argument in command.get_arguments() {
            let id = argument.get_id().to_string();
            assert!(line(path, &id).is_some(), "no Hindi for {id} of {path:?}");
            let row = row(path, &id).map(|row| (row.0.to_owned(), row.1.to_owned()));
            used.arguments.extend(row);
            for value in argument.get_possible_values() {
                if value.get_help().is_some() {
                    let name = value.get_name().to_owned();
                    assert!(meaning(&id, &name).is_some(), "no Hindi for {id} {name}");
                    used.values.insert((id.clone(), name));
                }
            }
        }
        for sub in command.get_subcommands() {
            look(sub, &below(path, sub.get_name()), used);
        }
    }

    #[test]
    fn every_argument_has_hindi_help_and_no_line_is_unused() {
        let mut used = Used::default();
        look(&Arguments::command(), "", &mut used);
        // clap adds this command when it is built.
        used.commands.insert("help".to_owned());
        for id in ["help", "version"] {
            used.arguments.insert((String::new(), id.to_owned()));
        }
        for (path, _) in cli_help::COMMANDS {
            assert!(used.commands.contains(*path), "no command {path:?}");
        }
        for (path, id, _) in cli_help::ARGUMENTS {
            let row = ((*path).to_owned(), (*id).to_owned());
            assert!(used.arguments.contains(&row), "no {id} of {path:?}");
        }
        for (id, name, _) in cli_help::VALUES {
            let row = ((*id).to_owned(), (*name).to_owned());
            assert!(used.values.contains(&row), "no {id} {name}");
        }
    }

    /// A value of each setting that is not its default.
    fn other_value(row: &SettingRow) -> String {
        match row.kind {
            SettingKind::Choice(words) => {
                let other = words.iter().rfind(|word| **word != row.default);
                (*other.unwrap()).to_owned()
            }
            SettingKind::Number(least, most) => (u16::midpoint(least, most) + 1).to_string(),
            SettingKind::Flag => (row.default != "true").to_string(),
            SettingKind::Text => "Noto Serif".to_owned(),
            SettingKind::Path => "/elsewhere/library.db".to_owned(),
            SettingKind::Profile => "sum".to_owned(),
            SettingKind::Theme => "paper".to_owned(),
            SettingKind::Row => "{headline}{fill}{age}".to_owned(),
        }
    }

    fn understood(typed: &[&str], config: &Config) -> String {
        let typed = std::iter::once("newsreader").chain(typed.iter().copied());
        let command = command(Language::English, config);
        let matches = command.try_get_matches_from(typed).unwrap();
        format!("{:?}", Arguments::from_arg_matches(&matches).unwrap())
    }

    #[test]
    fn each_setting_of_the_file_counts_like_its_option_and_the_option_beats_it() {
        let none = Config::default();
        let default = understood(&[], &none);
        for row in SETTINGS {
            let value = other_value(row);
            let line = format!("{} = {}", row.name, row.in_toml(&value));
            let file = ConfigFile::parse(&line, Path::new("/x/config.toml"));
            assert!(file.faults.is_empty(), "{:?}", file.faults);
            let config = Config::of(file, |_| None);
            let option = format!("--{}={value}", row.name);
            let by_option = understood(&[&option], &none);
            assert_ne!(by_option, default, "{option}");
            assert_eq!(understood(&[], &config), by_option, "{line}");
            if !row.default.is_empty() {
                let back = format!("--{}={}", row.name, row.default);
                assert_eq!(understood(&[&back], &config), default, "{back}");
            }
            let variable = Config::of(ConfigFile::default(), |name| {
                (name == row.variable()).then(|| value.clone().into())
            });
            assert_eq!(understood(&[], &variable), by_option, "{}", row.variable());
        }
    }

    #[test]
    fn each_option_takes_the_values_of_its_setting() {
        let command = command(Language::English, &Config::default());
        let takes = |row: &SettingRow, value: &str| {
            let option = format!("--{}={value}", row.name);
            let typed = ["newsreader", &option];
            command.clone().try_get_matches_from(typed).is_ok()
        };
        for row in SETTINGS {
            let mut arguments = command.get_arguments();
            let argument = arguments.find(|it| it.get_id() == row.name).unwrap();
            let default = argument.get_default_values().first();
            let default = default.map_or("", |value| value.to_str().unwrap());
            assert_eq!(default, row.default, "{}", row.name);
            match row.kind {
                SettingKind::Choice(words) => {
                    let values = argument.get_possible_values();
                    let values: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
                    assert_eq!(values, words, "{}", row.name);
                }
                SettingKind::Number(least, most) => {
                    for number in [least.wrapping_sub(1), least, most, most + 1] {
                        let number = number.to_string();
                        assert_eq!(takes(row, &number), row.accepts(&number), "{number}");
                    }
                }
                SettingKind::Flag => assert!(takes(row, "true") && takes(row, "false")),
                SettingKind::Text
                | SettingKind::Path
                | SettingKind::Profile
                | SettingKind::Theme
                | SettingKind::Row => {}
            }
        }
    }

    fn help(command: &mut Command, helps: &mut Vec<String>) {
        helps.push(command.render_help().to_string());
        helps.push(command.render_long_help().to_string());
        for sub in command.get_subcommands_mut() {
            help(sub, helps);
        }
    }

    #[test]
    fn no_mark_of_code_is_in_the_help() {
        for language in [Language::English, Language::Hindi] {
            let mut helps = Vec::new();
            let mut command = unmarked(command(language, &Config::default()));
            help(&mut command, &mut helps);
            assert!(helps.len() > 40);
            for help in helps {
                assert!(!help.contains('`'), "{help}");
            }
        }
    }

    #[test]
    fn no_english_is_left_in_the_help() {
        let mut helps = Vec::new();
        help(
            &mut command(Language::Hindi, &Config::default()),
            &mut helps,
        );
        assert!(helps.len() > 40);
        for help in helps {
            for word in [
                "Usage",
                "Options",
                "OPTIONS",
                "Arguments",
                "Commands",
                "<COMMAND>",
                "Print",
                "[default",
                "ossible values",
            ] {
                assert!(!help.contains(word), "{word}: {help}");
            }
        }
    }
}
