//! Why a request to the server of an account failed.
//!
//! The library stores such an error with the account, so it is a value that can be serialised, like
//! [`FetchError`]. `sync` creates it and `words` turns it into a sentence in the user's language.

use crate::fetch_error::FetchError;
use serde::{Deserialize, Serialize};

/// Why a request to the server of an account failed.
///
/// Libraries contain these values, so the serialised name of a variant must not change. No variant
/// holds a password or a token.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountError {
    /// The server could not be reached, or it has an error of its own.
    Fetch(FetchError),
    /// The server refused the name or the password.
    WrongPassword,
    /// The server refuses the stored token, and no password is at hand for a new one.
    LoggedOut,
    /// No server that speaks the API was found at or below this address.
    NoApi(String),
    /// The server has the API, but it is switched off.
    ApiOff,
    /// A web page came instead of an answer, probably the login page of a proxy.
    LoginPage,
    /// This address is not encrypted, and the user did not allow that.
    Insecure(String),
    /// The answer to this request could not be understood.
    BadAnswer(String),
    /// The server refused a request with this status and this text.
    Refused(u16, String),
    /// The file with the token is missing or cannot be read.
    NoToken,
    /// The command that prints the password failed, for this reason.
    PasswordCommand(String),
    /// The command that prints the password, which is this program, took too long.
    PasswordSlow(String),
    /// The command that prints the password, which is this program, printed nothing.
    PasswordEmpty(String),
    /// The program itself failed; the log has the details.
    Internal,
}

impl From<FetchError> for AccountError {
    fn from(error: FetchError) -> Self {
        Self::Fetch(error)
    }
}

impl AccountError {
    /// Returns the error without the server's text, which may repeat what was sent.
    #[must_use]
    pub fn without_text(self) -> Self {
        if let Self::Refused(status, _) = self {
            Self::Refused(status, String::new())
        } else {
            self
        }
    }

    /// Whether the account cannot be used until the user does something. Any other error may be gone
    /// at the next attempt.
    pub fn needs_user(&self) -> bool {
        match self {
            Self::WrongPassword
            | Self::LoggedOut
            | Self::NoApi(_)
            | Self::ApiOff
            | Self::LoginPage
            | Self::Insecure(_)
            | Self::NoToken
            | Self::PasswordCommand(_)
            | Self::PasswordSlow(_)
            | Self::PasswordEmpty(_) => true,
            Self::Fetch(error) => error.is_certificate_error(),
            Self::BadAnswer(_) | Self::Refused(..) | Self::Internal => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_serial_names_stay_the_same() {
        let some = || "a".to_owned();
        for (error, expected) in [
            (
                AccountError::Fetch(FetchError::NoResponse),
                r#"{"fetch":"silent"}"#,
            ),
            (AccountError::WrongPassword, r#""wrong_password""#),
            (AccountError::LoggedOut, r#""logged_out""#),
            (AccountError::NoApi(some()), r#"{"no_api":"a"}"#),
            (AccountError::ApiOff, r#""api_off""#),
            (AccountError::LoginPage, r#""login_page""#),
            (AccountError::Insecure(some()), r#"{"insecure":"a"}"#),
            (AccountError::BadAnswer(some()), r#"{"bad_answer":"a"}"#),
            (
                AccountError::Refused(400, some()),
                r#"{"refused":[400,"a"]}"#,
            ),
            (AccountError::NoToken, r#""no_token""#),
            (
                AccountError::PasswordCommand(some()),
                r#"{"password_command":"a"}"#,
            ),
            (
                AccountError::PasswordSlow(some()),
                r#"{"password_slow":"a"}"#,
            ),
            (
                AccountError::PasswordEmpty(some()),
                r#"{"password_empty":"a"}"#,
            ),
            (AccountError::Internal, r#""internal""#),
        ] {
            assert_eq!(serde_json::to_string(&error).unwrap(), expected);
            let read: AccountError = serde_json::from_str(expected).unwrap();
            assert_eq!(read, error);
        }
    }
}
