//! Feeds changed within the reader: added by address or page, edited, removed and taken back, OPML in and out.

use crate::pty::Session;
use crate::server::{Asked, Server, answer};
use newsreader::store::{FullText, Store};
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;
use tempfile::TempDir;

fn feed(title: &str, base: &str) -> String {
    format!(
        "<rss version='2.0'><channel><title>{title}</title><item><title>Story of {title}</title>\
         <link>{base}/{title}/1</link><pubDate>Wed, 25 Nov 2026 01:00:00 +0530</pubDate>\
         <description>The summary.</description></item></channel></rss>"
    )
}

/// Serves the feeds `/one` and `/two`, and a page that names both.
fn server() -> Server {
    Server::start(|asked: &Asked, out: &mut dyn Write| -> io::Result<()> {
        let host = asked.header("host").unwrap_or_default();
        let base = format!("http://{host}");
        let rss = "Content-Type: application/rss+xml\r\n";
        match asked.path.as_str() {
            "/one" | "/two" => {
                let feed = feed(&asked.path[1..], &base);
                answer(out, "200 OK", rss, feed.as_bytes())
            }
            "/page" => {
                let link = |name: &str| {
                    format!(
                        "<link rel=alternate type='application/rss+xml' title='Paper {name}' href='/{name}'>"
                    )
                };
                let page = format!(
                    "<html><head>{}{}</head><body>x</body></html>",
                    link("one"),
                    link("two")
                );
                answer(
                    out,
                    "200 OK",
                    "Content-Type: text/html\r\n",
                    page.as_bytes(),
                )
            }
            _ => answer(out, "404 Not Found", "", b""),
        }
    })
}

struct Desk {
    folder: TempDir,
    session: Session,
}

impl Desk {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("library.db");
        let settings = [("NEWSREADER_LIBRARY", library.to_str().unwrap())];
        let mut session = Session::start(&["--lang", "en"], &settings);
        session.wait_for("15 unread");
        Self { folder, session }
    }

    /// Adds a feed as one does: by its key, and by what is typed then.
    fn add(&mut self, address: &str) {
        self.session.press("a");
        self.session.wait_for("add-feed");
        self.session.press(&format!("{address}\r"));
    }

    /// Waits until each of these texts was on the screen.
    fn wait_for(&mut self, texts: &[&str]) {
        for text in texts {
            self.session.wait_for(text);
        }
    }

    fn press(&self, keys: &str) {
        self.session.press(keys);
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn followed(&self) -> Vec<(String, String, FullText)> {
        let store = Store::open(&self.path("library.db")).unwrap();
        let all = store.subscriptions().unwrap().into_iter();
        all.map(|one| (one.title, one.folders.join("/"), one.full_text))
            .collect()
    }
}

#[test]
fn a_feed_is_added_edited_removed_and_taken_back() {
    let server = server();
    let mut desk = Desk::open();
    desk.add(&server.url("/one"));
    desk.wait_for(&["one: added", "16 unread"]);
    desk.press("F");
    desk.wait_for(&["╭─ feeds"]);
    desk.press("e");
    desk.wait_for(&["Full text"]);
    desk.press("\r");
    desk.wait_for(&["Enter keeps"]);
    desk.press(" daily\r");
    desk.wait_for(&["one daily: changed"]);
    desk.press("j\r");
    desk.wait_for(&["Enter keeps"]);
    desk.press("खेल/क्रिकेट\r");
    desk.wait_for(&["खेल/क्रिकेट"]);
    desk.press("j\r");
    desk.wait_for(&["when a story is opened"]);
    desk.press("\r");
    desk.wait_for(&["read offline"]);
    desk.session.settle(Duration::from_millis(300));
    let expected = (
        "one daily".to_owned(),
        "खेल/क्रिकेट".to_owned(),
        FullText::Always,
    );
    assert_eq!(desk.followed(), std::slice::from_ref(&expected));
    desk.press("\u{1b}");
    desk.wait_for(&["╭─ feeds"]);
    desk.press("d");
    desk.wait_for(&["u takes that back", "no feeds:"]);
    desk.press("u");
    desk.wait_for(&["one daily: followed again"]);
    assert_eq!(desk.followed(), [expected]);
    desk.press("qQ");
    desk.session.finish();
}

#[test]
fn a_page_that_names_several_feeds_lets_one_choose() {
    let server = server();
    let mut desk = Desk::open();
    desk.add(&server.url("/page"));
    desk.wait_for(&["feeds of this page", "Paper two", "Story of two"]);
    desk.press("j\r");
    desk.wait_for(&["Paper two: added"]);
    assert_eq!(desk.followed().len(), 1);
    desk.press("qQ");
    desk.session.finish();
}

#[test]
fn what_is_no_feed_is_said_and_nothing_is_followed() {
    let server = server();
    let mut desk = Desk::open();
    desk.press(&format!(":add-feed {}\r", server.url("/nothing")));
    desk.wait_for(&["/nothing:"]);
    desk.press(":import-feeds /nowhere.opml\r");
    desk.wait_for(&["/nowhere.opml: no such file"]);
    assert!(desk.followed().is_empty());
    desk.press("Q");
    desk.session.finish();
}

#[test]
fn a_list_is_read_and_written_but_replaces_no_file() {
    let mut desk = Desk::open();
    let list = desk.path("list.opml");
    fs::write(
        &list,
        "<opml version='2.0'><body><outline text='news'><outline type='rss' text='Paper' \
         xmlUrl='https://user:secret@example.org/feed'/><outline type='rss' text='Mine' \
         xmlUrl='http://192.168.7.7/feed'/></outline></body></opml>",
    )
    .unwrap();
    desk.press(&format!(":import-feeds {}\r", list.display()));
    desk.wait_for(&["2 feeds added", "1 feed in a private network"]);
    let out = desk.path("out.opml");
    desk.press(&format!(":export-feeds {}\r", out.display()));
    desk.wait_for(&["written to"]);
    let written = fs::read_to_string(&out).unwrap();
    assert!(written.contains("https://example.org/feed"), "{written}");
    assert!(!written.contains("secret"), "{written}");
    desk.press(&format!(":export-feeds {}\r", list.display()));
    desk.wait_for(&["a file has that name already"]);
    desk.press("T");
    desk.wait_for(&["whose news do you want"]);
    desk.press("qQ");
    desk.session.finish();
}
