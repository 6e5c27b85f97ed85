//! Finds the API of a server and logs in.

use super::super::client::{ApiResponse, Client};
use super::super::read_feed::is_page;
use super::auth_token::AuthToken;
use super::candidate::candidates;
use super::client_login::{is_refusal, send_login, token_of};
use super::endpoint::{API, Endpoint, LOGIN};
use super::json_answer::{is_api_off, object, reason};
use crate::account_error::AccountError;
use crate::article::shown_address;
use crate::fetch_error::FetchError;
use std::sync::Arc;
use url::Url;

/// The number of bytes in which a login page is recognised.
const HEAD: usize = 64 << 10;

/// A successful login.
#[derive(Clone, Debug)]
pub struct LoggedIn {
    /// The address of the API.
    pub api: Url,
    /// The token.
    pub auth: AuthToken,
    /// The name of the server's software, if it can be recognised.
    pub server: Option<String>,
}

/// What an address without a login says about where the API may be, from the least helpful to the
/// most.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Hint {
    /// There is nothing.
    Nothing,
    /// The server has an error of its own.
    ServerError(u16),
    /// A web page asks for a password, or the server redirects to another host.
    LoginPage,
    /// Something refuses the request, perhaps something else.
    Refused,
    /// The API is switched off.
    ApiOff,
}

/// Finds the API at or below `typed`, logs in, and makes sure that the token is accepted.
///
/// # Errors
/// Returns the error that helps most, among those of the addresses that were tried.
pub fn log_in(
    client: &Arc<Client>,
    typed: &Url,
    user: &str,
    password: &str,
    is_insecure_allowed: bool,
) -> Result<LoggedIn, AccountError> {
    client.trust(typed, None);
    let (mut best, mut failure) = (Hint::Nothing, None);
    for api in candidates(typed) {
        let endpoint = Endpoint {
            api,
            is_insecure_allowed,
        };
        let response = match send_login(client, &endpoint, user, password) {
            Err(AccountError::Fetch(error)) if is_of_one_address(&error) => {
                failure = failure.or(Some(error));
                continue;
            }
            response => response?,
        };
        if let Some(auth) = token_of(&response) {
            return verified(client, moved(endpoint, &response.url), auth);
        }
        if is_refusal(&response) {
            return Err(AccountError::WrongPassword);
        }
        if response.status == 429 {
            return Err(FetchError::TooManyRequests.into());
        }
        best = best.max(hint(&response));
    }
    Err(match best {
        Hint::Nothing => match failure {
            Some(error) => error.into(),
            None => AccountError::NoApi(shown_address(typed)),
        },
        Hint::ServerError(status) => FetchError::ServerError(status).into(),
        Hint::LoginPage => AccountError::LoginPage,
        Hint::Refused => AccountError::WrongPassword,
        Hint::ApiOff => AccountError::ApiOff,
    })
}

/// Whether another address of the same server may still answer.
fn is_of_one_address(error: &FetchError) -> bool {
    matches!(
        error,
        FetchError::ConnectionLost
            | FetchError::Incomplete
            | FetchError::TooLong(_)
            | FetchError::BadCompression
            | FetchError::NotHttp
            | FetchError::TooManyRedirects(_)
    )
}

/// Judges a response that is neither a login nor the refusal of one.
fn hint(response: &ApiResponse) -> Hint {
    let is_page = is_page(&response.bytes);
    match response.status {
        _ if is_api_off(response) => Hint::ApiOff,
        200..=299 if is_page && asks_for_password(&response.bytes) => Hint::LoginPage,
        300..=399 if response.redirect.is_some() => Hint::LoginPage,
        401 | 403 if response.wants_http_login => Hint::LoginPage,
        400 if !is_page && reason(response) == "Bad Request!" => Hint::Refused,
        401 | 403 if !is_page => Hint::Refused,
        501 | 505 => Hint::Nothing,
        status @ 500..=599 => Hint::ServerError(status),
        _ => Hint::Nothing,
    }
}

/// Whether a web page has a field for a password.
fn asks_for_password(page: &[u8]) -> bool {
    let head = page.get(..page.len().min(HEAD)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    ["type=\"password\"", "type='password'", "type=password"]
        .iter()
        .any(|field| head.contains(field))
}

/// Returns where the API is after redirects, such as that from http to https.
fn moved(endpoint: Endpoint, answered: &Url) -> Endpoint {
    let path = answered.path().trim_end_matches('/');
    let Some(base) = path.strip_suffix(LOGIN) else {
        return endpoint;
    };
    let mut api = answered.clone();
    api.set_query(None);
    api.set_path(base.trim_end_matches('/'));
    Endpoint { api, ..endpoint }
}

/// Makes sure that the server accepts the token, and answers in JSON.
///
/// A proxy may drop the header with the token; some servers do not tell whose the token is.
fn verified(
    client: &Client,
    endpoint: Endpoint,
    auth: AuthToken,
) -> Result<LoggedIn, AccountError> {
    let ask = |request: &str| {
        let path = format!("{API}/{request}");
        let query = [("output", "json")];
        let response = endpoint.send(client, (&path, &query), None, Some(&auth))?;
        object(&response, request)
    };
    if ask("user-info").is_err() {
        // The login was accepted a moment ago, so it has not ended.
        ask("subscription/list").map_err(|error| {
            if error == AccountError::LoggedOut {
                AccountError::Refused(401, String::new())
            } else {
                error.without_text()
            }
        })?;
    }
    let server = software(&endpoint.api, &auth).map(str::to_owned);
    Ok(LoggedIn {
        api: endpoint.api,
        auth,
        server,
    })
}

/// Recognises the software of a server by the address of its API and the form of its tokens; no
/// answer has its name.
fn software(api: &Url, auth: &AuthToken) -> Option<&'static str> {
    let digits = auth.reveal().rsplit_once('/').map_or("", |(_, hash)| hash);
    let is_hash = digits.chars().all(|c| c.is_ascii_hexdigit());
    match digits.len() {
        40 if is_hash && api.path().ends_with("/api/greader.php") => Some("FreshRSS"),
        64 if is_hash => Some("Miniflux"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::response;
    use super::super::testing::{StubServer, client, given};
    use super::*;

    #[test]
    fn the_error_that_helps_most_is_reported() {
        let form = "<html><form><input type=\"password\">";
        let mut hints = Vec::new();
        for (status, body, expected) in [
            (404, "<html>", Hint::Nothing),
            (200, "[]", Hint::Nothing),
            (200, "<html><body>a site", Hint::Nothing),
            (502, "<html>", Hint::ServerError(502)),
            (200, form, Hint::LoginPage),
            (
                401,
                "{\"error_message\":\"Access Unauthorized\"}",
                Hint::Refused,
            ),
            (400, "Bad Request!", Hint::Refused),
            (503, "Service Unavailable!", Hint::ApiOff),
        ] {
            let hint = hint(&response(status, body));
            assert_eq!(hint, expected, "{status} {body}");
            hints.push(hint);
        }
        assert!(hints.is_sorted());
    }

    #[test]
    fn the_api_is_where_the_login_was_answered() {
        let endpoint = |api: &str| Endpoint {
            api: Url::parse(api).unwrap(),
            is_insecure_allowed: false,
        };
        for (api, answered, expected) in [
            (
                "http://a.example/rss",
                "https://a.example/rss/accounts/ClientLogin",
                "https://a.example/rss",
            ),
            (
                "http://a.example/",
                "https://a.example/accounts/ClientLogin/",
                "https://a.example/",
            ),
            (
                "https://a.example/x",
                "https://a.example/login",
                "https://a.example/x",
            ),
        ] {
            let moved = moved(endpoint(api), &Url::parse(answered).unwrap());
            assert_eq!(moved.api.as_str(), expected);
        }
    }

    /// Logs in at a server whose API is at `api`, with this answer to a login there.
    fn at(
        api: &'static str,
        typed: &str,
        login: (u16, &'static str),
    ) -> Result<LoggedIn, AccountError> {
        let server = StubServer::start(Box::new(move |asked| {
            if asked.line == format!("POST {api}/accounts/ClientLogin") {
                return given(login.0, login.1);
            }
            let is_user = asked
                .line
                .starts_with(&format!("GET {api}/reader/api/0/user-info"));
            if is_user && asked.authorization == "GoogleLogin auth=a" {
                return given(200, "{\"userId\": \"1\"}");
            }
            given(404, "<html>no")
        }));
        let typed = server.url.join(typed).unwrap();
        log_in(&client(), &typed, "ram", "secret", false)
    }

    #[test]
    fn the_api_is_found_below_the_typed_address() {
        let ok = (200, "Auth=a\r\n");
        for (api, typed) in [
            ("", "/"),
            ("", "/unread"),
            ("/api/greader.php", "/"),
            ("/rss/api/greader.php", "/rss/i/?a=normal"),
            ("/rss/api/greader.php", "/rss/api/greader.php/reader/api/0"),
            ("/googlereader", "/"),
        ] {
            let found = at(api, typed, ok).unwrap();
            assert_eq!(found.api.path().trim_end_matches('/'), api, "{typed}");
        }
    }

    #[test]
    fn a_login_that_fails_is_explained() {
        for (login, expected) in [
            ((401, "Unauthorized!"), AccountError::WrongPassword),
            (
                (401, "{\"error_message\": \"no\"}"),
                AccountError::WrongPassword,
            ),
            (
                (403, "Error=BadAuthentication"),
                AccountError::WrongPassword,
            ),
            ((503, "Service Unavailable!"), AccountError::ApiOff),
            (
                (200, "<html><input type=\"password\">"),
                AccountError::LoginPage,
            ),
            (
                (200, "Auth=other"),
                AccountError::Refused(404, String::new()),
            ),
        ] {
            let failed = at("/api/greader.php", "/", login).unwrap_err();
            assert_eq!(failed, expected, "{login:?}");
        }
        let nothing = at("/elsewhere", "/", (200, "Auth=a")).unwrap_err();
        assert!(matches!(nothing, AccountError::NoApi(_)), "{nothing:?}");
    }

    #[test]
    fn a_secret_follows_no_redirect_to_another_server() {
        let other = StubServer::start(Box::new(|_| given(200, "Auth=a")));
        let location = format!("Location: {}accounts/ClientLogin\r\n", other.url);
        let moved = move |status| {
            let location = location.clone();
            let server =
                StubServer::start(Box::new(move |_| (status, location.clone(), String::new())));
            log_in(&client(), &server.url, "ram", "secret", false).unwrap_err()
        };
        for status in [301, 302, 303, 307, 308] {
            assert_eq!(moved(status), AccountError::LoginPage);
        }
        assert_eq!(other.asked(), []);
    }

    #[test]
    fn a_form_is_sent_again_where_its_server_redirects() {
        let server = StubServer::start(Box::new(|asked| match asked.line.as_str() {
            "POST /accounts/ClientLogin" => (
                301,
                "Location: /x/accounts/ClientLogin\r\n".to_owned(),
                String::new(),
            ),
            "POST /x/accounts/ClientLogin" if asked.body.contains("Passwd=secret") => {
                given(200, "Auth=a")
            }
            _ => given(200, "{}"),
        }));
        let found = log_in(&client(), &server.url, "ram", "secret", false).unwrap();
        assert_eq!(found.api.path(), "/x");
    }

    #[test]
    fn without_encryption_nothing_is_sent() {
        let typed = Url::parse("http://192.0.2.1/").unwrap();
        let refused = log_in(&client(), &typed, "ram", "secret", false).unwrap_err();
        assert_eq!(
            refused,
            AccountError::Insecure("http://192.0.2.1/".to_owned())
        );
    }
}
