//! What stands beyond tmux.
//!
//! tmux answers our questions in its own name: from version 3.4 on it says that it shows sixel pictures
//! and writes `SIXEL IMAGE` where the terminal around it does not, and of kitty's protocol it knows
//! nothing. So it is asked what it knows of that terminal. Why not the terminal itself, through tmux:
//! tmux takes its answers for keys, and whoever looks at another pane would find them typed there.

use super::child::ended_by;
use std::io::Read as _;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long tmux may take; it answers within three milliseconds.
const LIMIT: Duration = Duration::from_millis(300);

/// What tmux tells: whether it passes on what is not for it, what the terminal beyond can do, what that
/// calls itself.
const QUESTION: &str = "#{allow-passthrough}|#{client_termfeatures}|#{client_termtype}";

/// The first version of kitty that puts pictures where letters of Unicode stand for them.
const KITTY_WITH_PLACEHOLDERS: (u32, u32) = (0, 28);

/// The terminal that tmux is shown in.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Beyond {
    /// Its name and version, if it says.
    pub name: Option<String>,
    /// Whether tmux passes sequences on to it.
    pub is_passing: bool,
    /// Whether tmux shows sixel pictures there.
    pub has_sixel: bool,
    /// The number of the pane that we are in.
    pub pane: u32,
}

impl Beyond {
    /// Whether it puts pictures of kitty's protocol where letters stand for them; others that know the
    /// protocol show those letters.
    pub fn has_placeholders(&self) -> bool {
        let name = self.name.as_deref().unwrap_or_default();
        let Some(version) = name.strip_prefix("kitty(") else {
            return name.starts_with("ghostty");
        };
        let mut numbers = version.split(['.', ')']).map(str::parse);
        match (numbers.next(), numbers.next()) {
            (Some(Ok(major)), Some(Ok(minor))) => (major, minor) >= KITTY_WITH_PLACEHOLDERS,
            _ => false,
        }
    }

    fn read(answer: &str, pane: u32) -> Self {
        let mut parts = answer.trim_end().splitn(3, '|');
        let mut next = || parts.next().unwrap_or_default();
        // Before 3.3 there was no such option, and all was passed on.
        let is_passing = !matches!(next(), "off" | "0");
        let has_sixel = next().split(',').any(|feature| feature == "sixel");
        let name = crate::text::sanitize::line(next()).into_owned();
        Self {
            name: Some(name).filter(|name| !name.is_empty()),
            is_passing,
            has_sixel,
            pane,
        }
    }
}

/// tmux while it is asked.
#[derive(Debug)]
pub struct Asked {
    tmux: Child,
    pane: u32,
    begun: Instant,
}

/// Asks tmux, where the program runs in it; `setting` looks a variable up.
pub fn ask(setting: impl Fn(&str) -> Option<String>) -> Option<Asked> {
    setting("TMUX").filter(|socket| !socket.is_empty())?;
    let pane = setting("TMUX_PANE")?;
    let number = pane.strip_prefix('%')?.parse().ok()?;
    let tmux = Command::new("tmux")
        .args(["display-message", "-p", "-t", &pane, QUESTION])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    Some(Asked {
        tmux,
        pane: number,
        begun: Instant::now(),
    })
}

impl Asked {
    /// Returns what tmux tells; nothing where it does not in time.
    pub fn answer(mut self) -> Option<Beyond> {
        ended_by(&mut self.tmux, self.begun + LIMIT)?;
        let mut answer = String::new();
        self.tmux.stdout.take()?.read_to_string(&mut answer).ok()?;
        Some(Beyond::read(&answer, self.pane))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tmux_tells_is_read() {
        for (answer, is_passing, has_sixel, has_placeholders) in [
            ("on|bpaste,focus,title|kitty(0.41.1)\n", true, false, true),
            ("off|bpaste,focus|kitty(0.41.1)", false, false, true),
            ("1|title|kitty(0.26.5)", true, false, false),
            ("all||ghostty 1.2.0", true, false, true),
            ("off|256,sixel,title|XTerm(398)", false, true, false),
            ("|256|", true, false, false),
            ("0||", false, false, false),
            ("", true, false, false),
        ] {
            let beyond = Beyond::read(answer, 3);
            assert_eq!(
                (
                    beyond.is_passing,
                    beyond.has_sixel,
                    beyond.has_placeholders()
                ),
                (is_passing, has_sixel, has_placeholders),
                "{answer}"
            );
        }
    }
}
