//! A library in which some of the bytes are not what they were: all that stands on whole pages is saved,
//! and everything is said in words.
//!
//! `cargo test --test integration damage -- --nocapture` prints the table of what was tried.

mod layout;
mod variants;

use layout::Layout;
use newsreader::article::{Article, ArticleId, Block, Marks, RichText};
use newsreader::store::{Store, Subscription};
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;
pub(crate) use variants::Random;
use variants::Variant;

const STORIES: usize = 100;
/// How often a command is given again: one meets the damage, the next one saves what can be read.
const TIMES: usize = 3;

/// What a whole library holds.
struct Original {
    folder: tempfile::TempDir,
    layout: Layout,
    ids: Vec<ArticleId>,
}

/// What is left after the program has done what it could.
#[derive(Debug)]
struct Left {
    stories: HashSet<String>,
    /// Stars on stories and such that wait for theirs.
    stars: HashSet<String>,
    /// Where reading stopped.
    places: Vec<(ArticleId, usize)>,
    feeds: usize,
    searches: usize,
    hidden: usize,
}

fn starred(number: usize) -> bool {
    number.is_multiple_of(4)
}

fn story(number: usize, random: &mut Random) -> Article {
    // Some are so long that they go on in pages of their own.
    let words = if number.is_multiple_of(20) { 2_200 } else { 60 };
    let text = (0..words).map(|_| format!("शब्द{} ", random.below(100_000)));
    Article {
        headline: format!("ख़बर {number}"),
        url: Some(format!("https://example.org/{number}")),
        origin: "https://example.org/rss".to_owned(),
        blocks: vec![Block::Paragraph(RichText {
            text: text.collect(),
            marks: Vec::new(),
        })],
        ..Article::default()
    }
    .identified()
}

impl Original {
    fn path(&self) -> PathBuf {
        self.folder.path().join("library.sqlite")
    }

    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.sqlite");
        let mut random = Random(3);
        let stories: Vec<Article> = (0..STORIES)
            .map(|number| story(number, &mut random))
            .collect();
        let ids: Vec<ArticleId> = stories.iter().map(|story| story.id).collect();
        let mut store = Store::open_or_create(&path).unwrap();
        store.put(&stories).unwrap();
        let marks = ids.iter().enumerate().filter(|(at, _)| starred(*at));
        let star = Marks {
            read: true,
            starred: true,
        };
        let marks: Vec<_> = marks.map(|(_, id)| (*id, star)).collect();
        store.set_marks(&marks).unwrap();
        store.set_place(ids[0], 77, 1_700_000_000).unwrap();
        let feed = |name: &str| Subscription {
            address: format!("https://{name}.example/rss"),
            title: name.to_owned(),
            ..Subscription::default()
        };
        store.subscribe(&[feed("ek"), feed("do")]).unwrap();
        store.save_search("बाढ़ is:unread").unwrap();
        store.put(&[removed()]).unwrap();
        store.remove(removed().id).unwrap();
        drop(store);
        let layout = Layout::of(&path);
        Self {
            folder,
            layout,
            ids,
        }
    }
}

/// A story that the user took out.
fn removed() -> Article {
    Article {
        headline: "हटाई गई".to_owned(),
        ..Article::default()
    }
    .identified()
}

fn run(library: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_newsreader"))
        .arg("--library")
        .arg(library)
        .args(arguments)
        .env("LC_ALL", "en_US.UTF-8")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// Gives a command until it ends well, which one that names a damaged story never does; returns what it
/// printed. Whatever ends otherwise says why.
fn until_well(library: &Path, arguments: &[&str], name: &str) -> String {
    let mut printed = String::new();
    for _ in 0..TIMES {
        let output = run(library, arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!said.contains("panicked"), "{name}: {said}");
        let code = output.status.code();
        assert!(matches!(code, Some(0 | 1)), "{name}: {code:?} {said}");
        printed = String::from_utf8(output.stdout).unwrap();
        if code == Some(0) {
            break;
        }
        assert!(
            !said.trim().is_empty(),
            "{name}: {arguments:?} said nothing"
        );
        assert!(said.lines().count() <= STORIES + 2, "{name}: {said}");
    }
    printed
}

fn left(library: &Path, name: &str) -> Left {
    let exported = until_well(library, &["export"], name);
    until_well(
        library,
        &["search", "--limit", "500", "शब्द7*", "OR", "ख़बर"],
        name,
    );
    until_well(library, &["list", "--starred", "--json"], name);
    until_well(library, &["feeds", "list"], name);
    // Whoever writes meets what readers pass by.
    let more = library.with_file_name("more.jsonl");
    fs::write(
        &more,
        "{\"headline\": \"एक और\", \"url\": \"https://example.org/more\"}\n",
    )
    .unwrap();
    until_well(library, &["import", more.to_str().unwrap()], name);
    let exported_then = until_well(library, &["export"], name);
    let added = exported_then.lines().last().map_or(String::new(), |line| {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        row["id"].as_str().unwrap().to_owned()
    });
    until_well(library, &["remove", &added], name);
    let again = until_well(library, &["export"], name);
    let ids = |text: &str| {
        let rows = text.lines().map(|line| {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            row["id"].as_str().unwrap().to_owned()
        });
        rows.collect::<HashSet<String>>()
    };
    let stories = ids(&again);
    assert!(stories.is_superset(&ids(&exported)), "{name}: lost later");
    let Ok(store) = Store::open(library) else {
        return Left {
            stories,
            stars: HashSet::new(),
            places: Vec::new(),
            feeds: 0,
            searches: 0,
            hidden: 0,
        };
    };
    let marks = store.marks().unwrap().into_iter();
    let stars = marks.chain(store.awaited().unwrap());
    let stars = stars.filter(|(_, marks)| marks.starred);
    let stars = stars.map(|(id, _)| id.to_string()).collect();
    let connection = rusqlite::Connection::open(library).unwrap();
    let hidden: i64 = connection
        .query_row("SELECT count(*) FROM hidden", [], |row| row.get(0))
        .unwrap();
    Left {
        stories,
        stars,
        places: store.history(10).unwrap(),
        feeds: store.subscriptions().unwrap().len(),
        // Neither command reads them, so their page may still be damaged.
        searches: store.saved_searches().map_or(0, |searches| searches.len()),
        hidden: usize::try_from(hidden).unwrap(),
    }
}

/// Damages a copy, lets the program do what it can and holds what is left against what was whole.
fn check(original: &Original, variant: &Variant) -> (usize, usize) {
    let name = &variant.name;
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library.sqlite");
    let before = fs::read(original.path()).unwrap();
    let after = (variant.damage)(&before, &original.layout);
    fs::write(&library, &after).unwrap();
    let whole = |page: u32| original.layout.is_same(&before, &after, page);
    let left = left(&library, name);
    let mut wanted = 0;
    for (number, id) in original.ids.iter().enumerate() {
        let id = id.to_string();
        let key = i64::try_from(number).unwrap() + 1;
        let pages = &original.layout.stories[&key];
        if pages.iter().all(|page| whole(*page)) {
            wanted += 1;
            assert!(
                left.stories.contains(&id),
                "{name}: lost story {number}: {}",
                left.stories.len()
            );
        }
        let row = original.layout.rows[&key];
        if starred(number) && whole(row) {
            assert!(
                left.stars.contains(&id),
                "{name}: lost the star of {number}"
            );
        }
    }
    let mut needed = original.layout.stories[&1]
        .iter()
        .chain([&original.layout.rows[&1]]);
    if needed.all(|page| whole(*page)) {
        assert_eq!(
            left.places,
            [(original.ids[0], 77)],
            "{name}: the place in a story"
        );
    }
    for (table, count, all) in [
        ("subscription", left.feeds, 2),
        ("saved", left.searches, 1),
        ("hidden", left.hidden, 2),
    ] {
        if whole(original.layout.roots[table]) {
            assert_eq!(count, all, "{name}: {table}");
        }
    }
    assert!(
        left.stories.len() <= STORIES,
        "{name}: {}",
        left.stories.len()
    );
    (left.stories.len(), wanted)
}

#[test]
fn what_stands_on_whole_pages_is_saved() {
    let original = Original::new();
    let variants = variants::all(&original.layout);
    assert!(variants.len() >= 60, "{}", variants.len());
    let failed: Mutex<Vec<&str>> = Mutex::default();
    let left = Mutex::new(variants.iter().collect::<Vec<_>>());
    let table: Mutex<BTreeMap<&str, (usize, usize, usize)>> = Mutex::default();
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while let Some(variant) = { left.lock().unwrap().pop() } {
                    let checked = catch_unwind(AssertUnwindSafe(|| check(&original, variant)));
                    let Ok((saved, wanted)) = checked else {
                        failed.lock().unwrap().push(&variant.name);
                        continue;
                    };
                    let mut table = table.lock().unwrap();
                    let row = table.entry(variant.kind).or_default();
                    *row = (row.0 + 1, row.1 + saved, row.2 + wanted);
                }
            });
        }
    });
    let table = table.into_inner().unwrap();
    eprintln!("| damage | variants | stories saved | on whole pages | of |");
    eprintln!("| --- | --- | --- | --- | --- |");
    for (kind, (count, saved, wanted)) in &table {
        let all = count * STORIES;
        eprintln!("| {kind} | {count} | {saved} | {wanted} | {all} |");
    }
    let failed = failed.into_inner().unwrap();
    assert!(failed.is_empty(), "{failed:#?}");
    let count: usize = table.values().map(|row| row.0).sum();
    assert_eq!(count, variants.len());
}
