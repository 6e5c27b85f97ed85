//! Dialogs: letters are commands until `/` begins a filter; no text is cut or hidden without a sign.

use crate::support::Reader;
use newsreader::app::dialog::Dialog;
use newsreader::app::dialog::help::{HelpDialog, HelpLine};
use newsreader::app::library::NamedList;
use newsreader::app::news::FeedRow;
use newsreader::app::{Answer, Effect, Message};
use newsreader::text::measure::Measure as _;
use newsreader::text::width::WidthProfile;
use newsreader::words::{Language, Phrase};

fn list(name: &str) -> NamedList {
    NamedList {
        name: Phrase::Section(name.into()),
        question: format!("section:{name}"),
        is_saved: false,
        unread: None,
    }
}

/// The app with the dialog of lists, of which there are sixty.
fn with_lists() -> Reader {
    let mut reader = Reader::on_bundled(80, 24, "sum");
    reader.model.context.options.library = true;
    let names = ["खेल", "हिन्दी", "दुनिया"].map(list).into_iter();
    let others = (0..57).map(|number| list(&format!("खंड {number}")));
    let lists = names.chain(others).collect();
    reader.send(Message::Answered(Answer::Lists(lists)));
    reader
}

/// The indices of the rows that the open dialog shows.
fn shown_rows(reader: &Reader) -> Vec<usize> {
    let open = reader.model.dialog().unwrap();
    open.shown_rows(&reader.model.context)
}

/// The lines of the help, which is open.
fn help_lines(reader: &Reader) -> Vec<HelpLine> {
    HelpDialog::lines(&shown_rows(reader), &reader.model.context)
}

fn asked(reader: &Reader) -> Option<&str> {
    reader.effects.iter().rev().find_map(|effect| match effect {
        Effect::Search { question, .. } => Some(question.as_str()),
        _ => None,
    })
}

#[test]
fn a_filter_matches_rows_in_any_spelling() {
    let mut reader = with_lists();
    reader.press("/हिंदी");
    let screen = reader.screen();
    assert!(
        screen.contains("खंड: हिन्दी") && !screen.contains("खंड: खेल"),
        "{screen}"
    );
    assert!(screen.contains("“हिंदी” · 1"), "{screen}");
    reader.press("Enter Enter");
    assert_eq!(asked(&reader), Some("section:हिन्दी"));
    assert!(reader.model.dialog().is_none());
}

#[test]
fn the_filter_is_text_and_esc_takes_it_away() {
    let mut reader = with_lists();
    reader.press("/jqx");
    assert!(
        reader.screen().contains("कुछ नहीं मिला"),
        "{}",
        reader.screen()
    );
    reader.press("Enter Enter x");
    assert!(asked(&reader).is_none(), "no row matches");
    assert!(reader.model.status.is_saying(&Phrase::NothingMatches));
    reader.press("Esc");
    assert_eq!(shown_rows(&reader).len(), 60);
    reader.press("/दुनि Backspace Backspace");
    assert_eq!(shown_rows(&reader).len(), 60);
    reader.press("Backspace");
    assert!(!reader.model.is_typing() && reader.model.dialog().is_some());
    reader.press("Esc");
    assert!(reader.model.dialog().is_none());
}

/// Letters that are meant as text must not press the keys of a dialog, which removes lists by `x`.
#[test]
fn a_dialog_that_opens_while_the_user_types_waits_until_they_are_done() {
    let mut reader = with_lists();
    reader.press("q /");
    reader.send(Message::Answered(Answer::Lists(vec![list("चाँद")])));
    reader.press("x");
    assert!(reader.model.dialog().is_none());
    assert_eq!(reader.model.list.query().typed(), "x");
    reader.press("Enter");
    assert_eq!(shown_rows(&reader), [0]);
}

#[test]
fn the_selected_row_is_one_of_those_shown() {
    let mut reader = with_lists();
    reader.press("End /1").press("Home");
    let selected = |reader: &Reader| {
        let open = reader.model.dialog().unwrap();
        assert!(matches!(open.dialog, Dialog::Lists(_)));
        open.cursor
    };
    let shown = shown_rows(&reader);
    assert!(shown.contains(&selected(&reader)));
    reader.press("↓ ↓ Enter k k k k k k k k k k k k k k k k k k");
    assert_eq!(selected(&reader), shown[0]);
    reader.press("G j j");
    assert_eq!(Some(&selected(&reader)), shown.last());
    reader.press("k");
    assert_eq!(
        selected(&reader),
        shown[shown.len() - 2],
        "further keys at the end have no effect"
    );
}

#[test]
fn after_a_removal_the_next_row_that_matches_is_selected() {
    let mut reader = with_lists();
    let saved = |question: &str| NamedList {
        is_saved: true,
        ..list(question)
    };
    let lists = vec![saved("एक रेल"), list("चाँद"), list("दूसरी रेल"), list("और चाँद")];
    reader.send(Message::Answered(Answer::Lists(lists)));
    reader.press("/रेल Enter x");
    let dropped = Effect::ForgetSearch(1, "section:एक रेल".to_owned());
    assert_eq!(reader.effects.last(), Some(&dropped));
    reader.press("Enter");
    assert_eq!(asked(&reader), Some("section:दूसरी रेल"));
}

/// Letters that mean something are commands; others say that they mean nothing.
#[test]
fn a_dialog_keeps_its_keys() {
    let mut reader = with_lists();
    reader.press("a");
    let unbound = Phrase::UnboundInBox("a".into());
    assert!(reader.model.status.is_saying(&unbound));
    reader.press("s");
    let unbound = Phrase::UnboundInBox("s".into());
    assert!(
        reader.model.status.is_saying(&unbound),
        "a key of the list, not of the dialog"
    );
    reader.press("j j q");
    assert!(reader.model.dialog().is_none());
    let feed = |title: &str| FeedRow {
        address: format!("https://example.org/{title}"),
        title: title.into(),
        result: "".into(),
        ..FeedRow::default()
    };
    let feeds = ["one", "two", "three"].map(feed).into();
    reader.send(Message::Answered(Answer::Feeds(feeds)));
    reader.press("/thr Enter r");
    let address = "https://example.org/three".to_owned();
    assert_eq!(
        reader.effects.last(),
        Some(&Effect::Refresh(newsreader::app::news::FeedSelection::One(
            address
        )))
    );
}

#[test]
fn a_dialog_shows_its_filter_and_the_position_in_it() {
    let mut reader = with_lists();
    assert!(reader.screen().contains("/ छाँटें"));
    assert!(reader.screen().contains("↓ 1/60"), "{}", reader.screen());
    reader.press("G");
    assert!(reader.screen().contains("↑ 60/60"), "{}", reader.screen());
    reader.press("/हिंदी");
    assert!(!reader.screen().contains("1/1 "), "{}", reader.screen());
}

/// The help read from its first line to its last.
fn all_of_the_help(reader: &mut Reader) -> String {
    let mut all = String::new();
    let mut last = String::new();
    reader.press("?");
    for _ in 0..100 {
        let screen = reader.screen();
        if screen == last {
            break;
        }
        all.push_str(&screen);
        reader.press("PgDn");
        last = screen;
    }
    all
}

#[test]
fn no_word_of_the_help_is_cut() {
    for language in [Language::English, Language::Hindi] {
        for width in [30, 60, 80, 120] {
            let mut reader = Reader::on_bundled(width, 24, "sum");
            reader.model.context.options.language = language;
            let all = all_of_the_help(&mut reader);
            for line in help_lines(&reader) {
                assert!(all.contains(&line.words), "{width}: {}", line.words);
                assert!(all.contains(&line.keys), "{width}: {}", line.keys);
            }
            let words: Vec<String> = help_lines(&reader)
                .into_iter()
                .map(|line| line.words)
                .collect();
            let words = words.join(" ");
            for binding in newsreader::app::keymap::table::bindings() {
                assert!(
                    words.contains(binding.help.say(language)),
                    "{width}: {:?}",
                    binding.command
                );
            }
        }
    }
}

#[test]
fn the_help_shows_that_it_goes_on_and_stops_at_its_end() {
    let mut reader = Reader::on_bundled(80, 24, "sum");
    reader.press("?");
    assert!(reader.screen().contains("↓ 20/"), "{}", reader.screen());
    reader.press("G j j j");
    let end = reader.screen();
    assert!(end.contains('↑'), "{end}");
    reader.press("k");
    assert_ne!(reader.screen(), end, "one line up at once");
    reader.press("/संग्रह");
    assert!(!reader.screen().contains("आधा पन्ना"), "{}", reader.screen());
    assert_eq!(shown_rows(&reader).len(), 3);
}

/// The reason of a failure is longer than a line, and says at its end what to do.
#[test]
fn the_result_of_the_selected_feed_is_shown_whole() {
    let feed = |number: usize| {
        let words: Vec<String> = (0..14).map(|word| format!("गलत{number}x{word}।")).collect();
        FeedRow {
            address: format!("https://example.org/{number}"),
            title: format!("फ़ीड {number}").into(),
            result: words.join(" ").into(),
            is_faulty: true,
            ..FeedRow::default()
        }
    };
    for (width, height) in [(80, 24), (44, 16), (60, 11)] {
        let mut reader = Reader::on_bundled(width, height, "sum");
        let feeds: Vec<FeedRow> = (0..12).map(feed).collect();
        reader.send(Message::Answered(Answer::Feeds(feeds.clone())));
        let keys = ["", "j", "j", "j", "j", "j", "j", "j", "j", "j", "j", "j"];
        for (key, row) in keys.iter().zip(&feeds) {
            reader.press(key);
            let screen = reader.screen();
            for word in row.title.split(' ').chain(row.result.split(' ')) {
                assert!(screen.contains(word), "{width}x{height}: {word}\n{screen}");
            }
        }
        reader.press("g");
        assert!(reader.screen().contains("गलत0x13"), "{}", reader.screen());
    }
}

/// Counts of different lengths end in one column, and what follows them begins in one.
#[test]
fn counts_line_up_in_columns() {
    let mut reader = Reader::on_bundled(80, 24, "sum");
    reader.model.context.options.library = true;
    let named = |name: &str, unread| NamedList {
        unread: Some(unread),
        ..list(name)
    };
    let lists = vec![named("चाँद", 115), named("रेल बजट और सड़क", 2)];
    reader.send(Message::Answered(Answer::Lists(lists)));
    let screen = reader.screen();
    let widths = WidthProfile::named("sum").unwrap();
    let ends: Vec<usize> = screen
        .lines()
        .filter(|line| line.contains("खंड: "))
        .filter_map(|line| line.split_once("अनपढ़ी"))
        .map(|(before, _)| widths.width(before))
        .collect();
    assert_eq!(ends.len(), 2, "{screen}");
    assert_eq!(ends[0], ends[1], "{screen}");
}
