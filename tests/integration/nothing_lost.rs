//! The library survives kills, full disks and damaged files, through the real program.

use crate::material::{Material, passed_over};
use crate::program::{Ended, Program};
use crate::pty::Session;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

pub(crate) struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub(crate) fn library(&self) -> PathBuf {
        self.folder.path().join("library.sqlite")
    }

    /// Writes a file of `count` articles.
    pub(crate) fn stories(&self, count: usize) -> PathBuf {
        let path = self.folder.path().join("stories.jsonl");
        let line = |number: usize| {
            let body = format!("मानसून की बारिश के बाद नदी का पानी {number} मीटर बढ़ा। ").repeat(12);
            format!(
                "{{\"headline\": \"कहानी {number}\", \"url\": \"https://example.org/{number}\", \"text\": \"{body}\"}}\n"
            )
        };
        fs::write(&path, (0..count).map(line).collect::<String>()).unwrap();
        path
    }

    fn program(&self, arguments: &[&str]) -> Program {
        Program::new(arguments).library(&self.library())
    }

    /// Returns the program's command, with the folder as its home.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let program = self.program(arguments);
        program.home(self.folder.path()).command()
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        self.program(arguments).run()
    }

    /// Checks the database and its indices, and returns the number of articles.
    pub(crate) fn whole_stories(&self) -> i64 {
        let connection = rusqlite::Connection::open(self.library()).unwrap();
        let whole: String = connection
            .query_row("PRAGMA integrity_check", [], |row| row.get(0))
            .unwrap();
        assert_eq!(whole, "ok");
        connection
            .execute_batch("INSERT INTO word (word) VALUES ('integrity-check')")
            .unwrap();
        let counts: Vec<i64> = ["article", "story", "vector"]
            .iter()
            .map(|table| {
                let sql = format!("SELECT count(*) FROM {table}");
                connection.query_row(&sql, [], |row| row.get(0)).unwrap()
            })
            .collect();
        assert!(counts.iter().all(|count| *count == counts[0]), "{counts:?}");
        counts[0]
    }
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_killed_import_is_resumed() {
    let place = Place::new();
    let stories = place.stories(4_000);
    let mut before = 0;
    for patience in [150, 400, 700] {
        let import = place.program(&["import", path(&stories)]).start();
        std::thread::sleep(Duration::from_millis(patience));
        import.kill();
        if place.library().exists() {
            let now = place.whole_stories();
            assert!(now >= before, "{now} after {before}");
            before = now;
        }
    }
    let output = place.run(&["import", path(&stories)]);
    assert!(output.status.success(), "{}", output.stderr);
    assert_eq!(place.whole_stories(), 4_000);
    let again = place.run(&["import", path(&stories)]);
    assert!(again.stdout.starts_with("0 new, 0 changed, 4,000 known"));
}

#[test]
fn two_imports_at_once_both_succeed() {
    let place = Place::new();
    let stories = place.stories(1_500);
    let start = || place.program(&["import", path(&stories)]).start();
    let imports = [start(), start()];
    for import in imports {
        let output = import.wait();
        assert!(output.status.success(), "{}", output.stderr);
    }
    assert_eq!(place.whole_stories(), 1_500);
    let terms = rusqlite::Connection::open(place.library()).unwrap();
    let most: i64 = terms
        .query_row("SELECT max(stories) FROM term", [], |row| row.get(0))
        .unwrap();
    assert_eq!(most, 1_500, "each story counts once for its terms");
}

impl Place {
    /// Opens the app on a library of five articles.
    fn reader(&self) -> Session {
        let mut session = Session::start(&["--library", path(&self.library())], &[]);
        session.wait_for("5 unread");
        session
    }

    /// Waits until the library has `count` starred articles.
    fn wait_for_stars(&self, count: usize) {
        let starred = || self.run(&["search", "--json", "is:starred"]).stdout;
        let end = Instant::now() + Duration::from_secs(20);
        while starred().lines().count() != count {
            assert!(Instant::now() < end, "{}", starred());
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

#[test]
fn a_mark_survives_a_killed_app() {
    let place = Place::new();
    let stories = place.stories(5);
    assert!(place.run(&["import", path(&stories)]).status.success());
    let mut session = place.reader();
    session.press("s");
    place.wait_for_stars(1);
    session.press("s");
    session.child.kill().unwrap();
    session.child.wait().unwrap();
    // The second key may have come too late; either way the library is whole.
    assert_eq!(place.whole_stories(), 5);
    let starred = place.run(&["search", "--json", "is:starred"]).stdout;
    assert!(starred.lines().count() <= 1);
    place.reader().press("Q");
}

#[test]
fn two_instances_both_keep_their_marks() {
    let place = Place::new();
    let stories = place.stories(5);
    assert!(place.run(&["import", path(&stories)]).status.success());
    let (mut one, mut other) = (place.reader(), place.reader());
    one.press("s");
    other.press("jjs");
    place.wait_for_stars(2);
    for session in [&mut one, &mut other] {
        session.press("Q");
        assert!(session.child.wait().unwrap().success());
    }
    assert_eq!(place.whole_stories(), 5);
}

#[test]
fn a_full_disk_is_reported_and_loses_nothing() {
    let place = Place::new();
    let few = place.stories(50);
    assert!(place.run(&["import", path(&few)]).status.success());
    let many = place.stories(2_000);
    let import = place.program(&["import", path(&many)]);
    let output = import.with_file_size_limit(600).run();
    assert_eq!(output.status.code(), Some(1));
    let said = output.stderr;
    assert!(said.contains("library"), "{said}");
    assert!(place.whole_stories() >= 50);
}

#[test]
fn a_damaged_library_is_put_aside_and_recovered() {
    let place = Place::new();
    let stories = place.stories(800);
    assert!(place.run(&["import", path(&stories)]).status.success());
    let mut bytes = fs::read(place.library()).unwrap();
    // The schema of the database, and some pages in the middle.
    for at in (100..4_000).chain(300_000..304_000) {
        bytes[at] ^= 0x5a;
    }
    fs::write(place.library(), &bytes).unwrap();
    let before = fs::read(place.library()).unwrap();
    let output = place.run(&["import", path(&stories)]);
    let said = output.stderr;
    assert!(output.status.success(), "{said}");
    assert!(said.contains("was damaged"), "{said}");
    let aside = place.folder.path().join("library.sqlite.damaged-1");
    assert_eq!(fs::read(aside).unwrap(), before);
    assert_eq!(place.whole_stories(), 800);
}

#[test]
fn unreadable_pages_lose_only_their_own_content() {
    let place = Place::new();
    let stories = place.stories(800);
    assert!(place.run(&["import", path(&stories)]).status.success());
    let mut bytes = fs::read(place.library()).unwrap();
    let at = bytes.len() / 2 / 4_096 * 4_096;
    bytes[at..at + 4_096].fill(0x5a);
    fs::write(place.library(), &bytes).unwrap();
    // The note of damage that a running app leaves.
    fs::write(place.folder.path().join("library.sqlite.damaged"), "").unwrap();
    let nothing = place.folder.path().join("nothing.txt");
    fs::write(&nothing, "").unwrap();
    let said = place.run(&["import", path(&nothing)]).stderr;
    assert!(said.contains("was damaged"), "{said}");
    assert!(place.whole_stories() > 700, "{}", place.whole_stories());
}

#[test]
fn a_file_that_is_no_library_is_left_alone() {
    let place = Place::new();
    fs::write(place.library(), "मेरे नोट्स\n".repeat(500)).unwrap();
    let before = fs::read(place.library()).unwrap();
    for arguments in [&["list"][..], &["import", "assets/stories"]] {
        let output = place.run(arguments);
        assert_eq!(output.status.code(), Some(1));
        assert!(output.stderr.contains("not a library"));
    }
    assert_eq!(fs::read(place.library()).unwrap(), before);
}

#[test]
fn a_library_of_a_later_version_is_left_alone() {
    let place = Place::new();
    let stories = place.stories(3);
    assert!(place.run(&["import", path(&stories)]).status.success());
    let connection = rusqlite::Connection::open(place.library()).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    let output = place.run(&["list"]);
    assert_eq!(output.status.code(), Some(1));
    let said = output.stderr;
    assert!(
        said.contains("version 99") && said.contains("update"),
        "{said}"
    );
}

/// The first version stored each article as JSON beside the columns of the list.
#[test]
fn a_library_of_the_first_version_is_brought_up() {
    let place = Place::new();
    let connection = rusqlite::Connection::open(place.library()).unwrap();
    connection
        .execute_batch(
            "CREATE TABLE article (
                 number INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, headline TEXT NOT NULL,
                 topic TEXT, source TEXT, url TEXT, origin TEXT NOT NULL,
                 published INTEGER, published_text TEXT, story TEXT NOT NULL);
             CREATE INDEX article_by_time ON article (published DESC, number);
             CREATE VIRTUAL TABLE word USING fts5 (title, body, content='', contentless_delete=1, tokenize='ascii');
             CREATE TABLE term (text TEXT PRIMARY KEY, sound TEXT, skeleton TEXT, stories INTEGER NOT NULL) WITHOUT ROWID;
             CREATE INDEX term_by_sound ON term (sound) WHERE sound IS NOT NULL;
             CREATE INDEX term_by_skeleton ON term (skeleton) WHERE skeleton IS NOT NULL;
             INSERT INTO article VALUES (1, 81985529216486895, 'पुरानी ख़बर', NULL, NULL, NULL, 'a.txt', NULL, NULL,
                 '{\"id\": \"0123456789abcdef\", \"headline\": \"पुरानी ख़बर\", \"origin\": \"a.txt\", \"blocks\": []}');
             PRAGMA user_version = 1;",
        )
        .unwrap();
    drop(connection);
    let output = place.run(&["search", "--json", "खबर"]);
    assert!(
        output.stdout.contains("0123456789abcdef"),
        "{}",
        output.stderr
    );
    assert_eq!(place.whole_stories(), 1);
}

/// The second version found words only between spaces: its indices are rebuilt, and the user's marks are kept.
#[test]
fn a_library_of_the_second_version_is_brought_up() {
    let place = Place::new();
    let story = place.folder.path().join("story.txt");
    fs::write(&story, "東京で桜が開花した\n\n今年の桜は早い。\n").unwrap();
    assert!(place.run(&["import", path(&story)]).status.success());
    let connection = rusqlite::Connection::open(place.library()).unwrap();
    connection
        .execute_batch(
            "UPDATE article SET marks = 3; DROP TABLE unread; DROP TABLE swept;
             DELETE FROM word; DELETE FROM term; DELETE FROM vector;
             ALTER TABLE near_duplicate RENAME TO twin;
             DROP TABLE orphaned; DROP INDEX article_by_star;
             PRAGMA user_version = 2;",
        )
        .unwrap();
    drop(connection);
    let output = place.run(&["search", "--json", "開花", "is:starred", "is:read"]);
    assert_eq!(output.stdout.lines().count(), 1, "{}", output.stderr);
    let connection = rusqlite::Connection::open(place.library()).unwrap();
    let stories: i64 = connection
        .query_row("SELECT stories FROM total", [], |row| row.get(0))
        .unwrap();
    assert_eq!(stories, 1);
}

/// The fourth version had the read mark in the row of each story.
#[test]
fn a_library_of_the_fourth_version_keeps_its_marks() {
    let place = Place::new();
    let stories = place.stories(6);
    assert!(place.run(&["import", path(&stories)]).status.success());
    let connection = rusqlite::Connection::open(place.library()).unwrap();
    connection
        .execute_batch(
            "UPDATE article SET marks = 1 WHERE number IN (2, 5);
             UPDATE article SET marks = 3 WHERE number = 3;
             UPDATE article SET marks = 2 WHERE number = 4;
             CREATE INDEX article_by_unread ON article (published DESC, number DESC, same) WHERE marks & 1 = 0;
             DROP TABLE unread; DROP TABLE swept;
             PRAGMA user_version = 4;",
        )
        .unwrap();
    drop(connection);
    let count = |arguments: &[&str]| place.run(arguments).stdout.lines().count();
    assert_eq!(count(&["list", "--unread", "--json"]), 3);
    assert_eq!(count(&["list", "--starred", "--json"]), 2);
    assert_eq!(count(&["search", "--json", "is:read"]), 3);
    assert_eq!(count(&["search", "--json", "is:starred", "is:read"]), 1);
    let connection = rusqlite::Connection::open(place.library()).unwrap();
    let left: i64 = connection
        .query_row(
            "SELECT count(*) FROM sqlite_schema WHERE name = 'article_by_unread'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(left, 0);
}

/// Until version 5 a nukta in the same character as its letter made another word.
#[test]
fn a_word_that_the_fourth_version_spelt_otherwise_is_found() {
    let place = Place::new();
    let story = place.folder.path().join("story.txt");
    fs::write(&story, "वह ग\u{95f}ी थी\n\nनदी के पार कोई नहीं ग\u{95f}ी।\n").unwrap();
    let others = place.stories(3);
    for file in [&story, &others] {
        assert!(place.run(&["import", path(file)]).status.success());
    }
    let connection = rusqlite::Connection::open(place.library()).unwrap();
    connection
        .execute_batch(
            "UPDATE term SET text = 'गयी' WHERE text = 'गई';
             DELETE FROM word WHERE rowid = 1;
             INSERT INTO word (rowid, title, body)
                 VALUES (1, 'वह गयी थी ', 'नदी के पार कोई नहीं गयी ');
             UPDATE article SET marks = 3 WHERE number = 1;
             DROP TABLE unread; DROP TABLE swept;
             PRAGMA user_version = 4;",
        )
        .unwrap();
    drop(connection);
    for asked in ["गई", "गयी", "ग\u{95f}ी", "ग\u{92f}\u{93c}ी", "title:गई"] {
        let output = place.run(&["search", "--json", asked, "is:starred", "is:read"]);
        assert_eq!(output.stdout.lines().count(), 1, "{asked}");
    }
    let connection = rusqlite::Connection::open(place.library()).unwrap();
    let count = |sql: &str| -> i64 { connection.query_row(sql, [], |row| row.get(0)).unwrap() };
    assert_eq!(count("SELECT stories FROM term WHERE text = 'गई'"), 1);
    assert_eq!(count("SELECT stories FROM term WHERE text = 'गयी'"), 0);
    assert_eq!(count("SELECT stories FROM total"), 4);
}

/// The program runs as another user, since the superuser may write everywhere.
#[test]
fn a_library_that_may_only_be_read_is_read() {
    let place = Place::new();
    let stories = place.stories(20);
    assert!(place.run(&["import", path(&stories)]).status.success());
    let nobody = Program::new(&["--version"]).by_nobody();
    if nobody.run_if_possible().is_none() {
        passed_over(Material::OtherUser);
        return;
    }
    let mode = |path: &Path, mode| {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(place.folder.path(), 0o555);
    mode(&place.library(), 0o444);
    let search = place.program(&["search", "--json", "कहानी"]);
    let output = search.by_nobody().run();
    mode(place.folder.path(), 0o755);
    assert_eq!(output.stdout.lines().count(), 20, "{}", output.stderr);
}

/// Feed addresses can contain passwords.
#[test]
#[cfg(unix)]
fn a_library_is_its_users_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::new();
    let story = place.folder.path().join("story.md");
    fs::write(&story, "# नदी\n\nपानी उतरा।\n").unwrap();
    place.run(&["import", story.to_str().unwrap()]);
    let mode = fs::metadata(place.library()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
