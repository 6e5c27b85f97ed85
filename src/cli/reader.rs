//! Starts the reader: its input, its options and the configuration, which it reads again while it runs.

use super::arguments::{BaseArgument, Headlines, ReaderArguments, language_of, language_of_locale};
use super::{library, manual, show};
use crate::app::settings::{SettingRow, SettingValues};
use crate::app::{Configuration, Options};
use crate::config::Config;
use crate::config::theme::LoadedTheme;
use crate::runtime::{
    ConfigurationReader, Input, PrintSetting, ReadConfiguration, Setup, ThemeSetup, WidthSetting,
    run,
};
use crate::sync::address_of;
use crate::terminal::environment::holds_escape_back;
use crate::words::{Doing, Language, Phrase, Shell, internal_error};
use anyhow::{Context as _, Result, anyhow, bail};
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Opens the reader on the paths, or on the library.
pub(super) fn read(
    (paths, base, library): (Vec<PathBuf>, BaseArgument, Option<PathBuf>),
    arguments: &ReaderArguments,
    config: &Config,
    language: Language,
) -> Result<ExitCode> {
    let is_missing =
        |path: &&PathBuf| *path != Path::new("-") && !path.exists() && address_of(path).is_none();
    // If any other path exists, it is opened and the missing one becomes a remark.
    if let Some(first) = paths
        .first()
        .filter(|_| paths.iter().all(|path| is_missing(&path)))
    {
        bail!("{}: {}", first.display(), Phrase::NoSuchFile.say(language));
    }
    check_terminal(language)?;
    let library = library::place(library, language);
    let input = match (&library, paths.is_empty()) {
        (Ok(library), true) => Input::Library(library.clone()),
        (Err(_no_home), true) => Input::Bundled,
        (_, false) => base.input_of(paths, language)?,
    };
    // Without a home folder articles cannot be kept; the user is told on trying to keep one.
    start(
        (input, library.unwrap_or_default(), false),
        arguments,
        config,
        language,
    )
}

/// Opens the reader on the manual, with the stories that come with the program beside it. Where there is no terminal
/// for it, prints the manual.
pub(super) fn manual(
    library: Option<PathBuf>,
    arguments: &ReaderArguments,
    config: &Config,
    language: Language,
) -> Result<ExitCode> {
    if check_terminal(language).is_ok() {
        let library = library::place(library, language).unwrap_or_default();
        return start((Input::Bundled, library, true), arguments, config, language);
    }
    let layout = show::Layout {
        width: arguments.measure.into(),
        language,
        widths: arguments.common.widths()?,
    };
    let article = manual::article(language);
    let article = article.with_context(|| internal_error(Doing::Manual, language))?;
    show::one(&article, &layout, false)
}

/// Fails if the reader cannot draw on standard output.
fn check_terminal(language: Language) -> Result<()> {
    if !io::stdout().is_terminal() {
        bail!("{}", Phrase::NoTerminal.say(language));
    }
    if std::env::var_os("TERM").is_some_and(|name| name == "dumb") {
        bail!("{}", Phrase::DumbTerminal.say(language));
    }
    Ok(())
}

fn start(
    (input, library, begins_with_manual): (Input, PathBuf, bool),
    arguments: &ReaderArguments,
    config: &Config,
    language: Language,
) -> Result<ExitCode> {
    let row = SettingRow::named("row").filter(|row| !row.accepts(&arguments.row));
    if let Some(row) = row {
        bail!("{}", row.fault(&arguments.row).say(language));
    }
    let options = Options {
        language,
        measure: arguments.measure,
        bundled: input == Input::Bundled,
        library: matches!(input, Input::Library(_)),
        large_headlines: arguments.headlines == Headlines::Large,
        is_justified: arguments.justify,
        refresh_every: (arguments.refresh > 0).then_some(arguments.refresh),
    };
    let setup = Setup {
        input,
        library,
        passwords: config.file.passwords.clone(),
        options,
        theme: ThemeSetup {
            chosen: chosen_theme(arguments, config, language)?,
            themes: config.themes(),
            is_colourless: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
        },
        widths: WidthSetting {
            named: arguments.common.named_widths()?,
            dense: arguments.common.dense,
            afresh: arguments.calibrate,
        },
        with_mouse: arguments.mouse
            && !arguments.no_mouse
            && !holds_escape_back(|name| std::env::var(name).ok()),
        print: PrintSetting {
            choice: arguments.print.into(),
            family: arguments.font.clone().filter(|family| !family.is_empty()),
        },
        configuration: configuration(config, language),
        configuration_files: config.files(),
        read_configuration: reader(config.clone()),
        manual: Arc::new(manual::article),
        begins_with_manual,
    };
    run(setup).context(Shell::NotUsed.say(language))?;
    Ok(ExitCode::SUCCESS)
}

/// Returns the theme that is named; the configuration names only themes that are there, an option may name any.
fn chosen_theme(
    arguments: &ReaderArguments,
    config: &Config,
    language: Language,
) -> Result<LoadedTheme> {
    let loaded = config.themes().load(&arguments.theme);
    loaded.map_err(|fault| anyhow!("{}", fault.say(language)))
}

/// Returns what the reader needs of the configuration.
fn configuration(config: &Config, language: Language) -> Configuration {
    let values = config.values.iter();
    let values = values.map(|found| (found.row.name, found.value.as_str()));
    let faults = config.reported();
    Configuration {
        settings: SettingValues::new(values, language_of_locale()),
        keymap: config.keymap(),
        faults: faults
            .iter()
            .map(|fault| fault.say(language).into())
            .collect(),
    }
}

/// Returns a function that reads the same configuration again; options go on to count.
fn reader(config: Config) -> ConfigurationReader {
    Box::new(move || {
        let now = config.again(|name| std::env::var_os(name));
        // Options count as values of the configuration by then.
        let of_app = configuration(&now, language_of(&[], &now));
        let themes = now.themes();
        let named = now.value("theme").map(|named| named.value.as_str());
        let chosen = named.and_then(|name| themes.load(name).ok());
        ReadConfiguration {
            of_app,
            themes,
            chosen: chosen.unwrap_or_default(),
            files: now.files(),
        }
    })
}
