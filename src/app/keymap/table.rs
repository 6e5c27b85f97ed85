//! The table of commands: the name by which a configuration binds each, its keys, its help.
//!
//! The keymap, the help, the hints and `newsreader config default` come from it; a test compares it with the README.

use crate::app::command::{
    ArticleCommand, Command, FeedCommand, FindCommand, HistoryCommand, HitCommand, ListCommand,
    ListsCommand, MarksCommand, Motion, PaneCommand, RefreshCommand, SettingsCommand, ShowCommand,
    TerminalCommand,
};
use crate::words::Help;

/// A row of the key table: a command, its keys and its help.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// The name of the command in a configuration.
    pub name: &'static str,
    /// The command.
    pub command: Command,
    /// The keys, as [`crate::key::KeySequence`] parses them; hints show the first.
    pub keys: &'static [&'static str],
    /// The line of the help.
    pub help: Help,
}

const fn row(
    name: &'static str,
    command: Command,
    keys: &'static [&'static str],
    help: Help,
) -> Binding {
    Binding {
        name,
        command,
        keys,
        help,
    }
}

/// Every command with its keys, in the order of the help; a row a line, so that it is read as a table.
#[rustfmt::skip]
pub const BINDINGS: &[Binding] = &[
    row("down", Command::Move(Motion::Down), &["↓", "j"], Help::Down),
    row("up", Command::Move(Motion::Up), &["↑", "k"], Help::Up),
    row("page-down", Command::Move(Motion::PageDown), &["Space", "PgDn", "^F"], Help::PageDown),
    row("page-up", Command::Move(Motion::PageUp), &["PgUp", "^B"], Help::PageUp),
    row("half-page-down", Command::Move(Motion::HalfPageDown), &["^D"], Help::HalfPageDown),
    row("half-page-up", Command::Move(Motion::HalfPageUp), &["^U"], Help::HalfPageUp),
    row("top", Command::Move(Motion::Top), &["Home", "g"], Help::Top),
    row("bottom", Command::Move(Motion::Bottom), &["End", "G"], Help::Bottom),
    row("open", Command::Pane(PaneCommand::Open), &["Enter", "→", "l"], Help::Open),
    row("back", Command::Pane(PaneCommand::Back), &["Esc", "←", "h", "Backspace"], Help::Back),
    row("next-stop", Command::Pane(PaneCommand::NextStop), &["Tab"], Help::NextStop),
    row("previous-stop", Command::Pane(PaneCommand::PreviousStop), &["Shift-Tab"], Help::PreviousStop),
    row("digit-1", Command::Digit(1), &["1"], Help::Digit),
    row("digit-2", Command::Digit(2), &["2"], Help::Digit),
    row("digit-3", Command::Digit(3), &["3"], Help::Digit),
    row("digit-4", Command::Digit(4), &["4"], Help::Digit),
    row("digit-5", Command::Digit(5), &["5"], Help::Digit),
    row("digit-6", Command::Digit(6), &["6"], Help::Digit),
    row("digit-7", Command::Digit(7), &["7"], Help::Digit),
    row("digit-8", Command::Digit(8), &["8"], Help::Digit),
    row("digit-9", Command::Digit(9), &["9"], Help::Digit),
    row("digit-0", Command::Digit(0), &["0"], Help::Digit),
    row("hints", Command::Article(ArticleCommand::Hints), &["f"], Help::Letters),
    row("next-story", Command::List(ListCommand::NextArticle), &["J"], Help::NextStory),
    row("previous-story", Command::List(ListCommand::PreviousArticle), &["K"], Help::PreviousStory),
    row("history-back", Command::History(HistoryCommand::Back), &["H", "Alt-←"], Help::HistoryBack),
    row("history-forward", Command::History(HistoryCommand::Forward), &["L", "Alt-→"], Help::HistoryForward),
    row("search", Command::Find(FindCommand::Search), &["/"], Help::Search),
    row("next-hit-or-unread", Command::Hit(HitCommand::NextHitOrUnread), &["n"], Help::NextHitOrUnread),
    row("previous-hit", Command::Hit(HitCommand::PreviousHit), &["N"], Help::PreviousHit),
    row("next-unread", Command::List(ListCommand::NextUnread), &[], Help::NextUnread),
    row("previous-unread", Command::List(ListCommand::PreviousUnread), &["p"], Help::PreviousUnread),
    row("search-library", Command::Find(FindCommand::SearchLibrary), &["&"], Help::SearchLibrary),
    row("lists", Command::Lists(ListsCommand::Show), &["v"], Help::Lists),
    row("sort", Command::Lists(ListsCommand::Sort), &["S"], Help::Sort),
    row("hide-read", Command::Lists(ListsCommand::HideRead), &["."], Help::HideRead),
    row("toggle-read", Command::Marks(MarksCommand::ToggleRead), &["m"], Help::ToggleRead),
    row("read", Command::Marks(MarksCommand::Read), &[], Help::Read),
    row("unread", Command::Marks(MarksCommand::Unread), &[], Help::Unread),
    row("star", Command::Marks(MarksCommand::Star), &["s"], Help::Star),
    row("unstar", Command::Marks(MarksCommand::Unstar), &[], Help::Unstar),
    row("undo", Command::Marks(MarksCommand::Undo), &["u"], Help::Undo),
    row("all-read", Command::Marks(MarksCommand::AllRead), &["A"], Help::AllRead),
    row("read-above", Command::Marks(MarksCommand::ReadAbove), &["<"], Help::ReadAbove),
    row("read-below", Command::Marks(MarksCommand::ReadBelow), &[">"], Help::ReadBelow),
    row("remove", Command::Marks(MarksCommand::Remove), &[], Help::Remove),
    row("next-source", Command::List(ListCommand::NextSource), &["]"], Help::NextSource),
    row("previous-source", Command::List(ListCommand::PreviousSource), &["["], Help::PreviousSource),
    row("keep", Command::Lists(ListsCommand::Keep), &["w"], Help::Keep),
    row("rename-search", Command::Lists(ListsCommand::RenameSearch), &[], Help::RenameSearch),
    row("move-search", Command::Lists(ListsCommand::MoveSearch), &[], Help::MoveSearch),
    row("forget-search", Command::Lists(ListsCommand::ForgetSearch), &[], Help::ForgetSearch),
    row("refresh", Command::Refresh(RefreshCommand::One), &["r"], Help::Refresh),
    row("refresh-all", Command::Refresh(RefreshCommand::All), &["R"], Help::RefreshAll),
    row("feeds", Command::Refresh(RefreshCommand::Feeds), &["F"], Help::Feeds),
    row("add-feed", Command::Feeds(FeedCommand::Add), &["a"], Help::AddFeed),
    row("edit-feed", Command::Feeds(FeedCommand::Edit), &["e"], Help::EditFeed),
    row("remove-feed", Command::Feeds(FeedCommand::Remove), &["d"], Help::RemoveFeed),
    row("topics", Command::Feeds(FeedCommand::OfferTopics), &["T"], Help::Topics),
    row("import-feeds", Command::Feeds(FeedCommand::Import), &[], Help::ImportFeeds),
    row("export-feeds", Command::Feeds(FeedCommand::Export), &[], Help::ExportFeeds),
    row("open-page", Command::Article(ArticleCommand::OpenPage), &["o"], Help::OpenPage),
    row("open-image", Command::Article(ArticleCommand::OpenImage), &["i"], Help::OpenImage),
    row("pick-image", Command::Article(ArticleCommand::PickImage), &["I"], Help::PickImage),
    row("copy", Command::Article(ArticleCommand::Copy), &["y"], Help::Copy),
    row("copy-paragraph", Command::Article(ArticleCommand::CopyParagraph), &["Y"], Help::CopyParagraph),
    row("open-original", Command::Article(ArticleCommand::OpenOriginal), &["O"], Help::OpenOriginal),
    row("copy-original", Command::Article(ArticleCommand::CopyOriginal), &["^Y"], Help::CopyOriginal),
    row("left-out", Command::Article(ArticleCommand::LeftOut), &["x"], Help::LeftOut),
    row("command-line", Command::Show(ShowCommand::CommandLine), &[":"], Help::CommandLine),
    row("set", Command::Settings(SettingsCommand::Set), &[], Help::Set),
    row("theme", Command::Settings(SettingsCommand::Theme), &[], Help::Theme),
    row("reload", Command::Settings(SettingsCommand::Reload), &[], Help::Reload),
    row("messages", Command::Show(ShowCommand::Messages), &["!"], Help::Remarks),
    row("measure-widths", Command::Terminal(TerminalCommand::MeasureWidths), &["M"], Help::MeasureWidths),
    row("toggle-print", Command::Terminal(TerminalCommand::TogglePrint), &["P"], Help::TogglePrint),
    row("redraw", Command::Terminal(TerminalCommand::Redraw), &["^L"], Help::Redraw),
    row("suspend", Command::Terminal(TerminalCommand::Suspend), &["^Z"], Help::Suspend),
    row("help", Command::Show(ShowCommand::Help), &["?"], Help::Help),
    row("manual", Command::Show(ShowCommand::Manual), &[], Help::Manual),
    row("close", Command::Close, &["q"], Help::Close),
];

/// The keys that end the program in every mode.
pub const QUIT: Binding = row("quit", Command::Quit, &["Q", "^C"], Help::Quit);

/// Returns all bindings, the one for quitting last.
pub fn bindings() -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().chain([&QUIT])
}

/// The command that shows the help.
pub const HELP: Command = Command::Show(ShowCommand::Help);

impl Binding {
    /// Returns the row of the command with this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        bindings().find(|binding| binding.name == name)
    }

    /// Returns the row of a command.
    pub fn of(command: Command) -> Option<&'static Self> {
        bindings().find(|binding| binding.command == command)
    }
}
