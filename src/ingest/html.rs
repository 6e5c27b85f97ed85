//! Web pages: the story of a page, without the page.
//!
//! What the story is called, whose it is and when it came is said in the page's head, in schema.org's
//! words (`json_ld`) or in others (`html::meta`). Where its body is, is found by readability.

mod body;
mod bounds;
mod densest;
mod headline;
mod labels;
mod meta;
mod pictures;
mod prune;
mod restore;
mod settle;
mod told;

use super::address::Base;
use super::json_ld::{self, Story};
use super::{Problem, markup};
use crate::article::{Article, Block, Source};
use dom_query::Document;

/// Reads the story of a page whose address is `address`; `None` where there is none.
pub(super) fn article(text: &str, address: &str, problems: &mut Vec<Problem>) -> Option<Article> {
    let text = if text.len() > bounds::LONGEST {
        let what = format!(
            "longer than {} MiB; the rest was not read",
            bounds::LONGEST >> 20
        );
        problems.push(Problem::new(address, None, what));
        markup::head(text, bounds::LONGEST)
    } else {
        text
    };
    if let Some(why) = bounds::refused(text) {
        problems.push(Problem::new(
            address,
            None,
            format!("{why}; nothing was read"),
        ));
        return None;
    }
    let document = Document::from(text);
    if bounds::is_too_deep(&document) {
        problems.push(Problem::new(
            address,
            None,
            "elements too deep within each other; nothing was read",
        ));
        return None;
    }
    let base = base(&document, address);
    let story = story(&document, address, problems);
    pictures::settle(&document);
    let mut pruned = prune::prune(&document);
    let blocks = body::blocks(document, story.body.as_deref(), &base, &mut pruned.left_out);
    let mut article = put_together(story, blocks, &base);
    article.left_out = pruned.left_out;
    article.related = pruned.related;
    settle::settle(&mut article);
    if article.headline.is_empty() && article.blocks.is_empty() {
        problems.push(Problem::new(
            address,
            None,
            "a web page without a story; nothing was read",
        ));
        return None;
    }
    Some(article)
}

fn base(document: &Document, address: &str) -> Base {
    let own = Base::of(address);
    match document.base_uri() {
        Some(uri) => own.joined(&uri),
        None => own,
    }
}

fn story(document: &Document, address: &str, problems: &mut Vec<Problem>) -> Story {
    let scripts = document.select("script[type='application/ld+json']");
    let scripts: Vec<String> = scripts
        .nodes()
        .iter()
        .take(50)
        .map(|node| node.text().to_string())
        .collect();
    let (story, broken) = json_ld::read(&scripts);
    if broken > 0 {
        let what = format!("{broken} descriptions of the page are not JSON; they were passed over");
        problems.push(Problem::new(address, None, what));
    }
    let mut story = story.unwrap_or_default();
    let meta = meta::Meta::of(document).story();
    let said = headline::Said {
        described: story.headline.take(),
        shared: meta.headline.clone(),
        site: meta.source.clone().or_else(|| story.source.clone()),
    };
    story.headline = Some(headline::of(document, &said));
    story.complete(meta);
    story
}

fn put_together(story: Story, blocks: Vec<Block>, base: &Base) -> Article {
    Article {
        headline: story.headline.unwrap_or_default(),
        summary: story.summary,
        authors: story.authors,
        published: story.published,
        updated: story.updated,
        section: story.section,
        language: story.language,
        source: story.source.map(|name| Source {
            name,
            url: story.source_url,
        }),
        url: story.url.and_then(|url| base.resolve(&url)),
        tags: story.tags,
        blocks,
        ..Article::default()
    }
}
