//! Subscriptions of an account, changed from here and from there.

use super::bed::{Bed as _, stories};
use super::reader::{NAME, Reader};
use crate::greader::ModelServer;

const ADDRESS: &str = "https://example.org/new/feed.xml";

fn feeds_are_added_renamed_moved_and_removed_on_the_server(server: &ModelServer) {
    let reader = Reader::with(server);
    reader.good(&[
        "feeds",
        "add",
        "--account",
        NAME,
        ADDRESS,
        "--folder",
        "नया & <पुराना>",
    ]);
    let feeds = server.with(|state| state.feeds.clone());
    assert_eq!(feeds.len(), 1, "{feeds:?}");
    assert_eq!(feeds[0].address, ADDRESS);
    assert_eq!(feeds[0].folder, "नया & <पुराना>");
    reader.sync();
    let name = feeds[0].title.clone();
    reader.good(&[
        "feeds",
        "set",
        &name,
        "--folder",
        "Sky",
        "--title",
        "आकाश & <b>",
    ]);
    let feed = server.with(|state| state.feeds[0].clone());
    assert_eq!(
        (feed.folder.as_str(), feed.title.as_str()),
        ("Sky", "आकाश & <b>")
    );
    reader.sync();
    let rows = reader.good(&["feeds", "list", "--json"]).rows();
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(rows[0]["account"], NAME);
    assert_eq!(rows[0]["folders"], serde_json::json!(["Sky"]));
    let title = rows[0]["title"].as_str().unwrap();
    reader.good(&["feeds", "remove", title]);
    assert!(server.with(|state| state.feeds.is_empty()));
}

fn a_feed_that_is_known_is_not_added_twice(server: &ModelServer) {
    server.with(|state| state.add_feed(ADDRESS, "एक", "News"));
    let reader = Reader::with(server);
    reader.sync();
    reader.run(&["feeds", "add", "--account", NAME, ADDRESS]);
    assert_eq!(server.feeds().len(), 1);
    reader.sync();
    assert_eq!(reader.good(&["feeds", "list", "--json"]).rows().len(), 1);
}

fn feeds_changed_on_the_server_follow_here(server: &ModelServer) {
    let first = server.feed("एक", "News");
    let second = server.feed("दो", "News");
    server.find(first, stories(0..3));
    server.find(second, stories(3..6));
    let reader = Reader::with(server);
    reader.sync();
    server.with(|state| {
        "एक & नया".clone_into(&mut state.feeds[0].title);
        "Sky".clone_into(&mut state.feeds[0].folder);
        state.feeds.remove(1);
        state.stories.retain(|story| story.feed == first);
        state.add_feed("https://example.org/feeds/3", "तीन", "News");
    });
    reader.sync();
    let mut rows = reader.good(&["feeds", "list", "--json"]).rows();
    rows.retain(|row| row["account"] == NAME);
    let titles: Vec<String> = rows
        .iter()
        .map(|row| row["title"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(rows.len(), 2, "{titles:?}");
    assert!(titles.contains(&"एक & नया".to_owned()), "{titles:?}");
    // What came from a feed that is gone stays until the user says otherwise.
    assert_eq!(reader.stories().len(), 6);
}

super::over_each_dialect! {
    feeds_are_added_renamed_moved_and_removed_on_the_server
    a_feed_that_is_known_is_not_added_twice
    feeds_changed_on_the_server_follow_here
}
