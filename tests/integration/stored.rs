//! Stored articles are found in any spelling, read back unchanged, and listed once.

use crate::near_duplicates::report;
use crate::program::Program;
use chrono::{DateTime, Duration, FixedOffset};
use newsreader::article::{Article, Block, PageStart, Related, RichText, Source};
use newsreader::search::LibraryQuery;
use newsreader::store::{Error, Kin, Order, Prepared, Store, Subscription};
use proptest::prelude::*;
use std::path::Path;

pub(crate) fn story(headline: &str, source: &str, day: i64, text: &str) -> Article {
    let first: DateTime<FixedOffset> =
        DateTime::parse_from_rfc3339("2024-03-01T06:00:00+05:30").unwrap();
    Article {
        headline: headline.to_owned(),
        source: Some(Source {
            name: source.to_owned(),
            url: None,
        }),
        published: Some(first + Duration::days(day)),
        origin: format!("{source}.json"),
        blocks: vec![Block::Paragraph(RichText {
            text: text.to_owned(),
            marks: Vec::new(),
        })],
        ..Article::default()
    }
    .identified()
}

pub(crate) fn library(stories: &[Article]) -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_create(&folder.path().join("library.sqlite")).unwrap();
    store.put(stories).unwrap();
    (folder, store)
}

fn is_found(store: &Store, wanted: &Article, question: &str) -> bool {
    [Order::Best, Order::Newest].into_iter().all(|order| {
        let hits = store.find(&LibraryQuery::new(question), order, 50).unwrap();
        hits.iter().any(|hit| hit.listing.id == wanted.id)
    })
}

/// Returns the spellings of a word that publishers use.
fn spellings(word: &str) -> Vec<String> {
    let mut spellings = vec![
        word.to_owned(),
        word.replace('\u{93c}', ""),
        word.replace('ँ', "ं"),
    ];
    for (nasal, row) in [('न', "तथदध"), ('म', "पफबभ"), ('ण', "टठडढ"), ('ङ', "कखगघ")]
    {
        let (mut short, mut long) = (word.to_owned(), word.to_owned());
        for consonant in row.chars() {
            let (dot, joined) = (format!("ं{consonant}"), format!("{nasal}\u{94d}{consonant}"));
            short = short.replace(&joined, &dot);
            long = long.replace(&dot, &joined);
        }
        spellings.extend([short, long]);
    }
    spellings
}

/// A pattern of plausible Hindi words.
const WORD: &str = "([क-नप-ह]़?[ािीुूेैोौ]?[ँं]?|न्[तथदध]|म्[पफबभ]|ण्[टठडढ]|ङ्[कखगघ]){2,6}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_story_is_found_by_each_of_its_words_in_each_spelling(
        title in proptest::collection::vec(WORD, 1..4),
        text in proptest::collection::vec(WORD, 1..12),
    ) {
        let story = story(&title.join(" "), "पत्र", 0, &format!("{}।", text.join(" ")));
        let (_folder, store) = library(std::slice::from_ref(&story));
        for word in title.iter().chain(&text) {
            for spelling in spellings(word) {
                prop_assert!(is_found(&store, &story, &spelling), "{} for {}", spelling, word);
            }
        }
        let stored = store.article(story.id).unwrap();
        prop_assert_eq!(stored.as_ref(), Some(&story));
    }
}

pub(crate) fn run(library: &Path, arguments: &[&str]) -> String {
    Program::new(arguments).library(library).run().printed()
}

#[test]
fn an_export_can_be_imported_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (folder.path().join("one.db"), folder.path().join("other.db"));
    run(&one, &["import", "assets/stories"]);
    let exported = run(&one, &["export"]);
    let file = folder.path().join("all.jsonl");
    std::fs::write(&file, &exported).unwrap();
    run(&other, &["import", file.to_str().unwrap()]);
    assert_eq!(run(&other, &["export"]), exported);
}

#[test]
fn pages_of_the_list_are_together_the_list() {
    let mut stories: Vec<Article> = (0..30)
        .map(|day| story(&format!("ख़बर {day}"), "पहला", day, &format!("पाठ {day}")))
        .collect();
    // Near duplicates on two pages, and an article without a date.
    stories.push(story("बाढ़ से राहत", "दूसरा", 3, &report('क')));
    stories.push(story("नदी का पानी उतरा", "तीसरा", 12, &report('क')));
    let undated = Article {
        published: None,
        ..story("बिना तारीख़", "पहला", 0, "पाठ")
    };
    stories.push(undated.identified());
    let (_folder, store) = library(&stories);
    let all = LibraryQuery::default();
    let paged = |most: usize| {
        let (mut headlines, mut start) = (Vec::new(), PageStart::First);
        loop {
            let rows = store.rows_in_order(&all, start, most).unwrap();
            headlines.extend(rows.listings.iter().map(|row| row.headline.clone()));
            match rows.listings.last() {
                Some(last) if !rows.is_end => start = PageStart::After(last.id),
                _ => return headlines,
            }
        }
    };
    let paged_up = |most: usize| {
        let (mut headlines, mut start) = (Vec::new(), PageStart::Last);
        loop {
            let rows = store.rows_in_order(&all, start, most).unwrap();
            let page = rows.listings.iter().rev();
            headlines.extend(page.map(|row| row.headline.clone()));
            match rows.listings.first() {
                Some(first) if !rows.is_end => start = PageStart::Before(first.id),
                _ => break,
            }
        }
        headlines.reverse();
        headlines
    };
    let whole = paged(1_000);
    assert_eq!(whole.len(), 32);
    assert!(!whole.contains(&"बाढ़ से राहत".to_owned()));
    assert_eq!(whole.last().unwrap(), "बिना तारीख़");
    for most in [1, 7, 8, 16, 32] {
        assert_eq!(paged(most), whole, "{most}");
        assert_eq!(paged_up(most), whole, "{most}");
    }
    assert_eq!(store.totals().unwrap(), (32, 32));
}

#[test]
fn what_the_publisher_offers_comes_first_if_the_library_has_it() {
    let at_address = Article {
        url: Some("https://example.org/one?utm_source=x".to_owned()),
        ..story("पुल का उद्घाटन", "पहला", 0, "एक")
    };
    let by_title = story("हिन्दी दिवस पर विशेष आयोजन", "पहला", 1, "दो");
    let offer = |title: &str, url: Option<&str>| Related {
        title: title.to_owned(),
        url: url.map(str::to_owned),
    };
    let reading = Article {
        related: vec![
            offer("कहीं नहीं है यह ख़बर", None),
            offer("हिंदी दिवस पर विशेष आयोजन", None),
            offer("पुल", Some("https://example.org/one")),
        ],
        ..story("आज की बड़ी ख़बर", "पहला", 2, "तीन")
    };
    let stories = [at_address, by_title, reading].map(Article::identified);
    let (_folder, store) = library(&stories);
    let related = store.related(&stories[2], 5).unwrap();
    let told: Vec<(&str, Kin)> = related
        .iter()
        .map(|other| (other.listing.headline.as_str(), other.kin))
        .collect();
    assert_eq!(
        told,
        [
            ("हिन्दी दिवस पर विशेष आयोजन", Kin::Publisher),
            ("पुल का उद्घाटन", Kin::Publisher),
        ]
    );
}

#[test]
fn a_write_is_visible_as_a_whole_or_not_at_all() {
    let (_folder, mut store) = library(&[]);
    let feed = |etag: &str| Subscription {
        address: "https://example.org/feed".to_owned(),
        etag: Some(etag.to_owned()),
        ..Subscription::default()
    };
    store.subscribe(&[feed("1")]).unwrap();
    let [one, two] = ["नदी", "पहाड़"].map(|headline| story(headline, "पत्र", 0, "एक ख़बर"));
    let written = store.at_once(|batch| {
        let written = batch.put([Prepared::new(one.clone())?])?;
        assert_eq!(batch.stored_version(&one)?.1.as_ref(), Some(&one));
        batch.update_subscription("https://example.org/feed", &feed("2"))?;
        Ok(written)
    });
    assert_eq!(written.unwrap().new, 1);
    let failed = store.at_once(|batch| {
        batch.put([Prepared::new(two.clone())?])?;
        batch.update_subscription("https://example.org/feed", &feed("3"))?;
        Err::<(), _>(Error::Corrupt)
    });
    assert!(matches!(failed, Err(Error::Corrupt)));
    assert_eq!(store.subscriptions().unwrap(), [feed("2")]);
    assert_eq!(store.article(two.id).unwrap(), None);
    assert!(is_found(&store, &one, "नदी") && !is_found(&store, &two, "पहाड़"));
    store.put(std::slice::from_ref(&two)).unwrap();
    assert!(is_found(&store, &two, "पहाड़"));
}

/// The list of starred articles is read by an index, so that its time does not grow with the library.
#[test]
fn starred_stories_are_found_by_their_index() {
    let (folder, store) = library(&[story("नदी", "पत्र", 0, "एक ख़बर")]);
    drop(store);
    let connection = rusqlite::Connection::open(folder.path().join("library.sqlite")).unwrap();
    let plan: String = connection
        .query_row(
            "EXPLAIN QUERY PLAN SELECT id FROM article WHERE 1 AND marks & 2 = 2
             ORDER BY published DESC, number DESC LIMIT ?1",
            [20],
            |row| row.get(3),
        )
        .unwrap();
    assert!(plan.contains("article_by_star"), "{plan}");
}
