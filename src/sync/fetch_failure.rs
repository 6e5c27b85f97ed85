//! What the HTTP library says, as a [`FetchError`] that a person can be told.

use super::guard::NotPublicError;
use crate::fetch_error::FetchError;
use std::io::ErrorKind;
use std::time::Duration;
use ureq::{Error, Timeout};

/// A fault, and how long the server wants to be left alone.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FetchFailure {
    /// What went wrong.
    pub error: FetchError,
    /// What `Retry-After` said.
    pub retry_after: Option<Duration>,
}

impl From<FetchError> for FetchFailure {
    fn from(error: FetchError) -> Self {
        Self {
            error,
            retry_after: None,
        }
    }
}

/// Returns what `error`, which happened with `host`, means.
pub(super) fn classify(error: &Error, host: &str) -> FetchError {
    let host_owned = || host.to_owned();
    match error {
        Error::Timeout(Timeout::Resolve | Timeout::Connect | Timeout::RecvResponse) => {
            FetchError::NoResponse
        }
        Error::Timeout(_) => FetchError::TooSlow,
        Error::HostNotFound => FetchError::NoSuchHost(host_owned()),
        Error::Io(io) => of_io(io, host),
        Error::Rustls(tls) => of_tls(&format!("{tls:?}"), host),
        Error::Tls(_) | Error::TlsRequired | Error::Pem(_) => FetchError::NoTls,
        Error::Decompress(..) => FetchError::BadCompression,
        Error::Protocol(_) | Error::LargeResponseHeader(..) | Error::Http(_) => FetchError::NotHttp,
        Error::ConnectProxyFailed(_) | Error::InvalidProxyUrl => FetchError::Proxy,
        Error::BadUri(_) => FetchError::NotWebAddress(host_owned()),
        Error::ConnectionFailed => FetchError::Unreachable(host_owned()),
        Error::Other(other) => match other.downcast_ref::<NotPublicError>() {
            Some(NotPublicError(host)) => FetchError::PrivateAddress(host.clone()),
            None => FetchError::Unrecognised,
        },
        // Chunks that never begin, or a head that is none.
        Error::BodyStalled => FetchError::NotHttp,
        _ => FetchError::Unrecognised,
    }
}

fn of_io(error: &std::io::Error, host: &str) -> FetchError {
    match error.kind() {
        ErrorKind::ConnectionRefused => FetchError::Refused(host.to_owned()),
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => {
            FetchError::Unreachable(host.to_owned())
        }
        ErrorKind::UnexpectedEof => FetchError::Incomplete,
        ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::NotConnected => FetchError::ConnectionLost,
        ErrorKind::TimedOut | ErrorKind::WouldBlock => FetchError::NoResponse,
        _ => {
            let said = format!("{error:?}");
            if said.contains("lookup address") || said.contains("nodename nor servname") {
                return FetchError::NoSuchHost(host.to_owned());
            }
            of_tls(&said, host)
        }
    }
}

/// Reads what the TLS library says. Its types are no part of the HTTP library's promise, the names of
/// its variants (of RFC 5280's notions) are what stays.
fn of_tls(said: &str, host: &str) -> FetchError {
    if said.contains("Expired") {
        return FetchError::CertificateExpired(day_after(said, "not_after: UnixTime("));
    }
    let has = |names: &[&str]| names.iter().any(|name| said.contains(name));
    if has(&["NotValidYet"]) {
        FetchError::CertificateNotYetValid
    } else if has(&["NotValidForName"]) {
        FetchError::CertificateForOtherName(host.to_owned())
    } else if has(&["UnknownIssuer", "BadSignature", "CaUsedAsEndEntity"]) {
        FetchError::CertificateUnknownIssuer
    } else {
        FetchError::NoTls
    }
}

fn day_after(said: &str, mark: &str) -> Option<String> {
    let (_, rest) = said.split_once(mark)?;
    let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
    let time = chrono::DateTime::from_timestamp(digits.parse().ok()?, 0)?;
    Some(time.format("%Y-%m-%d").to_string())
}
