//! The library at 1,000 to 1,000,000 articles: import, queries, similar articles, a refresh.
//!
//! Articles consist of the words of the bundled ones and of similar invented ones, from a fixed seed and with
//! the word frequencies of a language (Zipf). `NEWSREADER_BENCH_STORIES` sets the size of the largest
//! library; the default is 10,000, since 100,000 take some minutes and 1,000,000 about ten and four
//! gigabytes. `NEWSREADER_BENCH_LIBRARIES` names a folder in which the libraries are kept. `cargo bench
//! --bench bench -- 'library of'` runs all of it, `'library of growth'` prints the table of what grows.
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    reason = "counts of a benchmark are far below what a float holds"
)]
#![expect(
    clippy::print_stderr,
    reason = "what criterion has no place for is said beside its figures"
)]

mod growth;

use chrono::{DateTime, Duration, FixedOffset};
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion};
use growth::Growth;
use newsreader::article::{Article, Block, PageStart, RichText, Source};
use newsreader::search::LibraryQuery;
use newsreader::store::{Order, Prepared, Store};
use newsreader::words::Language;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::Instant;

/// The number of different words, as many as a newspaper uses.
const VOCABULARY: usize = 60_000;

/// A `SplitMix64` generator.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ bits >> 31
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// Returns the rank of a word: the second is half as frequent as the first, the third a third.
    fn rank(&mut self) -> usize {
        let part = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((VOCABULARY as f64).powf(part) - 1.0) as usize
    }
}

/// Writes text with as many different words as a language has, which determine the cost of an index.
pub(crate) struct Writer {
    random: Random,
    words: Vec<String>,
}

impl Writer {
    pub(crate) fn new() -> Self {
        let mut random = Random(7);
        let mut words: Vec<String> = newsreader::bundled::articles(Language::Hindi)
            .iter()
            .flat_map(|article| newsreader::search::tokens(&article.plain_text()))
            .collect();
        words.sort_unstable();
        words.dedup();
        let letters: Vec<char> = "कखगघचछजटडतथदधनपफबभमयरलवशसह".chars().collect();
        let signs = ["", "ा", "ि", "ी", "ु", "े", "ो", "ं", "्र"];
        while words.len() < VOCABULARY {
            let word = (0..2 + random.below(3)).map(|_| {
                let letter = letters[random.below(letters.len())];
                format!("{letter}{}", signs[random.below(signs.len())])
            });
            words.push(word.collect());
        }
        for place in (1..words.len()).rev() {
            words.swap(place, random.below(place + 1));
        }
        Self { random, words }
    }

    pub(crate) fn text(&mut self, words: usize) -> String {
        let words = (0..words).map(|_| {
            let rank = self.random.rank().min(self.words.len() - 1);
            self.words[rank].as_str()
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// Returns the date of the first article.
    fn first() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2020-01-01T06:00:00+05:30").unwrap()
    }

    /// Returns an article of about three kilobytes.
    fn story(&mut self, number: usize) -> Article {
        let first = Self::first();
        let blocks = (0..4).map(|_| {
            Block::Paragraph(RichText {
                text: format!("{}।", self.text(38)),
                marks: Vec::new(),
            })
        });
        let blocks = blocks.collect();
        Article {
            headline: self.text(9),
            source: Some(Source {
                name: format!("पत्र {}", number % 7),
                url: None,
            }),
            published: Some(first + Duration::minutes(20 * number as i64)),
            url: Some(format!("https://example.org/{number}")),
            origin: "bench".to_owned(),
            blocks,
            ..Article::default()
        }
        .identified()
    }
}

pub(crate) fn library(c: &mut Criterion) {
    if !crate::is_wanted("library of") {
        return;
    }
    let most = std::env::var("NEWSREADER_BENCH_STORIES");
    let most: usize = most
        .ok()
        .and_then(|most| most.parse().ok())
        .unwrap_or(10_000);
    let temporary = tempfile::tempdir().unwrap();
    let kept = std::env::var_os("NEWSREADER_BENCH_LIBRARIES").map(PathBuf::from);
    let folder = kept.as_deref().unwrap_or_else(|| temporary.path());
    let mut growth = Growth::default();
    for stories in [1_000, 10_000, 100_000, 200_000, 1_000_000] {
        if stories > most {
            break;
        }
        let path = folder.join(format!("{stories}.sqlite"));
        if !path.exists() {
            import(&path, stories);
        }
        let store = Store::open(&path).unwrap();
        growth.measure(&store, stories);
        growth.refresh(&path, stories);
        growth.read_and_undo(&path);
        growth.launch(&path);
        questions(c, &store, stories);
    }
    growth.print();
}

/// Imports once and prints speed and size; criterion would import dozens of times.
fn import(path: &std::path::Path, stories: usize) {
    let mut author = Writer::new();
    let mut store = Store::open_or_create(path).unwrap();
    store.prepare_to_write();
    let (sender, receiver) = std::sync::mpsc::sync_channel(4);
    let (back, spent) = std::sync::mpsc::channel::<Prepared>();
    let bytes = std::thread::spawn(move || {
        let mut bytes = 0;
        for batch in 0..stories / 250 {
            let stories = (batch * 250..(batch + 1) * 250).map(|number| {
                let made = author.story(number);
                bytes += made.plain_text().len();
                Prepared::new(made).unwrap()
            });
            sender.send(stories.collect::<Vec<_>>()).unwrap();
            spent.try_iter().for_each(drop);
        }
        bytes
    });
    let begun = Instant::now();
    while let Ok(first) = receiver.recv() {
        // As in `newsreader import`, a transaction has 16 batches, which go back to be freed.
        let arriving = std::iter::once(first).chain(receiver.iter()).take(16);
        let written = store.put_and_return(arriving.flatten(), |story| drop(back.send(story)));
        written.unwrap();
    }
    let took = begun.elapsed().as_secs_f64();
    let text = bytes.join().unwrap();
    drop(store);
    let file = std::fs::metadata(path).unwrap().len();
    let rate = stories as f64 / took;
    let share = file as f64 / text as f64;
    eprintln!("import of {stories} stories: {rate:.0} a second, {share:.2} bytes for each of text");
}

fn questions(c: &mut Criterion, store: &Store, stories: usize) {
    let mut group = c.benchmark_group(format!("library of {stories}"));
    group.sample_size(20);
    let words = Writer::new().words;
    let (common, rarer, rare) = (&words[2], &words[60], &words[3_000]);
    for (name, question, order) in [
        ("a common word, best", common.clone(), Order::Best),
        ("a rare word, best", rare.clone(), Order::Best),
        ("two words, best", format!("{common} {rarer}"), Order::Best),
        (
            "three words, best",
            format!("{common} {rarer} {rare}"),
            Order::Best,
        ),
        ("a common word, newest", common.clone(), Order::Newest),
        (
            "two letters and more, newest",
            format!("{}*", common.chars().take(2).collect::<String>()),
            Order::Newest,
        ),
    ] {
        let question = LibraryQuery::new(&question);
        group.bench_function(name, |b| {
            b.iter(|| store.find(black_box(&question), order, 20).unwrap());
        });
    }
    let hit = store
        .find(&LibraryQuery::new(rarer), Order::Newest, 1)
        .unwrap()
        .remove(0);
    let article = store.article(hit.listing.id).unwrap().unwrap();
    group.bench_function("stories like one", |b| {
        b.iter(|| store.related(black_box(&article), 10).unwrap());
    });
    group.bench_function("the first 100 rows of the list", |b| {
        b.iter(|| {
            let mut rows = 0;
            store
                .listings(&LibraryQuery::default(), 100, |row| {
                    black_box(row);
                    rows += 1;
                    rows < 100
                })
                .unwrap();
        });
    });
    orders(&mut group, store, (common, rarer));
    group.finish();
}

/// Measures a page in the middle of a list in each order, and searches with conditions as they are typed.
fn orders(group: &mut BenchmarkGroup<'_, WallTime>, store: &Store, (common, rarer): (&str, &str)) {
    const PAGE: usize = 500;
    let count = store.len().unwrap();
    for order in ["newest", "oldest", "source", "length"] {
        for (of, words) in [("all", String::new()), ("a common word", common.to_owned())] {
            let query = LibraryQuery::new(&format!("{words} sort:{order}"));
            let mut ids = Vec::new();
            let all = store.listings(&query, count / 2, |row| {
                ids.push(row.id);
                true
            });
            all.unwrap();
            let Some(middle) = ids.last() else { continue };
            group.bench_function(format!("a page of {of}, {order}"), |b| {
                let start = PageStart::After(*middle);
                b.iter(|| {
                    store
                        .answers(black_box(&query), Order::Best, start, PAGE)
                        .unwrap()
                });
            });
        }
    }
    for typed in [
        "has:picture".to_owned(),
        "words:>150".to_owned(),
        format!("(\"{common}\" {rarer}) OR source:\"पत्र 3\""),
        format!("({common} {rarer}) OR {common}"),
        format!("{rarer} -source:\"पत्र 3\" older:7d"),
    ] {
        let now = Writer::first() + Duration::days(30);
        let query = LibraryQuery::at(&typed, now);
        let name = typed.replace(common, "common").replace(rarer, "rarer");
        group.bench_function(format!("as typed, {name}"), |b| {
            b.iter(|| {
                store
                    .answers(black_box(&query), Order::Best, PageStart::First, 200)
                    .unwrap()
            });
        });
    }
}
