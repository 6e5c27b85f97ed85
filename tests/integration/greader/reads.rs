//! What a client reads: feeds, tags, ids and stories.

use crate::greader::dialect::{Dialect, NothingFound, Order, Pages, Text, Unknown};
use crate::greader::http::{Reply, Request};
use crate::greader::routes;
use crate::greader::state::{HeldFeed, HeldStory, State};
use crate::greader::wire::{Stream, is_in};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Answers a GET request; nothing where the server has no such call.
pub(super) fn answer(
    dialect: Dialect,
    state: &mut State,
    request: &Request,
    call: &str,
) -> Option<Reply> {
    let needs_json = matches!(call, "subscription/list" | "tag/list" | "stream/items/ids");
    if needs_json && request.asked("output") != Some("json") {
        match dialect.unknown {
            Unknown::EmptyList => return Some(only_json()),
            Unknown::BadRequest if call != "stream/items/ids" => {
                return Some(Reply::text("501 Not Implemented", "Not Implemented!"));
            }
            Unknown::BadRequest | Unknown::NotFoundPage => {}
        }
    }
    let body = match call {
        "token" => return Some(routes::token(dialect, state)),
        "user-info" => json!({
            "userId": dialect.user, "userName": "reader",
            "userProfileId": dialect.user, "userEmail": "",
        }),
        "subscription/list" => {
            let feeds = state.feeds.iter();
            let feeds: Vec<Value> = feeds.map(|feed| subscription(dialect, feed)).collect();
            json!({"subscriptions": feeds})
        }
        "tag/list" => tags(dialect, state),
        "unread-count" if dialect.unknown != Unknown::EmptyList => unread_count(dialect, state),
        "stream/items/ids" => return Some(ids(dialect, state, request)),
        _ => return None,
    };
    Some(Reply::json("200 OK", &body))
}

pub(super) fn only_json() -> Reply {
    let message = "googlereader: only json output is supported";
    Reply::json("400 Bad Request", &json!({"error_message": message}))
}

fn subscription(dialect: Dialect, feed: &HeldFeed) -> Value {
    let mut category = json!({"id": dialect.label_name(&feed.folder), "label": feed.folder});
    if dialect.unknown == Unknown::EmptyList {
        category["type"] = json!("folder");
    }
    json!({
        "id": format!("feed/{}", feed.number),
        "title": dialect.written_name(&feed.title),
        "categories": [category],
        "url": feed.address,
        "htmlUrl": feed.address.rsplit_once('/').unwrap().0,
        "iconUrl": "",
    })
}

fn tags(dialect: Dialect, state: &State) -> Value {
    let mut tags = vec![json!({"id": dialect.state_name("starred")})];
    let folders = state.feeds.iter().map(|feed| &feed.folder);
    let folders: BTreeSet<&String> = folders.collect();
    for folder in folders {
        tags.push(json!({"id": dialect.label_name(folder), "type": "folder"}));
    }
    let labels = state.stories.iter().flat_map(|story| &story.labels);
    let labels: BTreeSet<&String> = labels.collect();
    for label in labels {
        tags.push(json!({"id": dialect.label_name(label), "type": "tag", "unread_count": 0}));
    }
    json!({"tags": tags})
}

fn unread_count(dialect: Dialect, state: &State) -> Value {
    let count = state.stories.iter().filter(|story| !story.is_read).count();
    let newest = state.stories.iter().map(|story| story.crawled).max();
    let all = json!({
        "id": dialect.state_name("reading-list"), "count": count,
        "newestItemTimestampUsec": newest.unwrap_or(0).to_string(),
    });
    json!({"max": count, "unreadcounts": [all]})
}

/// The number that a parameter has, zero where it has none.
fn number(request: &Request, name: &str) -> i64 {
    let value = request.asked(name).and_then(|value| value.parse().ok());
    value.unwrap_or(0)
}

fn selected<'a>(dialect: Dialect, state: &'a State, request: &Request) -> Vec<&'a HeldStory> {
    let stream = dialect.stream(request.asked("s").unwrap_or_default());
    let excluded: Vec<Stream> = request
        .query
        .iter()
        .filter(|(name, _)| name == "xt")
        .map(|(_, value)| dialect.stream(value))
        .collect();
    // Miniflux takes exclusions from all stories and from those of a feed only.
    let takes_exclusions = match stream {
        Stream::ReadingList | Stream::Feed(_) => true,
        _ => dialect.unknown != Unknown::EmptyList,
    };
    let (after, before) = (number(request, "ot"), number(request, "nt"));
    let mut stories = state.sorted();
    stories.retain(|story| {
        let feed = state.feeds.iter().find(|feed| feed.number == story.feed);
        let folder = feed.map_or("", |feed| &feed.folder);
        let time = match dialect.order {
            Order::Crawled => story.crawled / 1_000_000,
            Order::Published => story.published,
        };
        is_in(story, &stream, folder)
            && !(takes_exclusions && excluded.iter().any(|stream| is_in(story, stream, folder)))
            && (after == 0 || time >= after)
            && (before == 0 || time < before)
    });
    if request.asked("r") != Some("o") {
        stories.reverse();
    }
    stories
}

/// A page of ids, and what the next one is asked for with.
fn ids(dialect: Dialect, state: &State, request: &Request) -> Reply {
    let stream = dialect.stream(request.asked("s").unwrap_or_default());
    if dialect.unknown == Unknown::EmptyList && matches!(stream, Stream::Label(_) | Stream::Other) {
        let message = "googlereader: unknown stream type LabelStream";
        return Reply::json(
            "500 Internal Server Error",
            &json!({"error_message": message}),
        );
    }
    let stories = selected(dialect, state, request);
    let count = match usize::try_from(number(request, "n")) {
        Ok(0) | Err(_) => dialect.page_default,
        Ok(count) => count.min(dialect.page_limit),
    };
    let from = request.asked("c").unwrap_or_default();
    let is_oldest_first = request.asked("r") == Some("o");
    let start = match dialect.pages {
        Pages::Offset => from.parse().unwrap_or(0),
        Pages::AfterLast | Pages::FromLast => match dialect.parse_id(from) {
            None => 0,
            Some(last) => {
                // The first story that is not before the last id, which may itself have gone from the stream.
                let is_reached = |story: &&HeldStory| {
                    if is_oldest_first {
                        story.id >= last
                    } else {
                        story.id <= last
                    }
                };
                let place = stories.iter().position(is_reached).unwrap_or(stories.len());
                place + usize::from(dialect.pages == Pages::AfterLast)
            }
        },
    };
    let rest = stories.get(start..).unwrap_or_default();
    let page = rest.get(..count).unwrap_or(rest);
    let refs = page.iter().map(|story| match dialect.unknown {
        Unknown::NotFoundPage => json!({
            "id": dialect.short_id(story.id), "directStreamIds": [],
            "timestampUsec": story.crawled.to_string(),
        }),
        Unknown::BadRequest | Unknown::EmptyList => json!({"id": dialect.short_id(story.id)}),
    });
    let mut body = json!({"itemRefs": refs.collect::<Vec<Value>>()});
    let is_more = match dialect.pages {
        // A full page is taken for one that has another behind it.
        Pages::AfterLast => page.len() >= count,
        Pages::FromLast | Pages::Offset => rest.len() > count,
    };
    if let (true, Some(last)) = (is_more, page.last()) {
        body["continuation"] = json!(match dialect.pages {
            Pages::Offset => (start + page.len()).to_string(),
            Pages::AfterLast | Pages::FromLast => dialect.short_id(last.id),
        });
    }
    Reply::json("200 OK", &body)
}

/// The stories of the ids in a form.
pub(super) fn contents(dialect: Dialect, state: &mut State, request: &Request) -> Reply {
    let wanted: Option<BTreeSet<u128>> =
        request.fields("i").map(|id| dialect.parse_id(id)).collect();
    let Some(wanted) = wanted.filter(|wanted| !wanted.is_empty()) else {
        return match dialect.unknown {
            Unknown::EmptyList => Reply::json(
                "500 Internal Server Error",
                &json!({"error_message": "googlereader: no items requested"}),
            ),
            Unknown::BadRequest | Unknown::NotFoundPage => {
                Reply::text("400 Bad Request", "Bad Request!")
            }
        };
    };
    let stories = state
        .stories
        .iter()
        .filter(|story| wanted.contains(&story.id));
    let mut stories: Vec<&HeldStory> = stories.collect();
    stories.sort_by_key(|story| (story.crawled, story.id));
    if request.either("r") != Some("o") {
        stories.reverse();
    }
    if stories.is_empty() && dialect.nothing_found == NothingFound::BadRequest {
        let message = "googlereader: no items returned from the database for item IDs";
        return Reply::json("400 Bad Request", &json!({"error_message": message}));
    }
    let items: Vec<Value> = stories
        .iter()
        .map(|story| item(dialect, state, story))
        .collect();
    let updated = state.clock / 1_000_000;
    state.transferred += items.len();
    let body = json!({
        "direction": "ltr", "id": "user/-/state/com.google/reading-list",
        "updated": updated, "items": items,
    });
    Reply::json("200 OK", &body)
}

fn item(dialect: Dialect, state: &State, story: &HeldStory) -> Value {
    let feed = state.feeds.iter().find(|feed| feed.number == story.feed);
    let (name, folder) = feed.map_or(("", ""), |feed| (&feed.title, &feed.folder));
    let mut categories = vec![
        dialect.state_name("reading-list"),
        dialect.label_name(folder),
    ];
    for (holds, state) in [(story.is_read, "read"), (story.is_starred, "starred")] {
        categories.extend(holds.then(|| dialect.state_name(state)));
    }
    categories.extend(story.labels.iter().map(|label| dialect.label_name(label)));
    let mut item = json!({
        "id": dialect.long_id(story.id),
        "categories": categories,
        "title": dialect.written_title(&story.title),
        "crawlTimeMsec": (story.crawled / 1_000).to_string(),
        "timestampUsec": match dialect.order {
            Order::Crawled => story.crawled,
            Order::Published => story.published * 1_000_000,
        }.to_string(),
        "published": story.published,
        "author": "",
        "canonical": [{"href": story.address}],
        "alternate": [{"href": story.address, "type": "text/html"}],
        "summary": {"direction": "ltr", "content": story.html},
        "origin": {
            "streamId": format!("feed/{}", story.feed),
            "title": dialect.written_name(name),
        },
    });
    if dialect.text == Text::SummaryAndContent {
        item["content"] = item["summary"].clone();
        item["updated"] = json!(story.crawled / 1_000_000);
    }
    item
}
