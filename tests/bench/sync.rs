//! Five hundred feeds from servers that think for 50 ms each, into an empty library; beside newsboat,
//! where it is installed, from the same servers.

use criterion::Criterion;
use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

pub(crate) const FEEDS: usize = 500;
/// Publishers have more than one feed each.
const HOSTS: usize = 250;
const LATENCY: Duration = Duration::from_millis(50);
const ENTRIES: usize = 20;

pub(crate) fn sync(c: &mut Criterion) {
    let addresses = serve();
    let mut group = c.benchmark_group("500 feeds, 50 ms each");
    group.sample_size(10);
    group.bench_function("newsreader sync", |b| {
        b.iter_custom(|times| (0..times).map(|_| newsreader(&addresses)).sum());
    });
    let is_there = Command::new("newsboat").arg("--version").output().is_ok();
    if is_there {
        group.bench_function("baseline: newsboat, 32 threads", |b| {
            b.iter_custom(|times| (0..times).map(|_| newsboat(&addresses)).sum());
        });
    }
    group.finish();
}

/// Starts the servers; returns the addresses of the feeds.
pub(crate) fn serve() -> Vec<String> {
    let mut ports = Vec::new();
    for number in 0..HOSTS {
        let ip = host(number);
        let listener = TcpListener::bind((ip, 0)).unwrap();
        ports.push(listener.local_addr().unwrap().port());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                std::thread::spawn(move || drop(answer(stream)));
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

fn answer(mut stream: TcpStream) -> std::io::Result<()> {
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
    let body = feed(head.split(' ').nth(1).unwrap_or_default());
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/rss+xml\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn feed(path: &str) -> String {
    let mut feed = format!("<rss version=\"2.0\"><channel><title>समाचार {path}</title>");
    let text = "नदी का पानी बढ़ता रहा और लोग ऊँची जगहों पर चले गए। ".repeat(8);
    for number in 0..ENTRIES {
        let address = format!("https://example.org{path}/{number}");
        write!(
            feed,
            "<item><title>ख़बर {number} {path}</title><link>{address}</link><guid>{address}</guid><description>{text}</description></item>"
        )
        .unwrap();
    }
    feed.push_str("</channel></rss>");
    feed
}

fn newsreader(addresses: &[String]) -> Duration {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsreader"));
        command.args(arguments).current_dir(folder.path());
        command.env("NEWSREADER_LIBRARY", folder.path().join("library.db"));
        let start = Instant::now();
        let output = command.output().unwrap();
        let took = start.elapsed();
        assert!(output.status.success(), "{output:?}");
        (took, String::from_utf8(output.stdout).unwrap())
    };
    let mut list = "<opml><body>".to_owned();
    for address in addresses {
        write!(list, "<outline xmlUrl='{address}'/>").unwrap();
    }
    std::fs::write(folder.path().join("list.opml"), list).unwrap();
    run(&["feeds", "import", "list.opml"]);
    let (took, said) = run(&["sync"]);
    assert!(said.ends_with("10,000 new stories, 0 changed\n"), "{said}");
    took
}

/// As it comes, newsboat asks for one feed after the other, and takes twenty times as long; it gets
/// as many threads as we have.
fn newsboat(addresses: &[String]) -> Duration {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("config"), "reload-threads 32\n").unwrap();
    std::fs::write(path("urls"), addresses.join("\n")).unwrap();
    let start = Instant::now();
    let status = Command::new("newsboat")
        .args([
            Path::new("-C"),
            &path("config"),
            Path::new("-u"),
            &path("urls"),
        ])
        .args([
            Path::new("-c"),
            &path("cache.db"),
            Path::new("-x"),
            Path::new("reload"),
        ])
        .env("HOME", folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    start.elapsed()
}
