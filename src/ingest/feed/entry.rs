//! One entry, whatever kind of feed it came in: what was said of it becomes an article.

use super::{Feed, LONGEST_TEXT, LONGEST_TITLE};
use crate::article::{Article, Block, Source, Timestamp};
use crate::ingest::address::BaseUrl;
use crate::ingest::{language, markup};
use crate::text::sanitize;

/// The longest body, in bytes of HTML.
const LONGEST_BODY: usize = 2 << 20;

/// The most authors, tags or enclosures.
const MOST: usize = 100;

/// An entry of a feed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FeedEntry {
    /// What the feed knows it by.
    pub id: Option<String>,
    /// What it says in short, as a line of text.
    pub summary: Option<String>,
    /// What it says in full, as a line of text; absent where the feed has one text only, the summary.
    pub content: Option<String>,
    /// Addresses of sounds, films and pictures that go with it.
    pub enclosures: Vec<String>,
    /// The article that it makes.
    pub article: Article,
}

/// What an entry has of its feed where it does not say otherwise.
#[derive(Debug, Default)]
pub(super) struct FeedDefaults {
    pub(super) language: Option<String>,
    pub(super) source: Option<Source>,
    /// In Atom and JSON Feed the feed's author is each entry's; in RSS it is the editor.
    pub(super) authors: Vec<String>,
}

impl FeedDefaults {
    /// What the entries of `feed` have of it, but for its author.
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

/// HTML, and what its addresses are relative to.
#[derive(Debug, Default)]
pub(super) struct HtmlFragment {
    pub(super) html: String,
    pub(super) base: BaseUrl,
}

/// What a feed says of one entry.
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
    pub(super) enclosures: Vec<String>,
    pub(super) language: Option<String>,
}

/// Clean text of a field, if there is any.
pub(super) fn field(text: &str) -> Option<String> {
    let text = markup::one_line(markup::head(text, LONGEST_TEXT));
    Some(text).filter(|text| !text.is_empty())
}

/// Words of a field that may hold markup, if there are any.
pub(super) fn words(html: &str) -> Option<String> {
    Some(markup::line_of(html, LONGEST_TEXT)).filter(|text| !text.is_empty())
}

/// Clean names, each once.
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
    fn blocks(&self) -> Vec<Block> {
        markup::blocks_of(markup::head(&self.html, LONGEST_BODY), &self.base)
    }

    fn words(&self) -> Option<String> {
        Some(markup::line_of(&self.html, LONGEST_BODY)).filter(|text| !text.is_empty())
    }
}

impl FeedEntry {
    /// Makes the entry of what was said.
    pub(super) fn of(said: RawEntry, of_feed: &FeedDefaults) -> Self {
        let summary = said.summary.as_ref().and_then(HtmlFragment::words);
        let content = said.content.as_ref().and_then(HtmlFragment::words);
        let title = said
            .title
            .map(|title| markup::line_of(&title, LONGEST_TITLE));
        let mut article = Article {
            headline: title.unwrap_or_default(),
            url: said.link,
            published: said.published,
            updated: said.updated,
            authors: names(&said.authors),
            tags: names(&said.tags),
            source: of_feed.source.clone(),
            language: said.language.and_then(|language| field(&language)),
            ..Article::default()
        };
        body(&mut article, said.content.as_ref(), said.summary.as_ref());
        // A summary that only repeats how the body begins says nothing.
        article.summary = match (&summary, &content) {
            (Some(summary), Some(content)) => {
                let start = summary.trim_end_matches(['.', '…', ']', '[', ' ']);
                (!content.starts_with(start)).then(|| summary.clone())
            }
            (Some(summary), None) => {
                let has_words = article
                    .blocks
                    .iter()
                    .any(|b| !matches!(b, Block::Image { .. }));
                (!has_words).then(|| summary.clone())
            }
            (None, _) => None,
        };
        let has_image = article.images().next().is_some();
        if let Some(url) = said.images.into_iter().next().filter(|_| !has_image) {
            let lead = Block::Image {
                url,
                alt: None,
                caption: None,
                credit: None,
            };
            article.blocks.insert(0, lead);
        }
        if article.authors.is_empty() {
            article.authors.clone_from(&of_feed.authors);
        }
        language::set_language(&mut article, of_feed.language.as_deref());
        Self {
            id: said.id.and_then(|id| field(&sanitize::passed_on(&id))),
            summary,
            content,
            enclosures: said.enclosures.into_iter().take(MOST).collect(),
            article,
        }
    }
}

/// The full text, else the short one if it is more than a summary: more than one paragraph.
fn body(article: &mut Article, content: Option<&HtmlFragment>, summary: Option<&HtmlFragment>) {
    if let Some(content) = content {
        article.blocks = content.blocks();
    }
    let is_words = |block: &&Block| !matches!(block, Block::Image { .. });
    if article.blocks.iter().any(|block| is_words(&block)) {
        return;
    }
    let Some(summary) = summary else { return };
    let mut blocks = summary.blocks();
    if blocks.iter().filter(is_words).count() == 1 {
        blocks.retain(|block| !is_words(&block));
    }
    article.blocks.extend(blocks);
}
