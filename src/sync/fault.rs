//! What the HTTP library says, as a [`Fault`] that a person can be told.

use super::guard::NotPublic;
use crate::words::Fault;
use std::io::ErrorKind;
use std::time::Duration;
use ureq::{Error, Timeout};

/// A fault, and how long the server wants to be left alone.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Failure {
    /// What went wrong.
    pub fault: Fault,
    /// What `Retry-After` said.
    pub retry_after: Option<Duration>,
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self {
            fault,
            retry_after: None,
        }
    }
}

/// Returns what `error`, which happened with `host`, means.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "ureq may add errors, which are unforeseen"
)]
pub(super) fn fault_of(error: &Error, host: &str) -> Fault {
    let host_owned = || host.to_owned();
    match error {
        Error::Timeout(Timeout::Resolve | Timeout::Connect | Timeout::RecvResponse) => {
            Fault::Silent
        }
        Error::Timeout(_) => Fault::Slow,
        Error::HostNotFound => Fault::NoSuchHost(host_owned()),
        Error::Io(io) => of_io(io, host),
        Error::Rustls(tls) => of_tls(&format!("{tls:?}"), host),
        Error::Tls(_) | Error::TlsRequired | Error::Pem(_) => Fault::NoTls,
        Error::Decompress(..) => Fault::BadCompression,
        Error::Protocol(_) | Error::LargeResponseHeader(..) | Error::Http(_) => Fault::NotHttp,
        Error::ConnectProxyFailed(_) | Error::InvalidProxyUrl => Fault::Proxy,
        Error::BadUri(_) => Fault::NotWeb(host_owned()),
        Error::ConnectionFailed => Fault::Unreachable(host_owned()),
        Error::Other(other) => match other.downcast_ref::<NotPublic>() {
            Some(NotPublic(host)) => Fault::Private(host.clone()),
            None => Fault::Unforeseen,
        },
        // Chunks that never begin, or a head that is none.
        Error::BodyStalled => Fault::NotHttp,
        _ => Fault::Unforeseen,
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "other kinds are told apart by their text"
)]
fn of_io(error: &std::io::Error, host: &str) -> Fault {
    match error.kind() {
        ErrorKind::ConnectionRefused => Fault::Refused(host.to_owned()),
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => {
            Fault::Unreachable(host.to_owned())
        }
        ErrorKind::UnexpectedEof => Fault::CutOff,
        ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::NotConnected => Fault::Broken,
        ErrorKind::TimedOut | ErrorKind::WouldBlock => Fault::Silent,
        _ => {
            let said = format!("{error:?}");
            if said.contains("lookup address") || said.contains("nodename nor servname") {
                return Fault::NoSuchHost(host.to_owned());
            }
            of_tls(&said, host)
        }
    }
}

/// Reads what the TLS library says. Its types are no part of the HTTP library's promise, the names of
/// its variants (of RFC 5280's notions) are what stays.
fn of_tls(said: &str, host: &str) -> Fault {
    if said.contains("Expired") {
        return Fault::CertificateExpired(day_after(said, "not_after: UnixTime("));
    }
    let has = |names: &[&str]| names.iter().any(|name| said.contains(name));
    if has(&["NotValidYet"]) {
        Fault::CertificateEarly
    } else if has(&["NotValidForName"]) {
        Fault::CertificateName(host.to_owned())
    } else if has(&["UnknownIssuer", "BadSignature", "CaUsedAsEndEntity"]) {
        Fault::CertificateUnknown
    } else {
        Fault::NoTls
    }
}

fn day_after(said: &str, mark: &str) -> Option<String> {
    let (_, rest) = said.split_once(mark)?;
    let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
    let time = chrono::DateTime::from_timestamp(digits.parse().ok()?, 0)?;
    Some(time.format("%Y-%m-%d").to_string())
}
