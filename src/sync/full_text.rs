//! Full texts: fetches the page of an article whose feed has only a summary.

use super::client::{Client, FetchRequest, FetchResponse};
use super::fetch_failure::FetchFailure;
use super::guard::AllowedHost;
use super::no_story::{is_no_story, leads_elsewhere};
use super::read_feed::{is_page, with_charset};
use super::robots::RobotsRules;
use crate::article::{Article, Block, shown_address};
use crate::fetch_error::FetchError;
use crate::ingest::{self, Parsed};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use url::Url;

/// An article with fewer characters is considered a summary; three or four sentences have fewer.
const SHORT: usize = 600;

/// The `robots.txt` rules of each site, fetched once per session.
#[derive(Debug, Default)]
pub struct RobotsCache {
    sites: Mutex<HashMap<String, Arc<OnceLock<RobotsRules>>>>,
}

impl RobotsCache {
    /// Returns whether the site of `url` allows programs to fetch that page.
    fn allow(&self, url: &Url, allowed: &AllowedHost, client: &Client) -> bool {
        let mut sites = self.sites.lock().unwrap_or_else(PoisonError::into_inner);
        let site = sites.entry(url.origin().ascii_serialization());
        let site = Arc::clone(site.or_default());
        drop(sites);
        let rules = site.get_or_init(|| fetch_rules(url, allowed, client));
        let query = url
            .query()
            .map_or_else(String::new, |query| format!("?{query}"));
        rules.allows(&format!("{}{query}", url.path()))
    }
}

/// Fetches the rules of a site. A site without rules allows everything; if the rules cannot be
/// fetched now, nothing is allowed.
fn fetch_rules(url: &Url, allowed: &AllowedHost, client: &Client) -> RobotsRules {
    let Ok(address) = url.join("/robots.txt") else {
        return RobotsRules::nothing();
    };
    match client.fetch(&FetchRequest::page(address, allowed.clone())) {
        Ok(response) => RobotsRules::read(&response.bytes.unwrap_or_default(), "newsreader"),
        Err(failure) => {
            let has_none = matches!(
                failure.error,
                FetchError::NotFound
                    | FetchError::Gone
                    | FetchError::AccessDenied
                    | FetchError::Status(_)
            );
            if has_none {
                RobotsRules::default()
            } else {
                RobotsRules::nothing()
            }
        }
    }
}

/// Returns the number of characters in the body of an article.
pub(super) fn length(article: &Article) -> usize {
    let texts = article.blocks.iter().flat_map(Block::texts);
    texts.map(|text| text.chars().count()).sum()
}

/// Returns whether `article` has only a summary, but the address of a page.
pub fn is_summary(article: &Article) -> bool {
    article.url.is_some() && !is_file(article) && length(article) < SHORT
}

/// Whether the address of an article is that of its film or sound, as for an entry of a feed that
/// has no page.
fn is_file(article: &Article) -> bool {
    article.blocks.iter().any(|block| {
        matches!(block, Block::Media(media)
            if media.site.is_none() && Some(&media.url) == article.url.as_ref())
    })
}

/// Fetches the page of `article` and returns the article with the body of the page.
///
/// The feed's headline, dates, source and id stay; fields that the feed lacks are taken from the
/// page.
///
/// # Errors
///
/// Returns an error if the page cannot be fetched, or has no more text than the feed.
pub fn full_text(
    article: &Article,
    allowed: &AllowedHost,
    client: &Client,
    robots: &RobotsCache,
) -> Result<Article, FetchFailure> {
    with_page_body(article, &fetch_page(article, allowed, client, robots)?)
}

/// Fetches the page of `article`.
///
/// # Errors
/// Returns an error if the page cannot be fetched completely.
pub(super) fn fetch_page(
    article: &Article,
    allowed: &AllowedHost,
    client: &Client,
    robots: &RobotsCache,
) -> Result<FetchResponse, FetchFailure> {
    let address = article.url.as_deref().ok_or(FetchError::NoArticle)?;
    let url = Url::parse(address).map_err(|_none| FetchError::NotWebAddress(address.to_owned()))?;
    super::guard::check(&url, allowed)?;
    if !robots.allow(&url, allowed, client) {
        return Err(FetchError::DisallowedByRobots.into());
    }
    let response = client.fetch(&FetchRequest::page(url, allowed.clone()))?;
    if response.is_partial {
        return Err(FetchError::Incomplete.into());
    }
    Ok(response)
}

/// Returns `article` with the body of its page.
///
/// # Errors
/// Returns an error if the page does not have the story, or no more text than the feed.
pub(super) fn with_page_body(
    article: &Article,
    response: &FetchResponse,
) -> Result<Article, FetchFailure> {
    let read = read_page(response);
    if read.is_cut {
        // Half of an article is no better than its summary.
        return Err(FetchError::TooCostly.into());
    }
    let page = read
        .articles
        .into_iter()
        .max_by_key(length)
        .ok_or(FetchError::NoArticle)?;
    let bytes = response.bytes.as_deref().unwrap_or_default();
    let has_story = !is_no_story(&page, article) && !leads_elsewhere(bytes);
    if !has_story || length(&page) <= length(article) {
        return Err(FetchError::NoArticle.into());
    }
    Ok(merged(article, page))
}

/// Parses a response, whether it is a page, a feed or a text.
pub fn read_page(response: &FetchResponse) -> Parsed {
    let bytes = response.bytes.as_deref().unwrap_or_default();
    let (charset, address) = (response.charset.as_deref(), shown_address(&response.url));
    if is_page(bytes) {
        return ingest::parse_page(bytes, charset, &address);
    }
    ingest::parse(&with_charset(bytes, charset), &address)
}

fn merged(feed: &Article, page: Article) -> Article {
    let mut article = feed.clone();
    let repeats = |summary: &String| begins_with(&page.blocks, summary);
    let own = article.summary.take().filter(|summary| !repeats(summary));
    if page.summary.is_some() || own.is_none() {
        article.summary_marks = page.summary_marks;
    }
    article.summary = page.summary.or(own);
    let media = article
        .blocks
        .into_iter()
        .filter(|block| matches!(block, Block::Media(_)) && !page.blocks.contains(block));
    let media: Vec<Block> = media.collect();
    article.blocks = page.blocks;
    article.blocks.extend(media);
    article.left_out = page.left_out;
    article.kicker = article.kicker.or(page.kicker);
    article.published = article.published.or(page.published);
    article.updated = article.updated.or(page.updated);
    article.section = article.section.or(page.section);
    if article.headline.is_empty() {
        article.headline = page.headline;
    }
    for (own, other) in [
        (&mut article.authors, page.authors),
        (&mut article.tags, page.tags),
    ] {
        if own.is_empty() {
            *own = other;
        }
    }
    if article.related.is_empty() {
        article.related = page.related;
    }
    article
}

/// Whether the body begins with the summary, because the feed's summary is just the beginning of
/// the article.
fn begins_with(blocks: &[Block], summary: &str) -> bool {
    const HEAD: usize = 40;
    let head: String = summary.chars().take(HEAD).collect();
    let first = blocks
        .iter()
        .find(|block| matches!(block, Block::Paragraph(_)));
    first.is_some_and(|block| block.texts().any(|text| text.starts_with(&head)))
}

/// Returns whether `stored` is the full text of the summary `incoming`. If `stored` is less than
/// twice as long, the publisher has shortened the article instead.
pub(super) fn is_full_text_of(stored: &Article, incoming: &Article) -> bool {
    length(stored) > 2 * length(incoming)
}

/// What to store for an article from a feed.
#[derive(Debug, PartialEq)]
pub(super) enum StoreDecision {
    /// The article as the feed has it.
    AsReceived,
    /// The article from the feed, with the stored body.
    Merged(Box<Article>),
    /// Nothing; the stored article stays unchanged.
    KeepStored,
}

/// Decides what to store for `article` if `stored` is its version in the library.
///
/// A full text is not replaced by a summary. An article that is in several feeds of a publisher
/// stays as the first feed had it; otherwise each refresh would change it.
pub(super) fn decide(article: &Article, stored: Option<&Article>) -> StoreDecision {
    let Some(stored) = stored else {
        return StoreDecision::AsReceived;
    };
    let is_longer = length(article) > length(stored);
    if article.origin != stored.origin && !is_longer {
        return StoreDecision::KeepStored;
    }
    if is_summary(article) && is_full_text_of(stored, article) {
        return StoreDecision::Merged(Box::new(merged(article, stored.clone())));
    }
    StoreDecision::AsReceived
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Media, MediaKind, RichText};

    fn article(origin: &str, summary: Option<&str>, body: &str) -> Article {
        let text = RichText {
            text: body.to_owned(),
            ..RichText::default()
        };
        Article {
            headline: "शीर्षक".to_owned(),
            url: Some("https://example.org/a".to_owned()),
            origin: origin.to_owned(),
            summary: summary.map(str::to_owned),
            blocks: vec![Block::Paragraph(text)],
            ..Article::default()
        }
    }

    #[test]
    fn a_full_text_is_not_replaced_by_a_summary() {
        let long = "ख़बर ".repeat(400);
        let (short, whole) = (article("f", None, "सार"), article("f", None, &long));
        assert_eq!(decide(&short, None), StoreDecision::AsReceived);
        let StoreDecision::Merged(kept) = decide(&short, Some(&whole)) else {
            panic!("the body that is there is kept");
        };
        assert_eq!(kept.blocks, whole.blocks);
        assert_eq!(decide(&whole, Some(&short)), StoreDecision::AsReceived);
        let mended = article("f", None, "सा");
        assert_eq!(decide(&mended, Some(&short)), StoreDecision::AsReceived);
        let elsewhere = article("g", None, "सार");
        assert_eq!(decide(&elsewhere, Some(&short)), StoreDecision::KeepStored);
        let corrected = article("f", None, &"नई ".repeat(300));
        assert_eq!(decide(&corrected, Some(&whole)), StoreDecision::AsReceived);
    }

    #[test]
    fn the_sound_of_an_entry_is_no_page_and_stays_with_the_page() {
        let sound = Media {
            media: MediaKind::Audio,
            url: "https://example.org/a".to_owned(),
            ..Media::default()
        };
        let mut entry = article("f", Some("सार"), "");
        entry.blocks = vec![Block::Media(sound.clone())];
        assert!(!is_summary(&entry));
        entry.url = Some("https://example.org/page".to_owned());
        assert!(is_summary(&entry));
        let whole = merged(&entry, article("p", None, "पूरा पाठ"));
        assert_eq!(whole.blocks.len(), 2);
        assert!(whole.blocks.contains(&Block::Media(sound)));
    }

    #[test]
    fn a_summary_that_the_body_repeats_is_dropped() {
        let head = "नदी का पानी रात भर बढ़ता रहा और सुबह तक पुल बह गया";
        let feed = |summary| article("f", Some(summary), "");
        let page = |summary| article("p", summary, &format!("{head}। फिर लोग लौटे।"));
        for (own, other, expected) in [
            (head, None, None),
            ("एक पुल की कहानी", None, Some("एक पुल की कहानी")),
            (head, Some("पन्ने का सार"), Some("पन्ने का सार")),
        ] {
            let whole = merged(&feed(own), page(other));
            assert_eq!(whole.summary.as_deref(), expected);
        }
    }
}
