//! The stories of a server.

use super::item_id::ItemId;
use super::json_answer::{elements, text};
use super::tag::Tag;
use crate::article::{Article, web_url};
use crate::ingest::feed::{ServedFile, ServedStory, served_article, served_line};
use crate::panics;
use serde_json::Value;

/// A story as a server has it.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerStory {
    /// The id.
    pub id: ItemId,
    /// The id of the stream of its feed; empty if the server does not say.
    pub feed: String,
    /// The title of its feed.
    pub feed_title: Option<String>,
    /// Whether it is read.
    pub is_read: bool,
    /// Whether it is starred.
    pub is_starred: bool,
    /// Its labels. Many servers list the folder of its feed among them.
    pub labels: Vec<String>,
    /// The story itself, without an origin.
    pub article: Article,
}

impl ServerStory {
    /// Reads an element of an answer; `None` if it has no id. Its article may say nothing.
    pub(super) fn of(value: &Value) -> Option<Self> {
        let id = ItemId::parse(&text(value, "id")?)?;
        let origin = value.get("origin").unwrap_or(&Value::Null);
        let mut story = Self {
            id,
            feed: text(origin, "streamId").unwrap_or_default(),
            feed_title: text(origin, "title").map(|title| served_line(&title)),
            is_read: false,
            is_starred: false,
            labels: Vec::new(),
            article: Article::default(),
        };
        let mut tags = Vec::new();
        for tag in elements(value, "categories").iter().filter_map(tag_text) {
            match Tag::of(tag) {
                Tag::State("read") => story.is_read = true,
                Tag::State("starred") => story.is_starred = true,
                Tag::Label("") | Tag::State(_) => {}
                Tag::Label(name) => story.labels.push(name.to_owned()),
                Tag::Plain(name) => tags.push(name.to_owned()),
            }
        }
        let served = served(value, origin, tags);
        // A parser that panics must not cost the other stories of the answer.
        story.article = panics::caught(|| served_article(served)).unwrap_or_default();
        if let Some(url) = story.article.url.clone()
            && !story.article.says_something()
        {
            // The server counts this story too, so the user must be able to see and mark it.
            story.article.headline = url;
        }
        Some(story)
    }
}

/// Returns the text of a category, which some servers send as an object.
fn tag_text(category: &Value) -> Option<&str> {
    category.as_str().or_else(|| category.get("id")?.as_str())
}

fn served(value: &Value, origin: &Value, tags: Vec<String>) -> ServedStory {
    let body = |name: &str| {
        let body = value.get(name)?;
        text(body, "content").or_else(|| body.as_str().map(str::to_owned))
    };
    let summary = body("summary");
    // The same text in both fields is that of a feed with one text.
    let content = body("content").filter(|content| Some(content) != summary.as_ref());
    let authors = text(value, "author").unwrap_or_default();
    ServedStory {
        guid: text(value, "guid"),
        title: text(value, "title").unwrap_or_default(),
        link: link(value),
        content,
        summary,
        published: published(value),
        authors: authors
            .split(';')
            .map(|name| name.trim().to_owned())
            .collect(),
        tags,
        files: elements(value, "enclosure")
            .iter()
            .filter_map(file)
            .collect(),
        feed_title: text(origin, "title"),
        site: text(origin, "htmlUrl"),
    }
}

/// Returns the address of the page: `canonical`, or the alternate that is a page.
fn link(value: &Value) -> Option<String> {
    let is_page = |link: &&Value| text(link, "type").is_none_or(|mime| mime.contains("html"));
    let canonical = elements(value, "canonical").iter();
    let alternate = elements(value, "alternate").iter();
    let pages = canonical.chain(alternate.clone().filter(is_page));
    pages
        .chain(alternate)
        .filter_map(|link| text(link, "href"))
        .find(|address| web_url(address).is_some())
}

/// Returns the time of publication, or else the time when the server fetched the story.
///
/// `updated` is the last resort: some servers put there when the story was last marked.
fn published(value: &Value) -> Option<i64> {
    let names = ["published", "timestampUsec", "crawlTimeMsec", "updated"];
    names.iter().find_map(|name| seconds(&text(value, name)?))
}

/// Reads a time in seconds, milliseconds, microseconds or nanoseconds of Unix time. The names of the
/// fields say which, but not every server keeps to them; no story is from the years beyond 5000.
fn seconds(text: &str) -> Option<i64> {
    let whole = text.trim().split('.').next().unwrap_or_default();
    let mut time: i64 = whole.parse().ok()?;
    while time.unsigned_abs() >= 100_000_000_000 {
        time /= 1_000;
    }
    Some(time).filter(|time| *time > 0)
}

fn file(value: &Value) -> Option<ServedFile> {
    Some(ServedFile {
        address: text(value, "href").or_else(|| text(value, "url"))?,
        mime: text(value, "type"),
        bytes: text(value, "length").and_then(|length| length.parse().ok()),
    })
}

#[cfg(test)]
mod tests {
    use super::super::json_answer::parse;
    use super::*;

    fn story(json: &str) -> Option<ServerStory> {
        ServerStory::of(&parse(json.as_bytes()).unwrap())
    }

    #[test]
    fn a_story_with_one_text_and_tags_among_its_categories() {
        let story = story(
            r#"{"id": "tag:google.com,2005:reader/item/000628093ccc9e40",
                "crawlTimeMsec": "1732870000123", "timestampUsec": "1732870000123456",
                "published": 1732860000, "title": "A ＆ B",
                "canonical": [{"href": "https://a.example/1?x=1&y=2"}],
                "alternate": [{"href": "https://a.example/1?x=1&y=2"}],
                "categories": ["user/-/state/com.google/reading-list", "user/-/label/दुनिया",
                    "user/-/state/com.google/read", "user/-/label/मेरा", "बाढ़"],
                "origin": {"streamId": "feed/12", "htmlUrl": "https://a.example/", "title": "A"},
                "summary": {"content": "<p>पहला</p><p>दूसरा</p>"},
                "enclosure": [{"href": "https://a.example/s.mp3", "type": "audio/mpeg", "length": 9}],
                "author": "राम; सीता"}"#,
        )
        .unwrap();
        assert_eq!(story.id, ItemId::parse("1732870000123456").unwrap());
        assert_eq!(
            (story.feed.as_str(), story.is_read, story.is_starred),
            ("feed/12", true, false)
        );
        assert_eq!(story.labels, ["दुनिया", "मेरा"]);
        assert_eq!(story.article.tags, ["बाढ़"]);
        assert_eq!(story.article.authors, ["राम", "सीता"]);
        assert_eq!(story.article.published.unwrap().timestamp(), 1_732_860_000);
        assert_eq!(
            story.article.url.as_deref(),
            Some("https://a.example/1?x=1&y=2")
        );
        assert!(story.article.plain_text().contains("दूसरा"));
    }

    #[test]
    fn a_story_with_the_same_text_twice_and_a_numbered_user() {
        let story = story(
            r#"{"id": "tag:google.com,2005:reader/item/000000000000001a", "title": "Vec<T>",
                "categories": ["user/1/state/com.google/reading-list", "user/1/label/All",
                    "user/1/state/com.google/starred"],
                "published": 1732860000, "updated": 1735000000,
                "alternate": [{"href": "https://a.example/1", "type": "text/html"}],
                "canonical": [{"href": "https://a.example/1"}],
                "content": {"direction": "ltr", "content": "<p>एक ही</p>"},
                "summary": {"direction": "ltr", "content": "<p>एक ही</p>"},
                "enclosure": [{"url": "https://a.example/p.png", "type": "image/png"}],
                "origin": {"streamId": "feed/3", "title": "R&amp;D"}, "author": ""}"#,
        )
        .unwrap();
        assert_eq!(story.id, ItemId::parse("26").unwrap());
        assert_eq!((story.is_read, story.is_starred), (false, true));
        assert_eq!(story.feed_title.as_deref(), Some("R&D"));
        assert_eq!(story.article.headline, "Vec<T>");
        assert_eq!(story.article.summary.as_deref(), Some("एक ही"));
        assert_eq!(story.article.updated, None);
        assert_eq!(story.article.images().count(), 1);
    }

    #[test]
    fn a_story_without_most_fields_is_read_and_one_without_an_id_is_not() {
        let least = story(r#"{"id": 7, "title": "क", "summary": "ख", "categories": null}"#);
        assert_eq!(least.unwrap().article.headline, "क");
        assert!(!story(r#"{"id": "7"}"#).unwrap().article.says_something());
        let bare = story(r#"{"id": 7, "canonical": [{"href": "https://a.example/1"}]}"#);
        assert_eq!(bare.unwrap().article.headline, "https://a.example/1");
        for json in [r#"{"title": "क"}"#, "[]", "null", "7"] {
            assert_eq!(story(json), None, "{json}");
        }
    }

    #[test]
    fn times_are_read_in_any_unit() {
        for text in [
            "1732860000",
            "1732860000.5",
            "1732860000123",
            "1732860000123456",
            "1732860000123456789",
        ] {
            assert_eq!(seconds(text), Some(1_732_860_000), "{text}");
        }
        for text in ["", "0", "-1", "2024-11-29", "99999999999999999999"] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
