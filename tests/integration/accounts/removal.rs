//! Two accounts side by side, and what stays when one is removed.

use super::bed::{Bed as _, Mark, addresses, stories};
use super::reader::{NAME, Reader};
use crate::greader::{COMMA, Fault, MINIFLUX, ModelServer, What};

fn removing_keeps_what_was_starred(server: &ModelServer) {
    let feed = server.feed("एक", "News");
    server.find(feed, stories(0..10));
    server.mark(&addresses([0]), Mark::Starred);
    let reader = Reader::with(server);
    reader.sync();
    reader.mark(&addresses([5]), "--star");
    reader.good(&["accounts", "remove", NAME, "--json"]);
    assert_eq!(reader.good(&["accounts", "list", "--json"]).stdout, "");
    let kept: Vec<String> = reader.stories().into_keys().collect();
    assert_eq!(kept, addresses([0, 5]));
    assert_eq!(reader.good(&["feeds", "list", "--json"]).stdout, "");
    server.forget_requests();
    reader.run(&["sync", "--all", "--json"]);
    assert!(server.requests().is_empty());
    assert_eq!(server.unread().len(), 10);
}

super::over_each_dialect! {
    removing_keeps_what_was_starred
}

#[test]
fn two_accounts_do_not_disturb_each_other() {
    let (first, second) = (ModelServer::start(MINIFLUX), ModelServer::start(COMMA));
    first.find(first.feed("एक", "News"), stories(0..10));
    second.find(second.feed("दो", "News"), stories(5..15));
    let reader = Reader::new();
    reader.add(&first, "first");
    reader.add(&second, "second");
    let ended = reader.run(&["sync", "--json"]);
    let lines: Vec<_> = ended
        .rows()
        .into_iter()
        .filter(super::reader::is_account_line)
        .collect();
    assert_eq!(lines.len(), 2, "{ended:?}");
    assert_eq!(reader.stories().len(), 15);
    // A story of both is marked on both.
    reader.mark(&addresses([0, 7, 12]), "--read");
    first.fail(Fault::always("/", What::broken()));
    assert_eq!(reader.try_sync("first")["result"], "failed");
    assert_eq!(reader.try_sync("second")["result"], "read");
    assert_eq!(second.unread().len(), 8);
    assert_eq!(first.unread().len(), 10);
    first.recover();
    reader.try_sync("first");
    assert_eq!(first.unread().len(), 8);
    reader.good(&["accounts", "remove", "first"]);
    let left: Vec<String> = reader.stories().into_keys().collect();
    let mut expected = addresses(5..15);
    expected.sort();
    assert_eq!(left, expected);
    assert_eq!(reader.try_sync("second")["result"], "read");
    assert_eq!(reader.unread(), second.unread());
}

#[test]
fn a_sync_of_one_account_asks_no_other() {
    let (first, second) = (ModelServer::start(MINIFLUX), ModelServer::start(COMMA));
    let reader = Reader::new();
    reader.add(&first, "first");
    reader.add(&second, "second");
    second.forget_requests();
    reader.try_sync("first");
    assert!(second.requests().is_empty());
}
