//! Colours: how many a terminal has, the nearest of those, and contrast.

use crate::print::{Rgb, rgb_of};
use ratatui::style::Color;

/// How many colours a terminal has.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum ColourDepth {
    /// The first sixteen, which differ from terminal to terminal.
    Sixteen,
    /// The palette of 256.
    #[default]
    Palette,
    /// Any red, green and blue.
    Full,
}

/// The range of the palette's colours that are the same in every terminal.
const FIXED: std::ops::RangeInclusive<u8> = 16..=255;

/// Returns the colour of a terminal with `depth` that is most like this one.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "themes use no named colours"
)]
pub(super) fn reduced(color: Color, depth: ColourDepth) -> Color {
    let least = match color {
        Color::Rgb(..) => ColourDepth::Full,
        Color::Indexed(16..) => ColourDepth::Palette,
        _ => ColourDepth::Sixteen,
    };
    if depth >= least {
        return color;
    }
    let Some(rgb) = rgb_of(color) else {
        return color;
    };
    let nearest = match depth {
        ColourDepth::Sixteen => nearest(rgb, 0..=15),
        ColourDepth::Palette | ColourDepth::Full => nearest(rgb, FIXED),
    };
    nearest.map_or(color, Color::Indexed)
}

fn nearest(rgb: Rgb, indices: impl Iterator<Item = u8>) -> Option<u8> {
    let far = |index: &u8| rgb_of(Color::Indexed(*index)).map_or(u32::MAX, |it| distance(rgb, it));
    indices.min_by_key(far)
}

/// Returns how unlike two colours look: the weights follow how the eye sees red, green and blue.
fn distance(one: Rgb, other: Rgb) -> u32 {
    let [red, green, blue] = [0, 1, 2].map(|part| {
        let of = |rgb: Rgb| rgb.get(part).copied().unwrap_or(0);
        u32::from(of(one).abs_diff(of(other))).pow(2)
    });
    2 * red + 4 * green + 3 * blue
}

/// Returns the contrast of two colours, from 1 to 21, as the Web Content Accessibility Guidelines define it.
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    contrast_of(luminance(one), luminance(other))
}

/// Returns the contrast of two luminances.
pub fn contrast_of(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Returns the relative luminance of a colour, from 0 for black to 1 for white.
pub fn luminance(rgb: Rgb) -> f64 {
    let [red, green, blue] = rgb.map(|part| match f64::from(part) / 255.0 {
        part if part <= 0.04045 => part / 12.92,
        part => ((part + 0.055) / 1.055).powf(2.4),
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Whether a colour is nearer to white than to black, by contrast.
pub fn is_light(rgb: Rgb) -> bool {
    contrast(rgb, [0; 3]) > contrast(rgb, [255; 3])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_becomes_the_nearest_one_that_the_terminal_has() {
        let orange = Color::Rgb(255, 175, 95);
        assert_eq!(reduced(orange, ColourDepth::Full), orange);
        let expected = Color::Indexed(215);
        assert_eq!(reduced(orange, ColourDepth::Palette), expected);
        let grey = Color::Rgb(130, 130, 128);
        assert_eq!(reduced(grey, ColourDepth::Sixteen), Color::Indexed(8));
        let red = Color::Indexed(160);
        assert_eq!(reduced(red, ColourDepth::Palette), red);
        assert_eq!(reduced(red, ColourDepth::Sixteen), Color::Indexed(1));
        for kept in [Color::Reset, Color::Indexed(3)] {
            assert_eq!(reduced(kept, ColourDepth::Sixteen), kept);
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 0.001);
        assert!((contrast([0x77; 3], [255; 3]) - 4.48).abs() < 0.01);
        assert!(is_light([0xf5, 0xec, 0xd9]) && !is_light([0x30; 3]));
    }
}
