//! The manual as a user meets it: in the reader, in a pipe, as a man page.

use crate::material::{Material, passed_over};
use crate::program::Program;
use crate::pty::Session;
use crate::support::Reader;
use newsreader::app::{Answer, Effect, Message, Pane};
use newsreader::article::Article;
use newsreader::key::Key;
use newsreader::words::Language;
use std::io::Write as _;
use std::process::{Command, Stdio};

fn manual() -> Article {
    let text = "---\ntitle: Manual\n---\nThe first words.\n\n## Keys\n\nThe last words.\n";
    newsreader::ingest::parse(text.as_bytes(), "manual.md")
        .articles
        .remove(0)
}

#[test]
fn the_manual_opens_in_the_reader_and_is_searched_like_a_story() {
    let mut session = Session::start(&["--lang", "en", "manual"], &[]);
    session.wait_for("The newsreader manual");
    session.press("/half-page-down\r");
    session.wait_for("half a page down");
    session.press("q");
    session.wait_for("bundled stories");
    session.press("Q");
    session.finish();
}

#[test]
fn the_command_opens_it_and_one_comes_back_to_the_same_place() {
    let mut reader = Reader::on_bundled(100, 30, "sum");
    let before = reader.selected_story().to_owned();
    reader.press(":");
    for letter in "manual".chars() {
        reader.send(Message::Typed(Key::char(letter)));
    }
    reader.press("Enter");
    assert!(
        reader
            .effects
            .contains(&Effect::LoadManual(Language::Hindi))
    );
    let manual = manual();
    reader.add_story(manual.clone());
    reader.send(Message::Answered(Answer::ManualReady(manual.id)));
    let marks = reader.effects.iter();
    assert!(
        !marks
            .into_iter()
            .any(|effect| matches!(effect, Effect::SetMarks(_)))
    );
    assert!(
        reader.screen().contains("The last words."),
        "{}",
        reader.screen()
    );
    assert_eq!(reader.model.context.focus, Pane::Article);
    reader.press("Esc");
    assert_eq!(reader.model.context.focus, Pane::List);
    assert_eq!(reader.selected_story(), before);
    assert!(
        !reader.screen().contains("The last words."),
        "the preview is that of the row"
    );
}

#[test]
fn the_manual_is_printed_where_there_is_no_terminal() {
    for (language, words) in [("en", "Commands of the shell"), ("hi", "शेल के आदेश")]
    {
        let printed = Program::new(&["--lang", language, "manual"])
            .run()
            .printed();
        assert!(printed.contains(words), "{printed}");
        assert!(printed.contains("newsreader feeds starter"), "{printed}");
    }
}

#[test]
fn the_man_page_is_read_without_a_warning() {
    for language in ["en", "hi"] {
        let page = Program::new(&["--lang", language, "manual", "--roff"])
            .run()
            .printed();
        assert!(page.starts_with(".TH newsreader 1"), "{page}");
        let groff = Command::new("groff")
            .args(["-man", "-Kutf8", "-Tutf8", "-ww", "-z"])
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let Ok(mut groff) = groff else {
            passed_over(Material::Groff);
            return;
        };
        groff
            .stdin
            .take()
            .unwrap()
            .write_all(page.as_bytes())
            .unwrap();
        let ended = groff.wait_with_output().unwrap();
        let warnings = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert!(ended.status.success() && warnings.is_empty(), "{warnings}");
    }
}

#[test]
fn every_shell_gets_completions_and_an_unknown_one_a_sentence() {
    let printed = Program::new(&["completions", "fish"]).run().printed();
    assert!(printed.contains("complete -c newsreader"), "{printed}");
    let ended = Program::new(&["--lang", "en", "completions", "tcsh"]).run();
    assert_eq!(ended.code(), Some(2));
    assert!(ended.stderr.contains("bash"), "{}", ended.stderr);
}
