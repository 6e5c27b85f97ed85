//! The refresh: articles are stored, whatever servers and users do meanwhile.

use crate::client::FEED;
use crate::program::{Ended, Program, Running};
use crate::server::{Asked, Server, answer, redirect};
use newsreader::fetch_error::FetchError;
use newsreader::store::{FullText, Store, Subscription};
use newsreader::sync::{
    Client, ClientSettings, FeedOutcome, FeedReport, Progress, RefreshScope, Summary, run,
};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

pub(crate) struct Library {
    pub(crate) folder: tempfile::TempDir,
}

impl Library {
    pub(crate) fn new(addresses: &[String]) -> Self {
        let library = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let feeds: Vec<Subscription> = addresses.iter().map(|address| local(address)).collect();
        library.store().subscribe(&feeds).unwrap();
        library
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("library.db")
    }

    pub(crate) fn store(&self) -> Store {
        Store::open_or_create(&self.path()).unwrap()
    }

    pub(crate) fn sync(&self) -> (Summary, Vec<FeedReport>) {
        let scope = RefreshScope {
            regardless: true,
            ..RefreshScope::default()
        };
        let client = Arc::new(Client::new(&ClientSettings::default()));
        let mut reports = Vec::new();
        let never = AtomicBool::new(false);
        let summary = run(
            &mut self.store(),
            &client,
            &scope,
            &never,
            &mut |progress| {
                if let Progress::Feed(report) = progress {
                    reports.push((**report).clone());
                }
            },
        );
        (summary.unwrap(), reports)
    }

    pub(crate) fn only(&self) -> Subscription {
        self.store().subscriptions().unwrap().remove(0)
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        program(&self.path(), arguments).run()
    }
}

fn program(library: &Path, arguments: &[&str]) -> Program {
    Program::new(arguments).library(library)
}

fn local(address: &str) -> Subscription {
    Subscription {
        address: address.to_owned(),
        title: address.to_owned(),
        local: true,
        ..Subscription::default()
    }
}

pub(crate) fn rss(out: &mut dyn Write, headers: &str) -> io::Result<()> {
    answer(out, "200 OK", headers, FEED)
}

#[test]
fn articles_are_stored_once_and_unchanged_feeds_not_sent_again() {
    let server = Server::start(|asked, out| match asked.header("if-none-match") {
        Some("\"7\"") => answer(out, "304 Not Modified", "", b""),
        _ => rss(out, "ETag: \"7\"\r\n"),
    });
    let library = Library::new(&[server.url("/feed")]);
    let (summary, reports) = library.sync();
    assert_eq!((summary.new, summary.failed), (2, 0));
    assert_eq!(reports[0].title, "आकाश समाचार");
    let feed = library.only();
    assert_eq!(feed.ttl, Some(15 * 60));
    assert_eq!(feed.due, feed.checked.unwrap() + 15 * 60);
    assert_eq!((feed.offered, feed.stored), (2, 2));
    let (summary, reports) = library.sync();
    assert_eq!((summary.new, summary.unchanged), (0, 1));
    assert_eq!(reports[0].outcome, FeedOutcome::Unchanged);
    assert_eq!(library.store().len().unwrap(), 2);
}

#[test]
fn feeds_that_are_not_due_or_gone_are_not_fetched() {
    let server = Server::start(|asked, out| match asked.path.as_str() {
        "/gone" => answer(out, "410 Gone", "", b""),
        "/busy" => answer(out, "503 Busy", "Retry-After: 4000\r\n", b""),
        _ => rss(out, ""),
    });
    let addresses = ["/feed", "/gone", "/busy"].map(|path| server.url(path));
    let library = Library::new(&addresses);
    let (summary, _) = library.sync();
    assert_eq!((summary.feeds, summary.failed), (3, 2));
    let feeds = library.store().subscriptions().unwrap();
    assert!(feeds[1].stopped && !feeds[2].stopped);
    assert_eq!(feeds[1].fault, Some(FetchError::Gone));
    assert_eq!(feeds[2].due, feeds[2].checked.unwrap() + 4000);
    let (summary, _) = library.sync();
    assert_eq!(summary.feeds, 2);
    let output = library.run(&["sync"]);
    assert!(output.stdout.starts_with("no feed is due before "));
    assert_eq!(server.paths().len(), 5);
}

#[test]
fn only_permanent_redirects_are_stored() {
    let server = Server::start(|asked, out| match asked.path.as_str() {
        "/old" => redirect(out, "301 Moved", "/new"),
        "/now" => redirect(out, "302 Found", "/new"),
        "/lost" => redirect(out, "301 Moved", "/nothing"),
        "/nothing" => answer(out, "200 OK", "ETag: \"x\"\r\n", b"<html>login</html>"),
        _ => rss(out, ""),
    });
    for (path, expected) in [("/old", "/new"), ("/now", "/now"), ("/lost", "/lost")] {
        let library = Library::new(&[server.url(path)]);
        library.sync();
        let feed = library.only();
        assert_eq!(feed.address, server.url(expected));
        assert_eq!(feed.moved_from.is_some(), path == "/old");
        assert_eq!(feed.etag, None, "an error page leaves no mark");
    }
}

#[test]
fn a_page_instead_of_a_feed_is_reported_and_the_articles_stay() {
    let shows_page = Arc::new(AtomicBool::new(false));
    let shown = Arc::clone(&shows_page);
    let server = Server::start(move |_, out| {
        if shown.load(Ordering::SeqCst) {
            return answer(
                out,
                "200 OK",
                "",
                b"<!DOCTYPE html><html><title>Oops</title>",
            );
        }
        rss(out, "")
    });
    let library = Library::new(&[server.url("/feed")]);
    library.sync();
    shows_page.store(true, Ordering::SeqCst);
    let (_, reports) = library.sync();
    assert_eq!(reports[0].outcome, FeedOutcome::Failed(FetchError::WebPage));
    assert_eq!(library.store().len().unwrap(), 2);
    let feed = library.only();
    assert_eq!((feed.failures, feed.fault), (1, Some(FetchError::WebPage)));
    assert_eq!(feed.due, feed.checked.unwrap() + 300);
    shows_page.store(false, Ordering::SeqCst);
    library.sync();
    assert_eq!((library.only().failures, library.only().fault), (0, None));
}

#[test]
fn an_incomplete_feed_gives_its_beginning() {
    let server = Server::start(|_, out| {
        let whole = FEED.len() + 500;
        write!(
            out,
            "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: {whole}\r\n\r\n"
        )?;
        out.write_all(FEED)
    });
    let library = Library::new(&[server.url("/feed")]);
    let (summary, reports) = library.sync();
    assert_eq!(summary.new, 2);
    assert!(
        reports[0]
            .remarks
            .iter()
            .any(|remark| remark.starts_with("only a part came"))
    );
    let feed = library.only();
    assert_eq!(
        (feed.etag, feed.fault),
        (None, Some(FetchError::Incomplete))
    );
}

pub(crate) fn long_story() -> String {
    let told = |at: &str| {
        let sentence = format!("{at} नदी का पानी बढ़ता रहा और लोग ऊँची जगहों पर चले गए। ");
        sentence.repeat(10)
    };
    format!(
        "बारिश ने पुल बहाया\n\n{}\n\n{}\n",
        told("रात भर"),
        told("सुबह तक")
    )
}

/// A site whose feed has summaries, with its `robots.txt` rules.
fn site(asked: &Asked, out: &mut dyn Write, host: &str, rules: &str) -> io::Result<()> {
    match asked.path.as_str() {
        "/feed" => {
            let feed = std::str::from_utf8(FEED)
                .unwrap()
                .replace("https://example.org/", &format!("http://{host}/"));
            answer(out, "200 OK", "", feed.as_bytes())
        }
        "/pul" => answer(out, "200 OK", "", long_story().as_bytes()),
        "/robots.txt" => answer(out, "200 OK", "", rules.as_bytes()),
        _ => answer(out, "404 Not Found", "", b""),
    }
}

fn with_site(rules: &'static str, choice: FullText) -> (Library, Server) {
    let server = Server::start(move |asked, out| {
        let host = asked.header("host").unwrap_or_default();
        site(asked, out, host, rules)
    });
    let library = Library::new(&[]);
    let feed = Subscription {
        full_text: choice,
        ..local(&server.url("/feed"))
    };
    library.store().subscribe(&[feed]).unwrap();
    (library, server)
}

fn bodies(library: &Library) -> Vec<usize> {
    let mut lengths = Vec::new();
    let read = library.store().articles(|article| {
        lengths.push(article.unwrap().plain_text().chars().count());
        Ok(())
    });
    read.unwrap().unwrap();
    lengths
}

#[test]
fn full_texts_are_fetched_on_request_and_kept() {
    let (library, server) = with_site("User-agent: *\nDisallow: /admin", FullText::Always);
    let (summary, _) = library.sync();
    assert_eq!(
        (summary.new, summary.pages, summary.pages_failed),
        (2, 1, 1)
    );
    let lengths = bodies(&library);
    assert!(lengths[0] > 900 && lengths[1] < 200, "{lengths:?}");
    // The feed's own words stay, and the next refresh does not replace the full text by the summary.
    let (summary, _) = library.sync();
    assert_eq!((summary.new, summary.changed), (0, 0));
    assert!(bodies(&library)[0] > 900);
    let robots = server
        .paths()
        .iter()
        .filter(|path| *path == "/robots.txt")
        .count();
    assert_eq!(robots, 2, "once for each refresh that needs a page");
    let first = library.store().subscriptions().unwrap()[0].clone();
    assert_eq!(first.stored, 2);
}

#[test]
fn pages_are_not_fetched_against_the_wish_of_user_or_site() {
    for (rules, choice) in [
        ("User-agent: *\nDisallow: /", FullText::Always),
        ("", FullText::OnOpen),
        ("", FullText::Never),
    ] {
        let (library, server) = with_site(rules, choice);
        let (summary, _) = library.sync();
        assert_eq!((summary.new, summary.pages), (2, 0));
        assert!(
            !server.paths().iter().any(|path| path == "/pul"),
            "{choice:?}"
        );
    }
}

#[test]
fn a_host_gets_two_requests_at_once_and_hosts_do_not_wait_for_each_other() {
    let most = Arc::new(AtomicUsize::new(0));
    let servers = ["127.0.0.1", "127.0.0.2", "127.0.0.3"].map(|ip| {
        let (now, most) = (AtomicUsize::new(0), Arc::clone(&most));
        Server::start_on(ip, move |_, out| {
            most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            std::thread::sleep(Duration::from_millis(20));
            // Before the response, because it may trigger the next request.
            now.fetch_sub(1, Ordering::SeqCst);
            rss(out, "")
        })
    });
    let addresses: Vec<String> = (0..60)
        .map(|number| servers[number % 3].url(&format!("/feed/{number}")))
        .collect();
    let library = Library::new(&addresses);
    let (summary, _) = library.sync();
    assert_eq!((summary.feeds, summary.failed), (60, 0));
    for server in &servers {
        assert_eq!(server.asked().len(), 20);
    }
    assert_eq!(most.load(Ordering::SeqCst), 2);
}

#[test]
fn a_reported_feed_is_in_the_library_with_its_articles() {
    let server = Server::start(|asked, out| {
        let path = asked.path.clone();
        let item = |number| format!("<item><title>{number} of {path}</title></item>");
        let items: String = (0..5).map(item).collect();
        let feed =
            format!("<rss version='2.0'><channel><title>{path}</title>{items}</channel></rss>");
        answer(out, "200 OK", "ETag: \"7\"\r\n", feed.as_bytes())
    });
    let addresses: Vec<String> = (0..40)
        .map(|number| server.url(&format!("/feed/{number}")))
        .collect();
    let library = Library::new(&addresses);
    let client = Arc::new(Client::new(&ClientSettings::default()));
    let (elsewhere, never) = (library.store(), AtomicBool::new(false));
    let mut told = 0;
    let summary = run(
        &mut library.store(),
        &client,
        &RefreshScope::default(),
        &never,
        &mut |progress| {
            if let Progress::Feed(report) = progress {
                told += 1;
                assert_eq!((report.done, report.of), (told, 40));
                let feeds = elsewhere.subscriptions().unwrap();
                let known = feeds.iter().filter(|feed| feed.etag.is_some()).count();
                assert!(known >= told);
                assert_eq!(
                    elsewhere.len().unwrap(),
                    5 * known,
                    "neither without the other"
                );
            }
        },
    );
    assert_eq!(summary.unwrap().new, 200);
    assert_eq!(told, 40);
}

#[test]
fn a_cancelled_refresh_ends_at_once_and_keeps_its_results() {
    let server = Server::start(|asked, out| match asked.path.as_str() {
        "/feed" => rss(out, ""),
        _ => {
            std::thread::sleep(Duration::from_secs(30));
            Ok(())
        }
    });
    let addresses = ["/feed", "/silent/1", "/silent/2"].map(|path| server.url(path));
    let library = Library::new(&addresses);
    let client = Arc::new(Client::new(&ClientSettings::default()));
    let cancelled = AtomicBool::new(false);
    let summary = run(
        &mut library.store(),
        &client,
        &RefreshScope::default(),
        &cancelled,
        &mut |progress| {
            if matches!(progress, Progress::Feed(_)) {
                cancelled.store(true, Ordering::Relaxed);
            }
        },
    );
    let summary = summary.unwrap();
    assert!(summary.cancelled);
    assert_eq!((summary.new, summary.failed), (2, 0));
    let feeds = library.store().subscriptions().unwrap();
    assert_eq!(
        feeds[1].checked, None,
        "what was broken off is no fault of the feed"
    );
}

/// Feeds of which the first answers and the others hang.
fn hanging() -> (Server, Library) {
    let server = Server::start(|asked, out| match asked.path.as_str() {
        "/feed" => rss(out, ""),
        _ => {
            std::thread::sleep(Duration::from_secs(30));
            Ok(())
        }
    });
    let addresses = ["/feed", "/silent"].map(|path| server.url(path));
    let library = Library::new(&addresses);
    (server, library)
}

/// Starts a refresh of the real program and waits for its first line.
fn started(library: &Library) -> Running {
    let mut running = program(&library.path(), &["sync"]).start();
    assert_eq!(running.first_line(), "आकाश समाचार: 2 new\n");
    running
}

#[test]
fn a_killed_program_leaves_a_consistent_library() {
    let (_server, library) = hanging();
    started(&library).kill();
    assert_eq!(library.store().len().unwrap(), 2);
    assert_eq!(library.store().subscriptions().unwrap().len(), 2);
    assert_eq!(library.only().stored, 2);
}

#[test]
fn an_interrupt_ends_with_130_and_a_consistent_library() {
    let (_server, library) = hanging();
    let running = started(&library);
    let process = rustix::process::Pid::from_child(&running.child);
    rustix::process::kill_process(process, rustix::process::Signal::INT).unwrap();
    let output = running.wait();
    assert_eq!(output.status.code(), Some(130));
    assert_eq!(output.stderr, "stopped\n");
    assert_eq!(library.store().len().unwrap(), 2);
}

#[test]
fn a_proxy_is_used_for_public_addresses_only() {
    let proxy = Server::start(|_, out| answer(out, "502 Bad Gateway", "", b""));
    let server = Server::start(|_, out| rss(out, ""));
    let library = Library::new(&[server.url("/feed")]);
    let feed = Subscription {
        local: false,
        ..local("http://news.example/feed")
    };
    library.store().subscribe(&[feed]).unwrap();
    let sync = program(&library.path(), &["sync"]);
    let output = sync.env("ALL_PROXY", proxy.url("")).run();
    assert!(output.stdout.starts_with("आकाश समाचार: 2 new\n"));
    let said = output.stderr;
    assert!(said.contains("the proxy could not be used"), "{said}");
    assert_eq!(proxy.paths(), ["news.example:80"]);
}
