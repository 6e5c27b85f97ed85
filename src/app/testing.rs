//! Values for the unit tests of the features.

use super::article_list::ArticleList;
use super::context::{Context, Options};
use crate::article::{Article, ArticleId, Block, Listing, Marks, RichText, Timestamp};
use crate::text::width::WidthProfile;
use crate::words::Language;
use ratatui::layout::Size;
use std::sync::Arc;

/// The current time in the tests.
pub(crate) fn noon() -> Timestamp {
    Timestamp::parse_from_rfc3339("2026-11-24T12:00:00+05:30").unwrap()
}

/// Returns the context of an app that shows files, on a screen of 80 by 24 cells.
pub(crate) fn context() -> Context {
    let options = Options {
        language: Language::English,
        measure: 66,
        bundled: false,
        library: false,
        large_headlines: true,
        is_justified: false,
        refresh_every: None,
    };
    let size = Size {
        width: 80,
        height: 24,
    };
    let widths = WidthProfile::named("sum").unwrap();
    Context::new(size, options, Arc::new(widths), noon())
}

/// Returns the context of an app that shows a library, on the same screen.
pub(crate) fn library_context() -> Context {
    let mut context = context();
    context.options.library = true;
    context
}

/// Returns the id of the nth article.
pub(crate) fn id(number: u64) -> ArticleId {
    ArticleId::from_bits(number)
}

/// Returns the listing of the nth article; three publishers take turns.
pub(crate) fn listing(number: u64) -> Listing {
    Listing {
        id: id(number),
        topic: None,
        headline: format!("number{number}"),
        source: Some(format!("source{}", number % 3)),
        published: None,
        url: Some(format!("https://example.org/{number}")),
        origin: "https://example.org/feed".to_owned(),
        marks: Marks::default(),
        sources: 0,
    }
}

/// Returns a list of the first `count` articles, all unread.
pub(crate) fn list(count: u64) -> ArticleList {
    let mut list = ArticleList::default();
    list.arrive((0..count).map(listing).collect());
    list
}

/// Returns an article with these paragraphs; the first is the headline.
pub(crate) fn article(paragraphs: &str) -> Article {
    let mut lines = paragraphs.split("\n\n");
    let headline = lines.next().unwrap_or_default().to_owned();
    let blocks = lines.map(|line| Block::Paragraph(RichText::plain(line)));
    Article {
        headline,
        blocks: blocks.collect(),
        ..Article::default()
    }
    .identified()
}
