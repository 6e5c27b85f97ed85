//! The login: name and password for a token.

use super::super::client::{ApiForm, ApiResponse, Client};
use super::auth_token::AuthToken;
use super::endpoint::{Endpoint, LOGIN, form};
use super::json_answer::parse;
use crate::account_error::AccountError;

/// Sends name and password.
///
/// # Errors
/// Returns an error if there is no response.
pub(super) fn send_login(
    client: &Client,
    endpoint: &Endpoint,
    user: &str,
    password: &str,
) -> Result<ApiResponse, AccountError> {
    let form = form([
        ("Email", user),
        ("Passwd", password),
        ("service", "reader"),
        ("accountType", "HOSTED_OR_GOOGLE"),
        ("client", "newsreader"),
    ]);
    endpoint.send(client, (LOGIN, &[]), Some(ApiForm::Question(form)), None)
}

/// Returns the token in the answer to a login: a line `Auth=`, or a field of that name in JSON.
pub(super) fn token_of(response: &ApiResponse) -> Option<AuthToken> {
    if !matches!(response.status, 200..=299) {
        return None;
    }
    let text = String::from_utf8_lossy(&response.bytes);
    let mut lines = text.lines().filter_map(|line| line.split_once('='));
    let line = lines.find(|(name, _)| name.trim().eq_ignore_ascii_case("auth"));
    if let Some((_, value)) = line {
        return AuthToken::from_answer(value);
    }
    let answer = parse(&response.bytes)?;
    let mut fields = answer.as_object()?.iter();
    let (_, value) = fields.find(|(name, _)| name.eq_ignore_ascii_case("auth"))?;
    AuthToken::from_answer(value.as_str()?)
}

/// Whether a response refuses name or password in the manner of the API.
pub(super) fn is_refusal(response: &ApiResponse) -> bool {
    let text = String::from_utf8_lossy(&response.bytes);
    let says_so = ["Error=BadAuthentication", "Unauthorized!"];
    response.status >= 400
        && (response.is_bad_token || says_so.iter().any(|says| text.trim().starts_with(says)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::response;
    use super::*;

    #[test]
    fn tokens_are_found_in_lines_and_in_json() {
        for (status, body, expected) in [
            (200, "SID=a\nLSID=b\nAuth=ram/1f\n", Some("ram/1f")),
            (
                200,
                "SID=a\r\nLSID=null\r\nAuth=ram/1f==\r\n",
                Some("ram/1f=="),
            ),
            (200, "auth= x \nexpires=1", Some("x")),
            (200, r#"{"SID": "a", "Auth": "ram/1f"}"#, Some("ram/1f")),
            (200, "Auth=", None),
            (200, "Auth=a b", None),
            (200, "Auth=a\u{1}b", None),
            (200, "OK", None),
            (200, "[]", None),
            (200, "<html><a href='?Auth=1'>", None),
            (403, "Error=BadAuthentication", None),
            (401, "Auth=x", None),
        ] {
            let token = token_of(&response(status, body));
            assert_eq!(token.as_ref().map(AuthToken::reveal), expected, "{body}");
        }
    }

    #[test]
    fn a_token_is_never_printed() {
        let token = AuthToken::new("secret".to_owned());
        assert_eq!(format!("{token:?}"), "AuthToken(…)");
        let response = response(200, "Auth=secret");
        assert!(!format!("{response:?}").contains("secret"));
    }
}
