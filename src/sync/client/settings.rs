//! How requests are made: who asks, whom is trusted, how long and how much is waited for.

use crate::fetch_error::FetchError;
use std::time::Duration;
use ureq::tls::{Certificate, PemItem, parse_pem};

/// How requests are made.
#[derive(Clone, Debug)]
pub struct ClientSettings {
    /// Who asks, for the publisher's logs: an address of the web or a mail address.
    pub contact: Option<String>,
    /// Certificates of authorities, as PEM, instead of those that are built in.
    pub roots: Option<Vec<u8>>,
    /// Whether the proxies that the environment names are used.
    pub proxied: bool,
    /// How long making a connection may take.
    pub connect: Duration,
    /// How long the server may be silent before it answers, or between two pieces.
    pub silence: Duration,
    /// How long the whole may take.
    pub whole: Duration,
    /// The most bytes of an answer, as they come and unpacked.
    pub longest: u64,
}

impl Default for ClientSettings {
    fn default() -> Self {
        Self {
            contact: None,
            roots: None,
            proxied: false,
            connect: Duration::from_secs(10),
            silence: Duration::from_secs(20),
            whole: Duration::from_secs(60),
            longest: 32 << 20,
        }
    }
}

impl ClientSettings {
    /// Returns the setting that the environment asks for: `NEWSREADER_CONTACT`, `SSL_CERT_FILE`, the
    /// proxies.
    ///
    /// # Errors
    /// Where the file of certificates cannot be read.
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
            proxied: true,
            ..Self::default()
        })
    }

    /// What the program calls itself.
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
    fn a_program_says_who_it_is_and_who_asks() {
        let by = |contact: Option<&str>| {
            let setting = ClientSettings {
                contact: contact.map(str::to_owned),
                ..ClientSettings::default()
            };
            setting.user_agent()
        };
        let name = concat!("newsreader/", env!("CARGO_PKG_VERSION"));
        assert_eq!(by(None), name);
        assert_eq!(
            by(Some("me@example.org\r\nX: y")),
            format!("{name} (+me@example.orgX:y)")
        );
    }
}
