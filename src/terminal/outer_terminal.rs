//! The terminal around tmux.
//!
//! tmux answers queries in its own name: since version 3.4 it claims sixel pictures and prints
//! `SIXEL IMAGE` where the outer terminal has none, and it knows nothing of kitty's protocol. So
//! tmux is asked what it knows about the outer terminal. The outer terminal itself cannot be
//! queried through tmux: tmux takes its answers for keys, and types them into whichever pane is
//! active.

use super::child::ended_by;
use std::io::Read as _;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The time limit for an answer from tmux, which normally takes three milliseconds.
const LIMIT: Duration = Duration::from_millis(300);

/// The tmux format that is queried: whether passthrough is on, the features of the outer terminal,
/// and its type.
const QUESTION: &str = "#{allow-passthrough}|#{client_termfeatures}|#{client_termtype}";

/// The first version of kitty with Unicode placeholders for pictures.
const KITTY_WITH_PLACEHOLDERS: (u32, u32) = (0, 28);

/// The terminal in which tmux is displayed.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct OuterTerminal {
    /// The terminal's name and version, if reported.
    pub name: Option<String>,
    /// Whether tmux passes our sequences through to the outer terminal.
    pub is_passing: bool,
    /// Whether tmux displays sixel pictures on the outer terminal.
    pub has_sixel: bool,
    /// The number of our tmux pane.
    pub pane: u32,
}

impl OuterTerminal {
    /// Whether the outer terminal replaces Unicode placeholders with pictures. Other terminals that
    /// support kitty's protocol show the placeholder characters themselves.
    pub fn has_placeholders(&self) -> bool {
        let name = self.name.as_deref().unwrap_or_default();
        match name.strip_prefix("kitty(") {
            Some(version) => version_of(version).is_some_and(|it| it >= KITTY_WITH_PLACEHOLDERS),
            None => name.starts_with("ghostty"),
        }
    }

    fn read(answer: &str, pane: u32) -> Self {
        let mut parts = answer.trim_end().splitn(3, '|');
        let mut next = || parts.next().unwrap_or_default();
        // Before tmux 3.3 the option did not exist, and passthrough was always on.
        let is_passing = !matches!(next(), "off" | "0");
        let has_sixel = next().split(',').any(|feature| feature == "sixel");
        let name = crate::text::sanitize::clean_line(next()).into_owned();
        Self {
            name: Some(name).filter(|name| !name.is_empty()),
            is_passing,
            has_sixel,
            pane,
        }
    }
}

/// Returns the first two numbers of a version such as `0.41.1)` or `3.5a`.
pub fn version_of(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.split(|c: char| !c.is_ascii_digit()).map(str::parse);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => Some((major, minor)),
        _ => None,
    }
}

/// A running query to tmux.
#[derive(Debug)]
pub struct TmuxQuery {
    tmux: Child,
    pane: u32,
    begun: Instant,
}

/// Starts the query, if the program runs in tmux; `setting` looks up an environment variable.
pub fn ask(setting: impl Fn(&str) -> Option<String>) -> Option<TmuxQuery> {
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
    Some(TmuxQuery {
        tmux,
        pane: number,
        begun: Instant::now(),
    })
}

impl TmuxQuery {
    /// Waits for tmux's answer. Returns `None` if tmux does not answer in time.
    pub fn answer(mut self) -> Option<OuterTerminal> {
        ended_by(&mut self.tmux, self.begun + LIMIT)?;
        let mut answer = String::new();
        self.tmux.stdout.take()?.read_to_string(&mut answer).ok()?;
        Some(OuterTerminal::read(&answer, self.pane))
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
            let outer = OuterTerminal::read(answer, 3);
            assert_eq!(
                (outer.is_passing, outer.has_sixel, outer.has_placeholders()),
                (is_passing, has_sixel, has_placeholders),
                "{answer}"
            );
        }
    }
}
