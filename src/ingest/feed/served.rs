//! Converts a story that a server has already parsed into an article, by the rules for entries of
//! feeds.

use super::entry::{FeedDefaults, FeedEntry, HtmlFragment, RawEntry};
use super::identity::is_guid;
use super::{LONGEST_TITLE, without_controls};
use crate::article::{Article, Media, Source, Timestamp, web_url};
use crate::ingest::address::BaseUrl;
use crate::ingest::{complete, effort, entity, markup, media};
use chrono::DateTime;
use std::borrow::Cow;

/// A story as a server sent it.
#[derive(Clone, Debug, Default)]
pub struct ServedStory {
    /// The feed's own identifier of the story, not that of the server.
    pub guid: Option<String>,
    /// The title, as text or as HTML.
    pub title: String,
    /// The address of its page.
    pub link: Option<String>,
    /// The full text in HTML.
    pub content: Option<String>,
    /// The only text in HTML, or a summary beside the full text.
    pub summary: Option<String>,
    /// The time of publication, in seconds of Unix time.
    pub published: Option<i64>,
    /// The authors.
    pub authors: Vec<String>,
    /// The words that the publisher gave the story.
    pub tags: Vec<String>,
    /// The attached files.
    pub files: Vec<ServedFile>,
    /// The title of its feed.
    pub feed_title: Option<String>,
    /// The address of its site.
    pub site: Option<String>,
}

/// A file that is attached to a story.
#[derive(Clone, Debug, Default)]
pub struct ServedFile {
    /// The address.
    pub address: String,
    /// The media type, or only its first half.
    pub mime: Option<String>,
    /// The length in bytes.
    pub bytes: Option<u64>,
}

/// Converts a story into an article without an origin.
pub fn served_article(story: ServedStory) -> Article {
    let (article, _is_cut) = effort::bounded(|| {
        let guid = story.guid.clone().filter(|guid| is_guid(guid));
        let defaults = FeedDefaults {
            source: story.feed_title.as_deref().map(|title| Source {
                name: served_line(title),
                url: story.site.clone().filter(|site| web_url(site).is_some()),
            }),
            ..FeedDefaults::default()
        };
        let entry = FeedEntry::new(raw_entry(story), &defaults);
        let article = Article {
            guid: entry.id.filter(|_| guid.is_some()),
            headline: with_own_signs(&entry.article.headline).into_owned(),
            ..entry.article
        };
        complete(article, "")
    });
    article
}

/// Returns a title or a name as one clean line of text.
///
/// Some servers send text and others HTML, in one field: `R&amp;D` and `Vec<T>` are both meant.
pub fn served_line(text: &str) -> String {
    with_own_signs(&markup::line_of(&html_of(text), LONGEST_TITLE)).into_owned()
}

/// Returns a line with the signs for which FreshRSS sends their full-width forms: three in titles of stories, more in
/// those of feeds. In a text of East Asia, where these forms are at home, they stay.
fn with_own_signs(line: &str) -> Cow<'_, str> {
    const FULL_WIDTH: [char; 10] = ['＆', '＜', '＞', '＂', '＾', '？', '＼', '／', '，', '；'];
    let is_east_asian = |c| matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}');
    if !line.contains(FULL_WIDTH) || line.contains(is_east_asian) {
        return Cow::Borrowed(line);
    }
    // Full-width forms follow ASCII in its order.
    let own = |c: char| {
        let ascii = u32::from(c)
            .checked_sub(0xfee0)
            .filter(|_| FULL_WIDTH.contains(&c));
        ascii.and_then(char::from_u32).unwrap_or(c)
    };
    Cow::Owned(line.chars().map(own).collect())
}

fn html_of(text: &str) -> String {
    if markup::looks_like_html(text) {
        text.to_owned()
    } else {
        entity::escape(text).into_owned()
    }
}

fn raw_entry(story: ServedStory) -> RawEntry {
    let site = BaseUrl::of(story.site.as_deref().unwrap_or_default());
    let link = story.link.as_deref().and_then(|link| site.resolve(link));
    let base = BaseUrl::of(link.as_deref().unwrap_or_default()).or(site);
    let html = |html: String| HtmlFragment {
        html: without_controls(&html).into_owned(),
        base: base.clone(),
    };
    let mut raw = RawEntry {
        id: story.guid,
        link,
        title: Some(html_of(&story.title)),
        content: story.content.map(html),
        summary: story.summary.map(html),
        published: story.published.and_then(timestamp),
        authors: story.authors.iter().map(|name| html_of(name)).collect(),
        tags: story.tags.iter().map(|name| html_of(name)).collect(),
        ..RawEntry::default()
    };
    for file in story.files {
        let Some(url) = base.resolve(&file.address) else {
            continue;
        };
        raw.enclosures.push(url.clone());
        if file
            .mime
            .as_deref()
            .is_some_and(|mime| mime.starts_with("image"))
        {
            raw.images.push(url);
        } else {
            raw.media.push(Media {
                bytes: file.bytes.filter(|bytes| *bytes > 0),
                ..media::file(url, file.mime.as_deref())
            });
        }
    }
    raw
}

fn timestamp(seconds: i64) -> Option<Timestamp> {
    DateTime::from_timestamp(seconds, 0).map(|time| time.fixed_offset())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Block;

    #[test]
    fn signs_in_full_width_stay_only_in_east_asia() {
        for (sent, expected) in [
            ("Q＆A ＜b＞ आकाश", "Q&A <b> आकाश"),
            ("क／ख， ग； घ？ ＂＼＾", "क/ख, ग; घ? \"\\^"),
            ("東京＆大阪", "東京＆大阪"),
            ("서울＜1＞", "서울＜1＞"),
            ("plain & simple", "plain & simple"),
        ] {
            assert_eq!(served_line(sent), expected);
        }
    }

    #[test]
    fn a_served_story_is_treated_as_an_entry_of_a_feed() {
        let article = served_article(ServedStory {
            title: "AT&amp;T \u{1b}[31mहिन्दी".to_owned(),
            link: Some("/news/1".to_owned()),
            site: Some("https://a.example/".to_owned()),
            summary: Some("<p>एक</p><p>दो <a href='2'>तीन</a></p><script>x</script>".to_owned()),
            published: Some(1_732_870_000),
            authors: vec!["राम".to_owned()],
            tags: vec!["R&D".to_owned()],
            files: vec![
                ServedFile {
                    address: "https://a.example/p.jpg".to_owned(),
                    mime: Some("image".to_owned()),
                    bytes: None,
                },
                ServedFile {
                    address: "https://a.example/s.mp3".to_owned(),
                    mime: Some("audio/mpeg".to_owned()),
                    bytes: Some(3),
                },
            ],
            feed_title: Some("A &lt;B&gt;".to_owned()),
            ..ServedStory::default()
        });
        assert_eq!(article.headline, "AT&T हिन्दी");
        assert_eq!(article.url.as_deref(), Some("https://a.example/news/1"));
        assert_eq!(article.source.as_ref().unwrap().name, "A <B>");
        assert_eq!(article.published.unwrap().timestamp(), 1_732_870_000);
        assert_eq!(article.tags, ["R&D"]);
        assert_eq!(article.authors, ["राम"]);
        assert_eq!(article.origin, "");
        assert_eq!(article.plain_text().matches('x').count(), 0);
        let is_media = |block: &&Block| matches!(block, Block::Media(_));
        assert_eq!(article.blocks.iter().filter(is_media).count(), 1);
        assert_eq!(article.images().count(), 1);
        assert_eq!(article.clone().identified().id, article.id);
    }

    #[test]
    fn titles_are_text_or_html() {
        for (title, expected) in [
            ("Vec<T> explained", "Vec<T> explained"),
            ("Vec&lt;T&gt; explained", "Vec<T> explained"),
            ("R&D", "R&D"),
            ("R&amp;D", "R&D"),
            ("<b>a</b>", "a"),
            ("\"a\" & 'b'", "\"a\" & 'b'"),
            ("1 < 2", "1 < 2"),
            (" क\nख ", "क ख"),
        ] {
            assert_eq!(served_line(title), expected, "{title}");
        }
    }
}
