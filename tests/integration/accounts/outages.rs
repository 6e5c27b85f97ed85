//! Servers that answer badly, late or not at all, and how little a sync without changes costs.

use super::bed::{Bed as _, Mark, addresses, stories};
use super::reader::{NAME, Reader, assert_agree};
use crate::greader::{Fault, ModelServer, What};
use std::collections::BTreeSet;

fn synced(server: &ModelServer) -> Reader {
    let feed = server.feed("एक", "News");
    server.find(feed, stories(0..30));
    server.mark(&addresses([28, 29]), Mark::Starred);
    let reader = Reader::with(server);
    reader.sync();
    reader
}

fn nothing_changed_costs_five_requests_and_no_story(server: &ModelServer) {
    let reader = synced(server);
    server.forget_requests();
    server.with(|state| state.transferred = 0);
    let line = reader.sync();
    let paths: Vec<String> = server
        .requests()
        .into_iter()
        .map(|request| request.path)
        .collect();
    assert!(paths.len() <= 5, "{paths:?}");
    assert_eq!(server.with(|state| state.transferred), 0);
    assert_eq!(line["new"], 0, "{line}");
    assert_eq!(line["sent"], 0, "{line}");
    assert!(!paths.iter().any(|path| path.contains("stream/contents")));
}

fn marks_made_while_the_server_is_down_are_sent_later(server: &ModelServer) {
    let reader = synced(server);
    server.fail(Fault::always("/", What::broken()));
    reader.mark(&addresses(0..5), "--read");
    reader.mark(&addresses([28]), "--unstar");
    let line = reader.try_sync(NAME);
    assert_eq!(line["result"], "failed", "{line}");
    assert!(
        line["error"].is_string() || line["error"].is_object(),
        "{line}"
    );
    let account = reader.account(NAME);
    assert!(!account["error"].is_null(), "{account}");
    assert!(reader.waiting() >= 6);
    assert_eq!(server.unread().len(), 30);
    server.recover();
    reader.sync();
    assert_eq!(reader.waiting(), 0);
    assert!(reader.account(NAME)["error"].is_null());
    assert_eq!(server.unread(), addresses(5..30).into_iter().collect());
    assert_agree(&reader, server);
}

/// Where a fault strikes a sync that has marks to send, stories to fetch and marks to take over.
const PLACES: [&str; 6] = [
    "token",
    "subscription/list",
    "stream/items/ids",
    "stream/items/contents",
    "edit-tag",
    "reader/api/0",
];

fn survives(server: &ModelServer, fault: fn(&'static str) -> Fault) {
    let reader = synced(server);
    let mut expected: BTreeSet<String> = addresses(0..30).into_iter().collect();
    for (round, part) in PLACES.into_iter().enumerate() {
        let (here, there, new) = (addresses([round]), addresses([10 + round]), 100 + round);
        reader.mark(&here, "--read");
        server.mark(&there, Mark::Read);
        server.find(1, stories([new]));
        expected.retain(|story| *story != here[0] && *story != there[0]);
        expected.extend(addresses([new]));
        server.fail(fault(part));
        // It may work at the second try within, or fail and work the next time.
        reader.try_sync(NAME);
        let wrong: Vec<String> = expected.difference(&reader.unread()).cloned().collect();
        let new = addresses([new]);
        assert!(
            wrong.iter().all(|story| *story == new[0]),
            "{part}: {wrong:?} are read"
        );
        server.recover();
        reader.sync();
        assert_eq!(server.unread(), expected, "{part}");
        assert_agree(&reader, server);
        assert_eq!(reader.waiting(), 0, "{part}");
    }
}

fn one_unauthorized_answer_is_survived(server: &ModelServer) {
    survives(server, |part| Fault::once(part, What::unauthorized()));
}

fn one_error_of_the_server_is_survived(server: &ModelServer) {
    survives(server, |part| Fault::once(part, What::broken()));
}

fn half_an_answer_is_survived(server: &ModelServer) {
    survives(server, |part| Fault::once(part, What::Half));
}

fn an_answer_that_is_lost_is_survived(server: &ModelServer) {
    survives(server, |part| Fault::once(part, What::DoneButLost));
}

fn a_page_instead_of_an_answer_is_survived(server: &ModelServer) {
    survives(server, |part| Fault::once(part, What::login_page()));
}

fn lasting_errors_of_one_call_read_nothing(server: &ModelServer) {
    survives(server, |part| Fault::always(part, What::broken()));
}

fn a_second_page_of_ids_that_fails_reads_nothing(server: &ModelServer) {
    let reader = synced(server);
    server.fail(Fault::always("stream/items/ids", What::login_page()).after(1));
    reader.try_sync(NAME);
    assert_eq!(reader.unread().len(), 30);
    assert_eq!(reader.starred().len(), 2);
    server.recover();
    reader.sync();
    assert_agree(&reader, server);
}

fn a_token_that_is_void_for_good_is_said_and_keeps_all_marks(server: &ModelServer) {
    let reader = synced(server);
    reader.mark(&addresses(0..3), "--read");
    server.with(crate::greader::State::void_sessions);
    let line = reader.try_sync(NAME);
    assert_eq!(line["result"], "failed", "{line}");
    assert!(reader.waiting() >= 3);
    assert!(server.requests().len() < 60, "it tries again and again");
    let said = reader.run(&["sync", "--account", NAME]);
    let said = format!("{}{}", said.stdout, said.stderr);
    assert!(
        said.contains("accounts add") || said.contains("log"),
        "{said}"
    );
    assert_eq!(reader.unread().len(), 27);
    // To join it again is to log in again.
    reader.add(server, NAME);
    reader.sync();
    assert_agree(&reader, server);
    assert_eq!(server.unread().len(), 27);
    assert_eq!(reader.waiting(), 0);
}

fn a_server_that_hangs_keeps_nobody_from_reading(server: &ModelServer) {
    let reader = synced(server);
    reader.mark(&addresses([0]), "--read");
    server.forget_requests();
    server.fail(Fault::always("/", What::Hang));
    let running = reader.start(&["sync", "--account", NAME, "--json"]);
    server.until(|requests| !requests.is_empty());
    // The library is free meanwhile.
    reader.mark(&addresses([1]), "--read");
    assert_eq!(reader.unread().len(), 28);
    server.recover();
    running.wait();
    reader.sync();
    assert_agree(&reader, server);
    assert_eq!(server.unread().len(), 28);
}

fn a_clock_that_is_wrong_by_a_day_changes_nothing(server: &ModelServer) {
    for days in [-1, 1] {
        server.with(|state| state.clock += days * 86_400_000_000);
        let feed = server.feed("एक", "News");
        let numbers = if days < 0 { 0..10 } else { 100..110 };
        server.find(feed, stories(numbers.clone()));
        let reader = Reader::with(server);
        reader.sync();
        reader.mark(&addresses(numbers.clone().take(3)), "--read");
        server.mark(&addresses(numbers.skip(5).take(2)), Mark::Read);
        reader.sync();
        assert_agree(&reader, server);
        assert!(reader.run(&["accounts", "remove", NAME]).status.success());
    }
}

super::over_each_dialect! {
    nothing_changed_costs_five_requests_and_no_story
    marks_made_while_the_server_is_down_are_sent_later
    one_unauthorized_answer_is_survived
    one_error_of_the_server_is_survived
    half_an_answer_is_survived
    an_answer_that_is_lost_is_survived
    a_page_instead_of_an_answer_is_survived
    lasting_errors_of_one_call_read_nothing
    a_second_page_of_ids_that_fails_reads_nothing
    a_token_that_is_void_for_good_is_said_and_keeps_all_marks
    a_server_that_hangs_keeps_nobody_from_reading
    a_clock_that_is_wrong_by_a_day_changes_nothing
}
