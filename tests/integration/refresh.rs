//! News in the running program: in a pseudo-terminal, with a real server on loopback.

use crate::pty::Session;
use crate::server::{Asked, Server, answer};
use newsreader::article::Article;
use newsreader::store::{FullText, Store, Subscription};
use newsreader::words::Language;
use std::io::{self, Write};
use std::path::Path;
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

/// Serves pages, and feeds after `pause`.
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

/// Returns a library that follows the first `feeds` feeds of the server.
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

/// Returns the app while thirty slow feeds are fetched.
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
fn one_key_fetches_news_and_opening_an_article_fetches_its_page() {
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

/// A user who looked away for a moment must not miss it.
#[test]
fn a_failed_refresh_is_reported_until_the_next_key() {
    let server = Server::start(|_asked: &Asked, out: &mut dyn Write| -> io::Result<()> {
        answer(out, "404 Not Found", "", b"")
    });
    let folder = library(&server, 2, FullText::Never);
    let mut session = session(&folder);
    session.wait_for("15 unread");
    session.press("R");
    session.wait_for("none of the 2 feeds could be fetched; F shows why");
    session.press("j");
    session.wait_for("select");
    session.press("Q");
    session.finish();
}

#[test]
fn the_app_is_used_during_a_refresh_and_quits_at_once() {
    let (server, folder, mut session) = amid_a_refresh();
    session.press("j\r");
    // The number of unread articles depends on the feeds so far.
    session.wait_for("min read");
    session.press("Q");
    session.finish();
    let asked = server.paths().len();
    assert!(asked < 30, "{asked} of 30 feeds were asked");
    assert_eq!(bundled_in(&folder.path().join("library.db")), 15);
}

/// A library that has news is not begun again, so what is not stored now would never be.
#[test]
fn the_bundled_articles_are_stored_although_the_user_quits_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let settings = [("NEWSREADER_LIBRARY", path.to_str().unwrap())];
    let mut session = Session::start(&[], &settings);
    session.wait_for("unread");
    session.press("Q");
    session.finish();
    assert_eq!(bundled_in(&path), 15);
}

/// Returns how many of the bundled articles a library has.
fn bundled_in(library: &Path) -> usize {
    let store = Store::open(library).unwrap();
    let articles = newsreader::bundled::articles(Language::English);
    let is_stored = |article: &Article| store.article(article.id).unwrap().is_some();
    articles.iter().filter(|article| is_stored(article)).count()
}

/// The user's name for a feed differs from its own, as in a list of feeds from another program.
#[test]
fn the_dialog_of_feeds_opens_a_feed_under_its_own_name() {
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
    // New articles that match join the list of answers on the screen.
    let arrival = Article {
        headline: "A late one".to_owned(),
        origin: renamed.address.clone(),
        ..Article::default()
    };
    store.put(&[arrival]).unwrap();
    session.wait_for("feed: Morning news · 5");
    session.press("v");
    session.wait_for("folder: Sea           5");
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

/// An import and another instance change the library.
#[test]
fn changes_of_the_library_by_others_are_shown() {
    let server = server(Duration::ZERO);
    let folder = library(&server, 1, FullText::Never);
    let path = folder.path().join("library.db");
    let mut session = session(&folder);
    session.wait_for("15 unread");
    let mut store = Store::open(&path).unwrap();
    let arrival = Article {
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
fn feeds_are_fetched_by_the_clock_on_request() {
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
