//! A terminal that shows pictures: kitty's protocol and sixel on top of the rule model. It knows what
//! the program sends, and panics at anything else.

use crate::engines::{Engine as _, WALK, step};
use crate::model_terminal::ModelTerminal;
use crate::print::{COLOURS, shaper};
use crate::support::Reader;
use base64::Engine as _;
use newsreader::app::{Answer, Message};
use newsreader::print::{Overlay, Rgb, Shaper};
use newsreader::terminal::graphics::{Pictures, Protocol};
use newsreader::terminal::screen::Screen;
use newsreader::text::cluster::clusters;
use newsreader::text::width::Rules;
use newsreader::ui::{theme::Theme, view};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use std::collections::BTreeMap;
use std::sync::Arc;

const CELL: (usize, usize) = (8, 16);

/// Pixels, row by row.
#[derive(Clone, Debug)]
struct Image {
    width: usize,
    pixels: Vec<Rgb>,
}

/// A sixel picture as xterm keeps it.
struct Graphic {
    column: usize,
    /// Above the screen where it has moved out.
    row: isize,
    width: usize,
    /// Without a colour where none was painted, or text was written since.
    pixels: Vec<Option<Rgb>>,
}

impl Graphic {
    /// Reads a picture, in a terminal that has so many registers of colours.
    fn read(body: &str, (column, row): (usize, isize), registers: usize) -> Self {
        let mut colours = BTreeMap::new();
        let (mut x, mut y, mut colour) = (0, 0, [0; 3]);
        let (mut width, mut pixels) = (0, Vec::new());
        let mut rest = body;
        while let Some(letter) = rest.chars().next() {
            rest = &rest[1..];
            let digits = rest.find(|c: char| !c.is_ascii_digit() && c != ';');
            let (numbers, after) = rest.split_at(digits.unwrap_or(rest.len()));
            let numbers: Vec<usize> = numbers.split(';').filter_map(|n| n.parse().ok()).collect();
            let mut paint = |letter: char, count: usize| {
                let bits = letter as usize - 63;
                for row in (0..6).filter(|bit| bits >> bit & 1 == 1).map(|bit| y + bit) {
                    pixels[row * width + x..row * width + x + count].fill(Some(colour));
                }
                x += count;
                assert!(x <= width, "wider than it says");
            };
            match letter {
                '"' => {
                    width = numbers[2];
                    assert!(width.max(numbers[3]) <= 1000, "xterm takes no more");
                    pixels = vec![None; width * numbers[3]];
                    rest = after;
                }
                '#' if numbers.len() == 5 => {
                    assert!(numbers[0] < registers, "register {}", numbers[0]);
                    let rgb = [numbers[2], numbers[3], numbers[4]];
                    colours.insert(numbers[0], rgb.map(|part| (part * 255 / 100) as u8));
                    rest = after;
                }
                '#' => {
                    colour = colours[&numbers[0]];
                    rest = after;
                }
                '!' => {
                    paint(after.chars().next().unwrap(), numbers[0]);
                    rest = &after[1..];
                }
                '$' => x = 0,
                '-' => (x, y) = (0, y + 6),
                sixel @ '?'..='~' => paint(sixel, 1),
                other => panic!("{other:?} in a sixel picture"),
            }
        }
        Self {
            column,
            row,
            width,
            pixels,
        }
    }

    /// Puts it into the pixels of a screen of some width.
    fn put(&self, screen: &mut [Option<Rgb>], width: usize) {
        for (y, row) in (self.row * CELL.1.cast_signed()..).zip(self.pixels.chunks(self.width)) {
            let Ok(y) = usize::try_from(y) else { continue };
            let start = y * width + self.column * CELL.0;
            let row = row.iter().take(width - self.column * CELL.0);
            for (to, from) in screen.iter_mut().skip(start).zip(row) {
                *to = from.or(*to);
            }
        }
    }

    /// Text in these cells wipes it there.
    fn wipe(&mut self, cells: &std::ops::Range<usize>, y: usize) {
        let Ok(above) = usize::try_from(y.cast_signed() - self.row) else {
            return;
        };
        let rows = self.pixels.chunks_mut(self.width);
        for pixels in rows.skip(above * CELL.1).take(CELL.1) {
            let at = |cell: usize| cell.saturating_sub(self.column) * CELL.0;
            let end = at(cells.end).min(self.width);
            pixels[at(cells.start).min(end)..end].fill(None);
        }
    }
}

struct PictureTerminal {
    text: ModelTerminal,
    columns: usize,
    rows: usize,
    /// What was painted into the cells.
    painted: Vec<Option<Rgb>>,
    images: BTreeMap<u32, Image>,
    /// By image and number: column and row.
    placements: BTreeMap<(u32, u32), (usize, usize)>,
    /// The image that is on its way: its id, its base64.
    coming: Option<(u32, String)>,
    most_pixels: usize,
    is_xterm: bool,
    /// What xterm keeps, in the order in which it came.
    graphics: Vec<Graphic>,
    /// How many colours a picture may have.
    registers: usize,
}

impl PictureTerminal {
    fn new(columns: u16, rows: u16) -> Self {
        let text = ModelTerminal::new(columns, rows, Rules::SUM);
        let (columns, rows) = (usize::from(columns), usize::from(rows));
        Self {
            text,
            columns,
            rows,
            painted: vec![None; columns * CELL.0 * rows * CELL.1],
            images: BTreeMap::new(),
            placements: BTreeMap::new(),
            coming: None,
            most_pixels: 0,
            is_xterm: false,
            graphics: Vec::new(),
            registers: 256,
        }
    }

    fn feed(&mut self, bytes: &[u8]) {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let length = if let Some(inside) = rest.strip_prefix("\u{1b}_G") {
                let end = inside.find("\u{1b}\\").unwrap();
                self.kitty(&inside[..end]);
                end + 5
            } else if let Some(inside) = rest.strip_prefix("\u{1b}P") {
                let end = inside.find("\u{1b}\\").unwrap();
                self.sixel(&inside[..end]);
                end + 4
            } else if let Some(inside) = rest.strip_prefix("\u{1b}[") {
                let end = 3 + inside.find(|c| matches!(c, '@'..='~')).unwrap();
                self.control(&rest[..end]);
                end
            } else if rest.starts_with("\u{1b}]") {
                rest.find("\u{1b}\\").unwrap() + 2
            } else {
                let cluster = clusters(rest).next().unwrap();
                self.put(cluster);
                cluster.len()
            };
            rest = &rest[length..];
        }
    }

    /// Writes text; what xterm keeps of pictures is wiped there too.
    fn put(&mut self, cluster: &str) {
        let (x, y) = self.text.cursor();
        self.text.feed(cluster.as_bytes());
        let (after, _) = self.text.cursor();
        let cells = x..after.max(x + 1);
        for graphic in &mut self.graphics {
            graphic.wipe(&cells, y);
        }
        self.wipe(cells, y);
    }

    fn control(&mut self, sequence: &str) {
        let number = || sequence[2..sequence.len() - 1].parse().unwrap();
        if sequence.ends_with('b') {
            // Only blanks are repeated.
            return (0..number()).for_each(|_| self.put(" "));
        }
        self.text.feed(sequence.as_bytes());
        let (x, y) = self.text.cursor();
        match sequence.chars().next_back() {
            Some('K') => self.wipe(x..self.columns, y),
            Some('X') => self.wipe(x..x + number(), y),
            Some(way @ ('S' | 'T')) => {
                self.scroll(number(), way == 'S');
            }
            Some('J') => {
                (0..self.rows).for_each(|y| self.wipe(0..self.columns, y));
                let cells = 0..self.columns;
                for graphic in &mut self.graphics {
                    (0..self.rows).for_each(|y| graphic.wipe(&cells, y));
                }
            }
            _ => {}
        }
    }

    /// Pictures move along with their rows; when xterm has drawn them again, those outside of the region
    /// too, and none of them down.
    fn scroll(&mut self, rows: usize, is_up: bool) {
        let by = rows.cast_signed();
        for graphic in self.graphics.iter_mut().filter(|_| is_up) {
            graphic.row -= by;
        }
        let (top, end) = self.text.region();
        let row = self.columns * CELL.0 * CELL.1;
        let region = &mut self.painted[top * row..end * row];
        let by = rows * row;
        let length = region.len();
        if is_up {
            region.rotate_left(by);
            region[length - by..].fill(None);
        } else {
            region.rotate_right(by);
            region[..by].fill(None);
        }
    }

    /// Writing or erasing a cell wipes what was painted over it.
    fn wipe(&mut self, cells: std::ops::Range<usize>, y: usize) {
        let width = self.columns * CELL.0;
        for row in y * CELL.1..(y + 1) * CELL.1 {
            let start = row * width;
            let end = cells.end.min(self.columns);
            self.painted[start + cells.start * CELL.0..start + end * CELL.0].fill(None);
        }
    }

    fn kitty(&mut self, body: &str) {
        let (keys, data) = body.split_once(';').unwrap_or((body, ""));
        let key = |name: &str| {
            let mut keys = keys.split(',').filter_map(|key| key.split_once('='));
            keys.find(|(key, _)| *key == name).map(|(_, value)| value)
        };
        let number = |name| key(name).map(|value| value.parse::<u32>().unwrap());
        assert_eq!(key("q"), Some("2"), "no answer is wanted: {keys}");
        match key("a") {
            Some("t") => self.coming = Some((number("i").unwrap(), data.to_owned())),
            None => self.coming.as_mut().expect("a part of an image").1 += data,
            Some("p") => {
                let id = number("i").unwrap();
                assert!(self.images.contains_key(&id), "{id} is shown and was freed");
                assert_eq!((key("C"), key("z")), (Some("1"), Some("1")));
                let place = self.text.cursor();
                self.placements.insert((id, number("p").unwrap()), place);
            }
            Some("d") => match key("d").unwrap() {
                "A" => {
                    self.images.clear();
                    self.placements.clear();
                }
                "I" => {
                    let id = number("i").unwrap();
                    self.images.remove(&id).expect("freed once");
                    self.placements.retain(|(image, _), _| *image != id);
                }
                "i" => {
                    let place = (number("i").unwrap(), number("p").unwrap());
                    self.placements.remove(&place).expect("taken away once");
                }
                other => panic!("deletion {other}"),
            },
            Some(other) => panic!("action {other}"),
        }
        if key("m") == Some("0") {
            let (id, data) = self.coming.take().unwrap();
            let file = base64::prelude::BASE64_STANDARD.decode(data).unwrap();
            self.images.insert(id, decoded(&file));
            let pixels = self.images.values().map(|image| image.pixels.len()).sum();
            self.most_pixels = self.most_pixels.max(pixels);
        }
    }

    fn sixel(&mut self, body: &str) {
        let (_, body) = body.split_once('q').unwrap();
        let (left, top) = self.text.cursor();
        let graphic = Graphic::read(body, (left, top.cast_signed()), self.registers);
        let height = graphic.pixels.len() / graphic.width;
        assert!(
            top * CELL.1 + height <= (self.rows - 1) * CELL.1,
            "xterm scrolls"
        );
        graphic.put(&mut self.painted, self.columns * CELL.0);
        if self.is_xterm {
            self.keep(graphic);
        }
    }

    /// xterm keeps few pictures, and lets go of the one that stands highest.
    fn keep(&mut self, graphic: Graphic) {
        if self.graphics.len() == 16 {
            let rows = self.graphics.iter().enumerate();
            let (highest, _) = rows.min_by_key(|(_, graphic)| graphic.row).unwrap();
            self.graphics.remove(highest);
        }
        self.graphics.push(graphic);
    }

    /// What of pictures is on the screen when xterm has drawn it again.
    fn redrawn(&self) -> Vec<Option<Rgb>> {
        let mut pixels = vec![None; self.painted.len()];
        for graphic in &self.graphics {
            graphic.put(&mut pixels, self.columns * CELL.0);
        }
        pixels
    }

    /// What of pictures is on the screen.
    fn pixels(&self) -> Vec<Option<Rgb>> {
        let mut pixels = self.painted.clone();
        for ((id, _), (x, y)) in &self.placements {
            put(
                &mut pixels,
                self.columns * CELL.0,
                (*x, *y),
                &self.images[id],
            );
        }
        pixels
    }
}

fn put(pixels: &mut [Option<Rgb>], width: usize, (x, y): (usize, usize), image: &Image) {
    for (row, line) in image.pixels.chunks(image.width).enumerate() {
        let start = (y * CELL.1 + row) * width + x * CELL.0;
        for (pixel, rgb) in pixels[start..].iter_mut().zip(line) {
            *pixel = Some(*rgb);
        }
    }
}

fn decoded(file: &[u8]) -> Image {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut bytes).unwrap();
    let pixels = bytes[..frame.buffer_size()].as_chunks::<3>().0;
    Image {
        width: frame.width as usize,
        pixels: pixels.to_vec(),
    }
}

/// The reader on such a terminal.
struct Shown {
    terminal: PictureTerminal,
    reader: Reader,
    screen: Screen<Vec<u8>>,
    shaper: Arc<Shaper>,
    protocol: Protocol,
    bytes: usize,
}

impl Shown {
    fn new(protocol: Protocol, shaper: Arc<Shaper>) -> Self {
        Self::on(PictureTerminal::new(100, 24), protocol, shaper)
    }

    fn in_xterm(shaper: Arc<Shaper>) -> Self {
        let mut terminal = PictureTerminal::new(100, 24);
        terminal.is_xterm = true;
        Self::on(terminal, Protocol::Sixel, shaper)
    }

    fn on(terminal: PictureTerminal, protocol: Protocol, shaper: Arc<Shaper>) -> Self {
        let mut shown = Self {
            terminal,
            reader: Reader::on_bundled(100, 24, "sum"),
            screen: Screen::new(Vec::new()),
            shaper,
            protocol,
            bytes: 0,
        };
        shown.switch(true);
        shown
    }

    fn switch(&mut self, is_on: bool) {
        let shaper = is_on.then(|| Arc::clone(&self.shaper));
        let registers = u16::try_from(self.terminal.registers).unwrap();
        let pictures = shaper.clone().map(|shaper| {
            let pictures = Pictures::new(self.protocol, shaper, COLOURS).moving();
            if self.terminal.is_xterm {
                pictures.joined(Some(registers))
            } else {
                pictures
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
            "P" => self.switch(self.reader.model.ruler.shaper.is_none()),
            "^L" => self.screen.forget(),
            "60x20" => self.fit(60, 20),
            "80x24" => self.fit(100, 24),
            "120x36" => {}
            key => step(&mut self.reader, key),
        }
    }

    /// Shows a frame; every overlay is then on the screen and nothing else.
    fn check(&mut self, when: &str) {
        let Size { width, height } = self.reader.model.size;
        let mut frame = Buffer::empty(Rect::new(0, 0, width, height));
        let shown = view(&self.reader.model, &Theme::Light, &mut frame);
        let widths = Arc::clone(&self.reader.model.ruler.widths);
        self.screen
            .present(&frame, &shown.overlays, shown.cursor, &widths)
            .unwrap();
        let bytes = std::mem::take(self.screen.output());
        self.bytes = bytes.len();
        self.terminal.feed(&bytes);
        let meant = self.meant(&shown.overlays);
        self.compare(&self.terminal.pixels(), &meant, when);
        if self.terminal.is_xterm {
            // Whatever was painted, few of the pictures are left when the window was covered.
            self.compare(&self.terminal.redrawn(), &meant, when);
        }
    }

    fn compare(&self, shown: &[Option<Rgb>], meant: &[Option<Rgb>], when: &str) {
        let stride = self.terminal.columns * CELL.0;
        for (index, (shown, meant)) in shown.iter().zip(meant).enumerate() {
            let is_as_meant = match (shown, meant) {
                (Some(shown), Some(meant)) => {
                    // Of sixel's greys one stands for two steps, and colours are in percent.
                    let off = shown.iter().zip(meant).map(|(a, b)| a.abs_diff(*b)).max();
                    off <= Some(if self.protocol == Protocol::Kitty {
                        0
                    } else {
                        28
                    })
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
            };
            let place = (overlay.x.into(), overlay.y.into());
            put(&mut pixels, self.terminal.columns * CELL.0, place, &image);
        }
        pixels
    }
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
    fn every_overlay_is_on_the_screen_and_no_other(keys in any_keys(), is_kitty in any::<bool>(), is_xterm in any::<bool>()) {
        let Some(shaper) = small() else { return Ok(()) };
        let mut shown = match (is_kitty, is_xterm) {
            (true, _) => Shown::new(Protocol::Kitty, shaper),
            (false, false) => Shown::new(Protocol::Sixel, shaper),
            (false, true) => Shown::in_xterm(shaper),
        };
        shown.check("at first");
        for key in keys {
            shown.press(key);
            shown.check(key);
        }
        shown.switch(false);
        shown.check("switched off");
        prop_assert!(shown.terminal.images.is_empty() && shown.terminal.placements.is_empty());
    }
}

#[test]
fn a_frame_without_change_sends_no_picture() {
    let Some(shaper) = small() else { return };
    for protocol in [Protocol::Kitty, Protocol::Sixel] {
        let mut shown = Shown::new(protocol, Arc::clone(&shaper));
        shown.check("at first");
        shown.check("again");
        assert_eq!(shown.bytes, 0);
    }
}

#[test]
fn text_beneath_pictures_carries_a_link_and_the_pictures_stay() {
    let Some(shaper) = small() else { return };
    for mut shown in [
        Shown::new(Protocol::Kitty, Arc::clone(&shaper)),
        Shown::new(Protocol::Sixel, Arc::clone(&shaper)),
        Shown::in_xterm(shaper),
    ] {
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
        // One pane: beside a list that stays, no row moves whole.
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

/// xterm redraws its last sixteen pictures after an exposure: many steps, and all of them must be there.
#[test]
fn however_long_it_is_read_xterm_can_draw_the_page_again() {
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

/// A terminal like DEC's VT340 has sixteen registers; colours then make do with the nearest.
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
    let mut shown = Shown::new(Protocol::Kitty, shaper);
    shown.press("Enter");
    for _ in 0..60 {
        shown.press("J");
        for _ in 0..3 {
            shown.press("^D");
            shown.check("on the way");
        }
    }
    // Six million, and what a screen shows above that.
    assert!(
        shown.terminal.most_pixels < 6_500_000,
        "{}",
        shown.terminal.most_pixels
    );
}
