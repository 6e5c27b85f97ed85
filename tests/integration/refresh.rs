//! News in the running reader: the real program in a pseudo-terminal, a real server on loopback.

use crate::pty::Session;
use crate::server::{Asked, Server, answer};
use newsreader::store::{FullText, Store, Subscription};
use std::io::{self, Write};
use std::time::Duration;

fn feed(number: usize, base: &str) -> String {
    let item = |place: usize| {
        format!(
            "<item><title>Story {number}-{place}</title><link>{base}/page/{number}/{place}</link>\
             <pubDate>Wed, 25 Nov 2026 0{place}:00:00 +0530</pubDate>\
             <description>Only the summary of {number}-{place}.</description></item>"
        )
    };
    let items: String = (1..5).map(item).collect();
    format!("<rss version='2.0'><channel><title>Paper {number}</title>{items}</channel></rss>")
}

fn page() -> String {
    let paragraph = |number: usize| {
        let words = "The river rose after the rain and fell again before the night. ".repeat(5);
        format!("<p>Paragraph {number}. {words}</p>")
    };
    let body: String = (1..9).map(paragraph).collect();
    format!(
        "<html lang='en'><head><title>Story</title></head><body><article><h1>Story</h1>{body}</article></body></html>"
    )
}

/// Serves feeds after a pause each, and pages.
fn server(pause: Duration) -> Server {
    Server::start(
        move |asked: &Asked, out: &mut dyn Write| -> io::Result<()> {
            let host = asked.header("host").unwrap_or_default();
            let base = format!("http://{host}");
            match asked.path.strip_prefix("/feed/") {
                Some(number) => {
                    std::thread::sleep(pause);
                    let feed = feed(number.parse().unwrap_or(0), &base);
                    answer(
                        out,
                        "200 OK",
                        "Content-Type: application/rss+xml\r\n",
                        feed.as_bytes(),
                    )
                }
                None if asked.path.starts_with("/page/") => {
                    let head = "Content-Type: text/html\r\n";
                    answer(out, "200 OK", head, page().as_bytes())
                }
                None => answer(out, "404 Not Found", "", b""),
            }
        },
    )
}

/// A library that follows so many feeds of the server, and whose bundled stories were taken out.
fn library(server: &Server, feeds: usize, full_text: FullText) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_create(&folder.path().join("library.db")).unwrap();
    let feeds: Vec<Subscription> = (1..=feeds)
        .map(|number| Subscription {
            address: server.url(&format!("/feed/{number}")),
            title: format!("Paper {number}"),
            full_text,
            local: true,
            ..Subscription::default()
        })
        .collect();
    store.subscribe(&feeds).unwrap();
    folder
}

fn session(folder: &tempfile::TempDir) -> Session {
    let library = folder.path().join("library.db");
    Session::start(&[], &[("NEWSREADER_LIBRARY", library.to_str().unwrap())])
}

/// The reader while thirty slow feeds are asked.
fn amid_a_refresh() -> (Server, tempfile::TempDir, Session) {
    let server = server(Duration::from_millis(400));
    let folder = library(&server, 30, FullText::Never);
    let mut session = session(&folder);
    session.wait_for("15 unread");
    session.press("R");
    session.wait_for("↻");
    (server, folder, session)
}

#[test]
fn one_key_brings_the_news_and_a_story_is_whole_when_it_is_opened() {
    let server = server(Duration::ZERO);
    let folder = library(&server, 2, FullText::OnOpen);
    let mut session = session(&folder);
    session.wait_for("15 unread");
    session.press("R");
    session.wait_for("8 new stories");
    session.wait_for("23 unread");
    session.press("g\r");
    session.wait_for("Only the summary");
    session.wait_for("Paragraph 1.");
    session.press("Q");
    session.finish();
    let store = Store::open(&folder.path().join("library.db")).unwrap();
    let mut whole = 0;
    store
        .articles(|article| {
            whole += usize::from(article.unwrap().plain_text().contains("Paragraph 8."));
            Ok(())
        })
        .unwrap()
        .unwrap();
    assert_eq!(whole, 1, "the page of the opened story is kept");
}

/// Nobody who looked away for a moment must miss it.
#[test]
fn that_no_feed_could_be_fetched_is_said_until_the_next_key() {
    let server = Server::start(|_asked: &Asked, out: &mut dyn Write| -> io::Result<()> {
        answer(out, "404 Not Found", "", b"")
    });
    let folder = library(&server, 2, FullText::Never);
    let mut session = session(&folder);
    session.wait_for("15 unread");
    session.press("R");
    session.wait_for("none of the 2 feeds could be fetched; F says why");
    session.press("j");
    session.wait_for("select");
    session.press("Q");
    session.finish();
}

#[test]
fn the_reader_is_used_while_news_comes_and_quits_at_once() {
    let (server, folder, mut session) = amid_a_refresh();
    session.press("j\r");
    // How many are unread depends on what has come by now.
    session.wait_for("min read");
    session.press("Q");
    session.finish();
    let asked = server.paths().len();
    assert!(asked < 30, "{asked} of 30 feeds were asked");
    let store = Store::open(&folder.path().join("library.db")).unwrap();
    assert!(store.len().unwrap() >= 15);
}

/// The person's name for a feed is another than its own, as in a list of feeds from another reader.
#[test]
fn a_feed_is_opened_from_the_boxes_under_the_name_that_it_was_given() {
    let server = server(Duration::ZERO);
    let folder = library(&server, 2, FullText::Never);
    let path = folder.path().join("library.db");
    let mut store = Store::open(&path).unwrap();
    let mut renamed = store.subscriptions().unwrap().remove(0);
    renamed.title = "Morning news".to_owned();
    renamed.folders = vec!["Sea".to_owned()];
    store
        .update_subscription(&renamed.address.clone(), &renamed)
        .unwrap();
    let mut session = session(&folder);
    session.wait_for("15 unread");
    session.press("R");
    session.wait_for("23 unread");
    session.press("F");
    session.wait_for("Morning news 4");
    session.press("\r");
    session.wait_for("feed: Morning news · 4");
    // What comes while a list of answers is shown comes into it.
    let arrival = newsreader::article::Article {
        headline: "A late one".to_owned(),
        origin: renamed.address.clone(),
        ..newsreader::article::Article::default()
    };
    store.put(&[arrival]).unwrap();
    session.wait_for("feed: Morning news · 5");
    session.press("v");
    session.wait_for("folder: Sea  5");
    session.press("qQ");
    session.finish();
    let found = |question: &str| {
        let question = newsreader::search::LibraryQuery::new(question);
        let hits = store
            .find(&question, newsreader::store::Order::Newest, 20)
            .unwrap();
        let source = hits.first().and_then(|hit| hit.listing.source.clone());
        (hits.len(), source.unwrap_or_default())
    };
    for question in [
        "source:morning",
        "folder:sea",
        "feed:\"Morning news\"",
        "feed:morn",
    ] {
        assert_eq!(
            found(question),
            (5, "Morning news".to_owned()),
            "{question}"
        );
    }
    assert_eq!(found("folder:Land").0, 0);
}

/// An import and another reader beside this one.
#[test]
fn what_others_do_to_the_library_is_seen() {
    let server = server(Duration::ZERO);
    let folder = library(&server, 1, FullText::Never);
    let path = folder.path().join("library.db");
    let mut session = session(&folder);
    session.wait_for("15 unread");
    let mut store = Store::open(&path).unwrap();
    let arrival = newsreader::article::Article {
        headline: "A story that came by another way".to_owned(),
        ..Default::default()
    };
    store.put(&[arrival]).unwrap();
    session.wait_for("16 unread");
    let mut known = Vec::new();
    store
        .articles(|article| {
            known.push(article.unwrap().id);
            Ok(())
        })
        .unwrap()
        .unwrap();
    for (read, said) in [(true, "15 unread"), (false, "16 unread")] {
        let starred = false;
        let marks = newsreader::article::Marks { read, starred };
        store.set_marks(&[(known[0], marks)]).unwrap();
        session.wait_for(said);
    }
    session.press("Q");
    session.finish();
}

#[test]
fn news_comes_by_the_clock_where_that_is_asked_for() {
    let server = server(Duration::ZERO);
    let folder = library(&server, 2, FullText::Never);
    let path = folder.path().join("library.db");
    let settings = [("NEWSREADER_LIBRARY", path.to_str().unwrap())];
    let mut session = Session::start(&["--refresh", "30"], &settings);
    session.wait_for("8 new stories");
    session.wait_for("23 unread");
    session.press("Q");
    session.finish();
    let asked = server.paths().len();
    assert_eq!(asked, 2, "each feed once");
}

#[test]
fn a_refresh_is_stopped_by_the_same_key() {
    let (_server, _folder, mut session) = amid_a_refresh();
    session.press("R");
    session.wait_for("stopped");
    session.press("F");
    session.wait_for("Paper 1");
    session.press("qQ");
    session.finish();
}
