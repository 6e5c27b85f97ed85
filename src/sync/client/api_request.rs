//! Requests to an API and their responses.

use super::super::guard::AllowedHost;
use std::fmt;
use url::Url;

/// A request to an API: a GET, or a POST of a form.
pub struct ApiRequest<'a> {
    /// The address.
    pub url: Url,
    /// The host that may be in a private network.
    pub allowed: &'a AllowedHost,
    /// The `Authorization` header.
    pub authorization: Option<String>,
    /// The form; with it, the request is a POST.
    pub form: Option<ApiForm>,
}

/// A form, encoded.
pub enum ApiForm {
    /// It asks for something, and may be sent again on a new connection.
    Question(String),
    /// It changes something. Some servers undo a change that comes twice, so it is sent once.
    Change(String),
}

impl ApiForm {
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Question(text) | Self::Change(text) => text,
        }
    }
}

/// Header and form hold secrets, so both are left out.
impl fmt::Debug for ApiRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiRequest")
            .field("url", &self.url.as_str())
            .finish_non_exhaustive()
    }
}

/// A response of an API, whatever its status.
pub struct ApiResponse {
    /// The address that answered, after the redirects that were followed.
    pub url: Url,
    /// The status.
    pub status: u16,
    /// Whether the server says that a token is refused: `X-Reader-Google-Bad-Token`, or
    /// `Google-Bad-Token`.
    pub is_bad_token: bool,
    /// Whether the server wants HTTP authentication (`WWW-Authenticate`).
    pub wants_http_login: bool,
    /// Where a redirect leads that was not followed, because it leads elsewhere.
    pub redirect: Option<Url>,
    /// The body, decompressed.
    pub bytes: Vec<u8>,
}

/// The body may be a token, so only its length is printed.
impl fmt::Debug for ApiResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiResponse")
            .field("url", &self.url.as_str())
            .field("status", &self.status)
            .field("length", &self.bytes.len())
            .finish_non_exhaustive()
    }
}
