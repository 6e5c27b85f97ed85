//! The program over any server: `NEWSREADER_TEST_GREADER=URL,NAME,PASSWORD`.
//!
//! It should have a few unread stories. What is marked is marked back, so that the server is left as it was.

use super::reader::{NAME, Reader};
use crate::material::{Material, passed_over};
use std::env;

/// The server's address, the user and the password; a password may have commas in it.
fn server() -> Option<[String; 3]> {
    let Ok(named) = env::var("NEWSREADER_TEST_GREADER") else {
        passed_over(Material::GoogleReaderServer);
        return None;
    };
    let parts: Vec<String> = named.splitn(3, ',').map(str::to_owned).collect();
    Some(parts.try_into().expect("URL,NAME,PASSWORD"))
}

fn added(server: &[String; 3]) -> Reader {
    let [address, user, password] = server;
    let reader = Reader::new();
    let ended = reader.try_add(address, user, NAME, password);
    assert!(ended.status.success(), "{ended:?}");
    reader
}

#[test]
fn marks_go_to_any_server_and_come_to_another_library() {
    let Some(server) = server() else {
        return;
    };
    let first = added(&server);
    first.sync();
    let (unread, starred) = (first.unread(), first.starred());
    let count = unread.len();
    assert!(count >= 3, "the server should have three unread stories");
    let account = first.account(NAME);
    assert_eq!(
        (&account["waiting"], &account["error"]),
        (&0.into(), &().into())
    );
    let line = first.sync();
    assert_eq!(
        (&line["new"], &line["sent"]),
        (&0.into(), &0.into()),
        "{line}"
    );
    let chosen: Vec<String> = unread.difference(&starred).take(2).cloned().collect();
    first.mark(&chosen, "--read");
    first.mark(&chosen[..1], "--star");
    first.sync();
    let second = added(&server);
    second.sync();
    // Back first, so that a failure below leaves nothing behind.
    first.mark(&chosen, "--unread");
    first.mark(&chosen[..1], "--unstar");
    first.sync();
    assert!(!second.unread().contains(&chosen[1]));
    assert!(second.starred().contains(&chosen[0]));
    assert_eq!(second.starred().len(), starred.len() + 1);
    second.sync();
    assert_eq!(second.starred(), starred);
    assert_eq!(second.unread(), unread);
    assert_eq!(first.waiting(), 0);
}

#[test]
fn any_server_refuses_a_wrong_password() {
    let Some([address, user, _]) = server() else {
        return;
    };
    let ended = Reader::new().try_add(&address, &user, NAME, "certainly not the password");
    assert!(!ended.status.success(), "{ended:?}");
}
