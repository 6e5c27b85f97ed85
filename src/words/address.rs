//! Redacted addresses, for display and for the log.

use url::Url;

/// Names of query parameters whose values are credentials.
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

/// Returns `url` without user name, password and keys.
pub fn said(url: &Url) -> String {
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
    // Both fail only for addresses without a host, which have no credentials.
    let _no_host = shown.set_username("");
    let _no_host = shown.set_password(None);
    shown.to_string()
}
