//! Private networks: what is fetched, and what waits for the user.

use crate::server::{Server, answer};
use crate::sync::{Library, rss};
use newsreader::fetch_error::FetchError;
use std::io::Write as _;
use std::net::IpAddr;

fn list(feeds: &[String]) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    let feeds: Vec<String> = feeds
        .iter()
        .map(|feed| format!("<outline title='{feed}' xmlUrl='{feed}'/>"))
        .collect();
    write!(file, "<opml><body>{}</body></opml>", feeds.concat()).unwrap();
    file
}

#[test]
fn private_feeds_of_a_list_wait_until_the_user_agrees() {
    let server = Server::start(|_, out| rss(out, ""));
    let by_name = server.url("/feed").replace("127.0.0.1", "localhost");
    let library = Library::new(&[]);
    let file = list(&[
        server.url("/feed"),
        by_name.clone(),
        "http://[::ffff:7f00:1]:1/".to_owned(),
    ]);
    let imported = library.run(&["feeds", "import", file.path().to_str().unwrap()]);
    let command = format!(
        "newsreader feeds set {} --allow-private",
        server.url("/feed")
    );
    assert!(imported.stderr.contains(&command), "{}", imported.stderr);
    for arguments in [
        &["sync"][..],
        &["sync", "--all"],
        &["sync", "--feed", &by_name],
    ] {
        let said = library.run(arguments).stdout;
        assert_eq!(
            said.matches("for your consent").count(),
            1,
            "{arguments:?}: {said}"
        );
    }
    let lines = library.run(&["sync", "--json", "--all"]).stdout;
    assert_eq!(lines.matches("\"result\":\"held\"").count(), 3, "{lines}");
    let listed = library.run(&["feeds", "list"]).stdout;
    assert!(listed.contains(&command), "{listed}");
    assert_eq!(listed.matches("waits for your consent").count(), 3);
    let listed = library.run(&["feeds", "list", "--json"]).stdout;
    assert_eq!(listed.matches("\"held\":true").count(), 3);
    assert_eq!(server.paths(), Vec::<String>::new());

    let agreed = library.run(&["feeds", "set", &by_name, "--allow-private"]);
    assert!(agreed.status.success(), "{}", agreed.stderr);
    let said = library.run(&["sync"]).stdout;
    assert!(said.starts_with("आकाश समाचार: 2 new\n"), "{said}");
    assert!(
        said.contains("2 feeds in private networks wait for your consent"),
        "{said}"
    );
    assert_eq!(server.paths(), ["/feed"]);
    // The user who types an address of a list allows it.
    let added = library.run(&["feeds", "add", &server.url("/feed")]);
    assert!(added.status.success());
    let said = library.run(&["sync", "--all"]).stdout;
    assert!(said.contains("1 feed in a private network waits"), "{said}");
}

#[test]
fn a_name_is_trusted_at_its_first_addresses() {
    let server = Server::start(|_, out| rss(out, ""));
    let library = Library::new(&[]);
    let by_name = server.url("/feed").replace("127.0.0.1", "localhost");
    assert!(library.run(&["feeds", "add", &by_name]).status.success());
    let mut feed = library.only();
    let here: IpAddr = "127.0.0.1".parse().unwrap();
    assert!(
        feed.local && feed.trusted.as_ref().unwrap().contains(&here),
        "{feed:?}"
    );
    let sync = || library.run(&["sync", "--all"]).status.success();
    assert!(sync());
    // As if the name had led elsewhere when the user typed it.
    feed.trusted = Some(vec!["127.0.0.9".parse().unwrap()]);
    library
        .store()
        .update_subscription(&by_name, &feed)
        .unwrap();
    let asked = server.paths().len();
    assert!(!sync());
    assert_eq!(
        library.only().fault,
        Some(FetchError::PrivateAddress("localhost".to_owned()))
    );
    let listed = library.run(&["feeds", "list"]).stdout;
    let command = format!("newsreader feeds set {by_name} --allow-private");
    assert!(listed.contains(&command), "{listed}");
    assert_eq!(server.paths().len(), asked);
    assert!(
        library
            .run(&["feeds", "set", &by_name, "--allow-private"])
            .status
            .success()
    );
    assert!(sync());
    assert!(library.only().trusted.unwrap().contains(&here));
}

/// A library of an earlier version knows that a feed is private, but not its trusted addresses.
#[test]
fn private_feeds_of_an_earlier_version_stay_allowed() {
    let server = Server::start(|_, out| rss(out, ""));
    let by_name = server.url("/feed").replace("127.0.0.1", "localhost");
    let library = Library::new(&[server.url("/feed"), by_name]);
    assert!(library.run(&["sync"]).status.success());
    assert_eq!(server.paths().len(), 2);
    let feeds = library.store().subscriptions().unwrap();
    let allowed = feeds
        .iter()
        .map(|feed| feed.local && feed.trusted.is_some());
    assert_eq!(allowed.collect::<Vec<_>>(), [true, true]);
}

#[test]
fn a_page_whose_feed_is_private_names_the_command_that_opens_it() {
    let other = Server::start(|_, out| rss(out, ""));
    let feed = other.url("/feed");
    let page = format!(
        "<html><head><link rel=alternate type='application/rss+xml' href='{feed}'></head></html>"
    );
    let server = Server::start(move |asked, out| match asked.path.as_str() {
        "/page" => answer(out, "200 OK", "", page.as_bytes()),
        _ => answer(out, "404 Not Found", "", b""),
    });
    let library = Library::new(&[]);
    let output = library.run(&["feeds", "add", &server.url("/page")]);
    assert_eq!(output.status.code(), Some(1));
    let said = output.stderr;
    assert!(
        said.ends_with(&format!("newsreader feeds add {}\n", other.url("/feed"))),
        "{said}"
    );
    assert_eq!(server.paths(), ["/page"], "nothing is guessed");
    assert_eq!(other.paths(), Vec::<String>::new());
    assert!(
        library
            .run(&["feeds", "add", &other.url("/feed")])
            .status
            .success()
    );
}

#[test]
fn a_page_without_a_feed_does_not_name_the_command_that_failed() {
    let server = Server::start(|asked, out| match asked.path.as_str() {
        "/page" => answer(out, "200 OK", "", b"<html><body>a blog</body></html>"),
        _ => answer(out, "404 Not Found", "", b""),
    });
    let output = Library::new(&[]).run(&["feeds", "add", &server.url("/page")]);
    let said = output.stderr;
    assert!(
        said.contains("the page names no feed") && !said.contains("feeds add"),
        "{said}"
    );
}

#[test]
fn an_address_without_a_scheme_is_tried_by_https_and_then_by_http() {
    let server = Server::start(|asked, out| match asked.path.as_str() {
        "/feed" => rss(out, ""),
        _ => answer(out, "404 Not Found", "", b""),
    });
    let library = Library::new(&[]);
    let bare = server.url("/feed").replace("http://", "");
    let output = library.run(&["feeds", "add", &bare]);
    assert!(output.status.success());
    let said = output.stderr;
    assert!(
        said.starts_with("https did not work (") && said.contains("using http"),
        "{said}"
    );
    assert_eq!(library.only().address, server.url("/feed"));
    let output = library.run(&["feeds", "add", &bare.replace("/feed", "/none")]);
    assert_eq!(output.status.code(), Some(1));
    let said = output.stderr;
    assert!(
        said.contains("https: ") && said.contains("; http: there is nothing at this address (404)"),
        "{said}"
    );
}

#[test]
fn the_response_that_added_a_feed_is_stored() {
    let server = Server::start(|asked, out| match asked.header("if-none-match") {
        Some("\"7\"") => answer(out, "304 Not Modified", "", b""),
        _ => rss(out, "ETag: \"7\"\r\n"),
    });
    let library = Library::new(&[]);
    let added = library.run(&["feeds", "add", &server.url("/feed")]).stdout;
    assert_eq!(added, "आकाश समाचार: added, 2 stories kept\n");
    assert_eq!(library.store().len().unwrap(), 2);
    let feed = library.only();
    assert_eq!(
        (feed.offered, feed.stored, feed.etag.as_deref()),
        (2, 2, Some("\"7\""))
    );
    assert!(feed.checked.is_some() && feed.moved_from.is_none());
    let said = library.run(&["sync"]).stdout;
    assert!(said.starts_with("no feed is due before"), "{said}");
    assert_eq!(server.paths().len(), 1);
    // If pages are wanted, the next refresh fetches the whole feed and them.
    let library = Library::new(&[]);
    library.run(&[
        "feeds",
        "add",
        &server.url("/feed"),
        "--full-text",
        "always",
    ]);
    let feed = library.only();
    assert_eq!((feed.stored, feed.due, feed.etag), (2, 0, None));
}
