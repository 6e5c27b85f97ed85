//! The user name and the password in an address, which are sent in a header instead.

use base64::Engine as _;
use url::Url;

pub(super) fn without_credentials(mut url: Url) -> Url {
    // Both calls fail only for addresses without a host, which have no credentials.
    let _no_host = url.set_username("");
    let _no_host = url.set_password(None);
    url
}

pub(super) fn credentials(url: &Url) -> Option<String> {
    if url.username().is_empty() && url.password().is_none() {
        return None;
    }
    let decoded = |text: &str| {
        let pair = format!("_={}", text.replace('+', "%2B"));
        let value = url::form_urlencoded::parse(pair.as_bytes()).next();
        value
            .map(|(_, value)| value.into_owned())
            .unwrap_or_default()
    };
    let pair = format!(
        "{}:{}",
        decoded(url.username()),
        decoded(url.password().unwrap_or_default())
    );
    let encoded = base64::engine::general_purpose::STANDARD.encode(pair);
    Some(format!("Basic {encoded}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_sent_in_a_header_and_not_in_the_address() {
        let url = Url::parse("https://ram:s%C3%BC%2Bss@example.org/feed").unwrap();
        assert_eq!(credentials(&url).unwrap(), "Basic cmFtOnPDvCtzcw==");
        assert_eq!(
            without_credentials(url).as_str(),
            "https://example.org/feed"
        );
    }
}
