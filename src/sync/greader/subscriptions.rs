//! Changes of the feeds that a server follows.

use super::super::client::ApiForm;
use super::json_answer::{error_text, parse, shortened, text};
use super::session::{FormField, ServerSession};
use super::tag::label;
use crate::account_error::AccountError;
use crate::fetch_error::FetchError;
use serde_json::Value;

/// The request that changes a feed.
const EDIT: &str = "subscription/edit";

/// The request that follows a feed and is told nothing but its address.
const QUICK_ADD: &str = "subscription/quickadd";

impl ServerSession {
    /// Follows the feed at `address`. A feed that is followed already is no error.
    ///
    /// # Errors
    /// Returns an error if the server cannot be asked, or refuses.
    pub fn subscribe(
        &self,
        address: &str,
        title: Option<&str>,
        folder: Option<&str>,
    ) -> Result<(), AccountError> {
        let stream = format!("feed/{address}");
        let folder_tag = folder.map(label);
        let mut fields = vec![("ac", "subscribe"), ("s", stream.as_str())];
        fields.extend(title.map(|title| ("t", title)));
        fields.extend(folder_tag.as_deref().map(|folder| ("a", folder)));
        let refusal = match self.write(EDIT, &fields) {
            Err(error @ (AccountError::Refused(..) | AccountError::Fetch(_))) => error,
            written => return written,
        };
        if matches!(refusal, AccountError::Fetch(_)) && !is_server_error(&refusal) {
            return Err(refusal);
        }
        if self.follows(address)? {
            return Ok(());
        }
        let stream = self.quick_add(address, refusal)?;
        if let Some(title) = title {
            self.rename(&stream, title)?;
        }
        if folder.is_some() {
            self.move_to(&stream, &[], folder)?;
        }
        Ok(())
    }

    /// Follows a feed by its address alone; returns the id of its stream.
    fn quick_add(&self, address: &str, refusal: AccountError) -> Result<String, AccountError> {
        let response = self.post(QUICK_ADD, &[("quickadd", address)], ApiForm::Change);
        let answer = match &response {
            Ok(response) => parse(&response.bytes).unwrap_or_default(),
            Err(AccountError::Refused(..)) => return Err(refusal),
            Err(_) => Value::Null,
        };
        response?;
        let none = text(&answer, "numResults").as_deref() == Some("0");
        match (text(&answer, "streamId"), error_text(&answer)) {
            (Some(stream), _) => Ok(stream),
            (None, Some(why)) if none => Err(AccountError::Refused(200, shortened(&why))),
            (None, _) if none => Err(refusal),
            (None, _) => Ok(format!("feed/{address}")),
        }
    }

    /// Whether the server follows the feed at `address`.
    fn follows(&self, address: &str) -> Result<bool, AccountError> {
        let bare = |address: &str| address.trim_end_matches('/').to_owned();
        let feeds = self.feeds()?;
        Ok(feeds
            .iter()
            .any(|feed| bare(&feed.address) == bare(address)))
    }

    /// Gives a feed another title.
    ///
    /// # Errors
    /// Returns an error if the server cannot be asked, or refuses.
    pub fn rename(&self, stream: &str, title: &str) -> Result<(), AccountError> {
        self.write(EDIT, &[("ac", "edit"), ("s", stream), ("t", title)])
    }

    /// Moves a feed out of the folders `from` into the folder `to`.
    ///
    /// # Errors
    /// Returns an error if the server cannot be asked, or refuses.
    pub fn move_to(
        &self,
        stream: &str,
        from: &[String],
        to: Option<&str>,
    ) -> Result<(), AccountError> {
        let left = from.iter().filter(|folder| Some(folder.as_str()) != to);
        let removed: Vec<String> = left.map(|folder| label(folder)).collect();
        let added = to.map(label);
        if removed.is_empty() && added.is_none() {
            return Ok(());
        }
        let mut fields: Vec<FormField<'_>> = vec![("ac", "edit"), ("s", stream)];
        fields.extend(removed.iter().map(|tag| ("r", tag.as_str())));
        fields.extend(added.as_deref().map(|tag| ("a", tag)));
        self.write(EDIT, &fields)
    }

    /// Stops following a feed.
    ///
    /// # Errors
    /// Returns an error if the server cannot be asked, or refuses.
    pub fn unsubscribe(&self, stream: &str) -> Result<(), AccountError> {
        self.write(EDIT, &[("ac", "unsubscribe"), ("s", stream)])
    }
}

fn is_server_error(error: &AccountError) -> bool {
    matches!(error, AccountError::Fetch(FetchError::ServerError(_)))
}

#[cfg(test)]
mod tests {
    use super::super::auth_token::AuthToken;
    use super::super::endpoint::Endpoint;
    use super::super::testing::{StubServer, client, given};
    use super::*;

    /// Follows a feed at a server that refuses `subscribe`, follows the feeds in `list`, and answers
    /// `quickadd` so; returns the result and the bodies of the requests that change something.
    fn followed(
        list: &'static str,
        added: (u16, &'static str),
        title: Option<&str>,
    ) -> (Result<(), AccountError>, Vec<String>) {
        let server = StubServer::start(Box::new(move |asked| {
            if asked.line.ends_with("token") {
                given(200, "token-1")
            } else if asked.line.contains("subscription/list") {
                given(200, list)
            } else if asked.line.ends_with("quickadd") {
                given(added.0, added.1)
            } else if asked.body.contains("ac=subscribe") {
                given(400, "Bad Request!")
            } else {
                given(200, "OK")
            }
        }));
        let endpoint = Endpoint {
            api: server.url.clone(),
            is_insecure_allowed: false,
        };
        let auth = AuthToken::new("auth-1".to_owned());
        let session = ServerSession::new(client(), endpoint, "ram".to_owned(), auth, None);
        let followed = session.subscribe("https://a.example/f", title, None);
        let asked = server.asked().into_iter();
        let bodies = asked
            .map(|asked| asked.body)
            .filter(|body| !body.is_empty());
        (followed, bodies.collect())
    }

    #[test]
    fn a_feed_is_followed_by_whichever_request_the_server_knows() {
        let none = r#"{"subscriptions": []}"#;
        let known = r#"{"subscriptions": [{"id": "feed/7", "url": "https://a.example/f/"}]}"#;
        let refused = |status, text: &str| Err(AccountError::Refused(status, text.to_owned()));
        let first = refused(400, "Bad Request!");
        let yes = r#"{"numResults": 1, "streamId": "feed/9"}"#;
        let why = r#"{"numResults": 0, "error": "no feed there"}"#;
        for (list, added, title, expected, count) in [
            (known, (500, "{}"), None, Ok(()), 1),
            (none, (200, yes), None, Ok(()), 2),
            (none, (200, yes), Some("क"), Ok(()), 3),
            (none, (200, why), None, refused(200, "no feed there"), 2),
            (
                none,
                (200, r#"{"numResults": "0"}"#),
                None,
                first.clone(),
                2,
            ),
            (none, (500, "{\"error_message\": \"x\"}"), None, first, 2),
        ] {
            let (result, bodies) = followed(list, added, title);
            assert_eq!((result, bodies.len()), (expected, count), "{added:?}");
            if title.is_some() {
                let body = "T=token-1&ac=edit&s=feed%2F9&t=%E0%A4%95";
                assert_eq!(bodies.last().unwrap(), body);
            }
        }
    }
}
