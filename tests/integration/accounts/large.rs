//! An account with more unread stories than fit into a page.
//!
//! `NEWSREADER_TEST_UNREAD=50000 cargo test --release --test integration large` takes so many; without the variable
//! they are fewer, since the debug build needs minutes to index the stories.

use super::bed::{Bed as _, Mark, addresses, stories};
use super::reader::{Reader, assert_agree};
use crate::greader::{COMMA, Dialect, FRESHRSS, MINIFLUX, ModelServer};

const USUALLY: usize = 1_500;

fn count() -> usize {
    let wanted = std::env::var("NEWSREADER_TEST_UNREAD").ok();
    wanted.map_or(USUALLY, |wanted| wanted.parse().unwrap())
}

fn all_unread_come_and_stay(dialect: Dialect) {
    // Several pages in any case.
    let server = &ModelServer::start(Dialect {
        page_limit: dialect.page_limit.min(count() / 4),
        ..dialect
    });
    let count = count();
    let feed = server.feed("एक", "News");
    server.find(feed, stories(0..count));
    let reader = Reader::with(server);
    reader.sync();
    assert_agree(&reader, server);
    assert_eq!(reader.unread().len(), count);
    server.mark(&addresses((0..count).step_by(7)), Mark::Read);
    server.with(|state| state.transferred = 0);
    server.forget_requests();
    reader.sync();
    assert_agree(&reader, server);
    // Lists in pages may be shifted, so what is missing in them is asked for; nothing else is.
    let missing = count.div_ceil(7);
    assert!(server.with(|state| state.transferred) <= missing);
    let longest = server
        .requests()
        .iter()
        .map(|request| request.form.len())
        .max();
    assert!(longest.unwrap_or(0) < 1_000, "a form of {longest:?} fields");
}

#[test]
fn very_many_unread_stories_come_from_freshrss() {
    all_unread_come_and_stay(FRESHRSS);
}

#[test]
fn very_many_unread_stories_come_from_miniflux() {
    all_unread_come_and_stay(MINIFLUX);
}

#[test]
fn very_many_unread_stories_come_in_pages_of_a_thousand() {
    all_unread_come_and_stay(COMMA);
}
