//! The real reader in real multiplexers: every rule stands in one column. Passed over where the
//! multiplexer is not installed.

use crate::material::{Material, passed_over};
use crate::program::words_within;
use newsreader::text::{measure::Measure as _, width::WidthProfile};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs a program to its end; returns what it printed, or nothing where it is not there.
fn run(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Returns the column of each place in `line` at which one of `rules` stands.
fn columns(line: &str, rules: &[char], widths: &WidthProfile) -> Vec<usize> {
    let places = line.match_indices(rules);
    places.map(|(at, _)| widths.width(&line[..at])).collect()
}

/// Every row of two panes has its rule, and all in one column; every card's sides stand under its
/// corners.
fn assert_straight(screen: &str, widths: &WidthProfile, when: &str) {
    let rows: Vec<&str> = screen.lines().collect();
    let mut card: Option<Vec<usize>> = None;
    let mut rule: Option<usize> = None;
    for row in &rows {
        // Below the floor stands the status line; a card may end beneath the page.
        if row.starts_with('─') {
            break;
        }
        if row.contains(['╭', '╮']) {
            card = Some(columns(row, &['╭', '╮'], widths));
        } else if row.contains('╯') {
            assert_eq!(
                Some(columns(row, &['╰', '╯'], widths)),
                card,
                "{when}\n{screen}"
            );
            card = None;
        }
        let sides = columns(row, &['│'], widths);
        if let Some(corners) = card.as_ref().filter(|_| !row.contains('╭')) {
            for corner in corners {
                assert!(
                    sides.contains(corner),
                    "{corner} {sides:?} {when}\n{screen}"
                );
            }
        }
        if let Some(first) = sides.first().filter(|_| card.is_none()) {
            let expected = *rule.get_or_insert(*first);
            assert_eq!(*first, expected, "{row} {when}\n{screen}");
        }
    }
}

/// Asks for the screen until it holds `words`.
fn wait_for(words: &str, mut screen: impl FnMut() -> String) -> String {
    let end = Instant::now() + Duration::from_secs(15);
    loop {
        let shown = screen();
        if shown.contains(words) {
            return shown;
        }
        assert!(Instant::now() < end, "{words}:\n{shown}");
        std::thread::sleep(Duration::from_millis(30));
    }
}

/// Takes a server down with the test that started it.
struct Tmux(String);

impl Tmux {
    fn ask(&self, arguments: &[&str]) -> Option<String> {
        run(
            "tmux",
            &[&["-L", &self.0, "-f", "/dev/null"], arguments].concat(),
        )
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.ask(&["kill-server"]);
    }
}

#[test]
fn rules_are_straight_in_tmux() {
    if run("tmux", &["-V"]).is_none() {
        passed_over(Material::Tmux);
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let tmux = Tmux(format!("newsreader-{}", std::process::id()));
    let program = words_within(home.path()).join(" ");
    tmux.ask(&["-u", "new-session", "-d", "-x", "120", "-y", "36", &program]);
    let widths = WidthProfile::named("tmux").unwrap();
    let screen = || tmux.ask(&["capture-pane", "-p"]).unwrap_or_default();
    wait_for("15 unread", screen);
    let title = tmux.ask(&["display-message", "-p", "#{pane_title}"]);
    let title = title.unwrap_or_default();
    assert!(
        !title.contains("a=q"),
        "a question became the title: {title}"
    );
    for keys in [
        "j j",
        "Enter",
        "j j j j",
        "Space",
        "k",
        "G",
        "g",
        "J",
        "Space",
        "? q",
        "/ म ौ Enter",
        "Escape",
    ] {
        tmux.ask(
            &[
                &["send-keys"],
                keys.split(' ').collect::<Vec<_>>().as_slice(),
            ]
            .concat(),
        );
        std::thread::sleep(Duration::from_millis(120));
        let shown = screen();
        assert!(shown.contains('│'), "two panes:\n{shown}");
        assert_straight(&shown, &widths, keys);
    }
    tmux.ask(&["resize-window", "-x", "80", "-y", "24"]);
    std::thread::sleep(Duration::from_millis(300));
    assert_straight(&screen(), &widths, "resized");
}

#[test]
fn what_is_copied_in_tmux_can_be_pasted_there() {
    if run("tmux", &["-V"]).is_none() {
        passed_over(Material::Tmux);
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let tmux = Tmux(format!("newsreader-copy-{}", std::process::id()));
    let program = words_within(home.path()).join(" ");
    tmux.ask(&["-u", "new-session", "-d", "-x", "120", "-y", "36", &program]);
    let screen = || tmux.ask(&["capture-pane", "-p"]).unwrap_or_default();
    wait_for("15 unread", screen);
    wait_for("min read", screen);
    tmux.ask(&["send-keys", "Y"]);
    wait_for("copied to tmux", screen);
    let buffer = tmux.ask(&["show-buffer"]).unwrap_or_default();
    assert!(buffer.contains("Guide"), "{buffer}");
}

/// The screens of GNU screen's windows, as files.
struct Screen<'a>(String, &'a Path);

impl Screen<'_> {
    fn command(&self, arguments: &[&str]) {
        run("screen", &[&["-S", &self.0, "-X"], arguments].concat());
    }

    fn shown(&self) -> String {
        let file = self.1.join("hardcopy");
        self.command(&["hardcopy", file.to_str().unwrap()]);
        std::thread::sleep(Duration::from_millis(50));
        let bytes = std::fs::read(file).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl Drop for Screen<'_> {
    fn drop(&mut self) {
        self.command(&["quit"]);
    }
}

#[test]
fn rules_are_straight_in_gnu_screen() {
    let Some(version) = run("screen", &["-v"]) else {
        passed_over(Material::Screen);
        return;
    };
    // Until its fifth version it summed code points; now every sign has a cell.
    let name = if version.contains("version 4") {
        "sum"
    } else {
        "screen"
    };
    let widths = WidthProfile::named(name).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let screen = Screen(format!("newsreader-{}", std::process::id()), folder.path());
    let words = words_within(folder.path());
    let start = ["-U", "-d", "-m", "-S", &screen.0, "-s", "/bin/sh"];
    let arguments: Vec<&str> = start
        .into_iter()
        .chain(words.iter().map(String::as_str))
        .collect();
    run("screen", &arguments);
    wait_for("15 unread", || screen.shown());
    for keys in ["jj", "\r", "jjjj", " ", "k", "G", "g", "J", " "] {
        screen.command(&["stuff", keys]);
        std::thread::sleep(Duration::from_millis(150));
        assert_straight(&screen.shown(), &widths, keys);
    }
}
