//! Assembles the article from the results of the other modules.

use super::super::address::BaseUrl;
use super::super::fold::folded;
use super::super::json::{DescribedArticle, DescribedImage, LiveUpdate};
use super::super::markup::words;
use super::super::{boilerplate, language, markup};
use super::classify_blocks::{classify_blocks, is_same_image};
use super::declared_body::DeclaredBody;
use super::page_parts::RemovedParts;
use super::visible_metadata::VisibleMetadata;
use crate::article::{Article, Block, Image, Related, RichText, Source};
use crate::text::script::count_words;

/// The maximum number of related articles.
const MOST_RELATED: usize = 60;

/// The maximum number of entries of a live blog.
const MOST_ENTRIES: usize = 200;

/// The longest entry of a live blog, in bytes.
const LONGEST_ENTRY: usize = 100_000;

/// The body, and what was found with it.
pub(super) struct ExtractedBody {
    pub(super) blocks: Vec<Block>,
    /// The picture above the body.
    pub(super) lead: Option<Block>,
    pub(super) removed: RemovedParts,
}

/// Builds the article.
pub(super) fn build_article(
    described: DescribedArticle,
    visible: VisibleMetadata,
    extracted: ExtractedBody,
    base: &BaseUrl,
) -> Article {
    let address = [visible.canonical, described.url].into_iter().flatten();
    let authors = if described.authors.is_empty() {
        visible.authors
    } else {
        described.authors
    };
    let mut article = Article {
        kicker: visible.kicker,
        headline: described.headline.unwrap_or_default(),
        summary: described.summary,
        authors: names(&authors),
        published: described.published.or(visible.published),
        updated: described.updated,
        section: described.section,
        source: described.source.map(|name| Source {
            name,
            url: described.source_url.and_then(|url| base.resolve(&url)),
        }),
        url: address
            .filter_map(|url| base.resolve(&url))
            .chain(BaseUrl::of(&visible.address).address())
            .next(),
        tags: described.tags,
        blocks: extracted.blocks,
        related: extracted.removed.related,
        left_out: extracted.removed.left_out,
        ..Article::default()
    };
    lead(&mut article.blocks, extracted.lead, described.images, base);
    classify_blocks(&mut article, &described.biographies);
    add_live_entries(&mut article.blocks, described.updates, base);
    markup::tidy(&mut article.blocks);

    // A summary that only repeats the beginning of the body is not kept.
    article.summary = article
        .summary
        .take()
        .filter(|summary| !begins_with(&article.blocks, summary));
    article.related = related(
        std::mem::take(&mut article.related),
        &article.headline,
        base,
    );
    let declared = [described.language, visible.language]
        .into_iter()
        .flatten()
        .find(|tag| is_tag(tag));
    article.language = declared;
    language::set_language(&mut article, None);
    article
}

/// Returns the names without duplicates, and without labels before them.
fn names(authors: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for author in authors {
        let count = count_words(author);
        let name = boilerplate::byline(author, &folded(author), count).unwrap_or(author);
        let name = markup::one_line(name);
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Whether a text has the form of a language tag (`hi`, `en-IN`): two or three letters, and possibly more
/// after a hyphen.
fn is_tag(tag: &str) -> bool {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    (2..=3).contains(&primary.len())
        && tag.len() <= 20
        && tag
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// Whether one of the first three lines begins with the summary; a label may precede it.
fn begins_with(blocks: &[Block], summary: &str) -> bool {
    let start = summary.trim_end_matches(['.', '…', ']', '[', ' ']);
    let shown = blocks.iter().filter(|block| block.has_words());
    let mut lines = shown.take(3).filter_map(|block| block.texts().next());
    lines.any(|line| line.starts_with(start))
}

/// Adds the entries of a live blog, if the page itself contains none of them until its scripts run.
fn add_live_entries(blocks: &mut Vec<Block>, updates: Vec<LiveUpdate>, base: &BaseUrl) {
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
        blocks.extend(headline.map(|headline| Block::subheading(RichText::plain(headline))));
        blocks.extend(body);
    }
}

/// Inserts the lead picture, which readability drops because it is outside the body. The picture on
/// the page is preferred because it has a caption; if there is none, the picture in the metadata is
/// used.
fn lead(
    blocks: &mut Vec<Block>,
    shown: Option<Block>,
    described: Vec<DescribedImage>,
    base: &BaseUrl,
) {
    let described = described.into_iter().filter_map(|picture| {
        Some(Block::Image(Image {
            url: base.resolve(&picture.url)?,
            caption: picture.caption.as_deref().and_then(words),
            credit: picture.credit.as_deref().and_then(words),
            ..Image::default()
        }))
    });
    let Some(lead) = shown.into_iter().chain(described).find(is_article_picture) else {
        return;
    };
    let begins = blocks
        .iter()
        .take(3)
        .any(|block| matches!(block, Block::Image(_)));
    if !begins && !blocks.iter().any(|block| is_same_image(block, &lead)) {
        blocks.insert(0, lead);
    }
}

fn is_article_picture(block: &Block) -> bool {
    let Block::Image(Image {
        url, alt, caption, ..
    }) = block
    else {
        return false;
    };
    let words = caption.as_deref().or(alt.as_deref()).unwrap_or_default();
    boilerplate::not_of_article(words, url, false).is_none()
}

/// Resolves the addresses of related articles, and removes duplicates and links to this article.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(url: &str) -> Block {
        Block::Image(Image {
            url: url.to_owned(),
            ..Image::default()
        })
    }

    #[test]
    fn a_picture_leads_unless_the_body_has_it() {
        let base = BaseUrl::of("https://example.org/");
        let declared = || DescribedImage {
            url: "/photos/river.jpg".to_owned(),
            ..DescribedImage::default()
        };
        let text = || Block::Paragraph(RichText::plain("नदी का पानी उतर गया।".to_owned()));
        for (body, shown, expected) in [
            (vec![text()], None, "https://example.org/photos/river.jpg"),
            (
                vec![text()],
                Some(picture("https://example.org/b.jpg")),
                "https://example.org/b.jpg",
            ),
            (
                vec![picture("https://example.org/c.jpg"), text()],
                None,
                "https://example.org/c.jpg",
            ),
        ] {
            let mut blocks = body;
            lead(&mut blocks, shown, vec![declared()], &base);
            let Some(Block::Image(Image { url, .. })) = blocks.first() else {
                panic!("{blocks:?}");
            };
            assert_eq!(url, expected);
            assert_eq!(blocks.len(), 2);
        }
    }

    #[test]
    fn authors_lose_their_labels_and_related_articles_their_duplicates() {
        let authors = ["By Asha Rao", "Asha Rao", "आशा"].map(str::to_owned);
        assert_eq!(names(&authors), ["Asha Rao", "आशा"]);
        let offered = ["क", "क", "ख", "शीर्षक"].map(|title| Related {
            title: title.to_owned(),
            url: Some(format!("/{title}")),
        });
        let kept = related(
            offered.to_vec(),
            "शीर्षक",
            &BaseUrl::of("https://example.org/"),
        );
        assert_eq!(kept.len(), 2);
    }

    #[test]
    fn language_tags_are_recognised_by_their_form() {
        for (tag, expected) in [
            ("hi", true),
            ("en-IN", true),
            ("hindi", false),
            ("h", false),
            ("hi IN", false),
        ] {
            assert_eq!(is_tag(tag), expected, "{tag}");
        }
    }
}
