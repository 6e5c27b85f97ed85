//! Five hundred feeds from servers that think for 50 ms each, into an empty library, and sixty feeds of
//! whole stories; beside newsboat, where it is installed, from the same servers.

use super::library::Writer;
use criterion::Criterion;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

pub(crate) const FEEDS: usize = 500;
/// Publishers have more than one feed each.
const HOSTS: usize = 250;
const LATENCY: Duration = Duration::from_millis(50);
/// Stories of each feed, and their words: summaries.
const ENTRIES: usize = 20;
const WORDS: usize = 80;
/// Feeds of whole stories, half a megabyte each: what they need is in what waits to be stored.
const WHOLE_FEEDS: usize = 60;
const WHOLE_ENTRIES: usize = 100;
const WHOLE_WORDS: usize = 230;
/// Their addresses begin so on each server.
const WHOLE: &str = "/whole/";

pub(crate) fn sync(c: &mut Criterion) {
    let (many, large) = ("500 feeds, 50 ms each", "60 feeds of 100 whole stories");
    if !crate::is_wanted(many) && !crate::is_wanted(large) {
        return;
    }
    let addresses = serve();
    if crate::is_wanted(many) {
        beside_newsboat(c, many, &addresses, "10,000");
    }
    if crate::is_wanted(large) {
        let whole = addresses.iter().take(WHOLE_FEEDS).map(|address| {
            let (server, number) = address.rsplit_once('/').unwrap();
            format!("{server}{WHOLE}{number}")
        });
        let whole: Vec<String> = whole.collect();
        beside_newsboat(c, large, &whole, "6,000");
    }
}

/// Measures a refresh of the feeds at `addresses`, which bring so many stories, and says its memory.
#[expect(clippy::print_stderr, reason = "criterion has no place for memory")]
fn beside_newsboat(c: &mut Criterion, name: &str, addresses: &[String], stories: &str) {
    let mut group = c.benchmark_group(name);
    group.sample_size(10);
    let mut most = 0;
    group.bench_function("newsreader sync", |b| {
        b.iter_custom(|times| {
            let runs = (0..times).map(|_| newsreader(addresses, stories, &mut most));
            runs.sum()
        });
    });
    if most > 0 {
        eprintln!("newsreader sync, {name}: {most} kB resident at most");
    }
    let is_there = Command::new("newsboat").arg("--version").output().is_ok();
    if is_there {
        let mut most = 0;
        group.bench_function("baseline: newsboat, 32 threads", |b| {
            b.iter_custom(|times| (0..times).map(|_| newsboat(addresses, &mut most)).sum());
        });
        if most > 0 {
            eprintln!("newsboat, the same: {most} kB resident at most");
        }
    }
    group.finish();
}

/// What the servers answer to a path. Written beforehand, so that they take no time for it.
type Feeds = HashMap<String, String>;

fn feeds() -> Feeds {
    let mut author = Writer::new();
    let many = (0..FEEDS).map(|number| (format!("/{number}"), ENTRIES, WORDS));
    let large = (0..WHOLE_FEEDS).map(|number| {
        let path = format!("{WHOLE}{number}");
        (path, WHOLE_ENTRIES, WHOLE_WORDS)
    });
    let feeds = many.chain(large).map(|(path, entries, words)| {
        let feed = feed(&mut author, &path, entries, words);
        (path, feed)
    });
    feeds.collect()
}

/// Starts the servers; returns the addresses of the feeds.
pub(crate) fn serve() -> Vec<String> {
    let mut ports = Vec::new();
    let feeds = Arc::new(feeds());
    for number in 0..HOSTS {
        let ip = host(number);
        let listener = TcpListener::bind((ip, 0)).unwrap();
        ports.push(listener.local_addr().unwrap().port());
        let feeds = Arc::clone(&feeds);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let feeds = Arc::clone(&feeds);
                std::thread::spawn(move || drop(answer(stream, &feeds)));
            }
        });
    }
    (0..FEEDS)
        .map(|feed| {
            let (ip, port) = (host(feed % HOSTS), ports[feed % HOSTS]);
            format!("http://{ip}:{port}/{feed}")
        })
        .collect()
}

fn host(number: usize) -> Ipv4Addr {
    Ipv4Addr::new(127, 0, 1, u8::try_from(number).unwrap() + 1)
}

fn answer(mut stream: TcpStream, feeds: &Feeds) -> std::io::Result<()> {
    let (mut head, mut chunk) = (Vec::new(), [0_u8; 4096]);
    while !head.windows(4).any(|window| window == b"\r\n\r\n") {
        let length = stream.read(&mut chunk)?;
        if length == 0 {
            return Ok(());
        }
        head.extend(chunk.iter().take(length));
    }
    std::thread::sleep(LATENCY);
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default();
    let body = feeds.get(path).map_or("", String::as_str);
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/rss+xml\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn feed(author: &mut Writer, path: &str, entries: usize, words: usize) -> String {
    let mut feed = format!("<rss version=\"2.0\"><channel><title>समाचार {path}</title>");
    for number in 0..entries {
        let address = format!("https://example.org{path}/{number}");
        let (headline, text) = (author.text(9), author.text(words));
        write!(
            feed,
            "<item><title>{headline}</title><link>{address}</link><guid>{address}</guid><description>{text}</description></item>"
        )
        .unwrap();
    }
    feed.push_str("</channel></rss>");
    feed
}

/// Waits for a program's end; `most` becomes its largest memory in kB, where the system says so.
fn wait(child: &mut Child, most: &mut usize) {
    let status = format!("/proc/{}/status", child.id());
    loop {
        let said = std::fs::read_to_string(&status).unwrap_or_default();
        let line = said.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let size = line.and_then(|size| size.trim().strip_suffix(" kB")?.parse().ok());
        *most = size.unwrap_or(0).max(*most);
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success(), "{status}");
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Refreshes the feeds at `addresses`, which must bring so many stories.
fn newsreader(addresses: &[String], stories: &str, most: &mut usize) -> Duration {
    let folder = tempfile::tempdir().unwrap();
    let mut run = |arguments: &[&str]| {
        let said = folder.path().join("said");
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsreader"));
        command.args(arguments).current_dir(folder.path());
        command.env("NEWSREADER_LIBRARY", folder.path().join("library.db"));
        command.stdout(File::create(&said).unwrap());
        let start = Instant::now();
        wait(&mut command.spawn().unwrap(), most);
        (start.elapsed(), std::fs::read_to_string(said).unwrap())
    };
    // Feeds of a list would wait for consent, since the servers are on this machine.
    let add = ["feeds", "add", "--unseen"].into_iter();
    run(&add
        .chain(addresses.iter().map(String::as_str))
        .collect::<Vec<_>>());
    let (took, said) = run(&["sync"]);
    let concluded = format!("{stories} new stories\n");
    assert!(said.ends_with(&concluded), "{said}");
    took
}

/// As it comes, newsboat asks for one feed after the other, and takes twenty times as long; it gets
/// as many threads as we have.
fn newsboat(addresses: &[String], most: &mut usize) -> Duration {
    let folder = tempfile::tempdir().unwrap();
    let mut command = newsboat_command(folder.path(), "", &addresses.join("\n"));
    let start = Instant::now();
    wait(&mut command.spawn().unwrap(), most);
    start.elapsed()
}

/// Returns the command that refreshes these feeds into a new cache in `folder`, with as many threads as we have.
pub(crate) fn newsboat_command(folder: &Path, config: &str, urls: &str) -> Command {
    let path = |name: &str| folder.join(name);
    std::fs::write(path("config"), format!("{config}reload-threads 32\n")).unwrap();
    std::fs::write(path("urls"), urls).unwrap();
    let mut command = Command::new("newsboat");
    for (option, value) in [
        ("-C", path("config")),
        ("-u", path("urls")),
        ("-c", path("cache.db")),
        ("-x", "reload".into()),
    ] {
        command.arg(option).arg(value);
    }
    command.env("HOME", folder);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}
