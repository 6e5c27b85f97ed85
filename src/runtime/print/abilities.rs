//! What the terminal can do with pictures, by its answers: its protocol, its cells and colours, and how it
//! keeps and moves pictures.

use crate::print::{CellSize, Colours, Rgb, rgb_of};
use crate::terminal::answers::is_light as is_light_colour;
use crate::terminal::calibrate::Findings;
use crate::terminal::graphics::{BAND, Protocol};
use crate::terminal::outer_terminal::version_of;
use ratatui::style::Style;

/// Returns the picture protocol that the terminal reports to support.
///
/// tmux reports its own abilities, so within tmux the outer terminal decides. If its abilities are
/// unknown, as over a remote connection, text stays in cells.
pub fn protocol_of(findings: &Findings) -> Option<Protocol> {
    let name = findings.name.as_deref().unwrap_or_default();
    if let Some(outer) = &findings.outer {
        let is_passed = outer.is_passing && outer.has_placeholders();
        let has_sixel = findings.has_sixel && outer.has_sixel && has_whole_bands(findings);
        return if is_passed {
            Some(kitty_of(findings))
        } else {
            has_sixel.then_some(Protocol::Sixel)
        };
    }
    if findings.has_kitty_graphics {
        Some(Protocol::Kitty)
    } else if name.starts_with("iTerm2") {
        Some(Protocol::Iterm2)
    } else {
        (findings.has_sixel && !name.starts_with("tmux ")).then_some(Protocol::Sixel)
    }
}

/// The first version of tmux that counts and scales the pixels of a sixel picture, not its bands.
const TMUX_WITHOUT_BANDS: (u32, u32) = (3, 7);

/// Whether tmux shows a sixel picture in exactly the rows that it covers. Before 3.7 it counts whole
/// bands of six pixels: a picture of one row of 23 pixels would erase the next row too, and up to
/// 3.5 be scaled to 18 pixels.
fn has_whole_bands(findings: &Findings) -> bool {
    let name = findings.name.as_deref().unwrap_or_default();
    let version = name.strip_prefix("tmux ").and_then(version_of);
    version.is_some_and(|version| version >= TMUX_WITHOUT_BANDS)
        || cell_of(findings).is_some_and(|cell| usize::from(cell.height).is_multiple_of(BAND))
}

/// Returns the variant of kitty's protocol for this terminal.
pub(super) fn kitty_of(findings: &Findings) -> Protocol {
    let outer = findings.outer.as_ref();
    outer.map_or(Protocol::Kitty, |outer| {
        Protocol::KittyThroughTmux(outer.pane)
    })
}

/// Whether the terminal is known to scroll sixel pictures along with its rows; in other terminals,
/// remains of a picture could stay behind.
pub(super) fn is_moving(findings: &Findings) -> bool {
    let name = findings.name.as_deref().unwrap_or_default();
    ["XTerm(", "foot(", "mlterm("]
        .iter()
        .any(|known| name.starts_with(known))
}

/// Whether the terminal may draw letters beyond their cells, above and below too: all do but those
/// that were seen to cut them off.
pub(super) fn is_spilling(findings: &Findings) -> bool {
    let name = findings.name.as_deref().unwrap_or_default();
    !["XTerm(", "kitty("]
        .iter()
        .any(|known| name.starts_with(known))
}

/// How many sixel pictures a terminal keeps in memory.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum SixelMemory {
    /// All pictures on the screen.
    All,
    /// Only a few pictures; each has this many colour registers, if the terminal reports a number.
    Few { colours: Option<u16> },
    /// Only a few pictures, which are always freed as a whole (tmux).
    Whole,
}

impl SixelMemory {
    pub(super) fn of(findings: &Findings) -> Self {
        let name = findings.name.as_deref().unwrap_or_default();
        if findings.outer.is_some() {
            return Self::Whole;
        }
        if name.starts_with("XTerm(") {
            let colours = findings.colours;
            return Self::Few { colours };
        }
        Self::All
    }
}

/// Returns the size of a cell in pixels: as the terminal reports it, else computed from the size of
/// the terminal's window.
pub fn cell_of(findings: &Findings) -> Option<CellSize> {
    let told = findings.cell;
    let (width, height) = told.or_else(|| {
        let window = crossterm::terminal::window_size().ok()?;
        let width = window.width.checked_div(window.columns)?;
        Some((width, window.height.checked_div(window.rows)?))
    })?;
    (width >= 4 && height >= 8).then_some(CellSize { width, height })
}

/// Returns the terminal's colours, or usual ones for a light or dark background; if nothing is known
/// of the background, a grey that is legible on both.
pub fn colours_of(findings: &Findings, is_light: Option<bool>) -> Colours {
    const BLACK: Rgb = [0; 3];
    const WHITE: Rgb = [255; 3];
    let by_ground = findings.ground.map(is_light_colour).or(is_light);
    let (text, ground) = match by_ground {
        Some(true) => (BLACK, Some(WHITE)),
        Some(false) => ([0xdd; 3], Some(BLACK)),
        None => ([0x76; 3], None),
    };
    Colours {
        text: findings.text.unwrap_or(text),
        ground: findings.ground.or(ground),
        ground_opacity: u8::MAX,
    }
}

/// Returns the colours of a page: its own, else the terminal's.
pub(super) fn on_page(terminal: Colours, page: Style) -> Colours {
    Colours {
        text: page.fg.and_then(rgb_of).unwrap_or(terminal.text),
        ground: page.bg.and_then(rgb_of).or(terminal.ground),
        ..terminal
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::outer_terminal::OuterTerminal;

    #[test]
    fn within_tmux_the_terminal_around_it_counts() {
        let outer = |name: &str, is_passing, has_sixel| {
            Some(OuterTerminal {
                name: Some(name.to_owned()),
                is_passing,
                has_sixel,
                pane: 3,
            })
        };
        let (kitty, xterm) = ("kitty(0.41.1)", "XTerm(398)");
        for (around, expected) in [
            (
                outer(kitty, true, false),
                Some(Protocol::KittyThroughTmux(3)),
            ),
            (outer(kitty, false, false), None),
            (outer(xterm, true, true), Some(Protocol::Sixel)),
            (outer(xterm, true, false), None),
            (None, None),
        ] {
            let findings = in_tmux("tmux 3.5a", 24, around.clone());
            assert_eq!(protocol_of(&findings), expected, "{around:?}");
        }
    }

    fn in_tmux(name: &str, height: u16, outer: Option<OuterTerminal>) -> Findings {
        Findings {
            name: Some(name.to_owned()),
            has_sixel: true,
            cell: Some((11, height)),
            outer,
            ..Findings::default()
        }
    }

    #[test]
    fn a_sixel_picture_in_tmux_is_of_whole_bands() {
        let outer = OuterTerminal {
            has_sixel: true,
            ..OuterTerminal::default()
        };
        for (name, height, expected) in [
            ("tmux 3.5a", 23, None),
            ("tmux 3.5a", 24, Some(Protocol::Sixel)),
            ("tmux 3.6", 23, None),
            ("tmux 3.7c", 23, Some(Protocol::Sixel)),
            ("tmux next-3.8", 23, None),
        ] {
            let findings = in_tmux(name, height, Some(outer.clone()));
            assert_eq!(protocol_of(&findings), expected, "{name}, {height} pixels");
        }
    }

    #[test]
    fn a_background_is_assumed_only_if_something_is_known_of_it() {
        let findings = Findings::default();
        assert_eq!(colours_of(&findings, None).ground, None);
        assert_eq!(colours_of(&findings, Some(true)).ground, Some([255; 3]));
    }
}
