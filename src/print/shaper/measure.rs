//! Measures text by its shaped words.

use super::Shaper;
use super::forms::letters;
use crate::print::UNIT;
use crate::print::word::pieces;
use crate::text::cluster;
use crate::text::measure::{HeadingShift, LetterForm, Measure, Part, fit_by_heads};

impl Measure for Shaper {
    fn width(&self, text: &str) -> usize {
        pieces(text).map(|(_, word)| self.word(word).width).sum()
    }

    fn cell(&self) -> usize {
        usize::from(self.cell.width) * UNIT
    }

    fn width_in(&self, text: &str, form: LetterForm) -> usize {
        let width = self.of(Part::Whole, form).width(&letters(text, form));
        match form {
            LetterForm::Text | LetterForm::Code => width,
            // A sixteenth of a cell keeps the sign after it from touching the figure.
            LetterForm::Raised | LetterForm::Lowered => width + self.cell() / 16,
        }
    }

    fn fit_in(&self, text: &str, room: usize, form: LetterForm) -> (usize, usize) {
        let (length, width) = self.of(Part::Whole, form).fit(text, room);
        match form {
            LetterForm::Text | LetterForm::Code => (length, width),
            LetterForm::Raised | LetterForm::Lowered => {
                let head = text.get(..length).unwrap_or_default();
                (length, self.width_in(head, form))
            }
        }
    }

    fn heading_shifts(&self, lines: &[&str]) -> Vec<HeadingShift> {
        self.shifts_of_heading(lines)
    }

    fn turns(&self) -> bool {
        true
    }

    fn fit(&self, text: &str, room: usize) -> (usize, usize) {
        fit_by_heads(text, |head| self.fit_whole(head, room))
    }
}

impl Shaper {
    /// Implements `fit`, but shapes the word that does not fit to its end.
    fn fit_whole(&self, text: &str, room: usize) -> (usize, usize) {
        let mut width = 0;
        for (at, word) in pieces(text) {
            let next = width + self.word(word).width;
            if next <= room {
                width = next;
                continue;
            }
            // Only prefixes of this word remain to be tried.
            let mut fitting = (at, width);
            for (start, cluster) in cluster::cluster_indices(word) {
                let end = start + cluster.len();
                let head = word.get(..end).unwrap_or_default();
                let next = width + self.word(head).width;
                if next > room {
                    break;
                }
                fitting = (at + end, next);
            }
            return fitting;
        }
        (text.len(), width)
    }
}
