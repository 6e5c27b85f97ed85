//! The options that several commands share: language, widths, JSON.

use crate::cli::library;
use crate::config::Config;
use crate::runtime::Input;
use crate::sync::address_of;
use crate::text::width::WidthProfile;
use crate::words::{Language, Shell};
use anyhow::{Context as _, Result, bail};
use clap::{ArgAction, Args, ValueEnum};
use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use url::Url;

/// Their help is in the table of settings.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct CommonArguments {
    #[arg(long, value_enum, default_value_t = LanguageChoice::Auto, global = true)]
    pub(in crate::cli) lang: LanguageChoice,
    #[arg(
        long,
        value_enum,
        value_name = "LEVEL",
        default_value = "warn",
        global = true
    )]
    pub(in crate::cli) log: LogLevel,
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) widths: Option<String>,
    #[arg(
        long,
        value_name = "BOOL",
        default_value = "false",
        default_missing_value = "true",
        num_args = 0..=1,
        require_equals = true,
        action = ArgAction::Set
    )]
    pub(in crate::cli) dense: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum LanguageChoice {
    Auto,
    Hi,
    En,
}

/// The level of the log.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum LogLevel {
    Off,
    Error,
    Warn,
    Info,
    Debug,
}

impl LogLevel {
    /// Returns the level as the `log` crate represents it.
    pub(in crate::cli) fn filter(self) -> log::LevelFilter {
        match self {
            Self::Off => log::LevelFilter::Off,
            Self::Error => log::LevelFilter::Error,
            Self::Warn => log::LevelFilter::Warn,
            Self::Info => log::LevelFilter::Info,
            Self::Debug => log::LevelFilter::Debug,
        }
    }
}

#[derive(Clone, Debug, Default, Args)]
pub(in crate::cli) struct BaseArgument {
    /// Address that a saved page came from; its links and pictures are resolved against it
    #[arg(long, value_name = "ADDRESS", requires = "paths")]
    base: Option<String>,
}

impl BaseArgument {
    /// Returns what is read: `paths`, or the one file among them as a saved page.
    pub(in crate::cli) fn input_of(self, paths: Vec<PathBuf>, language: Language) -> Result<Input> {
        let is_standard = |path: &PathBuf| path == Path::new("-");
        let Some(base) = self.base else {
            return Ok(if paths.is_empty() || paths.iter().any(is_standard) {
                Input::Standard
            } else {
                Input::Paths(paths)
            });
        };
        let address = address_of(Path::new(&base)).filter(Url::has_host);
        let address = address.with_context(|| Shell::NotABase(base).say(language))?;
        match paths.as_slice() {
            [one] if !one.is_dir() && address_of(one).is_none() => Ok(Input::SavedPage {
                path: Some(one.clone()).filter(|path| !is_standard(path)),
                address,
            }),
            _ => bail!("{}", Shell::BaseOfOneFile.say(language)),
        }
    }
}

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct OutputArguments {
    /// Print one JSON object per line
    #[arg(long)]
    pub(in crate::cli) json: bool,
    #[command(flatten)]
    pub(in crate::cli) common: CommonArguments,
}

impl OutputArguments {
    pub(in crate::cli) fn printer(&self) -> library::Printer {
        library::Printer {
            json: self.json,
            language: self.common.language(),
        }
    }
}

#[derive(Clone, Copy, Debug, Args)]
pub(in crate::cli) struct WidthArgument {
    /// Maximum cells of a line; by default the terminal's, at most 80
    #[arg(long, value_name = "CELLS", value_parser = clap::value_parser!(u16).range(1..=10_000))]
    pub(in crate::cli) width: Option<u16>,
}

impl CommonArguments {
    /// Returns the selected language or, if none is selected, that of the environment.
    pub(in crate::cli) fn language(&self) -> Language {
        self.lang.language()
    }

    /// Returns the named width profile or, if none is named, the profile that the environment
    /// implies. Output to a pipe uses the default profile.
    pub(in crate::cli) fn widths(&self) -> Result<WidthProfile> {
        let widths = match self.named_widths()? {
            Some(widths) => widths,
            None if io::stdout().is_terminal() => {
                WidthProfile::of_environment(|name| std::env::var(name).ok())
            }
            None => WidthProfile::default(),
        };
        // Printed lines cannot give a cluster more cells than the terminal does.
        Ok(widths.dense())
    }

    /// Returns the named width profile, if one is named.
    pub(in crate::cli) fn named_widths(&self) -> Result<Option<WidthProfile>> {
        let Some(name) = self.widths.as_ref().filter(|name| !name.is_empty()) else {
            return Ok(None);
        };
        let widths = WidthProfile::named(name).with_context(|| {
            let names = WidthProfile::names().join(", ");
            Shell::NoSuchProfile(name.clone(), names).say(self.language())
        })?;
        Ok(Some(widths))
    }
}

impl LanguageChoice {
    fn language(self) -> Language {
        match self {
            Self::Hi => Language::Hindi,
            Self::En => Language::English,
            Self::Auto => of_environment(),
        }
    }
}

impl WidthArgument {
    /// Returns the maximum cells of a line.
    pub(in crate::cli) fn cells(self) -> usize {
        let terminal = || {
            crossterm::terminal::size()
                .ok()
                .filter(|_| io::stdout().is_terminal())
        };
        let width = self
            .width
            .or_else(|| terminal().map(|(width, _)| width.min(80)));
        usize::from(width.unwrap_or(80))
    }
}

fn of_environment() -> Language {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let settings = names.map(|name| std::env::var(name).ok());
    Language::choose(settings.iter().map(Option::as_deref))
}

/// Returns the language for errors in arguments that could not be parsed: the one that the
/// arguments name or, if they name none, that of the configuration or of the environment.
pub(in crate::cli) fn language_of(typed: &[OsString], config: &Config) -> Language {
    let named = last_value(typed, "--lang").and_then(|name| name.into_string().ok());
    let choice = |name: &str| LanguageChoice::from_str(name, false).ok();
    let configured = || choice(&config.value("lang")?.value);
    named
        .and_then(|name| choice(&name))
        .or_else(configured)
        .unwrap_or(LanguageChoice::Auto)
        .language()
}

/// Returns the language of the locale, which `auto` means.
pub(in crate::cli) fn language_of_locale() -> Language {
    LanguageChoice::Auto.language()
}

/// Returns the path of the configuration that the arguments name: it has the defaults that they are parsed with.
pub(in crate::cli) fn config_of(typed: &[OsString]) -> Option<PathBuf> {
    last_value(typed, "--config")
        .filter(|path| !path.is_empty())
        .map(PathBuf::from)
}

/// Returns the last value of an option among arguments that are not parsed yet.
fn last_value(typed: &[OsString], option: &str) -> Option<OsString> {
    let mut found = None;
    let mut rest = typed.iter();
    while let Some(argument) = rest.next().filter(|argument| *argument != "--") {
        if argument == option {
            found = rest.next().cloned().or(found);
        } else if let Some(text) = argument.to_str()
            && let Some(value) = text
                .strip_prefix(option)
                .and_then(|after| after.strip_prefix('='))
        {
            found = Some(value.into());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_known_before_the_arguments_are_understood() {
        for typed in [
            &["newsreader", "--lang", "hi", "--odd"][..],
            &["newsreader", "search", "क", "--lang=hi"],
            &["newsreader", "--lang", "en", "list", "--lang", "hi"],
        ] {
            let typed: Vec<OsString> = typed.iter().map(OsString::from).collect();
            assert_eq!(
                language_of(&typed, &Config::default()),
                Language::Hindi,
                "{typed:?}"
            );
        }
    }
}
