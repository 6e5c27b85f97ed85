//! Arguments into one of the program's jobs.

mod doctor;
mod feeds;
mod import;
mod json;
mod library;
mod report;
mod show;
mod sync;

use crate::app::Options;
use crate::panics;
use crate::runtime::{Input, PrintChoice, PrintSetting, Setup, WidthSetting, run};
use crate::store::Order;
use crate::sync::address_of;
use crate::terminal::graphics::Protocol;
use crate::text::width::WidthProfile;
use crate::ui::theme::Theme;
use crate::words::{Language, Phrase};
use anyhow::{Context as _, Result, bail};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A terminal news reader for Hindi and every other script.
///
/// Without a path it opens the library, or the stories that come with it.
#[derive(Debug, Parser)]
#[command(name = "newsreader", version, subcommand_precedence_over_arg = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// Files, folders or addresses with articles; `-` is standard input. Nothing is stored.
    #[arg(value_name = "PATH|URL")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    reader: ReaderArguments,
    /// The file of the library, instead of the person's own (also `NEWSREADER_LIBRARY`).
    #[arg(long, value_name = "FILE", global = true)]
    library: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct ReaderArguments {
    #[command(flatten)]
    common: CommonArguments,
    /// Colours: for a dark ground, a light one, none, or as the terminal says.
    #[arg(long, value_enum, default_value_t = ThemeChoice::Auto)]
    theme: ThemeChoice,
    /// The longest line of an article, in cells.
    #[arg(long, value_name = "CELLS", default_value_t = 66, value_parser = clap::value_parser!(u16).range(20..=200))]
    measure: u16,
    /// Measure the terminal anew, whatever is known of it from the last time.
    #[arg(long)]
    calibrate: bool,
    /// Leave the mouse to the terminal, for selecting text.
    #[arg(long)]
    no_mouse: bool,
    /// Set text as in print, by pictures over the cells.
    #[arg(long, value_enum, default_value = "auto", value_name = "HOW")]
    print: PrintArgument,
    /// Headlines of articles as in print: in letters of two rows, or as the other text.
    #[arg(long, value_enum, default_value = "large", value_name = "SIZE")]
    headlines: Headlines,
    /// The font of the print, by its family; else the first of a list that this system has.
    #[arg(long, value_name = "FAMILY")]
    font: Option<String>,
}

/// How large headlines are.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum Headlines {
    Large,
    Plain,
}

#[derive(Clone, Debug, Args)]
struct CommonArguments {
    /// The language of the interface.
    #[arg(long, value_enum, global = true)]
    lang: Option<LanguageChoice>,
    /// How many cells the terminal gives each letter, by the name of a profile.
    #[arg(long, value_name = "NAME")]
    widths: Option<String>,
    /// Leave squeezed conjuncts as the terminal squeezes them: denser lines, harder to read.
    #[arg(long)]
    dense: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum PrintArgument {
    /// Where the terminal shows pictures and answers soon.
    Auto,
    /// Letters as the terminal draws them.
    Off,
    Kitty,
    Sixel,
    Iterm2,
}

impl From<PrintArgument> for PrintChoice {
    fn from(argument: PrintArgument) -> Self {
        match argument {
            PrintArgument::Auto => Self::Auto,
            PrintArgument::Off => Self::Off,
            PrintArgument::Kitty => Self::By(Protocol::Kitty),
            PrintArgument::Sixel => Self::By(Protocol::Sixel),
            PrintArgument::Iterm2 => Self::By(Protocol::Iterm2),
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ThemeChoice {
    Auto,
    Dark,
    Light,
    None,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LanguageChoice {
    Hi,
    En,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print articles as JSON, one a line.
    Parse {
        /// Files, folders or addresses; `-` is standard input.
        #[arg(value_name = "PATH|URL", required = true)]
        paths: Vec<PathBuf>,
        /// Indent the JSON.
        #[arg(long)]
        pretty: bool,
    },
    /// Print articles laid out as text.
    Show {
        /// Files, folders or addresses, or an id of the library; `-` is standard input.
        #[arg(value_name = "PATH|URL|ID", required = true)]
        paths: Vec<PathBuf>,
        #[command(flatten)]
        width: WidthArgument,
        #[command(flatten)]
        output: OutputArguments,
    },
    /// Follow feeds, and look at them.
    Feeds {
        #[command(subcommand)]
        command: feeds::FeedsCommand,
        #[command(flatten)]
        common: CommonArguments,
    },
    /// Fetch what is due of the feeds that are followed.
    Sync {
        #[command(flatten)]
        arguments: sync::SyncArguments,
        #[command(flatten)]
        output: OutputArguments,
    },
    /// Say what this terminal does with Hindi, what was found, and what to change.
    Doctor {
        /// As JSON, for a report.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        common: CommonArguments,
    },
    /// Put articles into the library; the same ones again change nothing.
    Import {
        /// Files or folders; `-` is standard input.
        #[arg(value_name = "PATH", required = true)]
        paths: Vec<PathBuf>,
        /// Whether progress is shown on a terminal.
        #[arg(long, value_enum, default_value_t = When::Auto)]
        progress: When,
        #[command(flatten)]
        output: OutputArguments,
    },
    /// List the stories of the library, newest first.
    List {
        #[command(flatten)]
        output: OutputArguments,
    },
    /// Find stories in the library: words, "phrases", -not, prefix*, title:, source:, since:, before:.
    Search {
        /// What is looked for.
        #[arg(value_name = "QUERY", required = true, allow_hyphen_values = true)]
        query: Vec<String>,
        /// The most stories.
        #[arg(long, default_value_t = 20)]
        limit: usize,
        /// Newest first, instead of the best answer.
        #[arg(long)]
        newest: bool,
        #[command(flatten)]
        output: OutputArguments,
    },
    /// Find stories of the library like one of it, or like one in a file.
    Related {
        /// The id of a story, or a file.
        #[arg(value_name = "ID|PATH")]
        story: String,
        /// The most stories.
        #[arg(long, default_value_t = 10)]
        limit: usize,
        #[command(flatten)]
        output: OutputArguments,
    },
    /// Print all stories of the library as JSON, one a line; `import` reads it again.
    Export {
        /// It always is JSON; for who writes it everywhere.
        #[arg(long)]
        json: bool,
    },
    /// Take stories out of the library.
    Remove {
        /// Their ids, as `list` prints them.
        #[arg(value_name = "ID", required = true)]
        ids: Vec<String>,
        /// One JSON object a line: each id, and whether it was there.
        #[arg(long)]
        json: bool,
    },
    /// Wrap any text, paragraph by paragraph, taking nothing away: `fold -s` for Hindi.
    Wrap {
        /// Files; standard input without any.
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
        #[command(flatten)]
        width: WidthArgument,
        #[command(flatten)]
        common: CommonArguments,
    },
}

#[derive(Clone, Debug, Args)]
struct OutputArguments {
    /// One JSON object a line.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    common: CommonArguments,
}

impl OutputArguments {
    fn printer(&self) -> library::Printer {
        library::Printer {
            json: self.json,
            language: language_of(&self.common),
        }
    }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum When {
    Auto,
    Never,
}

#[derive(Clone, Copy, Debug, Args)]
struct WidthArgument {
    /// The most cells of a line; without it, the terminal's, at most 80.
    #[arg(long, value_name = "CELLS", value_parser = clap::value_parser!(u16).range(1..=10_000))]
    width: Option<u16>,
}

/// Runs the program; returns how it ended.
pub fn main() -> ExitCode {
    panics::tell_only_uncaught();
    let arguments = Arguments::parse();
    match perform(arguments) {
        Ok(code) => code,
        Err(error) => report::failure(&error),
    }
}

fn perform(arguments: Arguments) -> Result<ExitCode> {
    let library = arguments.library;
    match arguments.command {
        None => read(arguments.paths, library, &arguments.reader),
        Some(Command::Parse { paths, pretty }) => show::parse(&input_of(paths), pretty),
        Some(Command::Show {
            paths,
            width,
            output,
        }) => {
            let stored = match paths.as_slice() {
                [one] if !one.exists() => library::id_of(&one.to_string_lossy()),
                _ => None,
            };
            let layout = show::Layout {
                width: cells(width),
                language: language_of(&output.common),
                widths: widths_of(&output.common)?,
            };
            match (stored, output.json) {
                (Some(id), as_json) => {
                    let article = library::story(&library::place(library)?, id)?;
                    show::one(&article, &layout, as_json)
                }
                (None, true) => show::parse(&input_of(paths), false),
                (None, false) => show::show(&input_of(paths), &layout),
            }
        }
        Some(Command::Feeds { command, common }) => {
            feeds::perform(|| library::place(library), &command, language_of(&common))
        }
        Some(Command::Doctor { json, common }) => doctor::doctor(&common, json),
        Some(Command::Wrap {
            files,
            width,
            common,
        }) => {
            let widths = widths_of(&common)?;
            show::wrap(&input_of(files), cells(width), &widths)
        }
        Some(command) => perform_on(&library::place(library)?, command),
    }
}

/// The commands of the library.
fn perform_on(library: &Path, command: Command) -> Result<ExitCode> {
    match command {
        Command::Import {
            paths,
            progress,
            output,
        } => import::import(
            library,
            &input_of(paths),
            progress == When::Auto,
            &output.printer(),
        ),
        Command::List { output } => library::list(library, &output.printer()),
        Command::Search {
            query,
            limit,
            newest,
            output,
        } => {
            let order = if newest { Order::Newest } else { Order::Best };
            library::search(library, &query.join(" "), order, limit, &output.printer())
        }
        Command::Related {
            story,
            limit,
            output,
        } => library::related(library, &story, limit, &output.printer()),
        Command::Sync { arguments, output } => {
            let language = language_of(&output.common);
            sync::sync(library, &arguments, output.json, language)
        }
        Command::Export { json: _always } => library::export(library),
        Command::Remove { ids, json } => library::remove(library, &ids, json),
        Command::Feeds { .. }
        | Command::Parse { .. }
        | Command::Show { .. }
        | Command::Wrap { .. }
        | Command::Doctor { .. } => {
            bail!("not a command of the library")
        }
    }
}

fn read(
    paths: Vec<PathBuf>,
    library: Option<PathBuf>,
    arguments: &ReaderArguments,
) -> Result<ExitCode> {
    let language = language_of(&arguments.common);
    if !io::stdout().is_terminal() {
        bail!("{}", Phrase::NoTerminal.say(language));
    }
    for path in paths.iter().filter(|path| *path != Path::new("-")) {
        if !path.exists() && address_of(path).is_none() {
            bail!("{}: {}", path.display(), Phrase::NoSuchFile.say(language));
        }
    }
    let library = library::place(library);
    let input = match (&library, paths.is_empty()) {
        (Ok(library), true) => Input::Library(library.clone()),
        (Err(_no_home), true) => Input::Bundled,
        (_, false) => input_of(paths),
    };
    let options = Options {
        language,
        measure: arguments.measure,
        bundled: input == Input::Bundled,
        library: matches!(input, Input::Library(_)),
        large_headlines: arguments.headlines == Headlines::Large,
    };
    let setup = Setup {
        input,
        // Without a home there is nothing to keep stories in, and keeping one says so.
        library: library.unwrap_or_default(),
        options,
        theme: theme_of(arguments.theme),
        widths: WidthSetting {
            named: named_widths(&arguments.common)?,
            dense: arguments.common.dense,
            afresh: arguments.calibrate,
        },
        with_mouse: !arguments.no_mouse,
        print: PrintSetting {
            choice: arguments.print.into(),
            family: arguments.font.clone(),
        },
    };
    run(setup).context("the terminal could not be used")?;
    Ok(ExitCode::SUCCESS)
}

fn input_of(paths: Vec<PathBuf>) -> Input {
    if paths.is_empty() || paths.iter().any(|path| path == Path::new("-")) {
        return Input::Standard;
    }
    Input::Paths(paths)
}

fn language_of(arguments: &CommonArguments) -> Language {
    match arguments.lang {
        Some(LanguageChoice::Hi) => Language::Hindi,
        Some(LanguageChoice::En) => Language::English,
        None => {
            let settings = ["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| std::env::var(name).ok());
            Language::choose(settings.iter().map(Option::as_deref))
        }
    }
}

/// The profile that was named, else the terminal's as far as the environment names it; what goes
/// into a pipe is laid out by the default.
fn widths_of(arguments: &CommonArguments) -> Result<WidthProfile> {
    let widths = match named_widths(arguments)? {
        Some(widths) => widths,
        None if io::stdout().is_terminal() => {
            WidthProfile::of_environment(|name| std::env::var(name).ok())
        }
        None => WidthProfile::default(),
    };
    // Lines that are only printed cannot hold a cluster in more cells than the terminal gives it.
    Ok(widths.dense())
}

fn named_widths(arguments: &CommonArguments) -> Result<Option<WidthProfile>> {
    let Some(name) = &arguments.widths else {
        return Ok(None);
    };
    let widths = WidthProfile::named(name).with_context(|| {
        let names = WidthProfile::names().join(", ");
        format!("--widths {name}: no such profile; there are {names}")
    })?;
    Ok(Some(widths))
}

fn cells(argument: WidthArgument) -> usize {
    let terminal = || {
        crossterm::terminal::size()
            .ok()
            .filter(|_| io::stdout().is_terminal())
    };
    let width = argument
        .width
        .or_else(|| terminal().map(|(width, _)| width.min(80)));
    usize::from(width.unwrap_or(80))
}

/// `None` where the terminal's background is to decide.
fn theme_of(choice: ThemeChoice) -> Option<Theme> {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    match choice {
        ThemeChoice::None => Some(Theme::Colourless),
        ThemeChoice::Dark => Some(Theme::Dark),
        ThemeChoice::Light => Some(Theme::Light),
        ThemeChoice::Auto => no_color.then_some(Theme::Colourless),
    }
}
