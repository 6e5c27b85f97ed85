//! An account with 50,000 unread stories.

use super::bed::{Bed as _, Mark, addresses, stories};
use super::reader::{Reader, assert_agree};
use crate::greader::{COMMA, FRESHRSS, MINIFLUX, ModelServer};

const COUNT: usize = 50_000;

fn fifty_thousand(server: &ModelServer) {
    let feed = server.feed("एक", "News");
    server.find(feed, stories(0..COUNT));
    let reader = Reader::with(server);
    reader.sync();
    assert_agree(&reader, server);
    assert_eq!(reader.unread().len(), COUNT);
    server.mark(&addresses((0..COUNT).step_by(7)), Mark::Read);
    server.with(|state| state.transferred = 0);
    server.forget_requests();
    reader.sync();
    assert_agree(&reader, server);
    assert_eq!(server.with(|state| state.transferred), 0);
    let longest = server
        .requests()
        .iter()
        .map(|request| request.form.len())
        .max();
    assert!(longest.unwrap_or(0) < 1_000, "a form of {longest:?} fields");
}

#[test]
fn fifty_thousand_unread_stories_of_freshrss() {
    fifty_thousand(&ModelServer::start(FRESHRSS));
}

#[test]
fn fifty_thousand_unread_stories_of_miniflux() {
    fifty_thousand(&ModelServer::start(MINIFLUX));
}

#[test]
fn fifty_thousand_unread_stories_in_pages_of_a_thousand() {
    fifty_thousand(&ModelServer::start(COMMA));
}
