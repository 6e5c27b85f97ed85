//! Extracts the article from a web page, in these steps:
//!
//! 1. `limits` counts the tags before a tree is built, because a page can be made to keep a parser
//!    busy for minutes.
//! 2. `meta_tags` and `json::json_ld` read how the metadata describes the article, `headline`
//!    chooses among the headlines, and `visible_metadata` searches the visible page for fields that
//!    the metadata lacks.
//! 3. `pictures` normalises the addresses and captions of pictures, and `page_parts` removes the
//!    elements whose names show that they are not the article. `line_breaks` keeps the paragraphs
//!    of pages that separate them by line breaks, `media` the films and the posts of social sites.
//! 4. `body` chooses the body. Usually it is the text that the readability crate extracts, with the
//!    paragraphs that the crate lost (`lost_paragraphs`); `lost_regions` reports the rest. If the publisher's own text
//!    (`declared_body`) shows that this is the wrong text, the body is the element with the most
//!    text (`largest_text_block`), something unseen (`script_body`) or the publisher's text
//!    itself.
//! 5. `build_article` assembles the article. `classify_blocks` moves boilerplate and related
//!    articles out of the body, and captions to their pictures.
//!
//! `feed_links` finds the feeds that a page declares.

mod body;
mod build_article;
mod classify_blocks;
mod declared_body;
mod feed_links;
mod headline;
mod largest_text_block;
mod limits;
mod line_breaks;
mod links;
mod lost_paragraphs;
mod lost_regions;
mod media;
mod meta_tags;
mod neighbours;
mod numbered_blocks;
mod page_parts;
mod paragraphs;
mod pictures;
mod script_blocks;
mod script_body;
mod visible_metadata;

pub use feed_links::FeedLink;
pub(super) use feed_links::feed_links;

use super::address::BaseUrl;
use super::json::{DescribedArticle, described_article};
use super::{Problem, effort, markup};
use crate::article::{Article, Block, LeftOut};
use crate::panics;
use build_article::{ExtractedBody, build_article};
use dom_query::Document;
use headline::{HeadlineCandidates, headline};
use meta_tags::MetaTags;
use page_parts::{remove_certain_parts, remove_page_parts};
use visible_metadata::VisibleMetadata;

/// The maximum number of scripts that are parsed.
const MOST_SCRIPTS: usize = 50;

/// Extracts the article of the page at `address`, if it has one.
pub(super) fn article(text: &str, address: &str, problems: &mut Vec<Problem>) -> Option<Article> {
    let mut remarks = Vec::new();
    // The HTML parser and readability are other people's crates; a panic in one of them costs only
    // this page.
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

/// Builds the tree of a page, or returns why it is refused.
fn tree(text: &str, remarks: &mut Vec<String>) -> Result<Document, String> {
    if text.len() > limits::LONGEST {
        remarks.push(format!(
            "longer than {} MiB; the rest was not read",
            limits::LONGEST >> 20
        ));
    }
    let text = markup::head(text, limits::LONGEST);
    let page = limits::bounded(text)?;
    let document = Document::from(page.as_ref());
    limits::flatten(&document);
    limits::shorten(&document);
    limits::cut_texts(&document);
    Ok(document)
}

/// Runs the steps of the module's list. No step starts after the time limit.
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
    let described = described(&document, remarks);
    let visible = VisibleMetadata::find(&document, &described, address);
    in_time()?;
    let captions = pictures::normalize(&document);
    let mut removed = remove_page_parts(&document);
    removed.left_out.extend(captions);
    let lead = pictures::lead(&document).unwrap_or_default();
    let lead = markup::blocks_of(&lead, &base).into_iter().next();
    in_time()?;
    let declared = described.body.as_deref();
    let mut blocks = extracted(document, declared, &base, &mut removed.left_out);
    if body::is_poor(&blocks) && removed.have_more_than(&blocks) {
        in_time()?;
        // A rule took the article for another part of the page.
        let document = tree(text, &mut Vec::new())?;
        let captions = pictures::normalize(&document);
        let mut certain = remove_certain_parts(&document);
        certain.left_out.extend(captions);
        let other = extracted(document, declared, &base, &mut certain.left_out);
        if !body::is_poor(&other) || blocks.is_empty() {
            (blocks, removed) = (other, certain);
        }
    }
    if described.is_free == Some(false) {
        remarks.push(
            "the publisher lets only subscribers read all of it; what the page shows was read"
                .to_owned(),
        );
    }
    Ok(build_article(
        described,
        visible,
        ExtractedBody {
            blocks,
            lead,
            removed,
        },
        &base,
    ))
}

/// Returns the blocks of the body of a page without the parts that are not the article.
fn extracted(
    document: Document,
    declared: Option<&str>,
    base: &BaseUrl,
    left_out: &mut Vec<LeftOut>,
) -> Vec<Block> {
    line_breaks::rename_styled_elements(&document);
    paragraphs::separate(&document);
    media::keep_media(&document);
    line_breaks::keep_line_breaks(&document);
    body::blocks(document, declared, base, left_out)
}

/// Returns the base of the page's addresses: its `base` element, else its address, else (for a page saved as
/// a file) its canonical address.
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

/// Returns what the metadata says about the article.
fn described(document: &Document, remarks: &mut Vec<String>) -> DescribedArticle {
    let scripts = document.select("script[type*='ld+json']");
    let scripts = scripts.nodes().iter().take(MOST_SCRIPTS);
    let scripts: Vec<String> = scripts.map(|node| node.text().to_string()).collect();
    let (described, broken) = described_article(&scripts);
    if broken > 0 {
        remarks.push(format!(
            "{broken} of its descriptions of itself are not JSON; they were passed over"
        ));
    }
    let mut described = described.unwrap_or_default();
    let meta = MetaTags::read(document);
    let shared = meta.headlines();
    let meta = meta.described_article();
    let candidates = HeadlineCandidates {
        described: described.headline.take(),
        shared,
        site: meta.source.clone().or_else(|| described.source.clone()),
    };
    described.headline = Some(headline(document, &candidates));
    described.complete(meta);
    described
}
