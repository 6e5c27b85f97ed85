//! What is followed and opened by its address, with the real program: feeds, lists of them, pages.

use crate::server::{Server, answer, redirect};
use crate::sync::{Library, long_story, rss};

#[test]
fn feeds_are_added_by_their_address_or_by_that_of_a_page() {
    let server = Server::start(|asked, out| match asked.path.as_str() {
        "/page" => answer(
            out,
            "200 OK",
            "",
            b"<html><head><link rel=alternate type='application/rss+xml' href='/named'></head>",
        ),
        "/blog/" => answer(out, "200 OK", "", b"<html><body>a blog</body></html>"),
        "/feed" | "/named" | "/blog/rss.xml" => rss(out, ""),
        "/moved" => redirect(out, "301 Moved", "/feed"),
        _ => answer(out, "404 Not Found", "", b""),
    });
    for (typed, expected) in [
        ("/feed", Some("/feed")),
        ("/page", Some("/named")),
        ("/blog/", Some("/blog/rss.xml")),
        ("/moved", Some("/feed")),
        ("/nothing", None),
    ] {
        let library = Library::new(&[]);
        let output = library.run(&["feeds", "add", &server.url(typed), "--folder", "आकाश/धरती"]);
        assert_eq!(output.status.success(), expected.is_some(), "{typed}");
        let feeds = library.store().subscriptions().unwrap();
        let found: Vec<&str> = feeds.iter().map(|feed| feed.address.as_str()).collect();
        let expected: Vec<String> = expected.iter().map(|path| server.url(path)).collect();
        assert_eq!(found, expected, "{typed}: {}", output.stderr);
        assert!(
            feeds
                .iter()
                .all(|feed| feed.folders == ["आकाश", "धरती"] && feed.local)
        );
    }
    let added = Library::new(&[]).run(&["feeds", "add", &server.url("/nothing")]);
    let said = added.stderr;
    assert!(
        said.ends_with("there is nothing at this address (404); it may have changed\n"),
        "{said}"
    );
}

#[test]
fn a_page_with_several_feeds_tells_those_that_are_not_taken() {
    let server = Server::start(|asked, out| {
        match asked.path.as_str() {
        "/page" => answer(
            out,
            "200 OK",
            "",
            "<html><head><link rel=alternate type='application/rss+xml' href='/comments' title='टिप्पणियाँ: comments'>\
            <link rel=alternate type='application/rss+xml' href='/gone' title='पुरानी'>\
            <link rel=alternate type='application/rss+xml' href='/feed' title='सब'>\
            <link rel=alternate type='application/rss+xml' href='/khel' title='खेल'></head>"
                .as_bytes(),
        ),
        "/feed" | "/khel" | "/comments" => rss(out, ""),
        _ => answer(out, "404 Not Found", "", b""),
    }
    });
    let library = Library::new(&[]);
    let said = library.run(&["feeds", "add", &server.url("/page")]).stdout;
    let (_, others) = said.split_once('\n').unwrap();
    let expected = format!(
        "the page names 2 more feeds; to follow one: newsreader feeds add ADDRESS\n  {}  खेल\n  {}  टिप्पणियाँ: comments\n",
        server.url("/khel"),
        server.url("/comments")
    );
    assert_eq!(others, expected);
    assert_eq!(library.only().address, server.url("/feed"));
}

#[test]
fn what_is_chosen_holds_for_a_feed_that_is_followed_already() {
    let server = Server::start(|_, out| rss(out, ""));
    let library = Library::new(&[]);
    let feed = server.url("/feed");
    library.run(&["feeds", "add", &feed, "--title", "आकाशवाणी"]);
    let add = |more: &[&str]| {
        let arguments = [&["feeds", "add", feed.as_str()], more].concat();
        library.run(&arguments).stdout
    };
    assert_eq!(add(&[]), "आकाशवाणी: already followed\n");
    let said = add(&["--folder", "विज्ञान", "--full-text", "always"]);
    assert_eq!(
        said,
        "आकाशवाणी: already followed; changed: folder, full text\n"
    );
    assert_eq!(add(&["--folder", "विज्ञान"]), "आकाशवाणी: already followed\n");
    let one = library.only();
    assert_eq!(
        (one.title.as_str(), one.folders),
        ("आकाशवाणी", vec!["विज्ञान".to_owned()])
    );
    assert_eq!(one.full_text, newsreader::store::FullText::Always);
}

#[test]
fn lists_come_in_and_go_out_and_nothing_in_them_runs() {
    let library = Library::new(&[]);
    let list = library.folder.path().join("list.opml");
    let written = "<opml><body><outline text='समाचार'>\
        <outline title='एक' xmlUrl='https://ram:secret@example.org/a?token=t&amp;b=1'/>\
        <outline title='दो' xmlUrl='https://example.org/b'/></outline>\
        <outline title='तीन' xmlUrl='|touch x'/><outline title='चार' xmlUrl='http://10.0.0.1/feed'/></body></opml>";
    std::fs::write(&list, written).unwrap();
    let output = library.run(&["feeds", "import", list.to_str().unwrap()]);
    assert_eq!(output.stdout, "3 feeds added, 0 already followed\n");
    let said = output.stderr;
    assert!(
        said.contains("is a command and not an address (|touch x)"),
        "{said}"
    );
    assert!(
        said.contains("http://10.0.0.1/feed: an address on this machine"),
        "{said}"
    );
    let exported = library.run(&["feeds", "export"]).stdout;
    let listed = library.run(&["feeds", "list"]).stdout;
    let json = library.run(&["feeds", "list", "--json"]).stdout;
    for shown in [&exported, &listed, &json] {
        assert!(!shown.contains("secret") && !shown.contains("ram") && !shown.contains("=t&"));
        assert!(shown.contains("https://example.org/b"));
    }
    let whole = library.run(&["feeds", "export", "--with-passwords"]).stdout;
    assert!(whole.contains("https://ram:secret@example.org/a?token=t&amp;b=1"));
    let output = library.run(&["feeds", "remove", "दो", "https://example.org/none"]);
    assert_eq!(output.stdout, "दो: removed; its stories stay\n");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(library.store().subscriptions().unwrap().len(), 2);
}

#[test]
fn what_became_of_feeds_that_are_left_is_told_to_programs() {
    let library = Library::new(&[]);
    let address = "https://ram:secret@example.org/a";
    library.run(&["feeds", "add", "--unseen", "--title", "एक", address]);
    let output = library.run(&["feeds", "remove", "--json", "एक", "none"]);
    assert_eq!(output.status.code(), Some(1));
    let rows: Vec<serde_json::Value> = output
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(rows.len(), 2);
    assert_eq!(
        (&rows[0]["title"], &rows[0]["removed"]),
        (&"एक".into(), &true.into())
    );
    assert!(!rows[0]["feed"].as_str().unwrap().contains("secret"));
    assert_eq!(
        (&rows[1]["name"], &rows[1]["removed"]),
        (&"none".into(), &false.into())
    );
}

#[test]
fn nothing_that_is_said_tells_a_password() {
    let server = Server::start(|asked, out| match asked.path.as_str() {
        "/feed" => rss(out, ""),
        _ => answer(out, "403 Forbidden", "", b""),
    });
    let library = Library::new(&[]);
    for path in ["/feed", "/locked"] {
        let address = server.url(path).replace("//", "//ram:secret@");
        library.run(&["feeds", "add", "--unseen", &address]);
    }
    let output = library.run(&["sync", "--json"]);
    let (lines, said) = (output.stdout, output.stderr);
    assert_eq!(lines.lines().count(), 2);
    assert!(!lines.contains("secret") && !said.contains("secret"));
    let listed = library.run(&["list", "--json"]).stdout;
    assert!(listed.contains("आकाश") && !listed.contains("secret"));
    let asked = server.asked();
    let with_password = asked
        .iter()
        .filter(|asked| asked.header("authorization").is_some());
    assert_eq!((asked.len(), with_password.count()), (2, 2));
}

#[test]
fn the_starter_pack_is_whole_and_fetches_nothing() {
    let library = Library::new(&[]);
    let listed = library.run(&["feeds", "starter", "--json"]).stdout;
    let group = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(value["feed"].as_str().unwrap().starts_with("http"));
        value["group"].as_str().unwrap().to_owned()
    };
    let groups: Vec<String> = listed.lines().map(group).collect();
    let count = groups.iter().filter(|group| **group == groups[0]).count();
    let output = library.run(&["feeds", "add", "--starter", &groups[0]]);
    let expected = format!("{count} feeds added, 0 already followed\n");
    assert_eq!(output.stdout, expected);
    let feeds = library.store().subscriptions().unwrap();
    let public = feeds.iter().filter(|feed| !feed.local).count();
    assert_eq!((feeds.len(), public), (count, count));
    let again = ["feeds", "add", "--starter", &groups[0], "--folder", "सुबह"];
    let expected = format!(
        "0 feeds added, {count} already followed\n{count} already followed feeds changed\n"
    );
    assert_eq!(library.run(&again).stdout, expected);
    let feeds = library.store().subscriptions().unwrap();
    let in_folder = feeds.iter().filter(|feed| feed.folders == ["सुबह"]);
    assert_eq!(in_folder.count(), count);
    let output = library.run(&["feeds", "add", "--starter", "no such group"]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn an_address_is_opened_like_a_file_and_nothing_is_stored() {
    let server = Server::start(|asked, out| match asked.path.as_str() {
        "/feed" => rss(out, ""),
        "/story" => answer(out, "200 OK", "", long_story().as_bytes()),
        _ => answer(out, "404 Not Found", "", b""),
    });
    let library = Library::new(&[]);
    let parsed = library.run(&["parse", &server.url("/feed")]).stdout;
    assert_eq!(parsed.lines().count(), 2);
    assert!(parsed.contains(&format!("\"origin\":\"{}\"", server.url("/feed"))));
    let shown = library.run(&["show", &server.url("/story")]).stdout;
    assert!(shown.starts_with("बारिश ने पुल बहाया"));
    let output = library.run(&["parse", &server.url("/nothing")]);
    assert_eq!(output.status.code(), Some(1));
    let expected = "there is nothing at this address (404); it may have changed";
    assert_eq!(
        output.stderr,
        format!("{}: {expected}\n", server.url("/nothing"))
    );
    let checked = library
        .run(&["feeds", "check", "--json", &server.url("/feed")])
        .stdout;
    let value: serde_json::Value = serde_json::from_str(&checked).unwrap();
    assert_eq!(value["entries"].as_array().unwrap().len(), 2);
    assert_eq!(library.store().len().unwrap(), 0);
}

#[test]
fn the_reader_opens_an_address() {
    let server = Server::start(|_, out| rss(out, ""));
    let mut session = crate::pty::Session::start(&[&server.url("/feed")], &[]);
    session.wait_for("2 unread");
    session.press("\r");
    session.wait_for("नदी का पानी");
    session.press("Q");
    assert!(session.child.wait().unwrap().success());
}

#[test]
fn the_groups_of_the_starter_pack_are_called_in_the_language_of_the_user() {
    let folders = |language| {
        let feeds = newsreader::sync::starter(language).into_iter();
        feeds.map(|feed| feed.folders.concat()).collect::<Vec<_>>()
    };
    let english = folders(newsreader::words::Language::English);
    assert!(english.len() > 100 && english.iter().all(|name| name.is_ascii()));
    let hindi = folders(newsreader::words::Language::Hindi);
    assert!(
        hindi
            .iter()
            .all(|name| !name.contains(|c: char| c.is_ascii_alphabetic()))
    );
}
