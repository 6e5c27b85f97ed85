//! Opens sessions at the servers of accounts.

use super::super::client::Client;
use super::super::greader::{AuthToken, Endpoint, PasswordSource, ServerSession};
use super::password::password_of;
use super::tokens::TokenFile;
use super::{AccountProgress, AccountSummary, record_result, send_marks, sync_account};
use crate::account_error::AccountError;
use crate::store::{Account, Error, Store};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use url::Url;

/// The commands that print passwords, by the names of the accounts.
pub type PasswordCommands = HashMap<String, Vec<String>>;

/// Opens sessions at the servers of accounts of one library.
#[derive(Clone, Debug)]
pub struct AccountOpener {
    tokens: TokenFile,
    passwords: PasswordCommands,
}

impl AccountOpener {
    /// Returns the opener for the library at `library`.
    pub fn new(library: &Path, passwords: PasswordCommands) -> Self {
        Self {
            tokens: TokenFile::beside(library),
            passwords,
        }
    }

    /// Returns the file of tokens.
    pub fn tokens(&self) -> &TokenFile {
        &self.tokens
    }

    /// Returns the password that the command of an account prints, or `None` if it has no command.
    pub fn password(&self, account: &str) -> Option<Result<String, AccountError>> {
        let command = self.passwords.get(account)?;
        Some(password_of(command))
    }

    /// Returns a session of an account. Nothing is requested yet.
    ///
    /// # Errors
    /// Returns an error if there is neither a token nor a command that prints the password.
    pub fn open(
        &self,
        client: &Arc<Client>,
        account: &Account,
    ) -> Result<Arc<ServerSession>, AccountError> {
        let api = Url::parse(&account.address)
            .map_err(|_odd| AccountError::NoApi(account.address.clone()))?;
        client.trust(&api, account.trusted.as_deref());
        let command = self.passwords.get(&account.name).cloned();
        let token = match self.tokens.token(&account.name) {
            // The server refuses this one, and the session logs in by the password.
            Err(AccountError::NoToken) if command.is_some() => AuthToken::new(String::new()),
            token => token?,
        };
        let password =
            command.map(|command| -> PasswordSource { Box::new(move || password_of(&command)) });
        let endpoint = Endpoint {
            api,
            is_insecure_allowed: account.is_insecure,
        };
        let user = account.user.clone();
        let session = ServerSession::new(Arc::clone(client), endpoint, user, token, password);
        Ok(Arc::new(session))
    }

    /// Syncs an account, and stores its result, and what was found out about its server and its token.
    ///
    /// # Errors
    /// Returns an error if the library cannot be used. What is wrong with the server is a value.
    pub fn sync(
        &self,
        store: &mut Store,
        client: &Arc<Client>,
        account: &mut Account,
        cancelled: &AtomicBool,
        report: &mut dyn FnMut(AccountProgress),
    ) -> Result<Result<AccountSummary, AccountError>, Error> {
        let session = match self.open(client, account) {
            Ok(session) => session,
            Err(error) => {
                record_result(account, Some(&error));
                store.update_account(account)?;
                return Ok(Err(error));
            }
        };
        let result = sync_account(store, &session, account, cancelled, report)?;
        self.note(store, client, account, &session)?;
        Ok(result)
    }

    /// Sends the marks of an account, and nothing else; returns how many were sent. A failure is stored with the
    /// account.
    ///
    /// # Errors
    /// Returns an error if the library cannot be used. What is wrong with the server is a value.
    pub fn send(
        &self,
        store: &mut Store,
        client: &Arc<Client>,
        account: &mut Account,
        cancelled: &AtomicBool,
    ) -> Result<Result<usize, AccountError>, Error> {
        let sent = match self.open(client, account) {
            Ok(session) => {
                let sent = send_marks(store, &session, account, cancelled)?;
                self.note(store, client, account, &session)?;
                sent
            }
            Err(error) => Err(error),
        };
        match &sent {
            Err(error) => {
                record_result(account, Some(error));
                store.update_account(account)?;
            }
            Ok(_) if account.fault.is_some() => {
                (account.fault, account.failures, account.due) = (None, 0, 0);
                store.update_account(account)?;
            }
            Ok(_) => {}
        }
        Ok(sent)
    }

    /// Stores a renewed token, and the private addresses at which the server was found.
    fn note(
        &self,
        store: &mut Store,
        client: &Client,
        account: &mut Account,
        session: &ServerSession,
    ) -> Result<(), Error> {
        let token = session.auth();
        let is_known = self
            .tokens
            .token(&account.name)
            .is_ok_and(|known| known.reveal() == token.reveal());
        if !is_known
            && !token.reveal().is_empty()
            && let Err(error) = self.tokens.set(&account.name, &token)
        {
            // The next sync logs in again.
            log::warn!("{}: {error}", self.tokens.path().display());
        }
        if account.trusted.is_none()
            && let Ok(api) = Url::parse(&account.address)
            && let Some(trusted) = client.trusted(&api)
        {
            account.trusted = Some(trusted);
            store.update_account(account)?;
        }
        Ok(())
    }
}
