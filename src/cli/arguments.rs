//! The arguments of the program.

mod common;

use super::{accounts, config, feeds, library, mark, sync};
use crate::app::row_template::DEFAULT_ROW;
use crate::runtime::PrintChoice;
use crate::terminal::graphics::Protocol;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

pub(super) use common::{
    BaseArgument, CommonArguments, OutputArguments, WidthArgument, config_of, language_of,
    language_of_locale,
};

/// A terminal news reader for Hindi and every other script.
///
/// Without a path it opens the library, or the stories that come with it.
#[derive(Debug, Parser)]
#[command(name = "newsreader", version, subcommand_precedence_over_arg = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<CliCommand>,
    /// Files, folders or addresses with articles; `-` is standard input. Nothing is stored.
    #[arg(value_name = "PATH|URL")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) base: BaseArgument,
    #[command(flatten)]
    pub(super) reader: ReaderArguments,
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) library: Option<PathBuf>,
    /// Configuration file to use instead of your own (also `NEWSREADER_CONFIG`)
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) config: Option<PathBuf>,
}

/// The options of the reader. The help of those that are settings is in the table of settings.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
#[derive(Debug, Args)]
pub(super) struct ReaderArguments {
    #[command(flatten)]
    pub(super) common: CommonArguments,
    #[arg(long, value_name = "NAME", default_value = "auto")]
    pub(super) theme: String,
    #[arg(long, value_name = "CELLS", default_value_t = 66, value_parser = clap::value_parser!(u16).range(20..=200))]
    pub(super) measure: u16,
    /// Measure the terminal again instead of using the cached measurements
    #[arg(long)]
    pub(super) calibrate: bool,
    #[arg(long, value_name = "MINUTES", default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=1440))]
    pub(super) refresh: u16,
    #[arg(
        long,
        value_name = "BOOL",
        default_value = "true",
        default_missing_value = "true",
        num_args = 0..=1,
        require_equals = true,
        action = ArgAction::Set
    )]
    pub(super) mouse: bool,
    /// The same as `--mouse=false`
    #[arg(long)]
    pub(super) no_mouse: bool,
    #[arg(long, value_enum, default_value = "auto", value_name = "HOW")]
    pub(super) print: PrintArgument,
    #[arg(long, value_name = "TEMPLATE", default_value = DEFAULT_ROW)]
    pub(super) row: String,
    #[arg(long, value_enum, default_value = "large", value_name = "SIZE")]
    pub(super) headlines: Headlines,
    #[arg(
        long,
        value_name = "BOOL",
        default_value = "false",
        default_missing_value = "true",
        num_args = 0..=1,
        require_equals = true,
        action = ArgAction::Set
    )]
    pub(super) justify: bool,
    #[arg(long, value_name = "FAMILY")]
    pub(super) font: Option<String>,
    #[arg(long, value_enum, default_value = "inscript", value_name = "LAYOUT")]
    pub(super) keyboard: KeyboardArgument,
}

/// The Devanagari keyboard.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(super) enum KeyboardArgument {
    Inscript,
    Remington,
    None,
}

/// The size of headlines.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(super) enum Headlines {
    Large,
    Plain,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum PrintArgument {
    /// If the terminal supports pictures and answers soon enough
    Auto,
    /// Letters as the terminal draws them
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

#[derive(Debug, Subcommand)]
pub(super) enum CliCommand {
    /// Print articles as JSON, one per line
    Parse {
        /// Files, folders or addresses; `-` is standard input
        #[arg(value_name = "PATH|URL", required = true)]
        paths: Vec<PathBuf>,
        #[command(flatten)]
        base: BaseArgument,
        /// Indent the JSON
        #[arg(long)]
        pretty: bool,
    },
    /// Print articles laid out as text
    Show {
        /// Files, folders, addresses, or the id of a story in the library; `-` is standard input
        #[arg(value_name = "PATH|URL|ID", required = true)]
        paths: Vec<PathBuf>,
        #[command(flatten)]
        base: BaseArgument,
        #[command(flatten)]
        width: WidthArgument,
        #[command(flatten)]
        output: OutputArguments,
    },
    /// Follow feeds and see their state
    Feeds {
        #[command(subcommand)]
        command: feeds::FeedsCommand,
        #[command(flatten)]
        common: CommonArguments,
    },
    /// Join accounts at servers such as FreshRSS and Miniflux, and see their state
    Accounts {
        #[command(subcommand)]
        command: accounts::AccountsCommand,
        #[command(flatten)]
        common: CommonArguments,
    },
    /// Fetch the feeds that are due, and sync the accounts
    Sync {
        #[command(flatten)]
        arguments: sync::SyncArguments,
        #[command(flatten)]
        output: OutputArguments,
    },
    /// Report how this terminal sets Hindi, what was found, and what to change
    Doctor {
        /// As JSON, for a bug report
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        common: CommonArguments,
    },
    /// Open the whole manual in the reader; print it where there is no terminal
    Manual {
        /// Print it as a man page
        #[arg(long)]
        roff: bool,
    },
    /// Print the completions for a shell
    Completions {
        /// The shell
        #[arg(value_name = "SHELL")]
        shell: clap_complete::Shell,
    },
    /// See and check your settings
    Config {
        #[command(subcommand)]
        command: config::ConfigCommand,
    },
    /// Add articles to the library; known ones change nothing
    Import {
        /// Files or folders; `-` is standard input
        #[arg(value_name = "PATH", required = true)]
        paths: Vec<PathBuf>,
        #[command(flatten)]
        base: BaseArgument,
        /// Whether to show progress on a terminal
        #[arg(long, value_enum, default_value_t = ProgressWhen::Auto)]
        progress: ProgressWhen,
        #[command(flatten)]
        output: OutputArguments,
    },
    /// List the stories of the library, newest first
    List {
        #[command(flatten)]
        filter: library::ListFilter,
        #[command(flatten)]
        output: OutputArguments,
    },
    /// Find stories in the library: words, "phrases", -not, prefix*, title:, source:, since:,
    /// before:
    Search {
        /// The query
        #[arg(value_name = "QUERY", required = true)]
        query: Vec<String>,
        /// Maximum number of stories
        #[arg(long, default_value_t = 20)]
        limit: usize,
        /// Newest first instead of best first
        #[arg(long)]
        newest: bool,
        #[command(flatten)]
        output: OutputArguments,
    },
    /// Find stories of the library similar to one of its own or one in a file
    Related {
        /// The id of a story, or a file
        #[arg(value_name = "ID|PATH")]
        story: String,
        /// Maximum number of stories
        #[arg(long, default_value_t = 10)]
        limit: usize,
        #[command(flatten)]
        output: OutputArguments,
    },
    /// Print all stories of the library as JSON, one per line; `import` reads it again
    Export {
        /// Accepted for symmetry; the output is always JSON
        #[arg(long)]
        json: bool,
    },
    /// Mark stories of the library as read or unread, or give and take stars
    Mark {
        #[command(flatten)]
        arguments: mark::MarkArguments,
        #[command(flatten)]
        output: OutputArguments,
    },
    /// Remove stories from the library
    Remove {
        /// Their ids, as `list` prints them
        #[arg(value_name = "ID", required = true)]
        ids: Vec<String>,
        /// Print a JSON object per line: each id, and whether it was there
        #[arg(long)]
        json: bool,
    },
    /// Wrap any text by paragraphs, removing nothing: `fold -s` for Hindi
    Wrap {
        /// Files; standard input if there are none
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
        #[command(flatten)]
        width: WidthArgument,
        #[command(flatten)]
        common: CommonArguments,
    },
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(super) enum ProgressWhen {
    Auto,
    Never,
}
