//! No key waits for another thread or program, and no thread ends silently: a panic loses only the work in which it
//! happened, is reported as an internal error, and is in the log.

use crate::pty::Session;
use newsreader::article::Article;
use newsreader::search::LibraryQuery;
use newsreader::store::Store;
use std::path::{Path, PathBuf};

/// A library of twenty articles, with the folder of the log beside it.
struct Library {
    folder: tempfile::TempDir,
}

impl Library {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut library = Store::open_or_create(&folder.path().join("library.db")).unwrap();
        let story = |number: i64| {
            let headline = format!("Story {number:02}");
            let published = chrono::DateTime::from_timestamp(1_700_000_000 - number * 3600, 0);
            Article {
                headline,
                published: published.map(|at| at.fixed_offset()),
                ..Article::default()
            }
            .identified()
        };
        let stories: Vec<Article> = (0..20).map(story).collect();
        library.put(&stories).unwrap();
        Self { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("library.db")
    }

    fn session(&self, panics: &str) -> Session {
        let path = self.path();
        let settings = [
            ("NEWSREADER_LIBRARY", path.to_str().unwrap()),
            ("NEWSREADER_TEST_PANIC", panics),
            ("XDG_STATE_HOME", self.folder.path().to_str().unwrap()),
        ];
        let mut session = Session::start(&[], &settings);
        session.wait_for("20 unread");
        session
    }

    fn read(&self) -> usize {
        let store = Store::open(&self.path()).unwrap();
        let mut read = 0;
        store
            .listings(&LibraryQuery::default(), usize::MAX, |listing| {
                read += usize::from(listing.marks.read);
                true
            })
            .unwrap();
        read
    }

    fn log(&self) -> String {
        let path = self.folder.path().join("newsreader/newsreader.log");
        std::fs::read_to_string(path).unwrap_or_default()
    }
}

#[test]
#[cfg(debug_assertions)]
fn a_mark_is_kept_though_the_library_worker_panicked() {
    let library = Library::new();
    let mut session = library.session("library:1");
    session.press("m");
    session.wait_for("19 unread");
    session.press("Q");
    session.finish();
    assert_eq!(library.read(), 1);
    let log = library.log();
    assert!(
        log.contains("ERROR") && log.contains("thread library"),
        "{log}"
    );
    assert!(!log.contains("Story"), "no words of articles: {log}");
}

#[test]
#[cfg(debug_assertions)]
fn marks_that_cannot_be_kept_are_refused_in_words() {
    let library = Library::new();
    let mut session = library.session("library");
    session.press("m");
    session.wait_for("an error of newsreader itself while");
    session.press("!");
    session.wait_for("keeping marks");
    session.press("qQ");
    session.finish();
    assert_eq!(library.read(), 0);
}

#[test]
#[cfg(debug_assertions)]
fn a_story_that_cannot_be_read_costs_no_other() {
    let library = Library::new();
    let mut session = library.session("articles:1");
    session.press("\r");
    session.wait_for("itself while reading this story");
    session.press("J");
    session.wait_for("Story 01");
    session.press("Q");
    session.finish();
}

#[test]
#[cfg(debug_assertions)]
fn a_theme_that_cannot_be_read_is_not_waited_for() {
    let library = Library::new();
    let mut session = library.session("themes");
    session.press(":set theme mine\r");
    session.wait_for("itself while reading the theme");
    session.press("Q");
    session.finish();
}

#[test]
#[cfg(debug_assertions)]
fn a_refresh_that_panics_says_so_and_blames_nobody() {
    let library = Library::new();
    let mut session = library.session("refresh");
    session.press("R");
    session.wait_for("itself while fetching the news");
    session.press("Q");
    session.finish();
}

/// Another program locks the library for long: keys are handled meanwhile, and the marks are stored afterwards.
#[test]
fn no_key_waits_for_a_library_that_another_program_has_locked() {
    let library = Library::new();
    let mut session = library.session("");
    let other = lock(&library.path());
    session.press("m");
    session.wait_for("19 unread");
    session.press("F");
    session.press("j");
    session.press("m");
    session.wait_for("18 unread");
    session.press("G");
    session.wait_for("20/20");
    assert_eq!(library.read(), 0, "it is locked");
    other.execute_batch("ROLLBACK").unwrap();
    session.press("Q");
    session.finish();
    assert_eq!(library.read(), 2);
}

fn lock(path: &Path) -> rusqlite::Connection {
    let other = rusqlite::Connection::open(path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    other
}
