//! The real program in real multiplexers: every rule is in one column.

use crate::material::{Material, passed_over};
use crate::program::words_within;
use crate::pty::{Answering, Session};
use newsreader::text::{measure::Measure as _, width::WidthProfile};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs a program to its end and returns its output; `None` if it is not installed.
pub(crate) fn run(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Returns the columns of the characters `rules` in `line`.
fn columns(line: &str, rules: &[char], widths: &WidthProfile) -> Vec<usize> {
    let places = line.match_indices(rules);
    places.map(|(at, _)| widths.width(&line[..at])).collect()
}

/// Asserts that every row of two panes has its rule, and all in one column, and that every card's sides stand under
/// its corners. Returns how many rules and sides it compared.
fn assert_straight(screen: &str, widths: &WidthProfile, when: &str) -> usize {
    let mut compared = 0;
    let rows: Vec<&str> = screen.lines().collect();
    let mut card: Option<Vec<usize>> = None;
    let mut rule: Option<usize> = None;
    for row in &rows {
        // The status line is below the floor; a card may be cut off by it.
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
                compared += 1;
            }
        }
        if let Some(first) = sides.first().filter(|_| card.is_none()) {
            let expected = *rule.get_or_insert(*first);
            assert_eq!(*first, expected, "{row} {when}\n{screen}");
            compared += 1;
        }
    }
    compared
}

/// Polls the screen until it contains `words`.
pub(crate) fn wait_for(words: &str, mut screen: impl FnMut() -> String) -> String {
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

/// A tmux server that ends with its test.
pub(crate) struct Tmux(pub(crate) String);

impl Tmux {
    pub(crate) fn ask(&self, arguments: &[&str]) -> Option<String> {
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
        // A dialog covers rules until the key that closes it is handled.
        let end = Instant::now() + Duration::from_secs(15);
        let mut shown = screen();
        while shown.contains("Esc closes") && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(30));
            shown = screen();
        }
        let compared = assert_straight(&shown, &widths, keys);
        assert!(compared > 20, "two panes:\n{shown}");
    }
    tmux.ask(&["resize-window", "-x", "80", "-y", "24"]);
    std::thread::sleep(Duration::from_millis(300));
    assert_straight(&screen(), &widths, "resized");
}

/// A resize while the program is suspended is signalled to the shell only.
#[test]
fn a_resize_while_suspended_is_seen_on_continuing() {
    if run("tmux", &["-V"]).is_none() {
        passed_over(Material::Tmux);
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let tmux = Tmux(format!("newsreader-suspended-{}", std::process::id()));
    let shell = "env PS1=ready LANG=C.UTF-8 bash --norc -i";
    tmux.ask(&["-u", "new-session", "-d", "-x", "90", "-y", "16", shell]);
    let screen = || tmux.ask(&["capture-pane", "-p"]).unwrap_or_default();
    wait_for("ready", screen);
    let program = words_within(home.path()).join(" ");
    tmux.ask(&["send-keys", &program, "Enter"]);
    wait_for("? help", screen);
    tmux.ask(&["send-keys", "C-z"]);
    wait_for("Stopped", screen);
    tmux.ask(&["resize-window", "-x", "70", "-y", "12"]);
    tmux.ask(&["send-keys", "fg", "Enter"]);
    wait_for("? help", screen);
    let end = Instant::now() + Duration::from_secs(15);
    loop {
        let shown = screen();
        let rows: Vec<&str> = shown.lines().collect();
        let has_status_line = rows.last().is_some_and(|last| last.contains("? help"));
        if rows.len() == 12 && has_status_line && rows[10] == "─".repeat(70) {
            break;
        }
        assert!(Instant::now() < end, "{shown}");
        std::thread::sleep(Duration::from_millis(30));
    }
}

#[test]
fn text_copied_in_tmux_can_be_pasted_there() {
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

/// A GNU screen on a pseudo-terminal, which must be attached: only copy mode hands out a window's text, and a
/// detached session has no keys for it.
struct Screen<'a> {
    name: String,
    folder: &'a Path,
    keys: Box<dyn Write + Send>,
}

impl<'a> Screen<'a> {
    /// Starts the program in a screen of this size whose files lie in `folder`.
    fn start(name: String, folder: &'a Path, (cols, rows): (u16, u16)) -> Self {
        let words = words_within(folder);
        let start = ["-c", "/dev/null", "-U", "-d", "-m", "-S", &name];
        let words = words.iter().map(String::as_str);
        run(
            "screen",
            &start.into_iter().chain(words).collect::<Vec<_>>(),
        );
        wait_for(&name, || run("screen", &["-ls"]).unwrap_or_default());
        let size = PtySize {
            rows,
            cols,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut attach = CommandBuilder::new("screen");
        attach.args(["-U", "-r", &name]);
        attach.env("TERM", "xterm-256color");
        attach.env("LC_ALL", "C.UTF-8");
        drop(pair.slave.spawn_command(attach).unwrap());
        let keys = pair.master.take_writer().unwrap();
        let mut output = pair.master.try_clone_reader().unwrap();
        std::thread::spawn(move || {
            let _master = pair.master;
            std::io::copy(&mut output, &mut std::io::sink())
        });
        Self { name, folder, keys }
    }

    fn command(&self, arguments: &[&str]) {
        run("screen", &[&["-S", &self.name, "-X"], arguments].concat());
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// The window with the low byte of each code point, so that only ASCII can be read.
    fn hardcopy(&self) -> String {
        let file = self.folder.join("hardcopy");
        self.command(&["hardcopy", file.to_str().unwrap()]);
        std::thread::sleep(Duration::from_millis(50));
        let bytes = std::fs::read(file).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The text of the window, by copying it from its first line to its last.
    fn shown(&mut self) -> String {
        for keys in ["\u{1}[", "H", " ", "L", "$", " "] {
            self.press(keys);
            std::thread::sleep(Duration::from_millis(40));
        }
        let file = self.folder.join("copied");
        let _earlier = std::fs::remove_file(&file);
        self.command(&["writebuf", file.to_str().unwrap()]);
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
    // Until version 4 it summed code points; since version 5 every sign has a cell.
    let name = if version.contains("version 4") {
        "sum"
    } else {
        "screen"
    };
    let widths = WidthProfile::named(name).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let name = format!("newsreader-{}", std::process::id());
    let mut screen = Screen::start(name, folder.path(), (120, 36));
    wait_for("15 unread", || screen.hardcopy());
    // The program begins in 80 columns, and learns later of the window's size.
    wait_for("│", || screen.shown());
    for keys in ["jj", "\r", "jjjj", " ", "k", "G", "g", "J", " "] {
        screen.press(keys);
        std::thread::sleep(Duration::from_millis(150));
        let shown = screen.shown();
        let compared = assert_straight(&shown, &widths, keys);
        assert!(compared > 20, "two panes:\n{shown}");
    }
    // GNU screen would keep Escape back if the program had the mouse.
    screen.press("?");
    wait_for("previous page", || screen.hardcopy());
    screen.press("\u{1b}");
    let is_closed = || {
        let shown = screen.hardcopy();
        let text = if shown.contains("previous page") {
            "open"
        } else {
            "closed"
        };
        text.to_owned()
    };
    wait_for("closed", is_closed);
}

/// Returns the rows of a screen without the blanks after them.
fn rows(screen: &str) -> Vec<String> {
    let rows = screen.lines().map(|row| row.trim_end().to_owned());
    let mut rows: Vec<String> = rows.collect();
    rows.truncate(24);
    while rows.last().is_some_and(String::is_empty) {
        rows.pop();
    }
    rows
}

/// Waits until a screen has these rows.
fn wait_for_rows(expected: &[String], place: &str, mut screen: impl FnMut() -> String) {
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        let shown = rows(&screen());
        if shown == expected {
            return;
        }
        assert!(Instant::now() < end, "{place}: {shown:#?}\n{expected:#?}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Within tmux, within GNU screen, and over lines that are slow or silent, a story ends up as the same page.
#[test]
fn the_page_is_the_same_in_every_terminal() {
    const OPEN_THIRD: [&str; 3] = ["j", "j", "\r"];
    let mut expected: Option<Vec<String>> = None;
    for delay in [0, 150, 300, 1000, 3000] {
        let mut session = Session::start(&[], &[]);
        session.answering = Answering::After(Duration::from_millis(delay));
        session.wait_for("15 unread");
        for key in OPEN_THIRD {
            session.press(key);
        }
        session.wait_for("14 unread");
        session.wait_for("Esc back");
        session.settle(Duration::from_millis(700 + delay));
        let shown = rows(&session.parser.screen().contents());
        assert_eq!(
            &shown,
            expected.get_or_insert_with(|| shown.clone()),
            "{delay} ms"
        );
        session.press("Q");
        session.finish();
    }
    let expected = expected.unwrap();
    let home = tempfile::tempdir().unwrap();
    if run("tmux", &["-V"]).is_none() {
        passed_over(Material::Tmux);
    } else {
        let tmux = Tmux(format!("newsreader-page-{}", std::process::id()));
        let program = words_within(home.path()).join(" ");
        tmux.ask(&["-u", "new-session", "-d", "-x", "80", "-y", "24", &program]);
        let screen = || tmux.ask(&["capture-pane", "-p"]).unwrap_or_default();
        wait_for("15 unread", screen);
        tmux.ask(&["send-keys", "j", "j", "Enter"]);
        wait_for_rows(&expected, "tmux", screen);
    }
    let Some(version) = run("screen", &["-v"]) else {
        passed_over(Material::Screen);
        return;
    };
    // Since version 5 every sign has a cell, so that lines break elsewhere.
    if version.contains("version 4") {
        let folder = tempfile::tempdir().unwrap();
        let name = format!("newsreader-page-{}", std::process::id());
        let mut screen = Screen::start(name, folder.path(), (80, 24));
        wait_for("15 unread", || screen.hardcopy());
        for key in OPEN_THIRD {
            screen.press(key);
        }
        wait_for("min read", || screen.hardcopy());
        // The advice about screen is in the status line.
        let page = expected.split_last().unwrap().1;
        let shown = screen.shown();
        assert_eq!(rows(&shown).split_last().unwrap().1, page, "GNU screen");
    }
}
