//! Pictures on a terminal that shows them: each is in its place, and none is left over.

use crate::engines::{Engine as _, WALK, asked, measured, step};
use crate::model_terminal::ModelTerminal;
use crate::picture_screen::{CELL, Image, PictureTerminal, put};
use crate::print::{COLOURS, shaper};
use crate::support::Reader;
use newsreader::app::{Answer, Message};
use newsreader::config::theme::built_in;
use newsreader::print::{Colours, Overlay, Part, Piece, Rgb, Shaper};
use newsreader::terminal::graphics::{Pictures, Protocol};
use newsreader::terminal::screen::Screen;
use newsreader::text::measure::Measure as _;
use newsreader::text::width::{ExplicitWidth, RUN, WidthRules};
use newsreader::ui::view;
use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Rect, Size};
use ratatui::style::Modifier;
use std::sync::Arc;

/// kitty's protocol from the first pane of tmux.
const TMUX: Protocol = Protocol::KittyThroughTmux(0);

/// The app on such a terminal.
struct Shown {
    terminal: PictureTerminal,
    reader: Reader,
    screen: Screen<Vec<u8>>,
    shaper: Arc<Shaper>,
    protocol: Protocol,
    colours: Colours,
    /// The overlays of the last frame.
    bytes: usize,
    letters: usize,
}

impl Shown {
    fn new(protocol: Protocol, shaper: Arc<Shaper>) -> Self {
        Self::on(PictureTerminal::new(100, 24), protocol, shaper)
    }

    /// One of the five ways in which terminals keep pictures.
    fn of_kind(kind: usize, shaper: Arc<Shaper>) -> Self {
        match kind {
            0 => Self::new(Protocol::Kitty, shaper),
            1 => Self::new(TMUX, shaper),
            2 => Self::new(Protocol::Sixel, shaper),
            3 => Self::in_tmux(shaper),
            _ => Self::in_xterm(shaper),
        }
    }

    fn in_xterm(shaper: Arc<Shaper>) -> Self {
        let mut terminal = PictureTerminal::new(100, 24);
        terminal.is_xterm = true;
        Self::on(terminal, Protocol::Sixel, shaper)
    }

    /// Sixel within tmux.
    fn in_tmux(shaper: Arc<Shaper>) -> Self {
        let mut terminal = PictureTerminal::new(100, 24);
        terminal.is_tmux = true;
        Self::on(terminal, Protocol::Sixel, shaper)
    }

    fn on(terminal: PictureTerminal, protocol: Protocol, shaper: Arc<Shaper>) -> Self {
        let mut shown = Self {
            terminal,
            reader: Reader::on_bundled(100, 24, "sum"),
            screen: Screen::new(Vec::new()),
            shaper,
            protocol,
            colours: COLOURS,
            bytes: 0,
            letters: 0,
        };
        let widths = measured(&mut like());
        shown.reader.measured(Arc::new(widths));
        shown.switch(true);
        shown
    }

    /// A terminal that sets a run of letters in the cells that it is told (OSC 66).
    fn obeying(shaper: Arc<Shaper>) -> Self {
        let mut terminal = PictureTerminal::new(100, 24);
        terminal.text = terminal.text.obeying();
        let mut shown = Self::on(terminal, Protocol::Kitty, shaper);
        let widths = measured(&mut like()).with_explicit(ExplicitWidth::Full);
        shown.reader.measured(Arc::new(widths));
        shown
    }

    /// A terminal that draws letters beyond their cells, as konsole, foot and mlterm do.
    fn spilling(protocol: Protocol, shaper: Arc<Shaper>) -> Self {
        let mut terminal = PictureTerminal::new(100, 24);
        terminal.is_spilling = true;
        Self::on(terminal, protocol, shaper)
    }

    fn switch(&mut self, is_on: bool) {
        let shaper = is_on.then(|| Arc::clone(&self.shaper));
        let registers = u16::try_from(self.terminal.registers).unwrap();
        let pictures = shaper.clone().map(|shaper| {
            let mut pictures = Pictures::new(self.protocol, shaper, self.colours);
            if self.terminal.is_spilling {
                pictures = pictures.spilling();
            }
            if self.terminal.is_xterm {
                pictures.moving().joined(Some(registers))
            } else if self.terminal.is_tmux {
                pictures.tiled()
            } else {
                pictures.moving()
            }
        });
        self.screen.set_pictures(pictures).unwrap();
        self.reader.send(Message::Answered(Answer::Print(shaper)));
        self.fit(100, 24);
    }

    fn fit(&mut self, width: u16, height: u16) {
        let spared = self.screen.spared_rows();
        self.reader.resize(width, height - spared);
    }

    fn press(&mut self, key: &str) {
        match key {
            "P" => self.switch(self.reader.model.context.ruler.shaper.is_none()),
            "^L" => self.screen.forget(),
            "60x20" => self.fit(60, 20),
            "80x24" => self.fit(100, 24),
            "120x36" => {}
            key => step(&mut self.reader, key),
        }
    }

    /// Draws a frame and asserts that exactly its overlays are on the screen.
    fn check(&mut self, when: &str) {
        let Size { width, height } = self.reader.model.context.size;
        let mut frame = Buffer::empty(Rect::new(0, 0, width, height));
        let shown = view(&self.reader.model, &built_in("light").unwrap(), &mut frame);
        let widths = Arc::clone(&self.reader.model.context.ruler.widths);
        // A terminal that sets letters in the cells that it is told draws none beyond them.
        if widths.explicit() != ExplicitWidth::Full {
            check_ends(&frame, &shown.overlays, when);
        }
        self.screen
            .present(&frame, &shown.overlays, shown.cursor, &widths)
            .unwrap();
        let bytes = std::mem::take(self.screen.output());
        self.bytes = bytes.len();
        let text = std::str::from_utf8(&bytes).unwrap();
        self.letters = text.chars().filter(|c| matches!(c, 'अ'..='ह')).count();
        self.terminal.feed(&bytes);
        self.compare_text(&frame, &shown.overlays, when);
        let meant = self.meant(&shown.overlays);
        self.compare(&self.terminal.pixels(), &meant, when);
        if self.terminal.is_xterm {
            // However many were painted, few pictures survive when the window is covered.
            self.compare(&self.terminal.redrawn(), &meant, when);
        }
    }

    /// Draws a frame at rest, with the text beneath the pictures.
    fn check_at_rest(&mut self, when: &str) {
        self.check(when);
        let Size { width, height } = self.reader.model.context.size;
        let mut frame = Buffer::empty(Rect::new(0, 0, width, height));
        let shown = view(&self.reader.model, &built_in("light").unwrap(), &mut frame);
        let meant = self.meant(&shown.overlays);
        let widths = Arc::clone(&self.reader.model.context.ruler.widths);
        self.screen.catch_up(&frame, &widths).unwrap();
        assert!(!self.screen.is_behind());
        let bytes = std::mem::take(self.screen.output());
        self.terminal.feed(&bytes);
        // In tmux placeholders or blanks replace the text.
        let is_replaced = self.protocol == TMUX || self.terminal.is_tmux;
        let covered = if is_replaced { &*shown.overlays } else { &[] };
        self.compare_text(&frame, covered, when);
        self.compare(&self.terminal.pixels(), &meant, when);
        if self.terminal.is_spilling {
            self.check_hidden(when);
        }
        self.learn();
    }

    /// Asserts that of letters beneath pictures nothing is seen beside them, and that other letters are seen.
    fn check_hidden(&self, when: &str) {
        let Size { width, height } = self.reader.model.context.size;
        let mut frame = Buffer::empty(Rect::new(0, 0, width, height));
        let shown = view(&self.reader.model, &built_in("light").unwrap(), &mut frame);
        for (x, y) in (0..height).flat_map(|y| (0..width).map(move |x| (x, y))) {
            let is_covered = |over: &Overlay| over.y == y && (over.x..over.right()).contains(&x);
            let is_covered = shown.overlays.iter().any(is_covered);
            let text = self.terminal.text.cell(x, y);
            let is_hidden = self.terminal.hidden[usize::from(y) * 100 + usize::from(x)];
            if frame[(x, y)].symbol().trim() != "" {
                assert_eq!(is_hidden, is_covered, "{text:?} at {x},{y} {when}");
            }
        }
    }

    /// Measures the clusters that were drawn for the first time.
    fn learn(&mut self) {
        let unknown = self.screen.take_unknown();
        let probes: Vec<String> = unknown.into_iter().map(String::from).collect();
        let seen = asked(&mut like(), &probes).seen;
        let mut widths = (*self.reader.model.context.ruler.widths).clone();
        widths.learn(&seen);
        self.reader.measured(Arc::new(widths));
    }

    /// Asserts that every cluster that no picture covers is in its cells.
    fn compare_text(&self, frame: &Buffer, overlays: &[Overlay], when: &str) {
        let area = frame.area;
        for (x, y) in (0..area.height).flat_map(|y| (0..area.width).map(move |x| (x, y))) {
            let symbol = frame[(x, y)].symbol();
            let is_covered =
                |over: &Overlay| over.y == y && (over.x..over.x + over.columns).contains(&x);
            if symbol.is_empty() || overlays.iter().any(is_covered) {
                continue;
            }
            let rest = (x + 1..area.width).take_while(|at| frame[(*at, y)].symbol().is_empty());
            let cells = std::iter::once(x).chain(rest);
            let cells: String = cells.map(|at| self.terminal.text.cell(at, y)).collect();
            let symbol = symbol.strip_prefix(RUN).unwrap_or(symbol);
            assert_eq!(cells.trim_end(), symbol.trim_end(), "cell {x},{y} {when}");
        }
    }

    fn compare(&self, shown: &[Option<Rgb>], meant: &[Option<Rgb>], when: &str) {
        let stride = self.terminal.columns * CELL.0;
        assert_eq!(shown.len(), meant.len());
        if shown == meant {
            return;
        }
        for (index, (shown, meant)) in shown.iter().zip(meant).enumerate() {
            let is_as_meant = match (shown, meant) {
                (Some(shown), Some(meant)) => {
                    // Sixel has half as many greys, and its colours are in percent.
                    let off = shown.iter().zip(meant).map(|(a, b)| a.abs_diff(*b)).max();
                    off <= Some(if self.protocol == Protocol::Sixel {
                        28
                    } else {
                        0
                    })
                }
                (Some(shown), None) if self.terminal.is_tmux => {
                    // Blanks between overlays may be covered too.
                    let (x, y) = (index % stride / CELL.0, index / stride / CELL.1);
                    Some(*shown) == COLOURS.ground
                        && self.terminal.text.cell(x as u16, y as u16) == " "
                }
                (shown, meant) => shown == meant,
            };
            let (x, y) = (index % stride, index / stride);
            assert!(
                is_as_meant,
                "pixel {x},{y} {when}: {shown:?}, meant {meant:?}"
            );
        }
    }

    fn meant(&self, overlays: &[Overlay]) -> Vec<Option<Rgb>> {
        let mut pixels = vec![None; self.terminal.painted.len()];
        for overlay in overlays {
            let picture = self.shaper.draw(overlay, COLOURS);
            let rgb = |pixel: &u8| picture.palette[usize::from(*pixel)];
            let image = Image {
                width: picture.width,
                pixels: picture.pixels.iter().map(rgb).collect(),
                opacity: Vec::new(),
            };
            let place = (overlay.x.into(), overlay.y.into());
            put(&mut pixels, self.terminal.columns * CELL.0, place, &image);
        }
        pixels
    }
}

/// Asserts that pictures hide letters that a terminal draws wider than their cells: a picture extends over the blanks
/// after it, except the one of the scrollbar.
fn check_ends(frame: &Buffer, overlays: &[Overlay], when: &str) {
    for overlay in overlays {
        let (y, end) = (overlay.y, overlay.right());
        let blanks = (overlay.x..end)
            .rev()
            .take_while(|x| frame[(*x, y)].symbol() == " ");
        let is_free = |x: u16| {
            let is_over = |over: &Overlay| over.y == y && (over.x..over.right()).contains(&x);
            x < frame.area.width && frame[(x, y)] == Cell::EMPTY && !overlays.iter().any(is_over)
        };
        assert!(
            blanks.count() >= 2 || !(end..end + 2).all(is_free),
            "the picture that ends at {end},{y} {when}"
        );
    }
}

/// Returns another terminal of the same kind, for queries.
fn like() -> ModelTerminal {
    ModelTerminal::new(100, 24, WidthRules::SUM)
}

fn small() -> Option<Arc<Shaper>> {
    shaper(CELL.0 as u16, CELL.1 as u16)
}

const KEYS: &str = "P ^L j ? q Tab f Esc J G g i";

fn any_keys() -> impl Strategy<Value = Vec<&'static str>> {
    let keys: Vec<&str> = WALK
        .split_whitespace()
        .chain(KEYS.split_whitespace())
        .collect();
    prop::collection::vec(prop::sample::select(keys), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_overlay_is_on_the_screen_and_no_other(
        keys in any_keys(),
        rests in prop::collection::vec(any::<bool>(), 12),
        kind in 0_usize..5,
    ) {
        let Some(shaper) = small() else { return Ok(()) };
        let mut shown = Shown::of_kind(kind, shaper);
        shown.check("at first");
        for (key, rests) in keys.into_iter().zip(rests) {
            shown.press(key);
            if rests {
                shown.check_at_rest(key);
            } else {
                shown.check(key);
            }
        }
        shown.switch(false);
        shown.check("switched off");
        prop_assert!(shown.terminal.images.is_empty() && shown.terminal.placements.is_empty());
    }
}

/// Letters of a proportional font are narrower than cells. Beneath the picture the pieces of a line follow each other
/// all the same, and continue over the blanks after it.
#[test]
fn text_beneath_pictures_is_whole_if_there_is_room() {
    let Some(shaper) = small() else { return };
    let mut shown = Shown::new(Protocol::Kitty, shaper);
    shown.press("Enter");
    shown.check_at_rest("the story");
    let row = |y: u16| -> String {
        let cells = (0..100).map(|x| shown.terminal.text.cell(x, y));
        cells.collect()
    };
    let rows: Vec<String> = (0..24).map(row).collect();
    for text in [
        "newsreader    साथ आई ख़बरें",
        "मार्गदर्शिका · newsreader ·",
        "कुंजियाँ या j और k एक",
    ] {
        assert!(
            rows.iter().any(|row| row.contains(text)),
            "{text} in {rows:#?}"
        );
    }
}

/// konsole and foot draw letters beyond their cells: half letters stood beside print, and strokes above and below.
#[test]
fn nothing_of_hidden_letters_is_seen_beside_pictures() {
    let Some(shaper) = small() else { return };
    for protocol in [Protocol::Kitty, Protocol::Sixel] {
        let mut shown = Shown::spilling(protocol, Arc::clone(&shaper));
        for key in ["^L", "j", "Enter", "j", "^D", "?", "q", "Tab", "k"] {
            shown.press(key);
            shown.check(key);
            shown.check_at_rest(key);
        }
    }
}

/// A page that is a row or two longer than its pane begins with the second row when it is scrolled to its end: half a
/// headline was seen there.
#[test]
fn no_headline_is_cut_in_half_at_an_edge_of_the_pane() {
    let Some(shaper) = small() else { return };
    let mut shown = Shown::new(Protocol::Kitty, shaper);
    shown.press("Enter");
    let mut headlines = 0;
    for height in 8..=40 {
        shown.fit(100, height);
        for key in ["g", "j", "j", "J", "G", "K"] {
            shown.press(key);
            let mut frame = Buffer::empty(Rect::new(0, 0, 100, height));
            let overlays =
                view(&shown.reader.model, &built_in("light").unwrap(), &mut frame).overlays;
            let rows = |is_upper: bool| -> Vec<(u16, u16)> {
                let of = |over: &Overlay| match over.pieces[0].part {
                    Part::Upper(_) if is_upper => Some((over.x, over.y + 1)),
                    Part::Lower(_) if !is_upper => Some((over.x, over.y)),
                    Part::Whole | Part::Upper(_) | Part::Lower(_) => None,
                };
                overlays.iter().filter_map(of).collect()
            };
            assert_eq!(rows(true), rows(false), "{height} rows, {key}");
            headlines += rows(true).len();
        }
    }
    assert!(headlines > 50, "{headlines}");
}

/// In print a blank is narrower than a cell, so texts that began or ended with one stood beside the edge of the others.
#[test]
fn the_header_and_the_status_line_have_the_same_edges() {
    let Some(shaper) = small() else { return };
    let cell = i32::try_from(shaper.cell()).unwrap();
    let mut shown = Shown::new(Protocol::Kitty, shaper);
    for key in ["^L", "/", "Esc", "&", "Esc", ":", "Esc", "Enter", "j", "/"] {
        shown.press(key);
        let mut frame = Buffer::empty(Rect::new(0, 0, 100, 24));
        let overlays = view(&shown.reader.model, &built_in("light").unwrap(), &mut frame).overlays;
        for y in [0, 23] {
            let pieces = || {
                let row = overlays.iter().filter(|over| over.y == y);
                row.flat_map(|over| {
                    over.pieces
                        .iter()
                        .map(|one| (i32::from(over.x) * cell, one))
                })
            };
            let left = pieces().map(|(x, piece)| x + piece.at).min();
            let right = pieces().map(|(x, piece)| x + piece.end()).max();
            assert_eq!(
                (left, right),
                (Some(cell), Some(99 * cell)),
                "row {y}, {key}"
            );
        }
    }
}

/// The terminal may have a font where the app has none: such words are its own letters, and no picture covers them.
#[test]
fn words_without_a_font_are_left_to_the_cells() {
    let Some(shaper) = small() else { return };
    let absent = ['भ', 'D', 'z'];
    let shaper = Shaper::new(shaper.faces().to_vec(), shaper.cell_size()).unwrap();
    let shaper = Arc::new(shaper.leaving(absent.into_iter().collect()));
    let mut shown = Shown::new(Protocol::Kitty, shaper);
    let mut seen = 0;
    for key in [
        "^L",
        "j",
        "j",
        "Enter",
        "j",
        "^D",
        "J",
        "^D",
        "J",
        "/भार",
        "Enter",
        "?",
        "q",
        "G",
    ] {
        shown.press(key);
        shown.check_at_rest(key);
        let Size { width, height } = shown.reader.model.context.size;
        let mut frame = Buffer::empty(Rect::new(0, 0, width, height));
        let overlays = view(&shown.reader.model, &built_in("light").unwrap(), &mut frame).overlays;
        let pieces = overlays.iter().flat_map(|overlay| &overlay.pieces);
        for piece in pieces.filter(|piece| piece.part == Part::Whole) {
            assert!(!piece.text.contains(absent), "{} {key}", piece.text);
        }
        for (x, y) in (0..height).flat_map(|y| (0..width).map(move |x| (x, y))) {
            if frame[(x, y)].symbol().contains(absent) {
                let is_over = |over: &Overlay| over.y == y && (over.x..over.right()).contains(&x);
                assert!(!overlays.iter().any(is_over), "{x},{y} {key}");
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "{seen}");
}

/// A line of print has more letters than cells. Where the terminal sets letters in the cells that it is told, all of
/// them are beneath the pictures, each word within a cell of where it is seen.
#[test]
fn the_text_of_a_row_is_whole_where_widths_are_told() {
    let Some(shaper) = small() else { return };
    let mut shown = Shown::obeying(Arc::clone(&shaper));
    let mut compared = 0;
    for key in [
        "^L", "j", "Enter", "j", "^D", "J", "^D", "^D", "?", "q", "J", "v", "q", "60x20",
    ] {
        shown.press(key);
        shown.check(key);
        let Size { width, height } = shown.reader.model.context.size;
        let mut frame = Buffer::empty(Rect::new(0, 0, width, height));
        let overlays = view(&shown.reader.model, &built_in("light").unwrap(), &mut frame).overlays;
        shown.check_at_rest(key);
        for overlay in &overlays {
            let cells = overlay.x..overlay.right();
            let mut column_of = Vec::new();
            let mut text = String::new();
            for x in cells {
                let cell = shown.terminal.text.cell(x, overlay.y);
                column_of.extend(std::iter::repeat_n(x, cell.len()));
                text.push_str(&cell);
            }
            let mut from = 0;
            let is_whole = |piece: &&Piece| {
                piece.clip.is_none() && piece.at >= 0 && !matches!(piece.part, Part::Lower(_))
            };
            for piece in overlay.pieces.iter().filter(is_whole) {
                let mut at = usize::try_from(piece.at).unwrap();
                for word in piece.text.split_inclusive(' ') {
                    let found = text[from..].find(word.trim_end());
                    let found = from + found.unwrap_or_else(|| panic!("{word} in {text:?}, {key}"));
                    let seen = usize::from(overlay.x) + at / shaper.cell();
                    let is_near = usize::from(column_of[found]).abs_diff(seen) <= 8;
                    assert!(is_near, "{word} at {} in {text:?}, {key}", column_of[found]);
                    from = found + word.trim_end().len();
                    at += piece.part.widened(shaper.width_in(word, piece.form));
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 1_000, "{compared}");
}

/// In kitty what is selected lies beneath opaque pictures, and only gaps between them turned yellow. With a transparent
/// ground it is seen behind the letters of print; kitty gives the letters beneath another colour, so they must be as
/// small and faint as can be.
#[test]
fn what_is_selected_is_seen_behind_the_letters_of_print() {
    const SELECTION: Rgb = [0xff, 0xfa, 0xcd];
    let Some(shaper) = small() else { return };
    let mut shown = Shown::obeying(shaper);
    shown.colours.ground_opacity = 0;
    shown.switch(true);
    let mut cells = 0;
    for key in [
        "^L",
        "j",
        "Enter",
        "j",
        "^D",
        "?",
        "q",
        "J",
        "/भारत",
        "Enter",
        "v",
        "q",
    ] {
        shown.press(key);
        shown.check(key);
        shown.check_at_rest(key);
        let selected = shown.terminal.selected(SELECTION);
        let Size { width, height } = shown.reader.model.context.size;
        let mut frame = Buffer::empty(Rect::new(0, 0, width, height));
        let overlays = view(&shown.reader.model, &built_in("light").unwrap(), &mut frame).overlays;
        let is_plain = |piece: &Piece| {
            piece.style.bg.is_none() && !piece.style.add_modifier.contains(Modifier::REVERSED)
        };
        for overlay in overlays
            .iter()
            .filter(|over| over.pieces.iter().all(is_plain))
        {
            for x in overlay.x..overlay.right() {
                let (left, top) = (usize::from(x) * CELL.0, usize::from(overlay.y) * CELL.1);
                let stride = shown.terminal.columns * CELL.0;
                let is_seen = (top..top + CELL.1)
                    .flat_map(|y| &selected[y * stride + left..y * stride + left + CELL.0])
                    .any(|pixel| *pixel == SELECTION);
                assert!(is_seen, "cell {x},{} {key}", overlay.y);
                let index = usize::from(overlay.y) * shown.terminal.columns + usize::from(x);
                let symbol = frame[(x, overlay.y)].symbol();
                if !matches!(symbol, "" | " ") {
                    assert!(shown.terminal.hidden[index], "{symbol} {key}");
                    assert!(shown.terminal.tiny[index], "{symbol} {key}");
                    cells += 1;
                }
            }
        }
    }
    assert!(cells > 1_000, "{cells}");
}

/// While a key is held down a scrolled line costs few bytes: its text follows when the key is released.
#[test]
fn a_scrolled_line_sends_its_text_at_rest() {
    let Some(shaper) = small() else { return };
    let mut shown = Shown::new(Protocol::Kitty, shaper);
    shown.check("at first");
    assert!(shown.screen.is_behind());
    shown.press("Enter");
    shown.check_at_rest("the story");
    shown.press("j");
    shown.check_at_rest("a line");
    for _ in 0..5 {
        shown.press("j");
        shown.check("a line on");
        assert!(shown.screen.is_behind());
        assert_eq!(shown.letters, 0);
    }
    shown.check_at_rest("the key is let go");
}

#[test]
fn a_frame_without_change_sends_no_picture() {
    let Some(shaper) = small() else { return };
    for protocol in [Protocol::Kitty, TMUX, Protocol::Sixel] {
        let mut shown = Shown::new(protocol, Arc::clone(&shaper));
        shown.check("at first");
        shown.check("again");
        assert_eq!(shown.bytes, 0);
    }
}

#[test]
fn text_beneath_pictures_carries_a_link_and_the_pictures_stay() {
    let Some(shaper) = small() else { return };
    for kind in 0..5 {
        let mut shown = Shown::of_kind(kind, Arc::clone(&shaper));
        shown.check("at first");
        let before = shown.terminal.pixels();
        let area = Rect::new(2, 1, 40, 3);
        shown.screen.link(area, "https://example.org/").unwrap();
        let bytes = std::mem::take(shown.screen.output());
        assert!(String::from_utf8_lossy(&bytes).contains("]8;;https://example.org/"));
        shown.terminal.feed(&bytes);
        assert!(before == shown.terminal.pixels(), "{:?}", shown.protocol);
        if shown.terminal.is_xterm {
            assert!(before == shown.terminal.redrawn());
        }
    }
}

#[test]
fn where_the_page_moves_painted_pictures_move_along() {
    let Some(shaper) = small() else { return };
    for is_xterm in [false, true] {
        let mut shown = if is_xterm {
            Shown::in_xterm(Arc::clone(&shaper))
        } else {
            Shown::new(Protocol::Sixel, Arc::clone(&shaper))
        };
        // One pane: beside a list that does not scroll, no whole row moves.
        shown.fit(80, 24);
        shown.press("Enter");
        shown.check("the story");
        let page = shown.bytes;
        for key in ["j", "j", "k"] {
            shown.press(key);
            shown.check(key);
            if is_xterm && key == "k" {
                continue;
            }
            assert!(shown.bytes * 2 < page, "{key}: {} of {page}", shown.bytes);
        }
    }
}

/// xterm redraws only its last sixteen pictures after an exposure, so the whole page must be among them.
#[test]
fn xterm_can_redraw_the_page_after_long_reading() {
    let Some(shaper) = small() else { return };
    let mut shown = Shown::in_xterm(shaper);
    shown.check("at first");
    for (key, times) in [
        ("j", 20),
        ("Enter", 1),
        ("j", 20),
        ("^D", 6),
        ("k", 20),
        ("?", 1),
    ] {
        for _ in 0..times {
            shown.press(key);
            shown.check(key);
        }
    }
}

/// A terminal like DEC's VT340 has sixteen colour registers; other colours become the nearest one.
#[test]
fn few_registers_of_colours_are_enough() {
    let Some(shaper) = small() else { return };
    let mut terminal = PictureTerminal::new(100, 24);
    (terminal.is_xterm, terminal.registers) = (true, 16);
    let mut shown = Shown::on(terminal, Protocol::Sixel, shaper);
    for key in ["", "Enter", "j", "?"] {
        shown.press(key);
        shown.check(key);
    }
}

#[test]
fn what_the_terminal_keeps_is_bounded() {
    let Some(shaper) = small() else { return };
    for protocol in [Protocol::Kitty, TMUX] {
        let mut shown = Shown::new(protocol, Arc::clone(&shaper));
        shown.press("Enter");
        for _ in 0..60 {
            shown.press("J");
            for _ in 0..3 {
                shown.press("^D");
                shown.check("on the way");
            }
        }
        // The limit is six million, plus the pictures on the screen.
        let most = shown.terminal.most_pixels;
        assert!(most < 6_500_000, "{most}");
    }
}

/// tmux silently drops pictures while its window is hidden, and another terminal can be attached. The first key after
/// that sends all pictures again.
#[test]
fn pictures_that_were_lost_beyond_tmux_come_again() {
    let Some(shaper) = small() else { return };
    let mut shown = Shown::new(TMUX, shaper);
    shown.check("at first");
    shown.terminal.images.clear();
    shown.screen.doubt();
    shown.press("Tab");
    shown.check("a key");
    shown.press("?");
    shown.check("another");
}
