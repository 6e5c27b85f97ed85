//! Accounts that cannot be added, and what a user is told.

use super::bed::Bed as _;
use super::reader::Reader;
use crate::greader::state::{PASSWORD, USER};
use crate::greader::{COMMA, FRESHRSS, Fault, MINIFLUX, ModelServer, OPAQUE, What};
use crate::program::Ended;
use crate::server::{Server, answer};

/// Asserts that nothing was added, and returns what was said.
fn refused(reader: &Reader, ended: &Ended) -> String {
    assert!(!ended.status.success(), "{ended:?}");
    let list = reader.good(&["accounts", "list", "--json"]);
    assert_eq!(list.stdout, "", "an account was added");
    let said = format!("{}{}", ended.stdout, ended.stderr);
    assert!(!said.contains(PASSWORD), "{said}");
    said
}

fn a_wrong_password_is_explained(server: &ModelServer) {
    let reader = Reader::new();
    for (user, password) in [
        (USER, "wrong"),
        ("nobody", PASSWORD),
        ("no body?", PASSWORD),
    ] {
        let ended = reader.try_add(&server.url(), user, "server", password);
        let said = refused(&reader, &ended).to_lowercase();
        // The password of the API is not the one of the website.
        assert!(said.contains("api") && said.contains("password"), "{said}");
    }
    assert_eq!(server.count("subscription/list"), 0);
}

fn an_address_with_and_without_slash_and_path_is_found(server: &ModelServer) {
    for address in [server.url(), format!("{}/", server.url()), server.api()] {
        let reader = Reader::new();
        let ended = reader.try_add(&address, USER, "server", PASSWORD);
        assert!(ended.status.success(), "{address}: {ended:?}");
        let account = reader.account("server");
        assert_eq!(account["user"], USER);
        assert_eq!(account["insecure"], false, "loopback needs no leave");
    }
}

fn a_proxy_with_a_page_of_its_own_is_no_server(server: &ModelServer) {
    let reader = Reader::new();
    server.fail(Fault::always("/", What::login_page()));
    let ended = reader.try_add(&server.url(), USER, "server", PASSWORD);
    refused(&reader, &ended);
}

super::over_each_dialect! {
    a_wrong_password_is_explained
    an_address_with_and_without_slash_and_path_is_found
    a_proxy_with_a_page_of_its_own_is_no_server
}

#[test]
fn servers_below_a_path_are_found() {
    for dialect in [FRESHRSS, MINIFLUX, COMMA, OPAQUE] {
        let server = ModelServer::start_below(dialect, "/news/rss");
        let reader = Reader::new();
        let ended = reader.try_add(&server.url(), USER, "server", PASSWORD);
        assert!(ended.status.success(), "{}: {ended:?}", dialect.name);
        server.find(server.feed("एक", "News"), super::bed::stories(0..3));
        reader.sync();
        assert_eq!(reader.unread().len(), 3);
    }
}

#[test]
fn an_api_that_is_off_is_told_from_a_wrong_password() {
    let server = ModelServer::start(FRESHRSS);
    server.with(|state| state.is_api_on = false);
    let reader = Reader::new();
    let ended = reader.try_add(&server.url(), USER, "server", PASSWORD);
    let said = refused(&reader, &ended);
    assert!(said.contains("API"), "{said}");
}

#[test]
fn a_website_without_the_api_is_refused() {
    for status in ["200 OK", "404 Not Found", "405 Method Not Allowed"] {
        let server = Server::start(move |_, out| {
            answer(
                out,
                status,
                "Content-Type: text/html\r\n",
                b"<html><title>A blog</title></html>",
            )
        });
        let reader = Reader::new();
        let ended = reader.try_add(&server.url("/"), USER, "server", PASSWORD);
        refused(&reader, &ended);
    }
}

#[test]
fn an_open_line_to_another_machine_is_refused_before_any_request() {
    let reader = Reader::new();
    for address in ["http://news.invalid/", "http://192.0.2.1/"] {
        let ended = reader.try_add(address, USER, "server", PASSWORD);
        let said = refused(&reader, &ended);
        assert!(said.contains("--insecure"), "{said}");
    }
}

#[test]
fn a_name_that_is_taken_by_another_user_is_refused() {
    let server = ModelServer::start(MINIFLUX);
    let reader = Reader::with(&server);
    let ended = reader.try_add(&server.url(), "other", super::reader::NAME, PASSWORD);
    assert!(!ended.status.success(), "{ended:?}");
    assert_eq!(reader.good(&["accounts", "list", "--json"]).rows().len(), 1);
}

#[test]
fn a_name_that_is_taken_by_another_server_of_the_same_host_is_refused() {
    let (first, second) = (ModelServer::start(FRESHRSS), ModelServer::start(MINIFLUX));
    let reader = Reader::with(&first);
    let ended = reader.try_add(&second.url(), USER, super::reader::NAME, PASSWORD);
    assert!(!ended.status.success(), "{ended:?}");
    assert_eq!(reader.account(super::reader::NAME)["address"], first.api());
}

#[test]
fn a_check_says_whether_the_account_still_works() {
    let server = ModelServer::start(MINIFLUX);
    let reader = Reader::with(&server);
    let name = super::reader::NAME;
    reader.good(&["accounts", "check", name, "--json"]);
    server.with(crate::greader::State::void_sessions);
    assert!(
        !reader
            .run(&["accounts", "check", name, "--json"])
            .status
            .success()
    );
}
