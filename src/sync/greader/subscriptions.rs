//! Changes of the feeds that a server follows.

use super::json_answer::{error_text, parse, shortened, text};
use super::session::{Field, Session};
use super::tag::label;
use crate::account_error::AccountError;
use serde_json::Value;

/// The request that changes a feed.
const EDIT: &str = "subscription/edit";

/// The request that follows a feed and is told nothing but its address.
const QUICK_ADD: &str = "subscription/quickadd";

impl Session {
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
        let response = self.post(QUICK_ADD, &[], &[("quickadd", address)]);
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
        let mut fields: Vec<Field<'_>> = vec![("ac", "edit"), ("s", stream)];
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
    use crate::fetch_error::FetchError;
    matches!(error, AccountError::Fetch(FetchError::ServerError(_)))
}
