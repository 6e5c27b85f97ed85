//! Named profiles: general rules, and terminals as they were measured in November 2026 with their
//! distributions' builds, in their default settings.

use super::rules::{Cap, Rules, ZwjQuirk};

const SUM: Rules = Rules::SUM;
/// Sum with a cap of two cells: what newer cluster terminals and Python's `wcwidth` agree on.
const CAP_TWO: Rules = Rules {
    cap: Cap::Two,
    clusters: true,
    ..SUM
};
/// Spacing signs without width, and a cap of two.
const NO_SPACING: Rules = Rules {
    spacing: false,
    clusters: true,
    ..SUM
};
/// Every code point a cell.
const EVERY: Rules = Rules { marks: true, ..SUM };

/// Names and rules; several names of one terminal stand beside each other.
const PROFILES: [(&str, Rules); 27] = [
    (
        "unicode",
        Rules {
            clusters: true,
            ..SUM
        },
    ),
    ("sum", SUM),
    ("wcwidth", CAP_TWO),
    (
        "one-cell",
        Rules {
            cap: Cap::One,
            clusters: true,
            ..SUM
        },
    ),
    (
        "every-code-point",
        Rules {
            zwj: true,
            zwnj: true,
            ..EVERY
        },
    ),
    ("alacritty", SUM),
    ("xterm", SUM),
    ("vte", SUM),
    ("st", SUM),
    ("urxvt", SUM),
    ("putty", SUM),
    ("xterm.js", SUM),
    (
        "konsole",
        Rules {
            spacing_after_letter_only: true,
            ..SUM
        },
    ),
    (
        "tmux",
        Rules {
            joined_by_zwj: false,
            ..SUM
        },
    ),
    (
        "terminal-app",
        Rules {
            zwj: true,
            zwnj: true,
            ..SUM
        },
    ),
    (
        "iterm2",
        Rules {
            quirk: ZwjQuirk::Swallows,
            clusters: true,
            ..SUM
        },
    ),
    ("ghostty", CAP_TWO),
    ("contour", CAP_TWO),
    ("rio", CAP_TWO),
    (
        "windows-terminal",
        Rules {
            quirk: ZwjQuirk::Ends,
            ..CAP_TWO
        },
    ),
    (
        "foot",
        Rules {
            cap: Cap::Two,
            ..NO_SPACING
        },
    ),
    (
        "wezterm",
        Rules {
            cap: Cap::Two,
            ..NO_SPACING
        },
    ),
    ("qterminal", NO_SPACING),
    (
        "mlterm",
        Rules {
            zwj: true,
            zwnj: true,
            ..NO_SPACING
        },
    ),
    (
        "kitty",
        Rules {
            cap: Cap::One,
            clusters: true,
            ..SUM
        },
    ),
    ("terminology", EVERY),
    (
        "screen",
        Rules {
            zwj: true,
            zwnj: true,
            ..EVERY
        },
    ),
];

/// Returns the rules of the profile called `name`.
pub(super) fn rules(name: &str) -> Option<Rules> {
    PROFILES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, rules)| *rules)
}

/// Returns the names of all profiles.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    PROFILES.iter().map(|(name, _)| *name)
}
