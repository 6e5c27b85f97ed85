//! Syncs that are killed while they send a thousand marks, at points of the server's log.

use super::bed::{Addresses, Bed as _, addresses, stories};
use super::reader::{NAME, Reader, assert_agree};
use crate::greader::{COMMA, FRESHRSS, Fault, MINIFLUX_2_2, ModelServer, What};

const MARKED: usize = 1_000;
const ALL: usize = 1_100;

fn each_of_a_thousand_marks_arrives_in_spite_of_kills(server: &ModelServer) {
    let feed = server.feed("एक", "News");
    server.find(feed, stories(0..ALL));
    let reader = Reader::with(server);
    reader.sync();
    let marked: Addresses = addresses(0..MARKED).into_iter().collect();
    reader.mark(&addresses(0..MARKED), "--read");
    reader.mark(&addresses(0..MARKED / 2), "--star");
    for number in 0..6 {
        if number % 2 == 1 {
            // Done there, and the answer never comes: it is sent again, which harms nothing.
            server.fail(Fault::once("edit-tag", What::Hang).after(number / 2));
        }
        let before = server.count("edit-tag");
        let mut running = reader.start(&["sync", "--account", NAME, "--json"]);
        server.until(|requests| {
            let sent = requests
                .iter()
                .filter(|request| request.path.contains("edit-tag"));
            sent.count() > before + number / 2 || running.child.try_wait().unwrap().is_some()
        });
        running.kill();
        server.recover();
        let read: Addresses = server.with(|state| state.addresses(|story| story.is_read));
        assert!(read.is_subset(&marked), "marked what was not");
        let here = reader.stories();
        assert!(
            marked.iter().all(|story| here[story].is_read),
            "a mark is lost here"
        );
    }
    reader.sync();
    assert_eq!(
        server.with(|state| state.addresses(|story| story.is_read)),
        marked
    );
    assert_eq!(server.starred().len(), MARKED / 2);
    assert_eq!(reader.waiting(), 0);
    assert_agree(&reader, server);
}

fn a_first_sync_that_is_killed_begins_again(server: &ModelServer) {
    let feed = server.feed("एक", "News");
    server.find(feed, stories(0..ALL));
    let reader = Reader::with(server);
    for wanted in [1, 2, 3] {
        let before = server.count("stream/items");
        let mut running = reader.start(&["sync", "--account", NAME, "--json"]);
        server.until(|requests| {
            let asked = requests
                .iter()
                .filter(|request| request.path.contains("stream/items"));
            asked.count() >= before + wanted || running.child.try_wait().unwrap().is_some()
        });
        running.kill();
        assert_eq!(server.unread().len(), ALL);
    }
    reader.sync();
    assert_agree(&reader, server);
    assert_eq!(reader.unread().len(), ALL);
}

// The dialects differ in how they take marks, not in how many; these two differ most.

#[test]
fn freshrss_gets_each_of_a_thousand_marks_in_spite_of_kills() {
    each_of_a_thousand_marks_arrives_in_spite_of_kills(&ModelServer::start(FRESHRSS));
}

#[test]
fn miniflux_2_2_gets_each_of_a_thousand_marks_in_spite_of_kills() {
    each_of_a_thousand_marks_arrives_in_spite_of_kills(&ModelServer::start(MINIFLUX_2_2));
}

#[test]
fn a_first_sync_from_freshrss_that_is_killed_begins_again() {
    a_first_sync_that_is_killed_begins_again(&ModelServer::start(FRESHRSS));
}

#[test]
fn a_first_sync_in_pages_that_is_killed_begins_again() {
    a_first_sync_that_is_killed_begins_again(&ModelServer::start(COMMA));
}
