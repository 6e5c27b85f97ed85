//! Lists of ids in pages, of which the server changes between one and the next.
//!
//! A story that falls between two pages must not be taken for one that was read.

use super::bed::{Bed as _, addresses, stories};
use super::reader::{Reader, assert_agree};
use crate::greader::{
    COMMA, Dialect, FRESHRSS, Fault, MINIFLUX, ModelServer, NewStory, OPAQUE, State, What,
};

const COUNT: usize = 120;

/// Dialects whose pages are so short that there are several.
fn short_pages() -> [Dialect; 4] {
    [FRESHRSS, MINIFLUX, COMMA, OPAQUE].map(|dialect| Dialect {
        page_limit: 50,
        ..dialect
    })
}

/// Syncs while the server changes after the first page, and then in peace.
fn shift(change: fn(&mut State), also: usize) {
    for dialect in short_pages() {
        for place in [0, 1] {
            let server = ModelServer::start(dialect);
            let feed = server.feed("एक", "News");
            server.find(feed, stories(0..COUNT));
            let reader = Reader::with(&server);
            reader.sync();
            assert_agree(&reader, &server);
            let fault = Fault::once("stream/items/ids", What::afterwards(change));
            server.fail(fault.after(place));
            reader.sync();
            let wrong: Vec<String> = server
                .unread()
                .difference(&reader.unread())
                .cloned()
                .collect();
            let known = addresses(0..COUNT);
            let wrong: Vec<&String> = wrong.iter().filter(|story| known.contains(story)).collect();
            assert!(
                wrong.is_empty(),
                "{}, page {place}: read here: {wrong:?}",
                dialect.name
            );
            server.recover();
            reader.sync();
            assert_agree(&reader, &server);
            assert_eq!(reader.stories().len(), COUNT + also, "{}", dialect.name);
        }
    }
}

#[test]
fn a_story_read_on_the_server_between_two_pages_reads_no_other() {
    shift(
        |state| {
            for number in [3, 10, 49] {
                state.story(&NewStory::numbered(number).address).is_read = true;
            }
        },
        0,
    );
}

#[test]
fn the_last_story_of_a_page_read_between_two_pages_reads_no_other() {
    shift(
        |state| {
            for number in [49, 98, 99, 70, 69] {
                state.story(&NewStory::numbered(number).address).is_read = true;
            }
        },
        0,
    );
}

#[test]
fn a_story_that_comes_between_two_pages_is_no_fault() {
    shift(
        |state| {
            let feed = state.feeds[0].number;
            // Older than all others by its date.
            let published = state.clock / 1_000_000 - 1_000_000;
            let story = NewStory {
                published,
                ..NewStory::numbered(COUNT)
            };
            state.add_story(feed, story);
        },
        1,
    );
}

#[test]
fn a_story_made_unread_between_two_pages_is_no_fault() {
    for dialect in short_pages() {
        let server = ModelServer::start(dialect);
        let feed = server.feed("एक", "News");
        server.find(feed, stories(0..COUNT));
        let reader = Reader::with(&server);
        reader.sync();
        let middle = addresses(20..30);
        server.mark(&middle, super::bed::Mark::Read);
        reader.sync();
        assert_agree(&reader, &server);
        let change = |state: &mut State| {
            for number in 20..30 {
                state.story(&NewStory::numbered(number).address).is_read = false;
            }
        };
        server.fail(Fault::once("stream/items/ids", What::afterwards(change)));
        reader.sync();
        let known = addresses(0..20).into_iter().chain(addresses(30..COUNT));
        assert!(
            known
                .into_iter()
                .all(|story| reader.unread().contains(&story))
        );
        server.recover();
        reader.sync();
        assert_agree(&reader, &server);
    }
}

/// So many are missing in the list of unread stories that a client may not want to ask for each.
#[test]
fn a_shift_among_many_that_were_read_reads_no_other() {
    const MANY: usize = 1_300;
    // An offset and the last id are the two ways in which a page can shift.
    for dialect in [FRESHRSS, MINIFLUX] {
        let server = ModelServer::start(Dialect {
            page_limit: 500,
            ..dialect
        });
        let feed = server.feed("एक", "News");
        server.find(feed, stories(0..MANY));
        let reader = Reader::with(&server);
        reader.sync();
        for (round, place) in [0, 2].into_iter().enumerate() {
            let start = round * 650;
            server.mark(&addresses(start..start + 600), super::bed::Mark::Read);
            server.mark(&addresses(start..start + 640), super::bed::Mark::Starred);
            let change = move |state: &mut State| {
                for number in start + 600..start + 620 {
                    state.story(&NewStory::numbered(number).address).is_read = true;
                }
            };
            server.fail(Fault::once("stream/items/ids", What::afterwards(change)).after(place));
            reader.sync();
            let here = reader.unread();
            let wrong: Vec<String> = server.unread().difference(&here).cloned().collect();
            assert!(
                wrong.is_empty(),
                "{}, page {place}: {} are read",
                dialect.name,
                wrong.len()
            );
            server.recover();
            reader.sync();
            assert_agree(&reader, &server);
        }
    }
}
