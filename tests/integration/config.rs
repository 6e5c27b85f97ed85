//! The configuration as a user meets it: the file, its commands, the reader that starts in spite of a wrong line.

use crate::architecture::source_texts;
use crate::program::Program;
use crate::pty::Session;
use crate::support::Reader;
use newsreader::app::keymap::table::Binding;
use newsreader::app::settings::{SETTINGS, SettingKind, SettingRow, THEMES};
use newsreader::config::file::ConfigFile;
use newsreader::words::Language;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A home folder with this configuration.
fn home_with(config: &[u8]) -> (TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("newsreader/config.toml");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, config).unwrap();
    (home, path)
}

fn run(home: &Path, arguments: &[&str]) -> crate::program::Ended {
    Program::new(arguments).home(home).run()
}

#[test]
fn every_setting_is_shown_and_in_the_default_file() {
    let (home, path) = home_with(b"measure = 80\n");
    let rows = run(home.path(), &["config", "show", "--json"]).rows();
    let names: Vec<&str> = rows
        .iter()
        .filter_map(|row| row["setting"].as_str())
        .collect();
    let expected: Vec<&str> = SETTINGS.iter().map(|row| row.name).collect();
    assert_eq!(names, expected);
    let measure = rows.iter().find(|row| row["setting"] == "measure").unwrap();
    assert_eq!(measure["value"], 80);
    assert_eq!(measure["source"], "file");
    assert_eq!(measure["line"], 1);
    assert_eq!(measure["file"], path.to_str().unwrap());
    let printed = run(home.path(), &["config", "default"]).printed();
    for row in SETTINGS {
        let line = format!("\n#{} = {}\n", row.name, row.in_toml(row.default));
        assert!(printed.contains(&line), "{line}");
        assert!(printed.contains(row.id.help(Language::English)));
    }
}

#[test]
fn the_option_beats_the_variable_and_the_variable_the_file() {
    let (home, _path) = home_with(b"theme = \"dark\"\nmeasure = 70\nlog = \"info\"\n");
    let shown = Program::new(&["--measure", "90", "config", "show", "--json"])
        .home(home.path())
        .env("NEWSREADER_MEASURE", "80")
        .env("NEWSREADER_THEME", "light")
        .run();
    let rows = shown.rows();
    let found = |name: &str| {
        let row = rows.iter().find(|row| row["setting"] == name).unwrap();
        (row["value"].clone(), row["source"].clone())
    };
    assert_eq!(found("measure"), (90.into(), "option".into()));
    assert_eq!(found("theme"), ("light".into(), "environment".into()));
    assert_eq!(found("log"), ("info".into(), "file".into()));
    assert_eq!(found("print"), ("auto".into(), "default".into()));
}

#[test]
fn the_language_and_the_library_of_the_file_count_for_every_command() {
    let (home, _path) = home_with("lang = \"hi\"\nlibrary = \"khabar.db\"\n".as_bytes());
    let ended = run(home.path(), &["list"]);
    assert_ne!(ended.code(), Some(0));
    assert!(
        ended
            .stderr
            .contains("newsreader/khabar.db: अभी कोई संग्रह नहीं है"),
        "{}",
        ended.stderr
    );
    let english = run(home.path(), &["list", "--lang", "en"]);
    assert!(!english.stderr.contains("संग्रह"), "{}", english.stderr);
}

#[test]
fn a_wrong_file_is_reported_and_stops_no_command() {
    let story = "assets/stories";
    for (config, said) in [
        (
            &b"mesure = 70\n"[..],
            "config.toml:1: mesure: no such setting; did you mean measure?",
        ),
        (&b"\x00\xff\xfe ELF"[..], "config.toml: not text in UTF-8"),
        (
            &b"# long\n".repeat(1_500_000),
            "config.toml: longer than 1024 KB",
        ),
        (&b"[[[[\n"[..], "config.toml:1: not TOML"),
    ] {
        let (home, _path) = home_with(config);
        let ended = run(home.path(), &["parse", story]);
        assert_eq!(ended.code(), Some(0));
        assert!(ended.stderr.contains(said), "{}", ended.stderr);
        let checked = run(home.path(), &["config", "check"]);
        assert_eq!(checked.code(), Some(1));
    }
}

#[test]
fn a_file_without_permission_is_reported_and_stops_no_command() {
    use std::os::unix::fs::PermissionsExt as _;
    let (home, path) = home_with(b"measure = 70\n");
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    let program = Program::new(&["config", "show", "--json"]).home(home.path());
    let Some(ended) = program.by_nobody().run_if_possible() else {
        return;
    };
    assert!(ended.stderr.contains("not permitted") && ended.rows().len() == SETTINGS.len());
}

#[test]
fn a_file_that_was_named_must_be_there() {
    let home = tempfile::tempdir().unwrap();
    let ended = run(home.path(), &["config", "check", "nowhere.toml"]);
    assert_eq!(ended.code(), Some(1));
    let ended = run(home.path(), &["config", "check"]);
    assert_eq!(ended.code(), Some(0));
    let is_empty = fs::read_dir(home.path()).unwrap().next().is_none();
    assert!(is_empty, "nothing is written without being asked");
}

#[test]
fn the_reader_starts_in_spite_of_a_wrong_line_and_says_so() {
    let (_home, path) = home_with(b"mesure = 70\nlang = \"hi\"\nmouse = false\n");
    let settings = [("NEWSREADER_CONFIG", path.to_str().unwrap())];
    let mut session = Session::start(&["assets/stories"], &settings);
    session.wait_for("mesure");
    session.press("!");
    session.wait_for("क्या आपका मतलब यह था: measure?");
    session.press("qQ");
    let written = session.finish();
    let mouse = b"\x1b[?1000h";
    assert!(!written.windows(mouse.len()).any(|bytes| bytes == mouse));
}

#[test]
fn an_editor_is_opened_on_the_default_file_and_its_work_is_checked() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("newsreader/config.toml");
    let edit = |editor: &str| {
        let program = Program::new(&["config", "edit"]).home(home.path());
        program.env("VISUAL", editor).run()
    };
    let untouched = edit("true");
    assert_eq!(untouched.code(), Some(0));
    assert!(!path.exists(), "what the user did not change is not kept");
    let changed = edit("sed -i 's/^#measure = 66/measure = 660/'");
    assert_eq!(changed.code(), Some(1));
    assert!(changed.stdout.contains("measure: 660 does not fit"));
    assert!(
        fs::read_to_string(&path)
            .unwrap()
            .contains("\nmeasure = 660\n")
    );
    let missing = edit("no-such-editor");
    assert!(missing.stderr.contains("no-such-editor"));
}

#[test]
fn bound_keys_work_and_every_text_names_them() {
    let text =
        "[keys]\n\"^N\" = \"down\"\nb = \"back\"\nEsc = \"none\"\nw = \"help\"\n\"?\" = \"none\"\n";
    let file = ConfigFile::parse(text, Path::new("config.toml"));
    assert!(file.faults.is_empty(), "{:?}", file.faults);
    let mut reader = Reader::on_bundled(100, 30, "sum");
    reader.model.context.keymap = file.keymap();
    let first = reader.selected_story().to_owned();
    reader.press("^N");
    assert_ne!(reader.selected_story(), first);
    assert!(reader.screen().contains("w मदद"), "{}", reader.screen());
    reader.press("w");
    let help = reader.screen();
    assert!(
        help.contains("^N ↓ j") && help.contains("b बंद करें"),
        "{help}"
    );
    reader.press("b");
    assert!(reader.model.dialog().is_none());
}

#[test]
fn every_command_that_a_text_names_is_there() {
    let mut count = 0;
    for (path, text) in source_texts() {
        let of_words = path.starts_with("words");
        for (_, rest) in text
            .match_indices('⟦')
            .filter(|_| of_words)
            .map(|(at, _)| text.split_at(at))
        {
            let name = &rest['⟦'.len_utf8()..rest.find('⟧').unwrap()];
            assert!(Binding::named(name).is_some(), "{path}: {name}");
            count += 1;
        }
    }
    assert!(count > 40);
}

#[test]
fn the_readme_has_a_row_for_each_setting() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"));
    let readme = readme.unwrap();
    for row in SETTINGS {
        let line = row_of_readme(row);
        assert!(readme.contains(&line), "README.md lacks: {line}");
    }
}

fn row_of_readme(row: &SettingRow) -> String {
    let values = match row.kind {
        SettingKind::Choice(words) => words.join(", "),
        SettingKind::Number(least, most) => format!("{least} to {most}"),
        SettingKind::Flag => "true, false".to_owned(),
        SettingKind::Path => "a path".to_owned(),
        SettingKind::Theme => format!("{}, or a file", THEMES.join(", ")),
        SettingKind::Text | SettingKind::Profile | SettingKind::Row => "a text".to_owned(),
    };
    let (name, help) = (row.name, row.id.help(Language::English));
    match row.default {
        "" => format!("| `{name}` | {values} |  | {help} |\n"),
        default => format!("| `{name}` | {values} | `{default}` | {help} |\n"),
    }
}

#[test]
fn the_preset_is_shown_with_its_line() {
    let (home, _path) = home_with(b"[keys]\npreset = \"newsboat\"\nZ = \"top\"\n");
    let shown = run(home.path(), &["config", "show"]).printed();
    assert!(
        shown.contains("\n[keys]\npreset = \"newsboat\"  # "),
        "{shown}"
    );
    let rows = run(home.path(), &["config", "show", "--json"]).rows();
    let preset = rows.iter().find(|row| row["preset"] == "newsboat").unwrap();
    assert_eq!(preset["line"], 2);
}

#[test]
fn several_faults_are_counted_where_the_reader_starts() {
    let (_home, path) = home_with(b"mesure = 70\ntheme = 7\nlang = \"hi\"\n");
    let settings = [("NEWSREADER_CONFIG", path.to_str().unwrap())];
    let mut session = Session::start(&["assets/stories"], &settings);
    session.wait_for("सेटिंग में 2 ग़लतियाँ (! से सब)");
    session.press("!");
    session.wait_for("mesure");
    session.wait_for("theme");
    session.press("qQ");
    session.finish();
}
