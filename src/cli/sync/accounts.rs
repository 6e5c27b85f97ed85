//! The accounts of the command `sync`.

use crate::account_error::AccountError;
use crate::cli::{json, output, report};
use crate::store::{Account, Error};
use crate::sync::{AccountEvent, AccountOpener, AccountSummary, Client, sync_accounts};
use crate::words::{AccountNews, Language, News, Shell};
use anyhow::{Context as _, Result};
use serde_json::json;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// The result of an account, with its name.
pub(super) type SyncedAccount = (String, Result<AccountSummary, AccountError>);

/// Syncs accounts and returns their results.
pub(super) fn synced(
    library: &Path,
    opener: &AccountOpener,
    client: &Arc<Client>,
    accounts: (Vec<Account>, &AtomicBool),
) -> Result<Vec<SyncedAccount>, Error> {
    let mut results = Vec::new();
    sync_accounts(
        library,
        opener,
        client,
        accounts,
        &mut |name, event| match event {
            AccountEvent::Progress(_) => {}
            AccountEvent::Ended(result) => results.push((name.to_owned(), result)),
        },
    )?;
    Ok(results)
}

/// Prints the results; returns how many accounts failed.
pub(super) fn tell(synced: &[SyncedAccount], as_json: bool, language: Language) -> Result<usize> {
    for (name, result) in synced {
        let said = match result {
            _ if as_json => {
                let summary = result.as_ref().copied().unwrap_or_default();
                json::print_line(&json!({
                    "account": name,
                    "result": if result.is_ok() { "read" } else { "failed" },
                    "new": summary.written.new,
                    "changed": summary.written.changed,
                    "sent": summary.sent,
                    "received": summary.received,
                    "error": result.as_ref().err().map(|error| error.say(language)),
                }))
            }
            Ok(summary) => output::line(&format!("{name}: {}", described(summary, language))),
            Err(error) => {
                report::say(&format!("{name}: {}", error.say(language)));
                Ok(())
            }
        };
        said.context(Shell::StandardOutput.say(language))?;
    }
    Ok(synced.iter().filter(|(_, result)| result.is_err()).count())
}

fn described(summary: &AccountSummary, language: Language) -> String {
    let brought = News::Total {
        new: summary.written.new,
        changed: summary.written.changed,
        pages: 0,
    };
    let mut said = brought.say(language);
    if summary.sent + summary.received > 0 {
        let exchanged = AccountNews::Exchanged {
            sent: summary.sent,
            received: summary.received,
        };
        said = format!("{said}; {}", exchanged.say(language));
    }
    said
}
