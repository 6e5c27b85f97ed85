//! Multiplexers between the program and the user's terminal, if the environment names them.

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

/// Returns advice about a multiplexer in which Hindi cannot be displayed correctly.
///
/// tmux writes clusters to kitty without moving the cursor between them, although kitty gives them
/// other widths. zellij discards all combining characters without width. GNU screen gives each
/// combining character a cell of its own.
pub fn advice(setting: impl Fn(&str) -> Option<String>) -> Option<Advice> {
    let in_kitty = setting("KITTY_PID").is_some() || setting("KITTY_WINDOW_ID").is_some();
    match multiplexer(&setting)? {
        Multiplexer::Tmux if in_kitty => Some(Advice::TmuxInKitty),
        Multiplexer::Tmux => None,
        Multiplexer::Zellij => Some(Advice::Zellij),
        Multiplexer::Screen => Some(Advice::Screen),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            advice(|name| {
                let set = settings.iter().find(|(variable, _)| *variable == name);
                set.map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(advised(&[("TMUX", "/tmp/1,2,3")]), None);
        assert_eq!(
            advised(&[("TMUX", "x"), ("KITTY_PID", "1")]),
            Some(Advice::TmuxInKitty)
        );
        assert_eq!(advised(&[("ZELLIJ", "0")]), Some(Advice::Zellij));
        assert_eq!(advised(&[("STY", "1.tty")]), Some(Advice::Screen));
        assert_eq!(advised(&[("KITTY_PID", "1")]), None);
    }
}
