//! Runs the application: reads its input, starts its threads and runs the event loop.
//!
//! The keyboard, the reading of articles and all slow work have their own threads, which answer
//! through one bounded channel, so that no key waits for a file.

mod article_index;
mod client_slot;
mod command_history;
mod configuration;
mod event_loop;
mod feed_worker;
mod fetch_worker;
mod files;
mod fonts;
mod library_worker;
mod lists;
mod loader;
mod manual;
mod mark_sender;
mod perform;
mod print;
mod rows;
mod session_input;
mod themes;
mod watch;
mod widths;
mod worker;

pub use configuration::{ConfigurationReader, ReadConfiguration};
pub use fonts::Fonts;
pub use manual::ManualWriter;
pub use print::{PrintChoice, PrintSetting, cell_of, colours_of, protocol_of};
pub use session_input::{Input, input_size, read_input};
pub use themes::ThemeSetup;
pub use widths::{WidthSetting, examine};

use crate::app::command::{Command, ShowCommand};
use crate::app::{Answer, Configuration, Message, Model, Options};
use crate::article::Timestamp;
use crate::sync::PasswordCommands;
use crate::terminal::Session;
use crate::terminal::answers::is_light_by;
use crate::terminal::calibrate::{Conversation, Findings};
use crate::terminal::input::{self, InputEvent, Listener};
use crate::ui::theme::contrast::TerminalColours;
use article_index::ArticleIndex;
use event_loop::EventLoop;
use perform::{Performer, StartAnswers, Stories};
use print::Print;
use ratatui::layout::Size;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use themes::{ThemeNews, ThemeState, depth_of};
use widths::Widths;

/// The parameters of a session.
#[expect(missing_debug_implementations, reason = "a function has none")]
pub struct Setup {
    /// The articles to read.
    pub input: Input,
    /// The path of the user's library: the source of the articles shown or, if those come from
    /// files, the place where they can be kept.
    pub library: PathBuf,
    /// The commands that print the passwords of accounts.
    pub passwords: PasswordCommands,
    /// The user's options.
    pub options: Options,
    /// The theme, and where others are.
    pub theme: ThemeSetup,
    /// How the widths of clusters in the terminal are determined.
    pub widths: WidthSetting,
    /// Whether to request mouse events from the terminal.
    pub with_mouse: bool,
    /// Whether text is set as in print.
    pub print: PrintSetting,
    /// What the configuration says.
    pub configuration: Configuration,
    /// The files of the configuration, there or not.
    pub configuration_files: Vec<PathBuf>,
    /// Reads the configuration again.
    pub read_configuration: ConfigurationReader,
    /// Writes the manual.
    pub manual: ManualWriter,
    /// Whether to begin with the manual.
    pub begins_with_manual: bool,
}

/// An event of the loop.
#[derive(Debug)]
enum LoopEvent {
    Terminal(InputEvent),
    Answer(Answer),
    Fonts(fonts::FoundFaces),
    Themes(ThemeNews),
}

impl From<Answer> for LoopEvent {
    fn from(answer: Answer) -> Self {
        Self::Answer(answer)
    }
}

impl From<ThemeNews> for LoopEvent {
    fn from(news: ThemeNews) -> Self {
        Self::Themes(news)
    }
}

/// The maximum number of waiting events; when it is reached, their senders block.
const WAITING: usize = 256;
/// Runs the application until the user quits.
///
/// # Errors
///
/// If the terminal cannot be acquired, or is gone.
pub fn run(setup: Setup) -> io::Result<()> {
    let (sender, receiver) = sync_channel(WAITING);
    let article_index = Arc::new(ArticleIndex::new(setup.options.language));
    if let Input::Library(path) = &setup.input {
        article_index.set_library(path.clone());
    }
    let input = setup.input.clone();
    let loader = loader::start(input, Arc::clone(&article_index), sender.clone())?;
    let outcome = run_loop(setup, article_index, (sender, receiver));
    loader.finish_library();
    outcome
}

/// Runs the application; when it returns, the receiver is gone and the terminal is restored.
fn run_loop(
    setup: Setup,
    article_index: Arc<ArticleIndex>,
    (sender, receiver): (SyncSender<LoopEvent>, Receiver<LoopEvent>),
) -> io::Result<()> {
    let stories = Stories {
        article_index,
        library: setup.library,
        language: setup.options.language,
        passwords: setup.passwords,
    };
    let language = setup.options.language;
    // From here on no signal is lost: neither a resize after the size was read, nor one that ends the program while
    // the terminal is asked.
    let signals = sender.clone();
    input::listen_to_signals(move |event| signals.send(LoopEvent::Terminal(event)).is_ok())?;
    let session = Session::enter(setup.with_mouse)?;
    let mut widths = Widths::new(setup.widths);
    // Without answers to queries, only the terminal's name determines how to draw.
    let opening = widths.open(false).unwrap_or_default();
    let (width, height) = crossterm::terminal::size()?;
    let size = Size { width, height };
    let mut model = Model::new(size, setup.options, widths.profile(), now());
    model.context.keymap = setup.configuration.keymap;
    model.context.settings = setup.configuration.settings.clone();
    model.context.configured = setup.configuration.settings;
    model.apply_row_template();
    let themes = themes_for(setup.theme, &opening.findings);
    let theme = themes.drawn();
    let page = (theme.is_light, theme.page());
    let warning = themes.warning();
    let fonts = sender.clone();
    let found = move |found| fonts.send(LoopEvent::Fonts(found)).is_ok();
    let start = StartAnswers {
        is_awaited: opening.unfinished.is_some(),
        delay: opening.findings.took,
    };
    let (listener, keys) = start_listening(opening.unfinished, &sender)?;
    let configuration = configuration::start(
        (setup.read_configuration, setup.configuration_files),
        model.context.options.language,
        sender.clone(),
    )?;
    let print = Print::start(setup.print, &opening.findings, page, found);
    let performer = Performer::new(
        stories,
        sender,
        (session, listener, keys),
        widths,
        (print, themes, &start),
        (configuration, setup.manual),
    )?;
    let mut event_loop = EventLoop::new(model, performer, size);
    let warning = warning.map(|warning| warning.say(language).into());
    let faults = setup.configuration.faults.into_iter().chain(warning);
    let faults = Answer::ConfigurationFaults(faults.collect());
    // A remark asks for nothing, so it cannot end the program.
    let _stays = event_loop.apply(Message::Answered(faults));
    if setup.begins_with_manual {
        let show = Command::Show(ShowCommand::Manual);
        // The command asks for nothing that could end the program.
        let _stays = event_loop.apply(Message::Command(show));
    }
    // The receiver is dropped before the workers: one that waits to send an answer then ends.
    event_loop.run(receiver, opening.typed)
}

/// Returns the theme in the colours of the terminal, for its background: as the terminal reported it, else as the
/// environment says.
fn themes_for(setup: ThemeSetup, findings: &Findings) -> ThemeState {
    let setting = |name: &str| std::env::var(name).ok();
    let depth = depth_of(findings.name.as_deref(), setting);
    let terminal = TerminalColours {
        text: findings.text,
        ground: findings.ground,
    };
    let assumed = is_light_by(&setting("COLORFGBG").unwrap_or_default());
    ThemeState::new(setup, depth, terminal, assumed)
}

fn start_listening(
    unfinished: Option<Conversation>,
    sender: &SyncSender<LoopEvent>,
) -> io::Result<(Listener, Sender<InputEvent>)> {
    let (typed, keys) = channel();
    let again = typed.clone();
    let loop_side = sender.clone();
    // The listener sends to an unbounded channel first: it must be able to pause when the loop asks
    // it to, even while articles fill the bounded channel.
    std::thread::Builder::new()
        .name("keys".to_owned())
        .spawn(move || {
            for event in keys {
                if loop_side.send(LoopEvent::Terminal(event)).is_err() {
                    return;
                }
            }
        })?;
    let listener = Listener::start(unfinished, move |event| typed.send(event).is_ok())?;
    Ok((listener, again))
}

/// Returns the current time with the machine's offset.
pub fn now() -> Timestamp {
    chrono::Local::now().fixed_offset()
}
