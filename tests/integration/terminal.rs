//! Frames on real terminal engines, and the real program in a pseudo-terminal.

use crate::pty::{Session, parser};
use crate::support::Reader;
use newsreader::terminal::screen::Screen;
use newsreader::ui::{theme::Theme, view};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

/// A terminal engine that is fed with frames.
struct Engine {
    parser: vt100::Parser,
    screen: Screen<Vec<u8>>,
}

impl Engine {
    fn new(width: u16, height: u16) -> Self {
        Self {
            parser: parser(width, height),
            screen: Screen::new(Vec::new()),
        }
    }

    /// Shows what the reader shows; returns how many bytes that took.
    fn show(&mut self, reader: &Reader) -> usize {
        let Size { width, height } = reader.model.size;
        let mut frame = Buffer::empty(Rect::new(0, 0, width, height));
        let shown = view(&reader.model, &Theme::Dark, &mut frame);
        self.screen
            .present(&frame, shown.cursor, &reader.model.widths)
            .unwrap();
        let bytes = std::mem::take(self.screen.output());
        self.parser.process(&bytes);
        bytes.len()
    }

    fn rows(&self, width: u16) -> Vec<String> {
        self.parser.screen().rows(0, width).collect()
    }
}

/// The intended screen: each row's clusters, blanks at its end left out.
fn intended(reader: &Reader) -> Vec<String> {
    reader.screen().lines().map(str::to_owned).collect()
}

const SCRIPT: &str =
    "j j Enter Space j j k Tab Tab Esc k k Enter /यह Enter n n Esc Esc ? q /रेल Enter Esc G g";

#[test]
fn an_engine_that_sums_shows_each_frame_as_it_was_meant() {
    for (width, height) in [(60, 20), (80, 24), (120, 40), (160, 40)] {
        let mut reader = Reader::on_bundled(width, height, "sum");
        let mut engine = Engine::new(width, height);
        for key in SCRIPT.split(' ') {
            reader.press(key);
            engine.show(&reader);
            let rows: Vec<String> = engine
                .rows(width)
                .iter()
                .map(|row| row.trim_end().to_owned())
                .collect();
            let wanted = intended(&reader);
            for (row, wanted) in rows.iter().zip(&wanted) {
                // The engine keeps the cells that a cluster covers as parts of the cluster.
                let plain = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
                assert_eq!(plain(row), plain(wanted), "{width}x{height} after {key}");
            }
        }
    }
}

/// Under a profile that is wrong for the engine, every rule still stands where it was meant.
#[test]
fn a_wrong_profile_moves_no_border() {
    for profile in ["kitty", "foot", "screen", "wcwidth", "sum"] {
        let (width, height) = (120, 40);
        let mut reader = Reader::on_bundled(width, height, profile);
        let mut engine = Engine::new(width, height);
        for key in SCRIPT.split(' ') {
            reader.press(key);
            engine.show(&reader);
            let frame = reader.buffer();
            let screen = engine.parser.screen();
            for y in 0..height {
                for x in 0..width {
                    let symbol = frame[(x, y)].symbol();
                    if matches!(symbol, "│" | "╮" | "╯" | "┴") {
                        let shown = screen.cell(y, x).map(|cell| cell.contents().to_owned());
                        assert_eq!(
                            shown.as_deref(),
                            Some(symbol),
                            "{profile} {x},{y} after {key}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn a_frame_without_change_costs_nothing() {
    let reader = Reader::on_bundled(80, 24, "sum");
    let mut engine = Engine::new(80, 24);
    assert!(engine.show(&reader) > 0);
    assert_eq!(engine.show(&reader), 0);
}

#[test]
fn the_real_reader_opens_follows_and_gives_the_terminal_back() {
    let mut session = Session::start(&[], &[]);
    session.wait_for("15 unread");
    session.press("jj\r");
    session.wait_for("14 unread");
    session.wait_for("Esc back");
    session.press("1");
    session.wait_for("13 unread");
    session.press("\u{7f}");
    session.wait_for("3/15");
    session.press("i");
    session.wait_for("browser");
    session.press("Q");
    let raw = session.finish();
    let tail = String::from_utf8_lossy(&raw);
    for end in [
        "\u{1b}[?1049l",
        "\u{1b}[?25h",
        "\u{1b}[?7h",
        "\u{1b}[?2004l",
        "\u{1b}[?1000;1002;1006l",
    ] {
        assert!(tail.contains(end), "{end:?}");
    }
}

#[test]
fn a_signal_gives_the_terminal_back_too() {
    let mut session = Session::start(&["assets/stories"], &[]);
    session.wait_for("unread");
    let id = session.child.process_id().unwrap();
    let killed = std::process::Command::new("kill")
        .args(["-TERM", &id.to_string()])
        .status()
        .unwrap();
    assert!(killed.success());
    let raw = session.finish();
    assert!(String::from_utf8_lossy(&raw).contains("\u{1b}[?1049l"));
}

/// A browser that draws in the terminal has it to itself, and the reader comes back as it was.
#[test]
fn a_text_browser_is_lent_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let browser = folder.path().join("w3m");
    std::fs::write(&browser, "#!/bin/sh\nprintf 'PAGE %s' \"$1\"\nread line\n").unwrap();
    let executable = std::process::Command::new("chmod")
        .arg("+x")
        .arg(&browser)
        .status()
        .unwrap();
    assert!(executable.success());
    let mut session = Session::start(&[], &[("BROWSER", browser.to_str().unwrap())]);
    session.wait_for("15 unread");
    session.press("jj\r");
    session.wait_for("2 min read");
    session.press("i");
    session.wait_for("PAGE https://");
    session.press("j not for the reader\r");
    session.wait_for("opened in the browser");
    session.press("Q");
    session.finish();
}
