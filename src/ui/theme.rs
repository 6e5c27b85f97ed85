//! The theme: a style for each look.
//!
//! Themes are layers of data, which `config::theme` reads: the five that come with the program as well as those of
//! a user. A layer says how some looks differ from the layer below; a look of which no layer says anything is like
//! its parent in the table of [`look`]. The background is the terminal's own unless a theme gives the page another.

pub mod colour;
pub mod contrast;
pub mod look;

pub use colour::ColourDepth;
pub use look::Look;

use crate::document::Role;
use look::{COUNT, LOOKS, LookKind};
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

/// What a file says of a theme.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ThemeLayer {
    /// Whether its colours are for a light background; `None` if it does not say.
    pub is_light: Option<bool>,
    /// What it says of looks: colours and modifiers that are set or, as `sub_modifier`, taken away.
    pub styles: Vec<(Look, Style)>,
}

/// A set of styles.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Whether it is for a light background; `None` if for both.
    pub is_light: Option<bool>,
    /// The colours of the page, where they are not the terminal's own.
    page: Style,
    styles: [Style; COUNT],
}

impl Theme {
    /// Returns the theme of these layers, the lowest first.
    pub fn new(layers: &[ThemeLayer]) -> Self {
        let mut styles = [Style::new(); COUNT];
        let mut is_light = None;
        for layer in layers {
            is_light = layer.is_light.or(is_light);
            for (look, style) in &layer.styles {
                if let Some(own) = styles.get_mut(*look as usize) {
                    *own = own.patch(*style);
                }
            }
        }
        let mut theme = Self {
            is_light,
            page: Style::new(),
            styles,
        };
        for row in LOOKS {
            let parent = row.parent.map(|parent| theme.look(parent));
            let mut style = parent.unwrap_or_default().patch(theme.look(row.look));
            if [LookKind::Text, LookKind::Line].contains(&row.kind) {
                // Nothing lies beneath that could have modifiers to take away.
                style.sub_modifier = Modifier::empty();
            }
            let own = |color: Option<Color>| color.filter(|color| *color != Color::Reset);
            (style.fg, style.bg) = (own(style.fg), own(style.bg));
            theme.set(row.look, style);
        }
        theme.lift_page();
        theme
    }

    /// Takes the colours of the page out of the look of plain text: they fill all cells that have no own.
    fn lift_page(&mut self) {
        let plain = self.look(Look::Plain);
        (self.page.fg, self.page.bg) = (plain.fg, plain.bg);
        self.set(
            Look::Plain,
            Style {
                fg: None,
                bg: None,
                ..plain
            },
        );
    }

    fn set(&mut self, look: Look, style: Style) {
        if let Some(own) = self.styles.get_mut(look as usize) {
            *own = style;
        }
    }

    /// Returns the style of a look.
    pub fn look(&self, look: Look) -> Style {
        self.styles.get(look as usize).copied().unwrap_or_default()
    }

    /// Returns the style of a role of a document.
    pub fn role(&self, role: Role) -> Style {
        self.look(Look::of(role))
    }

    /// Returns the colours of the page: `fg` and `bg`, where they are not the terminal's own.
    pub fn page(&self) -> Style {
        self.page
    }

    /// Returns the theme in the colours of a terminal.
    #[must_use]
    pub fn reduced(mut self, depth: ColourDepth) -> Self {
        let reduce = |style: &mut Style| {
            let reduced = |color| colour::reduced(color, depth);
            (style.fg, style.bg) = (style.fg.map(reduced), style.bg.map(reduced));
        };
        if depth == ColourDepth::Sixteen {
            self.replace_grounds();
        }
        reduce(&mut self.page);
        self.styles.iter_mut().for_each(reduce);
        self
    }

    /// Replaces backgrounds that sixteen colours have no shade for: the one of the page would be the nearest.
    fn replace_grounds(&mut self) {
        for (look, instead) in [
            (Look::Selected, Modifier::REVERSED),
            (Look::SelectedAside, Modifier::empty()),
            (Look::Hit, Modifier::BOLD.union(Modifier::UNDERLINED)),
        ] {
            let style = self.look(look);
            let is_shade = |color| !matches!(color, Color::Reset | Color::Indexed(0..16));
            if style.bg.is_some_and(is_shade) {
                let style = Style { bg: None, ..style };
                self.set(look, style.add_modifier(instead));
            }
        }
    }

    /// Gives all cells without a colour of their own that of the page.
    pub fn fill(&self, buffer: &mut Buffer) {
        if self.page == Style::new() {
            return;
        }
        let own = |color: Option<Color>, now: Color| {
            let is_own = now != Color::Reset;
            color.filter(|_| !is_own).unwrap_or(now)
        };
        for cell in &mut buffer.content {
            (cell.fg, cell.bg) = (own(self.page.fg, cell.fg), own(self.page.bg, cell.bg));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    fn layer(styles: &[(Look, Style)]) -> ThemeLayer {
        ThemeLayer {
            is_light: None,
            styles: styles.to_vec(),
        }
    }

    #[test]
    fn a_look_is_like_its_parent_where_no_layer_says_more() {
        let (orange, blue) = (Color::Indexed(215), Color::Indexed(25));
        let below = layer(&[
            (Look::Accent, Style::new().fg(orange)),
            (Look::Title, Style::new().bold()),
            (Look::Link, Style::new().underlined()),
            (Look::RelatedTitle, Style::new().not_underlined()),
        ]);
        let theme = Theme::new(std::slice::from_ref(&below));
        assert_eq!(theme.look(Look::Title), Style::new().fg(orange).bold());
        assert_eq!(theme.look(Look::RelatedTitle), Style::new());
        let above = layer(&[(Look::Accent, Style::new().fg(blue))]);
        let theme = Theme::new(&[below, above]);
        assert_eq!(theme.look(Look::Title), Style::new().fg(blue).bold());
        assert_eq!(theme.role(Role::Kicker), Style::new().fg(blue));
    }

    #[test]
    fn the_page_fills_what_has_no_colour_of_its_own() {
        let (ink, paper) = (Color::Indexed(236), Color::Indexed(230));
        let page = layer(&[(Look::Plain, Style::new().fg(ink).bg(paper))]);
        let theme = Theme::new(&[page]);
        assert_eq!(theme.look(Look::Plain), Style::new());
        let mut buffer = Buffer::empty(Rect::new(0, 0, 2, 1));
        buffer[(1, 0)].set_bg(Color::Indexed(7));
        theme.fill(&mut buffer);
        assert_eq!((buffer[(0, 0)].fg, buffer[(0, 0)].bg), (ink, paper));
        let own = (ink, Color::Indexed(7));
        assert_eq!((buffer[(1, 0)].fg, buffer[(1, 0)].bg), own);
    }

    #[test]
    fn sixteen_colours_have_no_shade_for_the_selected_row() {
        let shade = layer(&[
            (Look::Selected, Style::new().bg(Color::Indexed(236))),
            (Look::Hit, Style::new().bg(Color::Indexed(3))),
        ]);
        let theme = Theme::new(&[shade]).reduced(ColourDepth::Sixteen);
        assert_eq!(theme.look(Look::Selected), Style::new().reversed());
        let kept = Style::new().bg(Color::Indexed(3));
        assert_eq!(theme.look(Look::Hit), kept);
    }
}
