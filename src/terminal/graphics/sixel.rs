//! Sixel: six rows of pixels at a time, a pass for each colour.

use crate::print::Picture;
use crate::terminal::sequence::PictureSequence;
use std::io::Write as _;

/// Of 16 steps every second is enough here: the bytes go down by a third, the eye sees no change.
const COARSER: u8 = 2;

/// Writes a picture at the cursor.
pub(super) fn write(out: &mut Vec<u8>, picture: &Picture) {
    PictureSequence::SixelStart(picture.width, picture.height).write(out);
    for (index, rgb) in (0_u8..=255).zip(&picture.palette) {
        if coarse(index) == index {
            let [red, green, blue] = rgb.map(|part| (u32::from(part) * 100 + 127) / 255);
            // Writing into memory cannot fail.
            let _written = write!(out, "#{index};2;{red};{green};{blue}");
        }
    }
    let width = picture.width.max(1);
    let bands = picture.pixels.chunks(width * 6);
    for (index, band) in bands.enumerate() {
        // Not after the last: there it would make the picture a band higher.
        if index > 0 {
            out.push(b'-');
        }
        write_band(out, band, width);
    }
    PictureSequence::SixelEnd.write(out);
}

/// The ground and the full colour stay, what is between loses every second step.
fn coarse(pixel: u8) -> u8 {
    let step = pixel % 16;
    if step == 15 {
        pixel
    } else {
        pixel - step % COARSER
    }
}

fn write_band(out: &mut Vec<u8>, band: &[u8], width: usize) {
    let mut colours: Vec<u8> = Vec::with_capacity(16);
    for pixel in band {
        let colour = coarse(*pixel);
        if !colours.contains(&colour) {
            colours.push(colour);
        }
    }
    let mut sixels = vec![0_u8; width];
    for (pass, colour) in colours.iter().enumerate() {
        sixels.fill(0);
        for (bit, row) in band.chunks(width).enumerate() {
            for (sixel, pixel) in sixels.iter_mut().zip(row) {
                *sixel |= u8::from(coarse(*pixel) == *colour) << bit;
            }
        }
        if pass > 0 {
            out.push(b'$');
        }
        let _written = write!(out, "#{colour}");
        write_runs(out, &sixels);
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
