//! What a client changes: marks and subscriptions.

use crate::greader::dialect::{AllRead, Dialect, Ids, Repeated, Tags, Unknown};
use crate::greader::http::{Reply, Request};
use crate::greader::reads;
use crate::greader::state::{HeldStory, State};
use crate::greader::wire::{Stream, is_in};
use serde_json::json;
use std::collections::BTreeSet;

/// Answers a POST request; nothing where the server has no such call.
pub(super) fn answer(
    dialect: Dialect,
    state: &mut State,
    request: &Request,
    call: &str,
) -> Option<Reply> {
    Some(match call {
        "stream/items/contents" => {
            if dialect.unknown == Unknown::EmptyList && request.either("output") != Some("json") {
                return Some(reads::only_json());
            }
            reads::contents(dialect, state, request)
        }
        "edit-tag" => edit_tags(dialect, state, request),
        "mark-all-as-read" if dialect.all_read == AllRead::Known => {
            mark_all_read(dialect, state, request)
        }
        "subscription/edit" => edit_subscription(dialect, state, request),
        "subscription/quickadd" => quick_add(dialect, state, request),
        _ => return None,
    })
}

fn done(dialect: Dialect) -> Reply {
    if dialect.done.starts_with('{') {
        Reply::json("200 OK", &serde_json::from_str(dialect.done).unwrap())
    } else {
        Reply::text("200 OK", dialect.done)
    }
}

/// An error in the words of a server that has words for it.
fn refuse(dialect: Dialect, status: &'static str, message: &str) -> Reply {
    match dialect.unknown {
        Unknown::EmptyList => Reply::json(status, &json!({"error_message": message})),
        Unknown::BadRequest | Unknown::NotFoundPage => {
            Reply::text("400 Bad Request", "Bad Request!")
        }
    }
}

/// The tags of a field, as many of them as this server looks at.
fn tags(dialect: Dialect, request: &Request, name: &str) -> Vec<Stream> {
    let counting = request.form.iter().take(dialect.fields);
    let named = counting.filter(|(named, value)| named == name && !value.is_empty());
    let all: Vec<Stream> = named.map(|(_, value)| dialect.stream(value)).collect();
    match dialect.tags {
        Tags::LastWithLabels => all.last().cloned().into_iter().collect(),
        Tags::AllWithoutLabels | Tags::All => all,
    }
}

/// Whether a request says two things of what is read.
fn contradicts(adding: &[Stream], removing: &[Stream]) -> bool {
    let all: Vec<&Stream> = adding.iter().chain(removing).collect();
    all.contains(&&Stream::Read) && all.contains(&&Stream::KeptUnread)
        || adding
            .iter()
            .any(|tag| *tag != Stream::Other && removing.contains(tag))
}

fn edit_tags(dialect: Dialect, state: &mut State, request: &Request) -> Reply {
    let failed = "500 Internal Server Error";
    let adding = tags(dialect, request, "a");
    let removing = tags(dialect, request, "r");
    if dialect.tags == Tags::AllWithoutLabels {
        let is_label = |tag: &Stream| matches!(tag, Stream::Label(_));
        if adding.iter().chain(&removing).any(is_label) {
            let message = "googlereader: unsupported tag type: LabelStream";
            return refuse(dialect, failed, message);
        }
        if contradicts(&adding, &removing) {
            let message = "googlereader: tags should not be supplied simultaneously";
            return refuse(dialect, failed, message);
        }
        if adding.is_empty() && removing.is_empty() {
            let message = "googlreader: add or/and remove tags should be supplied";
            return refuse(dialect, failed, message);
        }
    }
    let ids: Option<BTreeSet<u128>> = request.fields("i").map(|id| dialect.parse_id(id)).collect();
    let ids = match ids {
        Some(ids) if !ids.is_empty() || dialect.unknown == Unknown::BadRequest => ids,
        _ => return refuse(dialect, failed, "googlereader: no items requested"),
    };
    for story in &mut state.stories {
        if ids.contains(&story.id) {
            let before = (story.is_read, story.is_starred);
            for tag in &adding {
                tag_story(story, tag);
            }
            if dialect.repeated == Repeated::TakesAway {
                story.is_read &= !(before.0 && adding.contains(&Stream::Read));
                story.is_starred &= !(before.1 && adding.contains(&Stream::Starred));
            }
            for tag in &removing {
                untag_story(story, tag);
            }
        }
    }
    done(dialect)
}

fn tag_story(story: &mut HeldStory, tag: &Stream) {
    match tag {
        Stream::Read => story.is_read = true,
        Stream::KeptUnread => story.is_read = false,
        Stream::Starred => story.is_starred = true,
        Stream::Label(label) => {
            story.labels.insert(label.clone());
        }
        Stream::ReadingList | Stream::Feed(_) | Stream::Other => {}
    }
}

fn untag_story(story: &mut HeldStory, tag: &Stream) {
    match tag {
        Stream::Read => story.is_read = false,
        Stream::KeptUnread => story.is_read = true,
        Stream::Starred => story.is_starred = false,
        Stream::Label(label) => {
            story.labels.remove(label);
        }
        Stream::ReadingList | Stream::Feed(_) | Stream::Other => {}
    }
}

fn mark_all_read(dialect: Dialect, state: &mut State, request: &Request) -> Reply {
    let stream = dialect.stream(request.either("s").unwrap_or_default());
    let time = request.either("ts").unwrap_or_default();
    let limit: i64 = match (time.parse::<i64>(), dialect.ids) {
        (Ok(limit), Ids::Micros) if limit > 0 => limit,
        (Ok(limit), _) if limit > 0 && time.len() < 16 => limit * 1_000_000,
        (Ok(limit), _) if limit > 0 => limit,
        _ => state.clock,
    };
    let folders = state.feeds.iter();
    let folders: Vec<(u64, String)> = folders
        .map(|feed| (feed.number, feed.folder.clone()))
        .collect();
    for story in &mut state.stories {
        let folder = folders.iter().find(|(number, _)| *number == story.feed);
        let is_old = match dialect.ids {
            Ids::Micros => i64::try_from(story.id).unwrap() <= limit,
            Ids::Serial => story.published * 1_000_000 < limit,
            Ids::Signed | Ids::Opaque => story.crawled <= limit,
        };
        if is_old && is_in(story, &stream, folder.map_or("", |(_, folder)| folder)) {
            story.is_read = true;
        }
    }
    done(dialect)
}

fn edit_subscription(dialect: Dialect, state: &mut State, request: &Request) -> Reply {
    let failed = "500 Internal Server Error";
    let Stream::Feed(feed) = dialect.stream(request.either("s").unwrap_or_default()) else {
        let message = "googlereader: no valid stream IDs provided";
        return refuse(dialect, "400 Bad Request", message);
    };
    let title = request.either("t").filter(|title| !title.is_empty());
    let folder = match request.either("a").map(|tag| dialect.stream(tag)) {
        Some(Stream::Label(folder)) => Some(folder),
        _ => None,
    };
    let place = state
        .feeds
        .iter()
        .position(|held| held.number.to_string() == feed);
    match (request.either("ac"), place) {
        (Some("subscribe"), _) => {
            let is_known = state.feeds.iter().any(|held| held.address == feed);
            if is_known || url::Url::parse(&feed).is_err() {
                return refuse(dialect, failed, "This feed already exists.");
            }
            let folder = folder.as_deref().unwrap_or(FIRST_FOLDER);
            state.add_feed(&feed, title.unwrap_or(&feed), folder);
        }
        (Some("unsubscribe"), Some(place)) => {
            let number = state.feeds.remove(place).number;
            state.stories.retain(|story| story.feed != number);
        }
        (Some("edit"), Some(place)) => {
            let held = &mut state.feeds[place];
            held.title = title.unwrap_or(&held.title).to_owned();
            held.folder = folder.unwrap_or_else(|| held.folder.clone());
        }
        _ => return refuse(dialect, failed, "googlereader: feed not found"),
    }
    done(dialect)
}

/// The folder of feeds for which no other is named.
pub(crate) const FIRST_FOLDER: &str = "All";

fn quick_add(dialect: Dialect, state: &mut State, request: &Request) -> Reply {
    let address = request.either("quickadd").unwrap_or_default().to_owned();
    if state.feeds.iter().any(|feed| feed.address == address) {
        return match dialect.unknown {
            Unknown::EmptyList => refuse(
                dialect,
                "500 Internal Server Error",
                "This feed already exists.",
            ),
            Unknown::BadRequest | Unknown::NotFoundPage => {
                Reply::json("200 OK", &json!({"numResults": 0, "error": "known"}))
            }
        };
    }
    let number = state.add_feed(&address, &address, FIRST_FOLDER);
    Reply::json(
        "200 OK",
        &json!({
            "numResults": 1, "query": address,
            "streamId": format!("feed/{number}"), "streamName": address,
        }),
    )
}
