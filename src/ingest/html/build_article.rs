//! All that was found of a page, put together to an article.

use super::super::address::BaseUrl;
use super::super::json::{DescribedArticle, DescribedImage, LiveUpdate};
use super::super::markup::words;
use super::super::{boilerplate, language, markup};
use super::classify_blocks::{classify_blocks, is_same_image};
use super::declared_body::DeclaredBody;
use super::page_parts::RemovedParts;
use super::visible_metadata::VisibleMetadata;
use crate::article::{Article, Block, Related, RichText, Source};
use crate::text::script::count_words;

/// The most related stories.
const MOST_RELATED: usize = 60;

/// The most entries of a story that is told as it happens.
const MOST_ENTRIES: usize = 200;

/// The longest entry of a story that is told as it happens, in bytes.
const LONGEST_ENTRY: usize = 100_000;

/// What was found of the body, and beside it.
pub(super) struct ExtractedBody {
    pub(super) blocks: Vec<Block>,
    /// The picture over it.
    pub(super) lead: Option<Block>,
    pub(super) removed: RemovedParts,
}

/// Makes the article.
pub(super) fn build_article(
    story: DescribedArticle,
    shown: VisibleMetadata,
    extracted: ExtractedBody,
    base: &BaseUrl,
) -> Article {
    let address = [shown.canonical, story.url].into_iter().flatten();
    let authors = if story.authors.is_empty() {
        shown.authors
    } else {
        story.authors
    };
    let mut article = Article {
        kicker: shown.kicker,
        headline: story.headline.unwrap_or_default(),
        summary: story.summary,
        authors: names(&authors),
        published: story.published.or(shown.published),
        updated: story.updated,
        section: story.section,
        source: story.source.map(|name| Source {
            name,
            url: story.source_url.and_then(|url| base.resolve(&url)),
        }),
        url: address
            .filter_map(|url| base.resolve(&url))
            .chain(BaseUrl::of(&shown.address).address())
            .next(),
        tags: story.tags,
        blocks: extracted.blocks,
        related: extracted.removed.related,
        left_out: extracted.removed.left_out,
        ..Article::default()
    };
    lead(&mut article.blocks, extracted.lead, story.images, base);
    classify_blocks(&mut article);
    tell_entries(&mut article.blocks, story.updates, base);

    // A summary that only repeats how the body begins says nothing.
    article.summary = article
        .summary
        .take()
        .filter(|summary| !begins_with(&article.blocks, summary));
    article.related = related(
        std::mem::take(&mut article.related),
        &article.headline,
        base,
    );
    let declared = [story.language, shown.language]
        .into_iter()
        .flatten()
        .find(|tag| is_tag(tag));
    article.language = declared;
    language::decide(&mut article, None);
    article
}

/// Names without what stands before them, each once.
fn names(authors: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for author in authors {
        let count = count_words(author);
        let name =
            boilerplate::byline(author, &boilerplate::folded(author), count).unwrap_or(author);
        let name = markup::one_line(name);
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// `hi`, `en-IN`: two or three letters, and perhaps more behind a hyphen.
fn is_tag(tag: &str) -> bool {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    (2..=3).contains(&primary.len())
        && tag.len() <= 20
        && tag
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// Whether one of the first lines is the summary, or begins with it: a word over it may stand before.
fn begins_with(blocks: &[Block], summary: &str) -> bool {
    let start = summary.trim_end_matches(['.', '…', ']', '[', ' ']);
    let shown = blocks
        .iter()
        .filter(|block| !matches!(block, Block::Image { .. }));
    let mut lines = shown.take(3).filter_map(|block| block.texts().next());
    lines.any(|line| line.starts_with(start))
}

/// Entries of a story that is told as it happens, where the page shows none of them without a browser.
fn tell_entries(blocks: &mut Vec<Block>, updates: Vec<LiveUpdate>, base: &BaseUrl) {
    if updates.len() < 2 {
        return;
    }
    let entries = updates.into_iter().take(MOST_ENTRIES).map(|update| {
        let body = markup::blocks_of(markup::head(&update.body, LONGEST_ENTRY), base);
        (update.headline, body)
    });
    let entries: Vec<_> = entries.collect();
    let texts: Vec<&str> = blocks.iter().flat_map(Block::texts).collect();
    let shown = DeclaredBody::new(&texts.join("\n"));
    let is_shown = shown.is_some_and(|shown| entries.iter().any(|(_, body)| shown.has_any(body)));
    if is_shown {
        return;
    }
    for (headline, body) in entries {
        blocks.extend(headline.map(|headline| Block::Subheading(RichText::plain(headline))));
        blocks.extend(body);
    }
}

/// The picture over the story: readability loses it, since it stands outside of the body. The one that
/// is shown has its line with it; the one that is told of stands in where none is shown.
fn lead(blocks: &mut Vec<Block>, shown: Option<Block>, told: Vec<DescribedImage>, base: &BaseUrl) {
    let told = told.into_iter().filter_map(|picture| {
        Some(Block::Image {
            url: base.resolve(&picture.url)?,
            alt: None,
            caption: picture.caption.as_deref().and_then(words),
            credit: picture.credit.as_deref().and_then(words),
        })
    });
    let Some(lead) = shown.into_iter().chain(told).find(is_of_the_story) else {
        return;
    };
    let begins = blocks
        .iter()
        .take(3)
        .any(|block| matches!(block, Block::Image { .. }));
    if !begins && !blocks.iter().any(|block| is_same_image(block, &lead)) {
        blocks.insert(0, lead);
    }
}

fn is_of_the_story(block: &Block) -> bool {
    let Block::Image {
        url, alt, caption, ..
    } = block
    else {
        return false;
    };
    let words = caption.as_deref().or(alt.as_deref()).unwrap_or_default();
    boilerplate::not_of_article(words, url, false).is_none()
}

/// Titles with whole addresses, each story once, and not this one.
fn related(offered: Vec<Related>, headline: &str, base: &BaseUrl) -> Vec<Related> {
    let mut kept: Vec<Related> = Vec::new();
    for related in offered {
        let url = related.url.and_then(|url| base.resolve(&url));
        let is_known = kept
            .iter()
            .any(|known| known.title == related.title || (url.is_some() && known.url == url));
        if !is_known && related.title != headline && kept.len() < MOST_RELATED {
            kept.push(Related {
                title: related.title,
                url,
            });
        }
    }
    kept
}
