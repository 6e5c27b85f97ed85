//! Restricts connections to public addresses.
//!
//! No feed, redirect or name server may make this program connect to an intranet. A host is checked
//! on every hop, twice: by its spelling before the request, and by its addresses when the
//! connection is made. The connection uses the addresses that were checked, so a name server gains
//! nothing by answering differently the second time.
//!
//! The exception is a host that the user typed, or allowed with `--allow-private`:
//!
//! - A private address (`http://192.168.1.5:8000/`) is allowed with this host and port.
//! - A name in a private network is allowed with this port, and only at the private addresses to
//!   which it resolved first after the user typed it (`trusted_addresses`).
//! - Nothing extends the permission: no redirect, no article and no link in the feed reaches
//!   another port, another host or another private address.
//! - Private hosts in an imported list of feeds (OPML) wait until the user allows them.

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

/// The host and port that may be private, because the user typed them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct AllowedHost(Option<(String, u16)>);

impl AllowedHost {
    /// Returns the permission for `url`, which the user typed.
    pub fn from_user_input(url: &Url) -> Self {
        Self(authority(url))
    }

    /// Returns no permission: only public addresses are allowed.
    pub fn none() -> Self {
        Self(None)
    }

    /// Returns whether the host and port of `url` are allowed.
    pub fn covers(&self, url: &Url) -> bool {
        self.0.is_some() && self.0 == authority(url)
    }
}

fn authority(url: &Url) -> Option<(String, u16)> {
    Some((url.host_str()?.to_owned(), url.port_or_known_default()?))
}

/// Checks an address as written, without resolving its host. `Url` has already normalised forms
/// like `0x7f.1`.
///
/// # Errors
///
/// Returns an error if the address is not http or https, or if it is private and not `allowed`.
pub fn check(url: &Url, allowed: &AllowedHost) -> Result<(), FetchError> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(FetchError::NotWebAddress(shown_address(url)));
    }
    let private = |host: String| {
        if allowed.covers(url) {
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

/// Whether a name refers to this machine or to a local network. Names are checked because a proxy
/// would resolve them itself.
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

/// Returns whether `ip` is a public address, according to IANA's special-purpose registries.
///
/// If an IPv6 address contains an IPv4 address (mapped, compatible, 6to4, Teredo, NAT64), the
/// latter decides.
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

#[expect(clippy::unnested_or_patterns, reason = "a row for each embedding")]
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let segments = ip.segments();
    let carried = |high: u16, low: u16| {
        let bits = (u32::from(high) << 16) | u32::from(low);
        is_public_v4(Ipv4Addr::from_bits(bits))
    };
    match segments {
        // Mapped, translated and compatible addresses; the compatible ones include unspecified and
        // loopback.
        [0, 0, 0, 0, 0, 0xffff, high, low]
        | [0, 0, 0, 0, 0xffff, 0, high, low]
        | [0, 0, 0, 0, 0, 0, high, low] => carried(high, low),
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => carried(high, low),
        // Teredo inverts the bits of the client's address.
        [0x2001, 0, _, _, _, _, high, low] => carried(!high, !low),
        // ISATAP has the IPv4 address after `5efe`.
        [_, _, _, _, 0 | 0x200, 0x5efe, high, low] => carried(high, low),
        // Addresses for documentation, benchmarks and ORCHID.
        [0x2001, 0x2 | 0xdb8 | 0x10..=0x2f, ..] => false,
        // Only 2000::/3 is allocated; within it, 3fff::/20 is for documentation.
        [0x3fff, 0..=0xfff, ..] => false,
        [first, ..] => (0x2000..=0x3fff).contains(&first),
    }
}

/// Resolves names to their public addresses.
#[derive(Debug, Default)]
pub(super) struct PublicResolver {
    pub(super) resolver: DefaultResolver,
    /// The proxy's host and port. The user has configured it, so its address may be private.
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

/// Whether `uri` is the proxy.
fn is_proxy(uri: &Uri, proxy: Option<&(String, u16)>) -> bool {
    let host = uri.host().unwrap_or_default();
    proxy
        .is_some_and(|(name, port)| name == host && uri.port_u16().is_none_or(|here| here == *port))
}

fn refused(host: &str) -> ureq::Error {
    ureq::Error::Other(Box::new(NotPublicError(host.to_owned())))
}

/// The error for a name without a public address.
#[derive(Debug, thiserror::Error)]
#[error("{0} is not a public address")]
pub(super) struct NotPublicError(pub(super) String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_purpose_addresses_are_not_public() {
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
    fn odd_spellings_are_normalised() {
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
    fn a_name_is_judged_by_its_addresses() {
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
    fn only_the_typed_host_and_port_are_allowed() {
        let allowed =
            AllowedHost::from_user_input(&Url::parse("http://127.0.0.1:8000/feed").unwrap());
        for (address, expected) in [
            ("http://127.0.0.1:8000/other", true),
            ("http://127.0.0.1:9200/", false),
            ("http://127.0.0.2:8000/", false),
            ("http://localhost:8000/", false),
            ("http://example.org/", true),
        ] {
            let url = Url::parse(address).unwrap();
            assert_eq!(check(&url, &allowed).is_ok(), expected, "{address}");
        }
    }
}
