//! Answers: distinguished from refusals and web pages, and parsed as JSON.

use super::super::client::ApiResponse;
use super::super::read_feed::is_page;
use crate::account_error::AccountError;
use crate::fetch_error::FetchError;
use crate::text::clean_text::CleanText;
use serde_json::Value;
use std::borrow::Cow;

/// The longest text of a refusal that is kept, in characters.
const LONGEST_REASON: usize = 200;

/// What `FreshRSS` answers, with status 503, while its API is switched off.
const API_OFF: &str = "Service Unavailable!";

/// Names under which servers send what went wrong.
const ERRORS: [&str; 3] = ["error_message", "error", "errors"];

/// The name of the reason within an error, and in answers whose status is one.
const MESSAGE: &str = "message";

/// How an answer begins that is an error in the manner of Google.
const PLAIN_ERROR: &str = "Error=";

/// Whether the server refuses the login or the token of a request.
fn is_logged_out(response: &ApiResponse) -> bool {
    response.status == 401 || (matches!(response.status, 400 | 403) && response.is_bad_token)
}

/// Whether a response may mean that the login has ended, although servers that keep to the API say so
/// in another way.
pub(super) fn may_be_logged_out(response: &ApiResponse) -> bool {
    let is_elsewhere = response.redirect.is_some() || is_page(&response.bytes);
    is_logged_out(response) || response.status == 403 || (response.status < 400 && is_elsewhere)
}

/// Returns the error if the response is none of the API, or a refusal.
pub(super) fn accepted(response: &ApiResponse) -> Result<(), AccountError> {
    let is_page = is_page(&response.bytes);
    Err(match response.status {
        200..=299 if !is_page => return Ok(()),
        200..=299 => AccountError::LoginPage,
        300..=399 if response.redirect.is_some() => AccountError::LoginPage,
        401 if is_page && response.wants_http_login => AccountError::LoginPage,
        _ if is_logged_out(response) => AccountError::LoggedOut,
        429 => FetchError::TooManyRequests.into(),
        503 if is_api_off(response) => AccountError::ApiOff,
        status @ 502..=504 => FetchError::ServerError(status).into(),
        status @ 500..=599 if is_page => FetchError::ServerError(status).into(),
        status => AccountError::Refused(status, reason(response)),
    })
}

/// Whether the server has the API, and it is switched off.
pub(super) fn is_api_off(response: &ApiResponse) -> bool {
    let text = String::from_utf8_lossy(&response.bytes);
    response.status == 503 && text.trim() == API_OFF
}

/// Returns the error if the response does not confirm the change that `request` made. Servers confirm
/// with `OK`, with nothing, or with an object; an empty list is what some answer to any request.
pub(super) fn confirmed(response: &ApiResponse, request: &str) -> Result<(), AccountError> {
    accepted(response)?;
    let text = String::from_utf8_lossy(&response.bytes);
    let answer = parse(&response.bytes).unwrap_or_default();
    if answer.is_array() {
        return Err(AccountError::BadAnswer(request.to_owned()));
    }
    let plain = Some(text.trim()).filter(|text| text.starts_with(PLAIN_ERROR));
    match error_text(&answer).or_else(|| plain.map(str::to_owned)) {
        Some(error) => Err(AccountError::Refused(response.status, shortened(&error))),
        None => Ok(()),
    }
}

/// Parses an answer to `request`: an object.
pub(super) fn object(response: &ApiResponse, request: &str) -> Result<Value, AccountError> {
    accepted(response)?;
    let bad = || AccountError::BadAnswer(request.to_owned());
    let value = parse(&response.bytes).ok_or_else(bad)?;
    if value.is_object() {
        Ok(value)
    } else {
        Err(bad())
    }
}

/// Returns the list `name` of an answer to `request`.
pub(super) fn list_of<'a>(
    answer: &'a Value,
    name: &str,
    request: &str,
) -> Result<&'a [Value], AccountError> {
    match answer.get(name).and_then(Value::as_array) {
        Some(list) => Ok(list),
        None => match error_text(answer) {
            Some(text) => Err(AccountError::Refused(200, shortened(&text))),
            None => Err(AccountError::BadAnswer(request.to_owned())),
        },
    }
}

/// Parses JSON. What servers write into strings although JSON forbids it, control characters and
/// halves of characters, is replaced first if that is why it cannot be parsed.
pub(super) fn parse(bytes: &[u8]) -> Option<Value> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}').trim();
    let repaired = || serde_json::from_str(&without_halves(&text.replace(is_control, " "))).ok();
    serde_json::from_str(text).ok().or_else(repaired)
}

fn is_control(c: char) -> bool {
    c.is_ascii_control()
}

/// Replaces the escapes of a surrogate that has no partner.
fn without_halves(text: &str) -> Cow<'_, str> {
    if !text.contains("\\ud") && !text.contains("\\uD") {
        return Cow::Borrowed(text);
    }
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        whole.push_str(before);
        let (escape, next) = match (surrogate(after), after.get(5..)) {
            (Some(high @ 0xd800..=0xdbff), Some(next)) => {
                let low = next.strip_prefix('\\').and_then(surrogate);
                match low.zip(next.get(6..)) {
                    Some((low @ 0xdc00..=0xdfff, next)) => {
                        (format!("\\u{high:04x}\\u{low:04x}"), next)
                    }
                    Some(_) | None => ("\\ufffd".to_owned(), next),
                }
            }
            (Some(_), Some(next)) => ("\\ufffd".to_owned(), next),
            (_, _) => {
                let mut letters = after.chars();
                let escaped: String = letters.next().into_iter().collect();
                (format!("\\{escaped}"), letters.as_str())
            }
        };
        whole.push_str(&escape);
        rest = next;
    }
    whole.push_str(rest);
    Cow::Owned(whole)
}

/// Reads `u` and four hexadecimal digits, which follow a backslash, if they are half of a pair.
fn surrogate(text: &str) -> Option<u16> {
    let digits = text.strip_prefix('u')?.get(..4)?;
    let code = u16::from_str_radix(digits, 16).ok()?;
    (0xd800..=0xdfff).contains(&code).then_some(code)
}

/// Returns why the server refused, cleaned and short; empty if it does not say.
pub(super) fn reason(response: &ApiResponse) -> String {
    if let Some(answer) = parse(&response.bytes)
        && let Some(text) = error_text(&answer).or_else(|| text(&answer, MESSAGE))
    {
        return shortened(&text);
    }
    if is_page(&response.bytes) {
        return String::new();
    }
    shortened(&String::from_utf8_lossy(&response.bytes))
}

/// Returns the reason in an answer that says that something went wrong.
pub(super) fn error_text(answer: &Value) -> Option<String> {
    let object = answer.as_object()?;
    ERRORS
        .iter()
        .find_map(|name| text_within(object.get(*name)?))
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "only texts and what holds them can say why"
)]
fn text_within(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Array(list) => list.iter().find_map(text_within),
        Value::Object(_) => text(value, MESSAGE).or_else(|| error_text(value)),
        _ => None,
    }
}

/// Returns the text of a refusal, cleaned and short.
pub(super) fn shortened(text: &str) -> String {
    let head: String = text.trim().chars().take(LONGEST_REASON).collect();
    CleanText::from(head.replace(is_control, " ")).into_string()
}

/// Returns the field `name` as text. Some servers write numbers where others write strings.
pub(super) fn text(value: &Value, name: &str) -> Option<String> {
    text_of(value.get(name)?)
}

/// Returns a string or a number as text.
pub(super) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Returns the elements of the list `name`; none if there is no such list.
pub(super) fn elements<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    let list = value.get(name).and_then(Value::as_array);
    list.map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::super::testing::response;
    use super::*;

    #[test]
    fn answers_are_told_from_refusals() {
        let refused = |status, text: &str| Err(AccountError::Refused(status, text.to_owned()));
        let page = "<!DOCTYPE html><html><body>Log in";
        for (status, body, expected) in [
            (200, "OK", Ok(())),
            (204, "", Ok(())),
            (200, page, Err(AccountError::LoginPage)),
            (304, "", refused(304, "")),
            (401, "Unauthorized", Err(AccountError::LoggedOut)),
            (503, "Service Unavailable!", Err(AccountError::ApiOff)),
            (
                503,
                page,
                Err(AccountError::Fetch(FetchError::ServerError(503))),
            ),
            (
                500,
                page,
                Err(AccountError::Fetch(FetchError::ServerError(500))),
            ),
            (
                429,
                "",
                Err(AccountError::Fetch(FetchError::TooManyRequests)),
            ),
            (
                500,
                r#"{"error_message":"unsupported tag type"}"#,
                refused(500, "unsupported tag type"),
            ),
            (
                400,
                r#"{"error":{"code":7,"message":"no\u001b[31m"}}"#,
                refused(400, "no [31m"),
            ),
            (404, page, refused(404, "")),
            (400, "Bad Request!", refused(400, "Bad Request!")),
        ] {
            assert_eq!(
                accepted(&response(status, body)),
                expected,
                "{status} {body}"
            );
        }
    }

    #[test]
    fn changes_are_confirmed_in_any_words() {
        let refused = |text: &str| Err(AccountError::Refused(200, text.to_owned()));
        for (body, expected) in [
            ("OK", Ok(())),
            ("", Ok(())),
            ("OK\n", Ok(())),
            (
                r#"{"status": "ok", "message": "done", "error": null}"#,
                Ok(()),
            ),
            (r#"{"errors": ["no such story"]}"#, refused("no such story")),
            ("Error=BadToken", refused("Error=BadToken")),
            ("[]", Err(AccountError::BadAnswer("edit-tag".to_owned()))),
        ] {
            assert_eq!(
                confirmed(&response(200, body), "edit-tag"),
                expected,
                "{body}"
            );
        }
    }

    #[test]
    fn a_success_of_another_form_is_none() {
        let bad = || Err(AccountError::BadAnswer("tag/list".to_owned()));
        for (body, expected) in [
            ("[]", bad()),
            ("", bad()),
            ("OK", bad()),
            (r#"{"tags": [1"#, bad()),
            ("\u{feff}{}", Ok(Value::Object(serde_json::Map::new()))),
        ] {
            assert_eq!(object(&response(200, body), "tag/list"), expected, "{body}");
        }
        let answer = parse(br#"{"error": "not now"}"#).unwrap();
        let expected = AccountError::Refused(200, "not now".to_owned());
        assert_eq!(list_of(&answer, "items", "x"), Err(expected));
    }

    #[test]
    fn what_json_forbids_in_strings_is_replaced() {
        for (written, expected) in [
            ("a\tb\u{1}c", "a b c"),
            (r"a\ud83db", "a\u{fffd}b"),
            (r"a\ude00b", "a\u{fffd}b"),
            (r"\ud83d\ud83d\ude00", "\u{fffd}😀"),
            (r"\\ud83d \ud83d", "\\ud83d \u{fffd}"),
            (r"क\ud8", ""),
        ] {
            let json = format!("{{\"a\": \"{written}\"}}");
            let read = parse(json.as_bytes()).and_then(|value| text(&value, "a"));
            assert_eq!(read.unwrap_or_default(), expected, "{written}");
        }
    }

    #[test]
    fn large_numbers_are_exact() {
        let value = parse(br#"{"id": 18446744073709551615, "b": -9007199254740993}"#).unwrap();
        assert_eq!(text(&value, "id").unwrap(), "18446744073709551615");
        assert_eq!(text(&value, "b").unwrap(), "-9007199254740993");
    }
}
