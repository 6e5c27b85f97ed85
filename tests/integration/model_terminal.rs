//! A terminal that follows the rule model: any parameters, and the two ways in which real terminals store clusters.
//! It knows only the sequences that the program sends.

use crate::engines::{Drawn, Engine, WALK, measured, step};
use crate::support::Reader;
use newsreader::text::calibration::all_rules;
use newsreader::text::cluster::clusters;
use newsreader::text::width::{ExplicitWidth, LetterDrawing, WidthProfile, WidthRules};
use proptest::prelude::*;

/// How a terminal stores a cluster of several cells.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Storage {
    /// Whole, in its first cell: writing on any of its cells blanks it.
    Wide,
    /// Each letter in a cell of its own, which is overwritten alone.
    Spread,
    /// As `Spread`, and a sign without width in the cell after its letter, without moving the cursor (st).
    SignsApart,
}

/// The content of a cell.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Cell {
    Text(String),
    /// A part of the cluster that begins this number of cells before.
    Tail(usize),
}

/// A terminal that follows the rule model.
#[derive(Clone, Debug)]
pub(crate) struct ModelTerminal {
    rules: WidthRules,
    storage: Storage,
    obeys_explicit: bool,
    width: usize,
    height: usize,
    cells: Vec<Cell>,
    x: usize,
    y: usize,
    /// The rows of the scrolling region, without the second one.
    region: (usize, usize),
}

impl ModelTerminal {
    pub(crate) fn new(width: u16, height: u16, rules: WidthRules) -> Self {
        let (width, height) = (usize::from(width), usize::from(height));
        Self {
            rules,
            storage: Storage::Spread,
            obeys_explicit: false,
            width,
            height,
            cells: vec![Cell::Text(" ".to_owned()); width * height],
            x: 0,
            y: 0,
            region: (0, height),
        }
    }

    /// As a terminal that sets letters in the cells that it is told, and keeps them whole (kitty).
    pub(crate) fn obeying(self) -> Self {
        Self {
            obeys_explicit: true,
            storage: Storage::Wide,
            ..self
        }
    }

    pub(crate) fn region(&self) -> (usize, usize) {
        self.region
    }

    fn scroll(&mut self, rows: usize, is_up: bool) {
        let (top, end) = self.region;
        let region = &mut self.cells[top * self.width..end * self.width];
        let (by, length) = (rows * self.width, region.len());
        let blank = Cell::Text(" ".to_owned());
        if is_up {
            region.rotate_left(by);
            region[length - by..].fill(blank);
        } else {
            region.rotate_right(by);
            region[..by].fill(blank);
        }
    }

    fn put(&mut self, cluster: &str, cells: usize) {
        let start = self.x.min(self.width - 1);
        let cells = cells.min(self.width - start);
        for offset in 0..cells {
            self.blank(start + offset);
        }
        let at = self.y * self.width + start;
        let parts = match self.storage {
            Storage::Wide => vec![cluster.to_owned()],
            Storage::Spread | Storage::SignsApart => letters(cluster, cells),
        };
        for offset in 0..cells {
            self.cells[at + offset] = match parts.get(offset) {
                Some(part) => Cell::Text(part.clone()),
                None if self.storage == Storage::Wide => Cell::Tail(offset),
                None => Cell::Text(" ".to_owned()),
            };
        }
        self.x = (start + cells).min(self.width);
    }

    /// Puts a letter, or a sign into the cell at the cursor.
    fn put_apart(&mut self, c: char) {
        let x = self.x.min(self.width - 1);
        if is_mark(c) {
            self.cells[self.y * self.width + x] = Cell::Text(c.to_string());
        } else {
            let cells = WidthRules::SUM.advance(c.encode_utf8(&mut [0; 4]));
            self.put(c.encode_utf8(&mut [0; 4]), cells);
        }
    }

    /// Blanks a cell, and all of the cluster that it is a part of.
    fn blank(&mut self, x: usize) {
        let row = self.y * self.width;
        let lead = match self.cells[row + x] {
            Cell::Tail(back) => x - back,
            Cell::Text(_) => x,
        };
        self.cells[row + lead] = Cell::Text(" ".to_owned());
        let mut tail = lead + 1;
        while tail < self.width && self.cells[row + tail] == Cell::Tail(tail - lead) {
            self.cells[row + tail] = Cell::Text(" ".to_owned());
            tail += 1;
        }
    }

    fn control(&mut self, parameters: &str, last: char) {
        let mut numbers = parameters
            .split(';')
            .map(|n| n.parse::<usize>().unwrap_or(1));
        let mut next = || numbers.next().unwrap_or(1).max(1) - 1;
        match last {
            'H' => {
                self.y = next().min(self.height - 1);
                self.x = next();
            }
            'G' => self.x = next(),
            // The query for the number of colours, which it does not answer.
            'S' if parameters.contains(';') => {}
            'S' | 'T' => self.scroll(next() + 1, last == 'S'),
            'r' if parameters.is_empty() => self.region = (0, self.height),
            'r' => self.region = (next(), next() + 1),
            'K' => (self.x..self.width).for_each(|x| self.blank(x)),
            'X' => {
                let end = (self.x + next() + 1).min(self.width);
                (self.x..end).for_each(|x| self.blank(x));
            }
            'J' => self.cells.fill(Cell::Text(" ".to_owned())),
            'm' | 'h' | 'l' | 'n' | 'c' | 'q' | 'p' | 't' => {}
            other => panic!("the model terminal does not know CSI {parameters}{other}"),
        }
    }

    /// Draws text with an explicit width (OSC 66); `None` for another sequence.
    fn string(&mut self, body: &str) {
        let Some(told) = body.strip_prefix("66;w=").filter(|_| self.obeys_explicit) else {
            return;
        };
        let (cells, text) = told.split_once(';').unwrap();
        // The size of the letters changes nothing in their number of cells.
        let cells = cells.split(':').next().unwrap();
        self.put(text, cells.parse().unwrap());
    }
}

/// Distributes the letters of a cluster over `cells`: marks, and letters without a cell of their own, stay with the
/// letter before them.
fn letters(cluster: &str, cells: usize) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for c in cluster.chars() {
        let is_letter = WidthRules::SUM.advance(&format!("{c}")) > 0 && !is_mark(c);
        let is_full = parts.len() >= cells;
        match parts.last_mut() {
            Some(last) if !is_letter || is_full => last.push(c),
            _ => parts.push(c.to_string()),
        }
    }
    while parts.len() > cells {
        let last = parts.pop().unwrap_or_default();
        if let Some(before) = parts.last_mut() {
            before.push_str(&last);
        }
    }
    parts
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{902}' | '\u{93c}' | '\u{941}'..='\u{948}' | '\u{94d}' | '\u{200c}' | '\u{200d}' | '\u{fe0f}')
}

impl Engine for ModelTerminal {
    fn feed(&mut self, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let mut rest = text.as_str();
        while !rest.is_empty() {
            if let Some(inside) = rest.strip_prefix("\u{1b}[") {
                let end = inside.find(|c| matches!(c, '@'..='~')).unwrap();
                let last = inside[end..].chars().next().unwrap();
                self.control(inside[..end].trim_start_matches(['?', '>']), last);
                rest = &inside[end + 1..];
            } else if let Some(inside) = rest
                .strip_prefix("\u{1b}]")
                .or_else(|| rest.strip_prefix("\u{1b}_"))
            {
                let (body, after) = inside.split_once("\u{1b}\\").unwrap();
                self.string(body);
                rest = after;
            } else {
                let end = rest.find('\u{1b}').unwrap_or(rest.len());
                for cluster in clusters(&rest[..end]) {
                    if self.storage == Storage::SignsApart {
                        cluster.chars().for_each(|c| self.put_apart(c));
                        continue;
                    }
                    let cells = self.rules.advance(cluster);
                    self.put(cluster, cells);
                }
                rest = &rest[end..];
            }
        }
    }

    fn cursor(&self) -> (usize, usize) {
        (self.x.min(self.width - 1), self.y)
    }

    fn cell(&self, x: u16, y: u16) -> String {
        match &self.cells[usize::from(y) * self.width + usize::from(x)] {
            Cell::Text(text) => text.clone(),
            Cell::Tail(_) => String::new(),
        }
    }
}

fn any_terminal() -> impl Strategy<Value = ModelTerminal> {
    let rules: Vec<WidthRules> = all_rules().collect();
    (prop::sample::select(rules), any::<bool>(), any::<bool>()).prop_map(
        |(rules, is_wide, obeys_explicit)| ModelTerminal {
            storage: if is_wide {
                Storage::Wide
            } else {
                Storage::Spread
            },
            obeys_explicit,
            ..ModelTerminal::new(100, 24, rules)
        },
    )
}

/// A part of the walk, so that every case begins elsewhere.
fn stretch(from: usize) -> impl Iterator<Item = &'static str> {
    WALK.split_whitespace()
        .filter(|key| !key.contains("x2") && !key.contains("x3"))
        .cycle()
        .skip(from)
        .take(8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_measured_terminal_shows_every_frame_as_intended(terminal in any_terminal(), from in 0_usize..40) {
        let mut terminal = terminal;
        let rules = terminal.rules;
        let widths = measured(&mut terminal);
        prop_assert_eq!(widths.agreement().explained, widths.agreement().asked);
        prop_assert_eq!(widths.explicit() != ExplicitWidth::No, terminal.obeys_explicit);
        for cluster in ["क्षत्रि", "न्द्रों", "ज़्यादा", "र्\u{200d}या"].into_iter().flat_map(clusters) {
            prop_assert_eq!(widths.advance(cluster), rules.advance(cluster), "{}", cluster);
        }
        let mut drawn = Drawn::new(terminal, Reader::on_bundled(100, 24, "sum"), widths);
        for key in stretch(from) {
            step(&mut drawn.reader, key);
            let frame = drawn.show();
            drawn.assert_intended(&frame, key);
        }
    }

    #[test]
    fn a_wrong_profile_moves_no_border_and_leaves_nothing(
        terminal in any_terminal(),
        profile in prop::sample::select(WidthProfile::names()),
        from in 0_usize..40,
    ) {
        let widths = WidthProfile::named(profile).unwrap();
        let mut drawn = Drawn::new(terminal, Reader::on_bundled(100, 24, profile), widths);
        for key in stretch(from) {
            step(&mut drawn.reader, key);
            let frame = drawn.show();
            drawn.assert_borders(&frame, key);
            drawn.assert_nothing_stale(&frame, key);
        }
    }
}

/// st shows a sign only if nothing is written into the cell after its letter.
#[test]
fn every_sign_is_seen_where_it_has_a_cell_of_its_own() {
    for is_measured in [true, false] {
        let mut terminal = ModelTerminal {
            storage: Storage::SignsApart,
            ..ModelTerminal::new(100, 24, WidthRules::SUM)
        };
        let widths = if is_measured {
            measured(&mut terminal)
        } else {
            WidthProfile::named("st").unwrap()
        };
        let widths = widths.with_drawing(LetterDrawing::SignsApart);
        let mut drawn = Drawn::new(terminal, Reader::on_bundled(100, 24, "sum"), widths);
        for key in stretch(0).chain(["J", "J", "^D", "k"]) {
            step(&mut drawn.reader, key);
            let frame = drawn.show();
            let mut signs = 0;
            for (x, y) in (0..24).flat_map(|y| (0..100).map(move |x| (x, y))) {
                let symbol = frame[(x, y)].symbol();
                let is_drawn = |c: &char| !matches!(c, '\u{200b}'..='\u{200d}' | '\u{fe0f}');
                let expected: String = symbol.chars().filter(is_drawn).collect();
                let rest = (x + 1..100).take_while(|at| frame[(*at, y)].symbol().is_empty());
                let cells = std::iter::once(x).chain(rest);
                let seen: String = cells.map(|at| drawn.engine.cell(at, y)).collect();
                if !symbol.is_empty() {
                    // A wide letter has room before the next one.
                    assert_eq!(
                        seen.replace(' ', ""),
                        expected.replace(' ', ""),
                        "{x},{y} after {key}"
                    );
                    signs += symbol.chars().filter(|c| is_mark(*c)).count();
                }
            }
            assert!(signs > 20, "{signs} signs after {key}");
        }
    }
}
