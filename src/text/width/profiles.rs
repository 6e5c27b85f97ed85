//! Named profiles: general rules, and the rules of terminals as measured in November 2026, in the
//! builds of their distributions with default settings.

use super::rules::{Cap, WidthRules, ZwjQuirk};

const SUM: WidthRules = WidthRules::SUM;
/// The sum with a cap of two cells, as newer cluster-aware terminals and Python's `wcwidth` count.
const CAP_TWO: WidthRules = WidthRules {
    cap: Cap::Two,
    clusters: true,
    ..SUM
};
/// Spacing signs without width, and a cap of two cells.
const NO_SPACING: WidthRules = WidthRules {
    spacing: false,
    clusters: true,
    ..SUM
};
/// One cell for every code point.
const EVERY: WidthRules = WidthRules { marks: true, ..SUM };

/// Names and rules; the names of one terminal are adjacent.
const PROFILES: [(&str, WidthRules); 27] = [
    (
        "unicode",
        WidthRules {
            clusters: true,
            ..SUM
        },
    ),
    ("sum", SUM),
    ("wcwidth", CAP_TWO),
    (
        "one-cell",
        WidthRules {
            cap: Cap::One,
            clusters: true,
            ..SUM
        },
    ),
    (
        "every-code-point",
        WidthRules {
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
        WidthRules {
            spacing_after_letter_only: true,
            ..SUM
        },
    ),
    (
        "tmux",
        WidthRules {
            joined_by_zwj: false,
            ..SUM
        },
    ),
    (
        "terminal-app",
        WidthRules {
            zwj: true,
            zwnj: true,
            ..SUM
        },
    ),
    (
        "iterm2",
        WidthRules {
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
        WidthRules {
            quirk: ZwjQuirk::Ends,
            ..CAP_TWO
        },
    ),
    (
        "foot",
        WidthRules {
            cap: Cap::Two,
            ..NO_SPACING
        },
    ),
    (
        "wezterm",
        WidthRules {
            cap: Cap::Two,
            ..NO_SPACING
        },
    ),
    ("qterminal", NO_SPACING),
    (
        "mlterm",
        WidthRules {
            zwj: true,
            zwnj: true,
            ..NO_SPACING
        },
    ),
    (
        "kitty",
        WidthRules {
            cap: Cap::One,
            clusters: true,
            ..SUM
        },
    ),
    ("terminology", EVERY),
    (
        "screen",
        WidthRules {
            zwj: true,
            zwnj: true,
            ..EVERY
        },
    ),
];

/// Returns the rules of the profile called `name`.
pub(super) fn rules(name: &str) -> Option<WidthRules> {
    PROFILES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, rules)| *rules)
}

/// Environment variables that terminals set, the innermost terminal first: inside tmux the outer
/// terminal's variables are still set, but tmux decides the cells. The second field is a substring
/// of the value, empty if any value matches.
const SETTINGS: [(&str, &str, &str); 19] = [
    ("TMUX", "", "tmux"),
    ("STY", "", "screen"),
    ("TERM", "screen", "screen"),
    ("TERM_PROGRAM", "iTerm", "iterm2"),
    ("TERM_PROGRAM", "Apple_Terminal", "terminal-app"),
    ("TERM_PROGRAM", "WezTerm", "wezterm"),
    ("TERM_PROGRAM", "ghostty", "ghostty"),
    ("TERM_PROGRAM", "vscode", "xterm.js"),
    ("TERM_PROGRAM", "rio", "rio"),
    ("TERM", "kitty", "kitty"),
    ("TERM", "foot", "foot"),
    ("TERM", "ghostty", "ghostty"),
    ("TERM", "contour", "contour"),
    ("TERM", "mlterm", "mlterm"),
    ("MLTERM", "", "mlterm"),
    ("WT_SESSION", "", "windows-terminal"),
    ("KONSOLE_VERSION", "", "konsole"),
    ("TERMINOLOGY", "", "terminology"),
    ("VTE_VERSION", "", "vte"),
];

/// Returns the profile of the terminal that the environment names.
pub(super) fn named_by(setting: impl Fn(&str) -> Option<String>) -> Option<&'static str> {
    let fits = |(variable, part, _): &&(&str, &str, &'static str)| {
        setting(variable).is_some_and(|value| !value.is_empty() && value.contains(part))
    };
    SETTINGS.iter().find(fits).map(|(_, _, profile)| *profile)
}

/// Returns the names of all profiles.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    PROFILES.iter().map(|(name, _)| *name)
}
