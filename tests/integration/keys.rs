//! Keys as a user binds and presses them: presets, sequences, macros, panes, Devanagari keyboards, the mouse.

use crate::support::Reader;
use newsreader::app::command::{Command, PaneCommand};
use newsreader::app::dialog::Dialog;
use newsreader::app::keymap::Keymap;
use newsreader::app::keymap::layout::KeyboardLayout;
use newsreader::app::keymap::table::{HELP, bindings};
use newsreader::app::{Effect, Message, Pane};
use newsreader::config::file::ConfigFile;
use newsreader::config::preset::PRESETS;
use newsreader::key::{Mouse, MouseKind};
use newsreader::words::{KeyTable, Language};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::path::Path;

fn keymap_of(text: &str) -> Keymap {
    let file = ConfigFile::parse(text, Path::new("config.toml"));
    assert!(file.faults.is_empty(), "{:?}", file.faults);
    file.keymap()
}

fn reader_with(text: &str, width: u16, height: u16) -> Reader {
    let mut reader = Reader::on_bundled(width, height, "sum");
    reader.model.context.keymap = keymap_of(text);
    reader
}

/// What a user of the program does in the first minute: opens, scrolls, goes back, searches, marks, quits.
#[test]
fn each_preset_reads_by_the_keys_of_its_program() {
    for (preset, open, scroll, back, search, mark, quit) in [
        ("newsreader", "Enter", "Space", "Esc", "/", "m", "q"),
        ("newsboat", "Enter", "Space", "q", "F", "N", "q"),
        ("eilmeldung", "l", "^F", "h", "=", "r", "q"),
        ("vim", "l", "^F", "h", "/", "d d", "Z Z"),
        ("less", "Enter", "f", "q", "/", "m", "q"),
        ("mutt", "Enter", "z", "i", "l", "N", "q"),
    ] {
        let mut reader = reader_with(&format!("[keys]\npreset = \"{preset}\"\n"), 80, 24);
        let first = reader.model.list.selected_id().unwrap();
        reader.press(mark);
        assert!(reader.model.list.is_read(first), "{preset}");
        reader.press("Home").press(open);
        assert_eq!(reader.model.context.focus, Pane::Article, "{preset}");
        let top = reader.top_line();
        reader.press(scroll);
        assert_ne!(reader.top_line(), top, "{preset}");
        reader.press(back);
        assert_eq!(reader.model.context.focus, Pane::List, "{preset}");
        let count = reader.model.list.len();
        reader.press(search).press("च ा ँ द Enter");
        assert!(reader.model.list.len() < count, "{preset}");
        reader.press("Esc").press(quit);
        assert!(reader.effects.contains(&Effect::Quit), "{preset}");
    }
}

#[test]
fn a_sequence_shows_what_can_follow_and_esc_forgets_it() {
    let text =
        "[keys]\n\"g g\" = \"bottom\"\n\"g e\" = [\"top\", \"star\"]\n\"g x y\" = \"undo\"\n";
    for (width, height) in [(60, 20), (80, 24), (200, 50)] {
        let mut reader = reader_with(text, width, height);
        reader.press("g");
        let screen = reader.screen();
        for shown in ["g …", "g सबसे नीचे", "e top · star", "x … 1 और"] {
            assert!(screen.contains(shown), "{shown}: {screen}");
        }
        reader.model.context.options.language = Language::English;
        assert!(reader.screen().contains("g end"), "{}", reader.screen());
        reader.press("Esc");
        assert!(!reader.screen().contains("g …"));
        let before = reader.selected_story().to_owned();
        reader.press("g g");
        assert_ne!(reader.selected_story(), before);
        reader.press("g q");
        assert!(
            reader.screen().contains("g q does nothing"),
            "{}",
            reader.screen()
        );
        assert!(!reader.effects.contains(&Effect::Quit));
        reader.press("g ^C");
        assert!(
            reader.effects.contains(&Effect::Quit),
            "a chord that quits always does"
        );
    }
}

#[test]
fn a_macro_runs_its_commands_in_order() {
    let text = "[keys]\n\", b\" = [\"down\", \"star\", \"2:down\", \"read\"]\n";
    let mut reader = reader_with(text, 80, 24);
    reader.press(", b");
    let list = &reader.model.list;
    let id = |row: usize| list.entry(row).unwrap().listing.id;
    assert!(list.is_starred(id(1)) && list.is_read(id(3)) && !list.is_read(id(1)));
    // A command that turns keys into text ends the macro.
    let mut reader = reader_with("[keys]\nz = [\"search\", \"quit\"]\n", 80, 24);
    reader.press("z");
    assert!(reader.model.mode.takes_text() && !reader.effects.contains(&Effect::Quit));
}

#[test]
fn a_key_of_one_pane_says_in_another_where_it_works() {
    let mut reader = reader_with("[keys.article]\nz = \"left-out\"\n", 80, 24);
    reader.press("z");
    assert!(
        reader.screen().contains("z का काम केवल ख़बर में है"),
        "{}",
        reader.screen()
    );
    reader.press("?");
    let help = help_text(&mut reader);
    assert!(help.contains('z') && help.contains("(ख़बर में)"), "{help}");
}

/// The whole help, page by page.
fn help_text(reader: &mut Reader) -> String {
    let mut all = String::new();
    for _ in 0..12 {
        all.push_str(&reader.screen());
        reader.press("PgDn");
    }
    all
}

#[test]
fn the_help_finds_what_is_bound() {
    let mut reader = reader_with("[keys]\n\", b\" = [\"open\", \"star\"]\n", 80, 24);
    reader.press("? /star Enter");
    let screen = reader.screen();
    assert!(
        screen.contains(", b") && screen.contains(":open · star"),
        "{screen}"
    );
}

#[test]
fn an_article_names_the_keys_that_are_bound() {
    let mut reader = reader_with("[keys]\n\"g i\" = \"open-image\"\ni = \"none\"\n", 80, 40);
    let mut shown = String::new();
    for _ in 0..reader.model.list.len() {
        reader.press("Enter");
        shown.push_str(&reader.screen());
        reader.press("Esc j");
    }
    assert!(shown.contains("g i से खोलें"), "{shown}");
    assert!(!shown.contains("│ i से खोलें"));
}

#[test]
fn a_devanagari_keyboard_needs_no_switching() {
    let mut reader = reader_with("", 80, 24);
    let first = reader.selected_story().to_owned();
    reader.press("र");
    assert_ne!(reader.selected_story(), first);
    reader.press("क");
    assert_eq!(reader.selected_story(), first);
    // In a prompt a letter is a letter.
    reader.press("य");
    assert!(reader.model.mode.takes_text());
    reader.press("र");
    assert_eq!(reader.model.list.query().typed(), "र");
    reader.press("Esc");
    reader.model.context.keymap.keyboard = KeyboardLayout::Remington;
    reader.press("ा");
    assert!(reader.screen().contains("पहली"), "{}", reader.screen());
}

#[test]
fn buttons_and_the_wheel_are_bound_by_name() {
    let text = "[keys]\nRightClick = \"star\"\n[keys.list]\nWheelDown = \"bottom\"\n";
    let mut reader = reader_with(text, 80, 24);
    let mouse = |kind, row| {
        Message::Mouse(Mouse {
            kind,
            column: 10,
            row,
        })
    };
    reader.send(mouse(MouseKind::RightPress, 8));
    let selected = reader.model.list.selected_id().unwrap();
    assert!(reader.model.list.selected() > 0 && reader.model.list.is_starred(selected));
    reader.send(mouse(MouseKind::WheelDown, 8));
    assert_eq!(reader.model.list.selected() + 1, reader.model.list.len());
}

/// The keys that a generated configuration may bind: those of the table, and some more.
fn some_keys() -> impl Strategy<Value = String> {
    let known = bindings().flat_map(|binding| binding.keys.iter().copied());
    let more = [
        "z", "Z", "^N", "Alt-x", "र", "Delete", "g g", "g x", "? ?", "q q", ", b c", "Esc Esc",
    ];
    let keys: Vec<String> = known.chain(more).map(str::to_owned).collect();
    select(keys)
}

/// A command, a macro, or nothing; as many keys are unbound as bound, so that also the last way to the help goes.
fn some_value() -> impl Strategy<Value = String> {
    let names: Vec<&str> = bindings().map(|binding| binding.name).collect();
    let macros = vec(select(names.clone()), 1..4);
    prop_oneof![
        Just("\"none\"".to_owned()),
        select(names).prop_map(|name| format!("\"{name}\"")),
        macros.prop_map(|names| format!("{names:?}")),
    ]
}

fn some_table() -> impl Strategy<Value = KeyTable> {
    select(KeyTable::ALL.to_vec())
}

/// Presses the keys of a command, wherever the focus is, if it has any.
fn press_command(reader: &mut Reader, command: Command) -> bool {
    let table = reader.model.key_table();
    let keys = reader.model.context.keymap.first_in(table, command);
    reader.press(&keys);
    !keys.is_empty()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_keymap_in_force_reaches_help_and_the_end(
        preset in select(PRESETS.iter().map(|(name, _)| *name).collect::<Vec<_>>()),
        bound in vec((some_table(), some_keys(), some_value()), 0..80),
        pressed in vec(some_keys(), 0..6),
    ) {
        let mut text = format!("[keys]\npreset = \"{preset}\"\n");
        for table in KeyTable::ALL {
            let of_table = bound.iter().filter(|(other, ..)| *other == table);
            let lines: Vec<String> = of_table.map(|(_, keys, value)| format!("\"{keys}\" = {value}\n")).collect();
            text.extend(["[keys.", table.name(), "]\n", &lines.concat()]);
        }
        let mut reader = Reader::on_bundled(100, 30, "sum");
        reader.model.context.keymap = ConfigFile::parse(&text, Path::new("config.toml")).keymap();
        for keys in &pressed {
            reader.press(keys);
        }
        let is_help = |reader: &Reader| matches!(
            reader.model.dialog().map(|open| &open.dialog), Some(Dialog::Help(_)));
        let mut has_seen_help = false;
        for _ in 0..40 {
            while reader.model.mode.takes_text() || reader.model.begun.is_some() {
                reader.press("Esc");
            }
            has_seen_help |= is_help(&reader);
            let is_dialog = reader.model.dialog().is_some();
            let _pressed = match (is_dialog, has_seen_help) {
                (true, _) => {
                    press_command(&mut reader, Command::Close)
                        || press_command(&mut reader, Command::Pane(PaneCommand::Back))
                        || press_command(&mut reader, HELP)
                }
                (false, false) => {
                    press_command(&mut reader, HELP)
                        || press_command(&mut reader, Command::Close)
                        || press_command(&mut reader, Command::Pane(PaneCommand::Back))
                }
                (false, true) => {
                    press_command(&mut reader, Command::Quit)
                        || press_command(&mut reader, Command::Close)
                        || press_command(&mut reader, Command::Pane(PaneCommand::Back))
                }
            };
        }
        prop_assert!(has_seen_help, "{text}");
        prop_assert!(reader.effects.contains(&Effect::Quit), "{text}");
    }
}
