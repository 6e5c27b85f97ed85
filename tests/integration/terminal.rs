//! The real program in a pseudo-terminal.

use crate::program;
use crate::pty::{Answering, Session};
use std::time::Duration;

#[test]
fn the_program_opens_articles_and_restores_the_terminal() {
    let mut session = Session::start(&[], &[]);
    session.wait_for("15 unread");
    session.press("jj\r");
    session.wait_for("14 unread");
    session.wait_for("Esc back");
    session.press("1");
    session.wait_for("13 unread");
    session.press("\u{7f}");
    session.wait_for("3/15");
    session.press("i");
    session.wait_for("browser");
    session.press("Q");
    let raw = session.finish();
    let tail = String::from_utf8_lossy(&raw);
    for end in [
        "\u{1b}[?1049l",
        "\u{1b}[?25h",
        "\u{1b}[?7h",
        "\u{1b}[?2004l",
        "\u{1b}[?1000;1002;1006l",
    ] {
        assert!(tail.contains(end), "{end:?}");
    }
}

/// Returns a folder with a program called tmux that runs `lines`, and a PATH with it.
#[cfg(unix)]
fn a_tmux_that(lines: &str) -> (tempfile::TempDir, String) {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let tmux = folder.path().join("tmux");
    std::fs::write(&tmux, format!("#!/bin/sh\n{lines}\n")).unwrap();
    std::fs::set_permissions(&tmux, std::fs::Permissions::from_mode(0o700)).unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    let path = format!("{}:{path}", folder.path().display());
    (folder, path)
}

/// tmux drops text that programs send to the clipboard, unless it is configured to accept it.
#[test]
#[cfg(unix)]
fn within_tmux_words_are_copied_by_tmux_and_elsewhere_sent_to_the_terminal() {
    let loads =
        "case $1 in load-buffer) cat > \"${0%tmux}$2$3\"; echo noise; echo noise >&2;; esac";
    for (tmux, within, said) in [
        (loads, "/tmp/none,1,0", "copied to tmux"),
        ("exit 1", "/tmp/none,1,0", "sent to the terminal"),
        (loads, "", "sent to the terminal"),
    ] {
        let (folder, path) = a_tmux_that(tmux);
        let settings = [("TMUX", within), ("TMUX_PANE", "%5"), ("PATH", &*path)];
        let mut session = Session::start(&[], &settings);
        session.wait_for("15 unread");
        session.press("\r");
        session.wait_for("min read");
        session.press("Y");
        session.wait_for(said);
        assert!(!session.parser.screen().contents().contains("noise"));
        session.press("Q");
        let raw = session.finish();
        let is_sent = String::from_utf8_lossy(&raw).contains("\u{1b}]52;c;");
        let taken = std::fs::read_to_string(folder.path().join("-w-")).ok();
        assert_eq!(is_sent, taken.is_none());
        let is_guide = taken.map(|words| words.contains("Guide"));
        assert_eq!(is_guide, said.starts_with("copied").then_some(true));
    }
}

/// In a terminal with placeholders for pictures, pictures are passed through tmux, and all of them are freed at the
/// end. If tmux passes nothing through, none is sent.
#[test]
#[cfg(unix)]
fn within_tmux_pictures_go_past_it_and_none_is_left() {
    if crate::print::shaper(10, 20).is_none() {
        return;
    }
    for (is_passing, answer) in [(true, "on||kitty(0.41.1)"), (false, "off||kitty(0.41.1)")] {
        let (_folder, path) = a_tmux_that(&format!("echo '{answer}'"));
        let settings = [
            ("TMUX", "/tmp/none,1,0"),
            ("TMUX_PANE", "%5"),
            ("PATH", &*path),
        ];
        let mut session = Session::start(&[], &settings);
        if is_passing {
            session.wait_for_bytes("\u{1b}Ptmux;\u{1b}\u{1b}_Ga=T,U=1");
        } else {
            session.wait_for("15 unread");
        }
        session.press("Q");
        let raw = session.finish();
        let text = String::from_utf8_lossy(&raw);
        assert_eq!(text.contains("_G"), is_passing);
        // tmux would take a sequence that is not passed through for the title of its window.
        let commands = text.match_indices("\u{1b}_").map(|(at, _)| &text[..at]);
        assert!(
            commands
                .into_iter()
                .all(|before| before.ends_with('\u{1b}'))
        );
        let ids = |before: &str| -> std::collections::BTreeSet<String> {
            let parts = text.split(before).skip(1);
            let digits = |part: &str| part.chars().take_while(char::is_ascii_digit).collect();
            parts.map(digits).collect()
        };
        assert_eq!(ids("a=T,U=1,f=100,q=2,i="), ids("a=d,d=I,q=2,i="));
    }
}

/// Pictures stay in a terminal's memory until they are freed, even after the program has ended.
#[test]
fn no_picture_is_left_in_the_terminal() {
    if crate::print::shaper(10, 20).is_none() {
        return;
    }
    let mut session = Session::start(&["--print", "kitty"], &[]);
    session.wait_for_bytes("\u{1b}_Ga=p");
    session.press("Q");
    let raw = session.finish();
    let output = String::from_utf8_lossy(&raw);
    let freed = output.rfind("\u{1b}_Ga=d,d=A,q=2\u{1b}\\").unwrap();
    assert!(output.rfind("\u{1b}_Ga=p").unwrap() < freed);
    assert!(freed < output.rfind("\u{1b}[?1049l").unwrap());
}

/// Fonts may be on a slow disk. Here the cache of fonts is a pipe, and nothing is written to it before the list is on
/// the screen.
#[test]
fn the_first_frame_waits_for_no_font() {
    if crate::print::shaper(10, 20).is_none() {
        return;
    }
    let cache = tempfile::tempdir().unwrap();
    let kept = cache.path().join("newsreader/fonts-3.json");
    std::fs::create_dir_all(kept.parent().unwrap()).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&kept).status();
    assert!(made.unwrap().success());
    let folder = cache.path().to_str().unwrap();
    let mut session = Session::start(&["--print", "kitty"], &[("XDG_CACHE_HOME", folder)]);
    session.wait_for("15 unread");
    std::thread::spawn(move || {
        // Opening waits until the program reads; the pipe is removed before the program writes its cache.
        let mut pipe = std::fs::OpenOptions::new().write(true).open(&kept).unwrap();
        std::fs::remove_file(&kept).unwrap();
        std::io::Write::write_all(&mut pipe, b"[]").unwrap();
    });
    session.wait_for_bytes("\u{1b}_Ga=p");
    session.press("Q");
    session.finish();
}

#[test]
fn a_signal_restores_the_terminal_too() {
    // A silent terminal is waited for at the start.
    for answering in [Answering::AtOnce, Answering::Never] {
        let mut session = Session::start(&["assets/stories"], &[]);
        session.answering = answering;
        if answering == Answering::Never {
            session.wait_for_bytes("\x1b[c");
        } else {
            session.wait_for("unread");
        }
        let id = session.child.process_id().unwrap();
        let killed = std::process::Command::new("kill")
            .args(["-TERM", &id.to_string()])
            .status()
            .unwrap();
        assert!(killed.success());
        let raw = session.finish();
        assert!(String::from_utf8_lossy(&raw).contains("\u{1b}[?1049l"));
    }
}

/// What the terminal answers after the program ended would be typed into the shell.
#[test]
fn no_answer_is_left_for_the_shell() {
    const SHELL: &str = "\"$0\" assets/stories; stty -icanon min 0 time 10; \
        left=$(dd bs=1000 count=1 2>/dev/null | wc -c); echo \"left: $left.\"";
    for keys in ["q", "\x03"] {
        let mut session = Session::start_program("sh", &["-c", SHELL, program::PATH], &[]);
        session.answering = Answering::After(Duration::from_millis(600));
        session.wait_for("15 unread");
        session.press(keys);
        session.wait_for("left: 0.");
        session.finish();
    }
}

/// After a resize the first key is handled at once, like any other.
#[test]
fn the_first_key_after_a_resize_is_handled() {
    for pause in [0, 200] {
        let mut session = Session::start(&["assets/stories"], &[]);
        session.wait_for("15 unread");
        // All input before the signal has been read, including answers.
        for place in ["2/15", "3/15"] {
            session.press("j");
            session.wait_for(place);
        }
        let id = session.child.process_id().unwrap();
        let told = std::process::Command::new("kill")
            .args(["-WINCH", &id.to_string()])
            .status()
            .unwrap();
        assert!(told.success());
        std::thread::sleep(Duration::from_millis(pause));
        session.press("Q");
        session.finish();
    }
}

/// A browser that draws in the terminal has it to itself, and the app returns unchanged.
#[test]
fn a_text_browser_is_lent_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let browser = folder.path().join("w3m");
    std::fs::write(&browser, "#!/bin/sh\nprintf 'PAGE %s' \"$1\"\nread line\n").unwrap();
    let executable = std::process::Command::new("chmod")
        .arg("+x")
        .arg(&browser)
        .status()
        .unwrap();
    assert!(executable.success());
    let mut session = Session::start(&[], &[("BROWSER", browser.to_str().unwrap())]);
    session.wait_for("15 unread");
    session.press("jj\r");
    session.wait_for("min read");
    session.press("i");
    session.wait_for("PAGE https://");
    session.press("j not for the reader\r");
    session.wait_for("opened in the browser");
    session.press("Q");
    session.finish();
}

/// Late, partial or missing answers do not keep the list off the screen, and none is taken for keys.
#[test]
fn answers_may_come_late_in_pieces_or_never() {
    for answering in [Answering::ByteByByte, Answering::Later, Answering::Never] {
        let mut session = Session::start(&[], &[]);
        session.answering = answering;
        // Keys before the first frame are kept and applied once the list is loaded.
        session.press("j");
        session.wait_for("15 unread");
        session.wait_for("2/15");
        if answering == Answering::Later {
            session.press("j");
            session.wait_for("3/15");
            session.release();
        }
        session.press("M");
        let said = if answering == Answering::Never {
            "did not answer"
        } else {
            "24 of 24"
        };
        session.wait_for(said);
        session.press("j\r");
        session.wait_for("14 unread");
        session.press("Q");
        session.finish();
    }
}

/// What a reader sees of the screen: its rows, and the colour of each cell that is not blank. A cell that was erased
/// looks like one with a blank.
fn seen(screen: &vt100::Screen) -> (String, Vec<vt100::Color>) {
    let contents = screen.contents();
    let rows: Vec<&str> = contents.lines().map(str::trim_end).collect();
    let cells = (0..24).flat_map(|row| (0..80).filter_map(move |column| screen.cell(row, column)));
    let inked = cells.filter(|cell| !cell.contents().trim().is_empty());
    (rows.join("\n"), inked.map(vt100::Cell::fgcolor).collect())
}

/// The terminal's colours, picture protocol and widths are used whenever they arrive.
#[test]
#[cfg(unix)]
fn a_slow_line_ends_at_the_same_screen() {
    if crate::print::shaper(10, 20).is_none() {
        return;
    }
    let mut expected = None;
    for delay in [0, 150, 300, 1000, 3000].map(Duration::from_millis) {
        let mut session = Session::start(&[], &[]);
        session.answering = Answering::After(delay);
        session.has_pictures = true;
        session.wait_for("15 unread");
        session.wait_for_bytes("\u{1b}_Ga=p");
        session.press("j");
        // Beneath its narrower picture, the end of the count is cut.
        session.wait_for("2/1");
        match &expected {
            Some(expected) => {
                session.wait_until(&format!("{delay:?}"), |screen| seen(screen) == *expected);
            }
            None => {
                session.settle(Duration::from_secs(2));
                expected = Some(seen(session.parser.screen()));
            }
        }
        session.press("Q");
        session.finish();
    }
}

/// `M` asks for everything, so print begins in a terminal that did not answer at the start.
#[test]
#[cfg(unix)]
fn measuring_again_asks_for_pictures_too() {
    if crate::print::shaper(10, 20).is_none() {
        return;
    }
    let mut session = Session::start(&[], &[]);
    session.answering = Answering::Never;
    session.has_pictures = true;
    session.wait_for("15 unread");
    session.press("P");
    session.wait_for("as soon as the terminal answers");
    std::thread::sleep(Duration::from_secs(5));
    session.press("P");
    session.wait_for("did not answer");
    session.answering = Answering::After(Duration::from_millis(300));
    session.press("M");
    session.wait_for_bytes("\u{1b}_Ga=p");
    session.press("Q");
    session.finish();
}

/// Measurements are cached, so the next start asks little.
#[test]
fn the_second_start_asks_less() {
    let cache = tempfile::tempdir().unwrap();
    let folder = cache.path().to_str().unwrap();
    let questions = || {
        let mut session = Session::start(&[], &[("XDG_CACHE_HOME", folder)]);
        session.wait_for("15 unread");
        session.press("Q");
        let raw = session.finish();
        raw.windows(5).filter(|part| *part == b"\x1b[06n").count()
    };
    let (first, second) = (questions(), questions());
    assert!(first > 50 && second < 15, "{first} {second}");
}

/// The report has the widths of the engine and the probes that were sent.
#[test]
fn the_doctor_reports_what_was_measured() {
    let mut session = Session::start(&["doctor"], &[]);
    session.wait_for("┘");
    let screen = session.parser.screen().contents();
    let rows: Vec<&str> = screen.lines().collect();
    let corner = rows.iter().position(|row| row.starts_with('┌')).unwrap();
    assert!(
        rows[corner + 1].ends_with('│') && rows[corner + 2].ends_with('│'),
        "{screen}"
    );
    session.finish();
    let mut session = Session::start(&["doctor", "--json"], &[]);
    session.wait_for("\"advice\"");
    let raw = String::from_utf8(session.finish()).unwrap();
    let json = &raw[raw.find("{\r\n").unwrap()..];
    let report: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(report["explained"], 24);
    assert_eq!(report["source"], "measured");
    assert_eq!(report["letters"][10]["advance"], 4);
}

/// Answers that a terminal may send late, or unasked.
const LATE: [&str; 6] = [
    "\u{1b}]11;rgb:1e1e/1e1e/2e2e\u{1b}\\",
    "\u{1b}]10;rgb:ffff/ffff/ffff\u{7}",
    "\u{1b}P>|tmux 3.5q/q\u{1b}\\",
    "\u{1b}_Gi=31;OK\u{1b}\\",
    "\u{1b}[?2027;2$y\u{1b}[24;80R\u{1b}[6;20;10t",
    "\u{1b}[?62;4c\u{1b}[>41;390;0c\u{1b}[?997;1n",
];

/// GNU screen and nested multiplexers answer the query for colours after the last query.
#[test]
fn a_late_answer_is_no_key() {
    let mut session = Session::start(&[], &[]);
    // The last words of the frame, and the rows that the queries blanked.
    session.wait_for("add news");
    session.wait_for("five minutes");
    session.wait_for("? help");
    session.settle(Duration::from_secs(1));
    let before = seen(session.parser.screen()).0;
    for answer in LATE {
        session.press(answer);
        for cut in [2, 3, answer.len() / 2, answer.len() - 1] {
            session.press(&answer[..cut]);
            session.press(&answer[cut..]);
        }
    }
    session.press("?");
    session.wait_for("Esc closes");
    session.press("\u{1b}");
    session.wait_until("as before", |screen| seen(screen).0 == before);
    session.press("Q");
    session.finish();
}

/// GNU screen passes on the outer terminal's colours after its own last answer.
#[test]
fn a_colour_after_the_last_answer_is_used() {
    let mut session = Session::start(&[], &[("COLORFGBG", "15;0")]);
    session.wait_for("add news");
    let accent_on_light = "38;5;130m";
    session.press("\u{1b}]11;rgb:ffff/ffff/ffff\u{1b}\\");
    session.wait_for_bytes(accent_on_light);
    session.press("Q");
    session.finish();
}

/// An answer without an end is dropped, and later keys are keys again.
#[test]
fn an_answer_without_an_end_is_dropped() {
    let mut session = Session::start(&[], &[]);
    session.wait_for("15 unread");
    for begun in ["\u{1b}]11;rgb:1e1e/1e", "\u{1b}P>|q/", "\u{1b}[1;2"] {
        session.press(begun);
        std::thread::sleep(Duration::from_millis(700));
    }
    session.press("?");
    session.wait_for("Esc closes");
    session.press("\u{1b}");
    session.wait_for("/ search   ? help");
    session.press("j\r");
    session.wait_for("14 unread");
    session.press("Q");
    session.finish();
}
