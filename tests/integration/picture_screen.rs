//! A terminal that shows pictures, with kitty's protocol and sixel on top of the rule model. It panics at sequences
//! that the program does not send.

use crate::engines::Engine as _;
use crate::model_terminal::ModelTerminal;
use base64::Engine as _;
use newsreader::print::Rgb;
use newsreader::text::cluster::clusters;
use newsreader::text::width::WidthRules;
use std::collections::BTreeMap;

/// Six divides the height: only then do the rows that tmux counts for a sixel picture match its cells.
pub(crate) const CELL: (usize, usize) = (8, 18);

/// Pixels, row by row.
#[derive(Clone, Debug)]
pub(crate) struct Image {
    pub(crate) width: usize,
    pub(crate) pixels: Vec<Rgb>,
    /// The opacity of each pixel.
    pub(crate) opacity: Vec<u8>,
}

/// A sixel picture as xterm keeps it.
pub(crate) struct Graphic {
    pub(crate) column: usize,
    /// Above the screen where it has moved out.
    pub(crate) row: isize,
    pub(crate) width: usize,
    /// Without a colour where none was painted, or text was written since.
    pub(crate) pixels: Vec<Option<Rgb>>,
}

impl Graphic {
    /// Reads a picture, in a terminal that has so many registers of colours.
    pub(crate) fn read(body: &str, (column, row): (usize, isize), registers: usize) -> Self {
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
    pub(crate) fn put(&self, screen: &mut [Option<Rgb>], width: usize) {
        for (y, row) in (self.row * CELL.1.cast_signed()..).zip(self.pixels.chunks(self.width)) {
            let Ok(y) = usize::try_from(y) else { continue };
            let start = y * width + self.column * CELL.0;
            let row = row.iter().take(width - self.column * CELL.0);
            for (to, from) in screen.iter_mut().skip(start).zip(row) {
                *to = from.or(*to);
            }
        }
    }

    /// Whether it stands over one of these cells.
    fn is_over(&self, cells: &std::ops::Range<usize>, y: usize) -> bool {
        let rows = (self.pixels.len() / self.width).div_ceil(CELL.1);
        let top = usize::try_from(self.row).unwrap();
        let columns = self.column..self.column + self.width.div_ceil(CELL.0);
        (top..top + rows).contains(&y) && columns.start < cells.end && cells.start < columns.end
    }

    /// Text in these cells wipes it there.
    pub(crate) fn wipe(&mut self, cells: &std::ops::Range<usize>, y: usize) {
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

#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a habit of some terminal"
)]
pub(crate) struct PictureTerminal {
    pub(crate) text: ModelTerminal,
    pub(crate) columns: usize,
    pub(crate) rows: usize,
    /// What was painted into the cells.
    pub(crate) painted: Vec<Option<Rgb>>,
    pub(crate) images: BTreeMap<u32, Image>,
    /// By image and number: column and row.
    pub(crate) placements: BTreeMap<(u32, u32), (usize, usize)>,
    /// The image that is on its way: its id, its base64.
    pub(crate) coming: Option<(u32, String)>,
    pub(crate) most_pixels: usize,
    pub(crate) is_xterm: bool,
    /// Whether it is tmux, which frees pictures whole and shows what it keeps.
    pub(crate) is_tmux: bool,
    /// What xterm keeps, in the order in which it came.
    pub(crate) graphics: Vec<Graphic>,
    /// How many colours a picture may have.
    pub(crate) registers: usize,
    /// Of the palette, for letters that are written now, and in each cell.
    pub(crate) colour: u32,
    pub(crate) colours: Vec<u32>,
    /// Whether letters are written in the colour of the background, and in which cells they are.
    pub(crate) is_hiding: bool,
    pub(crate) hidden: Vec<bool>,
    /// The cells whose letters are faint and as small as can be.
    pub(crate) is_faint: bool,
    pub(crate) tiny: Vec<bool>,
    /// Whether letters reach over the edges of their cells.
    pub(crate) is_spilling: bool,
}

/// What stands for a cell of a picture, and the marks that number things, as far as they are needed here.
const PLACEHOLDER: char = '\u{10eeee}';
const MARKS: [char; 4] = ['\u{305}', '\u{30d}', '\u{30e}', '\u{310}'];

impl PictureTerminal {
    pub(crate) fn new(columns: u16, rows: u16) -> Self {
        let text = ModelTerminal::new(columns, rows, WidthRules::SUM);
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
            is_tmux: false,
            graphics: Vec::new(),
            registers: 256,
            colour: 0,
            colours: vec![0; columns * rows],
            is_hiding: false,
            hidden: vec![false; columns * rows],
            is_faint: false,
            tiny: vec![false; columns * rows],
            is_spilling: false,
        }
    }

    pub(crate) fn feed(&mut self, bytes: &[u8]) {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let length = if let Some(inside) = rest.strip_prefix("\u{1b}_G") {
                let end = inside.find("\u{1b}\\").unwrap();
                self.kitty(&inside[..end]);
                end + 5
            } else if let Some(inside) = rest.strip_prefix("\u{1b}Ptmux;") {
                let length = inside.match_indices("\u{1b}\\").find_map(|(at, _)| {
                    // Doubled it belongs to what is passed on.
                    let doubled = inside[..at].chars().rev().take_while(|c| *c == '\u{1b}');
                    (doubled.count() % 2 == 0).then_some(at)
                });
                let length = length.unwrap();
                let passed = inside[..length].replace("\u{1b}\u{1b}", "\u{1b}");
                for command in passed.split_terminator("\u{1b}\\") {
                    self.kitty(command.strip_prefix("\u{1b}_G").unwrap());
                }
                length + "\u{1b}Ptmux;\u{1b}\\".len()
            } else if let Some(inside) = rest.strip_prefix("\u{1b}P") {
                let end = inside.find("\u{1b}\\").unwrap();
                self.sixel(&inside[..end]);
                end + 4
            } else if let Some(inside) = rest.strip_prefix("\u{1b}[") {
                let end = 3 + inside.find(|c| matches!(c, '@'..='~')).unwrap();
                self.control(&rest[..end]);
                end
            } else if rest.starts_with("\u{1b}]") {
                let end = rest.find("\u{1b}\\").unwrap() + 2;
                self.put_run(&rest[..end]);
                end
            } else {
                let cluster = clusters(rest).next().unwrap();
                self.put(cluster);
                cluster.len()
            };
            rest = &rest[length..];
        }
    }

    /// Sets a run of letters in the cells that it is told, or obeys another operating system command.
    fn put_run(&mut self, sequence: &str) {
        let (x, y) = self.text.cursor();
        self.text.feed(sequence.as_bytes());
        let (after, _) = self.text.cursor();
        let cells = y * self.columns + x..y * self.columns + after.max(x);
        let is_tiny = self.is_faint && sequence.contains(":n=1:d=15;");
        self.tiny[cells.clone()].fill(is_tiny);
        self.hidden[cells].fill(self.is_hiding);
    }

    /// Writes text; what xterm keeps of pictures is wiped there too.
    pub(crate) fn put(&mut self, cluster: &str) {
        let (x, y) = self.text.cursor();
        self.colours[y * self.columns + x] = self.colour;
        self.hidden[y * self.columns + x] = self.is_hiding;
        self.tiny[y * self.columns + x] = false;
        self.text.feed(cluster.as_bytes());
        let (after, _) = self.text.cursor();
        let cells = x..after.max(x + 1);
        for graphic in &mut self.graphics {
            graphic.wipe(&cells, y);
        }
        if self.is_tmux {
            self.graphics.retain(|graphic| !graphic.is_over(&cells, y));
        }
        self.wipe(cells, y);
    }

    pub(crate) fn control(&mut self, sequence: &str) {
        let number = || sequence[2..sequence.len() - 1].parse().unwrap();
        if sequence.ends_with('m') {
            let colour = sequence.split_once("38;5;").map(|(_, rest)| rest);
            let colour = colour.and_then(|rest| rest.split([';', 'm']).next());
            self.colour = colour.map_or(0, |colour| colour.parse().unwrap());
            self.is_hiding = sequence.contains("38;2;255;255;255");
            let mut attributes = sequence[2..sequence.len() - 1].split(';').skip(1);
            self.is_faint = attributes.next() == Some("2");
        }
        if sequence.ends_with('b') {
            // Only blanks are repeated.
            return (0..number()).for_each(|_| self.put(" "));
        }
        self.text.feed(sequence.as_bytes());
        let (x, y) = self.text.cursor();
        match sequence.chars().next_back() {
            Some('K') => {
                self.wipe(x..self.columns, y);
                if self.is_tmux {
                    self.graphics
                        .retain(|graphic| !graphic.is_over(&(0..self.columns), y));
                }
            }
            Some('X') => self.wipe(x..x + number(), y),
            Some(way @ ('S' | 'T')) => {
                self.scroll(number(), way == 'S');
            }
            Some('J') if self.is_tmux => self.graphics.clear(),
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
    pub(crate) fn scroll(&mut self, rows: usize, is_up: bool) {
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

    /// Writing or erasing a cell wipes the pixels over it.
    pub(crate) fn wipe(&mut self, cells: std::ops::Range<usize>, y: usize) {
        let width = self.columns * CELL.0;
        for row in y * CELL.1..(y + 1) * CELL.1 {
            let start = row * width;
            let end = cells.end.min(self.columns);
            self.painted[start + cells.start * CELL.0..start + end * CELL.0].fill(None);
        }
    }

    pub(crate) fn kitty(&mut self, body: &str) {
        let (keys, data) = body.split_once(';').unwrap_or((body, ""));
        let key = |name: &str| {
            let mut keys = keys.split(',').filter_map(|key| key.split_once('='));
            keys.find(|(key, _)| *key == name).map(|(_, value)| value)
        };
        let number = |name| key(name).map(|value| value.parse::<u32>().unwrap());
        assert_eq!(key("q"), Some("2"), "no answer is wanted: {keys}");
        match key("a") {
            Some("t") => self.coming = Some((number("i").unwrap(), data.to_owned())),
            Some("T") => {
                assert_eq!((key("U"), key("r")), (Some("1"), Some("1")), "{keys}");
                self.coming = Some((number("i").unwrap(), data.to_owned()));
            }
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

    pub(crate) fn sixel(&mut self, body: &str) {
        let (_, body) = body.split_once('q').unwrap();
        let (left, top) = self.text.cursor();
        let graphic = Graphic::read(body, (left, top.cast_signed()), self.registers);
        let height = graphic.pixels.len() / graphic.width;
        assert!(
            top * CELL.1 + height <= (self.rows - 1) * CELL.1,
            "xterm scrolls"
        );
        graphic.put(&mut self.painted, self.columns * CELL.0);
        if self.is_tmux {
            let is_opaque = graphic.pixels.iter().all(Option::is_some);
            assert!(is_opaque, "rows without a colour would be left out");
            assert!(
                height.is_multiple_of(6),
                "tmux counts bands, and erases the next row"
            );
            assert!(self.graphics.len() < 19, "tmux frees the first");
        }
        if self.is_xterm || self.is_tmux {
            self.keep(graphic);
        }
    }

    /// xterm stores few pictures, and drops the topmost one.
    pub(crate) fn keep(&mut self, graphic: Graphic) {
        if self.is_xterm && self.graphics.len() == 16 {
            let rows = self.graphics.iter().enumerate();
            let (highest, _) = rows.min_by_key(|(_, graphic)| graphic.row).unwrap();
            self.graphics.remove(highest);
        }
        self.graphics.push(graphic);
    }

    /// Returns the pixels of pictures after xterm or tmux has redrawn the screen.
    pub(crate) fn redrawn(&self) -> Vec<Option<Rgb>> {
        let mut pixels = vec![None; self.painted.len()];
        for graphic in &self.graphics {
            graphic.put(&mut pixels, self.columns * CELL.0);
        }
        pixels
    }

    /// Returns the pixels of pictures on the screen.
    pub(crate) fn pixels(&self) -> Vec<Option<Rgb>> {
        if self.is_tmux {
            return self.redrawn();
        }
        let mut pixels = self.painted.clone();
        for ((id, _), (x, y)) in &self.placements {
            put(
                &mut pixels,
                self.columns * CELL.0,
                (*x, *y),
                &self.images[id],
            );
        }
        for y in 0..self.rows {
            self.put_for_letters(y, &mut pixels);
        }
        pixels
    }

    /// Returns the pixels while everything is selected, in this colour: it is seen where no picture is, and through
    /// the transparent pixels of pictures.
    pub(crate) fn selected(&self, colour: Rgb) -> Vec<Rgb> {
        let mut pixels = vec![Some(colour); self.painted.len()];
        for ((id, _), place) in &self.placements {
            let mut image = self.images[id].clone();
            for (pixel, opacity) in image.pixels.iter_mut().zip(&image.opacity) {
                if *opacity == 0 {
                    *pixel = colour;
                }
            }
            put(&mut pixels, self.columns * CELL.0, *place, &image);
        }
        pixels.into_iter().flatten().collect()
    }

    /// Draws the pictures for which the placeholders of a row stand.
    fn put_for_letters(&self, y: usize, pixels: &mut [Option<Rgb>]) {
        let mut before: Option<(u32, u32, usize)> = None;
        for x in 0..self.columns {
            let letter = self.text.cell(x as u16, y as u16);
            let colour = self.colours[y * self.columns + x];
            let mut chars = letter.chars();
            if chars.next() != Some(PLACEHOLDER) {
                before = None;
                continue;
            }
            let marks: Vec<usize> = chars
                .map(|mark| MARKS.iter().position(|known| *known == mark).unwrap())
                .collect();
            let place = match (&*marks, before) {
                ([0, column, first], _) => (colour, *first as u32, *column),
                ([], Some((same, first, column))) if same == colour => (colour, first, column + 1),
                _ => panic!("{letter:?} at {x},{y}"),
            };
            before = Some(place);
            let (colour, first, column) = place;
            let Some(image) = self.images.get(&(first << 24 | colour)) else {
                panic!("a letter at {x},{y} stands for no picture");
            };
            let left = column * CELL.0;
            let rows = image.pixels.chunks(image.width);
            let part = rows.flat_map(|row| &row[left..left + CELL.0]);
            let image = Image {
                width: CELL.0,
                pixels: part.copied().collect(),
                opacity: vec![u8::MAX; CELL.0 * CELL.1],
            };
            put(pixels, self.columns * CELL.0, (x, y), &image);
        }
    }
}

pub(crate) fn put(pixels: &mut [Option<Rgb>], width: usize, (x, y): (usize, usize), image: &Image) {
    for (row, line) in image.pixels.chunks(image.width).enumerate() {
        let start = (y * CELL.1 + row) * width + x * CELL.0;
        for (pixel, rgb) in pixels[start..].iter_mut().zip(line) {
            *pixel = Some(*rgb);
        }
    }
}

pub(crate) fn decoded(file: &[u8]) -> Image {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut bytes).unwrap();
    let bytes = &bytes[..frame.buffer_size()];
    let (pixels, opacity) = if frame.color_type == png::ColorType::Rgba {
        let pixels = bytes.as_chunks::<4>().0.iter();
        pixels
            .map(|[r, g, b, opacity]| ([*r, *g, *b], *opacity))
            .unzip()
    } else {
        let pixels = bytes.as_chunks::<3>().0.to_vec();
        let count = pixels.len();
        (pixels, vec![u8::MAX; count])
    };
    Image {
        width: frame.width as usize,
        pixels,
        opacity,
    }
}
