//! The identity of stories: what comes again is known, whatever a feed does to its links and guids.

use crate::server::{Server, answer};
use crate::sync::Library;
use newsreader::article::{Article, Marks};
use newsreader::store::Store;
use std::sync::{Arc, Mutex};

/// A feed on loopback whose items can be exchanged, and the library that follows it.
struct Followed {
    items: Arc<Mutex<String>>,
    library: Library,
    _server: Server,
}

/// An item: headline, link, guid, text. Its time depends on the first letter of the headline.
type Item<'a> = (&'a str, &'a str, &'a str, &'a str);

impl Followed {
    fn new() -> Self {
        let items = Arc::new(Mutex::new(String::new()));
        let shared = Arc::clone(&items);
        let server = Server::start(move |_, out| {
            let items = shared.lock().unwrap().clone();
            let feed = format!(
                "<rss version='2.0'><channel><title>Notices</title>{items}</channel></rss>"
            );
            answer(out, "200 OK", "", feed.as_bytes())
        });
        let library = Library::new(&[server.url("/feed")]);
        Self {
            items,
            library,
            _server: server,
        }
    }

    /// Serves `items`, refreshes, and returns how many are new and changed.
    fn refresh(&self, items: &[Item<'_>]) -> (usize, usize) {
        let item = |(headline, link, guid, text): &Item<'_>| {
            let minute = headline.bytes().next().unwrap_or_default() % 60;
            let link = match *link {
                "" => String::new(),
                link => format!("<link>https://example.org{link}</link>"),
            };
            let guid = match *guid {
                "" => String::new(),
                guid => format!("<guid isPermaLink='false'>{guid}</guid>"),
            };
            format!(
                "<item><title>{headline}</title>{link}{guid}<description>{text}</description>\
                 <pubDate>Tue, 24 Nov 2026 08:{minute:02}:00 +0530</pubDate></item>"
            )
        };
        *self.items.lock().unwrap() = items.iter().map(item).collect();
        let (summary, _) = self.library.sync();
        assert_eq!(summary.failed, 0);
        (summary.new, summary.changed)
    }

    fn store(&self) -> Store {
        self.library.store()
    }

    fn stories(&self) -> Vec<Article> {
        let mut stories = Vec::new();
        let read = self.store().articles(|article| {
            stories.push(article.unwrap());
            Ok(())
        });
        read.unwrap().unwrap();
        stories
    }

    /// Reads and stars all stories.
    fn mark_all(&self) {
        let marks = Marks {
            read: true,
            starred: true,
        };
        let ids = self.stories().into_iter().map(|story| (story.id, marks));
        self.store().set_marks(&ids.collect::<Vec<_>>()).unwrap();
    }

    fn marked(&self) -> usize {
        self.store().marks().unwrap().len()
    }
}

#[test]
fn items_with_one_link_are_as_many_stories() {
    for link in ["/notices", "/notices#N"] {
        let feed = Followed::new();
        let links = ["1", "2", "3"].map(|number| link.replace('N', number));
        let items = [
            ("Roads closed", links[0].as_str(), "n1", "The bridge."),
            ("Schools open", &links[1], "n2", "All of them."),
            ("Water supply", &links[2], "n3", "From noon."),
        ];
        assert_eq!(feed.refresh(&items), (3, 0), "{link}");
        assert_eq!(feed.refresh(&items), (0, 0), "{link}");
        // What is left of them is known, and a new one at the same address is new.
        feed.mark_all();
        assert_eq!(feed.refresh(&items[2..]), (0, 0), "{link}");
        let next = [("Power cut", links[0].as_str(), "n4", "Tonight.")];
        assert_eq!(feed.refresh(&next), (1, 0), "{link}");
        assert_eq!((feed.stories().len(), feed.marked()), (4, 3), "{link}");
    }
}

#[test]
fn a_new_notice_at_the_only_address_replaces_none() {
    let feed = Followed::new();
    let old = ("Old", "/old", "0", "Old.");
    for (guid, headline, new) in [("1", "Rain", 2), ("2", "Heat", 1), ("3", "Snow", 1)] {
        let today = (headline, "/weather", guid, "Today.");
        assert_eq!(feed.refresh(&[today, old]), (new, 0), "{headline}");
    }
    assert_eq!(feed.stories().len(), 4);
}

#[test]
fn a_story_with_the_same_guid_is_the_same_one() {
    for (before, after, changed) in [
        // The slug was corrected together with the headline.
        (
            (
                "Brige closed",
                "/brige-closed",
                "p1",
                "No way over the river.",
            ),
            (
                "Bridge closed",
                "/bridge-closed",
                "p1",
                "No way over the river.",
            ),
            1,
        ),
        // The link carries the number of a session.
        (
            ("Bridge closed", "/a?session=1", "p1", "No way."),
            ("Bridge closed", "/a?session=2", "p1", "No way."),
            0,
        ),
        // There is no link, and the text was corrected.
        (
            ("Bridge closed", "", "p1", "No way."),
            ("Bridge closed until noon", "", "p1", "No way over it."),
            1,
        ),
        // The guid is another one at each request.
        (
            ("Bridge closed", "/a", "p1", "No way."),
            ("Bridge closed", "/a", "p2", "No way."),
            0,
        ),
        // So are the guid and the link.
        (
            ("Bridge closed", "/a?session=1", "p1", "No way."),
            ("Bridge closed", "/a?session=2", "p2", "No way."),
            0,
        ),
    ] {
        let feed = Followed::new();
        assert_eq!(feed.refresh(&[before]), (1, 0));
        feed.mark_all();
        assert_eq!(feed.refresh(&[after]), (0, changed), "{after:?}");
        assert_eq!(feed.refresh(&[after]), (0, 0), "{after:?}");
        assert_eq!((feed.stories().len(), feed.marked()), (1, 1), "{after:?}");
        assert_eq!(feed.stories()[0].headline, after.0);
    }
}

#[test]
fn a_guid_that_is_used_again_loses_no_story() {
    let feed = Followed::new();
    let first = ("Rain in the north", "/rain", "latest", "Much of it.");
    let second = ("Markets rise", "/markets", "latest", "A little.");
    assert_eq!(feed.refresh(&[first]), (1, 0));
    assert_eq!(
        feed.refresh(&[("Old", "/old", "0", "Old."), second]),
        (2, 0)
    );
    assert_eq!(feed.refresh(&[first, second]), (0, 0));
    assert_eq!(feed.stories().len(), 3);
}

/// Version 5 of the library stored no guids at first.
#[test]
fn a_library_without_guids_knows_its_stories_and_keeps_their_marks() {
    let items = [
        ("Bridge closed", "/bridge", "p1", "No way over the river."),
        ("Schools open", "/a?session=1", "p2", "All of them."),
        ("Water supply", "", "p3", "From noon."),
    ];
    let feed = Followed::new();
    let without: Vec<Item<'_>> = items
        .iter()
        .map(|item| (item.0, item.1, "", item.3))
        .collect();
    assert_eq!(feed.refresh(&without), (3, 0));
    feed.mark_all();
    let file = rusqlite::Connection::open(feed.library.folder.path().join("library.db")).unwrap();
    file.execute_batch("DROP TABLE alias").unwrap();
    let mut now = items;
    now[1].1 = "/a?session=2";
    now[2].3 = "From two.";
    assert_eq!(feed.refresh(&now).0, 0);
    assert_eq!((feed.stories().len(), feed.marked()), (3, 3));
    // From now on the guid counts.
    now[0] = ("Bridge open", "/bridge-open", "p1", "A way over the river.");
    assert_eq!(feed.refresh(&now), (0, 1));
    assert_eq!((feed.stories().len(), feed.marked()), (3, 3));
}

#[test]
fn an_export_keeps_the_guids() {
    let feed = Followed::new();
    feed.refresh(&[("Bridge closed", "/bridge", "p1", "No way.")]);
    let story = feed.stories().remove(0);
    assert_eq!(story.guid.as_deref(), Some("p1"));
    let other = Followed::new();
    other.store().put(std::slice::from_ref(&story)).unwrap();
    let moved = Article {
        url: Some("https://example.org/bridge-2".to_owned()),
        ..story.clone()
    };
    let again = Article {
        id: newsreader::article::ArticleId::of(&moved),
        ..moved
    };
    let written = other.store().put(&[again]).unwrap();
    assert_eq!((written.new, written.changed), (0, 1));
    assert_eq!(other.stories()[0].id, story.id);
}
