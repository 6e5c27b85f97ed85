//! The definition of the commands for clap, with `--help` in the user's language.
//!
//! The English text is in `arguments.rs`; for Hindi it is replaced from a table. Options and value
//! names (`FILE`) are the same in every language.

use super::arguments::Arguments;
use crate::words::{Language, manual, usage};
use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command, CommandFactory as _};

/// The position of options about the program itself: after all other options.
const LAST: usize = 1_000;

/// Returns the definition of the commands.
pub(super) fn command(language: Language) -> Command {
    // Without a fixed name, messages would contain argv[0], which the caller controls.
    let command = Arguments::command().bin_name("newsreader");
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

/// Returns the path of a subcommand: the path of its parent and its name.
fn below(path: &str, name: &str) -> String {
    format!("{path} {name}").trim().to_owned()
}

fn about(path: &str) -> Option<&'static str> {
    let mut rows = manual::COMMANDS.iter();
    rows.find(|(command, _)| *command == path)
        .map(|(_, line)| *line)
}

/// Returns the row of the table for an argument; the row may belong to the command or to one of its
/// parents.
fn row(path: &str, id: &str) -> Option<&'static manual::ManualRow> {
    let of = |path: &str| {
        let mut rows = manual::ARGUMENTS.iter();
        rows.find(|(command, name, _)| *command == path && *name == id)
    };
    let above = || path.rsplit_once(' ').map_or("", |(above, _)| above);
    of(path).or_else(|| of(above())).or_else(|| of(""))
}

fn meaning(id: &str, value: &str) -> Option<&'static str> {
    let mut rows = manual::VALUES.iter();
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
            manual::WITHOUT_COMMAND
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
    let Some((_, _, line)) = row(path, &id) else {
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
        return argument.help(*line);
    }
    let default: Vec<String> = argument
        .get_default_values()
        .iter()
        .map(|value| value.to_string_lossy().into_owned())
        .collect();
    let values = argument.get_possible_values();
    let values: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
    let mut short = (*line).to_owned();
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
    use std::collections::BTreeSet;

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
            let row = row(path, &id).unwrap_or_else(|| panic!("no Hindi for {id} of {path:?}"));
            used.arguments.insert((row.0.to_owned(), row.1.to_owned()));
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
        for (path, _) in manual::COMMANDS {
            assert!(used.commands.contains(*path), "no command {path:?}");
        }
        for (path, id, _) in manual::ARGUMENTS {
            let row = ((*path).to_owned(), (*id).to_owned());
            assert!(used.arguments.contains(&row), "no {id} of {path:?}");
        }
        for (id, name, _) in manual::VALUES {
            let row = ((*id).to_owned(), (*name).to_owned());
            assert!(used.values.contains(&row), "no {id} {name}");
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
    fn no_english_is_left_in_the_help() {
        let mut helps = Vec::new();
        help(&mut command(Language::Hindi), &mut helps);
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
                "default",
                "ossible values",
            ] {
                assert!(!help.contains(word), "{word}: {help}");
            }
        }
    }
}
