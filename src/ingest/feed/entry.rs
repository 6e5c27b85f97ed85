//! Converts an entry of any feed format into an article.

use super::{Feed, LONGEST_TEXT, LONGEST_TITLE};
use crate::article::{Article, Block, Image, LeftOut, Media, RichText, Source, Timestamp};
use crate::ingest::address::BaseUrl;
use crate::ingest::{language, markup};
use crate::text::sanitize;

/// The longest body, in bytes of HTML.
const LONGEST_BODY: usize = 2 << 20;

/// The maximum number of an entry's authors, tags or enclosures.
const MOST: usize = 100;

/// An entry of a feed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FeedEntry {
    /// The identifier of the entry in its feed.
    pub id: Option<String>,
    /// The summary, as a line of text.
    pub summary: Option<String>,
    /// The full text, as a line of text. `None` if the feed has only one text, which becomes the
    /// summary.
    pub content: Option<String>,
    /// The addresses of audio, video and pictures.
    pub enclosures: Vec<String>,
    /// The entry as an article.
    pub article: Article,
}

/// Fields of the feed that are used for entries without such a field.
#[derive(Debug, Default)]
pub(super) struct FeedDefaults {
    pub(super) language: Option<String>,
    pub(super) source: Option<Source>,
    /// The authors of entries that name none. In Atom and JSON Feed the author of the feed is the
    /// author of each entry; in RSS it is the editor.
    pub(super) authors: Vec<String>,
}

impl FeedDefaults {
    /// Takes these fields from `feed`, without its author.
    pub(super) fn of(feed: &Feed) -> Self {
        let source = feed.title.clone().map(|name| Source {
            name,
            url: feed.link.clone(),
        });
        Self {
            language: feed.language.clone(),
            source,
            authors: Vec::new(),
        }
    }
}

/// A fragment of HTML, and the base of the addresses in it.
#[derive(Debug, Default)]
pub(super) struct HtmlFragment {
    pub(super) html: String,
    pub(super) base: BaseUrl,
}

/// The fields of an entry before they are cleaned.
#[derive(Debug, Default)]
pub(super) struct RawEntry {
    pub(super) id: Option<String>,
    pub(super) link: Option<String>,
    pub(super) title: Option<String>,
    pub(super) summary: Option<HtmlFragment>,
    pub(super) content: Option<HtmlFragment>,
    pub(super) published: Option<Timestamp>,
    pub(super) updated: Option<Timestamp>,
    pub(super) authors: Vec<String>,
    pub(super) tags: Vec<String>,
    pub(super) images: Vec<String>,
    /// The addresses of the attached files.
    pub(super) enclosures: Vec<String>,
    /// Films, sound and files.
    pub(super) media: Vec<Media>,
    /// The address of the page where readers discuss the entry.
    pub(super) comments: Option<String>,
    pub(super) language: Option<String>,
}

/// Returns the cleaned text of a field, or `None` if it is empty.
pub(super) fn field(text: &str) -> Option<String> {
    let text = markup::one_line(markup::head(text, LONGEST_TEXT));
    Some(text).filter(|text| !text.is_empty())
}

/// Returns the text of a field that may contain markup, or `None` if it is empty.
pub(super) fn words(html: &str) -> Option<String> {
    Some(markup::line_of(html, LONGEST_TEXT)).filter(|text| !text.is_empty())
}

/// Returns the cleaned names without duplicates.
fn names(names: &[String]) -> Vec<String> {
    let mut clean: Vec<String> = Vec::new();
    for name in names.iter().take(MOST).filter_map(|name| words(name)) {
        if !clean.contains(&name) {
            clean.push(name);
        }
    }
    clean
}

impl HtmlFragment {
    /// Returns the blocks, and adds to `left_out` what is too much for one body.
    fn blocks(&self, left_out: &mut Vec<LeftOut>) -> Vec<Block> {
        let (blocks, rest) = markup::body_of(markup::head(&self.html, LONGEST_BODY), &self.base);
        left_out.extend(rest);
        blocks
    }

    fn words(&self) -> Option<String> {
        Some(markup::line_of(&self.html, LONGEST_BODY)).filter(|text| !text.is_empty())
    }
}

impl FeedEntry {
    /// Converts the fields of an entry into an article.
    pub(super) fn new(raw: RawEntry, defaults: &FeedDefaults) -> Self {
        let summary = raw.summary.as_ref().and_then(HtmlFragment::words);
        let content = raw.content.as_ref().and_then(HtmlFragment::words);
        let title = raw
            .title
            .map(|title| markup::line_of(&title, LONGEST_TITLE));
        // An entry without a page is at the address of its film or sound.
        let file = raw.media.first().map(|media| media.url.clone());
        let url = raw.link.or(file);
        let mut article = Article {
            headline: title.unwrap_or_default(),
            comments: raw
                .comments
                .filter(|comments| Some(comments) != url.as_ref()),
            url,
            published: raw.published,
            updated: raw.updated,
            authors: names(&raw.authors),
            tags: names(&raw.tags),
            source: defaults.source.clone(),
            language: raw.language.and_then(|language| field(&language)),
            ..Article::default()
        };
        body(&mut article, raw.content.as_ref(), raw.summary.as_ref());
        // A summary that only repeats the beginning of the body is not kept.
        if let (Some(summary), Some(content)) = (&summary, &content)
            && content.starts_with(summary.trim_end_matches(['.', '…', ']', '[', ' ']))
        {
            article.summary = None;
            article.summary_marks.clear();
        }
        add_media(&mut article, raw.media);
        let has_image = article.images().next().is_some();
        if let Some(url) = raw.images.into_iter().next().filter(|_| !has_image) {
            let lead = Block::Image(Image {
                url,
                ..Image::default()
            });
            article.blocks.insert(0, lead);
        }
        if article.authors.is_empty() {
            article.authors.clone_from(&defaults.authors);
        }
        language::set_language(&mut article, defaults.language.as_deref());
        Self {
            id: raw.id.and_then(|id| field(&sanitize::strip_controls(&id))),
            summary,
            content,
            enclosures: raw.enclosures.into_iter().take(MOST).collect(),
            article,
        }
    }
}

/// Sets the body to the full text and the summary to the summary. If there is no full text, the
/// body is the summary, unless that is a single paragraph.
fn body(article: &mut Article, content: Option<&HtmlFragment>, summary: Option<&HtmlFragment>) {
    if let Some(content) = content {
        article.blocks = content.blocks(&mut article.left_out);
    }
    let has_body = article.blocks.iter().any(Block::has_words);
    let Some(summary) = summary else { return };
    let mut blocks = summary.blocks(&mut article.left_out);
    let is_words = |block: &&Block| block.has_words();
    let whole = if has_body {
        lines_of(&blocks)
    } else {
        let mut words = blocks.iter().filter(is_words);
        let only = match (words.next(), words.next()) {
            (Some(Block::Paragraph(text)), None) => Some(text.clone()),
            _ => None,
        };
        if only.is_some() {
            blocks.retain(|block| !block.has_words());
        }
        article.blocks.extend(blocks);
        only
    };
    if let Some(RichText { text, marks }) = whole {
        article.summary = Some(text);
        article.summary_marks = marks;
    }
}

/// Returns the words of `blocks`, each block on its own line.
fn lines_of(blocks: &[Block]) -> Option<RichText> {
    let mut whole = RichText::default();
    for text in blocks.iter().flat_map(Block::rich_texts) {
        markup::append(&mut whole, "\n", text.clone());
    }
    Some(whole).filter(|whole| !whole.text.is_empty())
}

/// Adds the films, sound and files that the body does not have.
fn add_media(article: &mut Article, media: Vec<Media>) {
    for one in media.into_iter().take(MOST) {
        let is_same = |block: &Block| match block {
            Block::Media(own) => own.url == one.url,
            Block::Paragraph(_)
            | Block::Subheading(_)
            | Block::Image(_)
            | Block::Quote(_)
            | Block::List { .. }
            | Block::Table(_)
            | Block::Code { .. }
            | Block::Rule => false,
        };
        if !article.blocks.iter().any(is_same) {
            let title = one.title.filter(|title| *title != article.headline);
            article.blocks.push(Block::Media(Media { title, ..one }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(summary: &str, content: Option<&str>) -> FeedEntry {
        let html = |html: &str| HtmlFragment {
            html: html.to_owned(),
            ..HtmlFragment::default()
        };
        let raw = RawEntry {
            title: Some("शीर्षक".to_owned()),
            summary: Some(html(summary)),
            content: content.map(html),
            ..RawEntry::default()
        };
        FeedEntry::new(raw, &FeedDefaults::default())
    }

    #[test]
    fn a_summary_that_the_body_repeats_is_dropped() {
        for (summary, content, expected) in [
            ("नदी का पानी…", Some("<p>नदी का पानी उतर गया।"), None),
            ("बाढ़ घटी", Some("<p>नदी का पानी उतर गया।"), Some("बाढ़ घटी")),
            ("नदी का पानी", None, Some("नदी का पानी")),
            ("<p>एक</p><p>दो</p>", None, None),
            (
                "<p>बाढ़</p><p>घटी",
                Some("<p>नदी का पानी उतर गया।"),
                Some("बाढ़\nघटी"),
            ),
        ] {
            let entry = entry(summary, content);
            assert_eq!(entry.article.summary.as_deref(), expected, "{summary}");
        }
    }

    #[test]
    fn a_summary_of_several_paragraphs_is_the_body() {
        assert_eq!(entry("<p>एक</p><p>दो</p>", None).article.blocks.len(), 2);
        assert_eq!(entry("<p>एक</p>", None).article.blocks, []);
    }

    #[test]
    fn links_of_short_descriptions_can_be_followed() {
        let link = "<a href='https://forum.example/1'>टिप्पणियाँ</a>";
        let one = entry(&format!("राम ने भेजा <br> {link}"), None).article;
        let marks: Vec<_> = one.summary_marks.iter().collect();
        assert_eq!(one.summary.as_deref(), Some("राम ने भेजा\nटिप्पणियाँ"));
        assert_eq!(marks[0].kind.address(), Some("https://forum.example/1"));
        let list = entry(&format!("<ul><li>{link}</ul>"), None).article;
        assert_eq!(list.summary, None);
        assert!(matches!(list.blocks.as_slice(), [Block::List { .. }]));
    }

    #[test]
    fn an_entry_without_a_page_is_at_the_address_of_its_sound() {
        let media = ["a.mp3", "a.mp3", "b.mp3"]
            .map(|name| crate::ingest::media::file(format!("https://pod.example/{name}"), None));
        let raw = RawEntry {
            media: media.to_vec(),
            ..RawEntry::default()
        };
        let article = FeedEntry::new(raw, &FeedDefaults::default()).article;
        assert_eq!(article.url.as_deref(), Some("https://pod.example/a.mp3"));
        assert_eq!(article.blocks.len(), 2);
    }
}
