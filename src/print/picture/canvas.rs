//! The canvas on which the texts of an overlay are drawn, with its palette.

use super::colour::{Colours, Rgb, mixed, resolve};
use super::{Picture, STEPS};
use crate::print::mask::{Mask, Weight};
use crate::print::order::{VisualWord, in_order_of_sight, is_leftward, runs_leftward};
use crate::print::overlay::{HeadingShift, Part, Piece};
use crate::print::shaper::{Shaper, letters};
use crate::print::word::pieces;
use crate::print::{UNIT, signed};
use ratatui::style::Modifier;
use std::ops::Range;

const LAST_STEP: u16 = STEPS as u16 - 1;

/// The step with which underlines are drawn, so that they are not stronger than the words above
/// them.
const UNDERLINE: u8 = 4;

/// The maximum number of colours of colour glyphs in a picture.
const MOST_GLYPH_COLOURS: usize = 136;

/// The distance between two values of red, green or blue that are distinguished in a colour glyph: at
/// the size of a letter a finer one is not seen.
const COLOUR_STEP: usize = 36;

pub(super) struct Canvas {
    picture: Picture,
    inks: Vec<(Rgb, Option<Rgb>)>,
    colours: Colours,
    /// The colours of colour glyphs. Until the picture is finished, the pixels hold their indices
    /// from the end of the palette.
    glyph_colours: Vec<Rgb>,
}

impl Canvas {
    /// Returns an empty canvas of this size in pixels, for a terminal with these colours.
    pub(super) fn blank((width, height): (usize, usize), colours: Colours) -> Self {
        Self {
            picture: Picture {
                width,
                height,
                palette: Vec::with_capacity(STEPS),
                opacity: Vec::with_capacity(STEPS),
                glyph_colours: 0,
                pixels: vec![0; width * height],
            },
            inks: Vec::new(),
            colours,
            glyph_colours: Vec::new(),
        }
    }

    pub(super) fn piece(&mut self, shaper: &Shaper, piece: &Piece) {
        let (ink, ground) = resolve(piece.style, self.colours);
        let base = self.base_of(ink, ground);
        let areas = marked(shaper.of(piece.part, piece.form), piece);
        let is_plain = self.inks.first().is_some_and(|(_, plain)| *plain == ground);
        for area in areas {
            let area = pixel(area.start)..pixel(area.end);
            if piece.clip.is_some() || !is_plain {
                self.fill(area.clone(), 0..self.picture.height, base);
            }
            self.words(shaper, piece, &area, base);
            if piece.style.add_modifier.contains(Modifier::UNDERLINED) {
                self.underline(shaper, piece, area, base);
            }
        }
    }

    /// Draws the words of a text; with `clip`, only those within `area`.
    fn words(&mut self, shaper: &Shaper, piece: &Piece, area: &Range<i32>, base: u8) {
        // Letters may extend beyond their text, but not beyond a highlight.
        let limits = match piece.clip {
            Some(_) => area.clone(),
            None => 0..i32::MAX,
        };
        let modifiers = piece.style.add_modifier;
        let weight = Weight {
            is_bold: modifiers.contains(Modifier::BOLD),
            is_slanted: modifiers.contains(Modifier::ITALIC),
        };
        let right = limits
            .end
            .min(i32::try_from(self.picture.width).unwrap_or(i32::MAX));
        let top = self.top_of(piece.part);
        let shaper = shaper.of(piece.part, piece.form);
        let lean = i32::from(shaper.cell_size().height);
        let mut at = piece.at;
        for VisualWord { word, .. } in in_order_of_sight(&letters(&piece.text, piece.form)) {
            let width = signed(shaper.word(&word).width);
            // A letter overhangs its word by less than an em.
            let is_seen = pixel(at) < right + lean && pixel(at.saturating_add(width)) >= -lean;
            if is_seen && !word.starts_with(' ') {
                let place = (pixel(at), top);
                let mask = shaper.mask(&word, weight);
                self.blit(&mask, place, &limits, base);
                if !mask.colours.is_empty() {
                    self.blit_colours(&mask, place, &limits, base);
                }
            }
            at = at.saturating_add(width);
        }
    }

    fn underline(&mut self, shaper: &Shaper, piece: &Piece, area: Range<i32>, base: u8) {
        let shaper = shaper.of(piece.part, piece.form);
        let thick = (self.picture.height / 18).max(1);
        let line = shaper.baseline_row() + 1 + thick;
        let lowest = usize::from(shaper.cell_size().height).saturating_sub(thick);
        let line = line
            .min(lowest)
            .checked_add_signed(-self.top_of(piece.part));
        if let Some(line) = line {
            for x in area {
                if !self.has_ink(x, line, line + thick, base) {
                    self.fill(x..x + 1, line..line + thick, base + UNDERLINE);
                }
            }
        }
    }

    /// Whether letters reach into these rows at the column `x` or beside it, so that a line there
    /// would touch them.
    fn has_ink(&self, x: i32, top: usize, bottom: usize, base: u8) -> bool {
        let width = self.picture.width;
        let columns = (x - 1).max(0)..=x + 1;
        let inked = |x: i32| {
            let x = usize::try_from(x).unwrap_or_default();
            let mut rows = top.saturating_sub(1)..bottom + 1;
            rows.any(|y| {
                let pixel = self.picture.pixels.get(y * width + x);
                let step = pixel.and_then(|pixel| pixel.checked_sub(base));
                x < width
                    && step
                        .is_some_and(|step| (1..STEPS as u8).contains(&step) && step != UNDERLINE)
            })
        };
        columns.into_iter().any(inked)
    }

    /// Returns the row of a line's pixels that is the first of this part; negative if the line begins
    /// below it.
    fn top_of(&self, part: Part) -> isize {
        let height = self.picture.height.cast_signed();
        match part {
            Part::Whole => 0,
            Part::Upper(HeadingShift(down)) => -isize::from(down),
            Part::Lower(HeadingShift(down)) => height - isize::from(down),
        }
    }

    /// Returns the palette index of the background of a colour pair; the steps to the ink follow
    /// it.
    pub(super) fn base_of(&mut self, ink: Rgb, ground: Option<Rgb>) -> u8 {
        let known = self.inks.iter().position(|pair| *pair == (ink, ground));
        let index = known.unwrap_or(self.inks.len());
        // A line of ours never has as many colour pairs as that; any further pair would share the last one.
        let index = index.min((256 - MOST_GLYPH_COLOURS) / STEPS - 1);
        if known.is_none() && index == self.inks.len() {
            self.inks.push((ink, ground));
            let Picture {
                palette, opacity, ..
            } = &mut self.picture;
            if let Some(ground) = ground {
                palette.extend((0..STEPS).map(|step| mixed(ground, ink, step, STEPS - 1)));
                // The edges of letters stay opaque: they look the same however a terminal blends
                // colours.
                let is_plain = self.colours.ground == Some(ground);
                opacity.push(if is_plain {
                    self.colours.ground_opacity
                } else {
                    u8::MAX
                });
                opacity.extend([u8::MAX; STEPS - 1]);
            } else {
                palette.extend([ink; STEPS]);
                opacity.extend((0..STEPS).map(|step| (step * 255 / (STEPS - 1)) as u8));
            }
        }
        (index * STEPS) as u8
    }

    fn fill(&mut self, columns: Range<i32>, rows: Range<usize>, value: u8) {
        let width = self.picture.width;
        let within = |x: i32| usize::try_from(x).unwrap_or(0).min(width);
        for row in rows {
            let cells = row * width + within(columns.start)..row * width + within(columns.end);
            if let Some(pixels) = self.picture.pixels.get_mut(cells) {
                pixels.fill(value);
            }
        }
    }

    /// Draws the pixels of colour glyphs.
    fn blit_colours(
        &mut self,
        mask: &Mask,
        (at, top): (i32, isize),
        limits: &Range<i32>,
        base: u8,
    ) {
        let left = at + mask.left;
        let ground = self.inks.get(usize::from(base) / STEPS);
        let ground = ground.and_then(|(_, ground)| *ground);
        let (first, skipped) = first_rows(top);
        let rows = mask.colours.chunks_exact(mask.width).skip(skipped);
        for (y, row) in (first..).zip(rows) {
            for (x, [red, green, blue, opacity]) in (left..).zip(row) {
                let is_within = x >= limits.start.max(0) && x < limits.end;
                let Some(x) = usize::try_from(x).ok().filter(|_| is_within) else {
                    continue;
                };
                let opacity = usize::from(*opacity);
                if x >= self.picture.width || y >= self.picture.height || opacity < 16 {
                    continue;
                }
                // On an unknown background a pixel is drawn in full or not at all.
                let colour = match ground {
                    Some(ground) => mixed(ground, [*red, *green, *blue], opacity, 255),
                    None if opacity < 128 => continue,
                    None => [*red, *green, *blue],
                };
                let value = self.colour_of_glyph(colour);
                if let Some(pixel) = self.picture.pixels.get_mut(y * self.picture.width + x) {
                    *pixel = value;
                }
            }
        }
    }

    /// Returns the value of pixels in a colour of a glyph, or in the nearest colour if there are too
    /// many.
    fn colour_of_glyph(&mut self, colour: Rgb) -> u8 {
        let rounded = colour.map(|part| {
            let steps = (usize::from(part) + COLOUR_STEP / 2) / COLOUR_STEP;
            (steps * COLOUR_STEP).min(255) as u8
        });
        let known = self
            .glyph_colours
            .iter()
            .position(|known| *known == rounded);
        let index = known.unwrap_or_else(|| {
            if self.glyph_colours.len() < MOST_GLYPH_COLOURS {
                self.glyph_colours.push(rounded);
                return self.glyph_colours.len() - 1;
            }
            let distance = |known: &Rgb| -> u32 {
                let parts = known.iter().zip(rounded);
                parts.map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
            };
            let all = self.glyph_colours.iter().enumerate();
            all.min_by_key(|(_, known)| distance(known))
                .map_or(0, |(index, _)| index)
        });
        u8::MAX - index as u8
    }

    /// Appends the colours of colour glyphs to the palette.
    pub(super) fn finished(mut self) -> Picture {
        let picture = &mut self.picture;
        picture.glyph_colours = picture.palette.len();
        if !self.glyph_colours.is_empty() {
            let first = u8::MAX - (self.glyph_colours.len() - 1) as u8;
            for pixel in picture.pixels.iter_mut().filter(|pixel| **pixel >= first) {
                *pixel = picture.palette.len() as u8 + (u8::MAX - *pixel);
            }
            picture
                .opacity
                .extend(vec![u8::MAX; self.glyph_colours.len()]);
            picture.palette.append(&mut self.glyph_colours);
        }
        self.picture
    }

    fn blit(&mut self, mask: &Mask, (at, top): (i32, isize), limits: &Range<i32>, base: u8) {
        if mask.width == 0 {
            return;
        }
        let left = at + mask.left;
        let start = left.max(limits.start).max(0);
        let skipped = usize::try_from(start - left).unwrap_or(0).min(mask.width);
        let room = usize::try_from(limits.end.saturating_sub(start)).unwrap_or(0);
        let start = usize::try_from(start).unwrap_or(0);
        let rows = self
            .picture
            .pixels
            .chunks_exact_mut(self.picture.width.max(1));
        let (first, above) = first_rows(top);
        let covered = mask.rows.chunks_exact(mask.width).skip(above);
        for (row, covered) in rows.skip(first).zip(covered) {
            let pixels = row.get_mut(start..).unwrap_or_default();
            let covered = covered.get(skipped..).unwrap_or_default();
            for (pixel, covered) in pixels.iter_mut().zip(covered).take(room) {
                let step = ((u16::from(*covered) * LAST_STEP + 127) / 255) as u8;
                let now = pixel.checked_sub(base).filter(|step| *step < STEPS as u8);
                if step > 0 && now.is_none_or(|now| now < step) {
                    *pixel = base + step;
                }
            }
        }
    }
}

/// Returns the first row of a picture and the first row of a line's pixels that are drawn together,
/// where `top` is the row of the line that is the first of the picture.
fn first_rows(top: isize) -> (usize, usize) {
    let below = top.checked_neg().and_then(|top| usize::try_from(top).ok());
    (below.unwrap_or(0), usize::try_from(top).unwrap_or(0))
}

/// Returns the horizontal ranges in which a text, or its `clip`, is visible: text that is
/// contiguous in logical order may be in several places in visual order.
fn marked(shaper: &Shaper, piece: &Piece) -> Vec<Range<i32>> {
    let Some(clip) = piece.clip.clone() else {
        return std::iter::once(piece.at..piece.end()).collect();
    };
    if !runs_leftward(&piece.text) {
        return vec![clip];
    }
    let mut begin = piece.at;
    let read: Vec<Range<i32>> = pieces(&letters(&piece.text, piece.form))
        .map(|(_, word)| {
            let start = begin;
            begin = begin.saturating_add(signed(shaper.word(word).width));
            start..begin
        })
        .collect();
    let mut at = piece.at;
    let mut areas = Vec::new();
    for VisualWord { word, place } in in_order_of_sight(&letters(&piece.text, piece.form)) {
        let stood = read.get(place).cloned().unwrap_or_default();
        let (start, end) = (clip.start.max(stood.start), clip.end.min(stood.end));
        let (before, after) = (start - stood.start, stood.end - end);
        let width = stood.end - stood.start;
        if start < end && is_leftward(&word) {
            areas.push(at + after..at + width - before);
        } else if start < end {
            areas.push(at + before..at + width - after);
        }
        at = at.saturating_add(width);
    }
    areas
}

/// Returns the pixel that contains the end of a distance in units.
fn pixel(units: i32) -> i32 {
    let unit = signed(UNIT);
    units.saturating_add(unit / 2).div_euclid(unit)
}
