//! How a terminal that does not shape text draws letters that do not fit into their cells.

use super::rules::{LetterKind, kind};

/// How a terminal draws the letters of a cluster.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum LetterDrawing {
    /// It shapes them, or nothing is known of it.
    #[default]
    Shaped,
    /// Each letter stands in its own cell, and a wide one is covered by the next letter (alacritty).
    Apart,
    /// As `Apart`, but a sign joins the letter before it even after a blank, so that there can be
    /// room only after a whole cluster.
    ClustersApart,
    /// As `Apart`, and a sign without width goes into the cell after its letter, where the next
    /// letter replaces it (st).
    SignsApart,
}

/// The names by which terminals that draw letters apart identify themselves.
const APART: [(&str, LetterDrawing); 4] = [
    ("alacritty", LetterDrawing::Apart),
    ("Konsole", LetterDrawing::ClustersApart),
    ("VTE(", LetterDrawing::ClustersApart),
    ("foot(", LetterDrawing::ClustersApart),
];

impl LetterDrawing {
    /// Returns how the terminal draws letters that calls itself `name` or that `TERM` names. Within
    /// a multiplexer the terminal is unknown.
    pub fn of(name: Option<&str>, setting: impl Fn(&str) -> Option<String>) -> Self {
        let term = setting("TERM").unwrap_or_default();
        if term == "st" || term.starts_with("st-") || term.starts_with("stterm") {
            return Self::SignsApart;
        }
        let is_named = |known: &str| {
            name.is_some_and(|name| name.starts_with(known)) || term.starts_with(known)
        };
        let known = APART.iter().find(|(known, _)| is_named(known));
        // xfce4-terminal does not tell its name; terminals that are started in it have names or other
        // values of `TERM`.
        let is_vte = name.is_none()
            && term.starts_with("xterm")
            && setting("VTE_VERSION").is_some_and(|version| !version.is_empty());
        match known {
            Some((_, drawing)) => *drawing,
            None if is_vte => Self::ClustersApart,
            None => Self::Shaped,
        }
    }

    /// Returns how many cells more than the terminal's own `cluster` needs to be legible.
    pub(super) fn extra_cells(self, cluster: &str) -> usize {
        match self {
            Self::Shaped => 0,
            Self::Apart => cluster.chars().filter(|c| is_wide(*c)).count(),
            Self::ClustersApart => usize::from(last_letter(cluster).is_some_and(is_wide)),
            Self::SignsApart => {
                let signs = cluster.chars().filter(|c| is_sign(*c)).count();
                signs + bare_wide_letters(cluster)
            }
        }
    }
}

/// Returns the number of wide letters without a sign after them, whose cell would be room enough.
fn bare_wide_letters(cluster: &str) -> usize {
    let mut next = cluster.chars().skip(1);
    let is_bare = |c: &char| !next.next().is_some_and(is_sign) && is_wide(*c);
    cluster.chars().filter(is_bare).count()
}

/// Whether `c` is a sign without a cell of its own that can be seen.
pub fn is_sign(c: char) -> bool {
    !c.is_ascii()
        && match kind(c) {
            LetterKind::Mark => !matches!(c, '\u{fe00}'..='\u{fe0f}'),
            LetterKind::Virama | LetterKind::Extending => true,
            LetterKind::Letter(_) | LetterKind::Spacing | LetterKind::Zwj | LetterKind::Zwnj => {
                false
            }
        }
}

/// Whether `c` is a vowel sign with a cell of its own in most terminals.
pub fn is_spacing_sign(c: char) -> bool {
    !c.is_ascii() && kind(c) == LetterKind::Spacing
}

/// Returns the last character of a cluster that has a cell.
fn last_letter(cluster: &str) -> Option<char> {
    let has_cell = |c: &char| {
        c.is_ascii()
            || match kind(*c) {
                LetterKind::Letter(_) | LetterKind::Spacing => true,
                LetterKind::Mark
                | LetterKind::Virama
                | LetterKind::Extending
                | LetterKind::Zwj
                | LetterKind::Zwnj => false,
            }
    };
    cluster.chars().rev().find(has_cell)
}

/// Whether a letter is so much wider than a cell that the next one makes it illegible: from 1.27
/// cells on in Noto Sans Devanagari beside `DejaVu` Sans Mono, if a stem is at its right edge.
pub fn is_wide(c: char) -> bool {
    matches!(
        c,
        'ऄ'..='आ' | 'ऋ' | 'ऑ'..='औ' | 'ख' | '\u{959}' | 'ॐ' | 'ॠ' | '\u{972}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_that_draw_letters_apart_are_known() {
        for (name, term, vte, expected) in [
            (
                Some("Konsole 22.12.3"),
                "xterm-256color",
                "",
                LetterDrawing::ClustersApart,
            ),
            (
                Some("kitty(0.41.1)"),
                "xterm-kitty",
                "7006",
                LetterDrawing::Shaped,
            ),
            (
                Some("XTerm(379)"),
                "xterm-256color",
                "7006",
                LetterDrawing::Shaped,
            ),
            (None, "alacritty", "", LetterDrawing::Apart),
            (None, "st-256color", "7006", LetterDrawing::SignsApart),
            (None, "screen", "7006", LetterDrawing::Shaped),
            (None, "xterm", "", LetterDrawing::Shaped),
            (None, "xterm-256color", "7006", LetterDrawing::ClustersApart),
        ] {
            let setting = |variable: &str| match variable {
                "TERM" => Some(term.to_owned()),
                "VTE_VERSION" => Some(vte.to_owned()),
                _ => None,
            };
            assert_eq!(LetterDrawing::of(name, setting), expected, "{term} {vte}");
        }
    }

    #[test]
    fn wide_letters_and_signs_get_cells() {
        for (cluster, apart, clusters_apart, signs_apart) in [
            ("क", 0, 0, 0),
            ("औ", 1, 1, 1),
            ("ख", 1, 1, 1),
            ("खा", 1, 0, 1),
            ("खु", 1, 1, 1),
            ("ख्य", 1, 0, 1),
            ("में", 0, 0, 2),
            ("क्ष", 0, 0, 1),
            ("र्\u{200d}य", 0, 0, 1),
            ("a", 0, 0, 0),
        ] {
            let extra = |drawing: LetterDrawing| drawing.extra_cells(cluster);
            let found = (
                extra(LetterDrawing::Apart),
                extra(LetterDrawing::ClustersApart),
                extra(LetterDrawing::SignsApart),
            );
            assert_eq!(found, (apart, clusters_apart, signs_apart), "{cluster}");
        }
    }
}
