//! The contrast of a theme: which looks are hard to read, and a theme in which none is hidden.

use super::Theme;
use super::colour::contrast;
use super::look::{LOOKS, Look, LookKind, LookRow};
use crate::print::{Rgb, rgb_of};
use ratatui::style::{Color, Modifier, Style};

/// The least contrast of text (Web Content Accessibility Guidelines, 1.4.3).
const OF_TEXT: f64 = 4.5;
/// The least contrast of marks and rules (1.4.11).
const OF_LINES: f64 = 3.0;
/// The contrast below which text is hidden rather than hard to read.
const HIDDEN: f64 = 2.0;
/// The looks of text in rows that are selected.
const OF_ROWS: &[Look] = &[Look::Plain, Look::Unread, Look::Read, Look::Details];
/// These, and the one of names that could complete a command line: short words, which need less contrast.
const OF_ROWS_AND_NAMES: &[Look] = &[
    Look::Plain,
    Look::Unread,
    Look::Read,
    Look::Details,
    Look::Key,
];
const BLACK: Rgb = [0; 3];
const WHITE: Rgb = [255; 3];

/// The terminal's own colours, as far as they are known.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct TerminalColours {
    /// The colour of text.
    pub text: Option<Rgb>,
    /// The colour of the background.
    pub ground: Option<Rgb>,
}

/// A look with too little contrast.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeakLook {
    /// The look.
    pub look: Look,
    /// The colour of its text.
    pub ink: Rgb,
    /// The colour behind it.
    pub ground: Rgb,
    /// Its contrast.
    pub ratio: f64,
    /// The contrast that it should have.
    pub least: f64,
}

impl Theme {
    /// Returns the looks that are hard to read.
    pub fn weak_looks(&self, terminal: TerminalColours) -> Vec<WeakLook> {
        let rows = LOOKS.iter();
        rows.filter_map(|row| {
            let least = match row.kind {
                LookKind::Text | LookKind::Shade => OF_TEXT,
                LookKind::Line => OF_LINES,
                LookKind::Behind => return None,
            };
            let pairs = self.pairs(row, OF_ROWS, self.look(row.look), terminal);
            let pairs = pairs.into_iter();
            let weakest = pairs
                .flatten()
                .map(|(ink, ground)| (contrast(ink, ground), ink, ground))
                .min_by(|one, other| one.0.total_cmp(&other.0))?;
            let (ratio, ink, ground) = weakest;
            (ratio < least).then_some(WeakLook {
                look: row.look,
                ink,
                ground,
                ratio,
                least,
            })
        })
        .collect()
    }

    /// Returns the theme with another style for each look that could not be read at all: that of `base`, else black
    /// or white; and the names of these looks.
    #[must_use]
    pub fn legible(mut self, base: &Self, terminal: TerminalColours) -> (Self, Vec<&'static str>) {
        let mut replaced = Vec::new();
        let page = self.ink_and_grounds(Style::new(), terminal);
        if is_hidden(&page) {
            self.page = base.page;
            self.is_light = base.is_light;
            replaced.push(Look::Plain.name());
        }
        for row in LOOKS {
            let must_be_seen = match row.kind {
                LookKind::Text | LookKind::Shade => true,
                LookKind::Line => [Look::UnreadMark, Look::ReadMark].contains(&row.look),
                LookKind::Behind => false,
            };
            let hides = |theme: &Self, style| {
                let pairs = theme.pairs(row, OF_ROWS_AND_NAMES, style, terminal);
                pairs.iter().any(|pairs| is_hidden(pairs))
            };
            if !must_be_seen || !hides(&self, self.look(row.look)) {
                continue;
            }
            replaced.push(row.name);
            let of_base = base.look(row.look);
            let style = if hides(&self, of_base) {
                self.strongest(row, of_base, terminal)
            } else {
                of_base
            };
            self.set(row.look, style);
        }
        replaced.dedup();
        (self, replaced)
    }

    /// Returns a style that can be read on any page: black or white, for a shade on its own background, or else the page
    /// reversed.
    fn strongest(&self, row: &LookRow, style: Style, terminal: TerminalColours) -> Style {
        let plain = Style {
            fg: None,
            bg: None,
            ..style
        };
        let strongest = |is_dark| Color::Indexed(if is_dark { 231 } else { 16 });
        let is_dark = |ground: Rgb| contrast(WHITE, ground) > contrast(BLACK, ground);
        if row.kind == LookKind::Shade {
            // Texts of several colours would have as many backgrounds if they were reversed.
            return match style.bg.and_then(rgb_of) {
                Some(ground) => style.fg(strongest(is_dark(ground))),
                None => plain.add_modifier(Modifier::REVERSED),
            };
        }
        let mut grounds = self.ink_and_grounds(plain, terminal).into_iter();
        let ink = strongest(grounds.all(|(_, ground)| is_dark(ground)));
        plain.fg(ink).remove_modifier(Modifier::DIM)
    }

    /// Returns the colours of text and of what is behind it in this style, for each look of text with which the look
    /// occurs: if it shades rows, for those `of_rows`.
    fn pairs(
        &self,
        row: &LookRow,
        of_rows: &[Look],
        style: Style,
        terminal: TerminalColours,
    ) -> Vec<Vec<(Rgb, Rgb)>> {
        let beneath: &[Look] = match (row.kind, row.look) {
            (LookKind::Shade, Look::Hit) => &[Look::Plain],
            (LookKind::Shade, _) => of_rows,
            (LookKind::Text | LookKind::Line | LookKind::Behind, _) => {
                return vec![self.ink_and_grounds(style, terminal)];
            }
        };
        let styles = beneath.iter().map(|look| self.look(*look).patch(style));
        styles
            .map(|style| self.ink_and_grounds(style, terminal))
            .collect()
    }

    /// Returns the colour of text in this style and that behind it; two pairs if the background may be light or dark.
    fn ink_and_grounds(&self, style: Style, terminal: TerminalColours) -> Vec<(Rgb, Rgb)> {
        let of = |own: Option<Color>, page: Option<Color>| own.or(page).and_then(rgb_of);
        let is_light = terminal
            .ground
            .map(super::colour::is_light)
            .or(self.is_light);
        let ground = of(style.bg, self.page.bg).or(terminal.ground);
        let assumed = match is_light {
            Some(true) => vec![WHITE],
            Some(false) => vec![BLACK],
            None => vec![BLACK, WHITE],
        };
        let grounds = ground.map_or(assumed, |ground| vec![ground]);
        let is_page = style.bg.or(self.page.bg).is_none();
        let pairs = grounds.into_iter().map(|ground| {
            let strongest = if contrast(ground, WHITE) > contrast(ground, BLACK) {
                WHITE
            } else {
                BLACK
            };
            // The terminal's own text can be read on its own background.
            let own = terminal.text.unwrap_or(match is_light {
                _ if is_page => strongest,
                Some(true) => BLACK,
                Some(false) => WHITE,
                None => strongest,
            });
            let ink = of(style.fg, self.page.fg).unwrap_or(own);
            let is_dim = style.add_modifier.contains(Modifier::DIM);
            (if is_dim { dimmed(ink, ground) } else { ink }, ground)
        });
        pairs.collect()
    }
}

/// Whether text is hidden on every background that it may have.
fn is_hidden(pairs: &[(Rgb, Rgb)]) -> bool {
    let mut pairs = pairs.iter();
    pairs.all(|(ink, ground)| contrast(*ink, *ground) < HIDDEN)
}

/// Returns dim text as terminals draw it: two thirds of the way from the background.
fn dimmed(ink: Rgb, ground: Rgb) -> Rgb {
    let mut mixed = ground;
    for (mixed, ink) in mixed.iter_mut().zip(ink) {
        *mixed = ((u16::from(*mixed) + 2 * u16::from(ink) + 1) / 3) as u8;
    }
    mixed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::ThemeLayer;

    const DARK: TerminalColours = TerminalColours {
        text: Some([0xdd; 3]),
        ground: Some([0; 3]),
    };

    fn theme(is_light: Option<bool>, styles: &[(Look, Style)]) -> Theme {
        let styles = styles.to_vec();
        Theme::new(&[ThemeLayer { is_light, styles }])
    }

    #[test]
    fn a_weak_look_is_named_with_its_colours() {
        let grey = Style::new().fg(Color::Rgb(0x60, 0x60, 0x60));
        let theme = theme(Some(false), &[(Look::Link, grey), (Look::Rule, grey)]);
        let weak = theme.weak_looks(TerminalColours::default());
        let looks: Vec<Look> = weak.iter().map(|weak| weak.look).collect();
        assert_eq!(looks, [Look::Link, Look::RelatedTitle]);
        assert_eq!((weak[0].ink, weak[0].ground), ([0x60; 3], BLACK));
        assert!((weak[0].ratio - 3.34).abs() < 0.01, "{weak:?}");
    }

    #[test]
    fn a_theme_that_hides_everything_is_legible_all_the_same() {
        let black = Color::Rgb(1, 1, 1);
        let all: Vec<(Look, Style)> = LOOKS
            .iter()
            .map(|row| (row.look, Style::new().fg(black).bg(Color::Indexed(16))))
            .collect();
        let base = theme(
            Some(false),
            &[(Look::Link, Style::new().fg(Color::Indexed(117)))],
        );
        for terminal in [DARK, TerminalColours::default()] {
            let (legible, replaced) = theme(None, &all).legible(&base, terminal);
            assert!(replaced.len() > 25, "{replaced:?}");
            assert_eq!(legible.look(Look::Link), base.look(Look::Link));
            let hidden = legible.weak_looks(terminal).into_iter();
            let hidden: Vec<WeakLook> = hidden
                .filter(|weak| weak.ratio < HIDDEN && weak.least > OF_LINES)
                .collect();
            assert!(hidden.is_empty(), "{hidden:?}");
        }
    }

    #[test]
    fn what_can_be_read_stays_as_it_is() {
        let own = theme(
            Some(false),
            &[(Look::Link, Style::new().fg(Color::Indexed(33)))],
        );
        let (same, replaced) = own.clone().legible(&theme(None, &[]), DARK);
        assert_eq!((same, replaced), (own, Vec::new()));
    }

    #[test]
    fn a_light_page_makes_colours_for_a_dark_one_black() {
        let page = Style::new().fg(Color::Indexed(16)).bg(Color::Indexed(231));
        let cream = Style::new().fg(Color::Indexed(230));
        let own = theme(None, &[(Look::Plain, page), (Look::Link, cream)]);
        let base = theme(Some(false), &[(Look::Link, cream)]);
        let (legible, replaced) = own.legible(&base, DARK);
        assert_eq!(replaced, ["link", "related-title"]);
        assert_eq!(legible.look(Look::Link).fg, Some(Color::Indexed(16)));
    }
}
