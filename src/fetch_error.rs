//! Why a feed or a page could not be fetched, or why the response could not be used.
//!
//! The library stores such an error with the subscription, so it is a value that can be serialised.
//! `sync` creates it and `words` turns it into a sentence in the user's language. Neither of the
//! two imports the other, so the type has its own module below both.

use serde::{Deserialize, Serialize};

/// Why fetching a feed or a page failed.
///
/// Libraries contain these values, so the serialised name of a variant must not change.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FetchError {
    /// There is no host with this name.
    NoSuchHost(String),
    /// This host refused the connection.
    Refused(String),
    /// There is no route to this host.
    Unreachable(String),
    /// The server did not answer in time.
    #[serde(rename = "silent")]
    NoResponse,
    /// The response took longer than the limit.
    #[serde(rename = "slow")]
    TooSlow,
    /// The connection was lost before the response was complete.
    #[serde(rename = "broken")]
    ConnectionLost,
    /// Only part of the response arrived.
    #[serde(rename = "cut_off")]
    Incomplete,
    /// The certificate has expired, on this date if known (`2021-12-13`).
    CertificateExpired(Option<String>),
    /// The certificate is not valid yet.
    #[serde(rename = "certificate_early")]
    CertificateNotYetValid,
    /// The certificate is valid for other names than this host.
    #[serde(rename = "certificate_name")]
    CertificateForOtherName(String),
    /// No authority that we trust has signed the certificate.
    #[serde(rename = "certificate_unknown")]
    CertificateUnknownIssuer,
    /// The TLS handshake failed for another reason.
    NoTls,
    /// The response is longer than this many MiB.
    TooLong(u64),
    /// The response could not be decompressed.
    BadCompression,
    /// The response is not HTTP.
    NotHttp,
    /// The server answered with this status, for which there is no other variant.
    Status(u16),
    /// The server answered 404.
    #[serde(rename = "missing")]
    NotFound,
    /// The server answered 410: the address is gone for good.
    Gone,
    /// The server answered 401 or 403.
    #[serde(rename = "locked")]
    AccessDenied,
    /// The server answered 429.
    #[serde(rename = "too_many")]
    TooManyRequests,
    /// The server answered with this status from 500 to 599.
    #[serde(rename = "busy")]
    ServerError(u16),
    /// There were more redirects than this maximum.
    #[serde(rename = "redirects")]
    TooManyRedirects(usize),
    /// A redirect led to something that is not an http or https address.
    BadRedirect,
    /// This host is on this machine or in a private network, and the user did not allow it.
    #[serde(rename = "private")]
    PrivateAddress(String),
    /// This is not an http or https address.
    #[serde(rename = "not_web")]
    NotWebAddress(String),
    /// The response is a web page instead of a feed.
    #[serde(rename = "page")]
    WebPage,
    /// The web page links to no feed, and there is none at the usual addresses.
    #[serde(rename = "page_alone")]
    PageWithoutFeed,
    /// The web page links to this feed, which is in a private network.
    #[serde(rename = "page_private")]
    PageWithPrivateFeed(String),
    /// The response has no body.
    #[serde(rename = "empty")]
    EmptyResponse,
    /// The response is neither a feed nor a web page.
    #[serde(rename = "no_feed")]
    NotAFeed,
    /// The program itself failed; the log has the details.
    Internal,
    /// The page contains no article, or none that is longer than the text in the feed.
    #[serde(rename = "no_story")]
    NoArticle,
    /// Parsing took more processor time than any honest input needs.
    TooCostly,
    /// The site's `robots.txt` forbids programs to fetch the page.
    #[serde(rename = "robots")]
    DisallowedByRobots,
    /// The proxy could not be used.
    Proxy,
    /// This file of certificates (`SSL_CERT_FILE`) could not be read.
    #[serde(rename = "certificates")]
    BadCertificateFile(String),
    /// The user cancelled the fetch.
    Cancelled,
    /// The library could not be used; this is its own message.
    Library(String),
    /// The HTTP library reported an error for which there is no other variant.
    #[serde(rename = "unforeseen")]
    Unrecognised,
    /// A message of the HTTP library, as stored by earlier versions.
    Other(String),
}

impl FetchError {
    /// Whether the error occurred before any request reached a server.
    pub fn is_before_sending(&self) -> bool {
        matches!(
            self,
            Self::NoSuchHost(_)
                | Self::Unreachable(_)
                | Self::Proxy
                | Self::PrivateAddress(_)
                | Self::NotWebAddress(_)
        )
    }

    /// Whether the server's certificate was rejected.
    pub fn is_certificate_error(&self) -> bool {
        matches!(
            self,
            Self::CertificateExpired(_)
                | Self::CertificateNotYetValid
                | Self::CertificateForOtherName(_)
                | Self::CertificateUnknownIssuer
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_serial_names_are_those_of_earlier_versions() {
        let some = || "a".to_owned();
        for (error, expected) in [
            (FetchError::NoSuchHost(some()), r#"{"no_such_host":"a"}"#),
            (FetchError::NoResponse, r#""silent""#),
            (FetchError::TooSlow, r#""slow""#),
            (FetchError::ConnectionLost, r#""broken""#),
            (FetchError::Incomplete, r#""cut_off""#),
            (
                FetchError::CertificateExpired(None),
                r#"{"certificate_expired":null}"#,
            ),
            (FetchError::CertificateNotYetValid, r#""certificate_early""#),
            (
                FetchError::CertificateForOtherName(some()),
                r#"{"certificate_name":"a"}"#,
            ),
            (
                FetchError::CertificateUnknownIssuer,
                r#""certificate_unknown""#,
            ),
            (FetchError::TooLong(32), r#"{"too_long":32}"#),
            (FetchError::Status(418), r#"{"status":418}"#),
            (FetchError::NotFound, r#""missing""#),
            (FetchError::AccessDenied, r#""locked""#),
            (FetchError::TooManyRequests, r#""too_many""#),
            (FetchError::ServerError(503), r#"{"busy":503}"#),
            (FetchError::TooManyRedirects(10), r#"{"redirects":10}"#),
            (FetchError::PrivateAddress(some()), r#"{"private":"a"}"#),
            (FetchError::NotWebAddress(some()), r#"{"not_web":"a"}"#),
            (FetchError::WebPage, r#""page""#),
            (FetchError::PageWithoutFeed, r#""page_alone""#),
            (
                FetchError::PageWithPrivateFeed(some()),
                r#"{"page_private":"a"}"#,
            ),
            (FetchError::EmptyResponse, r#""empty""#),
            (FetchError::NotAFeed, r#""no_feed""#),
            (FetchError::NoArticle, r#""no_story""#),
            (FetchError::DisallowedByRobots, r#""robots""#),
            (
                FetchError::BadCertificateFile(some()),
                r#"{"certificates":"a"}"#,
            ),
            (FetchError::Unrecognised, r#""unforeseen""#),
            (FetchError::Other(some()), r#"{"other":"a"}"#),
        ] {
            assert_eq!(serde_json::to_string(&error).unwrap(), expected);
            assert_eq!(serde_json::from_str::<FetchError>(expected).unwrap(), error);
        }
    }
}
