//! The styles for the parts of the screen and for the roles of a document.
//!
//! A theme has one accent colour; secondary text is dim, unread articles and headings are bold. The
//! background is the terminal's own. Colours are among the 256 that every terminal of the last
//! decades supports; without colour, bold, underline and reverse make the same distinctions.

use crate::document::Role;
use ratatui::style::{Color, Modifier, Style};

/// What an element of the screen is, apart from the article's text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Look {
    /// Text without special styling.
    Plain,
    /// The name above the list, and titles of dialogs.
    Accent,
    /// Secondary text.
    Dim,
    /// The headline of an unread article.
    Unread,
    /// The selected row of the pane with the focus.
    Selected,
    /// The selected row of a pane without the focus.
    SelectedAside,
    /// Rules and frames.
    Rule,
    /// The thumb of a scrollbar.
    Thumb,
    /// A key in a hint.
    Key,
    /// A failure.
    Error,
    /// A hit of a search.
    Hit,
    /// The hit of a search that the user is at.
    CurrentHit,
    /// The letters of a hint.
    Hint,
    /// The page behind a dialog.
    Behind,
}

/// A set of styles.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Theme {
    /// For light text on a dark background.
    #[default]
    Dark,
    /// For dark text on a light background.
    Light,
    /// For a terminal that does not report its background, as some multiplexers do not.
    Either,
    /// Without any colour.
    Colourless,
}

/// The colours of a theme.
struct Palette {
    accent: Color,
    dim: Color,
    faint: Color,
    /// The background of the selected row.
    ground: Option<Color>,
    /// The background of hits.
    marker: Option<Color>,
    error: Color,
    link: Color,
}

const DARK: Palette = Palette {
    accent: Color::Indexed(215),
    dim: Color::Indexed(246),
    faint: Color::Indexed(240),
    ground: Some(Color::Indexed(236)),
    marker: Some(Color::Indexed(58)),
    error: Color::Indexed(210),
    link: Color::Indexed(117),
};

const LIGHT: Palette = Palette {
    accent: Color::Indexed(130),
    dim: Color::Indexed(242),
    faint: Color::Indexed(249),
    ground: Some(Color::Indexed(254)),
    marker: Some(Color::Indexed(229)),
    error: Color::Indexed(124),
    link: Color::Indexed(25),
};

/// Colours with a contrast of at least three to one against both black and white.
const EITHER: Palette = Palette {
    accent: Color::Indexed(166),
    dim: Color::Indexed(243),
    faint: Color::Indexed(246),
    ground: None,
    marker: None,
    error: Color::Indexed(160),
    link: Color::Indexed(32),
};

impl Theme {
    /// Returns the theme with this name in a configuration; `auto` has none.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "dark" => Some(Self::Dark),
            "light" => Some(Self::Light),
            "none" => Some(Self::Colourless),
            _ => None,
        }
    }

    /// Returns the theme for a light or a dark background.
    pub fn on(is_light: bool) -> Self {
        if is_light { Self::Light } else { Self::Dark }
    }

    fn palette(self) -> Option<Palette> {
        match self {
            Self::Dark => Some(DARK),
            Self::Light => Some(LIGHT),
            Self::Either => Some(EITHER),
            Self::Colourless => None,
        }
    }

    /// Returns the style of an element of the screen.
    pub fn look(self, look: Look) -> Style {
        let plain = Style::new();
        let Some(palette) = self.palette() else {
            return colourless(look);
        };
        match look {
            Look::Plain => plain,
            Look::Accent => plain.fg(palette.accent).add_modifier(Modifier::BOLD),
            Look::Dim => plain.fg(palette.dim),
            Look::Unread => plain.add_modifier(Modifier::BOLD),
            Look::Selected => palette.ground.map_or(plain, |ground| plain.bg(ground)),
            Look::SelectedAside => plain,
            Look::Rule | Look::Thumb => plain.fg(palette.faint),
            Look::Key => plain.fg(palette.accent),
            Look::Error => plain.fg(palette.error),
            Look::Hit => palette.marker.map_or_else(
                || {
                    let style = plain.fg(palette.accent);
                    style.add_modifier(Modifier::UNDERLINED | Modifier::BOLD)
                },
                |marker| plain.bg(marker),
            ),
            Look::Behind => plain
                .fg(palette.faint)
                .remove_modifier(Modifier::REVERSED | Modifier::BOLD),
            Look::CurrentHit | Look::Hint => plain
                .fg(palette.accent)
                .add_modifier(Modifier::REVERSED | Modifier::BOLD),
        }
    }

    /// Returns the style of a role.
    pub fn role(self, role: Role) -> Style {
        let plain = Style::new();
        let (accent, dim, faint, link) = match self.palette() {
            Some(p) => (
                plain.fg(p.accent),
                plain.fg(p.dim),
                plain.fg(p.faint),
                plain.fg(p.link),
            ),
            None => (plain, plain.add_modifier(Modifier::DIM), plain, plain),
        };
        match role {
            Role::Kicker | Role::CardLabel | Role::Number | Role::Marker => accent,
            Role::Headline => plain.add_modifier(Modifier::BOLD),
            Role::Subheading | Role::RelatedHeading => accent.add_modifier(Modifier::BOLD),
            Role::Quote | Role::Byline | Role::Note => dim,
            Role::Summary | Role::Body | Role::Caption => plain,
            Role::Emphasis => plain.add_modifier(Modifier::ITALIC),
            Role::Strong => plain.add_modifier(Modifier::BOLD),
            Role::Struck => dim.add_modifier(Modifier::CROSSED_OUT),
            Role::Code => dim,
            Role::Link => link.add_modifier(Modifier::UNDERLINED),
            // Four underlined headlines below each other would be hard to read.
            Role::RelatedTitle if self.palette().is_some() => link,
            Role::RelatedTitle => link.add_modifier(Modifier::UNDERLINED),
            Role::Credit => faint.patch(dim),
        }
    }
}

fn colourless(look: Look) -> Style {
    let plain = Style::new();
    match look {
        Look::Plain | Look::Rule | Look::Thumb | Look::SelectedAside => plain,
        Look::Accent | Look::Unread | Look::Key | Look::Error => plain.add_modifier(Modifier::BOLD),
        Look::Hit => plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        Look::Dim | Look::Behind => plain.add_modifier(Modifier::DIM),
        Look::Selected => plain.add_modifier(Modifier::REVERSED),
        // These two are underlined too, or they would be invisible in the selected row.
        Look::CurrentHit | Look::Hint => {
            plain.add_modifier(Modifier::REVERSED | Modifier::UNDERLINED)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the red, green and blue values of one of the 256 colours, except the first sixteen.
    fn rgb(color: Color) -> [f64; 3] {
        let Color::Indexed(index) = color else {
            panic!("{color:?} differs from terminal to terminal");
        };
        if index >= 232 {
            return [f64::from(8 + 10 * u16::from(index - 232)); 3];
        }
        let cube = index - 16;
        [cube / 36, cube / 6 % 6, cube % 6].map(|step| match step {
            0 => 0.0,
            step => f64::from(55 + 40 * u16::from(step)),
        })
    }

    /// Returns the contrast of a colour against a background, as the Web Content Accessibility
    /// Guidelines define it.
    fn contrast(color: Color, ground: f64) -> f64 {
        let light = |part: f64| match part / 255.0 {
            part if part <= 0.04045 => part / 12.92,
            part => ((part + 0.055) / 1.055).powf(2.4),
        };
        let [red, green, blue] = rgb(color).map(light);
        let luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        let (most, least) = (luminance.max(ground), luminance.min(ground));
        (most + 0.05) / (least + 0.05)
    }

    #[test]
    fn text_has_contrast_to_its_background() {
        for (palette, grounds) in [
            (DARK, &[0.0][..]),
            (LIGHT, &[1.0][..]),
            (EITHER, &[0.0, 1.0][..]),
        ] {
            for color in [palette.accent, palette.dim, palette.error, palette.link] {
                for ground in grounds {
                    let contrast = contrast(color, *ground);
                    assert!(contrast >= 3.0, "{color:?} on {ground}: {contrast}");
                }
            }
        }
    }

    #[test]
    fn the_current_hit_differs_from_the_others() {
        for theme in [Theme::Dark, Theme::Light, Theme::Either, Theme::Colourless] {
            assert_ne!(theme.look(Look::Hit), theme.look(Look::CurrentHit));
            assert_ne!(theme.look(Look::Hit), Style::new());
        }
    }

    #[test]
    fn without_colour_nothing_is_coloured() {
        for look in [
            Look::Accent,
            Look::Dim,
            Look::Selected,
            Look::Error,
            Look::Hit,
            Look::CurrentHit,
        ] {
            let style = Theme::Colourless.look(look);
            assert_eq!((style.fg, style.bg), (None, None));
            assert_ne!(style, Style::new(), "{look:?} must differ from plain text");
        }
    }
}
