//! Addresses: made whole by what they are relative to, kept if they are of the web.

use crate::text::sanitize;
use url::Url;

/// The longest address that is kept.
const LONGEST: usize = 4_000;

/// What addresses are relative to.
#[derive(Clone, Debug, Default)]
pub(super) struct BaseUrl(Option<Url>);

impl BaseUrl {
    /// Returns the base that `address` is, none if it is no address of the web.
    pub(super) fn of(address: &str) -> Self {
        Self(Url::parse(address.trim()).ok().filter(is_of_the_web))
    }

    /// Returns the base that `address` makes where this one stood.
    pub(super) fn joined(&self, address: &str) -> Self {
        match self.whole(address) {
            Some(url) => Self(Some(url)),
            None => self.clone(),
        }
    }

    /// Returns this base, or `other` where this one is none.
    pub(super) fn or(self, other: Self) -> Self {
        if self.0.is_some() { self } else { other }
    }

    /// Returns the address itself, if there is one.
    pub(super) fn address(&self) -> Option<String> {
        let url = self.0.as_ref()?;
        Some(sanitize::line(url.as_str()).into_owned())
    }

    /// Returns the address of the web that `address` is here, as it was written if it was whole.
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
        let clean = sanitize::line(&address);
        if Url::parse(&address).is_ok() && clean == address && !address.contains(' ') {
            return Some(address);
        }
        Some(sanitize::line(url.as_str()).into_owned())
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
    fn only_the_web_is_linked() {
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
