//! The feed of a site, found from the address of a page: what the page names, then where feeds
//! usually lie.

use super::client::{Client, FetchRequest, FetchResponse};
use super::fetch_failure::FetchFailure;
use super::guard::AllowedHost;
use super::read_feed::{is_page, read_feed};
use crate::article::shown_address;
use crate::fetch_error::FetchError;
use crate::ingest::{self, FeedLink, feed::Feed};
use std::net::IpAddr;
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
pub struct FoundFeed {
    /// Its address, with the credentials that were given.
    pub address: Url,
    /// Whether it stands on this machine or in a private network.
    pub local: bool,
    /// By which private addresses it is trusted there.
    pub trusted: Option<Vec<IpAddr>>,
    /// What it holds.
    pub feed: Feed,
    /// What was fetched.
    pub answer: FetchResponse,
    /// What else the page names as feeds; nobody has looked whether they are.
    pub others: Vec<FeedLink>,
}

/// Finds the feed at `url`, or of the page at `url`, which the person typed.
///
/// # Errors
/// Where there is none, or the address cannot be had.
pub fn find_feed(url: &Url, client: &Client) -> Result<FoundFeed, FetchFailure> {
    // What is public is asked as any feed is; only what is not makes use of its having been typed.
    let asked = client.fetch(&FetchRequest::feed(url.clone(), AllowedHost::none()));
    let (answer, typed) = match asked {
        Err(FetchFailure {
            error: FetchError::PrivateAddress(_),
            ..
        }) => {
            let typed = AllowedHost::from_user_input(url);
            let request = FetchRequest::feed(url.clone(), typed.clone());
            (client.fetch(&request)?, typed)
        }
        asked => (asked?, AllowedHost::none()),
    };
    let fault = match read_feed(&answer, &shown_address(url)) {
        Ok(feed) => return Ok(found(url.clone(), feed, answer, &typed, client)),
        Err(fault) => fault,
    };
    if is_page(answer.bytes.as_deref().unwrap_or_default()) {
        of_page(&answer, &typed, client)
    } else {
        Err(fault.into())
    }
}

/// Returns the feed that was asked for at `address`; what the user typed holds where it came from in the end.
fn found(
    address: Url,
    feed: Feed,
    mut answer: FetchResponse,
    typed: &AllowedHost,
    client: &Client,
) -> FoundFeed {
    let address = answer.moved.take().unwrap_or(address);
    let local = typed.covers(&address);
    FoundFeed {
        trusted: client.trusted(&address).filter(|_| local),
        address,
        local,
        feed,
        answer,
        others: Vec::new(),
    }
}

/// Finds the feed of the page that `page` content.
fn of_page(
    page: &FetchResponse,
    typed: &AllowedHost,
    client: &Client,
) -> Result<FoundFeed, FetchFailure> {
    let named = feed_links(page.bytes.as_deref().unwrap_or_default(), &page.url);
    let is_named = |address: &Url| {
        let mut named = named.iter().map(|link| Url::parse(&link.url));
        named.any(|named| named.as_ref() == Ok(address))
    };
    let (mut tried, mut private) = (Vec::new(), None);
    for address in candidates(&named, &page.url) {
        if private.is_some() && !is_named(&address) {
            // The page has said where its feed is.
            break;
        }
        tried.push(address.to_string());
        let answer = match client.fetch(&FetchRequest::feed(address.clone(), typed.clone())) {
            Ok(answer) => answer,
            Err(failure) => {
                if matches!(failure.error, FetchError::PrivateAddress(_)) {
                    private.get_or_insert_with(|| shown_address(&address));
                }
                continue;
            }
        };
        if let Ok(feed) = read_feed(&answer, &shown_address(&address)) {
            let found = found(address, feed, answer, typed, client);
            tried.push(found.address.to_string());
            let is_other = |link: &FeedLink| !tried.contains(&link.url);
            return Ok(FoundFeed {
                others: named.into_iter().filter(is_other).collect(),
                ..found
            });
        }
    }
    Err(private
        .map_or(FetchError::PageWithoutFeed, FetchError::PageWithPrivateFeed)
        .into())
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
