//! The terms of the search language against a library: what each finds, in which order, and in a library
//! of an earlier version.

use crate::stored::story;
use newsreader::article::{
    Article, ArticleId, Block, Image, Marks, Media, MediaKind, PageStart, Timestamp,
};
use newsreader::search::{LibraryQuery, SortOrder};
use newsreader::store::{Order, Store, Subscription};

fn now() -> Timestamp {
    Timestamp::parse_from_rfc3339("2024-03-11T06:00:00+05:30").unwrap()
}

fn query(typed: &str) -> LibraryQuery {
    let query = LibraryQuery::at(typed, now());
    assert!(query.ignored.is_empty(), "{typed}");
    query
}

/// Ten articles, a day apart; the last is a day old. The headline of each ends with its number.
fn articles() -> Vec<Article> {
    let names = ["BBC हिंदी", "DW", "बीबीसी उर्दू"];
    let article = |number: usize| {
        let mut article = story(
            &format!("रेल ख़बर {number}"),
            names[number % 3],
            i64::try_from(number).unwrap(),
            &"शब्द ".repeat(10 * (number + 1)),
        );
        article.authors = vec![format!("सुहैल वहीद {}", number % 2)];
        article.language = Some(
            if number.is_multiple_of(3) {
                "ur"
            } else {
                "hi-IN"
            }
            .to_owned(),
        );
        let media = |kind| {
            Block::Media(Media {
                media: kind,
                ..Media::default()
            })
        };
        article.blocks.extend(match number {
            1 => Some(Block::Image(Image::at("https://example.org/1.jpg"))),
            2 => Some(media(MediaKind::Video)),
            3 => Some(media(MediaKind::Audio)),
            4 => Some(Block::Code {
                text: "let".to_owned(),
                language: None,
            }),
            _ => None,
        });
        article.identified()
    };
    let mut articles: Vec<Article> = (0..10).map(article).collect();
    "बजट और कर ख़बर 7".clone_into(&mut articles[7].headline);
    "रेल बजट ख़बर 8".clone_into(&mut articles[8].headline);
    articles
}

struct Library {
    folder: tempfile::TempDir,
    store: Store,
}

impl Library {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(&folder.path().join("library.db")).unwrap();
        let articles = articles();
        store.put(&articles).unwrap();
        let marks = |read, starred| Marks { read, starred };
        let changed = [
            (articles[0].id, marks(true, false)),
            (articles[1].id, marks(false, true)),
            (articles[2].id, marks(true, true)),
        ];
        store.set_marks(&changed).unwrap();
        Self { folder, store }
    }

    /// The numbers of the articles that a query finds, in the order of the list.
    fn find(&mut self, typed: &str) -> Vec<u32> {
        let query = query(typed);
        self.store.prepare_for(&query).unwrap();
        let hits = self.store.find(&query, Order::Best, 50).unwrap();
        let mut found: Vec<u32> = hits
            .iter()
            .map(|hit| number_of(&hit.listing.headline))
            .collect();
        if query.is_ranked() {
            found.sort_unstable_by_key(|number| std::cmp::Reverse(*number));
        }
        found
    }
}

fn number_of(headline: &str) -> u32 {
    headline.rsplit(' ').next().unwrap().parse().unwrap()
}

#[test]
fn every_term_finds_what_it_names() {
    let mut library = Library::new();
    for (typed, expected) in [
        ("newer:3d", &[9, 8, 7][..]),
        ("older:७d", &[2, 1, 0]),
        ("since:yesterday", &[9]),
        ("before:2024-03-03", &[1, 0]),
        ("author:\"सुहैल वहीद 1\"", &[9, 7, 5, 3, 1]),
        ("author:suhail newer:2d", &[9, 8]),
        ("has:picture", &[1]),
        ("has:video,audio", &[3, 2]),
        ("has:कोड", &[4]),
        ("words:>90", &[9]),
        ("words:20-40", &[3, 2, 1]),
        ("words:<20", &[0]),
        ("lang:ur", &[9, 6, 3, 0]),
        ("lang:hi newer:4d", &[8, 7]),
        ("source:bbc,उर्दू newer:4d", &[9, 8, 6]),
        ("-source:bbc newer:4d", &[8, 7]),
        ("is:starred OR newer:1d", &[9, 2, 1]),
        ("(is:starred is:unread) OR newer:1d", &[9, 1]),
        ("-is:unread", &[2, 0]),
        ("-newer:8d", &[1, 0]),
        ("बजट", &[8, 7]),
        ("(रेल बजट) OR कर", &[8, 7]),
        ("रेल -बजट newer:3d", &[9]),
        ("(रेल -बजट) OR कर newer:4d", &[9, 7, 6]),
        ("NOT (रेल बजट) newer:3d", &[9, 7]),
        ("(बजट OR is:starred) newer:20d", &[8, 7, 2, 1]),
        // Stories with only some of the words come last.
        ("((रेल OR कर) (बजट OR zzz)) newer:4d", &[9, 8, 7, 6]),
    ] {
        // The day on which an age begins is no part of what is tested.
        let found = library.find(typed);
        assert_eq!(found, expected, "{typed}");
    }
}

#[test]
fn lists_come_in_each_order_page_by_page_in_both_directions() {
    let library = Library::new();
    let mut store = library.store;
    let undated = Article {
        headline: "रेल ख़बर 10".to_owned(),
        published: None,
        source: None,
        ..articles().remove(0)
    };
    store.put(&[undated.identified()]).unwrap();
    let newest: Vec<u32> = (0..10).rev().chain([10]).collect();
    let oldest: Vec<u32> = (0..11).collect();
    let longest: Vec<u32> = vec![9, 8, 7, 6, 5, 4, 3, 2, 1, 10, 0];
    let by_source = vec![9, 6, 3, 0, 7, 4, 1, 8, 5, 2, 10];
    for (typed, expected) in [
        ("", newest.clone()),
        ("sort:newest", newest.clone()),
        ("sort:oldest", oldest.clone()),
        ("sort:length", longest),
        ("sort:source", by_source),
        (
            "is:unread sort:oldest",
            oldest
                .iter()
                .copied()
                .filter(|n| ![0, 2].contains(n))
                .collect(),
        ),
        (
            "is:unread sort:newest",
            newest.into_iter().filter(|n| ![0, 2].contains(n)).collect(),
        ),
        ("is:unread sort:length", vec![9, 8, 7, 6, 5, 4, 3, 1, 10]),
        ("is:unread sort:source", vec![9, 6, 3, 7, 4, 1, 8, 5, 10]),
        ("रेल sort:oldest", vec![0, 1, 2, 3, 4, 5, 6, 8, 9, 10]),
        ("रेल -बजट sort:length is:unread", vec![9, 6, 5, 4, 3, 1, 10]),
        ("sort:source lang:ur -source:dw", vec![9, 6, 3, 0, 10]),
    ] {
        check_order(&mut store, typed, &expected);
    }
}

/// Reads a list page by page in both directions, and counts its rows.
fn check_order(store: &mut Store, typed: &str, expected: &[u32]) {
    let query = query(typed);
    store.prepare_for(&query).unwrap();
    let page = |start| store.answers(&query, Order::Best, start, 3).unwrap();
    let numbers = |rows: &newsreader::store::StoredRows| -> Vec<u32> {
        rows.listings
            .iter()
            .map(|row| number_of(&row.headline))
            .collect()
    };
    let mut rows = page(PageStart::First);
    let (mut down, mut places) = (Vec::new(), Vec::new());
    while let Some(last) = rows.listings.last() {
        down.extend(numbers(&rows));
        places.extend(rows.listings.iter().map(|row| row.id));
        rows = page(PageStart::After(last.id));
    }
    assert_eq!(down, expected, "{typed} down");
    let mut rows = page(PageStart::Last);
    assert_eq!(rows.above, Some(expected.len() - 3), "{typed}");
    let mut up = Vec::new();
    while let Some(first) = rows.listings.first() {
        up.splice(0..0, numbers(&rows));
        rows = page(PageStart::Before(first.id));
    }
    assert_eq!(up, expected, "{typed} up");
    let count = store.count_answers(&query, Order::Best).unwrap();
    assert_eq!(count, Some(expected.len()), "{typed}");
    for (row, id) in places.iter().enumerate() {
        let below = store.count_below(&query, *id).unwrap();
        assert_eq!(below, expected.len() - row - 1, "{typed} below row {row}");
    }
}

#[test]
fn a_part_of_a_list_is_marked_read_in_the_order_of_the_list() {
    use newsreader::article::ListPart;
    for (typed, expected) in [
        ("sort:oldest", vec![9, 8, 7, 6, 5]),
        ("sort:length", vec![5, 4, 3, 1]),
        ("रेल sort:source", vec![9, 6, 3, 4, 1]),
    ] {
        let Library {
            mut store,
            folder: _kept,
        } = Library::new();
        let query = query(typed);
        let list = store
            .answers(&query, Order::Best, PageStart::First, 50)
            .unwrap();
        let at = list
            .listings
            .iter()
            .position(|row| number_of(&row.headline) == 4)
            .unwrap();
        let part = match typed {
            "sort:length" => ListPart::Below(list.listings[at - 2].id),
            "sort:oldest" => ListPart::Below(list.listings[at].id),
            _ => ListPart::Above(list.listings[at + 2].id),
        };
        let read = store.mark_read(&query, part).unwrap();
        let unread = |store: &Store| -> Vec<u32> {
            let mut left = Vec::new();
            store
                .listings(&LibraryQuery::new("is:unread"), 50, |row| {
                    left.push(number_of(&row.headline));
                    true
                })
                .unwrap();
            left
        };
        let left = unread(&store);
        let before = [9, 8, 7, 6, 5, 4, 3, 1];
        let marked: Vec<u32> = before
            .iter()
            .copied()
            .filter(|n| !left.contains(n))
            .collect();
        let mut expected = expected;
        expected.sort_unstable_by_key(|number| std::cmp::Reverse(*number));
        assert_eq!(marked, expected, "{typed}");
        store.mark_unread(&read.ranges).unwrap();
        assert_eq!(unread(&store), before);
    }
}

/// Version 5 had no names of saved searches and no facts; a library of it is opened at once, and what its
/// texts have is found out when a query needs it.
#[test]
fn a_library_of_the_fifth_version_keeps_everything() {
    let Library { folder, mut store } = Library::new();
    store.save_search("बाढ़ is:unread").unwrap();
    store
        .subscribe(&[Subscription {
            address: "https://example.org/rss".to_owned(),
            ..Subscription::default()
        }])
        .unwrap();
    let everything = |store: &Store| {
        let mut rows = Vec::new();
        store
            .listings(&LibraryQuery::default(), 50, |row| {
                rows.push((row.headline, row.marks));
                true
            })
            .unwrap();
        rows
    };
    let before = everything(&store);
    drop(store);
    let path = folder.path().join("library.db");
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection
        .execute_batch(
            "DROP TABLE fact; DROP TABLE author; DROP TABLE undescribed; DROP TABLE list_view;
             DROP INDEX article_by_source;
             ALTER TABLE saved DROP COLUMN name; ALTER TABLE saved DROP COLUMN position;
             PRAGMA user_version = 5;",
        )
        .unwrap();
    drop(connection);
    let mut store = Store::open(&path).unwrap();
    assert_eq!(everything(&store), before);
    assert_eq!(store.saved_searches().unwrap()[0].query, "बाढ़ is:unread");
    assert_eq!(store.subscriptions().unwrap().len(), 1);
    // A few are described while nothing else is done.
    assert!(store.describe(4).unwrap());
    let mut library = Library { folder, store };
    assert_eq!(library.find("words:<20"), [0]);
    assert!(!library.store.describe(4).unwrap());
    assert_eq!(library.find("author:suhail").len(), 10);
    assert_eq!(library.find("sort:length").len(), 10);
    let changed = Article {
        headline: "रेल ख़बर 30".to_owned(),
        ..articles().remove(4)
    };
    library.store.remove(changed.id).unwrap();
    assert_eq!(library.find("has:code"), Vec::<u32>::new());
    assert_eq!(library.find("author:suhail").len(), 9);
}

/// A file that cannot be written keeps its version.
#[test]
fn a_library_of_the_fifth_version_is_read_without_writing() {
    let Library { folder, store } = Library::new();
    drop(store);
    let path = folder.path().join("library.db");
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection
        .execute_batch(
            "DROP TABLE fact; DROP TABLE author; DROP TABLE undescribed; DROP TABLE list_view;
             DROP INDEX article_by_source;
             ALTER TABLE saved DROP COLUMN name; ALTER TABLE saved DROP COLUMN position;
             PRAGMA user_version = 5; PRAGMA journal_mode = DELETE;",
        )
        .unwrap();
    drop(connection);
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    let Ok(store) = Store::open(&path) else {
        return;
    };
    let mut library = Library { folder, store };
    assert_eq!(library.find("is:starred"), [2, 1]);
    assert_eq!(library.find("sort:length").len(), 10);
}

#[test]
fn saved_searches_have_names_and_an_order_of_their_own() {
    let Library {
        mut store,
        folder: _kept,
    } = Library::new();
    let queries = |store: &Store| -> Vec<String> {
        let saved = store.saved_searches().unwrap().into_iter();
        saved.map(|search| search.query).collect()
    };
    for query in ["ख", "क", "ग"] {
        store.save_search(query).unwrap();
    }
    assert_eq!(queries(&store), ["ख", "क", "ग"], "as they were saved");
    let order = ["ग", "ख", "क"].map(str::to_owned);
    store.order_saved_searches(&order).unwrap();
    store.name_search("ख", "खेल").unwrap();
    assert_eq!(queries(&store), order);
    let named = store.saved_searches().unwrap().remove(1);
    assert_eq!(named.name.as_deref(), Some("खेल"));
    store.forget_search("ख").unwrap();
    store.save_search("घ").unwrap();
    store.put_saved_search(&named).unwrap();
    assert_eq!(queries(&store), ["ग", "ख", "क", "घ"], "where it was");
}

#[test]
fn removed_stories_come_back_as_they_were() {
    let Library {
        mut store,
        folder: _kept,
    } = Library::new();
    let ids: Vec<ArticleId> = articles().iter().map(|article| article.id).collect();
    store.set_place(ids[2], 9, 1_700_000_000).unwrap();
    let everything = |store: &Store| {
        let mut rows = Vec::new();
        store
            .listings(&LibraryQuery::default(), 50, |row| {
                rows.push((row.headline, row.marks, row.sources));
                true
            })
            .unwrap();
        (
            rows,
            store.history(9).unwrap(),
            store.last_number().unwrap(),
        )
    };
    let before = everything(&store);
    let gone = store.throw_away(&ids[1..4], now()).unwrap();
    assert_eq!(gone, ids[1..4]);
    assert_eq!(store.throw_away(&ids[1..4], now()).unwrap(), []);
    assert_eq!(store.len().unwrap(), 7);
    let found = store.find(&query("has:video"), Order::Best, 5).unwrap();
    assert!(found.is_empty());
    // Within a day nothing is lost.
    store
        .empty_trash(now() + chrono::Duration::hours(23))
        .unwrap();
    assert_eq!(store.bring_back(&ids).unwrap(), 3);
    assert_eq!(everything(&store), before);
    assert_eq!(store.bring_back(&ids).unwrap(), 0);
    let found = store.find(&query("has:video"), Order::Best, 5).unwrap();
    assert_eq!(found.len(), 1);
    // One that is stored again meanwhile stays as it is.
    store.throw_away(&ids[..1], now()).unwrap();
    store.put(&articles()[..1]).unwrap();
    assert_eq!(store.bring_back(&ids[..1]).unwrap(), 0);
    assert_eq!(store.len().unwrap(), 10);
    store.throw_away(&ids[..1], now()).unwrap();
    store
        .empty_trash(now() + chrono::Duration::hours(25))
        .unwrap();
    assert_eq!(store.bring_back(&ids[..1]).unwrap(), 0);
}

/// Whatever is typed, SQLite answers: neither the depth nor the number of terms is beyond its limits.
#[test]
fn hostile_queries_are_answered() {
    let Library {
        mut store,
        folder: _kept,
    } = Library::new();
    let many = |term: &str, by: &str| vec![term; 5_000].join(by);
    for typed in [
        many("रेल", " "),
        many("रेल", " OR "),
        many("-र*", " "),
        many("is:unread", " OR "),
        many("-(रेल source:bbc)", " OR "),
        many("(रेल -बजट)", " OR "),
        many("author:suhail,वहीद", " "),
        format!("source:{}", many("bbc", ",")),
        format!("{}रेल OR is:read{}", "(-".repeat(9_000), ")".repeat(9_000)),
        "((((((((((((((((रेल बजट) OR कर) -खेल) OR न) OR म) OR क)".to_owned(),
        "\"(\" AND NOT OR -\"\" '; DROP TABLE article; --".to_owned(),
    ] {
        let query = LibraryQuery::at(&typed, now());
        store.prepare_for(&query).unwrap();
        let shown: String = typed.chars().take(40).collect();
        for sorted in [None, Some(SortOrder::Oldest)] {
            let query = LibraryQuery {
                sort: sorted,
                ..query.clone()
            };
            let page = store.answers(&query, Order::Best, PageStart::First, 5);
            assert!(page.is_ok(), "{shown}: {page:?}");
            let count = store.count_answers(&query, Order::Best);
            assert!(count.is_ok(), "{shown}: {count:?}");
        }
    }
}
