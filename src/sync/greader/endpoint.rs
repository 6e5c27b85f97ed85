//! Where the API of a server is, and how it is asked.

use super::super::client::{ApiForm, ApiRequest, ApiResponse, Client};
use super::super::follow::typed_address;
use super::super::guard::AllowedHost;
use super::auth_token::AuthToken;
use crate::account_error::AccountError;
use crate::article::shown_address;
use url::{Host, Url};

/// The path of requests below the address of the API.
pub(super) const API: &str = "reader/api/0";

/// The path of the login below the address of the API.
pub(super) const LOGIN: &str = "accounts/ClientLogin";

/// The address of an API.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Endpoint {
    /// The address, below which are `accounts/ClientLogin` and `reader/api/0`.
    pub api: Url,
    /// Whether the user allowed to send secrets without encryption.
    pub is_insecure_allowed: bool,
}

impl Endpoint {
    /// Sends a request to `path` below the API; with a form it is a POST.
    ///
    /// # Errors
    /// Returns an error if there is no response, or if secrets would be readable on their way.
    pub(super) fn send(
        &self,
        client: &Client,
        (path, query): (&str, &[(&str, &str)]),
        form: Option<ApiForm>,
        auth: Option<&AuthToken>,
    ) -> Result<ApiResponse, AccountError> {
        if !self.is_insecure_allowed && !is_safe(&self.api) {
            return Err(AccountError::Insecure(shown_address(&self.api)));
        }
        let allowed = AllowedHost::from_user_input(&self.api);
        let mut url = below(&self.api, path);
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let request = ApiRequest {
            url,
            allowed: &allowed,
            authorization: auth.map(|auth| format!("GoogleLogin auth={}", auth.reveal())),
            form,
        };
        Ok(client.call(&request)?)
    }
}

/// Returns the address of `path` below `base`, whether that ends in a slash or not.
pub(super) fn below(base: &Url, path: &str) -> Url {
    let mut url = base.clone();
    url.set_query(None);
    url.set_fragment(None);
    url.set_path(&format!("{}/{path}", base.path().trim_end_matches('/')));
    url
}

/// Encodes a form.
pub(super) fn form<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields);
    form.finish()
}

/// Parses the address of a server as users type it. Without a scheme it means https, on this machine http.
pub fn server_address(typed: &str) -> Option<Url> {
    let url = typed_address(typed)?;
    if typed.contains("://") || !is_loopback(&url) {
        return Some(url);
    }
    let (_https, rest) = url.as_str().split_once("://")?;
    Url::parse(&format!("http://{rest}")).ok()
}

/// Whether nobody between this machine and the server can read what is sent.
fn is_safe(url: &Url) -> bool {
    url.scheme() == "https" || is_loopback(url)
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost")
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_is_safe_without_encryption() {
        for (address, expected) in [
            ("https://rss.example/", true),
            ("http://rss.example/", false),
            ("http://127.0.0.1:8080/", true),
            ("http://[::1]/", true),
            ("http://localhost/", true),
            ("http://192.168.1.2/", false),
            ("http://localhost.example/", false),
        ] {
            assert_eq!(
                is_safe(&Url::parse(address).unwrap()),
                expected,
                "{address}"
            );
        }
    }

    #[test]
    fn addresses_are_taken_as_people_type_them() {
        for (typed, expected) in [
            ("rss.example.org", Some("https://rss.example.org/")),
            ("http://rss.example.org/x", Some("http://rss.example.org/x")),
            ("localhost:8080/rss", Some("http://localhost:8080/rss")),
            ("127.0.0.1", Some("http://127.0.0.1/")),
            ("https://localhost/", Some("https://localhost/")),
            ("rss", None),
        ] {
            let url = server_address(typed);
            assert_eq!(url.as_ref().map(Url::as_str), expected, "{typed}");
        }
    }

    #[test]
    fn paths_are_joined_with_one_slash() {
        for base in ["https://a.example/api?x=1#y", "https://a.example/api//"] {
            let url = below(&Url::parse(base).unwrap(), "reader/api/0/token");
            assert_eq!(url.as_str(), "https://a.example/api/reader/api/0/token");
        }
    }
}
