//! Addresses without the credentials that they may contain.

use url::Url;

/// Names of query parameters whose values are secrets.
const SECRETS: [&str; 9] = [
    "token",
    "access_token",
    "key",
    "api_key",
    "apikey",
    "auth",
    "password",
    "secret",
    "sig",
];

/// Returns an address as it may be shown and logged: without user name, password and secret parameters.
pub fn shown_address(url: &Url) -> String {
    let mut shown = url.clone();
    let is_secret = |name: &str| {
        SECRETS
            .iter()
            .any(|secret| name.eq_ignore_ascii_case(secret))
    };
    if url.query_pairs().any(|(name, _)| is_secret(&name)) {
        let pairs: Vec<(String, String)> = url
            .query_pairs()
            .map(|(name, value)| {
                let value = if is_secret(&name) {
                    "…".into()
                } else {
                    value
                };
                (name.into_owned(), value.into_owned())
            })
            .collect();
        shown.query_pairs_mut().clear().extend_pairs(pairs);
    }
    // Both calls fail only for addresses without a host, which have no credentials.
    let _no_host = shown.set_username("");
    let _no_host = shown.set_password(None);
    shown.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_redacted() {
        for (address, expected) in [
            ("https://a:b@example.org/f?x=1", "https://example.org/f?x=1"),
            (
                "https://example.org/f?x=1&Token=b",
                "https://example.org/f?x=1&Token=%E2%80%A6",
            ),
        ] {
            assert_eq!(shown_address(&Url::parse(address).unwrap()), expected);
        }
    }
}
