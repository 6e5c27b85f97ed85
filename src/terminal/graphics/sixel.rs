//! Encodes pictures as sixels: bands of six rows of pixels, with one pass for each colour.

use crate::print::{Overlay, Picture, Rgb, STEPS};
use crate::terminal::sequence::{PictureSequence, Sequence};
use std::io::Write as _;
use std::ops::Range;

/// The number of rows of pixels in a band, which sixels are made of.
pub const BAND: usize = 6;

/// The maximum width and height of a picture in xterm's default configuration.
pub(super) const WIDEST: usize = 1000;

/// The grey for each step from background to letter. Every grey costs a pass over the band, so the
/// two middle steps, which are hardest to distinguish, share one.
const GREY_OF_STEP: [usize; STEPS] = [0, 1, 2, 2, 3, 4];

/// The maximum number of colours of a [`Sheet`]; no page was seen with more.
const MOST_COLOURS: usize = 255;

/// Red, green and blue in percent, as sixel encodes a colour.
type Percent = [u8; 3];

/// Pixels that are sent as one picture; transparent ones leave the screen as it is.
pub(super) struct Sheet {
    width: usize,
    height: usize,
    /// For each pixel the number of its colour from 1, or 0 if it is transparent.
    pixels: Vec<u8>,
    colours: Vec<Percent>,
}

impl Sheet {
    pub(super) fn new(width: usize, height: usize) -> Self {
        Self {
            width,
            height,
            pixels: vec![0; width * height],
            colours: Vec::new(),
        }
    }

    /// Fills the sheet with one colour.
    pub(super) fn fill(&mut self, colour: Rgb) {
        let number = self.number_of(colour.map(percent));
        self.pixels.fill(number);
    }

    /// Draws the given columns of pixels of a picture, with their top left corner at `left` and
    /// `top`.
    pub(super) fn lay(
        &mut self,
        picture: &Picture,
        columns: &Range<usize>,
        (left, top): (usize, usize),
    ) {
        let rows = || {
            let rows = picture.pixels.chunks(picture.width.max(1));
            rows.map(|row| row.get(columns.clone()).unwrap_or_default())
        };
        let mut is_used = [false; 256];
        for pixel in rows().flatten() {
            if let Some(is_used) = is_used.get_mut(usize::from(*pixel)) {
                *is_used = true;
            }
        }
        let mut numbers = [0; 256];
        for (pixel, number) in numbers.iter_mut().enumerate() {
            if is_used.get(pixel) == Some(&true) {
                *number = self.number_of(colour_of(picture, pixel));
            }
        }
        let sheet = self.pixels.chunks_mut(self.width.max(1)).skip(top);
        for (pixels, row) in sheet.zip(rows()) {
            let pixels = pixels.get_mut(left..).unwrap_or_default();
            for (to, from) in pixels.iter_mut().zip(row) {
                *to = numbers.get(usize::from(*from)).copied().unwrap_or(0);
            }
        }
    }

    fn number_of(&mut self, colour: Percent) -> u8 {
        let known = self.colours.iter().position(|one| *one == colour);
        let index = known.unwrap_or_else(|| {
            if self.colours.len() < MOST_COLOURS {
                self.colours.push(colour);
                return self.colours.len() - 1;
            }
            let all = self.colours.iter().enumerate();
            let nearest = all.min_by_key(|(_, one)| distance(**one, colour));
            nearest.map_or(0, |(index, _)| index)
        });
        (index + 1) as u8
    }

    /// Reduces the number of colours to `most`, by repeatedly merging the two whose merging is
    /// least visible.
    pub(super) fn reduce(&mut self, most: usize) {
        if self.colours.len() <= most.max(1) {
            return;
        }
        let mut counts = vec![0_u64; self.colours.len()];
        for pixel in &self.pixels {
            let at = usize::from(*pixel).checked_sub(1);
            if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
                *count += 1;
            }
        }
        // Each colour, with its number of pixels and the colour numbers that were merged into it.
        let mut kept: Vec<(Percent, u64, Vec<usize>)> = Vec::new();
        for (index, (colour, count)) in self.colours.iter().zip(counts).enumerate() {
            kept.push((*colour, count, vec![index + 1]));
        }
        while kept.len() > most.max(1) {
            merge_nearest(&mut kept);
        }
        let mut numbers = [0; 256];
        for (number, (_, _, all)) in (1..).zip(&kept) {
            for one in all {
                if let Some(to) = numbers.get_mut(*one) {
                    *to = number;
                }
            }
        }
        for pixel in &mut self.pixels {
            *pixel = numbers.get(usize::from(*pixel)).copied().unwrap_or(0);
        }
        self.colours = kept.into_iter().map(|(colour, _, _)| colour).collect();
    }

    /// Writes the picture at the cursor.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        PictureSequence::SixelStart(self.width, self.height).write(out);
        for (register, [red, green, blue]) in self.colours.iter().enumerate() {
            // Writing to memory cannot fail.
            let _written = write!(out, "#{register};2;{red};{green};{blue}");
        }
        let mut band = Band::new(self.width, self.colours.len());
        let bands = self.pixels.chunks((self.width * BAND).max(1));
        for (index, pixels) in bands.enumerate() {
            // Not after the last band, where it would make the picture one band taller.
            if index > 0 {
                out.push(b'-');
            }
            band.take(pixels);
            band.write(out);
        }
        PictureSequence::SixelEnd.write(out);
    }
}

/// Writes a picture over `overlay`, divided into as many sixel pictures as needed.
pub(super) fn write_over(out: &mut Vec<u8>, overlay: &Overlay, picture: &Picture, cell: usize) {
    let most = (WIDEST / cell.max(1)).clamp(1, usize::from(u16::MAX));
    for column in (0..overlay.columns).step_by(most) {
        Sequence::Move(overlay.x + column, overlay.y).write(out);
        let start = usize::from(column) * cell;
        let end = (start + most * cell).min(picture.width);
        write_part(out, picture, &(start..end));
    }
}

/// Writes the given columns of pixels of a picture at the cursor.
pub(super) fn write_part(out: &mut Vec<u8>, picture: &Picture, columns: &Range<usize>) {
    let mut sheet = Sheet::new(columns.len(), picture.height);
    sheet.lay(picture, columns, (0, 0));
    sheet.write(out);
}

fn percent(part: u8) -> u8 {
    ((u16::from(part) * 100 + 127) / 255) as u8
}

/// Returns the colour of a pixel: the mean of all steps that share its grey.
fn colour_of(picture: &Picture, pixel: usize) -> Percent {
    if pixel >= picture.glyph_colours {
        let colour = picture.palette.get(pixel).copied();
        return colour.unwrap_or_default().map(percent);
    }
    let steps: &[Rgb] = picture
        .palette
        .chunks(STEPS)
        .nth(pixel / STEPS)
        .unwrap_or_default();
    let grey = GREY_OF_STEP.get(pixel % STEPS);
    let alike = || {
        let all = steps.iter().zip(&GREY_OF_STEP);
        all.filter(|(_, of)| Some(*of) == grey)
            .map(|(step, _)| step)
    };
    let count = alike().count().max(1) as u32;
    let mut mean = [0; 3];
    for (index, mean) in mean.iter_mut().enumerate() {
        let parts = alike().filter_map(|step| step.get(index));
        let sum: u32 = parts.map(|part| u32::from(*part)).sum();
        *mean = ((sum * 100 + 255 * count / 2) / (255 * count)) as u8;
    }
    mean
}

/// Merges the two colours whose merging is least visible because they are similar or rare. The more
/// frequent of the two is kept.
fn merge_nearest(kept: &mut Vec<(Percent, u64, Vec<usize>)>) {
    let mut least: Option<(u64, usize, usize)> = None;
    for (index, (colour, count, _)) in kept.iter().enumerate() {
        for (other_index, (other, other_count, _)) in kept.iter().enumerate().skip(index + 1) {
            let missed = (*count).min(*other_count) * distance(*colour, *other);
            if least.is_none_or(|(least, ..)| missed < least) {
                least = Some(if count < other_count {
                    (missed, index, other_index)
                } else {
                    (missed, other_index, index)
                });
            }
        }
    }
    let Some((_, rare, frequent)) = least else {
        return;
    };
    let (_, count, numbers) = std::mem::take(&mut kept[rare]);
    if let Some((_, of, all)) = kept.get_mut(frequent) {
        *of += count;
        all.extend(numbers);
    }
    kept.remove(rare);
}

/// Returns the squared distance of two colours.
fn distance(one: Percent, other: Percent) -> u64 {
    let parts = one.iter().zip(other);
    parts
        .map(|(one, other)| u64::from(one.abs_diff(other)).pow(2))
        .sum()
}

/// Six rows of pixels, as one row of sixels for each colour.
struct Band {
    width: usize,
    /// The sixels of all colours, row by row.
    sixels: Vec<u8>,
    /// The sixels with a bit set for every pixel that is painted, whatever its colour.
    covered: Vec<u8>,
    /// The number of pixels of each colour.
    counts: Vec<usize>,
}

impl Band {
    fn new(width: usize, colours: usize) -> Self {
        Self {
            width,
            sixels: vec![0; width * colours],
            covered: vec![0; width],
            counts: vec![0; colours],
        }
    }

    fn take(&mut self, pixels: &[u8]) {
        self.covered.fill(0);
        for (bit, row) in pixels.chunks(self.width.max(1)).enumerate() {
            for (x, (pixel, covered)) in row.iter().zip(&mut self.covered).enumerate() {
                let Some(colour) = usize::from(*pixel).checked_sub(1) else {
                    continue;
                };
                *covered |= 1 << bit;
                if let Some(sixel) = self.sixels.get_mut(colour * self.width + x) {
                    *sixel |= 1 << bit;
                }
                if let Some(count) = self.counts.get_mut(colour) {
                    *count += 1;
                }
            }
        }
    }

    /// Writes the band and empties it. The most frequent colour is painted first, beneath all
    /// others, and also fills the pixels of the letters: leaving them out would cost as many bytes
    /// as drawing them.
    fn write(&mut self, out: &mut Vec<u8>) {
        let counts = self.counts.iter().enumerate();
        let ground = counts.max_by_key(|(_, count)| **count);
        let ground = ground.map_or(0, |(colour, _)| colour);
        if self.counts.get(ground).is_some_and(|count| *count > 0) {
            let _written = write!(out, "#{ground}");
            write_runs(out, &self.covered);
        }
        let rows = self.sixels.chunks_mut(self.width.max(1));
        for (colour, (count, sixels)) in self.counts.iter_mut().zip(rows).enumerate() {
            if std::mem::take(count) == 0 {
                continue;
            }
            if colour != ground {
                let _written = write!(out, "$#{colour}");
                write_runs(out, sixels);
            }
            sixels.fill(0);
        }
    }
}

/// Writes sixels with run-length encoding, omitting empty ones at the end.
fn write_runs(out: &mut Vec<u8>, sixels: &[u8]) {
    let end = sixels
        .iter()
        .rposition(|sixel| *sixel != 0)
        .map_or(0, |at| at + 1);
    for run in sixels
        .get(..end)
        .unwrap_or_default()
        .chunk_by(|one, next| one == next)
    {
        let letter = 63 + run.first().copied().unwrap_or(0);
        if run.len() > 3 {
            let _written = write!(out, "!{}", run.len());
            out.push(letter);
        } else {
            out.resize(out.len() + run.len(), letter);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(palette: Vec<Rgb>, pixels: &[u8]) -> Picture {
        Picture {
            width: pixels.len(),
            height: 1,
            opacity: vec![u8::MAX; palette.len()],
            glyph_colours: palette.len(),
            palette,
            pixels: pixels.to_vec(),
        }
    }

    /// Steps from one colour to another; the intermediate steps are irrelevant here.
    fn steps(ground: Rgb, ink: Rgb) -> Vec<Rgb> {
        let mut steps = vec![ground; STEPS];
        steps[STEPS - 1] = ink;
        steps
    }

    #[test]
    fn pictures_share_their_colours_and_what_is_bare_stays_so() {
        let last = STEPS as u8 - 1;
        let mut sheet = Sheet::new(6, 1);
        let black = steps([255; 3], [0; 3]);
        sheet.lay(&picture(black.clone(), &[0, last]), &(0..2), (0, 0));
        sheet.lay(&picture(black, &[last, 0]), &(0..2), (4, 0));
        assert_eq!(sheet.colours, [[100; 3], [0; 3]]);
        assert_eq!(sheet.pixels, [1, 2, 0, 0, 2, 1]);
        let mut out = Vec::new();
        sheet.write(&mut out);
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains("#1@@??@@$#0@!4?@"), "{text}");
    }

    #[test]
    fn too_many_colours_become_as_many_as_there_are_registers() {
        let mut sheet = Sheet::new(8, 1);
        let (white, black, nearly) = ([255; 3], [0; 3], [10, 0, 0]);
        let last = STEPS as u8 - 1;
        sheet.lay(
            &picture(steps(white, black), &[0, 0, 0, last, last]),
            &(0..5),
            (0, 0),
        );
        sheet.lay(&picture(steps(white, nearly), &[last, 0]), &(0..2), (5, 0));
        assert_eq!(sheet.colours.len(), 3);
        sheet.reduce(2);
        assert_eq!(sheet.colours, [[100; 3], [0; 3]]);
        assert_eq!(sheet.pixels, [1, 1, 1, 2, 2, 2, 1, 0]);
    }
}
