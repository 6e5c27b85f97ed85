//! The private addresses at which names that the user typed are trusted.
//!
//! A name server may change its answer, but a name that the user typed must not lead into the
//! intranet later. So the name and port are trusted only at the addresses to which the name first
//! resolved after it was typed. Public addresses need no trust. A subscription stores its trusted
//! addresses; for other requests the trust ends with the client.

use super::is_public;
use std::collections::{BTreeSet, HashMap};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::Url;

/// Host and port.
type Authority = (String, u16);

/// The trusted addresses, shared by all requests of a client.
#[derive(Clone, Debug, Default)]
pub(in crate::sync) struct TrustedAddresses(Arc<Mutex<HashMap<Authority, BTreeSet<IpAddr>>>>);

impl TrustedAddresses {
    /// Trusts the host of `url` at these addresses; if `None`, at the addresses to which it
    /// resolves next.
    pub(in crate::sync) fn set(&self, url: &Url, addresses: Option<&[IpAddr]>) {
        let Some(authority) = super::authority(url) else {
            return;
        };
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match addresses {
            Some(addresses) => known.insert(authority, addresses.iter().copied().collect()),
            None => known.remove(&authority),
        };
    }

    /// Returns the addresses at which the host of `url` is trusted, if it was resolved.
    pub(in crate::sync) fn of(&self, url: &Url) -> Option<Vec<IpAddr>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let addresses = known.get(&super::authority(url)?)?;
        Some(addresses.iter().copied().collect())
    }

    /// Returns whether a connection to each address in `found`, the current addresses of a host, is
    /// allowed.
    fn admits(&self, authority: Authority, found: &[IpAddr]) -> Vec<bool> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let trusted = known.entry(authority).or_insert_with(|| {
            let private = found.iter().copied().filter(|ip| !is_public(*ip));
            private.collect()
        });
        let admits = |ip: &IpAddr| is_public(*ip) || trusted.contains(ip);
        found.iter().map(admits).collect()
    }
}

/// Resolves names that the user typed to their public or trusted addresses.
#[derive(Debug, Default)]
pub(in crate::sync) struct TrustedResolver {
    pub(in crate::sync) resolver: DefaultResolver,
    pub(in crate::sync) trusted: TrustedAddresses,
    /// The proxy's host and port. The user has configured it, so its address may be private.
    pub(in crate::sync) proxy: Option<Authority>,
}

impl Resolver for TrustedResolver {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.resolver.resolve(uri, config, timeout)?;
        let host = uri.host().unwrap_or_default();
        if super::is_proxy(uri, self.proxy.as_ref()) {
            return Ok(found);
        }
        let port = found.iter().next().map_or(0, std::net::SocketAddr::port);
        let ips: Vec<IpAddr> = found.iter().map(std::net::SocketAddr::ip).collect();
        let admitted = self.trusted.admits((host.to_owned(), port), &ips);
        let mut kept = self.empty();
        for (address, _) in found.iter().zip(admitted).filter(|(_, admitted)| *admitted) {
            kept.push(*address);
        }
        if kept.is_empty() {
            return Err(super::refused(host));
        }
        Ok(kept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ips(addresses: &[&str]) -> Vec<IpAddr> {
        addresses.iter().map(|ip| ip.parse().unwrap()).collect()
    }

    #[test]
    fn a_name_is_trusted_at_its_first_addresses() {
        let trusted = TrustedAddresses::default();
        let admits =
            |host: &str, port, found: &[&str]| trusted.admits((host.to_owned(), port), &ips(found));
        for (host, port, found, expected) in [
            (
                "nas.example",
                80,
                &["192.168.1.5", "93.184.216.34"][..],
                &[true, true][..],
            ),
            // Later the name refers to another machine. The first address stays trusted, and public
            // addresses need no trust.
            (
                "nas.example",
                80,
                &["192.168.1.6", "192.168.1.5", "93.184.216.35"],
                &[false, true, true],
            ),
            ("nas.example", 80, &["127.0.0.1"], &[false]),
            // Another port needs a permission of its own.
            ("nas.example", 81, &["127.0.0.1"], &[true]),
            // A name that was public has no trusted private address.
            ("news.example", 80, &["93.184.216.34"], &[true]),
            ("news.example", 80, &["10.0.0.1"], &[false]),
        ] {
            assert_eq!(
                admits(host, port, found),
                expected,
                "{host}:{port} {found:?}"
            );
        }
    }

    #[test]
    fn stored_addresses_are_trusted_until_the_user_allows_others() {
        let trusted = TrustedAddresses::default();
        let url = Url::parse("http://nas.example/feed").unwrap();
        let admits = |found: &[&str]| trusted.admits(("nas.example".to_owned(), 80), &ips(found));
        assert_eq!(trusted.of(&url), None);
        trusted.set(&url, Some(&ips(&["192.168.1.5"])));
        assert_eq!(admits(&["192.168.1.6"]), [false]);
        assert_eq!(admits(&["192.168.1.5"]), [true]);
        trusted.set(&url, None);
        assert_eq!(admits(&["192.168.1.6"]), [true]);
        assert_eq!(trusted.of(&url), Some(ips(&["192.168.1.6"])));
    }
}
