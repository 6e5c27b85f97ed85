//! The command line that `:` opens, as a user types into it.

use crate::support::Reader;
use newsreader::app::library::StoryRange;
use newsreader::app::settings::{SETTINGS, SettingKind, SettingRow};
use newsreader::app::{Answer, Effect, Message, ThemeEffect};
use newsreader::key::{Key, KeyCode};
use newsreader::store::Store;
use newsreader::words::{Language, MarkChange};

/// Types a line; a tab in it is the key Tab.
fn type_line(reader: &mut Reader, text: &str) {
    reader.press(":");
    for letter in text.chars() {
        let key = match letter {
            '\t' => Key::plain(KeyCode::Tab),
            letter => Key::char(letter),
        };
        let message = reader.model.message_of(key);
        reader.send(message);
    }
}

fn run_line(reader: &mut Reader, text: &str) {
    type_line(reader, text);
    reader.press("Enter");
}

fn english(width: u16, height: u16) -> Reader {
    let mut reader = Reader::on_bundled(width, height, "sum");
    reader.model.context.options.language = Language::English;
    reader
}

fn of_library() -> Reader {
    let mut reader = Reader::of_library(80, 24, Vec::new());
    reader.model.context.options.language = Language::English;
    reader
}

#[test]
fn what_completes_the_line_is_shown_with_its_help() {
    for (width, height) in [(60, 20), (80, 24), (200, 50)] {
        let mut reader = english(width, height);
        type_line(&mut reader, "unr");
        let screen = reader.screen();
        for shown in ["unread", "mark unread", "next-unread", " : unr"] {
            assert!(screen.contains(shown), "{shown}: {screen}");
        }
        reader.press("Tab Tab");
        assert!(
            reader.screen().contains(" : next-hit-or-unread"),
            "{}",
            reader.screen()
        );
        reader.model.context.options.language = Language::Hindi;
        reader.press("Esc");
        type_line(&mut reader, "set theme ");
        let screen = reader.screen();
        assert!(screen.contains("dark") && screen.contains('✓') && screen.contains("Tab पूरा करें"));
    }
}

#[test]
fn every_command_runs_by_its_name_and_an_unknown_one_has_a_nearest() {
    let mut reader = english(80, 24);
    let first = reader.selected_story().to_owned();
    run_line(&mut reader, "down");
    assert_ne!(reader.selected_story(), first);
    run_line(&mut reader, "dwon");
    let said = "dwon: no such command; did you mean down?";
    assert!(reader.screen().contains(said), "{}", reader.screen());
    run_line(&mut reader, "quit");
    assert!(reader.effects.contains(&Effect::Quit));
}

#[test]
fn a_number_marks_the_next_stories_in_one_step() {
    let mut reader = english(80, 24);
    run_line(&mut reader, "5:read");
    let count = |reader: &Reader| reader.model.list.read_count();
    assert_eq!(count(&reader), 5);
    assert!(
        reader.screen().contains("5 stories marked read"),
        "{}",
        reader.screen()
    );
    reader.press("u");
    assert_eq!(count(&reader), 0);
    // The number may also be typed before the colon.
    reader.press("3");
    run_line(&mut reader, "read");
    assert_eq!(count(&reader), 3);
}

#[test]
fn earlier_lines_are_loaded_once_and_each_line_is_stored() {
    let mut reader = english(80, 24);
    reader.press(": Esc : Esc");
    let loads = |reader: &Reader| {
        let effects = reader.effects.iter();
        effects
            .filter(|effect| **effect == Effect::LoadCommandHistory)
            .count()
    };
    assert_eq!(loads(&reader), 1);
    let earlier = vec!["star".to_owned(), "set measure 70".to_owned()];
    reader.send(Message::Answered(Answer::CommandHistory(earlier)));
    reader.press(": ↑ Enter");
    assert!(
        reader
            .effects
            .contains(&Effect::SaveCommand("set measure 70".to_owned()))
    );
    assert_eq!(reader.model.context.options.measure, 70);
}

#[test]
fn a_range_is_one_request_of_the_library_and_one_step_back() {
    let mut reader = of_library();
    run_line(&mut reader, "star \"रेल बजट\" limit:7");
    let range = StoryRange {
        query: "\"रेल बजट\"".to_owned(),
        limit: Some(7),
    };
    let effect = Effect::MarkRange {
        change: 1,
        range,
        mark: MarkChange::Star,
    };
    assert!(reader.effects.contains(&effect), "{:?}", reader.effects);
    reader.send(Message::Answered(Answer::RangeMarked(
        1,
        MarkChange::Star,
        7,
    )));
    assert!(
        reader.screen().contains("7 stories starred"),
        "{}",
        reader.screen()
    );
    reader.press("u");
    assert!(reader.effects.contains(&Effect::UndoRead(1)));
    // A condition that is not understood would select more than the user meant.
    let before = reader.effects.len();
    run_line(&mut reader, "read since:never");
    assert!(
        reader
            .screen()
            .contains("nothing was done: since:never: no such value")
    );
    let later = reader.effects.iter().skip(before);
    assert!(
        later
            .clone()
            .all(|effect| !matches!(effect, Effect::MarkRange { .. }))
    );
}

#[test]
fn many_pages_are_opened_only_after_a_question() {
    let mut reader = of_library();
    run_line(&mut reader, "open is:unread");
    assert!(
        reader
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::FindRange(_)))
    );
    let pages: Vec<String> = (0..51)
        .map(|n| format!("https://example.org/{n}"))
        .collect();
    let opened = |reader: &Reader| {
        let effects = reader.effects.iter();
        effects
            .filter(|effect| matches!(effect, Effect::OpenAddress(_)))
            .count()
    };
    reader.send(Message::Answered(Answer::RangeFound(
        pages.clone(),
        pages.len(),
    )));
    assert!(
        reader.screen().contains("Open 51 pages"),
        "{}",
        reader.screen()
    );
    reader.press("Esc");
    assert_eq!(opened(&reader), 0);
    reader.send(Message::Answered(Answer::RangeFound(pages, 51)));
    reader.press("Enter");
    assert_eq!(opened(&reader), 51);
}

#[test]
fn the_library_finds_a_range_and_takes_it_newest_first() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_create(&folder.path().join("library.db")).unwrap();
    let articles = crate::support::bundled();
    store.put(&articles).unwrap();
    let query = |text: &str| newsreader::search::LibraryQuery::new(text);
    let all = store.range(&query(""), None).unwrap();
    assert_eq!(all.len(), articles.len());
    assert_eq!(store.range(&query("is:unread"), Some(3)).unwrap(), all[..3]);
    let some = store.range(&query("title:चंद्रयान"), None).unwrap();
    assert!(!some.is_empty() && some.len() < all.len());
}

/// A value of each setting that is not its default.
fn other_value(row: &SettingRow) -> String {
    match row.kind {
        SettingKind::Choice(words) => {
            (*words.iter().rfind(|word| **word != row.default).unwrap()).to_owned()
        }
        SettingKind::Number(least, most) => (u16::midpoint(least, most) + 1).to_string(),
        SettingKind::Flag => (row.default != "true").to_string(),
        SettingKind::Text | SettingKind::Path => "elsewhere".to_owned(),
        SettingKind::Profile => "sum".to_owned(),
        SettingKind::Theme => "paper".to_owned(),
        SettingKind::Row => "{headline}{fill}{age}".to_owned(),
    }
}

/// What of the state and the effects a setting can change.
fn seen(reader: &Reader) -> String {
    let context = &reader.model.context;
    let keyboard = context.keymap.keyboard;
    let applied = reader.effects.iter();
    let applied: Vec<&Effect> = applied
        .filter(|effect| {
            matches!(
                effect,
                Effect::Theme(ThemeEffect::Set(_))
                    | Effect::SetMouse(_)
                    | Effect::SetLogLevel(_)
                    | Effect::ChoosePrint(_)
            )
        })
        .collect();
    let template = &reader.model.list.template;
    format!(
        "{:?} {keyboard:?} {template:?} {applied:?}",
        context.options
    )
}

#[test]
fn each_setting_changes_at_once_or_says_that_it_cannot() {
    for row in SETTINGS {
        let mut reader = english(80, 24);
        if row.name == "lang" {
            reader.model.context.options.language = Language::Hindi;
        }
        let before = seen(&reader);
        let value = other_value(row);
        run_line(&mut reader, &format!("set {} {value}", row.name));
        if row.is_live {
            assert_ne!(seen(&reader), before, "{}", row.name);
            run_line(&mut reader, &format!("set {}", row.name));
            let is = format!("{} = {value}", row.name);
            assert!(reader.screen().contains(&is), "{is}: {}", reader.screen());
        } else {
            assert_eq!(seen(&reader), before, "{}", row.name);
            assert!(
                reader.screen().contains("from the start"),
                "{}",
                reader.screen()
            );
        }
    }
}

#[test]
fn a_wrong_setting_or_value_is_named_with_what_fits() {
    let mut reader = english(200, 24);
    for (line, said) in [
        ("set mesure 70", "did you mean measure?"),
        ("set measure 7", "from 20 to 200"),
        ("set headlines plian", "did you mean plain?"),
        ("set", "which setting?"),
    ] {
        run_line(&mut reader, line);
        assert!(
            reader.screen().contains(said),
            "{line}: {}",
            reader.screen()
        );
    }
}

#[test]
fn the_messages_list_what_was_said_with_its_time() {
    let mut reader = english(80, 24);
    run_line(&mut reader, "dwon");
    run_line(&mut reader, "messages");
    let screen = reader.screen();
    assert!(
        screen.contains("messages") && screen.contains("dwon: no such command"),
        "{screen}"
    );
    let time = reader.model.context.now.format("%H:%M").to_string();
    assert!(screen.contains(&time), "{screen}");
}
