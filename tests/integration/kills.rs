//! Killed at any point of its work, the program leaves a whole library with all that it had promised.
//!
//! `NEWSREADER_TEST_KILLS=200 cargo test --test integration kills -- --nocapture` kills so often and prints
//! the table; without the variable it is a dozen times. Each comes at a point of progress, never after a
//! time: lines read, stories stored, requests made, stars written, bytes recovered.

use crate::damage::Random;
use crate::nothing_lost::Place;
use crate::pty::Session;
use crate::server::{Server, answer};
use newsreader::store::{Store, Subscription};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

const USUALLY: usize = 12;
const FEEDS: usize = 8;
const STORIES: usize = 60;

/// What is killed, and what is held afterwards.
trait Victim {
    fn kill(&mut self, random: &mut Random);
    /// How many stories, stars or feeds were found that had to be there.
    fn check(&mut self) -> usize;
}

fn kill(mut child: Child) {
    // It may have come to its end by itself.
    let _ended = child.kill();
    child.wait().unwrap();
}

/// Waits for a point of progress; one that never comes is a fault of the test.
fn until(mut is_reached: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(60);
    while !is_reached() {
        assert!(Instant::now() < end, "no progress");
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn stories_in(library: &Path) -> usize {
    let store = Store::open(library).ok();
    store.and_then(|store| store.len().ok()).unwrap_or(0)
}

/// Stories come in by a pipe: after so many lines the program has read all but a pipe full of them.
struct Import {
    place: Place,
    stored: usize,
    sent: usize,
}

impl Victim for Import {
    fn kill(&mut self, random: &mut Random) {
        let mut command = self.place.command(&["import", "-"]);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let lines = |range: std::ops::Range<usize>| {
            let line = |number| {
                format!(
                    "{{\"headline\":\"ख़बर {number}\",\"text\":\"यह ख़बर {number} का पाठ है।\"}}\n"
                )
            };
            range.map(line).collect::<String>()
        };
        let first = self.sent + random.below(700);
        let written = input.write_all(lines(self.sent..first).as_bytes());
        self.sent = first;
        if random.below(3) > 0 && first > 0 {
            // Stories wait for others a moment at most, and the next one shows that it is over.
            let (library, wanted) = (self.place.library(), self.stored + 1);
            let sent = &mut self.sent;
            until(|| {
                let _closed = input.write_all(lines(*sent..*sent + 1).as_bytes());
                *sent += 1;
                stories_in(&library) >= wanted
            });
        }
        let last = self.sent + random.below(400);
        let _closed = written.and_then(|()| input.write_all(lines(self.sent..last).as_bytes()));
        self.sent = last;
        self.stored = stories_in(&self.place.library());
        kill(child);
    }

    fn check(&mut self) -> usize {
        if self.place.library().exists() {
            let now = usize::try_from(self.place.whole_stories()).unwrap();
            assert!(
                now >= self.stored && now <= self.sent,
                "{now} of {}",
                self.sent
            );
        }
        self.stored
    }
}

/// Feeds that have other stories each time; a kill after so many requests.
struct Sync {
    place: Place,
    server: Server,
    stored: usize,
}

impl Sync {
    fn new() -> Self {
        let round = std::sync::atomic::AtomicUsize::new(0);
        let server = Server::start(move |asked, out| {
            let round = round.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let items = (0..12).map(|item| {
                let path = &asked.path;
                format!(
                    "<item><title>ख़बर {round} {item}</title>
                     <link>https://example.org{path}/{round}/{item}</link>
                     <description>पाठ {round} {item}</description></item>"
                )
            });
            let items: Vec<String> = items.collect();
            let items = items.concat();
            let feed = format!(
                "<rss version=\"2.0\"><channel><title>{}</title>{items}</channel></rss>",
                asked.path
            );
            answer(out, "200 OK", "", feed.as_bytes())
        });
        let place = Place::new();
        let feeds = (0..FEEDS).map(|number| Subscription {
            address: server.url(&format!("/{number}")),
            title: number.to_string(),
            local: true,
            ..Subscription::default()
        });
        let mut store = Store::open_or_create(&place.library()).unwrap();
        store.subscribe(&feeds.collect::<Vec<_>>()).unwrap();
        Self {
            place,
            server,
            stored: 0,
        }
    }
}

impl Victim for Sync {
    fn kill(&mut self, random: &mut Random) {
        // OuterTerminal the last request it comes to its end.
        let wanted = self.server.asked().len() + 1 + random.below(FEEDS + 4);
        let mut command = self.place.command(&["sync", "--all"]);
        for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
            command.env_remove(name).env_remove(name.to_lowercase());
        }
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        until(|| {
            let has_ended = child.try_wait().unwrap().is_some();
            has_ended || self.server.asked().len() >= wanted
        });
        self.stored = stories_in(&self.place.library());
        kill(child);
    }

    fn check(&mut self) -> usize {
        let now = usize::try_from(self.place.whole_stories()).unwrap();
        assert!(now >= self.stored, "{now} of {}", self.stored);
        let store = Store::open(&self.place.library()).unwrap();
        assert_eq!(store.subscriptions().unwrap().len(), FEEDS);
        self.stored
    }
}

/// A reader that is killed at the stroke after so many stars.
struct Stars {
    place: Place,
    stars: usize,
}

impl Stars {
    fn new() -> Self {
        let place = Place::new();
        let stories = place.stories(STORIES);
        let import = place.run(&["import", stories.to_str().unwrap()]);
        assert!(import.status.success());
        Self { place, stars: 0 }
    }

    fn in_file(&self) -> usize {
        let store = Store::open(&self.place.library()).unwrap();
        let marks = store.marks().unwrap().into_iter();
        marks.filter(|(_, marks)| marks.starred).count()
    }
}

impl Victim for Stars {
    fn kill(&mut self, random: &mut Random) {
        let library = self.place.library();
        let connection = rusqlite::Connection::open(&library).unwrap();
        connection
            .execute("UPDATE article SET marks = 0", [])
            .unwrap();
        drop(connection);
        let mut session = Session::start(&["--library", library.to_str().unwrap()], &[]);
        session.wait_for(&format!("{STORIES} unread"));
        self.stars = 1 + random.below(4);
        for _ in 0..self.stars {
            session.press("sj");
        }
        until(|| self.in_file() == self.stars);
        session.press("s");
        session.child.kill().unwrap();
        session.child.wait().unwrap();
    }

    fn check(&mut self) -> usize {
        assert_eq!(usize::try_from(self.place.whole_stories()), Ok(STORIES));
        let now = self.in_file();
        assert!(
            now == self.stars || now == self.stars + 1,
            "{now} of {}",
            self.stars
        );
        self.stars
    }
}

/// A damaged library, killed when so many bytes of the new one are written.
struct Recovery {
    place: Place,
    damaged: Vec<u8>,
}

impl Recovery {
    fn new() -> Self {
        let place = Place::new();
        let stories = place.stories(700);
        let import = place.run(&["import", stories.to_str().unwrap()]);
        assert!(import.status.success());
        let mut damaged = fs::read(place.library()).unwrap();
        // The way to all tables is lost, the tables are not.
        damaged[..4_096].fill(0);
        Self { place, damaged }
    }

    /// The bytes of the new library, with its log.
    fn written(&self) -> usize {
        let folder = self.place.library();
        let files = fs::read_dir(folder.parent().unwrap()).unwrap().flatten();
        let files = files.filter(|file| file.file_name().to_string_lossy().contains(".recovery-"));
        let lengths = files.filter_map(|file| file.metadata().ok());
        lengths
            .map(|file| usize::try_from(file.len()).unwrap())
            .sum()
    }
}

impl Victim for Recovery {
    fn kill(&mut self, random: &mut Random) {
        fs::write(self.place.library(), &self.damaged).unwrap();
        let wanted = 1 + random.below(self.damaged.len() * 2);
        let mut command = self.place.command(&["list"]);
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        until(|| child.try_wait().unwrap().is_some() || self.written() >= wanted);
        kill(child);
    }

    fn check(&mut self) -> usize {
        assert!(self.place.run(&["list"]).status.success());
        assert_eq!(self.place.whole_stories(), 700);
        assert_eq!(self.written(), 0, "what was begun is removed");
        let aside = self.place.library().with_extension("sqlite.damaged-1");
        fs::remove_file(aside).unwrap();
        700
    }
}

#[test]
fn killed_at_any_point_it_leaves_a_whole_library() {
    let kills = std::env::var("NEWSREADER_TEST_KILLS").ok();
    let kills: usize = kills.map_or(USUALLY, |kills| kills.parse().unwrap());
    let import = Import {
        place: Place::new(),
        stored: 0,
        sent: 0,
    };
    let mut victims: [(&str, Box<dyn Victim>); 4] = [
        ("import", Box::new(import)),
        ("sync", Box::new(Sync::new())),
        ("stars", Box::new(Stars::new())),
        ("recovery", Box::new(Recovery::new())),
    ];
    let mut random = Random(2);
    let mut table: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for number in 0..kills {
        let count = victims.len();
        let (name, victim) = &mut victims[number % count];
        victim.kill(&mut random);
        let found = victim.check();
        let row = table.entry(name).or_default();
        *row = (row.0 + 1, row.1 + found);
    }
    eprintln!("| killed while | times | had to be there and were |");
    eprintln!("| --- | --- | --- |");
    for (name, (times, found)) in table {
        eprintln!("| {name} | {times} | {found} |");
    }
}
