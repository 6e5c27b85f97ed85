//! A client of a few lines can use the model in each of its dialects.

use super::bed::{Bed as _, addresses, stories};
use super::raw::RawClient;
use crate::greader::state::{PASSWORD, USER};
use crate::greader::{Dialect, ModelServer};

const READING: &str = "user/-/state/com.google/reading-list";
const READ: &str = "user/-/state/com.google/read";
const STARRED: &str = "user/-/state/com.google/starred";

fn a_bare_client_reads_and_marks(server: &ModelServer) {
    let server = ModelServer::start(Dialect {
        page_limit: 7,
        ..server.dialect()
    });
    let feed = server.feed("आकाश", "देश & विदेश");
    server.find(feed, stories(0..30));
    assert!(RawClient::log_in(&server.api(), USER, "wrong").is_none());
    let client = RawClient::log_in(&server.api(), USER, PASSWORD).unwrap();
    let ids = client.ids(READING, READ);
    assert_eq!(ids.len(), 30);
    let mut form = vec![("output", "json")];
    form.extend(ids.iter().take(10).map(|id| ("i", id.as_str())));
    let items = client.write("stream/items/contents", &form).json();
    let items = items["items"].as_array().unwrap().clone();
    assert_eq!(items.len(), 10);
    // The long form names the same stories.
    let long = items.iter().map(|item| item["id"].as_str().unwrap());
    let mut form: Vec<(&str, &str)> = long.map(|id| ("i", id)).collect();
    form.push(("a", READ));
    assert_eq!(client.write("edit-tag", &form).status, 200);
    assert_eq!(server.unread().len(), 20);
    assert_eq!(client.ids(READING, READ).len(), 20);
    form.pop();
    form.push(("a", STARRED));
    assert_eq!(client.write("edit-tag", &form).status, 200);
    assert_eq!(client.ids(STARRED, "").len(), 10);
    assert_eq!(server.starred().len(), 10);
    assert!(
        addresses(0..30)
            .iter()
            .any(|story| server.starred().contains(story))
    );
}

super::over_each_dialect! {
    a_bare_client_reads_and_marks
}
