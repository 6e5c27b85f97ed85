//! The command line: parses arguments and runs the command.

mod accounts;
mod arguments;
mod client;
mod completions;
mod config;
mod doctor;
mod feeds;
mod help;
mod import;
mod json;
mod library;
mod log;
mod manual;
mod mark;
mod open_library;
mod output;
mod reader;
mod report;
mod show;
mod sync;
mod usage;

use crate::config::Config;
use crate::panics;
use crate::search::MINUS;
use crate::store::Order;
use crate::sync::AccountOpener;
use crate::words::{Doing, Language, Shell, internal_error};
use anyhow::{Context as _, Result, bail};
use arguments::{Arguments, BaseArgument, CliCommand, ProgressWhen, config_of, language_of};
use clap::FromArgMatches as _;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Runs the program; returns its exit code.
pub fn main() -> ExitCode {
    report::panics();
    panics::tell_only_uncaught();
    let typed: Vec<OsString> = negations_kept(std::env::args_os()).collect();
    let mut config = Config::load(config_of(&typed), |name| std::env::var_os(name));
    let language = language_of(&typed, &config);
    let understood = help::unmarked(help::command(language, &config))
        .try_get_matches_from(&typed)
        .and_then(|matches| Ok((Arguments::from_arg_matches(&matches)?, matches)));
    let arguments = match understood {
        Ok((arguments, matches)) => {
            config::note_options(&mut config, &matches);
            arguments
        }
        Err(error) => return usage::answer(&error, &typed, language),
    };
    let language = arguments.reader.common.language();
    log::start(arguments.reader.common.log.filter());
    ::log::info!("newsreader {} starts", env!("CARGO_PKG_VERSION"));
    // The reader shows them itself, and so does `config`.
    if !matches!(arguments.command, None | Some(CliCommand::Config { .. })) {
        config::tell_faults(&config, language);
    }
    match perform(arguments, &config, language) {
        Ok(code) => code,
        Err(error) => report::failure(&error, language),
    }
}

/// Escapes the `-` of `-word` after `search`, where it negates a word, so that clap does not take
/// it for an option. `--limit` is an option anywhere.
fn negations_kept(arguments: impl Iterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    let mut is_search = false;
    arguments.map(move |argument| {
        let text = argument.to_str().filter(|_| is_search);
        is_search |= argument == "search";
        match text.and_then(|text| text.strip_prefix('-')) {
            // A number after a hyphen is an invalid option value, not a negated word.
            Some(rest)
                if rest.starts_with(|c: char| c != '-' && !c.is_ascii_digit()) && rest != "h" =>
            {
                format!("{MINUS}{rest}").into()
            }
            _ => argument,
        }
    })
}

fn perform(arguments: Arguments, config: &Config, language: Language) -> Result<ExitCode> {
    let library = arguments
        .library
        .filter(|path| !path.as_os_str().is_empty());
    match arguments.command {
        None => {
            let opened = (arguments.paths, arguments.base, library);
            reader::read(opened, &arguments.reader, config, language)
        }
        Some(CliCommand::Manual { roff: false }) => {
            reader::manual(library, &arguments.reader, config, language)
        }
        Some(CliCommand::Manual { roff: true }) => {
            let page = manual::man_page(language);
            let page = page.with_context(|| internal_error(Doing::Manual, language))?;
            printed(&page, language)
        }
        Some(CliCommand::Completions { shell }) => printed(&completions::of(shell), language),
        Some(CliCommand::Config { command }) => config::perform(&command, config, language),
        Some(CliCommand::Parse {
            paths,
            base,
            pretty,
        }) => show::parse(&base.input_of(paths, language)?, pretty, language),
        Some(CliCommand::Show {
            paths,
            base,
            width,
            output,
        }) => {
            let layout = show::Layout {
                width: width.cells(),
                language,
                widths: output.common.widths()?,
            };
            show_stories((paths, base, library), &layout, output.json)
        }
        Some(CliCommand::Feeds { command, .. }) => {
            let passwords = &config.file.passwords;
            let library = || library::place(library, language);
            feeds::perform(library, &command, passwords, language)
        }
        Some(CliCommand::Doctor { json, common }) => {
            let library = library::place(library, language).ok();
            doctor::doctor(&common, library.as_deref(), json)
        }
        Some(CliCommand::Wrap {
            files,
            width,
            common,
        }) => {
            let widths = common.widths()?;
            let input = BaseArgument::default().input_of(files, language)?;
            show::wrap(&input, width.cells(), &widths, language)
        }
        Some(command) => {
            let library = library::place(library, language)?;
            let done = perform_on(&library, command, config, language);
            done.inspect_err(|error| report::note_damage(&library, error))
        }
    }
}

/// Runs `show`: prints a stored article, or those of the paths.
fn show_stories(
    (paths, base, library): (Vec<PathBuf>, BaseArgument, Option<PathBuf>),
    layout: &show::Layout,
    as_json: bool,
) -> Result<ExitCode> {
    let language = layout.language;
    match (stored_id(&paths), as_json) {
        (Some(id), as_json) => {
            let library = library::place(library, language)?;
            let found = library::story(&library, &id, language);
            let (article, code) =
                found.inspect_err(|error| report::note_damage(&library, error))?;
            show::one(&article, layout, as_json)?;
            Ok(code)
        }
        (None, true) => show::parse(&base.input_of(paths, language)?, false, language),
        (None, false) => show::show(&base.input_of(paths, language)?, layout),
    }
}

fn printed(text: &str, language: Language) -> Result<ExitCode> {
    output::line(text.trim_end()).context(Shell::StandardOutput.say(language))?;
    Ok(ExitCode::SUCCESS)
}

/// Returns the id of a stored article, if that is what the paths of `show` are.
fn stored_id(paths: &[PathBuf]) -> Option<String> {
    match paths {
        [one] if !one.exists() => {
            Some(one.to_string_lossy().into_owned()).filter(|name| library::is_id(name))
        }
        _ => None,
    }
}

/// Runs a command that uses the library.
fn perform_on(
    library: &Path,
    command: CliCommand,
    config: &Config,
    language: Language,
) -> Result<ExitCode> {
    let passwords = &config.file.passwords;
    match command {
        CliCommand::Accounts { command, .. } => {
            accounts::perform(library, &command, passwords, language)
        }
        CliCommand::Mark { arguments, output } => {
            mark::mark(library, &arguments, output.json, language)
        }
        CliCommand::Import {
            paths,
            base,
            progress,
            output,
        } => import::import(
            library,
            &base.input_of(paths, language)?,
            progress == ProgressWhen::Auto,
            &output.printer(),
        ),
        CliCommand::List { filter, output } => library::list(library, &filter, &output.printer()),
        CliCommand::Search {
            query,
            limit,
            newest,
            output,
        } => {
            let order = if newest { Order::Newest } else { Order::Best };
            library::search(library, &query.join(" "), order, limit, &output.printer())
        }
        CliCommand::Related {
            story,
            limit,
            output,
        } => library::related(library, &story, limit, &output.printer()),
        CliCommand::Sync { arguments, output } => {
            let opener = AccountOpener::new(library, passwords.clone());
            sync::sync(library, &opener, (&arguments, output.json), language)
        }
        CliCommand::Export { json: _always } => library::export(library, language),
        CliCommand::Remove { ids, json } => library::remove(library, &ids, json, language),
        CliCommand::Feeds { .. }
        | CliCommand::Parse { .. }
        | CliCommand::Show { .. }
        | CliCommand::Wrap { .. }
        | CliCommand::Config { .. }
        | CliCommand::Manual { .. }
        | CliCommand::Completions { .. }
        | CliCommand::Doctor { .. } => {
            bail!("not a command of the library")
        }
    }
}
