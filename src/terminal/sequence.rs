//! The control sequences that the program sends: one enum, and another for the sequences of the
//! picture protocols. No other module writes an escape.

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
    /// Enables or disables reports of buttons, drags and the wheel, with coordinates of any size.
    Mouse(bool),
    /// Sets whether text that reaches the last column continues on the next line.
    AutoWrap(bool),
    /// Holds back the display until the end of the frame, if the terminal supports this.
    BeginSynchronized,
    EndSynchronized,
    EraseScreen,
    /// Queries the background colour (OSC 11).
    AskBackground,
    /// Queries the text colour (OSC 10).
    AskTextColour,
    /// Queries the background colour of selected text (OSC 17).
    AskSelectionColour,
    /// Queries the terminal's name and version (XTVERSION).
    AskName,
    /// Queries the state of mode 2027, which treats clusters as units.
    AskClustering,
    /// Sets or resets mode 2027, clusters as units.
    Clustering(bool),
    /// Queries the size of a cell in pixels.
    AskCellSize,
    /// Queries the number of colour registers of a sixel picture (XTSMGRAPHICS).
    AskColours,
    /// Queries the support for kitty's graphics protocol.
    AskKittyGraphics,
    /// Text at twice its size (kitty), used only in a probe.
    DoubleSize(&'a str),
    /// Queries the attributes (DA1), which every terminal reports.
    AskAttributes,
    /// Selects UTF-8, or returns to the terminal's own encoding (ISO 2022).
    Utf8(bool),
    /// Ends guarded areas (SPA), so that everything can be erased again (DECSCA).
    EndGuard,
    /// Erases from the cursor to the end of the line, in the current background.
    EraseLineEnd,
    /// Erases this number of cells from the cursor on, in the current background (ECH).
    EraseCells(usize),
    /// Repeats the preceding character this number of times (REP).
    Repeat(usize),
    /// Moves the cursor to this column and row, from 0.
    Move(u16, u16),
    /// Moves the cursor to this column of its row, from 0.
    MoveInRow(u16),
    /// Moves the cursor up by this number of rows.
    MoveUp(usize),
    /// Limits scrolling to rows `first..end`, counted from 0, and moves the cursor home (DECSTBM).
    Region(usize, usize),
    /// Removes the limit on scrolling, so that all rows scroll.
    WholeRegion,
    /// Scrolls up by this number of rows; blank rows enter at the bottom (SU).
    RowsUp(usize),
    /// Scrolls down by this number of rows; blank rows enter at the top (SD).
    RowsDown(usize),
    SaveCursor,
    RestoreCursor,
    ResetStyle,
    /// Sets all attributes of a style, whatever was set before.
    Style(Style),
    /// Writes a cluster in exactly this number of cells (OSC 66). Only for terminals that were
    /// measured to obey.
    Explicit(usize, &'a str),
    /// Writes a cluster in exactly this number of cells, in the smallest letters (OSC 66).
    ExplicitTiny(usize, &'a str),
    /// Queries the position of the cursor (CPR).
    AskPosition,
    /// Starts a hyperlink to this address (OSC 8); an empty one ends it.
    Hyperlink(&'a str),
    /// Puts text on the clipboard of the user's own terminal (OSC 52).
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
            Self::AskSelectionColour => out.extend(b"\x1b]17;?\x1b\\"),
            Self::AskName => out.extend(b"\x1b[>0q"),
            Self::AskClustering => out.extend(b"\x1b[?2027$p"),
            Self::Clustering(on) => mode(out, "2027", on),
            Self::AskCellSize => out.extend(b"\x1b[16t"),
            Self::AskColours => out.extend(b"\x1b[?1;1;0S"),
            Self::AskKittyGraphics => out.extend(b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"),
            Self::DoubleSize(text) => print(out, format_args!("\x1b]66;s=2;{text}\x1b\\")),
            Self::AskAttributes => out.extend(b"\x1b[c"),
            Self::EraseScreen => out.extend(b"\x1b[2J"),
            Self::EndGuard => out.extend(b"\x1b[0\"q"),
            Self::Utf8(true) => out.extend(b"\x1b%G"),
            Self::Utf8(false) => out.extend(b"\x1b%@"),
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
            Self::ExplicitTiny(width, cluster) => {
                print(
                    out,
                    format_args!("\x1b]66;w={width}:n=1:d=15;{cluster}\x1b\\"),
                );
            }
            // The leading zero changes nothing (ECMA-48 5.4.2), and every measured terminal
            // answers. It distinguishes our query from one that an article tried to smuggle in.
            Self::AskPosition => out.extend(b"\x1b[06n"),
            // Only printable ASCII, which all parsed addresses are, so that nothing can end the
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

/// Writes a command of crossterm as its bytes.
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

/// The SGR parameters that switch a modifier on.
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

/// Writes one of the 256 palette colours. Our themes use no other colours; named colours with an
/// equivalent in the palette are mapped to it.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the themes use no named colours"
)]
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
