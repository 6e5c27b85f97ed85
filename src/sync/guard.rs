//! Which addresses a stranger may send us to: only public ones.
//!
//! A feed, a redirect or a name server must not make this program ask the intranet. So a host is
//! judged twice, by its spelling before a request and by what it resolves to when the connection is
//! made, on every hop; and the connection goes to the very addresses that were judged, so that a
//! name server that answers twice gains nothing.
//!
//! The exception is what the user typed, or agreed to with `--allow-private`:
//!
//! - An address of a private network (`http://192.168.1.5:8000/`) is opened at that host and that port.
//! - A name that leads into a private network is opened at that port and at the addresses that it had when
//!   it was first asked then, and at no private address that it gets later (`trusted`).
//! - Nothing widens that: no redirect, no story, no link of the feed reaches another port, another host,
//!   or another private address of the name.
//! - A list of feeds (OPML) is no typing. What it names in a private network waits until the user agrees.

mod trusted_addresses;

pub(super) use trusted_addresses::{TrustedAddresses, TrustedResolver};

use crate::article::shown_address;
use crate::fetch_error::FetchError;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::{Host, Url};

/// Host and port that may be asked whatever network they belong to: the person named them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct AllowedHost(Option<(String, u16)>);

impl AllowedHost {
    /// Returns what is allowed where the person typed `url`.
    pub fn from_user_input(url: &Url) -> Self {
        Self(authority(url))
    }

    /// Returns what is allowed where a stranger named the address: nothing but what is public.
    pub fn none() -> Self {
        Self(None)
    }

    /// Returns whether `url` leads to the host and port that were typed.
    pub fn covers(&self, url: &Url) -> bool {
        self.0.is_some() && self.0 == authority(url)
    }
}

fn authority(url: &Url) -> Option<(String, u16)> {
    Some((url.host_str()?.to_owned(), url.port_or_known_default()?))
}

/// Judges an address by its spelling; `Url` has already undone spellings like `0x7f.1`.
///
/// # Errors
/// Where it is no address of the web, or not a public one and not `typed`.
pub fn check(url: &Url, typed: &AllowedHost) -> Result<(), FetchError> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(FetchError::NotWebAddress(shown_address(url)));
    }
    let private = |host: String| {
        if typed.covers(url) {
            Ok(())
        } else {
            Err(FetchError::PrivateAddress(host))
        }
    };
    match url.host() {
        None => Err(FetchError::NotWebAddress(shown_address(url))),
        Some(Host::Ipv4(ip)) if !is_public(ip.into()) => private(ip.to_string()),
        Some(Host::Ipv6(ip)) if !is_public(ip.into()) => private(ip.to_string()),
        Some(Host::Domain(name)) if is_local_name(name) => private(name.to_owned()),
        Some(_) => Ok(()),
    }
}

/// Names that mean this machine or its neighbours wherever they are asked; a proxy would resolve
/// them without us.
fn is_local_name(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    let last = name.rsplit('.').next().unwrap_or(name);
    [
        "localhost",
        "local",
        "internal",
        "localdomain",
        "arpa",
        "lan",
    ]
    .contains(&last)
}

/// Returns whether `ip` is an address of the public net.
///
/// The lists are those of IANA's special-purpose registries. An IPv6 address that carries an IPv4
/// one (mapped, compatible, 6to4, Teredo, NAT64) is judged by what it carries.
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

#[expect(
    clippy::unnested_or_patterns,
    reason = "a row for each entry of the registry"
)]
fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !matches!(
        (a, b, c),
        (0 | 10 | 127, _, _)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 168, _)
            | (198, 18..=19, _)
            | (198, 51, 100)
            | (203, 0, 113)
            | (224..=255, _, _)
    )
}

#[expect(
    clippy::unnested_or_patterns,
    reason = "a row for each way of carrying"
)]
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let segments = ip.segments();
    let carried = |high: u16, low: u16| {
        let bits = (u32::from(high) << 16) | u32::from(low);
        is_public_v4(Ipv4Addr::from_bits(bits))
    };
    match segments {
        // Mapped, translated, compatible; unspecified and loopback are among the compatible ones.
        [0, 0, 0, 0, 0, 0xffff, high, low]
        | [0, 0, 0, 0, 0xffff, 0, high, low]
        | [0, 0, 0, 0, 0, 0, high, low] => carried(high, low),
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => carried(high, low),
        // Teredo hides the client's address by inverting its bits.
        [0x2001, 0, _, _, _, _, high, low] => carried(!high, !low),
        // ISATAP writes the address of its router's network behind `5efe`.
        [_, _, _, _, 0 | 0x200, 0x5efe, high, low] => carried(high, low),
        // Documentation, benchmarks, ORCHID.
        [0x2001, 0x2 | 0xdb8 | 0x10..=0x2f, ..] => false,
        // Of all the rest, only 2000::/3 is given out; 3fff::/20 is documentation again.
        [0x3fff, 0..=0xfff, ..] => false,
        [first, ..] => (0x2000..=0x3fff).contains(&first),
    }
}

/// Resolves a name and keeps what is public.
#[derive(Debug, Default)]
pub(super) struct PublicResolver {
    pub(super) resolver: DefaultResolver,
    /// The proxy's host and port: the person set it, so it may stand anywhere.
    pub(super) proxy: Option<(String, u16)>,
}

impl Resolver for PublicResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.resolver.resolve(uri, config, timeout)?;
        if is_proxy(uri, self.proxy.as_ref()) {
            return Ok(found);
        }
        let mut public = self.empty();
        for address in found.iter().filter(|address| is_public(address.ip())) {
            public.push(*address);
        }
        if public.is_empty() {
            return Err(refused(uri.host().unwrap_or_default()));
        }
        Ok(public)
    }
}

/// Whether `uri` is that of the proxy.
fn is_proxy(uri: &Uri, proxy: Option<&(String, u16)>) -> bool {
    let host = uri.host().unwrap_or_default();
    proxy
        .is_some_and(|(name, port)| name == host && uri.port_u16().is_none_or(|here| here == *port))
}

fn refused(host: &str) -> ureq::Error {
    ureq::Error::Other(Box::new(NotPublicError(host.to_owned())))
}

/// A name that leads to no public address.
#[derive(Debug, thiserror::Error)]
#[error("{0} is not a public address")]
pub(super) struct NotPublicError(pub(super) String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_are_public() {
        for (ip, expected) in [
            ("93.184.216.34", true),
            ("127.0.0.1", false),
            ("127.255.255.254", false),
            ("0.0.0.0", false),
            ("10.1.2.3", false),
            ("100.64.0.1", false),
            ("100.128.0.1", true),
            ("169.254.169.254", false),
            ("172.16.0.1", false),
            ("172.32.0.1", true),
            ("192.168.1.1", false),
            ("192.0.0.8", false),
            ("198.18.0.1", false),
            ("203.0.113.9", false),
            ("224.0.0.1", false),
            ("255.255.255.255", false),
            ("::", false),
            ("::1", false),
            ("::ffff:127.0.0.1", false),
            ("::ffff:7f00:1", false),
            ("::ffff:93.184.216.34", true),
            ("::127.0.0.1", false),
            ("64:ff9b::7f00:1", false),
            ("64:ff9b::5db8:d822", true),
            ("64:ff9b:1::1", false),
            ("2002:7f00:1::", false),
            ("2002:5db8:d822::", true),
            ("2001:0:0:0:0:0:80ff:fffe", false),
            ("2001:db8::1", false),
            ("2606:4700::1111", true),
            ("2606:4700::5efe:a00:1", false),
            ("fe80::1", false),
            ("fec0::1", false),
            ("fd00::1", false),
            ("fc00::1", false),
            ("ff02::1", false),
            ("100::1", false),
            ("3fff::1", false),
        ] {
            assert_eq!(is_public(ip.parse().unwrap()), expected, "{ip}");
        }
    }

    #[test]
    fn odd_spellings_are_seen_through() {
        for (address, expected) in [
            ("http://example.org/", true),
            ("http://0x7f.1/", false),
            ("http://2130706433/", false),
            ("http://0177.0.0.1/", false),
            ("http://127.1/", false),
            ("http://[::ffff:7f00:1]/", false),
            ("http://１２７.0.0.1/", false),
            ("http://localhost/", false),
            ("http://LOCALHOST./", false),
            ("http://printer.local/", false),
            ("http://user@127.0.0.1/", false),
            ("ftp://example.org/", false),
        ] {
            let url = Url::parse(address).unwrap();
            let checked = check(&url, &AllowedHost::none());
            assert_eq!(checked.is_ok(), expected, "{address}: {checked:?}");
        }
    }

    #[test]
    fn a_name_is_judged_by_what_it_resolves_to() {
        let resolved = |proxy| {
            let resolver = PublicResolver {
                proxy,
                ..PublicResolver::default()
            };
            let timeout = NextTimeout {
                after: std::time::Duration::from_secs(10).into(),
                ..NextTimeout::default()
            };
            let uri = Uri::from_static("http://localhost:3128/");
            resolver.resolve(&uri, &Config::default(), timeout)
        };
        let Err(ureq::Error::Other(refused)) = resolved(None) else {
            panic!("localhost is not public");
        };
        assert!(refused.is::<NotPublicError>());
        let proxy = |port| Some(("localhost".to_owned(), port));
        assert!(resolved(proxy(8080)).is_err());
        assert!(!resolved(proxy(3128)).unwrap().is_empty());
    }

    #[test]
    fn what_was_typed_is_opened_and_nothing_beside_it() {
        let typed =
            AllowedHost::from_user_input(&Url::parse("http://127.0.0.1:8000/feed").unwrap());
        for (address, expected) in [
            ("http://127.0.0.1:8000/other", true),
            ("http://127.0.0.1:9200/", false),
            ("http://127.0.0.2:8000/", false),
            ("http://localhost:8000/", false),
            ("http://example.org/", true),
        ] {
            let url = Url::parse(address).unwrap();
            assert_eq!(check(&url, &typed).is_ok(), expected, "{address}");
        }
    }
}
