//! kitty's protocol through tmux: pictures bypass tmux to the outer terminal. Unicode placeholders
//! represent them in the cells, so that tmux moves and clips them like text.
//!
//! The colour and the combining characters of a placeholder encode the picture, its row and its
//! column. A placeholder without combining characters continues the one to its left. Selecting such
//! cells selects placeholders; the keys `y` and `Y` copy the text.
//!
//! tmux drops passthrough without notice while its pane is hidden, and another terminal may attach
//! in the meantime. So the pictures are sent again after a pause in the user's input.

use super::kitty::{MOST_PIXELS, PictureContent, oldest, send_parts};
use crate::print::{Colours, Overlay, Picture, Shaper};
use crate::terminal::kept_in_outer;
use crate::terminal::sequence::{PictureSequence, Sequence};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Style};
use std::collections::HashMap;
use std::ops::Range;

/// The character that represents a cell of a picture.
pub(in crate::terminal) const PLACEHOLDER: char = '\u{10eeee}';

/// The combining characters that encode rows, columns and the first byte of an id, from 0 on. These
/// are the first 64 of kitty's list.
const MARKS: [char; 64] = [
    '\u{305}', '\u{30d}', '\u{30e}', '\u{310}', '\u{312}', '\u{33d}', '\u{33e}', '\u{33f}',
    '\u{346}', '\u{34a}', '\u{34b}', '\u{34c}', '\u{350}', '\u{351}', '\u{352}', '\u{357}',
    '\u{35b}', '\u{363}', '\u{364}', '\u{365}', '\u{366}', '\u{367}', '\u{368}', '\u{369}',
    '\u{36a}', '\u{36b}', '\u{36c}', '\u{36d}', '\u{36e}', '\u{36f}', '\u{483}', '\u{484}',
    '\u{485}', '\u{486}', '\u{487}', '\u{592}', '\u{593}', '\u{594}', '\u{595}', '\u{597}',
    '\u{598}', '\u{599}', '\u{59c}', '\u{59d}', '\u{59e}', '\u{59f}', '\u{5a0}', '\u{5a1}',
    '\u{5a8}', '\u{5a9}', '\u{5ab}', '\u{5ac}', '\u{5af}', '\u{5c4}', '\u{610}', '\u{611}',
    '\u{612}', '\u{613}', '\u{614}', '\u{615}', '\u{616}', '\u{617}', '\u{657}', '\u{658}',
];

/// The number of combining characters reserved for the picture ids of one tmux pane, since all
/// panes share the outer terminal.
const MARKS_OF_A_PANE: u32 = 4;
/// The first colour number that tmux never rewrites.
const FIRST_COLOUR: u32 = 16;
const COLOURS_OF_A_MARK: u32 = 240;
const MOST_IDS: u32 = MARKS_OF_A_PANE * COLOURS_OF_A_MARK;
/// The maximum number of stored pictures besides those of the current frame; well below the number
/// of ids.
const MOST_PICTURES: usize = 480;

/// The id of a picture in the form that placeholders can encode: a combining character and a
/// colour.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Name {
    mark: u32,
    colour: u8,
}

impl Name {
    /// Returns the id for picture `number` of a pane.
    fn of(number: u32, pane: u32) -> Self {
        let panes = MARKS.len() as u32 / MARKS_OF_A_PANE;
        let mark = pane % panes * MARKS_OF_A_PANE + number / COLOURS_OF_A_MARK % MARKS_OF_A_PANE;
        let colour = FIRST_COLOUR + number % COLOURS_OF_A_MARK;
        Self {
            mark,
            colour: u8::try_from(colour).unwrap_or(u8::MAX),
        }
    }

    fn id(self) -> u32 {
        self.mark << 24 | u32::from(self.colour)
    }

    /// Returns the placeholder for the first cell of a picture; the following cells need no
    /// combining characters.
    fn head(self) -> String {
        let mark = |number: u32| MARKS.get(number as usize).copied().unwrap_or_default();
        [PLACEHOLDER, mark(0), mark(0), mark(self.mark)]
            .iter()
            .collect()
    }

    /// Returns the style of the placeholders.
    fn style(self) -> Style {
        Style::new().fg(Color::Indexed(self.colour))
    }

    /// Writes the sequences that store `picture` in the outer terminal, over `columns` cells.
    fn send(self, out: &mut Vec<u8>, columns: u16, picture: &Picture) {
        let mut inside = Vec::with_capacity(8192);
        send_parts(&mut inside, picture, |data, more| {
            PictureSequence::DataForLetters(self.id(), columns, data, more)
        });
        PictureSequence::pass_on(&inside, out);
    }
}

/// The pictures that the outer terminal stores for us.
#[derive(Debug)]
pub(super) struct PlaceholderPictures {
    pane: u32,
    stored: HashMap<PictureContent, PlaceholderPicture>,
    pixels: usize,
    last: u32,
    frame: u64,
}

#[derive(Debug)]
struct PlaceholderPicture {
    name: Name,
    pixels: usize,
    /// The number of the last frame that showed the picture.
    shown_in: u64,
    /// Whether tmux may have dropped the picture instead of passing it on.
    is_doubted: bool,
}

impl PlaceholderPictures {
    /// Creates an empty registry for the pane with this number.
    pub(super) fn new(pane: u32) -> Self {
        Self {
            pane,
            stored: HashMap::new(),
            pixels: 0,
            last: 0,
            frame: 0,
        }
    }

    /// Returns `frame` with placeholders in the cells of `overlays`, and writes the pictures that
    /// were not sent yet.
    pub(super) fn cover(
        &mut self,
        out: &mut Vec<u8>,
        (shaper, colours): (&Shaper, Colours),
        frame: &Buffer,
        overlays: &[Overlay],
    ) -> Buffer {
        self.frame += 1;
        let mut covered = frame.clone();
        for overlay in overlays {
            let name = self.name_of(out, (shaper, colours), overlay);
            let (cells, columns) = cells_of(&mut covered, overlay);
            write(cells, columns, name);
        }
        covered
    }

    /// Returns the id of an overlay's picture, and sends the picture if necessary.
    fn name_of(
        &mut self,
        out: &mut Vec<u8>,
        (shaper, colours): (&Shaper, Colours),
        overlay: &Overlay,
    ) -> Name {
        let content = (overlay.columns, overlay.pieces.clone());
        let known = self.stored.get_mut(&content);
        if let Some(stored) = known {
            stored.shown_in = self.frame;
            if std::mem::take(&mut stored.is_doubted) {
                let picture = shaper.draw(overlay, colours);
                stored.name.send(out, overlay.columns, &picture);
            }
            return stored.name;
        }
        let picture = shaper.draw(overlay, colours);
        let name = self.free_name();
        name.send(out, overlay.columns, &picture);
        kept_in_outer().insert(name.id());
        let pixels = picture.width * picture.height;
        self.pixels += pixels;
        let stored = PlaceholderPicture {
            name,
            pixels,
            shown_in: self.frame,
            is_doubted: false,
        };
        self.stored.insert(content, stored);
        name
    }

    fn free_name(&mut self) -> Name {
        let kept = kept_in_outer();
        let mut name = Name::of(self.last, self.pane);
        for _ in 0..MOST_IDS {
            self.last = (self.last + 1) % MOST_IDS;
            name = Name::of(self.last, self.pane);
            if !kept.contains(&name.id()) {
                break;
            }
        }
        name
    }

    /// Records that all pictures may have been lost.
    pub(super) fn doubt(&mut self) {
        for stored in self.stored.values_mut() {
            stored.is_doubted = true;
        }
    }

    /// Frees the least recently shown pictures if the terminal stores too many.
    pub(super) fn free(&mut self, out: &mut Vec<u8>) {
        if self.pixels <= MOST_PIXELS && self.stored.len() <= MOST_PICTURES {
            return;
        }
        let ages = self.stored.values();
        let ages = ages.map(|stored| (stored.shown_in, stored.name.id()));
        let gone = oldest(ages, self.frame);
        self.drop_those(out, |stored| gone.contains(&stored.name.id()));
    }

    /// Writes the sequences that delete all pictures.
    pub(super) fn clear(&mut self, out: &mut Vec<u8>) {
        self.drop_those(out, |_| true);
    }

    fn drop_those(&mut self, out: &mut Vec<u8>, is_gone: impl Fn(&PlaceholderPicture) -> bool) {
        let mut frees = Vec::new();
        let mut kept = kept_in_outer();
        self.stored.retain(|_, stored| {
            let is_gone = is_gone(stored);
            if is_gone {
                self.pixels -= stored.pixels;
                kept.remove(&stored.name.id());
                PictureSequence::Free(stored.name.id()).write(&mut frees);
            }
            !is_gone
        });
        PictureSequence::pass_on(&frees, out);
    }
}

/// Returns the cells of an overlay's row, and the range of columns that the overlay covers.
pub(super) fn cells_of<'f>(
    frame: &'f mut Buffer,
    overlay: &Overlay,
) -> (&'f mut [Cell], Range<usize>) {
    let width = usize::from(frame.area.width);
    let row = usize::from(overlay.y - frame.area.y) * width;
    let columns = usize::from(overlay.x)..usize::from(overlay.right()).min(width);
    let cells = frame.content.get_mut(row..row + width);
    (cells.unwrap_or_default(), columns)
}

/// Writes the placeholders of a picture into the cells of a row.
fn write(cells: &mut [Cell], columns: Range<usize>, name: Name) {
    let head = name.head();
    for (index, cell) in clear(cells, columns).iter_mut().enumerate() {
        cell.reset();
        cell.set_style(name.style());
        if index == 0 {
            cell.set_symbol(&head);
        } else {
            cell.set_char(PLACEHOLDER);
        }
    }
}

/// Blanks the given columns of a row and returns their cells. A cluster that is only partly inside
/// is blanked too.
pub(super) fn clear(cells: &mut [Cell], columns: Range<usize>) -> &mut [Cell] {
    let is_tail = |cell: &Cell| cell.symbol().is_empty();
    if cells.get(columns.start).is_some_and(is_tail) {
        for cell in cells.iter_mut().take(columns.start).rev() {
            let is_lead = !is_tail(cell);
            cell.set_symbol(" ");
            if is_lead {
                break;
            }
        }
    }
    for cell in cells.iter_mut().skip(columns.end) {
        if !is_tail(cell) {
            break;
        }
        cell.set_symbol(" ");
    }
    let cells = cells.get_mut(columns).unwrap_or_default();
    for cell in cells.iter_mut() {
        cell.set_symbol(" ");
    }
    cells
}

/// Writes a row of a report at the cursor.
pub(super) fn show(out: &mut Vec<u8>, (pane, row): (u32, u32), columns: u16, picture: &Picture) {
    // Numbers from the end of the range, which the application seldom reaches. They differ between
    // processes, since the last report stays visible.
    let first = MOST_IDS - 1 - std::process::id() * 8 % (MOST_IDS / 4);
    let name = Name::of(first - row, pane);
    name.send(out, columns, picture);
    Sequence::Style(name.style()).write(out);
    out.extend(name.head().as_bytes());
    let rest = usize::from(columns.saturating_sub(1));
    out.extend(PLACEHOLDER.to_string().repeat(rest).as_bytes());
    Sequence::ResetStyle.write(out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_pictures_and_no_two_panes_share_a_name() {
        let mut ids = std::collections::HashSet::new();
        for pane in 0..16 {
            for number in 0..MOST_IDS {
                let name = Name::of(number, pane);
                assert!(name.colour >= 16 && MARKS.len() > name.mark as usize);
                assert!(ids.insert(name.id()), "{number} of {pane}");
            }
        }
    }

    #[test]
    fn a_cluster_at_the_edge_of_a_picture_goes_whole() {
        let mut cells: Vec<Cell> = ["अ", "", "ब", "स", "", "द"].map(Cell::new).to_vec();
        write(&mut cells, 1..4, Name::of(0, 0));
        let symbols: Vec<&str> = cells.iter().map(Cell::symbol).collect();
        let [head, next] = [Name::of(0, 0).head(), PLACEHOLDER.to_string()];
        assert_eq!(symbols, [" ", &head, &next, &next, " ", "द"]);
    }
}
