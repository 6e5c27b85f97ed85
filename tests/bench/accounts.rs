//! The first sync of an account with 10,000 stories of 3 KB, and one in which nothing changed, from a server on
//! loopback; beside newsboat's source for Miniflux, where it is installed, and beside the bare requests.

use super::library::Writer;
use super::sync::newsboat_command;
use criterion::Criterion;
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

const FEEDS: usize = 100;
const STORIES: usize = 10_000;
/// Words of a story: 3 KB in Devanagari and Latin letters.
const WORDS: usize = 250;

pub(crate) fn accounts(c: &mut Criterion) {
    let (first, nothing) = ("account: 10,000 stories", "account: nothing changed");
    if !crate::is_wanted(first) && !crate::is_wanted(nothing) {
        return;
    }
    let address = serve(Arc::new(ServedAccount::new()));
    let mut group = c.benchmark_group(first);
    group.sample_size(10);
    group.bench_function("newsreader sync", |b| {
        b.iter_custom(|times| {
            (0..times)
                .map(|_| JoinedReader::new(&address).sync("10,000 new stories"))
                .sum()
        });
    });
    // One that does not understand the answers here is left out.
    if newsboat(&address).is_some() {
        group.bench_function("baseline: newsboat, from Miniflux", |b| {
            b.iter_custom(|times| (0..times).filter_map(|_| newsboat(&address)).sum());
        });
    }
    group.finish();
    let mut group = c.benchmark_group(nothing);
    let reader = JoinedReader::new(&address);
    reader.sync("10,000 new stories");
    group.sample_size(20);
    group.bench_function("newsreader sync", |b| {
        b.iter_custom(|times| (0..times).map(|_| reader.sync("nothing new")).sum());
    });
    group.bench_function("baseline: the bare requests", |b| {
        b.iter_custom(|times| (0..times).map(|_| bare_requests(&address)).sum());
    });
    group.finish();
}

/// What the server answers, written beforehand.
struct ServedAccount {
    subscriptions: String,
    ids: String,
    /// The stories in the form of the Google Reader API.
    items: Vec<String>,
    /// The feeds, and the stories of each, in the form of Miniflux's own API.
    feeds: String,
    entries: Vec<String>,
}

impl ServedAccount {
    fn new() -> Self {
        let mut author = Writer::new();
        let mut served = Self {
            subscriptions: String::new(),
            ids: String::new(),
            items: Vec::new(),
            feeds: String::new(),
            entries: vec![String::new(); FEEDS],
        };
        for feed in 0..FEEDS {
            write!(
                served.subscriptions,
                "{{\"id\":\"feed/{feed}\",\"title\":\"समाचार {feed}\",\"url\":\"http://127.0.0.1:1/{feed}\",\
                 \"categories\":[{{\"id\":\"user/-/label/News\",\"label\":\"News\"}}]}},"
            )
            .unwrap();
            write!(
                served.feeds,
                "{{\"id\":{feed},\"title\":\"समाचार {feed}\",\"feed_url\":\"http://127.0.0.1:1/{feed}\",\
                 \"category\":{{\"id\":1,\"title\":\"News\"}}}},"
            )
            .unwrap();
        }
        for number in 0..STORIES {
            let (headline, text, feed) = (author.text(9), author.text(WORDS), number % FEEDS);
            let (url, time) = (
                format!("https://example.org/{number}"),
                1_790_000_000 + number,
            );
            write!(served.ids, "{{\"id\":\"{}\"}},", number + 1).unwrap();
            served.items.push(format!(
                "{{\"id\":\"tag:google.com,2005:reader/item/{:016x}\",\"title\":\"{headline}\",\"published\":{time},\
                 \"canonical\":[{{\"href\":\"{url}\"}}],\"origin\":{{\"streamId\":\"feed/{feed}\",\"title\":\"समाचार\"}},\
                 \"categories\":[\"user/-/state/com.google/reading-list\"],\"summary\":{{\"content\":\"<p>{text}</p>\"}}}},",
                number + 1
            ));
            write!(
                served.entries[feed],
                "{{\"id\":{},\"title\":\"{headline}\",\"url\":\"{url}\",\"published_at\":\"2026-09-21T10:00:00Z\",\
                 \"status\":\"unread\",\"author\":\"\",\"content\":\"<p>{text}</p>\",\"feed_id\":{feed}}},",
                number + 1
            )
            .unwrap();
        }
        served
    }

    fn answer(&self, path: &str, form: &str) -> String {
        let list =
            |name: &str, rows: &str| format!("{{\"{name}\":[{}]}}", rows.trim_end_matches(','));
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        match path {
            "/accounts/ClientLogin" => "SID=a\nLSID=a\nAuth=a\n".to_owned(),
            "/reader/api/0/user-info" => "{\"userId\":\"1\"}".to_owned(),
            "/reader/api/0/token" => "token".to_owned(),
            "/reader/api/0/subscription/list" => list("subscriptions", &self.subscriptions),
            "/reader/api/0/stream/items/ids" if query.contains("starred") => list("itemRefs", ""),
            "/reader/api/0/stream/items/ids" => list("itemRefs", &self.ids),
            "/reader/api/0/stream/items/contents" => {
                let numbers = form.split('&').filter_map(|field| field.strip_prefix("i="));
                let numbers = numbers.filter_map(|id| {
                    let hexadecimal = id.rsplit("%2F").next()?;
                    usize::from_str_radix(hexadecimal, 16).ok()
                });
                let items = numbers.filter_map(|number| self.items.get(number - 1));
                list("items", &items.map(String::as_str).collect::<String>())
            }
            "/v1/feeds" => format!("[{}]", self.feeds.trim_end_matches(',')),
            path => {
                let feed = path
                    .strip_prefix("/v1/feeds/")
                    .and_then(|rest| rest.split('/').next());
                let entries = feed.and_then(|feed| self.entries.get(feed.parse::<usize>().ok()?));
                entries.map_or_else(|| "[]".to_owned(), |entries| list("entries", entries))
            }
        }
    }
}

/// Starts the server; returns its address.
fn serve(served: Arc<ServedAccount>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let served = Arc::clone(&served);
            // A client may go away.
            std::thread::spawn(move || drop(converse(&stream, &served)));
        }
    });
    address
}

/// Answers the requests of a connection.
fn converse(mut stream: &TcpStream, served: &ServedAccount) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    loop {
        let (mut path, mut length) = (String::new(), 0);
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let line = line.trim();
            if line.is_empty() {
                break;
            }
            if path.is_empty() {
                line.split(' ')
                    .nth(1)
                    .unwrap_or_default()
                    .clone_into(&mut path);
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
        }
        let mut form = vec![0; length];
        reader.read_exact(&mut form)?;
        let body = served.answer(&path, &String::from_utf8_lossy(&form));
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        // In one piece: the second of two would wait for the other side to confirm the first.
        stream.write_all(format!("{head}{body}").as_bytes())?;
    }
}

/// A library that has joined the server.
struct JoinedReader {
    folder: tempfile::TempDir,
}

impl JoinedReader {
    fn new(address: &str) -> Self {
        let reader = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let mut add = reader.command(&[
            "accounts",
            "add",
            address,
            "--user",
            "a",
            "--password-stdin",
        ]);
        let mut child = add
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(b"password\n")
            .unwrap();
        assert!(child.wait().unwrap().success());
        reader
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsreader"));
        command.args(arguments).current_dir(self.folder.path());
        command.env("NEWSREADER_LIBRARY", self.folder.path().join("library.db"));
        command
            .env("HOME", self.folder.path())
            .env("LANG", "C.UTF-8");
        command
    }

    /// Syncs; what is said of it must end in `expected`.
    fn sync(&self, expected: &str) -> Duration {
        let start = Instant::now();
        let output = self.command(&["sync"]).output().unwrap();
        let took = start.elapsed();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(said.trim_end().ends_with(expected), "{said}");
        took
    }
}

/// Makes the requests of a sync in which nothing changed, and reads their answers as JSON.
fn bare_requests(address: &str) -> Duration {
    let start = Instant::now();
    let host = address.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    for path in [
        "/reader/api/0/subscription/list",
        "/reader/api/0/stream/items/ids",
        "/reader/api/0/stream/items/ids?s=starred",
    ] {
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
        let mut reader = BufReader::new(&stream);
        let (mut length, mut line) = (0, String::new());
        while line != "\r\n" {
            line.clear();
            reader.read_line(&mut line).unwrap();
            if let Some(value) = line.strip_prefix("Content-Length:") {
                length = value.trim().parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        let answer: serde_json::Value = serde_json::from_slice(&body).unwrap();
        assert!(answer.is_object());
    }
    start.elapsed()
}

/// Brings the same stories into a new cache of newsboat; nothing if it is not installed or fails.
fn newsboat(address: &str) -> Option<Duration> {
    let folder = tempfile::tempdir().unwrap();
    let config = format!(
        "urls-source \"miniflux\"\nminiflux-url \"{address}\"\nminiflux-login \"a\"\nminiflux-password \"b\"\n"
    );
    let mut command = newsboat_command(folder.path(), &config, "");
    let start = Instant::now();
    let status = command.status().ok()?;
    status.success().then(|| start.elapsed())
}
