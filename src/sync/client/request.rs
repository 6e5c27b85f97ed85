//! Requests and responses of the client.

use super::super::guard::AllowedHost;
use crate::article::shown_address;
use std::time::Duration;
use url::Url;

/// A request.
#[derive(Clone, Debug)]
pub struct FetchRequest {
    /// The address, with credentials.
    pub url: Url,
    /// The host that may be in a private network.
    pub allowed: AllowedHost,
    /// The `ETag` of the last response.
    pub etag: Option<String>,
    /// The `Last-Modified` of the last response.
    pub last_modified: Option<String>,
    /// The `Accept` header.
    pub accept: &'static str,
}

/// Accepted media types for a feed. A web page is accepted too, because it may declare its feed.
const FEEDS: &str = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5";

/// Accepted media types for a web page.
const PAGES: &str = "text/html, application/xhtml+xml, */*;q=0.5";

impl FetchRequest {
    /// Returns a request for a feed.
    pub fn feed(url: Url, allowed: AllowedHost) -> Self {
        Self {
            url,
            allowed,
            etag: None,
            last_modified: None,
            accept: FEEDS,
        }
    }

    /// Returns a request for a page.
    pub fn page(url: Url, allowed: AllowedHost) -> Self {
        Self {
            accept: PAGES,
            ..Self::feed(url, allowed)
        }
    }
}

/// A response.
#[derive(Clone, Debug)]
pub struct FetchResponse {
    /// The address after all redirects, without credentials.
    pub url: Url,
    /// The address to which permanent redirects lead, if there were any.
    pub moved: Option<Url>,
    /// The body; `None` if it has not changed since the last response.
    pub bytes: Option<Vec<u8>>,
    /// Whether the connection was lost before the end of the body.
    pub is_partial: bool,
    /// The charset in the headers.
    pub charset: Option<String>,
    /// The `ETag` header.
    pub etag: Option<String>,
    /// The `Last-Modified` header.
    pub last_modified: Option<String>,
    /// The `max-age` in the `Cache-Control` header.
    pub lifetime: Option<Duration>,
    /// Whether an https address redirected to an http address.
    pub downgraded: bool,
}

impl FetchResponse {
    /// Returns a sentence for each unusual property of the response.
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if self.downgraded {
            let to = shown_address(&self.url);
            remarks.push(format!("sent on to an address that is not secure: {to}"));
        }
        if let Some(moved) = &self.moved {
            remarks.push(format!("moved for good to {}", shown_address(moved)));
        }
        if self.is_partial {
            remarks.push("only a part came; what there was of it was read".to_owned());
        }
        remarks
    }
}
