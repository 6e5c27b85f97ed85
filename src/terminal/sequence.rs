//! Every control sequence that the program sends, as one enum, and those that carry pictures as
//! another: nothing else writes an escape.

mod picture;

pub use picture::PictureSequence;

use ratatui::style::{Color, Modifier, Style};
use std::io::Write as _;

/// A control sequence.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(
    missing_docs,
    reason = "the names are those of the standards; the match gives the bytes"
)]
pub enum Sequence<'a> {
    EnterAlternateScreen,
    LeaveAlternateScreen,
    HideCursor,
    ShowCursor,
    BracketedPaste(bool),
    /// Buttons, drags and the wheel, with coordinates of any size.
    Mouse(bool),
    /// Whether writing past the last column goes on in the next line.
    AutoWrap(bool),
    /// Nothing is shown until the end of the frame, where the terminal knows how.
    BeginSynchronized,
    EndSynchronized,
    EraseScreen,
    /// What colour the background is (OSC 11).
    AskBackground,
    /// What colour text has (OSC 10).
    AskTextColour,
    /// The terminal's name and version (XTVERSION).
    AskName,
    /// Whether the terminal takes clusters as units, and whether it can (mode 2027).
    AskClustering,
    /// Clusters as units.
    Clustering(bool),
    /// The pixels of a cell.
    AskCellSize,
    /// How many colours a sixel picture may have (XTSMGRAPHICS).
    AskColours,
    /// Whether pictures are shown by kitty's protocol.
    AskKittyGraphics,
    /// Text at twice its size, in kitty; only asked, never shown.
    DoubleSize(&'a str),
    /// What the terminal is (DA1): every terminal answers.
    AskAttributes,
    /// From the cursor to the end of the line, in the current background.
    EraseLineEnd,
    /// So many cells from the cursor on, in the current background (ECH).
    EraseCells(usize),
    /// The letter before, so many times more (REP).
    Repeat(usize),
    /// Column and row, from 0.
    Move(u16, u16),
    /// Column, from 0, in the same row.
    MoveInRow(u16),
    /// So many rows up, in the same column.
    MoveUp(usize),
    /// The rows from one to before another, counted from 0, are those that move; the cursor goes home
    /// (DECSTBM).
    Region(usize, usize),
    /// All rows are.
    WholeRegion,
    /// Rows move up, blank ones follow (SU).
    RowsUp(usize),
    /// Rows move down (SD).
    RowsDown(usize),
    SaveCursor,
    RestoreCursor,
    ResetStyle,
    /// All of a style, whatever was set before.
    Style(Style),
    /// A cluster in so many cells, whatever the terminal would give it (OSC 66); only for terminals
    /// that were seen to do so.
    Explicit(usize, &'a str),
    /// Where the cursor is (CPR).
    AskPosition,
    /// What follows leads to this address (OSC 8); an empty one ends that.
    Hyperlink(&'a str),
    /// Text onto the clipboard of the person's own terminal (OSC 52).
    Copy(&'a str),
}

impl Sequence<'_> {
    /// Appends the bytes of the sequence.
    pub fn write(self, out: &mut Vec<u8>) {
        match self {
            Self::EnterAlternateScreen => out.extend(b"\x1b[?1049h"),
            Self::LeaveAlternateScreen => out.extend(b"\x1b[?1049l"),
            Self::HideCursor => out.extend(b"\x1b[?25l"),
            Self::ShowCursor => out.extend(b"\x1b[?25h"),
            Self::BracketedPaste(on) => mode(out, "2004", on),
            Self::Mouse(on) => mode(out, "1000;1002;1006", on),
            Self::AutoWrap(on) => mode(out, "7", on),
            Self::BeginSynchronized => mode(out, "2026", true),
            Self::EndSynchronized => mode(out, "2026", false),
            Self::AskBackground => out.extend(b"\x1b]11;?\x1b\\"),
            Self::AskTextColour => out.extend(b"\x1b]10;?\x1b\\"),
            Self::AskName => out.extend(b"\x1b[>0q"),
            Self::AskClustering => out.extend(b"\x1b[?2027$p"),
            Self::Clustering(on) => mode(out, "2027", on),
            Self::AskCellSize => out.extend(b"\x1b[16t"),
            Self::AskColours => out.extend(b"\x1b[?1;1;0S"),
            Self::AskKittyGraphics => out.extend(b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"),
            Self::DoubleSize(text) => print(out, format_args!("\x1b]66;s=2;{text}\x1b\\")),
            Self::AskAttributes => out.extend(b"\x1b[c"),
            Self::EraseScreen => out.extend(b"\x1b[2J"),
            Self::EraseLineEnd => out.extend(b"\x1b[K"),
            Self::EraseCells(count) => print(out, format_args!("\x1b[{count}X")),
            Self::Repeat(count) => print(out, format_args!("\x1b[{count}b")),
            Self::Move(x, y) => print(out, format_args!("\x1b[{};{}H", y + 1, x + 1)),
            Self::MoveInRow(x) => print(out, format_args!("\x1b[{}G", x + 1)),
            Self::MoveUp(rows) => print(out, format_args!("\x1b[{rows}A")),
            Self::Region(top, end) => print(out, format_args!("\x1b[{};{end}r", top + 1)),
            Self::WholeRegion => out.extend(b"\x1b[r"),
            Self::RowsUp(rows) => print(out, format_args!("\x1b[{rows}S")),
            Self::RowsDown(rows) => print(out, format_args!("\x1b[{rows}T")),
            Self::SaveCursor => out.extend(b"\x1b7"),
            Self::RestoreCursor => out.extend(b"\x1b8"),
            Self::ResetStyle => out.extend(b"\x1b[0m"),
            Self::Style(style) => write_style(out, style),
            Self::Explicit(width, cluster) => {
                print(out, format_args!("\x1b]66;w={width};{cluster}\x1b\\"));
            }
            // The zero changes nothing (ECMA-48 5.4.2) and every terminal measured answers; with it
            // our question is told from one that a story tried to smuggle in.
            Self::AskPosition => out.extend(b"\x1b[06n"),
            // Only printable ASCII, as addresses are once they are parsed: nothing can end the
            // sequence early.
            Self::Hyperlink(url) if url.bytes().all(|b| b.is_ascii_graphic()) => {
                print(out, format_args!("\x1b]8;;{url}\x1b\\"));
            }
            Self::Hyperlink(_) => {}
            Self::Copy(text) => {
                let copy = crossterm::clipboard::CopyToClipboard::to_clipboard_from(text);
                print(out, format_args!("{}", Ansi(copy)));
            }
        }
    }
}

/// A command of crossterm's as its bytes.
struct Ansi<C>(C);

impl<C: crossterm::Command> std::fmt::Display for Ansi<C> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.write_ansi(f)
    }
}

fn print(out: &mut Vec<u8>, arguments: std::fmt::Arguments<'_>) {
    let written = out.write_fmt(arguments);
    debug_assert!(written.is_ok(), "a vector takes everything");
}

fn mode(out: &mut Vec<u8>, number: &str, on: bool) {
    print(
        out,
        format_args!("\x1b[?{number}{}", if on { 'h' } else { 'l' }),
    );
}

/// The numbers of SGR that switch a modifier on.
const MODIFIERS: [(Modifier, u8); 6] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::REVERSED, 7),
    (Modifier::CROSSED_OUT, 9),
];

fn write_style(out: &mut Vec<u8>, style: Style) {
    out.extend(b"\x1b[0");
    for (modifier, number) in MODIFIERS {
        if style.add_modifier.contains(modifier) {
            print(out, format_args!(";{number}"));
        }
    }
    if let Some(color) = style.fg {
        write_color(out, color, 30);
    }
    if let Some(color) = style.bg {
        write_color(out, color, 40);
    }
    out.push(b'm');
}

/// Our themes use the 256 colours only; of the others, those are written that have a place in them.
fn write_color(out: &mut Vec<u8>, color: Color, base: u8) {
    match color {
        Color::Indexed(index) => print(out, format_args!(";{};5;{index}", base + 8)),
        Color::Rgb(r, g, b) => print(out, format_args!(";{};2;{r};{g};{b}", base + 8)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(sequence: Sequence<'_>) -> String {
        let mut out = Vec::new();
        sequence.write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn sequences_are_written_as_the_standards_say() {
        let style = Style::new()
            .fg(Color::Indexed(215))
            .add_modifier(Modifier::BOLD);
        for (sequence, expected) in [
            (Sequence::Move(0, 4), "\x1b[5;1H"),
            (Sequence::MoveInRow(9), "\x1b[10G"),
            (Sequence::Style(style), "\x1b[0;1;38;5;215m"),
            (Sequence::Mouse(false), "\x1b[?1000;1002;1006l"),
            (
                Sequence::Hyperlink("https://a/"),
                "\x1b]8;;https://a/\x1b\\",
            ),
            (Sequence::Hyperlink("https://a/\x07"), ""),
            (Sequence::Copy("a"), "\x1b]52;c;YQ==\x1b\\"),
        ] {
            assert_eq!(bytes(sequence), expected);
        }
    }
}
