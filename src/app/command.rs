//! What a key can be bound to. This one table makes the keymap, the help screen, the hints in the
//! status line and the README's section; a test keeps the README in step.

use crate::words::Help;

/// Something that a reader can want.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(missing_docs, reason = "each has its line of help in the table below")]
pub enum Command {
    Down,
    Up,
    PageDown,
    PageUp,
    HalfPageDown,
    HalfPageUp,
    Top,
    Bottom,
    Open,
    Back,
    HistoryBack,
    HistoryForward,
    NextStory,
    PreviousStory,
    NextMatter,
    PreviousUnread,
    PreviousHit,
    NextStop,
    PreviousStop,
    Digit(u8),
    Letters,
    Search,
    SearchLibrary,
    Lists,
    ToggleRead,
    Star,
    Undo,
    AllRead,
    ReadAbove,
    ReadBelow,
    NextSource,
    PreviousSource,
    Keep,
    Refresh,
    RefreshAll,
    Feeds,
    OpenPage,
    OpenImage,
    PickImage,
    Copy,
    CopyParagraph,
    LeftOut,
    Remarks,
    MeasureWidths,
    /// Text as in print, or in cells.
    TogglePrint,
    Redraw,
    Suspend,
    Help,
    Close,
    Quit,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// What is wanted.
    pub command: Command,
    /// The keys, as [`crate::key::Key`] parses them; the first is the one that hints show.
    pub keys: &'static [&'static str],
    /// What it does, for the help screen.
    pub help: Help,
    /// The part of the help screen it stands in.
    pub group: Group,
}

/// A part of the help screen.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Group {
    /// Moving about.
    Move,
    /// Going from story to story.
    Stories,
    /// Finding.
    Find,
    /// Taking things out of the reader.
    Out,
    /// The reader itself.
    Reader,
}

const fn row(command: Command, keys: &'static [&'static str], help: Help, group: Group) -> Binding {
    Binding {
        command,
        keys,
        help,
        group,
    }
}

/// Every command with its keys, in the order of the help screen.
pub const BINDINGS: &[Binding] = &[
    row(Command::Down, &["↓", "j"], Help::Down, Group::Move),
    row(Command::Up, &["↑", "k"], Help::Up, Group::Move),
    row(
        Command::PageDown,
        &["Space", "PgDn", "^F"],
        Help::PageDown,
        Group::Move,
    ),
    row(Command::PageUp, &["PgUp", "^B"], Help::PageUp, Group::Move),
    row(
        Command::HalfPageDown,
        &["^D"],
        Help::HalfPageDown,
        Group::Move,
    ),
    row(Command::HalfPageUp, &["^U"], Help::HalfPageUp, Group::Move),
    row(Command::Top, &["Home", "g"], Help::Top, Group::Move),
    row(Command::Bottom, &["End", "G"], Help::Bottom, Group::Move),
    row(
        Command::Open,
        &["Enter", "→", "l"],
        Help::Open,
        Group::Stories,
    ),
    row(
        Command::Back,
        &["Esc", "←", "h", "Backspace"],
        Help::Back,
        Group::Stories,
    ),
    row(Command::NextStop, &["Tab"], Help::NextStop, Group::Stories),
    row(
        Command::PreviousStop,
        &["Shift-Tab"],
        Help::PreviousStop,
        Group::Stories,
    ),
    row(Command::Digit(1), &["1"], Help::Digit, Group::Stories),
    row(Command::Digit(2), &["2"], Help::Digit, Group::Stories),
    row(Command::Digit(3), &["3"], Help::Digit, Group::Stories),
    row(Command::Digit(4), &["4"], Help::Digit, Group::Stories),
    row(Command::Digit(5), &["5"], Help::Digit, Group::Stories),
    row(Command::Digit(6), &["6"], Help::Digit, Group::Stories),
    row(Command::Digit(7), &["7"], Help::Digit, Group::Stories),
    row(Command::Digit(8), &["8"], Help::Digit, Group::Stories),
    row(Command::Digit(9), &["9"], Help::Digit, Group::Stories),
    row(Command::Digit(0), &["0"], Help::Digit, Group::Stories),
    row(Command::Letters, &["f"], Help::Letters, Group::Stories),
    row(Command::NextStory, &["J"], Help::NextStory, Group::Stories),
    row(
        Command::PreviousStory,
        &["K"],
        Help::PreviousStory,
        Group::Stories,
    ),
    row(
        Command::HistoryBack,
        &["H", "Alt-←"],
        Help::HistoryBack,
        Group::Stories,
    ),
    row(
        Command::HistoryForward,
        &["L", "Alt-→"],
        Help::HistoryForward,
        Group::Stories,
    ),
    row(Command::Search, &["/"], Help::Search, Group::Find),
    row(Command::NextMatter, &["n"], Help::NextMatter, Group::Find),
    row(Command::PreviousHit, &["N"], Help::PreviousHit, Group::Find),
    row(
        Command::PreviousUnread,
        &["p"],
        Help::PreviousUnread,
        Group::Find,
    ),
    row(
        Command::SearchLibrary,
        &["&"],
        Help::SearchLibrary,
        Group::Find,
    ),
    row(Command::Lists, &["v"], Help::Lists, Group::Find),
    row(
        Command::ToggleRead,
        &["m"],
        Help::ToggleRead,
        Group::Stories,
    ),
    row(Command::Star, &["s"], Help::Star, Group::Stories),
    row(Command::Undo, &["u"], Help::Undo, Group::Stories),
    row(Command::AllRead, &["A"], Help::AllRead, Group::Stories),
    row(Command::ReadAbove, &["<"], Help::ReadAbove, Group::Stories),
    row(Command::ReadBelow, &[">"], Help::ReadBelow, Group::Stories),
    row(Command::NextSource, &["]"], Help::NextSource, Group::Find),
    row(
        Command::PreviousSource,
        &["["],
        Help::PreviousSource,
        Group::Find,
    ),
    row(Command::Keep, &["w"], Help::Keep, Group::Stories),
    row(Command::Refresh, &["r"], Help::Refresh, Group::Stories),
    row(
        Command::RefreshAll,
        &["R"],
        Help::RefreshAll,
        Group::Stories,
    ),
    row(Command::Feeds, &["F"], Help::Feeds, Group::Stories),
    row(Command::OpenPage, &["o"], Help::OpenPage, Group::Out),
    row(Command::OpenImage, &["i"], Help::OpenImage, Group::Out),
    row(Command::PickImage, &["I"], Help::PickImage, Group::Out),
    row(Command::Copy, &["y"], Help::Copy, Group::Out),
    row(
        Command::CopyParagraph,
        &["Y"],
        Help::CopyParagraph,
        Group::Out,
    ),
    row(Command::LeftOut, &["x"], Help::LeftOut, Group::Reader),
    row(Command::Remarks, &["!"], Help::Remarks, Group::Reader),
    row(
        Command::MeasureWidths,
        &["M"],
        Help::MeasureWidths,
        Group::Reader,
    ),
    row(
        Command::TogglePrint,
        &["P"],
        Help::TogglePrint,
        Group::Reader,
    ),
    row(Command::Redraw, &["^L"], Help::Redraw, Group::Reader),
    row(Command::Suspend, &["^Z"], Help::Suspend, Group::Reader),
    row(Command::Help, &["?"], Help::Help, Group::Reader),
    row(Command::Close, &["q"], Help::Close, Group::Reader),
];

/// The key that ends the program whatever lies on top.
pub const QUIT: Binding = row(Command::Quit, &["Q", "^C"], Help::Quit, Group::Reader);

/// Returns all bindings, the one for quitting last.
pub fn bindings() -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().chain([&QUIT])
}

/// Returns the keys of `command` as they are shown.
pub fn keys_of(command: Command) -> &'static [&'static str] {
    bindings()
        .find(|binding| binding.command == command)
        .map_or(&[], |binding| binding.keys)
}
