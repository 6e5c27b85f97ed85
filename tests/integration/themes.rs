//! Themes as a user meets them: in the configuration, in files beside it, on the command line, in a terminal.

use crate::program::{Ended, Program};
use crate::pty::Session;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const SCHEME: [&str; 16] = [
    "282828", "3c3836", "504945", "665c54", "bdae93", "d5c4a1", "ebdbb2", "fbf1c7", "fb4934",
    "fe8019", "fabd2f", "b8bb26", "8ec07c", "83a598", "d3869b", "d65d0e",
];

fn scheme() -> String {
    let colours = SCHEME.iter().enumerate();
    let lines = colours.map(|(index, colour)| format!("  base{index:02X}: \"{colour}\"\n"));
    format!("name: \"Gruvbox\"\npalette:\n{}", lines.collect::<String>())
}

/// A home folder with a configuration and themes beside it.
fn home_with(config: &str, themes: &[(&str, &str)]) -> (TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("newsreader/config.toml");
    let folder = home.path().join("newsreader/themes");
    fs::create_dir_all(&folder).unwrap();
    fs::write(&path, config).unwrap();
    for (name, text) in themes {
        fs::write(folder.join(name), text).unwrap();
    }
    (home, path)
}

fn check(home: &Path) -> Ended {
    Program::new(&["config", "check", "--lang", "en"])
        .home(home)
        .run()
}

fn started(path: &Path, settings: &[(&str, &str)], arguments: &[&str]) -> Session {
    let mut all = vec![("NEWSREADER_CONFIG", path.to_str().unwrap())];
    all.extend(settings);
    let mut typed = vec!["--lang", "en", "assets/stories"];
    typed.extend(arguments);
    Session::start(&typed, &all)
}

#[test]
fn faults_of_a_theme_are_named_with_its_file_and_the_rest_counts() {
    let (home, _path) = home_with(
        "theme = \"mine\"\n",
        &[("mine.toml", "linc = 3\nlink = 25\nbase = \"papre\"\n")],
    );
    let ended = check(home.path());
    assert_eq!(ended.code(), Some(1));
    assert!(
        ended
            .stdout
            .contains("config.toml:1: papre: no such theme; did you mean paper?"),
        "{}",
        ended.stdout
    );
    let (home, _path) = home_with("[theme]\nlinc = 3\nlink = 25\n", &[]);
    let ended = check(home.path());
    assert!(
        ended
            .stdout
            .contains("config.toml:2: linc: a theme has no such role; did you mean link?"),
        "{}",
        ended.stdout
    );
    let shown = Program::new(&["config", "show"]).home(home.path()).run();
    assert!(shown.stdout.contains("theme = \"own\""), "{}", shown.stdout);
}

#[test]
fn a_role_that_is_hard_to_read_is_named_with_both_colours_and_the_figure() {
    let config = "[theme]\nbase = \"light\"\nlink = \"#9a9a9a\"\n";
    let (home, _path) = home_with(config, &[]);
    let ended = check(home.path());
    assert_eq!(ended.code(), Some(0));
    let said = "config.toml:3: link: #9a9a9a on #ffffff has a contrast of 2.8:1; eyes need 4.5:1";
    assert!(ended.stdout.contains(said), "{}", ended.stdout);
    assert!(!ended.stdout.contains("related-title"), "{}", ended.stdout);
}

#[test]
fn an_unknown_theme_as_an_option_starts_nothing() {
    let (_home, path) = home_with("", &[]);
    let mut session = started(&path, &[], &["--theme", "no"]);
    session.wait_for("no: no such theme; your own are files in themes/");
}

#[test]
fn a_theme_that_hides_everything_is_legible_with_a_warning() {
    let black = "accent = \"#000001\"\nsecondary = 16\nfaint = 16\nlink = 16\nerror = 16\ntext = { fg = 16, bg = 16 }\n";
    let (_home, path) = home_with("theme = \"black\"\n", &[("black.toml", black)]);
    let mut session = started(&path, &[], &[]);
    session.wait_for("the theme hides these roles");
    session.wait_until("text that can be read", |screen| {
        let cells = (0..24).flat_map(|row| (0..80).map(move |column| (row, column)));
        let mut cells = cells.filter_map(|(row, column)| screen.cell(row, column));
        let is_hidden = |cell: &vt100::Cell| {
            let black = [vt100::Color::Idx(16), vt100::Color::Rgb(0, 0, 1)];
            cell.has_contents() && cell.contents() != " " && black.contains(&cell.fgcolor())
        };
        !cells.any(|cell| is_hidden(cell) && !"│─┴▐▌".contains(cell.contents()))
    });
    session.press("Q");
    session.finish();
}

#[test]
fn a_scheme_is_drawn_in_the_colours_that_the_terminal_has() {
    for (settings, expected) in [
        (&[("COLORTERM", "truecolor")][..], "38;2;254;128;25"),
        (&[("COLORTERM", "")][..], "38;5;208"),
        (&[("COLORTERM", ""), ("TERM", "linux")][..], "48;5;0m"),
    ] {
        let (_home, path) = home_with("theme = \"gruvbox\"\n", &[("gruvbox.yaml", &scheme())]);
        let mut session = started(&path, settings, &[]);
        session.wait_for_bytes(expected);
        session.press("Q");
        let written = String::from_utf8_lossy(&session.finish()).into_owned();
        let is_full = expected.starts_with("38;2;");
        assert_eq!(written.contains("8;2;"), is_full, "{settings:?}");
    }
}

#[test]
fn themes_are_shown_while_one_chooses_and_esc_takes_the_old_one_back() {
    let (home, path) = home_with(
        "theme = \"paper\"\n",
        &[("gruvbox.yaml", &scheme()), ("odd.txt", "")],
    );
    let mut session = started(&path, &[("COLORTERM", "truecolor")], &[]);
    let ground = |screen: &vt100::Screen| screen.cell(12, 40).unwrap().bgcolor();
    let paper = vt100::Color::Rgb(0xf7, 0xef, 0xdf);
    let gruvbox = vt100::Color::Rgb(0x28, 0x28, 0x28);
    session.wait_until("paper", |screen| ground(screen) == paper);
    session.press(":theme ");
    session.wait_for("gruvbox");
    session.press("gru\t");
    session.wait_until("gruvbox", |screen| ground(screen) == gruvbox);
    session.press("\x1b");
    session.wait_until("paper again", |screen| ground(screen) == paper);
    session.press(":theme gruvbox\r");
    session.wait_for("theme = \"gruvbox\" in this run; this line in config.toml keeps it");
    session.wait_until("gruvbox stays", |screen| ground(screen) == gruvbox);
    session.press(":theme gruvbax\r");
    session.wait_for("did you mean gruvbox?");
    session.wait_until("gruvbox stays", |screen| ground(screen) == gruvbox);
    session.press("!");
    session.wait_until("only the fault was said", |screen| {
        let said = screen.contents();
        said.contains("no such theme") && !said.contains("\"gruvbax\" in this run")
    });
    session.press("\x1b");
    session.wait_until("the messages are closed", |screen| {
        !screen.contents().contains("no such theme")
    });
    session.press(":theme\r");
    session.wait_for("theme = gruvbox");
    let late = home.path().join("newsreader/themes/late.yaml");
    fs::write(late, scheme()).unwrap();
    session.press(":theme late\r");
    session.wait_for("theme = \"late\" in this run");
    session.press("Q");
    session.finish();
}

#[test]
fn a_theme_that_changes_on_disk_is_taken_over() {
    let page = |colour: &str| format!("text = {{ fg = \"#eeeeee\", bg = \"{colour}\" }}\n");
    let (home, path) = home_with("theme = \"mine\"\n", &[("mine.toml", &page("#101020"))]);
    let mut session = started(&path, &[("COLORTERM", "truecolor")], &[]);
    let ground = |screen: &vt100::Screen| screen.cell(12, 40).unwrap().bgcolor();
    session.wait_until("the theme", |screen| {
        ground(screen) == vt100::Color::Rgb(16, 16, 32)
    });
    let file = home.path().join("newsreader/themes/mine.toml");
    fs::write(file, page("#201010")).unwrap();
    session.press(":reload\r");
    session.wait_until("the new one", |screen| {
        ground(screen) == vt100::Color::Rgb(32, 16, 16)
    });
    fs::write(
        &path,
        "[theme]\ntext = { fg = \"#eeeeee\", bg = \"#102010\" }\n",
    )
    .unwrap();
    session.wait_until("the table", |screen| {
        ground(screen) == vt100::Color::Rgb(16, 32, 16)
    });
    session.press("Q");
    session.finish();
}

#[test]
fn no_color_counts_unless_a_theme_is_named() {
    for (config, is_coloured) in [("", false), ("theme = \"dark\"\n", true)] {
        let (_home, path) = home_with(config, &[]);
        let mut session = started(&path, &[("NO_COLOR", "1")], &[]);
        session.wait_for("newsreader");
        session.press("Q");
        let written = String::from_utf8_lossy(&session.finish()).into_owned();
        assert_eq!(written.contains("38;5;215"), is_coloured, "{config}");
    }
}

#[test]
fn a_theme_that_is_chosen_with_faults_says_so() {
    let broken = "base = \"dark\"\nheadlin = { fg = \"#ffffff\" }\nlink = \"no colour\"\n";
    let (_home, path) = home_with("lang = \"en\"\n", &[("broken.toml", broken)]);
    let mut session = started(&path, &[], &[]);
    session.wait_for("help");
    session.press(":theme broken\r");
    session.wait_for("2 faults in the configuration");
    session.press("!");
    session.wait_for("headlin");
    session.press("qQ");
    session.finish();
}
