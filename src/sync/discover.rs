//! Finds the feed of a site: the feed that a page declares, else one at a usual address.

use super::client::{Client, FetchRequest, FetchResponse};
use super::fetch_failure::FetchFailure;
use super::guard::AllowedHost;
use super::read_feed::{is_page, read_feed};
use crate::article::shown_address;
use crate::fetch_error::FetchError;
use crate::ingest::{self, FeedLink, feed::Feed};
use std::net::IpAddr;
use url::Url;

/// Usual addresses of feeds, the most common first.
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

/// The maximum number of declared feeds that are tried for one page.
const MOST_NAMED: usize = 5;

/// A feed that was found.
#[derive(Clone, Debug)]
pub struct DiscoveredFeed {
    /// The feed's address, with the credentials that the user gave.
    pub address: Url,
    /// Whether the feed is on this machine or in a private network.
    pub local: bool,
    /// The private addresses at which the feed's host is trusted.
    pub trusted: Option<Vec<IpAddr>>,
    /// The parsed feed.
    pub feed: Feed,
    /// The response that contained the feed.
    pub response: FetchResponse,
    /// Other feeds that the page declares; they were not fetched.
    pub others: Vec<FeedLink>,
}

/// Finds the feed at `url`, which the user typed, or the feed of the page there.
///
/// # Errors
/// Returns an error if there is no feed, or if the address cannot be fetched.
pub fn find_feed(url: &Url, client: &Client) -> Result<DiscoveredFeed, FetchFailure> {
    // The first request may connect to public addresses only. The permission for a private host is
    // used only if that fails.
    let first = client.fetch(&FetchRequest::feed(url.clone(), AllowedHost::none()));
    let (response, allowed) = match first {
        Err(FetchFailure {
            error: FetchError::PrivateAddress(_),
            ..
        }) => {
            let allowed = AllowedHost::from_user_input(url);
            let request = FetchRequest::feed(url.clone(), allowed.clone());
            (client.fetch(&request)?, allowed)
        }
        first => (first?, AllowedHost::none()),
    };
    let error = match read_feed(&response, &shown_address(url)) {
        Ok(feed) => return Ok(found(url.clone(), feed, response, &allowed, client)),
        Err(error) => error,
    };
    if is_page(response.bytes.as_deref().unwrap_or_default()) {
        of_page(&response, &allowed, client)
    } else {
        Err(error.into())
    }
}

/// Returns the feed at `address`. The permission for a private host is kept for the address after
/// the redirects.
fn found(
    address: Url,
    feed: Feed,
    mut response: FetchResponse,
    allowed: &AllowedHost,
    client: &Client,
) -> DiscoveredFeed {
    let address = response.moved.take().unwrap_or(address);
    let local = allowed.covers(&address);
    DiscoveredFeed {
        trusted: client.trusted(&address).filter(|_| local),
        address,
        local,
        feed,
        response,
        others: Vec::new(),
    }
}

/// Finds the feed that belongs to a page.
fn of_page(
    page: &FetchResponse,
    allowed: &AllowedHost,
    client: &Client,
) -> Result<DiscoveredFeed, FetchFailure> {
    let named = feed_links(page.bytes.as_deref().unwrap_or_default(), &page.url);
    let is_named = |address: &Url| {
        let mut named = named.iter().map(|link| Url::parse(&link.url));
        named.any(|named| named.as_ref() == Ok(address))
    };
    let (mut tried, mut private) = (Vec::new(), None);
    for address in candidates(&named, &page.url) {
        if private.is_some() && !is_named(&address) {
            // The page has declared feeds, so the usual addresses are not tried.
            break;
        }
        tried.push(address.to_string());
        let response = match client.fetch(&FetchRequest::feed(address.clone(), allowed.clone())) {
            Ok(response) => response,
            Err(failure) => {
                if matches!(failure.error, FetchError::PrivateAddress(_)) {
                    private.get_or_insert_with(|| shown_address(&address));
                }
                continue;
            }
        };
        if let Ok(feed) = read_feed(&response, &shown_address(&address)) {
            let found = found(address, feed, response, allowed, client);
            tried.push(found.address.to_string());
            let is_other = |link: &FeedLink| !tried.contains(&link.url);
            return Ok(DiscoveredFeed {
                others: named.into_iter().filter(is_other).collect(),
                ..found
            });
        }
    }
    Err(private
        .map_or(FetchError::PageWithoutFeed, FetchError::PageWithPrivateFeed)
        .into())
}

/// Returns the addresses at which a page may have its feed: the declared ones, then the usual ones.
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

/// Returns the feeds that a page declares, with feeds of comments last.
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
    fn declared_feeds_are_found() {
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
