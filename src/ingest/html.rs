//! Web pages: the story of a page, without the page.
//!
//! 1. The bytes are counted before a tree is built of them (`bounds`), since a page can be made to keep
//!    a reader busy.
//! 2. What the page says of its story is read: in schema.org's words (`json_ld`), in the head's (`meta`),
//!    in the open (`shown`). Of several headlines the printed one wins (`headline`).
//! 3. In the tree, pictures get their addresses and captions (`pictures`), and what is named as another
//!    part of the page is taken out (`prune`).
//! 4. Readability finds the body (`body`); what it loses is put in again (`restore`), and where it finds
//!    the wrong thing the page's own telling (`told`), the densest part (`densest`) or a string in a
//!    script (`payload`) is the body.
//! 5. Of the blocks, the page's lines go out and the captions to their pictures (`settle`, `labels`), and
//!    all becomes an article (`finish`).

mod body;
mod build_article;
mod classify_blocks;
mod declared_body;
mod feed_links;
mod headline;
mod largest_text_block;
mod limits;
mod lost_paragraphs;
mod meta_tags;
mod page_parts;
mod pictures;
mod script_body;
mod visible_metadata;

pub use feed_links::FeedLink;
pub(super) use feed_links::feed_links;

use super::address::BaseUrl;
use super::json::{DescribedArticle, described_article};
use super::{Problem, effort, markup};
use crate::article::Article;
use crate::panics;
use build_article::{ExtractedBody, build_article};
use dom_query::Document;
use headline::{HeadlineCandidates, headline};
use meta_tags::MetaTags;
use page_parts::remove_page_parts;
use visible_metadata::VisibleMetadata;

/// The most scripts that are looked at.
const MOST_SCRIPTS: usize = 50;

/// Reads the story of a page whose address is `address`; `None` where there is none.
pub(super) fn article(text: &str, address: &str, problems: &mut Vec<Problem>) -> Option<Article> {
    let mut remarks = Vec::new();
    // The tree and readability are other people's: where one of them panics, it costs this page.
    let read = panics::caught(|| read(text, address, &mut remarks));
    let article = read.unwrap_or_else(|| Err("could not be taken apart".to_owned()));
    let mut remark = |what: String| problems.push(Problem::new(address, None, what));
    remarks.into_iter().for_each(&mut remark);
    match article {
        Ok(article) if article.says_something() => Some(article),
        Ok(_) => {
            remark("a web page without a story; nothing was read".to_owned());
            None
        }
        Err(why) => {
            remark(format!("{why}; nothing was read"));
            None
        }
    }
}

/// Builds the tree of a page, or says why none should be built.
fn tree(text: &str, remarks: &mut Vec<String>) -> Result<Document, String> {
    if text.len() > limits::LONGEST {
        remarks.push(format!(
            "longer than {} MiB; the rest was not read",
            limits::LONGEST >> 20
        ));
    }
    let text = markup::head(text, limits::LONGEST);
    if let Some(why) = limits::refused(text) {
        return Err(why.into_owned());
    }
    let document = Document::from(text);
    if limits::is_too_deep(&document) {
        return Err("elements too deep within each other".to_owned());
    }
    limits::shorten(&document);
    limits::cut_texts(&document);
    Ok(document)
}

/// Reads a page, stage by stage; none begins when the time for it is spent.
fn read(text: &str, address: &str, remarks: &mut Vec<String>) -> Result<Article, String> {
    let in_time = || {
        if effort::is_spent_now() {
            Err("could not be taken apart in time".to_owned())
        } else {
            Ok(())
        }
    };
    let document = tree(text, remarks)?;
    in_time()?;
    let base = base(&document, address);
    let story = story(&document, remarks);
    let shown = VisibleMetadata::find(&document, &story, address);
    in_time()?;
    pictures::normalize(&document);
    let mut removed = remove_page_parts(&document);
    let lead = pictures::lead(&document).unwrap_or_default();
    let lead = markup::blocks_of(&lead, &base).into_iter().next();
    in_time()?;
    let blocks = body::blocks(
        document,
        story.body.as_deref(),
        &base,
        &mut removed.left_out,
    );
    if story.is_free == Some(false) {
        remarks.push(
            "the publisher lets only subscribers read all of it; what the page shows was read"
                .to_owned(),
        );
    }
    Ok(build_article(
        story,
        shown,
        ExtractedBody {
            blocks,
            lead,
            removed,
        },
        &base,
    ))
}

/// What the page's addresses are relative to: the `base` that it names, its address, else the address
/// that it gives itself, for a page that was saved to a file.
fn base(document: &Document, address: &str) -> BaseUrl {
    let itself = document.select("link[rel=canonical][href], meta[property='og:url'][content]");
    let itself = itself
        .nodes()
        .iter()
        .find_map(|node| node.attr("href").or_else(|| node.attr("content")));
    let own = BaseUrl::of(address).or(BaseUrl::of(&itself.unwrap_or_default()));
    match document.base_uri() {
        Some(uri) => own.joined(&uri),
        None => own,
    }
}

/// What the page says of its story.
fn story(document: &Document, remarks: &mut Vec<String>) -> DescribedArticle {
    let scripts = document.select("script[type*='ld+json']");
    let scripts = scripts.nodes().iter().take(MOST_SCRIPTS);
    let scripts: Vec<String> = scripts.map(|node| node.text().to_string()).collect();
    let (story, broken) = described_article(&scripts);
    if broken > 0 {
        remarks.push(format!(
            "{broken} of its descriptions of itself are not JSON; they were passed over"
        ));
    }
    let mut story = story.unwrap_or_default();
    let meta = MetaTags::read(document);
    let shared = meta.headlines();
    let meta = meta.described_article();
    let said = HeadlineCandidates {
        described: story.headline.take(),
        shared,
        site: meta.source.clone().or_else(|| story.source.clone()),
    };
    story.headline = Some(headline(document, &said));
    story.complete(meta);
    story
}
