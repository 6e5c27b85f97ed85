//! The model's dialect of Miniflux answers as a real Miniflux does.

use super::bed::{Bed, Mark, addresses, stories};
use super::life::HARD;
use super::miniflux::Miniflux;
use super::raw::{RawAnswer, RawClient};
use crate::greader::{MINIFLUX_2_2, ModelServer, NewStory};
use serde_json::Value;

const LIST: &str = "/reader/api/0/stream/items/ids";
const READING: &str = "user/-/state/com.google/reading-list";
const STARRED: &str = "user/-/state/com.google/starred";
const READ: &str = "user/-/state/com.google/read";

/// The form of a value: the keys of objects, the kinds of the rest, and of an array its first element.
fn form(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<String> = fields
                .iter()
                // The model leaves out what no client needs.
                .filter(|(name, _)| {
                    !matches!(
                        name.as_str(),
                        "self" | "alternate" | "enclosure" | "author" | "title" | "htmlUrl"
                    )
                })
                .map(|(name, value)| format!("{name}: {}", form(value)))
                .collect();
            fields.sort();
            format!("{{{}}}", fields.join(", "))
        }
        Value::Array(elements) => format!("[{}]", elements.first().map_or(String::new(), form)),
        Value::String(text) if text.parse::<i64>().is_ok() => "number in text".to_owned(),
        Value::String(_) => "text".to_owned(),
        Value::Number(_) => "number".to_owned(),
        Value::Bool(_) => "bool".to_owned(),
        Value::Null => "null".to_owned(),
    }
}

/// The ids of a stream in the form that each version takes for what it is.
fn long_ids(client: &RawClient, stream: &str) -> Vec<String> {
    let long = |id: &String| {
        let number: u64 = id.parse().unwrap();
        format!("tag:google.com,2005:reader/item/{number:016x}")
    };
    client.ids(stream, "").iter().map(long).collect()
}

/// How many ids a page has.
fn count(page: &Value) -> usize {
    page["itemRefs"].as_array().map_or(0, Vec::len)
}

/// What of an answer the two servers must have in common.
fn comparable(answer: &RawAnswer) -> String {
    match serde_json::from_str::<Value>(&answer.body) {
        Ok(value) => format!("{} {}", answer.status, form(&value)),
        Err(_) => format!(
            "{} {}",
            answer.status,
            answer.body.trim().replace(char::is_numeric, "")
        ),
    }
}

fn fill(bed: &dyn Bed) {
    let (sky, sea) = (bed.feed(HARD, "देश & विदेश/x <1>"), bed.feed("समुद्र", "News"));
    bed.find(sky, stories(0..5));
    let hard = NewStory {
        title: "5 < 6 & \"दो\" AT&T / 'x'".to_owned(),
        ..NewStory::numbered(5)
    };
    bed.find(sea, vec![hard]);
    bed.find(sea, stories(6..20));
    bed.mark(&addresses([0, 1]), Mark::Read);
    bed.mark(&addresses([1, 2]), Mark::Starred);
}

/// The two servers with the same in them.
struct Pair {
    real: Miniflux,
    model: ModelServer,
    clients: [RawClient; 2],
}

impl Pair {
    fn start() -> Option<Self> {
        let real = Miniflux::start()?;
        let model = ModelServer::start(MINIFLUX_2_2);
        let beds: [&dyn Bed; 2] = [&real, &model];
        let clients = beds.map(|bed| {
            fill(bed);
            let (user, password) = bed.login();
            assert!(RawClient::log_in(&bed.address(), &user, "wrong").is_none());
            RawClient::log_in(&bed.address(), &user, &password).unwrap()
        });
        Some(Self {
            real,
            model,
            clients,
        })
    }

    /// Makes a request of both and asserts that they answer the same.
    fn same(&self, described: &str, request: impl Fn(&RawClient) -> RawAnswer) -> [RawAnswer; 2] {
        let answers = [0, 1].map(|server| request(&self.clients[server]));
        let [real, model] = [0, 1].map(|server| comparable(&answers[server]));
        assert_eq!(real, model, "{described}: the real one and the model");
        answers
    }

    fn same_get(&self, path: &str, query: &[(&str, &str)]) -> [RawAnswer; 2] {
        self.same(&format!("{path} {query:?}"), |client| {
            client.get(path, query)
        })
    }

    fn same_write(&self, path: &str, form: &[(&str, &str)]) {
        self.same(&format!("{path} {form:?}"), |client| {
            client.write(path, form)
        });
        assert_eq!(self.real.unread(), self.model.unread(), "{path} {form:?}");
        assert_eq!(self.real.starred(), self.model.starred(), "{path} {form:?}");
    }
}

#[test]
fn the_model_reads_as_a_real_miniflux_does() {
    let Some(pair) = Pair::start() else {
        return;
    };
    let json = ("output", "json");
    pair.same_get("/reader/api/0/subscription/list", &[json]);
    pair.same_get("/reader/api/0/subscription/list", &[]);
    pair.same_get("/reader/api/0/tag/list", &[json]);
    pair.same_get("/reader/api/0/user-info", &[json]);
    pair.same_get("/reader/api/0/unread-count", &[json]);
    pair.same_get("/reader/api/0/stream/contents/x", &[json]);
    pair.same_get("/api/greader.php/reader/api/0/token", &[]);
    pair.same("token", |client| {
        let mut answer = client.get("/reader/api/0/token", &[]);
        answer.body = answer.body.split('/').next().unwrap().to_owned();
        answer
    });
    for stream in [
        READING,
        STARRED,
        READ,
        "feed/1",
        "feed/2",
        "user/-/label/News",
    ] {
        for query in [
            &[json, ("s", stream)][..],
            &[json, ("s", stream), ("xt", READ)],
        ] {
            let answers = pair.same_get(LIST, query);
            let [real, model] = answers.map(|answer| count(&answer.json()));
            assert_eq!(real, model, "{query:?}");
        }
    }
    pair.same_get(LIST, &[("s", READING)]);
    for page in ["0", "2", "4", "6", "9"] {
        let query = [json, ("s", READING), ("r", "o"), ("n", "2"), ("c", page)];
        let answers = pair.same_get(LIST, &query);
        let [real, model] = answers.map(|answer| answer.json());
        assert_eq!(count(&real), count(&model), "page {page}");
        assert_eq!(real["continuation"], model["continuation"], "page {page}");
    }
    let [real, model] = [0, 1].map(|server| pair.clients[server].ids(READING, READ).len());
    assert_eq!(real, model);
}

#[test]
fn the_model_sends_stories_as_a_real_miniflux_does() {
    let Some(pair) = Pair::start() else {
        return;
    };
    let json = ("output", "json");
    let path = "/reader/api/0/stream/items/contents";
    pair.same("contents", |client| {
        let token = client.get("/reader/api/0/token", &[]).body;
        let ids = long_ids(client, "feed/2");
        let mut form = vec![("T", token.as_str()), json];
        form.extend(ids.iter().map(|id| ("i", id.as_str())));
        let answer = client.post(path, &form);
        let answer_items = answer.json()["items"].clone();
        let mut titles = answer_items.as_array().unwrap().iter();
        assert!(titles.any(|item| item["title"] == "5 < 6 & \"दो\" AT&T / 'x'"));
        answer
    });
    for (short, found) in [("5", 5), ("12", 18)] {
        let form = [json, ("i", short)];
        let answers = pair.same("a short id", |client| {
            client.write("stream/items/contents", &form)
        });
        for answer in answers {
            let long = format!("tag:google.com,2005:reader/item/{found:016x}");
            assert_eq!(answer.json()["items"][0]["id"], long);
        }
    }
    let form = [
        json,
        ("i", "tag:google.com,2005:reader/item/000000000000ffff"),
    ];
    pair.same("a story that is gone", |client| {
        client.write("stream/items/contents", &form)
    });
    pair.same("contents of nothing", |client| {
        client.write("stream/items/contents", &[json])
    });
    pair.same("no JSON", |client| {
        client.write("stream/items/contents", &[("i", "1")])
    });
    pair.same("no token", |client| client.post(path, &[json, ("i", "1")]));
}

#[test]
fn the_model_writes_as_a_real_miniflux_does() {
    let Some(pair) = Pair::start() else {
        return;
    };
    let starred_ids = [0, 1].map(|server| pair.clients[server].ids(STARRED, ""));
    assert_eq!(starred_ids[0].len(), starred_ids[1].len());
    for form in [
        &[("a", READ)][..],
        &[("r", READ)],
        &[("a", STARRED), ("r", READ)],
        &[("a", READ), ("a", STARRED)],
        &[("r", STARRED), ("a", "user/-/state/com.google/kept-unread")],
        &[("a", READ), ("a", "user/-/state/com.google/kept-unread")],
        &[("a", "user/-/label/x")],
        &[],
    ] {
        let described = format!("edit-tag {form:?}");
        pair.same(&described, |client| {
            let ids = client.ids(READING, READ);
            let mut fields = form.to_vec();
            fields.extend(ids.iter().take(0).map(|id| ("i", id.as_str())));
            client.write("edit-tag", &fields)
        });
    }
    for (feed, mark) in [("feed/1", READ), ("feed/2", STARRED)] {
        pair.same("edit-tag of all of a feed", |client| {
            let ids = long_ids(client, feed);
            let mut fields = vec![("a", mark)];
            fields.extend(ids.iter().map(|id| ("i", id.as_str())));
            client.write("edit-tag", &fields)
        });
        assert_eq!(pair.real.unread(), pair.model.unread());
        assert_eq!(pair.real.starred(), pair.model.starred());
    }
    pair.same_write("mark-all-as-read", &[("s", "feed/2"), ("ts", "1")]);
    pair.same_write(
        "mark-all-as-read",
        &[("s", "feed/2"), ("ts", "9999999999999999")],
    );
    for form in [
        &[("ac", "edit"), ("s", "feed/1"), ("t", "नाम & <b>")][..],
        &[
            ("ac", "edit"),
            ("s", "feed/1"),
            ("a", "user/-/label/नया/एक"),
        ],
        &[("ac", "unsubscribe"), ("s", "feed/2")],
    ] {
        pair.same_write("subscription/edit", form);
        let names = |bed: &dyn Bed| bed.feeds();
        assert_eq!(names(&pair.real), names(&pair.model), "{form:?}");
    }
    let known = [pair.real.feed_address(), pair.model.feed_address()];
    pair.same("quickadd of a feed that is known", |client| {
        let own = std::ptr::eq(client, &raw const pair.clients[1]);
        client.write(
            "subscription/quickadd",
            &[("quickadd", &known[usize::from(own)])],
        )
    });
}

/// A server that can tell the address of its first feed.
trait FeedAddress {
    fn feed_address(&self) -> String;
}

impl FeedAddress for Miniflux {
    fn feed_address(&self) -> String {
        self.first_feed_address()
    }
}

impl FeedAddress for ModelServer {
    fn feed_address(&self) -> String {
        self.with(|state| state.feeds[0].address.clone())
    }
}
