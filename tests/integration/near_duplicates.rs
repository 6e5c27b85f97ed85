//! Near duplicates from several publishers share one row that leads to each of them; different articles never do.

use crate::stored::{library, run, story};
use newsreader::article::{Article, Marks};
use newsreader::search::LibraryQuery;
use newsreader::store::{Kin, Order, Store};
use serde_json::Value;
use std::path::Path;

/// Returns a hundred long words, different for each `kind`, after an introduction that fits two headlines.
pub(crate) fn report(kind: char) -> String {
    format!("बाढ़ से राहत: नदी का पानी उतरा। {}", text(kind))
}

/// Returns a hundred long words, different for each `kind`.
fn text(kind: char) -> String {
    let letters: Vec<char> = "कखगघचछजझटठडढतथदधपफबभ".chars().collect();
    let words = ["नगर", "गंज", "पुर", "बाग", "घाट"]
        .into_iter()
        .flat_map(|end| {
            letters
                .iter()
                .map(move |letter| format!("{letter}मल{kind}{end}"))
        });
    words.collect::<Vec<_>>().join(" ")
}

/// Returns an article of a feed, with its own address.
fn of_feed(feed: &str, number: usize, headline: &str, body: &str) -> Article {
    Article {
        url: Some(format!("https://{feed}.example/{number}")),
        origin: format!("https://{feed}.example/rss"),
        ..story(headline, feed, 0, body)
    }
    .identified()
}

fn listed(library: &Path, arguments: &[&str]) -> Vec<(String, u64)> {
    let listed = run(library, &[&["list", "--json"], arguments].concat());
    let rows = listed.lines().map(|line| {
        let row: Value = serde_json::from_str(line).unwrap();
        let headline = row["headline"].as_str().unwrap().to_owned();
        (headline, row["sources"].as_u64().unwrap())
    });
    rows.collect()
}

fn rows(stories: &[Article]) -> Vec<(String, u64)> {
    let (folder, store) = library(stories);
    drop(store);
    listed(&folder.path().join("library.sqlite"), &[])
}

/// Headlines that share no word.
const HEADLINES: [&str; 10] = [
    "नदी का जलस्तर बढ़ा",
    "शेयर बाज़ार में तेज़ी",
    "चुनाव आयोग की बैठक आज",
    "क्रिकेट टीम घोषित हुई",
    "मेट्रो पर काम शुरू",
    "किसानों को मिलेगा मुआवज़ा",
    "विश्वविद्यालय ने टाली परीक्षाएँ",
    "अस्पताल में नई मशीनें",
    "अंतरिक्ष यान रवाना",
    "पुस्तक मेले का समापन",
];

#[test]
fn one_text_of_two_papers_is_one_row_of_two_sources() {
    let rows = rows(&[
        story("बाढ़ से राहत", "पहला", 0, &report('क')),
        story("नदी का पानी उतरा", "दूसरा", 1, &report('क')),
    ]);
    assert_eq!(rows, [("नदी का पानी उतरा".to_owned(), 2)]);
}

#[test]
fn a_short_text_under_one_headline_is_one_row_and_under_two_is_two() {
    let short = "राज्य सरकार ने शुक्रवार को बताया कि पिछले सप्ताह लगातार वर्षा से हुए नुक़सान का आकलन समाप्त हो गया और प्रभावित परिवारों को सहायता सोमवार से मिलेगी";
    let under = |one: &str, other: &str| {
        rows(&[
            story(one, "पहला", 0, short),
            story(other, "दूसरा", 0, &format!("{short} है")),
        ])
        .len()
    };
    assert_eq!(under("बाढ़ का आकलन पूरा", "बाढ़ का आकलन अब पूरा"), 1);
    assert_eq!(under("बाढ़ का आकलन पूरा", "शिक्षकों की भर्ती इसी महीने"), 2);
}

#[test]
fn a_daily_column_is_another_story_each_day() {
    let rows = rows(&[
        story("आज का राशिफल", "पहला", 0, &report('क')),
        story("आज का राशिफल", "पहला", 1, &report('ख')),
        story("आज का राशिफल", "दूसरा", 1, &report('ग')),
    ]);
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|(_, sources)| *sources == 1), "{rows:?}");
}

#[test]
fn the_same_text_after_two_weeks_is_a_new_row() {
    let rows_after = |days: i64| {
        let first = story("बाढ़ से राहत", "पहला", 0, &report('क'));
        rows(&[first, story("फिर वही नदी", "दूसरा", days, &report('क'))]).len()
    };
    assert_eq!((rows_after(14), rows_after(15)), (1, 2));
}

/// A feed may have the same text below each headline (a call to subscribe, a live blog), however long, and another
/// feed may have it too.
#[test]
fn each_story_of_a_feed_that_repeats_itself_has_its_row() {
    let teaser = "यह समाचार केवल सदस्यों के लिए उपलब्ध है; पूरा पढ़ने के लिए कृपया अभी सदस्यता लीजिए और अगले तीस दिन निःशुल्क पढ़िए";
    for shared in [teaser.to_owned(), text('क')] {
        for feeds in [&["ek"][..], &["ek", "do"]] {
            let stories = HEADLINES.iter().enumerate().map(|(number, headline)| {
                of_feed(feeds[number % feeds.len()], number, headline, &shared)
            });
            let stories: Vec<Article> = stories.collect();
            let (folder, store) = library(&stories);
            let path = folder.path().join("library.sqlite");
            let rows = listed(&path, &[]);
            assert_eq!(rows.len(), stories.len(), "{feeds:?}: {rows:?}");
            assert!(rows.iter().all(|(_, sources)| *sources == 1), "{rows:?}");
            assert_eq!(listed(&path, &["--unread"]), rows);
            assert_eq!(store.totals().unwrap(), (rows.len(), rows.len()));
            for story in &stories {
                let found = store.find(&LibraryQuery::new(&story.headline), Order::Best, 20);
                let found = found.unwrap();
                assert!(found.iter().any(|hit| hit.listing.id == story.id));
            }
        }
    }
}

#[test]
fn no_group_has_two_stories_of_a_publisher() {
    let long = report('क');
    let (folder, store) = library(&[
        of_feed("ek", 1, "बाढ़ से राहत", &long),
        of_feed("do", 1, "नदी का पानी उतरा", &long),
        of_feed("do", 2, "नदी का पानी और उतरा", &long),
        of_feed("teen", 1, "राहत की साँस", &long),
    ]);
    let rows = listed(&folder.path().join("library.sqlite"), &[]);
    let sources: u64 = rows.iter().map(|(_, sources)| sources).sum();
    assert_eq!((rows.len(), sources), (2, 4), "{rows:?}");
    drop(store);
}

/// The newest article is the row and offers all others first; counts equal the listed rows, whichever of them was
/// read.
#[test]
fn a_row_reaches_each_of_its_stories_and_counts_as_one() {
    let papers = [
        "ek", "do", "teen", "char", "paanch", "chhah", "saat", "aath",
    ];
    let stories: Vec<Article> = papers
        .iter()
        .enumerate()
        .map(|(number, paper)| {
            of_feed(paper, number, &format!("बाढ़ से राहत {number}"), &report('क'))
        })
        .chain([of_feed("nau", 9, HEADLINES[9], "और कुछ")])
        .collect();
    let (folder, mut store) = library(&stories);
    let path = folder.path().join("library.sqlite");
    let rows = listed(&path, &[]);
    assert_eq!(rows.len(), 2);
    let related = store.related(&stories[7], 3).unwrap();
    let reached: Vec<&str> = related
        .iter()
        .take_while(|other| other.kin == Kin::Same)
        .map(|other| other.listing.headline.as_str())
        .collect();
    assert_eq!(reached.len(), 7, "{reached:?}");
    let read = Marks {
        read: true,
        starred: false,
    };
    for (marked, unread) in [(8, 1), (0, 0)] {
        store.set_marks(&[(stories[marked].id, read)]).unwrap();
        assert_eq!(store.totals().unwrap(), (2, unread), "{marked}");
        assert_eq!(listed(&path, &["--unread"]).len(), unread, "{marked}");
        assert_eq!(listed(&path, &[]).len(), 2);
    }
}

/// Version 3 grouped articles of one feed: the groups are rebuilt once, and marks are kept.
#[test]
fn a_library_of_the_third_version_is_regrouped() {
    let mut stories: Vec<Article> = (0..10)
        .map(|number| of_feed("ek", number, HEADLINES[number], &text('ख')))
        .collect();
    stories.push(of_feed("do", 0, "बाढ़ से राहत", &report('क')));
    stories.push(of_feed("teen", 0, "नदी का पानी उतरा", &report('क')));
    stories.push(
        Article {
            published: None,
            ..of_feed("char", 0, HEADLINES[0], &text('ग'))
        }
        .identified(),
    );
    let (folder, mut store) = library(&stories);
    let path = folder.path().join("library.sqlite");
    let starred = Marks {
        read: false,
        starred: true,
    };
    store.set_marks(&[(stories[4].id, starred)]).unwrap();
    drop(store);
    let connection = rusqlite::Connection::open(&path).unwrap();
    let mut rows = connection
        .prepare("SELECT key, number FROM near_duplicate")
        .unwrap();
    let as_made: Vec<(i64, i64)> = rows
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    drop(rows);
    connection
        .execute_batch(
            "UPDATE article SET same = 1 WHERE number <= 10;
             CREATE TABLE twin (key INTEGER NOT NULL, number INTEGER NOT NULL,
                 PRIMARY KEY (key, number)) WITHOUT ROWID;
             INSERT INTO twin SELECT key & 281474976710655, number FROM near_duplicate;
             DROP TABLE near_duplicate;
             DROP TABLE orphaned; DROP INDEX article_by_star; DROP TABLE unread; DROP TABLE swept;
             PRAGMA user_version = 3;",
        )
        .unwrap();
    drop(connection);
    let keys = || -> Vec<(i64, i64)> {
        let connection = rusqlite::Connection::open(&path).unwrap();
        let mut rows = connection
            .prepare("SELECT key, number FROM near_duplicate")
            .unwrap();
        let rows = rows
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    assert_eq!(listed(&path, &[]).len(), 12);
    assert_eq!(keys(), as_made, "the keys are those of a library of today");
    let store = Store::open(&path).unwrap();
    assert_eq!(store.marks().unwrap(), [(stories[4].id, starred)]);
    assert_eq!(
        listed(&path, &["--starred"]),
        [(HEADLINES[4].to_owned(), 1)]
    );
}
