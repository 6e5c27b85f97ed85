//! Sixel: six rows of pixels at a time, a pass for each colour.

use crate::print::{Picture, STEPS};
use crate::terminal::sequence::PictureSequence;
use std::io::Write as _;
use std::ops::Range;

/// xterm takes no wider picture, unless it is told otherwise at its start.
pub(super) const WIDEST: usize = 1000;

/// Writes the part of a picture in these columns of pixels at the cursor.
pub(super) fn write(out: &mut Vec<u8>, picture: &Picture, columns: &Range<usize>) {
    PictureSequence::SixelStart(columns.len(), picture.height).write(out);
    for (index, rgb) in (0_u8..=255).zip(&picture.palette) {
        let [red, green, blue] = rgb.map(|part| (u32::from(part) * 100 + 127) / 255);
        // Writing into memory cannot fail.
        let _written = write!(out, "#{index};2;{red};{green};{blue}");
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

/// Writes six rows of pixels. The ground is painted first and all over, then each step together with
/// all stronger ones, which are painted over it: shapes without holes have half of the edges, and it is
/// edges that cost bytes.
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
        if let Some(used) = is_used.get_mut(usize::from(*pixel)) {
            *used = true;
        }
    }
    let used = (1_u8..=255).zip(is_used.iter().skip(1));
    let used = used
        .filter(|(_, is_used)| **is_used)
        .map(|(colour, _)| colour);
    for (pass, colour) in std::iter::once(0).chain(used).enumerate() {
        let end = match colour {
            0 => u8::MAX,
            colour => colour | (STEPS as u8 - 1),
        };
        sixels.fill(0);
        for (bit, row) in rows().enumerate() {
            for (sixel, pixel) in sixels.iter_mut().zip(row) {
                *sixel |= u8::from((colour..=end).contains(pixel)) << bit;
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
