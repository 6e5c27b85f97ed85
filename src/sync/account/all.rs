//! Syncs several accounts, one after the other.

use super::super::client::Client;
use super::{AccountOpener, AccountProgress, AccountSummary};
use crate::account_error::AccountError;
use crate::fetch_error::FetchError;
use crate::panics;
use crate::store::{Account, Error, Store};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What happened to an account.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum AccountEvent {
    /// Stories are being fetched.
    Progress(AccountProgress),
    /// The sync ended.
    Ended(Result<AccountSummary, AccountError>),
}

/// Syncs `accounts` with a connection to the library of its own, and passes what happens to `report`, each with
/// the name of its account. What is wrong with one server costs the others nothing.
///
/// # Errors
/// Returns an error if the library cannot be used.
pub fn sync_accounts(
    library: &Path,
    opener: &AccountOpener,
    client: &Arc<Client>,
    (accounts, cancelled): (Vec<Account>, &AtomicBool),
    report: &mut dyn FnMut(&str, AccountEvent),
) -> Result<(), Error> {
    if accounts.is_empty() {
        return Ok(());
    }
    let mut store = Store::open(library)?;
    for mut account in accounts {
        let name = account.name.clone();
        let synced = panics::caught(|| {
            let mut told = |progress| report(&name, AccountEvent::Progress(progress));
            opener.sync(&mut store, client, &mut account, cancelled, &mut told)
        });
        let result = match synced {
            Some(Ok(Err(_))) if cancelled.load(Ordering::Relaxed) => {
                Err(FetchError::Cancelled.into())
            }
            Some(result) => result?,
            None => {
                // The connection may be in the middle of a transaction.
                store = Store::open(library)?;
                Err(AccountError::Internal)
            }
        };
        report(&name, AccountEvent::Ended(result));
    }
    Ok(())
}
