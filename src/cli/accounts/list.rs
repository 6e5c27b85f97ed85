//! The command `accounts list`.

use crate::cli::json::{time, write_line};
use crate::cli::output::Output;
use crate::store::{Account, AccountCounts, Store};
use crate::sync::local_time;
use crate::words::{AccountNews, Language, Shell};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use std::io::Write as _;
use std::process::ExitCode;

/// Prints the accounts of a library, or that there are none.
pub(super) fn list(store: Option<&Store>, as_json: bool, language: Language) -> Result<ExitCode> {
    let mut rows = Vec::new();
    if let Some(store) = store {
        for account in store.accounts()? {
            let counts = store.account_counts(account.id)?;
            rows.push((account, counts));
        }
    }
    let mut out = Output::standard();
    let written = rows.iter().try_for_each(|(account, counts)| {
        if as_json {
            write_line(&mut out, &object(account, counts, language), false)
        } else {
            writeln!(out, "{}", described(account, counts, language))
        }
    });
    let written = written.and_then(|()| {
        if rows.is_empty() && !as_json {
            writeln!(out, "{}", AccountNews::NoAccounts.say(language))?;
        }
        out.flush()
    });
    written.context(Shell::StandardOutput.say(language))?;
    Ok(ExitCode::SUCCESS)
}

/// Returns why the last sync of an account failed.
fn error_of(account: &Account, language: Language) -> Option<String> {
    let fault = account.fault.as_ref();
    fault.map(|fault| fault.say(language))
}

fn described(account: &Account, counts: &AccountCounts, language: Language) -> String {
    let AccountCounts {
        feeds,
        stories,
        unread,
        waiting,
    } = *counts;
    let mut said = vec![AccountNews::Counts {
        feeds,
        stories,
        unread,
    }];
    said.extend((waiting > 0).then_some(AccountNews::Waiting(waiting)));
    said.push(match account.checked {
        Some(at) => AccountNews::Synced(local_time(at)),
        None => AccountNews::NeverSynced,
    });
    said.extend(account.is_insecure.then_some(AccountNews::Insecure));
    let said: Vec<String> = said.iter().map(|news| news.say(language)).collect();
    let server = account.server.as_deref();
    let server = server.map_or_else(String::new, |server| format!(" · {server}"));
    let mut lines = vec![
        account.name.clone(),
        format!("  {} · {}{server}", account.address, account.user),
        format!("  {}", said.join(" · ")),
    ];
    lines.extend(error_of(account, language).map(|error| format!("  {error}")));
    lines.join("\n")
}

fn object(account: &Account, counts: &AccountCounts, language: Language) -> Value {
    json!({
        "account": account.name,
        "address": account.address,
        "user": account.user,
        "server": account.server,
        "insecure": account.is_insecure,
        "feeds": counts.feeds,
        "stories": counts.stories,
        "unread": counts.unread,
        "waiting": counts.waiting,
        "checked": account.checked.and_then(time),
        "failures": account.failures,
        "error": error_of(account, language),
    })
}
