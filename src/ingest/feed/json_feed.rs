//! Parses JSON Feed 1.0 and 1.1. A number is accepted instead of a string.

use super::dates::{COMPARED, FeedDates};
use super::entry::{self, FeedDefaults, FeedEntry, HtmlFragment, RawEntry};
use super::{Feed, MOST_ENTRIES};
use crate::article::{Media, MediaKind};
use crate::ingest::address::BaseUrl;
use crate::ingest::{Problem, effort, entity, json, markup, media};
use serde_json::Value;

/// Whether a JSON text is a feed: its first 4,000 bytes contain the address that names the version
/// of JSON Feed.
pub(in crate::ingest) fn is_json_feed(text: &str) -> bool {
    let text = text.trim_start();
    let head = markup::head(text, 4_000);
    // An article may mention this address, so it must be the value of `version`. Inside a string,
    // the quotation marks would be escaped.
    let mut values = head.split("\"version\"").skip(1);
    head.starts_with('{')
        && values.any(|value| {
            let value = value.trim_start().strip_prefix(':').unwrap_or_default();
            let address = value.trim_start().replace("\\/", "/");
            ["\"https://", "\"http://"].iter().any(|scheme| {
                let address = address.strip_prefix(scheme).unwrap_or_default();
                let address = address.strip_prefix("www.").unwrap_or(address);
                address.starts_with("jsonfeed.org/version/")
            })
        })
}

pub(super) fn read(text: &str, origin: &str) -> Feed {
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            let what = format!("not JSON ({}); nothing was read", json::reason(&error));
            return Feed {
                problems: vec![Problem::new(origin, Some(error.line()), what)],
                ..Feed::default()
            };
        }
    };
    let above = BaseUrl::of(origin);
    let link = address(&value, &above, &["home_page_url"]);
    let home = BaseUrl::of(link.as_deref().unwrap_or_default());
    let base = above
        .or(BaseUrl::of(&string(&value, "feed_url").unwrap_or_default()))
        .or(home);
    let mut feed = Feed {
        title: string(&value, "title").and_then(|title| entry::field(&title)),
        description: string(&value, "description").and_then(|text| entry::field(&text)),
        language: string(&value, "language").and_then(|text| entry::field(&text)),
        author: authors(&value)
            .into_iter()
            .next()
            .and_then(|name| entry::field(&name)),
        link,
        ..Feed::default()
    };
    let inherited = FeedDefaults {
        authors: feed.author.iter().cloned().collect(),
        ..FeedDefaults::of(&feed)
    };
    let items = value
        .get("items")
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice);
    if items.len() > MOST_ENTRIES {
        let what = format!(
            "{} entries; the first {MOST_ENTRIES} were read",
            items.len()
        );
        feed.problems.push(Problem::new(origin, None, what));
    }
    let dates = dates_of(items, feed.language.as_deref());
    let items = items
        .iter()
        .take(MOST_ENTRIES)
        .take_while(|_| !effort::is_spent())
        .filter(|item| item.is_object());
    feed.entries = items
        .map(|item| FeedEntry::new(raw_entry(item, &base, &dates), &inherited))
        .collect();
    let remark = dates.remark().map(|what| Problem::new(origin, None, what));
    feed.problems.extend(remark);
    feed.updated = feed
        .entries
        .iter()
        .filter_map(|e| e.article.updated.or(e.article.published))
        .max();
    feed
}

fn dates_of(items: &[Value], language: Option<&str>) -> FeedDates {
    let compared = items.iter().take(COMPARED);
    let texts = compared.filter_map(|item| string(item, "date_published"));
    FeedDates::new(language, texts, std::iter::empty())
}

fn raw_entry(item: &Value, base: &BaseUrl, dates: &FeedDates) -> RawEntry {
    let moment = |name| dates.read(&string(item, name)?);
    let plain = |name| string(item, name).map(|text| entity::escape(&text).replace('\n', "<br>"));
    let html = |html| HtmlFragment {
        html,
        base: base.clone(),
    };
    let attachments: Vec<Media> = item
        .get("attachments")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|file| attachment(file, base))
        .collect();
    let link = address(item, base, &["url", "external_url"]);
    // The page that the entry is about, if the entry has a page of its own.
    let subject = address(item, base, &["external_url"]);
    let subject = subject.filter(|url| Some(url) != link.as_ref());
    let subject = subject.map(|url| Media {
        media: MediaKind::Embed,
        url,
        ..Media::default()
    });
    RawEntry {
        id: string(item, "id"),
        link,
        title: plain("title"),
        summary: plain("summary").map(html),
        content: string(item, "content_html")
            .or_else(|| plain("content_text"))
            .map(html),
        published: moment("date_published"),
        updated: moment("date_modified"),
        authors: authors(item),
        tags: strings(item, "tags"),
        images: address(item, base, &["image", "banner_image"])
            .into_iter()
            .collect(),
        enclosures: attachments.iter().map(|file| file.url.clone()).collect(),
        media: subject.into_iter().chain(attachments).collect(),
        comments: None,
        language: string(item, "language"),
    }
}

fn attachment(value: &Value, base: &BaseUrl) -> Option<Media> {
    let mime = string(value, "mime_type").map(|mime| markup::one_line(&mime));
    let number = |name: &str| value.get(name).and_then(Value::as_f64);
    let seconds = number("duration_in_seconds").map(|length| length.to_string());
    Some(Media {
        title: string(value, "title").and_then(|title| entry::field(&title)),
        bytes: value.get("size_in_bytes").and_then(Value::as_u64),
        seconds: seconds.and_then(|length| media::seconds(&length)),
        ..media::file(address(value, base, &["url"])?, mime.as_deref())
    })
}

fn string(value: &Value, name: &str) -> Option<String> {
    match value.get(name)? {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

fn strings(value: &Value, name: &str) -> Vec<String> {
    let values = value
        .get(name)
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    values
        .filter_map(Value::as_str)
        .map(|text| entity::escape(text).into_owned())
        .collect()
}

fn address(value: &Value, base: &BaseUrl, names: &[&str]) -> Option<String> {
    names
        .iter()
        .find_map(|name| base.resolve(&string(value, name)?))
}

/// Version 1.1 has `authors`, version 1.0 `author`.
fn authors(value: &Value) -> Vec<String> {
    let many = value
        .get("authors")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    many.chain(value.get("author"))
        .filter_map(|author| string(author, "name"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_version_marks_a_feed() {
        let address = "https://jsonfeed.org/version/1.1";
        for (text, expected) in [
            (format!(r#"{{"version": "{address}"}}"#), true),
            (
                format!(
                    r#"{{"title": "क", "version" : "{}"}}"#,
                    address.replace('/', "\\/")
                ),
                true,
            ),
            (
                format!(r#"{{"text": "\"version\": \"{address}\""}}"#),
                false,
            ),
            (format!(r#"{{"url": "{address}", "version": "1"}}"#), false),
            (format!(r#"[{{"version": "{address}"}}]"#), false),
        ] {
            assert_eq!(is_json_feed(&text), expected, "{text}");
        }
    }
}
