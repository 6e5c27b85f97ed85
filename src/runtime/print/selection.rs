//! How much of a selection beneath pictures is seen.

use crate::print::{Colours, Rgb};
use crate::ui::theme::colour::{contrast_of, luminance};

/// The least contrast of text on a selection. Grey text then keeps three, enough to read it.
const CONTRAST: f64 = 7.0;

/// Returns the opacity with which pictures draw the background above a selection of this colour: the
/// least with which the text is legible. It is full if there is no such opacity, or if the colour is
/// not known.
pub(super) fn ground_opacity(colours: Colours, selection: Option<Rgb>) -> u8 {
    let (Some(ground), Some(selection)) = (colours.ground, selection) else {
        return u8::MAX;
    };
    let text = luminance(colours.text);
    let (over, beneath) = (luminance(ground), luminance(selection));
    // kitty blends light, not the numbers that stand for it.
    let blended = |opacity: u8| {
        let share = f64::from(opacity) / 255.0;
        over * share + beneath * (1.0 - share)
    };
    (0..u8::MAX)
        .find(|opacity| contrast_of(text, blended(*opacity)) >= CONTRAST)
        .unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_is_seen_as_far_as_text_on_it_is_legible() {
        const PALE: Rgb = [0xff, 0xfa, 0xcd];
        const BLUE: Rgb = [0x26, 0x4f, 0x78];
        let (black, white, dark, light) = ([0; 3], [255; 3], [16; 3], [224; 3]);
        for (text, ground, selection, expected) in [
            // Black on kitty's own pale yellow needs nothing between them.
            (black, Some(white), Some(PALE), 0..=0),
            // Light letters do.
            (light, Some(dark), Some(PALE), 230..=245),
            (light, Some(dark), Some(BLUE), 10..=120),
            (black, Some(white), Some(black), 70..=85),
            ([0x99; 3], Some(white), Some(PALE), 255..=255),
            (black, None, Some(PALE), 255..=255),
            (black, Some(white), None, 255..=255),
        ] {
            let colours = Colours {
                text,
                ground,
                ground_opacity: u8::MAX,
            };
            let opacity = ground_opacity(colours, selection);
            assert!(
                expected.contains(&opacity),
                "{text:?} {selection:?}: {opacity}"
            );
        }
    }
}
