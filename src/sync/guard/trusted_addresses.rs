//! The private addresses at which names are opened that the user typed.
//!
//! A name means what its name server says, and that may change: the intranet must not be reached by way of
//! a name that was typed when it meant something else. So a name is trusted by the addresses that it had
//! when it was first asked after it was typed, at its port; public addresses need no trust. A subscription
//! keeps them; for a single request they hold as long as the client.

use super::is_public;
use std::collections::{BTreeSet, HashMap};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::Url;

/// A host in the net, as a request names it, and its port.
type Authority = (String, u16);

/// What is trusted, shared by all who make requests with one client.
#[derive(Clone, Debug, Default)]
pub(in crate::sync) struct TrustedAddresses(Arc<Mutex<HashMap<Authority, BTreeSet<IpAddr>>>>);

impl TrustedAddresses {
    /// Trusts the host of `url` by these addresses; without any, by those that it has when it is next asked.
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

    /// Returns by which addresses the host of `url` is trusted, if it was asked.
    pub(in crate::sync) fn of(&self, url: &Url) -> Option<Vec<IpAddr>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let addresses = known.get(&super::authority(url)?)?;
        Some(addresses.iter().copied().collect())
    }

    /// Whether each of `found`, the addresses that a host has now, may be opened.
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

/// Resolves a name that the user typed, and keeps what is public or trusted.
#[derive(Debug, Default)]
pub(in crate::sync) struct TrustedResolver {
    pub(in crate::sync) resolver: DefaultResolver,
    pub(in crate::sync) trusted: TrustedAddresses,
    /// The proxy's host and port: the user set it, so it may stand anywhere.
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
    fn a_name_is_trusted_by_the_addresses_that_it_had() {
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
            // Later it means another machine; what it meant stays trusted, what is public needs no trust.
            (
                "nas.example",
                80,
                &["192.168.1.6", "192.168.1.5", "93.184.216.35"],
                &[false, true, true],
            ),
            ("nas.example", 80, &["127.0.0.1"], &[false]),
            // Another port is another thing to agree to.
            ("nas.example", 81, &["127.0.0.1"], &[true]),
            // A name that was public stays so.
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
    fn what_a_subscription_keeps_is_trusted_again_and_may_be_agreed_to_anew() {
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
