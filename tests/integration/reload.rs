//! The configuration that is read again while the program runs: its file changed, `:reload`, SIGHUP.

use crate::program;
use crate::pty::Session;
use crate::support::Reader;
use newsreader::app::settings::SettingValues;
use newsreader::app::{Answer, Configuration, Effect, Message};
use newsreader::config::file::ConfigFile;
use newsreader::key::Key;
use newsreader::words::Language;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

fn configuration(settings: &[(&str, &str)], keys: &str) -> Configuration {
    let file = ConfigFile::parse(keys, Path::new("config.toml"));
    assert!(file.faults.is_empty(), "{:?}", file.faults);
    Configuration {
        settings: SettingValues::new(settings.iter().copied(), Language::English),
        keymap: file.keymap(),
        faults: Vec::new(),
    }
}

fn read_again(reader: &mut Reader, configuration: Configuration, is_asked: bool) {
    reader.send(Message::Answered(Answer::Configured {
        configuration: Box::new(configuration),
        is_asked,
    }));
}

#[test]
fn what_changed_in_the_file_counts_and_what_was_set_in_this_run_stays() {
    let mut reader = Reader::on_bundled(100, 30, "sum");
    reader.model.context.options.language = Language::English;
    reader.press(":");
    for letter in "set measure 50".chars() {
        reader.send(Message::Typed(Key::char(letter)));
    }
    reader.press("Enter");
    let keys = "[keys]\nz = \"help\"\n";
    read_again(
        &mut reader,
        configuration(&[("headlines", "plain")], keys),
        false,
    );
    let context = &reader.model.context;
    assert_eq!(context.options.measure, 50);
    assert!(!context.options.large_headlines);
    assert!(reader.screen().contains("read again: headlines, keys"));
    reader.press("z");
    assert!(reader.model.dialog().is_some());
    reader.press("Esc");
    let later = [("headlines", "plain"), ("measure", "70"), ("font", "Tiro")];
    read_again(&mut reader, configuration(&later, keys), false);
    assert_eq!(reader.model.context.options.measure, 70);
    let screen = reader.screen();
    assert!(
        screen.contains("read again: measure; from the next start: font"),
        "{screen}"
    );
}

#[test]
fn nothing_is_said_of_a_file_that_changed_nothing_unless_one_asked() {
    let mut reader = Reader::on_bundled(100, 30, "sum");
    let before = reader.screen();
    read_again(&mut reader, configuration(&[], ""), false);
    assert_eq!(reader.screen(), before);
    read_again(&mut reader, configuration(&[], ""), true);
    assert!(reader.screen().contains("सेटिंग फिर पढ़ ली गईं"));
}

#[test]
fn the_command_asks_for_it() {
    let mut reader = Reader::on_bundled(100, 30, "sum");
    reader.press(":");
    for letter in "reload".chars() {
        reader.send(Message::Typed(Key::char(letter)));
    }
    reader.press("Enter");
    assert!(reader.effects.contains(&Effect::ReloadConfiguration));
}

#[test]
fn a_running_reader_takes_over_its_file_and_names_wrong_lines() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    fs::write(&path, "lang = \"en\"\n").unwrap();
    let settings = [("NEWSREADER_CONFIG", path.to_str().unwrap())];
    let mut session = Session::start(&["--measure", "50", "assets/stories"], &settings);
    session.wait_for("help");
    let keys = "[keys]\npreset = \"mine.toml\"\n";
    fs::write(
        folder.path().join("mine.toml"),
        "[keys]\nz = \"messages\"\n",
    )
    .unwrap();
    fs::write(&path, format!("lang = \"hi\"\nmeasure = 70\n{keys}")).unwrap();
    session.wait_for("नई सेटिंग लागू: lang, keys");
    fs::write(&path, format!("lang = \"hi\"\nmesure = 70\n{keys}")).unwrap();
    session.wait_for("mesure");
    session.press("z");
    session.wait_for("क्या आपका");
    session.press("q");
    // The preset is watched too.
    fs::write(folder.path().join("mine.toml"), "[keys]\nX = \"quit\"\n").unwrap();
    session.wait_for("नई सेटिंग लागू: keys");
    fs::write(&path, "lang = \"en\"\n[keys]\nX = \"quit\"\n").unwrap();
    session.wait_for("read again: lang");
    let process = session.child.process_id().unwrap();
    let process = Pid::from_raw(process.try_into().unwrap()).unwrap();
    session.press("j");
    // A key takes the message of the reload away, so it must have come first.
    session.wait_for("2/15");
    kill_process(process, Signal::HUP).unwrap();
    session.wait_for("the configuration was read again");
    session.press("X");
    session.finish();
}

#[test]
fn a_terminal_that_closes_ends_the_reader() {
    let pair = native_pty_system().openpty(PtySize::default()).unwrap();
    let mut command = CommandBuilder::new(program::PATH);
    command.args(["assets/stories"]);
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    let home = tempfile::tempdir().unwrap();
    command.env_clear();
    for (name, value) in program::environment(home.path()) {
        command.env(name, value);
    }
    let mut child = pair.slave.spawn_command(command).unwrap();
    let mut output = pair.master.try_clone_reader().unwrap();
    assert!(std::io::Read::read(&mut output, &mut [0; 64]).unwrap() > 0);
    drop((output, pair));
    let end = Instant::now() + Duration::from_secs(20);
    while child.try_wait().unwrap().is_none() {
        assert!(Instant::now() < end, "the program goes on");
        std::thread::sleep(Duration::from_millis(20));
    }
}
