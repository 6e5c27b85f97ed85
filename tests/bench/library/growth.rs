//! How times grow with the library: median and 99th percentile for each size.

use super::Writer;
use newsreader::article::{ArticleId, ListPart, PageStart};
use newsreader::search::LibraryQuery;
use newsreader::store::{Order, Prepared, Store};
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

/// The number of queries of each kind.
const TIMES: usize = 120;
/// The number of articles in a refresh.
const NEW: usize = 100;
/// The number of repetitions of slow operations.
const SLOWER_TIMES: usize = 9;
/// The rows in a page of a list.
const PAGE: usize = 500;

/// The measurements: a row for each operation, with a pair of figures for each size.
#[derive(Default)]
pub(super) struct Growth {
    sizes: Vec<usize>,
    rows: Vec<(&'static str, Vec<(Duration, Duration)>)>,
    /// The resident memory of the program once the list is on the screen.
    memory: Vec<String>,
}

impl Growth {
    fn add(&mut self, name: &'static str, mut took: Vec<Duration>) {
        took.sort_unstable();
        let pair = (
            took[took.len() / 2],
            took[(took.len() * 99).div_ceil(100) - 1],
        );
        match self.rows.iter_mut().find(|(known, _)| *known == name) {
            Some((_, pairs)) => pairs.push(pair),
            None => self.rows.push((name, vec![pair])),
        }
    }

    fn ask(
        &mut self,
        store: &Store,
        name: &'static str,
        order: Order,
        question: impl Fn(usize) -> String,
    ) {
        let took = (0..TIMES).map(|number| {
            let question = LibraryQuery::new(&question(number));
            let now = Instant::now();
            black_box(store.find(&question, order, 20).unwrap());
            now.elapsed()
        });
        self.add(name, took.collect());
    }

    /// Queries a library with this number of articles.
    pub(super) fn measure(&mut self, store: &Store, stories: usize) {
        self.sizes.push(stories);
        let words = Writer::new().words;
        let word = |rank: usize| words[rank].as_str();
        self.ask(store, "list of starred, none", Order::Newest, |_| {
            "is:starred".to_owned()
        });
        self.ask(store, "list of unread", Order::Newest, |_| {
            "is:unread".to_owned()
        });
        for letters in [1, 2, 3] {
            let name = ["one letter*", "two letters*", "three letters*"][letters - 1];
            let begun = |number: usize| -> String {
                let begun: String = word(number * 3).chars().take(letters).collect();
                format!("{begun}*")
            };
            self.ask(store, name, Order::Newest, begun);
        }
        self.ask(store, "one letter*, best", Order::Best, |number| {
            format!("{}*", word(number * 3).chars().next().unwrap())
        });
        self.ask(store, "one letter* and a word", Order::Newest, |number| {
            let first = word(number * 3).chars().next().unwrap();
            format!("{first}* {}", word(100 + number))
        });
        self.ask(store, "a word, best", Order::Best, |number| {
            word(number * 5).to_owned()
        });
        self.ask(store, "two words, best", Order::Best, |number| {
            format!("{} {}", word(number), word(number * 7 + 40))
        });
        self.ask(store, "three words, best", Order::Best, |number| {
            format!(
                "{} {} {}",
                word(number),
                word(number * 5 + 20),
                word(number * 25 + 900)
            )
        });
        self.typing(store, &words);
        let took = (0..SLOWER_TIMES).map(|_| {
            let now = Instant::now();
            let last = store.rows_in_order(&LibraryQuery::default(), PageStart::Last, PAGE);
            black_box(last.unwrap());
            now.elapsed()
        });
        self.add("G: the end of the list", took.collect());
    }

    /// Marks all articles read and undoes it, each until it is in the file.
    pub(super) fn read_and_undo(&mut self, path: &Path) {
        let mut store = Store::open(path).unwrap();
        let (mut read, mut undone) = (Vec::new(), Vec::new());
        for _ in 0..SLOWER_TIMES {
            let now = Instant::now();
            let marked = store.mark_read(&LibraryQuery::default(), ListPart::All);
            let marked = marked.unwrap();
            read.push(now.elapsed());
            assert!(marked.rows > 0);
            let now = Instant::now();
            store.mark_unread(&marked.ranges).unwrap();
            undone.push(now.elapsed());
        }
        self.add("A: all read, in the file", read);
        self.add("u: undone, in the file", undone);
    }

    /// Measures the launch of the program, in turns without a configuration and with a full one.
    pub(super) fn launch(&mut self, path: &Path) {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("config.toml");
        std::fs::write(&config, crate::start::full_config()).unwrap();
        let (mut launches, mut with_config) = (Vec::new(), Vec::new());
        for _ in 0..SLOWER_TIMES {
            launches.push(crate::start::of_library(path, None));
            with_config.push(crate::start::of_library(path, Some(&config)).0);
        }
        let resident = launches.iter().rev().find_map(|(_, memory)| memory.clone());
        self.memory
            .push(resident.unwrap_or_else(|| "unknown".to_owned()));
        let took = launches.into_iter().map(|(took, _)| took);
        self.add("launch to the first list", took.collect());
        self.add("the same with every setting and 300 keys", with_config);
    }

    /// Types words letter by letter and queries as the program does.
    fn typing(&mut self, store: &Store, words: &[String]) {
        let mut took = Vec::new();
        for rank in (0..60).map(|step| step * step) {
            let (before, word) = (&words[rank + 7], &words[rank]);
            for typed in 1..=word.chars().count() {
                let begun: String = word.chars().take(typed).collect();
                for asked in [begun.clone(), format!("{before} {begun}")] {
                    let mut question = LibraryQuery::new(&asked);
                    question.leave_open();
                    let now = Instant::now();
                    let order = Order::BestNow(Writer::first());
                    black_box(store.find(&question, order, 200).unwrap());
                    took.push(now.elapsed());
                }
            }
        }
        self.add("as it is typed", took);
    }

    /// Stores the articles of a refresh and removes them again.
    pub(super) fn refresh(&mut self, path: &Path, stories: usize) {
        let mut author = Writer::new();
        let mut took = Vec::new();
        for time in 0..SLOWER_TIMES {
            let first = stories + 1_000_000 + time * NEW;
            let new = (first..first + NEW).map(|number| author.story(number));
            let new: Vec<Prepared> = new.map(|story| Prepared::new(story).unwrap()).collect();
            let ids: Vec<ArticleId> = new.iter().map(|story| story.article().id).collect();
            let now = Instant::now();
            let mut store = Store::open_or_create(path).unwrap();
            store.prepare_to_refresh();
            store.put_prepared(&new).unwrap();
            drop(store);
            took.push(now.elapsed());
            let mut store = Store::open(path).unwrap();
            for id in ids {
                store.remove(id).unwrap();
            }
        }
        self.add("a refresh of 100 new stories", took);
    }

    /// Prints the table. The last column compares the largest library with that of 10,000 articles.
    pub(super) fn print(&self) {
        let sizes = self.sizes.iter().map(|size| format!(" {size} |"));
        eprintln!(
            "| median / 99 of 100, ms |{} growth |",
            sizes.collect::<String>()
        );
        eprintln!("| --- |{}", " --- |".repeat(self.sizes.len() + 1));
        let base = self
            .sizes
            .iter()
            .position(|size| *size == 10_000)
            .unwrap_or(0);
        for (name, pairs) in &self.rows {
            let milliseconds = |took: Duration| took.as_secs_f64() * 1e3;
            let cells = pairs.iter().map(|(half, most)| {
                format!(" {:.1} / {:.1} |", milliseconds(*half), milliseconds(*most))
            });
            let growth = pairs[pairs.len() - 1].0.as_secs_f64() / pairs[base].0.as_secs_f64();
            eprintln!("| {name} |{} {growth:.1} |", cells.collect::<String>());
        }
        let cells = self.memory.iter().map(|memory| format!(" {memory} |"));
        eprintln!("| resident memory then |{} |", cells.collect::<String>());
    }
}
