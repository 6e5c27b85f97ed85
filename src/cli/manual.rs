//! `newsreader manual`: the whole manual as an article, whose tables come from those of the program.

mod roff;

use super::help;
use super::output::put;
use crate::app::keymap::table::{Binding, bindings};
use crate::app::query_terms::TERMS;
use crate::app::settings::{SETTINGS, SettingKind, SettingRow, THEMES};
use crate::article::Article;
use crate::config::Config;
use crate::config::preset::PRESETS;
use crate::ingest;
use crate::text::width::WidthProfile;
use crate::words::{Language, ManualWord};
use clap::{Arg, Command};

const ENGLISH: &str = include_str!("../../assets/manual/en.md");
const HINDI: &str = include_str!("../../assets/manual/hi.md");

/// Returns the manual; `None` only if its own text could not be read, which a test rules out.
pub(super) fn article(language: Language) -> Option<Article> {
    let text = markdown(language);
    ingest::parse(text.as_bytes(), "manual.md")
        .articles
        .into_iter()
        .next()
}

/// Returns the manual as a man page.
pub(super) fn man_page(language: Language) -> Option<String> {
    let about = help::command(language, &Config::default());
    let about = about.get_about().map(ToString::to_string);
    Some(roff::page(
        &article(language)?,
        &about.unwrap_or_default(),
        language,
    ))
}

/// Returns the manual in Markdown, with its tables.
fn markdown(language: Language) -> String {
    let (prose, tag) = match language {
        Language::Hindi => (HINDI, "hi"),
        Language::English => (ENGLISH, "en"),
    };
    let title = ManualWord::Title.say(language);
    let filled = prose
        .replace("{{keys}}", &keys(language))
        .replace("{{terms}}", &terms(language))
        .replace("{{settings}}", &settings(language))
        .replace("{{presets}}", &presets())
        .replace("{{commands}}", &commands(language));
    format!("---\ntitle: \"{title}\"\nlanguage: {tag}\n---\n{filled}")
}

/// Returns rows of a table, without the line break after the last.
fn table(rows: impl Iterator<Item = Vec<String>>) -> String {
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    rows.map(row).collect::<Vec<_>>().join("\n")
}

/// Returns text as it stands in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

/// Returns text as code in a cell of a table.
fn code(text: &str) -> String {
    match text {
        "" => String::new(),
        "`" => "`` ` ``".to_owned(),
        text => format!("`{}`", cell(text)),
    }
}

/// Returns a row for each command; those that differ by a digit alone share one.
fn keys(language: Language) -> String {
    let all: Vec<&Binding> = bindings().collect();
    let rows = all.chunk_by(|one, next| one.help == next.help);
    table(rows.filter_map(|alike| {
        let (first, last) = (alike.first()?, alike.last()?);
        let keys_of = |binding: &Binding| {
            let keys: Vec<String> = binding.keys.iter().map(|key| code(key)).collect();
            keys.join(" ")
        };
        let (mut keys, mut names) = (keys_of(first), code(first.name));
        if alike.len() > 1 {
            keys = format!("{keys} … {}", keys_of(last));
            names = format!("{names} … {}", code(last.name));
        }
        Some(vec![keys, names, cell(first.help.say(language))])
    }))
}

fn terms(language: Language) -> String {
    table(
        TERMS
            .iter()
            .map(|term| vec![code(term.text), cell(term.help.say(language))]),
    )
}

fn settings(language: Language) -> String {
    table(SETTINGS.iter().map(|row| {
        let values = cell(&values(row, language));
        let help = cell(row.id.help(language));
        vec![code(row.name), values, code(row.default), help]
    }))
}

/// Returns the values that a setting takes.
fn values(row: &SettingRow, language: Language) -> String {
    match row.kind {
        SettingKind::Choice(words) => words.join(", "),
        SettingKind::Flag => "true, false".to_owned(),
        SettingKind::Number(least, most) => ManualWord::NumberRange(least, most).say(language),
        SettingKind::Path => ManualWord::PathValue.say(language),
        SettingKind::Text | SettingKind::Row => ManualWord::TextValue.say(language),
        SettingKind::Profile => WidthProfile::names().join(", "),
        SettingKind::Theme => {
            let own = ManualWord::OwnTheme.say(language);
            format!("{}, {own}", THEMES.join(", "))
        }
    }
}

fn presets() -> String {
    let names: Vec<String> = PRESETS.iter().map(|(name, _)| code(name)).collect();
    names.join(", ")
}

/// Returns every command of the shell with its arguments; the options that are settings have a table of their own.
fn commands(language: Language) -> String {
    let mut text = String::new();
    let mut command = help::command(language, &Config::default());
    command.build();
    describe(&command, "newsreader", true, &mut text);
    text
}

fn describe(command: &Command, path: &str, is_root: bool, text: &mut String) {
    let about = command.get_about().map(ToString::to_string);
    put(text, format_args!("### `{path}`\n\n"));
    put(text, format_args!("{}\n\n", about.unwrap_or_default()));
    let is_listed = |argument: &&Arg| {
        let id = argument.get_id().as_str();
        let is_common = ["help", "version"].contains(&id) || argument.is_global_set();
        !argument.is_hide_set() && SettingRow::named(id).is_none() && (is_root || !is_common)
    };
    for argument in command.get_arguments().filter(is_listed) {
        let help = argument.get_help().map(ToString::to_string);
        let help = help.unwrap_or_default();
        put(text, format_args!("- `{}`: {help}\n", written(argument)));
    }
    text.push('\n');
    for sub in command.get_subcommands() {
        if sub.get_name() != "help" {
            describe(sub, &format!("{path} {}", sub.get_name()), false, text);
        }
    }
}

/// Returns an argument as it is typed.
fn written(argument: &Arg) -> String {
    let short = argument.get_short().map(|short| format!("-{short}, "));
    let value = argument.to_string();
    format!("{}{value}", short.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::Command as AppCommand;

    #[test]
    fn the_manual_names_every_command_setting_term_and_preset() {
        for language in [Language::Hindi, Language::English] {
            let manual = article(language).unwrap();
            let text = manual.plain_text();
            assert!(!text.contains("{{"), "a table is missing");
            let commands = bindings().filter(|it| !matches!(it.command, AppCommand::Digit(_)));
            let names = commands.map(|binding| binding.name);
            let names = names.chain(SETTINGS.iter().map(|row| row.name));
            let names = names.chain(TERMS.iter().map(|term| term.text));
            for name in names.chain(PRESETS.iter().map(|(name, _)| *name)) {
                assert!(text.contains(name), "{name}");
            }
            for row in SETTINGS {
                let help = row.id.help(language).replace('`', "");
                assert!(text.contains(&help), "{}: {help}", row.name);
            }
        }
    }

    #[test]
    fn the_manual_has_every_command_of_the_shell_and_nothing_left_out() {
        for language in [Language::Hindi, Language::English] {
            let manual = article(language).unwrap();
            assert!(manual.left_out.is_empty(), "{:?}", manual.left_out);
            let text = manual.plain_text();
            for sub in help::command(language, &Config::default()).get_subcommands() {
                let path = format!("newsreader {}", sub.get_name());
                assert!(sub.get_name() == "help" || text.contains(&path), "{path}");
            }
            for option in ["--all", "--starter", "--full-text", "--config"] {
                assert!(text.contains(option), "{option}");
            }
        }
    }
}
