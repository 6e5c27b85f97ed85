//! The feed of a site, found from the address of a page: what the page names, then where feeds
//! usually lie.

use super::client::{Client, Request};
use super::fault::Failure;
use super::guard::Typed;
use super::reading::{is_page, read_feed};
use super::said;
use crate::ingest::{self, FeedLink, feed::Feed};
use crate::words::Fault;
use url::Url;

/// Where feeds lie on sites that do not name them, most usual first.
const USUAL: [&str; 8] = [
    "feed",
    "rss",
    "feed/",
    "rss.xml",
    "feed.xml",
    "atom.xml",
    "index.xml",
    "feeds/posts/default",
];

/// The most feeds of one page that are tried.
const MOST_NAMED: usize = 5;

/// A feed that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its address, with the credentials that were given.
    pub address: Url,
    /// Whether it stands on this machine or in a private network.
    pub local: bool,
    /// What it holds.
    pub feed: Feed,
    /// What else the page names as feeds; nobody has looked whether they are.
    pub others: Vec<FeedLink>,
}

/// Finds the feed at `url`, or of the page at `url`, which the person typed.
///
/// # Errors
/// Where there is none, or the address cannot be had.
pub fn find_feed(url: &Url, client: &Client) -> Result<Found, Failure> {
    // What is public is asked as any feed is; only what is not makes use of its having been typed.
    let asked = client.fetch(&Request::feed(url.clone(), Typed::by_a_stranger()));
    let (answer, typed) = match asked {
        Err(Failure {
            fault: Fault::Private(_),
            ..
        }) => {
            let typed = Typed::by_the_person(url);
            let request = Request::feed(url.clone(), typed.clone());
            (client.fetch(&request)?, typed)
        }
        asked => (asked?, Typed::by_a_stranger()),
    };
    let local = typed != Typed::by_a_stranger();
    let found = |address: Url, feed| Found {
        address,
        local,
        feed,
        others: Vec::new(),
    };
    let fault = match read_feed(&answer, &said(url)) {
        Ok(feed) => {
            let address = answer.moved.clone().unwrap_or_else(|| url.clone());
            return Ok(found(address, feed));
        }
        Err(fault) => fault,
    };
    let bytes = answer.bytes.as_deref().unwrap_or_default();
    if !is_page(bytes) {
        return Err(fault.into());
    }
    let named = feed_links(bytes, &answer.url);
    let mut tried = Vec::new();
    for address in candidates(&named, &answer.url) {
        tried.push(address.to_string());
        let request = Request::feed(address.clone(), typed.clone());
        let Ok(answer) = client.fetch(&request) else {
            continue;
        };
        if let Ok(feed) = read_feed(&answer, &said(&address)) {
            let address = answer.moved.clone().unwrap_or(address);
            tried.push(address.to_string());
            let is_other = |link: &FeedLink| !tried.contains(&link.url);
            return Ok(Found {
                others: named.into_iter().filter(is_other).collect(),
                ..found(address, feed)
            });
        }
    }
    Err(Fault::Page.into())
}

/// Returns where the feed of the page at `page` may be: what it names, then where feeds usually lie.
fn candidates(named: &[FeedLink], page: &Url) -> Vec<Url> {
    let named = named.iter().take(MOST_NAMED);
    let mut candidates: Vec<Url> = named
        .filter_map(|link| Url::parse(&link.url).ok())
        .collect();
    for base in [".", "/"] {
        let folder = page.join(base).ok();
        let usual = USUAL.iter().map(|path| folder.as_ref()?.join(path).ok());
        candidates.extend(usual.flatten());
    }
    let mut unique: Vec<Url> = Vec::new();
    for candidate in candidates {
        if !unique.contains(&candidate) {
            unique.push(candidate);
        }
    }
    unique
}

/// Returns the feeds that a page names, those of its comments last.
fn feed_links(page: &[u8], address: &Url) -> Vec<FeedLink> {
    let mut named = ingest::feed_links(page, address.as_str());
    named.sort_by_key(|link| {
        let words = [link.title.as_deref().unwrap_or_default(), &link.url];
        let mut words = words.iter().map(|words| words.to_ascii_lowercase());
        words.any(|words| words.contains("comment"))
    });
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_feeds_that_a_page_names() {
        let page = r#"<html><head><LINK rel="alternate" type="application/rss+xml" title="Comments Feed" href="/comments/feed/">
            <link rel='alternate' type='application/rss+xml' href='/rss?a=1&amp;b=2' /><link rel=stylesheet href=x.css>
            <link href=feed.json type=application/feed+json rel="home alternate"><link rel="alternate" hreflang="en" href="/en">
            <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"><link rel="alternate" type="application/atom+xml"#;
        let address = Url::parse("https://example.org/news/").unwrap();
        let links = feed_links(page.as_bytes(), &address);
        let links: Vec<&str> = links.iter().map(|link| link.url.as_str()).collect();
        assert_eq!(
            links,
            [
                "https://example.org/rss?a=1&b=2",
                "https://example.org/news/feed.json",
                "https://example.org/comments/feed/",
            ]
        );
    }
}
