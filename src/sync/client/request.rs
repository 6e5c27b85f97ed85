//! What is asked for, and what came.

use super::super::guard::AllowedHost;
use crate::article::shown_address;
use std::time::Duration;
use url::Url;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct FetchRequest {
    /// The address, credentials included.
    pub url: Url,
    /// What may be opened although it is not public.
    pub typed: AllowedHost,
    /// The `ETag` of the last answer.
    pub etag: Option<String>,
    /// The `Last-Modified` of the last answer.
    pub last_modified: Option<String>,
    /// What is wanted, as the `Accept` header says it.
    pub accept: &'static str,
}

/// What is asked of a feed's address; a page is taken too, since it may name its feed.
const FEEDS: &str = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5";

/// What is asked of a page's address.
const PAGES: &str = "text/html, application/xhtml+xml, */*;q=0.5";

impl FetchRequest {
    /// Returns a request for a feed.
    pub fn feed(url: Url, typed: AllowedHost) -> Self {
        Self {
            url,
            typed,
            etag: None,
            last_modified: None,
            accept: FEEDS,
        }
    }

    /// Returns a request for a page.
    pub fn page(url: Url, typed: AllowedHost) -> Self {
        Self {
            accept: PAGES,
            ..Self::feed(url, typed)
        }
    }
}

/// What came.
#[derive(Clone, Debug)]
pub struct FetchResponse {
    /// Where it came from in the end, without credentials.
    pub url: Url,
    /// Where the address moved for good, if it did.
    pub moved: Option<Url>,
    /// The bytes; `None` where nothing changed since the last answer.
    pub bytes: Option<Vec<u8>>,
    /// Whether the connection broke off before all had come.
    pub is_partial: bool,
    /// The charset that the head declares.
    pub charset: Option<String>,
    /// The answer's `ETag`.
    pub etag: Option<String>,
    /// The answer's `Last-Modified`.
    pub last_modified: Option<String>,
    /// How long the answer says it holds.
    pub lifetime: Option<Duration>,
    /// Whether a secure address sent us on to one that is not.
    pub downgraded: bool,
}

impl FetchResponse {
    /// Returns what was remarkable on the way, each as a sentence.
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
