//! The story whole: its page is fetched where the feed carries only a summary.

use super::client::{Client, FetchRequest, FetchResponse};
use super::fetch_failure::FetchFailure;
use super::guard::AllowedHost;
use super::read_feed::{by_the_head, is_page};
use super::robots::RobotsRules;
use crate::article::{Article, Block, shown_address};
use crate::fetch_error::FetchError;
use crate::ingest::{self, Parsed};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use url::Url;

/// A body of fewer letters is a summary: three or four sentences.
const SHORT: usize = 600;

/// What sites allow, asked once for each in a session.
#[derive(Debug, Default)]
pub struct RobotsCache {
    sites: Mutex<HashMap<String, Arc<OnceLock<RobotsRules>>>>,
}

impl RobotsCache {
    /// Returns whether the site of `url` allows that programs fetch it.
    fn allow(&self, url: &Url, typed: &AllowedHost, client: &Client) -> bool {
        let mut sites = self.sites.lock().unwrap_or_else(PoisonError::into_inner);
        let site = sites.entry(url.origin().ascii_serialization());
        let site = Arc::clone(site.or_default());
        drop(sites);
        let rules = site.get_or_init(|| asked(url, typed, client));
        let query = url
            .query()
            .map_or_else(String::new, |query| format!("?{query}"));
        rules.allows(&format!("{}{query}", url.path()))
    }
}

/// Fetches a site's rules: one that has none allows all, one that cannot say so now allows nothing.
fn asked(url: &Url, typed: &AllowedHost, client: &Client) -> RobotsRules {
    let Ok(address) = url.join("/robots.txt") else {
        return RobotsRules::nothing();
    };
    match client.fetch(&FetchRequest::page(address, typed.clone())) {
        Ok(answer) => RobotsRules::read(&answer.bytes.unwrap_or_default(), "newsreader"),
        Err(failure) => match failure.error {
            FetchError::NotFound
            | FetchError::Gone
            | FetchError::AccessDenied
            | FetchError::Status(_) => RobotsRules::default(),
            _ => RobotsRules::nothing(),
        },
    }
}

/// Returns the letters of the body.
pub(super) fn length(article: &Article) -> usize {
    let texts = article.blocks.iter().flat_map(Block::texts);
    texts.map(|text| text.chars().count()).sum()
}

/// Returns whether `article` carries only a summary of a story that has a page.
pub fn is_summary(article: &Article) -> bool {
    article.url.is_some() && length(article) < SHORT
}

/// Fetches the page of `article` and returns the article with the page's body.
///
/// What the feed says of the story stays: its headline, dates and source, and its id; what the feed
/// does not say is taken from the page.
///
/// # Errors
/// Where the page cannot be had, or has no more than the feed.
pub fn full_text(
    article: &Article,
    typed: &AllowedHost,
    client: &Client,
    robots: &RobotsCache,
) -> Result<Article, FetchFailure> {
    whole_of(article, &page_of(article, typed, client, robots)?)
}

/// Fetches the page of `article`.
///
/// # Errors
/// Where it cannot be had, or only a part of it.
pub(super) fn page_of(
    article: &Article,
    typed: &AllowedHost,
    client: &Client,
    robots: &RobotsCache,
) -> Result<FetchResponse, FetchFailure> {
    let address = article.url.as_deref().ok_or(FetchError::NoArticle)?;
    let url = Url::parse(address).map_err(|_none| FetchError::NotWebAddress(address.to_owned()))?;
    super::guard::check(&url, typed)?;
    if !robots.allow(&url, typed, client) {
        return Err(FetchError::DisallowedByRobots.into());
    }
    let answer = client.fetch(&FetchRequest::page(url, typed.clone()))?;
    if answer.is_partial {
        return Err(FetchError::Incomplete.into());
    }
    Ok(answer)
}

/// Returns `article` with the body that its page, `answer`, has.
///
/// # Errors
/// Where the page has no more than the feed.
pub(super) fn whole_of(article: &Article, answer: &FetchResponse) -> Result<Article, FetchFailure> {
    let read = read_page(answer);
    if read.is_cut {
        // Half of a story is no better than its summary.
        return Err(FetchError::TooCostly.into());
    }
    let page = read
        .articles
        .into_iter()
        .max_by_key(length)
        .ok_or(FetchError::NoArticle)?;
    if length(&page) <= length(article) {
        return Err(FetchError::NoArticle.into());
    }
    Ok(joined(article, page))
}

/// Reads what `answer` content, whatever it is: a page, a feed, a text.
pub fn read_page(answer: &FetchResponse) -> Parsed {
    let bytes = answer.bytes.as_deref().unwrap_or_default();
    let (charset, address) = (answer.charset.as_deref(), shown_address(&answer.url));
    if is_page(bytes) {
        return ingest::parse_page(bytes, charset, &address);
    }
    ingest::parse(&by_the_head(bytes, charset), &address)
}

fn joined(feed: &Article, page: Article) -> Article {
    let mut article = feed.clone();
    let repeats = |summary: &String| begins_with(&page.blocks, summary);
    let own = article.summary.take().filter(|summary| !repeats(summary));
    article.summary = page.summary.or(own);
    article.blocks = page.blocks;
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

/// Whether a story begins with the words of its summary: many feeds cut those off its head.
fn begins_with(blocks: &[Block], summary: &str) -> bool {
    const TOLD: usize = 40;
    let head: String = summary.chars().take(TOLD).collect();
    let first = blocks
        .iter()
        .find(|block| matches!(block, Block::Paragraph(_)));
    first.is_some_and(|block| block.texts().any(|text| text.starts_with(&head)))
}

/// Returns whether `stored` is the whole story of which `came` is a summary; a text that was only
/// shortened a little was corrected.
pub(super) fn is_whole_beside(stored: &Article, came: &Article) -> bool {
    length(stored) > 2 * length(came)
}

/// What is to be done with a story that came.
#[derive(Debug, PartialEq)]
pub(super) enum StoreDecision {
    /// It is stored as it came.
    AsReceived,
    /// This is stored: what came, with the body that is there.
    Merged(Box<Article>),
    /// Nothing.
    KeepStored,
}

/// Returns what is to be done with `article` where `stored` is there already.
///
/// A body that was fetched from the page is not given up for a summary. A story that several feeds
/// of a publisher offer stays as the first of them said it, else each refresh would change it.
pub(super) fn beside_stored(article: &Article, stored: Option<&Article>) -> StoreDecision {
    let Some(stored) = stored else {
        return StoreDecision::AsReceived;
    };
    let is_longer = length(article) > length(stored);
    if article.origin != stored.origin && !is_longer {
        return StoreDecision::KeepStored;
    }
    if is_summary(article) && is_whole_beside(stored, article) {
        return StoreDecision::Merged(Box::new(joined(article, stored.clone())));
    }
    StoreDecision::AsReceived
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::RichText;

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
    fn a_story_is_not_given_up_for_a_summary() {
        let long = "ख़बर ".repeat(400);
        let (short, whole) = (article("f", None, "सार"), article("f", None, &long));
        assert_eq!(beside_stored(&short, None), StoreDecision::AsReceived);
        let StoreDecision::Merged(kept) = beside_stored(&short, Some(&whole)) else {
            panic!("the body that is there is kept");
        };
        assert_eq!(kept.blocks, whole.blocks);
        assert_eq!(
            beside_stored(&whole, Some(&short)),
            StoreDecision::AsReceived
        );
        let mended = article("f", None, "सा");
        assert_eq!(
            beside_stored(&mended, Some(&short)),
            StoreDecision::AsReceived
        );
        let elsewhere = article("g", None, "सार");
        assert_eq!(
            beside_stored(&elsewhere, Some(&short)),
            StoreDecision::KeepStored
        );
        let corrected = article("f", None, &"नई ".repeat(300));
        assert_eq!(
            beside_stored(&corrected, Some(&whole)),
            StoreDecision::AsReceived
        );
    }

    #[test]
    fn a_summary_that_the_story_repeats_is_not_said_twice() {
        let head = "नदी का पानी रात भर बढ़ता रहा और सुबह तक पुल बह गया";
        let feed = |summary| article("f", Some(summary), "");
        let page = |summary| article("p", summary, &format!("{head}। फिर लोग लौटे।"));
        for (own, other, expected) in [
            (head, None, None),
            ("एक पुल की कहानी", None, Some("एक पुल की कहानी")),
            (head, Some("पन्ने का सार"), Some("पन्ने का सार")),
        ] {
            let whole = joined(&feed(own), page(other));
            assert_eq!(whole.summary.as_deref(), expected);
        }
    }
}
