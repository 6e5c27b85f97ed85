//! The feeds and labels of a server.

use super::json_answer::{elements, text};
use super::tag::Tag;
use crate::ingest::feed::served_line;
use serde_json::Value;

/// A feed that a server follows.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ServerFeed {
    /// The id of its stream: `feed/12`.
    pub stream: String,
    /// The address of the feed, or the id of its stream if the server does not say.
    pub address: String,
    /// The title, or the address if there is none.
    pub title: String,
    /// The address of the site.
    pub site: Option<String>,
    /// The names of the folders in which the feed is.
    pub folders: Vec<String>,
}

impl ServerFeed {
    /// Reads an element of `subscription/list`; `None` if it has no id.
    pub(super) fn of(value: &Value) -> Option<Self> {
        let stream = text(value, "id")?;
        let behind = stream.strip_prefix("feed/").filter(|rest| is_web(rest));
        let named = ["url", "feedUrl", "xmlUrl"].iter();
        let mut addresses = named.filter_map(|name| web_address(value, name));
        let address = addresses.next().or_else(|| behind.map(str::to_owned));
        let address = address.unwrap_or_else(|| stream.clone());
        let title = text(value, "title").map(|title| served_line(&title));
        let mut folders: Vec<String> = Vec::new();
        for folder in elements(value, "categories").iter().filter_map(folder) {
            if !folders.contains(&folder) {
                folders.push(folder);
            }
        }
        Some(Self {
            title: title
                .filter(|title| !title.is_empty())
                .unwrap_or_else(|| address.clone()),
            site: web_address(value, "htmlUrl"),
            stream,
            address,
            folders,
        })
    }
}

/// Returns the name of a folder, which is the end of its tag; what is displayed as its label may be
/// abridged or escaped.
fn folder(category: &Value) -> Option<String> {
    let id = text(category, "id").or_else(|| category.as_str().map(str::to_owned));
    let named = match id.as_deref().map(Tag::of) {
        Some(Tag::Label(name)) => Some(name.to_owned()),
        Some(Tag::State(_)) => return None,
        Some(Tag::Plain(_)) | None => None,
    };
    let name = named.or_else(|| text(category, "label"))?;
    Some(name).filter(|name| !name.trim().is_empty())
}

fn web_address(value: &Value, name: &str) -> Option<String> {
    text(value, name)
        .map(|text| text.trim().to_owned())
        .filter(|text| is_web(text))
}

fn is_web(text: &str) -> bool {
    crate::article::web_url(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::json_answer::parse;
    use super::*;

    #[test]
    fn feeds_are_read_in_each_dialect() {
        let feed = |stream: &str, address: &str, title: &str, folders: &[&str]| ServerFeed {
            stream: stream.to_owned(),
            address: address.to_owned(),
            title: title.to_owned(),
            site: None,
            folders: folders.iter().map(|name| (*name).to_owned()).collect(),
        };
        for (json, expected) in [
            (
                r#"{"id": "feed/12", "title": "A &amp; B", "url": "https://a.example/f", "htmlUrl": "",
                    "categories": [{"id": "user/-/label/दुनिया/खेल", "label": "दुनिया/खेल"}]}"#,
                feed("feed/12", "https://a.example/f", "A & B", &["दुनिया/खेल"]),
            ),
            (
                r#"{"id": "feed/https://a.example/f", "title": "Vec<T>",
                    "categories": [{"label": "R&D"}, {"id": "user/1/label/R&D"},
                        {"id": "user/-/state/com.google/starred"}]}"#,
                feed(
                    "feed/https://a.example/f",
                    "https://a.example/f",
                    "Vec<T>",
                    &["R&D"],
                ),
            ),
            (
                r#"{"id": "feed/3"}"#,
                feed("feed/3", "feed/3", "feed/3", &[]),
            ),
        ] {
            let read = ServerFeed::of(&parse(json.as_bytes()).unwrap());
            assert_eq!(read, Some(expected), "{json}");
        }
        assert_eq!(ServerFeed::of(&parse(b"{}").unwrap()), None);
    }
}
