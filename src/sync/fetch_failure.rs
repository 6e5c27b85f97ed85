//! Errors of the HTTP and TLS libraries, classified as a [`FetchError`].

use super::guard::NotPublicError;
use crate::fetch_error::FetchError;
use rustls::CertificateError;
use std::io::ErrorKind;
use std::time::Duration;
use ureq::{Error, Timeout};

/// Why a request failed, and how long the server asked us to wait.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FetchFailure {
    /// Why the request failed.
    pub error: FetchError,
    /// The delay in `Retry-After`.
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

/// Classifies an error that a request to `host` caused.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the enum of another crate, which may grow; the wildcard is its own case"
)]
pub(super) fn classify(error: &Error, host: &str) -> FetchError {
    let host_owned = || host.to_owned();
    match error {
        Error::Timeout(Timeout::Resolve | Timeout::Connect | Timeout::RecvResponse) => {
            FetchError::NoResponse
        }
        Error::Timeout(_) => FetchError::TooSlow,
        Error::HostNotFound => FetchError::NoSuchHost(host_owned()),
        Error::Io(io) => classify_io(io, host),
        Error::Rustls(tls) => classify_tls(tls, host),
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
        // A chunked body without any chunk, or a response without a valid head.
        Error::BodyStalled => FetchError::NotHttp,
        _ => FetchError::Unrecognised,
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the enum of the standard library, which may grow; the wildcard is its own case"
)]
fn classify_io(error: &std::io::Error, host: &str) -> FetchError {
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
            // For a failed lookup, the standard library has no kind and no code.
            let text = error.to_string();
            if text.contains("lookup address") || text.contains("nodename nor servname") {
                return FetchError::NoSuchHost(host.to_owned());
            }
            let inner = error.get_ref();
            match inner.and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
                Some(tls) => classify_tls(tls, host),
                None => FetchError::NoTls,
            }
        }
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the enum of another crate, which may grow; the wildcard is its own case"
)]
fn classify_tls(error: &rustls::Error, host: &str) -> FetchError {
    let rustls::Error::InvalidCertificate(certificate) = error else {
        return FetchError::NoTls;
    };
    match certificate {
        CertificateError::Expired => FetchError::CertificateExpired(None),
        CertificateError::ExpiredContext { not_after, .. } => {
            FetchError::CertificateExpired(day_of(not_after.as_secs()))
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            FetchError::CertificateNotYetValid
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            FetchError::CertificateForOtherName(host.to_owned())
        }
        CertificateError::UnknownIssuer | CertificateError::BadSignature => {
            FetchError::CertificateUnknownIssuer
        }
        // The certificate of an authority, used by the server itself. rustls passes this error of
        // its certificate library on without a variant.
        CertificateError::Other(other) if other.to_string() == "CaUsedAsEndEntity" => {
            FetchError::CertificateUnknownIssuer
        }
        _ => FetchError::NoTls,
    }
}

/// Returns the date that contains a second of Unix time: `2021-12-13`.
fn day_of(seconds: u64) -> Option<String> {
    let time = chrono::DateTime::from_timestamp(i64::try_from(seconds).ok()?, 0)?;
    Some(time.format("%Y-%m-%d").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;

    #[test]
    fn errors_of_certificates_are_told_apart() {
        let expired = CertificateError::ExpiredContext {
            time: rustls::pki_types::UnixTime::since_unix_epoch(Duration::from_secs(2_000_000_000)),
            not_after: rustls::pki_types::UnixTime::since_unix_epoch(Duration::from_secs(
                1_639_400_000,
            )),
        };
        for (certificate, expected) in [
            (
                expired,
                FetchError::CertificateExpired(Some("2021-12-13".to_owned())),
            ),
            (
                CertificateError::NotValidYet,
                FetchError::CertificateNotYetValid,
            ),
            (
                CertificateError::NotValidForName,
                FetchError::CertificateForOtherName("h".to_owned()),
            ),
            (
                CertificateError::UnknownIssuer,
                FetchError::CertificateUnknownIssuer,
            ),
            (CertificateError::BadEncoding, FetchError::NoTls),
        ] {
            let tls = rustls::Error::InvalidCertificate(certificate);
            assert_eq!(classify(&Error::Rustls(tls.clone()), "h"), expected);
            // The handshake may happen during a read of the connection, which then returns its
            // error.
            let io = io::Error::new(ErrorKind::InvalidData, tls);
            assert_eq!(classify(&Error::Io(io), "h"), expected);
        }
    }

    #[test]
    fn errors_of_connections_are_told_apart() {
        for (error, expected) in [
            (
                io::Error::from(ErrorKind::ConnectionRefused),
                FetchError::Refused("h".to_owned()),
            ),
            (
                io::Error::from(ErrorKind::UnexpectedEof),
                FetchError::Incomplete,
            ),
            (
                io::Error::from(ErrorKind::BrokenPipe),
                FetchError::ConnectionLost,
            ),
            (
                io::Error::other("failed to lookup address information: x"),
                FetchError::NoSuchHost("h".to_owned()),
            ),
        ] {
            assert_eq!(classify(&Error::Io(error), "h"), expected);
        }
    }
}
