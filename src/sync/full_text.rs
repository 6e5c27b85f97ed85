//! The story whole: its page is fetched where the feed carries only a summary.

use super::client::{Answer, Client, Request};
use super::fault::Failure;
use super::guard::Typed;
use super::reading::{by_the_head, is_page};
use super::robots::Rules;
use crate::article::{Article, Block};
use crate::ingest::{self, Parsed};
use crate::words::Fault;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use url::Url;

/// A body of fewer letters is a summary: three or four sentences.
const SHORT: usize = 600;

/// What sites allow, asked once for each in a session.
#[derive(Debug, Default)]
pub struct Robots {
    sites: Mutex<HashMap<String, Arc<OnceLock<Rules>>>>,
}

impl Robots {
    /// Returns whether the site of `url` allows that programs fetch it.
    fn allow(&self, url: &Url, typed: &Typed, client: &Client) -> bool {
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
fn asked(url: &Url, typed: &Typed, client: &Client) -> Rules {
    let Ok(address) = url.join("/robots.txt") else {
        return Rules::nothing();
    };
    match client.fetch(&Request::page(address, typed.clone())) {
        Ok(answer) => Rules::read(&answer.bytes.unwrap_or_default(), "newsreader"),
        Err(failure) => {
            let is_without_rules = matches!(
                failure.fault,
                Fault::Missing | Fault::Gone | Fault::Locked | Fault::Status(_)
            );
            if is_without_rules {
                Rules::default()
            } else {
                Rules::nothing()
            }
        }
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
    typed: &Typed,
    client: &Client,
    robots: &Robots,
) -> Result<Article, Failure> {
    whole_of(article, &page_of(article, typed, client, robots)?)
}

/// Fetches the page of `article`.
///
/// # Errors
/// Where it cannot be had, or only a part of it.
pub(super) fn page_of(
    article: &Article,
    typed: &Typed,
    client: &Client,
    robots: &Robots,
) -> Result<Answer, Failure> {
    let address = article.url.as_deref().ok_or(Fault::NoStory)?;
    let url = Url::parse(address).map_err(|_none| Fault::NotWeb(address.to_owned()))?;
    super::guard::check(&url, typed)?;
    if !robots.allow(&url, typed, client) {
        return Err(Fault::Robots.into());
    }
    let answer = client.fetch(&Request::page(url, typed.clone()))?;
    if answer.is_partial {
        return Err(Fault::CutOff.into());
    }
    Ok(answer)
}

/// Returns `article` with the body that its page, `answer`, has.
///
/// # Errors
/// Where the page has no more than the feed.
pub(super) fn whole_of(article: &Article, answer: &Answer) -> Result<Article, Failure> {
    let read = read_page(answer);
    if read.is_cut {
        // Half of a story is no better than its summary.
        return Err(Fault::TooCostly.into());
    }
    let page = read
        .articles
        .into_iter()
        .max_by_key(length)
        .ok_or(Fault::NoStory)?;
    if length(&page) <= length(article) {
        return Err(Fault::NoStory.into());
    }
    Ok(joined(article, page))
}

/// Reads what `answer` brought, whatever it is: a page, a feed, a text.
pub fn read_page(answer: &Answer) -> Parsed {
    let bytes = answer.bytes.as_deref().unwrap_or_default();
    let (charset, address) = (answer.charset.as_deref(), super::said(&answer.url));
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
pub(super) enum Beside {
    /// It is stored as it came.
    AsItCame,
    /// This is stored: what came, with the body that is there.
    Joined(Box<Article>),
    /// Nothing.
    AsStored,
}

/// Returns what is to be done with `article` where `stored` is there already.
///
/// A body that was fetched from the page is not given up for a summary. A story that several feeds
/// of a publisher offer stays as the first of them said it, else each refresh would change it.
pub(super) fn beside_stored(article: &Article, stored: Option<&Article>) -> Beside {
    let Some(stored) = stored else {
        return Beside::AsItCame;
    };
    let is_longer = length(article) > length(stored);
    if article.origin != stored.origin && !is_longer {
        return Beside::AsStored;
    }
    if is_summary(article) && is_whole_beside(stored, article) {
        return Beside::Joined(Box::new(joined(article, stored.clone())));
    }
    Beside::AsItCame
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
        assert_eq!(beside_stored(&short, None), Beside::AsItCame);
        let Beside::Joined(kept) = beside_stored(&short, Some(&whole)) else {
            panic!("the body that is there is kept");
        };
        assert_eq!(kept.blocks, whole.blocks);
        assert_eq!(beside_stored(&whole, Some(&short)), Beside::AsItCame);
        let mended = article("f", None, "सा");
        assert_eq!(beside_stored(&mended, Some(&short)), Beside::AsItCame);
        let elsewhere = article("g", None, "सार");
        assert_eq!(beside_stored(&elsewhere, Some(&short)), Beside::AsStored);
        let corrected = article("f", None, &"नई ".repeat(300));
        assert_eq!(beside_stored(&corrected, Some(&whole)), Beside::AsItCame);
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
