//! Terminal engines, three real ones and the model terminal, and the invariants that hold in each of them after
//! every frame.

use crate::model_terminal::ModelTerminal;
use crate::support::Reader;
use alacritty_terminal::event::VoidListener;
use alacritty_terminal::index::{Column, Line};
use alacritty_terminal::term::{Config, Term, test::TermSize};
use alacritty_terminal::vte::ansi::Processor;
use newsreader::config::theme::built_in;
use newsreader::terminal::calibrate::{Ask, Findings, questions, read_answers};
use newsreader::terminal::screen::Screen;
use newsreader::text::calibration::{all_probes, profile_of};
use newsreader::text::width::WidthProfile;
use newsreader::ui::view;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use std::num::NonZeroU16;
use std::sync::Arc;

/// A terminal engine under test.
pub(crate) trait Engine {
    fn feed(&mut self, bytes: &[u8]);
    /// Column and row of the cursor, from 0.
    fn cursor(&self) -> (usize, usize);
    /// The text of a cell; empty or a blank if the cell is empty.
    fn cell(&self, x: u16, y: u16) -> String;
}

/// Returns an engine of `vt100`: it sums code points and keeps a cluster in its cells.
pub(crate) fn vt100(width: u16, height: u16) -> vt100::Parser {
    let size = |n: u16| NonZeroU16::new(n).unwrap();
    vt100::Parser::new(size(height), size(width), 0)
}

impl Engine for vt100::Parser {
    fn feed(&mut self, bytes: &[u8]) {
        self.process(bytes);
    }

    fn cursor(&self) -> (usize, usize) {
        let (row, column) = self.screen().cursor_position();
        (column.into(), row.into())
    }

    fn cell(&self, x: u16, y: u16) -> String {
        let cell = self.screen().cell(y, x);
        cell.map(|cell| cell.contents().to_owned())
            .unwrap_or_default()
    }
}

/// alacritty's engine: sums code points.
pub(crate) struct Alacritty {
    term: Term<VoidListener>,
    processor: Processor,
}

impl Alacritty {
    pub(crate) fn new(width: u16, height: u16) -> Self {
        let size = TermSize::new(width.into(), height.into());
        Self {
            term: Term::new(Config::default(), &size, VoidListener),
            processor: Processor::new(),
        }
    }
}

impl Engine for Alacritty {
    fn feed(&mut self, bytes: &[u8]) {
        self.processor.advance(&mut self.term, bytes);
        // The engine holds a synchronized update back until its end, and a query does not end it.
        self.processor.stop_sync(&mut self.term);
    }

    fn cursor(&self) -> (usize, usize) {
        let point = self.term.grid().cursor.point;
        (point.column.0, usize::try_from(point.line.0).unwrap_or(0))
    }

    fn cell(&self, x: u16, y: u16) -> String {
        let cell = &self.term.grid()[Line(y.into())][Column(x.into())];
        let marks = cell.zerowidth().unwrap_or_default().iter();
        std::iter::once(cell.c).chain(marks.copied()).collect()
    }
}

impl Engine for avt::Terminal {
    fn feed(&mut self, bytes: &[u8]) {
        Self::feed(self, &*String::from_utf8_lossy(bytes));
    }

    fn cursor(&self) -> (usize, usize) {
        let cursor = Self::cursor(self);
        (cursor.col, cursor.row)
    }

    fn cell(&self, x: u16, y: u16) -> String {
        let line = self.screen().visible_lines().nth(y.into());
        let cell = line.and_then(|line| line.cells().get(usize::from(x)).copied());
        cell.map(|cell| cell.char().to_string()).unwrap_or_default()
    }
}

/// Queries an engine as the app queries a terminal, and answers on its behalf.
pub(crate) fn asked(engine: &mut dyn Engine, probes: &[String]) -> Findings {
    let bytes = questions(Ask::All, probes);
    let question = b"\x1b[06n";
    let (mut rest, mut answers) = (bytes.as_slice(), Vec::new());
    while let Some(at) = rest.windows(5).position(|part| part == question) {
        engine.feed(&rest[..at]);
        let (x, y) = engine.cursor();
        answers.extend(format!("\x1b[{};{}R", y + 1, x + 1).into_bytes());
        rest = &rest[at + 5..];
    }
    engine.feed(rest);
    answers.extend(b"\x1b[?62c");
    read_answers(Ask::All, probes, &answers)
}

/// Measures an engine.
pub(crate) fn measured(engine: &mut dyn Engine) -> WidthProfile {
    let findings = asked(engine, &all_probes().map(str::to_owned).collect::<Vec<_>>());
    profile_of(&findings.seen, findings.explicit).expect("the engine answers")
}

/// The app drawn on an engine.
pub(crate) struct Drawn<E> {
    pub(crate) engine: E,
    pub(crate) reader: Reader,
    screen: Screen<Vec<u8>>,
}

impl<E: Engine> Drawn<E> {
    pub(crate) fn new(engine: E, mut reader: Reader, widths: WidthProfile) -> Self {
        reader.measured(Arc::new(widths));
        Self {
            engine,
            reader,
            screen: Screen::new(Vec::new()),
        }
    }

    /// Draws a frame and measures the clusters that are new in it; returns the frame.
    pub(crate) fn show(&mut self) -> Buffer {
        let frame = self.draw();
        let unknown = self.screen.take_unknown();
        if unknown.is_empty() {
            return frame;
        }
        let probes: Vec<String> = unknown.into_iter().map(String::from).collect();
        let seen = asked(&mut self.engine, &probes).seen;
        let mut widths = (*self.reader.model.context.ruler.widths).clone();
        widths.learn(&seen);
        self.reader.measured(Arc::new(widths));
        self.screen.forget();
        self.draw()
    }

    fn draw(&mut self) -> Buffer {
        let Size { width, height } = self.reader.model.context.size;
        let mut frame = Buffer::empty(Rect::new(0, 0, width, height));
        let shown = view(&self.reader.model, &built_in("dark").unwrap(), &mut frame);
        let widths = Arc::clone(&self.reader.model.context.ruler.widths);
        self.screen
            .present(&frame, &shown.overlays, shown.cursor, &widths)
            .unwrap();
        let bytes = std::mem::take(self.screen.output());
        self.engine.feed(&bytes);
        frame
    }

    /// Asserts that every rule and frame is where the frame has it, and nowhere else.
    pub(crate) fn assert_borders(&self, frame: &Buffer, when: &str) {
        for_cells(frame, |x, y, symbol| {
            let shown = self.engine.cell(x, y);
            let is_line = |text: &str| matches!(text, "│" | "╮" | "╯" | "╭" | "╰" | "┴" | "▐");
            if is_line(symbol) || is_line(&shown) {
                assert_eq!(shown, symbol, "{x},{y} {when}");
            }
        });
    }

    /// Asserts that all text on the screen belongs to a cluster of this frame nearby.
    pub(crate) fn assert_nothing_stale(&self, frame: &Buffer, when: &str) {
        for_cells(frame, |x, y, symbol| {
            let shown = self.engine.cell(x, y);
            if shown.trim().is_empty() || shown == symbol {
                return;
            }
            let mine = (x.saturating_sub(8)..=x).any(|near| {
                let text = frame[(near, y)].symbol();
                shown.chars().all(|c| text.contains(c))
            });
            assert!(
                mine,
                "{shown:?} at {x},{y} where {symbol:?} is meant, {when}"
            );
        });
    }

    /// Asserts that each cluster is in its cells, whole and alone.
    pub(crate) fn assert_intended(&self, frame: &Buffer, when: &str) {
        for_cells(frame, |x, y, symbol| {
            if symbol.is_empty() {
                return;
            }
            let covered =
                (x + 1..frame.area.width).take_while(|next| frame[(*next, y)].symbol().is_empty());
            let cells: String = std::iter::once(x)
                .chain(covered)
                .map(|at| self.engine.cell(at, y))
                .collect();
            assert_eq!(cells.trim_end(), symbol.trim_end(), "{x},{y} {when}");
        });
    }
}

fn for_cells(frame: &Buffer, mut each: impl FnMut(u16, u16, &str)) {
    for y in 0..frame.area.height {
        for x in 0..frame.area.width {
            each(x, y, frame[(x, y)].symbol());
        }
    }
}

/// Keys and sizes that draw everything: list, article, scrolling, searching, dialogs, resizing.
pub(crate) const WALK: &str = "j j Enter Space j j k Tab Tab Esc k k Enter /यह Enter n n Esc Esc ? q /रेल Enter Esc \
    60x20 j Enter Space Space 120x36 G g f Esc I Esc 80x24 J J x ^D ^U";

pub(crate) fn step(reader: &mut Reader, key: &str) {
    match key
        .split_once('x')
        .and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)))
    {
        Some((width, height)) => {
            reader.resize(width, height);
        }
        None => {
            reader.press(key);
        }
    }
}

/// Walks through the app on a measured engine and checks every frame.
fn walk_measured<E: Engine>(mut make: impl FnMut(u16, u16) -> E) {
    for (width, height) in [(60, 20), (80, 24), (120, 40), (160, 40)] {
        let mut engine = make(width, height);
        let widths = measured(&mut engine);
        assert_eq!(widths.agreement().explained, widths.agreement().asked);
        let mut drawn = Drawn::new(engine, Reader::on_bundled(width, height, "sum"), widths);
        for key in WALK
            .split_whitespace()
            .filter(|key| !key.contains('0') && *key != "80x24")
        {
            step(&mut drawn.reader, key);
            let frame = drawn.show();
            let when = format!("{width}x{height} after {key}");
            drawn.assert_intended(&frame, &when);
        }
    }
}

#[test]
fn frames_on_alacrittys_engine_are_as_meant() {
    walk_measured(Alacritty::new);
}

#[test]
fn frames_on_vt100_are_as_meant() {
    walk_measured(vt100);
}

/// The engine of asciinema's player gives every code point a cell.
#[test]
fn frames_on_avt_are_as_meant() {
    walk_measured(|width, height| avt::Terminal::new(width.into(), height.into()).unwrap());
}

/// Two hundred steps through long articles, one line at a time.
#[test]
fn scrolling_leaves_nothing_behind() {
    let mut engine = Alacritty::new(100, 30);
    let widths = measured(&mut engine);
    let mut drawn = Drawn::new(engine, Reader::on_bundled(100, 30, "sum"), widths);
    drawn.reader.press("j j Enter");
    for step in 0..200 {
        drawn.reader.press(if step % 40 == 39 { "J" } else { "j" });
        let frame = drawn.show();
        drawn.assert_intended(&frame, &format!("step {step}"));
    }
}

/// Under a profile that is wrong for the engine, every rule is still in its place and nothing of an earlier frame
/// is left.
#[test]
fn a_wrong_profile_moves_no_border() {
    for profile in ["kitty", "foot", "screen", "wcwidth"] {
        let (width, height) = (120, 40);
        let widths = WidthProfile::named(profile).unwrap();
        let reader = Reader::on_bundled(width, height, profile);
        let mut drawn = Drawn::new(Alacritty::new(width, height), reader, widths);
        for key in WALK
            .split_whitespace()
            .filter(|key| !key.contains('0') && *key != "80x24")
        {
            step(&mut drawn.reader, key);
            let frame = drawn.show();
            drawn.assert_borders(&frame, &format!("{profile} after {key}"));
            drawn.assert_nothing_stale(&frame, &format!("{profile} after {key}"));
        }
    }
}

#[test]
fn a_frame_without_change_costs_nothing() {
    let reader = Reader::on_bundled(80, 24, "sum");
    let model = ModelTerminal::new(80, 24, newsreader::text::width::WidthRules::SUM);
    let mut drawn = Drawn::new(model, reader, WidthProfile::default());
    drawn.show();
    drawn.draw();
    assert_eq!(drawn.screen.output().len(), 0);
}
