//! Parses a response as a feed, or finds out what it is instead.

use super::client::FetchResponse;
use crate::fetch_error::FetchError;
use crate::ingest::feed::{self, Feed};
use crate::ingest::{encoding_named, is_hardly_utf8};
use std::borrow::Cow;

/// A web page is recognised by this many bytes at its beginning.
const HEAD: usize = 4096;

/// Parses the feed in `response`; its articles get the origin `origin`.
///
/// # Errors
///
/// Returns an error if the response contains no feed.
pub fn read_feed(response: &FetchResponse, origin: &str) -> Result<Feed, FetchError> {
    let bytes = response.bytes.as_deref().unwrap_or_default();
    if bytes.trim_ascii().is_empty() {
        return Err(FetchError::EmptyResponse);
    }
    let bytes = with_charset(bytes, response.charset.as_deref());
    let feed = feed::read(&bytes, origin);
    if feed.title.is_some() || !feed.entries.is_empty() {
        return Ok(feed);
    }
    Err(if feed.is_cut {
        FetchError::TooCostly
    } else if is_page(&bytes) {
        FetchError::WebPage
    } else if response.is_partial {
        FetchError::Incomplete
    } else {
        FetchError::NotAFeed
    })
}

/// Returns whether `bytes` are a web page.
pub(super) fn is_page(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let head = head.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    head.starts_with('<')
        && ["<!doctype html", "<html", "<head", "<body"]
            .iter()
            .any(|tag| head.contains(tag))
}

/// Converts bytes to UTF-8 by the charset in the headers, unless they are UTF-8 or declare an
/// encoding. A declaration in the feed overrides the headers, because many servers declare the same
/// charset for all files.
pub(super) fn with_charset<'a>(bytes: &'a [u8], charset: Option<&str>) -> Cow<'a, [u8]> {
    let head = bytes.get(..bytes.len().min(256)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    // A feed that is not UTF-8 is not because it says so.
    let is_false = head.contains("utf-8") && is_hardly_utf8(bytes);
    let says_itself = head.contains("encoding=") && !is_false;
    let has_mark = encoding_rs::Encoding::for_bom(bytes).is_some();
    if says_itself || has_mark || std::str::from_utf8(bytes).is_ok() {
        return Cow::Borrowed(bytes);
    }
    let declared = charset.and_then(encoding_named);
    match declared.filter(|encoding| *encoding != encoding_rs::UTF_8) {
        Some(encoding) => {
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            Cow::Owned(text.into_owned().into_bytes())
        }
        None => Cow::Borrowed(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use url::Url;

    fn response(bytes: &[u8], charset: Option<&str>) -> FetchResponse {
        FetchResponse {
            url: Url::parse("https://example.org/feed").unwrap(),
            moved: None,
            bytes: Some(bytes.to_vec()),
            is_partial: false,
            charset: charset.map(str::to_owned),
            etag: None,
            last_modified: None,
            lifetime: None,
            downgraded: false,
        }
    }

    #[test]
    fn other_content_is_named() {
        for (bytes, expected) in [
            (&b""[..], FetchError::EmptyResponse),
            (b" \n", FetchError::EmptyResponse),
            (
                b"\xef\xbb\xbf<!DOCTYPE html><title>a</title>",
                FetchError::WebPage,
            ),
            (b"<html><body>404 <rss", FetchError::WebPage),
            (b"{\"error\": 1}", FetchError::NotAFeed),
            (b"Service paused", FetchError::NotAFeed),
            (b"\x00\x01\x02", FetchError::NotAFeed),
        ] {
            let read = read_feed(&response(bytes, None), "o");
            assert_eq!(read.unwrap_err(), expected, "{bytes:?}");
        }
    }

    #[test]
    fn the_declaration_in_the_feed_precedes_the_headers() {
        let feed = |declaration: &str, title: &[u8]| {
            let mut bytes = declaration.as_bytes().to_vec();
            bytes.extend(b"<rss><channel><title>");
            bytes.extend(title);
            bytes.extend(b"</title></channel></rss>");
            bytes
        };
        let hindi = "ख़बर";
        for (bytes, charset, expected) in [
            (feed("", hindi.as_bytes()), Some("iso-8859-1"), hindi),
            (feed("", b"\xcf\xd0"), Some("windows-1251"), "ПР"),
            (
                feed("<?xml version='1.0' encoding='windows-1251'?>", b"\xcf\xd0"),
                Some("utf-8"),
                "ПР",
            ),
            (feed("", b"\xe9t\xe9"), Some("no-such-charset"), "été"),
            (feed("", b"\xcf\xd0"), Some("cp-1251"), "ПР"),
            (
                feed("<?xml version='1.0' encoding='UTF-8'?>", b"\xcf\xd0"),
                Some("windows-1251"),
                "ПР",
            ),
        ] {
            let read = read_feed(&response(&bytes, charset), "o").unwrap();
            assert_eq!(read.title.as_deref(), Some(expected), "{charset:?}");
        }
    }
}
