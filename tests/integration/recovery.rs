//! Damaged libraries are recovered, and files that are not ours are not changed.

use crate::program::{Ended, Program};
use crate::pty::Session;
use newsreader::article::{Article, Block, ListPart, Marks, RichText};
use newsreader::search::LibraryQuery;
use newsreader::store::Store;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

const STARRED: Marks = Marks {
    read: false,
    starred: true,
};

fn story(number: usize) -> Article {
    let text = (0..40).map(|word| format!("शब्द{} ", number * 40 + word));
    Article {
        headline: format!("ख़बर {number}"),
        url: Some(format!("https://example.org/{number}")),
        origin: "https://example.org/rss".to_owned(),
        tags: vec!["विषय".to_owned()],
        blocks: vec![Block::Paragraph(RichText {
            text: text.collect(),
            marks: Vec::new(),
        })],
        ..Article::default()
    }
    .identified()
}

fn stories(count: usize) -> Vec<Article> {
    (0..count).map(story).collect()
}

struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Returns a library of `count` articles, of which every fourth has a star.
    fn with(count: usize) -> Self {
        let place = Self::new();
        let stories = stories(count);
        let mut store = Store::open_or_create(&place.library()).unwrap();
        store.put(&stories).unwrap();
        let starred: Vec<_> = stories
            .iter()
            .step_by(4)
            .map(|story| (story.id, STARRED))
            .collect();
        store.set_marks(&starred).unwrap();
        place
    }

    fn library(&self) -> PathBuf {
        self.0.path().join("library.sqlite")
    }

    fn beside(&self, ending: &str) -> PathBuf {
        self.0.path().join(format!("library.sqlite{ending}"))
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        Program::new(arguments).library(&self.library()).run()
    }

    fn lines(&self, arguments: &[&str]) -> usize {
        self.run(arguments).stdout.lines().count()
    }

    /// Writes a file that can be imported.
    fn file(&self, stories: &[Article]) -> PathBuf {
        let path = self.0.path().join("stories.jsonl");
        let lines = stories
            .iter()
            .map(|story| serde_json::to_string(story).unwrap() + "\n");
        fs::write(&path, lines.collect::<String>()).unwrap();
        path
    }

    fn sql(&self, sql: &str) {
        let connection = rusqlite::Connection::open(self.library()).unwrap();
        connection.execute_batch(sql).unwrap();
    }

    fn number(&self, sql: &str) -> i64 {
        let connection = rusqlite::Connection::open(self.library()).unwrap();
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }
}

/// However the write-ahead log is damaged, the content of the library itself survives; if only the library is
/// damaged, all of the log survives.
#[test]
fn a_damaged_log_loses_at_most_its_own_content() {
    const BEFORE: usize = 40;
    const ALL: usize = 60;
    type Damage = fn(&mut Vec<u8>, &mut Vec<u8>);
    let variants: [(&str, usize, Damage); 9] = [
        ("nothing", ALL, |_, _| {}),
        ("no log", BEFORE, |_, log| log.clear()),
        ("half a log", BEFORE, |_, log| log.truncate(log.len() / 2)),
        ("a log of its head", BEFORE, |_, log| log.truncate(32)),
        ("a log without its head", BEFORE, |_, log| log[..32].fill(0)),
        ("a bit of the log", BEFORE, |_, log| {
            let at = log.len() / 2;
            log[at] ^= 4;
        }),
        ("the sums of a frame", BEFORE, |_, log| log[48..56].fill(7)),
        ("the first page of the library", ALL, |file, _| {
            file[..4_096].fill(0);
        }),
        ("half of the library", ALL, |file, _| {
            file.truncate(file.len() / 2);
        }),
    ];
    let place = Place::with(BEFORE);
    let mut store = Store::open(&place.library()).unwrap();
    store.put(&stories(ALL)).unwrap();
    for (name, least, damage) in variants {
        let mut file = fs::read(place.library()).unwrap();
        let mut log = fs::read(place.beside("-wal")).unwrap();
        assert!(!log.is_empty());
        let whole_in_log = log.len() / 4_120;
        damage(&mut file, &mut log);
        let copy = Place::new();
        fs::write(copy.library(), &file).unwrap();
        fs::write(copy.beside("-wal"), &log).unwrap();
        let mut saved = 0;
        for _ in 0..2 {
            let output = copy.run(&["export"]);
            assert!(!output.stderr.contains("panicked"), "{name}");
            saved = output.stdout.lines().count();
        }
        // An incomplete transaction does not count, and pages that are only in the log are lost with it.
        let least = if name.starts_with("half of") {
            whole_in_log.min(ALL - BEFORE)
        } else {
            least
        };
        assert!(saved >= least, "{name}: {saved}");
    }
    drop(store);
}

#[test]
fn a_note_of_damage_beside_a_whole_library_changes_nothing() {
    let place = Place::with(20);
    place.sql("INSERT INTO saved (query) VALUES ('बाढ़'); INSERT INTO hidden VALUES (7);");
    fs::write(place.beside(".damaged"), "").unwrap();
    let output = place.run(&["list", "--json"]);
    assert_eq!(output.stderr, "");
    assert_eq!(output.stdout.lines().count(), 20);
    assert!(!place.beside(".damaged").exists() && !place.beside(".damaged-1").exists());
    assert_eq!(
        place.number("SELECT (SELECT count(*) FROM saved) + count(*) FROM hidden"),
        2
    );
}

#[test]
fn files_of_others_get_no_note_and_are_not_changed() {
    let notes = Place::new();
    fs::write(notes.library(), "मेरे नोट्स\n".repeat(900)).unwrap();
    let foreign = Place::new();
    foreign.sql("CREATE TABLE bookmark (name TEXT); INSERT INTO bookmark VALUES ('a');");
    let damaged = Place::new();
    damaged.sql("CREATE TABLE bookmark (name TEXT); PRAGMA user_version = 4;");
    let mut bytes = fs::read(damaged.library()).unwrap();
    bytes[101..120].fill(0xff);
    fs::write(damaged.library(), bytes).unwrap();
    for place in [notes, foreign, damaged] {
        let before = fs::read(place.library()).unwrap();
        let new = place.file(&stories(2));
        for arguments in [
            &["list"][..],
            &["sync"],
            &["feeds", "list"],
            &["import", new.to_str().unwrap()],
        ] {
            let output = place.run(arguments);
            let said = output.stderr;
            assert_eq!(output.status.code(), Some(1), "{arguments:?}");
            assert!(said.contains("not a library of newsreader"), "{said}");
        }
        let there = fs::read_dir(place.0.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name());
        let mut there: Vec<_> = there.collect();
        there.sort();
        assert_eq!(there, ["library.sqlite", "stories.jsonl"]);
        assert!(fs::read(place.library()).unwrap() == before);
    }
}

#[test]
fn an_article_that_cannot_be_decompressed_affects_no_other() {
    let place = Place::with(30);
    let id = story(8).id.to_string();
    place.sql("UPDATE story SET body = x'01ffffff' WHERE number IN (9, 10)");
    let exported = place.run(&["export"]);
    assert_eq!(exported.status.code(), Some(1));
    assert_eq!(exported.stdout.lines().count(), 28);
    let said = exported.stderr;
    assert!(
        said.contains("ख़बर 8") && said.contains(&id) && said.contains("ख़बर 9"),
        "{said}"
    );
    let shown = place.run(&["show", &id]);
    assert_eq!(shown.status.code(), Some(1));
    assert!(shown.stdout.contains("ख़बर 8") && shown.stderr.contains("damaged"));
    let related = place.run(&["related", &id]);
    assert_eq!(related.status.code(), Some(1));
    assert!(related.stderr.contains("ख़बर 8"));
    assert_eq!(place.lines(&["search", "--json", "शब्द321"]), 1);
    assert_eq!(place.lines(&["list", "--json"]), 30);
}

/// One article is imported again, the other is removed; no index keeps stale rows of either.
#[test]
fn an_article_that_cannot_be_decompressed_is_repaired_or_removed() {
    let place = Place::with(30);
    place.sql("UPDATE story SET body = x'01ffffff' WHERE number IN (9, 10)");
    let file = place.file(&[story(8)]);
    let imported = place.run(&["import", file.to_str().unwrap()]).stdout;
    assert!(imported.starts_with("0 new, 1 changed"), "{imported}");
    let removed = story(9).id.to_string();
    assert!(place.run(&["remove", &removed]).status.success());
    let exported = place.run(&["export"]);
    assert!(exported.status.success());
    assert_eq!(exported.stdout.lines().count(), 29);
    assert_eq!(place.number("SELECT max(stories) FROM term"), 29);
    let term = "SELECT coalesce(sum(stories), 0) FROM term WHERE text IN ('शब्द321', 'शब्द361')";
    assert_eq!(place.number(term), 1);
    for table in ["tag", "near_duplicate", "vector", "word"] {
        let key = if table == "word" { "rowid" } else { "number" };
        let sql = format!("SELECT count(*) FROM {table} WHERE {key} = 10");
        assert_eq!(place.number(&sql), 0, "{table}");
    }
    assert_eq!(
        place.lines(&["list", "--starred", "--json"]),
        8,
        "its star is kept"
    );
}

/// If texts are lost, their marks return when the articles are imported again.
#[test]
fn marks_survive_the_loss_of_their_articles() {
    let place = Place::with(200);
    let mut bytes = fs::read(place.library()).unwrap();
    let connection = rusqlite::Connection::open(place.library()).unwrap();
    let mut pages = connection
        .prepare("SELECT pageno FROM dbstat WHERE name = 'story'")
        .unwrap();
    let pages: Vec<usize> = pages
        .query_map([], |row| Ok(row.get::<_, u32>(0)? as usize))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for page in &pages {
        bytes[(page - 1) * 4_096..page * 4_096].fill(0);
    }
    fs::write(place.library(), bytes).unwrap();
    let saved = |text: &str| text.contains("the marks of 50 others for when they come again");
    let _met = place.run(&["export"]);
    let said = place.run(&["list", "--json"]).stderr;
    assert!(saved(&said), "{said}");
    assert_eq!(place.lines(&["list", "--json"]), 0);
    let file = place.file(&stories(200));
    assert!(
        place
            .run(&["import", file.to_str().unwrap()])
            .status
            .success()
    );
    assert_eq!(place.lines(&["list", "--starred", "--json"]), 50);
    assert_eq!(place.number("SELECT count(*) FROM orphaned"), 0);
}

/// What is read stays read where its page is whole; of the articles on a lost page of the table of unread ones
/// the user hears how many may be unread again.
#[test]
fn a_lost_page_of_unread_articles_costs_at_most_its_stretch() {
    const ALL: usize = 1_500;
    let place = Place::with(ALL);
    let mut store = Store::open(&place.library()).unwrap();
    // Before and after the sweep: what it left in its pages is not unread.
    store
        .mark_read(&LibraryQuery::default(), ListPart::All)
        .unwrap();
    let unread: Vec<_> = (0..ALL)
        .filter(|number| number % 3 != 0)
        .map(|number| (story(number).id, Marks::default()))
        .collect();
    store.set_marks(&unread).unwrap();
    drop(store);
    let is_read = |place: &Place| {
        let store = Store::open(&place.library()).unwrap();
        let marks = store.marks().unwrap().into_iter();
        let marks = marks.chain(store.awaited().unwrap());
        let read = marks.filter(|(_, marks)| marks.read);
        read.map(|(id, _)| id).collect::<HashSet<_>>()
    };
    let before = is_read(&place);
    assert_eq!(before.len(), ALL / 3);
    let connection = rusqlite::Connection::open(place.library()).unwrap();
    let pages = |name: &str, kind: &str| -> Vec<usize> {
        let sql = "SELECT pageno FROM dbstat WHERE name = ?1 AND pagetype = ?2";
        let mut statement = connection.prepare(sql).unwrap();
        let pages = statement
            .query_map([name, kind], |row| Ok(row.get::<_, u32>(0)? as usize))
            .unwrap();
        pages.map(Result::unwrap).collect()
    };
    let whole = fs::read(place.library()).unwrap();
    let leaves = pages("unread", "leaf");
    assert!(leaves.len() > 2, "{leaves:?}");
    let story_page = pages("story", "leaf")[0];
    for (lost, least, is_told) in [
        (story_page, ALL / 3, false),
        (leaves[1], ALL / 3 - 300, true),
        (pages("unread", "internal")[0], 0, true),
        (1, 0, true),
    ] {
        let mut bytes = whole.clone();
        bytes[(lost - 1) * 4_096..lost * 4_096].fill(0);
        let copy = Place::new();
        fs::write(copy.library(), &bytes).unwrap();
        fs::write(copy.beside(".damaged"), "").unwrap();
        let said = copy.run(&["list", "--json"]).stderr;
        assert_eq!(said.contains("whether you had read"), is_told, "{said}");
        let kept = is_read(&copy);
        assert!(kept.len() >= least, "{lost}: {}", kept.len());
        assert!(lost == 1 || kept.is_subset(&before), "{lost}");
    }
}

/// A file that may not grow is what a full disk looks like from within.
fn on_full_disk(library: &Path, arguments: &[&str]) -> Ended {
    let program = Program::new(arguments).library(library);
    program.with_file_size_limit(0).run()
}

#[test]
fn on_a_full_disk_reading_goes_on() {
    let place = Place::with(20);
    let before = fs::read(place.library()).unwrap();
    let id = story(3).id.to_string();
    for (arguments, lines) in [
        (&["list", "--json"][..], 20),
        (&["list", "--starred", "--json"], 5),
        (&["search", "--json", "ख़बर"], 20),
        (&["export"], 20),
        (&["feeds", "list", "--json"], 0),
        (&["show", "--json", &id], 1),
    ] {
        let output = on_full_disk(&place.library(), arguments);
        let said = output.stderr;
        assert!(
            output.status.success() && said.is_empty(),
            "{arguments:?}: {said}"
        );
        let printed = output.stdout;
        assert_eq!(printed.lines().count(), lines, "{arguments:?}: {printed}");
    }
    let file = place.file(&stories(30));
    let import = ["import", file.to_str().unwrap()];
    let add = ["feeds", "add", "--unseen", "https://example.org/rss"];
    for (library, arguments, words) in [
        (place.library(), &import[..], "disk is full"),
        (place.library(), &add, "disk is full"),
        // A file that may not grow gives another error than a full disk.
        (place.0.path().join("new.sqlite"), &import, "the library: "),
    ] {
        let output = on_full_disk(&library, arguments);
        let said = output.stderr;
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(words) && !said.contains("damaged"), "{said}");
    }
    assert!(fs::read(place.library()).unwrap() == before);
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let place = Place::new();
    let file = place.file(&stories(1));
    // Not even the superuser may create a file there.
    for folder in ["/proc", "/dev/null"] {
        let library = Path::new(folder).join("library.sqlite");
        let import = Program::new(&["import", file.to_str().unwrap()]);
        let output = import.library(&library).run();
        let said = output.stderr;
        assert_eq!(output.status.code(), Some(1));
        assert!(said.contains(folder) && !said.contains("damaged"), "{said}");
    }
}

/// Damage that is found only while the list is read is repaired at this start, not at the next.
#[test]
fn an_app_that_finds_damage_shows_the_recovered_articles() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let mut store = Store::open_or_create(&path).unwrap();
    store.put(&stories(300)).unwrap();
    drop(store);
    let mut bytes = fs::read(&path).unwrap();
    for page in bytes.chunks_mut(4096).skip(6).step_by(9) {
        page.fill(0);
    }
    fs::write(&path, bytes).unwrap();
    let settings = [("NEWSREADER_LIBRARY", path.to_str().unwrap())];
    let mut session = Session::start(&[], &settings);
    session.wait_for("the library was damaged");
    let shown = session.parser.screen().contents();
    assert!(!shown.contains("A guide to this reader"), "{shown}");
    session.press("Q");
    session.finish();
    let saved = Store::open(&path).unwrap().len().unwrap();
    assert!(saved > 150, "{saved}");
}

/// If the list can be read and an article cannot, the next start recovers the library.
#[test]
fn an_article_on_a_damaged_page_leaves_a_note_of_damage() {
    let place = Place::with(60);
    let connection = rusqlite::Connection::open(place.library()).unwrap();
    let pages: Vec<usize> = connection
        .prepare("SELECT pageno FROM dbstat WHERE name = 'story' AND pagetype = 'leaf'")
        .unwrap()
        .query_map([], |row| {
            row.get(0).map(|page: i64| usize::try_from(page).unwrap())
        })
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    drop(connection);
    let mut bytes = fs::read(place.library()).unwrap();
    for page in pages {
        bytes[(page - 1) * 4096..page * 4096].fill(0);
    }
    fs::write(place.library(), bytes).unwrap();
    let library = place.library();
    let settings = [("NEWSREADER_LIBRARY", library.to_str().unwrap())];
    let mut session = Session::start(&[], &settings);
    session.wait_for("60 unread");
    session.press("\r");
    session.wait_for("the library is damaged");
    session.press("Q");
    session.finish();
    assert!(place.beside(".damaged").exists());
}
