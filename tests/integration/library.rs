//! The library, through the real program: imported articles are found, shown, related, exported and removed.

use crate::program::{Ended, Program};
use serde_json::Value;
use std::path::Path;

fn run(library: &Path, arguments: &[&str]) -> Ended {
    Program::new(arguments).library(library).run()
}

/// Returns the names of the files that answer a query, best first.
fn found(library: &Path, question: &str) -> Vec<String> {
    let output = run(library, &["search", "--json", question]);
    let name = |row: &Value| {
        row["origin"]
            .as_str()
            .unwrap()
            .rsplit('/')
            .next()
            .unwrap()
            .to_owned()
    };
    output.rows().iter().map(name).collect()
}

struct Library {
    folder: tempfile::TempDir,
}

impl Library {
    fn on_bundled() -> Self {
        let library = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let output = run(&library.path(), &["import", "assets/stories"]);
        assert_eq!(
            output.stdout,
            "15 new, 0 changed, 0 known already, 0 remarks\n"
        );
        library
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("library.db")
    }
}

#[test]
fn stories_are_found_in_any_spelling() {
    let library = Library::on_bundled();
    for (question, expected) in [
        ("चंद्रयान", "chandrayaan-3.txt"),
        ("चन्द्रयान", "chandrayaan-3.txt"),
        ("chandrayaan", "chandrayaan-3.txt"),
        ("monsoon OR मानसून", "monsoon.txt"),
        ("\"दक्षिणी ध्रुव\"", "chandrayaan-3.txt"),
        ("title:चाँद", "chandrayaan-3.txt"),
        ("चंद्र*", "chandrayaan-3.txt"),
    ] {
        let found = found(&library.path(), question);
        assert!(
            found.iter().any(|name| name == expected),
            "{question}: {found:?}"
        );
    }
    let without = found(&library.path(), "चंद्रयान -चंद्रयान");
    assert_eq!(without, Vec::<String>::new());
}

/// English spells these names by habit, so their sound is that of other words: `delhi` sounds like
/// ढेला.
#[test]
fn english_names_find_the_hindi_name_and_no_similar_sound() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library.db");
    let names = [
        ("delhi", "दिल्ली"),
        ("new delhi", "नई दिल्ली"),
        ("lucknow", "लखनऊ"),
        ("jaipur", "जयपुर"),
        ("chandigarh", "चंडीगढ़"),
        ("google", "गूगल"),
        ("youtube", "यूट्यूब"),
        ("cyclone", "चक्रवात"),
        ("sarak", "सड़क"),
        ("saudi arabia", "सऊदी अरब"),
    ];
    for (name, written) in names {
        let text = format!("एक शहर की ख़बर\n\nलोग {written} के बारे में लिखते हैं।\n");
        std::fs::write(folder.path().join(format!("{name}.txt")), text).unwrap();
    }
    let other = "ढेले की कहानी\n\nमिट्टी का ढेला और दाल लाखों लोगों ने देखी, सड़ा हुआ फल नहीं।\n";
    std::fs::write(folder.path().join("other.txt"), other).unwrap();
    let files = folder.path().to_str().unwrap();
    assert!(run(&library, &["import", files]).code() == Some(0));
    for (name, written) in names {
        let found = found(&library, name);
        assert!(
            found.contains(&format!("{name}.txt")) && !found.contains(&"other.txt".to_owned()),
            "{name} ({written}): {found:?}"
        );
    }
}

/// Scripts without spaces between words, or with several spellings of a word.
#[test]
fn stories_in_other_scripts_are_found_by_any_of_their_words() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library.db");
    for (name, story) in [
        (
            "ja.txt",
            "桜前線はどのように北上するか\n\n桜は三月に九州で開花し、五月に北海道に届く。\n",
        ),
        (
            "zh.txt",
            "长江是中国最长的河流\n\n长江发源于青藏高原，在上海附近流入东海。\n",
        ),
        (
            "th.txt",
            "กรุงเทพมหานครเป็นเมืองหลวงของประเทศไทย\n\nแม่น้ำเจ้าพระยาไหลผ่านเมืองหลวง\n",
        ),
        (
            "ko.txt",
            "한강은 서울을 가로지른다\n\n한강의 길이는 약 494킬로미터이다.\n",
        ),
        (
            "ur.txt",
            "دریائے سندھ پاکستان کا سب سے بڑا دریا ہے\n\nیہ دریا تبت سے نکلتا ہے۔\n",
        ),
        (
            "bn.txt",
            "পদ্মা নদী বড\u{9bc} নদী\n\nনদীটি বাংলাদেশের মধ্য দিয়ে বয়ে যায়।\n",
        ),
    ] {
        std::fs::write(folder.path().join(name), story).unwrap();
    }
    let path = folder.path().to_str().unwrap();
    assert!(run(&library, &["import", path]).status.success());
    for (question, expected) in [
        ("開花", "ja.txt"),
        ("桜", "ja.txt"),
        ("北海道に", "ja.txt"),
        ("河流", "zh.txt"),
        ("青藏高原", "zh.txt"),
        ("\"流入东海\"", "zh.txt"),
        ("เจ้าพระยา", "th.txt"),
        ("title:เมืองหลวง", "th.txt"),
        ("서울", "ko.txt"),
        ("494", "ko.txt"),
        ("پاكستان", "ur.txt"),
        ("ব\u{9dc}", "bn.txt"),
    ] {
        assert_eq!(found(&library, question), [expected], "{question}");
    }
    for question in ["花開", "高海", "เมืองไทย"] {
        assert!(found(&library, question).is_empty(), "{question}");
    }
}

#[test]
fn options_may_come_last_and_excluded_words_are_no_options() {
    let library = Library::on_bundled();
    let count = |arguments: &[&str]| {
        let output = run(&library.path(), arguments);
        (output.rows().len(), output.status.code())
    };
    assert_eq!(
        count(&["search", "पानी", "--json", "--limit", "2"]),
        (2, Some(0))
    );
    let (all, _) = count(&["search", "--json", "पानी"]);
    let (without, _) = count(&["search", "पानी", "-मानसून", "--json"]);
    assert!(0 < without && without < all, "{without} of {all}");
    assert_eq!(count(&["search", "पानी", "--limt", "3"]), (0, Some(2)));
    let none = run(&library.path(), &["search", "zzzzqqqq"]);
    assert_eq!(
        (none.status.code(), none.stderr),
        (Some(1), "no matches\n".to_owned())
    );
    assert_eq!(count(&["list", "--json", "--limit", "3"]), (3, Some(0)));
    assert_eq!(count(&["list", "--json", "--unread"]), (15, Some(0)));
    assert_eq!(count(&["list", "--json", "--starred"]), (0, Some(0)));
    assert_eq!(count(&["list", "--json", "--folder", "x"]), (0, Some(0)));
}

#[test]
fn a_unique_prefix_of_an_id_is_enough() {
    let library = Library::on_bundled();
    let listed = run(&library.path(), &["list", "--json", "--limit", "1"]).rows();
    let (id, headline) = (
        listed[0]["id"].as_str().unwrap(),
        listed[0]["headline"].as_str().unwrap(),
    );
    let shown = run(&library.path(), &["show", &id[..8], "--json"]);
    assert_eq!(shown.rows()[0]["headline"], headline);
    let none = run(&library.path(), &["show", "fffff"]);
    let said = none.stderr;
    assert!(
        said.contains("fffff: no such story in the library, and no such file"),
        "{said}"
    );
}

#[test]
fn no_query_is_an_error() {
    let library = Library::on_bundled();
    for question in [
        "\"",
        "NEAR(",
        "'; DROP TABLE article; --",
        "*",
        "title:",
        "a OR",
        "-",
        "since:कल चाँद",
    ] {
        let output = run(&library.path(), &["search", "--json", "--", question]);
        let said = output.stderr;
        assert!(
            !said.contains("library:") && !said.contains("panicked"),
            "{question}: {said}"
        );
    }
    assert_eq!(run(&library.path(), &["list", "--json"]).rows().len(), 15);
}

#[test]
fn the_same_stories_again_change_nothing_and_export_is_import() {
    let library = Library::on_bundled();
    let again = run(&library.path(), &["import", "assets/stories"]);
    assert_eq!(
        again.stdout,
        "0 new, 0 changed, 15 known already, 0 remarks\n"
    );
    let exported = run(&library.path(), &["export"]).stdout;
    let file = library.folder.path().join("export.jsonl");
    std::fs::write(&file, &exported).unwrap();
    let other = library.folder.path().join("other.db");
    run(&other, &["import", file.to_str().unwrap()]);
    assert_eq!(run(&other, &["export"]).stdout, exported);
}

#[test]
fn an_article_is_shown_related_and_removed() {
    let library = Library::on_bundled();
    let listed = run(&library.path(), &["list", "--json"]).rows();
    let id = listed[0]["id"].as_str().unwrap();
    let shown = run(&library.path(), &["show", id, "--width", "60"]);
    assert!(shown.stdout.lines().count() > 20);
    let related = run(
        &library.path(),
        &["related", "--json", "assets/stories/chandrayaan-3.txt"],
    )
    .rows();
    assert_eq!(related[0]["kin"], "publisher");
    let (own, alike): (Vec<_>, Vec<_>) = related.iter().partition(|row| row["kin"] == "publisher");
    assert!(!own.is_empty() && !alike.is_empty());
    assert!(
        alike
            .iter()
            .all(|row| !row["reason"].as_array().unwrap().is_empty())
    );
    assert!(
        related
            .iter()
            .all(|row| row["origin"] != "assets/stories/chandrayaan-3.txt")
    );
    assert!(run(&library.path(), &["remove", id]).status.success());
    assert_eq!(run(&library.path(), &["list", "--json"]).rows().len(), 14);
    assert!(!run(&library.path(), &["remove", id]).status.success());
}

#[test]
fn a_library_that_cannot_be_used_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let missing = run(&folder.path().join("none.db"), &["list"]);
    assert!(missing.stderr.contains("no library yet"));
    let damaged = folder.path().join("damaged.db");
    std::fs::write(
        &damaged,
        "not a database, but long enough to be looked at as one".repeat(40),
    )
    .unwrap();
    let before = std::fs::read(&damaged).unwrap();
    let said = run(&damaged, &["import", "assets/stories"]).stderr;
    assert!(
        said.contains("damaged.db: not a library of newsreader"),
        "{said}"
    );
    assert_eq!(std::fs::read(&damaged).unwrap(), before);
    let newer = folder.path().join("newer.db");
    run(&newer, &["import", "assets/stories"]);
    let connection = rusqlite::Connection::open(&newer).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    assert!(
        run(&newer, &["list"])
            .stderr
            .contains("written by a newer newsreader")
    );
}

/// After an import is killed the library holds whole articles, and the next import adds the rest.
#[test]
fn a_killed_import_loses_nothing_that_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let stories = folder.path().join("many.jsonl");
    let lines: Vec<String> = (0..6_000)
        .map(|number| {
            format!(
                "{{\"headline\":\"ख़बर {number}\",\"text\":\"यह ख़बर संख्या {number} का पाठ है।\"}}\n"
            )
        })
        .collect();
    std::fs::write(&stories, lines.concat()).unwrap();
    let library = folder.path().join("library.db");
    for delay in [5, 30, 80, 200] {
        let import = Program::new(&["import", stories.to_str().unwrap()]);
        let running = import.library(&library).start();
        std::thread::sleep(std::time::Duration::from_millis(delay));
        running.kill();
        if library.exists() {
            let said = run(&library, &["list", "--json"]).stderr;
            assert_eq!(said, "", "after {delay} ms");
        }
    }
    run(&library, &["import", stories.to_str().unwrap()]);
    assert_eq!(run(&library, &["list", "--json"]).rows().len(), 6_000);
    assert_eq!(found(&library, "5999").len(), 1);
}
