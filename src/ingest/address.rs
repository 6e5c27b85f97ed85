//! Addresses in articles: resolved against a base, and kept only if they use http or https.

use crate::text::sanitize;
use url::Url;

/// The maximum length of an address in bytes; a longer one is dropped.
const LONGEST: usize = 4_000;

/// The base for resolving relative addresses; it may be unknown.
#[derive(Clone, Debug, Default)]
pub(super) struct BaseUrl(Option<Url>);

impl BaseUrl {
    /// Returns `address` as a base, or no base if it is not an http or https address.
    pub(super) fn of(address: &str) -> Self {
        Self(Url::parse(address.trim()).ok().filter(is_of_the_web))
    }

    /// Returns the base that results from resolving `address`, as for a `<base>` element.
    pub(super) fn joined(&self, address: &str) -> Self {
        match self.whole(address) {
            Some(url) => Self(Some(url)),
            None => self.clone(),
        }
    }

    /// Returns this base, or `other` if this one is unknown.
    pub(super) fn or(self, other: Self) -> Self {
        if self.0.is_some() { self } else { other }
    }

    /// Returns the base as an address.
    pub(super) fn address(&self) -> Option<String> {
        let url = self.0.as_ref()?;
        Some(sanitize::clean_line(url.as_str()).into_owned())
    }

    /// Resolves `address`. An absolute address is returned as written.
    pub(super) fn resolve(&self, address: &str) -> Option<String> {
        let address: String = address
            .trim()
            .chars()
            .filter(|c| !matches!(c, '\n' | '\r' | '\t'))
            .collect();
        if address.is_empty() || address.len() > LONGEST {
            return None;
        }
        let url = self.whole(&address)?;
        let clean = sanitize::clean_line(&address);
        if Url::parse(&address).is_ok() && clean == address && !address.contains(' ') {
            return Some(address);
        }
        Some(sanitize::clean_line(url.as_str()).into_owned())
    }

    fn whole(&self, address: &str) -> Option<Url> {
        let url = match (&self.0, Url::parse(address.trim())) {
            (_, Ok(url)) => url,
            (Some(base), Err(_)) => base.join(address.trim()).ok()?,
            (None, Err(_)) => return None,
        };
        is_of_the_web(&url).then_some(url)
    }
}

fn is_of_the_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_http_addresses_are_resolved() {
        let base = BaseUrl::of("https://example.org/a/b.xml");
        for (address, expected) in [
            ("c", Some("https://example.org/a/c")),
            ("/c", Some("https://example.org/c")),
            ("//other.example/c", Some("https://other.example/c")),
            ("http://other.example", Some("http://other.example")),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("mailto:a@example.org", None),
            ("", None),
        ] {
            assert_eq!(base.resolve(address).as_deref(), expected, "{address}");
        }
        assert_eq!(BaseUrl::of("a.xml").resolve("c"), None);
    }
}
