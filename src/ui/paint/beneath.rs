//! The text in the cells beneath pictures, which is selected and copied.
//!
//! Letters of print are narrower than cells, so a line of print has more letters than cells. A
//! terminal that sets a run of letters in as many cells as it is told (OSC 66, kitty) gets each
//! word in the cells that its picture covers. Elsewhere the letters follow one another, and those
//! for which there is no room are missing.

use super::Painter;
use super::cells::drawn;
use super::frame::THUMB;
use crate::print::{Overlay, Part, Piece, signed};
use crate::text::cluster::clusters;
use crate::text::measure::Measure as _;
use crate::text::width::{ExplicitWidth, RUN};
use ratatui::buffer::Cell;
use ratatui::style::Style;

/// The most cells that OSC 66 can name for a run.
const MOST_CELLS: usize = 7;
/// The most characters that kitty keeps of a run.
const MOST_CHARACTERS: usize = 24;

/// The maximum number of cells by which a letter extends beyond its own cells, in a terminal that
/// draws it as wide as its font.
const SPILL: u16 = 2;

/// Whether the text of a piece is in the cells beneath it. A clipped piece only highlights a range of
/// another piece, and text two rows high belongs to the upper row.
fn stands(piece: &Piece) -> bool {
    piece.clip.is_none() && piece.at >= 0 && !matches!(piece.part, Part::Lower(_))
}

/// A word and the blanks after it, and the cells that its picture covers.
struct CoveredWord {
    start: usize,
    end: usize,
    text: String,
}

impl Painter<'_> {
    /// Ends the drawing; returns the overlays.
    ///
    /// The cells under a picture get all the texts of the overlay, one after the other. Letters of
    /// a proportional font usually need less room than cells, so each text by itself would be cut
    /// off. If the text needs more cells than the picture covers, the picture is extended over the
    /// blanks after it. It is always extended a little, because some terminals draw a letter as
    /// wide as their font, and the text in the last cells would be visible next to the picture.
    pub(in crate::ui) fn finished(mut self) -> Vec<Overlay> {
        for index in 0..self.overlays.len() {
            let Some(overlay) = self.overlays.get(index) else {
                break;
            };
            let (y, end) = (overlay.y, overlay.right());
            let behind = self
                .overlays
                .iter()
                .filter(|over| over.y == y && over.x >= end);
            let limit = behind.map(|over| over.x).min().unwrap_or(u16::MAX);
            let blank = (end..limit).take_while(|x| self.is_blank(*x, y)).count() as u16;
            // The last blank stays uncovered: the thumb of a scrollbar there would change the
            // picture.
            let limit = end + blank.saturating_sub(1);
            self.write_beneath(index, limit);
        }
        self.overlays
    }

    /// Returns whether a cell is empty, or holds the thumb of a scrollbar, which may move with the
    /// next frame.
    fn is_blank(&self, x: u16, y: u16) -> bool {
        let cell = self.buffer.cell((x, y));
        cell.is_some_and(|cell| *cell == Cell::EMPTY || cell.symbol() == THUMB)
    }

    /// Writes the text of the overlay `index` into its cells, of which the first after them all that
    /// may be covered is `limit`; extends the overlay over what was written.
    fn write_beneath(&mut self, index: usize, limit: u16) {
        let Some(overlay) = self.overlays.get(index) else {
            return;
        };
        let (x, y, end) = (overlay.x, overlay.y, overlay.right());
        let written = if self.ruler.widths.explicit() == ExplicitWidth::Full {
            for word in self.covered_words(overlay) {
                self.write_word(x, y, &word);
            }
            end
        } else {
            let text = self.text_beneath(overlay);
            self.cells(x, y, limit, &text, Style::new())
        };
        let end = written.saturating_add(SPILL).min(limit).max(end);
        if let Some(overlay) = self.overlays.get_mut(index) {
            overlay.columns = end - x;
        }
    }

    /// Returns the text of an overlay in reading order, without texts that begin left of the
    /// overlay.
    fn text_beneath(&self, overlay: &Overlay) -> String {
        let cell = self.ruler.cell();
        let mut text = String::new();
        let mut end = 0;
        for piece in overlay.pieces.iter().filter(|piece| stands(piece)) {
            let gap = usize::try_from(piece.at - end).unwrap_or(0);
            text.extend(std::iter::repeat_n(' ', (gap + cell / 2) / cell));
            text.push_str(&piece.text);
            end = piece.end();
        }
        text
    }

    /// Returns the words of an overlay, each with the cells that it covers.
    fn covered_words(&self, overlay: &Overlay) -> Vec<CoveredWord> {
        let mut words: Vec<CoveredWord> = Vec::new();
        for piece in overlay.pieces.iter().filter(|piece| stands(piece)) {
            self.add_covered_words(&mut words, piece);
        }
        if let Some(last) = words.last_mut() {
            last.end = last.end.min(overlay.columns.into()).max(last.start + 1);
        }
        words
    }

    fn add_covered_words(&self, words: &mut Vec<CoveredWord>, piece: &Piece) {
        let cell = self.ruler.cell();
        let column = |at: i32| (usize::try_from(at).unwrap_or(0) + cell / 2) / cell;
        let mut at = piece.at;
        let mut waiting = String::new();
        for word in piece.text.split_inclusive(' ') {
            let width = self.ruler.width_in(word, piece.form);
            let start = column(at).max(words.last().map_or(0, |last| last.end));
            at = at.saturating_add(signed(piece.part.widened(width)));
            waiting.push_str(word);
            if column(at) > start {
                let (end, text) = (column(at), std::mem::take(&mut waiting));
                words.push(CoveredWord { start, end, text });
            }
        }
        // What is narrower than half a cell, such as a full stop, belongs to the word before it.
        match words.last_mut() {
            Some(last) => last.text.push_str(&waiting),
            None => words.push(CoveredWord {
                start: 0,
                end: 1,
                text: waiting,
            }),
        }
    }

    /// Writes a word, in parts if it has too many cells or characters for one.
    fn write_word(&mut self, x: u16, y: u16, word: &CoveredWord) {
        let cells = word.end - word.start;
        let x = x + word.start as u16;
        let count = word.text.chars().count();
        let parts = cells
            .div_ceil(MOST_CELLS)
            .max(count.div_ceil(MOST_CHARACTERS));
        if parts == 1 {
            self.write_part(x, y, cells, &word.text);
            return;
        }
        let parts = parts.clamp(1, cells);
        let letters: Vec<&str> = clusters(&word.text).collect();
        let share = |whole: usize, part: usize| whole * part / parts;
        for part in 0..parts {
            let text = letters.get(share(letters.len(), part)..share(letters.len(), part + 1));
            let (start, end) = (share(cells, part), share(cells, part + 1));
            let text = text.unwrap_or_default().concat();
            self.write_part(x + start as u16, y, end - start, &text);
        }
    }

    fn write_part(&mut self, x: u16, y: u16, cells: usize, text: &str) {
        let mut symbol = String::with_capacity(RUN.len_utf8() + text.len());
        symbol.push(RUN);
        symbol.push_str(drawn(text));
        self.cluster(x, y, &symbol, cells as u16, Style::new());
    }
}
