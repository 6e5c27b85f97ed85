//! Multiplexers between the program and the user's terminal, if the environment names them.

use super::calibrate::{Encoding, Findings};
use super::graphics::Protocol;
use super::outer_terminal::OuterTerminal;
use crate::text::width::WidthProfile;
use crate::words::Advice;

/// A program that emulates a terminal inside another.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Multiplexer {
    /// tmux.
    Tmux,
    /// GNU screen.
    Screen,
    /// zellij.
    Zellij,
}

impl Multiplexer {
    /// Returns its name as its users write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tmux => "tmux",
            Self::Screen => "GNU screen",
            Self::Zellij => "zellij",
        }
    }
}

/// Returns the multiplexer in which the program runs; `setting` looks up an environment variable.
pub fn multiplexer(setting: impl Fn(&str) -> Option<String>) -> Option<Multiplexer> {
    let is_set = |name: &str| setting(name).is_some_and(|value| !value.is_empty());
    if is_set("TMUX") {
        Some(Multiplexer::Tmux)
    } else if is_set("ZELLIJ") {
        Some(Multiplexer::Zellij)
    } else if is_set("STY") {
        Some(Multiplexer::Screen)
    } else {
        None
    }
}

/// Whether the terminal would use an application program command (APC) as a window title, as tmux
/// and GNU screen do, even if they run on the local side of a remote session.
pub fn takes_commands_for_titles(setting: impl Fn(&str) -> Option<String>) -> bool {
    let is_of_one = |name: &str| name.starts_with("tmux") || name.starts_with("screen");
    multiplexer(&setting).is_some() || setting("TERM").is_some_and(|name| is_of_one(&name))
}

/// Whether the mouse would cost the key Escape: GNU screen keeps Escape back until the next key comes while a program
/// has the mouse. Only GNU screen has a point in its terminal names (`screen.xterm-256color`), also beyond ssh.
pub fn holds_escape_back(setting: impl Fn(&str) -> Option<String>) -> bool {
    let is_inside = setting("STY").is_some_and(|value| !value.is_empty());
    is_inside || setting("TERM").is_some_and(|name| name.starts_with("screen."))
}

/// Whether tmux shows its cells in a terminal that gives clusters other widths than tmux: as tmux
/// names it, else as the environment does.
pub fn is_relayed(setting: impl Fn(&str) -> Option<String>, outer: Option<&OuterTerminal>) -> bool {
    if multiplexer(&setting) != Some(Multiplexer::Tmux) {
        return false;
    }
    let Some(name) = outer.and_then(|outer| outer.name.as_deref()) else {
        return is_in_kitty(&setting);
    };
    let profiles = WidthProfile::named("tmux").zip(WidthProfile::of_name(name));
    profiles.is_some_and(|(tmux, outer)| {
        ["का", "स्त्री"]
            .iter()
            .any(|cluster| tmux.advance(cluster) != outer.advance(cluster))
    })
}

/// Whether the environment says that the outer terminal is kitty.
fn is_in_kitty(setting: impl Fn(&str) -> Option<String>) -> bool {
    setting("KITTY_PID").is_some() || setting("KITTY_WINDOW_ID").is_some()
}

/// Returns advice about a terminal or a multiplexer in which Hindi cannot be displayed correctly:
/// by what was measured, else by the environment. `protocol` is that of print, if it is on.
///
/// Where tmux itself draws a pane again, it writes clusters to kitty without moving the cursor between
/// them, although kitty gives them other widths; pictures that bypass tmux do not suffer from that. zellij discards all combining
/// characters without width. GNU screen gives each combining character a cell of its own. xterm
/// clips the signs above letters, but shows pictures if it emulates a terminal that had them. urxvt
/// draws letters that are wider than a cell as boxes, unless cells are spaced.
pub fn advice(
    setting: impl Fn(&str) -> Option<String>,
    findings: &Findings,
    protocol: Option<Protocol>,
) -> Option<Advice> {
    if findings.encoding == Encoding::Bytes {
        return Some(Advice::NotUtf8);
    }
    let outer = findings
        .outer
        .as_ref()
        .and_then(|outer| outer.name.as_deref());
    let in_kitty = match outer {
        Some(name) => name.starts_with("kitty"),
        None => is_in_kitty(&setting),
    };
    let name = findings.name.as_deref().unwrap_or_default();
    match multiplexer(&setting) {
        Some(Multiplexer::Tmux) if in_kitty && protocol.is_none() => Some(Advice::TmuxInKitty),
        Some(Multiplexer::Tmux) => {
            let has_sixel = findings.outer.as_ref().is_some_and(|outer| outer.has_sixel);
            let is_held_back = protocol.is_none() && has_sixel && findings.has_sixel;
            is_held_back.then_some(Advice::TmuxBands)
        }
        Some(Multiplexer::Zellij) => Some(Advice::Zellij),
        Some(Multiplexer::Screen) => Some(Advice::Screen),
        // Behind a remote connection the multiplexer is not in the environment.
        None if name.starts_with("Zellij(") => Some(Advice::Zellij),
        None if setting("TERM").is_some_and(|term| term.starts_with("rxvt-unicode")) => {
            Some(Advice::UrxvtBoxes)
        }
        None => {
            (name.starts_with("XTerm(") && protocol.is_none()).then_some(Advice::XtermForPictures)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mouse_costs_escape_in_gnu_screen_only() {
        for (variable, value, expected) in [
            ("STY", "4711.pts-1", true),
            ("STY", "", false),
            ("TERM", "screen.xterm-256color", true),
            ("TERM", "screen-256color", false),
            ("TERM", "xterm-256color", false),
        ] {
            let setting = |name: &str| (name == variable).then(|| value.to_owned());
            assert_eq!(holds_escape_back(setting), expected, "{variable}={value}");
        }
    }

    #[test]
    fn titles_are_lost_inside_of_a_multiplexer_and_behind_one() {
        for (variable, value, expected) in [
            ("TMUX", "/tmp/1,2,3", true),
            ("TERM", "tmux-256color", true),
            ("TERM", "screen.xterm-256color", true),
            ("TERM", "xterm-kitty", false),
        ] {
            let setting = |name: &str| (name == variable).then(|| value.to_owned());
            assert_eq!(takes_commands_for_titles(setting), expected, "{value}");
        }
    }

    #[test]
    fn what_spoils_hindi_is_known_by_the_environment() {
        let advised = |settings: &[(&str, &str)]| {
            let setting = |name: &str| {
                let set = settings.iter().find(|(variable, _)| *variable == name);
                set.map(|(_, value)| (*value).to_owned())
            };
            advice(setting, &Findings::default(), None)
        };
        assert_eq!(advised(&[("TMUX", "/tmp/1,2,3")]), None);
        assert_eq!(
            advised(&[("TMUX", "x"), ("KITTY_PID", "1")]),
            Some(Advice::TmuxInKitty)
        );
        assert_eq!(advised(&[("ZELLIJ", "0")]), Some(Advice::Zellij));
        assert_eq!(advised(&[("STY", "1.tty")]), Some(Advice::Screen));
        assert_eq!(advised(&[("KITTY_PID", "1")]), None);
        assert_eq!(
            advised(&[("TERM", "rxvt-unicode-256color")]),
            Some(Advice::UrxvtBoxes)
        );
    }

    /// Over a remote connection the environment says nothing of the outer terminal.
    #[test]
    fn what_was_measured_decides_before_the_environment() {
        let within_tmux = |name: &str| (name == "TMUX").then(|| "/tmp/1,2,3".to_owned());
        let around = |name: &str| Findings {
            outer: Some(OuterTerminal {
                name: Some(name.to_owned()),
                ..OuterTerminal::default()
            }),
            ..Findings::default()
        };
        let past = Some(Protocol::KittyThroughTmux(1));
        for (name, protocol, expected) in [
            ("kitty(0.41.1)", None, Some(Advice::TmuxInKitty)),
            ("kitty(0.41.1)", past, None),
            ("XTerm(379)", None, None),
        ] {
            assert_eq!(
                advice(within_tmux, &around(name), protocol),
                expected,
                "{name}"
            );
        }
        let sixel_around = OuterTerminal {
            has_sixel: true,
            ..OuterTerminal::default()
        };
        let in_tmux_with_sixel = Findings {
            has_sixel: true,
            outer: Some(sixel_around),
            ..Findings::default()
        };
        for (protocol, expected) in [
            (None, Some(Advice::TmuxBands)),
            (Some(Protocol::Sixel), None),
        ] {
            let found = advice(within_tmux, &in_tmux_with_sixel, protocol);
            assert_eq!(found, expected);
        }
        let xterm = Findings {
            name: Some("XTerm(379)".to_owned()),
            ..Findings::default()
        };
        let sixel = Some(Protocol::Sixel);
        assert_eq!(
            advice(|_| None, &xterm, None),
            Some(Advice::XtermForPictures)
        );
        assert_eq!(advice(|_| None, &xterm, sixel), None);
    }
}
