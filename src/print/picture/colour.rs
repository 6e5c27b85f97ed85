//! Colours: those of the terminal, of its palette, and of a style.

use ratatui::style::{Color, Modifier, Style};

/// A colour: red, green, blue.
pub type Rgb = [u8; 3];

/// The terminal's default colours.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Colours {
    /// The colour of text.
    pub text: Rgb,
    /// The colour of the background. Without one, everything but letters and highlights is
    /// transparent.
    pub ground: Option<Rgb>,
    /// The opacity of the background in pictures, 255 if it hides what is beneath. The background
    /// of a highlight is always opaque.
    pub ground_opacity: u8,
}

/// Returns the colour at step `part` of `whole` from the background to the ink.
pub(super) fn mixed(ground: Rgb, ink: Rgb, part: usize, whole: usize) -> Rgb {
    let mut mixed = ground;
    for (mixed, ink) in mixed.iter_mut().zip(ink) {
        let (from, to) = (usize::from(*mixed), usize::from(ink));
        *mixed = ((from * (whole - part) + to * part + whole / 2) / whole) as u8;
    }
    mixed
}

/// Returns the colours of the letters and the background in `style`.
pub(super) fn resolve(style: Style, colours: Colours) -> (Rgb, Option<Rgb>) {
    let mut ink = style.fg.and_then(rgb_of).unwrap_or(colours.text);
    let mut ground = style.bg.and_then(rgb_of).or(colours.ground);
    if style.add_modifier.contains(Modifier::REVERSED) {
        // On a background that is not known, white is read on each colour that suits both.
        (ink, ground) = (ground.unwrap_or([u8::MAX; 3]), Some(ink));
    }
    // Only letters are dim, also where they are reversed.
    if style.add_modifier.contains(Modifier::DIM) {
        ink = ground.map_or(ink, |ground| mixed(ground, ink, 2, 3));
    }
    (ink, ground)
}

/// The first sixteen colours of the palette as xterm has them; terminals differ.
const FIRST: [Rgb; 16] = [
    [0, 0, 0],
    [205, 0, 0],
    [0, 205, 0],
    [205, 205, 0],
    [0, 0, 238],
    [205, 0, 205],
    [0, 205, 205],
    [229, 229, 229],
    [127, 127, 127],
    [255, 0, 0],
    [0, 255, 0],
    [255, 255, 0],
    [92, 92, 255],
    [255, 0, 255],
    [0, 255, 255],
    [255, 255, 255],
];

/// Returns the red, green and blue of a colour; `None` for the terminal's own text and background.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "themes use no named colours"
)]
pub fn rgb_of(color: Color) -> Option<Rgb> {
    const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];
    match color {
        Color::Rgb(red, green, blue) => Some([red, green, blue]),
        Color::Indexed(index @ ..16) => FIRST.get(usize::from(index)).copied(),
        Color::Indexed(index @ 16..=231) => {
            let index = usize::from(index - 16);
            let parts = [index / 36, index / 6 % 6, index % 6];
            Some(parts.map(|at| CUBE.get(at).copied().unwrap_or(0)))
        }
        Color::Indexed(index @ 232..) => Some([8 + 10 * (index - 232); 3]),
        _ => None,
    }
}
