//! Settings of the client: identity, certificates, timeouts, limits.

use crate::fetch_error::FetchError;
use std::time::Duration;
use ureq::tls::{Certificate, PemItem, parse_pem};

/// Settings of the client.
#[derive(Clone, Debug)]
pub struct ClientSettings {
    /// A web or mail address in the `User-Agent` header, by which publishers can contact the user.
    pub contact: Option<String>,
    /// Certificates of authorities in PEM format, which replace the built-in ones.
    pub roots: Option<Vec<u8>>,
    /// Whether to use the proxies in the environment.
    pub use_proxy: bool,
    /// The maximum time for making a connection.
    pub connect_timeout: Duration,
    /// The maximum time for receiving the headers, and between two reads of the body.
    pub read_timeout: Duration,
    /// The maximum time for a whole request.
    pub total_timeout: Duration,
    /// The maximum length of a body in bytes, both compressed and decompressed.
    pub max_bytes: u64,
}

impl Default for ClientSettings {
    fn default() -> Self {
        Self {
            contact: None,
            roots: None,
            use_proxy: false,
            connect_timeout: Duration::from_secs(10),
            read_timeout: Duration::from_secs(20),
            total_timeout: Duration::from_secs(60),
            max_bytes: 32 << 20,
        }
    }
}

impl ClientSettings {
    /// Reads the settings from the environment: `NEWSREADER_CONTACT`, `SSL_CERT_FILE`, and the
    /// proxies.
    ///
    /// # Errors
    ///
    /// Returns an error if the file of certificates cannot be read.
    pub fn from_environment() -> Result<Self, FetchError> {
        let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        let roots = match set("SSL_CERT_FILE") {
            Some(path) => {
                let named = || FetchError::BadCertificateFile(path.to_string_lossy().into_owned());
                let bytes = std::fs::read(&path).map_err(|_unreadable| named())?;
                if certificates(&bytes).is_empty() {
                    return Err(named());
                }
                Some(bytes)
            }
            None => None,
        };
        Ok(Self {
            contact: set("NEWSREADER_CONTACT").map(|name| name.to_string_lossy().into_owned()),
            roots,
            use_proxy: true,
            ..Self::default()
        })
    }

    /// Returns the `User-Agent` header.
    pub(super) fn user_agent(&self) -> String {
        let name = concat!("newsreader/", env!("CARGO_PKG_VERSION"));
        let contact: String = self.contact.iter().flat_map(|text| text.chars()).collect();
        let contact: String = contact.chars().filter(char::is_ascii_graphic).collect();
        if contact.is_empty() {
            name.to_owned()
        } else {
            format!("{name} (+{contact})")
        }
    }
}

/// Returns the certificates in a PEM file.
pub(super) fn certificates(pem: &[u8]) -> Vec<Certificate<'static>> {
    parse_pem(pem)
        .filter_map(|item| match item {
            Ok(PemItem::Certificate(certificate)) => Some(certificate),
            Ok(_) | Err(_) => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_user_agent_contains_the_contact() {
        let by = |contact: Option<&str>| {
            let settings = ClientSettings {
                contact: contact.map(str::to_owned),
                ..ClientSettings::default()
            };
            settings.user_agent()
        };
        let name = concat!("newsreader/", env!("CARGO_PKG_VERSION"));
        assert_eq!(by(None), name);
        assert_eq!(
            by(Some("me@example.org\r\nX: y")),
            format!("{name} (+me@example.orgX:y)")
        );
    }
}
