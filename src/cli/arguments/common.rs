//! The options that several commands have: language, widths, JSON.

use crate::cli::library;
use crate::text::width::WidthProfile;
use crate::words::{Language, Shell};
use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};
use std::ffi::OsString;
use std::io::{self, IsTerminal as _};

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct CommonArguments {
    /// The language of the interface.
    #[arg(long, value_enum, global = true)]
    pub(in crate::cli) lang: Option<LanguageChoice>,
    /// What the log tells, and all that is graver; its file is named by `doctor`.
    #[arg(
        long,
        value_enum,
        value_name = "LEVEL",
        default_value = "warn",
        global = true
    )]
    pub(in crate::cli) log: LogLevel,
    /// How many cells the terminal gives each letter, by the name of a profile.
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) widths: Option<String>,
    /// Leave squeezed conjuncts as the terminal squeezes them: denser lines, harder to read.
    #[arg(long)]
    pub(in crate::cli) dense: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum LanguageChoice {
    Hi,
    En,
}

/// What the log tells.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum LogLevel {
    Off,
    Error,
    Warn,
    Info,
    Debug,
}

impl LogLevel {
    /// Returns the same as the crate of that name has it.
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

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct OutputArguments {
    /// One JSON object a line.
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
    /// The most cells of a line; without it, the terminal's, at most 80.
    #[arg(long, value_name = "CELLS", value_parser = clap::value_parser!(u16).range(1..=10_000))]
    pub(in crate::cli) width: Option<u16>,
}

impl CommonArguments {
    /// Returns the language that was chosen, else that of the environment.
    pub(in crate::cli) fn language(&self) -> Language {
        match self.lang {
            Some(LanguageChoice::Hi) => Language::Hindi,
            Some(LanguageChoice::En) => Language::English,
            None => of_environment(),
        }
    }

    /// Returns the profile that was named, else the terminal's as far as the environment names it; what
    /// goes into a pipe is laid out by the default.
    pub(in crate::cli) fn widths(&self) -> Result<WidthProfile> {
        let widths = match self.named_widths()? {
            Some(widths) => widths,
            None if io::stdout().is_terminal() => {
                WidthProfile::of_environment(|name| std::env::var(name).ok())
            }
            None => WidthProfile::default(),
        };
        // Lines that are only printed cannot hold a cluster in more cells than the terminal gives it.
        Ok(widths.dense())
    }

    /// Returns the profile that was named.
    pub(in crate::cli) fn named_widths(&self) -> Result<Option<WidthProfile>> {
        let Some(name) = &self.widths else {
            return Ok(None);
        };
        let widths = WidthProfile::named(name).with_context(|| {
            let names = WidthProfile::names().join(", ");
            Shell::NoSuchProfile(name.clone(), names).say(self.language())
        })?;
        Ok(Some(widths))
    }
}

impl WidthArgument {
    /// Returns the most cells of a line.
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

/// Returns the language of what is said of arguments before they are understood: the one that is named
/// among them, else that of the environment.
pub(in crate::cli) fn language_of(typed: &[OsString]) -> Language {
    let mut named = None;
    let mut rest = typed.iter().filter_map(|argument| argument.to_str());
    while let Some(argument) = rest.next().filter(|argument| *argument != "--") {
        let value = match argument {
            "--lang" => rest.next(),
            _ => argument.strip_prefix("--lang="),
        };
        named = value.or(named);
    }
    match named.map(|name| LanguageChoice::from_str(name, false)) {
        Some(Ok(LanguageChoice::Hi)) => Language::Hindi,
        Some(Ok(LanguageChoice::En)) => Language::English,
        Some(Err(_)) | None => of_environment(),
    }
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
            assert_eq!(language_of(&typed), Language::Hindi, "{typed:?}");
        }
    }
}
