//! Sixel: six rows of pixels at a time, a pass for each colour.

use crate::print::{Picture, Rgb, STEPS};
use crate::terminal::sequence::PictureSequence;
use std::io::Write as _;
use std::ops::Range;

/// xterm takes no wider picture, unless it is told otherwise at its start.
pub(super) const WIDEST: usize = 1000;

/// Writes the part of a picture in these columns of pixels at the cursor.
pub(super) fn write(out: &mut Vec<u8>, picture: &Picture, columns: &Range<usize>) {
    PictureSequence::SixelStart(columns.len(), picture.height).write(out);
    for (first, steps) in (0..).step_by(STEPS).zip(picture.palette.chunks(STEPS)) {
        for (index, step) in (first..).zip(0..GREYS) {
            // Writing into memory cannot fail.
            let [red, green, blue] = colour_of(steps, step);
            let _written = write!(out, "#{index};2;{red};{green};{blue}");
        }
    }
    let width = picture.width.max(1);
    let bands = picture.pixels.chunks(width * 6);
    let mut sixels = vec![0; columns.len()];
    for (index, band) in bands.enumerate() {
        // Not after the last: there it would make the picture a band higher.
        if index > 0 {
            out.push(b'-');
        }
        write_band(out, band, width, columns, &mut sixels);
    }
    PictureSequence::SixelEnd.write(out);
}

/// The grey that stands for each step: every one is a pass over the row, and the two in the middle are
/// nearest to each other for the eye.
const GREY_OF_STEP: [u8; STEPS] = [0, 1, 2, 2, 3, 4];

/// So many greys are sent.
const GREYS: usize = 5;

/// Returns the grey that stands for a pixel.
fn grey(pixel: u8) -> u8 {
    let step = usize::from(pixel) % STEPS;
    let ground = usize::from(pixel) - step;
    ground as u8 + GREY_OF_STEP.get(step).copied().unwrap_or(0)
}

/// Returns the colour of a grey in percent, the mean of its steps.
fn colour_of(steps: &[Rgb], grey: usize) -> [u32; 3] {
    let alike = || {
        let all = steps.iter().zip(GREY_OF_STEP);
        all.filter(|(_, of)| usize::from(*of) == grey)
            .map(|(step, _)| step)
    };
    let count = alike().count().max(1) as u32;
    let mut mean = [0; 3];
    for (index, mean) in mean.iter_mut().enumerate() {
        let sum: u32 = alike()
            .filter_map(|step| step.get(index))
            .map(|part| u32::from(*part))
            .sum();
        *mean = (sum * 100 + 255 * count / 2) / (255 * count);
    }
    mean
}

/// Writes six rows of pixels. The ground is painted first and all over: to leave the letters out would
/// cost as many bytes as to draw them.
fn write_band(
    out: &mut Vec<u8>,
    band: &[u8],
    width: usize,
    columns: &Range<usize>,
    sixels: &mut [u8],
) {
    let rows = || {
        let rows = band.chunks(width);
        rows.map(|row| row.get(columns.clone()).unwrap_or_default())
    };
    let mut is_used = [false; 256];
    for pixel in rows().flatten() {
        if let Some(used) = is_used.get_mut(usize::from(grey(*pixel))) {
            *used = true;
        }
    }
    let used = (1_u8..=255).zip(is_used.iter().skip(1));
    let used = used
        .filter(|(_, is_used)| **is_used)
        .map(|(colour, _)| colour);
    for (pass, colour) in std::iter::once(0).chain(used).enumerate() {
        sixels.fill(0);
        for (bit, row) in rows().enumerate() {
            for (sixel, pixel) in sixels.iter_mut().zip(row) {
                *sixel |= u8::from(colour == 0 || grey(*pixel) == colour) << bit;
            }
        }
        if pass > 0 {
            out.push(b'$');
        }
        let _written = write!(out, "#{colour}");
        write_runs(out, sixels);
    }
}

/// Writes sixels with their repetitions counted; the empty ones at the end are left out.
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
