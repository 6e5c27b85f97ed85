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
    let Desk {
        folder,
        mut session,
    } = Desk::open();
    session.press("a");
    session.wait_for("add-feed");
    session.press(&format!("{}\r", server.url("/one")));
    session.wait_for("one: added");
    session.wait_for("16 unread");
    session.press("F");
    session.wait_for("╭─ feeds");
    session.press("e");
    session.wait_for("Full text");
    session.press("\r");
    session.wait_for("Enter keeps");
    session.press(" daily\r");
    session.wait_for("one daily: changed");
    session.press("j\r");
    session.wait_for("Enter keeps");
    session.press("खेल/क्रिकेट\r");
    session.wait_for("खेल/क्रिकेट");
    session.press("j\r");
    session.wait_for("when a story is opened");
    session.press("\r");
    session.wait_for("read offline");
    session.settle(Duration::from_millis(300));
    let desk = Desk { folder, session };
    let expected = (
        "one daily".to_owned(),
        "खेल/क्रिकेट".to_owned(),
        FullText::Always,
    );
    assert_eq!(desk.followed(), std::slice::from_ref(&expected));
    let Desk {
        folder,
        mut session,
    } = desk;
    session.press("\u{1b}");
    session.wait_for("╭─ feeds");
    session.press("d");
    session.wait_for("u takes that back");
    session.wait_for("no feeds:");
    session.press("u");
    session.wait_for("one daily: followed again");
    let desk = Desk { folder, session };
    assert_eq!(desk.followed(), [expected]);
    desk.session.press("qQ");
    desk.session.finish();
}

#[test]
fn a_page_that_names_several_feeds_lets_one_choose() {
    let server = server();
    let Desk {
        folder,
        mut session,
    } = Desk::open();
    session.press("a");
    session.wait_for("add-feed");
    session.press(&format!("{}\r", server.url("/page")));
    session.wait_for("feeds of this page");
    session.wait_for("Paper two");
    session.wait_for("Story of two");
    session.press("j\r");
    session.wait_for("Paper two: added");
    let desk = Desk { folder, session };
    assert_eq!(desk.followed().len(), 1);
    desk.session.press("qQ");
    desk.session.finish();
}

#[test]
fn what_is_no_feed_is_said_and_nothing_is_followed() {
    let server = server();
    let Desk {
        folder,
        mut session,
    } = Desk::open();
    session.press(&format!(":add-feed {}\r", server.url("/nothing")));
    session.wait_for("/nothing:");
    session.press(":import-feeds /nowhere.opml\r");
    session.wait_for("/nowhere.opml: no such file");
    let desk = Desk { folder, session };
    assert!(desk.followed().is_empty());
    desk.session.press("Q");
    desk.session.finish();
}

#[test]
fn a_list_is_read_and_written_but_replaces_no_file() {
    let Desk {
        folder,
        mut session,
    } = Desk::open();
    let list = folder.path().join("list.opml");
    fs::write(
        &list,
        "<opml version='2.0'><body><outline text='news'><outline type='rss' text='Paper' \
         xmlUrl='https://user:secret@example.org/feed'/></outline></body></opml>",
    )
    .unwrap();
    session.press(&format!(":import-feeds {}\r", list.display()));
    session.wait_for("1 feed");
    let out = folder.path().join("out.opml");
    session.press(&format!(":export-feeds {}\r", out.display()));
    session.wait_for("written to");
    let written = fs::read_to_string(&out).unwrap();
    assert!(written.contains("https://example.org/feed"), "{written}");
    assert!(!written.contains("secret"), "{written}");
    session.press(&format!(":export-feeds {}\r", list.display()));
    session.wait_for("a file has that name already");
    session.press("T");
    session.wait_for("whose news do you want");
    session.press("qQ");
    session.finish();
}
