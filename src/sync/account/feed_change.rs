//! Changes of the feeds that a server fetches.

use super::super::client::Client;
use super::super::greader::ServerSession;
use super::super::subscriptions::served_subscription;
use super::open::AccountOpener;
use crate::account_error::AccountError;
use crate::store::{Account, Error, Store, Subscription};
use std::sync::Arc;

/// A change of the feeds of an account.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ServedFeedChange {
    /// Follow a feed.
    Subscribe {
        /// Its address.
        address: String,
        /// Its name, if not its own.
        title: Option<String>,
        /// Its folder.
        folder: Option<String>,
    },
    /// Change a feed.
    Edit {
        /// The server's name of the feed.
        stream: String,
        /// Its new name.
        title: Option<String>,
        /// Its folders until now, and its new one; the empty text is none.
        folders: Option<(Vec<String>, String)>,
    },
    /// Stop following the feed that the server calls so.
    Unsubscribe(String),
}

impl ServedFeedChange {
    fn make(&self, session: &ServerSession) -> Result<(), AccountError> {
        match self {
            Self::Subscribe {
                address,
                title,
                folder,
            } => session.subscribe(address, title.as_deref(), folder.as_deref()),
            Self::Edit {
                stream,
                title,
                folders,
            } => {
                if let Some(title) = title {
                    session.rename(stream, title)?;
                }
                if let Some((from, to)) = folders {
                    let to = Some(to.as_str()).filter(|to| !to.is_empty());
                    session.move_to(stream, from, to)?;
                }
                Ok(())
            }
            Self::Unsubscribe(stream) => session.unsubscribe(stream),
        }
    }
}

impl AccountOpener {
    /// Makes a change at the server of an account, and stores the feeds that the server then lists.
    ///
    /// # Errors
    /// Returns an error if the library cannot be used. What is wrong with the server is a value.
    pub fn change_feed(
        &self,
        store: &mut Store,
        client: &Arc<Client>,
        account: &Account,
        change: &ServedFeedChange,
    ) -> Result<Result<(), AccountError>, Error> {
        let feeds = self.open(client, account).and_then(|session| {
            change.make(&session)?;
            session.feeds()
        });
        let feeds = match feeds {
            Ok(feeds) => feeds.into_iter(),
            Err(error) => return Ok(Err(error)),
        };
        let feeds = feeds.map(|feed| served_subscription(account, feed));
        let feeds: Vec<Subscription> = feeds.collect();
        store.set_served_feeds(account.id, &feeds)?;
        Ok(Ok(()))
    }
}
